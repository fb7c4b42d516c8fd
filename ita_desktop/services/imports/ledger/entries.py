"""What the ledger of an import is about, and its entries; puts what an import leaves into a field
of a row of the lists that are read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.heading_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.exchange.headings import MappedHeading
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.lines import LineOrigin
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, column_letter
from ita_desktop.exchange.source import ImportSource, PutText
from ita_desktop.services.imports.by_hand import mapped_columns, row_digest
from ita_desktop.services.imports.plan import ImportPlan

_LEFT: Final = "ไม่ได้เก็บ “{text}”"
_LEFT_CELL: Final = "ไม่ได้เก็บ “{text}” ในคอลัมน์ {column}"
_LONGEST: Final = 40
"""Letters of a heading below which something stands."""
NOT_TICKED: Final = Phrase("ไม่ได้เลือกไว้ จึงไม่ได้นำเข้า")
NOT_TAKEN: Final = Phrase("ไม่ใช่รายการที่นำเข้า")


class OutRow(NamedTuple):
    """Why a row is not imported."""

    why: str
    text: str = ""
    """What would be imported of it."""
    needs: tuple[str, ...] = ()


RowPlace = tuple[str, int]
"""The name of a sheet and the number of a row."""


def place_in(sheet: DataSheet, row: SheetRow) -> RowPlace:
    """Return the place of a row of a sheet."""
    return sheet.name, row.number


def place_at(origin: Origin) -> RowPlace:
    """Return the place of a row."""
    return origin.sheet, origin.row


def placed_rows(sources: Iterable[ImportSource]) -> Iterator[tuple[RowPlace, SheetRow]]:
    """Yield the rows of sources with their places."""
    for source in sources:
        for sheet in source.sheets:
            for row in sheet.rows:
                yield place_in(sheet, row), row


def placed_reasons(remarks: Iterable[Remark]) -> Iterator[tuple[RowPlace, str]]:
    """Yield what remarks say of rows, with the places of these."""
    for remark in remarks:
        if remark.origin is not None:
            yield place_at(remark.origin), remark.why


class LedgerPart(NamedTuple):
    """A part of a file."""

    source: ImportSource
    plan: ImportPlan | None
    """None if it is not imported."""
    why: str = NOT_TAKEN
    """Why it is not."""
    needs: tuple[str, ...] = ()
    """What on the command line would import it."""


class LinePlaces:
    """Tells where the lines of a document stand: on which page where that is known, else below
    which heading, and the how manieth there."""

    def __init__(self) -> None:
        self._under, self._page, self._line = "", 0, 0

    def of(self, block: Heading | Paragraph) -> str:
        """Return the place of the next line, which is of this block."""
        if block.page != self._page:
            self._page, self._line = block.page, 0
        elif isinstance(block, Heading) and not block.page:
            self._under, self._line = shortened(block.line, _LONGEST), 0
            return Phrase("หัวข้อ “{heading}”", heading=self._under)
        self._line += 1
        if block.page or not self._under:
            return LineOrigin(str(block.page or ""), self._line).place
        return Phrase("ใต้หัวข้อ “{heading}” บรรทัด {row}", heading=self._under, row=self._line)


@dataclass(frozen=True, slots=True)
class LeftText:
    """Something of a file that is not stored."""

    source: str
    """The name of the file."""
    origin: Origin | None
    """Its row; None for a line of text and for a whole table."""
    column: int | None
    """The index of its column; None for a line and for a whole row."""
    text: str
    """What is missing, whole."""
    cell: str = ""
    """The cell or line that it stands in, if that says more."""
    why: str = ""
    """Why its row is not imported, or what it was taken for, in Thai; empty if nothing took it."""
    note: str = ""
    """What it is, and what to do, in Thai, where that is known of something that nothing took."""
    is_aside: bool = False
    """Whether it is of a row that is no data, as a title or a signature: known, and no loss."""
    needs: tuple[str, ...] = ()
    """What on the command line would import it."""
    place: str = ""
    """Of a line of text where it stands: its number on its page or below its heading, a phrase."""
    above: Origin | None = None
    """Of a line of text the last row above it that is data, if there is one."""

    @property
    def remark(self) -> Remark:
        """It as a remark about its row."""
        if self.column is None:
            return Remark(self.origin, _LEFT, "", {"text": self.text})
        fields = {"column": column_letter(self.column), "text": self.text}
        return Remark(self.origin, _LEFT_CELL, "", fields)

    def as_json(self) -> dict[str, object]:
        """Return it in the format of the command line's ``--json``."""
        at = self.origin
        return {
            "source": self.source,
            "sheet": str(at.sheet) if at is not None else "",
            "row": at.row if at is not None else None,
            "column": column_letter(self.column) if self.column is not None else "",
            "place": str(self.place),
            "text": self.text,
            "cell": self.cell,
            "why": self.why or self.note,
            "aside": self.is_aside,
            "needs": list(self.needs),
        }


def write_list(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], path: Path
) -> Path:
    """Write the entries, texts under ``headings``, as they stand in the file that was read.

    Raises InputError if the file cannot be written; an existing one is replaced whole or not at
    all."""
    from ita_desktop.documents.kinds import Format
    from ita_desktop.filing.atomic_write import write
    from ita_desktop.services.documents.exporting import shown_file

    write(shown_file(title, headings, rows, Format.XLSX), path)
    return path


def list_pages(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return the entries as a PDF to be printed."""
    from ita_desktop.documents.kinds import Format
    from ita_desktop.services.documents.exporting import shown_file

    return shown_file(title, headings, rows, Format.PDF)


class ListedRow(NamedTuple):
    """A row of one of the lists, by the index of this."""

    list_index: int
    origin: Origin


class ListedRows:
    """The rows of lists, each the name of its kind with its source, which texts may be put into."""

    def __init__(
        self, lists: Sequence[tuple[str, ImportSource]], words: OfficeWords = SHIPPED_WORDS
    ) -> None:
        self._lists, self._words = lists, words
        self.rows = tuple(self._rows())
        self._indices = {
            (lists[row.list_index][1].name, row.origin): at for at, row in enumerate(self.rows)
        }

    def _rows(self) -> Iterator[ListedRow]:
        for at, (kind, source) in enumerate(self._lists):
            columns = mapped_columns(source, kind, self._words) if kind else ()
            heads = {column.origin.sheet: column.origin.row for column in reversed(columns)}
            for sheet in source.sheets:
                for row in sheet.rows if sheet.name in heads else ():
                    if row.filled and row.number > heads[sheet.name]:
                        yield ListedRow(at, Origin(sheet.name, row.number))

    def kind(self, row: int) -> str:
        """Return the name of the kind of a row, by its index."""
        return self._lists[self.rows[row].list_index][0]

    def source(self, list_index: int) -> ImportSource:
        """Return the source of a list, by its index."""
        return self._lists[list_index][1]

    def with_source(self, list_index: int, source: ImportSource) -> "ListedRows":
        """Return these with another source of a list, by the index of this."""
        kind, _ = self._lists[list_index]
        lists = [*self._lists[:list_index], (kind, source), *self._lists[list_index + 1 :]]
        return ListedRows(lists, self._words)

    def text(self, row: int) -> str:
        """Return the cells of a row, by its index, as one line."""
        at, origin = self.rows[row]
        return self._lists[at][1].row(origin)

    def nearest(self, left: LeftText) -> int | None:
        """Return the index of the row of an entry; of a line outside the tables the one above it in
        the file, or the first. None if it is in no list."""
        for origin in (left.origin, left.above):
            if origin is not None and (left.source, origin) in self._indices:
                return self._indices[left.source, origin]
        if left.origin is not None:
            return None
        own = (at for (name, _), at in self._indices.items() if name == left.source)
        return next(own, None)

    def with_text(self, row: int, field: str, left: LeftText) -> ImportSource:
        """Return the source of the list of a row, by its index, with an entry put into the cell of
        a ``field``."""
        at, origin = self.rows[row]
        kind, source = self._lists[at]
        before = (each.row_text for each in source.put if each.row == origin)
        text = next(before, source.row(origin))
        put = PutText(left.text, left.origin, left.column, origin, text, field)
        return _with_put(source, kind, put, self._words)


def _with_put(source: ImportSource, kind: str, put: PutText, words: OfficeWords) -> ImportSource:
    """Return a source with a text in a cell, below what that says already; in a new column if the
    table has none for the field."""
    origin = put.row
    columns = [
        each
        for each in mapped_columns(source, kind, words)
        if each.origin.sheet == origin.sheet and each.origin.row < origin.row
    ]
    head = columns[-1].origin
    index = next((each.index for each in columns if each.field == put.field), None)
    if index is None:
        index = 1 + max(each.index for each in columns)
        title = kind_named(kind).column(put.field).heading
        heading = MappedHeading(title, kind, put.field, is_of_file=False)
        source = source.with_heading(head, index, heading)
    now = source.text_of(origin, index)
    source = source.with_cell(origin, index, f"{now}\n{put.text}" if now else put.text)
    return replace(source, put=(*source.put, put._replace(into=index)))


def put_again(
    source: ImportSource, kind: str, answers: Sequence[ImportAnswer], words: OfficeWords
) -> ImportSource:
    """Return a source with the texts that a person put into its rows when it was read before, as
    the ``answers`` remember it."""
    wanted = [each for each in answers if each.about is AnswerAbout.TEXT and each.kind == kind]
    if not kind or not wanted:
        return source
    fields = {each.name for each in kind_named(kind).columns}
    places = [
        Origin(sheet.name, row.number)
        for sheet in reversed(source.sheets)
        for row in reversed(sheet.rows)
    ]
    found = {row_digest(source.row(place)): place for place in places}
    listed = {row.origin for row in ListedRows([(kind, source)], words).rows}
    before = source
    for answer in wanted:
        _, into, of, column = answer.scope.split(" ")
        row, at = found.get(into), int(column) if column.isdecimal() else None
        is_there = of == row_digest("") or of in found
        if row is not None and row in listed and is_there and answer.answer in fields:
            put = PutText(answer.text, found.get(of), at, row, before.row(row), answer.answer)
            source = _with_put(source, kind, put, words)
    return source
