"""Evidence of OIT items, and requirements that are met."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import CheckMark, Evidence
from ita_desktop.services.edits import (
    CellEdit,
    last_position,
    line,
    names,
    remove_rows,
    required,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.storage.workspace import Workspace

FIELDS = frozenset({"title", "location", "format", "published", "note"})


def add(workspace: Workspace, year: int, item: str, fields: Mapping[str, Any]) -> Evidence:
    """Add one piece of evidence; see :func:`add_all`."""
    return add_all(workspace, year, item, [fields])[0]


def add_all(
    workspace: Workspace, year: int, item: str, given: Sequence[Mapping[str, Any]]
) -> list[Evidence]:
    """Add URLs or file names as evidence of an item, each with the fields of :data:`FIELDS`, in one
    unit of work.

    Raises InputError if a ``location`` is empty or the item is not in the year's framework.
    """
    data = workspace.year(year)
    if item not in data.framework.item_by_code:
        raise InputError("กรอบปี {year} ไม่มีข้อ {item}", remedy="ใช้รหัสข้อของปีนี้", year=year, item=item)
    first = last_position(data.evidence_of(item))
    rows = [
        _row(data.fiscal_year.id, item, fields, first + number)
        for number, fields in enumerate(given)
    ]
    with workspace.change("เพิ่มหลักฐาน {item}", item=item) as change:
        return [change.insert(row) for row in rows]


def _row(year_id: str, item: str, fields: Mapping[str, Any], position: int) -> Evidence:
    place = _location(fields.get("location", ""))
    return Evidence(
        id=new_id(),
        year_id=year_id,
        item_code=item,
        title=line(fields.get("title", "")) or place,
        location=place,
        format=line(fields.get("format", "")),
        published=fields.get("published"),
        note=text(fields.get("note", "")),
        position=position,
    )


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of evidence rows (fields of :data:`FIELDS`) in one unit of work."""
    data = workspace.year(year)
    by_id = {row.id: row for row in data.evidence}
    which = names(
        [by_id[cell_edit.row].item_code for cell_edit in edits if cell_edit.row in by_id],
        "{count} ข้อ",
    )
    with workspace.change("แก้หลักฐาน {which}", which=which) as change:
        write_edits(change, data.evidence, edits, _value, "หลักฐาน")


def _value(edit: CellEdit) -> object:
    if edit.field == "published":
        return edit.value
    if edit.field == "location":
        return _location(edit.value)
    return text(edit.value) if edit.field == "note" else line(edit.value)


def _location(value: object) -> str:
    return required(line(value), "ยังไม่มีลิงก์หรือชื่อไฟล์", "วางลิงก์ของหน้าเว็บ หรือพิมพ์ชื่อไฟล์")


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes evidence rows."""
    rows = with_ids(workspace.year(year).evidence, ids)
    template = "เอาหลักฐานออก {which}"
    remove_rows(workspace, rows, template, lambda evidence: evidence.item_code, "{count} ข้อ")


def tick(workspace: Workspace, year: int, requirements: Iterable[str], *, met: bool) -> None:
    """Mark requirements (``O6.3``) as met or not met. Raises InputError for an unknown one."""
    data = workspace.year(year)
    known = {requirement.code for item in data.framework.items for requirement in item.requirements}
    chosen = list(dict.fromkeys(requirements))
    unknown = [code for code in chosen if code not in known]
    if unknown:
        raise InputError(
            "ไม่มีรายการ {codes} ในกรอบปี {year}",
            remedy="ใช้รหัสรายการของปีนี้ เช่น O1.1",
            codes=" ".join(unknown),
            year=year,
        )
    marks = {mark.requirement: mark for mark in data.check_marks}
    label = "ทำเครื่องหมาย {which}" if met else "เอาเครื่องหมายออก {which}"
    with workspace.change(label, which=names(chosen, "{count} รายการ")) as change:
        for code in chosen:
            if met and code not in marks:
                change.insert(CheckMark(id=new_id(), year_id=data.fiscal_year.id, requirement=code))
            elif not met and code in marks:
                change.delete(marks[code])
