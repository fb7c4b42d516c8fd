"""The rows and columns of a year's dates and weights."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.frameworks.own_copy import Weight, weights
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.values import Numbers
from ita_desktop.ui.theme.columns import CalendarColumns as Dates
from ita_desktop.ui.theme.columns import WeightColumns as Weights


def date_columns(year: int, today: Callable[[], date]) -> list[Column[CalendarDate]]:
    """Returns the columns: date, title, note; typed dates default to the Buddhist ``year``, with
    ``today`` as base."""
    return [
        Column(key="day", title=tr("วันที่"), kind=ColumnKind.DATE, width=Dates.DAY, editable=True,
               required=True, fiscal_year=year, today=today, value=lambda row: row.day),
        Column(key="title", title=tr("วันสำคัญ"), width=Dates.TITLE, stretch=True, editable=True,
               required=True, value=lambda row: row.title, hideable=False, empty=""),
        Column(key="note", title=tr("หมายเหตุ"), width=Dates.NOTE, stretch=True,
               editable=True, empty="",
               value=lambda row: row.note),
    ]  # fmt: skip


def date_rows(data: YearData) -> list[CalendarDate]:
    """Returns the dates in chronological order."""
    return sorted(data.calendar, key=lambda calendar_date: (calendar_date.day, calendar_date.title))


@dataclass(frozen=True, slots=True)
class WeightRow:
    """The weight of a sub-indicator in points; ``id`` is its code."""

    id: str
    name: str
    value: Decimal | None


def weight_columns() -> list[Column[WeightRow]]:
    """Returns the columns: code, name, weight."""
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
    """Returns the instruments with their weighted sub-indicators."""
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
