"""What is on the pages of a PDF, as plain values that a separate process can hand over as JSON; and
the cells of tables by the ruling lines of a page, and columns without such lines, as lists of
members have them: lines whose parts begin below one another.

Lengths are points; ``y`` is measured downwards from the top of the page as it is shown.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from ita_desktop.domain.patterns import lazy_re

_LEAST_ROWS: Final = 2
_SAME_LINE: Final = 6.0
"""Greatest distance in points of the beginnings of one column."""
_ON_LINE: Final = 3.0
"""Greatest distance in points of the baselines of one line."""
_NUMBERED: Final = lazy_re(r"(\(?[\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,3})*[.)]?)\s+(?=\D)")
_PARTS: Final = 2
"""Number of parts of a line of such a list: number and text are one."""
_NEAR: Final = 8
"""Number of lines in which the column of the texts behind numbers is looked for."""
_CLOSE: Final = 2.2
"""Greatest distance of the lines of one cell, in sizes of their letters."""

MOST_LINES: Final = 1_500
"""Maximum number of whole lines on a page of which tables are made."""
_MOST_CELLS: Final = 40_000
"""Maximum number of places between all lines of one table."""
_SAME: Final = 1.5
"""Greatest distance of edges that are drawn on one line."""
_GAP: Final = 3.0
"""Greatest gap between edges that are one line, and between lines that meet."""
_NARROW: Final = 3.0
"""Greatest distance of lines that are meant to be the same."""
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


class Edge(NamedTuple):
    """A straight line: level at ``at`` downwards from ``begin`` to ``end``, or upright."""

    is_level: bool
    at: float
    begin: float
    end: float


class RuledCell(NamedTuple):
    """A cell over ``rows`` and ``columns`` of a table."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table: the lines between its columns and rows, and its cells row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[RuledCell, ...]

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and column at a place, None outside."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1

    def contains(self, other: "Ruled") -> bool:
        """Return whether another table lies within this one."""
        return (
            self.xs[0] <= other.xs[0]
            and other.xs[-1] <= self.xs[-1]
            and self.ys[0] <= other.ys[0]
            and other.ys[-1] <= self.ys[-1]
        )


def tables(edges: Iterable[Edge]) -> list[Ruled] | None:
    """Return the tables of a page from top to bottom; None if there are too many lines. What has a
    single cell is a frame, and a table within a cell is none of its own."""
    lines = _whole_lines(edges)
    if len(lines) > MOST_LINES:
        return None
    found: list[Ruled] = []
    for group in _meeting(lines):
        made = _ruled(group)
        if made is None:
            return None
        if len(made.boxes) > 1:
            found.append(made)
    outer = [
        grid
        for grid in found
        if not any(other is not grid and other.contains(grid) for other in found)
    ]
    return sorted(outer, key=lambda rulings: (rulings.ys[0], rulings.xs[0]))


def _whole_lines(edges: Iterable[Edge]) -> list[Edge]:
    """Return lines made of the edges that are drawn on one another or behind one another."""
    lines: list[Edge] = []
    for same in _on_one_line(sorted(edges)):
        at = sum(edge.at for edge in same) / len(same)
        begun: Edge | None = None
        for edge in sorted(same, key=lambda edge: edge.begin):
            if begun is not None and edge.begin <= begun.end + _GAP:
                begun = begun._replace(end=max(begun.end, edge.end))
                continue
            if begun is not None:
                lines.append(begun)
            begun = edge._replace(at=at)
        if begun is not None:
            lines.append(begun)
    return lines


def _on_one_line(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    same: list[Edge] = []
    for edge in edges:
        if same and (edge.is_level != same[0].is_level or edge.at - same[-1].at > _SAME):
            yield same
            same = []
        same.append(edge)
    if same:
        yield same


def _meeting(lines: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Yield the lines that meet one another, directly or by others."""
    level = [at for at, line in enumerate(lines) if line.is_level]
    upright = [at for at, line in enumerate(lines) if not line.is_level]
    sets = _Sets(len(lines))
    for flat in level:
        for other in upright:
            if _meet(lines[flat], lines[other]):
                sets.join(flat, other)
    groups: dict[int, list[Edge]] = {}
    for at, line in enumerate(lines):
        groups.setdefault(sets.of(at), []).append(line)
    return (group for group in groups.values() if len(group) > 2)


def _meet(level: Edge, upright: Edge) -> bool:
    return (
        level.begin - _GAP <= upright.at <= level.end + _GAP
        and upright.begin - _GAP <= level.at <= upright.end + _GAP
    )


def _ruled(lines: Sequence[Edge]) -> Ruled | None:
    """Return the table of lines that meet; None if it has too many cells."""
    level = [line for line in lines if line.is_level]
    upright = [line for line in lines if not line.is_level]
    # Lines that only begin or end on one side still bound what is between them.
    xs = _places([*(line.at for line in upright), *_ends(level)])
    ys = _places([*(line.at for line in level), *_ends(upright)])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows * columns > _MOST_CELLS:
        return None
    if rows < 1 or columns < 1:
        return Ruled((0.0, 0.0), (0.0, 0.0), ())
    below = _walls(level, ys, xs)
    beside = _walls(upright, xs, ys)
    sets = _Sets(rows * columns)
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in beside:
                sets.join(here, here + 1)
            if row + 1 < rows and (row + 1, column) not in below:
                sets.join(here, here + columns)
    return _without_needless_lines(xs, ys, _boxes(sets, rows, columns))


def _ends(lines: Sequence[Edge]) -> tuple[float, ...]:
    """Return how far the lines reach."""
    if not lines:
        return ()
    return min(line.begin for line in lines), max(line.end for line in lines)


def _places(given: Iterable[float]) -> list[float]:
    """Return the places, those that are meant to be the same as one."""
    groups: list[list[float]] = []
    for place in sorted(given):
        if groups and place - groups[-1][0] <= _NARROW:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _walls(
    lines: Sequence[Edge], across: Sequence[float], along: Sequence[float]
) -> set[tuple[int, int]]:
    """Return where lines part places: the number of the line, and of the space along it."""
    middles = [(one + other) / 2 for one, other in itertools.pairwise(along)]
    walls: set[tuple[int, int]] = set()
    for line in lines:
        number = min(range(len(across)), key=lambda at: abs(across[at] - line.at))
        walls.update(
            (number, at) for at, middle in enumerate(middles) if line.begin <= middle <= line.end
        )
    return walls


def _boxes(sets: "_Sets", rows: int, columns: int) -> list[RuledCell]:
    """Return the cells as rectangles."""
    spans: dict[int, list[int]] = {}
    for row in range(rows):
        for column in range(columns):
            span = spans.setdefault(sets.of(row * columns + column), [row, column, row, column])
            span[0], span[1] = min(span[0], row), min(span[1], column)
            span[2], span[3] = max(span[2], row), max(span[3], column)
    return [
        RuledCell(top, left, bottom - top + 1, right - left + 1)
        for top, left, bottom, right in spans.values()
    ]


def _without_needless_lines(
    xs: Sequence[float], ys: Sequence[float], boxes: Sequence[RuledCell]
) -> Ruled:
    """Return the table with those lines alone at which cells begin: others only underline words."""
    columns = sorted({box.column for box in boxes})
    rows = sorted({box.row for box in boxes})
    made = (
        RuledCell(
            bisect_right(rows, box.row) - 1,
            bisect_right(columns, box.column) - 1,
            bisect_right(rows, box.row + box.rows - 1) - bisect_right(rows, box.row) + 1,
            bisect_right(columns, box.column + box.columns - 1)
            - bisect_right(columns, box.column)
            + 1,
        )
        for box in boxes
    )
    return Ruled(
        (*(xs[at] for at in columns), xs[-1]),
        (*(ys[at] for at in rows), ys[-1]),
        tuple(sorted(made)),
    )


class _Sets:
    """Numbers in sets that are joined."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, one: int, other: int) -> None:
        self._above[self.of(one)] = self.of(other)


def rows_of(lines: Sequence[ContentLine]) -> list[list[ContentLine]]:
    """Return the parts of each line from left to right."""
    rows: list[list[ContentLine]] = []
    for line in lines:
        if rows and abs(rows[-1][0].base - line.base) <= _ON_LINE:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def grid_at(
    rows: Sequence[Sequence[ContentLine]], at: int, right: float
) -> tuple[ContentGrid, int] | None:
    """Return the table that begins at a line, and the number of its lines; None if there is none:
    it has at least two rows of three parts that begin below one another."""
    rows = list(_counted(rows[at:]))
    starts = [line.left for line in rows[0]]
    if len(starts) < 3:
        return None
    taken: list[list[ContentLine]] = []
    full = 0
    for row in rows:
        if taken and row[0].base - taken[-1][0].base > _CLOSE * row[0].size and len(row) < 2:
            break
        if not all(any(abs(line.left - start) <= _SAME_LINE for start in starts) for line in row):
            break
        if len(row) < len(starts) and (not taken or abs(row[0].left - starts[0]) <= _SAME_LINE):
            break
        full += len(row) == len(starts)
        taken.append(list(row))
    return (_grid(taken, starts, right), len(taken)) if full >= _LEAST_ROWS else None


def _counted(rows: Sequence[Sequence[ContentLine]]) -> Iterator[list[ContentLine]]:
    """Yield the rows with list numbers parted from the texts behind them, if the first row is one
    of a list with another column and lines go on below its texts; a text that runs into that column
    is cut there."""
    places = _places_of(rows)
    for row, below in zip(rows, [*rows[1:], []], strict=True):
        number = _NUMBERED.match(row[0].text)
        if places is None or number is None or not _is_at(row[0], rows[0][0].left):
            yield list(row)
            continue
        inner, beside = places
        text = row[0]._replace(text=row[0].text[number.end() :], left=inner)
        parts = [row[0]._replace(text=number[1], right=inner), text, *row[1:]]
        if len(row) == 1 and text.right > beside and any(_is_at(line, beside) for line in below):
            parts[1:] = _cut(text, beside)
        yield parts


def _places_of(rows: Sequence[Sequence[ContentLine]]) -> tuple[float, float] | None:
    """Return where the texts behind list numbers begin, and the column beside them; None if the
    first row is of no such list."""
    first, near = rows[0], rows[1:_NEAR]
    if _NUMBERED.match(first[0].text) is None or not near:
        return None
    beside = (first if len(first) > 1 else near[0])[-1].left
    if beside < first[0].left + _SAME_LINE or (len(first) == 1 and first[0].right < beside):
        return None
    behind = (row[0].left for row in near)
    inside = (x for x in behind if first[0].left + _SAME_LINE < x < beside - _SAME_LINE)
    inner = next(inside, None)
    return None if inner is None or len(first) > _PARTS else (inner, beside)


def _cut(line: ContentLine, x: float) -> list[ContentLine]:
    """Return a line in two, at the space nearest to the place ``x``."""
    share = (x - line.left) / max(line.right - line.left, 1.0)
    spaces = [found.start() for found in re.finditer(" ", line.text)]
    if not spaces:
        return [line]
    at = min(spaces, key=lambda space: abs(space - share * len(line.text)))
    left = line._replace(text=line.text[:at], right=x)
    return [left, line._replace(text=line.text[at:].strip(), left=x)]


def _is_at(line: ContentLine, x: float) -> bool:
    return abs(line.left - x) <= _SAME_LINE


def _grid(
    rows: Sequence[Sequence[ContentLine]], starts: Sequence[float], right: float
) -> ContentGrid:
    """Return the table; a line without its first part goes on with the row above."""
    cells: dict[tuple[int, int], list[ContentLine]] = {}
    ys: list[float] = []
    for row in rows:
        if abs(row[0].left - starts[0]) <= _SAME_LINE:
            ys.append(row[0].base - row[0].size)
        for line in row:
            column = min(range(len(starts)), key=lambda at: abs(starts[at] - line.left))
            cells.setdefault((len(ys) - 1, column), []).append(line)
    xs = (*(start - 1.0 for start in starts), right)
    made = tuple(
        ContentCell(row, column, 1, 1, tuple(cells.get((row, column), ())))
        for row in range(len(ys))
        for column in range(len(starts))
    )
    return ContentGrid(xs, (*ys, rows[-1][0].base), made)
