"""Finds the cells of tables by the ruling lines of a page. Lengths are points, ``y`` downwards."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

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
