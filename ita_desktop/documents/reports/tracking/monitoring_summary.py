"""The progress of measures on a day: occurrences due, done, missed and late by unit, in per cent,
followed by the late ones by measure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.documents.content import Block, Cell, Document, Table, TableColumn, TableRow, cell
from ita_desktop.documents.kinds import MissingData, ReportContext, widths
from ita_desktop.documents.notes import noted
from ita_desktop.documents.reports.measures import words
from ita_desktop.documents.reports.measures.lines import typed
from ita_desktop.documents.reports.measures.service_chapters import NO_MEASURES as NO_MEASURES_TEXT
from ita_desktop.documents.reports.results.breakdowns import SUM
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, of_tables
from ita_desktop.documents.reports.tracking.unit_matrix import day_of
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import long_date, short_date
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Owner, Unit
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.standing import TimeState, share_of_states
from ita_desktop.domain.tracking.state import Time, TrackedMeasure, tracked
from ita_desktop.domain.tracking.units import is_helping, names_of, units_of
from ita_desktop.domain.year import YearData

NAME: Final = "monitoring-summary"
_WIDTHS: Final = (8, 32, 11, 12, 11, 11, 11, 12)
_LATE_WIDTHS: Final = (16, 36, 18, 30)
_FILE: Final = wording(
    "monitoring-summary.file", "สรุปการกำกับติดตามมาตรการ ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEADS: Final = wording(
    "monitoring-summary.heads",
    """
    สรุปการกำกับติดตามการดำเนินการตามมาตรการ
    ของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    ข้อมูล ณ วันที่ {วันที่}
    """,
    title=HEADS,
)
_BY_UNIT: Final = wording("monitoring-summary.by-unit", "1. สรุปตามหน่วย")
_NOTE: Final = wording(
    "monitoring-summary.note",
    """
    หมายเหตุ มาตรการที่รับผิดชอบหลายหน่วยนับให้ทุกหน่วย แถวรวมนับครั้งเดียว
        ร้อยละคิดจากครั้งที่ดำเนินการแล้ว ต่อครั้งที่ครบกำหนดและต้องดำเนินการ
    """,
)
_COUNTED: Final = wording(
    "monitoring-summary.counted",
    "นับเฉพาะครั้งที่ครบกำหนดตั้งแต่ {วันที่} ครั้งก่อนหน้าที่ไม่มีบันทึกไม่นับ",
)
_LATE_HEAD: Final = wording("monitoring-summary.late", "2. มาตรการที่ล่าช้า")
_NONE_LATE: Final = wording("monitoring-summary.none-late", "ไม่มีมาตรการที่ล่าช้า")
_DAYS_LATE: Final = wording("monitoring-summary.days-late", "ล่าช้า {จำนวน} วัน")
_MISSING_UNITS: Final = wording("monitoring-summary.lacking", "ยังขาด {หน่วยงาน}")
_MISSED: Final = wording("monitoring-summary.missed", "ไม่มีบันทึก")
_HEADING: Final = wording(
    "monitoring-summary.columns",
    "ลำดับ | หน่วย | จำนวน<br>มาตรการ | ครบกำหนด<br>(ครั้ง) | ดำเนินการ<br>แล้ว"
    " | ไม่ต้อง<br>ดำเนินการ | ล่าช้า | ร้อยละ",
    title=COLUMNS,
)
_LATE_HEADING: Final = wording(
    "monitoring-summary.late-columns",
    "ข้อ/ตัวชี้วัด | มาตรการ | หน่วย | กำหนดที่ล่าช้า",
    title=COLUMNS,
)
_LATE: Final = (TimeState.LATE, TimeState.MISSED)
"""States of occurrences that were due but not done."""
_NO_OWNER: Final = wording("monitoring-summary.no-owner", "ไม่ระบุผู้รับผิดชอบ")


class _Counts(NamedTuple):
    """Numbers of occurrences that were due by a day."""

    measures: int
    due: int
    done: int
    skipped: int
    late: int
    percent: Decimal | None


class _Part(NamedTuple):
    """A measure, or what one of its units has to do of it."""

    measure: TrackedMeasure
    unit: Unit | None


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: measures, their owners, or any entries."""
    data = context.year
    if not data.measures:
        yield words.NO_MEASURES
        return
    yield from words.without_owners(data, data.measures)
    if not data.entries:
        yield MissingData(
            "ยังไม่มีบันทึกผลการดำเนินการของปีนี้",
            remedy="บันทึกที่หน้ามาตรการ",
            page=PageKey.MEASURES,
        )


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the summary as of the day of ``context``."""
    data = context.year
    title = _FILE.of(data)
    heads = _HEADS.paragraphs(data, "title", {"วันที่": str(long_date(day_of(context)))})
    return of_tables(data, title, (*heads, *body(context)), digits)


def body(context: ReportContext) -> Iterator[Block]:
    """Yields the table by unit, and the late occurrences; without measures, a sentence."""
    data, day = context.year, day_of(context)
    states = list(tracked(data, context.day or day).values())
    if not states:
        yield from NO_MEASURES_TEXT.paragraphs(data, "body")
        return
    yield from _BY_UNIT.paragraphs(data, "heading")
    yield _by_unit(context, states, day)
    yield from noted(_NOTE, data)
    if data.fiscal_year.counts_from is not None:
        counted = str(long_date(data.fiscal_year.counts_from))
        yield from noted(_COUNTED, data, {"วันที่": counted})
    late = [state for state in states if any(time.state in _LATE for time in state.times)]
    yield from _LATE_HEAD.paragraphs(data, "heading")
    if late:
        yield _late_table(context, late, day)
    else:
        yield from _NONE_LATE.paragraphs(data, "line")


def _by_unit(context: ReportContext, states: Sequence[TrackedMeasure], day: date) -> Table:
    rows = [
        _row(_ordinal(number), name, _counts(of, day))
        for number, (name, of) in enumerate(_units(context.year, states), 1)
    ]
    whole = [_Part(state, None) for state in states]
    total = _row(cell("", "cell-center"), SUM.of(context.year), _counts(whole, day), bold=True)
    columns = tuple(map(TableColumn, widths(context, NAME, _WIDTHS)))
    return Table(columns, (*rows, total), (_HEADING.heading(context.year),))


def _units(data: YearData, states: Sequence[TrackedMeasure]) -> list[tuple[str, list[_Part]]]:
    """Returns owners with their parts of measures: units in register order, then positions and
    persons. What several units do, each does by itself, those of a group one by one."""
    found: dict[str, list[_Part]] = {unit.label: [] for unit in data.units}
    nobody = []
    for state in states:
        parts = {unit.label: _Part(state, unit) for unit in state.units}
        for owner in _not_counted(data, state):
            parts.setdefault(data.owner_label(owner), _Part(state, None))
        for name, part in parts.items():
            if name:
                found.setdefault(name, []).append(part)
        if not any(parts):
            nobody.append(_Part(state, None))
    named = [(name, of) for name, of in found.items() if of]
    return [*named, (_NO_OWNER.of(data), nobody)] if nobody else named


def _not_counted(data: YearData, state: TrackedMeasure) -> list[Owner]:
    """Returns the owners of a measure that are not among the units that do it by themselves: those
    that help, persons and posts; all if it is done as a whole."""
    owners = data.owners_of_measure(state.measure.id)
    if not state.units:
        return list(owners)
    return [owner for owner in owners if not units_of(data, [owner]) or is_helping(owner, owners)]


def _counts(parts: Sequence[_Part], day: date) -> _Counts:
    states = [
        time.state if part.unit is None else time.state_of(part.unit.id)
        for part in parts
        for time in part.measure.times
        if time.last <= day
    ]
    share = share_of_states(states)
    return _Counts(
        len(parts),
        share.of + (skipped := states.count(TimeState.SKIPPED)),
        states.count(TimeState.DONE),
        skipped,
        sum(state in _LATE for state in states),
        share.percent,
    )


def _ordinal(number: int) -> Cell:
    return replace(cell(str(number), "cell-center"), value=Decimal(number))


def _row(number: Cell, name: str, counts: _Counts, *, bold: bool = False) -> TableRow:
    figures = (counts.measures, counts.due, counts.done, counts.skipped, counts.late)
    percent = "-" if counts.percent is None else f"{counts.percent:.2f}"
    return TableRow(
        (
            number,
            cell(name, bold=bold),
            *(cell(f"{figure:,}", "cell-number", bold=bold) for figure in figures),
            cell(percent, "cell-number", bold=bold),
        )
    )


def _late_table(context: ReportContext, late: Sequence[TrackedMeasure], day: date) -> Table:
    """Returns a table with a row per measure with late occurrences."""
    data = context.year
    rows = tuple(
        TableRow(
            (
                cell(words.codes_of(data, tracked_measure.measure)),
                Cell(typed(tracked_measure.measure.method)),
                Cell(
                    words.lines_of(
                        words.owner_labels(data, [tracked_measure.measure]) or (_NO_OWNER.of(data),)
                    )
                ),
                Cell(words.lines_of(_late_times(data, tracked_measure, day))),
            )
        )
        for tracked_measure in late
    )
    columns = tuple(map(TableColumn, widths(context, f"{NAME}/2", _LATE_WIDTHS)))
    return Table(columns, rows, (_LATE_HEADING.heading(data),))


def _late_times(data: YearData, tracked_measure: TrackedMeasure, day: date) -> list[str]:
    late = [time for time in tracked_measure.times if time.state in _LATE]
    return [
        f"{short_date(time.last)} ({_how_late(data, time, day)}){_missing(data, time)}"
        for time in late
    ]


def _missing(data: YearData, time: Time) -> str:
    """Returns the units that have not done an occurrence that others have; empty if none has."""
    if time.open_units == time.units:
        return ""
    return " " + _MISSING_UNITS.of(data, {"หน่วยงาน": names_of(time.open_units)})


def _how_late(data: YearData, time: Time, day: date) -> str:
    """Returns ``ล่าช้า 42 วัน``; in a past year, that it was not done."""
    days = (day - time.last).days
    late = time.state is TimeState.LATE and days > 0
    return _DAYS_LATE.of(data, {"จำนวน": str(days)}) if late else _MISSED.of(data)
