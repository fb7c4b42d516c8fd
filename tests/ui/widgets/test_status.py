import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.widgets.status import Message, MessageKind, MessageLine, ProgressLine

GOOD = Message(MessageKind.GOOD, "วาง 36 แถวจาก Excel แล้ว", "เลิกทำ", "Ctrl+Z", "undo")
BAD = Message(MessageKind.BAD, "บันทึกไม่ได้ แฟลชไดรฟ์ถูกถอดออก", "ลองอีกครั้ง", key="save")


@pytest.fixture
def line(qtbot):
    window = QWidget()
    window.resize(900, 200)
    qtbot.addWidget(window)
    made = MessageLine(window)
    made.window_of_it = window
    made.resize(900, 38)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return made


def test_nothing_is_said_until_there_is_something_to_say(line):
    assert line.isHidden()
    line.display(GOOD)
    assert line.isVisible()
    assert line.accessibleName() == GOOD.sentence


def test_good_news_leaves_by_itself_and_failures_stay(line):
    line.display(BAD)
    assert not line._timer.isActive()
    line.display(GOOD)
    assert line._timer.isActive()
    assert line._timer.interval() == 8000
    line._timer.timeout.emit()
    assert line.message == BAD


def test_the_pointer_keeps_good_news_from_leaving(line, qtbot):
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QEnterEvent
    from PySide6.QtWidgets import QApplication

    line.display(GOOD)
    at = QPointF(5, 5)
    QApplication.sendEvent(line, QEnterEvent(at, at, at))
    assert not line._timer.isActive()
    QApplication.sendEvent(line, QEvent(QEvent.Type.Leave))
    assert line._timer.isActive()


def test_the_keyboard_keeps_good_news_from_leaving(line, qtbot):
    line.display(GOOD)
    line.action.setFocus()
    line._timer.timeout.emit()
    assert line.message == GOOD
    assert line._timer.isActive()
    line.action.clearFocus()
    line._timer.timeout.emit()
    assert line.isHidden()


def test_its_action_tells_which_message_was_meant(line, qtbot):
    line.display(GOOD)
    with qtbot.waitSignal(line.acted) as blocker:
        qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    assert blocker.args == ["undo"]
    assert line.isHidden()


def test_where_two_things_can_be_done_each_says_which(line, qtbot):
    line.display(
        Message(MessageKind.GOOD, "บันทึกแล้ว", "เปิดไฟล์", key="a", other="เปิดโฟลเดอร์", other_key="b")
    )
    assert (line.action.text(), line.other.text()) == ("เปิดไฟล์", "เปิดโฟลเดอร์")
    with qtbot.waitSignal(line.acted) as blocker:
        qtbot.mouseClick(line.other, Qt.MouseButton.LeftButton)
    assert blocker.args == ["b"]
    with qtbot.waitSignal(line.acted) as blocker:
        qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    assert blocker.args == ["a"]
    line.display(GOOD)
    assert line.other.isHidden()


def test_newer_words_about_the_same_thing_take_the_place_of_older_ones(line):
    line.display(BAD)
    line.display(Message(MessageKind.BAD, "ยังบันทึกไม่ได้", key="save"))
    line.dismiss()
    assert line.message is None


def test_what_is_no_longer_so_is_withdrawn(line):
    line.display(BAD)
    line.withdraw("save")
    assert line.isHidden()


def test_escape_closes_it(line, qtbot):
    line.display(BAD)
    line.close_button.setFocus()
    with qtbot.waitSignal(line.closed):
        qtbot.keyClick(line.close_button, Qt.Key.Key_Escape)
    assert line.isHidden()


def test_a_long_sentence_gets_more_lines_instead_of_being_cut(line):
    line.display(Message(MessageKind.INFO, "แฟ้มนี้มีผู้อื่นเปิดอยู่ อ่านได้อย่างเดียว " * 5))
    assert line.heightForWidth(600) > 38
    line.display(GOOD)
    assert line.heightForWidth(900) == 38


@pytest.fixture
def progress(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = ProgressLine(window)
    made.window_of_it = window
    window.resize(600, 100)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return made


def test_work_under_a_second_shows_nothing(progress):
    progress.start("กำลังตรวจลิงก์", 36)
    assert progress.isHidden()
    assert progress._wait.interval() == 1000
    progress.finish()
    assert not progress._wait.isActive()
    assert progress.isHidden()


def test_longer_work_shows_how_far_it_is_and_can_be_stopped(progress, qtbot):
    progress.start("กำลังตรวจลิงก์", 36)
    progress._wait.timeout.emit()
    progress.advance(14)
    assert progress.isVisible()
    assert progress.accessibleName() == "กำลังตรวจลิงก์ 14 จาก 36"
    bar = QAccessible.queryAccessibleInterface(progress._bar)
    assert bar.role() == QAccessible.Role.ProgressBar
    assert bar.valueInterface().currentValue() == pytest.approx(10000 * 14 / 36, abs=1)
    with qtbot.waitSignal(progress.stopped):
        qtbot.keyClick(progress.window(), Qt.Key.Key_Escape)
    assert not progress.stop_button.isEnabled()
