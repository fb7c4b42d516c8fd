"""The rows of ติดตามผล: occurrences of measures, and reporting rounds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from ita_desktop.domain.rich import first_words
from ita_desktop.domain.tracking.deliveries import tabled, without_result
from ita_desktop.domain.tracking.entries import Entry, EntryState, Round
from ita_desktop.domain.tracking.standing import (
    URGENCY,
    DoneShare,
    TimeState,
    share_of_states,
)
from ita_desktop.domain.tracking.state import Time, TrackedMeasure, rounds_of
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.measure_names import code_of, label_of, namer
from ita_desktop.services.overview import owner_units
from ita_desktop.services.tracking.tracking import TimeKey
from ita_desktop.ui.language import month_title, short_date
from ita_desktop.ui.pages.measures.rows import time_words
from ita_desktop.ui.pages.owners import shown_owners
from ita_desktop.ui.pages.tracking.recording import TIME_MARKS
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.schedule import step_word
from ita_desktop.ui.table.values import CellOwner, StatusCell
from ita_desktop.ui.theme.measures import TimeColumns as Width
from ita_desktop.ui.theme.tokens import Tone


class ListWidth:
    METHOD_WIDE: Final = 440
    RESULT_WIDE: Final = 300


DAY, SAID, PHOTOS = "day", "said", "photos"
GROUP = "group:"
Heads: TypeAlias = Callable[["TimeRow"], Sequence[tuple[str, str]]]
"""Keys and titles of the groups of an occurrence."""


class TimeGrouping(StrEnum):
    """How occurrences are grouped."""

    MONTH = "month"
    UNIT = "unit"
    STATE = "state"


BY_WORDS = {
    TimeGrouping.MONTH: "ตามเดือน",
    TimeGrouping.UNIT: "ตามหน่วย",
    TimeGrouping.STATE: "ตามสถานะ",
}


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A row: an occurrence of a measure."""

    id: str
    measure_id: str
    last: date
    when: str
    codes: str
    """Its items, else its indicator."""
    label: str
    method: str
    owners: tuple[CellOwner, ...]
    state: TimeState
    done_on: date | None
    text: str
    photo_counts: tuple[int, ...]
    """Of each entry of the time."""
    unit_ids: frozenset[str]
    time: Time
    unit_id: str | None = None
    """The unit whose row it is, of one that several units do."""

    @property
    def photos(self) -> int:
        """The number of photographs of what counts for its unit, or for all."""
        own = self.time.entries_for(self.unit_id) if self.unit_id else self.time.entries
        counts = zip(self.time.entries, self.photo_counts, strict=True)
        return sum(count for entry, count in counts if entry in own)

    @property
    def key(self) -> TimeKey:
        """The key for recording it."""
        return TimeKey(self.measure_id, self.last, self.unit_id)

    def of_unit(self, unit_id: str) -> "TimeRow":
        """Returns the row of a unit, with its own state and result, if several units do it."""
        if all(unit.id != unit_id for unit in self.time.units):
            return self
        done_on, text = _told(self.time.entries_for(unit_id))
        state = self.time.state_of(unit_id)
        return replace(self, unit_id=unit_id, state=state, done_on=done_on, text=text)


def urgency(row: TimeRow) -> int:
    """Sort key: most urgent first."""
    return URGENCY.index(row.state)


def time_columns(year: int) -> list[Column[TimeRow]]:
    """Returns the columns; occurrences are edited in their popup."""
    return [
        Column("label", tr("ข้อ"), lambda row: row.codes, Width.ITEMS, kind=ColumnKind.CODE,
               hideable=False),
        Column("due", tr("กำหนด"), lambda row: row.last, Width.DUE, kind=ColumnKind.DATE,
               fiscal_year=year,
               tone=lambda row: Tone.LATE if row.state is TimeState.LATE else Tone.TEXT),
        Column("method", tr("มาตรการ"), lambda row: row.method, Width.METHOD,
               wide=ListWidth.METHOD_WIDE, stretch=True),
        Column("owners", tr("ผู้รับผิดชอบ"), lambda row: row.owners, Width.OWNERS,
               kind=ColumnKind.OWNERS),
        Column("state", tr("สถานะ"),
               lambda row: StatusCell(TIME_MARKS[row.state], _state_words(row)), Width.STATE,
               kind=ColumnKind.STATE, sort=urgency),
        Column(DAY, tr("วันที่ทำ"), lambda row: row.done_on, Width.DAY, kind=ColumnKind.DATE,
               fiscal_year=year),
        Column(SAID, tr("ผล"), lambda row: row.text, Width.RESULT, wide=ListWidth.RESULT_WIDE,
               rich=True),
        Column(PHOTOS, tr("ภาพ"), lambda row: row.photos or None, Width.PHOTOS,
               kind=ColumnKind.NUMBER, text=lambda row: str(row.photos or "")),
    ]  # fmt: skip


def _state_words(row: TimeRow) -> str:
    """Returns the state, and how many units are done of those that do it by themselves."""
    words, of, left = step_word(row.state), len(row.time.units), len(row.time.open_units)
    if row.unit_id is not None or left in {0, of}:
        return words
    return tr("{state} {done}/{of} หน่วย", state=words, done=of - left, of=of)


def time_rows(data: YearData, tracked: Mapping[str, TrackedMeasure]) -> list[TimeRow]:
    """Returns all occurrences by last day, those of one day in the order of the measures."""
    found = [
        _row(data, tracked_measure, time)
        for tracked_measure in tracked.values()
        for time in tracked_measure.times
    ]
    return sorted(found, key=lambda row: row.last)


def _row(data: YearData, tracked: TrackedMeasure, time: Time) -> TimeRow:
    measure = tracked.measure
    owners = data.owners_of_measure(measure.id)
    done_on, text = _told(time.entries)
    return TimeRow(
        id=f"{measure.id}:{time.last.isoformat()}",
        measure_id=measure.id,
        last=time.last,
        when=time_words(time),
        codes=code_of(data, measure),
        label=label_of(data, measure),
        method=first_words(measure.method),
        owners=shown_owners(data, owners),
        state=time.state,
        done_on=done_on,
        text=text,
        photo_counts=tuple(len(data.photos_of(entry.id)) for entry in time.entries),
        unit_ids=frozenset(unit.id for unit in owner_units(data, owners)),
        time=time,
    )


def _told(entries: Sequence[Entry]) -> tuple[date | None, str]:
    """Returns the day and words of the last of some entries."""
    if not entries:
        return None, ""
    last = entries[-1]
    text = last.reason if last.state is EntryState.SKIPPED else last.text or last.result
    return last.day, text


def time_groups(
    data: YearData, rows: Sequence[TimeRow], by: TimeGrouping, today: date
) -> list[RowGroup]:
    """Returns the occurrences in groups, late ones first."""
    if by is TimeGrouping.STATE:
        return _groups(rows, lambda row: ((row.state.value, step_word(row.state)),), today,
                       [state.value for state in URGENCY])  # fmt: skip
    late = [row for row in rows if row.state is TimeState.LATE]
    if by is TimeGrouping.MONTH:
        rest = [row for row in rows if row.state is not TimeState.LATE]
        months = _groups(
            rest, lambda row: ((row.last.strftime("%Y-%m"), month_title(row.last)),), today
        )
        first = _group(TimeState.LATE.value, step_word(TimeState.LATE), late, today)
        return [first, *months] if late else months
    names = {unit.id: unit.label for unit in data.units}

    def units(row: TimeRow) -> Sequence[tuple[str, str]]:
        known = [(key, names[key]) for key in names if key in row.unit_ids]
        return known or (("", tr("ยังไม่มีผู้รับผิดชอบ")),)

    pressing = [*late, *(row for row in rows if row.state is not TimeState.LATE)]
    return _groups(pressing, units, today, [*names, ""], of_unit=True)


def _groups(
    rows: Sequence[TimeRow],
    heads: Heads,
    today: date,
    order: Sequence[str] = (),
    *,
    of_unit: bool = False,
) -> list[RowGroup]:
    """Returns the groups of rows; ``of_unit``: their keys are units, whose own rows they hold."""
    found: dict[str, tuple[str, list[TimeRow]]] = {}
    for row in rows:
        for key, words in heads(row):
            found.setdefault(key, (words, []))[1].append(row)
    keys = [key for key in order if key in found] if order else list(found)
    seen: set[str] = set()
    groups = []
    for key in keys:
        words, members = found[key]
        members = [row.of_unit(key) for row in members] if of_unit else members
        # An occurrence of several units is in each of their groups, as a separate row.
        own = [replace(row, id=f"{row.id}@{key}") if row.id in seen else row for row in members]
        seen |= {row.id for row in members}
        groups.append(_group(key, words, own, today))
    return groups


def _group(key: str, words: str, rows: Sequence[TimeRow], today: date) -> RowGroup:
    done, of = share_of_states(row.state for row in rows)
    note = (
        tr("{done}/{of} ครั้ง", done=done, of=of) if of else tr("ไม่นับ {count} ครั้ง", count=len(rows))
    )
    late = sum(row.state is TimeState.LATE for row in rows)
    counted = tr(
        "ทำแล้ว {done} จาก {of} ครั้งที่ต้องทำ เลยกำหนด {late} ครั้ง จากทั้งหมด {all} ครั้ง ณ {day}",
        done=done,
        of=of,
        late=late,
        all=len(rows),
        day=short_date(today),
    )
    return RowGroup(
        id=f"{GROUP}{key}", title=words, rows=tuple(rows), note=note, late=late, counted=counted
    )


class RoundRow(NamedTuple):
    """A round with its progress."""

    round: Round
    due: DoneShare
    """Of the occurrences that have ended by the day."""
    share: DoneShare
    """Of all of the round."""
    missing: tuple[tuple[str, str], ...]
    """Keys and names of measures without entry in the round."""
    missing_in_table: int
    """How many of these the table of the report lists."""
    summed: tuple[tuple[str, str], ...]
    """Keys and names of measures with a summary."""


def round_rows(
    data: YearData, tracked: Mapping[str, TrackedMeasure], today: date
) -> list[RoundRow]:
    """Returns the rounds with the progress of occurrences that end within them."""
    found, name = [], namer(data)
    for round_ in rounds_of(data):
        times = [
            time
            for measure in tracked.values()
            for time in measure.times
            if round_.first <= time.last <= round_.last
        ]
        due = share_of_states(time.state for time in times if time.last <= today)
        without = without_result(data, round_)
        missing = tuple((measure.id, name(measure)) for measure in without)
        in_table = len(set(without) & set(tabled(data)))
        summaries = {entry.measure_id for entry in data.entries if entry.round_id == round_.id}
        summed = tuple(
            (measure.id, name(measure)) for measure in data.measures if measure.id in summaries
        )
        share = share_of_states(time.state for time in times)
        found.append(RoundRow(round_, due, share, missing, in_table, summed))
    return found
