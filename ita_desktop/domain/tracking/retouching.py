"""What is done to a photograph by hand: parts of it blurred with a brush, and its cropping."""

from typing import Final, NamedTuple, Self

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


LEAST: Final = 50
"""Minimum width and height of the cropped part, in thousandths."""
_QUARTERS: Final = 4


class Crop(NamedTuple):
    """A part of an image; by default all of it. ``str`` returns the form stored in records."""

    left: int = 0
    top: int = 0
    width: int = WHOLE
    height: int = WHOLE

    @classmethod
    def of(cls, words: str) -> Self:
        """Parse the stored form (``0 120 1000 700``); return the whole image if it is not valid.

        >>> Crop.of("0 120 1000 700")
        Crop(left=0, top=120, width=1000, height=700)
        """
        figures = words.split()
        if len(figures) != len(cls._fields) or not all(figure.isdecimal() for figure in figures):
            return cls()
        return cls(*map(int, figures)).within()

    def __str__(self) -> str:
        return "" if self.is_whole else " ".join(str(number) for number in self)

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole image."""
        return self == Crop()

    def within(self) -> Self:
        """Return the part clipped to the image, with at least the minimum size."""
        width, height = (min(max(number, LEAST), WHOLE) for number in (self.width, self.height))
        left = min(max(self.left, 0), WHOLE - width)
        top = min(max(self.top, 0), WHOLE - height)
        return type(self)(left, top, width, height)

    def turned(self, quarters: int) -> Self:
        """Return the same part after rotating the image clockwise by ``quarters`` x 90 degrees."""
        part = self
        for _ in range(quarters % _QUARTERS):
            left, top, width, height = part
            part = type(self)(WHOLE - top - height, left, height, width)
        return part

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom in an image of that size, in pixels."""
        left, top = round(self.left * width / WHOLE), round(self.top * height / WHOLE)
        right = round((self.left + self.width) * width / WHOLE)
        bottom = round((self.top + self.height) * height / WHOLE)
        left, top = min(left, max(width - 1, 0)), min(top, max(height - 1, 0))
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return width and height in an image of that size, in pixels."""
        left, top, right, bottom = self.box(width, height)
        return right - left, bottom - top
