"""ตั้งค่า, กรอบการประเมิน in the real window: the year's framework is edited without code."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from ita_desktop import frameworks
from ita_desktop.domain.framework import Rule, Scale
from ita_desktop.domain.oit.parts import parts_of
from ita_desktop.frameworks import faults_of
from ita_desktop.frameworks.editing import with_fields
from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.year.framework import FrameworkEditor
from ita_desktop.ui.pages.year.page import CORRECTION, YearSection
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.previews import accept_preview, open_preview

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
D = Decimal


@pytest.fixture
def editor(window) -> FrameworkEditor:
    window.resize(1366, 768)
    window.go(PageKey.YEAR, YearSection.FRAMEWORK)
    return window.page(PageKey.YEAR).framework


def framework(window):
    return window.session.data.framework


def item(window, code: str):
    return framework(window).item_by_code[code]


def at(editor: FrameworkEditor, code: str, key: str) -> None:
    """The keyboard is in that cell."""
    editor._reveal(code, key)
    editor.table.setFocus()


def click(qtbot, view, row: str, key: str) -> None:
    index = view.sheet.index(view.sheet.place(row), view.sheet.column_index(key))
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center() - QPoint(4, 0))


def told(window) -> str:
    message = window.message.message
    return message.sentence if message is not None else ""


def fault_sentences(editor: FrameworkEditor) -> list[str]:
    return [line.label.text() for line in editor.faults.lines if not line.isHidden()]


# -- typing


@pytest.mark.in_turn
def test_a_title_is_typed_over_and_stands_everywhere(editor, window) -> None:
    at(editor, "O12", "title")
    type_text("ระบบติดตามใบอนุญาต")
    press(Key.Key_Return)
    assert item(window, "O12").title == "ระบบติดตามใบอนุญาต"
    window.go(PageKey.OIT, "O12")
    assert window.page(PageKey.OIT).table.current_row().title == "ระบบติดตามใบอนุญาต"
    window.session.undo()
    assert item(window, "O12").title != "ระบบติดตามใบอนุญาต"


@pytest.mark.in_turn
def test_names_of_indicators_and_of_the_framework_are_typed_over_too(editor, window) -> None:
    at(editor, "9.2", "title")
    press(Key.Key_F2)
    assert editor.table.editing.editor.result().text == "การบริหารงาน"
    press(Key.Key_Escape)
    type_text("การบริหารงานใหม่")
    press(Key.Key_Return)
    assert framework(window).indicator_by_code["9.2"].name == "การบริหารงานใหม่"
    at(editor, "ITA", "title")
    type_text("กรอบทดลอง")
    press(Key.Key_Return)
    assert framework(window).title == "กรอบทดลอง"


@pytest.mark.in_turn
def test_leaving_a_cell_as_it_was_is_no_edit(editor, window) -> None:
    before = window.session.workspace.edits.undo_label
    for code, key in (("9.2", "title"), ("IIT", "weight"), ("IIT", "rule"), ("O12", "scale")):
        at(editor, code, key)
        press(Key.Key_F2)
        press(Key.Key_Return)
    assert window.session.workspace.edits.undo_label == before


@pytest.mark.in_turn
def test_scores_and_strip_follow_a_changed_weight_at_once(editor, window) -> None:
    before = window.session.score_bar.total
    at(editor, "9.1", "weight")
    type_text("10")
    press(Key.Key_Return)
    assert framework(window).indicator_by_code["9"].weight == D(32)
    at(editor, "9.3", "weight")
    type_text("4")
    press(Key.Key_Return)
    assert window.session.score_bar.total != before
    assert fault_sentences(editor) == []


def test_a_rule_is_chosen_from_its_list_in_a_groups_cell(editor, window) -> None:
    at(editor, "IIT", "rule")
    type_text("ค่าเฉลี่ยของส่วน")
    press(Key.Key_Return)
    assert framework(window).instrument_by_code["IIT"].rule is Rule.MEAN_OF_PARTS


@pytest.mark.in_turn
def test_an_item_is_answered_on_another_scale_and_reversed(editor, window) -> None:
    at(editor, "I1", "scale")
    type_text("สองคำตอบ")
    press(Key.Key_Return)
    assert item(window, "I1").scale is Scale.BINARY
    at(editor, "I1", "reversed")
    press(Key.Key_Space)
    assert item(window, "I1").reversed
    window.session.undo()
    window.session.undo()
    assert item(window, "I1").scale is Scale.LIKERT6


def test_what_would_break_the_framework_is_refused_while_it_stands_in_its_editor(
    editor, window
) -> None:
    at(editor, "1", "rule")
    type_text("ถ่วงน้ำหนักตัวชี้วัดย่อย")
    press(Key.Key_Return)
    assert editor.table.editing.open
    assert "ถ่วงน้ำหนักไม่ได้" in told(window)
    press(Key.Key_Escape)
    assert window.message.isHidden()
    assert framework(window).indicator_by_code["1"].rule is Rule.MEAN_OF_ITEMS


def test_a_title_cannot_be_empty(editor, window) -> None:
    at(editor, "9.2", "title")
    press(Key.Key_F2)
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert editor.table.editing.open
    assert "ต้องไม่ว่าง" in told(window)
    press(Key.Key_Escape)


# -- faults


def test_weights_that_do_not_sum_are_told_with_the_way_there(editor, window, qtbot) -> None:
    at(editor, "IIT", "weight")
    type_text("35")
    press(Key.Key_Return)
    assert fault_sentences(editor) == [
        "น้ำหนักเครื่องมือรวมกันได้ 105 ไม่ใช่ 100 · แก้น้ำหนักของเครื่องมือให้รวมกันได้ 100"
    ]
    at(editor, "O22", "title")
    qtbot.mouseClick(editor.faults.lines[0].action, LEFT)
    line, column = editor.table.current_cell()
    assert (line.id, column.key) == ("IIT", "weight")
    type_text("30")
    press(Key.Key_Return)
    assert not editor.faults.isVisible()


@pytest.mark.in_turn
def test_many_faults_are_counted(editor, window) -> None:
    for _ in range(5):
        framework_editing.add_indicator(window.session.workspace, 2568, "IIT", "ว่าง")
    assert len(fault_sentences(editor)) == 4
    assert fault_sentences(editor)[-1] == "และอีก 2 จุด"


def test_a_missing_weight_leads_to_the_part_that_lacks_it(editor, window, qtbot) -> None:
    framework_editing.add_indicator(window.session.workspace, 2568, "9", "ใหม่")
    editor.table.sheet.fold_all()
    fault = next(fault for fault in faults_of(window.session.data.framework) if fault.code == "9")
    editor.go_to_fault(fault)
    line, column = editor.table.current_cell()
    assert (line.id, column.key) == ("9.6", "weight")


# -- adding, taking out, moving


@pytest.mark.in_turn
def test_an_item_is_added_beside_the_current_one_and_named_at_once(editor, window, qtbot) -> None:
    at(editor, "O8", "title")
    qtbot.mouseClick(editor.add_button, LEFT)
    type_text("ข้อทดลอง")
    press(Key.Key_Return)
    assert item(window, "O23").title == "ข้อทดลอง"
    assert item(window, "O23").indicator == "9.2"
    assert item(window, "O23").scale is Scale.DISCLOSURE
    window.session.undo()
    window.session.undo()
    assert "O23" not in framework(window).item_by_code


def test_an_item_is_added_only_where_it_can_lie(editor, window, qtbot) -> None:
    at(editor, "9", "title")
    qtbot.mouseClick(editor.add_button, LEFT)
    assert told(window).startswith("9 มีตัวชี้วัดย่อย")
    at(editor, "IIT", "title")
    qtbot.mouseClick(editor.add_button, LEFT)
    assert told(window).startswith("ข้อต้องอยู่ใต้ตัวชี้วัด")


@pytest.mark.in_turn
def test_indicators_are_added_from_the_menu(editor, window) -> None:
    at(editor, "9", "title")
    menu = QMenu()
    editor.table.menu_requested.emit(menu)
    next(action for action in menu.actions() if action.text() == "เพิ่มตัวชี้วัดย่อย").trigger()
    type_text("เรื่องใหม่")
    press(Key.Key_Return)
    assert framework(window).indicator_by_code["9.6"].name == "เรื่องใหม่"


def test_an_item_that_is_taken_out_says_what_hangs_on_it_and_comes_back_with_it(
    editor, window, qtbot
) -> None:
    count = framework_editing.entries_on(window.session.data, ["O12"]).total
    before = window.session.data.evidence
    at(editor, "O12", "title")
    qtbot.mouseClick(editor.remove_button, LEFT)
    assert "O12" not in framework(window).item_by_code
    assert f"ข้อมูลที่กรอกไว้ {count} รายการยังอยู่ในแฟ้ม" in told(window)
    assert window.session.data.evidence == before
    window.message.action.click()
    assert "O12" in framework(window).item_by_code


def test_an_indicator_goes_with_all_below_it_by_keyboard(editor, window) -> None:
    at(editor, "9.2", "title")
    press(Key.Key_Minus, CTRL)
    assert "9.2" not in framework(window).indicator_by_code
    assert "O12" not in framework(window).item_by_code
    press(Key.Key_Z, CTRL)
    assert "O12" in framework(window).item_by_code


def test_items_taken_out_one_after_the_other_leave_the_next_indicator(editor, window) -> None:
    last = framework(window).items_of("9.2")[-2:]
    at(editor, last[1].code, "title")
    press(Key.Key_Minus, CTRL)
    press(Key.Key_Minus, CTRL)
    assert not {one.code for one in last} & set(framework(window).item_by_code)
    assert "9.3" in framework(window).indicator_by_code


def test_the_framework_itself_and_instruments_stay(editor, window) -> None:
    at(editor, "ITA", "title")
    press(Key.Key_Minus, CTRL)
    assert "ยังไม่ได้เลือกแถว" in told(window)
    at(editor, "IIT", "title")
    press(Key.Key_Minus, CTRL)
    assert "เอาเครื่องมือออกไม่ได้" in told(window)


@pytest.mark.in_turn
def test_items_are_moved_with_alt_and_the_arrows(editor, window) -> None:
    at(editor, "O8", "title")
    press(Key.Key_Up, ALT)
    codes = [one.code for one in framework(window).items_of("9.2")]
    assert codes.index("O8") == codes.index("O7") - 1
    assert editor.table.current_row().id == "O8"
    press(Key.Key_Z, CTRL)
    assert codes != [one.code for one in framework(window).items_of("9.2")]


def test_rows_of_a_sorted_table_are_not_moved(editor, window) -> None:
    at(editor, "O8", "title")
    editor.table.sheet.sort_by("title")
    press(Key.Key_Up, ALT)
    assert "เรียงตามคอลัมน์" in told(window)


@pytest.mark.in_turn
def test_an_item_goes_under_another_indicator_from_the_pane(editor, window, qtbot) -> None:
    at(editor, "O8", "title")
    qtbot.mouseClick(editor.pane._place, LEFT)
    qtbot.waitUntil(lambda: editor.table.editing.open)
    type_text("9.3")
    press(Key.Key_Return)
    assert item(window, "O8").indicator == "9.3"


# -- copy and paste


@pytest.mark.in_turn
def test_titles_pasted_from_excel_change_items_and_add_new_ones_as_one_step(
    editor, window, qtbot
) -> None:
    last = framework(window).items_of("10.2")[-1]
    at(editor, last.code, "title")
    QApplication.clipboard().setText("ข้อเดิมแก้\nข้อใหม่หนึ่ง\nข้อใหม่สอง\n")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    assert [row.action for row in sheet.table.sheet.all_rows()] == ["change", "add", "add"]
    accept_preview(window, qtbot)
    titles = [one.title for one in framework(window).items_of("10.2")]
    assert titles[-3:] == ["ข้อเดิมแก้", "ข้อใหม่หนึ่ง", "ข้อใหม่สอง"]
    window.session.undo()
    assert framework(window).items_of("10.2")[-1] == last


@pytest.mark.in_turn
def test_answers_are_copied_and_pasted_over_a_block(editor, window) -> None:
    at(editor, "I3", "scale")
    press(Key.Key_C, CTRL)
    at(editor, "I1", "scale")
    press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_V, CTRL)
    assert [item(window, text).scale for text in ("I1", "I2")] == [Scale.BINARY, Scale.BINARY]


@pytest.mark.in_turn
def test_the_name_of_an_indicator_is_copied_and_pasted_in_its_own_cell(editor, window) -> None:
    first = framework(window).items_of("9.3")[0]
    at(editor, "9.2", "title")
    press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text().strip() == "การบริหารงาน"
    at(editor, "9.3", "title")
    press(Key.Key_V, CTRL)
    assert framework(window).indicator_by_code["9.3"].name == "การบริหารงาน"
    assert framework(window).items_of("9.3")[0] == first


@pytest.mark.in_turn
def test_a_weight_that_is_no_number_is_not_pasted(editor, window) -> None:
    at(editor, "IIT", "weight")
    QApplication.clipboard().setText("มาก")
    press(Key.Key_V, CTRL)
    assert "“มาก” ไม่ใช่ตัวเลข" in told(window)
    assert framework(window).instrument_by_code["IIT"].weight == 30


# -- the pane


@pytest.mark.in_turn
def test_a_checklist_is_edited_in_the_pane(editor, window, qtbot) -> None:
    at(editor, "O12", "title")
    points = editor.pane.points
    before = item(window, "O12").requirements
    qtbot.mouseClick(points.action, LEFT)
    type_text("จุดใหม่")
    press(Key.Key_Return)
    assert item(window, "O12").requirements[-1].text == "จุดใหม่"
    points.table.go_to(item(window, "O12").requirements[-1].code, "optional")
    press(Key.Key_Space)
    assert item(window, "O12").requirements[-1].optional
    press(Key.Key_Up, ALT)
    assert item(window, "O12").requirements[-2].text == "จุดใหม่"
    qtbot.mouseClick(points.buttons.down, LEFT)
    assert item(window, "O12").requirements[-1].text == "จุดใหม่"
    points.table.go_to(item(window, "O12").requirements[-1].code, "unit")
    type_text("ฝ่ายโยธา")
    press(Key.Key_Return)
    process, last = item(window, "O12").processes[-1], item(window, "O12").requirements[-1]
    assert (process.requirement, process.unit) == (last.code, "ฝ่ายโยธา")
    points.table.go_to(process.requirement, "text")
    press(Key.Key_Minus, CTRL)
    assert item(window, "O12").requirements == before
    assert process not in item(window, "O12").processes


@pytest.mark.in_turn
def test_whether_an_item_is_asked_for_every_month_is_ticked_below_its_points(
    editor, window, qtbot
) -> None:
    at(editor, "O5", "title")
    box = editor.pane.points.monthly
    qtbot.waitUntil(box.isVisible)
    assert not box.isChecked()
    box.setFocus()
    press(Key.Key_Space)
    assert item(window, "O5").period.every_month
    assert len(parts_of(item(window, "O5"))) == 6
    at(editor, "O1", "title")
    assert not box.isVisible()


@pytest.mark.in_turn
def test_several_points_are_pasted_as_one_step(editor, window, qtbot) -> None:
    at(editor, "O12", "title")
    points = editor.pane.points
    last = item(window, "O12").requirements[-1]
    points.go_to(last.code)
    QApplication.clipboard().setText(f"{last.text}\nจุดหนึ่ง\nจุดสอง\n")
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    assert [requirement.text for requirement in item(window, "O12").requirements[-2:]] == [
        "จุดหนึ่ง",
        "จุดสอง",
    ]
    window.session.undo()
    assert item(window, "O12").requirements[-1] == last


def test_a_ticked_point_that_goes_is_told_with_its_entries(editor, window) -> None:
    code = min(window.session.data.met_requirements)
    owner = code.rpartition(".")[0]
    at(editor, owner, "title")
    editor.pane.points.go_to(code)
    press(Key.Key_Minus, CTRL)
    assert "ข้อมูลที่กรอกไว้ 1 รายการ" in told(window)


def test_english_name_and_note_are_typed_in_the_pane(editor, window) -> None:
    at(editor, "9.2", "title")
    for field, words in (("name_en", "Administration"), ("note", "ตามหนังสือเวียน")):
        text = editor.pane.texts[field]
        text.setFocus()
        press(Key.Key_Return)
        type_text(words)
        press(Key.Key_Return)
    made = framework(window).indicator_by_code["9.2"]
    assert (made.name_en, made.note.endswith("ตามหนังสือเวียน")) == ("Administration", True)


@pytest.mark.in_turn
def test_the_pane_says_how_much_was_entered(editor, window) -> None:
    at(editor, "O12", "title")
    count = framework_editing.entries_on(window.session.data, ["O12"]).total
    assert editor.pane._entries.value == f"{count} รายการ"


def test_the_pane_says_in_how_many_parts_a_question_is_asked(editor, window) -> None:
    session = window.session
    change = {"parts": 2, "turned_parts": (2,), "options_basis": "assumed"}
    changed = with_fields(framework(window), "I11", change)
    with session.workspace.change("แก้กรอบ") as stored:
        framework_editing.write_framework(stored, session.workspace, session.data, changed)
    at(editor, "I11", "title")
    rule = editor.pane._rule.value
    assert "ถามเป็น 2 ข้อย่อย" in rule
    assert "I11.2 ให้คะแนนกลับด้าน" in rule
    assert "สันนิษฐาน" in rule


@pytest.mark.in_turn
def test_the_pane_is_reached_and_left_by_keyboard(editor, window, qtbot) -> None:
    at(editor, "O12", "title")
    press(Key.Key_Return, CTRL)
    assert editor.pane.isAncestorOf(QApplication.focusWidget())
    press(Key.Key_Escape)
    qtbot.waitUntil(editor.table.hasFocus)


# -- sharing and comparing


@pytest.mark.in_turn
def test_the_framework_is_written_as_a_file_that_reads_the_same(
    editor, window, qtbot, tmp_path, monkeypatch
) -> None:
    at(editor, "O12", "title")
    type_text("ชื่อของเรา")
    press(Key.Key_Return)
    wanted = tmp_path / "กรอบ.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    qtbot.mouseClick(editor.export_button, LEFT)
    qtbot.waitUntil(lambda: told(window) == "บันทึกกรอบไว้ที่ กรอบ.yaml แล้ว")
    assert frameworks.load_file(wanted, 2568).item_by_code["O12"].title == "ชื่อของเรา"


@pytest.mark.in_turn
def test_a_framework_with_faults_is_not_written(
    editor, window, qtbot, tmp_path, monkeypatch
) -> None:
    at(editor, "IIT", "weight")
    type_text("35")
    press(Key.Key_Return)
    wanted = tmp_path / "กรอบ.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    qtbot.mouseClick(editor.export_button, LEFT)
    qtbot.waitUntil(lambda: "ต้องแก้ก่อนบันทึกเป็นไฟล์" in told(window))
    assert not wanted.exists()


@pytest.mark.in_turn
def test_own_edits_are_compared_with_the_shipped_framework_and_taken_back_row_by_row(
    editor, window, qtbot
) -> None:
    session = window.session
    edits = [CellEdit("O12", "title", "ก"), CellEdit("O13", "title", "ข")]
    framework_editing.edit(session.workspace, 2568, edits)
    editor.sharing.compare_shipped()
    sheet = open_preview(window, qtbot)
    rows = sheet.table.sheet.all_rows()
    assert [(row.cells["รหัส"], row.cells["ที่มา"], row.ticked) for row in rows] == [
        ("O12", "ปีนี้แก้เอง", False),
        ("O13", "ปีนี้แก้เอง", False),
    ]
    sheet.table.go_to(rows[0].id, "tick")
    press(Key.Key_Space)
    accept_preview(window, qtbot)
    assert item(window, "O12").title != "ก"
    assert item(window, "O13").title == "ข"
    assert told(window) == "ปรับกรอบ 1 แห่งแล้ว"
    window.session.undo()
    assert item(window, "O12").title == "ก"


@pytest.mark.in_turn
def test_a_framework_file_is_taken_over_without_what_would_go(
    editor, window, qtbot, tmp_path, monkeypatch
) -> None:
    session = window.session
    other = framework_editing.export(session.data, tmp_path / "other.yaml")
    framework_editing.edit(session.workspace, 2568, [CellEdit("O12", "title", "ก")])
    framework_editing.add_item(session.workspace, 2568, "9.2", "ของเราเอง")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    editor.sharing.compare_file()
    sheet = open_preview(window, qtbot)
    rows = sheet.table.sheet.all_rows()
    assert {(row.action, row.ticked) for row in rows} == {("change", True), ("remove", False)}
    accept_preview(window, qtbot)
    assert item(window, "O12").title != "ก"
    assert item(window, "O23").title == "ของเราเอง"


@pytest.mark.in_turn
def test_a_file_that_cannot_be_read_is_told(editor, window, qtbot, tmp_path, monkeypatch) -> None:
    broken = tmp_path / "x.yaml"
    broken.write_text("schema: nothing\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(broken), ""))
    editor.sharing.compare_file()
    qtbot.waitUntil(lambda: "x.yaml" in told(window))


@pytest.mark.in_turn
def test_nothing_that_differs_is_said_so(editor, window, qtbot) -> None:
    editor.sharing.compare_shipped()
    same = "กรอบของปี 2568 ตรงกับ กรอบ 2567 ที่มากับโปรแกรม ทุกแห่ง"
    qtbot.waitUntil(lambda: told(window) == same)


# -- a corrected framework


@pytest.fixture
def corrected(monkeypatch) -> None:
    def load(code: str, used_in: int):
        shipped = frameworks.load(2567, used_in=used_in)
        return with_fields(shipped, "O12", {"title": "แก้โดยโปรแกรม"}) if code == "2567" else None

    monkeypatch.setattr(frameworks, "load_code", load)


@pytest.mark.in_turn
@pytest.mark.painted
def test_a_corrected_framework_is_told_in_the_year_and_taken_over(corrected, window, qtbot) -> None:
    assert window.message.isHidden()
    window.go(PageKey.YEAR)
    qtbot.waitUntil(window.message.isVisible)
    assert window.message.message.key == CORRECTION
    assert "ต่างจากของปีนี้ 1 แห่ง" in told(window)
    window.message.action.click()
    open_preview(window, qtbot)
    accept_preview(window, qtbot)
    assert item(window, "O12").title == "แก้โดยโปรแกรม"


@pytest.mark.in_turn
@pytest.mark.painted
def test_a_correction_that_is_declined_is_not_told_again(corrected, window, qtbot) -> None:
    window.go(PageKey.YEAR)
    page = window.page(PageKey.YEAR)
    qtbot.waitUntil(window.message.isVisible)
    window.message.action.click()
    sheet = open_preview(window, qtbot)
    press(Key.Key_Space)
    assert sheet.accept_button.text() == "คงของปีนี้ไว้ทั้งหมด"
    accept_preview(window, qtbot)
    assert item(window, "O12").title != "แก้โดยโปรแกรม"
    window.message.clear()
    page._find_correction()
    wait_for_all()
    assert window.message.isHidden()


# -- reading only


@pytest.mark.in_turn
def test_everything_is_seen_and_nothing_edited_in_a_read_only_workspace(
    window, qtbot, tmp_path: Path
) -> None:
    file = workspaces.copy_sample(tmp_path / "other.ita")
    with Workspace.open(file):
        window.open_file(file)
        window.go(PageKey.YEAR, YearSection.FRAMEWORK)
        editor = window.page(PageKey.YEAR).framework
        assert not editor.add_button.isEnabled()
        assert not editor.remove_button.isEnabled()
        assert editor.export_button.isEnabled()
        at(editor, "O12", "title")
        press(Key.Key_F2)
        assert not editor.table.editing.open
        assert "อ่านอย่างเดียว" in told(window)
        assert not editor.pane.points.action.isVisible()
        assert editor.pane.points.table.sheet.read_only
        window.opener.end()
