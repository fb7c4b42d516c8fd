"""Dates in the current language. Years are Buddhist in both, as in all files and rules."""

from datetime import date

from ita_desktop.domain import dates
from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT, buddhist_year
from ita_desktop.i18n import in_language, tr


def short_date(day: date) -> str:
    """Returns 31 ม.ค. 68 or 31 Jan 68."""
    return in_language(dates.short_date(day))


def long_date(day: date) -> str:
    """Returns 31 มกราคม 2568 or 31 January 2568."""
    return in_language(dates.long_date(day))


def weekday_date(day: date) -> str:
    """Returns วันศุกร์ที่ 31 มกราคม 2568 or Friday 31 January 2568."""
    return in_language(dates.weekday_date(day))


def reading(day: date) -> str:
    """Returns จันทร์ที่ 31 มีนาคม 2568, for comparison with typed text."""
    return tr("{weekday}ที่ {date}", weekday=tr(WEEKDAYS[day.weekday()]), date=long_date(day))


def month_name(number: int) -> str:
    """Returns ม.ค. or Jan for a month number."""
    return tr(MONTHS_SHORT[number - 1])


def month_names() -> tuple[str, ...]:
    """Returns the short names of all months."""
    return tuple(month_name(number) for number in range(1, len(MONTHS_SHORT) + 1))


def month_title(month: date) -> str:
    """Returns มีนาคม 2568 or March 2568."""
    return f"{tr(MONTHS[month.month - 1])} {buddhist_year(month)}"


def weekday_name(number: int) -> str:
    """Returns จ. or Mo for a weekday number, Monday 0."""
    return tr(WEEKDAYS_SHORT[number])
