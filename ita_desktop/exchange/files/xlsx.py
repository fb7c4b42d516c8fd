"""Excel files, read in openpyxl's read-only mode after :mod:`xlsx_guard` has looked at them."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from ita_desktop.domain.errors import InputError, ItaError, Phrase
from ita_desktop.exchange.cells.cell_text import NOT_COMPUTED, excel_value
from ita_desktop.exchange.files import limits, xlsx_guard
from ita_desktop.exchange.files.xlsx_guard import SheetFacts
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value, WorkProgress, column_letter


def read_xlsx(data: bytes, source: str, work_progress: WorkProgress) -> list[DataSheet]:
    """The visible sheets of an Excel file. Raises InputError for whatever is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xlsx_guard.check_package(archive, source)
            xlsx_guard.check_parts(archive, source)
            return list(_read(archive, data, source, work_progress))
    except ItaError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part leads to
        raise InputError(
            "อ่านไฟล์ Excel นี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ",
            where=source,
            remedy="เปิดใน Excel แล้วบันทึกเป็นไฟล์ใหม่ หรือคัดลอกไฟล์มาใหม่",
        ) from error


def _read(
    archive: zipfile.ZipFile, data: bytes, source: str, work_progress: WorkProgress
) -> Iterator[DataSheet]:
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
            rows = _merged(_rows(sheet.rows, facts, source, sheet.title, work_progress), facts)
            yield DataSheet(sheet.title, tuple(rows), source)
    finally:
        book.close()


def _rows(
    rows: Iterable[Iterable[Any]],
    facts: SheetFacts,
    source: str,
    title: str,
    work_progress: WorkProgress,
) -> Iterator[SheetRow]:
    found = 0
    for number, cells in enumerate(rows, 1):
        if number > limits.LAST_EXCEL_ROW:
            return
        line = tuple(cells)
        values = list(_values(line, facts))
        while values and values[-1] == "":
            values.pop()
        if not values:
            continue
        found += 1
        work_progress.at(found)
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
        yield SheetRow(number, tuple(values), frozenset(_open_above(line)))


def _open_above(cells: Iterable[Any]) -> Iterator[int]:
    """Cells without a line above them, but with one at the left: the rest of a cell of the page
    before."""
    for column, cell in enumerate(cells):
        if getattr(cell, "style_array", None):
            border = cell.border
            if border.left.style and not border.top.style:
                yield column


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
    """The rows, with cells merged downwards repeated in each row they span. What goes on overleaf
    is one cell, too: where an item begins there, cells without a line above belong to those of the
    item before, and so do their words."""
    merging = _Merging({(merge.first, merge.column): merge.last for merge in facts.merges})
    for row in rows:
        merging.add(row)
    for row, values, repeated in merging.made:
        yield SheetRow(row.number, tuple(values), frozenset(repeated))


class _Merging:
    """Collects rows with their values and the columns that repeat the row above; ``starts`` has
    the last row of each merge by its first row and column."""

    def __init__(self, starts: dict[tuple[int, int], int]) -> None:
        self.made: list[tuple[SheetRow, list[Value], set[int]]] = []
        self._starts = starts
        self._running: dict[int, tuple[int, Value]] = {}
        """The last row and the value of the merge that a column stands in."""
        self._before: list[Value] = []
        """The values of the last item."""
        self._begun: dict[int, int] = {}
        """The place among the rows where a column's value began."""
        self._seen: set[tuple[Value, ...]] = set()

    def add(self, row: SheetRow) -> None:
        """Adds the next row."""
        running = self._running
        for column in [one for one, (until, _value) in running.items() if until < row.number]:
            del running[column]
        values, repeated = list(row.values), set[int]()
        if self._before and values[0] != "" and 0 not in row.merged:
            for column in row.merged - running.keys():
                self._go_on(row, values, column)
        for column, (_until, value) in running.items():
            if column < len(values) and values[column] != "":
                continue
            # An empty cell that is merged says so, too: the rows share what it lacks.
            repeated.add(column)
            if value != "":
                values.extend([""] * (column + 1 - len(values)))
                values[column] = value
        self._start(row, repeated)
        if sum(value != "" for value in row.values) > 1 and row.values not in self._seen:
            self._before = values  # what heads a page again is no item
            mine = (column for column in range(len(values)) if column not in repeated)
            self._begun |= dict.fromkeys(mine, len(self.made))
        self._seen.add(row.values)
        self.made.append((row, values, repeated))

    def _go_on(self, row: SheetRow, values: list[Value], column: int) -> None:
        """Takes a cell for the rest of the one in the item before, in whose rows all of it stands
        then."""
        before = self._before[column] if column < len(self._before) else ""
        here = values[column] if column < len(values) else ""
        whole = before
        if here != "" and here == before:
            # A shared cell is told again on the next page.
            values[column] = ""
        elif here != "":
            whole = f"{before}\n{here}" if before != "" else here
            values[column] = ""
            for _row, earlier, _repeated in self.made[self._begun.get(column, len(self.made)) :]:
                if column < len(earlier) and earlier[column] == before:
                    earlier[column] = whole
        self._running[column] = self._starts.get((row.number, column), row.number), whole

    def _start(self, row: SheetRow, repeated: set[int]) -> None:
        """Notes the merges that begin in a row."""
        for (first, column), until in self._starts.items():
            if first == row.number and column not in repeated:
                value = row.values[column] if column < len(row.values) else ""
                self._running[column] = until, value
