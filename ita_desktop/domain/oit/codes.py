"""Codes of items in running text."""

import re
from typing import Final

from ita_desktop.domain.text import one_line, to_arabic

_CODE: Final = re.compile(r"(?<![A-Z0-9])([IEO])\s?0*(\d{1,2})(?!\d)", re.ASCII)
_TO_CODE: Final = re.compile(r"\s*(?:-|–|—|ถึง)\s*([IEO])?\s?0*(\d{1,2})(?!\d)", re.ASCII)


def codes_in(text: str) -> frozenset[str]:
    """Return the item codes in a text, including those within a range.

    >>> sorted(codes_in("ส่งข้อ O๙ และ O11-O13 (I 2)"))
    ['I2', 'O11', 'O12', 'O13', 'O9']
    """
    plain = to_arabic(one_line(text))
    found: set[str] = set()
    for match in _CODE.finditer(plain):
        letter, first = match[1], int(match[2])
        last = first
        to = _TO_CODE.match(plain, match.end())
        if to is not None and to[1] in {letter, None}:
            last = int(to[2])
        found |= {f"{letter}{number}" for number in range(first, max(first, last) + 1)}
    return frozenset(found)
