"""A text of a document is clicked on in the preview, worded anew, and seen there."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.documents.wordings.catalogue import template
from ita_desktop.services.documents import wordings
from ita_desktop.services.places import PageKey
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.documents.pane import WordingPopup
from tests.ui.support.gate import Gate
from tests.ui.support.keyboard import press, type_text

NAME = "framework-summary.importance"
CTRL = Qt.KeyboardModifier.ControlModifier
SOON = 20_000


@pytest.fixture
def page(window, qtbot) -> DocumentsPage:
    window.go(PageKey.DOCUMENTS, "framework-summary")
    made = window.page(PageKey.DOCUMENTS)
    qtbot.waitUntil(lambda: made.pane.pages is not None, timeout=SOON)
    return made


def place_of(page: DocumentsPage, text: str) -> tuple[int, float, float]:
    """Where a text stands in the preview: its page, and the place on it."""
    import pypdfium2

    pages = page.pane.pages
    assert pages is not None
    document = pypdfium2.PdfDocument(pages.pdf)
    for number, (width, height) in enumerate(pages.sizes):
        message = document[number].get_textpage()
        found = message.search(text).get_next()
        if found is not None:
            left, bottom, right, top = message.get_charbox(found[0])
            return number, (left + right) / 2 / width, 1 - (bottom + top) / 2 / height
    raise AssertionError(text)


def click(page: DocumentsPage, qtbot, text: str) -> None:
    number, across, down = place_of(page, text)
    view = page.pane.view
    view.go_to(number + 1)
    view.verticalScrollBar().setValue(
        view.verticalScrollBar().value() + view.place_of(number, across, down).y() - 40
    )
    at: QPoint = view.place_of(number, across, down)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def popup() -> WordingPopup | None:
    shown = QApplication.activePopupWidget()
    return shown if isinstance(shown, WordingPopup) else None


def shows(page: DocumentsPage, text: str) -> bool:
    try:
        place_of(page, text)
    except AssertionError:
        return False
    return True


@pytest.mark.in_turn
def test_a_text_is_clicked_on_worded_anew_and_seen_in_its_place(page, qtbot) -> None:
    click(page, qtbot, "ความสำคัญของ ITA")
    opened = popup()
    assert opened is not None
    assert opened.area.toPlainText() == "1. ความสำคัญของ ITA"
    assert not opened.back.isVisible()
    opened.area.selectAll()
    type_text("1. ทำไมต้องประเมิน")
    press(Qt.Key.Key_Return, CTRL)
    assert template(NAME).words(page.session.data) == "1. ทำไมต้องประเมิน"
    qtbot.waitUntil(lambda: shows(page, "ทำไมต้องประเมิน"), timeout=SOON)
    assert not shows(page, "1. ความสำคัญของ ITA")
    click(page, qtbot, "ทำไมต้องประเมิน")
    again = popup()
    assert again is not None
    again.back.click()
    assert template(NAME).words(page.session.data) == "1. ความสำคัญของ ITA"


@pytest.mark.in_turn
def test_what_the_program_makes_is_shown_as_text_and_replaced_whole(page, qtbot) -> None:
    click(page, qtbot, "ระดับผ่านดี" if shows(page, "ระดับผ่านดี") else "Bribery Fraud")
    qtbot.waitUntil(lambda: popup() is not None, timeout=SOON)
    opened = popup()
    assert "1.1 ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (Bribery Fraud)" in opened.area.toPlainText()
    opened.area.selectAll()
    type_text("เกณฑ์ของเรา")
    opened.done.click()
    qtbot.waitUntil(lambda: shows(page, "เกณฑ์ของเรา"), timeout=SOON)
    assert not shows(page, "Bribery Fraud")


@pytest.fixture
def gate(monkeypatch):
    """Holds what the program makes for a text, until it is let go on."""
    held, make = Gate(), wordings.shipped_text

    def made(context, one):
        held.wait()
        return make(context, one)

    monkeypatch.setattr(wordings, "shipped_text", made)
    yield held
    held.open()


def test_a_whole_document_is_made_for_a_text_while_the_window_answers(page, qtbot, gate) -> None:
    click(page, qtbot, "Bribery Fraud")
    assert gate.begun.wait(5)
    assert popup() is None
    gate.open()
    qtbot.waitUntil(lambda: popup() is not None, timeout=SOON)
    assert "(Bribery Fraud)" in popup().area.toPlainText()


def test_a_text_that_comes_late_opens_only_over_the_pages_that_were_clicked(
    page, window, qtbot, gate
) -> None:
    click(page, qtbot, "Bribery Fraud")
    assert gate.begun.wait(5)
    page.table.go_to("score-summary")
    gate.open()
    qtbot.waitUntil(lambda: not page.wording.made_text.is_going, timeout=SOON)
    assert popup() is None


@pytest.mark.in_turn
def test_a_text_that_was_found_is_known_until_something_is_written(page, qtbot, gate) -> None:
    gate.open()
    click(page, qtbot, "Bribery Fraud")
    qtbot.waitUntil(lambda: popup() is not None, timeout=SOON)
    press(Qt.Key.Key_Escape)
    gate.begun.clear()
    click(page, qtbot, "Bribery Fraud")
    assert popup() is not None
    assert not gate.begun.is_set()


def test_a_text_that_cannot_be_kept_stays_to_be_mended_and_escape_leaves_it(page, qtbot) -> None:
    click(page, qtbot, "ความสำคัญของ ITA")
    opened = popup()
    assert opened is not None
    opened.area.selectAll()
    type_text("{ไม่มีช่องนี้}")
    with qtbot.waitSignal(page.session.failed) as blocker:
        opened.done.click()
    assert "{ไม่มีช่องนี้}" in blocker.args[0]
    assert popup() is opened
    press(Qt.Key.Key_Escape)
    assert popup() is None
    assert template(NAME).words(page.session.data) == "1. ความสำคัญของ ITA"


@pytest.mark.in_turn
def test_a_click_beside_all_text_opens_nothing(page, qtbot) -> None:
    view = page.pane.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place_of(0, 0.02, 0.01))
    assert popup() is None
