"""Reads a Word file (.docx, .docm, .dotx) with its lists, tables and pictures in order."""

import io
import zipfile
from collections.abc import Iterator

from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.files.assembling import assembled
from ita_desktop.exchange.files.package_guard import MACROS
from ita_desktop.exchange.files.reader_remarks import remarks_of
from ita_desktop.exchange.files.word.body import BodyReader
from ita_desktop.exchange.files.word.numbering import Numbering
from ita_desktop.exchange.files.word.package import W, WordPackage
from ita_desktop.exchange.files.word.paragraphs import ParagraphReader
from ita_desktop.exchange.files.word.styles import Styles
from ita_desktop.exchange.files.word.text import TextReader
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import WorkProgress


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
