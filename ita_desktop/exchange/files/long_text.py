"""Reads a Word or text file as rich text: bold, lists, tables, page breaks.

Word stores list numbers separately from the text; they are written as text in the list's format
(``(1)``, ``ก.``), with Arabic digits as all stored text.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import ZipFile

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.rich import DEEPEST, HYPHEN, PAGE, RichLine, Span, parse, write
from ita_desktop.domain.text import to_arabic
from ita_desktop.exchange.files.formats import MAX_FILE
from ita_desktop.paths import open_given

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A duplicate that Word writes for programs that do not support the original."""
_IMAGES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
)


class LongText(NamedTuple):
    """The text of a file, and the counts of what was lost: images, merged cells of tables (their
    text is kept once, in the first cell), and vertical bars in cells (replaced by ``/``)."""

    text: str
    pictures: int = 0
    merged: int = 0
    strokes: int = 0


def read(path: Path) -> LongText:
    """Return the content of a file. Raises InputError if it cannot be read."""
    try:
        with open_given(path) as file:
            data = file.read() if os.fstat(file.fileno()).st_size <= MAX_FILE else b""
    except OSError as error:
        raise InputError(
            "เปิด {file} ไม่ได้", remedy="ตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดในโปรแกรมอื่น", file=path.name
        ) from error
    if path.suffix.lower() == ".docx":
        return _of_word(data, path.name)
    try:
        return LongText(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return LongText(data.decode("cp874", errors="replace"))


def _of_word(data: bytes, name: str) -> LongText:
    from ita_desktop.exchange.files.word_styles import WordPackage

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            package = WordPackage.of(archive, name)
            root = package.document()
            for twice in list(root.iter(_FALLBACK)):
                twice.getparent().remove(twice)
            body = root.find(f"{_W}body")
            lines = list(_Reader(package).lines(body))
    except Exception as error:  # broken parts raise arbitrary exceptions
        raise InputError(
            "{file} เปิดเป็นไฟล์ Word ไม่ได้", remedy="เปิดใน Word แล้วบันทึกใหม่เป็น .docx", file=name
        ) from error
    pictures = sum(1 for _image in body.iter(*_IMAGES))
    merged = sum(1 for _cell in body.iter(f"{_W}gridSpan", f"{_W}vMerge"))
    strokes = sum((text.text or "").count("|") for text in body.xpath(_CELL_TEXTS, namespaces=_NS))
    while lines and lines[0] == PAGE:
        lines.pop(0)
    return LongText("\n".join(lines), pictures, merged, strokes)


_NS: Final = {"w": _W.strip("{}")}
_CELL_TEXTS: Final = ".//w:tc//w:t"


class _Reader:
    """Reads the body of a Word file."""

    def __init__(self, package: Any) -> None:
        from ita_desktop.exchange.files.word_reader import ParagraphReader, TextReader
        from ita_desktop.exchange.files.word_styles import Numbering, Styles

        styles = Styles(package.part("styles"))
        self._texts = TextReader(package, styles)
        numbering = Numbering(package.part("numbering"), styles)
        self._paragraphs = ParagraphReader(self._texts, styles, numbering)

    def lines(self, body: Any) -> Iterator[str]:
        for child in self._texts.content(body):
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)

    def _paragraph(self, element: Any) -> Iterator[str]:
        written = self._paragraphs.read(element)
        if written is None:
            return
        if written.line.page_break and element.find(f"{_W}pPr/{_W}sectPr") is None:
            yield PAGE
        mark, level = to_arabic(written.label), min(written.level, DEEPEST)
        spans = [
            Span(run.text.replace("\t", " ").replace("\n", " "), run.bold)
            for run in written.line.runs
        ]
        if written.bulleted:
            mark = HYPHEN
        elif mark and not parse(f"{mark} ก")[0].mark:
            # Rich text has no lists with letters: the letters are written as text.
            spans, mark, level = [Span(f"{mark} "), *spans], "", 0
        if mark or any(span.text.strip() for span in spans):
            yield write([RichLine(tuple(spans), mark, level if mark else 0)])
        for box in written.line.boxes:
            yield from self.lines(box)

    def _table(self, element: Any) -> Iterator[str]:
        from ita_desktop.exchange.files.word_reader import rows_of

        rows = rows_of(self._paragraphs, element)
        for at, row in enumerate(rows):
            cells = [self._cell(cell) for cell in row.cells]
            yield f"| {' | '.join(cells)} |"
            heads = row.properties is not None and row.properties.find(f"{_W}tblHeader") is not None
            if not at and (heads or len(rows) > 1):
                yield f"|{'---|' * len(cells)}"

    def _cell(self, element: Any) -> str:
        lines = (line for line in self.lines(element) if line != PAGE)
        return "<br>".join(line.replace("|", "/") for line in lines)
