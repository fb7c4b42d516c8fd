"""The rows and columns of a year's dates and weights."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from ita_desktop.domain.frameworks.draft import (
    DayBasis,
    DraftBlock,
    day_basis,
    part_key,
    unconfirmed,
)
from ita_desktop.domain.frameworks.weights import Weight, weights_of
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.frameworks.draft_words import BASES, UNCONFIRMED
from ita_desktop.ui.pages.record_columns import with_fields
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.values import Numbers
from ita_desktop.ui.theme.tokens import Tone


class DateWidth:
    """The year's calendar."""

    DAY: Final = 116
    TITLE: Final = 420
    BASIS: Final = 116
    NOTE: Final = 260


class WeightWidth:
    """Weights of the assessment."""

    CODE: Final = 96
    NAME: Final = 420
    WEIGHT: Final = 104
    MARK: Final = 116


@dataclass(frozen=True, slots=True)
class DateRow:
    """A row: a date of the calendar; ``basis`` says if it is assumed or unconfirmed."""

    record: CalendarDate
    basis: DayBasis

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def day(self) -> date:
        return self.record.day

    @property
    def title(self) -> str:
        return self.record.title


def date_columns(year: int, today: Callable[[], date]) -> list[Column[DateRow]]:
    """Returns the columns: date, title, basis, note, what else is typed; typed dates default to the
    Buddhist ``year``, with ``today`` as base."""
    columns = [
        Column("day", tr("วันที่"), lambda row: row.day, DateWidth.DAY, kind=ColumnKind.DATE,
               editable=True, required=True, fiscal_year=year, today=today),
        Column("title", tr("วันสำคัญ"), lambda row: row.title, DateWidth.TITLE, stretch=True,
               editable=True, required=True, hideable=False, empty=""),
        Column("basis", tr("ที่มา"), lambda row: row.basis, DateWidth.BASIS,
               text=lambda row: in_language(BASES[row.basis]), tone=Tone.DOING, wrap=False),
        Column[DateRow]("note", tr("หมายเหตุ"), lambda row: row.record.note, DateWidth.NOTE,
                        stretch=True, editable=True, empty=""),
    ]  # fmt: skip
    return with_fields(columns, CalendarDate, year=year, today=today)


def date_rows(data: YearData) -> list[DateRow]:
    """Returns the dates in chronological order."""
    rows = (DateRow(replace(row, row_version=1), day_basis(data, row)) for row in data.calendar)
    return sorted(rows, key=lambda row: (row.day, row.title))


@dataclass(frozen=True, slots=True)
class WeightRow:
    """The weight of a sub-indicator in points; ``id`` is its code."""

    id: str
    name: str
    value: Decimal | None
    mark: str = ""
    """Says that it is unconfirmed."""


def weight_columns() -> list[Column[WeightRow]]:
    """Returns the columns: code, name, weight, mark of a draft."""
    return [
        Column("code", tr("รหัส"), lambda row: row.id, WeightWidth.CODE, kind=ColumnKind.CODE,
               hideable=False),
        Column("name", tr("เครื่องมือและตัวชี้วัดย่อย"), lambda row: row.name, WeightWidth.NAME),
        Column("weight", tr("น้ำหนัก"), lambda row: row.value, WeightWidth.WEIGHT,
               kind=ColumnKind.NUMBER, editable=True, numbers=Numbers()),
        Column("mark", tr("สถานะ"), lambda row: row.mark, WeightWidth.MARK, tone=Tone.DOING,
               wrap=False),
    ]  # fmt: skip


def weight_groups(data: YearData) -> list[RowGroup]:
    """Returns the instruments with their weighted sub-indicators."""
    known, open_ = weights_of(data.framework), unconfirmed(data)
    return [_instrument(weight, known, open_) for weight in known if not weight.instrument]


def _instrument(weight: Weight, known: tuple[Weight, ...], open_: frozenset[str]) -> RowGroup:
    """``open_`` are the keys of unconfirmed parts."""

    def mark(code: str) -> str:
        return in_language(UNCONFIRMED) if part_key(DraftBlock.WEIGHTS, code) in open_ else ""

    below = tuple(
        WeightRow(sub.code, sub.name, sub.value, mark(sub.code))
        for sub in known
        if sub.instrument == weight.code
    )
    return RowGroup(
        id=weight.code,
        code=weight.code,
        title=weight.name,
        rows=below,
        cells={"weight": weight.value, "mark": mark(weight.code)},
        editable=frozenset({"weight"}),
    )
