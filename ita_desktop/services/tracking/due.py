"""Late measures, and the next occurrences of measures.

:mod:`ita_desktop.domain.tracking.state` defines what is late.
"""

from datetime import date
from typing import NamedTuple

from ita_desktop.domain.records import Measure, MeasureStatus, Unit
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import Time, tracked
from ita_desktop.domain.year import YearData


class LateMeasure(NamedTuple):
    """A late measure, with the last day of its first late occurrence."""

    measure: Measure
    due: date
    times: tuple[Time, ...]
    """All its late occurrences."""
    begun: bool
    """Whether it was started, according to entries or status."""
    units: tuple[Unit, ...] = ()
    """The late units, of a measure that several units do, each by itself."""

    @property
    def is_partial(self) -> bool:
        """Whether some of the units have recorded what others are late with."""
        return any(time.open_units != time.units for time in self.times)


def late_measures(data: YearData, today: date) -> tuple[LateMeasure, ...]:
    """Return the measures that are late on the day ``today``, in the year's order."""
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
        late.append(
            LateMeasure(
                tracked_measure.measure,
                tracked_measure.late_since,
                times,
                begun,
                tracked_measure.late_units,
            )
        )
    return tuple(late)


def next_times(data: YearData, today: date) -> dict[str, Time]:
    """Return the next open occurrence of each measure, by measure id."""
    awaited = {TimeState.DUE, TimeState.COMING}
    found = {}
    for key, tracked_measure in tracked(data, today).items():
        time = next((time for time in tracked_measure.times if time.state in awaited), None)
        if time is not None and tracked_measure.state is not State.DONE:
            found[key] = time
    return found
