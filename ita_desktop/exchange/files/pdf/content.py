"""What is on the pages of a PDF, as plain values that a separate process can hand over as JSON.

Lengths are points; ``y`` is measured downwards from the top of the page as it is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

UNKNOWN = "?"
"""How a line ends, if its file does not say it."""


class ContentLine(NamedTuple):
    """A line of text outside tables, or in a cell."""

    text: str
    left: float
    right: float
    base: float
    """The position of its baseline."""
    size: float
    """The size of its letters."""
    bold: bool = False
    again: bool = False
    """Whether the file calls it no part of the text: a page number, a heading printed again."""
    ends: str = UNKNOWN
    """What is between it and the next line: a space, nothing, a line break, a vertical tab for one
    within a paragraph, or a tab at the end of a cell."""
    heading: int = 0
    """The level of the heading that it is of, as its file says; 0 if that does not."""
    spaced: bool = False
    """Whether the file has a space behind its last word, as where a line is broken at one."""


class ContentImage(NamedTuple):
    """A picture; ``part`` is its name among those of the file, empty if it is only described."""

    part: str
    left: float
    top: float
    right: float
    bottom: float
    caption: str = ""


class ContentCell(NamedTuple):
    """A cell over ``rows`` and ``columns`` of the edges of its table."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[ContentLine, ...] = ()
    images: tuple[ContentImage, ...] = ()


class ContentGrid(NamedTuple):
    """A table with ruling lines; the rows are between ``ys``, the columns between ``xs``."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[ContentCell, ...]
    is_full: bool = True
    """False if it has so many lines that its cells were not looked for."""


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page: what is outside tables, and the tables, each from top to bottom."""

    number: int
    width: float
    height: float
    lines: tuple[ContentLine, ...] = ()
    grids: tuple[ContentGrid, ...] = ()
    images: tuple[ContentImage, ...] = ()
    report: str = ""
    """Its text line by line, as an official report of results is read."""

    def as_json(self) -> list[Any]:
        """Return the page as JSON has it."""
        return [
            *(self.number, self.width, self.height),
            *(self.lines, self.grids, self.images, self.report),
        ]

    @classmethod
    def of_json(cls, given: Sequence[Any]) -> "ContentPage":
        """Return a page as it was. Raises TypeError, ValueError or IndexError for anything else."""
        number, width, height, lines, grids, images, report = given
        grid = tuple(
            ContentGrid(tuple(xs), tuple(ys), tuple(map(_cell, cells)), full)
            for xs, ys, cells, full in grids
        )
        return cls(number, width, height, _lines(lines), grid, _images(images), str(report))


def _lines(given: Iterable[Sequence[Any]]) -> tuple[ContentLine, ...]:
    return tuple(ContentLine(*line) for line in given)


def _images(given: Iterable[Sequence[Any]]) -> tuple[ContentImage, ...]:
    return tuple(ContentImage(*image) for image in given)


def _cell(given: Sequence[Any]) -> ContentCell:
    row, column, rows, columns, lines, images = given
    return ContentCell(row, column, rows, columns, _lines(lines), _images(images))
