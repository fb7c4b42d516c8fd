"""Reads Excel files in openpyxl's read-only mode after checks by :mod:`guard`, with the colours of
their cells; counts what a sheet has beside its cells and is not read: comments, texts in shapes,
pictures."""

import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.blocks import Picture, SourceBlocks
from ita_desktop.exchange.cells.cell_text import NOT_COMPUTED, excel_value, text_value
from ita_desktop.exchange.cells.marks import is_mark
from ita_desktop.exchange.cells.struck import struck
from ita_desktop.exchange.files import limits
from ita_desktop.exchange.files.assembling import of_sheets
from ita_desktop.exchange.files.excel import guard
from ita_desktop.exchange.files.excel.guard import SheetFacts
from ita_desktop.exchange.files.excel.printed import printed_book, rows_of, runs_of, struck_looks
from ita_desktop.exchange.files.grid import ColouredCell, check_size, shaded
from ita_desktop.exchange.files.package_guard import MACROS, read_part, relationships
from ita_desktop.exchange.files.reader_remarks import (
    COMMENTS,
    PICTURES,
    SHAPES,
    hidden_cells,
    hidden_sheets,
    remarks_of,
    uncomputed_cells,
)
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value, WorkProgress, linked

_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})


def read_xlsx(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the visible sheets of an Excel file, those of a book of measures as a document; its
    macros, hidden sheets, rows and columns are reported. Raises arbitrary exceptions for broken
    parts."""
    from openpyxl import load_workbook

    # openpyxl warns on the console about unsupported features (styles, validations)
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    options: Any = dict.fromkeys(("read_only", "data_only", "rich_text"), True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        guard.check_package(archive, source)
        with closing(load_workbook(io.BytesIO(data), keep_links=False, **options)) as book:
            return _document(book, archive, data, source, work_progress)


def _document(
    book: Any, archive: zipfile.ZipFile, data: bytes, source: str, work_progress: WorkProgress
) -> SourceBlocks:
    hidden: list[str] = []
    remarks = [Remark(None, MACROS)] if guard.has_macros(archive) else []
    sheets = []
    for sheet, facts in _read(book, archive, source, work_progress, hidden):
        sheets.append(sheet)
        remarks += (*hidden_cells(sheet, facts.hidden), *uncomputed_cells(sheet))
    remarks += hidden_sheets(hidden)
    content = printed_book(of_sheets(sheets, remarks), book, data, source, work_progress)
    return _with_unread(content, archive, source, hidden)


def _with_unread(
    book: SourceBlocks, archive: zipfile.ZipFile, source: str, hidden: Collection[str]
) -> SourceBlocks:
    """Return a workbook that also reports what its visible sheets have beside their cells, but for
    pictures that were read."""
    parts = guard.sheet_parts(archive)
    counted = Counter(
        each
        for title, part in parts.items()
        if title not in hidden
        for each in beside_cells(archive, part, source)
    )
    if any(isinstance(block, Picture) for block in book.blocks):
        del counted[PICTURES]
    return replace(book, remarks=(*book.remarks, *remarks_of(counted)))


def _read(
    book: Any,
    archive: zipfile.ZipFile,
    source: str,
    work_progress: WorkProgress,
    hidden: list[str],
) -> Iterator[tuple[DataSheet, SheetFacts]]:
    """Yield the visible sheets; the names of the others go to ``hidden``."""
    parts = guard.sheet_parts(archive)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
        elif sheet.title in parts:
            facts = guard.sheet_facts(archive, parts[sheet.title], source)
            # The stated size of a sheet is often wrong; rows would be lost.
            sheet.reset_dimensions()
            rows = _merged(_rows(sheet, facts, source, work_progress), facts)
            yield DataSheet(sheet.title, tuple(rows), source), facts


def _rows(
    sheet: Any, facts: SheetFacts, source: str, work_progress: WorkProgress
) -> Iterator[SheetRow]:
    where = Phrase("{source} แผ่น “{sheet}”", source=source, sheet=sheet.title)
    struck_ones = struck_looks(sheet)
    found = 0
    for number, line in rows_of(sheet):
        if number > limits.LAST_EXCEL_ROW:
            return
        values = list(_values(line, facts, struck_ones))
        for column, value in enumerate(values):
            if is_mark(value) and (last := facts.across.get((number, column))):
                # A mark over several columns, as months of a plan, is in each of them.
                values[column : last + 1] = [value] * (last + 1 - column)
        while values and values[-1] == "":
            values.pop()
        if not values:
            continue
        found += 1
        work_progress.at(found)
        check_size(found, number, len(values), where)
        merged = frozenset(_without_top_border(line))
        yield SheetRow(
            number, tuple(values), merged, shaded(tuple(coloured(line, number, facts.across)))
        )


def _without_top_border(cells: Iterable[Any]) -> Iterator[int]:
    """Yield the columns of cells with a left border and no top border: the rest of a cell on the
    previous page."""
    for column, cell in enumerate(cells):
        if getattr(cell, "style_array", None):
            border = cell.border
            if border.left.style and not border.top.style:
                yield column


def _values(
    cells: Iterable[Any], facts: SheetFacts, struck_ones: Container[int]
) -> Iterator[Value]:
    for cell in cells:
        value = cell.value
        if value is not None:
            if isinstance(value, list):
                shown = text_value("".join(run.text for run in runs_of(cell)))
            else:
                form = cell.number_format if isinstance(value, int | float) else ""
                shown = excel_value(value, form)
                shown = struck(shown) if cell._style_id in struck_ones else shown  # noqa: SLF001
            address = facts.links.get(cell.coordinate) if facts.links else None
            yield linked(shown, ((address, ""),)) if address else shown
        elif facts.not_computed and (at := getattr(cell, "coordinate", "")) in facts.not_computed:
            yield text_value(facts.links[at]) if at in facts.links else NOT_COMPUTED
        else:
            yield ""


def _merged(rows: Iterable[SheetRow], facts: SheetFacts) -> Iterator[SheetRow]:
    """Yield the rows, with merged cells repeated in each row they span. A cell split by a page
    break is joined, too: if an item begins in the row, cells without a top border continue those of
    the previous item."""
    merging = _Merging({(merge.first, merge.column): merge.last for merge in facts.merges})
    for row in rows:
        merging.add(row)
    for row, values, repeated in merging.made:
        yield replace(row, values=tuple(values), merged=frozenset(repeated))


class _Merging:
    """Collects rows with their values and the columns that repeat the row above; ``starts`` has the
    last row of each merge by its first row and column."""

    def __init__(self, starts: dict[tuple[int, int], int]) -> None:
        self.made: list[tuple[SheetRow, list[Value], set[int]]] = []
        self._starts = starts
        self._running: dict[int, tuple[int, Value]] = {}
        """Last row and value of the merge in each column."""
        self._before: list[Value] = []
        """The values of the previous item."""
        self._begun: dict[int, int] = {}
        """Index of the row where each column's value began."""
        self._seen: set[tuple[Value, ...]] = set()

    def add(self, row: SheetRow) -> None:
        """Add the next row."""
        running = self._running
        for column in [at for at, (until, _value) in running.items() if until < row.number]:
            del running[column]
        values, repeated = list(row.values), set[int]()
        if self._before and values[0] != "" and 0 not in row.merged:
            for column in row.merged - running.keys():
                self._continue_item(row, values, column)
        for column, (_until, value) in running.items():
            if column < len(values) and values[column] != "":
                continue
            # Empty merged cells are noted, too, as shared by the rows.
            repeated.add(column)
            if value != "":
                values.extend([""] * (column + 1 - len(values)))
                values[column] = value
        self._start(row, repeated)
        if row.filled > 1 and row.values not in self._seen:
            self._before = values  # a repeated page heading is not an item
            mine = (column for column in range(len(values)) if column not in repeated)
            self._begun |= dict.fromkeys(mine, len(self.made))
        self._seen.add(row.values)
        self.made.append((row, values, repeated))

    def _continue_item(self, row: SheetRow, values: list[Value], column: int) -> None:
        """Append a cell to the one of the previous item, and set the result in all rows of that."""
        before = self._before[column] if column < len(self._before) else ""
        here = values[column] if column < len(values) else ""
        whole = before
        if here != "" and here == before:
            # A shared cell is repeated on the next page.
            values[column] = ""
        elif here != "":
            whole = f"{before}\n{here}" if before != "" else here
            values[column] = ""
            for _row, earlier, _repeated in self.made[self._begun.get(column, len(self.made)) :]:
                if column < len(earlier) and earlier[column] == before:
                    earlier[column] = whole
        self._running[column] = self._starts.get((row.number, column), row.number), whole

    def _start(self, row: SheetRow, repeated: set[int]) -> None:
        """Note the merges that begin in a row."""
        for (first, column), until in self._starts.items():
            if first == row.number and column not in repeated:
                value = row.value(column)
                self._running[column] = until, value


def beside_cells(archive: zipfile.ZipFile, part: str, source: str) -> Iterator[str]:
    """Yield what each comment, shape with text and picture of the sheet in ``part`` is; nothing of
    a part that cannot be read, which leaves the cells."""
    try:
        for link in relationships(archive, part, source):
            if link.kind not in {"comments", "drawing"} or link.part not in archive.namelist():
                continue
            root = read_part(archive, link.part, source)
            yield from (COMMENTS for _ in root.iterfind(".//{*}comment"))
            yield from (PICTURES for _ in root.iterfind(".//{*}pic"))
            for shape in root.iterfind(".//{*}sp"):
                if any((text.text or "").strip() for text in shape.iterfind(".//{*}t")):
                    yield SHAPES
    except Exception:  # noqa: BLE001 - a broken part
        return


def coloured(
    cells: Sequence[Any], number: int, across: Mapping[tuple[int, int], int]
) -> Iterator[ColouredCell]:
    """Yield the coloured ``cells`` of row ``number``; ``across`` has the last column of cells
    merged to the right."""
    for at, cell in enumerate(cells):
        if colour := _colour(cell):
            places = range(at, across.get((number, at), at) + 1)
            yield ColouredCell(places, colour, cell.value is None)


def _colour(cell: Any) -> tuple[object, ...]:
    """Return the colour of a cell; empty if it has none, or is white."""
    style = getattr(cell, "style_array", None)
    if not style or style.fillId < 2:  # no fill, or the one that Excel keeps for itself
        return ()
    fill = cell.fill
    if fill.fill_type != "solid":
        return ()
    colour = fill.fgColor
    white = colour.value in _WHITE or (
        colour.type == "theme" and colour.value == 0 and not colour.tint
    )
    return () if white else (colour.type, colour.value, colour.tint)
