"""The year's calendar of dates (ปฏิทินการประเมิน)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import CalendarDate
from ita_desktop.services.edits import (
    CellEdit,
    line,
    names,
    names_edited,
    remove_rows,
    required,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def add(workspace: Workspace, year: int, title: str, day: date) -> str:
    """Adds a date; returns its id. Raises InputError for an empty title."""
    return add_many(workspace, year, [{"title": title, "day": day}])[0]


def add_many(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, object]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add dates with ``title``, ``day`` and ``note``, and write ``edits`` of others, in one unit of
    work; return the new ids. Raises InputError if title or day is missing."""
    data = workspace.year(year)
    made = []
    which = names([_title(fields.get("title", "")) for fields in new], "{count} รายการ")
    with workspace.change("เพิ่มวันสำคัญ {which}", which=which) as change:
        _write(change, data.calendar, edits)
        for fields in new:
            row = CalendarDate(
                id=new_id(),
                year_id=data.fiscal_year.id,
                code="",
                title=_title(fields.get("title", "")),
                day=_day(fields.get("day")),
                note=text(fields.get("note", "")),
            )
            made.append(change.insert(row).id)
    return made


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of dates (``title``, ``day``, ``note``) in one unit of work."""
    rows = workspace.year(year).calendar
    which = names_edited(rows, edits, lambda row: row.title, "{count} รายการ")
    with workspace.change("แก้วันสำคัญ {which}", which=which) as change:
        _write(change, rows, edits)


def _write(change: Change, rows: Iterable[CalendarDate], edits: Sequence[CellEdit]) -> None:
    write_edits(change, rows, edits, _value, "วันสำคัญ")


def _value(edit: CellEdit) -> object:
    if edit.field == "title":
        return _title(edit.value)
    return _day(edit.value) if edit.field == "day" else text(edit.value)


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise InputError("วันสำคัญต้องมีวันที่", remedy="พิมพ์วันที่ เช่น 31/3/68 หรือเอาแถวออก")
    return value


def _title(value: object) -> str:
    return required(line(value), "ยังไม่ได้บอกว่าเป็นวันอะไร", "พิมพ์ชื่อ เช่น ประชุมคณะทำงาน")


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes dates."""
    rows = with_ids(workspace.year(year).calendar, ids)
    template = "เอาวันสำคัญออก {which}"
    remove_rows(workspace, rows, template, lambda row: row.title, "{count} รายการ")
