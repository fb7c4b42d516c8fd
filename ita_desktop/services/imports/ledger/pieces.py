"""Cuts texts into the pieces that are accounted for: addresses, numbers and words."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain.dates import (
    BUDDHIST_OFFSET,
    MONTHS,
    MONTHS_SHORT,
    DateError,
    buddhist_year,
    parse_date,
)
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import key

NUMBER: Final = re.compile(r"\d+(?:,\d{3})*(?:[./-]\d+)*")
_SIGNS: Final = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_PIECE: Final = re.compile(
    r"(?P<address>(?:https?|ftp)://\S+)"
    r"|(?P<code>[A-Za-z]+\d\w*)"
    rf"|(?P<number>{NUMBER.pattern})"
    rf"|(?P<short>(?:(?:[^\W\d_]{_SIGNS}*){{1,3}}\.){{2,}})"
    rf"|(?:และ|หรือ)?(?P<word>(?:[^\W\d_]|{_SIGNS})+)"
)
_DAY: Final = re.compile(
    r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})|(\d{4})[/-](\d{1,2})[/-](\d{1,2})"
)
_MONTH: Final = "|".join(
    re.escape(name).replace(r"\.", r"\.?\s?") for name in (*MONTHS, *MONTHS_SHORT)
)
WRITTEN_DAY: Final = re.compile(
    rf"(?<!\d)\d{{1,2}}[\s-]*(?:เดือน\s*)?(?:{_MONTH})[\s-]*(?:[พค]\.?\s?ศ\.?\s*)?(?:\d{{4}}|\d{{2}})(?!\d)"
)
"""A day with the name of its month, in Arabic digits."""
_LEAST: Final = 2
"""Number of letters of a word; a single one is a mark or a part of an abbreviation."""


_JOINING: Final = frozenset({"และ", "หรือ"})


class CheckedPiece(NamedTuple):
    """A piece of a line, from ``start`` to ``end``: ``key`` is what it is compared by."""

    key: str
    start: int
    end: int
    is_number: bool


def pieces_of(text: str) -> Iterator[CheckedPiece]:
    """Yield the pieces of a text in order.

    >>> [piece.key for piece in pieces_of("ร้อยละ ๙๑.๑๐ (ปี 2568)")]
    ['ร้อยละ', '91.1', 'ปี', '2568']
    """
    for found in _PIECE.finditer(to_arabic(text)):
        name = found.lastgroup or ""
        word, (start, end) = found[name], found.span(name)
        if name == "number":
            yield CheckedPiece(figure_key(word), start, end, is_number=True)
        elif len(word) >= _LEAST and word not in _JOINING:
            yield CheckedPiece(key(word), start, end, is_number=False)


def figure_key(number: str) -> str:
    """Return what equal numbers have in common: ``085.50`` and ``85.5`` are one, and so are the
    days ``31/01/2568``, ``31-1-68`` and ``2025-01-31``."""
    plain = number.replace(",", "")
    if found := _DAY.fullmatch(plain):
        day, month, year = filter(None, found.groups())
        if len(day) > 2:
            day, year = year, day
        era = BUDDHIST_OFFSET if len(year) > 2 and int(year) < 2400 else 0
        return f"{int(day)}/{int(month)}/{(int(year) + era) % 100}"
    if plain.count(".") == 1:
        plain = plain.rstrip("0").rstrip(".")
    return plain.lstrip("0") or "0"


def written_day(text: str) -> str:
    """Return the key of a day with the name of its month; empty if there is no such day.

    >>> written_day("5 พฤศจิกายน พ.ศ. 2567"), figure_key("5/11/67")
    ('5/11/67', '5/11/67')
    """
    try:
        return numbers_of(parse_date(text))[0]
    except DateError:
        return ""


def numbers_of(day: date) -> tuple[str, ...]:
    """Return the keys of a day: written in numbers, then of the numbers beside a month's name; of
    either era."""
    year = buddhist_year(day)
    short = f"{day.day}/{day.month}"
    written = (f"{short}/{year % 100}", f"{short}/{day.year % 100}", short)
    return (*written, *map(str, (day.day, day.month, year, year % 100, day.year, day.year % 100)))
