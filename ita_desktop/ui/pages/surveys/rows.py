"""The rows and columns of the tables of the surveys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ita_desktop.domain.surveys.answered import group_states
from ita_desktop.domain.surveys.groups import name_of_group
from ita_desktop.domain.surveys.records import SurveyLink, SurveyRule
from ita_desktop.domain.surveys.sampling import SURVEYS
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.surveys.rules import rules_of
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.values import ListChoice, Numbers
from ita_desktop.ui.theme.tokens import Tone


class _Width:
    """Respondents, counts, links and rules of the surveys."""

    INSTRUMENT: Final = 92
    UNIT: Final = 190
    KIND: Final = 150
    KIND_WIDE: Final = 240
    NUMBER: Final = 92
    LEAST: Final = 118
    REASON: Final = 150
    NOTE: Final = 120
    RULE_NOTE: Final = 260
    DAY: Final = 116
    GROUP: Final = 360
    AUDIENCE: Final = 180
    URL: Final = 300
    LANGUAGES: Final = 120
    UNITS: Final = 280


WHOLE = Numbers(high=Decimal(1_000_000), decimals=0)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row: a group of respondents with its requirement and answers so far."""

    id: str
    instrument: str
    unit: str
    kind: str
    population: Decimal | None
    own: Decimal | None
    """The office's own number."""
    required: Decimal | None
    reason: str
    answered: Decimal | None
    missing: Decimal | None
    too_many: bool
    note: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row: how many of a group had answered by the end of a day."""

    id: str
    day: date
    group: str
    answered: Decimal


def _figure(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def instrument_choices() -> list[ListChoice]:
    """Returns the surveys."""
    return [ListChoice(code, code) for code in SURVEYS]


def group_rows(data: YearData) -> list[GroupRow]:
    """Returns the groups in order."""
    return [
        GroupRow(
            state.group.id,
            state.group.instrument,
            state.unit,
            state.group.kind,
            _figure(state.group.population),
            _figure(state.group.required),
            _figure(state.requirement.number),
            in_language(state.requirement.reason),
            _figure(state.answered),
            _figure(state.missing),
            state.too_many,
            state.group.note,
        )
        for state in group_states(data, rules_of(data))
    ]


def _instrument_column() -> Column[Any]:
    """Returns the column of a row's survey."""
    return Column(key="instrument", title=tr("แบบวัด"), width=_Width.INSTRUMENT, editable=True,
                  only_choices=True, required=True, value=lambda row: row.instrument,
                  choices=lambda _row: instrument_choices(),
                  choices_of_new=instrument_choices)  # fmt: skip


def group_columns(data: Callable[[], YearData]) -> list[Column[GroupRow]]:
    """Returns the columns of the groups; units are those of ``data``."""

    def units() -> list[ListChoice]:
        return [ListChoice(unit.label, unit.label) for unit in data().units]

    return [
        _instrument_column(),
        Column(key="unit", title=tr("หน่วย"), width=_Width.UNIT, stretch=True, editable=True,
               empty="", value=lambda row: row.unit, choices=lambda _row: units(),
               choices_of_new=units, ghost=lambda _row: tr("ทั้งสำนักงาน")),
        Column(key="kind", title=tr("กลุ่ม"), width=_Width.KIND, wide=_Width.KIND_WIDE,
               editable=True, empty="", value=lambda row: row.kind, hideable=False),
        Column(key="population", title=tr("จำนวนคน"), kind=ColumnKind.NUMBER, width=_Width.NUMBER,
               editable=True, numbers=WHOLE, value=lambda row: row.population),
        Column(key="required", title=tr("กำหนดเอง"), kind=ColumnKind.NUMBER, width=_Width.NUMBER,
               editable=True, numbers=WHOLE, value=lambda row: row.own),
        Column(key="needed", title=tr("ต้องตอบ"), kind=ColumnKind.NUMBER, width=_Width.NUMBER,
               numbers=WHOLE, value=lambda row: row.required),
        Column(key="reason", title=tr("เพราะ"), width=_Width.REASON, value=lambda row: row.reason),
        Column(key="answered", title=tr("ตอบแล้ว"), kind=ColumnKind.NUMBER, width=_Width.NUMBER,
               numbers=WHOLE, value=lambda row: row.answered,
               tone=lambda row: Tone.LATE if row.too_many else Tone.TEXT,
               tip=lambda row: tr("มากกว่าจำนวนคน ตรวจตัวเลขทั้งสอง") if row.too_many else ""),
        Column(key="missing", title=tr("ขาด"), kind=ColumnKind.NUMBER, width=_Width.NUMBER,
               numbers=WHOLE, value=lambda row: row.missing,
               tone=lambda row: Tone.DOING if row.missing else Tone.TEXT),
        Column(key="note", title=tr("หมายเหตุ"), width=_Width.NOTE, editable=True, empty="",
               value=lambda row: row.note),
    ]  # fmt: skip


def count_rows(data: YearData) -> list[CountRow]:
    """Returns the counts, the newest day first."""
    named = {group.id: name_of_group(data, group) for group in data.survey_groups}
    rows = [
        CountRow(count.id, count.day, named[count.survey_group_id], Decimal(count.answered))
        for count in data.survey_counts
    ]
    return sorted(rows, key=lambda row: (-row.day.toordinal(), row.group))


def count_columns(
    data: Callable[[], YearData], year: int, today: Callable[[], date]
) -> list[Column[CountRow]]:
    """Returns the columns of the counts; groups are those of ``data``."""

    def groups() -> list[ListChoice]:
        known = data()
        return [
            ListChoice(name_of_group(known, group), name_of_group(known, group))
            for group in known.survey_groups
        ]

    return [
        Column(key="day", title=tr("วันที่"), kind=ColumnKind.DATE, width=_Width.DAY, editable=True,
               required=True, fiscal_year=year, today=today, value=lambda row: row.day),
        Column(key="group", title=tr("กลุ่ม"), width=_Width.GROUP, stretch=True, editable=True,
               required=True, value=lambda row: row.group, choices=lambda _row: groups(),
               choices_of_new=groups, hideable=False),
        Column(key="answered", title=tr("ตอบแล้ว (สะสม)"), kind=ColumnKind.NUMBER,
               width=_Width.REASON, editable=True, required=True, numbers=WHOLE,
               value=lambda row: row.answered),
    ]  # fmt: skip


def link_columns(year: int, today: Callable[[], date]) -> list[Column[SurveyLink]]:
    """Returns the columns of the links."""
    return [
        _instrument_column(),
        Column(key="audience", title=tr("ผู้อ่าน"), width=_Width.AUDIENCE, editable=True, empty="",
               value=lambda row: row.audience),
        Column(key="url", title=tr("ลิงก์"), width=_Width.URL, stretch=True, editable=True,
               empty="", value=lambda row: row.url, hideable=False),
        Column(key="opens", title=tr("เปิด"), kind=ColumnKind.DATE, width=_Width.DAY, editable=True,
               fiscal_year=year, today=today, value=lambda row: row.opens),
        Column(key="closes", title=tr("ปิด"), kind=ColumnKind.DATE, width=_Width.DAY, editable=True,
               fiscal_year=year, today=today, value=lambda row: row.closes),
        Column(key="languages", title=tr("ภาษา"), width=_Width.LANGUAGES, editable=True,
               required=True, value=lambda row: row.languages),
        Column(key="note", title=tr("หมายเหตุ"), width=_Width.NOTE, editable=True, empty="",
               value=lambda row: row.note),
    ]  # fmt: skip


def rule_columns() -> list[Column[SurveyRule]]:
    """Returns the columns of the rules."""
    return [
        _instrument_column(),
        Column(key="kind", title=tr("กลุ่มที่ขึ้นต้นด้วย"), width=_Width.KIND, editable=True, empty="",
               value=lambda row: row.kind, hideable=False),
        Column(key="units", title=tr("หน่วย (คั่นด้วย ;)"), width=_Width.UNITS, stretch=True,
               editable=True, empty="", value=lambda row: row.units),
        Column(key="up_to", title=tr("ไม่เกินกี่คน"), kind=ColumnKind.NUMBER, width=_Width.NUMBER,
               editable=True, numbers=WHOLE, value=lambda row: _figure(row.up_to)),
        Column(key="percent", title=tr("ร้อยละ"), kind=ColumnKind.NUMBER, width=_Width.NUMBER,
               editable=True, numbers=WHOLE, value=lambda row: _figure(row.percent)),
        Column(key="least", title=tr("รวมอย่างน้อย"), kind=ColumnKind.NUMBER, width=_Width.LEAST,
               editable=True, numbers=WHOLE, value=lambda row: _figure(row.least)),
        Column(key="note", title=tr("หมายเหตุ"), width=_Width.RULE_NOTE, editable=True,
               empty="", value=lambda row: row.note),
    ]  # fmt: skip
