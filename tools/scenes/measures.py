"""The three parts of มาตรการ, with what opens in them; nothing stays done afterwards."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ita_desktop.services import finding_drafts, findings, tracking
from ita_desktop.services.documents import book
from ita_desktop.ui.pages.measures.page import MeasuresPage, MeasuresTab
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.tracking.rounds_pane import TimeGrouping
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, wait_until_idle

LATE: Final = "O10"
"""An item whose measure is late in the sample."""


def _page(window: Window, tab: MeasuresTab) -> MeasuresPage:
    window.go(PageKey.MEASURES)
    page: MeasuresPage = window.page(PageKey.MEASURES)
    page.show_tab(tab)
    wait_until_idle()
    return page


def _close() -> None:
    """What cannot be stored stays open when a click elsewhere closes it; Esc gives it up."""
    floating = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if floating is not None:
        QTest.keyClick(floating, Qt.Key.Key_Escape)


def _show(
    tab: MeasuresTab, do: Callable[[MeasuresPage], object], window: Window, take: Take
) -> None:
    """A part in some state, with what that opens, and as it was afterwards."""
    page = _page(window, tab)
    before = window.session.workspace.edits.undo_label
    steps = _steps(window)
    do(page)
    wait_until_idle()
    take()
    _close()
    wait_until_idle()
    for _ in range(_steps(window) - steps):
        window.session.undo()
    if window.session.workspace.edits.undo_label == before:
        window.message.clear()
    page.measures.split.fold(True)
    page.show_tab(MeasuresTab.MEASURES)


def _steps(window: Window) -> int:
    return len(window.session.workspace.edits.groups(1000))


def _analysed(page: MeasuresPage) -> None:
    """The findings that the last result asks for."""
    session, part = page.session, page.analysis
    finding_drafts.accept(session.workspace, session.year, finding_drafts.suggest(part.results))
    wait_until_idle()


def _emptied(page: MeasuresPage) -> None:
    """A year whose result nobody has read yet."""
    session = page.session
    findings.remove(
        session.workspace, session.year, [finding.id for finding in session.data.findings]
    )


def _finding(page: MeasuresPage) -> None:
    _analysed(page)
    part = page.analysis
    part.show_finding("E6")
    part.pane.texts["issue"].begin()


def _recorded(page: MeasuresPage) -> None:
    """The pane of a measure of which something was recorded."""
    session, part = page.session, page.measures
    part.show_measure(LATE)
    row = part.table.current_row()
    times = next(
        shown for shown in part.rows() if row is not None and shown.id == row.id
    ).occurrences
    day = date.fromisoformat(times[0].id.rpartition(":")[2])
    tracking.record(
        session.workspace, session.year, row.id if row else "", occurrence=day, day=day,
        text="1. ประชุมชี้แจง\n2. เผยแพร่ทางเว็บไซต์\n  - หน้าแรก", participants=45,
    )  # fmt: skip
    wait_until_idle()
    part.split.fold(False)
    wait_until_idle()
    part.pane.texts["method"].begin()


def _record(page: MeasuresPage, *, skip: bool = False) -> None:
    page.measures.show_measure(LATE)
    page.record()
    popup = QApplication.activePopupWidget()
    if skip and popup is not None:
        popup.skip.click()


def _answers(page: MeasuresPage) -> None:
    """The findings that a measure may answer."""
    _analysed(page)
    page.show_tab(MeasuresTab.MEASURES)
    page.measures.split.fold(False)
    wait_until_idle()
    pane = page.measures.pane
    pane.ui.scroll.ensureWidgetVisible(pane.answered)
    wait_until_idle()
    pane.choose_findings()


def _summed_up(page: MeasuresPage) -> None:
    """What sums up a round of the current measure."""
    _recorded(page)
    page.measures.pane.texts["method"].text.take()
    page.measures.pane.rounds.lines[0].click()


def _several(page: MeasuresPage) -> None:
    """A time with an entry, and another one begun."""
    _recorded(page)
    page.measures.pane.entries.lines[-1].click()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.list.lines[-1].click()


def _month(page: MeasuresPage) -> None:
    page.tracking.show_view("month")
    page.tracking.calendar.go_to(date(2025, 3, 31))
    page.tracking.calendar.setFocus()


def _calendar(window: Window, take: Take) -> None:
    _show(MeasuresTab.TRACKING, _month, window, take)
    window.page(PageKey.MEASURES).tracking.show_view("list")


def _grouped(by: TimeGrouping, window: Window, take: Take) -> None:
    _show(MeasuresTab.TRACKING, lambda page: page.tracking.group_by(by), window, take)
    window.page(PageKey.MEASURES).tracking.group_by(TimeGrouping.MONTH)


def _suggest(window: Window, take: Take) -> None:
    _show(MeasuresTab.ANALYSIS, lambda page: page.analysis.suggest(), window, take)


def _widths(window: Window, take: Take) -> None:
    window.go(PageKey.DOCUMENTS, "monitoring-summary")
    wait_until_idle()
    window.page(PageKey.DOCUMENTS).pane.widths_button.click()
    wait_until_idle()
    take()
    _close()


def _chapters(window: Window, take: Take, *, own: bool = False) -> None:
    """The chapters of the book, and a text of the office's own among them."""
    window.go(PageKey.DOCUMENTS, "measures-book#chapters")
    page = window.page(PageKey.DOCUMENTS)
    if own:
        session = window.session
        words, title = session.data.measures[0].method, session.data.units[0].name
        made = book.add_text(session.workspace, session.year, title, words)
        page.chapters.table.go_to(made, "title")
    wait_until_idle()
    take()
    if own:
        window.session.undo()
    page.close_chapters()


def _nothing(_page: MeasuresPage) -> None:
    """As the part is."""


MEASURES: Final[dict[str, Scene]] = {
    "measure-recorded": partial(_show, MeasuresTab.MEASURES, _recorded),
    "measure-record": partial(_show, MeasuresTab.MEASURES, _record),
    "measure-skip": partial(_show, MeasuresTab.MEASURES, partial(_record, skip=True)),
    "measure-findings": partial(_show, MeasuresTab.MEASURES, _answers),
    "measure-round": partial(_show, MeasuresTab.MEASURES, _summed_up),
    "measure-several": partial(_show, MeasuresTab.MEASURES, _several),
    "measures-more": partial(_show, MeasuresTab.MEASURES, lambda page: page.more_button.click()),
    "analysis-empty": partial(_show, MeasuresTab.ANALYSIS, _emptied),
    "analysis": partial(_show, MeasuresTab.ANALYSIS, _analysed),
    "analysis-finding": partial(_show, MeasuresTab.ANALYSIS, _finding),
    "analysis-suggested": _suggest,
    "tracking": partial(_show, MeasuresTab.TRACKING, _nothing),
    "tracking-by-unit": partial(_grouped, TimeGrouping.UNIT),
    "tracking-by-state": partial(_grouped, TimeGrouping.STATE),
    "tracking-calendar": _calendar,
    "tracking-units": partial(
        _show, MeasuresTab.TRACKING, lambda page: page.tracking.open_matrix()
    ),
    "tracking-record": partial(_show, MeasuresTab.TRACKING, lambda page: page.record()),
    "document-widths": _widths,
    "book-chapters": _chapters,
    "book-own-text": partial(_chapters, own=True),
    "tracking-round": partial(
        _show, MeasuresTab.TRACKING, lambda page: page.tracking.pane.sections[0].action.click()
    ),
}
"""What is worked on in มาตรการ."""
