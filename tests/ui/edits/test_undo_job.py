"""The list of changes at the undo button: seeing what was done, going back to a point and forth."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.ui.frame.undo_list import UndoPopup
from ita_desktop.ui.widgets.status import MessageKind
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore("does not support")


def note(window: Window, text: str) -> None:
    assignments.edit(window.session.workspace, 2568, [CellEdit("O3", "note", text)])


def shown_note(window: Window) -> str:
    return window.session.data.assignment_by_item["O3"].note


@pytest.fixture
def edited(window, qtbot) -> Window:
    """The window after three edits of one note."""
    for text in ("หนึ่ง", "สอง", "สาม"):
        note(window, text)
    return window


def told(window: Window) -> str:
    message = window.message.message
    return message.sentence if message is not None else ""


def opened(window, qtbot) -> UndoPopup:
    press(Key.Key_Z, CTRL | ALT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, UndoPopup)
    qtbot.waitUntil(popup.list.hasFocus)
    return popup


def test_ctrl_z_in_a_fresh_sample_undoes_nothing(window) -> None:
    before = window.session.workspace.dump()
    assert not window.top_bar.undo.isEnabled()
    press(Key.Key_Z, CTRL)
    assert window.session.workspace.dump() == before


@pytest.mark.in_turn
def test_the_list_tells_what_was_done_when_and_by_whom(edited, qtbot) -> None:
    popup = opened(edited, qtbot)
    assert [row.label for row in popup.list.rows] == [*["แก้หมายเหตุ O3"] * 3, "ก่อนการแก้ไขทั้งหมดนี้"]
    (newest,) = edited.session.workspace.edits.groups(1)
    at = f"{newest.at:%H:%M}"
    assert popup.list.rows[0].note == f"{at} · {edited.session.workspace.edits.who}"
    assert popup.statement.text() == "ข้อมูลอยู่ที่จุดนี้"


@pytest.mark.in_turn
def test_by_keyboard_one_goes_back_and_is_told_how_many_steps(edited, qtbot) -> None:
    popup = opened(edited, qtbot)
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert popup.statement.text() == "เลิกทำ 2 รายการที่ใหม่กว่า กลับไปหลังรายการนี้"
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: shown_note(edited) == "หนึ่ง")
    qtbot.waitUntil(lambda: told(edited) == "เลิกทำ 2 รายการแล้ว")
    assert edited.top_bar.redo.isEnabled()
    assert edited.top_bar.undo.isEnabled()


@pytest.mark.in_turn
def test_the_message_takes_the_going_back_back(edited, qtbot) -> None:
    opened(edited, qtbot)
    press(Key.Key_End)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: shown_note(edited) == "")
    qtbot.waitUntil(lambda: edited.message.message is not None)
    qtbot.mouseClick(edited.message.action, LEFT)
    qtbot.waitUntil(lambda: shown_note(edited) == "สาม")
    qtbot.waitUntil(lambda: told(edited) == "ทำซ้ำ 3 รายการแล้ว")


@pytest.mark.in_turn
def test_what_was_undone_stands_in_the_list_and_can_be_done_again(edited, qtbot) -> None:
    edited.session.undo()
    edited.session.undo()
    popup = opened(edited, qtbot)
    assert [row.note.startswith("เลิกทำแล้ว") for row in popup.list.rows[:3]] == [True, True, False]
    assert popup.list.currentIndex().row() == 2
    press(Key.Key_Home)
    assert popup.statement.text() == "ทำซ้ำ 2 รายการ จนถึงรายการนี้"
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: shown_note(edited) == "สาม")


@pytest.mark.in_turn
def test_a_click_goes_there_and_one_on_the_state_of_now_does_nothing(edited, qtbot) -> None:
    popup = opened(edited, qtbot)
    rows = popup.list

    def click(row: int) -> None:
        place = rows.visualRect(rows.model().index(row, 0)).center()
        qtbot.mouseClick(rows.viewport(), LEFT, pos=place)

    click(0)
    assert popup.isVisible()
    click(1)
    qtbot.waitUntil(lambda: shown_note(edited) == "สอง")
    assert QApplication.activePopupWidget() is None


@pytest.mark.in_turn
def test_no_way_leads_to_what_was_undone_and_overtaken(edited, qtbot) -> None:
    edited.session.undo()
    note(edited, "สี่")
    popup = opened(edited, qtbot)
    press(Key.Key_Down)
    assert popup.statement.text().startswith("เลิกทำไปแล้วและมีการแก้ไขใหม่ทับ")
    press(Key.Key_Return)
    assert popup.isVisible()
    press(Key.Key_Escape)
    assert shown_note(edited) == "สี่"


@pytest.mark.in_turn
def test_a_step_in_the_way_is_named_and_everything_stays(edited, qtbot) -> None:
    session = edited.session
    with session.workspace.connections.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE assignment SET note='ง' WHERE id=?",
            (session.data.assignment_by_item["O3"].id,),
        )
    before = session.workspace.dump()
    opened(edited, qtbot)
    press(Key.Key_End)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: edited.message.message is not None)
    assert edited.message.message.kind is MessageKind.BAD
    assert "ติดที่ “แก้หมายเหตุ O3”" in edited.message.message.sentence
    assert session.workspace.dump() == before


def test_with_nothing_done_the_list_says_so(window, qtbot) -> None:
    qtbot.mouseClick(window.top_bar.history, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, UndoPopup)
    assert popup.statement.text() == "ยังไม่มีการแก้ไขที่เลิกทำได้"
    popup.close()
