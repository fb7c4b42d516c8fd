"""The numbers that the lines of an order begin with: ``1.2``, ``3)``, ``(4)``, ``ก.``."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ita_desktop.exchange.cells.cell_text import plain

_DIGITS: Final = r"(?:\d{1,3}\.)*\d{1,3}"
_NUMBER: Final = re.compile(
    rf"(?P<printed>\((?P<bracketed>{_DIGITS})\)|(?P<plain>{_DIGITS})[.)]?"
    r"|\(?(?P<letter>[ก-ฮ])[.)](?![ก-ฮ]\.))",
    re.ASCII,
)
_BEFORE: Final = re.compile(rf"{_NUMBER.pattern}(?:(?<=[.)])\s*|\s+)(?=[^\d\s])", re.ASCII)
_LETTERS: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""The letters that Thai lists are numbered with, in their order."""


class LineNumber(NamedTuple):
    """A number with its parts, 2 and 14 of ``2.14``."""

    parts: tuple[int, ...]
    printed: str

    @property
    def last(self) -> int:
        return self.parts[-1]

    @property
    def text(self) -> str:
        """``2.14``"""
        return ".".join(map(str, self.parts))

    @property
    def shape(self) -> str:
        """How it is written, whatever the number: ``(0)``, ``ก)``."""
        return re.sub("[ก-ฮ]", "ก", re.sub(r"\d+", "0", self.printed))


def number_alone(text: str, *after: int) -> LineNumber | None:
    """Return the number that a text is. A letter is one only if it is the first or follows one of
    the numbers ``after``, as it may begin an abbreviation."""
    found = _NUMBER.fullmatch(plain(text))
    return _of(found, after) if found else None


def number_before(label: str, text: str, *after: int) -> tuple[LineNumber | None, str]:
    """Return the number before a line, which Word made (its ``label``) or somebody typed, and the
    text behind it."""
    line = plain(text)
    if number := number_alone(label, *after):
        return number, line
    found = _BEFORE.match(line) if not plain(label) else None
    number = _of(found, after) if found else None
    return (number, line[found.end() :]) if found and number else (None, line)


def _of(found: re.Match[str], after: Sequence[int]) -> LineNumber | None:
    if letter := found["letter"]:
        number = _LETTERS.find(letter) + 1
        return LineNumber((number,), found["printed"]) if number - 1 in {0, *after} else None
    digits = found["bracketed"] or found["plain"]
    return LineNumber(tuple(map(int, digits.split("."))), found["printed"])
