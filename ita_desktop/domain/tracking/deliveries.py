"""What a year still lacks, each rule once: everything that somebody has to deliver, and how it
stands on a day (data of OIT items, results of measures, tasks of meetings, and, by the rules of
samples, answers to surveys); what is missing of a round (measures without a result, and units that
did not do what others of a measure did); and owners, days and members that nobody has named.

All that is counted, listed, asked for or printed as open, done or late comes from here: status
chips, badges, overview, checks, forms of units and reminders, letters, the director's brief,
reports, the public page and calendar files.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ita_desktop.domain.agenda import owners_of_task, task_state
from ita_desktop.domain.framework import Item
from ita_desktop.domain.meetings import ActionItem
from ita_desktop.domain.oit.parts import span_of
from ita_desktop.domain.records import Body, Measure, MeasureKind, MeasureStatus, Member, Unit
from ita_desktop.domain.roster.committee import members_on
from ita_desktop.domain.schedule import has_time, time_said
from ita_desktop.domain.scores.progress import ItemProgress, State, item_progress, oit_items
from ita_desktop.domain.scores.results import SURVEY_CLOSE, SurveyGroup, SurveyRule
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.domain.tracking.standing import FINISHED, OPEN, OVERDUE, TimeState, undelivered
from ita_desktop.domain.tracking.state import Time, TrackedMeasure, entries_of_round, tracked
from ita_desktop.domain.tracking.units import doers, units_behind
from ita_desktop.domain.year import YearData


def unowned_items(data: YearData) -> tuple[Item, ...]:
    """Return the OIT items that nobody has to deliver; complete ones too, as papers print who."""
    return tuple(item for item in oit_items(data) if not data.owners_of_item(item.code))


def undated_items(progress: Mapping[str, ItemProgress]) -> tuple[Item, ...]:
    """Return the OIT items without due date; complete ones need none."""
    return tuple(
        one.item for one in progress.values() if one.due is None and one.state is not State.DONE
    )


def unowned_measures(data: YearData) -> tuple[Measure, ...]:
    """Return the measures that nobody has to carry out."""
    return tuple(measure for measure in data.measures if not data.owners_of_measure(measure.id))


def untimed_measures(data: YearData) -> tuple[Measure, ...]:
    """Return the measures of which nothing says when. Those by indicator are left out: their table
    has no column for it."""
    return tuple(
        measure
        for measure in data.measures
        if measure.kind is not MeasureKind.INDICATOR
        and not (has_time(measure) or time_said(measure))
    )


def listed_members(data: YearData) -> tuple[Member, ...]:
    """Return the members of all bodies in order, without those that an order removes."""
    return tuple(member for body in data.bodies for member in members_on(data, body.id))


def empty_bodies(data: YearData) -> tuple[Body, ...]:
    """Return the bodies without members, but for those that only came with the year."""
    return tuple(body for body in data.filled_bodies if not members_on(data, body.id))


def vacant_members(data: YearData) -> tuple[Member, ...]:
    """Return the places in bodies that nobody holds."""
    return tuple(member for member in listed_members(data) if member.vacant)


def roleless_members(data: YearData) -> tuple[Member, ...]:
    """Return the members whose role in their body is not said."""
    return tuple(member for member in listed_members(data) if not member.role)


class Kind(StrEnum):
    """What is delivered."""

    ITEM = "item"
    """Data of an OIT item."""
    MEASURE = "measure"
    """The result of a measure."""
    TASK = "task"
    """A task that a meeting gave."""
    SURVEY = "survey"
    """Answers of a group of respondents to a survey."""


class Delivery(NamedTuple):
    """One thing that somebody has to deliver, as of a day."""

    kind: Kind
    of: Item | Measure | ActionItem | SurveyGroup
    key: str
    """The code of the item, or the id of the measure, task or group."""
    part: str
    """The month or process of an item, or the last day of an occurrence (ISO); empty if it has no
    parts."""
    first: date | None
    """The first day on which it can be delivered; None if that is not limited."""
    due: date | None
    """The last day; None if there is none."""
    state: TimeState
    unit: Unit | None
    """The unit that delivers it by itself; None if it is delivered as a whole."""
    units: tuple[Unit, ...]
    """Who has to deliver it: that unit, else those that deliver it together; empty if it is nobody
    or a person without a unit."""
    time: Time | None = None
    """The occurrence of a measure."""

    @property
    def is_open(self) -> bool:
        """Whether it is not delivered."""
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed, in a year that is not over."""
        return self.state is TimeState.LATE

    @property
    def is_done(self) -> bool:
        """Whether it was delivered, or need not be."""
        return self.state in FINISHED

    def is_for(self, unit_id: str) -> bool:
        """Return whether a unit has to deliver it."""
        return any(unit.id == unit_id for unit in self.units)


def deliveries(data: YearData, today: date) -> tuple[Delivery, ...]:
    """Return all that has to be delivered in a year as of the day ``today``: items in the order of
    the framework, measures and tasks in theirs; what several units deliver each by itself, a unit
    at a time. Answers to surveys are :func:`of_surveys`."""
    known = data.deliveries_by_day.get(today)
    if known is None:
        known = (
            *of_items(data, item_progress(data, today)),
            *of_measures(data, tracked(data, today)),
            *of_tasks(data, today),
        )
        data.deliveries_by_day[today] = known
    return known


def of_unit(rows: Iterable[Delivery], unit_id: str) -> tuple[Delivery, ...]:
    """Return what a unit has to deliver."""
    return tuple(row for row in rows if row.is_for(unit_id))


def of_items(data: YearData, progress: Mapping[str, ItemProgress]) -> Iterator[Delivery]:
    """Yield what has to be delivered of OIT items."""
    for code, item in progress.items():
        whole = doers(data, data.owners_of_item(code))
        for part in item.parts:
            units = (part.unit,) if part.unit is not None else () if part.is_check else whole
            first, _ = span_of(part.part)
            yield Delivery(
                Kind.ITEM,
                item.item,
                code,
                part.part,
                first,
                part.due,
                part.state,
                part.unit,
                units,
            )


def of_measures(data: YearData, measures: Mapping[str, TrackedMeasure]) -> Iterator[Delivery]:
    """Yield the results of measures: of each occurrence; of one without dates as a whole."""
    for measure_id, measure in measures.items():
        whole = doers(data, data.owners_of_measure(measure_id))
        if not measure.times:
            yield from _undated(measure, whole)
        for time in measure.times:
            if not measure.units:
                yield _result(measure, time, time.state, None, whole)
            for unit in measure.units:
                yield _result(measure, time, time.state_of(unit.id), unit, (unit,))


def _result(
    of: TrackedMeasure, time: Time, state: TimeState, unit: Unit | None, units: tuple[Unit, ...]
) -> Delivery:
    first, last = time.occurrence.first, time.last
    return Delivery(
        Kind.MEASURE, of.measure, of.measure.id, last.isoformat(), first, last, state, unit, units,
        time,
    )  # fmt: skip


def _undated(of: TrackedMeasure, whole: tuple[Unit, ...]) -> Iterator[Delivery]:
    """Yield the result of a measure without dates, of which nothing more is asked with its first
    entry."""
    measure = of.measure
    alone: tuple[Unit | None, ...] = of.units or (None,)
    for unit in alone:
        state = of.undated_state(unit.id if unit is not None else None)
        units = whole if unit is None else (unit,)
        yield Delivery(Kind.MEASURE, measure, measure.id, "", None, None, state, unit, units)


def of_tasks(data: YearData, today: date) -> Iterator[Delivery]:
    """Yield the tasks of meetings."""
    for task in data.action_items:
        state = task_state(data, task, today)
        units = units_behind(data, owners_of_task(data, task))
        yield Delivery(Kind.TASK, task, task.id, "", None, task.due, state, None, units)


def of_surveys(data: YearData, rules: Sequence[SurveyRule], today: date) -> Iterator[Delivery]:
    """Yield the answers that are asked of groups of respondents, by the rules of the sample; until
    the day on which the surveys close."""
    from ita_desktop.domain.surveys import group_states

    closes = min((row.day for row in data.calendar if row.code == SURVEY_CLOSE), default=None)
    for answered in group_states(data, rules):
        if answered.requirement.number is None:
            continue
        over = data.is_over(today) or (closes is not None and closes < today)
        state = undelivered(None, closes, today, over=over)
        unit = data.unit_by_id.get(answered.group.unit_id or "")
        yield Delivery(
            Kind.SURVEY,
            answered.group,
            answered.group.id,
            "",
            None,
            closes,
            state if answered.missing else TimeState.DONE,
            unit,
            (unit,) if unit is not None else (),
        )


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
        return is_summed_up and time.state in OVERDUE
    return time.state in OVERDUE or time.state is TimeState.DUE
