"""Writes Excel files for others to fill in: frozen headings, text-formatted cells, drop-down lists.

A form is open, so that rows can be added, moved and sorted, or protected without a password except
where something is to be typed. Written by XlsxWriter, which takes half the time of openpyxl for
many small files.

A list that comes back (:class:`ListFile`) has figures as numbers, days as days and codes as text,
for new rows too, frozen headings with filters, and a hidden column of keys.

Excel limits a row to 409 points and does not print text beyond it. Columns with long texts are
therefore widened; a text that is still too long takes several rows with merged cells, which the
import reads as one.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from io import BytesIO, StringIO
from math import ceil
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name

from ita_desktop.documents import forms
from ita_desktop.documents.backends.xlsx.continued_pages import page_code
from ita_desktop.documents.backends.xlsx.plan import HIGHEST, height
from ita_desktop.documents.content import paragraph
from ita_desktop.documents.printable import THAI_FIGURES
from ita_desktop.documents.styles import OFFICIAL_LETTER, STYLES
from ita_desktop.domain.rich import tidy
from ita_desktop.domain.text import Digits, clean
from ita_desktop.domain.tracking.worksheet import FORM_PROPERTY
from ita_desktop.filing.fixed_zip import MOMENT
from ita_desktop.filing.xlsx_file import THEME_LETTERS
from ita_desktop.filing.xlsx_markup import no_markup
from ita_desktop.typography.words import WordBreaker, breaker_with

_TEXT: Final = "@"
_FILLED_IN: Final = "#FFF8E1"
_HEAD: Final = "#E4EDE7"
_LINE: Final = "#9AA39D"
_GREY: Final = "#6B746E"
_SIZE: Final = 14
_TITLE_SIZE: Final = 18
_POINTS_A_LETTER: Final = 5.4
"""Points per unit of column width."""
_NOTE_HEIGHT: Final = 22.0
_TITLE_HEIGHT: Final = 30.0
_HIGH: Final = 66.0
"""Least height of a row with room for photographs or a longer text."""
_OTHER_PITCH: Final = 1.2
"""Line height of substitute fonts, as a multiple of the official font's."""
_WIDEST: Final = 2.5
"""Greatest factor by which a column is widened."""
_STEP: Final = 1.2
"""Factor by which a column is widened in one step."""
_SHORT: Final = 5
"""Letters per unit of column width that surely fit into a row of Excel's greatest height."""
_FEW_LINES: Final = 8
_MOST_HEIGHTS: Final = 4000
"""Number of texts whose heights are remembered."""
_MARGIN: Final = 0.4
"""Left and right page margins, in inches."""
_MARGIN_HIGH: Final = 0.75
_A4: Final = 9
_PROMPT: Final = 32
"""Greatest length of the title of an input message in Excel."""
_NAME: Final = 31
"""Greatest length of a sheet's name in Excel."""
_LISTS: Final = "รายการให้เลือก"
"""The hidden sheet with the choices of lists that grow: a rule has room for 255 characters."""
_REFUSED: Final = "เลือกจากรายการ หรือเว้นว่าง"
_ASKED: Final = "ไม่อยู่ในรายการให้เลือก ใช้ค่านี้หรือไม่"
_OTHERS: Final[dict[forms.Others, dict[str, Any]]] = {
    forms.Others.REFUSED: {"error_message": _REFUSED},
    forms.Others.ASKED: {"error_message": _ASKED, "error_type": "warning"},
    forms.Others.TAKEN: {"show_error": False},
}
_ALLOWED: Final = {
    "objects": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_hyperlinks": True,
    "sort": True,
    "autofilter": True,
}
"""What a protected sheet allows besides typing in its open cells: pictures, wider columns."""


def render(form: forms.Form, breaker: WordBreaker | None = None) -> bytes:
    """Returns ``form`` as xlsx bytes, the same for the same form; row heights follow from the line
    breaks of ``breaker``."""
    from xlsxwriter import Workbook
    from xlsxwriter.theme import THEME_XML_2007

    target = BytesIO()
    plain = {"font_name": OFFICIAL_LETTER, "font_size": _SIZE}
    book: Any = Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": plain,
        },
    )
    book.set_properties(
        {"title": clean(form.title), "author": clean(form.author), "created": MOMENT}
    )
    book.use_custom_theme(StringIO(THEME_LETTERS.sub(OFFICIAL_LETTER, THEME_XML_2007)))
    if form.mark:
        book.set_custom_property(FORM_PROPERTY, form.mark, "text")
    styles = _Styles(book, form)
    lists: dict[tuple[str, ...], str] = {}
    for sheet in form.sheets:
        place = book.add_worksheet(sheet.name[:_NAME])
        _Writer(place, sheet, breaker or breaker_with(), styles, lists).write()
    for tables in form.tables:
        _write_tables(book.add_worksheet(tables.name[:_NAME]), tables, styles)
    if lists:
        hidden = book.add_worksheet(_LISTS)
        hidden.hide()
        hidden.set_paper(_A4)
        for at, choices in enumerate(lists):
            hidden.write_column(0, at, choices)
    book.close()
    return target.getvalue()


@lru_cache(_MOST_HEIGHTS)
def _height(text: str, width: float, breaker: WordBreaker) -> float:
    """Returns the height of a text in a column ``width`` points wide: units share measures, so that
    their forms have the same texts."""
    kept = tidy(text)
    if not kept:
        return 0.0
    lines = tuple(paragraph(line, "cell") for line in kept.split("\n"))
    return height(lines, width, STYLES["cell"].size, breaker) * _OTHER_PITCH


def _set_up_paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN_HIGH, _MARGIN_HIGH)


def _write_tables(sheet: Any, tables: forms.FormTables, styles: "_Styles") -> None:
    is_title = True
    for number, row in enumerate(tables.rows):
        is_head = len(row) > 1
        for at in range(max(len(row), len(tables.widths))):
            bold = styles.bold_head if is_head and at < len(row) else styles.bold
            style = bold if is_head or is_title else styles.open
            sheet.write(number, at, row[at] if at < len(row) else None, style)
        is_title = not row
    for at, width in enumerate(tables.widths):
        sheet.set_column(at, at, width)
    _set_up_paper(sheet)


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any, form: forms.Form) -> None:
        self.form = form
        lines = {"border": 1, "border_color": _LINE}
        plain = {"num_format": _TEXT, "text_wrap": True, "valign": "top"}
        cell = {**plain, **lines}
        self.title = book.add_format({"font_size": _TITLE_SIZE, "bold": True})
        self.note = book.add_format({"font_size": _SIZE})
        self.head = book.add_format(
            {"bold": True, "bg_color": _HEAD, "align": "center", "valign": "vcenter",
             "text_wrap": True, **lines}
        )  # fmt: skip
        self.open = book.add_format(plain)
        self.example = book.add_format({**plain, "italic": True, "font_color": _GREY})
        self.bold = book.add_format({**plain, "bold": True})
        self.bold_head = book.add_format({**plain, "bold": True, "bg_color": _HEAD})
        self.given = book.add_format(cell)
        self.filled = book.add_format({**cell, "bg_color": _FILLED_IN, "locked": False})

    def of(self, column: forms.FormColumn, sheet: forms.FormSheet, *, is_example: bool) -> Any:
        if is_example:
            return self.example
        return self.filled if column.fills else self.open if sheet.room else self.given


class _Writer:
    def __init__(
        self,
        sheet: Any,
        form: forms.FormSheet,
        breaker: WordBreaker,
        styles: _Styles,
        lists: dict[tuple[str, ...], str],
    ) -> None:
        """``lists`` are the choices on the hidden sheet with their places."""
        self._sheet = sheet
        self._lists = lists
        self._form = form
        self._breaker = breaker
        self._styles = styles
        self._heading = len(form.notes)
        """The row of the headings, counted from 0."""

    def write(self) -> None:
        for number, note in enumerate(self._form.notes):
            self._sheet.set_row(number, _NOTE_HEIGHT if number else _TITLE_HEIGHT)
            style = self._styles.note if number else self._styles.title
            self._sheet.write_string(number, 0, clean(note), style)
        self._sheet.set_row(self._heading, 2 * _NOTE_HEIGHT)
        for at, column in enumerate(self._form.columns):
            self._sheet.write_string(self._heading, at, column.heading, self._styles.head)
        number = first = self._heading + 1
        for row in self._form.examples:
            number += self._write_row(number, row, is_example=True)
        for row in self._form.rows:
            number += self._write_row(number, row)
        if self._form.room:
            self._sheet.set_default_row(_NOTE_HEIGHT)
        for place in range(number, first + self._form.room):
            for at in range(len(self._form.columns)):
                self._sheet.write_blank(place, at, None, self._styles.open)
        self._add_validation(max(number, first + self._form.room) - 1)
        self._set_up_page()

    def _write_row(self, number: int, row: tuple[str, ...], *, is_example: bool = False) -> int:
        """Writes a row and returns how many rows of the sheet it takes."""
        columns = self._form.columns
        needs = max(map(self._height, row, columns, self._widths), default=0.0)
        least = _HIGH if any(column.high for column in columns) else _NOTE_HEIGHT
        points = max(needs, least)
        count = ceil(points / HIGHEST)
        for at, (column, text) in enumerate(zip(columns, row, strict=True)):
            style = self._styles.of(column, self._form, is_example=is_example)
            kept = tidy(text) if text and not is_example else text
            if count > 1:
                self._sheet.merge_range(number, at, number + count - 1, at, "", style)
            if column.counts and kept.isascii() and kept.isdecimal():
                self._sheet.write_number(number, at, int(kept), style)
            elif kept:
                self._sheet.write_string(number, at, no_markup(kept), style)
            else:
                self._sheet.write_blank(number, at, None, style)
        for place in range(number, number + count):
            self._sheet.set_row(place, points / count)
        return count

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
                if len(row[at]) > _SHORT * width or row[at].count("\n") > _FEW_LINES
                if self._height(row[at], column, width * _WIDEST) <= HIGHEST
            ]
            while any(self._height(text, column, width) > HIGHEST for text in texts):
                width *= _STEP
            made.append(width)
        return made

    def _height(self, text: str, column: forms.FormColumn, width: float) -> float:
        if column.hidden or not text:
            return 0.0
        return _height(text, width * _POINTS_A_LETTER, self._breaker)

    def _add_validation(self, last: int) -> None:
        """Adds drop-down lists and input messages to the columns."""
        if last == self._heading:
            return
        for at, column in enumerate(self._form.columns):
            if not (column.choices or column.hint):
                continue
            rule: dict[str, Any] = {"validate": "any", "ignore_blank": True}
            if column.choices:
                rule |= {"validate": "list", "source": self._source(column.choices)}
                rule |= {"error_title": column.heading[:_PROMPT]}
                rule |= _OTHERS[column.others]
            if column.hint:
                rule |= {"input_title": column.heading[:_PROMPT], "input_message": column.hint}
            self._sheet.data_validation(self._heading + 1, at, last, at, rule)

    def _source(self, choices: tuple[str, ...]) -> list[str] | str:
        if not self._form.room:
            return list(choices)
        letter = xl_col_to_name(len(self._lists))
        place = f"='{_LISTS}'!${letter}$1:${letter}${len(choices)}"
        return self._lists.setdefault(choices, place)

    def _set_up_page(self) -> None:
        sheet = self._sheet
        for at, (column, width) in enumerate(zip(self._form.columns, self._widths, strict=True)):
            sheet.set_column(at, at, width, None, {"hidden": column.hidden})
        sheet.freeze_panes(self._heading + 1, 0)
        sheet.repeat_rows(self._heading)
        _set_up_paper(sheet)
        sheet.set_footer(f"&C{page_code(self._styles.form.words.page_of)}")
        if self._styles.form.locked:
            sheet.protect("", _ALLOWED)


_LINE_POINTS: Final = 21.0
_MESSAGE: Final = 255
"""Greatest length of the text of an input message in Excel."""
_ROOM: Final = 2000
"""Number of rows below the list that have its drop-down lists."""
_DAY_FORMATS: Final = {
    Digits.ARABIC: "[$-107041E]d mmm yyyy",
    Digits.THAI: "[$-D07041E]d mmm yyyy",
}
"""Days of the Buddhist era in Thai words."""


def render_list(file: forms.ListFile) -> bytes:
    """Returns a list as xlsx bytes, the same for the same list."""
    from xlsxwriter import Workbook

    target = BytesIO()
    plain = {"font_name": OFFICIAL_LETTER, "font_size": _SIZE}
    options: dict[str, Any] = {"in_memory": True, "default_format_properties": plain}
    options |= {f"strings_to_{kind}": False for kind in ("formulas", "numbers", "urls")}
    book: Any = Workbook(target, options)
    book.set_properties({"title": clean(file.title), "created": MOMENT})
    _ListWriter(book, file).write()
    book.close()
    return target.getvalue()


class _ListWriter:
    def __init__(self, book: Any, file: forms.ListFile) -> None:
        self._book, self._file = book, file
        self._sheet = book.add_worksheet(file.title[:_NAME])
        self._lists: Any = None
        plain = {"text_wrap": True, "valign": "top"}
        self._formats = {
            holds: book.add_format({**plain, "num_format": self._number_format(holds)})
            for holds in forms.Holds
        }
        self._head = book.add_format(
            {"bold": True, "bg_color": _HEAD, "border": 1, "text_wrap": True, "valign": "vcenter"}
        )

    def _number_format(self, holds: forms.Holds) -> str:
        digits = self._file.digits
        figures = THAI_FIGURES if digits is Digits.THAI else ""
        return {
            forms.Holds.TEXT: _TEXT,
            forms.Holds.DAY: _DAY_FORMATS[digits],
            forms.Holds.COUNT: f"{figures}#,##0",
            forms.Holds.MONEY: f"{figures}#,##0.00",
        }[holds]

    def write(self) -> None:
        file, sheet = self._file, self._sheet
        last = len(file.columns)
        for at, column in enumerate(file.columns):
            sheet.set_column(at, at, column.width, self._formats[column.holds])
            sheet.write_string(0, at, column.heading, self._head)
            self._add_validation(at, column)
        sheet.set_column(last, last, None, self._formats[forms.Holds.TEXT], {"hidden": True})
        sheet.write_string(0, last, file.key_heading, self._formats[forms.Holds.TEXT])
        sheet.set_row(0, 2 * _LINE_POINTS)
        for number, (row, key) in enumerate(zip(file.rows, file.keys, strict=True), 1):
            sheet.set_row(number, self._height(row))
            for at, (column, value) in enumerate(zip(file.columns, row, strict=True)):
                self._write_cell(number, at, column.holds, value)
            sheet.write_string(number, last, key, self._formats[forms.Holds.TEXT])
        sheet.autofilter(0, 0, max(len(file.rows), 1), last)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)

    def _write_cell(self, row: int, at: int, holds: forms.Holds, value: forms.ListValue) -> None:
        look = self._formats[holds]
        if value is None or value == "":
            self._sheet.write_blank(row, at, None, look)
        elif isinstance(value, str):
            self._sheet.write_string(row, at, no_markup(value), look)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, at, value, look)
        else:
            self._sheet.write_number(row, at, float(value) if isinstance(value, Decimal) else value,
                                     look)  # fmt: skip

    def _height(self, row: Sequence[forms.ListValue]) -> float:
        """Returns a height that most of the row's texts fit into."""
        lines = max(
            (
                sum(max(1, ceil(len(line) / column.width)) for line in value.split("\n"))
                for column, value in zip(self._file.columns, row, strict=True)
                if isinstance(value, str)
            ),
            default=1,
        )
        return min(max(lines, 1) * _LINE_POINTS, HIGHEST)

    def _add_validation(self, at: int, column: forms.ListFileColumn) -> None:
        if not (column.choices or column.hint):
            return
        rule: dict[str, Any] = {"validate": "any", "ignore_blank": True}
        if column.choices:
            rule |= {"validate": "list", "source": self._source(column.choices)}
            rule |= {"show_error": False}
        if column.hint:
            rule |= {"input_title": column.heading[:_PROMPT]}
            rule |= {"input_message": column.hint[:_MESSAGE]}
        self._sheet.data_validation(1, at, len(self._file.rows) + _ROOM, at, rule)

    def _source(self, choices: Sequence[str]) -> str:
        """Returns where the choices are, on a hidden sheet: a rule has room for 255 letters."""
        if self._lists is None:
            self._lists = self._book.add_worksheet(_LISTS)
            self._lists.hide()
            self._columns = 0
        letter, self._columns = xl_col_to_name(self._columns), self._columns + 1
        self._lists.write_column(0, self._columns - 1, choices)
        return f"='{_LISTS}'!${letter}$1:${letter}${len(choices)}"
