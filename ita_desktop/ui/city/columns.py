"""The columns of the tables of the city. A missing score is ``–``, never zero.

The tables of the city: they are read, copied, sorted and filtered, and never edited.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.reports.city.words import GROUPS
from ita_desktop.domain.city.districts import City
from ita_desktop.domain.text import signed_number
from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.city.screen import CityFilter, CityRow, blocked_words
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.table.column import Column, ColumnKind, Row, RowGroup
from ita_desktop.ui.table.texts import UNKNOWN
from ita_desktop.ui.table.values import Numbers
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import CityColumns as Width
from ita_desktop.ui.theme.tokens import Tone

RowT = TypeVar("RowT", bound=Row)
WHOLE: Final = Numbers(decimals=0)


class DistrictColumns:
    RANK: Final = 62
    BLOCKS: Final = 176
    ALL_BLOCKS: Final = 450
    """What the total and three instruments lack, in one line."""
    LATE: Final = 128
    ALL_LATE: Final = 200
    GROUP: Final = 130


def code_column(value: Callable[[RowT], str]) -> Column[RowT]:
    """Returns the column of codes of indicators and items."""
    return Column("code", tr("รหัส"), value, Width.CODE, kind=ColumnKind.CODE)


def figure(
    key: str, title: str, value: Callable[[RowT], object], width: int = Width.SCORE
) -> Column[RowT]:
    """Returns a column of scores."""
    return Column(key, title, value, width, kind=ColumnKind.NUMBER)


def count(
    key: str, title: str, value: Callable[[RowT], object], width: int = DistrictColumns.RANK
) -> Column[RowT]:
    """Returns a column of whole numbers."""
    return Column(key, title, value, width, kind=ColumnKind.NUMBER, numbers=WHOLE)


def difference(key: str, title: str, value: Callable[[RowT], Decimal | None]) -> Column[RowT]:
    """Returns a column of points gained or lost, with their sign."""

    def tone(row: RowT) -> Tone:
        points = value(row)
        return Tone.TEXT3 if not points else Tone.DONE if points > 0 else Tone.DOING

    return Column(
        key,
        title,
        value,
        Width.CHANGE,
        kind=ColumnKind.NUMBER,
        text=lambda row: signed(value(row)),
        sort=value,
        tone=tone,
    )


def signed(points: Decimal | None) -> str:
    """Returns ``+1.25``, ``−0.50``, ``0.00`` or, if it is missing, ``–``."""
    return UNKNOWN if points is None else signed_number(points)


def year_columns(city: City, fiscal_year: int) -> Sequence[Column[CityRow]]:
    """Returns the columns of the table of a fiscal year."""
    codes = dict.fromkeys(
        node.code for _, year in city.in_year(fiscal_year) for node in year.outline.instruments
    )
    return [
        count("rank", tr("อันดับ"), lambda row: row.shown.rank),
        Column("name", tr("เขต"), lambda row: row.name, Width.NAME, firm=True),
        figure("total", tr("รวม"), lambda row: row.shown.total),
        Column("level", tr("ระดับ"), lambda row: row.level, Width.LEVEL, firm=True),
        *(figure(code, code, _instrument(code)) for code in codes),
        difference("change", tr("เทียบปีก่อน"), lambda row: row.shown.change),
        Column(
            "blocks",
            tr("ขาดถึงระดับถัดไป"),
            lambda row: blocked_words(row.shown.blocked_by),
            DistrictColumns.BLOCKS,
            wide=DistrictColumns.ALL_BLOCKS,
            lines=2,
        ),
        Column(
            "late",
            tr("ข้อที่เลยกำหนด"),
            _late,
            DistrictColumns.LATE,
            wide=DistrictColumns.ALL_LATE,
            lines=1,
            tone=Tone.LATE,
            sort=lambda row: len(row.shown.late) or None,
        ),
        Column(
            "note",
            tr("หมายเหตุ"),
            lambda row: row.note,
            Width.NOTE,
            wide=Width.NOTE,
            stretch=True,
            lines=1,
            tone=lambda row: Tone.LATE if row.district.problem is not None else Tone.TEXT2,
        ),
        Column(
            "group",
            tr("กลุ่มเขต"),
            lambda row: in_language(GROUPS[row.group]) if row.group else "",
            DistrictColumns.GROUP,
            hidden=True,
        ),
        Column(
            "source",
            tr("แหล่งข้อมูล"),
            lambda row: row.year.place if row.year is not None else row.district.source,
            Width.NOTE,
            hidden=True,
        ),
    ]


def _instrument(code: str) -> Callable[[CityRow], Decimal | None]:
    return lambda row: row.year.score(code) if row.year is not None else None


def _late(row: CityRow) -> str:
    """Returns the late items: ``3: O1 O5 O12``."""
    late = row.shown.late
    return f"{len(late)}: {' '.join(late)}" if late else ""


class CitySheet(SheetView):
    """A table; ``entered`` is emitted with the current row on Enter or a double click."""

    entered = Signal(object)

    def __init__(
        self, columns: Sequence[Column[Any]], parent: QWidget, *, filters: bool = True
    ) -> None:
        super().__init__(columns, parent, filters=filters)
        self.detail_requested.connect(lambda _row: self._enter())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()) and not event.modifiers():
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        row = self.current_row()
        if row is not None and not isinstance(row, RowGroup):
            self.entered.emit(row)


def name_filter(table: SheetView, wanted: CityFilter, passes: Callable[[Any], bool]) -> None:
    """Filters a table by what is chosen above it."""
    table.sheet.quick_filter("city", passes if wanted else None, tr("ตัวกรองด้านบน"))
