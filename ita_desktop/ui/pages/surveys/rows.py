"""The rows and columns of the tables of the surveys."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ita_desktop.domain.survey_records import SurveyGroup, SurveyLink, SurveyRule
from ita_desktop.domain.surveys import SURVEYS, group_states, name_of_group
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.surveys import rules_of
from ita_desktop.ui.pages.record_columns import with_fields
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
    LIMIT: Final = 76
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
    record: SurveyGroup


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
            replace(state.group, row_version=1, position=0),
        )
        for state in group_states(data, rules_of(data))
    ]


def _instrument_column(*, names_row: bool = True) -> Column[Any]:
    """Returns the column of a row's survey."""
    return Column("instrument", tr("แบบวัด"), lambda row: row.instrument, _Width.INSTRUMENT,
                  names_row=names_row, editable=True, only_choices=True, required=True,
                  any_choices=instrument_choices)  # fmt: skip


def group_columns(data: Callable[[], YearData]) -> list[Column[GroupRow]]:
    """Returns the columns of the groups; units are those of ``data``."""

    def units() -> list[ListChoice]:
        return [ListChoice(unit.label, unit.label) for unit in data().units]

    columns = [
        _instrument_column(names_row=False),
        Column("unit", tr("หน่วย"), lambda row: row.unit, _Width.UNIT, stretch=True, editable=True,
               names_row=True, empty="", any_choices=units, ghost=lambda _row: tr("ทั้งสำนักงาน")),
        Column("kind", tr("กลุ่ม"), lambda row: row.kind, _Width.KIND, wide=_Width.KIND_WIDE,
               names_row=True, editable=True, empty="", hideable=False),
        Column("population", tr("จำนวนคน"), lambda row: row.population, _Width.NUMBER,
               kind=ColumnKind.NUMBER, editable=True, numbers=WHOLE),
        Column("required", tr("กำหนดเอง"), lambda row: row.own, _Width.NUMBER,
               kind=ColumnKind.NUMBER, editable=True, numbers=WHOLE),
        Column("needed", tr("ต้องตอบ"), lambda row: row.required, _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=WHOLE),
        Column("reason", tr("เพราะ"), lambda row: row.reason, _Width.REASON,
               spare=True),
        Column("answered", tr("ตอบแล้ว"), lambda row: row.answered, _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=WHOLE,
               tone=lambda row: Tone.LATE if row.too_many else Tone.TEXT,
               tip=lambda row: tr("มากกว่าจำนวนคน ตรวจตัวเลขทั้งสอง") if row.too_many else ""),
        Column("missing", tr("ขาด"), lambda row: row.missing, _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=WHOLE,
               tone=lambda row: Tone.DOING if row.missing else Tone.TEXT),
        Column("note", tr("หมายเหตุ"), lambda row: row.record.note, _Width.NOTE, editable=True,
               empty=""),
    ]  # fmt: skip
    return with_fields(columns, SurveyGroup)


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
        Column("day", tr("วันที่"), lambda row: row.day, _Width.DAY, kind=ColumnKind.DATE,
               names_row=True, editable=True, required=True, fiscal_year=year, today=today),
        Column("group", tr("กลุ่ม"), lambda row: row.group, _Width.GROUP, stretch=True,
               names_row=True, editable=True, required=True, any_choices=groups,
               hideable=False),
        Column("answered", tr("ตอบแล้ว (สะสม)"), lambda row: row.answered, _Width.REASON,
               kind=ColumnKind.NUMBER, editable=True, required=True, numbers=WHOLE),
    ]  # fmt: skip


def link_columns(year: int, today: Callable[[], date]) -> list[Column[SurveyLink]]:
    """Returns the columns of the links."""
    columns = [
        _instrument_column(),
        Column("audience", tr("ผู้อ่าน"), lambda row: row.audience, _Width.AUDIENCE, editable=True,
               names_row=True, empty=""),
        Column("url", tr("ลิงก์"), lambda row: row.url, _Width.URL, stretch=True, editable=True,
               empty="", hideable=False),
        Column("opens", tr("เปิด"), lambda row: row.opens, _Width.DAY, kind=ColumnKind.DATE,
               editable=True, fiscal_year=year, today=today),
        Column("closes", tr("ปิด"), lambda row: row.closes, _Width.DAY, kind=ColumnKind.DATE,
               editable=True, fiscal_year=year, today=today),
        Column("languages", tr("ภาษา"), lambda row: row.languages, _Width.LANGUAGES, editable=True,
               required=True),
        Column("note", tr("หมายเหตุ"), lambda row: row.note, _Width.NOTE, editable=True, empty=""),
    ]  # fmt: skip
    return with_fields(columns, SurveyLink, year=year, today=today)


def rule_columns() -> list[Column[SurveyRule]]:
    """Returns the columns of the rules."""
    columns = [
        _instrument_column(),
        Column("kind", tr("กลุ่มที่ขึ้นต้นด้วย"), lambda row: row.kind, _Width.KIND, editable=True,
               names_row=True, empty="", hideable=False),
        Column("units", tr("หน่วย (คั่นด้วย ;)"), lambda row: row.units, _Width.UNITS, stretch=True,
               editable=True, empty=""),
        Column("up_to", tr("ไม่เกินกี่คน"), lambda row: _figure(row.up_to), _Width.LIMIT,
               kind=ColumnKind.NUMBER, editable=True, numbers=WHOLE),
        Column("percent", tr("ร้อยละ"), lambda row: _figure(row.percent), _Width.LIMIT,
               kind=ColumnKind.NUMBER, editable=True, numbers=WHOLE),
        Column("least", tr("รวมอย่างน้อย"), lambda row: _figure(row.least), _Width.LEAST,
               kind=ColumnKind.NUMBER, editable=True, numbers=WHOLE),
        Column("note", tr("หมายเหตุ"), lambda row: row.note, _Width.RULE_NOTE, editable=True,
               empty=""),
    ]  # fmt: skip
    return with_fields(columns, SurveyRule)
