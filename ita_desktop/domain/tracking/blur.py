"""What of a photograph is blurred by hand: dabs of a brush."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

WHOLE: Final = 1000
SIZES: Final = (15, 25, 40, 60, 90, 140)
"""Radii of the brush, in thousandths of the longer side."""
PATCHES: Final = 4
"""So many patches of one colour are left across a dab: no face can be known again in them."""


class Dab(NamedTuple):
    """One touch of the brush: its middle in thousandths of width and height, its radius in
    thousandths of the longer side."""

    x: int
    y: int
    radius: int

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The square around it in a picture of that size: left, top, right, bottom; it may reach
        over the edges."""
        radius = max(1, round(self.radius * max(width, height) / WHOLE))
        x, y = round(self.x * width / WHOLE), round(self.y * height / WHOLE)
        return x - radius, y - radius, x + radius, y + radius


BrushStroke: TypeAlias = Sequence[Dab]
"""What is drawn without lifting the brush, and taken back at once."""
