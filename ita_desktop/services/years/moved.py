"""Shifts years in texts of schedules, and dates."""

import re
from datetime import date

from ita_desktop.domain.dates import MONTHS, MONTHS_ENGLISH, MONTHS_SHORT, month_end

_LONG_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")
_MONTH = "|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))
_ENGLISH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS_ENGLISH)
_BARE_YEAR = re.compile(
    rf"((?:{_MONTH}|\b(?:{_ENGLISH})\b[.-]?|ปีงบประมาณ)\s*"
    r"|(?<!\d)\d{1,2}/(?:\d{1,2}/)?|\b(?=\d{4}-\d\d?-\d))(20\d\d|[5-9]\d)(?![\d/])",
    re.IGNORECASE,
)
"""A year without era: two digits after a month or day, or a Christian year."""


def moved_years(text: str, step: int) -> str:
    """Return a schedule's text with every year shifted by ``step``.

    >>> moved_years("ต.ค. 67 - มี.ค. 68", 1), moved_years("ปีงบประมาณ 2568", 1)
    ('ต.ค. 68 - มี.ค. 69', 'ปีงบประมาณ 2569')
    """
    text = _LONG_YEAR.sub(lambda found: str(int(found[0]) + step), text)
    return _BARE_YEAR.sub(lambda found: f"{found[1]}{_later(found[2], step)}", text)


def _later(digits: str, step: int) -> str:
    year = int(digits) + step
    return str(year) if len(digits) > 2 else f"{year % 100:02d}"


def moved_day(day: date | None, step: int) -> date | None:
    """Return the same day ``step`` years later; 29 February becomes the 28th."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + step)
    except ValueError:
        return day.replace(year=day.year + step, day=28)


def moved_end(day: date | None, step: int) -> date | None:
    """Like :func:`moved_day` for a last day: the end of February is kept."""
    moved = moved_day(day, step)
    if day is None or moved is None or day != month_end(day):
        return moved
    return month_end(moved)
