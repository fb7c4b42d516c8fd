"""Blurring parts of a photograph by hand with a brush."""

from typing import Final, NamedTuple

WHOLE: Final = 1000
SIZES: Final = (15, 25, 40, 60, 90, 140)
"""Brush radii, in thousandths of the longer side."""
PATCHES: Final = 4
"""Number of colour patches across a dab: too few to recognise a face."""


class BrushTouch(NamedTuple):
    """One touch of the brush: centre in thousandths of width and height, radius in thousandths of
    the longer side."""

    x: int
    y: int
    radius: int

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return the bounding square in an image of that size, in pixels: left, top, right, bottom;
        may exceed the image."""
        radius = max(1, round(self.radius * max(width, height) / WHOLE))
        x, y = round(self.x * width / WHOLE), round(self.y * height / WHOLE)
        return x - radius, y - radius, x + radius, y + radius
