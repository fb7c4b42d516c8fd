"""What is filed for OIT items: its texts, and what was filed when."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import unquote

from ita_desktop.documents.reports.oit.filing_text import FilingText, change_of, filing_texts
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.oit.filings import Filing, FilingChange
from ita_desktop.domain.personal.typed import TypedData
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    day_or_none,
    last_position,
    names,
    names_edited,
    remove_rows,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.services.measures.item_codes import check_items
from ita_desktop.storage.workspace import Workspace


class FilingRow(NamedTuple):
    """What there is to file of an item, and how it differs from what was filed."""

    text: FilingText
    change: FilingChange

    @property
    def code(self) -> str:
        return self.text.filing.item.code


def filing_rows(data: YearData) -> tuple[FilingRow, ...]:
    """Return all OIT items of a year with what there is to file, in the framework's order."""
    return tuple(FilingRow(each, change_of(data, each)) for each in filing_texts(data))


def undecided(data: YearData, codes: Collection[str]) -> tuple[TypedData, ...]:
    """Return the personal data that nobody has decided to publish in what there is to file of some
    items: the assessment shows it to everybody."""
    from ita_desktop.services.personal.going_out import of_texts

    def texts(year: YearData) -> Iterator[str]:
        for each in filing_texts(year):
            if each.filing.item.code in codes:
                yield each.filing.item.title
                yield unquote(each.links)
                yield each.words

    return of_texts(data, texts)


def mark_filed(workspace: Workspace, year: int, codes: Sequence[str], day: date) -> int:
    """Note what is filed of these items on a day; return how many. An item that was filed on that
    day already has what it has now.

    Raises InputError if one has no link and no explanation: there is nothing to file.
    """
    data = workspace.year(year)
    texts = {each.filing.item.code: each for each in filing_texts(data)}
    chosen = {code: texts[code] for code in codes if code in texts}
    empty = [code for code, said in chosen.items() if not (said.links or said.words)]
    if empty:
        raise InputError(
            "{items} ยังไม่มีลิงก์หรือคำอธิบายให้ยื่น",
            remedy="ใส่หลักฐานของข้อนั้น หรือเลือกเฉพาะข้อที่มีแล้ว",
            items=" ".join(empty),
        )
    with workspace.change("ยื่นข้อมูล {which}", which=names(list(chosen), "{count} ข้อ")) as change:
        for code, said in chosen.items():
            filed = _snapshot(said)
            same = next((filing for filing in data.filings_of(code) if filing.filed == day), None)
            if same is not None:
                change.update(same, **filed)
                continue
            row = Filing(
                id=new_id(),
                year_id=data.fiscal_year.id,
                item_code=code,
                filed=day,
                position=last_position(data.filings_of(code)),
                **filed,
            )
            change.insert(row)
    return len(chosen)


def _snapshot(text: FilingText) -> dict[str, Any]:
    return {
        "links": text.links,
        "explanation": text.words,
        "published": text.filing.published,
    }


def add(workspace: Workspace, year: int, item: str, fields: Mapping[str, Any]) -> Filing:
    """Note what was filed of an item: ``filed`` (day), ``links``, ``explanation``, ``published``.
    Raises InputError without a day, or if there is such an item in no framework or day twice."""
    data = workspace.year(year)
    check_items(data, [item])
    values = {name: _value(name, value) for name, value in {"filed": None, **fields}.items()}
    position = last_position(data.filings_of(item))
    year_id = data.fiscal_year.id
    row = Filing(id=new_id(), year_id=year_id, item_code=item, position=position, **values)
    if any(filing.filed == row.filed for filing in data.filings_of(item)):
        raise InputError("มีบันทึกการยื่น {item} ของวันนั้นแล้ว", remedy="แก้แถวเดิม", item=item)
    with workspace.change("เพิ่มบันทึกการยื่น {item}", item=item) as change:
        return change.insert(row)


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of what was filed in one unit of work; fields as in :func:`add`."""
    rows = workspace.year(year).filings
    which = names_edited(rows, edits, lambda row: row.item_code, "{count} ข้อ")
    with workspace.change("แก้บันทึกการยื่น {which}", which=which) as change:
        write_edits(change, rows, edits, lambda one: _value(one.field, one.value), "บันทึกการยื่น")


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove notes of what was filed."""
    rows = with_ids(workspace.year(year).filings, ids)
    remove_rows(workspace, rows, "เอาบันทึกการยื่นออก {which}", lambda row: row.item_code, "{count} ข้อ")


def _value(name: str, value: Any) -> Any:
    if name == "published" or (name == "filed" and value is not None):
        return day_or_none(value, "15/3/68")
    if name == "filed":
        raise InputError("ยังไม่มีวันที่ยื่น", remedy="พิมพ์วันที่ เช่น 15/3/68")
    return text(value)


def unmark(workspace: Workspace, year: int, codes: Sequence[str]) -> int:
    """Remove the newest note of what was filed of these items; return how many had one."""
    data = workspace.year(year)
    rows = [data.filings_of(code)[-1] for code in codes if data.filings_of(code)]
    if rows:
        which = names([row.item_code for row in rows], "{count} ข้อ")
        with workspace.change("เอาเครื่องหมายยื่นแล้วออก {which}", which=which) as change:
            for row in rows:
                change.delete(row)
    return len(rows)
