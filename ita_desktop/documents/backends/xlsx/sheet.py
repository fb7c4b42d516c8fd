"""Writes a document onto an Excel sheet that prints like the document, or several into one
workbook.

Consecutive tables with the same headings share one heading, which is frozen, filters, and is
printed on every page. Text is stored as text, so a cell that begins with ``=`` is no formula. Means
and totals that follow from other figures of the document are formulas.

Of several documents each has a sheet, and a list has links to them, without page numbers, because
Excel decides where pages end. Tables become filterable lists, as in files of one document. Pages of
bound files are shown as pictures below their title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import Any

from ita_desktop.documents import styles
from ita_desktop.documents.backends.xlsx import continued_pages, plan
from ita_desktop.documents.backends.xlsx.cells import (
    CellStyles,
    Figures,
    look_of,
    put_picture,
    shown_text,
    write_text,
)
from ita_desktop.documents.backends.xlsx.charts import ChartSheet
from ita_desktop.documents.backends.xlsx.list_sheet import ListWriter, listing
from ita_desktop.documents.content import (
    Block,
    BoundDocument,
    Cell,
    ChartFigure,
    Document,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
    TableRow,
    Vertical,
    ends_table,
    is_blank,
    paragraph,
)
from ita_desktop.documents.ink import figure_image
from ita_desktop.documents.layout.binding import file_pages, numbered
from ita_desktop.documents.names import sheet_name, unused
from ita_desktop.documents.printable import in_digits, printable
from ita_desktop.pictures.charts import Tiles
from ita_desktop.typography.words import WordBreaker

_FILLED = 0.94
"""Greatest share of a page's height that the picture of a page fills."""
_SHORT = 26
"""Characters of a sheet's name, leaving room for a number."""
_FROZEN_ROWS = 10


def name_book(book: Any, document: Document) -> None:
    """Sets the workbook's title, author and mark, and names its first sheet after ``document``."""
    book.properties.title, book.properties.creator = document.title, document.author
    book.properties.keywords = document.mark or None
    book.active.title = sheet_name(document.title) or "Sheet1"


def write_sheet(
    document: Document, breaker: WordBreaker, book: Any, charts: ChartSheet, sheet: Any
) -> dict[Any, dict[str, Decimal]]:
    """Writes a printable document onto ``sheet``, as a filterable list if it asks for one, with
    other content on a sheet behind it. Returns formula results by sheet and cell."""
    given: dict[Any, dict[str, Decimal]] = {}
    found = listing(document) if document.as_list else None
    if found is not None:
        figures = Figures()
        ListWriter(found, breaker, sheet, figures).write()
        if found.other_content is None:
            return figures.write_formulas()
        behind = _behind(document, book, sheet)
        return SheetWriter(found.other_content, breaker, book, charts, behind, figures).write()
    shown, other_content = _split_pictures(document)
    title = sheet.title
    for number, part in enumerate(_split_sections(shown)):
        if number:
            sheet = book.create_sheet(free_name(book, title), book.index(sheet) + 1)
        given |= SheetWriter(part, breaker, book, charts, sheet).write()
    if other_content is None:
        return given
    behind = _behind(document, book, sheet)
    return given | SheetWriter(other_content, breaker, book, charts, behind).write()


def _behind(document: Document, book: Any, sheet: Any) -> Any:
    """Returns a new sheet behind ``sheet``, for what stands beside its list."""
    return book.create_sheet(free_name(book, document.words.beside_list), book.index(sheet) + 1)


def _split_pictures(document: Document) -> tuple[Document, Document | None]:
    """Splits off the pages of pictures after the table, if any: Excel repeats headings on all pages
    of a sheet or on none."""
    blocks = document.blocks
    tables = [at for at, block in enumerate(blocks) if isinstance(block, Table)]
    headed = [at for at in tables if _heading_of(blocks[at])]
    if not headed or headed == tables or headed != tables[: len(headed)]:
        return document, None
    ends = [at for at, block in enumerate(blocks) if isinstance(block, PageBreak)]
    end = next((at for at in ends if headed[-1] < at < tables[len(headed)]), None)
    if end is None:
        return document, None
    other_content = document.without_cover(blocks[end + 1 :])
    return replace(document, blocks=blocks[:end]), other_content


def _split_sections(document: Document) -> Iterator[Document]:
    """Splits a document into sheets: if all its tables share their headings, which Excel repeats on
    every page, each page that begins with text after a table begins a sheet."""
    blocks = document.blocks
    headings = {_heading_of(block) for block in blocks if isinstance(block, Table)}
    ends = [
        at
        for at, (block, following) in enumerate(pairwise(blocks))
        if isinstance(block, PageBreak)
        and isinstance(following, Paragraph)
        and any(isinstance(before, Table) for before in blocks[:at])
    ]
    # What a cover stands before may have tables of other columns on the cover's sheet.
    alike = len(headings) == 1 or document.upright_cover
    if not alike or () in headings or not ends:
        yield document
        return
    yield replace(document, blocks=blocks[: ends[0]])
    for begin, end in pairwise((*ends, len(blocks))):
        yield document.without_cover(blocks[begin + 1 : end])


def _heading_of(block: Block) -> tuple[TableRow, ...]:
    return block.heading if isinstance(block, Table) else ()


def _has_one_heading(blocks: Sequence[Block]) -> bool:
    """Returns whether all tables have the same heading, and none but notes is below the last one:
    the heading of a sheet is printed on all its pages."""
    tables = [number for number, block in enumerate(blocks) if isinstance(block, Table)]
    headings = {(table.columns, table.heading) for table in blocks if isinstance(table, Table)}
    if not tables or any(map(_begins_section, blocks[tables[-1] + 1 :])):
        return False
    return len(headings) == 1 and bool(_heading_of(blocks[tables[0]]))


def _begins_section(block: Block) -> bool:
    return isinstance(block, KeepTogether) or (
        isinstance(block, Paragraph) and styles.STYLES[block.style].keep_next
    )


def free_name(book: Any, title: str) -> str:
    """Returns an unused sheet name made from ``title``, avoiding Excel's reserved "History"."""
    name = sheet_name(title, _SHORT) or "Sheet"
    taken = {name.casefold() for name in (*book.sheetnames, "History")}
    return unused(name, lambda made: made.casefold() in taken)


class SheetWriter:
    """Writes a document onto ``sheet``, or onto the first sheet of ``book`` if that is None."""

    def __init__(
        self,
        document: Document,
        breaker: WordBreaker,
        book: Any,
        charts: ChartSheet,
        sheet: Any = None,
        figures: Figures | None = None,
    ) -> None:
        """``figures`` are those of a list before it, to which formulas may refer."""
        self._document = document
        self._breaker = breaker
        self.book: Any = book
        self.sheet: Any = book.active if sheet is None else sheet
        self._looks = CellStyles(self.sheet)
        self._charts = charts
        self._figures = figures or Figures()
        self._tables = [block for block in document.blocks if isinstance(block, Table)]
        self._edges = plan.edges_of(self._tables)
        self._columns = len(self._edges) - 1
        total = document.text_width * styles.MM
        self._widths = [(end - start) * total for start, end in pairwise(self._edges)]
        self._one_heading = _has_one_heading(document.blocks)
        self._heading: tuple[int, int] | None = None
        """First and last row of the current heading."""
        self._next = 1
        self._joined: set[int] = set()
        """Rows that stay on the page of the next row."""
        self._within: set[int] = set()
        """Group rows, and rows that end within a picture or a short text."""
        self._ended: set[int] = set()
        """Rows that end a page."""
        self._after = 0.0
        """The height in points to keep with the last row of the table being written."""
        self._table_end = 0
        """The last row of the last table."""
        self._texts: list[tuple[int, int]] = []
        """The rows of text below the last table, picture or page break, with their lines."""

    def write(self) -> dict[Any, dict[str, Decimal]]:
        """Writes the document; returns the results of its formulas by sheet and cell."""
        self._set_up()
        for number, block in enumerate(self._document.blocks):
            self._after = self._kept_height(number)
            self._write(block)
        self._use_heading()
        self._keep_last_lines()
        self._end_pages()
        return self._figures.write_formulas()

    def link(self, block: Paragraph, sheet: Any) -> None:
        """Writes a line that links to another sheet; a long one takes several rows, because
        LibreOffice does not wrap links."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        name = sheet.title.replace("'", "''")
        size = styles.STYLES[block.style].size
        for text in plan.lines_of(block, sum(self._widths), size, self._breaker):
            place = self.sheet.cell(self._next, 1)
            self._merged(Paragraph((Run(text),), block.style), 0)
            place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{name}'!A1")

    # The sheet.

    def _set_up(self) -> None:
        document, sheet = self._document, self.sheet
        sheet.sheet_view.showGridLines = False
        for number, width in enumerate(self._widths, 1):
            continued_pages.set_width(sheet, number, width)
        continued_pages.set_up_page(sheet, document)

    # Blocks.

    def _write(self, block: Any) -> None:
        match block:
            case Table():
                self._table(block)
            case Paragraph():
                self._paragraph(block)
            case KeepTogether():
                first = self._next
                for part in block.blocks:
                    self._write(part)
                self._joined.update(range(first, self._next - 1))
            case SignatureBlock():
                self._signature(block)
            case Image():
                self._image(block)
            case ChartFigure():
                self._figure(block)
            case PageBreak():
                self._page_break()
            case _:
                raise TypeError(block)

    def _paragraph(self, block: Paragraph) -> None:
        heads = styles.STYLES[block.style].keep_next and block.style != "title"
        under_heading = self._one_heading and self._heading and heads
        if not block.text.strip():
            # Lines that consist of tabs are dropped: Excel draws no tab leaders.
            block = replace(block, runs=())
        for part in self._parts(block):
            self._merged(part, 0, borders=bool(under_heading))

    def _parts(self, block: Paragraph) -> Iterator[Paragraph]:
        """Yields a paragraph, in parts for a row each if it is higher than a row can be: of such a
        row Excel would print no more. The last few lines, and a text with tabs, are not parted."""
        width, size = sum(self._widths), styles.STYLES[block.style].size
        rest: tuple[Paragraph, ...] = (block,)
        if plan.height(rest, width, size, self._breaker) <= plan.HIGHEST:
            yield block
            return
        while rest:
            here, left = plan.parted(rest, plan.LOW, width, self._breaker)
            yield from here or rest
            rest = left if here else ()

    def _merged(self, block: Paragraph, first: int, *, borders: bool = False) -> None:
        """Writes ``block`` as one row merged from column ``first`` to the last."""
        width, size = sum(self._widths[first:]), styles.STYLES[block.style].size
        points = plan.height((block,), width, size, self._breaker)
        count = plan.line_count(block, width, size, self._breaker) if block.text.strip() else 0
        self._texts.append((self._next, count))
        self.sheet.row_dimensions[self._next].height = points
        cell = Cell((block,), vertical=Vertical.MIDDLE)
        area = plan.Area(self._next, first + 1, self._next, self._columns, cell)
        self._cell(area, borders=borders)
        if styles.STYLES[block.style].keep_next:
            self._joined.add(self._next)
            self._within.add(self._next)
        self._next += 1

    def _signature(self, block: SignatureBlock) -> None:
        middle = min(range(self._columns), key=lambda column: abs(self._edges[column] - 0.5))
        begin = self._before_signature()
        if block.closing:
            self._merged(Paragraph((Run(block.closing),), "signature"), middle)
        self.sheet.row_dimensions[self._next].height = styles.SIGNATURE_SPACE * styles.MM
        self._next += 1
        for text in block.lines:
            self._merged(Paragraph((Run(text),), "signature"), middle)
        self._joined.update(range(begin, self._next - 1))

    def _before_signature(self) -> int:
        """Returns the first row of those on the page of a signature block, which is never split:
        the lines of text that stay above it, else the row there."""
        begin, lines, of_row = self._next, 0, dict(self._texts)
        while begin > 1 and begin - 1 not in self._ended and lines < styles.BEFORE_SIGNATURE:
            begin -= 1
            lines += of_row.get(begin, styles.BEFORE_SIGNATURE)
        return begin

    def _image(self, block: Image) -> None:
        self._table_end, self._texts = 0, []
        free = max(sum(self._widths) - block.width * styles.MM, 0)
        right = free * block.align.share
        column = 0
        while column < self._columns - 1 and right >= self._widths[column]:
            right -= self._widths[column]
            column += 1
        put_picture(self.sheet, plan.PictureSpot(self._next, column, 0, right, block))
        rows = ceil(block.height * styles.MM / plan.HIGHEST)
        for number in range(self._next, self._next + rows):
            self.sheet.row_dimensions[number].height = block.height * styles.MM / rows
        self._next += rows

    def _figure(self, block: ChartFigure) -> None:
        if isinstance(block.chart, Tiles):
            self._image(figure_image(block.chart, self._document))
            return
        self._table_end, self._texts = 0, []
        points = self._charts.add(block.chart, self.sheet, f"A{self._next}", self._document)
        rows = ceil(points / plan.HIGHEST)
        for number in range(self._next, self._next + rows):
            self.sheet.row_dimensions[number].height = points / rows
        self._next += rows

    def _page_break(self) -> None:
        self._keep_last_lines()
        self._table_end, self._texts = 0, []
        if self._next > 1:
            self._joined.discard(self._next - 1)
            self._ended.add(self._next - 1)

    def _keep_last_lines(self) -> None:
        """Keeps the last lines of a part together; a few with the rows of the table above them, if
        these have their heading on the page where they come."""
        lines = 0
        for at, (row, count) in reversed([*enumerate(self._texts)]):
            lines += count
            if lines >= styles.LAST_LINES:
                return
            if at:
                self._joined.add(row - 1)
        first = self._table_end
        if not first:
            return
        while first - 1 in self._joined:
            first -= 1
        if self._one_heading or (self._heading and first == self._heading[0]):
            self._joined.update(range(self._table_end, self._next - 1))

    def _kept_height(self, number: int) -> float:
        """Returns the height in points of what ends a part behind a table and is too little for a
        page of its own: a few lines, or a table of one row; 0 where more follows."""
        blocks = self._document.blocks
        if not isinstance(blocks[number], Table):
            return 0.0
        room = self._document.text_height * styles.MM
        points, lines = 0.0, 0
        for place, block in enumerate(blocks[number + 1 :], number + 1):
            if isinstance(block, PageBreak):
                break
            if isinstance(block, Table) and ends_table(blocks[number : place + 1]):
                lines = 1
                rows = (*block.heading, *block.rows)
                made = plan.plan(block, rows, 1, self._edges, self._widths, self._breaker, room)
                points += sum(made.heights)
            elif isinstance(block, Paragraph):
                width, size = sum(self._widths), styles.STYLES[block.style].size
                if not is_blank(block):
                    lines += plan.line_count(block, width, size, self._breaker)
                points += plan.height((block,), width, size, self._breaker)
            else:
                return 0.0
            if lines >= styles.LAST_LINES or points > 2 * styles.SHORT * room:
                return 0.0
        return points

    def _end_pages(self) -> None:
        from openpyxl.worksheet.pagebreak import Break

        for row in self._rows_above().ends():
            self.sheet.row_breaks.append(Break(id=row))

    def _rows_above(self) -> continued_pages.RowsAbove:
        """Describes the rows written so far."""
        rows = self.sheet.row_dimensions
        room = self._document.text_height * styles.MM
        heights = [rows[number].height or 0.0 for number in range(1, self._next)]
        first, last = self._heading if self._one_heading and self._heading else (1, 0)
        high = sum(heights[first - 1 : last])
        return continued_pages.RowsAbove(
            heights, self._joined, self._ended, self._within, room, high, last
        )

    # Tables.

    def _table(self, table: Table) -> None:
        if not (self._one_heading and self._heading):
            first = self._next
            self._rows(table, table.heading)
            self._heading = (first, self._next - 1)
            self._joined.update(range(first, self._next))
            self._within.update(range(first, self._next))
        self._rows(table, table.rows)
        self._table_end, self._texts = self._next - 1, []

    def _rows(self, table: Table, rows: tuple[TableRow, ...]) -> None:
        made = self._plan(table, rows)
        for number, points in enumerate(made.heights, self._next):
            self.sheet.row_dimensions[number].height = points
        for area in made.areas:
            self._cell(area, borders=table.borders)
        for spot in made.spots:
            put_picture(self.sheet, spot)
        self._joined |= made.joined
        self._within.update(made.within)
        self._ended.update(made.ended)
        self._next += len(made.heights)

    def _plan(self, table: Table, rows: tuple[TableRow, ...]) -> plan.SheetPlan:
        """Returns the layout of rows, split at page breaks where cells or group rows repeat, or
        the heading, which Excel repeats only if it is that of the whole sheet."""
        own = rows is not table.heading
        heading = table.heading if own and not self._one_heading else ()
        room = self._document.text_height * styles.MM
        most = plan.HIGHEST

        def make(rows: tuple[TableRow, ...], first: int) -> plan.SheetPlan:
            return plan.plan(
                table, rows, first, self._edges, self._widths, self._breaker, room, most
            )

        made = make(rows, self._next)
        # A text that takes several rows of the sheet may go on overleaf, too.
        is_high = len(made.heights) > len(rows) and not made.spots
        too_high = own and self._is_too_high(made)
        goes_over = own and (is_high or continued_pages.goes_on(table) or too_high)
        if goes_over:
            most = plan.LOW if too_high else plan.PART
            made = make(rows, self._next)
        if not goes_over and not heading:
            return made
        starts = plan.starts_of(table, self._edges)
        columns = {start: number for number, start in enumerate(starts[:-1])}
        return continued_pages.ContinuedPages(
            replace(table, heading=heading),
            rows,
            made,
            self._rows_above(),
            self._after,
            self._widths,
            columns,
            self._breaker,
            make,
        ).parted()

    def _is_too_high(self, made: plan.SheetPlan) -> bool:
        """Returns whether no page holds the first rows of a table with what stays above them."""
        points, row, joined = 0.0, self._next - 1, made.joined
        while row in self._joined and row not in self._ended:
            points += self.sheet.row_dimensions[row].height
            row -= 1
        for row, own in enumerate(made.heights, self._next):
            points += own
            if row not in joined:
                break
        return points > self._document.text_height * styles.MM

    def _use_heading(self) -> None:
        """Freezes the heading of the sheet, repeats it on every page and adds the filter."""
        if not (self._one_heading and self._heading):
            return
        first, last = self._heading
        if last < first:
            return
        self.sheet.print_title_rows = f"{first}:{last}"
        if last <= _FROZEN_ROWS:
            self.sheet.freeze_panes = f"A{last + 1}"
        cells = [cell for table in self._tables for row in table.rows for cell in row.cells]
        if self._next - 1 > last and all(cell.rows == 1 for cell in cells):
            corner = self.sheet.cell(self._next - 1, self._columns).coordinate
            self.sheet.auto_filter.ref = f"A{last}:{corner}"

    def _cell(self, area: plan.Area, *, borders: bool) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        sheet, content = self.sheet, area.cell
        cell = sheet.cell(area.top, area.left)
        if content.value is None:
            number_format = write_text(cell, content.paragraphs, self._document.words)
        else:
            number_format = self._figures.put(cell, content, shown_text(content.paragraphs))
        look = look_of(content, number_format, borders=borders, joined=area.goes_on)
        self._looks.dress(cell, look)
        if borders:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    self._looks.dress(sheet.cell(row, column), look)
        if content.joined and borders:
            for column in range(area.left, area.right + 1):
                self._looks.open_below(sheet.cell(area.top - 1, column))
        if (area.top, area.left) != (area.bottom, area.right):
            # ``merged_cells.add`` compares with all other ranges; cells of a table never overlap.
            sheet.merged_cells.ranges.add(
                CellRange(None, area.left, area.top, area.right, area.bottom)
            )


def bind(
    document: Document, breaker: WordBreaker, front: SheetWriter, charts: ChartSheet
) -> dict[Any, dict[str, Decimal]]:
    """Writes the documents bound to ``document`` onto sheets of their own, and links to them below
    ``document``; returns the formula results by sheet and cell."""
    given: dict[Any, dict[str, Decimal]] = {}
    place = 1
    for bound in document.bound:
        name = free_name(front.book, bound.title or bound.document.title)
        sheet = front.book.create_sheet(name, place)
        whole = replace(bound.document, blocks=(*bound.document.blocks, *_pages(bound)))
        named = replace(whole, title=bound.title or whole.title, author=document.author)
        part = printable(numbered(document, named if whole.as_list else whole, 1))
        made = write_sheet(part, breaker, front.book, charts, sheet)
        given |= made
        # Content that is no list is on a sheet of its own behind it.
        place += 1 + sum(behind is not sheet for behind in made)
        if bound.title and document.bound_listed:
            front.link(paragraph(in_digits(bound.title, document.digits), "contents-line"), sheet)
    return given


def _pages(bound: BoundDocument) -> Iterator[Block]:
    """Yields the pages of the bound file, landscape ones scaled down."""
    room = bound.document.text_width, bound.document.text_height * _FILLED
    for part in file_pages(bound):
        for block in (PageBreak(), *part.blocks):
            if isinstance(block, Image):
                share = min(room[0] / block.width, room[1] / block.height, 1.0)
                yield replace(block, width=block.width * share, height=block.height * share)
            else:
                yield block
