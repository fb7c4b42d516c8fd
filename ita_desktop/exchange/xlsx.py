"""Excel files, read in openpyxl's read-only mode after :mod:`xlsx_guard` has looked at them."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from ita_desktop.domain.errors import InputError, ItaError, Phrase
from ita_desktop.exchange import limits, xlsx_guard
from ita_desktop.exchange.cell_text import NOT_COMPUTED, excel_value
from ita_desktop.exchange.sheets import Pace, Sheet, SheetRow, Value, column_letter
from ita_desktop.exchange.xlsx_guard import SheetFacts


def read_xlsx(data: bytes, source: str, pace: Pace) -> list[Sheet]:
    """The visible sheets of an Excel file. Raises InputError for whatever is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xlsx_guard.check_package(archive, source)
            xlsx_guard.check_parts(archive, source)
            return list(_read(archive, data, source, pace))
    except ItaError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part leads to
        raise InputError(
            "อ่านไฟล์ Excel นี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ",
            where=source,
            remedy="เปิดใน Excel แล้วบันทึกเป็นไฟล์ใหม่ หรือคัดลอกไฟล์มาใหม่",
        ) from error


def _read(archive: zipfile.ZipFile, data: bytes, source: str, pace: Pace) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    parts = xlsx_guard.sheet_parts(archive)
    # openpyxl tells the console what it does not keep (styles, validations): not our matter.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible" or sheet.title not in parts:
                continue
            facts = xlsx_guard.sheet_facts(archive, parts[sheet.title], source)
            # The size a file claims for a sheet is often wrong; rows would be lost.
            sheet.reset_dimensions()
            rows = _merged(_rows(sheet.rows, facts, source, sheet.title, pace), facts)
            yield Sheet(sheet.title, tuple(rows), source)
    finally:
        book.close()


def _rows(
    rows: Iterable[Iterable[Any]], facts: SheetFacts, source: str, title: str, pace: Pace
) -> Iterator[SheetRow]:
    found = 0
    for number, cells in enumerate(rows, 1):
        if number > limits.LAST_EXCEL_ROW:
            return
        values = list(_values(cells, facts))
        while values and values[-1] == "":
            values.pop()
        if not values:
            continue
        found += 1
        pace.at(found)
        if found > limits.MAX_ROWS:
            raise InputError(
                "มีข้อมูลเกิน {most} แถว มากกว่าที่นำเข้าได้ครั้งเดียว",
                where=Phrase("{source} แผ่น “{sheet}”", source=source, sheet=title),
                remedy="แบ่งเป็นหลายไฟล์",
                most=limits.MAX_ROWS,
            )
        if len(values) > limits.MAX_COLUMNS:
            raise InputError(
                "แถว {row} มีข้อมูลถึงคอลัมน์ {column} ซึ่งไกลเกินไป",
                where=Phrase("{source} แผ่น “{sheet}”", source=source, sheet=title),
                remedy="ลบข้อมูลที่อยู่นอกตาราง แล้วนำเข้าใหม่",
                row=number,
                column=column_letter(len(values) - 1),
            )
        yield SheetRow(number, tuple(values))


def _values(cells: Iterable[Any], facts: SheetFacts) -> Iterator[Value]:
    for cell in cells:
        value = cell.value
        if value is not None:
            yield excel_value(value, cell.number_format if isinstance(value, int | float) else "")
        elif facts.not_computed and getattr(cell, "coordinate", None) in facts.not_computed:
            yield NOT_COMPUTED
        else:
            yield ""


def _merged(rows: Iterable[SheetRow], facts: SheetFacts) -> Iterator[SheetRow]:
    """The rows, with cells merged downwards repeated in each row they span."""
    starts = {(merge.first, merge.column): merge.last for merge in facts.merges}
    running: dict[int, tuple[int, Value]] = {}
    for row in rows:
        running = {column: kept for column, kept in running.items() if kept[0] >= row.number}
        values = list(row.values)
        repeated = set()
        for column, (_, value) in running.items():
            if column < len(values) and values[column] != "":
                continue
            # An empty cell that is merged says so, too: the rows share what it lacks.
            repeated.add(column)
            if value != "":
                values.extend([""] * (column + 1 - len(values)))
                values[column] = value
        for column, value in enumerate(row.values):
            if last := starts.get((row.number, column)):
                running[column] = (last, value)
        for (first, column), last in starts.items():
            if first == row.number and column >= len(row.values):
                running[column] = (last, "")
        yield SheetRow(row.number, tuple(values), frozenset(repeated))
