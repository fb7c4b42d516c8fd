"""A screen reader finds a name, a role and a value for everything that can be used."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.scores.progress import State
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.previews.rows import replaced
from ita_desktop.ui.editors.dates import Calendar
from ita_desktop.ui.pages.meetings.view import MeetingSide
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.texts import accessible_text
from ita_desktop.ui.table.values import ChangedValue
from ita_desktop.ui.widgets.status import Message, MessageKind
from tests.ui.scenes.every_scene import table_of
from tests.ui.support.accessible import everything
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press

Role = QAccessible.Role


def faces(widget, role):
    """What a screen reader finds of one role, by name."""
    return {told.name: told for told in everything(widget) if told.role is role}


@pytest.mark.in_turn
def test_the_rail_tells_its_pages_as_tabs_and_which_is_open(window) -> None:
    window.show_page(PageKey.OIT)
    tabs = faces(window.rail, Role.PageTab)
    assert [name for name, one in tabs.items() if one.state.selected] == ["งาน OIT เลยกำหนด 3"]
    tabs["คะแนน"].interface.actionInterface().doAction("Press")
    assert arrives(window, PageKey.SCORES)


@pytest.mark.in_turn
def test_the_parts_of_a_page_are_tabs_and_a_filter_acts_however_it_is_toggled(window) -> None:
    window.show_page(PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    tabs = faces(page, Role.PageTab)
    assert [name for name, one in tabs.items() if one.state.selected] == ["มาตรการ 51"]
    told = [one.interface.text(QAccessible.Text.Description) for one in tabs.values()]
    # Of what its count is, and not that it filters.
    assert all("ทั้งหมด" in text and "ณ" in text for text in told if text)
    actions = tabs["การวิเคราะห์ 10"].interface.actionInterface()
    assert "Toggle" not in actions.actionNames(), "it would be chosen beside the other"
    actions.doAction("Press")
    chosen = faces(page, Role.PageTab)
    assert [name for name, one in chosen.items() if one.state.selected] == ["การวิเคราะห์ 10"]
    window.show_page(PageKey.OIT)
    shown = table_of(window.page(PageKey.OIT)).model()
    rows = shown.rowCount()
    late = faces(window.page(PageKey.OIT), Role.CheckBox)["เลยกำหนด 3"]
    late.interface.actionInterface().doAction("Toggle")
    assert shown.rowCount() < rows


@pytest.mark.in_turn
def test_a_choice_says_what_it_chooses_whatever_was_chosen(window) -> None:
    """Two of the page say ทุกหน่วย."""
    window.show_page(PageKey.OIT)
    page = window.page(PageKey.OIT)
    page.show_target("O1")
    asked = {"หน่วย", "หลักฐาน", "หน่วยที่ทำเครื่องหมายให้", "จัดกลุ่ม"}
    assert asked <= {name.split(":")[0] for name in faces(page, Role.ButtonMenu)}
    unit = next(unit for unit in window.session.data.units if unit.name == "ฝ่ายโยธา")
    page.filters.unit.choose(unit.id)
    assert f"หน่วย: {unit.label}" in faces(page, Role.ButtonMenu)
    page.filters.unit.choose("")
    assert {"หน่วย: ทุกหน่วย", "หลักฐาน"} <= faces(page, Role.ButtonMenu).keys()
    assert page.filters.view.toolTip() == "จัดกลุ่ม: ตามตัวชี้วัด"
    window.go(PageKey.MEASURES, "tracking:")
    measures = window.page(PageKey.MEASURES)
    assert any(name.startswith("จัดกลุ่ม: ") for name in faces(measures, Role.ButtonMenu))


@pytest.mark.in_turn
@pytest.mark.skipif(sys.platform == "win32", reason="there each window is found by itself")
def test_a_popup_is_in_the_window_that_it_is_over(window) -> None:
    window.show_page(PageKey.OIT)
    page = window.page(PageKey.OIT)
    page.assign_button.click()
    popup = QApplication.activePopupWidget()
    told = next(one for one in everything(window) if one.interface.object() is popup)
    assert (told.role, told.name) == (Role.Grouping, "มอบหมาย")
    assert told.interface.parent().object() is window
    top = told.interface.parent()
    assert top.child(top.indexOfChild(told.interface)).object() is popup
    assert "มอบหมาย 1 ข้อ" in {told.name for told in everything(window)}
    popup.close()
    assert "มอบหมาย 1 ข้อ" not in {told.name for told in everything(window)}


def test_a_field_tells_its_value_as_a_text(window) -> None:
    window.show_page(PageKey.MEETINGS)
    place = faces(window.page(PageKey.MEETINGS), Role.EditableText)["สถานที่"]
    text = place.interface.textInterface()
    assert text.text(0, text.characterCount()) == "ห้องประชุมชั้น 5"


@pytest.mark.in_turn
def test_a_cell_knows_its_row_by_code_and_name(window) -> None:
    def names(model) -> list[str]:
        of, role = Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole
        return [model.headerData(row, of, role) for row in range(model.rowCount())]

    window.show_page(PageKey.OIT)
    items = names(table_of(window.page(PageKey.OIT)).model())
    assert "O9 ข้อมูลสถิติการจัดเก็บภาษี" in items
    assert all(items)
    window.show_page(PageKey.MEETINGS)
    view = window.page(PageKey.MEETINGS).view
    view.show_side(MeetingSide.ATTENDANCE)
    people = names(view.attendance.table.model())
    assert "โดยตำแหน่ง" not in people, "the post tells whom nobody has named"
    assert "หัวหน้าฝ่ายปกครอง" in people
    window.show_page(PageKey.SURVEYS)
    groups = names(table_of(window.page(PageKey.SURVEYS)).model())
    assert len(set(groups)) == len(groups), "a unit's groups are told apart"
    assert "ฝ่ายปกครอง ข้าราชการ" in groups


@pytest.mark.in_turn
def test_the_keyboard_goes_from_page_to_page_through_no_other_control(window) -> None:
    window.show_page(PageKey.OVERVIEW)
    window.show_page(PageKey.OIT)
    passed = []

    def note(_old, new) -> None:
        # None is no better: Qt announces a control once more that only gives up the keyboard.
        passed.append(new)

    QApplication.instance().focusChanged.connect(note)
    try:
        for page in (PageKey.ROSTER, PageKey.MEETINGS, PageKey.OIT):
            passed.clear()
            window.show_page(page)
            assert len(passed) == 1, page
            assert window.page(page).isAncestorOf(passed[0])
    finally:
        QApplication.instance().focusChanged.disconnect(note)


@pytest.mark.in_turn
def test_the_keyboard_waits_where_it_is_for_a_page_that_is_being_made(window, qtbot) -> None:
    """A screen reader would read out once more what gives it up without another taking it; and so
    would it before each command."""
    window.show_page(PageKey.OIT)
    passed = []
    told = QApplication.instance().focusChanged.connect(lambda _old, new: passed.append(new))
    try:
        for page in (PageKey.SURVEYS, PageKey.COLLECTING):
            passed.clear()
            assert page not in window.made_pages()
            window.visit(page)
            qtbot.waitUntil(lambda page=page: window.current_page == page)
            assert len(passed) == 1, page
            assert window.page(page).isAncestorOf(passed[0])
        passed.clear()
        window.commands.run(Command.FOLD_RAIL)
        assert passed == []
    finally:
        QApplication.instance().focusChanged.disconnect(told)


def test_the_keyboard_leaves_a_field_through_no_other_control(window) -> None:
    window.show_page(PageKey.MEETINGS)
    cells = window.page(PageKey.MEETINGS).view.head.cells
    passed = []
    QApplication.instance().focusChanged.connect(lambda _old, new: passed.append(new))
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Escape):
        QTest.mouseClick(cells["place"], Qt.MouseButton.LeftButton)
        editor = cells["place"].editor
        passed.clear()
        press(key)
        others = [new for new in passed if new is not None and not editor.isAncestorOf(new)]
        assert others[0] is cells["place"], key
        assert len(others) == (2 if key is Qt.Key.Key_Tab else 1), key


def test_a_changed_cell_tells_what_it_replaces() -> None:
    column = Column("due", "กำหนดส่ง", lambda row: ChangedValue(row, "28 ก.พ. 68\nเดิม"))
    assert accessible_text(column, "7 มี.ค. 68") == "กำหนดส่ง 7 มี.ค. 68, เดิม 28 ก.พ. 68 เดิม"


@pytest.mark.parametrize(("words", "heard"), [("", "เดิม ทุกฝ่าย"), ("ขณะนี้ {old}", "ขณะนี้ ทุกฝ่าย")])
def test_a_preview_says_once_what_it_replaces(words: str, heard: str) -> None:
    column = Column("owners", "ผู้รับผิดชอบ", lambda new: replaced(new, "ทุกฝ่าย", words))
    assert accessible_text(column, "ฝ่ายโยธา") == f"ผู้รับผิดชอบ ฝ่ายโยธา, {heard}"


def test_the_year_switch_tells_that_it_opens_a_list_and_which_year_is_chosen(window) -> None:
    switch = QAccessible.queryAccessibleInterface(window.top_bar.year)
    assert switch.state().hasPopup
    assert switch.state().collapsed
    window.top_bar.year.open()
    assert switch.state().expanded
    years = faces(window.top_bar.year.popup, Role.RadioButton)
    assert [one.state.selected for name, one in years.items() if "2568" in name] == [1]
    assert sum(year.state.selected for year in years.values()) == 1
    window.top_bar.year.popup.close()


def test_a_message_is_an_alert_that_says_its_sentence(window) -> None:
    window.message.display(Message(MessageKind.BAD, "บันทึกไม่ได้ แฟลชไดรฟ์ถูกถอดออก"))
    assert set(faces(window, Role.AlertMessage)) == {"บันทึกไม่ได้ แฟลชไดรฟ์ถูกถอดออก"}


def test_progress_tells_how_far_it_is(window) -> None:
    window.progress.start("กำลังตรวจลิงก์", 40)
    window.progress.advance(10)
    window.progress.show()
    (bar,) = faces(window.progress, Role.ProgressBar).values()
    value = bar.interface.valueInterface()
    least, most = value.minimumValue(), value.maximumValue()
    assert (value.currentValue() - least) / (most - least) == 0.25
    window.progress.finish()


def test_the_calendar_tells_its_days_and_which_is_chosen(window) -> None:
    window.go(PageKey.OIT, "O12")
    table = table_of(window.page(PageKey.OIT))
    table.setFocus()
    table.go_to("O12", "due")
    press(Qt.Key.Key_F2)
    (calendar,) = (one for one in window.findChildren(Calendar) if one.isVisible())
    days = faces(calendar, Role.Cell)
    assert [name for name, one in days.items() if one.state.selected] == ["วันจันทร์ที่ 31 มีนาคม 2568"]
    assert (
        QAccessible.queryAccessibleInterface(calendar).text(QAccessible.Text.Name) == "มีนาคม 2568"
    )
    press(Qt.Key.Key_PageDown)
    assert "วันพุธที่ 30 เมษายน 2568" in faces(calendar, Role.Cell)
    press(Qt.Key.Key_Escape)


def test_a_table_tells_cells_groups_and_their_states(window) -> None:
    window.go(PageKey.OIT, "O12")
    page = window.page(PageKey.OIT)
    cells = faces(page.table, Role.Cell)
    assert {"ข้อ O12", "กำหนดส่ง 31 มีนาคม 2568", "สถานะ กำลังทำ", "ครบ 3 จาก 5"} <= set(cells)
    assert "ข้อ 9.2 กางอยู่" in cells
    assert [name for name, one in cells.items() if one.state.selected]
    chips = faces(page, Role.CheckBox)
    assert chips["เลยกำหนด 3"].state.checkable
    page.filters.chips[State.LATE].click()
    assert faces(page, Role.CheckBox)["เลยกำหนด 3"].state.checked


def test_a_tick_of_the_pane_tells_whether_it_is_set(window) -> None:
    window.go(PageKey.OIT, "O12")
    QTest.qWait(50)
    pane = window.page(PageKey.OIT).pane
    boxes = faces(pane, Role.CheckBox)
    assert [box.state.checked for box in boxes.values()] == [
        box.isChecked() for box in pane.checks.boxes
    ]
    assert boxes


def test_occurrences_of_a_measure_are_told_one_by_one(window) -> None:
    window.go(PageKey.MEASURES)
    described = faces(window.page(PageKey.MEASURES).table, Role.Cell)
    assert any(name.startswith("ครั้งที่ทำ ทำแล้ว") for name in described)
