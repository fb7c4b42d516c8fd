"""What is to be done next stands under the head of every page, and leads there."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.scores.progress import State
from ita_desktop.i18n import language
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.step_context import StepUrgency
from ita_desktop.services.years import years
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.page import SHOW, Page, PageKey
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Height, Space, Text
from ita_desktop.ui.widgets.label import ThaiLabel
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press

pytestmark = pytest.mark.painted

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def settled(window, qtbot):
    """The window after its first painting."""
    with qtbot.waitSignal(window.idle):
        window.repaint()
    return window


def page_of(window, key: PageKey) -> Page:
    window.go(key)
    return window.page(key)


def said(window, key: PageKey) -> str:
    """The step that the page's line tells, which is opened where it is folded."""
    page = page_of(window, key)
    if page.step_opener is not None and page.step_opener.isVisible():
        assert page.step_line is None or not page.step_line.isVisible()
        page.step_opener.click()
    line = page.step_line
    assert line.isVisible()
    return line.texts[0] if key is not PageKey.SCORES else line.texts[1]


@pytest.mark.in_turn
def test_every_page_says_what_is_to_be_done_next(settled) -> None:
    words = {
        PageKey.OVERVIEW: "เลยกำหนด",
        PageKey.ROSTER: "รายชื่อครบ 42 ลำดับแล้ว",
        PageKey.OIT: "เลยกำหนดทั้งหมด 3 ข้อ",
        PageKey.MEASURES: "มาตรการ I5 ยังไม่บันทึกผล",
        PageKey.SCORES: "ขาด คะแนนรวม 11.62 ถึงผ่าน",
        PageKey.MEETINGS: "ฝ่ายรายได้ รายงานสถิติภาษีรายไตรมาส (O9) เลยกำหนด 14 วัน",
        PageKey.DOCUMENTS: "ยังไม่มีคะแนน IIT EIT",
        PageKey.SETTINGS: "ยังไม่ได้ใส่ตราครุฑ",
        PageKey.YEAR: "อีก",
        PageKey.SURVEYS: "บันทึกยอดตอบของแบบสำรวจ",
    }
    for key, beginning in words.items():
        assert beginning in said(settled, key)
    assert set(PageKey) - set(words) == {PageKey.COLLECTING}  # empty in the sample


@pytest.mark.in_turn
def test_the_scores_begin_with_an_item_of_oit_at_zero_rather_than_with_a_survey(settled) -> None:
    """E6 had 89.24 in the year before."""
    page = page_of(settled, PageKey.SCORES)
    assert settled.session.tree.nodes["O3"].value == 0
    assert page.step_line.texts[2] == "เริ่มที่ O3"
    assert "ข้อต่ำสุด" not in page.step_line.texts[1]


@pytest.mark.in_turn
def test_before_the_first_painting_a_line_is_kept_free_so_that_nothing_jumps(window) -> None:
    window.forget_pages()
    window.navigation.is_painted = False
    page = page_of(window, PageKey.OVERVIEW)
    page.layout().activate()
    kept = page._steps.geometry()
    assert page.step_line is None
    page.after_first_paint()
    page.layout().activate()
    assert page.step_line.isVisible()
    assert page._steps.geometry() == kept


@pytest.mark.in_turn
def test_the_link_goes_to_the_item(settled, qtbot) -> None:
    line = page_of(settled, PageKey.OVERVIEW).step_line
    assert line.texts[1] == "เปิด O3"
    qtbot.mouseClick(line.action, LEFT)
    assert arrives(settled, PageKey.OIT)
    oit = settled.page(PageKey.OIT)
    assert oit.table.current_row().id == "O3"
    qtbot.waitUntil(oit.table.hasFocus)


@pytest.mark.in_turn
def test_what_was_late_is_followed_by_the_next_step_once_it_is_done(settled) -> None:
    session = settled.session
    assert page_of(settled, PageKey.OIT).step_line.urgency is StepUrgency.LATE
    late = [code for code, one in session.progress.items() if one.state is State.LATE]
    page = settled.page(PageKey.OIT)
    place = page.table.mapTo(page, page.table.rect().topLeft())
    assignments.assign(session.workspace, session.year, late, None, date(2025, 3, 30))
    page.layout().activate()
    assert page.table.mapTo(page, page.table.rect().topLeft()) == place
    assert page.step_line.urgency is StepUrgency.UPCOMING
    assert "ครบกำหนด 30 มี.ค. 68 อีก 16 วัน" in page.step_line.texts[0]
    page_of(settled, PageKey.OVERVIEW)
    page_of(settled, PageKey.OIT)
    assert not page.step_line.isVisible()
    assert "ครบกำหนด 30 มี.ค. 68 อีก 16 วัน" in page.step_opener.toolTip()
    page.step_opener.click()
    line = page.step_line
    assert line.urgency is StepUrgency.UPCOMING
    assert "ครบกำหนด 30 มี.ค. 68 อีก 16 วัน" in line.texts[0]


@pytest.mark.in_turn
def test_a_line_that_was_folded_stays_away_for_the_day_and_can_be_called_back(
    settled, qtbot
) -> None:
    page = page_of(settled, PageKey.OIT)
    line = page.step_line
    line.action.setFocus()
    qtbot.mouseClick(line.fold_button, LEFT)
    assert not line.isVisible()
    assert not line.isAncestorOf(QApplication.focusWidget() or settled)
    page_of(settled, PageKey.ROSTER)
    page_of(settled, PageKey.OIT)
    assert not line.isVisible()
    assert settled.message.message.key == SHOW
    settled.message._act()
    assert line.isVisible()


@pytest.mark.in_turn
def test_a_folded_line_comes_back_on_another_day(settled, monkeypatch) -> None:
    page = page_of(settled, PageKey.OIT)
    page.step_line.fold_button.click()
    monkeypatch.setattr(type(settled.session), "today", date(2025, 3, 17))
    page_of(settled, PageKey.ROSTER)
    assert page_of(settled, PageKey.OIT).step_line.isVisible()


@pytest.mark.in_turn
def test_a_folded_line_comes_back_when_there_is_something_else_to_say(settled) -> None:
    """But not under the mouse of somebody who is at work: the head tells it there and then."""
    page = page_of(settled, PageKey.OIT)
    page.step_line.fold_button.click()
    assert not page.step_line.isVisible()
    session = settled.session
    top = page.table.mapTo(settled, QPoint())
    assignments.assign(session.workspace, session.year, ["O3"], None, date(2025, 3, 2))
    assert not page.step_line.isVisible()
    assert page.table.mapTo(settled, QPoint()) == top
    assert "เลยกำหนดทั้งหมด 3 ข้อ" in page.step_opener.toolTip()
    page_of(settled, PageKey.ROSTER)
    assert page_of(settled, PageKey.OIT).step_line.isVisible()


@pytest.mark.in_turn
def test_a_step_of_which_nothing_is_late_is_folded_and_opens_from_the_head(settled, qtbot) -> None:
    page = page_of(settled, PageKey.ROSTER)
    assert page.step_line is None
    assert "รายชื่อครบ 42 ลำดับแล้ว" in page.step_opener.toolTip()
    qtbot.mouseClick(page.step_opener, LEFT)
    assert page.step_line.isVisible()
    assert page.step_line.isAncestorOf(QApplication.focusWidget())
    assert not page.step_opener.isVisible()
    page_of(settled, PageKey.OIT)
    assert page_of(settled, PageKey.ROSTER).step_line.isVisible()
    page.step_line.action.setFocus()
    press(Qt.Key.Key_Escape)
    assert not page.step_line.isVisible()
    assert page.step_opener.isVisible()


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [911, 1092, 1366])
def test_the_opener_takes_no_letter_from_the_title(settled, qtbot, width) -> None:
    page = page_of(settled, PageKey.ROSTER)
    settled.resize(width, 700)
    qtbot.waitUntil(lambda: page.header.width() <= width)
    header = page.header
    title = metrics(Text.TITLE).horizontalAdvance(header._title)
    # Beside tabs, one of which says the same, the title goes where there is no room for all of it.
    room = header._row.contentsMargins().left() - Space.PAGE_EDGE
    assert room >= title or not header._titled
    assert page.step_opener.isVisible()
    assert page.step_opener.text() or width < 1366
    assert page.step_opener.accessibleName().startswith("ต่อไป: ")


@pytest.mark.in_turn
def test_what_is_late_opens_the_line_of_a_page_that_is_looked_at_again(settled) -> None:
    page = page_of(settled, PageKey.ROSTER)
    session = settled.session
    orders.remove(session.workspace, session.year, [order.id for order in session.data.orders])
    body = session.data.bodies[0].id
    roster.add(session.workspace, session.year, body, [{"role": "กรรมการ"}])
    assert "ตำแหน่งว่าง 1 ลำดับ" in page.step_opener.toolTip()
    assert page.step_line is None
    page_of(settled, PageKey.OIT)
    assert page_of(settled, PageKey.ROSTER).step_line.isVisible()
    assert not page.step_opener.isVisible()


@pytest.mark.in_turn
def test_a_year_that_is_over_has_its_own_quiet_step(settled) -> None:
    page = page_of(settled, PageKey.OIT)
    assert page.step_line.isVisible()
    settled.session.choose_year(2567)
    assert not page.step_line.isVisible()
    assert "ปีงบประมาณ 2567 สิ้นสุดแล้ว" in page.step_opener.toolTip()


@pytest.mark.in_turn
def test_an_empty_page_has_neither_line_nor_opener(settled) -> None:
    session = settled.session
    page = page_of(settled, PageKey.ROSTER)
    assert page.step_opener.isVisible()
    years.add_year(session.workspace, 2569)
    session.choose_year(2569)
    assert page.is_empty
    assert page.step_line is None
    assert not page.step_opener.isVisible()


def test_the_new_year_is_begun_from_the_line(settled, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(type(settled.session), "today", date(2025, 10, 3))
    assert "ยังไม่ได้เริ่มปี 2569" in said(settled, PageKey.YEAR)
    page = settled.page(PageKey.YEAR)
    with qtbot.waitSignal(page.requested) as blocker:
        settled.commands._handlers[Command.NEW_YEAR] = lambda: None
        page.step_line.action.click()
    assert blocker.args == [Command.NEW_YEAR, ""]


@pytest.mark.in_turn
def test_f6_goes_through_the_line_and_tab_reaches_it_from_the_head(settled, qtbot) -> None:
    page = page_of(settled, PageKey.OIT)
    qtbot.waitUntil(page.table.hasFocus)
    for _ in range(5):
        press(Qt.Key.Key_F6)
        if page.step_line.isAncestorOf(QApplication.focusWidget()):
            break
    assert page.step_line.action.hasFocus()
    page.assign_button.setFocus()
    press(Qt.Key.Key_Tab)
    assert page.step_line.action.hasFocus()
    press(Qt.Key.Key_Tab)
    assert page.step_line.fold_button.hasFocus()


@pytest.mark.in_turn
def test_ticking_the_last_point_of_a_late_item_changes_the_line_at_once(settled) -> None:
    session = settled.session
    page = page_of(settled, PageKey.OIT)
    before = page.step_line.texts[0]
    points = session.data.framework.item_by_code["O3"].requirements
    evidence.tick(session.workspace, session.year, [point.code for point in points], met=True)
    assert before.startswith("O3")
    assert page.step_line.texts[0].startswith("O9")


@pytest.mark.in_turn
@pytest.mark.parametrize("key", [PageKey.OVERVIEW, PageKey.OIT, PageKey.MEASURES])
def test_the_line_is_one_line_at_every_width(settled, qtbot, key) -> None:
    for width in (1366, 1100, 900):
        settled.resize(width, 700)
        line = page_of(settled, key).step_line
        qtbot.waitUntil(lambda line=line: line.width() <= settled.width())
        qtbot.waitUntil(lambda line=line: len(line._label.lines()) == 1)
        assert line.height() == line.minimumHeight(), width


@pytest.mark.in_turn
def test_the_line_speaks_english(settled, monkeypatch) -> None:
    monkeypatch.setattr(language, "code", "en")
    settled.session.choose_year(2567)
    assert said(settled, PageKey.OIT).startswith("Fiscal year 2567 is over · it reached 97.38")


@pytest.mark.in_turn
def test_a_step_that_is_too_long_for_one_line_is_read_in_two(settled, qtbot) -> None:
    settled.idle.disconnect(settled.stay_in_sight)  # the screen of the tests is less wide
    settled.resize(1366, 768)
    page = page_of(settled, PageKey.OIT)
    line = page.step_line
    qtbot.waitUntil(lambda: line.isVisible() and line.height() == Height.MESSAGE)
    sentence = line.texts[0]
    settled.resize(1200, 768)
    qtbot.waitUntil(lambda: line.height() > Height.MESSAGE)
    shown = next(label for label in line.findChildren(ThaiLabel) if label.text() == sentence)
    assert "".join("".join(shown.lines()).split()) == "".join(sentence.split())
    assert shown.height() >= len(shown.lines()) * Text.BODY.line
    settled.resize(1200, 512)
    qtbot.waitUntil(lambda: line.height() == Height.STEP_LOW)
    assert len(shown.lines()) == 1
    assert shown.toolTip() == sentence
