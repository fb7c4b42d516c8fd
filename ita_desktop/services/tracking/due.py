"""Which measures are known to be late, and which times of them end next.

What is known of lateness is told in :mod:`ita_desktop.domain.tracking.state`.
"""

from datetime import date
from typing import NamedTuple

from ita_desktop.domain.records import Measure, MeasureStatus
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.state import Time, TimeState, tracked
from ita_desktop.domain.year import YearData


class LateMeasure(NamedTuple):
    """A measure with the last day of its first time that is late."""

    measure: Measure
    due: date
    times: tuple[Time, ...]
    """All times of it that are late."""
    begun: bool
    """Whether something of it was done: recorded, or told by its status."""


def late_measures(data: YearData, today: date) -> tuple[LateMeasure, ...]:
    """The measures that are known to be late on the day ``today``, in the year's order."""
    late = []
    for tracked_measure in tracked(data, today).values():
        if tracked_measure.late_since is None:
            continue
        times = tuple(time for time in tracked_measure.times if time.state is TimeState.LATE)
        begun = (
            tracked_measure.measure.status is not MeasureStatus.NOT_STARTED
            or bool(tracked_measure.loose)
            or any(time.entries for time in tracked_measure.times)
        )
        late.append(LateMeasure(tracked_measure.measure, tracked_measure.late_since, times, begun))
    return tuple(late)


def next_times(data: YearData, today: date) -> dict[str, Time]:
    """The next time of each measure that is still to be done, by the measure's key."""
    awaited = {TimeState.DUE, TimeState.COMING}
    found = {}
    for key, tracked_measure in tracked(data, today).items():
        time = next((time for time in tracked_measure.times if time.state in awaited), None)
        if time is not None and tracked_measure.state is not State.DONE:
            found[key] = time
    return found
