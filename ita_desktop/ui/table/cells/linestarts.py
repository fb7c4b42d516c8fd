"""Offsets of the lines of a wrapped text."""

import re
from collections.abc import Iterable
from typing import Final

_SPACES: Final = re.compile(" *")
_PARAGRAPH_END: Final = re.compile(" *\n")


def line_starts(text: str, lines: Iterable[str]) -> list[int]:
    """Returns the offset in ``text`` of each of its wrapped ``lines``; the first is 0.

    Line breaking drops spaces where a line ends or begins, and line breaks; they belong to the line
    before.
    """
    starts: list[int] = []
    at = 0
    for line in lines:
        if starts and (ended := _PARAGRAPH_END.match(text, at)):
            at = ended.end()
        at = _start(text, line, at)
        starts.append(at if starts else 0)
        at += len(line)
    return starts


def _start(text: str, line: str, at: int) -> int:
    """Returns where ``line`` begins from ``at`` on: it may begin with some of the spaces there."""
    spaces = _SPACES.match(text, at)
    end = spaces.end() if spaces is not None else at
    found = text.find(line, at, end + len(line))
    return found if found >= 0 else end
