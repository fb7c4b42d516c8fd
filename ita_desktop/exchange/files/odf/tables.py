"""The tables of OpenDocument texts and sheets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ita_desktop.exchange.cells.cell_text import (
    FORMULA_ERROR,
    NOT_COMPUTED,
    excel_value,
    text_value,
)
from ita_desktop.exchange.cells.struck import struck
from ita_desktop.exchange.files.assembling import TablePart
from ita_desktop.exchange.files.cell_lines import CellLines
from ita_desktop.exchange.files.grid import GridCell, GridRows
from ita_desktop.exchange.files.limits import LAST_EXCEL_ROW, MAX_COLUMNS, MAX_ROWS
from ita_desktop.exchange.files.odf.styles import OFFICE, TABLE, count
from ita_desktop.exchange.files.odf.text import LinesReader
from ita_desktop.exchange.files.reader_remarks import (
    Hidden,
)
from ita_desktop.exchange.sheets import Value, WorkProgress, linked

_ROW_GROUPS: Final = frozenset(
    f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
_LINK: Final = re.compile(r'\bHYPERLINK\("([^"]+)"', re.IGNORECASE)
_ERROR: Final = re.compile(r"Err:5\d\d")
"""What LibreOffice shows of a formula that cannot be computed."""
_CELLS: Final = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})


class TableReader(CellLines):
    """Reads one table."""

    def __init__(
        self, paragraphs: LinesReader, data: bytes, source: str, work_progress: WorkProgress
    ) -> None:
        super().__init__(data, source, work_progress)
        self._paragraphs = paragraphs

    def read(self, table: Any, *, continued: bool = False) -> TablePart:
        """Return a table. Raises InputError if it is too large."""
        found = GridRows(self._source, self._work_progress)
        number = width = 0
        defaults = _default_styles(table)
        for row in _rows(table):
            times = count(row, f"{TABLE}number-rows-repeated", LAST_EXCEL_ROW)
            cells = list(self._cells(row, number + 1, defaults))
            width = max([width, *(cell.column + cell.columns for cell in cells)])
            if any(cell.value != "" for cell in cells):
                for again in range(min(times, MAX_ROWS + 1)):
                    found.add(number + 1 + again, cells)
            else:
                found.add(number + 1, cells)
            number += times
        headed = table.find(f"{TABLE}table-header-rows") is not None
        return TablePart(
            tuple(found.rows),
            number,
            width,
            continued=continued,
            headed=headed,
            notes=tuple(self._notes),
            pictures=tuple(self._pictures),
        )

    def _cells(self, row: Any, number: int, defaults: Mapping[int, str]) -> Iterator[GridCell]:
        """Yield the cells of a row; ``defaults`` has the styles of columns."""
        column = 0
        usual = row.get(f"{TABLE}default-cell-style-name", "")
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            times = count(cell, f"{TABLE}number-columns-repeated", LAST_EXCEL_ROW)
            spans = count(cell, f"{TABLE}number-columns-spanned", MAX_COLUMNS)
            down = count(cell, f"{TABLE}number-rows-spanned", LAST_EXCEL_ROW)
            if cell.tag == f"{TABLE}table-cell":
                style = cell.get(f"{TABLE}style-name", "") or usual or defaults.get(column, "")
                value = self._value(cell, number)
                value = struck(value) if self._paragraphs.styles.struck(style) else value
                colour = self._paragraphs.styles.colour(style)
                if value != "" or spans > 1 or down > 1:
                    for again in range(min(times, MAX_COLUMNS + 1)):
                        yield GridCell(column + again, value, spans, down, colour)
                elif column < MAX_COLUMNS:
                    yield GridCell(column, "", min(times, MAX_COLUMNS), colour=colour)
            column += times

    def _value(self, cell: Any, row: int) -> Value:
        day = cell.get(f"{OFFICE}date-value", "")[:10]
        if cell.get(f"{OFFICE}value-type") == "date" and day:
            return excel_value(date.fromisoformat(day), "")
        formula = cell.get(f"{TABLE}formula", "")
        leads_to = _LINK.search(formula)
        self._links = [(leads_to[1], "")] if leads_to is not None else []
        text = "\n".join(self._lines(cell, row)) or cell.get(f"{OFFICE}value", "")
        if not text and formula and not cell.get(f"{OFFICE}value-type"):
            return text_value(leads_to[1]) if leads_to is not None else NOT_COMPUTED
        return FORMULA_ERROR if _ERROR.fullmatch(text) else linked(text_value(text), self._links)

    def _lines(self, cell: Any, row: int) -> Iterator[str]:
        for element in cell:
            if element.tag == f"{TABLE}table":
                reader = TableReader(
                    self._paragraphs, self._data, self._source, self._work_progress
                )
                table = reader.read(element)
                self._pictures.extend(replace(picture, row=row) for picture in table.pictures)
                lines = [
                    " ".join(" ".join(str(value).split()) for value in inner.values if value != "")
                    for inner in table.rows
                ]
                yield from self._inner(lines, row, pictured=bool(table.pictures))
            for item in self._paragraphs.of(element):
                yield from self._paragraph(item.line, item.text, row)


def _default_styles(table: Any) -> dict[int, str]:
    """Return the styles of the cells without one, by column."""
    styles: dict[int, str] = {}
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        times = count(column, f"{TABLE}number-columns-repeated", LAST_EXCEL_ROW)
        style = column.get(f"{TABLE}default-cell-style-name", "")
        styles |= dict.fromkeys(range(at, min(at + times, MAX_COLUMNS)), style)
        at += times
    return styles


def hidden_of(table: Any) -> Hidden:
    """Return what a table of a workbook does not show."""
    rows, columns = set[int](), set[int]()
    number = 0
    for row in _rows(table):
        times = count(row, f"{TABLE}number-rows-repeated", LAST_EXCEL_ROW)
        if _is_hidden(row):
            rows.update(range(number + 1, number + 1 + min(times, MAX_ROWS)))
        number += times
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        times = count(column, f"{TABLE}number-columns-repeated", LAST_EXCEL_ROW)
        if _is_hidden(column):
            columns.update(range(at, min(at + times, MAX_COLUMNS)))
        at += times
    return Hidden(rows, columns)


def _is_hidden(element: Any) -> bool:
    return str(element.get(f"{TABLE}visibility", "visible")) != "visible"


def is_frame(table: Any) -> bool:
    """Return whether a table of one column only frames tables within it."""
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in row if cell.tag in _CELLS]
    return len(cells) == len(rows) and any(cell.find(f"{TABLE}table") is not None for cell in cells)


def framed(table: Any) -> Iterator[Any]:
    """Yield the cells of a table that only frames others."""
    for row in _rows(table):
        yield from (cell for cell in row if cell.tag in _CELLS)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)
