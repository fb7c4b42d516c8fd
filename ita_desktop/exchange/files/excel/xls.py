"""Reads Excel files before 2007 (.xls)."""

import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.cells.row import excel_value, struck, text_value
from ita_desktop.exchange.files import formats
from ita_desktop.exchange.files.assembling import of_sheets
from ita_desktop.exchange.files.grid import GridCell, GridRows, unseen_rows
from ita_desktop.exchange.files.reader_remarks import Hidden, hidden_sheets, without_former
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, Value, WorkProgress, linked

_VISIBLE = 0
_SOLID = 1


def read_xls(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the visible sheets of a file. Raises arbitrary exceptions for a broken one."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=data,
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
        with book:
            hidden: list[DataSheet] = []
            remarks: list[Remark] = []
            sheets = list(_sheets(book, source, work_progress, hidden, remarks))
            return of_sheets(sheets, (*remarks, *hidden_sheets(hidden)))
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise formats.encrypted(source) from error
        raise


def _sheets(
    book: Any,
    source: str,
    work_progress: WorkProgress,
    hidden: list[DataSheet],
    remarks: list[Remark],
) -> Iterator[DataSheet]:
    """Yield the visible sheets; the others go to ``hidden``, what to report on
    their cells to ``remarks``."""
    for at, name in enumerate(book.sheet_names()):
        work_progress.at(0)
        sheet = book.sheet_by_index(at)
        where = Phrase("{source} แผ่น “{sheet}”", source=source, sheet=name)
        rows = partial(_rows, book, sheet, where, work_progress)
        if sheet.visibility == _VISIBLE:
            whole = DataSheet(name, rows(), source, merges=True)
            read, told = without_former(whole, _hidden(sheet))
            remarks.extend(told)
            yield read
        else:
            hidden.append(DataSheet(name, unseen_rows(rows), source))
        book.unload_sheet(at)


def _hidden(sheet: Any) -> Hidden:
    rows = (at + 1 for at, row in sheet.rowinfo_map.items() if row.hidden)
    columns = (at for at, column in sheet.colinfo_map.items() if column.hidden)
    # xlrd does not tell whether by a filter.
    return Hidden(frozenset(rows), frozenset(columns), is_filtered=True)


def _rows(book: Any, sheet: Any, where: str, work_progress: WorkProgress) -> Any:
    spans = {
        (first, left): (end - first, right - left) for first, end, left, right in sheet.merged_cells
    }
    found = GridRows(where, work_progress)
    for row in range(sheet.nrows):
        cells = []
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            value = _value(book, cell, sheet.rich_text_runlist_map.get((row, column), ()))
            colour = _colour(book, cell)
            if (link := sheet.hyperlink_map.get((row, column))) is not None:
                value = linked(value, ((link.url_or_path or "", ""),))
            down, right = spans.get((row, column), (1, 1))
            if value != "" or colour or down > 1 or right > 1:
                cells.append(GridCell(column, value, right, down, colour))
        found.add(row + 1, cells)
    return tuple(found.rows)


def _value(book: Any, cell: Any, runs: Sequence[tuple[int, int]]) -> Value:
    """Return the value of a cell; its ``runs`` say from which letter on it has which font."""
    import xlrd

    fonts = [(0, book.xf_list[cell.xf_index].font_index), *runs]
    if cell.ctype == xlrd.XL_CELL_TEXT:
        ends = (*(at for at, _ in runs), len(cell.value))
        parts = ((cell.value[at:end], font) for (at, font), end in zip(fonts, ends, strict=True))
        texts = (
            str(struck(text)) if book.font_list[font].struck_out else text for text, font in parts
        )
        return text_value("".join(texts))
    value = _shown(book, cell)
    return struck(value) if book.font_list[fonts[0][1]].struck_out else value


def _shown(book: Any, cell: Any) -> Value:
    import xlrd

    match cell.ctype:
        case xlrd.XL_CELL_DATE | xlrd.XL_CELL_NUMBER:
            return _figure(book, cell)
        case xlrd.XL_CELL_BOOLEAN:
            return excel_value(bool(cell.value), "")
        case xlrd.XL_CELL_ERROR:
            return text_value(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return ""


def _colour(book: Any, cell: Any) -> str:
    """Return the colour of a cell; empty if it has none, or is white."""
    background = book.xf_list[cell.xf_index].background
    colour = book.colour_map.get(background.pattern_colour_index)
    is_filled = background.fill_pattern == _SOLID and colour not in {None, (255, 255, 255)}
    return str(colour) if is_filled else ""


def _figure(book: Any, cell: Any) -> Value:
    """Return a number as it is shown, or as the day or time that it stands for."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return excel_value(cell.value, "")
        return excel_value(moment if cell.value >= 1 else moment.time(), "")
    form = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return excel_value(cell.value, form.format_str if form else "")
