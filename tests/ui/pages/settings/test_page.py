"""The page ตั้งค่า in the real window: what is typed or chosen holds at once."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ita_desktop.i18n import language
from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import SettingsPage, SettingsSection
from ita_desktop.ui.table.sizes import DENSE, NORMAL
from ita_desktop.ui.theme.motion import duration
from ita_desktop.ui.theme.tokens import DARK, LIGHT, LIGHT_HIGH, tokens
from ita_desktop.ui.window import Window
from tests.ui.arriving import arrives
from tests.ui.keyboard import press, type_text
from tests.ui.previews import accept_preview, open_preview

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window, qtbot) -> SettingsPage:
    window.go(PageKey.SETTINGS)
    return window.page(PageKey.SETTINGS)


def choose(box, value: object) -> None:
    """Chooses an entry of a list as a click does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def click(qtbot, view, row: str, key: str) -> None:
    index = view.sheet.index(view.sheet.place(row), view.sheet.column_index(key))
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center() - QPoint(4, 0))


def unit(page: SettingsPage, name: str):
    return next((one for one in page.session.data.units if one.name == name), None)


# -- the office


def test_the_offices_name_is_saved_when_the_field_is_left(page, window) -> None:
    field = page.office.fields["office"]
    field.setFocus()
    field.selectAll()
    type_text("สำนักงานเขตทดลอง")
    press(Key.Key_Tab)
    assert window.session.data.organisation.name == "สำนักงานเขตทดลอง"
    assert window.top_bar.office.text() == "สำนักงานเขตทดลอง"
    window.undo()
    assert field.text() == "สำนักงานเขตตัวอย่าง"


def test_an_office_without_a_name_is_refused_and_the_old_name_comes_back(page, window) -> None:
    field = page.office.fields["office"]
    field.setFocus()
    field.selectAll()
    press(Key.Key_Delete)
    press(Key.Key_Tab)
    assert "ชื่อหน่วยงานว่างไม่ได้" in window.message.message.sentence
    assert field.text() == "สำนักงานเขตตัวอย่าง"


def test_what_is_being_typed_is_saved_when_another_page_is_shown(page, window) -> None:
    field = page.office.fields["website"]
    field.setFocus()
    field.selectAll()
    type_text("https://office.example")
    window.go(PageKey.OVERVIEW)
    assert window.session.data.organisation.website == "https://office.example"


# -- units and dates


def test_a_unit_is_added_named_and_told_in_one_go(page, window, qtbot) -> None:
    page.show_section(SettingsSection.UNITS)
    qtbot.mouseClick(page.units.add_button, LEFT)
    type_text("โรงเรียนบ้านสมมติ")
    press(Key.Key_Return)
    made = unit(page, "โรงเรียนบ้านสมมติ")
    assert made is not None
    assert made.kind.value == "school"


def test_a_short_name_is_typed_over_and_shown_everywhere(page, window, qtbot) -> None:
    page.show_section(SettingsSection.UNITS)
    row = unit(page, "ฝ่ายเทศกิจ").id
    click(qtbot, page.units.table, row, "short_name")
    type_text("เทศกิจฯ")
    press(Key.Key_Return)
    assert unit(page, "ฝ่ายเทศกิจ").label == "เทศกิจฯ"
    assert window.session.workspace.edits.undo_label == "แก้หน่วย ฝ่ายเทศกิจ"


def test_two_units_cannot_have_one_name(page, window, qtbot) -> None:
    page.show_section(SettingsSection.UNITS)
    click(qtbot, page.units.table, unit(page, "ฝ่ายเทศกิจ").id, "name")
    type_text("ฝ่ายโยธา")
    press(Key.Key_Return)
    assert "มีฝ่ายโยธาอยู่แล้ว" in window.message.message.sentence
    assert unit(page, "ฝ่ายเทศกิจ") is not None


def test_units_pasted_from_excel_are_added_as_one_step(page, window, qtbot) -> None:
    page.show_section(SettingsSection.UNITS)
    table = page.units.table
    before = len(window.session.data.units)
    table.setFocus()
    table.go_to(window.session.data.units[-1].id, "name")
    last = window.session.data.units[-1].name
    schools = "".join(f"โรงเรียน{name}\t\t\tโรงเรียน\n" for name in ("บ้านสมมติ", "วัดดาวเรือง"))
    QApplication.clipboard().setText(f"{last}\n{schools}")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    added = [row for row in sheet.table.sheet.all_rows() if row.action == "add"]
    assert {row.cells["ประเภท"] for row in added} == {"โรงเรียน"}
    accept_preview(window, qtbot)
    assert len(window.session.data.units) == before + 2
    window.undo()
    assert len(window.session.data.units) == before


def test_a_unit_that_is_taken_out_comes_back_with_its_people(page, window, qtbot) -> None:
    page.show_section(SettingsSection.UNITS)
    gone = unit(page, "โรงเรียนคลองตัวอย่าง")
    people = [person.id for person in window.session.data.people if person.unit_id == gone.id]
    assert people
    click(qtbot, page.units.table, gone.id, "name")
    qtbot.mouseClick(page.units.remove_button, LEFT)
    assert unit(page, gone.name) is None
    assert window.session.data.person_by_id[people[0]].unit_id is None
    assert window.message.message.sentence == "เอา 1 แถวออกแล้ว"
    window.message.action.click()
    assert unit(page, gone.name) == gone
    assert [
        person.id for person in window.session.data.people if person.unit_id == gone.id
    ] == people


def test_a_unit_that_still_owns_something_stays_and_it_is_said(page, window, qtbot) -> None:
    page.show_section(SettingsSection.UNITS)
    owners = len(window.session.data.assignment_owners)
    stays = unit(page, "ฝ่ายเทศกิจ")
    click(qtbot, page.units.table, stays.id, "name")
    qtbot.mouseClick(page.units.remove_button, LEFT)
    assert unit(page, "ฝ่ายเทศกิจ") == stays
    assert len(window.session.data.assignment_owners) == owners
    assert "ฝ่ายเทศกิจยังเป็นผู้รับผิดชอบ" in window.message.message.sentence


def test_a_date_is_moved_by_typing_it(page, window, qtbot) -> None:
    page.show_section(SettingsSection.CALENDAR)
    row = next(one for one in window.session.data.calendar if one.code == "oit_close")
    click(qtbot, page.dates.table, row.id, "day")
    type_text("15/5/68")
    press(Key.Key_Return)
    moved = next(one for one in window.session.data.calendar if one.code == "oit_close")
    assert moved.day.isoformat() == "2025-05-15"


def test_a_date_cannot_be_without_a_day(page, window, qtbot) -> None:
    page.show_section(SettingsSection.CALENDAR)
    row = window.session.data.calendar[0]
    click(qtbot, page.dates.table, row.id, "day")
    press(Key.Key_F2)
    page.dates.table.editing.editor.field.clear()
    press(Key.Key_Return)
    assert "ต้องไม่ว่าง" in window.message.message.sentence
    press(Key.Key_Escape)
    assert window.session.data.calendar[0].day == row.day


def test_a_new_date_begins_today_and_is_named_at_once(page, window, qtbot) -> None:
    page.show_section(SettingsSection.CALENDAR)
    before = len(window.session.data.calendar)
    qtbot.mouseClick(page.dates.add_button, LEFT)
    type_text("ประชุมติดตาม")
    press(Key.Key_Return)
    made = next(one for one in window.session.data.calendar if one.title == "ประชุมติดตาม")
    assert made.day.isoformat() == "2025-03-14"
    assert len(window.session.data.calendar) == before + 1


def test_each_year_has_its_own_dates(page, window) -> None:
    page.show_section(SettingsSection.CALENDAR)
    window.session.choose_year(2566)
    titles = {row.title for row in page.dates.table.sheet.all_rows()}
    assert "เริ่มปีงบประมาณ พ.ศ. 2566" in titles
    assert "เริ่มปีงบประมาณ พ.ศ. 2568" not in titles


# -- assessment


def test_weights_of_2566_are_typed_and_the_score_follows(page, window, qtbot) -> None:
    window.session.choose_year(2566)
    page.show_section(SettingsSection.ASSESSMENT)
    before = window.session.tree.nodes["OIT"].value
    assert "ยังไม่มีน้ำหนักของ 9.1" in page.ui.gap.text()
    table = page.assessment.weights
    table.setFocus()
    table.go_to("9.1", "weight")
    QApplication.clipboard().setText("8\n12\n6\n2\n2\n8\n2")
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    assert not page.ui.gap.isVisible()
    assert window.session.tree.nodes["OIT"].value != before
    assert window.session.workspace.edits.undo_label == "แก้น้ำหนัก 7 แห่ง"
    press(Key.Key_Z, CTRL)
    assert window.session.tree.nodes["OIT"].value == before


def test_weights_that_do_not_add_up_are_told_but_kept(page, window, qtbot) -> None:
    page.show_section(SettingsSection.ASSESSMENT)
    click(qtbot, page.assessment.weights, "IIT", "weight")
    type_text("35")
    press(Key.Key_Return)
    assert window.session.tree.nodes["IIT"].weight == Decimal(35)
    assert page.ui.gap.text() == (
        "น้ำหนักเครื่องมือรวมกันได้ 105 ไม่ใช่ 100 · แก้น้ำหนักของเครื่องมือให้รวมกันได้ 100"
    )


def test_the_offices_own_target_is_the_mark_of_the_indicators(page, window, qtbot) -> None:
    page.show_section(SettingsSection.ASSESSMENT)
    field = page.assessment.target
    qtbot.mouseClick(field, LEFT)
    type_text("๙๖.๕")
    press(Key.Key_Return)
    assert field.text() == "96.50"
    assert window.session.data.target == Decimal("96.50")
    field.selectAll()
    type_text("120")
    press(Key.Key_Return)
    assert field.text() == "96.50"
    assert "ไม่ใช่คะแนน" in window.message.message.sentence
    window.undo()
    assert field.text() == ""
    assert window.session.data.target is None


def test_another_level_system_names_another_level(page, window) -> None:
    window.session.choose_year(2567)
    page.show_section(SettingsSection.ASSESSMENT)
    assert window.session.tree.level.level.name == "ผ่านดี"
    choose(page.assessment.levels, "letters")
    assert window.session.tree.level.level.name == "AA"
    assert page.ui.levelsNote.text().startswith("AA ตั้งแต่ 95")
    window.undo()
    assert page.assessment.levels.currentData() == "names"


# -- the window


def test_the_theme_changes_at_once_and_is_remembered(page, window, theme) -> None:
    page.show_section(SettingsSection.LOOK)
    assert tokens() is LIGHT
    choose(page.look.theme, "dark")
    assert tokens() is DARK
    assert window.settings.get("theme") == "dark"


def test_contrast_and_motion_change_at_once_and_are_remembered(page, window, theme) -> None:
    page.show_section(SettingsSection.LOOK)
    choose(page.look.contrast, "high")
    choose(page.look.motion, "less")
    assert tokens() is LIGHT_HIGH
    assert window.settings.get("contrast") == "high"
    assert duration(120) == 0
    assert window.settings.get("motion") == "less"


def test_lower_rows_are_shown_on_every_page_and_again_higher_ones(page, window) -> None:
    choose(page.look.density, "dense")
    assert page.units.table.density is DENSE
    window.go(PageKey.OIT)
    assert window.page(PageKey.OIT).table.density is DENSE
    window.go(PageKey.SETTINGS)
    choose(page.look.density, "")
    window.go(PageKey.OIT)
    assert window.page(PageKey.OIT).table.density is NORMAL


def test_another_language_makes_the_window_anew_where_one_was(page, window, qtbot) -> None:
    window.session.choose_year(2567)
    path = window.session.workspace.path
    try:
        choose(page.look.language, "en")
        qtbot.waitUntil(lambda: window.successor is not None)
        fresh = window.successor
        assert isinstance(fresh, Window)
        qtbot.addWidget(fresh)
        qtbot.waitUntil(fresh.isVisible)
        qtbot.waitUntil(lambda: not isValid(window))
        assert fresh.session.workspace.path == path
        assert fresh.session.year == 2567
        assert arrives(fresh, PageKey.SETTINGS)
        assert not fresh.session.workspace.read_only
        assert fresh.settings.get("language") == "en"
        fresh.end()
    finally:
        language.choose("th")


# -- files


def test_a_safety_copy_made_now_stands_first_in_the_list(page, window, qtbot) -> None:
    page.show_section(SettingsSection.BACKUP)
    before = len(page.backup.table.sheet.all_rows())
    qtbot.mouseClick(page.backup.back_up_button, LEFT)
    qtbot.waitUntil(lambda: len(page.backup.table.sheet.all_rows()) == before + 1)
    rows = page.backup.table.sheet.all_rows()
    assert rows[0].reason == "สั่งสำรองเอง"


def test_restoring_is_asked_for_with_the_list_of_copies(page, window, qtbot, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("ita_desktop.ui.dialogs.restore.ask", asked.append)
    page.show_section(SettingsSection.BACKUP)
    qtbot.mouseClick(page.backup.restore_button, LEFT)
    assert asked == [window]


def test_where_the_files_lie_is_told_and_opened(page, window, qtbot, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.show_section(SettingsSection.BACKUP)
    path = window.session.workspace.path
    assert page.ui.file.text() == str(path)
    qtbot.mouseClick(page.ui.openFile, LEFT)
    assert opened == [str(path.parent)]


def test_the_section_seen_last_is_shown_again(page, window) -> None:
    page.show_section(SettingsSection.CALENDAR)
    assert SettingsPage(window.session).section is SettingsSection.CALENDAR


def test_nothing_can_be_changed_in_a_read_only_workspace(window, qtbot, tmp_path) -> None:
    file = workspaces.copy_sample(tmp_path / "other.ita")
    with Workspace.open(file):
        window.open_file(file)
        window.go(PageKey.SETTINGS, "units")
        page = window.page(PageKey.SETTINGS)
        assert page.office.fields["office"].isReadOnly()
        assert not page.units.add_button.isEnabled()
        assert page.units.add_button.toolTip() == "แฟ้มนี้เปิดอ่านได้อย่างเดียว"
        assert not page.assessment.levels.isEnabled()
        window.end()


def test_the_keyboard_goes_into_the_section_that_is_shown(page, window, qtbot) -> None:
    qtbot.mouseClick(page.chips[SettingsSection.UNITS], LEFT)
    qtbot.waitUntil(page.units.table.hasFocus)
    qtbot.mouseClick(page.chips[SettingsSection.LOOK], LEFT)
    qtbot.waitUntil(page.look.theme.hasFocus)
