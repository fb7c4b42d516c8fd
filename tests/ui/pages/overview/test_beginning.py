"""ภาพรวม leads through a year's beginning, then becomes the overview of today."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.services.beginning import Stage
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.support.arriving import arrives

pytestmark = pytest.mark.painted

LEFT = Qt.MouseButton.LeftButton


def with_a_new_year(workspace: Workspace) -> None:
    years.add_year(workspace, 2569)


@pytest.fixture
def prepare(request):
    return with_a_new_year if "page" in request.fixturenames else None


@pytest.fixture
def page(window, qtbot):
    """The overview of a year that has just been added to the sample."""
    with qtbot.waitSignal(window.idle):
        window.repaint()
    assert window.session.year == 2569
    window.go(PageKey.OVERVIEW)
    return window.page(PageKey.OVERVIEW)


def test_a_year_in_the_midst_of_its_work_shows_today(window) -> None:
    page = window.page(PageKey.OVERVIEW)
    assert page.beginning is None
    assert page.todo.isVisible()


def test_a_new_year_leads_with_its_steps(page) -> None:
    part = page.beginning
    assert part.isVisible()
    assert not page.todo.isVisible()
    assert page.dates.isVisible()
    assert [part.row(stage).state.mark for stage in Stage] == [Mark.NONE] * 5
    kinds = [part.row(stage).action.property("kind") for stage in Stage]
    assert kinds == ["primary", *["secondary"] * 4]
    assert part.draft_words.text() == "ยังไม่มีเกณฑ์ปี 2569 ใช้ของปี 2567-2568 ไปก่อน"
    assert part.draft.geometry().top() >= part.row(Stage.MEETING).action.geometry().bottom()
    assert page.step_line is None or not page.step_line.isVisible()


PLACES = {
    Stage.PEOPLE: PageKey.ROSTER,
    Stage.ORDER: PageKey.ROSTER,
    Stage.ASSIGNMENT: PageKey.OIT,
    Stage.MEASURES: PageKey.MEASURES,
    Stage.MEETING: PageKey.MEETINGS,
}


@pytest.mark.in_turn
def test_each_button_goes_where_the_step_is_done(window, page, qtbot) -> None:
    for stage, key in PLACES.items():
        window.go(PageKey.OVERVIEW)
        qtbot.mouseClick(page.beginning.row(stage).action, LEFT)
        assert arrives(window, key), stage
    window.go(PageKey.OVERVIEW)
    qtbot.mouseClick(page.beginning.compare_button, LEFT)
    assert arrives(window, PageKey.YEAR)


def test_steps_that_are_left_out_are_told_so_and_the_page_becomes_that_of_today(
    window, page, qtbot
) -> None:
    part = page.beginning
    assert not part.title.action.isVisible()
    qtbot.mouseClick(part.row(Stage.PEOPLE).without, LEFT)
    row = part.row(Stage.PEOPLE)
    assert not any(shown.isVisible() for shown in row.parts), "a finished step folds away"
    assert part.title.action.text() == "แสดง 1 ขั้นที่เสร็จแล้ว"
    qtbot.mouseClick(part.title.action, LEFT)
    assert (row.state.mark, row.state.text()) == (Mark.NONE, "ไม่ใช้")
    assert row.action.isVisible()
    assert row.without.text() == "ใช้ขั้นนี้"
    qtbot.mouseClick(part.title.action, LEFT)
    assert not row.action.isVisible()
    assert part.row(Stage.ORDER).action.property("kind") == "primary"
    for stage in (Stage.ORDER, Stage.ASSIGNMENT, Stage.MEASURES, Stage.MEETING):
        qtbot.mouseClick(part.row(stage).without, LEFT)
    assert not part.isVisible()
    assert page.todo.isVisible()
    window.session.undo()
    assert part.isVisible()


@pytest.mark.in_turn
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1092, 614), (911, 512)])
def test_no_word_of_the_steps_is_cut(window, page, qtbot, width, height) -> None:
    window.resize(width, height)
    part = page.beginning
    qtbot.waitUntil(lambda: part.width() <= width)
    for stage in Stage:
        row = part.row(stage)
        assert row.title.lines() == (row.title.text(),)
        for button in (row.without, row.action):
            assert button.width() >= button.sizeHint().width()
            assert button.geometry().right() <= part.width()
