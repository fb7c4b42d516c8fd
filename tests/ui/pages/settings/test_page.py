"""The page ตั้งค่า in the real window: what is typed or chosen holds at once."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ita_desktop.i18n import language
from ita_desktop.services import workspaces
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import MORE, SettingsPage, SettingsSection
from ita_desktop.ui.table.sizes import DENSE, NORMAL
from ita_desktop.ui.theme.theme import duration
from ita_desktop.ui.theme.tokens import DARK, LIGHT, LIGHT_HIGH, tokens
from ita_desktop.ui.window import Window
from tests.support.taken_in import plan_file
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.previews import accept_preview, open_preview

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
    field = page.office.fields["name"]
    field.setFocus()
    field.selectAll()
    type_text("สำนักงานเขตทดลอง")
    press(Key.Key_Tab)
    assert window.session.data.organisation.name == "สำนักงานเขตทดลอง"
    assert window.top_bar.office.text() == "สำนักงานเขตทดลอง"
    window.session.undo()
    assert field.text() == "สำนักงานเขตตัวอย่าง"


def test_an_office_without_a_name_is_refused_and_the_old_name_comes_back(page, window) -> None:
    field = page.office.fields["name"]
    field.setFocus()
    field.selectAll()
    press(Key.Key_Delete)
    press(Key.Key_Tab)
    assert "ชื่อสำนักงานว่างไม่ได้" in window.message.message.sentence
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


@pytest.mark.in_turn
def test_units_pasted_from_excel_are_added_as_one_step(page, window, qtbot) -> None:
    page.show_section(SettingsSection.UNITS)
    table = page.units.table
    before = len(window.session.data.units)
    table.setFocus()
    table.go_to(window.session.data.units[-1].id, "name")
    last = window.session.data.units[-1].name
    schools = "".join(f"โรงเรียน{name}\t\t\tโรงเรียน\n" for name in ("บ้านสมมติ", "วัดดาวเรือง"))
    doubled = "โรงเรียนวัดดาวเรือง\tร.ร.อื่น\t\tโรงเรียน\nฝ่ายโยธา\t\t\tฝ่าย\n"
    QApplication.clipboard().setText(f"{last}\n{schools}{doubled}")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    added = [row for row in sheet.table.sheet.all_rows() if row.action == "add"]
    assert {row.cells["ประเภท"] for row in added[:2]} == {"โรงเรียน"}
    assert [row.held for row in added] == [False, False, True, True]
    assert [list(row.unread) for row in added[2:]] == [["ชื่อหน่วย"]] * 2
    assert "มีฝ่ายโยธาอยู่แล้ว" in added[3].cells["ชื่อหน่วย"].old
    assert "2" in sheet.ui.accept.text()
    accept_preview(window, qtbot)
    assert len(window.session.data.units) == before + 2
    window.session.undo()
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


# -- the window


def test_the_theme_changes_at_once_and_is_remembered(page, window, theme) -> None:
    page.show_section(SettingsSection.LOOK)
    assert tokens() is LIGHT
    choose(page.look.theme, "dark")
    assert tokens() is DARK
    assert window.settings.get("theme") == "dark"


def test_what_is_seldom_chosen_is_folded_until_it_is_asked_for(page, window, qtbot) -> None:
    page.show_section(SettingsSection.LOOK)
    look = page.look
    assert look.theme.isVisible()
    assert not look.contrast.isVisible()
    qtbot.mouseClick(look.more, LEFT)
    assert look.contrast.isVisible()
    assert look.density.isVisible()
    qtbot.mouseClick(look.more, LEFT)
    assert not look.contrast.isVisible()
    window.go(PageKey.SETTINGS, MORE)
    assert look.contrast.hasFocus()


def test_what_was_chosen_there_is_not_folded_away(page, window) -> None:
    window.settings.set("density", "dense")
    assert not SettingsPage(window.session).look.more.is_folded


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
        fresh.opener.end()
    finally:
        language.choose("th")


# -- files


@pytest.mark.in_turn
def test_a_safety_copy_made_now_stands_first_in_the_list(page, window, qtbot) -> None:
    page.show_section(SettingsSection.BACKUP)
    qtbot.mouseClick(page.backup.back_up_button, LEFT)
    qtbot.waitUntil(lambda: asked_for(page)[:1] == ["สั่งสำรองเอง"])


def asked_for(page: SettingsPage) -> list[str]:
    """What the safety copies are called, without those that the start of the window made."""
    called = [row.reason for row in page.backup.table.sheet.all_rows()]
    return [reason for reason in called if reason != "เมื่อเปิดแฟ้ม"]


@pytest.mark.in_turn
def test_safety_copies_tell_before_which_act_they_were_made(page, window, tmp_path) -> None:
    workspace = window.session.workspace
    held = tmp_path / "หน่วย.csv"
    held.write_text("ชื่อหน่วยงาน,ประเภท\nโรงเรียนริมคลอง,โรงเรียน\n", encoding="utf-8")
    apply_import(workspace, plan_file(workspace, 2568, "units", held))
    for reason in ("import", "importseveral", "trust", "replace", "restore"):
        workspace.copies.make(reason)
    page.show_section(SettingsSection.BACKUP)
    page.backup.refresh()
    assert asked_for(page) == [
        "ก่อนกู้คืน",
        "ก่อนแทนด้วยแฟ้มอื่น",
        "ก่อนเชื่อถือแฟ้มจากผู้อื่น",
        "ก่อนนำเข้าหลายอย่าง",
        "ก่อนนำเข้า",
        "ก่อนนำเข้าหน่วย",
    ]


def test_restoring_is_asked_for_with_the_list_of_copies(page, window, qtbot, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("ita_desktop.ui.dialogs.restore.ask", lambda *given: asked.append(given))
    window.session.workspace.copies.make("asked")
    page.show_section(SettingsSection.BACKUP)
    qtbot.mouseClick(page.backup.restore_button, LEFT)
    row = page.backup.table.sheet.all_rows()[0].id
    page.backup.table.go_to(row)
    page.backup.table.detail_requested.emit(row)
    assert asked == [(window.opener, ""), (window.opener, row)]


def test_where_the_files_lie_is_told_and_opened(page, window, qtbot, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.show_section(SettingsSection.BACKUP)
    path = window.session.workspace.path
    assert page.backup.file.text() == str(path)
    qtbot.mouseClick(page.backup.open_file, LEFT)
    assert opened == [str(path.parent)]


def test_the_section_seen_last_is_shown_again(page, window) -> None:
    page.show_section(SettingsSection.UNITS)
    assert SettingsPage(window.session).section is SettingsSection.UNITS


@pytest.mark.in_turn
def test_nothing_can_be_changed_in_a_read_only_workspace(window, qtbot, tmp_path) -> None:
    file = workspaces.copy_sample(tmp_path / "other.ita")
    with Workspace.open(file):
        window.open_file(file)
        window.go(PageKey.SETTINGS, "units")
        page = window.page(PageKey.SETTINGS)
        assert page.office.fields["name"].isReadOnly()
        assert not page.units.add_button.isEnabled()
        assert page.units.add_button.toolTip() == "แฟ้มนี้เปิดอ่านได้อย่างเดียว"
        window.go(PageKey.YEAR, "assessment")
        assert not window.page(PageKey.YEAR).assessment.levels.isEnabled()
        window.opener.end()


def test_the_keyboard_goes_into_the_section_that_is_shown(page, window, qtbot) -> None:
    qtbot.mouseClick(page.chips[SettingsSection.UNITS], LEFT)
    qtbot.waitUntil(page.units.table.hasFocus)
    qtbot.mouseClick(page.chips[SettingsSection.LOOK], LEFT)
    qtbot.waitUntil(page.look.theme.hasFocus)
