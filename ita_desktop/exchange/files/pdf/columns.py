"""Finds columns without ruling lines, as lists of members have them: lines whose parts begin below
one another."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.exchange.files.pdf.content import ContentCell, ContentGrid, ContentLine

_LEAST_ROWS: Final = 2
_SAME: Final = 6.0
"""Greatest distance in points of the beginnings of one column."""
_ON_LINE: Final = 3.0
"""Greatest distance in points of the baselines of one line."""
_NUMBERED: Final = re.compile(r"(\(?[\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,3})*[.)]?)\s+(?=\D)")
_PARTS: Final = 2
"""Number of parts of a line of such a list: number and text are one."""
_NEAR: Final = 8
"""Number of lines in which the column of the texts behind numbers is looked for."""
_CLOSE: Final = 2.2
"""Greatest distance of the lines of one cell, in sizes of their letters."""


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
        if not all(any(abs(line.left - start) <= _SAME for start in starts) for line in row):
            break
        if len(row) < len(starts) and (not taken or abs(row[0].left - starts[0]) <= _SAME):
            break
        full += len(row) == len(starts)
        taken.append(list(row))
    return (_grid(taken, starts, right), len(taken)) if full >= _LEAST_ROWS else None


def _counted(rows: Sequence[Sequence[ContentLine]]) -> Iterator[list[ContentLine]]:
    """Yield the rows with list numbers parted from the texts behind them, if the first row is one
    of a list with another column and lines go on below its texts; a text that runs into that column
    is cut there."""
    places = _places(rows)
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


def _places(rows: Sequence[Sequence[ContentLine]]) -> tuple[float, float] | None:
    """Return where the texts behind list numbers begin, and the column beside them; None if the
    first row is of no such list."""
    first, near = rows[0], rows[1:_NEAR]
    if _NUMBERED.match(first[0].text) is None or not near:
        return None
    beside = (first if len(first) > 1 else near[0])[-1].left
    if beside < first[0].left + _SAME or (len(first) == 1 and first[0].right < beside):
        return None
    behind = (row[0].left for row in near)
    inside = (x for x in behind if first[0].left + _SAME < x < beside - _SAME)
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
    return abs(line.left - x) <= _SAME


def _grid(
    rows: Sequence[Sequence[ContentLine]], starts: Sequence[float], right: float
) -> ContentGrid:
    """Return the table; a line without its first part goes on with the row above."""
    cells: dict[tuple[int, int], list[ContentLine]] = {}
    ys: list[float] = []
    for row in rows:
        if abs(row[0].left - starts[0]) <= _SAME:
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
