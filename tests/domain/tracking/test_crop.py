"""What part of a photograph is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.tracking.entries import LEAST, WHOLE, Crop

thousandths = st.integers(-200, 1200)
parts = st.builds(Crop, thousandths, thousandths, thousandths, thousandths).map(Crop.within)


@given(parts)
def test_a_record_holds_the_part_and_nothing_where_it_is_whole(part: Crop) -> None:
    assert Crop.of(str(part)) == part
    assert (str(part) == "") == part.is_whole


@pytest.mark.parametrize("words", ["", "1 2 3", "a b c d", "0 0 1000 1000", "-1 0 1000 1000"])
def test_what_names_no_part_is_all_of_the_picture(words: str) -> None:
    assert Crop.of(words).is_whole


@given(parts)
def test_a_part_lies_in_its_picture_and_is_not_tiny(part: Crop) -> None:
    assert part.left >= 0
    assert part.top >= 0
    assert part.left + part.width <= WHOLE
    assert part.top + part.height <= WHOLE
    assert min(part.width, part.height) >= LEAST


@given(parts, st.integers(1, 3000), st.integers(1, 3000))
def test_a_part_has_pixels_in_a_picture_of_any_size(part: Crop, width: int, height: int) -> None:
    left, top, right, bottom = part.box(width, height)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert part.size(width, height) == (right - left, bottom - top)


@given(parts, st.integers(-8, 8))
def test_turning_a_part_back_gives_it_again(part: Crop, quarters: int) -> None:
    assert part.turned(quarters).turned(-quarters) == part
    assert part.turned(quarters).within() == part.turned(quarters)


def test_a_part_turns_with_its_picture() -> None:
    assert Crop(0, 0, 500, 250).turned(1) == Crop(750, 0, 250, 500)
    assert Crop(0, 0, 500, 250).turned(2) == Crop(500, 750, 500, 250)


@pytest.mark.parametrize(
    ("part", "size", "box"),
    [
        (Crop(0, 0, WHOLE, WHOLE), (640, 480), (0, 0, 640, 480)),
        (Crop(WHOLE // 4, WHOLE // 2, WHOLE // 2, WHOLE // 4), (640, 480), (160, 240, 480, 360)),
        (Crop(WHOLE // 4, WHOLE // 2, WHOLE // 2, WHOLE // 4), (1, 1), (0, 0, 1, 1)),
        (Crop(WHOLE * 3 // 4, WHOLE * 3 // 4, WHOLE // 4, WHOLE // 4), (1, 1), (0, 0, 1, 1)),
    ],
)
def test_a_part_is_a_box_of_pixels(part: Crop, size: tuple[int, int], box) -> None:
    assert part.box(*size) == box
    assert part.size(*size) == (box[2] - box[0], box[3] - box[1])
