"""What is missing of a round: measures without a result, and units that did not do what others of
a measure did."""

from typing import NamedTuple

from ita_desktop.domain.records import Measure, MeasureKind, MeasureStatus, Unit
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import Time, TrackedMeasure, entries_of_round
from ita_desktop.domain.year import YearData

_OVER = frozenset({TimeState.LATE, TimeState.MISSED})
"""States of occurrences that are over, without an entry."""


class UnitGap(NamedTuple):
    """A unit without an entry, and for which occurrences; none if it has no entry at all."""

    unit: Unit
    times: tuple[Time, ...]


def tabled(data: YearData) -> tuple[Measure, ...]:
    """Return the measures that the table of a round lists with or without a result: those by item,
    else those by indicator. Others are in it as soon as they have a result."""
    found = tuple(measure for measure in data.measures if measure.kind is MeasureKind.ITEM)
    return found or tuple(
        measure for measure in data.measures if measure.kind is MeasureKind.INDICATOR
    )


def without_result(data: YearData, round_: Round) -> tuple[Measure, ...]:
    """Return the measures of the year without anything to report in a round, in order."""
    return tuple(
        measure for measure in data.measures if not entries_of_round(data, measure.id, round_)
    )


def gaps_of_round(
    data: YearData, tracked_measure: TrackedMeasure, round_: Round
) -> tuple[UnitGap, ...]:
    """Return the units of a measure that have not done in a round what others of them have.

    A summary stands for all occurrences of its unit, one for all units for those of all. Nothing is
    missing while no unit has an entry of its own, as in years before, or if the measure is marked
    as done."""
    entries = entries_of_round(data, tracked_measure.measure.id, round_)
    given = {entry.unit_id for entry in entries}
    summed_up = {entry.unit_id for entry in entries if entry.round_id is not None}
    is_done = tracked_measure.measure.status is MeasureStatus.DONE
    if is_done or not given or None in summed_up:
        return ()
    for_all = None in given
    within = [time for time in tracked_measure.times if round_.first <= time.last <= round_.last]
    asked = [time for time in within if _is_asked(time, is_summed_up=bool(summed_up))]
    gaps = []
    for unit in tracked_measure.units:
        missing = tuple(time for time in asked if unit in time.open_units)
        has_any = unit.id in given or for_all
        if unit.id not in summed_up and (missing or not (within or has_any)):
            gaps.append(UnitGap(unit, missing if has_any else ()))
    return tuple(gaps)


def _is_asked(time: Time, *, is_summed_up: bool) -> bool:
    """Return whether some units, but not all, have done an occurrence, or summed it up."""
    if time.open_units == time.units:
        return is_summed_up and time.state in _OVER
    return time.state in _OVER or time.state is TimeState.DUE
