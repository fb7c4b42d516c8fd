"""Every shortcut of the window works at every width, on every page, in both layouts of the
keyboard, whether the menus are seen or folded, and while something is typed."""

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QTextEdit

from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.ui.keyboard import in_both_layouts
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.widgets.status import MessageKind
from ita_desktop.ui.window import Window
from tests.ui.scenes.every_scene import table_of
from tests.ui.support.keyboard import focused, press, type_text

SIZES = {
    "1366x768 at 100 %": (1366, 768),
    "1366x768 at 125 %": (1093, 614),
    "1366x768 at 150 %": (911, 512),
    "1024x700": (1024, 700),
}
CTRL = Qt.KeyboardModifier.ControlModifier


def of_window(window: Window) -> list[QAction]:
    return [action for action in window.actions() if action.shortcuts()]


def press_all(window: Window) -> dict[str, bool]:
    """Presses each of the window's shortcuts where the keyboard is; which of them were answered.
    What they would do is left out: they would lead away one after the other."""
    answered: dict[str, bool] = {}
    for action in of_window(window):
        was = action.isEnabled()
        action.setEnabled(True)
        heard: list[bool] = []
        action.triggered.disconnect()
        action.triggered.connect(lambda _checked=False, heard=heard: heard.append(True))
        for keys in action.shortcuts():
            combination: QKeyCombination = keys[0]
            heard.clear()
            press(combination.key(), combination.keyboardModifiers())
            answered[f"{action.text()} {keys.toString()}"] = bool(heard)
        action.setEnabled(was)
    return answered


@pytest.mark.in_turn
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_every_shortcut_of_the_window_works_at_every_size(window, size) -> None:
    window.resize(*size)
    window.go(PageKey.OIT)
    answered = press_all(window)
    assert len(answered) > 40
    assert [keys for keys, done in answered.items() if not done] == []


@pytest.mark.in_turn
@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
def test_every_shortcut_of_the_window_works_on_every_page(window, size) -> None:
    window.resize(*size)
    for page in PageKey:
        window.go(page)
        assert [keys for keys, done in press_all(window).items() if not done] == [], page


def test_what_the_menus_show_belongs_to_the_window(window) -> None:
    mine = set(window.actions())
    keys = [shortcut for action in mine for shortcut in action.shortcuts()]
    assert len(keys) == len(set(keys)), "no two actions share a key"
    shown = {
        action for menu in window.top_bar.menu_bar.actions() for action in menu.menu().actions()
    }
    assert [one.text() for one in shown if one.shortcuts() and one not in mine] == []


@pytest.mark.parametrize(
    ("keys", "also"),
    [("Ctrl+Z", "Ctrl+ผ"), ("Ctrl+Shift+S", "Ctrl+Shift+ห"), ("Ctrl+1", "Ctrl+ๅ"), ("F6", None)],
)
def test_a_shortcut_goes_by_its_key_in_either_layout(keys, also) -> None:
    assert [layout.toString() for layout in in_both_layouts(keys)] == [keys] + [also] * bool(also)


@pytest.mark.in_turn
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("key", ["Z", "ผ"])
def test_undo_by_key(window, size, key) -> None:
    window.resize(*size)
    window.go(PageKey.OIT)
    workspace = window.session.workspace
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", "ใหม่")])
    press(Qt.Key(ord(key)), CTRL)
    assert workspace.year(2568).assignment_by_item["O3"].note != "ใหม่"


# -- while something is typed


def begin_typing(window: Window) -> QTextEdit:
    window.go(PageKey.ROSTER)
    table = table_of(window.page(PageKey.ROSTER))
    table.setFocus()
    table.go_to(next(line.id for line in table.sheet.lines if line.group is None), "post")
    press(Qt.Key.Key_F2)
    field = focused()
    assert isinstance(field, QTextEdit)
    return field


def test_undo_belongs_to_the_text_while_it_is_typed(window) -> None:
    field = begin_typing(window)
    before, label = field.toPlainText(), window.session.undo_label
    type_text("ก")
    press(Qt.Key.Key_Z, CTRL)
    assert field.toPlainText() == before
    assert table_of(window.page(PageKey.ROSTER)).editing.open
    assert window.session.undo_label == label


@pytest.mark.in_turn
@pytest.mark.parametrize("keys", [(Qt.Key.Key_S,), (Qt.Key(ord("ห")),)])
def test_control_s_takes_what_is_typed_and_answers_that_it_is_saved(window, qtbot, keys) -> None:
    begin_typing(window)
    press(Qt.Key.Key_A, CTRL)
    type_text("ผู้อำนวยการเขตคนใหม่")
    press(*keys, CTRL)
    table = table_of(window.page(PageKey.ROSTER))
    assert any(member.post == "ผู้อำนวยการเขตคนใหม่" for member in window.session.data.members)
    assert focused() is table
    qtbot.waitUntil(lambda: window.message.message is not None)
    text = window.message.message
    assert text.kind is MessageKind.GOOD
    assert text.sentence.startswith("บันทึกแล้ว")
    assert text.sentence == window.top_bar.saved.text()


def test_control_s_says_nothing_of_saved_where_what_is_typed_cannot_be_taken(window) -> None:
    window.go(PageKey.OIT)
    table = table_of(window.page(PageKey.OIT))
    table.setFocus()
    table.go_to("O12", "due")
    type_text("วันพรุ่งนี้เช้า")
    press(Qt.Key.Key_S, CTRL)
    assert table.editing.open
    assert window.message.message.kind is MessageKind.BAD


def test_control_s_in_a_field_leaves_the_keyboard_there(window) -> None:
    window.go(PageKey.SETTINGS, "office")
    field = focused()
    assert isinstance(field, QLineEdit)
    press(Qt.Key.Key_A, CTRL)
    type_text("สำนักงานเขตลองบันทึก")
    press(Qt.Key.Key_S, CTRL)
    assert window.session.data.organisation.name == "สำนักงานเขตลองบันทึก"
    assert focused() is field


def test_control_s_tells_of_a_file_that_can_only_be_read(window, qtbot, tmp_path) -> None:
    from ita_desktop.settings import Settings

    second = Window(Settings(tmp_path / "second.json"))
    qtbot.addWidget(second)
    second.open_file(window.session.workspace.path)
    with qtbot.waitExposed(second):
        second.show()
    second.activateWindow()
    press(Qt.Key.Key_S, CTRL)
    text = second.message.message
    assert text.kind is MessageKind.INFO
    assert "อ่านได้อย่างเดียว" in text.sentence
    second.opener.end()


def test_undo_is_the_windows_again_where_a_field_has_nothing_to_take_back(window) -> None:
    workspace = window.session.workspace
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", "ใหม่")])
    window.go(PageKey.SETTINGS, "office")
    assert isinstance(focused(), QLineEdit)
    type_text("ก")
    press(Qt.Key.Key_Z, CTRL)
    assert workspace.year(2568).assignment_by_item["O3"].note == "ใหม่"
    press(Qt.Key.Key_Z, CTRL)
    assert workspace.year(2568).assignment_by_item["O3"].note != "ใหม่"
    press(Qt.Key.Key_Y, CTRL)


def test_the_pages_have_their_numbers_in_the_order_of_the_rail(window) -> None:
    entries = sorted(window.rail.entries.items(), key=lambda entry: entry[1].y())
    told = [entry.toolTip().splitlines()[0].split()[-1] for _, entry in entries]
    assert told == [*(f"Ctrl+{number}" for number in range(1, 10)), "Ctrl+,"]
    for (key, _), keys in zip(entries, told, strict=True):
        assert window.page_commands[key].shortcuts()[0].toString() == keys


@pytest.mark.in_turn
@pytest.mark.parametrize("key", ["F", "ด"])
def test_control_f_finds_on_every_page_wherever_the_focus_is(window, qtbot, key) -> None:
    """In the table, from a button beside it, and by the search where a table has no filters."""
    window.go(PageKey.OIT)
    table = table_of(window.page(PageKey.OIT))
    qtbot.waitUntil(table.hasFocus)
    for begins in (table, window.rail):
        begins.setFocus()
        press(Qt.Key(ord(key)), CTRL)
        assert table.filtering.box.isVisible()
        press(Qt.Key.Key_Escape)
    window.go(PageKey.DOCUMENTS)
    qtbot.waitUntil(window.page(PageKey.DOCUMENTS).isVisible)
    press(Qt.Key(ord(key)), CTRL)
    assert focused() is window.top_bar.search
