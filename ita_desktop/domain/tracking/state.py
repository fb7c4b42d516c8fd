"""The state of each measure and of each of its occurrences: done, due, late; which measures are
late, and what comes next.

Nothing is late in a year without any entry and without any measure status. If only statuses were
entered, a measure that is not started is late as soon as an occurrence has passed. With any entry,
every past occurrence without one is late. Occurrences that ended before the measures were decided
are unknown, and those before ``FiscalYear.counts_from`` are excluded. After the end of the year,
late occurrences are missed (:mod:`~ita_desktop.domain.tracking.standing`). A measure marked as done
is done, and its occurrences without an entry are told: nothing is open of them, and they count
neither as done nor as missing, because nothing is recorded of them.

What several units have to do (:mod:`ita_desktop.domain.tracking.units`), each of them does by
itself: an occurrence is done when every unit has an entry, or one is given for all, and late as
soon as one unit is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.records import Measure, MeasureStatus, Unit
from ita_desktop.domain.schedule import Occurrence, occurrences
from ita_desktop.domain.scores.progress import State, measure_state
from ita_desktop.domain.tracking.entries import Entry, EntryState, Photo, Round
from ita_desktop.domain.tracking.standing import (
    FINISHED,
    UNCOUNTED,
    DoneShare,
    TimeState,
    share_of_states,
    undelivered,
)
from ita_desktop.domain.tracking.units import of_several, units_of_measure
from ita_desktop.domain.year import YearData

DECIDED = "measures_decided"
"""Code of the calendar date by which the measures are decided."""
HALF_YEAR, WHOLE_YEAR = "half_year", "whole_year"
"""Ids of the default rounds, used until the year has its own."""


_FINISHING = frozenset({EntryState.DONE, EntryState.SKIPPED})


class Time(NamedTuple):
    """An occurrence of a measure with its state and entries."""

    occurrence: Occurrence
    state: TimeState
    entries: tuple[Entry, ...] = ()
    units: tuple[Unit, ...] = ()
    """The units that have to do it, each by itself; empty if it is done as a whole."""
    open_units: tuple[Unit, ...] = ()
    """Those of them that have not done or skipped it; their state is that of the occurrence."""

    @property
    def last(self) -> date:
        """The last day of the occurrence, which identifies it (``Entry.occurrence``)."""
        return self.occurrence.last

    @property
    def missing(self) -> int:
        """The number of entries still needed."""
        return 0 if self.state in FINISHED else self._missing(self.entries_for(None))

    def missing_of(self, unit_id: str) -> int:
        """Return the number of entries that a unit still needs."""
        is_open = any(unit.id == unit_id for unit in self.open_units)
        return self._missing(self.entries_for(unit_id)) if is_open else 0

    def _missing(self, entries: Sequence[Entry]) -> int:
        done = sum(entry.state in _FINISHING for entry in entries)
        return max(self.occurrence.times - done, 1)

    def entries_for(self, unit_id: str | None) -> Sequence[Entry]:
        """Return the entries that count for a unit, or (None) for all units."""
        if not self.units:
            return self.entries
        return [entry for entry in self.entries if entry.unit_id in {None, unit_id}]

    def state_of(self, unit_id: str) -> TimeState:
        """Return the state for one of :attr:`units`."""
        if any(unit.id == unit_id for unit in self.open_units):
            return self.state
        return _finished(self.occurrence, self.entries_for(unit_id)) or self.state

    def of_units(self, units: Sequence[Unit]) -> "Time":
        """Return the occurrence as it stands for some of :attr:`units` alone."""
        states = [self.state_of(unit.id) for unit in units]
        finished = TimeState.DONE if TimeState.DONE in states else states[0]
        state = next((state for state in states if state not in FINISHED), finished)
        own = {None, *(unit.id for unit in units)}
        entries = tuple(entry for entry in self.entries if entry.unit_id in own)
        missing = tuple(unit for unit in self.open_units if unit.id in own)
        return self._replace(state=state, entries=entries, open_units=missing)


class TrackedMeasure(NamedTuple):
    """A measure with its state on one day."""

    measure: Measure
    state: State
    times: tuple[Time, ...]
    """Its occurrences in order; empty for daily work and schedules without dates."""
    loose: tuple[Entry, ...]
    """Entries that belong to no occurrence, without summaries of rounds."""
    late_since: date | None
    """The last day of the first late occurrence; None if nothing is late."""
    units: tuple[Unit, ...] = ()
    """The units that have to do it, each by itself; empty if it is done as a whole."""
    is_over: bool = False
    """Whether the fiscal year has ended."""

    def of_units(self, unit_ids: AbstractSet[str]) -> "TrackedMeasure":
        """Return how it stands for some of :attr:`units` alone; for others, as it is."""
        units = tuple(unit for unit in self.units if unit.id in unit_ids)
        if not units:
            return self
        times = tuple(time.of_units(units) for time in self.times)
        own = {None, *(unit.id for unit in units)}
        loose = tuple(entry for entry in self.loose if entry.unit_id in own)
        begun = bool(loose) or any(time.entries for time in times)
        state = _state(self.measure, times, begun=begun, over=self.is_over)
        return self._replace(state=state, times=times, loose=loose, late_since=_late_since(times))

    def undated_state(self, unit_id: str | None) -> TimeState:
        """Return how a measure without dates stands, as a whole or for one of :attr:`units`: done
        with its first entry, by the unit or for all. It may go on after that: its :attr:`state` is
        that of the whole."""
        if any(
            entry.state in _FINISHING and (unit_id is None or entry.unit_id in {None, unit_id})
            for entry in self.loose
        ):
            return TimeState.DONE
        if self.state is State.DONE:
            return TimeState.TOLD
        if self.is_over:
            missed = self.state is State.MISSED
            return TimeState.MISSED if missed else TimeState.UNKNOWN
        return TimeState.DUE

    @property
    def late_units(self) -> tuple[Unit, ...]:
        """The units that are late with an occurrence, in the order of the register."""
        late = {
            unit.id
            for time in self.times
            if time.state is TimeState.LATE
            for unit in time.open_units
        }
        return tuple(unit for unit in self.units if unit.id in late)

    def share(self, until: date | None = None) -> DoneShare:
        """Return the share of occurrences done or skipped, of those that ended by ``until``, or of
        the whole year."""
        return share_of_states(
            time.state for time in self.times if until is None or time.last <= until
        )


def tracked(data: YearData, today: date) -> dict[str, TrackedMeasure]:
    """Return all measures of a year, in order, by id, with their states on the day ``today``."""
    known = data.tracked_by_day.get(today)
    if known is None:
        view = _view_of(data, today)
        known = {measure.id: _tracked(view, measure) for measure in data.measures}
        data.tracked_by_day[today] = known
    return known.copy()


def tracked_measure(data: YearData, measure: Measure, today: date) -> TrackedMeasure:
    """Return one measure with its state on the day ``today``."""
    return _tracked(_view_of(data, today), measure)


def time_of(times: Sequence[Occurrence], entry: Entry) -> Occurrence | None:
    """Return the occurrence that an entry refers to: the one with that last day, else, if the
    schedule was changed since, the one that contains that day."""
    day = entry.occurrence
    if day is None:
        return None
    for time in times:
        if time.last == day:
            return time
    return next((time for time in times if time.holds(day)), None)


class _View(NamedTuple):
    """The data that the states of all measures depend on."""

    data: YearData
    today: date
    decided: date
    is_stated: bool
    """Whether any measure has a status other than not started."""
    over: bool
    """Whether the fiscal year has ended."""
    counts_from: date
    """The first day whose occurrences count."""

    @property
    def recorded(self) -> bool:
        """Whether the year has any entry."""
        return bool(self.data.entries)


def _view_of(data: YearData, today: date) -> _View:
    decided = max(
        (calendar_date.day for calendar_date in data.calendar if calendar_date.code == DECIDED),
        default=date.min,
    )
    text = any(measure.status is not MeasureStatus.NOT_STARTED for measure in data.measures)
    counts_from = data.fiscal_year.counts_from or date.min
    return _View(data, today, decided, text, data.is_over(today), counts_from)


def _tracked(view: _View, measure: Measure) -> TrackedMeasure:
    spans = occurrences(measure, view.data.year)
    about: Mapping[date, list[Entry]] = defaultdict(list)
    loose = []
    lasts = {span.last for span in spans}
    for entry in view.data.entries_of(measure.id):
        last = entry.occurrence
        if last not in lasts:
            found = time_of(spans, entry)
            last = found.last if found is not None else None
        if last is not None:
            about[last].append(entry)
        elif entry.round_id is None:
            loose.append(entry)
    units = units_of_measure(view.data, measure.id)
    times = tuple(
        _time(view, measure, span, tuple(about.get(span.last, ())), units) for span in spans
    )
    begun = bool(view.data.entries_of(measure.id))
    state = _state(measure, times, begun=begun, over=view.over)
    several = units if of_several(units) else ()
    late = _late_since(times)
    return TrackedMeasure(measure, state, times, tuple(loose), late, several, view.over)


def _late_since(times: Sequence[Time]) -> date | None:
    return next((time.last for time in times if time.state is TimeState.LATE), None)


def _time(
    view: _View,
    measure: Measure,
    span: Occurrence,
    entries: tuple[Entry, ...],
    units: tuple[Unit, ...],
) -> Time:
    several = units if of_several(units) else ()
    missing = _open_units(several, span, entries)
    if not several:
        finished = _finished(span, _counting(entries, units))
    elif missing:
        finished = None
    else:
        done = any(entry.state is EntryState.DONE for entry in entries)
        finished = TimeState.DONE if done else TimeState.SKIPPED
    if measure.status is MeasureStatus.DONE:
        return Time(span, finished or TimeState.TOLD, entries, several)
    state = finished or _open_state(view, measure, span, begun=bool(entries))
    return Time(span, state, entries, several, missing)


def _counting(entries: tuple[Entry, ...], units: tuple[Unit, ...]) -> Sequence[Entry]:
    """Return the entries that count for a measure done as a whole: all, but not those of units that
    have it no more."""
    own = {None, *(unit.id for unit in units)}
    return [entry for entry in entries if entry.unit_id in own] if units else entries


def _open_units(
    units: tuple[Unit, ...], span: Occurrence, entries: Sequence[Entry]
) -> tuple[Unit, ...]:
    """Return the units that have neither done nor skipped an occurrence."""
    if not units or not entries:
        return units
    if span.times == 1:  # what nearly all are: one entry of a unit finishes it
        given = {entry.unit_id for entry in entries if entry.state in _FINISHING}
        return () if None in given else tuple(unit for unit in units if unit.id not in given)
    by_unit: defaultdict[str | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_unit[entry.unit_id].append(entry)
    for_all = by_unit.pop(None, [])
    if _finished(span, for_all):
        return ()
    return tuple(
        unit
        for unit in units
        if unit.id not in by_unit or not _finished(span, [*for_all, *by_unit[unit.id]])
    )


def _finished(span: Occurrence, entries: Sequence[Entry]) -> TimeState | None:
    """Return whether entries finish an occurrence: done or skipped; None if they do not."""
    done = sum(entry.state is EntryState.DONE for entry in entries)
    if done >= span.times:
        return TimeState.DONE
    skipped = any(entry.state is EntryState.SKIPPED for entry in entries)
    return TimeState.SKIPPED if skipped else None


def _open_state(view: _View, measure: Measure, span: Occurrence, *, begun: bool) -> TimeState:
    if span.last < view.today:
        if span.last < view.counts_from:
            return TimeState.EXCLUDED
        if not begun and (span.last <= view.decided or not _is_known_missing(view, measure)):
            return TimeState.UNKNOWN
    return undelivered(span.first, span.last, view.today, over=view.over)


def _is_known_missing(view: _View, measure: Measure) -> bool:
    """Return whether a missing entry means that nothing was done."""
    if view.recorded:
        return True
    # Of a started measure it is not known which occurrence was missed; after the end of the year
    # nothing can be started any more.
    return view.is_stated and not view.over and measure.status is MeasureStatus.NOT_STARTED


def _state(measure: Measure, times: Sequence[Time], *, begun: bool, over: bool) -> State:
    states = {time.state for time in times} - UNCOUNTED
    if measure.status is MeasureStatus.DONE or (states and states <= FINISHED):
        return State.DONE
    if TimeState.LATE in states:
        return State.LATE
    if TimeState.MISSED in states:
        return State.MISSED
    if begun:
        return State.DOING
    if over and measure.status is MeasureStatus.NOT_STARTED:
        return State.MISSED
    return measure_state(measure.status)


# -- rounds


def default_rounds(data: YearData) -> tuple[Round, ...]:
    """Return the two default reporting rounds: the first six months, and all twelve."""
    first, last = fiscal_year_bounds(data.year)
    half = date(last.year, 3, 31)
    year_id = data.fiscal_year.id
    return (
        Round(id=HALF_YEAR, year_id=year_id, title="รอบ 6 เดือน", first=first, last=half),
        Round(
            id=WHOLE_YEAR, year_id=year_id, title="รอบ 12 เดือน", first=first, last=last, position=1
        ),
    )


def rounds_of(data: YearData) -> tuple[Round, ...]:
    """Return the year's reporting rounds in order; the default ones if it has none."""
    return data.rounds or default_rounds(data)


def round_on(data: YearData, day: date) -> Round:
    """Return the round to report on a day: the shortest one that contains it, else the first one
    before and the last one after all rounds."""
    rounds = rounds_of(data)
    running = [round_ for round_ in rounds if round_.first <= day <= round_.last]
    if running:
        return min(running, key=lambda round_: round_.last - round_.first)
    first = min(rounds, key=lambda round_: round_.first)
    return first if day < first.first else max(rounds, key=lambda round_: round_.last)


def entries_of_round(data: YearData, measure_id: str, round_: Round) -> tuple[Entry, ...]:
    """Return the entries of a measure to report in a round: summaries, else all others. A summary
    of one unit stands for the other entries of that unit alone."""
    summaries = {
        entry.id: entry.unit_id
        for entry in data.entries_of(measure_id)
        if entry.round_id == round_.id
    }
    if None in summaries.values():
        return tuple(entry for entry in data.entries_of(measure_id) if entry.id in summaries)
    collected = _collected(data, measure_id, round_)
    if not summaries:
        return collected
    shown = {entry.id for entry in collected if entry.unit_id not in summaries.values()}
    shown.update(summaries)
    return tuple(entry for entry in data.entries_of(measure_id) if entry.id in shown)


def shown_photos(data: YearData, entry: Entry) -> tuple[Photo, ...]:
    """Return the photographs of an entry that others are shown: none of what was skipped. They are
    kept, and shown again when it is recorded as done."""
    return () if entry.state is EntryState.SKIPPED else data.photos_of(entry.id)


def photos_of_round(data: YearData, measure_id: str, round_: Round) -> tuple[Photo, ...]:
    """Return the photographs of a measure for a round: those of the reported entries. If a summary
    has none, those of the entries that it summarises."""
    entries = entries_of_round(data, measure_id, round_)
    rounds: dict[str | None, Round] = {other.id: other for other in rounds_of(data)}
    shown = {(entry.round_id, entry.unit_id) for entry in entries if shown_photos(data, entry)}
    found: list[Photo] = []
    for entry in entries:
        found += shown_photos(data, entry)
        other = rounds.get(entry.round_id)
        if other is not None and (other.id, entry.unit_id) not in shown:
            shown.add((other.id, entry.unit_id))
            below = _collected(data, measure_id, other)
            found += (
                photo
                for each in below
                if entry.unit_id in {None, each.unit_id}
                for photo in shown_photos(data, each)
            )
    return tuple(found)


def _collected(data: YearData, measure_id: str, round_: Round) -> tuple[Entry, ...]:
    """Return the entries of a round by day or occurrence. A round within it (six of the twelve
    months) is represented by its own summaries, if any, those of a unit and those for all."""
    entries = data.entries_of(measure_id)
    summed_up: dict[str | None, list[Round]] = {}
    found = []
    for entry in entries:
        unit = entry.unit_id
        if unit not in summed_up:
            own = {other.round_id for other in entries if other.unit_id in {None, unit}}
            summed_up[unit] = _widest(data, round_, own)
        if entry.round_id is not None:
            shown = any(entry.round_id == other.id for other in summed_up[unit])
        else:
            inside = any(_lies_in(entry, other) for other in summed_up[unit])
            shown = _lies_in(entry, round_) and not inside
        if shown:
            found.append(entry)
    return tuple(found)


def _widest(data: YearData, round_: Round, summed_up: AbstractSet[str | None]) -> list[Round]:
    """Return the rounds within another that are summed up, without those within one of them."""
    within = [
        other
        for other in rounds_of(data)
        if other.id in summed_up and other.id != round_.id and _is_within(other, round_)
    ]
    return [
        other
        for other in within
        if not any(_is_within(other, more) and not _is_within(more, other) for more in within)
    ]


def summary_of(
    data: YearData, measure_id: str, round_: Round, unit_id: str | None = None
) -> Entry | None:
    """Return the summary entry of a round for all units, or for one; None if there is none."""
    entries = data.entries_of(measure_id)
    return next(
        (entry for entry in entries if entry.round_id == round_.id and entry.unit_id == unit_id),
        None,
    )


def _is_within(inner: Round, other: Round) -> bool:
    return other.first <= inner.first and inner.last <= other.last


def _lies_in(entry: Entry, round_: Round) -> bool:
    days = [day for day in (entry.occurrence, entry.day) if day is not None]
    return any(round_.first <= day <= round_.last for day in days)


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
