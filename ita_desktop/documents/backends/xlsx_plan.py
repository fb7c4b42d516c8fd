"""Where the cells of a table stand in the sheet, and how high its rows are.

Tables of one sheet share its columns: a column of the sheet ends wherever a column of some table
does. A row higher than Excel allows becomes several rows with merged cells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from ita_desktop.documents.backends.xlsx_heights import HIGHEST, height
from ita_desktop.documents.content import Cell, Row, Table
from ita_desktop.documents.grid import placed
from ita_desktop.documents.styles import STYLES
from ita_desktop.typography.words import WordBreaker

_NO_TABLE = (0.0, 0.5, 1.0)
_PART = 205.0
"""Points of the rows that a very high row is made of; low enough to fill printed pages."""


class Area(NamedTuple):
    """A cell and the places it covers, counted from 1 like Excel does, last ones included."""

    top: int
    left: int
    bottom: int
    right: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Plan:
    heights: list[float]
    """Points of each sheet row, from the row that was asked for."""
    areas: list[Area]
    groups: list[int]
    """Rows that head the next one."""


def edges_of(tables: Iterable[Table]) -> tuple[float, ...]:
    """Where the columns of the sheet begin and end, in parts of the text's width."""
    edges = {edge for table in tables for edge in _edges(table)}
    return tuple(sorted(edges)) if edges else _NO_TABLE


def _edges(table: Table) -> list[float]:
    total = sum(column.share for column in table.columns)
    ends = accumulate(column.share for column in table.columns)
    return [0.0, *(round(end / total, 2) for end in ends)]


def plan(
    table: Table,
    rows: tuple[Row, ...],
    first: int,
    edges: Sequence[float],
    widths: Sequence[float],
    breaker: WordBreaker,
) -> Plan:
    """The places of ``rows`` of ``table`` from sheet row ``first`` on.

    ``edges`` and ``widths`` (points) are those of the sheet's columns.
    """
    starts = [edges.index(edge) for edge in _edges(table)]
    places = [place for row in placed(rows, len(table.columns)) for place in row]
    needs: list[float] = []
    for number in range(len(rows)):
        need = 0.0
        for place in places:
            if place.last_row == number:
                columns = slice(starts[place.column], starts[place.column + place.columns])
                whole = _height(place.cell, sum(widths[columns]), breaker)
                need = max(need, whole - sum(needs[place.row :]))
        needs.append(max(need, _height(Cell(), widths[0], breaker)))
    counts = [ceil(need / _PART) if need > HIGHEST else 1 for need in needs]
    begins = [first, *(first + count for count in accumulate(counts))]
    heights = [
        need / count for need, count in zip(needs, counts, strict=True) for _row in range(count)
    ]
    areas = [
        Area(
            begins[place.row],
            starts[place.column] + 1,
            begins[place.last_row + 1] - 1,
            starts[place.column + place.columns],
            place.cell,
        )
        for place in places
    ]
    groups = [begins[number + 1] - 1 for number, row in enumerate(rows) if row.group]
    return Plan(heights, areas, groups)


def _height(cell: Cell, width: float, breaker: WordBreaker) -> float:
    style = cell.paragraphs[0].style if cell.paragraphs else "cell"
    return height(cell.paragraphs, width, STYLES[style].size, breaker)
