"""Imports groups of respondents, known by survey, unit and kind of people; and answers so far,
known by group and day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.results import SurveyCount, SurveyGroup
from ita_desktop.domain.surveys import SURVEYS, find_groups, kind_key, name_of_group, requirements
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.surveys import AnsweredRow, RespondentsRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.frameworks.resource_files import rules_of
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft, Shown, differing, more_of
from ita_desktop.services.imports.items import repeated
from ita_desktop.services.imports.roster.register import Units

_Place = tuple[str, str | None, str]
"""Survey, unit and kind of people."""
_DEFAULT: Final = SURVEYS[0]


def compare_respondents(draft: ImportDraft, rows: Sequence[RespondentsRow]) -> None:
    """Add the differences between ``rows`` and the year's groups to the draft."""
    units = Units(draft)
    placed = _placed(draft, units, rows)
    known: dict[_Place, SurveyGroup] = {}
    for group in draft.year.survey_groups:
        known.setdefault(_place_of(group), group)
    own = _own_numbers(draft.year, known, placed)
    position = last_position(draft.year.survey_groups)
    _leave_counted_twice(draft, known, placed)
    for place, row in draft.each([*placed.items()]):
        says = {"population": row.population, "required": own[place], "note": row.note}
        says |= dict(row.more)
        old = known.get(place)
        blank = _made(draft.year, place, row, position)
        draft.say([row.origin], old, blank, says, partial(_shown_row, units, row))
        position += old is None
    groups = draft.year.survey_groups
    draft.remove_others(groups, lambda it: _place_of(it) in placed, partial(_shown, units))


def _leave_counted_twice(
    draft: ImportDraft,
    known: Mapping[_Place, SurveyGroup],
    placed: Mapping[_Place, RespondentsRow],
) -> None:
    """Leave new groups unticked whose people are in a group that the year has already."""
    twice = [
        (row, group)
        for place, row in placed.items()
        if place not in known and not draft.decided.replace
        for group in known.values()
        if _are_in(_place_of(group), place)
    ]
    if twice:
        row, group = twice[0]
        draft.leave_unticked(
            (row.origin for row, _ in twice),
            "กลุ่ม “{name}” นับคนซ้ำกับ “{group}” ที่มีอยู่แล้ว",
            "ใช้ชื่อหน่วยและกลุ่มเดียวกับในตารางผู้ตอบ หรือเลือกเอง ถ้าเป็นคนละคนกัน",
            name=" ".join(part for part in (row.unit, row.kind) if part),
            group=name_of_group(draft.year, group),
        )


def _are_in(one: _Place, other: _Place) -> bool:
    """Return whether two groups of a survey have people in common, by unit and kind of people."""
    (survey, unit, kind), (other_survey, other_unit, other_kind) = one, other
    in_unit = unit is None or other_unit is None or unit == other_unit
    in_kind = kind.startswith(other_kind) or other_kind.startswith(kind)
    return survey == other_survey and in_unit and in_kind


def _placed(
    draft: ImportDraft, units: Units, rows: Sequence[RespondentsRow]
) -> dict[_Place, RespondentsRow]:
    """Return the rows by their place; rows without one, and second ones, are reported."""
    found: dict[_Place, RespondentsRow] = {}
    for row in rows:
        with draft.skipping(row.origin):
            unit, kind = _parted(draft.year, row.instrument, row.unit, row.kind)
            row = replace(row, unit=unit, kind=kind)  # noqa: PLW2901
            unit_id = units.must_find(row.unit, row.origin, "unit") if row.unit else None
            instrument = row.instrument or _survey_of(draft.year, unit_id, row.kind)
            place = (instrument, unit_id, kind_key(row.kind))
            if (first := found.setdefault(place, row)) is not row:
                same = replace(row, origin=first.origin) == first
                repeated(draft, row.origin, first.origin, Phrase("กลุ่มนี้"), same=same)
    without = [row for row in found.values() if not row.instrument]
    if without:
        draft.warn(
            without[0].origin,
            "มี {count} แถวที่ไม่ได้บอกแบบวัด จึงใช้แบบวัดของกลุ่มที่มีอยู่ หรือ IIT",
            "ใส่คอลัมน์ “แบบวัด” ถ้าเป็น EIT",
            count=len(without),
        )
    return found


def _parted(data: YearData, instrument: str, unit: str, kind: str) -> tuple[str, str]:
    """Return the unit and the kind of people of a row, which may have both in the cell of the
    kind: ฝ่ายโยธา ลูกจ้าง, or ฝ่ายโยธา alone."""
    if unit:
        return unit, kind
    found = [one for one in find_groups(data, kind) if instrument in {"", one.instrument}]
    if len(found) == 1:
        return data.unit_name(found[0].unit_id), found[0].kind
    named = data.unit_finder.find(kind) or data.unit_finder.find(kind.strip().removeprefix("กลุ่ม"))
    return (named.name, "") if named is not None else ("", kind)


def _survey_of(data: YearData, unit_id: str | None, kind: str) -> str:
    """Return the survey of the only group with a unit and kind, else the one of the staff."""
    found = {
        group.instrument
        for group in data.survey_groups
        if group.unit_id == unit_id and kind_key(group.kind) == kind_key(kind)
    }
    return found.pop() if len(found) == 1 else _DEFAULT


def _own_numbers(
    data: YearData, known: Mapping[_Place, SurveyGroup], placed: Mapping[_Place, RespondentsRow]
) -> dict[_Place, int | None]:
    """Return the office's own numbers of answers by place: those that the sampling rules do not
    give by themselves, as lists print these, too."""
    groups = {place: replace(group, required=None) for place, group in known.items()}
    for place, row in placed.items():
        group = groups.get(place) or _made(data, place, row, 0)
        groups[place] = replace(group, **differing(group, {"population": row.population}))
    year = replace(data, survey_groups=tuple(groups.values()))
    by_rule = requirements(year, rules_of(data))
    numbers: dict[_Place, int | None] = {}
    for place, row in placed.items():
        old = known.get(place)
        stands = old is not None and old.required is not None
        same = row.required == by_rule[groups[place].id].number
        numbers[place] = None if same and not stands else row.required
    return numbers


def _made(data: YearData, place: _Place, row: RespondentsRow, position: int) -> SurveyGroup:
    instrument, unit_id, _kind = place
    return SurveyGroup(
        id=new_id(),
        year_id=data.fiscal_year.id,
        instrument=instrument,
        unit_id=unit_id,
        kind=row.kind,
        position=position,
    )


def _place_of(group: SurveyGroup) -> _Place:
    return group.instrument, group.unit_id, kind_key(group.kind)


def _shown_row(units: Units, row: RespondentsRow, group: SurveyGroup) -> Shown:
    return {**_shown(units, group), **more_of(group, row)}


def _shown(units: Units, group: SurveyGroup) -> Shown:
    return {
        "แบบวัด": group.instrument,
        "หน่วย": units.name(group.unit_id),
        "กลุ่ม": group.kind,
        "จำนวนคน": group.population,
        "กำหนดเอง": group.required,
        "หมายเหตุ": group.note,
    }


_GroupDay = tuple[str, date]
"""Id of the group, and the day."""


def compare_answered(draft: ImportDraft, rows: Sequence[AnsweredRow]) -> None:
    """Add the differences between ``rows`` and the year's counts to the draft."""
    seen: dict[_GroupDay, AnsweredRow] = {}
    numbers = {(row.survey_group_id, row.day): row.answered for row in draft.year.survey_counts}
    for row in draft.each(rows):
        with draft.skipping(row.origin):
            _row(draft, row, seen, numbers)
    _warn_of_falls(draft, seen, numbers)


def _row(
    draft: ImportDraft,
    row: AnsweredRow,
    seen: dict[_GroupDay, AnsweredRow],
    numbers: dict[_GroupDay, int],
) -> None:
    group = _group(draft.year, row)
    if row.answered is None:
        # A row of the form that nobody has filled in yet.
        draft.keep(row.origin)
        return
    if row.day is None:
        raise RowError("ยอดตอบต้องมีวันที่", remedy="พิมพ์วันที่ เช่น 31/3/68").about("day")
    place = (group.id, row.day)
    if (first := seen.setdefault(place, row)) is not row:
        same = row.answered == first.answered
        repeated(draft, row.origin, first.origin, Phrase("ยอดของกลุ่มและวันนี้"), same=same)
        return
    numbers[place] = row.answered
    _warn_of_too_many(draft, row.origin, group, row.answered)
    old = next(
        (count for count in draft.year.counts_of_group(group.id) if count.day == row.day), None
    )
    blank = SurveyCount(id=new_id(), survey_group_id=group.id, day=row.day, answered=row.answered)
    name = name_of_group(draft.year, group)
    draft.say([row.origin], old, blank, {"answered": row.answered}, partial(_shown_count, name))


def _group(data: YearData, row: AnsweredRow) -> SurveyGroup:
    """Return the group that a row is about; raises RowError if it is none, or several."""
    unit_name, kind = _parted(data, row.instrument, row.unit, row.group)
    unit = data.unit_finder.find(unit_name) if unit_name else None
    named = {group.id for group in find_groups(data, row.group)}
    found = [
        group
        for group in data.survey_groups
        if (not row.instrument or group.instrument == row.instrument)
        and (group.id in named or _is_of(group, unit.id if unit is not None else None, kind))
    ]
    if len(found) == 1:
        return found[0]
    name = " ".join(part for part in (row.instrument, row.unit, row.group) if part)
    column = "group" if row.group else "unit"
    if found:
        raise RowError(
            "มีหลายกลุ่มชื่อ “{name}”",
            remedy="บอกแบบวัด หน่วย และกลุ่ม เช่น IIT ฝ่ายโยธา ลูกจ้าง",
            name=name,
        ).about(column)
    raise RowError(
        "ไม่มีกลุ่มผู้ตอบ “{name}”",
        remedy="ใช้ชื่อเดียวกับในตารางผู้ตอบ หรือนำเข้าจำนวนผู้ตอบก่อน",
        name=name,
    ).about(column)


def _is_of(group: SurveyGroup, unit_id: str | None, kind: str) -> bool:
    """Return whether a group is of a row's unit, and of its kind of people if it names one."""
    if unit_id is None or group.unit_id != unit_id:
        return False
    return not kind or kind_key(group.kind) == kind_key(kind)


def _warn_of_too_many(
    draft: ImportDraft, origin: Origin, group: SurveyGroup, answered: int
) -> None:
    if group.population is not None and answered > group.population:
        draft.warn(
            origin,
            "{group} ตอบแล้ว {answered:,} คน มากกว่าจำนวนคน {population:,}",
            "ตรวจตัวเลขทั้งสอง",
            group=name_of_group(draft.year, group),
            answered=answered,
            population=group.population,
        )


def _warn_of_falls(
    draft: ImportDraft, seen: dict[_GroupDay, AnsweredRow], numbers: dict[_GroupDay, int]
) -> None:
    """Warn of numbers below those of the day before, as days are counted from the beginning."""
    before: dict[str, tuple[date, int]] = {}
    for (group_id, day), answered in sorted(numbers.items(), key=lambda pair: pair[0][1]):
        last = before.get(group_id)
        row = seen.get((group_id, day)) or (last and seen.get((group_id, last[0])))
        if last is not None and answered < last[1] and row:
            draft.warn(
                row.origin,
                "{group} วันที่ {day} ตอบแล้ว {answered:,} น้อยกว่าวันที่ {before} ที่มี {earlier:,}",
                "ยอดตอบเป็นยอดสะสม ตรวจตัวเลขทั้งสอง",
                group=name_of_group(draft.year, draft.year.survey_group_by_id[group_id]),
                day=short_date(day),
                answered=answered,
                before=short_date(last[0]),
                earlier=last[1],
            )
        before[group_id] = (day, answered)


def _shown_count(name: str, count: SurveyCount) -> Shown:
    return {"วันที่": count.day, "กลุ่ม": name, "ตอบแล้ว (สะสม)": count.answered}
