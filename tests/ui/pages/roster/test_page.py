"""The page คณะกรรมการ in the real window: typing, moving, adding, pasting, undoing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import roster
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.parts.popups import ChoicePopup, NamePopup
from ita_desktop.ui.pages.roster.editing import GroupPopup
from ita_desktop.ui.pages.roster.page import RosterPage
from ita_desktop.ui.widgets.button import Button
from tests.ui.support.dragging import drag
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.previews import accept_preview, open_preview

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window, qtbot) -> RosterPage:
    window.go(PageKey.ROSTER)
    shown = window.page(PageKey.ROSTER)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def members(page: RosterPage) -> dict[str, roster.MemberRow]:
    """All members by their numbers."""
    listed = roster.rows(page.session.data)
    return {row.number: row for _, some in listed for row in some}


def go(page: RosterPage, number: str, key: str = "name") -> None:
    page.table.go_to(members(page)[number].id, key)
    page.table.setFocus()


def copy(text: str) -> None:
    QApplication.clipboard().setText(text)


def people(count: int) -> str:
    """Rows as Excel copies them: name, position, unit, role."""
    return "".join(
        f"นายทดลอง ที่{number}\tนักจัดการงานทั่วไปปฏิบัติการ\tฝ่ายโยธา\tคณะทำงาน\r\n"
        for number in range(1, count + 1)
    )


def test_the_row_of_a_body_shows_its_duties_its_members_and_what_it_lacks(page, qtbot):
    data = page.session.data
    body = data.bodies[1]
    without = members(page)["2.3"]
    roster.edit(page.session.workspace, data.year, [CellEdit(without.id, "role", "")])
    page.split.turn()
    page.table.go_to(body.id, "name")
    pane = page.pane.body
    qtbot.waitUntil(pane.isVisible)
    assert pane.ui.title.text() == body.name
    assert pane.missing.text() == "ลำดับ 2.3 ยังไม่มีบทบาท"
    assert pane.duties.text().startswith(f"1. {data.duties_of(body.id)[0].text}")
    assert len(pane.list.lines) == 36
    first = pane.list.lines[2]
    assert first.linked.text == "2.3  นายตัวอย่าง สิบสาม"
    first.clicked.emit()
    assert page.table.current_row().id == without.id
    page.table.go_to(body.id, "name")
    pane._duties.action.click()
    assert page.pane.duties.body_id == body.id


def test_bodies_stand_as_groups_with_their_members_in_order(page):
    groups = page.table.sheet.rows
    assert [group.title for group in groups] == ["คณะกรรมการอำนวยการ", "คณะทำงาน"]
    assert [row.number for row in groups[0].rows] == [f"1.{n}" for n in range(1, 7)]
    assert page.header.accessibleName() == "คณะกรรมการ 42 ลำดับ"


def test_a_name_is_found_as_one_types_and_brings_position_and_unit(page):
    go(page, "2.5")
    type_text("นางตัวอย่าง สามสิบเอ")
    press(Key.Key_Return)
    now = members(page)["2.5"]
    assert (now.name, now.unit) == ("นางตัวอย่าง สามสิบเอ็ด", "ฝ่ายรายได้")
    assert page.table.current_row().number == "2.6"


def test_a_new_name_adds_a_person(page):
    before = len(page.session.data.people)
    go(page, "2.5")
    type_text("นายใหม่ มาแล้ว")
    press(Key.Key_Return)
    assert members(page)["2.5"].name == "นายใหม่ มาแล้ว"
    assert len(page.session.data.people) == before + 1
    press(Key.Key_Z, CTRL)
    assert len(page.session.data.people) == before


def test_naming_somebody_twice_in_a_body_is_told(page, window):
    go(page, "2.5")
    type_text("นางตัวอย่าง สามสิบเอ็ด")
    press(Key.Key_Return)
    assert window.message.message.sentence == "นางตัวอย่าง สามสิบเอ็ด อยู่ในลำดับ 2.24 แล้ว"


def test_delete_on_a_name_leaves_a_vacant_place_that_the_head_counts(page):
    go(page, "2.7")
    press(Key.Key_Delete)
    assert members(page)["2.7"].member.vacant
    assert page.header.accessibleName() == "คณะกรรมการ 42 ลำดับ · ว่าง 1"


@pytest.mark.in_turn
def test_a_name_is_typed_into_a_vacant_place_without_its_word(page):
    go(page, "2.7")
    press(Key.Key_Delete)
    go(page, "2.7")
    press(Key.Key_F2)
    type_text("นายทดลอง ใหม่")
    press(Key.Key_Return)
    assert members(page)["2.7"].name == "นายทดลอง ใหม่"


@pytest.mark.in_turn
def test_a_role_is_chosen_from_the_list_of_the_body(page):
    go(page, "2.3", "role")
    type_text("คณะทำงานและเล")
    press(Key.Key_Tab)
    assert members(page)["2.3"].role == "คณะทำงานและเลขานุการ"


@pytest.mark.in_turn
def test_alt_and_arrows_move_a_row_and_the_numbers_follow(page):
    go(page, "2.5")
    name = members(page)["2.5"].name
    press(Key.Key_Up, ALT)
    press(Key.Key_Up, ALT)
    assert members(page)["2.3"].name == name
    assert page.table.current_row().number == "2.3"
    page.session.undo()
    page.session.undo()
    assert members(page)["2.5"].name == name


def test_a_block_of_rows_moves_together(page):
    go(page, "2.5")
    press(Key.Key_Down, SHIFT)
    names = [members(page)[number].name for number in ("2.5", "2.6")]
    press(Key.Key_Down, ALT)
    assert [members(page)[number].name for number in ("2.6", "2.7")] == names


def test_rows_are_not_moved_while_the_table_is_sorted_by_something_else(page, window):
    go(page, "2.5")
    before = members(page)
    page.table.sheet.sort_by("unit")
    press(Key.Key_Up, ALT)
    assert members(page) == before
    assert "เลื่อนลำดับไม่ได้" in window.message.message.sentence


def test_a_typed_number_puts_the_row_there(page):
    go(page, "2.36", "number")
    name = members(page)["2.36"].name
    type_text("๒.๓")
    press(Key.Key_Return)
    assert members(page)["2.3"].name == name


def test_a_number_that_is_none_is_refused(page, window):
    go(page, "2.5", "number")
    type_text("หนึ่ง")
    press(Key.Key_Return)
    assert "ไม่ใช่ลำดับ" in window.message.message.sentence
    press(Key.Key_Escape)


def test_insert_adds_a_row_below_ready_to_be_typed_in(page):
    go(page, "1.2")
    press(Key.Key_Insert)
    type_text("นายเพิ่ม เข้ามา")
    press(Key.Key_Tab)
    type_text("หัวหน้าฝ่ายใหม่")
    press(Key.Key_Return)
    now = members(page)["1.3"]
    assert (now.name, now.post) == ("นายเพิ่ม เข้ามา", "หัวหน้าฝ่ายใหม่")
    assert members(page)["1.4"].post == "หัวหน้าฝ่ายทุกฝ่าย"


def test_the_button_adds_a_row_at_the_end_of_a_chosen_body(page, qtbot):
    page.table.go_to(page.session.data.bodies[0].id)
    qtbot.mouseClick(page.add_button, LEFT)
    assert page.table.current_row().number == "1.7"


def test_rows_are_taken_out_together_and_come_back_with_undo(page, window):
    go(page, "2.5")
    press(Key.Key_Down, SHIFT)
    before = members(page)
    press(Key.Key_Minus, CTRL)
    assert len(members(page)) == 40
    assert window.message.message.sentence == "เอา 2 แถวออกแล้ว"
    window.message.action.click()
    assert members(page) == before


@pytest.mark.in_turn
def test_36_rows_from_excel_are_shown_first_and_then_in_place(page, window, qtbot):
    copy(people(36))
    go(page, "2.3")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    assert [(chip.text(), chip.count) for chip in sheet.chips.values()] == [
        ("ทั้งหมดที่ต่าง", 36),
        ("เปลี่ยน", 34),
        ("เพิ่ม", 2),
    ]
    assert len(page.session.data.members) == 42
    press(Key.Key_Return)
    names = [members(page)[f"2.{number}"].name for number in range(3, 39)]
    assert names == [f"นายทดลอง ที่{number}" for number in range(1, 37)]
    assert window.message.message.sentence == "วาง 36 แถวแล้ว · เพิ่ม 2 แถว เปลี่ยน 34 แถว"
    before = len(page.session.data.people)
    qtbot.waitUntil(page.table.hasFocus)
    press(Key.Key_Z, CTRL)
    assert len(members(page)) == 42
    assert len(page.session.data.people) == before - 36


@pytest.mark.in_turn
def test_rows_that_are_unticked_in_the_preview_stay_as_they_are(page, window, qtbot):
    before = members(page)
    copy(people(3))
    go(page, "2.3")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    press(Key.Key_Space)
    assert sheet.accept_button.text() == "รับ 2 รายการ"
    press(Key.Key_Return)
    after = members(page)
    assert after["2.3"] == before["2.3"]
    assert after["2.4"].name == "นายทดลอง ที่2"


@pytest.mark.in_turn
def test_esc_in_the_preview_pastes_nothing(page, window, qtbot):
    before = page.session.workspace.dump()
    copy(people(3))
    go(page, "2.3")
    press(Key.Key_V, CTRL)
    open_preview(window, qtbot)
    press(Key.Key_Escape)
    assert page.session.workspace.dump() == before
    qtbot.waitUntil(page.table.hasFocus)


def test_a_block_copied_in_the_table_itself_is_pasted_at_once(page, window):
    go(page, "2.3", "unit")
    press(Key.Key_Down, SHIFT)
    units = [members(page)[number].unit for number in ("2.3", "2.4")]
    press(Key.Key_C, CTRL)
    go(page, "2.10", "unit")
    press(Key.Key_V, CTRL)
    assert [members(page)[number].unit for number in ("2.10", "2.11")] == units


@pytest.mark.in_turn
def test_numbers_pasted_with_the_rows_do_not_stand_in_the_way(page, window, qtbot):
    copy("1\tนายมีเลข หนึ่ง\n2\tนายมีเลข สอง\n")
    go(page, "2.3", "number")
    press(Key.Key_V, CTRL)
    open_preview(window, qtbot)
    press(Key.Key_Return)
    assert members(page)["2.3"].name == "นายมีเลข หนึ่ง"
    assert members(page)["2.4"].name == "นายมีเลข สอง"


@pytest.mark.in_turn
def test_new_rows_go_to_the_body_that_their_role_tells(page, window, qtbot):
    copy("นายก ข\tนักวิชาการ\tฝ่ายโยธา\tกรรมการ\nนายค ง\tนักวิชาการ\tฝ่ายโยธา\tคณะทำงาน\n")
    go(page, "1.6")
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    after = members(page)
    assert after["1.6"].name == "นายก ข"
    assert after["2.37"].name == "นายค ง"


@pytest.mark.in_turn
def test_new_rows_of_two_bodies_in_turn_keep_their_order(page, window, qtbot):
    roles = ("กรรมการ", "คณะทำงาน", "กรรมการ", "คณะทำงาน")
    copy("".join(f"นายสลับ {at}\tนักวิชาการ\tฝ่ายโยธา\t{role}\n" for at, role in enumerate(roles)))
    page.table.go_to(members(page)["2.36"].id, "name")
    page.table.setFocus()
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    after = members(page)
    assert [after[number].name for number in ("1.7", "2.36", "2.37")] == [
        "นายสลับ 2",
        "นายสลับ 0",
        "นายสลับ 1",
    ]
    assert after["2.38"].name == "นายสลับ 3"


def test_f2_goes_on_with_the_name_that_stands_there(page):
    before = members(page)["2.3"].name
    go(page, "2.3")
    press(Key.Key_F2)
    type_text("า")
    assert page.table.editing.editor.words() == f"{before}า"
    page.table.editing.cancel()


def test_a_corrected_name_never_becomes_another_persons_who_begins_so(page):
    go(page, "2.5")
    type_text("นางตัวอย่าง สามสิบเอ็ดกข")
    press(Key.Key_Return)
    now = members(page)["2.5"]
    go(page, "2.5")
    press(Key.Key_F2)
    for _ in range(3):
        press(Key.Key_Backspace)
    press(Key.Key_Return)
    after = members(page)["2.5"]
    assert (after.name, after.unit) == ("นางตัวอย่าง สามสิบเอ็", now.unit)


@pytest.mark.in_turn
def test_a_pasted_list_with_headings_is_compared_as_an_import(page, window, qtbot):
    copy("คณะ\tชื่อ - นามสกุล\tตำแหน่ง\tบทบาท\nคณะทำงาน\tนายหัว ตาราง\tนักวิชาการ\tคณะทำงาน\n")
    go(page, "2.3")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    qtbot.waitUntil(sheet.accept_button.isEnabled)
    assert sheet.accept_button.text() == "รับ 1 รายการ"
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.message.message is not None)
    assert window.message.message.sentence.startswith("นำเข้า")
    assert members(page)["2.37"].name == "นายหัว ตาราง"
    assert members(page)["2.3"].name == "นายตัวอย่าง สิบสาม"


@pytest.mark.in_turn
def test_a_pasted_list_that_names_no_body_belongs_to_the_one_it_is_pasted_in(page, window, qtbot):
    copy("ชื่อ - นามสกุล\tตำแหน่ง\tบทบาท\nนายหนึ่ง ใหม่\tนิติกร\tกรรมการ\nนายสอง ใหม่\tนิติกร\tกรรมการ\n")
    go(page, "1.6")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    qtbot.waitUntil(sheet.accept_button.isEnabled)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.message.message is not None)
    after = members(page)
    assert [after[number].name for number in ("1.7", "1.8")] == ["นายหนึ่ง ใหม่", "นายสอง ใหม่"]


@pytest.mark.in_turn
def test_a_body_that_a_pasted_list_names_itself_is_kept(page, window, qtbot):
    copy("ชื่อ - นามสกุล\tตำแหน่ง\tบทบาท\nคณะทำงาน\t\t\nนายหนึ่ง ใหม่\tนิติกร\tคณะทำงาน\n")
    go(page, "1.6")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    qtbot.waitUntil(sheet.accept_button.isEnabled)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.message.message is not None)
    assert members(page)["2.37"].name == "นายหนึ่ง ใหม่"


def test_units_are_filled_down(page, window):
    go(page, "2.3", "unit")
    for _ in range(3):
        press(Key.Key_Down, SHIFT)
    press(Key.Key_D, CTRL)
    after = members(page)
    assert {after[f"2.{number}"].unit for number in range(3, 7)} == {after["2.3"].unit}
    assert window.message.message.sentence == "เปลี่ยน 3 แถวแล้ว"


def test_a_group_tells_whom_it_stands_for_and_can_be_split(page, qtbot):
    go(page, "1.3", "post")
    press(Key.Key_Return, CTRL)
    popup = page.findChild(GroupPopup)
    qtbot.mouseClick(popup.findChild(Button), LEFT)
    assert members(page)["1.3"].post == "หัวหน้าฝ่ายปกครอง"
    assert len(members(page)) == 51


def test_the_menu_of_a_group_adds_and_renames_bodies(page):
    page.table.go_to(page.session.data.bodies[1].id)
    words = [action.text() for action in _menu(page).actions()]
    assert {"เพิ่มคณะ…", "เปลี่ยนชื่อคณะ…", "เอาทั้งคณะออก"} <= set(words)
    _choose(page, "เปลี่ยนชื่อคณะ…")
    popup = page.findChild(NamePopup)
    popup.field.setText("คณะทำงาน ITA")
    press(Key.Key_Return)
    assert page.session.data.bodies[1].name == "คณะทำงาน ITA"


def test_an_empty_body_name_is_refused_with_what_to_do(page, window):
    page.menu.add_body()
    press(Key.Key_Return)
    assert "พิมพ์ชื่อ" in window.message.message.sentence


def test_a_body_name_that_could_not_be_stored_stays_to_be_mended(page, qtbot):
    page.menu.add_body()
    popup = page.findChild(NamePopup)
    type_text("   ")
    press(Key.Key_Return)
    assert popup.isVisible()
    assert popup.field.text() == "   "
    assert "พิมพ์ชื่อ" in popup.field.accessibleDescription()
    assert popup.field.hasFocus()
    type_text("คณะที่ปรึกษา")
    qtbot.mouseClick(popup.button, LEFT)
    assert page.session.data.bodies[-1].name == "คณะที่ปรึกษา"
    qtbot.waitUntil(lambda: page.findChild(NamePopup) is None)


def test_a_person_or_member_is_gone_to_even_where_its_body_is_folded(page):
    wanted = members(page)["2.30"]
    page.table.sheet.fold_all()
    page.show_target(wanted.member.person_id)
    assert page.table.current_row().id == wanted.id


@pytest.mark.in_turn
def test_a_file_that_is_open_elsewhere_can_be_read_but_not_changed(window, qtbot, tmp_path):
    from ita_desktop.settings import Settings
    from ita_desktop.ui.window import Window

    second = Window(Settings(tmp_path / "second.json"))
    qtbot.addWidget(second)
    second.open_file(window.session.workspace.path)
    with qtbot.waitExposed(second):
        second.show()
    second.activateWindow()
    second.go(PageKey.ROSTER)
    page = second.page(PageKey.ROSTER)
    qtbot.waitUntil(page.table.hasFocus)
    before = members(page)
    go(page, "2.5")
    press(Key.Key_Insert)
    press(Key.Key_Delete)
    copy(people(2))
    press(Key.Key_V, CTRL)
    assert members(page) == before
    assert not page.add_button.isEnabled()
    assert "อ่านอย่างเดียว" in second.message.message.sentence
    second.opener.end()


def test_an_empty_year_offers_last_years_roster(window, qtbot):
    window.session.choose_year(2567)
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert page.empty.state.button.text() == "ยกมาจากปี 2566 (20 ลำดับ)"
    qtbot.mouseClick(page.empty.state.button, LEFT)
    assert page.table.isVisible()
    assert len(members(page)) == 20
    assert len(page.session.data.bodies) == 2


def test_the_keyboard_stays_on_the_page_when_it_becomes_empty_and_full_again(page, window, qtbot):
    window.session.choose_year(2567)
    assert page.empty.state.button.hasFocus()
    window.session.choose_year(2568)
    assert page.table.hasFocus()


@pytest.mark.in_turn
def test_rows_pasted_on_the_empty_page_stand_in_the_body_of_their_role(window, qtbot):
    window.session.choose_year(2567)
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    qtbot.waitUntil(page.empty.state.button.hasFocus)
    copy(people(36))
    press(Key.Key_V, CTRL)
    assert open_preview(window, qtbot).accept_button.text() == "รับ 36 รายการ"
    assert len(members(page)) == 0
    accept_preview(window, qtbot)
    assert len(members(page)) == 36
    qtbot.waitUntil(page.table.hasFocus)
    assert members(page)["2.36"].name == "นายทดลอง ที่36"


def _menu(page: RosterPage) -> QMenu:
    return page.table.menu.make()


def _choose(page: RosterPage, words: str) -> None:
    menu = _menu(page)
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_esc_in_the_details_of_a_member_leads_back_to_the_table(page, qtbot):
    go(page, "2.3")
    press(Key.Key_Return, CTRL)
    qtbot.waitUntil(page.pane.member.isVisible)
    page.pane.member.cells["role"].setFocus()
    press(Key.Key_Escape)
    assert page.table.hasFocus()


@pytest.mark.in_turn
def test_a_name_used_elsewhere_is_asked_about_and_corrected_by_one_click(page, window, qtbot):
    first, second = page.session.data.bodies
    for body in (first, second):
        page.session.write(roster.add, body.id, [{"name": "นายทดรอง สะกดผิด"}])
    go(page, "2.37")
    type_text("นายทดลอง สะกดผิด")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), ChoicePopup))
    popup = QApplication.activePopupWidget()
    assert popup.accessibleName() == "นายทดลอง สะกดผิด กับ นายทดรอง สะกดผิด เป็นคนเดียวกันหรือไม่"
    assert [line.linked.text for line in popup.list.lines] == [
        "คนเดียวกัน แก้ตัวสะกดทุกแห่ง",
        "คนละคน",
    ]
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: window.message.message is not None)
    assert window.message.message.sentence.startswith("นายทดลอง สะกดผิด อยู่ในทะเบียน")
    window.session.undo()
    go(page, "2.37")
    type_text("นายทดลอง สะกดผิด")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), ChoicePopup))
    press(Key.Key_Return)
    assert members(page)["1.7"].name == members(page)["2.37"].name == "นายทดลอง สะกดผิด"
    window.session.undo()
    assert members(page)["1.7"].name == members(page)["2.37"].name == "นายทดรอง สะกดผิด"
    window.session.redo()
    assert members(page)["1.7"].name == members(page)["2.37"].name == "นายทดลอง สะกดผิด"


def test_cells_that_are_cut_and_pasted_are_one_undo(page, window):
    name, post = members(page)["2.30"].name, members(page)["2.31"].name
    go(page, "2.30")
    press(Key.Key_X, CTRL)
    assert not members(page)["2.30"].name
    go(page, "2.31")
    press(Key.Key_V, CTRL)
    assert (members(page)["2.30"].name, members(page)["2.31"].name) == ("", name)
    window.session.undo()
    assert (members(page)["2.30"].name, members(page)["2.31"].name) == (name, post)


def test_whole_rows_are_cut_and_pasted_into_the_other_body(page, window):
    first = page.session.data.bodies[0]
    go(page, "2.30")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Space, SHIFT)
    chosen = page.table.selected_ids()
    press(Key.Key_X, CTRL)
    assert "Ctrl+V" in window.message.message.sentence
    assert members(page)["2.30"].name, "nothing goes before it is pasted"
    go(page, "1.2")
    press(Key.Key_V, CTRL)
    assert [members(page)[f"1.{number}"].id for number in (3, 4)] == list(chosen), "where pasted"
    assert window.message.message.action == "เลิกทำ"
    window.session.undo()
    assert [members(page)[f"2.{number}"].id for number in (30, 31)] == list(chosen)
    assert {member.body_id for member in page.session.data.members} >= {first.id}
    go(page, "2.30")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Space, SHIFT)
    press(Key.Key_X, CTRL)
    page.table.go_to(first.id)
    press(Key.Key_V, CTRL)
    assert [members(page)[f"1.{number}"].id for number in (7, 8)] == list(chosen), "at its end"


def test_a_number_cannot_be_cut_but_its_row_can(page, window):
    go(page, "2.30", "number")
    press(Key.Key_X, CTRL)
    assert "Shift+Space" in window.message.message.sentence
    press(Key.Key_Space, SHIFT)
    press(Key.Key_X, CTRL)
    assert "Ctrl+V" in window.message.message.sentence


def test_of_an_empty_cell_that_is_cut_nothing_is_said(page, window):
    go(page, "2.30", "role")
    press(Key.Key_Delete)
    assert not members(page)["2.30"].role
    press(Key.Key_X, CTRL)
    assert window.message.message is None


def test_roles_that_do_not_fit_where_a_row_was_moved_are_told(page, window):
    first, second = page.session.data.bodies[:2]
    chair, other = members(page)["1.1"], members(page)["1.3"]
    page.editing.move_to([chair.id], second.id)
    assert f"มี {chair.role} อยู่แล้ว" in window.message.message.sentence
    page.editing.move_to([other.id], second.id)
    assert f"{other.role} ไม่ใช่ของคณะนี้" in window.message.message.sentence
    page.editing.move_to([other.id, chair.id], first.id)
    assert "บทบาท" not in window.message.message.sentence


def test_cut_rows_are_pasted_below_another_row_of_their_own_body(page, window):
    go(page, "2.30")
    press(Key.Key_Space, SHIFT)
    (cut,) = page.table.selected_ids()
    press(Key.Key_X, CTRL)
    go(page, "2.3")
    press(Key.Key_V, CTRL)
    assert members(page)["2.4"].id == cut == page.table.current_row().id
    window.session.undo()
    assert members(page)["2.30"].id == cut


def test_rows_are_dragged_by_their_grip_to_a_place_or_a_heading_of_any_body(page, window):
    table, first = page.table, page.session.data.bodies[0]
    go(page, "2.1")

    def place(row: str, down: int = 0) -> QPoint:
        line = table.sheet.place(row)
        middle = table.rowViewportPosition(line) + table.rowHeight(line) // 2
        return QPoint(6, middle + down)

    def pull(number: str, to: str, down: int = 0, *, release: bool = True) -> None:
        grip = members(page)[number].id
        drag(table.viewport(), place(grip), place(to, down), release=release)

    before = {number: row.id for number, row in members(page).items()}
    role, note = members(page)["2.4"].role, members(page)["2.4"].member.note
    # Alone, above a row of the other body.
    pull("2.4", before["1.2"], -9, release=False)
    line = table.row_drag.indicator()
    assert abs(line.center().y() - table.rowViewportPosition(table.sheet.place(before["1.2"]))) <= 1
    QTest.mouseRelease(table.viewport(), LEFT)
    moved = members(page)["1.2"]
    assert (moved.id, moved.role, moved.member.note) == (before["2.4"], role, note)
    assert table.current_row().id == moved.id
    assert window.message.message.sentence == (
        f"ย้าย 1 แถวไป{first.name}แล้ว · บทบาท {role} ไม่ใช่ของคณะนี้ แก้ที่ช่อง บทบาท"
    )
    assert window.message.message.action == "เลิกทำ"
    window.session.undo()
    assert {number: row.id for number, row in members(page).items()} == before
    # All selected ones, to a heading: that is the end of the body.
    go(page, "2.3")
    press(Key.Key_Down, SHIFT)
    pull("2.4", first.id)
    assert [members(page)[f"1.{at}"].id for at in (7, 8)] == [before["2.3"], before["2.4"]]
    assert table.selected_ids() == (before["2.3"], before["2.4"])
    window.session.undo()
    # Within the body, below a row; and where they are, nothing happens.
    table.bring_into_sight([before["2.2"], before["2.5"]])
    pull("2.2", before["2.5"], 9)
    assert [members(page)[f"2.{at}"].id for at in (2, 5)] == [before["2.3"], before["2.2"]]
    window.session.undo()
    pull("2.2", before["2.3"], -9)
    press(Key.Key_Escape)
    pull("2.2", before["2.5"], 9, release=False)
    press(Key.Key_Escape)
    QTest.mouseRelease(table.viewport(), LEFT)
    table.sheet.sort_by("unit")
    pull("2.2", before["1.2"], 9)
    assert "เลื่อนลำดับไม่ได้" in window.message.message.sentence
    assert {number: row.id for number, row in members(page).items()} == before


def test_chosen_rows_are_moved_to_the_other_body_from_the_menu(page, qtbot):
    first = page.session.data.bodies[0]
    go(page, "2.30")
    for _ in range(3):
        press(Key.Key_Down, SHIFT)
    chosen = page.table.selected_ids()
    assert len(chosen) == 4
    menu = QMenu()
    page.table.menu_requested.emit(menu)
    (entry,) = [each for each in menu.actions() if each.text() == f"ย้ายไป{first.name}"]
    entry.trigger()
    assert [members(page)[f"1.{number}"].id for number in range(7, 11)] == list(chosen)
    assert page.table.current_row().id == chosen[0]
