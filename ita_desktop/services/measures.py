"""Measures (มาตรการ): what is done about items and indicators, by whom, how often."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Measure, MeasureItem, MeasureOwner
from ita_desktop.domain.schedule import frequency_of
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, gone, names, text
from ita_desktop.services.item_codes import check_items
from ita_desktop.services.owning import owner_of, write_owners
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_FIELDS = {
    "items": "ข้อ",
    "finding": "ประเด็น",
    "method": "วิธีปฏิบัติ",
    "owners": "ผู้รับผิดชอบ",
    "schedule": "รอบ",
    "monitoring": "การกำกับติดตาม",
    "status": "สถานะ",
    "note": "หมายเหตุ",
    "indicator": "ตัวชี้วัด",
}


def label_of(data: YearData, measure: Measure) -> str:
    """How a measure is named in labels: its items, else its indicator."""
    items = [one.item_code for one in data.items_of_measure(measure.id)]
    return ", ".join(items) or measure.indicator


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of measures in one unit of work: texts, ``status`` (MeasureStatus),
    ``owners`` (tuple of OwnerRef), ``items`` (tuple of item codes)."""
    data = workspace.year(year)
    measures = {one.id: one for one in data.measures}
    which = names(
        [label_of(data, measures[e.row]) for e in edits if e.row in measures], "{count} มาตรการ"
    )
    what = _FIELDS[edits[0].field] if edits else ""
    label = "แก้{what} {which}" if len({one.field for one in edits}) == 1 else "แก้มาตรการ {which}"
    with workspace.change(label, what=what, which=which) as change:
        _edit(change, data, edits)


def _edit(change: Change, data: YearData, edits: Sequence[CellEdit]) -> dict[str, Measure]:
    """Writes the edits; returns all measures as they are now, by id."""
    measures = {one.id: one for one in data.measures}
    for one in edits:
        if one.row not in measures:
            raise gone("มาตรการ")
        measures[one.row] = _write(change, data, measures[one.row], {one.field: one.value})
    return measures


def add(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, Any]],
    *,
    after: str | None = None,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Adds measures with the fields of :func:`edit` behind measure ``after`` or at the end,
    together with ``edits`` of present ones; returns the new ids.

    Each needs ``items`` or an ``indicator``, else that of ``after`` is taken; raises InputError
    where there is none.
    """
    data = workspace.year(year)
    order = [one.id for one in data.measures]
    at = order.index(after) + 1 if after in order else len(order)
    label = "เพิ่มมาตรการ {count} รายการ"
    label += " แก้ {changed} รายการ" if edits else ""
    changed = len({one.row for one in edits})
    with workspace.change(label, count=len(new), changed=changed) as change:
        present = _edit(change, data, edits)
        indicator = present[order[at - 1]].indicator if after in order else ""
        made = [
            insert(change, data, {"indicator": indicator, **fields}, position=at + offset).id
            for offset, fields in enumerate(new)
        ]
        # All of them: a measure that was taken out has left a gap before.
        for place, key in enumerate(order):
            change.update(present[key], position=place if place < at else place + len(made))
    return made


def insert(change: Change, data: YearData, fields: Mapping[str, Any], *, position: int) -> Measure:
    """Writes a new measure inside a unit of work."""
    items = tuple(fields.get("items", ()))
    indicator = _indicator_of(data, items) or str(fields.get("indicator", ""))
    if not indicator:
        raise InputError("มาตรการยังไม่ได้บอกข้อหรือตัวชี้วัด", remedy="พิมพ์รหัสข้อ เช่น I5 หรือ O1-O3")
    measure = change.insert(
        Measure(
            id=new_id(),
            year_id=data.fiscal_year.id,
            indicator=indicator,
            method="",
            position=position,
        )
    )
    return _write(change, data, measure, {**fields, "indicator": indicator})


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes measures with their links and owners."""
    data = workspace.year(year)
    chosen = set(ids)
    measures = [one for one in data.measures if one.id in chosen]
    if measures:
        which = names([label_of(data, one) for one in measures], "{count} มาตรการ")
        with workspace.change("เอามาตรการออก {which}", which=which) as change:
            for measure in measures:
                change.delete(measure)


def _write(change: Change, data: YearData, measure: Measure, values: Mapping[str, Any]) -> Measure:
    plain: dict[str, Any] = {}
    for name, value in values.items():
        if name == "owners":
            make = owner_of(MeasureOwner, measure_id=measure.id)
            write_owners(change, data.owners_of_measure(measure.id), value, make)
        elif name == "items":
            _write_items(change, data, measure, tuple(value))
            plain.setdefault("indicator", _indicator_of(data, value) or measure.indicator)
        elif name == "schedule":
            plain |= {"schedule": text(value), "frequency": frequency_of(text(value))}
        else:
            plain[name] = text(value) if type(value) is str else value
    return change.update(measure, **plain)


def _indicator_of(data: YearData, items: Sequence[str]) -> str:
    known = [
        data.framework.item_by_code[code].indicator
        for code in items
        if code in data.framework.item_by_code
    ]
    return known[0] if known else ""


def _write_items(change: Change, data: YearData, measure: Measure, codes: Sequence[str]) -> None:
    check_items(data, codes)
    present = {one.item_code: one for one in data.items_of_measure(measure.id)}
    for code, row in present.items():
        if code not in codes:
            change.delete(row)
    for position, code in enumerate(dict.fromkeys(codes)):
        if code in present:
            change.update(present[code], position=position)
        else:
            change.insert(
                MeasureItem(id=new_id(), measure_id=measure.id, item_code=code, position=position)
            )
