"""What stands on each page of a report and is no part of it: headings, feet, numbers, days."""

import re
from collections import Counter
from collections.abc import Iterable

_NUMBER = re.compile(
    r"(?:หน้า(?:ที่)?|page)?\s*[-–(|]?\s*\d{1,4}\s*(?:(?:/|จาก|of)\s*\d{1,4})?\s*[-–)|]?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_OF_A_PAGE = re.compile(
    r"หน้า|page|25\d\d|20\d\d|https?:|www\.|\d[/:]\d|\|\s*\d{1,4}$|\d\s*\|", re.IGNORECASE
)
"""A line with figures belongs to a page only where it says so: two rows of a table may differ in
nothing but their figures."""
_RESULT = re.compile(r"\d\.\d|%|\d\s*คน")
_OFTEN = 2
"""Lines that stand more often are those of the pages."""


def is_page_number(text: str) -> bool:
    """``12``, ``- 12 -``, ``หน้า 3 จาก 14``, ``Page 3 of 14``."""
    return _NUMBER.fullmatch(text) is not None


def running_headers(texts: Iterable[str]) -> frozenset[str]:
    """The lines that stand again on page after page, but for the numbers in them."""
    times: Counter[str] = Counter()
    spellings: dict[str, set[str]] = {}
    for text in texts:
        if any(map(str.isdigit, text)):
            if text[-1:] == "%" or _RESULT.search(text) or not _OF_A_PAGE.search(text):
                continue
            form = _DIGITS.sub("0", text)
        else:
            form = text
        times[form] += 1
        spellings.setdefault(form, set()).add(text)
    often = (spellings[form] for form, count in times.items() if count > _OFTEN)
    return frozenset().union(*often)
