"""Date functions of the calendar: weeks from Sunday, shortcuts, day of the fiscal year."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ita_desktop.domain.dates import buddhist_year, fiscal_year_bounds, month_end, month_later
from ita_desktop.i18n import tr
from ita_desktop.ui.language.dates import short_date

WEEKS: Final = 6
_SUNDAY: Final = 6


def add_months(day: date, months: int) -> date:
    """Returns the same day ``months`` later, or the last one of a shorter month."""
    first = month_later(day, months)
    return first.replace(day=min(day.day, month_end(first).day))


def days_shown(month: date) -> tuple[date, ...]:
    """Returns the six weeks from Sunday shown for a month."""
    first = month.replace(day=1)
    start = first - timedelta(days=(first.weekday() - _SUNDAY) % 7)
    return tuple(start + timedelta(days=at) for at in range(7 * WEEKS))


def months_of(fiscal_year: int) -> tuple[date, ...]:
    """Returns the first days of the months of a Buddhist fiscal year, from October."""
    first, _last = fiscal_year_bounds(fiscal_year)
    return tuple(add_months(first, at) for at in range(12))


def quick_picks(fiscal_year: int, today: date) -> tuple[tuple[str, date], ...]:
    """Returns common deadlines, relative to today within the fiscal year."""
    first, last = fiscal_year_bounds(fiscal_year)
    now = min(max(today, first), last)
    months = list(months_of(fiscal_year))
    at = max(number for number, month in enumerate(months) if month <= now)
    quarter, half = months[at // 3 * 3 + 2], months[5 if at < 6 else 11]
    return (
        (tr("สิ้นเดือนนี้"), month_end(now)),
        (tr("สิ้นไตรมาส"), month_end(quarter)),
        (tr("รอบ 6 เดือน"), month_end(half)),
        (tr("สิ้นปีงบ"), last),
    )


def place_in_year(day: date, fiscal_year: int) -> str:
    """Returns ปีงบ 2568 วันที่ 151 จาก 365 · ไตรมาส 2, or that the day is outside."""
    first, last = fiscal_year_bounds(fiscal_year)
    if not first <= day <= last:
        return tr("อยู่นอกปีงบประมาณ {year}", year=fiscal_year)
    return tr(
        "ปีงบ {year} วันที่ {day} จาก {days} · ไตรมาส {quarter}",
        year=fiscal_year,
        day=(day - first).days + 1,
        days=(last - first).days + 1,
        quarter=(day.month - 10) % 12 // 3 + 1,
    )


def year_title(fiscal_year: int) -> str:
    """Returns ปีงบประมาณ 2568  ต.ค. 67 – ก.ย. 68."""
    first, last = (short_date(day).split(" ", 1)[1] for day in fiscal_year_bounds(fiscal_year))
    return f"{tr('ปีงบประมาณ {year}', year=fiscal_year)}  {first} – {last}"


def in_year(day: date, fiscal_year: int) -> bool:
    """Returns whether a day is in the fiscal year."""
    first, last = fiscal_year_bounds(fiscal_year)
    return first <= day <= last


def typed_form(day: date) -> str:
    """Returns 31/3/68, as clerks type dates."""
    return f"{day.day}/{day.month}/{buddhist_year(day) % 100:02d}"


def example_day(fiscal_year: int, month: int = 1) -> str:
    """Returns the last day of a month of the Buddhist fiscal year, as clerks type it: an example
    that is right in its year."""
    first, _last = fiscal_year_bounds(fiscal_year)
    year = first.year if month >= first.month else first.year + 1
    return typed_form(month_end(date(year, month, 1)))


def weekday_order() -> Iterator[int]:
    """Yields the indices of the weekdays (Monday 0) from Sunday."""
    return iter((_SUNDAY, *range(_SUNDAY)))
