from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDragEnterEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QWidget

from ita_desktop.ui.theme.tokens import LIGHT, Height
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.fields.field import Field, FieldWithError, LineEdit, SearchField
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.section import SectionTitle


@pytest.fixture
def page(qtbot):
    made = QWidget()
    layout = QHBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(700, 200)

    def put(part):
        layout.addWidget(part)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return part

    return put


def copied(*paths: Path) -> QMimeData:
    """Files as a file manager copies them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def letters(widget: QWidget) -> set[int]:
    """The rows of a field's inside that have letters in them."""
    picture = widget.grab().toImage()
    inside = range(12, picture.width() - 12)
    return {
        y
        for y in range(3, picture.height() - 3)
        if any(picture.pixelColor(x, y).lightness() < 200 for x in inside)
    }


def test_an_example_is_drawn_whole_and_goes_when_one_types(page, qtbot):
    field = page(Field(example="ปู่ ญู ฐู ที่"))
    seen = letters(field)
    assert max(seen) - min(seen) >= 20
    qtbot.keyClicks(field, "x")
    assert len(letters(field)) < len(seen)


def test_a_search_field_shows_its_shortcut_until_one_types(page, qtbot):
    field = page(SearchField("ค้นหาข้อ คน เอกสาร คำสั่ง", hint="Ctrl+K"))
    field.setFixedWidth(300)
    picture = field.grab().toImage()
    corner = {picture.pixelColor(x, 15).name() for x in range(250, 290)}
    assert len(corner) > 1
    qtbot.keyClicks(field, "O12")
    picture = field.grab().toImage()
    assert {picture.pixelColor(x, 15).name() for x in range(250, 290)} == {LIGHT.surface.name()}
    spoken = QAccessible.queryAccessibleInterface(field)
    assert spoken.text(QAccessible.Text.Name) == "ค้นหาข้อ คน เอกสาร คำสั่ง"
    assert spoken.text(QAccessible.Text.Value) == "O12"


def test_a_wrong_value_stays_with_a_sentence_under_it(page):
    both = page(FieldWithError(Field("31/2/68")))
    both.set_error("ไม่มีวันที่ 31 กุมภาพันธ์ พิมพ์ใหม่ เช่น 28/2/68")
    assert both.field.text() == "31/2/68"
    assert both.error.startswith("ไม่มีวันที่ 31")
    spoken = QAccessible.queryAccessibleInterface(both.field)
    assert spoken.text(QAccessible.Text.Description) == both.error
    edge = both.field.grab().toImage().pixelColor(both.field.width() // 2, 0)
    assert edge == LIGHT.late
    both.set_error("")
    assert both.error == ""
    edge = both.field.grab().toImage().pixelColor(both.field.width() // 2, 0)
    assert edge != LIGHT.late


@pytest.mark.qt_log_ignore("does not support")
def test_a_choice_opens_below_itself_and_takes_the_keyboard(page, qtbot):
    choice = page(Choice())
    choice.addItems(["ฝ่ายการคลัง", "ฝ่ายโยธา"])
    assert choice.height() == Height.FIELD
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == "ฝ่ายโยธา"
    choice.showPopup()
    popup = choice.view().window()
    assert popup.y() >= choice.mapToGlobal(choice.rect().bottomLeft()).y() - 1
    choice.hidePopup()
    choice.addItem("ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม")
    choice.setFixedWidth(choice.minimumSizeHint().width())
    choice.showPopup()
    assert choice.view().width() >= choice.sizeHint().width() > choice.width()
    choice.hidePopup()


def test_a_headers_counts_hide_in_a_narrow_window(page):
    header = page(PageHeader("งาน OIT", counts="22 ข้อ"))
    header.add_button(Button("มอบหมาย", kind=ButtonKind.PRIMARY))
    assert header.accessibleName() == "งาน OIT 22 ข้อ"
    header.window().resize(980, 200)
    narrow = header.grab().toImage().copy(130, 10, 60, 35)
    header.window().resize(1100, 200)
    assert header.grab().toImage().copy(130, 10, 60, 35) != narrow


def test_a_sections_title_is_read_with_its_note_and_action(page, qtbot):
    section = page(SectionTitle("วันสำคัญ", note="30 วัน"))
    section.set_action("ดูทั้งหมด")
    assert section.accessibleName() == "วันสำคัญ 30 วัน"
    with qtbot.waitSignal(section.acted):
        qtbot.mouseClick(section.action, Qt.MouseButton.LeftButton)


def test_an_empty_page_says_what_belongs_here_and_has_one_button(page, qtbot):
    state = EmptyState()
    page(EmptyPlace(state))
    state.set_texts(
        "ยังไม่มีมาตรการของปีนี้",
        "หน้านี้เก็บมาตรการแต่ละข้อ ผู้รับผิดชอบ และรอบเวลา",
        "ยกมาจากปี 2567 (40 ข้อ)",
        "หรือวางตารางจาก Excel ด้วย Ctrl+V",
    )
    with qtbot.waitSignal(state.acted):
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert state.accessibleName() == "ยังไม่มีมาตรการของปีนี้"
    state.set_texts("ไม่มีอะไรต้องทำ", "งานเดือนนี้ครบแล้ว")
    assert state.button.isHidden()


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", [LineEdit, Field, SearchField, TextArea])
def test_copied_files_are_for_what_a_field_stands_in(page, qtbot, tmp_path, kind):
    field = page(kind())
    field.setFocus()
    data = copied(tmp_path / "ภาพ 1.jpg", tmp_path / "ภาพ 2.jpg")
    QApplication.clipboard().setMimeData(data)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    typed = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert typed == ""
    under = field if isinstance(field, QLineEdit) else field.viewport()
    drag = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(under, drag)
    assert not drag.isAccepted()
    QApplication.clipboard().setText("พิมพ์")
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == "พิมพ์"


@pytest.mark.in_turn
def test_the_menu_of_a_field_pastes_no_files(page, tmp_path):
    field = page(Field())
    QApplication.clipboard().setMimeData(copied(tmp_path / "ภาพ.jpg"))
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(field, QContextMenuEvent(reason, QPoint(5, 5), QPoint(5, 5)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (paste,) = [one for one in menu.actions() if one.objectName() == "edit-paste"]
    assert not paste.isEnabled()
    menu.close()


@pytest.mark.in_turn
def test_a_field_for_a_file_takes_the_path_of_one(page, qtbot, tmp_path):
    field = page(Field())
    field.takes_path = True
    QApplication.clipboard().setMimeData(copied(tmp_path / "รุ่นใหม่"))
    with qtbot.waitSignal(field.textEdited):
        qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == QDir.toNativeSeparators(str(tmp_path / "รุ่นใหม่"))
    field.clear()
    QApplication.clipboard().setMimeData(copied(tmp_path / "ก", tmp_path / "ข"))
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
