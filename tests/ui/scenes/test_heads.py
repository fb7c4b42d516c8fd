"""The heads of all pages at 100, 125 and 150 % of the two common screens."""

from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ita_desktop.ui.pages.meetings.view import MeetingSide
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.button import Button, MoreButton
from ita_desktop.ui.widgets.chip import Chip, Tab
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.header import PageHeader, PageHeaderSize
from ita_desktop.ui.widgets.page.side import SideSplit
from ita_desktop.ui.window import Window

SCALES: Final = (1.0, 1.25, 1.5)
SIZES: Final = [
    QSize(round(width / scale), round(height / scale))
    for width, height in ((1920, 1080), (1366, 768))
    for scale in SCALES
]
NARROWEST: Final = SIZES[-1]
EVERYBODYS: Final = ("chevron-", "ellipsis", "panel-right-", "pencil", "x")
"""How the names of icons begin that need no word."""


def laid_out(qapp: QApplication) -> None:
    for _ in range(3):
        qapp.processEvents()


def heads(window: Window, qapp: QApplication) -> Iterator[tuple[PageKey, str, PageHeader]]:
    """The head of each page and of each of its parts."""
    for key in PageKey:
        window.go(key)
        laid_out(qapp)
        page = window.page(key)
        for tab in [*page.findChildren(Tab)] or [None]:
            if tab is not None:
                tab.click()
                laid_out(qapp)
            (head,) = (one for one in page.findChildren(PageHeader) if one.isVisible())
            yield key, f"{window.width()} {key} {tab.text() if tab else ''}", head


@pytest.mark.in_turn
def test_titles_are_whole_and_tools_keep_their_words_or_go_into_the_menu(window, qapp) -> None:
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    roster = window.page(PageKey.ROSTER)
    roster.header.add_first(Button("ต่อไป"))
    for size in SIZES:
        window.resize(size)
        for key, place, head in heads(window, qapp):
            tools = [one for one in head.findChildren(Button) if one.isVisible()]
            parts = [*tools, *(tab for tab in head.findChildren(Tab) if tab.isVisible())]
            first = min((part.mapTo(head, QPoint()).x() for part in parts), default=head.width())
            title = metrics(Text.TITLE).horizontalAdvance(head.title)
            assert first >= Space.PAGE_EDGE + title, place
            others = [
                one
                for one in tools
                if one.property("kind") != "primary" and not isinstance(one, MoreButton)
            ]
            assert len(others) <= PageHeaderSize.TOOLS_MOST, place
            assert len(tools) - len(others) <= 2, place
            order = sorted(tools, key=lambda tool: tool.mapTo(head, QPoint()).x())
            menus = [at for at, tool in enumerate(order) if isinstance(tool, MoreButton)]
            assert all(at == len(others) for at in menus), f"{place}: it stands behind them"
            for tool in tools:
                assert tool.text() or isinstance(tool, MoreButton), place
            for button in window.page(key).findChildren(Button):
                if button.isVisible() and not button.text():
                    assert button.property("icon_name").startswith(EVERYBODYS), place
                    assert button.toolTip(), place
            for part in parts:
                assert part.width() >= part.sizeHint().width(), (place, part.text())


@pytest.mark.in_turn
@pytest.mark.parametrize("past", [False, True])
def test_what_has_no_room_is_in_the_menu_and_works_there(window, qapp, past) -> None:
    window.idle.disconnect(window.stay_in_sight)
    window.resize(NARROWEST)
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    if past:
        page.orders.show_day(window.session.today)
    laid_out(qapp)
    assert page.orders.button.isVisible() is past, "another day than the newest is always seen"
    (more,) = (one for one in page.header.findChildren(MoreButton) if one.isVisible())
    entries = {action.text(): action for action in more.menu_now().actions() if action.text()}
    assert page.import_button.text() in entries
    assert (page.orders.button.text() in entries) is not past
    page.import_button.hide()
    page.import_button.show()
    laid_out(qapp)
    assert not page.import_button.isVisible(), "there is no more room than before"
    window.resize(1600, 768)
    laid_out(qapp)
    assert page.import_button.isVisible()
    assert page.orders.button.isVisible()
    assert not more.isVisible()


def test_a_page_that_shows_no_menu_of_its_own_gets_one_for_what_has_no_room(qtbot) -> None:
    head = PageHeader("งาน")
    offered: list[str] = []
    own = MoreButton(lambda menu: menu.addAction("ของหน้านี้"))
    for words in ("หนึ่ง", "สอง", "สาม", "สี่"):
        button = head.add_button(Button(words))
        button.clicked.connect(lambda _on=False, words=words: offered.append(words))
    head.add_button(own)
    qtbot.addWidget(head)
    head.resize(1000, head.height())
    head.show()

    def in_menu() -> list[str]:
        (menu,) = (one for one in head.findChildren(MoreButton) if one.isVisible())
        return [action.text() for action in menu.menu_now().actions() if action.text()]

    assert in_menu() == ["หนึ่ง", "ของหน้านี้"], "three are in sight, however much room there is"
    own.hide()
    QApplication.processEvents()
    assert in_menu() == ["หนึ่ง"]
    shown = [one for one in head.findChildren(Button) if one.isVisible()]
    assert max(shown, key=lambda one: one.mapTo(head, QPoint()).x()) is not own
    assert isinstance(max(shown, key=lambda one: one.mapTo(head, QPoint()).x()), MoreButton)
    (menu,) = (one for one in head.findChildren(MoreButton) if one.isVisible())
    menu.menu_now().actions()[0].trigger()
    assert offered == ["หนึ่ง"]
    own.show()
    QApplication.processEvents()
    assert in_menu() == ["หนึ่ง", "ของหน้านี้"]


@pytest.mark.in_turn
@pytest.mark.parametrize("size", [(1093, 614), (911, 512)], ids=["125 %", "150 %"])
@pytest.mark.parametrize("key", [PageKey.OIT, PageKey.SCORES, PageKey.MEASURES, PageKey.ROSTER])
def test_a_pane_that_lies_over_the_page_cuts_no_button_or_word_of_its_bars(
    window, qapp, key, size
) -> None:
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    window.resize(*size)
    window.go(key)
    laid_out(qapp)
    page = window.page(key)
    split = next(one for one in page.findChildren(SideSplit) if one.isVisible())
    assert split.lies_over
    split.fold(False)
    laid_out(qapp)
    edge = split.pane.mapTo(window, QPoint()).x()
    parts = [
        part
        for part in split.main.findChildren(QWidget)
        if isinstance(part, QAbstractButton | ThaiLabel) and part.isVisible() and part.text()
    ]
    ends = {part.text(): part.mapTo(window, QPoint(part.width(), 0)).x() for part in parts}
    assert {text: end for text, end in ends.items() if end > edge} == {}
    chips = [chip for chip in split.main.findChildren(Chip) if chip.isVisible()]
    assert [chip.text() for chip in chips if chip.width() < chip.minimumSizeHint().width()] == []
    split.fold(True)
    laid_out(qapp)
    assert all(part.isVisible() for part in parts), "what had room has it again"


def test_a_table_that_came_below_an_open_pane_has_all_its_room_once_that_is_folded(
    window, qapp
) -> None:
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    window.resize(1093, 614)
    window.go(PageKey.MEETINGS)
    view = window.page(PageKey.MEETINGS).view
    view.split.fold(False)
    laid_out(qapp)
    view.show_side(MeetingSide.ATTENDANCE)
    laid_out(qapp)
    assert view.attendance.table.width() == view.stack.width(), "the pane lies over it"
    edge = view.pane.mapTo(window, QPoint()).x()
    buttons = [one for one in view.attendance.findChildren(Button) if one.isVisible()]
    assert len(buttons) == 4
    assert all(one.mapTo(window, QPoint(one.width(), 0)).x() <= edge for one in buttons)
    view.split.fold(True)
    laid_out(qapp)
    assert view.attendance.table.width() == view.stack.width()
    assert view.attendance.table.horizontalScrollBar().maximum() == 0
