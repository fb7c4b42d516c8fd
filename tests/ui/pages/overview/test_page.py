"""ภาพรวม in the real window: what it says, where its rows lead, how it fills the window."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.letters import REMINDER
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.oit import evidence
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from ita_desktop.services.years.line import PinState
from ita_desktop.ui.pages.overview.page import OverviewPage
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.book_table import BookTable
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press

pytestmark = pytest.mark.painted

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window) -> OverviewPage:
    return window.page(PageKey.OVERVIEW)


@pytest.fixture
def line(page, qtbot):
    """The year line, which comes a moment after the page."""
    qtbot.waitUntil(lambda: page.year.view is not None)
    return page.year.view


def click(qtbot, book: BookTable, number: int) -> None:
    rect = book.list.visualRect(book.list.model().index(number, 0))
    qtbot.mouseClick(book.list.viewport(), LEFT, pos=rect.center())


def spoken(book: BookTable) -> list[str]:
    """What a reader hears of each row."""
    reader = QAccessible.queryAccessibleInterface(book.list)
    return [reader.child(number).text(QAccessible.Text.Name) for number in range(len(book.rows))]


def top_of(page: OverviewPage, part: QWidget) -> int:
    return part.mapTo(page, QPoint(0, 0)).y()


def official(window, **values: object) -> None:
    session = window.session
    edits = [ScoreEdit(node, Decimal(str(value))) for node, value in values.items()]
    scores.set_scores(session.workspace, session.year, edits, ScoreSource.OFFICIAL)


# -- what it says


def test_each_thing_to_do_says_what_finishing_it_is_worth(page) -> None:
    first = page.todo.rows[0]
    assert first.cells[-1].text == "+2.00"
    assert first.cells[-1].whole(100) == "OIT +5.00 · รวม +2.00", "what has no column is in the tip"
    assert spoken(page.todo)[0] == (
        "O3, โรงเรียนสังกัดกรุงเทพมหานคร ในพื้นที่เขต, โรงเรียนในสังกัด, 28 ก.พ. 68, "
        "เลย 14 วัน, OIT +5.00, รวม +2.00"
    )


def test_a_wide_window_has_a_column_for_what_is_added_to_oit(window, page) -> None:
    text = page.todo.rows[0].words()
    window.resize(1920, 1080)
    assert [cell.text for cell in page.todo.rows[0].cells[-2:]] == ["+5.00", "+2.00"]
    assert page.todo.columns[-2].caption == "OIT"
    assert page.todo.rows[0].words() == text


def test_finishing_an_item_adds_what_was_told(window, page) -> None:
    before = Decimal(window.score_bar.values.total.value)
    described = Decimal(page.todo.rows[0].cells[-1].text)
    session = window.session
    points = session.data.framework.item_by_code["O3"].requirements
    evidence.tick(session.workspace, session.year, [point.code for point in points], met=True)
    assert Decimal(window.score_bar.values.total.value) - before == described
    assert "O3" not in [row.cells[0].text for row in page.todo.rows]


def test_the_way_to_the_next_level_names_what_lacks_and_what_would_lift_it(page) -> None:
    assert page.level.list.accessibleName() == "ระดับถัดไป: ผ่าน รวมตั้งแต่ 85.00"
    assert page.sentences[0].text() == "ทำ OIT ให้ครบอีกอย่างน้อย 6 ข้อ รวมจึงถึง 85.00"
    assert [row.cells[-1].text for row in page.lifts.rows[:2]] == ["รวม +2.00"] * 2
    assert spoken(page.level)[-1] == "รวม, ต้องได้ 85.00, 73.38, ขาด 11.62"
    assert [row.cells[-1].tip for row in page.level.rows[2:]] == [
        "OIT: ยังไม่ครบ 13 ข้อของปีนี้\nนับ ณ 14 มี.ค. 68 ข้อ OIT ครบเมื่อคะแนนเต็ม\nคลิกเพื่อเปิดในหน้าคะแนน",
        "รวม: ขาด 11.62\nนับ ณ 14 มี.ค. 68 ข้อ OIT ครบเมื่อคะแนนเต็ม\nคลิกเพื่อเปิดในหน้าคะแนน",
    ]
    tones = [row.cells[1].tone for row in page.level.rows]
    assert tones == [Tone.TEXT3, Tone.TEXT3, Tone.DOING, Tone.DOING], "nothing is reached: no green"


def test_a_year_that_is_over_waits_for_its_result_and_asks_for_nothing(
    window, page, monkeypatch, qtbot
) -> None:
    session = window.session
    ended, begins = date(2025, 12, 10), date(2024, 6, 1)
    monkeypatch.setattr(type(session), "today", property(lambda _session: ended))
    session.follow_day()
    qtbot.waitUntil(lambda: "สิ้นสุดแล้ว" in page.sentences[0].text())
    assert page.sentences[0].text() == "ปีงบประมาณ 2568 สิ้นสุดแล้ว · ยังไม่มีผล IIT EIT"
    assert page.lifts.rows == ()
    assert page.header.accessibleName().endswith("ปี 2568 สิ้นสุดแล้ว 30 ก.ย. 68")
    monkeypatch.setattr(type(session), "today", property(lambda _session: begins))
    session.follow_day()
    qtbot.waitUntil(lambda: page.header.accessibleName().endswith("ปี 2568 เริ่ม 1 ต.ค. 67 อีก 122 วัน"))


def test_a_survey_that_lacks_is_told_with_its_lowest_items(window, page) -> None:
    window.session.choose_year(2567)
    assert page.level.list.accessibleName() == "ระดับถัดไป: ผ่านดีเยี่ยม ทุกเครื่องมือตั้งแต่ 95.00"
    assert page.sentences[0].text() == "E4 E5 และ E6 ต้องได้เฉลี่ย 94.87 (ได้ 89.64) EIT จึงถึง 95.00"
    assert [(row.key, row.cells[-1].text) for row in page.lifts.rows[:3]] == [
        ("E6", "EIT +1.79"),
        ("E4", "EIT +1.77"),
        ("E5", "EIT +1.62"),
    ]
    assert spoken(page.level)[1] == "EIT, ต้องได้ 95.00, 92.38, ขาด 2.62"


def test_a_year_of_letters_is_on_its_way_by_the_total(window, page) -> None:
    window.session.choose_year(2567)
    years.use_level_set(window.session.workspace, 2567, "letters")
    official(window, EIT=70, ITA="90.66")
    assert page.level.list.accessibleName() == "ระดับถัดไป: AA รวมตั้งแต่ 95.00"
    assert page.level.rows[-1].cells[0].text == "รวม"
    assert page.sentences[0].text().startswith("ขาด คะแนนรวม ")
    assert (page.lifts.rows[0].key, page.lifts.rows[0].cells[-1].text) == ("E6", "รวม +0.54")


def test_the_highest_level_is_told_and_nothing_is_left_to_lift(window, page) -> None:
    window.session.choose_year(2567)
    official(window, EIT=100, ITA="99.66")
    assert page.level.list.accessibleName().startswith("ระดับสูงสุดแล้ว: ผ่านดีเยี่ยม")
    assert not page.lifts.isVisible()
    assert page.sentences[0].text() == "ถึงระดับสูงสุดแล้ว ผ่านดีเยี่ยม"


def test_a_year_without_any_score_says_what_there_is_none_of(window, page) -> None:
    window.session.choose_year(2566)
    assert page.level.list.accessibleName() == "ระดับถัดไป ยังไม่มีคะแนนครบ"
    assert page.sentences[0].text() == "ยังไม่มีคะแนน IIT EIT"


def test_a_units_blocks_are_its_items_and_are_spoken_in_words(page) -> None:
    rows = {row.cells[0].text: row for row in page.units.rows}
    blocks = rows["ฝ่ายการคลัง"].cells[1]
    assert len(blocks.blocks) == 13
    assert list(blocks.blocks).count(Mark.LATE) == 1
    assert blocks.accessible_text == "ครบแล้ว 4 · กำลังทำ 6 · เลยกำหนด 1 O14 · ยังไม่เริ่ม 2"
    scales = {row.cells[1].scale for row in page.units.rows}
    assert scales == {max(len(row.cells[1].blocks) for row in page.units.rows)}
    left, width = page.units.edges()[1]
    at = QPoint(left + width // 2, page.units.row_height // 2)
    assert page.units.tip(at) == page.units.rows[0].cells[1].accessible_text


def test_sub_indicators_have_blocks_of_one_scale(page) -> None:
    assert [len(row.cells[2].blocks) for row in page.subs.rows] == [4, 8, 3, 1, 1, 4, 1]
    assert {row.cells[2].scale for row in page.subs.rows} == {8}


def test_next_dates_say_what_is_missing(page) -> None:
    text = spoken(page.dates)
    assert text[0] == "20 มี.ค. 68, ประชุมคณะทำงาน ครั้งที่ 2/2568, อีก 6 วัน"
    assert text[1].endswith("อีก 17 วัน · เหลือ 6 ข้อ · 2 มาตรการเลยกำหนด · 3 มาตรการยังไม่เริ่ม")


# -- where it leads


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("part", "number", "to", "current"),
    [
        ("todo", 0, PageKey.OIT, "O3"),
        ("todo", 3, PageKey.MEASURES, None),
        ("lifts", 0, PageKey.OIT, "O3"),
        ("level", 1, PageKey.SCORES, "EIT"),
        ("dates", 1, PageKey.OIT, "O4"),
        ("dates", 0, PageKey.MEETINGS, None),
    ],
)
def test_a_row_leads_to_where_its_thing_is_seen_to(
    window, page, qtbot, part: str, number: int, to: PageKey, current: str | None
) -> None:
    click(qtbot, getattr(page, part), number)
    assert arrives(window, to)
    if current is not None:
        assert window.page(to).table.current_row().id == current


@pytest.mark.in_turn
@pytest.mark.parametrize(("part", "number"), [("todo", 3), ("dates", 2), ("dates", 1)])
def test_a_row_of_several_things_opens_these_and_no_others(
    window, page, qtbot, part: str, number: int
) -> None:
    place = getattr(page, part).rows[number].key
    wanted = place.target.removeprefix("rows:").split()
    assert len(wanted) > 1
    click(qtbot, getattr(page, part), number)
    assert arrives(window, place.page)
    table = window.page(place.page).table
    shown = [line.id for line in table.sheet.lines if line.group is None]
    assert (sorted(shown), table.current_row().id) == (sorted(wanted), wanted[0])
    assert f"แสดง {len(wanted)} จาก " in table.header.filter_line.words.text()
    table.sheet.show_other(list(table.sheet.rows))
    assert not table.sheet.filter_words(), "of another year they are none"
    table.sheet.show_only(wanted)
    window.go(place.page, wanted[1])
    assert not table.sheet.filter_words(), "one row alone is shown among all"


def test_an_oit_item_that_would_lift_the_level_opens_in_its_own_page(window, page, qtbot) -> None:
    window.resize(1920, 1080)
    codes = [row.key for row in page.lifts.rows]
    number = next(at for at, code in enumerate(codes) if code.startswith("O"))
    click(qtbot, page.lifts, number)
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == codes[number]


def test_what_if_is_one_click_away(window, page, qtbot) -> None:
    qtbot.mouseClick(page.try_button, LEFT)
    assert arrives(window, PageKey.SCORES)
    assert window.page(PageKey.SCORES).table.current_row().id == "O3"


def test_f6_reaches_every_part_and_the_pins(window, page, line) -> None:
    page.todo.setFocus()
    reached = set()
    for _ in range(12):
        focus = QApplication.focusWidget()
        reached |= {
            name
            for name in ("todo", "level", "lifts", "units", "dates", "subs", "year")
            if getattr(page, name).isAncestorOf(focus)
        }
        press(Key.Key_F6)
    assert reached == {"todo", "level", "lifts", "units", "dates", "subs", "year"}


# -- the year line


def test_the_line_comes_without_moving_anything(window, qtbot) -> None:
    page = window.page(PageKey.OVERVIEW)
    before = top_of(page, page.todo)
    qtbot.waitUntil(lambda: page.year.view is not None)
    assert top_of(page, page.todo) == before
    assert page.year.view.size() == page.year.size()


def test_the_pins_follow_an_edit(window, page, line) -> None:
    def late() -> list[str]:
        return [pin.pin.title for pin in line.pins if pin.pin.state is PinState.LATE]

    assert len(late()) == 2
    session = window.session
    by_code = session.data.framework.item_by_code
    points = [
        requirement.code for code in ("O3", "O9") for requirement in by_code[code].requirements
    ]
    evidence.tick(session.workspace, session.year, points, met=True)
    assert len(late()) == 1
    session.workspace.undo()
    assert len(late()) == 2


def test_a_pin_leads_to_what_is_missing(window, page, line, qtbot) -> None:
    due = next(pin for pin in line.pins if pin.pin.days_left == 17)
    due.setFocus()
    press(Key.Key_Return)
    assert "O4 ขาด 2 จาก 4 รายการ" in line.popover.facts
    press(Key.Key_Return)
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == "O4"


@pytest.mark.in_turn
def test_a_pins_menu_writes_to_the_units_that_its_day_concerns(window, page, line, qtbot) -> None:
    due = next(pin for pin in line.pins if pin.pin.days_left == 17)
    due.setFocus()
    press(Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == [
        due.pin.action,
        "หนังสือเตือนงาน OIT 9 หน่วย",
        "หนังสือเตือนมาตรการ 29 หน่วย",
    ]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        QTest.keyClick(menu, key)
    assert arrives(window, PageKey.MEETINGS)
    data = window.session.data
    newest = max(data.letters, key=lambda letter: letter.position)
    assert newest.wording == REMINDER
    assert len(data.recipients_of(newest.id)) == 9


def test_another_year_has_its_own_line(window, page, line) -> None:
    window.session.choose_year(2567)
    assert "1 ต.ค. 66" in line.accessibleName()
    assert PinState.NEXT not in {pin.pin.state for pin in line.pins}


# -- the window


def test_everything_is_in_sight_in_the_first_window(window, page, qtbot) -> None:
    window.resize(1366, 768)
    scroll = page.ui.scroll
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)
    assert len(page.todo.rows) == 5
    assert len(page.level.rows) + len(page.lifts.rows) == 6
    assert len(page.dates.rows) == 5
    for part in (page.todo, page.level, page.units, page.dates, page.subs):
        bottom = part.mapTo(scroll.viewport(), QPoint(0, part.height())).y()
        assert bottom <= scroll.viewport().height()


def test_the_last_line_counts_the_tasks_without_room_and_shows_them(window, page, qtbot) -> None:
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: len(page.todo.rows) == 5)
    tasks = page.session.cached_today("overview", page._found).todo
    *_, last = page.todo.rows
    assert tasks[4].days_left < 0
    assert last.words() == f"ดูอีก {len(tasks) - 4} แถว, มีเลยกำหนด"
    click(qtbot, page.todo, 4)
    assert [row.key for row in page.todo.rows[:-1]] == [task.place for task in tasks]
    click(qtbot, page.todo, len(tasks))
    assert len(page.todo.rows) == 5


def test_a_large_window_shows_more_to_do(window, page, qtbot) -> None:
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: len(page.todo.rows) > 10)
    assert page.ui.scroll.verticalScrollBar().maximum() == 0
    assert page.units.rows[0].cells[-1].text == "O3", "what is late of a unit"


def test_a_narrow_window_has_one_column_in_the_order_of_work(window, page, qtbot) -> None:
    window.resize(1093, 614)
    parts = (page.year, page.todo, page.level, page.lifts, page.units, page.subs, page.dates)
    qtbot.waitUntil(lambda: len({part.mapTo(page, QPoint(0, 0)).x() for part in parts}) == 1)
    tops = [top_of(page, part) for part in parts]
    assert tops == sorted(tops)
    assert page.ui.scroll.horizontalScrollBar().maximum() == 0


def test_back_in_a_wide_window_all_stands_as_before(window, page, qtbot) -> None:
    window.resize(1366, 768)
    parts = (page.todo, page.level, page.units, page.dates, page.subs)
    qtbot.waitUntil(lambda: page.ui.scroll.verticalScrollBar().maximum() == 0)
    before = [part.geometry() for part in parts]
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: [part.geometry() for part in parts] != before)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: [part.geometry() for part in parts] == before)
