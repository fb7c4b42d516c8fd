"""รายข้อ: an item, indicator or instrument over all districts."""

from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.city.items import DistrictItemRow, ItemOver, item_over
from ita_desktop.domain.framework import NodeKind
from ita_desktop.i18n import tr
from ita_desktop.ui.city.columns import CitySheet, count, difference, figure, name_filter
from ita_desktop.ui.city.filter_bar import NodeChoice
from ita_desktop.ui.city.practice import PracticePane
from ita_desktop.ui.city.rows import CityFilter, CityRow
from ita_desktop.ui.city.screen import CityView, Shown
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.theme.columns import CityColumns as Width
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.label import ThaiLabel


class ItemColumns:
    MEASURES: Final = 90


class Reached(StrEnum):
    """Whether a district has all points of the item."""

    FULL = "full"
    LESS = "less"
    MISSING = "missing"


REACHED: Final = {
    Reached.FULL: "ได้ 100",
    Reached.LESS: "ยังไม่ถึง 100",
    Reached.MISSING: "ไม่มีคะแนน",
}


class OverRow(NamedTuple):
    """The item in one district, with the district's row of the year."""

    id: str
    of: DistrictItemRow
    row: CityRow
    late: bool

    @property
    def reached(self) -> Reached:
        if self.of.score is None:
            return Reached.MISSING
        return Reached.FULL if self.of.has_full else Reached.LESS


class ItemView(CityView):
    """The item and its districts: who has 100, who is late, and how many measures they have."""

    filtering = True
    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._wanted = CityFilter()
        self.which = NodeChoice((), self)
        self.which.set_name(tr("ข้อ"))
        self.which.picked.connect(lambda _key: self._refresh())
        self.chips = {reached: Chip(tr(words), self) for reached, words in REACHED.items()}
        for chip in self.chips.values():
            chip.clicked.connect(lambda _on=False: self._narrow())
        self.practice_chip = Chip(tr("มาตรการและหลักฐาน"), self)
        self.practice_chip.setToolTip(tr("อ่านจากแฟ้มของเขตที่เลือก เมื่อเปิดดู"))
        self.practice_chip.clicked.connect(lambda _on=False: self._show_practice())
        self.practice = PracticePane(self)
        self.practice.link_requested.connect(self.link_requested)
        self.practice.hide()
        self.summary = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.table = CitySheet(_columns(is_item=True), self)
        self.table.setAccessibleName(tr("ทุกเขตในข้อนี้"))
        self.table.entered.connect(lambda row: self.district_requested.emit(row.of.district))
        self.table.current_changed.connect(lambda _row: self._show_practice())
        edge = Space.PAGE_EDGE
        vbox(
            hbox(
                self.which,
                *self.chips.values(),
                (self.summary, 1),
                self.practice_chip,
                margins=(edge, 0, edge, Space.S),
                gap=Space.ICON_TO_WORD,
            ),
            (self.table, 1),
            self.practice,
            on=self,
        )

    def show_city(self, shown: Shown) -> None:
        self._shown = shown
        self.which.show_nodes(shown.nodes)
        self._refresh()

    @property
    def code(self) -> str:
        """The code of what is shown."""
        return self.which.key

    def _show_practice(self) -> None:
        """Shows what the current district did for the item, if that is asked for."""
        row = self.table.current_row()
        is_wanted = self.practice_chip.isChecked() and not self.practice_chip.isHidden()
        self.practice.setVisible(is_wanted)
        if not is_wanted:
            return
        if isinstance(row, OverRow):
            self.practice.show_practice(row.row.name, row.of.year, self.code)
        else:
            self.practice.clear()

    def show_item(self, code: str) -> None:
        """Leads to an item."""
        self.which.pick(code)

    def narrow(self, wanted: CityFilter) -> tuple[int, int] | None:
        self._wanted = wanted
        self._narrow()
        return self.table.sheet.passed, self.table.sheet.total

    def _narrow(self) -> None:
        chosen = {reached for reached, chip in self.chips.items() if chip.isChecked()}
        wanted = self._wanted
        name_filter(self.table, wanted, lambda over: wanted.passes(over.row))
        sheet = self.table.sheet
        words = " ".join(tr(REACHED[reached]) for reached in chosen)
        test = (lambda over: over.reached in chosen) if chosen else None
        sheet.quick_filter("reached", test, words)

    def _refresh(self) -> None:
        shown = self._shown
        over = self._over(shown) if shown is not None and self.which.key else None
        rows = _rows(over, shown) if over is not None and shown is not None else []
        for reached, chip in self.chips.items():
            chip.set_count(sum(row.reached is reached for row in rows))
        self.summary.setText(_summary(over) if over is not None else "")
        node = shown.node(self.which.key) if shown is not None else None
        is_item = node is not None and node.kind is NodeKind.ITEM
        self.table.sheet.show_other(rows, _columns(is_item=is_item))
        self.practice_chip.setVisible(is_item)
        self._narrow()
        self._show_practice()

    def _over(self, shown: Shown) -> ItemOver | None:
        return item_over(shown.city, shown.year, self.which.key, shown.crosswalk, shown.framework)


def _rows(over: ItemOver, shown: Shown) -> list[OverRow]:
    """Returns the districts, the highest score first, those without one last."""
    made = [
        OverRow(found.id, row, found, over.code in found.shown.late)
        for row in over.rows
        if (found := shown.row_of.get(row.district.key)) is not None
    ]
    return sorted(made, key=lambda row: (row.of.rank is None, row.of.rank or 0))


def _summary(over: ItemOver) -> str:
    parts = []
    if over.spread is not None:
        parts.append(
            tr(
                "ต่ำสุด {least} ค่ากลาง {median} สูงสุด {most}",
                least=f"{over.spread.least:.2f}",
                median=f"{over.spread.median:.2f}",
                most=f"{over.spread.most:.2f}",
            )
        )
    if over.apart:
        parts.append(tr("อีก {count} เขตใช้กรอบอื่น จึงไม่ได้เทียบ", count=len(over.apart)))
    return " · ".join(parts)


def _columns(*, is_item: bool) -> list[Column[OverRow]]:
    """Returns the columns; only an item has a due date and measures."""
    columns: list[Column[OverRow]] = [
        count("rank", tr("อันดับ"), lambda row: row.of.rank),
        Column("name", tr("เขต"), lambda row: row.row.name, Width.NAME, stretch=True, firm=True),
        figure("score", tr("คะแนน"), lambda row: row.of.score),
        figure("before", tr("ปีก่อน"), lambda row: row.of.before),
        difference("change", tr("เทียบปีก่อน"), lambda row: row.of.change),
        Column("official", tr("คะแนนจาก"), _origin, Width.OFFICIAL, lines=1),
    ]
    if is_item:
        columns.append(
            Column(
                "late",
                tr("กำหนด"),
                lambda row: tr("เลยกำหนด") if row.late else "",
                Width.OFFICIAL,
                tone=Tone.LATE,
            )
        )
        columns.append(
            count("measures", tr("มาตรการ"), lambda row: row.of.measures, ItemColumns.MEASURES)
        )
    return columns


def _origin(row: OverRow) -> str:
    if row.of.score is None:
        return ""
    return tr("ผลทางการ") if row.of.official else tr("ของเขต")
