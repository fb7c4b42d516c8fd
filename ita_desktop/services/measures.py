"""Measures (มาตรการ): what is done about items and indicators, by whom, how often."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Measure, MeasureItem, MeasureOwner
from ita_desktop.domain.schedule import frequency_of
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, OwnerRef, gone, last_position, names, refs_of, text
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
    which = names([label_of(data, measures[e.row]) for e in edits if e.row in measures], "มาตรการ")
    what = names([_FIELDS[one.field] for one in edits], "ช่อง")
    with workspace.change("แก้{what} {which}", what=what, which=which) as change:
        for one in edits:
            if one.row not in measures:
                raise gone("มาตรการ")
            measures[one.row] = _write(change, data, measures[one.row], {one.field: one.value})


def add(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Adds measures with the fields of :func:`edit`; returns their ids. Each needs ``items`` or
    an ``indicator``; raises InputError without."""
    data = workspace.year(year)
    first = last_position(data.measures)
    made = []
    with workspace.change("เพิ่มมาตรการ {count} รายการ", count=len(new)) as change:
        present = {one.id: one for one in data.measures}
        for one in edits:
            if one.row not in present:
                raise gone("มาตรการ")
            present[one.row] = _write(change, data, present[one.row], {one.field: one.value})
        for offset, fields in enumerate(new):
            made.append(insert(change, data, fields, position=first + offset).id)
    return made


def insert(change: Change, data: YearData, fields: Mapping[str, Any], *, position: int) -> Measure:
    """Writes a new measure inside a unit of work."""
    items = tuple(fields.get("items", ()))
    indicator = str(fields.get("indicator", "")) or _indicator_of(data, items)
    if not indicator:
        raise InputError("มาตรการยังไม่ได้บอกข้อหรือตัวชี้วัด", remedy="พิมพ์รหัสข้อ เช่น I5 หรือเลขตัวชี้วัด เช่น 2")
    measure = change.insert(
        Measure(
            id=new_id(),
            year_id=data.fiscal_year.id,
            indicator=indicator,
            method="",
            position=position,
        )
    )
    return _write(change, data, measure, fields)


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes measures with their links and owners."""
    data = workspace.year(year)
    chosen = set(ids)
    measures = [one for one in data.measures if one.id in chosen]
    if measures:
        which = names([label_of(data, one) for one in measures], "มาตรการ")
        with workspace.change("เอามาตรการออก {which}", which=which) as change:
            for measure in measures:
                change.delete(measure)


def _write(change: Change, data: YearData, measure: Measure, values: Mapping[str, Any]) -> Measure:
    plain: dict[str, Any] = {}
    for name, value in values.items():
        if name == "owners":
            _write_owners(change, data, measure, value)
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
    unknown = [code for code in codes if code not in data.framework.item_by_code]
    if unknown:
        raise InputError(
            "กรอบปี {year} ไม่มีข้อ {codes}",
            remedy="ใช้รหัสข้อของปีนี้",
            year=data.year,
            codes=" ".join(unknown),
        )
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


def _write_owners(
    change: Change, data: YearData, measure: Measure, refs: Sequence[OwnerRef]
) -> None:
    present = data.owners_of_measure(measure.id)
    if refs_of(present) == tuple(refs):
        return
    for owner in present:
        change.delete(owner)
    for position, ref in enumerate(refs):
        change.insert(
            MeasureOwner(
                id=new_id(),
                measure_id=measure.id,
                unit_id=ref.unit_id,
                person_id=ref.person_id,
                post=ref.post,
                role=ref.role,
                position=position,
            )
        )
