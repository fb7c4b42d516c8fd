"""What an import asks in its dialog: unknown units, and cells that cannot be read."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
HEAD = "ข้อ,ผู้รับผิดชอบ,กำหนดส่ง,หมายเหตุ\n"


@pytest.fixture
def read(window, qtbot, tmp_path):
    """Opens the dialog on a table of assignments and waits until it shows what would change."""

    def opened(*lines: str) -> ImportDialog:
        path = Path(tmp_path) / "มอบหมาย.csv"
        path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8-sig")
        dialog = import_files(window.session, window, [path], "assignments")
        qtbot.waitUntil(lambda: dialog.plan is not None or dialog.trouble.isVisible())
        return dialog

    return opened


@pytest.fixture
def compared(qtbot):
    """Does something, and waits until the file has been compared again."""

    def do(dialog: ImportDialog, act) -> None:
        before = dialog.plan
        act()
        qtbot.waitUntil(lambda: dialog.plan is not before and not dialog.work.is_going)

    return do


def owners(window, code: str) -> list[str]:
    data = window.session.data
    return [data.owner_label(owner) for owner in data.owners_of_item(code)]


def accept(dialog: ImportDialog, window, qtbot) -> None:
    label = window.session.workspace.edits.undo_label
    qtbot.mouseClick(dialog.accept_button, LEFT)
    qtbot.waitUntil(lambda: window.session.workspace.edits.undo_label != label)
    qtbot.waitUntil(window.isActiveWindow)


def cell_of(table, row_id: str, key: str):
    sheet = table.sheet
    return table.visualRect(sheet.index(sheet.place(row_id), sheet.column_index(key))).center()


@pytest.mark.in_turn
def test_a_misprinted_unit_is_asked_once_and_answered_by_keyboard(read, compared, window, qtbot):
    dialog = read("O1,ฝ่ายปกคอง,,ก", "O2,ทุกฝ่าย; ฝ่ายปกคอง,,ข")
    assert dialog.asked.isVisible()
    (row,) = dialog.asked.sheet.all_rows()
    assert (row.name, row.rows, row.answer) == ("ฝ่ายปกคอง", "แถว 2 · แถว 3", "")
    assert row.near.startswith("ฝ่ายปกครอง")
    qtbot.waitUntil(dialog.asked.hasFocus)
    dialog.asked.go_to(row.id, "answer")
    press(Key.Key_Return)
    press(Key.Key_Down)
    compared(dialog, lambda: press(Key.Key_Return))
    (row,) = dialog.asked.sheet.all_rows()
    assert row.answer_text == "ฝ่ายปกครอง"
    assert dialog.plan.flaws == ()
    accept(dialog, window, qtbot)
    assert owners(window, "O1") == ["ฝ่ายปกครอง"]
    assert owners(window, "O2") == ["ทุกฝ่าย", "ฝ่ายปกครอง"]


@pytest.mark.in_turn
def test_a_click_opens_the_answers_and_a_name_may_be_a_new_unit(read, compared, window, qtbot):
    dialog = read("O1,ฝ่ายปกครองและทะเบียน,,ก")
    (row,) = dialog.asked.sheet.all_rows()
    qtbot.mouseClick(dialog.asked.viewport(), LEFT, pos=cell_of(dialog.asked, row.id, "answer"))
    assert dialog.asked.editing.editor is not None
    type_text("เพิ่มเป็น")
    compared(dialog, lambda: press(Key.Key_Return))
    assert dialog.plan.added_units == ("ฝ่ายปกครองและทะเบียน",)
    accept(dialog, window, qtbot)
    assert owners(window, "O1") == ["ฝ่ายปกครองและทะเบียน"]


@pytest.mark.in_turn
def test_an_unknown_person_is_put_into_the_register_from_the_preview(read, compared, window, qtbot):
    dialog = read("O1,ฝ่ายปกครอง; นางสาวไม่มี ในทะเบียน,,ก")
    assert "ทะเบียนบุคลากร" in dialog._note.message.sentence
    (row,) = dialog.asked.sheet.all_rows()
    assert row.name == "นางสาวไม่มี ในทะเบียน"
    qtbot.waitUntil(dialog.asked.hasFocus)
    dialog.asked.go_to(row.id, "answer")
    press(Key.Key_Return)
    type_text("เพิ่มใน")
    compared(dialog, lambda: press(Key.Key_Return))
    (row,) = dialog.asked.sheet.all_rows()
    assert row.answer_text == "เพิ่มในทะเบียนบุคลากร"
    assert dialog.plan.flaws == ()
    accept(dialog, window, qtbot)
    assert owners(window, "O1") == ["ฝ่ายปกครอง", "นางสาวไม่มี ในทะเบียน"]
    assert any(person.full_name == "นางสาวไม่มี ในทะเบียน" for person in window.session.data.people)


@pytest.mark.in_turn
def test_without_an_answer_no_unit_is_made_and_the_rest_goes_in(read, window, qtbot):
    units = window.session.data.units
    dialog = read("O1,ฝ่ายปกคอง,,ข้อความใหม่")
    assert "ไม่รู้จักหน่วย 1 ชื่อ" in dialog._note.message.sentence
    accept(dialog, window, qtbot)
    assert window.session.data.units == units
    assert window.session.data.assignment_by_item["O1"].note == "ข้อความใหม่"


@pytest.mark.in_turn
def test_names_like_no_other_are_new_units_in_one_action(read, window, qtbot):
    dialog = read("O1,ฝ่ายพัสดุกลาง,,", "O2,ฝ่ายวิเคราะห์นโยบาย,,")
    assert dialog.table.isVisible()
    assert "จะเพิ่มหน่วยใหม่ 2 หน่วย" in dialog._note.message.sentence
    qtbot.mouseClick(dialog.chips["asked"], LEFT)
    assert [row.answer_text for row in dialog.asked.sheet.all_rows()] == ["เพิ่มเป็นหน่วยใหม่"] * 2
    qtbot.mouseClick(dialog.chips["all"], LEFT)
    qtbot.waitUntil(dialog.table.isVisible)
    accept(dialog, window, qtbot)
    assert owners(window, "O2") == ["ฝ่ายวิเคราะห์นโยบาย"]


@pytest.mark.in_turn
def test_a_cell_that_cannot_be_read_is_red_with_its_reason_and_typed_in_its_place(
    read, compared, window, qtbot
):
    dialog = read("O1,ฝ่ายปกครอง,31/2/68,ก", "O2,ทุกฝ่าย,31/1/68,ข")
    row = next(row for row in dialog.table.sheet.all_rows() if row.place == "2")
    assert row.cells["กำหนดส่ง"].new.value == "31/2/68"
    assert "กุมภาพันธ์" in row.cells["กำหนดส่ง"].old
    other = next(row for row in dialog.table.sheet.all_rows() if row.place == "3")
    qtbot.waitUntil(dialog.table.hasFocus)
    dialog.table.go_to(other.id)
    press(Key.Key_Space)
    dialog.table.go_to(row.id, "กำหนดส่ง")
    type_text("28/2/68")
    compared(dialog, lambda: press(Key.Key_Return))
    assert dialog.plan.flaws == ()
    ticks = {row.place: row.ticked for row in dialog.table.sheet.all_rows() if row.place}
    assert ticks == {"2": True, "3": False}
    accept(dialog, window, qtbot)
    assert window.session.data.assignment_by_item["O1"].due == date(2025, 2, 28)


@pytest.mark.in_turn
def test_the_code_of_a_row_that_is_left_out_is_typed_among_the_skipped(
    read, compared, window, qtbot
):
    dialog = read("O99,ฝ่ายปกครอง,,ก", "O2,ทุกฝ่าย,,ข")
    qtbot.mouseClick(dialog.chips["skipped"], LEFT)
    (row,) = dialog.left.sheet.all_rows()
    assert (row.cell.heading, row.typed) == ("ข้อ", "O99")
    dialog.left.setFocus()
    dialog.left.go_to(row.id, "typed")
    type_text("O9")
    compared(dialog, lambda: press(Key.Key_Return))
    assert dialog.plan.skipped == ()
    accept(dialog, window, qtbot)
    assert owners(window, "O9") == ["ฝ่ายปกครอง"]


@pytest.mark.in_turn
def test_what_is_typed_and_still_cannot_be_read_stays_red(read, compared, qtbot):
    dialog = read("O1,ฝ่ายปกครอง,31/2/68,ก")
    qtbot.mouseClick(dialog.chips["unread"], LEFT)
    (row,) = dialog.left.sheet.all_rows()
    dialog.left.setFocus()
    dialog.left.go_to(row.id, "typed")
    type_text("30/2/68")
    compared(dialog, lambda: press(Key.Key_Return))
    assert dialog.left.isVisible()
    assert [row.typed for row in dialog.left.sheet.all_rows()] == ["30/2/68"]


@pytest.mark.in_turn
def test_owners_can_be_typed_in_the_red_cell(read, compared, window, qtbot):
    dialog = read("O1,นางสาวไม่มี ในทะเบียน,,ก")
    qtbot.mouseClick(dialog.chips["all"], LEFT)
    qtbot.waitUntil(dialog.table.isVisible)
    row = next(row for row in dialog.table.sheet.all_rows() if row.place == "2")
    dialog.table.setFocus()
    dialog.table.go_to(row.id, "ผู้รับผิดชอบ")
    type_text("ฝ่ายโยธา และฝ่ายการคลัง")
    compared(dialog, lambda: press(Key.Key_Return))
    accept(dialog, window, qtbot)
    assert owners(window, "O1") == ["ฝ่ายโยธา", "ฝ่ายการคลัง"]


@pytest.mark.in_turn
def test_a_remembered_name_is_shown_as_such_and_can_be_changed(read, compared, window, qtbot):
    dialog = read("O1,ฝ่ายปกคอง,,ก")
    dialog.asked.go_to(dialog.asked.sheet.all_rows()[0].id, "answer")
    press(Key.Key_Return)
    press(Key.Key_Down)
    compared(dialog, lambda: press(Key.Key_Return))
    accept(dialog, window, qtbot)
    dialog = read("O2,ฝ่ายปกคอง,,ก")
    assert "“ฝ่ายปกคอง” คือ ฝ่ายปกครอง" in dialog._note.message.sentence
    dialog.chips["asked"].click()
    (row,) = dialog.asked.sheet.all_rows()
    assert (row.answer_text, row.near) == ("ฝ่ายปกครอง", "ใช้คำตอบที่จำไว้")
    dialog.asked.go_to(row.id, "answer")
    dialog.asked.setFocus()
    press(Key.Key_Return)
    type_text("ฝ่ายโยธา")
    compared(dialog, lambda: press(Key.Key_Return))
    (row,) = dialog.asked.sheet.all_rows()
    assert (row.answer_text, row.near) == ("ฝ่ายโยธา", "ฝ่ายปกครอง")
    qtbot.mouseClick(dialog.accept_button, LEFT)
    qtbot.waitUntil(lambda: owners(window, "O2") == ["ฝ่ายโยธา"])
    (answer,) = window.session.data.import_answers
    assert window.session.data.unit_name(answer.unit_id) == "ฝ่ายโยธา"


@pytest.mark.in_turn
def test_an_answer_is_still_known_after_its_import_was_undone(read, compared, window, qtbot):
    dialog = read("O1,ฝ่ายปกคอง,,ก")
    dialog.asked.go_to(dialog.asked.sheet.all_rows()[0].id, "answer")
    press(Key.Key_Return)
    press(Key.Key_Down)
    compared(dialog, lambda: press(Key.Key_Return))
    accept(dialog, window, qtbot)
    window.session.undo()
    assert window.session.data.import_answers == ()
    dialog = read("O1,ฝ่ายปกคอง,,ก")
    assert "ใช้คำตอบที่ให้ไว้ก่อนหน้านี้: ฝ่ายปกคอง" in dialog._note.message.sentence
    accept(dialog, window, qtbot)
    assert owners(window, "O1") == ["ฝ่ายปกครอง"]
    (answer,) = window.session.data.import_answers
    assert answer.text == "ฝ่ายปกคอง"


@pytest.mark.in_turn
def test_a_row_that_contradicts_another_is_corrected_cell_by_cell(read, compared, window, qtbot):
    dialog = read("O1,ฝ่ายปกครอง,,ก", "O1,ฝ่ายปกครอง,,ข")
    dialog.chips["skipped"].click()
    rows = dialog.left.sheet.all_rows()
    assert [(row.cell.heading, row.typed) for row in rows] == [
        ("ข้อ", "O1"),
        ("ผู้รับผิดชอบ", "ฝ่ายปกครอง"),
        ("กำหนดส่ง", ""),
        ("หมายเหตุ", "ข"),
    ]
    dialog.left.go_to(rows[0].id, "typed")
    dialog.left.setFocus()
    press(Key.Key_Return)
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("O2")
    compared(dialog, lambda: press(Key.Key_Return))
    taken = [change for change in dialog.plan.changes if change.origins]
    assert (dialog.plan.skipped, len(taken)) == ((), 2)


@pytest.mark.in_turn
def test_an_unknown_item_is_chosen_by_its_title_in_the_red_cell(read, compared, window, qtbot):
    dialog = read("O1,ฝ่ายปกครอง,,ก", "ข้อสอง,ฝ่ายปกครอง,,ข")
    dialog.chips["skipped"].click()
    (row,) = dialog.left.sheet.all_rows()
    title = window.session.data.framework.item_by_code["O2"].title
    assert ("O2", f"O2 {title}") in [(choice.value, choice.text) for choice in row.choices]
    dialog.left.go_to(row.id, "typed")
    dialog.left.setFocus()
    press(Key.Key_Return)
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(title)
    compared(dialog, lambda: press(Key.Key_Return))
    assert dialog.plan.skipped == ()


@pytest.mark.in_turn
def test_several_names_and_states_are_decided_together(read, compared, window, qtbot):
    dialog = read("O1,ฝ่ายปกคอง,,ก", "O2,ทุกฝ่าย; ฝ่ายโยทา,,ข", "O3,ฝ่ายเทศกิด,,ค")
    assert dialog.decide.isVisible()
    menu = dialog.decide.menu()
    answers = [action.text() for action in menu.actions()]
    assert all(text.endswith("(3 แถว)") for text in answers)
    leave = next(action for action in menu.actions() if action.text().startswith("เว้น"))
    compared(dialog, leave.trigger)
    assert {row.answer_text for row in dialog.asked.sheet.all_rows()} == {
        leave.text().removesuffix(" (3 แถว)")
    }
    assert not dialog.decide.isVisible()


@pytest.mark.in_turn
def test_unknown_states_are_decided_together(window, compared, tmp_path, qtbot):
    rows = "".join(f"I{at},{at}. อบรม,สีเขียว\n" for at in (1, 2, 3))
    path = Path(tmp_path) / "มาตรการ.csv"
    path.write_text(f"ข้อ,วิธีการปฏิบัติ,สถานะ\n{rows}", encoding="utf-8-sig")
    dialog = import_files(window.session, window, [path], "measures")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.show_only("unread")
    menu = dialog.decide.menu()
    (done, *_) = menu.actions()
    assert done.text().endswith("(3 แถว)")
    compared(dialog, done.trigger)
    assert dialog.plan.flaws == ()
