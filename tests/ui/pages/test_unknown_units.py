"""A unit that nobody knows, typed into tables: asked about, and never made by a slip of the pen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.records import UnitKind
from ita_desktop.services.roster import roster
from ita_desktop.ui.pages.oit.assign_popup import AssignPopup
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.previews import open_preview

Key = Qt.Key


@pytest.fixture
def oit(window, qtbot):
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    shown.table.go_to("O9", "owners")
    return shown


@pytest.fixture
def members(window, qtbot):
    window.go(PageKey.ROSTER)
    shown = window.page(PageKey.ROSTER)
    qtbot.waitUntil(shown.table.hasFocus)
    shown.table.go_to(_member(window, "2.7").id, "unit")
    return shown


def _member(window, number):
    rows = (row for _, found in roster.rows(window.session.data) for row in found)
    return next(row for row in rows if row.number == number)


def _owners(window, code="O9"):
    data = window.session.data
    return [data.owner_label(owner) for owner in data.owners_of_item(code)]


@pytest.mark.in_turn
@pytest.mark.parametrize("typed", ["ฝ่ายปักครอง", "ฝ่ายปกครองและทะเบียน"])
def test_a_misprinted_owner_is_not_taken_for_a_unit_and_makes_none(oit, window, typed):
    before, units = _owners(window), window.session.data.units
    type_text(typed)
    press(Key.Key_Return)
    assert oit.table.editing.editor is not None
    assert "ฝ่ายปกครอง" in window.message.message.sentence
    assert (_owners(window), window.session.data.units) == (before, units)


@pytest.mark.in_turn
def test_an_owner_may_be_said_to_be_a_new_unit_and_is_undone_with_it(oit, window):
    before, units = _owners(window), window.session.data.units
    type_text("ฝ่ายพัสดุกลาง")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert _owners(window) == ["ฝ่ายพัสดุกลาง"]
    assert [unit.name for unit in window.session.data.units][len(units) :] == ["ฝ่ายพัสดุกลาง"]
    window.session.undo()
    assert (_owners(window), window.session.data.units) == (before, units)


@pytest.mark.in_turn
def test_several_owners_are_typed_as_a_table_prints_them(oit, window):
    type_text("ฝ่ายปกครองและฝ่ายการคลัง")
    press(Key.Key_Return)
    assert _owners(window) == ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]


@pytest.mark.in_turn
def test_all_sections_but_one_are_the_others(oit, window):
    units = window.session.data.units
    others = {unit.label for unit in units if unit.kind is UnitKind.SECTION} - {"ฝ่ายเทศกิจ"}
    type_text("ทุกฝ่าย ยกเว้น ฝ่ายเทศกิจ")
    press(Key.Key_Return)
    assert set(_owners(window)) == others
    assert window.session.data.units == units


@pytest.mark.in_turn
def test_a_misprinted_unit_of_a_member_is_asked_about(members, window):
    units, before = window.session.data.units, _member(window, "2.7").unit
    type_text("ฝ่ายปกคอง")
    press(Key.Key_Return)
    assert members.table.editing.editor is not None
    assert "ฝ่ายปกครอง" in window.message.message.sentence
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert (window.session.data.units, _member(window, "2.7").unit) == (units, before)


@pytest.mark.in_turn
def test_a_member_may_be_of_a_new_unit(members, window):
    units = window.session.data.units
    type_text("ฝ่ายพัสดุกลาง")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert _member(window, "2.7").unit == "ฝ่ายพัสดุกลาง"
    assert len(window.session.data.units) == len(units) + 1


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pasted(window, qtbot):
    """Pastes a text from another program; the preview that opens."""

    def paste(text):
        QApplication.clipboard().setText(text)
        press(Key.Key_V, CTRL)
        return open_preview(window, qtbot)

    return paste


@pytest.mark.in_turn
def test_a_pasted_misprint_is_red_and_may_be_typed_in_the_preview(oit, window, pasted, qtbot):
    sheet = pasted("ฝ่ายปกคอง\t1/5/68\nทุกฝ่าย\t31/2/68\n")
    first, second = sheet.table.sheet.all_rows()
    assert first.cells["ผู้รับผิดชอบ"].new.value == "ฝ่ายปกคอง"
    assert "“ฝ่ายปกครอง”" in first.cells["ผู้รับผิดชอบ"].old
    sheet.table.go_to(second.id, "กำหนดส่ง")
    type_text("28/2/68")
    press(Key.Key_Return)
    first, second = sheet.table.sheet.all_rows()
    assert (second.unread, list(first.unread)) == ({}, ["ผู้รับผิดชอบ"])
    sheet.table.go_to(first.id, "ผู้รับผิดชอบ")
    press(Key.Key_F2)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert [row.unread for row in sheet.table.sheet.all_rows()] == [{}, {}]
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert (_owners(window, "O9"), _owners(window, "O10")) == (["ฝ่ายปกครอง"], ["ทุกฝ่าย"])
    assert str(window.session.data.assignment_by_item["O10"].due) == "2025-02-28"


@pytest.mark.in_turn
def test_a_pasted_name_may_be_a_new_unit(oit, window, pasted, qtbot):
    sheet = pasted("ฝ่ายพัสดุกลาง\t1/5/68\nทุกฝ่าย\t2/5/68\n")
    first, _ = sheet.table.sheet.all_rows()
    at = sheet.table.sheet.column_index("ผู้รับผิดชอบ")
    offered = sheet.table.sheet.columns[at].choices(first)
    assert offered[0].text == "เพิ่ม “ฝ่ายพัสดุกลาง” เป็นหน่วยใหม่"
    sheet.table.go_to(first.id, "ผู้รับผิดชอบ")
    press(Key.Key_F2)
    press(Key.Key_Down)
    press(Key.Key_Return)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert _owners(window, "O9") == ["ฝ่ายพัสดุกลาง"]


@pytest.mark.in_turn
def test_of_several_pasted_names_each_may_be_new_or_near(oit, window, pasted, qtbot):
    sheet = pasted("ฝ่ายปกคอง, ฝ่ายโยธา\nฝ่ายพัสดุกลาง, ฝ่ายโยธา; หน่วยกู้ภัย\n")
    first, second = sheet.table.sheet.all_rows()
    at = sheet.table.sheet.column_index("ผู้รับผิดชอบ")
    offered = sheet.table.sheet.columns[at].choices
    assert [choice.text for choice in offered(first)] == [
        "ฝ่ายปกครอง",
        "เพิ่ม “ฝ่ายปกคอง” เป็นหน่วยใหม่",
    ]
    for row in (first, second):
        sheet.table.go_to(row.id, "ผู้รับผิดชอบ")
        press(Key.Key_F2)
        press(Key.Key_Down)
        press(Key.Key_Return)
    assert [row.unread for row in sheet.table.sheet.all_rows()] == [{}, {}]
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert _owners(window, "O9") == ["ฝ่ายปกครอง", "ฝ่ายโยธา"]
    assert _owners(window, "O10") == ["ฝ่ายพัสดุกลาง", "ฝ่ายโยธา", "หน่วยกู้ภัย"]


@pytest.mark.in_turn
def test_what_stays_red_in_the_preview_is_left_out(oit, window, pasted, qtbot):
    before, units = _owners(window), window.session.data.units
    sheet = pasted("ฝ่ายปกคอง\t1/5/68\nทุกฝ่าย\t2/5/68\n")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert (_owners(window), window.session.data.units) == (before, units)
    assert str(window.session.data.assignment_by_item["O9"].due) == "2025-05-01"


@pytest.mark.in_turn
def test_one_pasted_row_of_a_misprint_is_typed_in_the_preview(oit, window, pasted, qtbot):
    sheet = pasted("ฝ่ายปกคอง\n")
    (row,) = sheet.table.sheet.all_rows()
    assert list(row.unread) == ["ผู้รับผิดชอบ"]
    sheet.table.go_to(row.id, "ผู้รับผิดชอบ")
    type_text("ทุกฝ่าย")
    press(Key.Key_Return)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert _owners(window) == ["ทุกฝ่าย"]
    text = window.message.message
    assert text is None or "วางไม่ได้" not in text.sentence


@pytest.mark.in_turn
def test_rows_of_which_every_cell_is_refused_are_typed_in_the_preview(oit, window, pasted, qtbot):
    before = _owners(window)
    sheet = pasted("ฝ่ายปกคอง\t31/2/68\nฝ่ายพัดสุ\t30/2/68\n")
    assert [len(row.unread) for row in sheet.table.sheet.all_rows()] == [2, 2]
    press(Key.Key_Return)
    assert sheet.ui.accept.toolTip() == "แก้ช่องสีแดงก่อน จึงจะรับได้"
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert _owners(window) == before


@pytest.mark.in_turn
def test_new_members_of_whom_nothing_can_be_read_are_typed_in_the_preview(
    members, window, pasted, qtbot
):
    count = len(window.session.data.members)
    members.table.go_to(members.table.sheet.all_rows()[-1].id, "unit")
    sheet = pasted("ฝ่ายปกครอง\nฝ่ายปกคอง\nฝ่ายพัดสุ\n")
    rows = [row for row in sheet.table.sheet.all_rows() if row.unread]
    assert len(rows) == 2
    sheet.table.go_to(rows[0].id, "สังกัด")
    type_text("ฝ่ายปกครอง")
    press(Key.Key_Return)
    sheet.table.setFocus()
    sheet.accept()
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert len(window.session.data.members) == count + 1
    window.session.undo()
    assert len(window.session.data.members) == count


@pytest.fixture
def assigning(oit, window, qtbot):
    oit.assign()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(AssignPopup)))
    popup = next(one for one in window.findChildren(AssignPopup) if one.isVisible())
    qtbot.waitUntil(popup.names.hasFocus)
    return popup


@pytest.mark.in_turn
def test_a_misprint_in_the_popup_assigns_nobody_and_says_what_to_do(assigning, window):
    before = _owners(window)
    type_text("ฝ่ายปกคอง")
    press(Key.Key_Return)
    assert "ฝ่ายปกคอง" in assigning.ui.reading.text()
    assert assigning.names.hasFocus()
    assert _owners(window) == before
    shown = [box.text() for box in assigning.boxes.values() if box.isVisible()]
    assert "ฝ่ายปกครอง" in shown


@pytest.mark.in_turn
def test_a_new_unit_is_ticked_in_the_popup(assigning, window):
    type_text("ฝ่ายพัสดุกลาง")
    assert assigning.new.isVisible()
    press(Key.Key_Down)
    press(Key.Key_Space)
    press(Key.Key_Return)
    assert _owners(window) == ["ฝ่ายพัสดุกลาง"]


@pytest.fixture
def settings(window, qtbot):
    window.go(PageKey.SETTINGS, "units")
    shown = window.page(PageKey.SETTINGS)
    qtbot.waitUntil(shown.units.table.hasFocus)
    return shown


def _names(window):
    return [unit.name for unit in window.session.data.units]


@pytest.fixture
def adding(settings, window, qtbot):
    """A new row of the list of units, whose name is typed next."""
    qtbot.mouseClick(settings.units.add_button, Qt.MouseButton.LeftButton)
    return settings.units


@pytest.mark.in_turn
def test_a_new_unit_near_a_known_one_is_asked_about(adding, window):
    before = _names(window)
    type_text("ฝ่ายปกครองฯ")
    press(Key.Key_Return)
    assert adding.table.editing.editor is not None
    assert "ใกล้เคียงกับ" in window.message.message.sentence
    assert "“ฝ่ายปกครอง”" in window.message.message.sentence
    assert _names(window) == before
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert _names(window) == [*before[:-1], "ฝ่ายปกครองฯ"]


@pytest.mark.in_turn
def test_a_unit_of_a_name_of_its_own_is_typed_without_a_question(adding, window):
    before = _names(window)
    type_text("ฝ่ายพัสดุกลาง")
    assert not adding.table.editing.editor.popup.isVisible()
    press(Key.Key_Return)
    assert _names(window) == [*before[:-1], "ฝ่ายพัสดุกลาง"]


@pytest.mark.in_turn
def test_pasted_units_near_known_ones_are_asked_about(settings, window, pasted, qtbot):
    before = _names(window)
    settings.units.table.go_to(window.session.data.units[-1].id, "name")
    sheet = pasted(f"{before[-1]}\nฝ่ายปกครองฯ\nฝ่ายพัสดุกลาง\nฝ่ายโยธ")
    asked = [row for row in sheet.table.sheet.all_rows() if row.unread]
    assert len(asked) == 2
    sheet.table.go_to(asked[0].id, "ชื่อหน่วย")
    press(Key.Key_F2)
    press(Key.Key_Down)
    press(Key.Key_Return)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert _names(window) == [*before, "ฝ่ายปกครองฯ", "ฝ่ายพัสดุกลาง"]
