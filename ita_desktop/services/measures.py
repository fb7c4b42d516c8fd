"""Measures (มาตรการ): create, edit, share cells, sort, remove; and item codes as typed: ``I1, I2``,
``O1-O3``, with Thai digits or spaces."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from ita_desktop.domain.errors import InputError, Phrase, UnreadableError
from ita_desktop.domain.measure_cells import (
    COLUMNS,
    OWNERS,
    SCHEDULE,
    Typed,
    as_typed,
    items_fields,
    keys_of,
    shared,
    typed_items,
    written,
)
from ita_desktop.domain.records import (
    MOST_BAHT,
    Frequency,
    Measure,
    MeasureItem,
    MeasureKind,
    MeasureOwner,
    new_id,
)
from ita_desktop.domain.schedule import days_of, kept_days, schedule_of
from ita_desktop.domain.scores.results import Finding, FindingItem, MeasureFinding
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.services.edits import (
    CellEdit,
    day_or_none,
    edited_field,
    gone,
    names,
    names_edited,
    number,
    own_titles,
    refs_of,
    remove_rows,
    rich,
    text,
    with_ids,
    write_links,
)
from ita_desktop.services.measure_names import label_of, namer
from ita_desktop.services.roster.owning import owner_of, write_owners
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_MORE = {
    "items": Phrase("ข้อ"),
    "titles": Phrase("ชื่อข้อ"),
    "owners": Phrase("ผู้รับผิดชอบ"),
    "findings": Phrase("ข้อค้นพบ"),
}
_RICH = {"finding", "method", "monitoring", "reports_to", "target", "success"}
_CHOSEN = {"kind": MeasureKind, "frequency": Frequency}
_WITHOUT_ITEMS = {
    MeasureKind.PREPARATION,
    MeasureKind.COMMUNICATION,
    MeasureKind.IMAGE,
    MeasureKind.ONE_STOP,
    MeasureKind.OWN,
}
"""Kinds of measures that need no item or indicator."""
_TIMES = ("schedule", "frequency", "begins", "ends", "days")
"""The fields of the schedule cell."""
_MANY = "{count} มาตรการ"


def parse_items(data: YearData, text: str) -> Typed[str]:
    """Return the distinct item codes in ``text``, in typed order, with what was typed.

    Raises UnreadableError for a code that is neither in the year's framework nor at any measure or
    finding of the year; :func:`check_typed` says whether it may be at this one.
    """
    found = read_codes(text)
    present = {link.item_code for link in data.measure_items}
    present |= {link.item_code for link in data.finding_items}
    unknown = _unknown(data, found.codes, present)
    if found.remainder:
        unknown.append(found.remainder)
    if unknown:
        raise _unreadable(data, unknown)
    return typed_items(found.codes, one_line(text))


def check_typed(data: YearData, codes: object, present: Collection[str] = ()) -> None:
    """Raise UnreadableError for :func:`parse_items`' codes that :func:`check_items` refuses."""
    if isinstance(codes, tuple) and (unknown := _unknown(data, codes, present)):
        raise _unreadable(data, unknown)


def check_items(data: YearData, codes: Iterable[str], present: Collection[str] = ()) -> None:
    """Raise InputError for codes that are not in the year's framework. Those already ``present``
    stay although the framework has changed since, until they are removed."""
    if unknown := _unknown(data, codes, present):
        raise InputError(
            "กรอบปี {year} ไม่มีข้อ {codes}",
            remedy="ใช้รหัสข้อของปีนี้ เช่น {example}",
            year=data.year,
            codes=" ".join(unknown),
            example=next((item.code for item in reversed(data.framework.items)), "O1"),
        )


def _unknown(data: YearData, codes: Iterable[str], present: Collection[str]) -> list[str]:
    known = data.framework.item_by_code
    return [code for code in codes if code not in known and code not in present]


def _unreadable(data: YearData, unknown: Sequence[str]) -> UnreadableError:
    return UnreadableError(
        "กรอบปี {year} ไม่มีข้อ {codes}",
        remedy="พิมพ์รหัสข้อ เช่น I1, I2 หรือ O1-O3",
        year=data.year,
        codes=one_line(" ".join(unknown[:5]))[:60],
    )


def indicator_of(data: YearData, codes: Iterable[str]) -> str:
    """Return the indicator of the first of these items in the framework; empty if none is."""
    known = data.framework.item_by_code
    return next((known[code].indicator for code in codes if code in known), "")


_I = TypeVar("_I", Finding, Measure)


def put_in_framework_order(
    workspace: Workspace,
    data: YearData,
    rows: Sequence[_I],
    items_of: Callable[[str], Iterable[FindingItem | MeasureItem]],
    template: str,
) -> None:
    """Set positions of ``rows`` in the framework's order of their first item (``items_of`` by row
    id), else of their indicator; others come last. One unit of work labelled by ``template``, none
    if the order is unchanged."""
    places = {place.code: at for at, place in enumerate(data.framework.outline)}

    def place(row: _I) -> int:
        codes = (item.item_code for item in items_of(row.id))
        known = [places[code] for code in codes if code in places]
        return min(known) if known else places.get(row.indicator, len(places))

    order = sorted(rows, key=place)
    if order != list(rows):
        with workspace.change(template) as change:
            number(change, order)


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of measures in one unit of work: texts, ``status`` (MeasureStatus), ``kind``
    (MeasureKind), ``owners`` (tuple of OwnerRef), ``items`` (tuple of item codes), ``titles`` (the
    table's own wording by item code), ``findings`` (tuple of ids that it answers), ``budget``
    (Decimal baht or None).

    The text of ``schedule`` sets frequency, range and days; ``begins`` and ``ends`` (date or None)
    can be set separately. Raises InputError if a range ends before it begins.
    """
    data = workspace.year(year)
    which = names_edited(data.measures, edits, namer(data), _MANY)
    what = edited_field(edits, Measure, "มาตรการ", **_MORE)
    with workspace.change("แก้{what} {which}", what=what, which=which) as change:
        write(change, data, edits)


def write(change: Change, data: YearData, edits: Sequence[CellEdit]) -> dict[str, Measure]:
    """Write the edits of :func:`edit` inside a unit of work; return all measures after them, by
    id."""
    measures = dict(data.measure_by_id)
    for cell_edit in change.each(list(_of_shared_cells(data, edits))):
        if cell_edit.row not in measures:
            raise gone("มาตรการ")
        measures[cell_edit.row] = _write(
            change, data, measures[cell_edit.row], {cell_edit.field: cell_edit.value}
        )
    return measures


def _of_shared_cells(data: YearData, edits: Sequence[CellEdit]) -> Iterator[CellEdit]:
    """Yield the edits, those of shared cells for all measures that share them."""
    own = {(cell_edit.row, cell_edit.field) for cell_edit in edits}
    alike = shared(data.measures)
    for cell_edit in edits:
        yield cell_edit
        measure = data.measure_by_id.get(cell_edit.row)
        column = SCHEDULE if cell_edit.field in _TIMES else cell_edit.field
        if measure is None or column not in COLUMNS:
            continue
        for other in alike.get((column, keys_of(measure).get(column, "")), ()):
            if (other.id, cell_edit.field) not in own:
                yield cell_edit._replace(row=other.id)


def add(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, Any]],
    *,
    after: str | None = None,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add measures with the fields of :func:`edit` after measure ``after`` or at the end, and write
    ``edits`` of existing ones; return the new ids.

    Each needs ``items`` or an ``indicator``, by default that of ``after``; raises InputError
    without any. Measures of some kinds (preparation, communication) need neither.
    """
    data = workspace.year(year)
    order = [measure.id for measure in data.measures]
    at = order.index(after) + 1 if after in order else len(order)
    label = "เพิ่มมาตรการ {count} รายการ"
    label += " แก้ {changed} รายการ" if edits else ""
    changed = len({cell_edit.row for cell_edit in edits})
    with workspace.change(label, count=len(new), changed=changed) as change:
        present = write(change, data, edits)
        indicator = present[order[at - 1]].indicator if after in order else ""
        made = [
            insert(change, data, {"indicator": indicator, **fields}, position=at + offset).id
            for offset, fields in enumerate(change.each(new))
        ]
        # Renumber all: removed measures leave gaps.
        for place, key in enumerate(order):
            change.update(present[key], position=place if place < at else place + len(made))
    return made


def insert(change: Change, data: YearData, fields: Mapping[str, Any], *, position: int) -> Measure:
    """Write a new measure inside a unit of work."""
    items = tuple(fields.get("items", ()))
    indicator = indicator_of(data, items) or str(fields.get("indicator", ""))
    kind = MeasureKind(fields.get("kind", MeasureKind.ITEM))
    if not indicator and kind not in _WITHOUT_ITEMS:
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


def schedule_fields(words: str, year: int) -> dict[str, Any]:
    """Return the fields for the text of a schedule in the Buddhist fiscal ``year``. Raises
    InputError if a range ends before it begins, or a day does not exist."""
    found = schedule_of(words, year)
    return {
        "schedule": words,
        "frequency": found.frequency,
        "begins": found.begins,
        "ends": found.ends,
        "days": kept_days(found.days),
    }


def share(workspace: Workspace, year: int, ids: Iterable[str], columns: Iterable[str]) -> None:
    """Share the cells of the selected measures in each of the ``columns``
    (:data:`ita_desktop.domain.measure_cells.COLUMNS`), with the content of the first one.
    They are printed as one cell if they are adjacent. Raises InputError for fewer than two
    measures."""
    data, wanted = workspace.year(year), tuple(columns)
    measures = with_ids(data.measures, ids)
    if len(measures) < 2:
        raise InputError("ต้องเลือกมาตรการอย่างน้อย 2 รายการที่จะใช้ช่องร่วมกัน", remedy="เลือกแถวที่อยู่ติดกันก่อน")
    which = names(list(map(namer(data), measures)), _MANY)
    with workspace.change("ใช้ช่องร่วมกัน {which}", which=which) as change:
        keys = {column: new_id() for column in wanted}
        first, *others = measures
        for other in others:
            _write(change, data, other, _cells_of(data, first, wanted, keys_of(other) | keys))
        change.update(first, shares=written(keys_of(first) | keys))


def part(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Stop sharing cells of the selected measures; contents are kept."""
    data = workspace.year(year)
    measures = [measure for measure in with_ids(data.measures, ids) if measure.shares]
    if measures:
        which = names(list(map(namer(data), measures)), _MANY)
        with workspace.change("แยกช่องที่ใช้ร่วมกัน {which}", which=which) as change:
            for measure in measures:
                change.update(measure, shares="")


def order_by_framework(workspace: Workspace, year: int) -> None:
    """Sort the measures by the framework's order of their first item; those of a whole indicator
    precede those of its items, those without either come last."""
    data, template = workspace.year(year), "เรียงมาตรการตามกรอบการประเมิน"
    put_in_framework_order(workspace, data, data.measures, data.items_of_measure, template)


def _cells_of(
    data: YearData, measure: Measure, columns: Iterable[str], keys: Mapping[str, str]
) -> dict[str, Any]:
    """Return the fields that copy the content of ``columns`` from a measure to another."""
    fields: dict[str, Any] = {"shares": written(keys)}
    for column in columns:
        if column == OWNERS:
            owners = data.owners_of_measure(measure.id)
            fields[column] = Typed.of(refs_of(owners), as_typed(measure, owners))
        elif column == SCHEDULE:
            # The text sets the days first; days set by hand override them.
            fields |= {name: getattr(measure, name) for name in _TIMES}
            fields["days"] = days_of(measure)
        else:
            fields[column] = getattr(measure, column)
    return fields


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Removes measures with their links and owners."""
    data = workspace.year(year)
    name, rows = namer(data), with_ids(data.measures, ids)
    remove_rows(workspace, rows, "เอามาตรการออก {which}", name, _MANY)


def _write(change: Change, data: YearData, measure: Measure, values: Mapping[str, Any]) -> Measure:
    plain: dict[str, Any] = {}
    for name, value in values.items():
        if name == "owners":
            make = owner_of(MeasureOwner, measure_id=measure.id)
            present = data.owners_of_measure(measure.id)
            plain |= write_owners(change, data, present, value, make)
        elif name == "items":
            _write_items(change, data, measure, tuple(value))
            plain |= items_fields(value, value)
            plain.setdefault("indicator", indicator_of(data, value) or measure.indicator)
        elif name == "titles":
            _write_titles(change, data, measure, value)
        elif name == "schedule":
            plain |= schedule_fields(text(value), data.year)
        elif name == "findings":
            _write_findings(change, data, measure, tuple(value))
        else:
            plain[name] = _value(name, value)
    begins, ends = plain.get("begins", measure.begins), plain.get("ends", measure.ends)
    if begins is not None and ends is not None and ends < begins:
        raise InputError(
            "มาตรการ {which} สิ้นสุดก่อนวันเริ่ม",
            remedy="ใส่วันสิ้นสุดให้อยู่หลังวันเริ่ม",
            which=label_of(data, measure),
        )
    return change.update(measure, **plain)


def _value(name: str, value: Any) -> Any:
    """Return the value to store for a typed value."""
    if name in {"begins", "ends"}:
        return day_or_none(value, "1/10/67")
    if name == "days":
        return kept_days(tuple(sorted({day for day in value if isinstance(day, date)})))
    if name == "budget":
        return _budget(value)
    if name in _CHOSEN:
        return _CHOSEN[name](value)
    if name in _RICH:
        return rich(value)
    return text(value) if type(value) is str else value


def _budget(value: object) -> Decimal | None:
    if value is None:
        return None
    if not isinstance(value, Decimal) or not value.is_finite() or not 0 <= value < MOST_BAHT:
        raise InputError("งบประมาณต้องเป็นจำนวนเงินตั้งแต่ 0 บาท", remedy="พิมพ์ตัวเลข เช่น 20000")
    return value


def _write_findings(change: Change, data: YearData, measure: Measure, ids: Sequence[str]) -> None:
    """Set the findings that a measure answers."""
    if not all(key in data.finding_by_id for key in ids):
        raise gone("ข้อค้นพบ")
    present = {
        finding.finding_id: finding
        for finding in data.measure_findings
        if finding.measure_id == measure.id
    }

    def made(key: str, position: int) -> MeasureFinding:
        return MeasureFinding(id=new_id(), measure_id=measure.id, finding_id=key, position=position)

    write_links(change, present, ids, made)


def _write_titles(
    change: Change, data: YearData, measure: Measure, titles: Mapping[str, str]
) -> None:
    """Set the table's own wordings of a measure's items."""
    own = own_titles(titles)
    for link in data.items_of_measure(measure.id):
        if link.item_code in own:
            change.update(link, title=own[link.item_code])


def _write_items(change: Change, data: YearData, measure: Measure, codes: Sequence[str]) -> None:
    present = {item.item_code: item for item in data.items_of_measure(measure.id)}
    check_items(data, codes, present)

    def made(code: str, position: int) -> MeasureItem:
        return MeasureItem(id=new_id(), measure_id=measure.id, item_code=code, position=position)

    write_links(change, present, codes, made)
