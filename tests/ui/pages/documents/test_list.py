"""The documents that are needed now, and all of them."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.documents.registry import KINDS
from ita_desktop.ui.pages.documents.list import DocumentList
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import press

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window) -> DocumentsPage:
    window.go(PageKey.DOCUMENTS)
    shown = window.page(PageKey.DOCUMENTS)
    shown.list.now_chip.click()
    return shown


def names(page: DocumentsPage) -> set[str]:
    return {row.id for row in page.table.sheet.all_rows()}


def test_six_days_before_a_meeting_its_papers_and_the_report_of_the_round_are_needed(page) -> None:
    assert not page.list.shows_all
    assert {"agenda", "attendance", "meeting-pack", "progress-report"} <= names(page)
    assert not {"score-comparison", "measures-book", "framework-summary"} & names(page)
    titles = [group.title for group in page.list.groups]
    assert "ประชุมครั้งที่ 2/2568 · 20 มี.ค. 68 อีก 6 วัน" in titles
    assert page.row is not None
    assert page.row.id in names(page)


@pytest.mark.in_turn
def test_all_documents_are_shown_and_that_is_remembered(page, window, qtbot) -> None:
    chosen = page.row.id
    qtbot.mouseClick(page.list.all_chip, LEFT)
    assert names(page) == {kind.name for kind in KINDS}
    assert page.row.id == chosen
    assert DocumentsPage(window.session).list.shows_all
    qtbot.mouseClick(page.list.now_chip, LEFT)
    assert len(names(page)) == page.list.now_chip.count < len(KINDS)
    assert not DocumentsPage(window.session).list.shows_all


@pytest.mark.in_turn
def test_a_link_shows_every_document_and_changes_no_choice(page, window) -> None:
    shown, chosen_by_it = [], []
    for kind in KINDS:
        page.list.now_chip.click()
        window.go(PageKey.DOCUMENTS, kind.name)
        shown.append(page.row.id if page.row is not None else "")
        # What a new page would show, which is made of much more.
        if DocumentList(window.session.memory).shows_all:
            chosen_by_it.append(kind.name)
    assert shown == [kind.name for kind in KINDS]
    assert chosen_by_it == []


def test_the_keyboard_chooses_between_both(page) -> None:
    page.list.all_chip.setFocus()
    press(Key.Key_Space)
    assert page.list.shows_all
    page.list.now_chip.setFocus()
    press(Key.Key_Space)
    assert not page.list.shows_all


def test_where_nothing_is_needed_the_page_says_so_and_leads_to_all(page, window) -> None:
    page.list.show_groups((), page.list._all, page.session.today, other=True)
    assert page.list.empty.state.isVisible()
    page.list.empty.state.button.setFocus()
    press(Key.Key_Space)
    assert names(page) == {kind.name for kind in KINDS}
    assert page.table.hasFocus()


def test_an_older_meeting_that_is_chosen_stays_chosen(page, window) -> None:
    older = window.session.data.meetings[0].id
    window.go(PageKey.DOCUMENTS, f"agenda#{older}")
    assert page.row.subject == older
