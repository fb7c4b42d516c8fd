"""Messages go when their cause goes, and none stands on a page that it is not about."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.ui.background import Progress
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.parts.popups import NamePopup
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.widgets.status import Message, MessageKind
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window):
    window.go(PageKey.SCORES)
    found = window.page(PageKey.SCORES)
    found.show_target("O13")
    found.table.go_to("O13", "own")
    found.table.setFocus()
    return found


def refuse(page) -> None:
    """A score over 100, typed and refused."""
    press(Key.Key_F2)
    press(Key.Key_A, CTRL)
    type_text("101")
    press(Key.Key_Return)


def said(window) -> str:
    QApplication.processEvents()
    message = window.message.message
    return message.sentence if message is not None else ""


def test_a_refusal_goes_when_the_cell_is_filled_in_rightly(window, page) -> None:
    refuse(page)
    assert "101" in said(window)
    press(Key.Key_A, CTRL)
    type_text("100")
    press(Key.Key_Return)
    assert said(window) == ""


def test_a_refusal_goes_when_the_cell_is_given_up(window, page) -> None:
    refuse(page)
    press(Key.Key_Escape)
    assert said(window) == ""


@pytest.mark.in_turn
def test_a_refusal_goes_with_the_next_edit_and_with_an_undo(window, page) -> None:
    session = window.session
    for after in (
        lambda: scores.set_scores(
            session.workspace, session.year, [ScoreEdit("O13", Decimal(50))], ScoreSource.SELF
        ),
        session.undo,
    ):
        session.failed.emit("วาง “มาก” ไม่ได้")
        assert "มาก" in said(window)
        after()
        assert "มาก" not in said(window)


@pytest.mark.in_turn
def test_no_refusal_goes_along_to_another_page_or_year(window, page) -> None:
    session = window.session
    session.failed.emit("ทำไม่ได้")
    assert said(window) == "ทำไม่ได้"
    window.go(PageKey.OIT)
    assert said(window) == ""
    window.go(PageKey.SCORES)
    assert said(window) == "", "it is over, not hidden"
    session.failed.emit("ทำไม่ได้")
    assert said(window) == "ทำไม่ได้"
    session.choose_year(2567)
    assert said(window) == ""


@pytest.mark.in_turn
def test_what_a_page_tells_stays_on_it_and_what_is_about_the_file_everywhere(window, page) -> None:
    window.show_failure("สำรองแฟ้มไม่ได้")
    page.notified.emit(Message(MessageKind.INFO, "ของหน้าคะแนน"))
    assert said(window) == "ของหน้าคะแนน"
    window.go(PageKey.OIT)
    assert said(window) == "สำรองแฟ้มไม่ได้"
    page.notified.emit(Message(MessageKind.GOOD, "ทำเสร็จแล้ว"))
    assert said(window) == "ทำเสร็จแล้ว", "news of work that ended while another page is shown"


@pytest.mark.in_turn
def test_what_is_told_while_a_page_is_opened_belongs_to_that_page(window, page) -> None:
    window.session.notified.emit("สร้างแล้ว", False)
    window.go(PageKey.MEASURES)
    assert said(window) == "สร้างแล้ว"
    window.go(PageKey.SCORES)
    assert said(window) == ""


def test_a_missing_choice_is_told_until_a_row_is_chosen(window, qtbot) -> None:
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    qtbot.waitUntil(page.table.hasFocus)
    page.table.clearSelection()
    page.assign()
    assert "ยังไม่ได้เลือกข้อ" in said(window)
    page.table.go_to("O9", "owners")
    assert said(window) == ""


def test_a_choice_of_too_many_is_told_until_one_is_chosen(window, qtbot) -> None:
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    qtbot.waitUntil(page.table.hasFocus)
    page.table.go_to("O9", "owners")
    press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page._is_one()
    assert "เลือกไว้หลายข้อ" in said(window)
    press(Key.Key_Down)
    assert said(window) == ""


def test_the_failure_of_long_work_is_told_once(window, qtbot) -> None:
    def work(_progress: Progress) -> None:
        raise InputError("เขียนไฟล์ไม่ได้")

    window.session.run(work, lambda _none: None, "กำลังเขียนไฟล์", keeps_open=True)
    qtbot.waitUntil(lambda: "เขียนไฟล์ไม่ได้" in said(window))
    window.message.dismiss()
    assert said(window) == ""


@pytest.mark.in_turn
@pytest.mark.parametrize("leave", ["Esc", "Enter", "Ctrl+Z"])
def test_the_keyboard_goes_back_to_the_page_when_its_message_goes(window, page, leave) -> None:
    press(Key.Key_F2)
    press(Key.Key_A, CTRL)
    type_text("50")
    press(Key.Key_Return)
    window.message.display(Message(MessageKind.GOOD, "แก้แล้ว", "เลิกทำ", "Ctrl+Z", "undo"))
    window.message.action.setFocus()
    press(
        *{"Esc": (Key.Key_Escape,), "Enter": (Key.Key_Return,), "Ctrl+Z": (Key.Key_Z, CTRL)}[leave]
    )
    assert window.message.message is None or window.message.message.sentence != "แก้แล้ว"
    assert QApplication.focusWidget() in {page.table, window.message.close_button}


def read_in(above: QWidget) -> list[str]:
    """The sentences that can be read in a dialog or popup."""
    labels = (label for label in above.findChildren(ThaiLabel) if label.window() is above)
    return [label.text() for label in labels if label.isVisible()]


@pytest.mark.parametrize("kind", ["dialog", "popup"])
def test_a_refusal_is_read_in_what_stands_above_the_window(window, qtbot, kind: str) -> None:
    """It hides the message line in a low window, and dims it in every other."""
    window.resize(Width.WINDOW_MIN, Width.WINDOW_MIN_HEIGHT)
    if kind == "dialog":
        above = Sheet(window)
        above.open()
    else:
        above = NamePopup("ชื่อ", "", "เพิ่ม", window)
        above.open_below(window.mapToGlobal(window.rect().bottomLeft()), window)
    qtbot.waitUntil(lambda: is_shown(above))
    window.session.failed.emit("ทำไม่ได้ · ทำอย่างอื่น")
    qtbot.waitUntil(lambda: "ทำไม่ได้ · ทำอย่างอื่น" in read_in(above))
    area = QRect(above.mapToGlobal(QPoint()), above.size())
    assert QRect(window.mapToGlobal(QPoint()), window.size()).contains(area)
    window.session.failed.emit("อย่างอื่นก็ไม่ได้ · รอก่อน")
    assert "ทำไม่ได้ · ทำอย่างอื่น" not in read_in(above)
    window.session.failure_over.emit()
    assert "อย่างอื่นก็ไม่ได้ · รอก่อน" not in read_in(above)
    above.close()


def open_above(below: QWidget, kind: str, qtbot) -> QWidget:
    """A dialog or popup above another one or the window."""
    if kind == "dialog":
        above = Sheet(below)
        above.open()
    else:
        above = NamePopup("ชื่อ", "", "เพิ่ม", below)
        above.open_below(below.mapToGlobal(QPoint(20, 20)), below)
    qtbot.waitUntil(lambda: is_shown(above))
    return above


@pytest.mark.parametrize("kind", ["dialog", "popup"])
def test_a_refusal_is_read_above_the_window_as_long_as_the_line_says_it(
    window, qtbot, kind: str
) -> None:
    """Whatever work ends; said again, it is read once. Then a popup is as small as it was."""
    refused = "ทำไม่ได้ · ทำอย่างอื่น"
    above = open_above(window, kind, qtbot)
    height = above.height()
    window.session.failed.emit(refused)
    qtbot.waitUntil(lambda: refused in read_in(above))
    ended = []
    window.session.run(lambda _progress: None, ended.append, "กำลังทำ")
    qtbot.waitUntil(lambda: bool(ended))
    qtbot.wait(50)
    assert refused in read_in(above)
    window.message.display(Message(MessageKind.GOOD, "แก้แล้ว"))
    window.message.dismiss()
    assert window.message.message.sentence == refused
    assert refused in read_in(above)
    window.session.failed.emit(refused)
    qtbot.wait(50)
    assert read_in(above).count(refused) == 1
    window.session.failure_over.emit()
    qtbot.waitUntil(lambda: refused not in read_in(above))
    qtbot.waitUntil(lambda: above.height() == height)
    above.close()
    qtbot.wait(50)
    assert not is_shown(above)


@pytest.mark.parametrize("kind", ["dialog", "popup"])
def test_what_is_told_in_what_is_closed_is_read_in_the_dialog_below(
    window, qtbot, kind: str
) -> None:
    below = open_above(window, "dialog", qtbot)
    above = open_above(below, kind, qtbot)
    refused = "ทำไม่ได้ · ทำอย่างอื่น"
    window.session.failed.emit(refused)
    qtbot.waitUntil(lambda: refused in read_in(above))
    above.close()
    qtbot.waitUntil(lambda: refused in read_in(below))
    window.session.failure_over.emit()
    assert refused not in read_in(below)
    below.close()


def is_shown(above: QWidget) -> bool:
    return above in {QApplication.activePopupWidget(), QApplication.activeModalWidget()}


def test_what_stands_above_another_window_says_nothing_of_this_one(window, qtbot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.resize(600, 400)
    other.show()
    above = Sheet(other)
    above.open()
    qtbot.waitUntil(lambda: is_shown(above))
    window.session.failed.emit("ทำไม่ได้ · ทำอย่างอื่น")
    assert "ทำไม่ได้ · ทำอย่างอื่น" not in read_in(above)
    above.close()
