"""คลังมาตรการ: what districts did for an item, and what its score went with the year after."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.city.districts import City, District
from ita_desktop.domain.city.items import CAUTION, LibraryFilter, LibraryRow, MeasureLibrary
from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.city.screen import CityView, NodeChoice, Shown
from ita_desktop.ui.city.sheets import CitySheet, difference, figure
from ita_desktop.ui.pages.parts.chips import MenuChip
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.theme.measures import CityColumns as Width
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.theme.tokens import Width as Wide
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel

if TYPE_CHECKING:
    from ita_desktop.domain.scores.crosswalk import Crosswalk

_ALL: Final = "-"
_MOST: Final = 1000
"""Greatest number of rows that are shown; more are for a narrower filter."""
_TYPED_DELAY: Final = 30
"""Milliseconds after a letter in which the next one replaces the search for it."""
_GAINS: Final = ("0", "1", "5", "10")
"""Least gains in points to choose from."""


class LibraryColumns:
    YEAR: Final = 70


class LibraryLine(NamedTuple):
    """A row of the library in the table."""

    id: str
    of: LibraryRow


class LibraryView(CityView):
    """The library. ``take_requested`` carries the rows whose measures are to be taken over, and the
    crosswalk between the frameworks."""

    take_requested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._library: MeasureLibrary | None = None
        self._of: tuple[City, Crosswalk] | None = None
        """What the library is made of."""
        self._job: Job | None = None
        self._make_fields()
        self.summary = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.caution = ThaiLabel(
            in_language(CAUTION), self, style=Text.NOTE, tone=Tone.TEXT2, most=2
        )
        self.table = CitySheet(_columns(), self)
        self.table.setAccessibleName(tr("คลังมาตรการ"))
        self.table.entered.connect(lambda row: self.district_requested.emit(row.of.district))
        self.table.menu_requested.connect(self._add_to_menu)
        edge, gap = Space.PAGE_EDGE, Space.ICON_TO_WORD
        around = (edge, 0, edge, Space.S)
        choices = (self.which, self.district, self.gain, (self.text, 1))
        vbox(
            hbox(*choices, margins=around, gap=gap),
            hbox((self.summary, 1), self.take, margins=around, gap=gap),
            (self.table, 1),
            hbox((self.caution, 1), margins=(edge, Space.XS, edge, Space.S)),
            on=self,
        )

    def _make_fields(self) -> None:
        self.which = NodeChoice(((_ALL, tr("ทุกข้อ")),), self)
        self.which.set_name(tr("ข้อ"))
        self.district = NodeChoice(((_ALL, tr("ทุกเขต")),), self)
        self.district.set_name(tr("เขต"))
        self.district.setFixedWidth(Wide.SEARCH * 2 // 3)
        self.gain = MenuChip(tr("คะแนน"), tr("คะแนนขึ้นหรือลงก็ได้"), _gains, self)
        self.text = SearchField(tr("กรองข้อความ"), self)
        self.take = Button(tr("นำมาใช้ในแฟ้มที่เปิด"), self, icon_name="download")
        self._wait = QTimer(self, singleShot=True, interval=_TYPED_DELAY)
        self._wait.timeout.connect(self._refresh)
        self.text.textChanged.connect(lambda _text: self._wait.start())
        for choice in (self.which, self.district):
            choice.picked.connect(lambda _key: self._refresh())
        self.gain.chosen.connect(lambda _key: self._refresh())
        self.take.clicked.connect(self._take)

    def show_city(self, shown: Shown) -> None:
        self._shown = shown
        items = [node for node in shown.nodes if node.code in shown.item_codes]
        self.which.show_nodes(items)
        districts = [(district.key, district.short_name) for district in shown.city.readable]
        self.district.show_entries([(_ALL, tr("ทุกเขต")), *districts])
        if self._of is None or self._of[0] is not shown.city:
            self._gather(shown.city, shown.crosswalk)
        self._refresh()

    def show_district(self, district: District) -> None:
        self.district.pick(district.key)

    def show_item(self, code: str) -> None:
        """Leads to the measures for an item."""
        self.which.pick(code)

    # -- gathering

    def _gather(self, city: City, crosswalk: "Crosswalk") -> None:
        """Makes the library in another thread."""
        if self._job is not None:
            self._job.stop()
        self._library, self._of = None, (city, crosswalk)

        def work(_progress: Progress) -> MeasureLibrary:
            return MeasureLibrary(city, crosswalk)

        job = self._job = Job(work, self)
        job.done.connect(lambda library: self._show_library(job, library))
        job.failed.connect(self.summary.setText)
        job.start()

    def _show_library(self, job: Job, library: MeasureLibrary) -> None:
        if job is self._job:
            self._job, self._library = None, library
            self._refresh()

    # -- what is shown

    @property
    def wanted(self) -> LibraryFilter:
        """What is looked for."""
        item, district = self.which.key, self.district.key
        return LibraryFilter(
            item="" if item == _ALL else item,
            framework=self._shown.framework if self._shown is not None else "",
            district="" if district == _ALL else district,
            gain=Decimal(self.gain.key) if self.gain.key else None,
            text=self.text.text(),
        )

    def _refresh(self) -> None:
        self._wait.stop()
        library = self._library
        found: Sequence[LibraryRow] = library.find(self.wanted) if library is not None else ()
        self.summary.setText(
            _summary(len(found)) if library is not None else tr("กำลังรวบรวมมาตรการ")
        )
        rows = [LibraryLine(str(place), row) for place, row in enumerate(islice(found, _MOST))]
        self.table.show_other(rows, _columns(), self.table.memory())
        self.take.setEnabled(bool(rows))

    def _take(self) -> None:
        chosen = set(self.table.selected_ids())
        current = self.table.current_row()
        lines = (line for line in self.table.sheet.all_rows() if line.id in chosen)
        rows = [line.of for line in lines if isinstance(line, LibraryLine)]
        if not rows and isinstance(current, LibraryLine):
            rows = [current.of]
        if rows and self._of is not None:
            self.take_requested.emit(tuple(rows), self._of[1])

    def _add_to_menu(self, menu: QMenu) -> None:
        row = self.table.current_row()
        if isinstance(row, LibraryLine):
            menu.addAction(tr("นำมาใช้ในแฟ้มที่เปิด"), self._take)
            menu.addAction(
                tr("ดูเขตนี้เทียบกับทุกเขต"), lambda: self.district_requested.emit(row.of.district)
            )


def _gains() -> list[tuple[str, str]]:
    return [
        (least, tr("ขึ้นหรือเท่าเดิม") if least == "0" else tr("ขึ้นอย่างน้อย {points}", points=least))
        for least in _GAINS
    ]


def _summary(found: int) -> str:
    if not found:
        return tr("ไม่มีมาตรการที่ตรงกับตัวกรอง หรือแหล่งข้อมูลไม่มีมาตรการ")
    words = tr("{count} รายการ เรียงจากคะแนนที่ขึ้นมากที่สุด", count=f"{found:,}")
    if found <= _MOST:
        return words
    return f"{words} · " + tr("แสดง {count} รายการแรก กรองให้แคบลงเพื่อดูรายการอื่น", count=f"{_MOST:,}")


def _columns() -> list[Column[LibraryLine]]:
    return [
        Column(
            "district", tr("เขต"), lambda line: line.of.district.short_name, Width.NAME, firm=True
        ),
        Column(
            "year",
            tr("ปี"),
            lambda line: str(line.of.fiscal_year),
            LibraryColumns.YEAR,
            kind=ColumnKind.CODE,
        ),
        Column(
            "item",
            tr("ข้อ"),
            lambda line: line.of.item,
            Width.CODE,
            kind=ColumnKind.CODE,
            tip=lambda line: line.of.title,
        ),
        Column(
            "method",
            tr("มาตรการ"),
            lambda line: line.of.measure.method,
            Width.TITLE,
            stretch=True,
            lines=3,
            rich=True,
        ),
        Column(
            "units",
            tr("หน่วย"),
            lambda line: ", ".join(line.of.measure.units),
            Width.NAME,
            lines=2,
            firm=True,
        ),
        figure("score", tr("คะแนนปีนั้น"), lambda line: line.of.score, Width.CHANGE),
        figure("after", tr("คะแนนปีถัดไป"), lambda line: line.of.score_after, Width.CHANGE),
        difference("change", tr("ต่างกัน"), lambda line: line.of.change),
        Column(
            "went", tr("ไปพร้อมกับ"), lambda line: in_language(line.of.went_with), Width.NOTE, lines=2
        ),
    ]
