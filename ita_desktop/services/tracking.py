"""Follow-up of measures: entries of what was done in an occurrence, or why it was skipped, and the
rounds of reporting (รอบ 6 เดือน, รอบ 12 เดือน, or the office's own).

Work from before follow-up began was not recorded, which must not make it late. So the first entries
of a year set the start of counting to their month, if past occurrences would become late; the clerk
can set another month (:func:`ita_desktop.services.years.years.count_from`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple, TypeGuard

from ita_desktop.domain.collection_rounds import AskedSubject
from ita_desktop.domain.dates import DateError, fiscal_year_bounds, short_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import Measure, new_id
from ita_desktop.domain.schedule import occurrences
from ita_desktop.domain.tracking.entries import Entry, EntryState, Round
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import (
    Time,
    default_rounds,
    rounds_of,
    tracked,
    tracked_measure,
)
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    ListLabels,
    RecordList,
    day_or_none,
    edited_field,
    gone,
    last_position,
    names,
    required,
    rich,
    still,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.services.measure_names import label_of, namer
from ita_desktop.settings import today
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def made_rounds(change: Change, data: YearData) -> dict[str, str]:
    """Store the default rounds of a year without its own, inside a unit of work; return the new ids
    by default id. A year with rounds is not changed."""
    if data.rounds:
        return {}
    return {
        round_.id: change.insert(replace(round_, id=new_id())).id for round_ in default_rounds(data)
    }


def _own(change: Change, data: YearData, rows: Sequence[Round]) -> dict[str, Round]:
    """Return the rounds by the ids that the page knows; the default ones, stored as the year's."""
    made = made_rounds(change, data)
    return {round_.id: replace(round_, id=made.get(round_.id, round_.id)) for round_ in rows}


def _day(_data: YearData, value: object) -> date:
    if not isinstance(value, date):
        raise InputError("รอบรายงานต้องมีวันแรกและวันสุดท้าย", remedy="พิมพ์วันที่ เช่น 31/3/68")
    return value


def _check_round(round_: Round) -> None:
    if not round_.title:
        raise InputError("รอบรายงานต้องมีชื่อ", remedy="พิมพ์ชื่อ เช่น รอบ 6 เดือน")
    if round_.last < round_.first:
        raise InputError("{title} สิ้นสุดก่อนวันเริ่ม", remedy="ใส่วันสุดท้ายให้อยู่หลังวันแรก", title=round_.title)


ROUNDS: Final = RecordList(
    record=Round,
    rows=rounds_of,
    name=lambda _data, round_: round_.title,
    labels=ListLabels(
        add=Phrase("เพิ่มรอบรายงาน {which}"),
        edit=Phrase("แก้รอบรายงาน {which}"),
        many=Phrase("{count} รอบ"),
        row=Phrase("รอบรายงาน"),
    ),
    rules={"first": _day, "last": _day},
    fits=_check_round,
    own=_own,
)
_add = ROUNDS.add
edit_round = ROUNDS.edit


def add_round(workspace: Workspace, year: int, title: str, first: date, last: date) -> str:
    """Add a round; return its id. Raises InputError if it has no title, or ends before it
    begins."""
    return _add(workspace, year, [{"title": title, "first": first, "last": last}])[0]


def remove_round(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove rounds; their summaries stay in the record of the measures. Raises InputError if they
    are the default rounds, which cannot be removed."""
    data = workspace.year(year)
    known = rounds_of(data)
    chosen = with_ids(known, ids)
    if chosen and not data.rounds and len(chosen) == len(known):
        raise InputError(
            "ปีหนึ่งต้องมีรอบรายงานอย่างน้อยหนึ่งรอบ", remedy="เพิ่มรอบของสำนักงานก่อน แล้วจึงเอารอบเดิมออก"
        )
    if chosen:
        which = names([round_.title for round_ in chosen], "{count} รอบ")
        with workspace.change("เอารอบรายงานออก {which}", which=which) as change:
            for round_ in _own(change, data, chosen).values():
                change.delete(round_)


def counted_from(data: YearData, made: Sequence[Entry], day: date) -> date | None:
    """Return the first day of the month of ``day`` if the entries ``made`` on it are the year's
    first and would make occurrences late, or that from which units were asked for them, if it is
    earlier; else, or if the start is set already, None."""
    if data.entries or data.fiscal_year.counts_from is not None or not made:
        return None
    known = tracked(replace(data, entries=tuple(made)), day)
    late = any(
        time.state is TimeState.LATE
        for tracked_measure in known.values()
        for time in tracked_measure.times
    )
    begins = fiscal_year_bounds(data.year)[0]
    asked = [
        collection.first or begins
        for collection in data.collections
        if AskedSubject.MEASURES in collection.subjects
    ]
    first = min([day.replace(day=1), *asked])
    return first if late and first > begins else None


def begin_record(
    workspace: Workspace, change: Change, data: YearData, made: Sequence[Entry]
) -> None:
    """Set the start of counting, in the unit of work of the year's first entries, if
    :func:`counted_from` returns one."""
    counts_from = counted_from(data, made, workspace.shown_day or today())
    if counts_from is not None:
        change.update(data.fiscal_year, counts_from=counts_from)


def months(year: int) -> list[date]:
    """Return the first days of the months of a Buddhist fiscal year."""
    first, last = fiscal_year_bounds(year)
    return [date(first.year, month, 1) for month in range(first.month, 13)] + [
        date(last.year, month, 1) for month in range(1, first.month)
    ]


MOST_PARTICIPANTS = 9_999_999


class TimeKey(NamedTuple):
    """An occurrence of a measure: the measure's id, and the occurrence's last day; and the unit
    that does it by itself (None: all of them)."""

    measure_id: str
    last: date
    unit_id: str | None = None


def record(
    workspace: Workspace,
    year: int,
    measure_id: str,
    *,
    unit_id: str | None = None,
    **fields: Any,
) -> str:
    """Record that a measure was carried out, by a unit for itself or for all; return the new
    entry's id. See :func:`record_each`."""
    units = [unit_id] if unit_id else []
    return record_each(workspace, year, measure_id, units, **fields)[0]


def record_each(
    workspace: Workspace,
    year: int,
    measure_id: str,
    unit_ids: Sequence[str],
    *,
    occurrence: date | None = None,
    round_id: str | None = None,
    **fields: Any,
) -> list[str]:
    """Record that each of these units carried a measure out, or without units that all did; return
    the new entries' ids.

    ``occurrence`` is the last day of the occurrence, ``round_id`` the round that the entries
    summarise (default rounds are stored if used); without either, they are entries in between.
    ``fields``: ``day``, ``text`` and ``result`` (rich text), ``participants``, ``links`` (one per
    line). Raises InputError if the measure, unit, occurrence or round does not exist, or a value
    is not valid.
    """
    data = workspace.year(year)
    measure = _measure(data, measure_id)
    if occurrence is not None:
        _check_time(data, TimeKey(measure_id, occurrence))
    if round_id is not None and all(round_.id != round_id for round_ in rounds_of(data)):
        raise gone("รอบรายงาน")
    values = {name: _value(name, value) for name, value in fields.items()}
    state = values.get("state", EntryState.DONE)
    check_done(state, values.get("day"), workspace.shown_day or today())
    units = [_unit(data, unit_id) for unit_id in dict.fromkeys(unit_ids)]
    with workspace.change("บันทึกผลมาตรการ {which}", which=namer(data)(measure)) as change:
        if round_id is not None:
            round_id = made_rounds(change, data).get(round_id, round_id)
        behind = last_position(data.entries_of(measure_id))
        made = [
            Entry(
                id=new_id(),
                measure_id=measure_id,
                unit_id=unit_id,
                occurrence=occurrence,
                round_id=round_id,
                position=behind + number,
                **values,
            )
            for number, unit_id in enumerate(units or (None,))
        ]
        begin_record(workspace, change, data, made)
        return [change.insert(entry).id for entry in made]


def mark_done(
    workspace: Workspace, year: int, times: Sequence[TimeKey], day: date | None
) -> list[str]:
    """Record that these occurrences were carried out on ``day``, with as many entries as each
    needs; return the new ids. Finished occurrences are not changed.

    What several units have to do is recorded for the unit of the key, or for all; each by itself
    where some of them have recorded already."""
    data = workspace.year(year)
    missing = [(time, _missing(data, time)) for time in _open_keys(data, times)]
    chosen = [time for time, count in missing if count]
    if not chosen:
        return []
    with workspace.change("บันทึกว่าทำแล้ว {which}", which=_named(data, chosen)) as change:
        times = [time for time, count in missing for _ in range(count)]
        return _insert(workspace, change, data, times, state=EntryState.DONE, day=day)


def skip(workspace: Workspace, year: int, times: Sequence[TimeKey], reason: str) -> list[str]:
    """Record that these occurrences were skipped, and why; return the new ids. Units are those of
    :func:`mark_done`.

    Raises InputError without a reason.
    """
    data = workspace.year(year)
    chosen = [time for time in _open_keys(data, times) if _missing(data, time)]
    kept = _reason(reason)
    if not chosen:
        return []
    with workspace.change("ไม่ต้องทำ {which}", which=_named(data, chosen)) as change:
        return _insert(workspace, change, data, chosen, state=EntryState.SKIPPED, reason=kept)


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of entries in one unit of work: the fields of :func:`record`, ``state``
    (EntryState) and ``reason``. Raises InputError for a skipped entry without a reason."""
    data = workspace.year(year)
    known = data.entry_by_id
    for key in dict.fromkeys(cell_edit.row for cell_edit in edits if cell_edit.row in known):
        changes = {cell_edit.field: cell_edit.value for cell_edit in edits if cell_edit.row == key}
        _must_fit(data, known[key], changes)
        if {"day", "state"} & changes.keys():
            state, day = changes.get("state", known[key].state), changes.get("day", known[key].day)
            check_done(EntryState(state), day, workspace.shown_day or today())
    which = _of_measures(
        data, [known[cell_edit.row] for cell_edit in edits if cell_edit.row in known]
    )
    what = edited_field(edits, Entry, "ผล")
    with workspace.change("แก้{what}ของมาตรการ {which}", what=what, which=which) as change:
        named = any(cell_edit.field == "round_id" and cell_edit.value for cell_edit in edits)
        rounds = made_rounds(change, data) if named else {}

        def value(cell_edit: CellEdit) -> object:
            if cell_edit.field == "unit_id":
                return cell_edit.value or None
            if cell_edit.field == "round_id":
                return rounds.get(cell_edit.value, cell_edit.value) if cell_edit.value else None
            return _value(cell_edit.field, cell_edit.value)

        write_edits(change, data.entries, edits, value, "บันทึกผล")


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove entries with their photographs."""
    data = workspace.year(year)
    if chosen := with_ids(data.entries, ids):
        which = _of_measures(data, chosen)
        with workspace.change("เอาบันทึกผลออก {which}", which=which) as change:
            for entry in chosen:
                change.delete(entry)


def _insert(
    workspace: Workspace, change: Change, data: YearData, times: Iterable[TimeKey], **fields: Any
) -> list[str]:
    made: list[Entry] = []
    for time in times:
        entry = Entry(
            id=new_id(),
            measure_id=time.measure_id,
            unit_id=time.unit_id,
            occurrence=time.last,
            position=last_position(data.entries_of(time.measure_id)) + len(made),
            **fields,
        )
        made.append(change.insert(entry))
    begin_record(workspace, change, data, made)
    return [entry.id for entry in made]


def check_done(state: EntryState, day: object, today: date) -> None:
    """Raise DateError if something is done on a day to come."""
    if state is EntryState.DONE and is_to_come(day, today):
        raise DateError(
            "{day} ยังไม่ถึง จึงยังบันทึกว่าทำแล้วไม่ได้",
            remedy="แก้วันที่ทำ หรือบันทึกเมื่อถึงวันนั้น",
            day=short_date(day),
        )


def is_to_come(day: object, on: date | None = None) -> TypeGuard[date]:
    """Return whether a day is after ``on`` (default: today), so that nothing was done on it yet."""
    return isinstance(day, date) and day > (on or today())


def _measure(data: YearData, key: str) -> Measure:
    return still(data.measure_by_id.get(key), "มาตรการ")


def _check_time(data: YearData, key: TimeKey) -> None:
    """Raise InputError if the measure does not have this occurrence."""
    measure = _measure(data, key.measure_id)
    if all(occurrence.last != key.last for occurrence in occurrences(measure, data.year)):
        raise InputError(
            "มาตรการ {which} ไม่มีรอบที่สิ้นสุด {day}",
            remedy="อาจมีการแก้รอบเวลา ดูรอบล่าสุดแล้วเลือกใหม่",
            which=label_of(data, measure),
            day=short_date(key.last),
        )


def _open_keys(data: YearData, keys: Iterable[TimeKey]) -> list[TimeKey]:
    """Return the keys, one for all as those of the open units where some have recorded already."""
    found: dict[TimeKey, None] = {}
    for key in keys:
        time = _tracked_time(data, key)
        each = key.unit_id is None and time.units and time.open_units != time.units
        units: Iterable[str | None] = (
            [unit.id for unit in time.open_units] if each else [key.unit_id]
        )
        found.update(dict.fromkeys(key._replace(unit_id=unit_id) for unit_id in units))
    return list(found)


def _missing(data: YearData, key: TimeKey) -> int:
    """Return the number of entries that an occurrence still needs, of the unit of the key."""
    time = _tracked_time(data, key)
    if key.unit_id is None or not time.units:
        return time.missing
    return time.missing_of(_unit(data, key.unit_id))


def _tracked_time(data: YearData, key: TimeKey) -> Time:
    _check_time(data, key)
    times = tracked_measure(data, _measure(data, key.measure_id), key.last).times
    return next(time for time in times if time.last == key.last)


def _unit(data: YearData, unit_id: str) -> str:
    return still(data.unit_by_id.get(unit_id), "หน่วย").id


def _named(data: YearData, times: Sequence[TimeKey]) -> str:
    if len({(time.measure_id, time.last) for time in times}) > 1:
        return Phrase("{count} รอบ", count=len(times))
    return namer(data)(_measure(data, times[0].measure_id))


def _of_measures(data: YearData, entries: Iterable[Entry]) -> str:
    """Return the names of the entries' measures, for a label."""
    measures = (data.measure_by_id[entry.measure_id] for entry in entries)
    return names(list(map(namer(data), measures)), "{count} มาตรการ")


def _must_fit(data: YearData, entry: Entry, changes: dict[str, Any]) -> None:
    """Raise InputError if an entry would be inconsistent after the changes."""
    if changes.get("state", entry.state) is EntryState.SKIPPED:
        _reason(changes.get("reason", entry.reason))
    if changes.get("unit_id"):
        _unit(data, changes["unit_id"])
    if changes.get("occurrence") is not None:
        _check_time(data, TimeKey(entry.measure_id, changes["occurrence"]))


def _reason(value: object) -> str:
    remedy = "พิมพ์เหตุผลสั้นๆ เช่น เลื่อนไปรวมกับรอบถัดไป"
    return required(text(value), "ยังไม่ได้บอกเหตุผลที่ไม่ต้องทำครั้งนี้", remedy)


def _value(field: str, value: Any) -> Any:
    """Return the value to store for a typed value."""
    if field in {"day", "occurrence"}:
        return day_or_none(value, "15/3/68")
    if field == "participants":
        return _participants(value)
    if field == "state":
        return EntryState(value)
    if field in {"text", "result"}:
        return rich(value)
    if field == "links":
        return "\n".join(line for line in text(value).split("\n") if line)
    return text(value)


def _participants(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 0 <= value <= MOST_PARTICIPANTS:
        raise InputError("จำนวนผู้เข้าร่วมต้องเป็นจำนวนเต็มตั้งแต่ 0", remedy="พิมพ์ตัวเลข เช่น 45")
    return value
