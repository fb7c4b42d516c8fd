"""Tenures: the posts that people of the register hold, with first and last day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import new_id
from ita_desktop.domain.roster.tenures import Tenure
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    day_or_none,
    fields_by_row,
    gone,
    last_position,
    line,
    names,
    names_edited,
    remove_rows,
    text,
    with_ids,
)
from ita_desktop.services.roster.people import Register
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_DAYS = {"first", "last"}


def add(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add tenures (``person`` by name, ``post``, ``unit``, ``acting``, ``note``: texts; ``first``
    and ``last``: date or None) and write ``edits`` of others; return the new ids. Unknown people
    and units are added.

    Raises InputError if the person or post is missing, or the dates are reversed.
    """
    data = workspace.year(year)
    which = names([line(fields.get("post", "")) for fields in new], "{count} ตำแหน่ง")
    made = []
    with workspace.change("เพิ่มผู้ดำรงตำแหน่ง {which}", which=which) as change:
        register = Register(change, data)
        _write(change, data, register, edits)
        first = last_position(data.tenures)
        for offset, fields in enumerate(new):
            values = _values(register, fields)
            if not values.get("person_id"):
                raise InputError("ยังไม่มีชื่อผู้ดำรงตำแหน่ง", remedy="พิมพ์คำนำหน้า ชื่อ และนามสกุล")
            blank = Tenure(id=new_id(), person_id="", post="", position=first + offset)
            made.append(change.insert(_checked(replace(blank, **values))).id)
    return made


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of tenures in one unit of work; fields as in :func:`add`."""
    data = workspace.year(year)
    which = names_edited(data.tenures, edits, lambda tenure: tenure.post, "{count} แถว")
    with workspace.change("แก้ผู้ดำรงตำแหน่ง {which}", which=which) as change:
        _write(change, data, Register(change, data), edits)


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove tenures; the people stay in the register."""
    rows = with_ids(workspace.year(year).tenures, ids)
    template = "เอาผู้ดำรงตำแหน่งออก {which}"
    remove_rows(workspace, rows, template, lambda tenure: tenure.post, "{count} แถว")


def _write(change: Change, data: YearData, register: Register, edits: Sequence[CellEdit]) -> None:
    known = {tenure.id: tenure for tenure in data.tenures}
    by_row = fields_by_row(edits)
    for row, fields in by_row.items():
        if row not in known:
            raise gone("ผู้ดำรงตำแหน่ง")
        values = _values(register, fields)
        _checked(replace(known[row], **values))
        change.update(known[row], **values)


def _values(register: Register, fields: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, value in fields.items():
        if field == "person":
            if not line(value):
                raise InputError("ยังไม่มีชื่อผู้ดำรงตำแหน่ง", remedy="พิมพ์คำนำหน้า ชื่อ และนามสกุล")
            values["person_id"] = register.find_or_add(line(value)).id
        elif field == "unit":
            values["unit_id"] = register.unit(value)
        elif field in _DAYS:
            values[field] = day_or_none(value, "1/10/67")
        else:
            values[field] = text(value) if field == "note" else line(value)
    return values


def _checked(tenure: Tenure) -> Tenure:
    if not tenure.post:
        raise InputError("ยังไม่มีชื่อตำแหน่ง", remedy="พิมพ์ชื่อตำแหน่ง เช่น หัวหน้าฝ่ายปกครอง")
    if tenure.first is not None and tenure.last is not None and tenure.last < tenure.first:
        raise InputError("วันสิ้นสุดอยู่ก่อนวันเริ่มดำรงตำแหน่ง", remedy="แก้วันใดวันหนึ่ง")
    return tenure
