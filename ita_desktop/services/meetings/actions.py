"""Action items of meetings: task, responsible unit or person, due date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.meetings.meetings import ActionItem
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    OwnerRef,
    day_or_none,
    last_position,
    meeting_of,
    names,
    names_edited,
    remove_rows,
    required,
    short,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.services.roster.owning import resolved
from ita_desktop.services.roster.people import NewPerson
from ita_desktop.services.roster.units import NewUnit
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_OWNERS = ("unit_id", "person_id")


def add_actions(
    workspace: Workspace,
    year: int,
    meeting_id: str,
    new: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add action items of a meeting with ``text`` and other fields, and write ``edits`` of others,
    in one unit of work; return the new ids. Raises InputError for an empty text."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    rows = []
    for position, fields in enumerate(new, last_position(data.actions_of(meeting_id))):
        typed = text(fields.get("text", ""))
        plain = required(typed, "ยังไม่ได้บอกว่าต้องทำอะไร", "พิมพ์งานที่มอบหมาย")
        given = {**fields, "text": plain, "position": position}
        rows.append(ActionItem(id=new_id(), meeting_id=meeting.id, **given))
    which = names([short(row.text) for row in rows], "{count} งาน")
    with workspace.change("มอบหมายงาน {what}", what=which) as change:
        _write(change, data, edits)
        for row in rows:
            unit, person = (_kept(change, data, getattr(row, name)) for name in _OWNERS)
            change.insert(replace(row, unit_id=unit, person_id=person))
    return [row.id for row in rows]


def edit_actions(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of action items in one unit of work: ``text``, ``post``, ``note`` (texts),
    ``unit_id`` (id, :class:`NewUnit` or None), ``person_id`` (id, :class:`NewPerson` or None),
    ``due``, ``done`` (date or None)."""
    data = workspace.year(year)
    which = names_edited(data.action_items, edits, lambda item: short(item.text), "{count} งาน")
    with workspace.change("แก้งานที่มอบหมาย {which}", which=which) as change:
        _write(change, data, edits)


def _write(change: Change, data: YearData, edits: Sequence[CellEdit]) -> None:
    kept = [
        edit._replace(value=_kept(change, data, edit.value)) if edit.field in _OWNERS else edit
        for edit in edits
    ]
    write_edits(change, data.action_items, kept, _value, "งานนั้น")


def _kept(change: Change, data: YearData, who: str | None) -> str | None:
    """Return the id of a task's unit or person; create a confirmed new one."""
    if isinstance(who, NewUnit):
        return resolved(change, data, OwnerRef(new_unit=str(who))).unit_id
    if isinstance(who, NewPerson):
        return resolved(change, data, OwnerRef(new_person=str(who))).person_id
    return who


def _value(edit: CellEdit) -> Any:
    if edit.field in {"due", "done"}:
        return day_or_none(edit.value, "31/1/68")
    return edit.value or None if edit.field in _OWNERS else text(edit.value)


def remove_actions(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove action items."""
    rows = with_ids(workspace.year(year).action_items, ids)
    template = "เอางานที่มอบหมายออก {which}"
    remove_rows(workspace, rows, template, lambda item: short(item.text), "{count} งาน")
