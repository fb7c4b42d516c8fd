"""How measures stand: what was recorded about each time that they are due, and what is late.

A year in which nothing was recorded yet, and in which no measure has got a status, has nobody who
said anything: nothing in it is late. Where only statuses were told, a measure is late that is not
begun although a time of it is over. As soon as anything is recorded, each time tells for itself.
Times that were over before the measures of the year were decided were never due, and those before
the day from which the year counts (``FiscalYear.counts_from``) are not counted. In a year that is
over nothing is late any more: what has no record was missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.measures.occurrences import Occurrence, occurrences
from ita_desktop.domain.records import Measure, MeasureStatus
from ita_desktop.domain.scores.progress import State, measure_state
from ita_desktop.domain.tracking.entries import Entry, EntryState, Photo, Round
from ita_desktop.domain.year import YearData

DECIDED = "measures_decided"
"""The date of the calendar by which the measures are decided."""
HALF_YEAR, WHOLE_YEAR = "half_year", "whole_year"
"""The ids of the rounds that a year has before it gets its own."""


class TimeState(StrEnum):
    """How one time of a measure stands."""

    DONE = "done"
    SKIPPED = "skipped"
    LATE = "late"
    """Over, and nothing recorded."""
    DUE = "due"
    """Today lies within it."""
    COMING = "coming"
    UNKNOWN = "unknown"
    """Over, but nobody can say that it was missed: the measures were not decided yet, or nothing
    of the year is recorded."""
    EXCLUDED = "excluded"
    """Over before the day from which times of the year count."""
    MISSED = "missed"
    """Not recorded, in a year that is over."""


UNCOUNTED = frozenset({TimeState.UNKNOWN, TimeState.EXCLUDED})
"""What no share counts."""
FINISHED = frozenset({TimeState.DONE, TimeState.SKIPPED})


class Time(NamedTuple):
    """One time of a measure, with what was recorded about it."""

    occurrence: Occurrence
    state: TimeState
    entries: tuple[Entry, ...] = ()

    @property
    def last(self) -> date:
        """Its last day, by which it is known (``Entry.occurrence``)."""
        return self.occurrence.last

    @property
    def missing(self) -> int:
        """How many entries it still takes until it is done."""
        if self.state in FINISHED:
            return 0
        return max(self.occurrence.times - len(self.entries), 1)


class DoneShare(NamedTuple):
    """So many times of so many that count."""

    done: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        """Per cent (0-100), rounded half-up to two decimals; None where nothing counts yet."""
        if not self.of:
            return None
        share = Decimal(100 * self.done) / self.of
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


class Tracked(NamedTuple):
    """A measure on one day."""

    measure: Measure
    state: State
    times: tuple[Time, ...]
    """Its times in order; none where it is daily work, or its schedule tells no days."""
    loose: tuple[Entry, ...]
    """What was recorded beside its times; summaries of rounds are not among it."""
    late_since: date | None
    """The last day of the first time that is late; None where nothing is known to be late."""

    def share(self, until: date | None = None) -> DoneShare:
        """The times that are done or skipped, of those that are over on the day ``until``, or of
        the whole year's."""
        counted = [
            time.state
            for time in self.times
            if (until is None or time.last <= until) and time.state not in UNCOUNTED
        ]
        return DoneShare(sum(state in FINISHED for state in counted), len(counted))


def tracked(data: YearData, today: date) -> dict[str, Tracked]:
    """All measures of a year by their keys, in its order, as they stand on the day ``today``."""
    view = _view_of(data, today)
    return {measure.id: _tracked(view, measure) for measure in data.measures}


def tracked_measure(data: YearData, measure: Measure, today: date) -> Tracked:
    """One measure as it stands on the day ``today``."""
    return _tracked(_view_of(data, today), measure)


def share_of(some: Iterable[Tracked], until: date | None = None) -> DoneShare:
    """What is done of several measures together; see :meth:`Tracked.share`."""
    shares = [one.share(until) for one in some]
    return DoneShare(sum(share.done for share in shares), sum(share.of for share in shares))


def time_of(times: Sequence[Occurrence], entry: Entry) -> Occurrence | None:
    """The time that an entry is about: the one that ends on the day it names, else, where the
    schedule was changed since, the one that this day lies in."""
    day = entry.occurrence
    if day is None:
        return None
    exact = next((time for time in times if time.last == day), None)
    return exact or next((time for time in times if time.holds(day)), None)


class _View(NamedTuple):
    """What the states of all measures of a year follow from."""

    data: YearData
    today: date
    decided: date
    is_stated: bool
    """Whether any measure has got a status."""
    over: bool
    """Whether the fiscal year is over."""
    counts_from: date
    """The first day whose times count."""

    @property
    def recorded(self) -> bool:
        """Whether anything was recorded in the year."""
        return bool(self.data.entries)


def _view_of(data: YearData, today: date) -> _View:
    decided = max(
        (calendar_date.day for calendar_date in data.calendar if calendar_date.code == DECIDED),
        default=date.min,
    )
    text = any(measure.status is not MeasureStatus.NOT_STARTED for measure in data.measures)
    counts_from = data.fiscal_year.counts_from or date.min
    return _View(data, today, decided, text, data.is_over(today), counts_from)


def _tracked(view: _View, measure: Measure) -> Tracked:
    spans = occurrences(measure, view.data.year)
    about: Mapping[date, list[Entry]] = defaultdict(list)
    loose = []
    for entry in view.data.entries_of(measure.id):
        found = time_of(spans, entry)
        if found is not None:
            about[found.last].append(entry)
        elif entry.round_id is None:
            loose.append(entry)
    times = tuple(_time(view, measure, span, tuple(about.get(span.last, ()))) for span in spans)
    late_since = next((time.last for time in times if time.state is TimeState.LATE), None)
    state = _state(view, measure, times, bool(loose))
    return Tracked(measure, state, times, tuple(loose), late_since)


def _time(view: _View, measure: Measure, span: Occurrence, entries: tuple[Entry, ...]) -> Time:
    done = sum(entry.state is EntryState.DONE for entry in entries)
    if measure.status is MeasureStatus.DONE or done >= span.times:
        state = TimeState.DONE
    elif done < len(entries):
        state = TimeState.SKIPPED
    elif span.last >= view.today:
        state = TimeState.DUE if span.first <= view.today else TimeState.COMING
    elif span.last < view.counts_from:
        state = TimeState.EXCLUDED
    elif entries or (span.last > view.decided and _tells(view, measure)):
        state = TimeState.MISSED if view.over else TimeState.LATE
    else:
        state = TimeState.UNKNOWN
    return Time(span, state, entries)


def _tells(view: _View, measure: Measure) -> bool:
    """Whether it is known that nothing was done where nothing is recorded."""
    if view.recorded:
        return True
    # Of what is begun nobody knows which time was missed; in a year that is over nothing can be
    # begun any more.
    return view.is_stated and not view.over and measure.status is MeasureStatus.NOT_STARTED


def _state(view: _View, measure: Measure, times: Sequence[Time], loose: bool) -> State:
    states = {time.state for time in times} - UNCOUNTED
    if measure.status is MeasureStatus.DONE or (states and states <= FINISHED):
        return State.DONE
    if TimeState.LATE in states:
        return State.LATE
    if TimeState.MISSED in states:
        return State.MISSED
    if loose or any(time.entries for time in times):
        return State.DOING
    if view.over and measure.status is MeasureStatus.NOT_STARTED:
        return State.MISSED
    return measure_state(measure.status)


# -- rounds


def default_rounds(data: YearData) -> tuple[Round, ...]:
    """The two rounds of reporting that every year has: its first six months, and all twelve."""
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
    """The year's rounds of reporting in their order; the usual ones where it has none."""
    return data.rounds or default_rounds(data)


def round_on(data: YearData, day: date) -> Round:
    """The round that is reported on a day: the shortest one that the day lies in; before all of
    them the first, after them the last."""
    rounds = rounds_of(data)
    running = [round_ for round_ in rounds if round_.first <= day <= round_.last]
    if running:
        return min(running, key=lambda one: one.last - one.first)
    first = min(rounds, key=lambda one: one.first)
    return first if day < first.first else max(rounds, key=lambda one: one.last)


def entries_of_round(data: YearData, measure_id: str, one: Round) -> tuple[Entry, ...]:
    """What a round tells of a measure: its summaries where there are any, else what it collects."""
    entries = data.entries_of(measure_id)
    summaries = tuple(entry for entry in entries if entry.round_id == one.id)
    return summaries or _collected(data, measure_id, one)


def photos_of_round(data: YearData, measure_id: str, one: Round) -> tuple[Photo, ...]:
    """The pictures that a round shows of a measure: those of what it tells. A round that is summed
    up without any shows those of what is summed up: who writes a sentence keeps its proof."""
    entries = entries_of_round(data, measure_id, one)
    rounds = {other.id: other for other in rounds_of(data)}
    shown = {entry.round_id for entry in entries if data.photos_of(entry.id)}
    found: list[Photo] = []
    for entry in entries:
        found += data.photos_of(entry.id)
        other = rounds.get(entry.round_id or "")
        if other is not None and other.id not in shown:
            shown.add(other.id)
            below = _collected(data, measure_id, other)
            found += (photo for each in below for photo in data.photos_of(each.id))
    return tuple(found)


def _collected(data: YearData, measure_id: str, one: Round) -> tuple[Entry, ...]:
    """All that was recorded about times or on days within a round. A round within it (six of the
    twelve months) is told by its own summaries where it has some."""
    entries = data.entries_of(measure_id)
    summed_up = {entry.round_id for entry in entries}
    within = [
        other
        for other in rounds_of(data)
        if other.id in summed_up and other.id != one.id and _is_within(other, one)
    ]
    widest = [
        other
        for other in within
        if not any(_is_within(other, more) and not _is_within(more, other) for more in within)
    ]
    ids = {other.id for other in widest}
    return tuple(
        entry
        for entry in entries
        if entry.round_id in ids
        or (
            entry.round_id is None
            and _lies_in(entry, one)
            and not any(_lies_in(entry, other) for other in widest)
        )
    )


def summary_of(data: YearData, measure_id: str, one: Round) -> Entry | None:
    """What sums up a round of a measure; None where what was recorded tells for itself."""
    entries = data.entries_of(measure_id)
    return next((entry for entry in entries if entry.round_id == one.id), None)


def _is_within(one: Round, other: Round) -> bool:
    return other.first <= one.first and one.last <= other.last


def _lies_in(entry: Entry, one: Round) -> bool:
    days = [day for day in (entry.occurrence, entry.day) if day is not None]
    return any(one.first <= day <= one.last for day in days)
