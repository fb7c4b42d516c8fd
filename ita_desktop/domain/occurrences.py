"""The occurrences of a measure in a fiscal year, computed from its schedule.

An occurrence is a span of days in which the measure is to be carried out once or several times: a
month, quarter, half year, other range, or single day. Its last day identifies it.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ita_desktop.domain.dates import FISCAL_MONTHS, fiscal_year_bounds, month_end, month_later
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Frequency, Measure
from ita_desktop.domain.schedule import (
    Schedule,
    has_time,
    schedule_of,
    time_said,
    times_of,
)

_LENGTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.FISCAL_YEAR: 12,
}
DAILY = frozenset((Frequency.SERVICE_DAY, Frequency.WORKING_DAY))
"""Frequencies of daily work, which has no due dates."""


class Occurrence(NamedTuple):
    """A span of days in which a measure is to be carried out ``times`` times."""

    first: date
    last: date
    """The last day, which identifies the occurrence."""
    times: int = 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def occurrences(measure: Measure, fiscal_year: int) -> tuple[Occurrence, ...]:
    """Return the occurrences of a measure in a Buddhist fiscal year, in order, clipped to the year;
    none for daily work and for schedules that could not be parsed."""
    return _found(time_said(measure), _schedule(measure, fiscal_year), fiscal_year)


def _schedule(measure: Measure, fiscal_year: int) -> Schedule:
    """Return when a measure is carried out; not parsed, if that is not possible."""
    own = Schedule(measure.frequency, measure.begins, measure.ends, days_of(measure))
    words = time_said(measure)
    # Frequency.OTHER alone was stored by an earlier version, which did not parse dates.
    if has_time(measure) and own != Schedule(Frequency.OTHER):
        return own
    return _parsed(words, fiscal_year) or own


def lies_elsewhere(measure: Measure, fiscal_year: int) -> bool:
    """Return whether all due days of a measure are in other fiscal years."""
    schedule = _schedule(measure, fiscal_year)
    described = schedule.begins or schedule.ends or schedule.days
    daily = schedule.frequency in DAILY
    return bool(described) and not daily and not occurrences(measure, fiscal_year)


def days_of(measure: Measure) -> tuple[date, ...]:
    """Return the single due days of a measure."""
    return tuple(date.fromisoformat(day) for day in measure.days.split())


def kept_days(days: tuple[date, ...]) -> str:
    """Format single due days for :attr:`Measure.days`."""
    return " ".join(day.isoformat() for day in days)


@lru_cache(maxsize=512)
def _parsed(words: str, fiscal_year: int) -> Schedule | None:
    """Return the schedule in a text, cached as below; None if it says none."""
    with suppress(InputError):
        return schedule_of(words, fiscal_year)
    return None


@lru_cache(maxsize=512)
def _found(words: str, schedule: Schedule, fiscal_year: int) -> tuple[Occurrence, ...]:
    """Cached, because many measures share a schedule."""
    times = times_of(words)
    return tuple(Occurrence(first, last, times) for first, last in _spans(schedule, fiscal_year))


def _spans(schedule: Schedule, fiscal_year: int) -> Iterator[tuple[date, date]]:
    first, last = fiscal_year_bounds(fiscal_year)
    if schedule.days:
        for day in sorted(set(schedule.days)):
            if first <= day <= last:
                yield day, day
        return
    ranged = schedule.begins is not None or schedule.ends is not None
    begins, ends = max(schedule.begins or first, first), min(schedule.ends or last, last)
    length = _LENGTHS.get(schedule.frequency, len(FISCAL_MONTHS) if ranged else 0)
    if not length or schedule.frequency in DAILY:
        return
    for number in range(0, len(FISCAL_MONTHS), length):
        start = month_later(first, number)
        end = month_end(month_later(first, number + length - 1))
        if start <= ends and end >= begins:
            yield max(start, begins), min(end, ends)
