"""Reads a Word file (.docx, .docm, .dotx) with its headings, paragraphs, lists, tables and pictures
in order."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ita_desktop.exchange.blocks import (
    SourceBlocks,
)
from ita_desktop.exchange.files.assembling import Part, assembled
from ita_desktop.exchange.files.cell_lines import PartsReader
from ita_desktop.exchange.files.package_guard import MACROS
from ita_desktop.exchange.files.reader_remarks import EMBEDDED, remarks_of
from ita_desktop.exchange.files.word.package import W, WordPackage
from ita_desktop.exchange.files.word.styles import Numbering, Styles
from ita_desktop.exchange.files.word.tables import TableReader, is_frame, rows_of
from ita_desktop.exchange.files.word.text import (
    PARAGRAPH,
    TABLE,
    ParagraphReader,
    TextReader,
    Written,
)
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import WorkProgress


class BodyReader(PartsReader):
    """Reads the parts of a Word file."""

    def __init__(
        self, paragraphs: ParagraphReader, data: bytes, source: str, work_progress: WorkProgress
    ) -> None:
        super().__init__(data, source, work_progress)
        self._paragraphs = paragraphs

    def parts(self, body: Any) -> Iterator[Part]:
        for done, element in enumerate(self._paragraphs.texts.content(body)):
            self._work_progress.at(done)
            if element.tag == PARAGRAPH:
                written = self._paragraphs.read(element)
                if written is not None:
                    yield from self._paragraph(written)
            elif element.tag == TABLE:
                yield from self._table(element)
            elif element.tag in {f"{W}altChunk", f"{W}subDoc"}:
                self._paragraphs.texts.counted[EMBEDDED] += 1

    def _paragraph(self, written: Written) -> Iterator[Part]:
        line, caption = written.line, written.style.caption
        self._continued |= line.page_break
        return self._line(line, written.label, written.level, written.heading, caption=caption)

    def _table(self, element: Any) -> Iterator[Part]:
        rows = rows_of(self._paragraphs, element)
        if is_frame(rows):
            for row in rows:
                for cell in row.cells:
                    yield from self.parts(cell)
            return
        continued, self._continued = self._continued, False
        reader = TableReader(self._paragraphs, self._data, self._source, self._work_progress)
        yield reader.read(element, rows, continued=continued)


def read_word(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the content of a Word file. Raises arbitrary exceptions for broken parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _read(WordPackage.of(archive, source), data, work_progress)


def _read(package: WordPackage, data: bytes, work_progress: WorkProgress) -> SourceBlocks:
    root = package.document()
    styles = Styles(package.part("styles"))
    texts = TextReader(package, styles)
    if next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None:
        texts.page = 1
    numbering = Numbering(package.part("numbering"), styles)
    paragraphs = ParagraphReader(texts, styles, numbering)
    reader = BodyReader(paragraphs, data, package.source, work_progress)
    body = root.find(f"{W}body")
    parts = () if body is None else reader.parts(body)
    return assembled(parts, package.source, _remarks(package, texts))


def _remarks(package: WordPackage, texts: TextReader) -> Iterator[Remark]:
    """Yield what to report on the whole file."""
    if package.has_macros:
        yield Remark(None, MACROS)
    yield from remarks_of(texts.counted)
