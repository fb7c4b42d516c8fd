"""Writes a document's list onto a sheet, one sheet row per list row.

Title and headings are frozen; the headings filter and are printed on every page. Cells are merged
only where rows share them, and pages do not end inside their text. Row heights leave room for wider
substitute fonts; rows without pictures or shared cells that need more height are left to Excel to
resize when their text changes.

Turns a document with tables into one filterable list, the default layout of its Excel file.

All tables with the same headings as the first one are merged. A group row becomes a column that
repeats its text in every row below, so that rows can be filtered and sorted; of several group rows
in succession the last one counts. Covers, repeated titles and page breaks are dropped; all other
content follows the list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any, Final

from ita_desktop.documents.backends.xlsx import cells
from ita_desktop.documents.backends.xlsx.continued_pages import page_ends, set_up_page, set_width
from ita_desktop.documents.backends.xlsx.plan import (
    HIGHEST,
    PictureSpot,
    caption_of,
    height,
    high,
    kept_together,
    tallest,
)
from ita_desktop.documents.content import (
    Block,
    Cell,
    ChartFigure,
    Document,
    Image,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    TableColumn,
    TableRow,
    Vertical,
    cell,
    paragraph,
)
from ita_desktop.documents.layout.grid import PlacedCell, covered, dealt, placed
from ita_desktop.documents.layout.pictures import fitted
from ita_desktop.documents.styles import MM, OFFICIAL_LETTER, PICTURE_GAP, SHORT, STYLES
from ita_desktop.filing.xlsx_file import free_row
from ita_desktop.typography.words import WordBreaker

_GROUP_SHARE: Final = 0.12
"""Width of the added group column, as a share of the list's width."""


@dataclass(frozen=True, slots=True)
class DocumentListing:
    """The list of a document."""

    document: Document
    """The source of title, author, paper size, header and footer."""
    columns: tuple[TableColumn, ...]
    heading: tuple[Cell, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Paragraph, ...]
    """Lines below the list."""
    other_content: Document | None
    """Content for a separate sheet: full-page pictures, tables with other headings."""


def listing(document: Document) -> DocumentListing | None:
    """Returns the list of a document; None if it has no table with a single heading row. What a
    cover stands before has its list in the widest tables: scores may be above them."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    first = max(tables, key=lambda table: len(table.columns) * document.upright_cover, default=None)
    if first is None or len(first.heading) != 1 or any(head.rows > 1 for head in _heads(first)):
        return None
    alike = [table for table in tables if table.heading == first.heading]
    rows = list(_rows(alike))
    notes, other_content = _after_tables(document, alike)
    grouped = any(group for group, _row in rows)
    columns, heading = first.columns, _heads(first)
    if grouped:
        total = sum(column.share for column in columns)
        columns = (TableColumn(total * _GROUP_SHARE), *columns)
        named, item = document.words.of_list()
        heading = (_head(named), *_renamed(heading, named, item))
        rows = [(group, replace(row, cells=(cell(group), *row.cells))) for group, row in rows]
    return DocumentListing(
        document,
        columns,
        heading,
        tuple(row for _group, row in rows),
        notes,
        other_content,
    )


def _heads(table: Table) -> tuple[Cell, ...]:
    """Returns the headings with their manual line breaks removed."""
    return tuple(_head(" ".join(text.text for text in each.paragraphs).replace("\n", ""))
                 for each in table.heading[0].cells)  # fmt: skip


def _head(text: str) -> Cell:
    return Cell((paragraph(text, "cell-heading"),), vertical=Vertical.MIDDLE)


def _renamed(heading: Sequence[Cell], group: str, item: str) -> tuple[Cell, ...]:
    """Renames the column whose heading equals that of the added group column."""
    return tuple(_head(item) if each.paragraphs[0].text == group else each for each in heading)


def _rows(tables: Sequence[Table]) -> Iterator[tuple[str, TableRow]]:
    """Yields the rows of all tables, each with the text of its group row."""
    for table in tables:
        group = ""
        for row in _rows_without_spans(table):
            if row.group:
                group = " ".join(
                    text_block.text for each in row.cells for text_block in each.paragraphs
                )
            else:
                yield group, row


def _rows_without_spans(table: Table) -> tuple[TableRow, ...]:
    """Returns the rows of a table with the cells of merged ranges at their first place only."""
    places = placed(table.rows, len(table.columns))
    return tuple(
        row
        if row.group
        else replace(row, cells=tuple(replace(spot.cell, rows=spot.rows) for spot in line))
        for row, line in zip(table.rows, places, strict=True)
    )


def _after_tables(
    document: Document, tables: Sequence[Table]
) -> tuple[tuple[Paragraph, ...], Document | None]:
    """Returns the lines below the last table, and the content that does not belong to a list."""
    blocks = document.blocks
    last = max(number for number, block in enumerate(blocks) if block is tables[-1])
    behind = [block for block in blocks[last + 1 :] if not isinstance(block, PageBreak)]
    between = [
        block
        for block in blocks[:last]
        if isinstance(block, Table | Image | ChartFigure) and block not in tables
    ]
    if between or any(not isinstance(block, Paragraph) for block in behind):
        blocks_of_rest: tuple[Block, ...] = (*between, *behind)
        return (), document.without_cover(blocks_of_rest)
    lines = (block for block in behind if isinstance(block, Paragraph))
    return tuple(
        line for line in lines if line.text.strip() and not STYLES[line.style].keep_next
    ), None


_WIDEST: Final = 1.5
"""Greatest width of a list, as a multiple of the text width of the page; printed, it is smaller."""
_STEP: Final = 1.15
"""Factor by which a column is widened in one step."""
_HIGH: Final = 390.0
"""Greatest row height aimed at, in points; Excel allows 409."""
_OTHER_LETTER: Final = 0.8
"""Share of a column's width used to estimate row heights: substitute fonts are wider than the
official one, but so are columns, whose unit is the width of a digit."""
_OTHER_PITCH: Final = 1.2
"""Line height of substitute fonts, as a multiple of the official font's: no program adjusts row
heights when it opens a file, and text that does not fit is cut off."""
_LOWEST: Final = 22.0
"""Height in points of a row with one line."""
_PICTURE: Final = 32.0
"""Greatest height of a picture in a list, in mm."""
_LEAST: Final = 20.0
"""Least height in mm to which pictures are reduced, so that one row can hold those of a cell; more
of them take further rows."""
_NEAR: Final = 0.01
_SIDE: Final = 1.0
"""Distance between a picture and the sides of its cell, in mm."""


class ListWriter:
    """Writes a list onto ``sheet``, and notes its ``figures``."""

    def __init__(
        self, listing: DocumentListing, breaker: WordBreaker, sheet: Any, figures: cells.Figures
    ) -> None:
        self._figures = figures
        self._listing = listing
        self._breaker = breaker
        self._sheet = sheet
        self._looks = cells.CellStyles(sheet)
        self._columns = len(listing.columns)
        self._rows = dealt(tuple(listing.rows), self._columns, lambda _place: _PICTURE)
        self._places = placed(self._rows, self._columns)
        self._covering = covered(self._places)
        self._text: dict[tuple[int, float], float] = {}
        """Text heights by cell id and width; the rows keep the ids valid."""
        self._widths = self._find_widths()
        self._next = 1
        self._begins: list[int] = []
        """First sheet row of each list row."""

    def write(self) -> None:
        listing, sheet = self._listing, self._sheet
        sheet.sheet_view.showGridLines = False
        for number, points in enumerate(self._widths, 1):
            set_width(sheet, number, points)
        set_up_page(sheet, listing.document.without_cover(()))
        self._line(listing.document.title, "heading")
        if listing.document.author:
            self._line(listing.document.author, "line")
        head = self._next
        for column, content in enumerate(listing.heading, 1):
            self._cell(head, column, content)
        high_heads = [
            self._text_height(head, width * _OTHER_LETTER)  # words in bold, in narrow columns
            for head, width in zip(listing.heading, self._widths, strict=True)
        ]
        self._set_height(head, max(high_heads), free=True)
        self._next += 1
        self._write_rows()
        last = max(self._next - 1, head)
        sheet.print_title_rows = f"{head}:{head}"
        sheet.freeze_panes = f"A{head + 1}"
        sheet.auto_filter.ref = f"A{head}:{sheet.cell(last, self._columns).coordinate}"
        for note in listing.notes:
            self._line(note.text, note.style)
        self._end_pages(head, last)

    def _line(self, text: str, style: str) -> None:
        """Writes a line above or below the list that may overflow into the next columns."""
        from openpyxl.styles import Alignment, Font

        cell = self._sheet.cell(self._next, 1, text)
        cell.data_type = "s"
        look = STYLES[style]
        cell.font = Font(name=OFFICIAL_LETTER, size=look.size, bold=look.bold)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=False)
        self._set_height(self._next, high(1, look.size) * _OTHER_PITCH, free=True)
        self._next += 1

    # Rows.

    def _write_rows(self) -> None:
        points = self._heights()
        begins = [self._next]
        own = self._resizable_rows(points)
        self._begins = begins
        for number, points_of in enumerate(points):
            parts = self._parts(number, points_of)
            for row, part in enumerate(parts, begins[-1]):
                self._set_height(row, part, free=own[number] and len(parts) == 1)
            begins.append(begins[-1] + len(parts))
        for place in (place for line in self._places for place in line):
            top, bottom = begins[place.row], begins[place.row + place.rows] - 1
            right = place.column + place.columns
            self._cell(top, place.column + 1, place.cell, bottom, right)
            self._put_pictures(place, top)
        self._next = begins[-1]

    def _parts(self, number: int, points: float) -> list[float]:
        """Returns the heights of the rows, with merged cells, that a row beyond Excel's greatest
        height becomes: each but the first begins at a picture, if the row has any."""
        most = HIGHEST - 1
        count = max(-(-round(points) // round(most)), 1)
        if count == 1:
            return [points]
        cuts = sorted(top for place in self._places[number] for top in self._picture_tops(place))
        ends = [0.0]
        while points - ends[-1] > most:
            last = ends[-1]
            cut = max((cut for cut in cuts if last < cut <= last + most), default=0.0)
            ends.append(cut or last + min(points / count, most))
        return [end - top for top, end in pairwise([*ends, points])]

    def _picture_tops(self, place: PlacedCell) -> list[float]:
        """Returns where the rows of pictures of a cell begin, in points from its top."""
        width = self._widths[place.column]
        rows = self._pictures(place.cell, width)
        gap = PICTURE_GAP * MM
        highs = [self._tallest(row, width) + gap for row in rows]
        first = self._text_height(place.cell, width)
        return list(accumulate(highs, initial=first))[: len(rows)]

    def _end_pages(self, head: int, last: int) -> None:
        """Sets page breaks outside the text of merged cells, where Excel would cut a line in two or
        drop it. A list without such cells needs at most one: the ``last`` row and the notes below
        it stay with the row before."""
        from openpyxl.worksheet.pagebreak import Break

        begins = self._begins
        joined: set[int] = set()
        rows = self._sheet.row_dimensions
        for place in (place for line in self._places for place in line):
            top, bottom = begins[place.row], begins[place.row + place.rows] - 1
            # A row that is parted at its pictures may end a page there.
            left = self._text_height(place.cell, self._widths[place.column])
            while top < bottom and left > rows[top].height:
                left -= rows[top].height
                joined.add(top)
                top += 1
        document = self._listing.document
        scale = min(document.text_width * MM / sum(self._widths), 1.0)
        room = document.text_height * MM / scale
        heights = [rows[row].height for row in range(1, self._next)]
        reserved = room * _OTHER_PITCH / _OTHER_LETTER
        together = {head + 1 + number for number in kept_together(heights[head:last], reserved)}
        if sum(heights[last:]) <= SHORT * room:
            together.update(range(last, self._next - 1))
        repeated = heights[head - 1]
        ends = page_ends(heights, joined | together, (), room, repeated)
        if not joined:
            by_itself = page_ends(heights, (), (), room, repeated)
            ends = [end for end in ends[-1:] if end not in by_itself]
        for row in ends:
            self._sheet.row_breaks.append(Break(id=row))

    def _set_height(self, row: int, points: float, *, free: bool) -> None:
        """Sets a row's height in points; Excel may resize a ``free`` one later."""
        made = free_row(self._sheet, row) if free else self._sheet.row_dimensions[row]
        made.height = points

    def _cell(self, top: int, column: int, content: Cell, bottom: int = 0, right: int = 0) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        sheet, words = self._sheet, self._listing.document.words
        cell = sheet.cell(top, column)
        if content.value is not None:
            number_format = self._figures.put(cell, content, cells.shown_text(content.paragraphs))
        else:
            number_format = cells.write_text(cell, content.paragraphs, words)
        look = cells.look_of(content, number_format, borders=True)
        bottom, right = max(bottom, top), max(right, column)
        for row in range(top, bottom + 1):
            for at in range(column, right + 1):
                self._looks.dress(sheet.cell(row, at), look)
        if bottom > top or right > column:
            sheet.merged_cells.ranges.add(CellRange(None, column, top, right, bottom))

    # Heights and widths, in points.

    def _find_widths(self) -> list[float]:
        """Returns widths that fill the page, widened where a row would otherwise be too high."""
        total = sum(column.share for column in self._listing.columns)
        room = self._listing.document.text_width * MM
        widths = [column.share / total * room for column in self._listing.columns]
        self._widths = widths
        while (spare := room * _WIDEST / _STEP - sum(widths)) > 0:
            points = self._heights()
            mended = [
                number
                for number in range(len(points))
                if points[number] > _HIGH and self._fits(number, spare)
            ]
            if not mended:
                break
            number = max(mended, key=lambda at: points[at])
            guilty = max(self._covering[number], key=lambda spot: self._height(spot) / spot.rows)
            widths[guilty.column] *= _STEP
        return widths

    def _fits(self, number: int, spare: float) -> bool:
        """Returns whether columns that are wider by ``spare`` points can make a row low enough."""
        return all(
            self._height(spot, self._widths[spot.column] + spare) <= _HIGH * spot.rows
            for spot in self._covering[number]
        )

    def _own_heights(self) -> list[float]:
        """Returns the row heights required by cells that cover one row."""
        return [
            max((self._height(spot) for spot in line if spot.rows == 1), default=0.0)
            for line in self._places
        ]

    def _heights(self) -> list[float]:
        """Returns the row heights; a cell that covers several rows spreads its height over them."""
        points = self._own_heights()
        for place in (spot for line in self._places for spot in line if spot.rows > 1):
            of = range(place.row, place.row + place.rows)
            missing = self._height(place) - sum(points[row] for row in of)
            if missing > 0:
                for row in of:
                    points[row] += missing / place.rows
        return [max(point, _LOWEST) for point in points]

    def _resizable_rows(self, points: Sequence[float]) -> list[bool]:
        """Returns which rows have no pictures and are no higher than their own cells require."""
        return [
            own == high and not any(spot.cell.pictures for spot in line)
            for own, high, line in zip(self._own_heights(), points, self._places, strict=True)
        ]

    def _height(self, place: PlacedCell, width: float = 0.0) -> float:
        width = width or self._widths[place.column]
        rows = self._pictures(place.cell, width)
        text = self._text_height(place.cell, width)
        gap = PICTURE_GAP * MM
        return text + sum(self._tallest(row, width) + gap for row in rows) + gap * bool(rows)

    def _tallest(self, row: Sequence[Picture], width: float) -> float:
        """Height in points of a row of pictures with captions."""
        return tallest(row, width / len(row), self._breaker, _OTHER_LETTER)

    def _text_height(self, content: Cell, width: float) -> float:
        known = self._text.get((id(content), width))
        if known is None:
            paragraphs = content.paragraphs
            size = STYLES[paragraphs[0].style].size if paragraphs else 0.0
            known = (
                height(paragraphs, width * _OTHER_LETTER, size, self._breaker) * _OTHER_PITCH
                if paragraphs
                else 0.0
            )
            self._text[id(content), width] = known
        return known

    # Pictures.

    def _pictures(self, content: Cell, width: float) -> list[tuple[Picture, ...]]:
        room = width / MM - 2 * _SIDE
        found = [fitted(row, room, _PICTURE) for row in content.pictures if row]
        high = sum(max(picture.image.height for picture in row) + PICTURE_GAP for row in found)
        words = sum(self._tallest(row, width) / MM + PICTURE_GAP for row in found) - high
        share = (_HIGH / MM * 0.8 - words) / high if high else 1.0
        if share >= 1:
            return found
        return [
            fitted(row, room, max(max(picture.image.height for picture in row) * share, _LEAST))
            for row in found
        ]

    def _put_pictures(self, place: PlacedCell, row: int) -> None:
        width = self._widths[place.column]
        rows = self._pictures(place.cell, width)
        if not rows:
            return
        sheet_rows, last = self._sheet.row_dimensions, self._begins[place.row + place.rows] - 1
        done = 0.0  # points above ``row``
        for beside, top in zip(rows, self._picture_tops(place), strict=True):
            while row < last and top - done >= sheet_rows[row].height - _NEAR:
                done += sheet_rows[row].height
                row += 1
            down = top - done + PICTURE_GAP / 2 * MM
            slot = width / len(beside)
            for number, photo in enumerate(beside):
                own = photo.image.width * MM
                right = slot * number + max(slot - own, 0.0) / 2
                words = caption_of(photo, slot, self._breaker, _OTHER_LETTER)
                cells.put_picture(
                    self._sheet, PictureSpot(row, place.column, down, right, photo.image, words)
                )
