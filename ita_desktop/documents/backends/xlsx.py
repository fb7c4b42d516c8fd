"""Excel files: one sheet, set up to print like the document.

Tables with the same headings follow each other under one heading, which stays in sight, filters,
and is printed on every page. Text stays text: a cell that begins with ``=`` is no formula. Means
and totals that follow from other figures of the document are formulas.
"""

import re
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from math import ceil
from typing import Any

from ita_desktop.documents.backends.frame import shown
from ita_desktop.documents.backends.xlsx_charts import ChartSheet
from ita_desktop.documents.backends.xlsx_figures import Figures
from ita_desktop.documents.backends.xlsx_heights import HIGHEST, POINTS_PER_MM, height
from ita_desktop.documents.backends.xlsx_looks import Look, Looks, escaped, rich_text
from ita_desktop.documents.backends.xlsx_overleaf import Before, Overleaf, goes_on
from ita_desktop.documents.backends.xlsx_plan import (
    PART,
    Area,
    Plan,
    Spot,
    edges_of,
    plan,
    starts_of,
)
from ita_desktop.documents.content import (
    Align,
    Cell,
    Document,
    Figure,
    Image,
    KeepTogether,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Table,
    Vertical,
)
from ita_desktop.documents.plaintext import marked
from ita_desktop.documents.printable import printable
from ita_desktop.documents.styles import OFFICIAL_LETTER, STYLES
from ita_desktop.filing.xlsx_file import workbook_bytes
from ita_desktop.typography.words import WordBreaker

_PIXELS_PER_MM = 96 / 25.4
_DIGIT_PIXELS = 7
"""Width of a digit of Excel's own normal font, the unit of column widths in a file (those that
Excel shows leave the margins of a cell out)."""
_MM_PER_INCH = 25.4
_A4 = 9
_EMU_PER_MM = 36_000
_EMU_PER_POINT = 12_700
_EDGE = 10.0
_SIGNATURE_SPACE = 18.0
_LONGEST = 32_000
"""Characters that a cell of Excel holds (32,767), with room for the note below."""
_CUT = "… (ข้อความยาวเกินช่องของ Excel อ่านฉบับเต็มในไฟล์ Word หรือ PDF)"
_NUMBER = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})*(?:\.([0-9]+))?|-?[0-9]+(?:\.([0-9]+))?")
_FROZEN_ROWS = 10
_EMPTY = (Paragraph((), "cell"),)


def render(document: Document, breaker: WordBreaker | None = None) -> bytes:
    """The document as xlsx, what is bound behind it on sheets of their own. ``breaker`` knows the
    office's names; row heights come from it."""
    from openpyxl import Workbook

    book = Workbook()
    charts = ChartSheet(book)
    breaker = breaker or WordBreaker()
    front = SheetWriter(printable(document), breaker, book, charts)
    given = {front.sheet: front.write()}
    if document.bound:
        from ita_desktop.documents.backends.xlsx_bound import bind

        given |= bind(document, breaker, front, charts)
    return workbook_bytes(book, given)


class SheetWriter:
    """Writes a document onto a sheet of its own, the first one of ``book`` where it is ``None``."""

    def __init__(
        self,
        document: Document,
        breaker: WordBreaker,
        book: Any,
        charts: ChartSheet,
        sheet: Any = None,
    ) -> None:
        self._document = document
        self._breaker = breaker
        self.book: Any = book
        self.sheet: Any = book.active if sheet is None else sheet
        self._named = sheet is not None
        self._looks = Looks(self.sheet)
        self._charts = charts
        self._figures = Figures()
        self._tables = [block for block in document.blocks if isinstance(block, Table)]
        self._edges = edges_of(self._tables)
        self._columns = len(self._edges) - 1
        total = document.text_width * POINTS_PER_MM
        self._widths = [(end - start) * total for start, end in pairwise(self._edges)]
        self._one_heading = len({(one.columns, one.heading) for one in self._tables}) == 1
        self._heading: tuple[int, int] | None = None
        """First and last row of the headings that were written last."""
        self._next = 1
        self._joined: set[int] = set()
        """Rows that are printed on one page with the next."""
        self._within: set[int] = set()
        """Rows that head the next one, or end within a picture or a short text."""
        self._ended: set[int] = set()
        """Rows that are the last ones of their pages."""

    def write(self) -> dict[str, Decimal]:
        """Writes all of it; gives what its formulas give, by place."""
        self._set_up()
        for block in self._document.blocks:
            self._write(block)
        self._use_heading()
        self._end_pages()
        return self._figures.write_formulas()

    def link(self, block: Paragraph, sheet: Any) -> None:
        """Writes a line that leads to another sheet."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        row = self._next
        self._merged(block, 0)
        name = sheet.title.replace("'", "''")
        place = self.sheet.cell(row, 1)
        place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{name}'!A1")

    # The sheet.

    def _set_up(self) -> None:
        document, sheet = self._document, self.sheet
        if not self._named:
            properties = self.book.properties
            properties.title, properties.creator = document.title, document.author
            sheet.title = sheet_name(document.title) or "Sheet1"
        sheet.sheet_view.showGridLines = False
        for number, width in enumerate(self._widths, 1):
            letter = sheet.cell(1, number).column_letter
            pixels = width / POINTS_PER_MM * _PIXELS_PER_MM
            sheet.column_dimensions[letter].width = pixels / _DIGIT_PIXELS
        page = sheet.page_setup
        page.paperSize = _A4
        page.orientation = document.orientation.value
        page.fitToWidth, page.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        margins, paper = document.margins, sheet.page_margins
        paper.top, paper.bottom = margins.top / _MM_PER_INCH, margins.bottom / _MM_PER_INCH
        paper.left, paper.right = margins.left / _MM_PER_INCH, margins.right / _MM_PER_INCH
        paper.header = paper.footer = _EDGE / _MM_PER_INCH
        self._page_lines()

    def _page_lines(self) -> None:
        document, sheet = self._document, self.sheet
        for line, every, first in (
            (document.header, sheet.oddHeader, sheet.firstHeader),
            (document.footer, sheet.oddFooter, sheet.firstFooter),
        ):
            if line is None:
                continue
            _fill_page_line(every, line)
            if line.from_page == 1:
                _fill_page_line(first, line)
            else:
                sheet.HeaderFooter.differentFirst = True

    # Blocks.

    def _write(self, block: Any) -> None:
        match block:
            case Table():
                self._table(block)
            case Paragraph():
                self._paragraph(block)
            case KeepTogether():
                for one in block.blocks:
                    self._write(one)
            case SignatureBlock():
                self._signature(block)
            case Image():
                self._image(block)
            case Figure():
                self._figure(block)
            case PageBreak():
                self._page_break()
            case _:
                raise TypeError(block)

    def _paragraph(self, block: Paragraph) -> None:
        heads = STYLES[block.style].keep_next and block.style != "title"
        under_heading = self._one_heading and self._heading and heads
        self._merged(block, 0, borders=bool(under_heading))

    def _merged(self, block: Paragraph, first: int, *, borders: bool = False) -> None:
        """One row with ``block`` over the columns from ``first`` to the last."""
        width, size = sum(self._widths[first:]), STYLES[block.style].size
        points = height((block,), width, size, self._breaker)
        self.sheet.row_dimensions[self._next].height = points
        cell = Cell((block,), vertical=Vertical.MIDDLE)
        area = Area(self._next, first + 1, self._next, self._columns, cell)
        self._cell(area, borders=borders)
        if STYLES[block.style].keep_next:
            self._joined.add(self._next)
            self._within.add(self._next)
        self._next += 1

    def _signature(self, block: SignatureBlock) -> None:
        middle = min(range(self._columns), key=lambda column: abs(self._edges[column] - 0.5))
        if block.closing:
            self._merged(Paragraph((Run(block.closing),), "signature"), middle)
        self.sheet.row_dimensions[self._next].height = _SIGNATURE_SPACE * POINTS_PER_MM
        self._next += 1
        for text in block.lines:
            self._merged(Paragraph((Run(text),), "signature"), middle)

    def _image(self, block: Image) -> None:
        free = max(sum(self._widths) - block.width * POINTS_PER_MM, 0)
        right = {Align.LEFT: 0.0, Align.CENTER: free / 2, Align.RIGHT: free}[block.align]
        column = 0
        while column < self._columns - 1 and right >= self._widths[column]:
            right -= self._widths[column]
            column += 1
        self._picture(Spot(self._next, column, 0, right, block))
        rows = ceil(block.height * POINTS_PER_MM / HIGHEST)
        for number in range(self._next, self._next + rows):
            self.sheet.row_dimensions[number].height = block.height * POINTS_PER_MM / rows
        self._next += rows

    def _figure(self, block: Figure) -> None:
        width = self._document.text_width * POINTS_PER_MM
        points = self._charts.add(block.chart, width, self.sheet, f"A{self._next}")
        rows = ceil(points / HIGHEST)
        for number in range(self._next, self._next + rows):
            self.sheet.row_dimensions[number].height = points / rows
        self._next += rows

    def _page_break(self) -> None:
        if self._next > 1:
            self._joined.discard(self._next - 1)
            self._ended.add(self._next - 1)

    def _end_pages(self) -> None:
        from openpyxl.worksheet.pagebreak import Break

        for row in self._so_far().ends():
            self.sheet.row_breaks.append(Break(id=row))

    def _so_far(self) -> Before:
        """What the sheet holds above the next row."""
        rows = self.sheet.row_dimensions
        room = self._document.text_height * POINTS_PER_MM
        heights = [rows[number].height or 0.0 for number in range(1, self._next)]
        first, last = self._heading if self._one_heading and self._heading else (1, 0)
        high = sum(heights[first - 1 : last])
        return Before(heights, self._joined, self._ended, self._within, room, high, last)

    # Tables.

    def _table(self, table: Table) -> None:
        if not (self._one_heading and self._heading):
            first = self._next
            self._rows(table, table.heading)
            self._heading = (first, self._next - 1)
            self._joined.update(range(first, self._next))
            self._within.update(range(first, self._next))
        self._rows(table, table.rows)

    def _rows(self, table: Table, rows: tuple[Row, ...]) -> None:
        made = self._plan(table, rows)
        for number, points in enumerate(made.heights, self._next):
            self.sheet.row_dimensions[number].height = points
        for area in made.areas:
            self._cell(area, borders=table.borders)
        for spot in made.spots:
            self._picture(spot)
        self._joined |= made.joined
        self._within.update(made.within)
        self._ended.update(made.ended)
        self._next += len(made.heights)

    def _plan(self, table: Table, rows: tuple[Row, ...]) -> Plan:
        """Where the cells stand, on pages that say again what heads them."""
        parted = rows is not table.heading and goes_on(table)
        most = PART if parted else HIGHEST

        def make(rows: tuple[Row, ...], first: int) -> Plan:
            return plan(table, rows, first, self._edges, self._widths, self._breaker, most)

        made = make(rows, self._next)
        if not parted:
            return made
        starts = starts_of(table, self._edges)
        columns = {start: number for number, start in enumerate(starts[:-1])}
        return Overleaf(
            table, rows, made, self._so_far(), self._widths, columns, self._breaker, make
        ).parted()

    def _picture(self, spot: Spot) -> None:
        from openpyxl.drawing.image import Image as Picture
        from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
        from openpyxl.drawing.xdr import XDRPositiveSize2D

        picture: Any = Picture(BytesIO(shown(spot.image).data))
        picture.described = spot.image.alt or None
        size = XDRPositiveSize2D(
            round(spot.image.width * _EMU_PER_MM), round(spot.image.height * _EMU_PER_MM)
        )
        picture.anchor = OneCellAnchor(
            AnchorMarker(
                spot.column,
                round(spot.right * _EMU_PER_POINT),
                spot.row - 1,
                round(spot.down * _EMU_PER_POINT),
            ),
            size,
        )
        self.sheet.add_image(picture)

    def _use_heading(self) -> None:
        """Let the one heading of the sheet stay in sight, be printed again, and filter."""
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

    def _cell(self, area: Area, *, borders: bool) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        sheet, content = self.sheet, area.cell
        paragraphs = content.paragraphs or _EMPTY
        style = paragraphs[0].style
        lines = [marked(one) for one in paragraphs]
        lines = ["    " * one.level + line for one, line in zip(paragraphs, lines, strict=True)]
        bold = all(run.bold for one in paragraphs for run in one.runs if run.text)
        cell = sheet.cell(area.top, area.left)
        if content.value is None:
            number_format = self._set(cell, paragraphs, lines)
        else:
            number_format = self._figures.put(cell, content, "\n".join(lines))
        open_above = content.joined or area.goes_on
        look = Look(style, bold, borders, content.vertical, number_format, open_above)
        self._looks.dress(cell, look)
        if borders:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    self._looks.dress(sheet.cell(row, column), look)
        if content.joined and borders:
            for column in range(area.left, area.right + 1):
                self._looks.open_below(sheet.cell(area.top - 1, column))
        if (area.top, area.left) != (area.bottom, area.right):
            # Its ``add`` looks through all others first, which a table never overlaps.
            sheet.merged_cells.ranges.add(
                CellRange(None, area.left, area.top, area.right, area.bottom)
            )

    def _set(self, cell: Any, paragraphs: tuple[Paragraph, ...], lines: list[str]) -> str:
        """Put the value in, and say which number format it needs."""
        text = "\n".join(lines)
        if not text:
            return "General"
        number = _NUMBER.fullmatch(text) if paragraphs[0].style == "cell-number" else None
        if number:
            cell.value = Decimal(text.replace(",", ""))
            decimals = len(number[1] or number[2] or "")
            grouped = "#,##0" if "," in text else "0"
            return f"{grouped}.{'0' * decimals}" if decimals else grouped
        if len(text) > _LONGEST:
            text = text[:_LONGEST] + _CUT
        elif _has_looks(paragraphs):
            cell.value = rich_text(paragraphs, lines)
            return "General"
        cell.value = escaped(text)
        cell.data_type = "s"
        return "General"


def sheet_name(title: str) -> str:
    """``title`` as the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip()


def _has_looks(paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether a part of the text looks otherwise than the rest."""
    runs = [run for one in paragraphs for run in one.runs if run.text]
    return any(run.underline for run in runs) or len({run.bold for run in runs}) > 1


def _fill_page_line(target: Any, line: PageLine) -> None:
    forms = {
        PageNumbers.NONE: "",
        PageNumbers.PLAIN: "&P",
        PageNumbers.DASHES: "- &P -",
        PageNumbers.OF_TOTAL: "หน้า &P จาก &N",
    }
    texts = {"left": line.text.replace("&", "&&")}
    texts[line.numbers_at.value] = forms[line.numbers] or texts.get(line.numbers_at.value, "")
    for name, text in texts.items():
        if text:
            place = getattr(target, name)
            place.text = text
            place.font, place.size = f"{OFFICIAL_LETTER},Regular", STYLES["page-line"].size
