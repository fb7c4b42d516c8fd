"""When a measure is due, and which measures are known to be late.

A measure has one status, not one for each of its runs, so only this much is known of lateness: it
is not begun although a whole run is over. Runs that were over before the measures were decided do
not count; and as long as no measure of the year has got a status, nobody has said anything yet,
and nothing is late.
"""

from datetime import date, timedelta
from typing import NamedTuple

from ita_desktop.domain.dates import BUDDHIST_OFFSET, FISCAL_MONTHS, fiscal_year_bounds
from ita_desktop.domain.occurrences import spans
from ita_desktop.domain.records import Measure, MeasureStatus
from ita_desktop.domain.year import YearData

DECIDED = "measures_decided"
"""The date of the calendar by which the measures are decided."""


class LateMeasure(NamedTuple):
    """A measure that is not begun, and the last day of its first run."""

    measure: Measure
    due: date


def run_ends(fiscal_year: int, measure: Measure) -> tuple[date, ...]:
    """The last days of a measure's runs in a Buddhist fiscal year; none for daily work."""
    ends = []
    for span in spans(measure.frequency):
        month = FISCAL_MONTHS[span.last]
        year = fiscal_year - BUDDHIST_OFFSET - (1 if month >= FISCAL_MONTHS[0] else 0)
        following = date(year + month // 12, month % 12 + 1, 1)
        ends.append(following - timedelta(days=1))
    return tuple(ends)


def late_measures(data: YearData, today: date) -> tuple[LateMeasure, ...]:
    """The measures that are known to be late on the day ``today``, in the year's order; none once
    the year is over, because nobody can begin them any more."""
    if today > fiscal_year_bounds(data.year)[1]:
        return ()
    waiting = [one for one in data.measures if one.status is MeasureStatus.NOT_STARTED]
    if len(waiting) == len(data.measures):
        return ()
    decided = max((one.day for one in data.calendar if one.code == DECIDED), default=date.min)
    late = []
    for one in waiting:
        due = next((day for day in run_ends(data.year, one) if day > decided), None)
        if due is not None and due < today:
            late.append(LateMeasure(one, due))
    return tuple(late)


def late_by_id(data: YearData, today: date) -> dict[str, date]:
    """The day that each late measure was due, by its key."""
    return {one.measure.id: one.due for one in late_measures(data, today)}
