"""What has to be done after a meeting, by whom and until when."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.meetings import ActionItem
from ita_desktop.services.edits import CellEdit, gone, last_position, meeting_of, names, short, text
from ita_desktop.storage.workspace import Workspace


def add_action(
    workspace: Workspace,
    year: int,
    meeting_id: str,
    what: str,
    *,
    agenda_item_id: str | None = None,
    fields: Mapping[str, Any] | None = None,
) -> str:
    """Adds what somebody has to do after a meeting (``unit_id``, ``person_id``, ``post``, ``due``,
    ``note``); returns its id. Raises InputError for an empty text."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    plain = text(what)
    if not plain:
        raise InputError("ยังไม่ได้บอกว่าต้องทำอะไร", remedy="พิมพ์งานที่มอบหมาย")
    row = ActionItem(
        id=new_id(),
        meeting_id=meeting.id,
        agenda_item_id=agenda_item_id,
        text=plain,
        position=last_position(data.actions_of(meeting_id)),
        **(fields or {}),
    )
    with workspace.change("มอบหมายงาน {what}", what=short(plain)) as change:
        change.insert(row)
    return row.id


def edit_actions(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of what is to be done in one unit of work: ``text``, ``post``, ``note`` (texts),
    ``unit_id``, ``person_id`` (id or None), ``due``, ``done`` (date or None)."""
    data = workspace.year(year)
    known = {one.id: one for one in data.action_items}
    which = names([short(known[one.row].text) for one in edits if one.row in known], "{count} งาน")
    with workspace.change("แก้งานที่มอบหมาย {which}", which=which) as change:
        for one in edits:
            if one.row not in known:
                raise gone("งานที่มอบหมาย")
            value = one.value
            if one.field in {"due", "done"}:
                if value is not None and not isinstance(value, date):
                    raise InputError("ต้องเป็นวันที่", remedy="พิมพ์วันที่ เช่น 31/1/68")
            elif one.field in {"unit_id", "person_id"}:
                value = value or None
            else:
                value = text(value)
            known[one.row] = change.update(known[one.row], **{one.field: value})


def remove_actions(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes what was to be done."""
    rows = [one for one in workspace.year(year).action_items if one.id in set(ids)]
    if rows:
        which = names([short(one.text) for one in rows], "{count} งาน")
        with workspace.change("เอางานที่มอบหมายออก {which}", which=which) as change:
            for one in rows:
                change.delete(one)
