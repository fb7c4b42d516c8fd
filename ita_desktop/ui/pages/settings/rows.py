"""The rows and columns of the tables in ตั้งค่า: units, dates, weights."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.frameworks.own_copy import Weight, weights
from ita_desktop.services.roster.units import ask_name, is_asked
from ita_desktop.ui.pages.owners import unit_choices_of
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.values import ListChoice, Numbers
from ita_desktop.ui.theme.columns import CalendarColumns as Dates
from ita_desktop.ui.theme.columns import UnitColumns as Units
from ita_desktop.ui.theme.columns import WeightColumns as Weights

KINDS = {
    UnitKind.OFFICE: "สำนักงานเขต",
    UnitKind.SECTION: "ฝ่าย",
    UnitKind.SCHOOL: "โรงเรียน",
    UnitKind.GROUP: "กลุ่ม",
}
"""What a unit is, in words."""


@dataclass(frozen=True, slots=True)
class UnitTableRow:
    """A unit as the table shows it."""

    id: str
    name: str
    short_name: str
    aliases: str
    kind: UnitKind


def unit_columns(data: Callable[[], YearData]) -> list[Column[UnitTableRow]]:
    """Names by which a unit is printed and found; one near another unit's in ``data`` is asked
    about."""

    def doubt(row: UnitTableRow | None, name: object) -> None:
        year = data()
        ask_name(year.units, year.organisation.name, name, row.id if row is not None else "")

    def named(row: UnitTableRow | None, text: str) -> Sequence[ListChoice]:
        year, own = data(), row.id if row is not None else ""
        asked = is_asked(year.units, year.organisation.name, text, own)
        return unit_choices_of(row, text) if asked else ()

    return [
        Column(key="name", title=tr("ชื่อหน่วย"), width=Units.NAME,
               wide=Units.NAME_WIDE, stretch=True, editable=True, required=True,
               value=lambda row: row.name, choices=lambda _row: (), doubt=doubt, named=named,
               hideable=False, empty=""),
        Column(key="short_name", title=tr("ชื่อย่อ"), width=Units.SHORT_NAME,
               wide=Units.SHORT_NAME_WIDE, editable=True, empty="",
               value=lambda row: row.short_name),
        Column(key="aliases", title=tr("ชื่ออื่นที่พบในไฟล์ (คั่นด้วย ;)"), width=Units.ALIASES,
               wide=Units.ALIASES_WIDE, stretch=True, editable=True, empty="",
               value=lambda row: row.aliases),
        Column(key="kind", title=tr("ประเภท"), width=Units.KIND, editable=True, only_choices=True,
               required=True, value=lambda row: row.kind,
               text=lambda row: tr(KINDS[row.kind]), choices=lambda _row: kind_choices(),
               choices_of_new=kind_choices),
    ]  # fmt: skip


def kind_choices() -> list[ListChoice]:
    """What a unit can be."""
    return [ListChoice(kind, tr(words)) for kind, words in KINDS.items()]


def unit_rows(data: YearData) -> list[UnitTableRow]:
    """The units in their order."""
    return [
        UnitTableRow(unit.id, unit.name, unit.short_name, unit.aliases, unit.kind)
        for unit in data.units
    ]


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date of the year's calendar."""

    id: str
    day: date
    title: str
    note: str


def date_columns(year: int, today: Callable[[], date]) -> list[Column[DateRow]]:
    """When, what, and what is to be known of it; typed days fall into the Buddhist ``year``
    and count from ``today``."""
    return [
        Column(key="day", title=tr("วันที่"), kind=ColumnKind.DATE, width=Dates.DAY, editable=True,
               required=True, fiscal_year=year, today=today, value=lambda row: row.day),
        Column(key="title", title=tr("วันสำคัญ"), width=Dates.TITLE, stretch=True, editable=True,
               required=True, value=lambda row: row.title, hideable=False, empty=""),
        Column(key="note", title=tr("หมายเหตุ"), width=Dates.NOTE, stretch=True,
               editable=True, empty="",
               value=lambda row: row.note),
    ]  # fmt: skip


def date_rows(data: YearData) -> list[DateRow]:
    """The dates, the earliest first."""
    dates = sorted(
        data.calendar, key=lambda calendar_date: (calendar_date.day, calendar_date.title)
    )
    return [
        DateRow(calendar_date.id, calendar_date.day, calendar_date.title, calendar_date.note)
        for calendar_date in dates
    ]


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A sub-indicator's weight in points; ``id`` is its code."""

    id: str
    name: str
    value: Decimal | None


def weight_columns() -> list[Column[WeightRow]]:
    """Codes, names, weights."""
    return [
        Column(key="code", title=tr("รหัส"), kind=ColumnKind.CODE, width=Weights.CODE,
               value=lambda row: row.id,
               hideable=False),
        Column(key="name", title=tr("เครื่องมือและตัวชี้วัดย่อย"), width=Weights.NAME,
               value=lambda row: row.name),
        Column(key="weight", title=tr("น้ำหนัก"), kind=ColumnKind.NUMBER, width=Weights.WEIGHT,
               editable=True,
               numbers=Numbers(), value=lambda row: row.value),
    ]  # fmt: skip


def weight_groups(data: YearData) -> list[RowGroup]:
    """The instruments, each with those of its sub-indicators that have a weight."""
    known = weights(data)
    return [_instrument(weight, known) for weight in known if not weight.instrument]


def _instrument(weight: Weight, known: tuple[Weight, ...]) -> RowGroup:
    below = tuple(
        WeightRow(sub.code, sub.name, sub.value) for sub in known if sub.instrument == weight.code
    )
    return RowGroup(
        id=weight.code,
        code=weight.code,
        title=weight.name,
        rows=below,
        cells={"weight": weight.value},
        editable=frozenset({"weight"}),
    )
