"""The parts of a meeting's pack, ticked and ordered beside its pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.services.meetings import papers
from ita_desktop.services.meetings.papers import PackPart
from ita_desktop.ui.pages.documents.form import PackPopup
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import press

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
SOON = 15_000


@pytest.fixture
def meeting(window) -> str:
    return window.session.data.meetings[-1].id


@pytest.fixture
def page(window, qtbot, meeting) -> DocumentsPage:
    window.go(PageKey.DOCUMENTS, f"meeting-pack#{meeting}")
    shown = window.page(PageKey.DOCUMENTS)
    qtbot.waitUntil(lambda: shown.pane.pages is not None, timeout=SOON)
    return shown


@pytest.fixture
def popup(page, qtbot) -> PackPopup:
    qtbot.mouseClick(page.pane.parts_button, LEFT)
    shown = page.findChild(PackPopup)
    assert shown is not None
    qtbot.waitUntil(shown.lines[0].box.hasFocus, timeout=SOON)
    return shown


def given(page, meeting) -> list[str]:
    known = papers.parts(page._context_of(page.row), meeting)
    return [part.key for part in known if part.given]


def test_parts_are_those_that_agenda_and_memo_speak_of(page, popup, meeting) -> None:
    assert [line.key for line in popup.lines if line.box.isChecked()] == given(page, meeting)
    assert "minutes" in given(page, meeting)


@pytest.mark.in_turn
def test_a_part_is_ticked_off_and_moved_by_keyboard_and_undone(
    window, page, popup, meeting, qtbot
) -> None:
    keys = [line.key for line in popup.lines]
    before = given(page, meeting)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down, ALT)
    assert [line.key for line in popup.lines][1:3] == [keys[2], keys[1]]
    press(Qt.Key.Key_Return)
    assert not popup.isVisible()
    after = given(page, meeting)
    assert set(before) - set(after) == {keys[0]}
    assert window.session.data.meeting_by_id[meeting].pack.startswith(f"-{keys[0]}")
    window.session.undo()
    assert given(page, meeting) == before


def test_no_title_of_a_part_is_cropped(page, popup, qtbot) -> None:
    popup.close()
    long = PackPart("file:a", "ประกาศสำนักงานเขตเรื่องแนวทางการปฏิบัติงานและการให้บริการ " * 2, given=True)
    shown = PackPopup([long] * 3, page)
    shown.open_by(page.pane.parts_button)
    for line in shown.lines:
        assert line.box.height() >= line.box.heightForWidth(line.box.width())
    shown.close()


@pytest.mark.in_turn
def test_a_part_is_moved_by_mouse_and_the_proposal_comes_back(
    window, page, popup, meeting, qtbot
) -> None:
    first = popup.lines[0].key
    qtbot.mouseClick(popup.lines[0].down, LEFT)
    qtbot.mouseClick(popup.done, LEFT)
    assert window.session.data.meeting_by_id[meeting].pack.splitlines()[1].lstrip("-") == first
    qtbot.mouseClick(page.pane.parts_button, LEFT)
    again = next(one for one in page.findChildren(PackPopup) if one.isVisible())
    qtbot.mouseClick(again.back, LEFT)
    assert window.session.data.meeting_by_id[meeting].pack == ""


def test_other_documents_have_no_parts(window, page, qtbot) -> None:
    assert page.pane.parts_button.isVisible()
    page.table.go_to("agenda")
    QApplication.processEvents()
    assert not page.pane.parts_button.isVisible()
