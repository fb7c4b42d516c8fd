"""มาตรการ: findings of the last result, measures, and their progress."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ita_desktop.domain.collection_rounds import AskedSubject, RoundPreset
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.places import MATRIX
from ita_desktop.ui.keyboard import PRINT_MEASURES, RECORD, TURN_PANE
from ita_desktop.ui.loading.pages import StepwiseWork, lay_out
from ita_desktop.ui.pages.measures.part import KIND, MeasuresPart
from ita_desktop.ui.pages.page import Page, PageKey, add_key, add_page_key
from ita_desktop.ui.pages.parts.file_sharing import RoundEntries, shown_rows
from ita_desktop.ui.pages.tracking.recording import round_months
from ita_desktop.ui.pages.writing import PasteTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind, MoreButton
from ita_desktop.ui.widgets.chip import Tabs
from ita_desktop.ui.widgets.page.header import PageHeader

if TYPE_CHECKING:
    from ita_desktop.ui.pages.measures.findings import AnalysisPart
    from ita_desktop.ui.pages.tracking.part import TrackingPart

REPORT, TABLE, ANALYSIS = "progress-report", "measures-by-item", "analysis-by-item"
WORKSHEET = "unit-worksheet"
"""Documents printed from this page."""


class MeasuresTab(StrEnum):
    """The parts of the page."""

    ANALYSIS = "analysis"
    MEASURES = "measures"
    TRACKING = "tracking"


TITLES = {
    MeasuresTab.ANALYSIS: "การวิเคราะห์",
    MeasuresTab.MEASURES: "มาตรการ",
    MeasuresTab.TRACKING: "ติดตามผล",
}


class MeasuresPage(Page):
    """Shows one part at a time, initially the measures; others are created in steps when idle, or
    on request."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._analysis: AnalysisPart | None = None
        self._tracking: TrackingPart | None = None
        self._filled = {MeasuresTab.MEASURES}
        """The parts that are ready to be shown."""
        self._coming = StepwiseWork(self)
        self.header = PageHeader(tr("มาตรการ"))
        self.tabs = Tabs({tab: tr(words) for tab, words in TITLES.items()}, self.visit_tab)
        self.header.set_tabs([*self.tabs.values()])
        self.rounds = RoundEntries(self, session, self._preset)
        self.add_button = self.header.add_button(
            Button(tr("เพิ่ม"), kind=ButtonKind.QUIET, icon_name="plus"), yields=True
        )
        self.print_button = self.header.add_button(Button("", icon_name="printer"))
        # The round's report is what the page leads to: it is in sight before a quiet hint.
        self.header.keep(self.print_button)
        self.more_button = self.header.add_button(MoreButton(self._offer_more))
        self.main_button = self.header.add_button(Button("", kind=ButtonKind.PRIMARY))
        self.stack = QStackedWidget()
        vbox(self.header, (self.stack, 1), on=self)
        self.measures = MeasuresPart(session, self.stack)
        self.stack.addWidget(self.measures)
        self._connect()
        self.show_tab(MeasuresTab.MEASURES)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.print_button.clicked.connect(self._print)
        self.main_button.clicked.connect(self._main)
        part = self.measures
        part.go.connect(self.go)
        part.requested.connect(self.requested)
        part.table.sheet.rearranged.connect(self._show_counts)
        part.notified.connect(lambda words: self._set_status_of(MeasuresTab.MEASURES, words))
        part.finding_opened.connect(
            lambda key: self.visit_tab(MeasuresTab.ANALYSIS, partial(self._show_finding, key))
        )
        add_page_key(self, TURN_PANE, self._turn_pane)
        add_key(self, RECORD, self.record, with_children=True)
        add_key(self, PRINT_MEASURES, self._print, with_children=True)

    # -- parts

    @property
    def table(self) -> PasteTable:
        """The table of measures."""
        return self.measures.table

    @property
    def tab(self) -> MeasuresTab:
        """The shown part's tab."""
        shown = self.stack.currentWidget()
        if shown is self._analysis:
            return MeasuresTab.ANALYSIS
        return MeasuresTab.TRACKING if shown is self._tracking else MeasuresTab.MEASURES

    @property
    def analysis(self) -> "AnalysisPart":
        """The analysis, created on first access."""
        if self._analysis is None:
            from ita_desktop.ui.pages.measures.findings import AnalysisPart

            part = self._analysis = AnalysisPart(self.session, self.stack)
            part.go.connect(self.go)
            part.requested.connect(self.requested)
            part.notified.connect(lambda words: self._set_status_of(MeasuresTab.ANALYSIS, words))
            part.measure_opened.connect(self.show_target)
            self.stack.addWidget(part)
            self.take_density()
        return self._analysis

    @property
    def tracking(self) -> "TrackingPart":
        """The tracking, created on first access."""
        if self._tracking is None:
            from ita_desktop.ui.pages.tracking.part import TrackingPart

            part = self._tracking = TrackingPart(self.session, self.stack)
            part.go.connect(self.go)
            part.notified.connect(lambda words: self._set_status_of(MeasuresTab.TRACKING, words))
            part.measure_opened.connect(self.show_target)
            part.photos_requested.connect(self._add_photos)
            part.measures_requested.connect(lambda: self.show_tab(MeasuresTab.MEASURES))
            self.stack.addWidget(part)
            self.take_density()
        return self._tracking

    @property
    def part(self) -> "MeasuresPart | AnalysisPart | TrackingPart":
        """The shown part."""
        return self._part_of(self.tab)

    def _part_of(self, tab: MeasuresTab) -> "MeasuresPart | AnalysisPart | TrackingPart":
        match tab:
            case MeasuresTab.ANALYSIS:
                return self.analysis
            case MeasuresTab.TRACKING:
                return self.tracking
            case _:
                return self.measures

    def build_hidden_parts(self) -> Iterator[None]:
        yield from self.measures.pane.building
        for tab in MeasuresTab:
            yield from self._pieces_of(tab)
        yield from self.analysis.pane.building

    def _pieces_of(self, tab: MeasuresTab) -> Iterator[None]:
        """Creates a part, lays it out at its final size, fills it, and lays it out again."""
        if tab in self._filled:
            return
        part = self._part_of(tab)
        yield
        placed = partial(lay_out, part)
        pieces: tuple[Callable[[], None], ...] = (placed, part.refresh, placed)
        for piece in pieces:
            if tab in self._filled:
                return
            part.resize(self.stack.size())
            piece()
            yield
        self._filled.add(tab)

    def visit_tab(self, tab: MeasuresTab, show: Callable[[], None] | None = None) -> None:
        """Shows a part (by calling ``show``); one that was not created yet is created in steps
        first, so that the window stays responsive."""
        show = show or partial(self.show_tab, tab)
        if tab in self._filled:
            show()
            return
        self.tabs.select(tab)
        self._coming.do(self._pieces_of(tab), show)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._coming.drop()
        self.tabs.select(self.tab)

    def show_tab(self, tab: MeasuresTab) -> None:
        """Shows a part at once."""
        self._coming.drop()
        self._filled.add(tab)
        self.stack.setCurrentWidget(self._part_of(tab))
        self.tabs.select(tab)
        if self.isVisible():
            self.refresh()
            if not self.tabs[tab].hasFocus():
                self.focus_parts()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6: the shown part, then the tabs."""
        return (*self.part.parts, self.tabs[self.tab])

    @property
    def is_empty(self) -> bool:
        return self.part.is_empty

    # -- content

    def refresh(self) -> None:
        data = self.session.data
        self.tabs[MeasuresTab.ANALYSIS].set_total(len(data.findings), data.year, self.session.today)
        self.tabs[MeasuresTab.MEASURES].set_total(len(data.measures), data.year, self.session.today)
        self._show_counts()
        self.part.refresh()
        self._show_buttons()

    def _show_counts(self) -> None:
        """Shows the number of measures, and of those that pass the filters."""
        data, sheet = self.session.data, self.table.sheet
        items = len({item.item_code for item in data.measure_items})
        counts = tr("{count} มาตรการ จาก {items} ข้อ", count=len(data.measures), items=items)
        if self.tab is MeasuresTab.MEASURES and sheet.how.filtered:
            text = "{shown} จาก {count} มาตรการ"
            counts = tr(text, shown=sheet.passed, count=len(data.measures))
        self.show_counts(counts if data.measures else "")

    def _show_buttons(self) -> None:
        """Shows the buttons of the current part; an empty part has its action in the centre."""
        empty, tab = self.is_empty, self.tab
        printed = tr("พิมพ์ตาราง") if tab is MeasuresTab.ANALYSIS else self._round_words()
        self.print_button.setText(printed)
        self.print_button.setToolTip(f"{printed} ({PRINT_MEASURES.keys})")
        self.print_button.setVisible(not empty)
        if tab is MeasuresTab.ANALYSIS:
            main, tip = self.analysis.next_words, ""
        else:
            main = tr("บันทึกผลดำเนินการ")
            tip = f"{main} ({RECORD.keys})"
        self.main_button.setText(main)
        self.main_button.setToolTip(tip)
        self.main_button.setVisible(not empty and bool(main))
        self.add_button.setVisible(tab is not MeasuresTab.TRACKING)
        words = tr("เพิ่มข้อค้นพบ") if tab is MeasuresTab.ANALYSIS else tr("เพิ่มมาตรการ")
        self.add_button.setAccessibleName(words)
        self.add_button.setToolTip(words)
        for button in (self.add_button, self.main_button):
            button.block(self.session.locked)

    def _round_words(self) -> str:
        """Returns พิมพ์รายงาน 6 เดือน, by the current round."""
        one = current_round(self.session.data, self.session.today)
        months = round_months(one)
        if months:
            return tr("พิมพ์รายงาน {months} เดือน", months=months)
        return tr("พิมพ์รายงาน {round}", round=one.title)

    def show_target(self, target: str) -> None:
        """Handles targets: a measure's key, an item code, or an indicator; ``rows:KEY KEY``,
        several measures alone; ``finding:KEY``, ``analysis:`` and ``tracking:`` refer to the other
        parts, ``measures:`` to this one, ``matrix:`` to the table of units."""
        kind, colon, key = target.partition(":")
        if colon and kind in {"finding", MeasuresTab.ANALYSIS}:
            self._show_finding(key)
        elif colon and kind == MeasuresTab.TRACKING:
            self.show_tab(MeasuresTab.TRACKING)
            self.tracking.show_time(key)
        elif colon and kind == MATRIX:
            self.show_tab(MeasuresTab.TRACKING)
            self.tracking.open_matrix(key)
        else:
            if self.tab is not MeasuresTab.MEASURES:
                self.show_tab(MeasuresTab.MEASURES)
            self.measures.show_measure(target)

    def hidden_part(self, target: str) -> str:
        named = MeasuresTab(target.partition(":")[0])
        return "" if named is self.tab else tr(TITLES[named])

    def _show_finding(self, key: str) -> None:
        self.show_tab(MeasuresTab.ANALYSIS)
        if key:
            self.analysis.show_finding(key)

    def _set_status_of(self, tab: MeasuresTab, words: str) -> None:
        if tab is self.tab:
            self.set_status(words)

    def _turn_pane(self) -> None:
        self.part.split.turn()

    # -- actions

    def _preset(self) -> RoundPreset:
        """Returns what a new round asks: the selected measures, or those that are shown."""
        is_table = self.tab is MeasuresTab.MEASURES
        measures = {measure.id for measure in self.session.data.measures}
        rows = shown_rows(self.table) & measures if is_table else frozenset[str]()
        return RoundPreset((AskedSubject.MEASURES,), rows)

    def _add(self) -> None:
        if self.tab is MeasuresTab.ANALYSIS:
            self.analysis.add_finding()
        else:
            self.add_measure()

    def add_measure(self) -> None:
        """Adds an empty measure below the current one."""
        self.measures.add_measure()

    def record(self) -> None:
        """Records the due occurrences of the selected measures, or selected occurrences."""
        if self.tab is MeasuresTab.TRACKING:
            self.tracking.record()
        elif self.tab is MeasuresTab.MEASURES:
            self.measures.record()

    def _main(self) -> None:
        if self.tab is MeasuresTab.ANALYSIS:
            self.analysis.go_on()
        else:
            self.record()

    def _print(self) -> None:
        name = ANALYSIS if self.tab is MeasuresTab.ANALYSIS else REPORT
        self.go.emit(PageKey.DOCUMENTS, name)

    def _add_photos(self, entry_id: str) -> None:
        self.show_tab(MeasuresTab.MEASURES)
        self.measures.recording.photos_requested.emit(entry_id)

    def _choose_carried(self) -> None:
        self.show_tab(MeasuresTab.MEASURES)
        self.measures.choose_carried()

    def _offer_more(self, menu: QMenu) -> None:
        """Adds rounds, and rarely used imports and documents."""
        if self.tab is not MeasuresTab.ANALYSIS and not self.is_empty:
            self.rounds.add_to(menu)
            menu.addSeparator()
        if not self.session.is_locked:
            for words, kind in (
                (tr("นำเข้ามาตรการ…"), KIND),
                (tr("นำเข้าการวิเคราะห์…"), "analysis"),
                (tr("นำเข้าแบบบันทึกของหน่วย…"), "worksheet"),
            ):
                menu.addAction(words, partial(self.requested.emit, "import", kind))
            if self.measures.can_carry:
                menu.addAction(tr("ยกมาจากปีก่อน…"), self._choose_carried)
        menu.addSeparator()
        for words, name in (
            (tr("พิมพ์ตารางมาตรการรายข้อ"), TABLE),
            (tr("พิมพ์แบบบันทึกรายหน่วย"), WORKSHEET),
        ):
            menu.addAction(words, partial(self.go.emit, PageKey.DOCUMENTS, name))


def current_round(data: YearData, today: date) -> Round:
    """Returns the current reporting round: the first that is not over, else the last."""
    rounds = rounds_of(data)
    return next((round_ for round_ in rounds if round_.last >= today), rounds[-1])
