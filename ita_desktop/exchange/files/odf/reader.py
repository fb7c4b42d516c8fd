"""Reads OpenDocument texts (.odt) and sheets (.ods)."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.blocks import (
    SourceBlocks,
)
from ita_desktop.exchange.files import limits, package_guard
from ita_desktop.exchange.files.assembling import Part, assembled, of_sheets
from ita_desktop.exchange.files.cell_lines import PartsReader
from ita_desktop.exchange.files.odf.styles import OFFICE, TABLE, TEXT, Styles
from ita_desktop.exchange.files.odf.tables import TableReader, framed, hidden_of, is_frame
from ita_desktop.exchange.files.odf.text import LinesReader, ListParagraph, TextReader
from ita_desktop.exchange.files.reader_remarks import (
    CHANGES,
    hidden_cells,
    hidden_sheets,
    remarks_of,
    uncomputed_cells,
)
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, WorkProgress

_WITHIN: Final = frozenset(
    f"{TEXT}{name}"
    for name in (
        *("section", "index-body", "table-of-content", "index-title", "numbered-paragraph"),
        *("illustration-index", "table-index", "user-index", "bibliography"),
    )
)
"""Elements whose content stands where they stand."""


def read_odf(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the content of an OpenDocument file. Raises arbitrary exceptions for broken parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _read(archive, data, source, work_progress)


def _read(
    archive: zipfile.ZipFile, data: bytes, source: str, work_progress: WorkProgress
) -> SourceBlocks:
    package_guard.check_sizes(archive, source, _most)
    package_guard.check_parts(archive, source, limits.MAX_TEXT_TAGS)
    names = archive.namelist()
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest):
        raise package_guard.encrypted(source)
    root = package_guard.parsed(archive.read("content.xml"), source)
    roots = [root]
    if "styles.xml" in names:
        roots.insert(0, package_guard.parsed(archive.read("styles.xml"), source))
    styles = Styles(*roots)
    reader = _Reader(LinesReader(styles, TextReader(styles)), data, source, work_progress)
    book = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if book is not None:
        return of_sheets(list(reader.sheets(book)), reader.remarks())
    text = root.find(f"{OFFICE}body/{OFFICE}text")
    parts = () if text is None else reader.parts(text)
    return assembled(parts, source, reader.remarks())


def _most(name: str) -> int:
    return limits.MAX_TEXT_PART if name == "content.xml" else limits.MAX_OTHER_PART


class _Reader(PartsReader):
    def __init__(
        self, lines: LinesReader, data: bytes, source: str, work_progress: WorkProgress
    ) -> None:
        super().__init__(data, source, work_progress)
        self._lines = lines
        self._hidden: list[str] = []
        self._remarks: list[Remark] = []
        """What to report on the sheets of a workbook."""

    def remarks(self) -> Iterator[Remark]:
        """Yield what to report on the whole file, once that was read."""
        yield from remarks_of(self._lines.texts.counted)
        yield from self._remarks
        yield from hidden_sheets(self._hidden)

    def sheets(self, book: Any) -> Iterator[DataSheet]:
        """Yield the visible sheets of a workbook."""
        for table in book.iterfind(f"{TABLE}table"):
            name = table.get(f"{TABLE}name", "")
            if self._lines.styles.is_hidden(table.get(f"{TABLE}style-name", "")):
                self._hidden.append(name)
                continue
            where = Phrase("{source} แผ่น “{sheet}”", source=self._source, sheet=name)
            reader = TableReader(self._lines, self._data, where, self._work_progress)
            sheet = DataSheet(name, reader.read(table).rows, self._source)
            self._remarks += (*hidden_cells(sheet, hidden_of(table)), *uncomputed_cells(sheet))
            yield sheet

    def parts(self, body: Any) -> Iterator[Part]:
        for done, element in enumerate(body):
            self._work_progress.at(done)
            if element.tag == f"{TABLE}table":
                yield from self._table(element)
            elif element.tag in _WITHIN:
                yield from self.parts(element)
            elif element.tag == f"{TEXT}tracked-changes":
                self._lines.texts.counted[CHANGES] += len(element)
            else:
                for item in self._lines.of(element):
                    yield from self._paragraph(item)

    def _paragraph(self, item: ListParagraph) -> Iterator[Part]:
        self._continued |= self._lines.styles.begins_page(item.style)
        caption = self._lines.styles.is_caption(item.style)
        return self._line(item.line, item.label, item.depth, item.heading, caption=caption)

    def _table(self, table: Any) -> Iterator[Part]:
        if is_frame(table):
            for cell in framed(table):
                yield from self.parts(cell)
            return
        self._continued |= self._lines.styles.begins_page(table.get(f"{TABLE}style-name", ""))
        continued, self._continued = self._continued, False
        reader = TableReader(self._lines, self._data, self._source, self._work_progress)
        yield reader.read(table, continued=continued)
