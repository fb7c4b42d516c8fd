"""ตรวจกรอบร่าง in the real window: parts of a draft are ticked singly, by block, and all."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer

from ita_desktop.domain import framework_draft
from ita_desktop.domain.scores.progress import FULL_MARK
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.frameworks.editing import confirm
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.year.assessment import DraftSection
from ita_desktop.ui.pages.year.page import YearPage, YearSection
from ita_desktop.ui.widgets.sheet import Question
from tests.ui.support.keyboard import is_active, press

LEFT = Qt.MouseButton.LeftButton
DRAFT = 2570


def with_a_draft(workspace: Workspace) -> None:
    years.add_year(workspace, DRAFT)


@pytest.fixture
def prepare():
    return with_a_draft


@pytest.fixture
def page(window) -> YearPage:
    window.resize(1366, 768)
    assert window.session.year == DRAFT
    window.go(PageKey.YEAR, YearSection.DRAFT)
    return window.page(PageKey.YEAR)


@pytest.fixture
def section(page) -> DraftSection:
    return page.draft


def click(qtbot, view, row: str, key: str) -> None:
    index = view.sheet.index(view.sheet.place(row), view.sheet.column_index(key))
    view.scrollTo(index)
    area = view.visualRect(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=area.topLeft() + QPoint(18, area.height() // 2))


def unconfirmed(window) -> frozenset[str]:
    return framework_draft.unconfirmed(window.session.data)


@pytest.mark.in_turn
def test_a_part_is_ticked_and_unticked_with_the_keyboard_and_undone(section, window) -> None:
    section.table.go_to("weight IIT", "confirmed")
    section.table.setFocus()
    press(Qt.Key.Key_Space)
    assert "weight IIT" not in unconfirmed(window)
    press(Qt.Key.Key_Space)
    assert "weight IIT" in unconfirmed(window)
    window.session.undo()
    assert "weight IIT" not in unconfirmed(window)


def test_a_block_is_confirmed_in_one_step(section, window, qtbot) -> None:
    section.table.go_to("level passes", "name")
    assert section.block_button.text() == "ยืนยันหมวดเกณฑ์ระดับผล"
    qtbot.mouseClick(section.block_button, LEFT)
    assert not [key for key in unconfirmed(window) if key.startswith("level ")]
    assert [key for key in unconfirmed(window) if key.startswith("item ")]
    window.session.undo()
    assert len([key for key in unconfirmed(window) if key.startswith("level ")]) == 5


def answer(window, button: str) -> None:
    """Answers the question that comes next, by its "keep_button" or "lose_button"."""
    QTimer.singleShot(0, lambda: getattr(window.findChild(Question), button).click())


def test_all_is_confirmed_in_one_step_and_nothing_is_left_to_press(section, window, qtbot) -> None:
    before = unconfirmed(window)
    answer(window, "keep_button")
    qtbot.mouseClick(section.all_button, LEFT)
    assert unconfirmed(window) == before, "it asks what that means"
    answer(window, "lose_button")
    qtbot.mouseClick(section.all_button, LEFT)
    assert unconfirmed(window) == frozenset()
    assert not section.all_button.isEnabled()
    assert "ครบแล้ว" in section.note.text()


def test_after_the_last_part_the_keyboard_is_in_the_list(section, window) -> None:
    section.all_button.setFocus()
    answer(window, "lose_button")
    press(Qt.Key.Key_Space)
    assert unconfirmed(window) == frozenset()
    assert window.focusWidget() is section.table
    window.activateWindow()
    assert is_active(window)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert unconfirmed(window)


def test_when_the_draft_ends_the_keyboard_is_on_the_section(page, section, window) -> None:
    section.table.setFocus()
    session = window.session
    with session.workspace.change("-") as change:
        change.update(session.data.fiscal_year, drafted_from="")
    assert not section.table.isVisible()
    chip = page.chips[YearSection.DRAFT]
    assert window.focusWidget() is chip
    press(Qt.Key.Key_Tab)
    assert window.focusWidget() not in {None, chip}


def test_a_printed_year_is_not_asked(page, window) -> None:
    assert page.chips[YearSection.DRAFT].isVisible()
    window.session.choose_year(2568)
    page.show_section(YearSection.CALENDAR)
    assert not page.chips[YearSection.DRAFT].isVisible()
    page.show_section(YearSection.DRAFT)
    assert "ไม่ใช่ร่าง" in page.draft.note.text()


def test_an_item_is_confirmed_in_the_tree(page, window) -> None:
    page.show_section(YearSection.FRAMEWORK)
    editor = page.framework
    editor.table.go_to("O12", "confirmed")
    editor.table.setFocus()
    press(Qt.Key.Key_Space)
    assert "item O12" not in unconfirmed(window)
    window.session.choose_year(2568)
    window.go(PageKey.YEAR, YearSection.FRAMEWORK)
    assert "confirmed" not in [column.key for column in editor.table.sheet.columns]


def test_dates_say_that_they_are_unconfirmed_or_assumed(page, window) -> None:
    def said() -> set[str]:
        sheet = page.dates.table.sheet
        column = sheet.columns[sheet.column_index("basis")]
        return {column.text(row) for row in sheet.all_rows()}

    page.show_section(YearSection.CALENDAR)
    assert said() == {"ยังไม่ยืนยัน"}
    window.session.choose_year(2568)
    assert said() == {"", "ประมาณไว้"}


def test_no_level_of_a_draft_is_green(page, window) -> None:
    session = window.session
    edits = [ScoreEdit(code, FULL_MARK) for code in ("IIT", "EIT", "OIT")]
    scores.set_scores(session.workspace, DRAFT, edits, ScoreSource.OFFICIAL)
    bar = window.score_bar
    assert "กรอบร่าง" in bar.values.total.note
    assert "กรอบ 2567" in bar.values.total.source
    assert "กรอบร่าง" in bar.values.sentence
    confirm(session.workspace, DRAFT, framework_draft.unconfirmed(session.data))
    assert "กรอบร่าง" not in bar.values.total.note
    assert "กรอบร่าง" not in bar.values.sentence


@pytest.mark.in_turn
def test_every_page_of_a_draft_year_is_shown(page, window) -> None:
    for key in PageKey:
        window.go(key)
        assert window.current_page == key


@pytest.mark.in_turn
def test_weights_levels_and_items_say_that_they_are_unconfirmed(page, window) -> None:
    def marks() -> set[str]:
        return {row.mark for row in page.assessment.weights.sheet.all_rows()}

    page.show_section(YearSection.ASSESSMENT)
    assert marks() == {"ยังไม่ยืนยัน"}
    assert "ยังไม่ยืนยัน 5 จาก 5" in page.assessment.levels_note.text()
    window.go(PageKey.OIT, "O12")
    pane = window.page(PageKey.OIT).pane
    assert "คัดลอกจากกรอบ 2567 ยังไม่ยืนยัน" in pane._basis.text()
    confirm(window.session.workspace, DRAFT, unconfirmed(window))
    assert "มาตรการของเขตหนึ่ง" in pane._basis.text()
    assert "ยังไม่ยืนยัน" not in pane._basis.text()
    window.go(PageKey.YEAR, YearSection.ASSESSMENT)
    assert marks() == {""}
    assert "ยังไม่ยืนยัน" not in page.assessment.levels_note.text()


def test_the_note_of_a_group_stays_within_the_cell_of_its_title(page, window) -> None:
    window.resize(900, 768)
    window.go(PageKey.YEAR, YearSection.FRAMEWORK)
    view = page.framework.table
    view.setCurrentIndex(view.sheet.index(2, view.sheet.column_index("title")))
    group = view.sheet.lines[0].group
    assert group is not None
    assert group.note
    beside = view.visualRect(view.sheet.index(0, view.sheet.column_index("confirmed")))
    image = view.viewport().grab(beside.adjusted(0, 2, 0, -2)).toImage()
    inside = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert len(inside) == 1
    assert group.note in view.sheet.lines[0].tip
