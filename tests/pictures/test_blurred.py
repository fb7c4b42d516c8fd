"""What is blurred in a photograph cannot be known again, and the rest stays."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageStat

from ita_desktop.domain.tracking.entries import SIZES, BrushTouch
from ita_desktop.pictures.photographs import blurred


def checkered(width: int, height: int) -> bytes:
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    for x in range(0, width, 16):
        for y in range(0, height, 16):
            if (x + y) // 16 % 2:
                draw.rectangle((x, y, x + 15, y + 15), fill="black")
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize("radius", SIZES[1:])
def test_only_a_few_patches_are_left_under_a_dab(radius: int) -> None:
    data = checkered(1200, 800)
    made = Image.open(BytesIO(blurred(data, "a", [BrushTouch(500, 500, radius)]).data)).convert("L")
    left, top, right, bottom = BrushTouch(500, 500, radius).box(1200, 800)
    third = (right - left) // 3
    inner = made.crop((left + third, top + third, right - third, bottom - third))
    assert ImageStat.Stat(inner).stddev[0] < 40
    plain = Image.open(BytesIO(data)).convert("L")
    for box in ((0, 0, 300, 300), (900, 500, 1200, 800)):
        assert ImageStat.Stat(made.crop(box)).stddev[0] > 100
        assert made.crop(box).size == plain.crop(box).size


def test_a_dab_over_the_edge_or_outside_breaks_nothing() -> None:
    data = checkered(300, 200)
    made = blurred(
        data, "a", [BrushTouch(0, 0, 140), BrushTouch(1000, 1000, 140), BrushTouch(500, 1000, 15)]
    )
    assert (made.width, made.height) == (300, 200)
