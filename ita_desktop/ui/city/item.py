"""รายข้อ: an item, indicator or instrument over all districts; and what a district did and
published for an item, read from its file when it is asked for.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.city.items import DistrictItemRow, ItemOver, item_over
from ita_desktop.domain.framework import NodeKind
from ita_desktop.i18n import tr
from ita_desktop.services.city.library import practice_of
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.city.screen import CityFilter, CityRow, CityView, NodeChoice, Shown
from ita_desktop.ui.city.sheets import CitySheet, count, difference, figure, name_filter
from ita_desktop.ui.language import short_date
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.theme.measures import CityColumns as Width
from ita_desktop.ui.theme.tokens import Duration, Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import HairLine

if TYPE_CHECKING:
    from ita_desktop.domain.city.districts import DistrictYear, Practice

_PRACTICE_ROWS: Final = 6
"""Height of the table in rows."""


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


class PracticeLine(NamedTuple):
    """A measure, or a piece of evidence."""

    id: str
    kind: str
    text: str
    when: str
    units: str
    link: str


class PracticePane(QWidget):
    """Measures and evidence of one item in one district; ``link_requested`` is emitted with the
    address of a piece of evidence on Enter or a double click."""

    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[str, DistrictYear, str] | None = None
        self._job: Job | None = None
        self.title = ThaiLabel("", self, style=Text.SECTION)
        self.summary = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self.table = CitySheet(_practice_columns(), self, filters=False)
        self.table.setAccessibleName(tr("มาตรการและหลักฐาน"))
        self.table.entered.connect(self._enter)
        edge = Space.PAGE_EDGE
        vbox(
            HairLine(self),
            hbox(
                self.title, (self.summary, 1), margins=(edge, Space.S, edge, Space.XS), gap=Space.M
            ),
            (self.table, 1),
            on=self,
        )
        self.setFixedHeight(_PRACTICE_ROWS * Height.ROW + Height.TABLE_HEADER + Height.SECTION)
        # Whoever walks through the rows reads none but the last.
        self._wait = QTimer(self, singleShot=True, interval=Duration.SETTLED)
        self._wait.timeout.connect(self._read)

    def show_practice(self, name: str, year: "DistrictYear", code: str) -> None:
        """Reads and shows what the district of that name did for an item in a year."""
        if (name, year, code) == self._asked:
            return
        self._asked = (name, year, code)
        self.title.setText(f"{name} · {code} · {year.fiscal_year}")
        self.summary.setText(tr("กำลังอ่าน"))
        self.table.sheet.show_other([], _practice_columns())
        self._wait.start()

    def clear(self) -> None:
        """Shows nothing."""
        self._wait.stop()
        self._asked = self._job = None
        self.title.setText("")
        self.summary.setText(tr("เลือกเขตในตาราง"))
        self.table.sheet.show_other([], _practice_columns())

    def _read(self) -> None:
        if self._asked is None:
            return
        _name, year, code = self._asked

        def work(_progress: Progress) -> "Practice":
            return practice_of(year, code)

        job = self._job = Job(work, self)
        job.done.connect(lambda found: self._show(job, found))
        job.failed.connect(lambda why: self._show_message(job, why))
        job.start()

    def _show_message(self, job: Job, why: str) -> None:
        if job is self._job:
            self.summary.setText(why)

    def _show(self, job: Job, found: "Practice") -> None:
        if job is not self._job:
            return
        lines = _lines(found)
        self.table.sheet.show_other(lines, _practice_columns())
        words = tr(
            "{measures} มาตรการ · {evidence} หลักฐาน",
            measures=len(found.measures),
            evidence=len(found.evidence),
        )
        self.summary.setText(words if lines else tr("แหล่งข้อมูลนี้ไม่มีมาตรการและหลักฐานของข้อนี้"))

    def _enter(self, line: PracticeLine) -> None:
        if line.link:
            self.link_requested.emit(line.link)


def _lines(found: "Practice") -> list[PracticeLine]:
    measures = [
        PracticeLine(
            f"m{at}", tr("มาตรการ"), measure.method, measure.schedule, ", ".join(measure.units), ""
        )
        for at, measure in enumerate(found.measures)
    ]
    evidence = [
        PracticeLine(
            f"e{at}",
            tr("หลักฐาน"),
            evidence.title or (tr("แจ้งว่าไม่มี") if evidence.nothing else evidence.link),
            short_date(evidence.published) if evidence.published is not None else "",
            evidence.unit,
            evidence.link,
        )
        for at, evidence in enumerate(found.evidence)
    ]
    return [*measures, *evidence]


def _practice_columns() -> list[Column[PracticeLine]]:
    return [
        Column("kind", tr("ชนิด"), lambda line: line.kind, Width.OFFICIAL),
        Column(
            "text",
            tr("สิ่งที่ทำหรือเผยแพร่"),
            lambda line: line.text,
            Width.TITLE,
            stretch=True,
            rich=True,
            lines=3,
        ),
        Column("when", tr("เมื่อใด"), lambda line: line.when, Width.LEVEL, lines=2),
        Column("units", tr("หน่วย"), lambda line: line.units, Width.NAME, lines=2),
        Column(
            "link",
            tr("ลิงก์"),
            lambda line: line.link,
            Width.SPREAD,
            tone=lambda _line: Tone.ACCENT,
            lines=1,
        ),
    ]
