"""Finds columns without ruling lines, as lists of members have them: lines whose parts begin below
one another."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.exchange.files.pdf.content import Cell, Grid, Line

_LEAST_ROWS: Final = 2
_SAME: Final = 6.0
"""Greatest distance in points of the beginnings of one column."""
_ON_LINE: Final = 3.0
"""Greatest distance in points of the baselines of one line."""
_CLOSE: Final = 2.2
"""Greatest distance of the lines of one cell, in sizes of their letters."""


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the parts of each line from left to right."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].base - line.base) <= _ON_LINE:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def grid_at(rows: Sequence[Sequence[Line]], at: int, right: float) -> tuple[Grid, int] | None:
    """Return the table that begins at a line, and the number of its lines; None if there is none:
    it has at least two rows of three parts that begin below one another."""
    starts = [line.left for line in rows[at]]
    if len(starts) < 3:
        return None
    taken: list[list[Line]] = []
    full = 0
    for row in rows[at:]:
        if taken and row[0].base - taken[-1][0].base > _CLOSE * row[0].size and len(row) < 2:
            break
        if not all(any(abs(line.left - start) <= _SAME for start in starts) for line in row):
            break
        if len(row) < len(starts) and (not taken or abs(row[0].left - starts[0]) <= _SAME):
            break
        full += len(row) == len(starts)
        taken.append(list(row))
    return (_grid(taken, starts, right), len(taken)) if full >= _LEAST_ROWS else None


def _grid(rows: Sequence[Sequence[Line]], starts: Sequence[float], right: float) -> Grid:
    """Return the table; a line without its first part goes on with the row above."""
    cells: dict[tuple[int, int], list[Line]] = {}
    ys: list[float] = []
    for row in rows:
        if abs(row[0].left - starts[0]) <= _SAME:
            ys.append(row[0].base - row[0].size)
        for line in row:
            column = min(range(len(starts)), key=lambda at: abs(starts[at] - line.left))
            cells.setdefault((len(ys) - 1, column), []).append(line)
    xs = (*(start - 1.0 for start in starts), right)
    made = tuple(
        Cell(row, column, 1, 1, tuple(cells.get((row, column), ())))
        for row in range(len(ys))
        for column in range(len(starts))
    )
    return Grid(xs, (*ys, rows[-1][0].base), made)
