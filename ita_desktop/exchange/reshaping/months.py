"""Months as headings of the columns of a plan, in the ways that offices write them."""

import re
from typing import Final

from ita_desktop.domain.dates import MONTHS, MONTHS_ENGLISH, MONTHS_SHORT
from ita_desktop.domain.digits import to_arabic

_MONTH_NAMES: Final = frozenset(
    name.replace(".", "").casefold()
    for name in (*MONTHS, *MONTHS_SHORT, *MONTHS_ENGLISH, *(each[:3] for each in MONTHS_ENGLISH))
)
_YEAR_BEHIND: Final = re.compile(r"[\s'’-]*\d{2,4}$", re.ASCII)
_TO: Final = re.compile(r"\s*(?:-|–|ถึง)\s*")
_QUARTER: Final = re.compile(r"(?:ไตรมาส(?:ที่)?|Q)\s*[1-4]", re.ASCII | re.IGNORECASE)


def is_month(text: str) -> bool:
    """Return whether a text is a month, a quarter, or the first and last month of a span."""
    ends = _TO.split(text)
    months = is_one_month(text) or (len(ends) == 2 and all(map(is_one_month, ends)))
    return months or bool(_QUARTER.fullmatch(to_arabic(text)))


def is_one_month(text: str) -> bool:
    plain = to_arabic(text).replace(".", "").strip().casefold()
    return _YEAR_BEHIND.sub("", plain).strip() in _MONTH_NAMES
