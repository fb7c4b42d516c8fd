"""Splits a cell of required contents into points, and reads a cell of formats."""

import re
from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.framework import Formats
from ita_desktop.domain.text import one_line

_BULLET: Final = re.compile(r"(?:[-–—•·*✓▪‣◦➢❖○●◆■□\uf020-\uf0ff]+|o(?=\s))\s*")
_NUMBER: Final = re.compile(
    r"\(?(\d{1,2}(?:\.\d{1,2})*)[.)](?:\s+|(?=[^\d\s]))|(\d{1,2})\s+(?=[ก-๙])"
)
_INLINE: Final = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s*(?=[^\d\s.])")
_FORMATS: Final = {
    "excel": ("excel", "xlsx", "xls"),
    "word": ("word", "docx", "doc"),
    "csv": ("csv",),
    "json": ("json",),
    "xml": ("xml",),
}
_WORD: Final = re.compile(r"[a-z]+")


def points_of(text: str) -> tuple[str, ...]:
    """Return the points of a cell: one for each number or bullet, or for each line if it has
    neither. Lines that go on are joined; numbers and bullets are left out.

    >>> points_of("แสดงข้อมูล\\n1) ชื่อ\\n   และตำแหน่ง\\n2) ที่อยู่")
    ('แสดงข้อมูล', 'ชื่อ และตำแหน่ง', 'ที่อยู่')
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lines = [part for line in lines for part in _inline(line)]
    marked = [_mark(line) for line in lines]
    if not any(marked):
        return tuple(lines)
    points: list[str] = []
    after_mark = False
    for line, end in zip(lines, marked, strict=True):
        if end:
            points.append(line[end:].strip())
            after_mark = True
        elif after_mark:
            points[-1] = one_line(f"{points[-1]} {line}")
        else:
            points.append(line)
    return tuple(filter(None, points))


def _mark(line: str) -> int:
    """Return where the text behind a number or bullet begins; 0 if the line has none."""
    found = _BULLET.match(line) or _NUMBER.match(to_arabic(line))
    return found.end() if found else 0


def _inline(line: str) -> Iterator[str]:
    """Yield the parts of a line that counts ``1) … 2) …`` from 1 on."""
    starts: list[int] = []
    for found in _INLINE.finditer(to_arabic(line)):
        if int(found[1]) == len(starts) + 1:
            starts.append(found.start())
    if len(starts) < 2:
        yield line
        return
    for start, end in zip([0, *starts], [*starts, len(line)], strict=True):
        if part := line[start:end].strip():
            yield part


def formats_of(text: str) -> Formats | None:
    """Return the formats that a cell names (PDF, Excel, Word, CSV, JSON, XML); None for none."""
    words = set(_WORD.findall(text.lower()))
    readable = tuple(name for name, known in _FORMATS.items() if words.intersection(known))
    if "pdf" not in words and not readable:
        return None
    return Formats(pdf="pdf" in words, machine_readable=readable)
