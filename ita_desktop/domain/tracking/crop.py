"""What part of a photograph is shown, in thousandths of its size."""

from typing import Final, NamedTuple, Self

WHOLE: Final = 1000
LEAST: Final = 50
"""Thousandths that a part has at least, across and down: less would be a few blurred dots."""
_QUARTERS: Final = 4


class Crop(NamedTuple):
    """A part of a picture; as it is made, all of it. ``str`` gives what records hold of it."""

    left: int = 0
    top: int = 0
    width: int = WHOLE
    height: int = WHOLE

    @classmethod
    def of(cls, words: str) -> Self:
        """The part that a record names (``0 120 1000 700``); all of it where that is no part.

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
        """Whether nothing is cut off."""
        return self == Crop()

    def within(self) -> Self:
        """The part as far as it lies in the picture, neither empty nor tiny."""
        width, height = (min(max(number, LEAST), WHOLE) for number in (self.width, self.height))
        left = min(max(self.left, 0), WHOLE - width)
        top = min(max(self.top, 0), WHOLE - height)
        return type(self)(left, top, width, height)

    def turned(self, quarters: int) -> Self:
        """The same part of a picture that was turned clockwise by so many quarters."""
        part = self
        for _ in range(quarters % _QUARTERS):
            left, top, width, height = part
            part = type(self)(WHOLE - top - height, left, height, width)
        return part

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the part in a picture of that size, in pixels."""
        left, top = round(self.left * width / WHOLE), round(self.top * height / WHOLE)
        right = round((self.left + self.width) * width / WHOLE)
        bottom = round((self.top + self.height) * height / WHOLE)
        left, top = min(left, max(width - 1, 0)), min(top, max(height - 1, 0))
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height of the part of a picture of that size, in pixels."""
        left, top, right, bottom = self.box(width, height)
        return right - left, bottom - top
