"""Imports groups of respondents; a group is known by survey, unit and kind of people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.surveys.records import SurveyGroup
from ita_desktop.domain.surveys.sampling import SURVEYS, requirements
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.surveys import RespondentsRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.frameworks.surveys.sampling import rules_of
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft, differing, said_of
from ita_desktop.services.imports.repeats import other_again, same_again
from ita_desktop.services.imports.roster.register import Units

_Place = tuple[str, str | None, str]
"""Survey, unit and kind of people."""
_DEFAULT: Final = SURVEYS[0]


def compare(draft: ImportDraft, rows: Sequence[RespondentsRow]) -> None:
    """Add the differences between ``rows`` and the year's groups to the draft."""
    units = Units(draft)
    placed = _placed(draft, units, rows)
    known: dict[_Place, SurveyGroup] = {}
    for group in draft.year.survey_groups:
        known.setdefault(_place_of(group), group)
    own = _own_numbers(draft.year, known, placed)
    position = last_position(draft.year.survey_groups)
    for at, (place, row) in enumerate(placed.items()):
        draft.work_progress.at(at, len(placed))
        says = {"population": row.population, "required": own[place], "note": row.note}
        old = known.get(place)
        new, writes = said_of(old, _made(draft.year, place, row, position), says)
        position += old is None
        draft.put([row.origin], _shown(units, new), _shown(units, old) if old else None, writes)
    if draft.may_remove():
        for group in draft.year.survey_groups:
            if _place_of(group) not in placed:
                draft.remove(group, _shown(units, group))


def _placed(
    draft: ImportDraft, units: Units, rows: Sequence[RespondentsRow]
) -> dict[_Place, RespondentsRow]:
    """Return the rows by their place; rows without one, and second ones, are reported."""
    found: dict[_Place, RespondentsRow] = {}
    for row in rows:
        try:
            unit_id = units.must_find(row.unit, row.origin, "unit") if row.unit else None
            instrument = row.instrument or _survey_of(draft.year, unit_id, row.kind)
            place = (instrument, unit_id, key(row.kind))
            if (first := found.setdefault(place, row)) is not row:
                _repeated(draft, row, first)
        except RowError as error:
            draft.skip(row.origin, error)
    without = [row for row in found.values() if not row.instrument]
    if without:
        draft.warn(
            without[0].origin,
            "มี {count} แถวที่ไม่ได้บอกแบบวัด จึงใช้แบบวัดของกลุ่มที่มีอยู่ หรือ IIT",
            "ใส่คอลัมน์ “แบบวัด” ถ้าเป็น EIT",
            count=len(without),
        )
    return found


def _survey_of(data: YearData, unit_id: str | None, kind: str) -> str:
    """Return the survey of the only group with a unit and kind, else the one of the staff."""
    found = {
        group.instrument
        for group in data.survey_groups
        if group.unit_id == unit_id and key(group.kind) == key(kind)
    }
    return found.pop() if len(found) == 1 else _DEFAULT


def _repeated(draft: ImportDraft, row: RespondentsRow, first: RespondentsRow) -> None:
    if replace(row, origin=first.origin) != first:
        raise other_again(row.origin, first.origin, Phrase("กลุ่มนี้"))
    same_again(draft, row.origin, first.origin, Phrase("กลุ่มนี้"))


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
    return group.instrument, group.unit_id, key(group.kind)


def _shown(units: Units, group: SurveyGroup) -> dict[str, str]:
    return {
        "แบบวัด": group.instrument,
        "หน่วย": units.name(group.unit_id),
        "กลุ่ม": group.kind,
        "จำนวนคน": _figure(group.population),
        "กำหนดเอง": _figure(group.required),
        "หมายเหตุ": group.note,
    }


def _figure(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
