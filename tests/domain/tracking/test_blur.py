"""A brush touches the same part of a photograph, however large it is shown."""

import pytest

from ita_desktop.domain.tracking.entries import BrushTouch


@pytest.mark.parametrize(
    ("width", "height", "box"),
    [
        (1000, 500, (225, 350, 275, 400)),
        (500, 1000, (100, 725, 150, 775)),
        (200, 100, (45, 70, 55, 80)),
        (4, 4, (0, 2, 2, 4)),  # a pixel at least
    ],
)
def test_the_square_of_a_touch_is_measured_by_the_longer_side(width, height, box) -> None:
    assert BrushTouch(250, 750, 25).box(width, height) == box
