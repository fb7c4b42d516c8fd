"""A list to work with as a sheet: a row is a row, whatever the paper's pages are.

Title and headings stay in sight, the headings filter and are printed again. Cells are merged only
where rows share them, and pages end outside their text. A row is as high as its text needs, also in
the wider letters that stand in where the official one lacks; where no shared cell and no picture
decides that, it follows the text when that is changed.
"""

from collections.abc import Sequence
from typing import Any, Final

from ita_desktop.documents.backends.xlsx.cells import look_of, put_picture, write_text
from ita_desktop.documents.backends.xlsx.heights import HIGHEST, height, high
from ita_desktop.documents.backends.xlsx.listing import DocumentListing
from ita_desktop.documents.backends.xlsx.looks import Looks
from ita_desktop.documents.backends.xlsx.pages import page_ends
from ita_desktop.documents.backends.xlsx.paper import set_up_page, set_width
from ita_desktop.documents.backends.xlsx.plan import PictureSpot, caption_of, tallest
from ita_desktop.documents.content import Cell, Picture, TableRow
from ita_desktop.documents.layout.grid import Placed, covered, dealt, placed
from ita_desktop.documents.layout.measures import MM, PICTURE_GAP
from ita_desktop.documents.layout.pictures import fitted
from ita_desktop.documents.styles import STYLES
from ita_desktop.filing.xlsx_file import free_row
from ita_desktop.typography.words import WordBreaker

_WIDEST: Final = 2.0
"""How much wider than the paper a list may become, so that no row is higher than Excel allows."""
_STEP: Final = 1.15
"""By how much a column becomes wider at once."""
_HIGH: Final = 390.0
"""Points that a row has at most, with room to the highest that Excel allows."""
_OTHER_LETTER: Final = 0.8
"""Part of a column's width in which text is set to find its height: other letters are wider, but
columns, too, which are as wide as so many digits."""
_OTHER_PITCH: Final = 1.2
"""How much higher the lines of other letters are: no program finds the height of a row by itself
when it opens the file, and what has no room is cut."""
_LOWEST: Final = 22.0
"""Points of a row with one line."""
_PICTURE: Final = 32.0
"""Millimetres of the highest picture in a list."""
_LEAST: Final = 8.0
"""Millimetres of a picture with its distance, however long the words of all are."""
_SIDE: Final = 1.0
"""Millimetres between a picture and the side of its cell."""


class ListWriter:
    """Writes a list onto ``sheet``."""

    def __init__(self, listing: DocumentListing, breaker: WordBreaker, sheet: Any) -> None:
        self._listing = listing
        self._breaker = breaker
        self._sheet = sheet
        self._looks = Looks(sheet)
        self._columns = len(listing.columns)
        self._rows = self._dealt(listing.rows)
        self._places = placed(self._rows, self._columns)
        self._covering = covered(self._places)
        self._text: dict[tuple[int, float], float] = {}
        """Heights of texts by the identity of their cells, which last as long as the rows."""
        self._widths = self._find_widths()
        self._next = 1
        self._begins: list[int] = []
        """The rows of the sheet at which the rows of the list begin."""

    def write(self) -> None:
        """Writes all of it."""
        listing, sheet = self._listing, self._sheet
        sheet.sheet_view.showGridLines = False
        for number, points in enumerate(self._widths, 1):
            set_width(sheet, number, points)
        set_up_page(sheet, listing.document)
        self._line(listing.document.title, "heading")
        if listing.document.author:
            self._line(listing.document.author, "line")
        head = self._next
        for column, content in enumerate(listing.heading, 1):
            self._cell(head, column, content)
        high_heads = [
            self._text_height(one, width * _OTHER_LETTER)  # words in bold, in narrow columns
            for one, width in zip(listing.heading, self._widths, strict=True)
        ]
        self._set_height(head, max(high_heads), free=True)
        self._next += 1
        self._write_rows()
        last = max(self._next - 1, head)
        self._end_pages(head)
        sheet.print_title_rows = f"{head}:{head}"
        sheet.freeze_panes = f"A{head + 1}"
        sheet.auto_filter.ref = f"A{head}:{sheet.cell(last, self._columns).coordinate}"
        for note in listing.notes:
            self._line(note.text, note.style)

    def _line(self, text: str, style: str) -> None:
        """A line above or below the list, which runs on over the cells beside it."""
        from openpyxl.styles import Alignment, Font

        from ita_desktop.documents.styles import OFFICIAL_LETTER

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
        # A row that is higher than Excel allows becomes several with merged cells.
        parts = [max(-(-round(point) // round(HIGHEST - 1)), 1) for point in points]
        begins = [self._next]
        for count in parts:
            begins.append(begins[-1] + count)
        own = self._by_themselves(points)
        self._begins = begins
        for number, (points_of, count) in enumerate(zip(points, parts, strict=True)):
            free = own[number] and count == 1
            for row in range(begins[number], begins[number] + count):
                self._set_height(row, points_of / count, free=free)
        for place in (place for line in self._places for place in line):
            top, bottom = begins[place.row], begins[place.row + place.rows] - 1
            right = place.column + place.columns
            self._cell(top, place.column + 1, place.cell, bottom, right)
            self._put_pictures(place, top)
        self._next = begins[-1]

    def _end_pages(self, head: int) -> None:
        """Ends pages where no text of a cell that reaches over several rows stands: Excel would
        cut a line in two, or paint it on neither page. A list without such cells needs none."""
        from openpyxl.worksheet.pagebreak import Break

        begins = self._begins
        joined: set[int] = set()
        rows = self._sheet.row_dimensions
        for place in (place for line in self._places for place in line):
            top, bottom = begins[place.row], begins[place.row + place.rows] - 1
            left = self._height(place)
            while top < bottom and left > rows[top].height:
                left -= rows[top].height
                joined.add(top)
                top += 1
        if not joined:
            return
        document = self._listing.document
        scale = min(document.text_width * MM / sum(self._widths), 1.0)
        room = document.text_height * MM / scale
        heights = [rows[row].height for row in range(1, begins[-1])]
        for row in page_ends(heights, joined, (), room, repeated=heights[head - 1]):
            self._sheet.row_breaks.append(Break(id=row))

    def _set_height(self, row: int, points: float, *, free: bool) -> None:
        """Makes a row so high; a ``free`` one until its text is changed."""
        made = free_row(self._sheet, row) if free else self._sheet.row_dimensions[row]
        made.height = points

    def _cell(self, top: int, column: int, content: Cell, bottom: int = 0, right: int = 0) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        sheet, words = self._sheet, self._listing.document.words
        cell = sheet.cell(top, column)
        look = look_of(content, write_text(cell, content.paragraphs, words), borders=True)
        bottom, right = max(bottom, top), max(right, column)
        for row in range(top, bottom + 1):
            for at in range(column, right + 1):
                self._looks.dress(sheet.cell(row, at), look)
        if bottom > top or right > column:
            sheet.merged_cells.ranges.add(CellRange(None, column, top, right, bottom))

    # Heights and widths, in points.

    def _find_widths(self) -> list[float]:
        """As wide as the paper, but wider where that keeps a row from being too high."""
        total = sum(column.share for column in self._listing.columns)
        room = self._listing.document.text_width * MM
        widths = [column.share / total * room for column in self._listing.columns]
        self._widths = widths
        while sum(widths) < room * _WIDEST:
            points = self._heights()
            mended = [
                number
                for number in range(len(points))
                if points[number] > _HIGH and self._fits(number)
            ]
            if not mended:
                break
            number = max(mended, key=lambda at: points[at])
            guilty = max(self._covering[number], key=lambda one: self._height(one) / one.rows)
            widths[guilty.column] *= _STEP
        return widths

    def _fits(self, number: int) -> bool:
        """Whether a row is low enough in columns of any width."""
        return all(
            high(len(one.cell.paragraphs), STYLES[one.cell.paragraphs[0].style].size) * _OTHER_PITCH
            <= _HIGH * one.rows
            for one in self._covering[number]
            if one.cell.paragraphs
        )

    def _own_heights(self) -> list[float]:
        """How high the rows have to be for the cells that are theirs alone."""
        return [
            max((self._height(one) for one in line if one.rows == 1), default=0.0)
            for line in self._places
        ]

    def _heights(self) -> list[float]:
        """How high the rows have to be: for their own cells, and each of those that share a cell
        its part of what that needs."""
        points = self._own_heights()
        for place in (one for line in self._places for one in line if one.rows > 1):
            of = range(place.row, place.row + place.rows)
            missing = self._height(place) - sum(points[row] for row in of)
            if missing > 0:
                for row in of:
                    points[row] += missing / place.rows
        return [max(point, _LOWEST) for point in points]

    def _by_themselves(self, points: Sequence[float]) -> list[bool]:
        """Which rows are as high as their own cells need, in any letter: those without pictures
        whose shared cells need no more."""
        return [
            own == high and not any(one.cell.pictures for one in line)
            for own, high, line in zip(self._own_heights(), points, self._places, strict=True)
        ]

    def _height(self, place: Placed) -> float:
        width = self._widths[place.column]
        rows = self._pictures(place.cell, width)
        text = self._text_height(place.cell, width)
        gap = PICTURE_GAP * MM
        return text + sum(self._tallest(row, width) + gap for row in rows) + gap * bool(rows)

    def _tallest(self, row: Sequence[Picture], width: float) -> float:
        """Points of a row of pictures with their words."""
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

    def _dealt(self, rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
        """The rows with the pictures of shared cells beside the rows that they stand at."""
        return dealt(tuple(rows), self._columns, lambda _place: _PICTURE)

    def _pictures(self, content: Cell, width: float) -> list[tuple[Picture, ...]]:
        room = width / MM - 2 * _SIDE
        found = [fitted(row, room, _PICTURE) for row in content.pictures if row]
        high = sum(max(picture.image.height for picture in row) + PICTURE_GAP for row in found)
        words = sum(self._tallest(row, width) / MM + PICTURE_GAP for row in found) - high
        most = max(_HIGH / MM * 0.8 - words, _LEAST * len(found))
        if high <= most:
            return found
        share = most / high
        return [
            fitted(row, room, max(max(picture.image.height for picture in row) * share, 4.0))
            for row in found
        ]

    def _put_pictures(self, place: Placed, row: int) -> None:
        width = self._widths[place.column]
        rows = self._pictures(place.cell, width)
        if not rows:
            return
        text = self._text_height(place.cell, width)
        down = text + PICTURE_GAP / 2 * MM
        for beside in rows:
            slot = width / len(beside)
            for number, one in enumerate(beside):
                own = one.image.width * MM
                right = slot * number + max(slot - own, 0.0) / 2
                words = caption_of(one, slot, self._breaker, _OTHER_LETTER)
                put_picture(
                    self._sheet, PictureSpot(row, place.column, down, right, one.image, words)
                )
            down += self._tallest(beside, width) + PICTURE_GAP * MM
