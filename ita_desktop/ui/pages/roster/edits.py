"""Stores edits of the roster through services: cells, order, new rows."""

from collections.abc import Mapping
from dataclasses import replace

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import roster
from ita_desktop.services.roster.roster import MemberRow, Respelt
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.table.edits import Act, Edit

NUMBER = "number"
_MOST_TWICE = 3


def write(workspace: Workspace, data: YearData, edit: Edit) -> Respelt | None:
    """Writes an edit as one unit of work into the year of ``data``; returns two people who may be
    one. Raises ItaError.

    A typed number moves its row; pasted or filled numbers are ignored, because they follow from the
    order of rows.
    """
    year = data.year
    if edit.act is Act.TYPE:
        for change in edit.changes:
            if change.key == NUMBER:
                roster.place(workspace, year, change.row, int(str(change.value)))
    edit = without_numbers(edit)
    cells = [CellEdit(change.row, change.key, _text(change.value)) for change in edit.changes]
    if edit.new:
        by_body = _rows_by_body(data, edit)
        roster.add_many(workspace, year, list(by_body.items()), after=edit.after, edits=cells)
    elif cells:
        return roster.edit(workspace, year, cells)
    return None


def _text(value: object) -> str:
    """Returns a value as text; it may be the name of a new unit."""
    return value if isinstance(value, str) else str(value)


def without_numbers(edit: Edit) -> Edit:
    """Returns an edit without changes of numbers."""
    return replace(
        edit,
        changes=tuple(change for change in edit.changes if change.key != NUMBER),
        new=tuple({key: value for key, value in row.items() if key != NUMBER} for row in edit.new),
    )


def body_of(data: YearData, key: str | None) -> str | None:
    """Returns the body of a member or body id; the first body for None."""
    member = next((member for member in data.members if member.id == key), None)
    if member is not None:
        return member.body_id
    if any(body.id == key for body in data.bodies):
        return key
    return data.bodies[0].id if data.bodies else None


def _rows_by_body(data: YearData, edit: Edit) -> dict[str, list[Mapping[str, str]]]:
    """Groups new rows by body: that of their role, else that of the paste."""
    beside = body_of(data, edit.after)
    by_body: dict[str, list[Mapping[str, str]]] = {}
    for row in edit.new:
        texts = {key: _text(value) for key, value in row.items()}
        described = roster.body_of_role(data, texts.get("role", ""))
        home = described.id if described is not None else beside
        if home is None:
            raise InputError("ยังไม่มีคณะที่จะเพิ่มรายชื่อลงไป", remedy="เพิ่มคณะก่อน")
        by_body.setdefault(home, []).append(texts)
    return by_body


def named_twice(data: YearData, edit: Edit) -> list[str]:
    """Returns a sentence for each named person who is already in the same body; a single one if
    there are many."""
    named = {change.row for change in edit.changes if change.key == "name"}
    texts = []
    for _, members in roster.rows(data) if named else ():
        places: dict[str | None, list[MemberRow]] = {}
        for row in members:
            places.setdefault(row.member.person_id, []).append(row)
        for row in members:
            same = places[row.member.person_id]
            if row.id in named and row.name and len(same) > 1:
                numbers = " ".join(other.number for other in same if other.id != row.id)
                texts.append(tr("{name} อยู่ในลำดับ {numbers} แล้ว", name=row.name, numbers=numbers))
    if len(texts) > _MOST_TWICE:
        return [
            tr("มีชื่อที่อยู่ในคณะเดียวกันแล้ว {count} แถว เช่น {first}", count=len(texts), first=texts[0])
        ]
    return texts
