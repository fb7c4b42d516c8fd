"""List and text editors by themselves."""

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.editors.base import CloseReason, EditorPlace, TypedText
from ita_desktop.ui.editors.dates import DateEditor
from ita_desktop.ui.editors.listing import ListEditor
from ita_desktop.ui.editors.owners import OwnersEditor
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.table.values import CellOwner, ListChoice
from ita_desktop.ui.theme.lines import wrap
from ita_desktop.ui.theme.tokens import Text

Key = Qt.Key
PEOPLE = (
    ListChoice("p1", "นางตัวอย่าง สามสิบเอ็ด", "ฝ่ายรายได้ · คำสั่งปี 2567"),
    ListChoice("p2", "นางตัวอย่าง สามสิบ", "ฝ่ายรายได้"),
    ListChoice("p3", "นายตัวอย่าง สิบสาม", "โรงเรียน"),
)
LONG = "แผนปฏิบัติราชการประจำปี และรายงานผลการปฏิบัติราชการประจำปี เผยแพร่ทางเว็บไซต์ของสำนักงานเขต"


@pytest.fixture
def show(qtbot):
    windows = []

    def shown(make, text: str = "", typed: str | None = None):
        window = QWidget()
        windows.append(window)
        window.resize(800, 500)
        qtbot.addWidget(window)
        editor = make(window)
        editor.setGeometry(40, 40, 240, 32)
        editor.leaves = []
        editor.exited.connect(editor.leaves.append)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        editor.setFocus()
        editor.start(text, typed)
        return editor

    return shown


def people(only: bool = False):
    return lambda window: ListEditor(EditorPlace(6, 32), window, PEOPLE, only=only)


def dates():
    return lambda window: DateEditor(EditorPlace(6, 32), window, 2568, date(2025, 3, 14))


def type_into(text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_a_known_person_is_offered_with_where_she_is_known_from(show) -> None:
    editor = show(people(), "", "น")
    type_into("างตัวอย่าง สามสิบเ")
    listed = editor.popup.list.entry_model
    assert [row.text for row in listed.rows] == ["นางตัวอย่าง สามสิบเอ็ด"]
    assert listed.notes == ("ฝ่ายรายได้ · คำสั่งปี 2567",)
    assert editor.result() == "p1"


def test_a_name_that_nobody_has_is_taken_as_typed(show) -> None:
    editor = show(people(), "", "น")
    type_into("ายใหม่ ไม่มีใครรู้จัก")
    assert editor.result() == TypedText("นายใหม่ ไม่มีใครรู้จัก")


def test_escape_turns_an_offer_down_first_and_leaves_the_editor_then(show) -> None:
    editor = show(people(), "", "น")
    press(Key.Key_Escape)
    assert editor.result() == TypedText("น")
    assert editor.leaves == []
    press(Key.Key_Escape)
    assert editor.leaves == [CloseReason.CANCEL]


def test_the_arrows_choose_another_entry(show) -> None:
    editor = show(people(), "", "น")
    press(Key.Key_Down)
    assert editor.result() == "p2"
    press(Key.Key_Up, Key.Key_Up)
    assert editor.result() == "p1"


def test_a_click_takes_an_entry_at_once(show) -> None:
    editor = show(people(), "นายตัวอย่าง สิบสาม")
    listed = editor.popup.list
    at = listed.visualRect(listed.entry_model.index(1)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor.leaves == [CloseReason.DOWN]
    assert editor.result() == "p2"


def test_the_present_value_is_chosen_when_the_list_opens(show) -> None:
    editor = show(people(), "นายตัวอย่าง สิบสาม")
    assert editor.popup.list.at == 2


def test_emptying_the_field_gives_no_entry(show) -> None:
    editor = show(people(), "นายตัวอย่าง สิบสาม")
    press(Key.Key_Delete)
    assert editor.result() == TypedText("")


@pytest.mark.parametrize(("only", "text"), [(False, "นายตัวอย่าง สิบสามา"), (True, "า")])
def test_a_name_is_corrected_by_letters_and_where_only_entries_count_typing_searches(
    show, only: bool, text: str
) -> None:
    editor = show(people(only=only), "นายตัวอย่าง สิบสาม")
    editor.correct()
    type_into("า")
    assert editor.text == text


def test_a_corrected_name_stays_as_typed_even_if_another_begins_so(show) -> None:
    editor = show(people(), "นางตัวอย่าง สามสิบเอ็ด")
    editor.correct()
    press(*[Key.Key_Backspace] * 3)
    assert editor.popup.list.entry_model.rows[0].text == "นางตัวอย่าง สามสิบเอ็ด"
    assert editor.result() == TypedText("นางตัวอย่าง สามสิบเ")
    press(Key.Key_Backspace)
    assert editor.result() == "p2", "her whole name"
    press(Key.Key_Backspace)
    assert editor.result() == TypedText("นางตัวอย่าง สามสิ")
    press(Key.Key_Down)
    assert editor.result() == "p1", "chosen"


def test_a_name_typed_in_place_of_another_is_completed(show) -> None:
    editor = show(people(), "นายตัวอย่าง สิบสาม")
    type_into("นาง")
    assert editor.result() == "p1"
    press(Key.Key_Backspace)
    assert editor.result() == "p1"


def test_owners_can_be_ticked_and_their_part_turned_with_the_mouse(show) -> None:
    choices = [
        ListChoice(CellOwner(name, name, note="ฝ่าย"), name, "ฝ่าย") for name in ("ก", "ข", "ค")
    ]
    editor = show(lambda window: OwnersEditor(EditorPlace(6, 32), window, choices))
    editor.set_owners([CellOwner("ข", "ข")])
    editor.start("", None)
    listed = editor.popup.list
    assert [row.text for row in listed.entry_model.rows] == ["ข", "ก", "ค"], "owners first"

    def click(row: int, x: int) -> None:
        place = listed.visualRect(listed.entry_model.index(row)).center()
        place.setX(x)
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(2, 60)
    assert [owner.id for owner in editor.result()] == ["ข", "ค"]
    click(0, listed.viewport().width() - 14)
    assert [(owner.id, owner.lead) for owner in editor.result()] == [("ข", False), ("ค", True)]
    click(0, 60)
    assert [owner.id for owner in editor.result()] == ["ค"]


def owners(show, named=None) -> OwnersEditor:
    names = ("ฝ่ายโยธา", "ฝ่ายปกครอง", "หัวหน้าฝ่าย")
    choices = [ListChoice(CellOwner(name, name), name) for name in names]
    editor = show(lambda window: OwnersEditor(EditorPlace(6, 32), window, choices, named))
    editor.set_owners([CellOwner("ฝ่ายโยธา", "ฝ่ายโยธา")])
    editor.start("", None)
    return editor


@pytest.mark.parametrize("kind", [people, owners, dates], ids=lambda kind: kind.__name__)
def test_what_was_refused_is_typed_on(show, kind) -> None:
    editor = kind(show) if kind is owners else show(kind(), "", None)
    editor.close_popup()
    editor.hide()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    editor.show()
    editor.setFocus()
    editor.set_invalid(True, "ไม่ได้")
    type_into("1")
    assert (editor.text if kind is people else editor.field.text()) == "1"


def test_f4_takes_what_was_found_as_support(show) -> None:
    editor = owners(show)
    type_into("ปกครอง")
    press(Key.Key_F4)
    assert [(one.id, one.lead) for one in editor.result()] == [
        ("ฝ่ายโยธา", True), ("ฝ่ายปกครอง", False),
    ]  # fmt: skip
    assert editor.field.text() == ""


def test_a_post_that_nobody_was_named_by_is_offered_and_never_taken_unasked(show) -> None:
    def post(text: str) -> tuple[ListChoice, ...]:
        return (ListChoice(CellOwner(f"post:{text}", text), f"ใช้ {text} เป็นตำแหน่ง"),)

    editor = owners(show, post)
    type_into("ปลัดเขต")
    with pytest.raises(ValueError, match="ปลัดเขต"):
        editor.result()
    press(Key.Key_Down)
    assert [one.label for one in editor.result()] == ["ฝ่ายโยธา", "ปลัดเขต"]
    editor.field.clear()
    type_into("หัวหน้าฝ่าย")
    assert [row.text for row in editor.popup.list.entry_model.rows] == ["หัวหน้าฝ่าย"]


def test_a_name_that_is_only_like_what_is_typed_is_offered_and_never_taken_unasked(show) -> None:
    editor = owners(show)
    type_into("ฝ่ายปักครอง")
    assert [row.text for row in editor.popup.list.entry_model.rows] == ["ฝ่ายปกครอง"]
    with pytest.raises(ValueError, match="ฝ่ายปักครอง"):
        editor.result()
    press(Key.Key_Down)
    assert [one.label for one in editor.result()] == ["ฝ่ายโยธา", "ฝ่ายปกครอง"]


def test_text_stands_on_the_lines_of_the_cell_while_it_is_edited(show) -> None:
    editor = show(lambda window: TextEditor(EditorPlace(6, 32), window), LONG)
    editor.resize(editor.room(QRect(0, 0, 240, 32)))
    block = editor.area.document().firstBlock()
    text = block.text()
    lines = []
    for at in range(block.layout().lineCount()):
        line = block.layout().lineAt(at)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    assert tuple(lines) == wrap(LONG, Text.BODY, 220)
    assert editor.height() == 12 + 20 * len(lines)


def test_the_caret_moves_between_the_lines_of_wrapped_text(show) -> None:
    editor = show(lambda window: TextEditor(EditorPlace(6, 32), window), LONG)
    end = len(LONG)
    press(Key.Key_Up)
    first = editor.area.textCursor().position()
    assert 0 < first < end
    press(Key.Key_Home)
    start = editor.area.textCursor().position()
    assert LONG[start - 1] != "\n"
    assert start < first
    type_into("ก")
    assert editor.result() == TypedText(f"{LONG[:start]}ก{LONG[start:]}")


def test_what_is_typed_can_be_undone_in_the_editor(show) -> None:
    editor = show(lambda window: TextEditor(EditorPlace(6, 32), window), LONG)
    type_into("กขค")
    QTest.keyClick(editor.area, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.result() == TypedText(LONG)


def test_invisible_line_breaks_are_never_part_of_the_text(show) -> None:
    editor = show(lambda window: TextEditor(EditorPlace(6, 32), window), LONG)
    assert "\u200b" not in editor.area.toPlainText()
    editor.area.selectAll()
    editor.area.copy()
    assert QApplication.clipboard().text() == LONG
