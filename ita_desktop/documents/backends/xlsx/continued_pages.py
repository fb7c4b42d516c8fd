"""The pages of a sheet: paper, margins, header, footer, column widths and page breaks; and tables
that go over several pages, with headings and group rows repeated, and merged cells split.

Excel breaks a page before any row that does not fit, even between a heading and its table and
through merged cells, where it cuts a line of text in two. It has no "keep with next", so every page
gets a manual break. It repeats the heading rows of a sheet but no group rows and no headings of one
of its tables; as the page breaks are set by the program, repeated rows are inserted as ordinary
rows, and a cell that crosses a page break becomes two cells.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil
from typing import Any, Final, NamedTuple

from ita_desktop.documents import content
from ita_desktop.documents.backends.xlsx.plan import LOW, Area, SheetPlan, high, line_count, parted
from ita_desktop.documents.layout.grid import MOST_REPEATED, again, below, going_on, repeated_groups
from ita_desktop.documents.styles import EDGE, MM, OFFICIAL_LETTER, SHORT, STYLES
from ita_desktop.documents.wordings.paper_words import PAGE, PAGES, page_parts
from ita_desktop.typography.words import WordBreaker

_LOOKAHEAD = 2.5
"""Number of pages' worth of rows that are examined to find the next page break."""


_PIXELS_PER_MM: Final = 96 / 25.4
_DIGIT_PIXELS: Final = 7
"""Width of a digit in the workbook's default font, the unit of column widths in the file. Excel's
window shows widths without cell padding."""
_MM_PER_INCH: Final = 25.4
_PAPERS: Final = {content.PaperSize.A4: 9, content.PaperSize.A5: 11}
"""The numbers that Excel gives to sizes of paper."""
_FILLED = 0.96
"""Share of the page height that is used: printers draw rows a little higher than the screen."""


def page_ends(
    heights: Sequence[float],
    joined: Collection[int],
    wanted: Collection[int],
    room: float,
    repeated: float = 0.0,
    within: Collection[int] = (),
    again: Callable[[int], float] = lambda _row: 0.0,
    begun: float = 0.0,
    least: float = 0.0,
) -> list[int]:
    """Returns the last row of every page except the last page; rows are counted from 1.

    ``heights`` are the heights of all rows, ``room`` is that of a page, ``repeated`` that of the
    heading rows printed on every page, ``again(row)`` that of the rows repeated on a page that
    begins with ``row``, ``begun`` that already used on the first page; all in points. A row in
    ``joined`` stays on the page of the next one, a row in ``wanted`` always ends its page. A group
    of joined rows that is higher than a page, or that would leave no more than ``least`` points on
    the page before, as a title, starts in place and is split, but never after a row in ``within``
    (a heading row, or a row that ends inside a picture).
    """
    ends: list[int] = []
    used, begun = begun, begun or repeated
    for first, last in _together(len(heights), joined):
        needs = sum(heights[first - 1 : last])
        full = begun + needs <= room and used + needs > room * _FILLED
        moved = full and used - begun > least
        if first - 1 in wanted or (used and moved and first > 1):
            ends.append(first - 1)
            used = begun = repeated + again(first)
        if used + needs <= room and not (full and used > begun):
            used += needs
            continue
        for begin, end in _together(last, within, first):
            part = sum(heights[begin - 1 : end])
            if used > begun and used + part > room * _FILLED:
                ends.append(begin - 1)
                used = begun = repeated + again(begin)
            used += part
            used = used if used <= room else used % room
    return ends


def _together(count: int, joined: Collection[int], first: int = 1) -> Iterator[tuple[int, int]]:
    """Yields the first and last row of each group of joined rows, starting at row ``first``."""
    for number in range(first, count + 1):
        if number not in joined or number == count:
            yield first, number
            first = number + 1


def set_width(sheet: Any, column: int, points: float) -> None:
    """Sets the width in points of ``column``, counted from 1."""
    letter = sheet.cell(1, column).column_letter
    pixels = points / MM * _PIXELS_PER_MM
    sheet.column_dimensions[letter].width = pixels / _DIGIT_PIXELS


def set_up_page(sheet: Any, document: content.Document) -> None:
    """Sets a sheet up for the paper of ``document``, fitting all columns onto one page."""
    page = sheet.page_setup
    page.paperSize = _PAPERS[document.paper]
    page.orientation = document.orientation.value
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins, paper = document.margins, sheet.page_margins
    paper.top, paper.bottom = margins.top / _MM_PER_INCH, margins.bottom / _MM_PER_INCH
    paper.left, paper.right = margins.left / _MM_PER_INCH, margins.right / _MM_PER_INCH
    paper.header = paper.footer = EDGE / _MM_PER_INCH
    for line, every, first in (
        (document.header, sheet.oddHeader, sheet.firstHeader),
        (document.footer, sheet.oddFooter, sheet.firstFooter),
    ):
        if line is None:
            continue
        _fill_page_line(every, line, document.words.page_of)
        if line.from_page == 1:
            _fill_page_line(first, line, document.words.page_of)
        else:
            sheet.HeaderFooter.differentFirst = True


def _fill_page_line(target: Any, line: content.PageLine, page_of: str) -> None:
    forms = {
        content.PageNumbers.NONE: "",
        content.PageNumbers.PLAIN: "&P",
        content.PageNumbers.DASHES: "- &P -",
        content.PageNumbers.OF_TOTAL: page_code(page_of),
    }
    texts = {"left": _literal(line.text)}
    texts[line.numbers_at.value] = forms[line.numbers] or texts.get(line.numbers_at.value, "")
    for name, text in texts.items():
        if text:
            place = getattr(target, name)
            place.text = text
            place.font, place.size = f"{OFFICIAL_LETTER},Regular", STYLES["page-line"].size


def page_code(page_of: str) -> str:
    """Returns the page number text with Excel's codes for page and page count."""
    codes = {PAGE: "&P", PAGES: "&N"}
    return "".join(
        codes[part] if is_field else _literal(part) for part, is_field in page_parts(page_of)
    )


def _literal(text: str) -> str:
    return text.replace("&", "&&")


@dataclass(slots=True)
class RowsAbove:
    """The rows of a sheet above its next row: their heights in points; the numbers of rows joined
    to the next one, ending a page, or within a heading or picture; the page height and the height
    of the repeated headings in points; and the last heading row."""

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
        """Returns the last rows of pages, with further rows below; ``again(row)`` is the height in
        points of the rows repeated on a page that begins with ``row``."""
        return page_ends(
            [*self.heights, *heights],
            {*self.joined, *joined},
            self.ended,
            self.room,
            within={*self.within, *within},
            again=lambda row: again(row) + self.heading * (row > self.heading_end),
            least=SHORT * self.room,
        )


class _Page(NamedTuple):
    """A page that begins with plan row ``first``: the repeated rows ``head`` and ``spare_rows``
    empty rows, ``points`` high in total, are inserted before it."""

    first: int
    head: SheetPlan | None
    spare_rows: int
    points: float

    @property
    def inserted(self) -> int:
        return self.spare_rows + (len(self.head.heights) if self.head else 0)


def goes_on(table: content.Table) -> bool:
    """Returns whether any row or cell of ``table`` is repeated or split at a page break."""
    on_break = (table.repeat_groups, *(column.on_break for column in table.columns))
    shared = any(cell.rows > 1 for row in table.rows for cell in row.cells)
    return shared or any(break_ is not content.ContinuedCell.EMPTY for break_ in on_break)


class ContinuedPages:
    """Splits the ``plan`` of a table's ``rows`` at page breaks; the table has no ``heading`` where
    Excel repeats it. ``after`` is the height in points to keep with its last row; ``widths`` are
    the column widths of the sheet in points, ``columns`` maps sheet columns to the table columns
    that begin there, ``make`` plans other rows of the same table from a given sheet row on."""

    def __init__(
        self,
        table: content.Table,
        rows: Sequence[content.TableRow],
        plan: SheetPlan,
        before: RowsAbove,
        after: float,
        widths: Sequence[float],
        columns: dict[int, int],
        breaker: WordBreaker,
        make: Callable[[tuple[content.TableRow, ...], int], SheetPlan],
    ) -> None:
        self._table = table
        self._plan = plan
        self._before = before
        self._kept = [*plan.heights[:-1], plan.heights[-1] + after] if plan.heights else []
        """The heights of the rows, that of the last one with what is kept with it."""
        self._widths = widths
        self._columns = columns
        self._breaker = breaker
        self._make = make
        self._first = len(before.heights) + 1
        self._tops = [0.0, *accumulate(plan.heights)]
        self._joined = {row - self._first for row in plan.joined}
        self._within = {row - self._first for row in plan.within}
        self._repeated = list(_repeated(table, rows))
        self._repeated_heights: dict[int, float] = {}
        self._line_counts: dict[tuple[int, float], tuple[content.Paragraph, int]] = {}
        """Line counts by paragraph id and width; the stored paragraph keeps the id valid."""
        self._pages = [_Page(0, None, 0, 0.0)]
        self._shift = 0

    def parted(self) -> SheetPlan:
        """Returns the plan with its page breaks, repeated rows and split cells."""
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
            areas += self._begin_page(end, missing)
            end = self._next_end()
        areas += [self._placed(area, self._pages[-1]) for area in (*goes_on, *reversed(waiting))]
        return self._assembled(areas)

    def _begin_page(self, end: int, shortfall: float) -> list[Area]:
        """Begins a page with plan row ``end``, whose cells need ``shortfall`` more points than its
        rows have; returns the cells repeated there."""
        rows = tuple(self._repeated[self._plan.sources[end]])
        at = self._first + end + self._shift
        head = self._make(rows, at) if self._repeated_height(end) else None
        self._pages.append(_Page(end, head, ceil(shortfall / LOW), shortfall))
        self._shift += self._pages[-1].inserted
        return head.areas if head else []

    # Page breaks.

    def _first_end(self) -> int | None:
        """Returns the plan row that begins the table's second page, None if it fits on one."""
        rows = self._window(0)
        ends = self._before.ends(
            self._kept[: len(rows)],
            {row + self._first for row in rows if row in self._joined},
            {row + self._first for row in rows if row in self._within},
            lambda row: self._repeated_height(row - self._first) if row >= self._first else 0.0,
        )
        return next((end - self._first + 1 for end in ends if end >= self._first), None)

    def _next_end(self) -> int | None:
        """Returns the plan row that begins the page after the current one, or None."""
        page = self._pages[-1]
        rows = self._window(page.first)
        ends = page_ends(
            [self._kept[row] for row in rows],
            {row - page.first + 1 for row in rows if row in self._joined},
            (),
            self._before.room,
            within={row - page.first + 1 for row in rows if row in self._within},
            begun=self._before.heading + self._repeated_height(page.first) + page.points,
            least=SHORT * self._before.room,
        )
        return page.first + ends[0] if ends else None

    def _window(self, first: int) -> range:
        """Returns the plan rows that can decide where the page beginning with ``first`` ends."""
        room = self._tops[first] + _LOOKAHEAD * self._before.room
        return range(first, min(bisect_right(self._tops, room) + 1, len(self._plan.heights)))

    def _repeated_height(self, row: int) -> float:
        """Height in points of the rows repeated on a page that begins with plan row ``row``."""
        source = self._plan.sources[row]
        if source not in self._repeated_heights:
            rows = tuple(self._repeated[source])
            points = sum(self._make(rows, 1).heights) if rows else 0.0
            self._repeated_heights[source] = (
                points if points <= MOST_REPEATED * self._before.room else 0.0
            )
        return self._repeated_heights[source]

    # Cells.

    def _part(self, area: Area, page: _Page, end: int) -> tuple[Area, Area, float]:
        """Splits a cell at row ``end``; returns both parts and the points the second one lacks."""
        top, bottom = area.top - self._first, area.bottom - self._first + 1
        here = self._tops[end] - self._tops[top] + page.points * (top == page.first)
        room = self._tops[bottom] - self._tops[end]
        width = sum(self._widths[area.left - 1 : area.right])
        stays, rest = parted(area.cell.paragraphs, here, width, self._breaker)
        on_break = self._on_break(area)
        whole, rows = area.cell.paragraphs, 1
        most = MOST_REPEATED * self._before.room
        if on_break is content.ContinuedCell.REPEAT and whole and self._height(whole, width) > most:
            on_break = content.ContinuedCell.EMPTY
        if on_break is not content.ContinuedCell.EMPTY and not rest and whole:
            rest, rows = whole, area.cell.rows
            rest = (
                going_on(rest, self._table.mark)
                if on_break is content.ContinuedCell.REPEAT_CONTINUED
                else rest
            )
        missing = max(self._height(rest, width) - room, 0.0) if rest else 0.0
        upper = area._replace(
            bottom=self._first + end - 1, cell=replace(area.cell, paragraphs=stays)
        )
        lower = content.Cell(rest, rows=rows, vertical=area.cell.vertical)
        return upper, area._replace(top=self._first + end, cell=lower, goes_on=True), missing

    def _placed(self, area: Area, page: _Page) -> Area:
        """Returns the cell moved to its final row; at the top of a page it gets a top border."""
        begins = page.first > 0 and area.top - self._first == page.first
        return area._replace(
            top=area.top + self._shift - page.spare_rows * begins,
            bottom=area.bottom + self._shift,
            cell=replace(area.cell, joined=False) if begins and area.cell.joined else area.cell,
        )

    def _on_break(self, area: Area) -> content.ContinuedCell:
        column = self._columns.get(area.left - 1)
        if column is None:
            return content.ContinuedCell.EMPTY
        own = self._table.columns[column]
        found = again(own, area.cell)
        # In a sheet a shared cell is a value, which is sorted, filtered and read back by its text.
        return content.ContinuedCell.REPEAT if own.on_break is not found else found

    def _height(self, paragraphs: tuple[content.Paragraph, ...], width: float) -> float:
        """Height of the text in points; line counts are cached for cells that span many pages."""
        size, lines = STYLES[paragraphs[0].style].size, 0
        for paragraph in paragraphs:
            known = self._line_counts.get((id(paragraph), width))
            if known is None:
                known = paragraph, line_count(paragraph, width, size, self._breaker)
                self._line_counts[id(paragraph), width] = known
            lines += known[1]
        return high(lines, size)

    # Assembly.

    def _assembled(self, areas: list[Area]) -> SheetPlan:
        plan, pages = self._plan, self._pages
        begins = [page.first for page in pages]
        downs = [0, *accumulate(page.inserted for page in pages[1:])]
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
            heights += [page.points / page.spare_rows] * page.spare_rows if page.spare_rows else []
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
            [*map(moved, plan.together)],
            ended,
        )


def _repeated(
    table: content.Table, rows: Sequence[content.TableRow]
) -> Iterator[list[content.TableRow]]:
    """Yields for each row the heading and group rows to repeat on a page that begins with it."""
    above: list[content.TableRow] = []
    for row in rows:
        yield [*table.heading, *repeated_groups(table, above, row)]
        above = below(above, row)
