"""Counts of answers so far, typed or pasted: day, group, number."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.domain.surveys.groups import find_groups
from ita_desktop.domain.surveys.records import SurveyCount, SurveyGroup
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, line, remove_rows, with_ids, write_edits
from ita_desktop.services.surveys.values import whole
from ita_desktop.storage.workspace import Workspace


def find_group(data: YearData, value: object) -> SurveyGroup:
    """Return the group with that name (``IIT ฝ่ายโยธา ลูกจ้าง``, ``ฝ่ายโยธา ลูกจ้าง``) or id.

    Raises InputError if there is none, or several have the name.
    """
    by_id = data.survey_group_by_id.get(str(value))
    found = [by_id] if by_id is not None else find_groups(data, line(value))
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            "มีกลุ่มชื่อ “{name}” ทั้ง IIT และ EIT", remedy="ใส่ IIT หรือ EIT หน้าชื่อ", name=line(value)
        )
    raise InputError(
        "ไม่มีกลุ่มผู้ตอบ “{name}”", remedy="ใช้ชื่อเดียวกับในตารางผู้ตอบ เช่น ฝ่ายโยธา ลูกจ้าง", name=line(value)
    )


def add_many(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, object]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Store numbers (``group``, ``day``, ``answered``), and ``edits`` of others, in one unit of
    work; return their ids. A second number of a group and day replaces the first.

    Raises InputError for an unknown group, a missing day or a number that is none.
    """
    data, made = workspace.year(year), []
    known = {(row.survey_group_id, row.day): row for row in data.survey_counts}
    with workspace.change("บันทึกยอดตอบ {count} แถว", count=len(new)) as change:
        write_edits(
            change,
            data.survey_counts,
            _stored(edits),
            lambda cell_edit: _value(data, cell_edit),
            "ยอดตอบ",
        )
        for fields in new:
            group, day = find_group(data, fields.get("group", "")), _day(fields.get("day"))
            answered = _answered(fields.get("answered"))
            old = known.get((group.id, day))
            row = (
                change.update(old, answered=answered)
                if old is not None
                else change.insert(
                    SurveyCount(id=new_id(), survey_group_id=group.id, day=day, answered=answered)
                )
            )
            known[group.id, day] = row
            made.append(row.id)
    return made


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of counts in one unit of work; raises as :func:`add_many`, and if a group would
    have two numbers of one day."""
    data = workspace.year(year)
    _refuse_twice(data, _stored(edits))
    with workspace.change("แก้ยอดตอบ {count} ช่อง", count=len(edits)) as change:
        write_edits(
            change,
            data.survey_counts,
            _stored(edits),
            lambda cell_edit: _value(data, cell_edit),
            "ยอดตอบ",
        )


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove counts."""
    rows = with_ids(workspace.year(year).survey_counts, ids)
    remove_rows(
        workspace, rows, "เอายอดตอบออก {which}", lambda row: short_date(row.day), "{count} แถว"
    )


def _stored(edits: Sequence[CellEdit]) -> list[CellEdit]:
    return [
        cell_edit._replace(field="survey_group_id") if cell_edit.field == "group" else cell_edit
        for cell_edit in edits
    ]


def _refuse_twice(data: YearData, edits: Sequence[CellEdit]) -> None:
    places = {row.id: {"survey_group_id": row.survey_group_id, "day": row.day}
              for row in data.survey_counts}  # fmt: skip
    for cell_edit in edits:
        if cell_edit.row in places and cell_edit.field in places[cell_edit.row]:
            places[cell_edit.row][cell_edit.field] = _value(data, cell_edit)
    seen = set()
    for place in places.values():
        at = tuple(place.values())
        if at in seen:
            raise InputError(
                "กลุ่มนี้มียอดของวันที่ {day} แล้ว",
                remedy="แก้ยอดของวันนั้น หรือใช้วันอื่น",
                day=short_date(place["day"]),  # type: ignore[arg-type]
            )
        seen.add(at)


def _value(data: YearData, edit: CellEdit) -> object:
    if edit.field == "survey_group_id":
        return find_group(data, edit.value).id
    return _day(edit.value) if edit.field == "day" else _answered(edit.value)


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise InputError("ยอดตอบต้องมีวันที่", remedy="พิมพ์วันที่ เช่น 31/3/68")
    return value


def _answered(value: object) -> int:
    number = whole(value, Phrase("ยอดตอบ"))
    if number is None:
        raise InputError("ยังไม่ได้ใส่ยอดตอบ", remedy="พิมพ์จำนวนผู้ตอบสะสม เช่น 45")
    return number
