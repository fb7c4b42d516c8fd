"""Days and months in the shown language. Years are Buddhist in both, as in every file and rule."""

from datetime import date

from ita_desktop.domain import dates
from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT, buddhist_year
from ita_desktop.i18n import in_language, tr


def short_date(day: date) -> str:
    """31 ม.ค. 68, 31 Jan 68."""
    return in_language(dates.short_date(day))


def long_date(day: date) -> str:
    """31 มกราคม 2568, 31 January 2568."""
    return in_language(dates.long_date(day))


def weekday_date(day: date) -> str:
    """วันศุกร์ที่ 31 มกราคม 2568, Friday 31 January 2568."""
    return in_language(dates.weekday_date(day))


def reading(day: date) -> str:
    """จันทร์ที่ 31 มีนาคม 2568, to be compared with what was typed."""
    return tr("{weekday}ที่ {date}", weekday=tr(WEEKDAYS[day.weekday()]), date=long_date(day))


def month_name(number: int) -> str:
    """ม.ค., Jan: a month of the calendar by its number."""
    return tr(MONTHS_SHORT[number - 1])


def month_names() -> tuple[str, ...]:
    """The short names of all months, for what must have room for any."""
    return tuple(month_name(number) for number in range(1, len(MONTHS_SHORT) + 1))


def month_title(month: date) -> str:
    """มีนาคม 2568, March 2568."""
    return f"{tr(MONTHS[month.month - 1])} {buddhist_year(month)}"


def weekday_name(number: int) -> str:
    """จ., Mo: a day of the week by its number, Monday 0."""
    return tr(WEEKDAYS_SHORT[number])
