"""The worksheet of a unit: its measures with their dates, and its OIT items, to be filled in.

Printed, it is a list with empty columns; as Excel it is a form whose rows have a hidden key
(:mod:`ita_desktop.domain.tracking.worksheet`), so that it can be imported. Existing entries are
filled in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.documents.content import (
    Block,
    Cell,
    ContinuedCell,
    Document,
    PageBreak,
    Table,
    TableColumn,
    TableRow,
    paragraph,
)
from ita_desktop.documents.forms import Form, FormColumn, FormSheet
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.measures.lines import CellPart, shared_rows, typed
from ita_desktop.documents.reports.measures.words import NO_MEASURES, due_of
from ita_desktop.documents.reports.oit.item_words import due, with_part, with_unit
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, of_tables
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import CELLS, wording
from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.framework import Item
from ita_desktop.domain.measure_cells import items_of_measure, items_text
from ita_desktop.domain.oit.parts import rows_of
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Evidence, Measure, Statement, Unit
from ita_desktop.domain.rich import plain
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.tracking.state import Time, TrackedMeasure, tracked
from ita_desktop.domain.tracking.units import codes_of, measures_of
from ita_desktop.domain.tracking.worksheet import (
    ITEM_COLUMNS,
    ITEMS_SHEET,
    MEASURE_COLUMNS,
    MEASURES_SHEET,
    NOTHING,
    STATE_WORDS,
    SheetColumn,
    item_key,
    measure_key,
    span,
)
from ita_desktop.domain.year import YearData

NAME: Final = "unit-worksheet"
_FILE: Final = wording(
    "unit-worksheet.file", "แบบรายงานการดำเนินงานของหน่วย ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_UNIT_FILE: Final = wording(
    "unit-worksheet.unit-file", "แบบรายงานของ{หน่วยงาน} ปีงบประมาณ {ปีงบประมาณ}"
)
_HEADS: Final = wording(
    "unit-worksheet.heads",
    """
    แบบรายงานการดำเนินงานของหน่วย
    {หน่วยงาน} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title=HEADS,
)
_EVERY_UNIT: Final = wording("unit-worksheet.every-unit", "ทุกหน่วย")
_HOW: Final = wording(
    "unit-worksheet.how",
    """
    กรอกเฉพาะช่องสีเหลือง แล้วส่งไฟล์นี้คืน ช่องที่เว้นว่างไม่ลบข้อมูลเดิม
    เรียงแถวใหม่หรือซ่อนแถวได้ แต่อย่าลบคอลัมน์สุดท้ายที่ซ่อนไว้
    """,
)
_NOBODY: Final = wording("unit-worksheet.nobody", "ยังไม่มีหน่วยที่รับผิดชอบมาตรการ")
_MEASURES: Final = wording("unit-worksheet.measures", "มาตรการที่รับผิดชอบ")
_ITEMS: Final = wording("unit-worksheet.items", "ข้อมูล OIT ที่รับผิดชอบ")
_NOTHING: Final = wording("unit-worksheet.nothing", "ไม่มีมาตรการหรือข้อมูลที่รับผิดชอบ")
_MEASURE_HEADING: Final = wording(
    "unit-worksheet.measure-columns",
    CELLS.join(column.heading for column in MEASURE_COLUMNS[:-1]),
    title=COLUMNS,
)
_ITEM_HEADING: Final = wording(
    "unit-worksheet.item-columns",
    CELLS.join(column.heading for column in ITEM_COLUMNS[:-1]),
    title=COLUMNS,
)
HINTS: Final = {
    "day": "วัน/เดือน/ปี พ.ศ. เช่น 31/1/68",
    "published": "วัน/เดือน/ปี พ.ศ. เช่น 31/1/68",
    "participants": "จำนวนคน เป็นตัวเลข",
    "links": "หนึ่งลิงก์ต่อหนึ่งบรรทัด",
    "reason": "กรอกเมื่อเลือก “ไม่ต้องทำ”",
}
"""What is typed into a column, shown at its cells in Excel."""
_LETTERS: Final = {
    "items": 12, "method": 44, "due": 16, "state": 12, "day": 12, "text": 36, "participants": 10,
    "result": 30, "links": 26, "reason": 20, "key": 30,
    "item": 8, "data": 44, "title": 30, "location": 36, "published": 14, "note": 24,
}  # fmt: skip
"""Widths of the Excel columns in characters."""


class _MeasureRow(NamedTuple):
    """An occurrence of a measure, or a measure without dates."""

    measure: Measure
    time: Time | None
    entry: Entry | None
    texts: tuple[str, ...]
    """Texts in the order of ``MEASURE_COLUMNS``."""
    unit: Unit | None = None
    """The unit that answers for itself; None if the row is for all."""


class _ItemRow(NamedTuple):
    code: str
    texts: tuple[str, ...]
    """Texts in the order of ``ITEM_COLUMNS``."""
    unit: Unit | None = None
    """The unit that answers for itself; None if the row is for all."""


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: measures, or anything assigned to the unit."""
    data, unit = context.year, _unit(context)
    if unit is None:
        if not data.measures:
            yield NO_MEASURES
    elif not measures_of(data, unit) and not codes_of(data, unit):
        yield MissingData(
            "{unit} ยังไม่มีมาตรการหรือข้อ OIT ที่รับผิดชอบ",
            {"unit": unit.name},
            "กำหนดที่หน้ามาตรการ",
            PageKey.MEASURES,
        )


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the worksheet of one unit, or of each unit on new pages."""
    data, unit = context.year, _unit(context)
    states = _states(context)
    blocks: list[Block] = []
    for owner in [unit] if unit is not None else _units(data):
        if blocks:
            blocks.append(PageBreak())
        blocks += _pages(data, states, owner)
    if not blocks:
        blocks += [*_heads(data, None), *_NOBODY.paragraphs(data, "line")]
    return of_tables(data, called(context), blocks, digits, named=_FILE.of(data), across=True)


def called(context: ReportContext) -> str:
    """Returns the title of the file."""
    data, unit = context.year, _unit(context)
    return _UNIT_FILE.of(data, {"หน่วยงาน": unit.name}) if unit is not None else _FILE.of(data)


def form(context: ReportContext) -> Form:
    """Returns the Excel form of one unit, or of all units."""
    data, unit = context.year, _unit(context)
    name = unit.name if unit is not None else _EVERY_UNIT.of(data)
    title = " ".join(_HEADS.lines(data, {"หน่วยงาน": name}))
    notes = (title, *_HOW.lines(data))
    measures = tuple(_in_cells(row) for row in _measure_rows(data, _states(context), unit))
    items = tuple(_named(row, row.texts, ITEM_COLUMNS) for row in _item_rows(data, unit))
    return Form(
        title,
        (
            FormSheet(MEASURES_SHEET, notes, tuple(map(_column, MEASURE_COLUMNS)), measures),
            FormSheet(ITEMS_SHEET, notes, tuple(map(_column, ITEM_COLUMNS)), items),
        ),
        office(data.organisation),
    )


def _in_cells(row: _MeasureRow) -> tuple[str, ...]:
    """Returns the texts of a row; bold is removed from cells that are not filled in."""
    pairs = zip(MEASURE_COLUMNS, row.texts, strict=True)
    texts = tuple(text if column.fills else plain(text) for column, text in pairs)
    return _named(row, texts, MEASURE_COLUMNS)


def _named(
    row: _MeasureRow | _ItemRow, texts: Sequence[str], columns: Sequence[SheetColumn]
) -> tuple[str, ...]:
    """Returns texts of a form with the unit below the due date, which names it if the hidden key is
    lost. A printed list is of one unit."""
    pairs = zip(columns, texts, strict=True)
    return tuple(
        with_unit(text, row.unit) if column.name == "due" else text for column, text in pairs
    )


def _column(column: SheetColumn) -> FormColumn:
    choices = tuple(STATE_WORDS.values()) if column.name == "state" else ()
    hidden = column.name == "key"
    return FormColumn(
        column.heading,
        _LETTERS[column.name],
        column.fills,
        choices,
        HINTS.get(column.name, ""),
        hidden,
        counts=column.name == "participants",
    )


def _unit(context: ReportContext) -> Unit | None:
    return context.year.unit_by_id.get(context.subject)


def _units(data: YearData) -> list[Unit]:
    """Returns the units that own a measure or an item, directly or through a group."""
    return [unit for unit in data.units if measures_of(data, unit) or codes_of(data, unit)]


# -- rows


def _states(context: ReportContext) -> dict[str, TrackedMeasure]:
    data = context.year
    return tracked(data, context.day or fiscal_year_bounds(data.year)[0])


def _measure_rows(
    data: YearData, states: Mapping[str, TrackedMeasure], unit: Unit | None
) -> Iterator[_MeasureRow]:
    """Yields a row per entry of each measure, and an empty one per occurrence without an entry, or
    per measure without dates. Of what several units do, a unit gets its own entries and those
    given for all, and rows to fill in for itself; the form of all units is filled in for all."""
    for measure in measures_of(data, unit) if unit is not None else data.measures:
        here = states[measure.id]
        one = unit if here.units else None
        for time in here.times:
            for entry in _own(time.entries, here, unit):
                yield _measure_row(data, measure, time, entry)
            if _is_asked(time, one):
                yield _measure_row(data, measure, time, None, one)
        for entry in _own(here.loose, here, unit):
            yield _measure_row(data, measure, None, entry)
        if not here.times:
            yield _measure_row(data, measure, None, None, one)


def _own(entries: Iterable[Entry], of: TrackedMeasure, unit: Unit | None) -> Iterator[Entry]:
    """Yields the entries that a unit sees: those of other units are theirs."""
    for entry in entries:
        if unit is None or not of.units or entry.unit_id in {None, unit.id}:
            yield entry


def _is_asked(time: Time, unit: Unit | None) -> bool:
    """Returns whether an occurrence has an empty row for a unit, or (None) for all. A unit that
    helps is asked until all is done."""
    if unit is None:
        return bool(time.missing or not time.entries)
    if any(owner.id == unit.id for owner in time.units):
        return bool(time.missing_of(unit.id) or not time.entries)
    return bool(time.missing)


def _measure_row(
    data: YearData,
    measure: Measure,
    time: Time | None,
    entry: Entry | None,
    unit: Unit | None = None,
) -> _MeasureRow:
    when = time.occurrence if time is not None else None
    texts = {
        "items": items_text(items_of_measure(data, measure)) or measure.indicator,
        "method": plain(measure.method),
        "due": span(when.first, when.last) if when is not None else due_of(measure),
        "key": measure_key(
            measure.id,
            when.last if when is not None else None,
            entry.id if entry is not None else "",
            unit.id if unit is not None else "",
        ),
    }
    if entry is not None:
        texts |= entry_texts(entry)
    row = tuple(str(texts.get(column.name, "")) for column in MEASURE_COLUMNS)
    own = unit or (data.unit_by_id.get(entry.unit_id or "") if entry is not None else None)
    return _MeasureRow(measure, time, entry, row, own)


def entry_texts(entry: Entry) -> dict[str, str]:
    """Returns the cells of an entry, by column."""
    return {
        "state": STATE_WORDS.get(entry.state, ""),
        "day": short_date(entry.day) if entry.day is not None else "",
        "text": entry.text,
        "participants": "" if entry.participants is None else str(entry.participants),
        "result": entry.result,
        "links": entry.links,
        "reason": entry.reason,
    }


def _item_rows(data: YearData, unit: Unit | None) -> Iterator[_ItemRow]:
    """Yields a row per piece of evidence of an item, and an empty one for another; one for each
    unit, month and process that has none."""
    wanted = None if unit is None else frozenset(codes_of(data, unit))
    for item in oit_items(data):
        if wanted is not None and item.code not in wanted:
            continue
        for evidence in data.evidence_of(item.code):
            own = data.unit_by_id.get(evidence.unit_id or "")
            if unit is None or own is None or own.id == unit.id:
                yield _item_row(data, item, evidence, own, evidence.part)
        for own, part in _asked(data, item, unit):
            yield _item_row(data, item, None, own, part)


def _asked(data: YearData, item: Item, unit: Unit | None) -> list[tuple[Unit | None, str]]:
    """Returns the empty rows of an item: for each month and process that the unit has not given,
    else one for another piece of evidence. In the form of all units they are for all."""
    rows = [row for row in rows_of(data, item) if unit is None or row.unit in {None, unit}]
    missing = dict.fromkeys(
        (row.unit if unit is not None else None, row.part) for row in rows if not row.is_given
    )
    alone = unit if any(row.unit is not None for row in rows) else None
    return list(missing) or [(alone, "")]


def _item_row(
    data: YearData, item: Item, evidence: Evidence | None, unit: Unit | None, part: str
) -> _ItemRow:
    own = unit.id if unit is not None else ""
    texts = {
        "item": item.code,
        "data": with_part(item, part),
        "due": due(data, item.code),
        "key": item_key(data.year, item.code, evidence.id if evidence else "", own, part),
        **(_published(evidence) if evidence else {}),
    }
    row = tuple(str(texts.get(column.name, "")) for column in ITEM_COLUMNS)
    return _ItemRow(item.code, row, unit)


def _published(evidence: Evidence) -> dict[str, str]:
    day: date | None = evidence.published
    nothing = evidence.statement is Statement.NOTHING
    return {
        "title": evidence.title,
        "location": evidence.location or (NOTHING if nothing else ""),
        "published": short_date(day) if day is not None else "",
        "note": evidence.note,
    }


# -- printed list


def _heads(data: YearData, unit: Unit | None) -> Iterable[Block]:
    name = unit.name if unit is not None else office(data.organisation)
    return _HEADS.paragraphs(data, "title", {"หน่วยงาน": name})


def _pages(data: YearData, states: Mapping[str, TrackedMeasure], unit: Unit) -> Iterator[Block]:
    yield from _heads(data, unit)
    measures = list(_measure_rows(data, states, unit))
    if measures:
        yield from _MEASURES.paragraphs(data, "heading")
        yield _measure_table(data, measures)
    items = list(_item_rows(data, unit))
    if items:
        yield from _ITEMS.paragraphs(data, "heading")
        yield _item_table(data, items)
    if not measures and not items:
        yield from _NOTHING.paragraphs(data, "line")


_MEASURE_WIDTHS: Final = (6, 20, 11, 7, 8, 16, 7, 10, 8, 7)
_ITEM_WIDTHS: Final = (5, 30, 10, 17, 20, 9, 9)


def _measure_table(data: YearData, rows: Sequence[_MeasureRow]) -> Table:
    parts = [
        (
            CellPart((paragraph(row.texts[0], "cell"),), row.measure.id),
            CellPart(typed(row.measure.method), row.measure.id),
            *(CellPart(paragraphs(text)) for text in row.texts[2:-1]),
        )
        for row in rows
    ]
    heading = _MEASURE_HEADING.heading(data)
    codes, *others = _MEASURE_WIDTHS
    widths = (TableColumn(codes, ContinuedCell.REPEAT), *map(TableColumn, others))
    return Table(widths, shared_rows(parts), (heading,))


def _item_table(data: YearData, rows: Sequence[_ItemRow]) -> Table:
    heading = _ITEM_HEADING.heading(data)
    made = tuple(TableRow(tuple(Cell(paragraphs(text)) for text in row.texts[:-1])) for row in rows)
    return Table(tuple(map(TableColumn, _ITEM_WIDTHS)), made, (heading,))
