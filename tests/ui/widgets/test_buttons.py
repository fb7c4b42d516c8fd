import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from ita_desktop.ui.theme.tokens import LIGHT, Height, tokens
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.choices import CheckBox, CheckList, RequirementPoint
from ita_desktop.ui.widgets.marks import Mark


@pytest.fixture
def page(qtbot):
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(12, 12, 12, 12)
    qtbot.addWidget(made)
    made.resize(400, 300)

    def put(*parts: QWidget) -> QWidget:
        for part in parts:
            layout.addWidget(part)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return put


def test_a_click_leaves_the_keyboard_where_it_is(page, qtbot):
    field, button = QLineEdit(), Button("มอบหมาย", kind=ButtonKind.PRIMARY)
    page(field, button)
    field.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.hasFocus()


def test_tab_reaches_a_button_and_space_presses_it(page, qtbot):
    field, button = QLineEdit(), Button("นำเข้า", icon_name="download")
    page(field, button)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert button.hasFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_the_focused_button_has_a_ring_around_it(page, qtbot):
    button, other = Button("นำเข้า"), Button("พิมพ์")
    whole = page(button, other)
    button.setFocus()
    just_left = whole.grab().toImage().pixelColor(button.x() - 3, button.geometry().center().y())
    assert just_left == LIGHT.accent
    other.setFocus()
    just_left = whole.grab().toImage().pixelColor(button.x() - 3, button.geometry().center().y())
    assert just_left != LIGHT.accent


def test_the_ring_follows_a_button_that_moves_and_goes_with_it(page, qtbot):
    button = Button("นำเข้า")
    whole = page(button)
    button.setFocus()
    button.move(button.x() + 40, button.y())
    picture = whole.grab().toImage()
    assert picture.pixelColor(button.x() - 3, button.geometry().center().y()) == LIGHT.accent
    button.hide()
    picture = whole.grab().toImage()
    assert picture.pixelColor(button.x() - 3, button.geometry().center().y()) != LIGHT.accent


def test_a_blocked_button_says_why_and_gets_its_tip_back(page, qtbot):
    button = Button("มอบหมาย")
    button.setToolTip("ให้หน่วยกับแถวที่เลือก")
    page(button)
    button.block("เลือกแถวก่อน")
    button.block("แฟ้มนี้อ่านได้อย่างเดียว")
    assert not button.isEnabled()
    assert button.toolTip() == "แฟ้มนี้อ่านได้อย่างเดียว"
    button.block("")
    assert button.isEnabled()
    assert button.toolTip() == "ให้หน่วยกับแถวที่เลือก"


def test_a_button_without_a_word_is_named_by_its_tip(page):
    button = Button(kind=ButtonKind.QUIET, icon_name="undo-2")
    button.setToolTip("เลิกทำ: แก้กำหนดส่ง O12")
    page(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "เลิกทำ: แก้กำหนดส่ง O12"


@pytest.mark.parametrize("kind", list(ButtonKind))
def test_every_kind_is_painted_in_its_own_ground(page, kind):
    button = Button("มอบหมาย", kind=kind)
    page(button)
    ground = button.grab().toImage().pixelColor(button.width() // 2, 3)
    expected = LIGHT.fill if kind is ButtonKind.PRIMARY else LIGHT.surface
    if kind is not ButtonKind.QUIET:
        assert ground == expected


@pytest.mark.in_turn
def test_a_button_is_wide_enough_for_its_words_icon_and_hint(page):
    plain, full = Button("เลิกทำ"), Button("เลิกทำ", hint="Ctrl+Z", icon_name="undo-2")
    assert full.sizeHint().width() > plain.sizeHint().width() + 50
    assert plain.sizeHint().height() == 32


def test_a_chip_is_summary_and_filter_in_one(page, qtbot):
    chip = Chip("เลยกำหนด", mark=Mark.LATE, count=3)
    page(chip)
    width = chip.sizeHint().width()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert chip.sizeHint().width() == width
    spoken = QAccessible.queryAccessibleInterface(chip)
    assert spoken.text(QAccessible.Text.Name) == "เลยกำหนด 3"
    assert spoken.state().checked
    chip.set_count(12)
    assert spoken.text(QAccessible.Text.Name) == "เลยกำหนด 12"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_chip_is_turned_by_enter_as_by_space(page, qtbot, key):
    chip = Chip("เลยกำหนด", mark=Mark.LATE, count=3)
    page(chip)
    chip.setFocus()
    qtbot.keyClick(chip, key)
    assert chip.isChecked()


def test_a_chip_with_a_list_leaves_room_for_its_arrow(page):
    chip = Chip("ทุกหน่วย")
    before = chip.sizeHint().width()
    chip.setMenu(QMenu(chip))
    assert chip.sizeHint().width() == before + 20


def test_the_whole_line_of_a_check_box_is_the_target(page, qtbot):
    box = CheckBox("ใช้เวลาเท่าใด")
    page(box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


def test_a_check_box_grows_with_its_words(page):
    box = CheckBox("แสดงระบบติดตามการขอใบอนุญาตที่เว็บไซต์ของสำนักงานเขต")
    assert box.heightForWidth(600) == 27
    assert box.heightForWidth(300) == 47


def test_a_ticked_box_that_is_blocked_does_not_look_as_if_it_counted(page):
    box = CheckBox("ผู้รับผิดชอบ")
    box.setChecked(True)
    page(box)

    def colour() -> QColor:
        return box.grab().toImage().pixelColor(2, Height.CHECK_LINE // 2)

    assert colour() == tokens().fill
    box.setEnabled(False)
    assert colour() == tokens().surface
    box.set_locked(True)
    assert colour() == tokens().fill, "what is locked is so"


def test_every_state_has_a_word_and_a_shape_of_its_own(qapp):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QImage, QPainter

    from ita_desktop.ui.theme.tokens import Tone
    from ita_desktop.ui.widgets.marks import paint_mark

    pictures = []
    for mark in Mark:
        picture = QImage(14, 14, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        # One ink for all: what differs is the shape.
        paint_mark(painter, mark, QPointF(0, 0), tone=Tone.TEXT)
        painter.end()
        pictures.append(bytes(picture.constBits()))
    assert len(set(pictures)) == len(Mark)
    assert [mark.word for mark in Mark] == [
        "ยังไม่เริ่ม",
        "กำลังทำ",
        "ครบแล้ว",
        "เลยกำหนด",
        "ไม่ครบ",
        "ถือว่าครบ ไม่มีบันทึก",
    ]


def test_enter_presses_the_button_that_has_the_keyboard(qtbot) -> None:
    button = Button("นำเข้า")
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    qtbot.keyPress(button, Qt.Key.Key_Return)
    assert pressed == [True]


def test_the_ring_is_whole_where_the_list_around_leaves_no_room(page):
    points = CheckList()
    points.set_points([RequirementPoint("a", "แผนพัฒนาเชิงพื้นที่", met=False)])
    whole = page(points)
    box = points.boxes[0]
    box.setFocus(Qt.FocusReason.TabFocusReason)
    place = QRect(box.mapTo(whole, QPoint()), box.size())
    picture = whole.grab().toImage()
    assert picture.pixelColor(place.left() - 3, place.center().y()) == LIGHT.accent
    assert picture.pixelColor(place.center().x(), place.top() - 3) == LIGHT.accent
    assert picture.pixelColor(place.right() + 3, place.center().y()) == LIGHT.accent


@pytest.mark.parametrize(("words", "clicks"), [("เพิ่มการประชุม", 1), ("", 2)])
def test_a_double_click_on_words_is_one_click(words, clicks, qtbot) -> None:
    button = Button(words, icon_name="plus")
    qtbot.addWidget(button)
    counted = []
    button.clicked.connect(lambda: counted.append(1))
    button.show()
    QTest.mouseDClick(button.windowHandle(), Qt.MouseButton.LeftButton, pos=button.rect().center())
    assert len(counted) == clicks
