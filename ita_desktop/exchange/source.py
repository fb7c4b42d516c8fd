"""A file or pasted table to import, and the kinds of lists that it can be."""

import io
import re
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from itertools import dropwhile
from pathlib import Path, PurePath
from typing import Any, Final, NamedTuple, TypeAlias

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import clean
from ita_desktop.domain.tracking.worksheet import (
    FORM_PROPERTY,
    MARK_WORDS,
    PAPER_MARK,
    form_of,
    place_of,
)
from ita_desktop.exchange.blocks import Block, Picture, SourceBlocks, Table
from ita_desktop.exchange.cells.row import text_of, text_value
from ita_desktop.exchange.files import formats, reading
from ita_desktop.exchange.files.assembling import text_blocks, text_sheet
from ita_desktop.exchange.files.delimited import decode
from ita_desktop.exchange.files.excel.pictures import picture_parts, pictures_in, pictures_in_cells
from ita_desktop.exchange.files.odf_styles import DRAW, OFFICE, SVG, TABLE, XLINK, count
from ita_desktop.exchange.files.own_list import OwnList, own_list_in, touched_in
from ita_desktop.exchange.files.reader_remarks import uncomputed_cells, without_pictures
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.results import RESULTS, ResultRow
from ita_desktop.exchange.papers.finding import begins_with_paper, with_papers
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.columns import table_kind
from ita_desktop.exchange.report.json_results import read_json
from ita_desktop.exchange.report.lines import is_report, line_rows, read_lines
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.reshaping.shapes import reshaped, reshaped_sheet
from ita_desktop.exchange.sheets import (
    DataSheet,
    LinkedText,
    Origin,
    SheetRow,
    Value,
    WorkProgress,
    lone_texts,
)

_OTHER_WAY = "คัดลอกข้อความจากระบบประเมินมาวาง หรือกรอกในแบบ Excel ของโปรแกรม"
_CONTENT: Final = "content.xml"
_COVER_LINES: Final = 12
"""Number of lines that a cover has at most."""
_MOST: Final = 500
"""Number of pictures of one file."""

_HIDDEN: Final = "ไม่ได้อ่านภาพ {count} ภาพในไฟล์นี้ เพราะไม่รู้ว่าเป็นของแถวใด"
_PLACE_ANEW: Final = "ขอไฟล์ .xlsx ที่วางภาพเหนือช่อง หรือเพิ่มภาพเองที่หน้ามาตรการ"


class PutText(NamedTuple):
    """A text of a document that a person put into a field of one of its rows."""

    text: str
    origin: Origin | None
    column: int | None
    """Where it stands, see :class:`LeftText`; None for a line."""
    row: Origin
    """The row that it was put into."""
    row_text: str
    """What that row said before anything was put into it."""
    field: str
    into: int = -1
    """The index of the column of that field."""


ChangedSheet: TypeAlias = tuple[tuple[DataSheet, ...], tuple[Remark, ...]]
"""What a table becomes, and what is to be reported."""


@dataclass(frozen=True)
class ImportSource:
    """The content of a source. ``name`` is the file name, or describes pasted text."""

    name: str
    sheets: tuple[DataSheet, ...]
    pasted: bool = False
    results: Results | None = None
    """A year's result from a JSON file."""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The columns of a table without headings, by possible kind."""
    blocks: tuple[Block, ...] = ()
    """The whole document in its order, if it is from a file; its tables are ``sheets``."""
    given: tuple[Block, ...] = ()
    """The document as it was read, before anything looked at it."""
    remarks: tuple[Remark, ...] = ()
    """What of the file was not read, or not as it is."""
    form: str = ""
    """The mark of the form that it is, if it was sent to a unit in a collection round."""
    running: tuple[str, ...] = ()
    """What stands at the head or the foot of its pages, each line once, without page numbers."""
    paper: str = ""
    """The name of the program's own paper that it is, by its mark."""
    put: tuple[PutText, ...] = ()
    """Texts of the document that a person put into cells of its tables, in this order."""
    own_list: OwnList | None = None
    """The list of the program that it is, if one went out and comes back."""

    @property
    def cover(self) -> tuple[str, ...]:
        """The lines of a workbook's first sheet, if it has a few and nothing else."""
        first = self.sheets[0].rows if len(self.sheets) > 1 else ()
        is_cover = len(first) <= _COVER_LINES and all(row.filled <= 1 for row in first)
        return tuple(filter(None, lone_texts(first))) if is_cover else ()

    def changed(self, change: Callable[[DataSheet], ChangedSheet | None]) -> "ImportSource":
        """Return it with what ``change`` makes of its tables, None for those that stay."""
        made = {
            id(sheet): found
            for sheet in self.sheets
            if not sheet.of_lines and (found := change(sheet)) is not None
        }
        if not made:
            return self
        blocks: list[Block] = []
        for block in self.blocks:
            found = made.get(id(block.sheet)) if isinstance(block, Table) else None
            if found is None or not isinstance(block, Table):
                blocks.append(block)
            else:
                blocks += (replace(block, sheet=sheet) for sheet in found[0])
        sheets = (each for sheet in self.sheets for each in made.get(id(sheet), ((sheet,), ()))[0])
        remarks = (*self.remarks, *(remark for _, told in made.values() for remark in told))
        return replace(self, sheets=tuple(sheets), blocks=tuple(blocks), remarks=remarks)

    @cached_property
    def is_report(self) -> bool:
        """Whether it is an official report of results, rather than a table."""
        return is_report(self.sheets) and not self._is_tables_of_document

    @property
    def _is_tables_of_document(self) -> bool:
        """Whether it is a document that was not read line by line."""
        texts = any(not isinstance(block, Table) for block in self.blocks)
        return texts and not any(sheet.of_lines for sheet in self.sheets)

    @cached_property
    def result_table(self) -> ImportKind[ResultRow] | None:
        """The kind of its results tables, with the headings of their codes; None if no table has
        codes beside scores."""
        return table_kind(self.sheets)

    def row(self, origin: Origin) -> str:
        """Return a row's cells as one line, for display."""
        return " · ".join(filter(None, map(_text, self._values(origin))))

    def cell(self, origin: Origin, index: int) -> str:
        """Return the text of a cell."""
        values = self._values(origin)
        return _text(values[index]) if index < len(values) else ""

    def text_of(self, origin: Origin, index: int) -> str:
        """Return the text of a cell with its line breaks."""
        values = self._values(origin)
        return str(text_of(values[index])) if index < len(values) else ""

    def with_cell(self, origin: Origin, index: int, text: str) -> "ImportSource":
        """Return a copy with another text in one cell."""
        return self._changed(
            origin.sheet,
            lambda row: _typed(row, index, clean(text)) if row.number == origin.row else row,
        )

    def with_empty(self, places: Iterable[tuple[str, int, int]]) -> "ImportSource":
        """Return a copy with empty cells in the ``places``: sheet, row, index of the column."""
        columns = defaultdict[str, dict[int, list[int]]](lambda: defaultdict(list))
        for sheet, row, column in places:
            columns[sheet][row].append(column)
        found = self
        for sheet, rows in columns.items():
            found = found._changed(sheet, partial(_emptied, rows))
        return found

    def with_heading(self, origin: Origin, index: int, heading: str) -> "ImportSource":
        """Return a copy with another heading of a column, also where it is repeated below."""
        values = self._values(origin)
        now = values[index] if index < len(values) else ""

        def headed(row: SheetRow) -> SheetRow:
            same = row.number > origin.row and now != "" and row.values[index : index + 1] == (now,)
            return _typed(row, index, heading) if same or row.number == origin.row else row

        return self._changed(origin.sheet, headed)

    def without(self, names: Container[str]) -> "ImportSource":
        """Return a copy without the tables of these names."""
        blocks = (
            block
            for block in self.blocks
            if not (isinstance(block, Table) and block.sheet.name in names)
        )
        sheets = (sheet for sheet in self.sheets if sheet.name not in names)
        return replace(self, sheets=tuple(sheets), blocks=tuple(blocks))

    def _changed(self, name: str, change: Callable[[SheetRow], SheetRow]) -> "ImportSource":
        """Return a copy with other rows in the sheet of this name."""

        def typed(sheet: DataSheet) -> DataSheet:
            if sheet.name != name:
                return sheet
            return replace(sheet, rows=tuple(map(change, sheet.rows)))

        def all_typed(blocks: Iterable[Block]) -> tuple[Block, ...]:
            return tuple(
                replace(block, sheet=typed(block.sheet)) if isinstance(block, Table) else block
                for block in blocks
            )

        return replace(
            self,
            sheets=tuple(map(typed, self.sheets)),
            blocks=all_typed(self.blocks),
            given=all_typed(self.given),
        )

    def _values(self, origin: Origin) -> Sequence[Value]:
        return self._values_by_place.get((origin.sheet, origin.row), ())

    @cached_property
    def _values_by_place(self) -> Mapping[tuple[str, int], Sequence[Value]]:
        """The cells of each row, by sheet and number; the first row if there are several."""
        found: dict[tuple[str, int], Sequence[Value]] = {}
        for sheet in self.sheets:
            for row in sheet.rows:
                found.setdefault((sheet.name, row.number), row.values)
        return found


def read_file(
    path: Path, kind: str = "", work_progress: WorkProgress | None = None
) -> ImportSource:
    """Read the tables of a file or, for results or without ``kind``, also a report of results
    (.pdf, .txt, .json, .docx); the content determines the format. Raises InputError if it cannot be
    read, and whatever ``work_progress`` raises."""
    return read_content(reading.file_content(path), path.name, kind, work_progress)


def read_content(
    data: bytes, name: str, kind: str = "", work_progress: WorkProgress | None = None
) -> ImportSource:
    """Read the content of a file called ``name``, as :func:`read_file`."""
    suffix, work_progress = PurePath(name).suffix.lower(), work_progress or WorkProgress()
    if formats.is_pdf(data):
        return _of_pdf(data, name, kind, work_progress)
    if kind in {"", RESULTS.name}:
        is_text = bool(data.strip()) and not data.startswith((b"PK", b"{\\rtf"))
        begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if is_text and (suffix == ".json" or begins == b"{"):
            tables, results = read_json(decode(_limited(data, name), name), name)
            return ImportSource(name, tuple(tables), results=results)
        if is_text and suffix == ".txt" and _is_text(data):
            lines = read_lines(decode(_limited(data, name), name), name)
            sheets, remarks = reading.mended_sheets([lines])
            source = ImportSource(name, sheets, remarks=remarks)
            if source.is_report and not _is_table(lines):
                return source
    if suffix == ".txt" and not data.startswith(b"PK") and _is_text(data):
        text = reading.mended_document(text_blocks(decode(_limited(data, name), name)))
        if begins_with_paper(text):
            return _of_blocks(text, name, kind)
    content = reading.content_in(data, name, work_progress)
    return _of_content(data, content, name, kind)


def _of_content(data: bytes, content: SourceBlocks, name: str, kind: str) -> ImportSource:
    """Return what a file contains: a form or list that went out, or any other document."""
    if form := form_in(data, content):
        return _of_form(data, content, name, form)
    if (own := own_list_in(content.sheets)) is not None:
        return _of_own_list(content, name, *own)
    return replace(_of_blocks(content, name, kind), paper=_property(data, _PAPER))


def _of_form(data: bytes, content: SourceBlocks, name: str, form: str) -> ImportSource:
    """Return a form of a unit as a source, with the pictures on its sheets. Raises InputError for
    one with macros, which nobody sent."""
    if any(remark.template == formats.MACROS for remark in content.remarks):
        raise InputError(
            "แบบนี้มีแมโคร ซึ่งแบบที่ส่งไปไม่มี จึงไม่รับทั้งไฟล์",
            where=name,
            remedy="ให้หน่วยบันทึกเป็น .xlsx แล้วส่งใหม่",
        )
    is_packed = data.startswith(b"PK")
    in_cells = pictures_in_cells(data, name) if is_packed else ()
    pictures = (*pictures_in(data, name), *pictures_in_sheets(data, name)) if is_packed else ()
    blocks = (*content.blocks, *pictures, *(cell.picture for cell in in_cells))
    remarks = list(without_pictures(content.remarks))
    known = {block.part for block in blocks if isinstance(block, Picture)}
    if hidden := [part for part in picture_parts(data) if part not in known]:
        remarks.append(Remark(None, _HIDDEN, _PLACE_ANEW, {"count": len(hidden)}))
    source = ImportSource(name, content.sheets, blocks=blocks, remarks=tuple(remarks), form=form)
    places = [(cell.picture.sheet, cell.picture.row, cell.column) for cell in in_cells]
    # What the cells of pictures say instead (#VALUE!, a formula) is not the unit's text.
    emptied = source.with_empty(places)
    unknown = (each for sheet in emptied.sheets for each in uncomputed_cells(sheet))
    return replace(emptied, remarks=(*emptied.remarks, *unknown))


def _of_own_list(content: SourceBlocks, name: str, own: OwnList, sheet: DataSheet) -> ImportSource:
    """Return a list of the program as a source; what nobody touched of it needs no account."""
    others = (block for block in content.blocks if isinstance(block, Table))
    given = (
        replace(block, sheet=touched_in(own, sheet)) if block.sheet.name == sheet.name else block
        for block in others
    )
    return ImportSource(
        name,
        (sheet,),
        blocks=(Table(sheet),),
        given=tuple(given),
        remarks=content.remarks,
        own_list=own,
    )


def _of_pdf(data: bytes, name: str, kind: str, work_progress: WorkProgress) -> ImportSource:
    """Return a PDF as a source: its lines page by page if it is a report, beside its content."""
    from ita_desktop.exchange.files.pdf.process import read_pages
    from ita_desktop.exchange.files.pdf.reader import blocks_of

    found = read_pages(data, name, work_progress)
    mark = _PAPER.search(found.keywords.encode())
    paper = mark[1].decode("ascii") if mark else ""
    texts = [page.report for page in found.pages]
    if kind == RESULTS.name:
        sheets, remarks = reading.mended_sheets(report_sheets(texts, name))
        return ImportSource(name, sheets, remarks=remarks)
    document = reading.mended_document(blocks_of(found, name, work_progress))
    try:
        is_paper = begins_with_paper(document)
        sheets = () if kind or is_paper else reading.mended_sheets(report_sheets(texts, name))[0]
    except InputError:  # it is longer than any report
        sheets = ()
    if sheets and is_report(sheets):
        content = with_papers(reshaped(document, name, is_paper=is_paper), name)
        return ImportSource(
            name,
            sheets,
            blocks=content.blocks,
            given=document.blocks,
            remarks=content.remarks,
            running=document.running,
            paper=paper,
        )
    return replace(_of_blocks(document, name, kind), paper=paper)


def _of_blocks(document: SourceBlocks, name: str, kind: str) -> ImportSource:
    """Return a document as a source: as its lines if it is a report, or if it has no table."""
    content = with_papers(reshaped(document, name, is_paper=begins_with_paper(document)), name)
    source = ImportSource(
        name,
        content.sheets,
        blocks=content.blocks,
        given=document.blocks,
        remarks=tuple(content.remarks),
        running=document.running,
    )
    if next(content.lines, None) is None:
        return source
    lines = replace(source, sheets=(text_sheet(content, name),))
    if kind in {"", RESULTS.name} and lines.is_report:
        return lines
    return source if source.sheets else lines


def read_page(page: str, name: str) -> ImportSource | None:
    """Return a page that was copied as a source if it says more than the cells of its first table:
    what stands around that, other tables, where words lead to, what is struck through."""
    try:
        content = reading.content_in(f"<html>{page}".encode(), name, WorkProgress())
    except InputError:
        return None
    cells = (value for sheet in content.sheets for row in sheet.rows for value in row.values)
    is_linked = any(isinstance(value, LinkedText) and value.pages for value in cells)
    if not (is_linked or content.remarks or len(content.blocks) > 1):
        return None
    return replace(_of_blocks(content, name, ""), pasted=True)


def read_pasted(
    cells: Sequence[Sequence[str]],
    name: str,
    *,
    merged: Collection[tuple[int, int]] = (),
    columns: Mapping[str, Sequence[str]] | None = None,
    first: int = 1,
) -> ImportSource:
    """Return a pasted block as a source. ``merged`` are the positions (row, column) of cells that
    are merged with the one above; ``columns`` those of each possible kind, if the block has no
    headings; ``first`` is the number of its first row."""
    rows = pasted_rows(cells, merged, first)
    read, mended = reading.mended_sheets([DataSheet("", rows, name, of_lines=True)])
    source = ImportSource(
        name,
        read,
        pasted=True,
        columns=columns or {},
        given=tuple(map(Table, read)),
        remarks=mended,
    )
    reshapen = [reshaped_sheet(replace(lines, of_lines=False)) for lines in read]
    remarks = [remark for _, remarks in reshapen for remark in remarks]
    # A report of cells is known among tables, as that of a file; its words are in others, too.
    of_cells = sum(row.filled > 1 for sheet in read for row in sheet.rows)
    count = sum(len(sheet.rows) for sheet in read)
    if source.is_report and not remarks and 2 * of_cells <= count:
        return source
    tables = (sheet for sheets, _ in reshapen for sheet in sheets)
    return replace(source, sheets=tuple(tables), remarks=(*mended, *remarks))


def pasted_rows(
    cells: Sequence[Sequence[str]], merged: Collection[tuple[int, int]] = (), first: int = 1
) -> tuple[SheetRow, ...]:
    """Return the rows with content of a pasted block, numbered from ``first``."""
    going_on: dict[int, set[int]] = {}
    for at, column in merged:
        going_on.setdefault(at + first, set()).add(column)
    return tuple(
        SheetRow(number, tuple(map(text_value, row)), frozenset(going_on.get(number, ())))
        for number, row in enumerate(cells, first)
        if any(map(str.strip, row))
    )


def _is_table(lines: DataSheet) -> bool:
    """Return whether a text is a table of scores below titles: no lines are between its rows."""
    cells = {row.filled > 1 for row in dropwhile(lambda row: row.filled <= 1, lines.rows)}
    return cells == {True} and table_kind([replace(lines, of_lines=False)]) is not None


def _is_text(data: bytes) -> bool:
    """Return whether a file may be plain text: it has no zeros, or is what Windows calls so."""
    return b"\x00" not in data[:2000] or data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _limited(data: bytes, source: str) -> bytes:
    if len(data) > formats.MAX_TEXT_FILE:
        raise InputError(
            "ไฟล์ใหญ่เกินกว่าจะเป็นรายงานผล ({size} MB)",
            where=source,
            remedy="คัดลอกเฉพาะส่วนรายงานผลไปไว้ในไฟล์ใหม่",
            size=len(data) // formats.MEBIBYTE,
        )
    return data


def _typed(row: SheetRow, index: int, text: str) -> SheetRow:
    """Return a row with another text in one cell."""
    return replace(row.with_value(index, text), merged=row.merged - {index})


def _emptied(columns: Mapping[int, Sequence[int]], row: SheetRow) -> SheetRow:
    for index in columns.get(row.number, ()):
        row = _typed(row, index, "") if index < len(row.values) else row
    return row


def _text(value: Value) -> str:
    if isinstance(value, date):
        return str(short_date(value))
    return " ".join(value.split()) if isinstance(value, str) else ""


def report_sheets(texts: Sequence[str], source: str) -> list[DataSheet]:
    """Return the texts of pages as sheets of lines, named by their numbers. Raises InputError if
    they are too long, or have no text at all."""
    if len(texts) > formats.MAX_PAGES:
        raise _too_long(source)
    sheets: list[DataSheet] = []
    lines = 0
    for number, text in enumerate(texts, 1):
        rows = line_rows(text, source)
        lines += len(rows)
        if lines > formats.MAX_ROWS:
            raise _too_long(source)
        sheets.append(DataSheet(str(number), rows, source, of_lines=True))
    if not lines:
        raise InputError("PDF นี้เป็นภาพ ไม่มีข้อความให้อ่าน", where=source, remedy=_OTHER_WAY)
    return sheets


def _too_long(source: str) -> InputError:
    return InputError(
        "PDF นี้ยาวเกินกว่าที่นำเข้าได้ครั้งเดียว (เกิน {pages} หน้า หรือ {lines} บรรทัด)",
        where=source,
        remedy="บันทึกเฉพาะหน้าที่จะนำเข้าเป็น PDF ใหม่",
        pages=formats.MAX_PAGES,
        lines=formats.MAX_ROWS,
    )


def pictures_in_sheets(data: bytes, source: str) -> tuple[Picture, ...]:
    """Return the pictures in the cells of a checked workbook, in the order of its sheets; none for
    a text, or a file that cannot be read. Pictures on the page have no cell and are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(_CONTENT)
            if info.file_size > formats.MAX_TEXT_PART:
                return ()
            root = formats.parsed(archive.read(info), source)
        book = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
        tables = book.iterfind(f"{TABLE}table") if book is not None else ()
        return tuple(picture for table in tables for picture in _of_sheet(table, data))[:_MOST]
    except Exception:  # noqa: BLE001 - a broken picture leaves the texts of the form
        return ()


def _of_sheet(table: Any, data: bytes) -> Iterator[Picture]:
    number = 1
    for row in table.iter(f"{TABLE}table-row"):
        for frame in row.iter(f"{DRAW}frame"):
            part = _part(frame)
            if part:
                yield Picture(
                    part, _words(frame), table.get(f"{TABLE}name", ""), number, package=data
                )
        number += count(row, f"{TABLE}number-rows-repeated", formats.LAST_EXCEL_ROW)


def _part(frame: Any) -> str:
    for image in frame.iterfind(f"{DRAW}image"):
        link = image.get(f"{XLINK}href", "").removeprefix("./")
        if link.startswith("Pictures/"):
            return str(link)
    return ""


def _words(frame: Any) -> str:
    found = (frame.findtext(f"{SVG}{name}") for name in ("title", "desc"))
    return next(filter(None, found), "")


_ID: Final = r"[0-9a-f]{32}"
_PROPERTY: Final = lazy_re(
    rf'name="{FORM_PROPERTY}"[^<>]{{0,200}}>(?:\s{{0,20}}<[^<>]{{1,40}}>)?({_ID})<'.encode()
)
_LINE: Final = lazy_re(rf"{MARK_WORDS}\s{{0,5}}({_ID})")
_PAPER: Final = lazy_re(rf"{PAPER_MARK}([a-z0-9-]{{1,40}})".encode())
_PARTS: Final = ("docProps/custom.xml", "docProps/core.xml", "meta.xml")
"""The parts of Office and OpenDocument files with a document's own properties."""
_LONGEST_PART: Final = 200_000
_MOST_ROWS: Final = 500
"""Number of rows of a sheet in which marks and keys are looked for."""


def form_in(data: bytes, content: SourceBlocks) -> str:
    """Return the mark of the form that a file is; empty if it is none."""
    return _property(data, _PROPERTY) or _line(content) or _most_keys(content.sheets)


def _property(data: bytes, mark: re.Pattern[bytes]) -> str:
    """Return the mark among the properties of a file; empty if it has none."""
    if not data.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in _PARTS:
                if name in archive.namelist():
                    info = archive.getinfo(name)
                    part = archive.read(info) if info.file_size <= _LONGEST_PART else b""
                    if found := mark.search(part):
                        return found[1].decode("ascii")
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return ""
    return ""


def _line(content: SourceBlocks) -> str:
    texts = (*content.lines, *(text for sheet in content.sheets for text in _texts([sheet])))
    return next((found[1] for text in texts if (found := _LINE.search(text))), "")


def _most_keys(sheets: Iterable[DataSheet]) -> str:
    """Return the form that most row keys name."""
    keys = (text for text in _texts(sheets) if form_of(text) and place_of(text) is not None)
    found = Counter(map(form_of, keys)).most_common(1)
    return found[0][0] if found else ""


def _texts(sheets: Iterable[DataSheet]) -> Iterator[str]:
    for sheet in sheets:
        for row in sheet.rows[:_MOST_ROWS]:
            yield from (value for value in row.values if isinstance(value, str) and value)
