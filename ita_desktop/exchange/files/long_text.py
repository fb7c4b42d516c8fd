"""A long text from a Word or text file, as rich text: bold, lists, tables, pages.

Word keeps the numbers of lists apart from their text; they are counted here as Word does, each list
from one on, because rich text has them as letters.
"""

import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.rich import HYPHEN, PAGE, RichLine, Span, write
from ita_desktop.exchange.files.limits import MAX_FILE, MAX_PARTS, MAX_SHEET_PART

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST: Final = 10
"""Of styles that are based on one another."""
_OFF: Final = frozenset({"0", "false", "off"})


def read(path: Path) -> str:
    """The text of a file. Raises InputError where it cannot be read."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_FILE else b""
    except OSError as error:
        raise InputError(
            "เปิด {file} ไม่ได้", remedy="ตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดในโปรแกรมอื่น", file=path.name
        ) from error
    if path.suffix.lower() == ".docx":
        return _of_word(data, path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874", errors="replace")


def _of_word(data: bytes, name: str) -> str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        _guard(data)
        document = Document(io.BytesIO(data))
        lines = list(_Reader(document).lines(document.element.body))
    except (PackageNotFoundError, OSError, BadZipFile, KeyError, ValueError) as error:
        raise InputError(
            "{file} เปิดเป็นไฟล์ Word ไม่ได้", remedy="เปิดใน Word แล้วบันทึกใหม่เป็น .docx", file=name
        ) from error
    while lines and lines[0] == PAGE:
        lines.pop(0)
    return "\n".join(lines)


def _guard(data: bytes) -> None:
    """Raises ValueError for a file that would be too much to open."""
    with ZipFile(io.BytesIO(data)) as parts:
        listed = parts.infolist()
    if len(listed) > MAX_PARTS or sum(info.file_size for info in listed) > MAX_SHEET_PART:
        raise ValueError


class _Reader:
    """Reads the body of a Word file; it counts the numbers of its lists."""

    def __init__(self, document: Any) -> None:
        self._bulleted = _bulleted(document)
        self._styles = {
            one.get(f"{_W}styleId"): one for one in document.styles.element.iterfind(f"{_W}style")
        }
        self._counts: dict[tuple[str, int], int] = defaultdict(int)

    def lines(self, body: Any) -> Iterator[str]:
        for child in body:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag == f"{_W}sdt":
                yield from self.lines(child.iterfind(f"{_W}sdtContent/*"))

    def _paragraph(self, element: Any) -> Iterator[str]:
        if any(one.get(f"{_W}type") == "page" for one in element.iter(f"{_W}br")) or (
            element.find(f"{_W}pPr/{_W}pageBreakBefore") is not None
        ):
            yield PAGE
        mark, level = self._mark(element)
        spans = tuple(_spans(element))
        if mark or any(span.text.strip() for span in spans):
            yield write([RichLine(spans, mark, level)])

    def _mark(self, element: Any) -> tuple[str, int]:
        found = element.find(f"{_W}pPr/{_W}numPr")
        if found is None:
            found = self._of_style(element.find(f"{_W}pPr/{_W}pStyle"))
        if found is None:
            return "", 0
        number = found.find(f"{_W}numId")
        depth = found.find(f"{_W}ilvl")
        of = number.get(f"{_W}val") if number is not None else "0"
        level = int(depth.get(f"{_W}val")) if depth is not None else 0
        if of == "0":
            return "", 0
        if (of, level) in self._bulleted:
            return HYPHEN, min(level, 1)
        self._counts[of, level] += 1
        for key in [key for key in self._counts if key[0] == of and key[1] > level]:
            del self._counts[key]
        counts = (str(self._counts[of, at] or 1) for at in range(level + 1))
        return f"{'.'.join(counts)}{'.' if not level else ''}", min(level, 1)

    def _of_style(self, named: Any) -> Any:
        """What a paragraph's style says of its list."""
        for _depth in range(_DEEPEST):
            style = self._styles.get(named.get(f"{_W}val")) if named is not None else None
            if style is None:
                return None
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                return found
            named = style.find(f"{_W}basedOn")
        return None

    def _table(self, element: Any) -> Iterator[str]:
        rows = list(element.iterfind(f"{_W}tr"))
        for at, row in enumerate(rows):
            cells = [self._cell(cell) for cell in row.iterfind(f"{_W}tc")]
            yield f"| {' | '.join(cells)} |"
            heads = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            if not at and (heads or len(rows) > 1):
                yield f"|{'---|' * len(cells)}"

    def _cell(self, element: Any) -> str:
        lines = (line for line in self.lines(element) if line != PAGE)
        return "<br>".join(line.replace("|", "/") for line in lines)


def _spans(element: Any) -> Iterator[Span]:
    for run in element.iter(f"{_W}r"):
        bold = run.find(f"{_W}rPr/{_W}b")
        thick = run.find(f"{_W}rPr/{_W}bCs") if bold is None else bold
        text = "".join(
            one.text or "" if one.tag == f"{_W}t" else " "
            for one in run
            if one.tag in {f"{_W}t", f"{_W}tab"} or _breaks(one)
        )
        yield Span(text, thick is not None and thick.get(f"{_W}val") not in _OFF)


def _breaks(element: Any) -> bool:
    return bool(element.tag == f"{_W}br" and element.get(f"{_W}type") != "page")


def _bulleted(document: Any) -> frozenset[tuple[str, int]]:
    """The lists, by number and level, that have bullets."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return frozenset()
    forms = {
        (one.get(f"{_W}abstractNumId"), int(level.get(f"{_W}ilvl")))
        for one in numbering.iterfind(f"{_W}abstractNum")
        for level in one.iterfind(f"{_W}lvl")
        if (form := level.find(f"{_W}numFmt")) is not None and form.get(f"{_W}val") == "bullet"
    }
    return frozenset(
        (num.get(f"{_W}numId"), level)
        for num in numbering.iterfind(f"{_W}num")
        for abstract, level in forms
        if num.find(f"{_W}abstractNumId").get(f"{_W}val") == abstract
    )
