"""The year's calendar of dates (ปฏิทินการประเมิน)."""

from collections.abc import Iterable, Sequence
from datetime import date

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import CalendarDate
from ita_desktop.services.edits import CellEdit, gone, line, names, text
from ita_desktop.storage.workspace import Workspace


def add(workspace: Workspace, year: int, title: str, day: date) -> str:
    """Adds a date; returns its id. Raises InputError for an empty title."""
    data = workspace.year(year)
    row = CalendarDate(
        id=new_id(), year_id=data.fiscal_year.id, code="", title=_title(title), day=day
    )
    with workspace.change("เพิ่มวันสำคัญ {title}", title=row.title) as change:
        change.insert(row)
    return row.id


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of dates (``title``, ``day``, ``note``) in one unit of work."""
    rows = {one.id: one for one in workspace.year(year).calendar}
    which = names([rows[one.row].title for one in edits if one.row in rows], "วัน")
    with workspace.change("แก้วันสำคัญ {which}", which=which) as change:
        for one in edits:
            if one.row not in rows:
                raise gone("วันสำคัญ")
            rows[one.row] = change.update(rows[one.row], **{one.field: _value(one)})


def _value(edit: CellEdit) -> object:
    if edit.field == "title":
        return _title(edit.value)
    if edit.field != "day":
        return text(edit.value)
    if edit.value is None:
        raise InputError("วันสำคัญต้องมีวันที่", remedy="พิมพ์วันที่ เช่น 31/3/68 หรือเอาแถวออก")
    return edit.value


def _title(value: object) -> str:
    title = line(value)
    if not title:
        raise InputError("ยังไม่ได้บอกว่าเป็นวันอะไร", remedy="พิมพ์ชื่อ เช่น ประชุมคณะทำงาน")
    return title


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes dates."""
    chosen = set(ids)
    rows = [one for one in workspace.year(year).calendar if one.id in chosen]
    if rows:
        which = names([one.title for one in rows], "วัน")
        with workspace.change("เอาวันสำคัญออก {which}", which=which) as change:
            for row in rows:
                change.delete(row)
