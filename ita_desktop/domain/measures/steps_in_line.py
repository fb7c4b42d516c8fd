"""Numbered steps written in one paragraph (``1. ... 2. ... 3. ...``), as in narrow cells and
scanned pages: detected, and split on request."""

import re

from ita_desktop.domain.text import to_arabic

_D = "[0-9๐-๙]"
_STEP = re.compile(
    rf"(?:(?<=\s)|^)(?P<open>\(?)(?P<number>{_D}{{1,2}})(?P<close>[.)])(?!{_D})\s*(?=\S)"
)
_MIN_STEPS = 2
"""Minimum number of steps of a list."""


def in_lines(text: str) -> str:
    """Return the text with each step on a line of its own; unchanged if no paragraph has several
    consecutive steps numbered in the same style.

    >>> in_lines("1. ทำแผน 2. ติดประกาศ 3. รายงาน")
    '1. ทำแผน\\n2. ติดประกาศ\\n3. รายงาน'
    >>> in_lines("ข้อ 1. และ 3. ของระเบียบ")
    'ข้อ 1. และ 3. ของระเบียบ'
    """
    return "\n".join(_parted(line) for line in text.split("\n"))


def has_several(text: str) -> bool:
    """Return whether a paragraph of the text has several steps."""
    return in_lines(text) != text


def _parted(line: str) -> str:
    found = list(_STEP.finditer(line))
    # A list starts at the beginning of a paragraph; other numbers are no steps.
    if not found or line[: found[0].start()].strip():
        return line
    form = (found[0]["open"], found[0]["close"], found[0]["number"].isascii())
    begins = [found[0]]
    for match in found[1:]:
        same = (match["open"], match["close"], match["number"].isascii()) == form
        if same and _number(match) == _number(begins[-1]) + 1:
            begins.append(match)
    if len(begins) < _MIN_STEPS:
        return line
    starts = [begin.start() for begin in begins]
    ends = [*starts[1:], len(line)]
    parts = (line[start:end].rstrip() for start, end in zip(starts, ends, strict=True))
    return line[: starts[0]] + "\n".join(parts)


def _number(found: re.Match[str]) -> int:
    return int(to_arabic(found["number"]))
