"""Reads Excel files in openpyxl's read-only mode after checks by :mod:`pictures`, with the colours
of their cells; counts what a sheet has beside its cells and is not read: comments, texts in shapes,
pictures. A paper that the program printed is read as that paper."""

import io
import warnings
import zipfile
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.rich import RichLine, parse
from ita_desktop.exchange.blocks import (
    Block,
    Heading,
    Paragraph,
    Picture,
    SourceBlocks,
    Table,
    TextRun,
)
from ita_desktop.exchange.book import CONTENTS, CORE, PREFACE, divided, head_of
from ita_desktop.exchange.cells.row import NOT_COMPUTED, excel_value, is_mark, struck, text_value
from ita_desktop.exchange.files import formats, reader_remarks
from ita_desktop.exchange.files.assembling import lines_above, of_sheets, running_lines
from ita_desktop.exchange.files.excel.pictures import (
    SheetFacts,
    check_package,
    has_macros,
    pictures_in,
    sheet_facts,
    sheet_parts,
)
from ita_desktop.exchange.files.formats import LAST_EXCEL_ROW, MACROS, read_part, relationships
from ita_desktop.exchange.files.grid import ColouredCell, check_size, shaded, unseen_rows
from ita_desktop.exchange.remarks import Remark, UnreadPart
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value, WorkProgress, linked

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
        check_package(archive, source)
        with closing(load_workbook(io.BytesIO(data), keep_links=False, **options)) as book:
            return _document(book, archive, data, source, work_progress)


def _document(
    book: Any, archive: zipfile.ZipFile, data: bytes, source: str, work_progress: WorkProgress
) -> SourceBlocks:
    hidden: list[DataSheet] = []
    remarks = [Remark(None, MACROS)] if has_macros(archive) else []
    sheets, printed = [], list[str]()
    parts = sheet_parts(archive, source)
    for sheet, facts in _read(book, archive, parts, source, work_progress, hidden):
        printed += facts.printed
        read, told = reader_remarks.without_former(sheet, facts.hidden)
        sheets.append(read)
        remarks += (*told, *reader_remarks.uncomputed_cells(read))
    remarks += reader_remarks.hidden_sheets(hidden)
    content = printed_book(of_sheets(sheets, remarks), book, data, source, work_progress)
    unseen = {sheet.name for sheet in hidden}
    shown = {title: part for title, part in parts.items() if title not in unseen}
    return replace(_with_unread(content, archive, shown, source), running=running_lines(printed))


def _with_unread(
    book: SourceBlocks, archive: zipfile.ZipFile, parts: Mapping[str, str], source: str
) -> SourceBlocks:
    """Return a workbook that also reports what the sheets in these ``parts`` have beside their
    cells, but for pictures that were read."""
    unread = reader_remarks.Unread()
    for title, part in parts.items():
        _beside_cells(archive, title, part, source, unread)
    if any(isinstance(block, Picture) for block in book.blocks):
        del unread.counted[reader_remarks.PICTURES]
    return replace(book, remarks=(*book.remarks, *unread.remarks()))


def _read(
    book: Any,
    archive: zipfile.ZipFile,
    parts: Mapping[str, str],
    source: str,
    work_progress: WorkProgress,
    hidden: list[DataSheet],
) -> Iterator[tuple[DataSheet, SheetFacts]]:
    """Yield the visible sheets; the others go to ``hidden``."""
    for sheet in book.worksheets:
        if sheet.title not in parts:
            continue
        facts = sheet_facts(archive, parts[sheet.title], source)
        # The stated size of a sheet is often wrong; rows would be lost.
        sheet.reset_dimensions()
        read = partial(_merged, _rows(sheet, facts, source, work_progress), facts)
        if sheet.sheet_state == "visible":
            yield DataSheet(sheet.title, tuple(read()), source, merges=True), facts
        else:
            hidden.append(DataSheet(sheet.title, unseen_rows(read), source))


def _rows(
    sheet: Any, facts: SheetFacts, source: str, work_progress: WorkProgress
) -> Iterator[SheetRow]:
    where = Phrase("{source} แผ่น “{sheet}”", source=source, sheet=sheet.title)
    struck_ones = struck_looks(sheet)
    found = 0
    for number, line in rows_of(sheet):
        if number > formats.LAST_EXCEL_ROW:
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
    starts = {(merge.first, merge.column): merge.last for merge in facts.merges}
    merging = _Merging(starts, facts.across)
    for row in rows:
        merging.add(row)
    for row, values, repeated in merging.made:
        yield replace(row, values=tuple(values), merged=frozenset(repeated))


class _Merging:
    """Collects rows with their values and the columns that repeat the row above; ``starts`` has the
    last row of each merge by its first row and column, ``across`` the last column."""

    def __init__(
        self, starts: Mapping[tuple[int, int], int], across: Mapping[tuple[int, int], int]
    ) -> None:
        self.made: list[tuple[SheetRow, list[Value], set[int]]] = []
        self._starts, self._across = starts, across
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
                last = self._across.get((first, column), column) if is_mark(value) else column
                self._running |= dict.fromkeys(range(column, last + 1), (until, value))


def _beside_cells(
    archive: zipfile.ZipFile, sheet: str, part: str, source: str, unread: reader_remarks.Unread
) -> None:
    """Note each comment, shape with text and picture of the sheet in ``part``; nothing of a part
    that cannot be read, which leaves the cells."""
    from openpyxl.utils.cell import coordinate_to_tuple

    try:
        for link in relationships(archive, part, source):
            if link.kind not in {"comments", "drawing"} or link.part not in archive.namelist():
                continue
            root = read_part(archive, link.part, source)
            for comment in root.iterfind(".//{*}comment"):
                row, column = coordinate_to_tuple(comment.get("ref", ""))
                at = Origin(sheet, row), column - 1
                unread.add(reader_remarks.COMMENTS, UnreadPart(_words(comment), *at))
            unread.counted[reader_remarks.PICTURES] += sum(1 for _ in root.iterfind(".//{*}pic"))
            for shape in root.iterfind(".//{*}sp"):
                if text := _words(shape).strip():
                    unread.add(reader_remarks.SHAPES, UnreadPart(text, Origin(sheet, 1)))
    except Exception:  # noqa: BLE001 - a broken part
        return


def _words(element: Any) -> str:
    """Return the text of a comment or a shape."""
    return "".join(text.text or "" for text in element.iterfind(".//{*}t"))


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


_LEAST_PARTS: Final = 3
"""Minimum number of sheets that begin as a part of a book of measures does."""
_TEXT_SIZE: Final = 16
"""Font size in points of a book's text; headings without a number are larger."""
_INDENT: Final = "    "
"""What a nested list is indented by."""
_MORE: Final = "{sheet} ตาราง {number}"


@dataclass(frozen=True, slots=True)
class _Look:
    """How the first filled cell of a row looks, and whether any cell of the row is ruled."""

    runs: tuple[TextRun, ...] = ()
    bold: bool = False
    size: float = 0.0
    ruled: bool = False


class _Row(NamedTuple):
    """A row of a sheet with its look."""

    row: SheetRow
    look: _Look

    @property
    def is_text(self) -> bool:
        """Whether it is a line of text, and no row of a table."""
        return not self.look.ruled and not self.row.merged and self.row.filled == 1


def printed_book(
    content: SourceBlocks, book: Any, data: bytes, source: str, work_progress: WorkProgress
) -> SourceBlocks:
    """Return an Excel file with the ``content`` of its sheets as a document, if it is a book of
    measures; as it is if not. Raises whatever openpyxl and ``work_progress`` raise."""
    if not _may_be_book(content):
        return content
    reader = _SheetReader(pictures_in(data, source), source)
    blocks: list[Block] = []
    for sheet in content.sheets:
        looks = dict(_looks(book[sheet.name], work_progress))
        rows = [_Row(row, looks.get(row.number, _Look())) for row in sheet.rows]
        blocks += reader.blocks(sheet.name, rows, is_first=not blocks)
    return replace(content, blocks=tuple(blocks)) if divided(blocks) else content


def _may_be_book(content: SourceBlocks) -> bool:
    """Return whether the sheets begin as the parts of a book of measures do."""
    parts = {head_of(_first_line(sheet)).part for sheet in content.sheets}
    return len(parts - {"", PREFACE, CONTENTS}) >= _LEAST_PARTS and not CORE.isdisjoint(parts)


def _first_line(sheet: DataSheet) -> str:
    return next((str(value) for value in sheet.rows[0].values if value != ""), "")


# -- how rows look


def _looks(sheet: Any, work_progress: WorkProgress) -> Iterator[tuple[int, _Look]]:
    """Yield the number and look of each row of a sheet."""
    for number, cells in rows_of(sheet):
        work_progress.at(number)
        first = next((cell for cell in cells if cell.value is not None), None)
        if first is not None:
            font = first.font
            ruled = any(cell.border and cell.border.left.style for cell in cells)
            yield number, _Look(tuple(runs_of(first)), bool(font.b), float(font.sz or 0), ruled)


# -- what rows are


class _SheetReader:
    """Turns sheets into the blocks of one document."""

    def __init__(self, pictures: Sequence[Picture], source: str) -> None:
        self._pictures = list(pictures)
        self._source = source
        self._above: list[str] = []
        """The lines above the next table."""

    def blocks(self, name: str, rows: Sequence[_Row], *, is_first: bool) -> Iterator[Block]:
        """Yield a sheet, with its pictures behind what they stand in; ``is_first`` if it may be the
        cover."""
        tables = 0
        self._above.clear()
        for is_text, group in groupby(rows, lambda row: row.is_text):
            if is_text:
                for row in group:
                    yield from self._outside(name, row.row.number)
                    is_head = row is rows[0] and _is_head(row, is_cover=is_first)
                    block = Heading(1, _text(row)) if is_head else _paragraph(row)
                    self._above.append(block.line)
                    yield block
                continue
            part = [row.row for row in group]
            yield from self._outside(name, part[0].number)
            tables += 1
            called = Phrase(_MORE, sheet=name, number=tables) if tables > 1 else name
            above = tuple(lines_above(self._above))
            self._above.clear()
            made = DataSheet(called, (*above, *part), self._source, merges=True)
            yield Table(made)
            inside = self._until(name, part[-1].number + 1)
            yield from (replace(picture, sheet=called) for picture in inside)
        yield from self._outside(name, LAST_EXCEL_ROW)

    def _outside(self, name: str, row: int) -> Iterator[Picture]:
        """Yield the pictures above a row as those outside tables."""
        return (replace(each, sheet="", row=0) for each in self._until(name, row))

    def _until(self, name: str, row: int) -> list[Picture]:
        """Return the pictures of a sheet above a row, each once."""
        found = [
            picture for picture in self._pictures if picture.sheet == name and picture.row < row
        ]
        self._pictures = [picture for picture in self._pictures if picture not in found]
        return found


def _is_head(row: _Row, *, is_cover: bool) -> bool:
    """Return whether the first line of a sheet is the heading of a chapter; on a cover and above a
    table there are other bold lines."""
    if not row.look.bold:
        return False
    head = head_of(_text(row))
    if is_cover:
        return bool(head.mark or head.part)
    return bool(head.mark) or row.look.size > _TEXT_SIZE


def _text(row: _Row) -> str:
    return str(next(value for value in row.row.values if value != ""))


def _paragraph(row: _Row) -> Paragraph:
    """Return a line of text, with its number or bullet apart as in a list."""
    runs = row.look.runs or (TextRun(_text(row), row.look.bold),)
    whole = "".join(run.text for run in runs)
    first = next(iter(parse(whole)), RichLine())
    lead = len(whole) - len(whole.lstrip())
    level = lead // len(_INDENT) if first.mark else 0
    if first.mark:
        lead += len(first.mark)
        lead += len(whole[lead:]) - len(whole[lead:].lstrip(" \t"))
    return Paragraph(tuple(_behind(runs, lead)), first.mark, level)


def _behind(runs: Iterable[TextRun], lead: int) -> Iterator[TextRun]:
    """Yield runs without their first ``lead`` characters."""
    for run in runs:
        if text := run.text[lead:]:
            yield replace(run, text=text)
        lead = max(lead - len(run.text), 0)


def rows_of(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the cells of each row with any, from column A, by its number. A text of which parts
    look different is a ``CellRichText``, as which openpyxl's read-only sheets give none."""
    from openpyxl.worksheet._reader import WorkSheetParser

    book, last = sheet.parent, 0
    with sheet._get_source() as part:  # noqa: SLF001 - openpyxl has no other way to all of these
        parser = WorkSheetParser(
            part,
            sheet._shared_strings,  # noqa: SLF001
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
            rich_text=True,
        )
        for number, cells in parser.parse():
            if cells and number > last:
                last = number
                yield number, sheet._get_row(cells)  # noqa: SLF001


def struck_looks(sheet: Any) -> frozenset[int]:
    """Return the numbers of the looks of cells that are struck through."""
    book = sheet.parent
    looks = enumerate(book._cell_styles)  # noqa: SLF001
    return frozenset(at for at, look in looks if book._fonts[look.fontId].strike)  # noqa: SLF001


def runs_of(cell: Any) -> Iterator[TextRun]:
    """Yield the text of a cell, apart where it is bold, with what is struck through marked; nothing
    for numbers and dates."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    for part in cell.value if isinstance(cell.value, CellRichText) else [cell.value]:
        font = part.font if isinstance(part, TextBlock) else cell.font
        if isinstance(part, TextBlock | str):
            text = str(part)
            yield TextRun(str(struck(text)) if font.strike else text, bool(font.b))
