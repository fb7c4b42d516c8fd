"""The page of the year in the real window: what is typed or chosen holds at once."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from ita_desktop.domain.letters import SURVEY
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.year.page import YearPage, YearSection
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.previews import accept_preview

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window, qtbot) -> YearPage:
    window.go(PageKey.YEAR)
    return window.page(PageKey.YEAR)


def choose(box, value: object) -> None:
    """Chooses an entry of a list as a click does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def click(qtbot, view, row: str, key: str) -> None:
    index = view.sheet.index(view.sheet.place(row), view.sheet.column_index(key))
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center() - QPoint(4, 0))


# -- the way here


@pytest.mark.in_turn
def test_the_year_leads_to_its_page_and_no_entry_of_the_rail_is_lit(window, qtbot) -> None:
    window.go(PageKey.OIT)
    window.top_bar.year.click()
    row = next(row for row in window.top_bar.year.popup.rows if "ปฏิทินและกรอบ" in row.text())
    assert row.text() == "ปฏิทินและกรอบของปี 2568"
    row.click()
    assert arrives(window, PageKey.YEAR)
    assert not any(entry.isChecked() for entry in window.rail.entries.values())
    window.go(PageKey.OIT)
    lit = [key for key, entry in window.rail.entries.items() if entry.isChecked()]
    assert lit == [PageKey.OIT]


def test_the_keyboard_leads_to_the_page_and_on_through_the_window(page, window) -> None:
    window.go(PageKey.OVERVIEW)
    press(Key.Key_J, CTRL)
    assert arrives(window, PageKey.YEAR)
    met = []
    for _ in range(8):
        press(Key.Key_F6)
        met.append(window.focusWidget())
    assert any(window.rail.isAncestorOf(widget) for widget in met)
    assert any(page.isAncestorOf(widget) for widget in met)


def test_a_part_of_the_framework_is_shown_by_its_code(page, window) -> None:
    window.go(PageKey.YEAR, "framework#O12")
    assert page.section is YearSection.FRAMEWORK
    assert page.framework.table.current_row().id == "O12"


def test_the_section_seen_last_is_shown_again(page, window) -> None:
    page.show_section(YearSection.ASSESSMENT)
    assert YearPage(window.session).section is YearSection.ASSESSMENT


# -- dates


def test_a_date_is_moved_by_typing_it(page, window, qtbot) -> None:
    page.show_section(YearSection.CALENDAR)
    row = next(one for one in window.session.data.calendar if one.code == "oit_close")
    click(qtbot, page.dates.table, row.id, "day")
    type_text("15/5/68")
    press(Key.Key_Return)
    moved = next(one for one in window.session.data.calendar if one.code == "oit_close")
    assert moved.day.isoformat() == "2025-05-15"


def test_a_date_cannot_be_without_a_day(page, window, qtbot) -> None:
    page.show_section(YearSection.CALENDAR)
    row = window.session.data.calendar[0]
    click(qtbot, page.dates.table, row.id, "day")
    press(Key.Key_F2)
    page.dates.table.editing.editor.field.clear()
    press(Key.Key_Return)
    assert "ต้องไม่ว่าง" in window.message.message.sentence
    press(Key.Key_Escape)
    assert window.session.data.calendar[0].day == row.day


def test_a_new_date_begins_today_and_is_named_at_once(page, window, qtbot) -> None:
    page.show_section(YearSection.CALENDAR)
    before = len(window.session.data.calendar)
    qtbot.mouseClick(page.dates.add_button, LEFT)
    type_text("ประชุมติดตาม")
    press(Key.Key_Return)
    made = next(one for one in window.session.data.calendar if one.title == "ประชุมติดตาม")
    assert made.day.isoformat() == "2025-03-14"
    assert len(window.session.data.calendar) == before + 1


@pytest.mark.in_turn
def test_the_menu_of_a_date_writes_to_those_it_concerns(page, window) -> None:
    (day,) = [row for row in window.session.data.calendar if row.code == "survey_close"]
    page.dates.table.go_to(day.id, "title")
    menu = QMenu(page)
    page.dates.table.menu_requested.emit(menu)
    (wanted,) = [one for one in menu.actions() if "แบบสำรวจ" in one.text()]
    wanted.trigger()
    assert window.session.data.letters[-1].wording == SURVEY
    assert arrives(window, PageKey.MEETINGS)


def test_each_year_has_its_own_dates(page, window) -> None:
    page.show_section(YearSection.CALENDAR)
    window.session.choose_year(2566)
    titles = {row.title for row in page.dates.table.sheet.all_rows()}
    assert "เริ่มปีงบประมาณ พ.ศ. 2566" in titles
    assert "เริ่มปีงบประมาณ พ.ศ. 2568" not in titles


# -- assessment


@pytest.mark.in_turn
def test_weights_of_2566_are_typed_and_the_score_follows(page, window, qtbot) -> None:
    window.session.choose_year(2566)
    page.show_section(YearSection.ASSESSMENT)
    before = window.session.tree.nodes["OIT"].value
    assert "ยังไม่มีน้ำหนักของ 9.1" in page.assessment.gap.text()
    table = page.assessment.weights
    table.setFocus()
    table.go_to("9.1", "weight")
    QApplication.clipboard().setText("8\n12\n6\n2\n2\n8\n2")
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    assert not page.assessment.gap.isVisible()
    assert window.session.tree.nodes["OIT"].value != before
    assert window.session.workspace.edits.undo_label == "แก้น้ำหนัก 7 แห่ง"
    press(Key.Key_Z, CTRL)
    assert window.session.tree.nodes["OIT"].value == before


@pytest.mark.in_turn
def test_weights_that_do_not_add_up_are_told_but_kept(page, window, qtbot) -> None:
    page.show_section(YearSection.ASSESSMENT)
    click(qtbot, page.assessment.weights, "IIT", "weight")
    type_text("35")
    press(Key.Key_Return)
    assert window.session.tree.nodes["IIT"].weight == Decimal(35)
    assert page.assessment.gap.text() == (
        "น้ำหนักเครื่องมือรวมกันได้ 105 ไม่ใช่ 100 · แก้น้ำหนักของเครื่องมือให้รวมกันได้ 100"
    )


@pytest.mark.in_turn
def test_the_offices_own_target_is_the_mark_of_the_indicators(page, window, qtbot) -> None:
    page.show_section(YearSection.ASSESSMENT)
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
    window.session.undo()
    assert field.text() == ""
    assert window.session.data.target is None


@pytest.mark.in_turn
def test_another_level_system_names_another_level(page, window) -> None:
    window.session.choose_year(2567)
    page.show_section(YearSection.ASSESSMENT)
    assert window.session.tree.level.level.name == "ผ่านดี"
    choose(page.assessment.levels, "letters")
    assert window.session.tree.level.level.name == "AA"
    assert page.assessment.levels_note.text().startswith("AA ตั้งแต่ 95")
    window.session.undo()
    assert page.assessment.levels.currentData() == "names"
