"""Reads a Word or text file as rich text: bold, lists, tables, page breaks.

Word stores list numbers separately from the text; they are computed here as Word does and written
as text in the list's format (``(1)``, ``ก.``).
"""

import io
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.rich import HYPHEN, PAGE, RichLine, Span, parse, write
from ita_desktop.exchange.files.limits import MAX_FILE, MAX_PARTS, MAX_SHEET_PART
from ita_desktop.paths import open_given

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_DEPTH: Final = 10
"""Maximum depth of styles that are based on others."""
_OFF: Final = frozenset({"0", "false", "off"})
_BOLD: Final = (f"{_W}rPr/{_W}b", f"{_W}rPr/{_W}bCs")
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A duplicate that Word writes for programs that do not support the original."""
_IMAGES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
)
_THAI_LETTERS: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLET: Final = "bullet"
_PLACE: Final = re.compile(r"%([1-9])")


class LongText(NamedTuple):
    """The text of a file, and the counts of what was lost: images, merged cells of tables (their
    text is kept once, in the first cell), and vertical bars in cells (replaced by ``/``)."""

    text: str
    pictures: int = 0
    merged: int = 0
    strokes: int = 0


class _Level(NamedTuple):
    """The numbering of a list level: ``shape`` is its text with placeholders (``(%1)``)."""

    form: str
    shape: str
    start: int


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
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        _guard(data)
        document = Document(io.BytesIO(data))
        body = document.element.body
        for twice in list(body.iter(_FALLBACK)):
            twice.getparent().remove(twice)
        lines = list(_Reader(document).lines(body))
        pictures = sum(1 for _image in body.iter(*_IMAGES))
        merged = sum(1 for _cell in body.iter(f"{_W}gridSpan", f"{_W}vMerge"))
        strokes = sum((text.text or "").count("|") for text in body.xpath(".//w:tc//w:t"))
    except (PackageNotFoundError, OSError, BadZipFile, KeyError, ValueError) as error:
        raise InputError(
            "{file} เปิดเป็นไฟล์ Word ไม่ได้", remedy="เปิดใน Word แล้วบันทึกใหม่เป็น .docx", file=name
        ) from error
    while lines and lines[0] == PAGE:
        lines.pop(0)
    return LongText("\n".join(lines), pictures, merged, strokes)


def _guard(data: bytes) -> None:
    """Raise ValueError for a file that is too large to open."""
    with ZipFile(io.BytesIO(data)) as parts:
        listed = parts.infolist()
    if len(listed) > MAX_PARTS or sum(info.file_size for info in listed) > MAX_SHEET_PART:
        raise ValueError


class _Reader:
    """Reads the body of a Word file, computing list numbers."""

    def __init__(self, document: Any) -> None:
        self._levels = _levels(document)
        self._styles = {
            element.get(f"{_W}styleId"): element
            for element in document.styles.element.iterfind(f"{_W}style")
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
        if any(line_break.get(f"{_W}type") == "page" for line_break in element.iter(f"{_W}br")) or (
            element.find(f"{_W}pPr/{_W}pageBreakBefore") is not None
        ):
            yield PAGE
        mark, level = self._mark(element)
        spans = tuple(self._spans(element))
        if mark and not parse(f"{mark} ก")[0].mark:
            # Rich text has no lists with letters: the letters are written as text.
            spans, mark, level = (Span(f"{mark} "), *spans), "", 0
        if mark or any(span.text.strip() for span in spans):
            yield write([RichLine(spans, mark, level)])

    def _mark(self, element: Any) -> tuple[str, int]:
        found = element.find(f"{_W}pPr/{_W}numPr")
        if found is None:
            found = self._of_style(element.find(f"{_W}pPr/{_W}pStyle"), f"{_W}pPr/{_W}numPr")
        if found is None:
            return "", 0
        number = found.find(f"{_W}numId")
        depth = found.find(f"{_W}ilvl")
        of = number.get(f"{_W}val") if number is not None else "0"
        level = int(depth.get(f"{_W}val")) if depth is not None else 0
        if of == "0":
            return "", 0
        known = self._levels.get((of, level), _Level("decimal", "", 1))
        if known.form == _BULLET:
            return HYPHEN, min(level, 1)
        if (of, level) not in self._counts:
            self._counts[of, level] = known.start - 1
        self._counts[of, level] += 1
        for key in [key for key in self._counts if key[0] == of and key[1] > level]:
            del self._counts[key]
        if known.shape:
            return _PLACE.sub(lambda place: self._number(of, int(place[1]) - 1), known.shape), min(
                level, 1
            )
        counts = (self._number(of, at) for at in range(level + 1))
        return f"{'.'.join(counts)}{'.' if not level else ''}", min(level, 1)

    def _number(self, of: str, level: int) -> str:
        """Return the present number of a list level."""
        known = self._levels.get((of, level))
        count = self._counts.get((of, level), known.start if known is not None else 1)
        return _written_as(known.form if known is not None else "", count)

    def _spans(self, element: Any) -> Iterator[Span]:
        whole = _bold(self._of_style(element.find(f"{_W}pPr/{_W}pStyle"), *_BOLD))
        for run in element.iter(f"{_W}r"):
            own = _bold(
                next((mark for path in _BOLD if (mark := run.find(path)) is not None), None)
            )
            named = _bold(self._of_style(run.find(f"{_W}rPr/{_W}rStyle"), *_BOLD))
            bold = next((look for look in (own, named, whole) if look is not None), False)
            text = "".join(
                part.text or "" if part.tag == f"{_W}t" else " "
                for part in run
                if part.tag in {f"{_W}t", f"{_W}tab"} or _breaks(part)
            )
            yield Span(text, bold)

    def _of_style(self, named: Any, *paths: str) -> Any:
        """Return the value at the first of ``paths`` in a style, or one that it is based on."""
        for _depth in range(_MAX_DEPTH):
            style = self._styles.get(named.get(f"{_W}val")) if named is not None else None
            if style is None:
                return None
            for path in paths:
                if (found := style.find(path)) is not None:
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


def _bold(element: Any) -> bool | None:
    """Return the value of a bold mark; None if there is none."""
    return None if element is None else element.get(f"{_W}val") not in _OFF


def _breaks(element: Any) -> bool:
    return bool(element.tag == f"{_W}br" and element.get(f"{_W}type") != "page")


def _levels(document: Any) -> dict[tuple[str, int], _Level]:
    """Return the numbering by list number and level."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    forms: dict[str, dict[int, _Level]] = {}
    for abstract in numbering.iterfind(f"{_W}abstractNum"):
        of = forms.setdefault(abstract.get(f"{_W}abstractNumId"), {})
        for level in abstract.iterfind(f"{_W}lvl"):
            of[int(level.get(f"{_W}ilvl"))] = _Level(
                _value(level, "numFmt", "decimal"),
                _value(level, "lvlText", ""),
                int(_value(level, "start", "1")),
            )
    found = {}
    for num in numbering.iterfind(f"{_W}num"):
        number = num.get(f"{_W}numId")
        begins = {
            int(override.get(f"{_W}ilvl")): int(_value(override, "startOverride", "1"))
            for override in num.iterfind(f"{_W}lvlOverride")
            if override.find(f"{_W}startOverride") is not None
        }
        for at, level in forms.get(_value(num, "abstractNumId", ""), {}).items():
            found[number, at] = level._replace(start=begins.get(at, level.start))
    return found


def _value(element: Any, name: str, usual: str) -> str:
    found = element.find(f"{_W}{name}")
    return usual if found is None else str(found.get(f"{_W}val", usual))


def _written_as(form: str, count: int) -> str:
    """Return a number in one of Word's formats; digits are those of the printed document."""
    at = max(count - 1, 0)
    if form in {"thaiLetters", "lowerLetter", "upperLetter"}:
        letters = _THAI_LETTERS if form == "thaiLetters" else _LATIN_LETTERS
        text = letters[at % len(letters)] * (at // len(letters) + 1)
    elif form in {"lowerRoman", "upperRoman"}:
        text = ""
        for worth, letters in _ROMAN:
            times, count = divmod(count, worth)
            text += letters * times
    else:
        return str(count)
    return text.upper() if form.startswith("upper") else text
