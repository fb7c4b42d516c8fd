"""Tables of a sheet that go on overleaf: what heads the page is said again, cells are parted.

Excel prints the one heading of a sheet again, but no group row, and of a merged cell whatever part
lies on a page, also half a line. Our pages end where we say, so the rows that are said again there
are rows of the sheet, and a cell that reaches over the end of a page becomes two.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from ita_desktop.documents.backends.xlsx.heights import high, line_count, parted
from ita_desktop.documents.backends.xlsx.pages import page_ends
from ita_desktop.documents.backends.xlsx.plan import LOW, Area, SheetPlan
from ita_desktop.documents.content import Cell, OnBreak, Paragraph, Table, TableRow
from ita_desktop.documents.layout.continued_pages import (
    MOST,
    again,
    below,
    going_on,
    repeated_groups,
)
from ita_desktop.documents.styles import STYLES
from ita_desktop.typography.words import WordBreaker

_AHEAD = 2.5
"""Pages whose rows decide where the next one ends."""


@dataclass(slots=True)
class RowsAbove:
    """What a sheet holds above its next row: heights of its rows in points, which of them stay with
    the next, end their page or end within something; the room of a page, the points of the heading
    that is printed again on each and the row that it ends with."""

    heights: Sequence[float]
    joined: Collection[int]
    ended: Collection[int]
    within: Collection[int]
    room: float
    heading: float
    heading_end: int

    def ends(
        self,
        heights: Sequence[float] = (),
        joined: Collection[int] = (),
        within: Collection[int] = (),
        again: Callable[[int], float] = lambda _row: 0.0,
    ) -> list[int]:
        """The last rows of pages, with more rows below; ``again`` gives the points of what is said
        again on the page that begins with a row."""
        return page_ends(
            [*self.heights, *heights],
            {*self.joined, *joined},
            self.ended,
            self.room,
            within={*self.within, *within},
            again=lambda row: again(row) + self.heading * (row > self.heading_end),
        )


class _Page(NamedTuple):
    """A page that begins with the row ``first`` of the plan: rows of the sheet that come in before
    it, ``head`` and ``more`` of what begins or goes on there, which are ``points`` high."""

    first: int
    head: SheetPlan | None
    more: int
    points: float

    @property
    def down(self) -> int:
        return self.more + (len(self.head.heights) if self.head else 0)


def goes_on(table: Table) -> bool:
    """Whether anything of a table is said again overleaf."""
    on_break = (table.repeat_groups, *(column.on_break for column in table.columns))
    shared = any(cell.rows > 1 for row in table.rows for cell in row.cells)
    return shared or any(break_ is not OnBreak.EMPTY for break_ in on_break)


class ContinuedPages:
    """Parts the ``plan`` of a table's ``rows`` at the ends of pages. ``widths`` are points of the
    sheet's columns, ``columns`` those of the table by the sheet column that they begin in; ``make``
    plans other rows of the same table from a row of the sheet on."""

    def __init__(
        self,
        table: Table,
        rows: Sequence[TableRow],
        plan: SheetPlan,
        before: RowsAbove,
        widths: Sequence[float],
        columns: dict[int, int],
        breaker: WordBreaker,
        make: Callable[[tuple[TableRow, ...], int], SheetPlan],
    ) -> None:
        self._table = table
        self._plan = plan
        self._before = before
        self._widths = widths
        self._columns = columns
        self._breaker = breaker
        self._make = make
        self._first = len(before.heights) + 1
        self._tops = [0.0, *accumulate(plan.heights)]
        self._joined = {row - self._first for row in plan.joined}
        self._within = {row - self._first for row in plan.within}
        self._again = list(_again(table, rows))
        self._high: dict[int, float] = {}
        self._set: dict[tuple[int, float], tuple[Paragraph, int]] = {}
        """The lines of paragraphs by their identity, which lasts because they are kept here."""
        self._pages = [_Page(0, None, 0, 0.0)]
        self._shift = 0

    def parted(self) -> SheetPlan:
        """The plan with its pages."""
        waiting = list(reversed(self._plan.areas))
        areas: list[Area] = []
        goes_on: list[Area] = []
        end = self._first_end()
        while end is not None:
            page = self._pages[-1]
            here, goes_on = goes_on, []
            while waiting and waiting[-1].top - self._first < end:
                here.append(waiting.pop())
            missing = 0.0
            for area in here:
                if area.bottom - self._first >= end:
                    upper, lower, shortfall = self._part(area, page, end)
                    areas.append(self._placed(upper, page))
                    goes_on.append(lower)
                    missing = max(missing, shortfall)
                else:
                    areas.append(self._placed(area, page))
            areas += self._turned(end, missing)
            end = self._next_end()
        areas += [self._placed(area, self._pages[-1]) for area in (*goes_on, *reversed(waiting))]
        return self._whole(areas)

    def _turned(self, end: int, shortfall: float) -> list[Area]:
        """Begins a page with row ``end`` of the plan, whose cells need ``lacks`` points beside its
        rows; gives what is said again there."""
        rows = tuple(self._again[self._plan.sources[end]])
        at = self._first + end + self._shift
        head = self._make(rows, at) if self._height_again(end) else None
        self._pages.append(_Page(end, head, ceil(shortfall / LOW), shortfall))
        self._shift += self._pages[-1].down
        return head.areas if head else []

    # Where pages end.

    def _first_end(self) -> int | None:
        """The first row of the plan that a page begins with which the table goes on to."""
        rows = self._window(0)
        ends = self._before.ends(
            self._plan.heights[: len(rows)],
            {row + self._first for row in rows if row in self._joined},
            {row + self._first for row in rows if row in self._within},
            lambda row: self._height_again(row - self._first) if row >= self._first else 0.0,
        )
        return next((end - self._first + 1 for end in ends if end >= self._first), None)

    def _next_end(self) -> int | None:
        """The same behind the page that was begun last."""
        page = self._pages[-1]
        rows = self._window(page.first)
        ends = page_ends(
            [self._plan.heights[row] for row in rows],
            {row - page.first + 1 for row in rows if row in self._joined},
            (),
            self._before.room,
            within={row - page.first + 1 for row in rows if row in self._within},
            begun=self._before.heading + self._height_again(page.first) + page.points,
        )
        return page.first + ends[0] if ends else None

    def _window(self, first: int) -> range:
        """The rows of the plan that decide where the page ends that begins with row ``first``."""
        room = self._tops[first] + _AHEAD * self._before.room
        return range(first, min(bisect_right(self._tops, room) + 1, len(self._plan.heights)))

    def _height_again(self, row: int) -> float:
        """Points of what is said again on a page that begins with a row of the plan."""
        source = self._plan.sources[row]
        if source not in self._high:
            rows = tuple(self._again[source])
            points = sum(self._make(rows, 1).heights) if rows else 0.0
            self._high[source] = points if points <= MOST * self._before.room else 0.0
        return self._high[source]

    # Cells.

    def _part(self, area: Area, page: _Page, end: int) -> tuple[Area, Area, float]:
        """The two parts of a cell on a page, and the points that the second lacks."""
        top, bottom = area.top - self._first, area.bottom - self._first + 1
        here = self._tops[end] - self._tops[top] + page.points * (top == page.first)
        room = self._tops[bottom] - self._tops[end]
        width = sum(self._widths[area.left - 1 : area.right])
        stays, rest = parted(area.cell.paragraphs, here, width, self._breaker)
        on_break = self._on_break(area)
        whole, rows = area.cell.paragraphs, 1
        most = MOST * self._before.room
        if on_break is OnBreak.REPEAT and whole and self._height(whole, width) > most:
            on_break = OnBreak.EMPTY
        if on_break is not OnBreak.EMPTY and not rest and whole:
            rest, rows = whole, area.cell.rows
            rest = (
                going_on(rest, self._table.mark) if on_break is OnBreak.REPEAT_CONTINUED else rest
            )
        missing = max(self._height(rest, width) - room, 0.0) if rest else 0.0
        upper = area._replace(
            bottom=self._first + end - 1, cell=replace(area.cell, paragraphs=stays)
        )
        lower = Cell(rest, rows=rows, vertical=area.cell.vertical)
        return upper, area._replace(top=self._first + end, cell=lower, goes_on=True), missing

    def _placed(self, area: Area, page: _Page) -> Area:
        """A cell of a page at its place in the sheet; with the page it has a line above it."""
        begins = page.first > 0 and area.top - self._first == page.first
        return area._replace(
            top=area.top + self._shift - page.more * begins,
            bottom=area.bottom + self._shift,
            cell=replace(area.cell, joined=False) if begins and area.cell.joined else area.cell,
        )

    def _on_break(self, area: Area) -> OnBreak:
        column = self._columns.get(area.left - 1)
        return OnBreak.EMPTY if column is None else again(self._table.columns[column], area.cell)

    def _height(self, paragraphs: tuple[Paragraph, ...], width: float) -> float:
        """Points of the rest of a cell; what goes on over many pages is set once."""
        size, lines = STYLES[paragraphs[0].style].size, 0
        for paragraph in paragraphs:
            known = self._set.get((id(paragraph), width))
            if known is None:
                known = paragraph, line_count(paragraph, width, size, self._breaker)
                self._set[id(paragraph), width] = known
            lines += known[1]
        return high(lines, size)

    # The whole.

    def _whole(self, areas: list[Area]) -> SheetPlan:
        plan, pages = self._plan, self._pages
        begins = [page.first for page in pages]
        downs = [0, *accumulate(page.down for page in pages[1:])]
        heights: list[float] = []
        groups: list[int] = []
        ended: list[int] = []
        for page, end in zip(pages, [*begins[1:], len(plan.heights)], strict=True):
            if page.first:
                ended.append(self._first + len(heights) - 1)
            if page.head:
                at = self._first + len(heights)
                heights += page.head.heights
                groups += range(at, self._first + len(heights))
            heights += [page.points / page.more] * page.more if page.more else []
            heights += plan.heights[page.first : end]

        def moved(row: int) -> int:
            return row + downs[bisect_right(begins, row - self._first) - 1]

        return SheetPlan(
            heights,
            areas,
            [*map(moved, plan.groups), *groups],
            [spot._replace(row=moved(spot.row)) for spot in plan.spots],
            [*(moved(row) for row in plan.within if row - self._first + 1 not in begins), *groups],
            plan.sources,
            ended,
        )


def _again(table: Table, rows: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    """What is said again on a page that begins with each of the rows."""
    above: list[TableRow] = []
    for row in rows:
        yield repeated_groups(table, above, row)
        above = below(above, row)
