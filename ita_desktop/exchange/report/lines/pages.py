"""Recognises page headers, footers, page numbers and dates in a report."""

import re
from collections import Counter
from collections.abc import Iterable

_NUMBER = re.compile(
    r"(?:หน้า(?:ที่)?|page)?\s*[-–(|]?\s*\d{1,4}\s*(?:(?:/|จาก|of)\s*\d{1,4})?\s*[-–)|]?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_PAGE_MARK = re.compile(
    r"หน้า|page|25\d\d|20\d\d|https?:|www\.|\d[/:]\d|\|\s*\d{1,4}$|\d\s*\|", re.IGNORECASE
)
"""Lines with figures are page headers only with such a mark: two rows of a table may differ in
nothing but their figures."""
_RESULT = re.compile(r"\d\.\d|%|\d\s*คน")
_MAX_REPEATS = 2
"""Lines that occur more often are page headers."""


def is_page_number(text: str) -> bool:
    """Return whether a line is ``12``, ``- 12 -``, ``หน้า 3 จาก 14`` or ``Page 3 of 14``."""
    return _NUMBER.fullmatch(text) is not None


def running_headers(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines that are repeated on every page, apart from their numbers."""
    times: Counter[str] = Counter()
    spellings: dict[str, set[str]] = {}
    for text in texts:
        if any(map(str.isdigit, text)):
            if text[-1:] == "%" or _RESULT.search(text) or not _PAGE_MARK.search(text):
                continue
            form = _DIGITS.sub("0", text)
        else:
            form = text
        times[form] += 1
        spellings.setdefault(form, set()).add(text)
    often = (spellings[form] for form, count in times.items() if count > _MAX_REPEATS)
    return frozenset().union(*often)
