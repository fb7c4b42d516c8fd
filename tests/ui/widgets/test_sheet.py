import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QLineEdit, QTableWidget, QWidget

from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.sizes import LOW
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.popup import Popup
from ita_desktop.ui.widgets.sheet import Question, Sheet, ask


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def sheet(window, qtbot):
    made = Sheet(window)
    made.set_title("ตรวจก่อนนำเข้ารายชื่อ", "รายชื่อ.xlsx · อ่านได้ 42 แถว")
    made.set_accept("รับ 6 รายการ")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_sheet_is_as_drawn_and_never_larger_than_its_window(sheet, window):
    assert (sheet.width(), sheet.height()) == (980, 552)
    assert sheet.windowTitle() == "ตรวจก่อนนำเข้ารายชื่อ"
    sheet.hide()
    window.resize(900, 600)
    sheet.show()
    assert (sheet.width(), sheet.height()) == (804, 504)


def test_a_sheet_over_a_sheet_is_no_smaller_and_may_be_as_wide_as_the_window(sheet, window, qtbot):
    window.resize(1200, 700)
    above = Sheet(sheet)
    qtbot.addWidget(above)
    above.show()
    assert above.size() == sheet.size()
    above.widen()
    assert (above.width(), above.height()) == (1200 - 96, 700 - 96)
    assert above.frameGeometry().center().x() == sheet.frameGeometry().center().x()


def test_in_a_low_window_a_sheet_and_its_rows_are_lower_than_the_window_needs(window, qtbot):
    window.resize(853, 480)
    sheet = Sheet(window)
    table = SheetView([Column(key="name", title="ชื่อ", value=lambda row: row)])
    sheet.body.addWidget(table)
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.height() == 440
    assert table.density == LOW


def test_a_remark_beside_many_buttons_goes_on_below_instead_of_being_cut(sheet, qtbot):
    words = "ข้อมูลตอนนี้จะสำรองไว้ก่อน และกู้คืนจากสำเนานั้นได้ทุกเมื่อ"
    sheet.ui.footer.insertSpacing(1, 480)
    sheet.set_remark(words)
    qtbot.waitUntil(lambda: len(sheet.ui.remark.lines()) == 2)
    assert "".join(sheet.ui.remark.lines()).replace(" ", "") == words.replace(" ", "")


def test_the_window_under_it_is_darkened_until_it_goes(sheet, window):
    dark = window.grab().toImage().pixelColor(5, 5)
    sheet.hide()
    assert window.grab().toImage().pixelColor(5, 5).lightness() > dark.lightness() + 50


def test_the_window_under_it_is_dark_before_it_is_on_the_screen(window, qtbot):
    painted = []

    class Page(QWidget):
        def paintEvent(self, event):
            painted.append(event.rect() == self.rect())

    page = Page(window)
    page.setGeometry(window.rect())
    page.show()
    sheet = Sheet(window)
    qtbot.addWidget(sheet)
    qtbot.waitUntil(lambda: bool(painted))
    painted.clear()
    sheet.show()
    assert True in painted


def test_nothing_is_moved_by_the_ground_of_a_sheet(sheet, window, qtbot, monkeypatch):
    moved = []
    monkeypatch.setattr(QWindow, "startSystemMove", moved.append)
    places = sheet.pos(), window.pos()
    ground = QPoint(sheet.width() // 2, sheet.height() // 2)
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=ground)
    qtbot.mouseMove(sheet, ground + QPoint(60, 40))
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=ground + QPoint(60, 40))
    assert moved == []
    assert (sheet.pos(), window.pos()) == places


def test_escape_cancels(sheet, qtbot):
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_enter_accepts_also_from_a_field(sheet, qtbot):
    field = QLineEdit()
    sheet.body.addWidget(field)
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    with qtbot.waitSignal(sheet.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_enter_in_a_table_stays_in_the_table(sheet, qtbot):
    table = QTableWidget(2, 2)
    sheet.body.addWidget(table)
    qtbot.waitUntil(table.isVisible)
    table.setFocus()
    with qtbot.assertNotEmitted(sheet.accepted):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_enter_on_cancel_cancels(sheet, qtbot):
    sheet.cancel_button.setFocus()
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet.cancel_button, Qt.Key.Key_Return)


def test_a_blocked_sheet_does_not_accept(sheet, qtbot):
    sheet.set_accept("รับ 0 รายการ", blocked="ยังไม่ได้เลือกแถวใด")
    assert sheet.accept_button.toolTip() == "ยังไม่ได้เลือกแถวใด"
    with qtbot.assertNotEmitted(sheet.accepted):
        qtbot.keyClick(sheet, Qt.Key.Key_Return)


LOSS = "แฟ้มสำรอง 14 ชุดจะหายไปถาวร\nย้อนกลับไปก่อนวันที่ 1 ต.ค. 67 ไม่ได้อีก"


def test_enter_on_a_question_loses_nothing(window, qtbot):
    question = Question("ลบแฟ้มสำรอง", LOSS, keep="เก็บไว้", lose="ลบ 14 ชุด", parent=window)
    with qtbot.waitActive(question):
        question.show()
        question.activateWindow()
    qtbot.waitUntil(question.keep_button.hasFocus)
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question.keep_button, Qt.Key.Key_Return)


def test_only_the_button_that_names_the_loss_accepts_it(window, qtbot):
    def press() -> None:
        question = window.findChild(Question)
        qtbot.mouseClick(question.lose_button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    assert ask("ลบแฟ้มสำรอง", LOSS, keep="เก็บไว้", lose="ลบ 14 ชุด", parent=window)


def test_a_question_that_goes_with_its_dialog_loses_nothing(sheet, window):
    """A dialog goes with its file, also while it asks."""
    QTimer.singleShot(0, sheet.deleteLater)
    assert not ask("ปิดโดยไม่ใช้?", LOSS, keep="พิมพ์ต่อ", lose="ปิดและทิ้ง", parent=sheet)
    assert window.findChild(Question) is None


@pytest.mark.qt_log_ignore("does not support")
def test_a_popup_stays_on_the_screen(window, qtbot):
    popup = Popup(window)
    anchor = QWidget(window)
    anchor.setGeometry(window.width() - 60, window.height() - 30, 50, 20)
    anchor.show()
    window.move(0, 0)
    popup.setMinimumHeight(200)
    popup.open_under(anchor, width=300)
    screen = anchor.screen().availableGeometry()
    assert popup.geometry().right() <= screen.right() + 9
    assert popup.geometry().bottom() <= max(
        screen.bottom() + 9, anchor.mapToGlobal(anchor.rect().topLeft()).y() + 9
    )
    popup.close()


@pytest.mark.qt_log_ignore("does not support")
def test_a_popup_of_what_is_scrolled_out_of_sight_is_seen_whole(window, qtbot):
    popup = Popup(window)
    anchor = QWidget(window)
    window.move(0, 0)
    screen = anchor.screen().availableGeometry()
    anchor.setGeometry(40, screen.height() + 300, 50, 20)
    popup.setMinimumHeight(200)
    popup.open_under(anchor, width=300)
    assert popup.geometry().bottom() <= screen.bottom() + 9
    popup.close()


@pytest.mark.qt_log_ignore("does not support")
def test_the_corners_of_what_floats_show_what_lies_beneath(window, sheet, qtbot):
    beneath = window.grab().toImage().pixelColor(5, 5)
    assert sheet.grab().toImage().pixelColor(0, 0).lightness() <= beneath.lightness()
    sheet.hide()
    popup = Popup(window)
    popup.setMinimumHeight(100)
    anchor = QWidget(window)
    anchor.setGeometry(200, 100, 80, 20)
    popup.open_under(anchor, width=200)
    picture = popup.grab().toImage()
    ground = window.grab().toImage().pixelColor(400, 400)
    assert abs(picture.pixelColor(0, 0).lightness() - ground.lightness()) < 12
    assert picture.pixelColor(60, 60).lightness() > 250
    popup.close()


def _dark(window, place):
    """Whether the window is dimmed there, and not covered by the picture of a sheet."""
    return window.grab().toImage().pixelColor(place).lightness() < 200


def test_a_sheet_is_drawn_where_it_stands_before_the_window_manager_has_answered(
    window, qtbot, monkeypatch
):
    # Until then X11 may say that a new window is in the corner of the screen.
    monkeypatch.setattr(Sheet, "mapToGlobal", lambda _self, place: place, raising=False)
    window.move(10, 20)
    sheet = Sheet(window)
    qtbot.addWidget(sheet)
    sheet.show()
    at = window.mapFromGlobal(sheet.pos())
    assert at == window.rect().center() - sheet.rect().center()
    assert _dark(window, QPoint(40, 40)), "a white sheet in the corner of the window"
    assert not _dark(window, at + QPoint(40, 40))
    assert sheet.grab().toImage().pixelColor(0, 0).lightness() < 200, "white corners"
    # It tells that once more while it puts a frame around it.
    sheet.move(0, 0)
    assert window.mapFromGlobal(sheet.pos()) == at
    assert _dark(window, QPoint(40, 40))


def test_a_sheet_and_its_shadow_follow_the_window_below(window, sheet):
    window.move(90, 60)
    window.resize(1280, 700)
    at = window.mapFromGlobal(sheet.pos())
    assert at == window.rect().center() - sheet.rect().center()
    assert not _dark(window, at + QPoint(40, 40))
    assert _dark(window, QPoint(1270, 690))


def test_a_window_manager_may_insist_on_another_place_for_a_sheet(window, sheet):
    place = window.mapToGlobal(QPoint(20, 30))
    for _ in range(5):
        sheet.move(place)
    assert sheet.pos() == place
    assert not _dark(window, QPoint(60, 70)), "its shadow is elsewhere"
