"""Writes Excel files for others to fill in: frozen headings, text-formatted cells, drop-down lists.
Nothing is protected, so that rows can be added, moved and sorted.

Excel limits a row to 409 points and does not print text beyond it. Columns with long texts are
therefore widened; a text that is still too long takes several rows with merged cells, which the
import reads as one.
"""

from functools import cached_property
from math import ceil
from typing import Any, Final

from ita_desktop.documents.backends.xlsx.heights import HIGHEST, height
from ita_desktop.documents.backends.xlsx.paper import page_code
from ita_desktop.documents.content import paragraph
from ita_desktop.documents.forms import Form, FormColumn, FormSheet
from ita_desktop.documents.styles import OFFICIAL_LETTER, STYLES
from ita_desktop.domain.rich import tidy
from ita_desktop.domain.text import clean
from ita_desktop.filing.xlsx_file import workbook_bytes
from ita_desktop.typography.words import WordBreaker

_TEXT: Final = "@"
_FILLED_IN: Final = "FFF8E1"
_HEAD: Final = "E4EDE7"
_LINE: Final = "9AA39D"
_POINTS_A_LETTER: Final = 5.4
"""Points per unit of column width."""
_NOTE_HEIGHT: Final = 22.0
_TITLE_HEIGHT: Final = 30.0
_OTHER_PITCH: Final = 1.2
"""Line height of substitute fonts, as a multiple of the official font's."""
_WIDEST: Final = 2.5
"""Greatest factor by which a column is widened."""
_STEP: Final = 1.2
"""Factor by which a column is widened in one step."""
_MARGIN: Final = 0.4
"""Left and right page margins, in inches."""


def render(form: Form, breaker: WordBreaker | None = None) -> bytes:
    """Returns ``form`` as xlsx bytes; row heights follow from the line breaks of ``breaker``."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.properties.title, book.properties.creator = clean(form.title), clean(form.author)
    for number, sheet in enumerate(form.sheets):
        place = book.active if not number else book.create_sheet()
        _Writer(place, sheet, breaker or WordBreaker(), form.words.page_of).write()
    return workbook_bytes(book)


class _Writer:
    def __init__(self, sheet: Any, form: FormSheet, breaker: WordBreaker, page_of: str) -> None:
        self._sheet = sheet
        self._form = form
        self._breaker = breaker
        self._page_of = page_of
        self._heading = len(form.notes) + 1
        self._last = self._heading
        self._letters = [sheet.cell(1, at).column_letter for at in range(1, len(form.columns) + 1)]

    def write(self) -> None:
        self._sheet.title = self._form.name[:31]
        self._write_notes()
        self._write_headings()
        number = self._heading + 1
        for row in self._form.rows:
            number += self._write_row(number, row)
        self._last = number - 1
        self._add_validation()
        self._set_up_page()

    def _write_notes(self) -> None:
        from openpyxl.styles import Font

        for number, note in enumerate(self._form.notes, 1):
            cell = self._sheet.cell(number, 1, clean(note))
            cell.data_type = "s"
            cell.font = Font(OFFICIAL_LETTER, size=18 if number == 1 else 14, bold=number == 1)
            points = _TITLE_HEIGHT if number == 1 else _NOTE_HEIGHT
            self._sheet.row_dimensions[number].height = points

    def _write_headings(self) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        for at, column in enumerate(self._form.columns, 1):
            cell = self._sheet.cell(self._heading, at, column.heading)
            cell.font = Font(OFFICIAL_LETTER, size=14, bold=True)
            cell.fill = PatternFill("solid", fgColor=_HEAD)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = _border()
        self._sheet.row_dimensions[self._heading].height = 2 * _NOTE_HEIGHT

    def _write_row(self, number: int, row: tuple[str, ...]) -> int:
        """Writes a row and returns how many rows of the sheet it takes."""
        from openpyxl.worksheet.cell_range import CellRange

        needs = max(
            (
                self._height(text, column, width)
                for text, column, width in zip(row, self._form.columns, self._widths, strict=True)
            ),
            default=0.0,
        )
        points = max(needs, _NOTE_HEIGHT)
        count = ceil(points / HIGHEST)
        for at, (column, text) in enumerate(zip(self._form.columns, row, strict=True), 1):
            for place in range(number, number + count):
                self._format(self._sheet.cell(place, at), column)
            cell = self._sheet.cell(number, at)
            if kept := tidy(text):
                cell.value = kept
                cell.data_type = "s"
            if count > 1:
                merged = CellRange(None, at, number, at, number + count - 1)
                self._sheet.merged_cells.ranges.add(merged)
        for place in range(number, number + count):
            self._sheet.row_dimensions[place].height = points / count
        return count

    def _format(self, cell: Any, column: FormColumn) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        cell.number_format = _TEXT
        cell.font = Font(OFFICIAL_LETTER, size=14)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = _border()
        if column.fills:
            cell.fill = PatternFill("solid", fgColor=_FILLED_IN)

    @cached_property
    def _widths(self) -> list[float]:
        """Column widths in characters, widened where a row would exceed Excel's greatest row
        height."""
        made = []
        for at, column in enumerate(self._form.columns):
            width = float(column.width)
            # Texts that are too long even in the widest column take several rows instead.
            texts = [
                row[at]
                for row in self._form.rows
                if self._height(row[at], column, width * _WIDEST) <= HIGHEST
            ]
            while any(self._height(text, column, width) > HIGHEST for text in texts):
                width *= _STEP
            made.append(width)
        return made

    def _height(self, text: str, column: FormColumn, width: float) -> float:
        kept = tidy(text)
        if column.hidden or not kept:
            return 0.0
        lines = tuple(paragraph(line, "cell") for line in kept.split("\n"))
        points = width * _POINTS_A_LETTER
        return height(lines, points, STYLES["cell"].size, self._breaker) * _OTHER_PITCH

    def _add_validation(self) -> None:
        """Adds drop-down lists and input messages to the columns."""
        from openpyxl.worksheet.datavalidation import DataValidation

        last = self._last
        if last == self._heading:
            return
        for letter, column in zip(self._letters, self._form.columns, strict=True):
            if not (column.choices or column.hint):
                continue
            rule = DataValidation(
                type="list" if column.choices else None,
                formula1=f'"{",".join(column.choices)}"' if column.choices else None,
                allow_blank=True,
                showErrorMessage=bool(column.choices),
                errorTitle=column.heading[:32],
                error="เลือกจากรายการ หรือเว้นว่าง",
            )
            if column.hint:
                rule.promptTitle, rule.prompt = column.heading[:32], column.hint
                rule.showInputMessage = True
            rule.add(f"{letter}{self._heading + 1}:{letter}{last}")
            self._sheet.add_data_validation(rule)

    def _set_up_page(self) -> None:
        sheet = self._sheet
        for letter, column, width in zip(
            self._letters, self._form.columns, self._widths, strict=True
        ):
            sheet.column_dimensions[letter].width = width
            sheet.column_dimensions[letter].hidden = column.hidden
        sheet.freeze_panes = f"A{self._heading + 1}"
        sheet.print_title_rows = f"{self._heading}:{self._heading}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_margins.left = sheet.page_margins.right = _MARGIN
        sheet.oddFooter.center.text = page_code(self._page_of)


def _border() -> Any:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color=_LINE)
    return Border(top=line, bottom=line, left=line, right=line)
