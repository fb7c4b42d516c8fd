"""Action items of meetings: task, responsible units and people, due date."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ita_desktop.domain.meetings.meetings import ActionItem, ActionItemOwner
from ita_desktop.domain.records import new_id
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
    still,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.services.roster.owning import owner_of, resolved, write_owners
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_OWNERS = "owners"


def add_actions(
    workspace: Workspace,
    year: int,
    meeting_id: str,
    new: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add action items of a meeting with ``text`` and other fields of :func:`edit_actions`, and
    write ``edits`` of others, in one unit of work; return the new ids. Raises InputError for an
    empty text."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    rows = []
    for position, fields in enumerate(new, last_position(data.actions_of(meeting_id))):
        cells = [CellEdit("", name, value) for name, value in fields.items() if name != _OWNERS]
        given = {cell.field: _value(cell) for cell in cells}
        plain = required(given.get("text", ""), "ยังไม่ได้บอกว่าต้องทำอะไร", "พิมพ์งานที่มอบหมาย")
        given |= {"text": plain, "position": position}
        rows.append((ActionItem(id=new_id(), meeting_id=meeting.id, **given), fields.get(_OWNERS)))
    which = names([short(row.text) for row, _ in rows], "{count} งาน")
    with workspace.change("มอบหมายงาน {what}", what=which) as change:
        _write(change, data, edits)
        for row, owners in rows:
            change.insert(row)
            _give(change, data, row, owners or ())
    return [row.id for row, _ in rows]


def edit_actions(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of action items in one unit of work: ``text``, ``note`` (texts), ``due``,
    ``done`` (date or None), ``owners`` (a sequence of :class:`OwnerRef`)."""
    data = workspace.year(year)
    which = names_edited(data.action_items, edits, lambda item: short(item.text), "{count} งาน")
    with workspace.change("แก้งานที่มอบหมาย {which}", which=which) as change:
        _write(change, data, edits)


def _write(change: Change, data: YearData, edits: Sequence[CellEdit]) -> None:
    plain = [edit for edit in edits if edit.field != _OWNERS]
    rows = write_edits(change, data.action_items, plain, _value, "งานนั้น")
    for edit in edits:
        if edit.field == _OWNERS:
            _give(change, data, still(rows.get(edit.row), "งานนั้น"), edit.value)


def _give(change: Change, data: YearData, task: ActionItem, refs: Sequence[OwnerRef]) -> None:
    """Write the owners of a task: the first in its row, others in rows of their own. Units and
    people that were confirmed as new are created."""
    wanted = tuple(dict.fromkeys(resolved(change, data, ref) for ref in refs))
    first, further = wanted[0] if wanted else OwnerRef(), wanted[1:]
    change.update(task, unit_id=first.unit_id, person_id=first.person_id, post=first.post)
    make = owner_of(ActionItemOwner, action_item_id=task.id)
    write_owners(change, data, data.further_owners_of(task.id), further, make)


def _value(edit: CellEdit) -> Any:
    if edit.field in {"due", "done"}:
        return day_or_none(edit.value, "31/1/68")
    if edit.field == "agenda_item_id":
        return edit.value or None
    return text(edit.value)


def remove_actions(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove action items."""
    rows = with_ids(workspace.year(year).action_items, ids)
    template = "เอางานที่มอบหมายออก {which}"
    remove_rows(workspace, rows, template, lambda item: short(item.text), "{count} งาน")
