"""Puts the parts of a document together: names its tables, joins those that go on overleaf, and
gives each table the lines above it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import clean
from ita_desktop.exchange.blocks import (
    Block,
    Heading,
    Paragraph,
    Picture,
    SourceBlocks,
    Table,
    TextRun,
)
from ita_desktop.exchange.book import is_listed
from ita_desktop.exchange.cells.row import text_value
from ita_desktop.exchange.files.formats import MAX_BLOCKS, MAX_COLUMNS
from ita_desktop.exchange.remarks import Remark, UnreadPart, UnreadText
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value

LINES_ABOVE = 14
"""Number of lines above a table that may say what it is about."""
_CONTINUED = lazy_re(r"\(ต่อ\)[\s:]*$|^[-–—\s]*(?:หน้า(?:ที่)?\s*)?[\d๐-๙]{1,4}[-–—\s]*$")
"""A line above a table that goes on: a title with (ต่อ), a page number."""
_SAME_EDGE = 60
"""Greatest distance in twips of column edges that are the same."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell of a row of a table, with Thai templates."""

    row: int
    template: str
    remedy: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    unread: str = ""
    """What of the row is not read, whole."""

    def about(self, sheet: str) -> Remark:
        """Return the remark about the row of a ``sheet``."""
        origin = Origin(sheet, self.row)
        if not self.unread:
            return Remark(origin, self.template, self.remedy, self.fields)
        texts = (UnreadPart(self.unread, origin),)
        return UnreadText(origin, self.template, self.remedy, self.fields, texts=texts)


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table as it is in the file: a part of one if that goes on overleaf."""

    rows: tuple[SheetRow, ...]
    count: int
    """Number of its rows, empty ones included."""
    width: int
    """Number of columns."""
    edges: tuple[int, ...] = ()
    """The positions of column edges in twips, if known."""
    page: int = 0
    continued: bool = False
    """Whether a page break stands before it."""
    headed: bool = False
    """Whether its first row is marked as a heading."""
    notes: tuple[Note, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """The pictures in its rows."""


Part: TypeAlias = Heading | Paragraph | Picture | TablePart
_PAGE: Final = lazy_re(r"[\W\d_]*(?:(?:หน้า(?:ที่)?|จาก|page|of)[\W\d_]*)*", re.IGNORECASE)
"""The number of a page."""


def running_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what stands at the head or foot of pages, each line once, without page numbers."""
    lines = (clean(line) for text in texts for line in text.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if not _PAGE.fullmatch(line)))


def assembled(
    parts: Iterable[Part],
    source: str,
    remarks: Iterable[Remark] = (),
    running: Iterable[str] = (),
) -> SourceBlocks:
    """Return a document made of its parts in order, and of its ``running`` heads and feet. Raises
    InputError if it is too long."""
    joined = list(_joined(_captioned(_counted(parts, source))))
    blocks: list[Block] = []
    notes: list[Remark] = []
    above: list[str] = []
    number = 0
    for part in joined:
        if isinstance(part, TablePart):
            number += 1
            name = Phrase("ตาราง {number}", number=number)
            rows = (*lines_above(above), *part.rows)
            above.clear()
            blocks.append(Table(DataSheet(name, rows, source, merges=True), part.page))
            blocks.extend(replace(picture, sheet=name) for picture in part.pictures)
            notes.extend(note.about(name) for note in part.notes)
            continue
        blocks.append(part)
        if isinstance(part, Heading | Paragraph) and not is_listed(part.line):
            above.append(part.line)
    return SourceBlocks(tuple(blocks), (*remarks, *notes), running_lines(running))


def of_sheets(sheets: Iterable[DataSheet], remarks: Iterable[Remark] = ()) -> SourceBlocks:
    """Return the sheets of a workbook as a document of tables; empty ones are left out."""
    return SourceBlocks(tuple(Table(sheet) for sheet in sheets if sheet.rows), tuple(remarks))


def text_sheet(blocks: SourceBlocks, source: str) -> DataSheet:
    """Return a document as a sheet of its lines: each paragraph and each row of a table is one,
    with tabs between cells."""
    rows: list[tuple[Value, ...]] = []
    merged: list[frozenset[int]] = []
    for block in blocks.blocks:
        if isinstance(block, Table):
            for row in block.sheet.rows:
                if row.number > 0:
                    rows.append(row.values)
                    merged.append(row.merged)
        elif isinstance(block, Heading | Paragraph):
            for line in block.line.split("\n"):
                rows.append(tuple(map(text_value, line.split("\t")[:MAX_COLUMNS])))
                merged.append(frozenset())
    lines = (SheetRow(at, *row) for at, row in enumerate(zip(rows, merged, strict=True), 1))
    return DataSheet("", tuple(line for line in lines if any(line.values)), source, of_lines=True)


def text_blocks(text: str) -> SourceBlocks:
    """Return a plain text as a document, a paragraph a line."""
    lines = (line for line in text.splitlines()[:MAX_BLOCKS] if line.strip())
    return SourceBlocks(tuple(Paragraph((TextRun(line.strip()),)) for line in lines))


def _counted(parts: Iterable[Part], source: str) -> Iterator[Part]:
    for number, part in enumerate(parts, 1):
        if number > MAX_BLOCKS:
            raise InputError(
                "เอกสารยาวเกินกว่าที่เอกสารของสำนักงานเขตจะมี จึงไม่เปิด",
                where=source,
                remedy="คัดลอกเฉพาะตารางที่ต้องการไปไว้ในไฟล์ใหม่ แล้วนำเข้าใหม่",
            )
        yield part


def _captioned(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, a picture with the caption below it."""
    picture: Picture | None = None
    for part in parts:
        if picture is not None and isinstance(part, Paragraph) and part.caption:
            yield replace(picture, caption=part.line)
        elif picture is not None:
            yield picture
        picture = part if isinstance(part, Picture) else None
        if picture is None:
            yield part
    if picture is not None:
        yield picture


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts without empty tables; a table that goes on is joined to the one before, and
    what stands between them is left behind it."""
    table: TablePart | None = None
    between: list[Part] = []
    for part in parts:
        if not isinstance(part, TablePart):
            between.append(part)
        elif table is not None and _goes_on(table, between, part):
            table = _together(table, part)
        elif part.rows:
            if table is not None:
                yield table
            yield from between
            between.clear()
            table = part
        else:
            between.extend(replace(picture, row=0) for picture in part.pictures)
    if table is not None:
        yield table
    yield from between


def _goes_on(table: TablePart, between: list[Part], part: TablePart) -> bool:
    if not part.rows or part.width != table.width:
        return False
    lines = [part.line for part in between if isinstance(part, Heading | Paragraph)]
    if len(lines) != len(between) or not all(map(_CONTINUED.search, lines)):
        return False
    if _heading(part) == _heading(table):
        return True
    return part.continued and not lines and not part.headed and _same_edges(table, part)


def _heading(part: TablePart) -> object:
    """Return what the first row says; something unequal to all else if that is a single text."""
    first = part.rows[0]
    return first.values if first.filled > 1 else object()


def _same_edges(table: TablePart, part: TablePart) -> bool:
    if not table.edges or len(table.edges) != len(part.edges):
        return False
    return all(
        abs(one - other) <= _SAME_EDGE for one, other in zip(table.edges, part.edges, strict=True)
    )


def _together(table: TablePart, part: TablePart) -> TablePart:
    below = table.count
    return replace(
        table,
        rows=(*table.rows, *(replace(row, number=row.number + below) for row in part.rows)),
        count=below + part.count,
        notes=(*table.notes, *(replace(note, row=note.row + below) for note in part.notes)),
        pictures=(
            *table.pictures,
            *(replace(picture, row=picture.row + below) for picture in part.pictures),
        ),
    )


def lines_above(above: Sequence[str]) -> Iterator[SheetRow]:
    """Yield the last lines above a table as rows of it, numbered below 0: row 0 is left out, so
    that none is taken for the upper row of its heading."""
    values = [value for line in above[-LINES_ABOVE:] if (value := text_value(line)) != ""]
    for number, value in enumerate(values, -len(values)):
        yield SheetRow(number, (value,))
