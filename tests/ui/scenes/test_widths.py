"""What the window shows at each of its widths, from 1600 px down to the smallest one."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QWidget,
)

from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.ui.frame.score_bar import ScoreBarItem
from ita_desktop.ui.pages.measures.rows import HOW_OFTEN
from ita_desktop.ui.pages.meetings.view import MeetingSide
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.cells.layout import drawn_cell
from ita_desktop.ui.table.heading import caption_width
from ita_desktop.ui.table.sizes import DENSE, LOW, LOW_LINE
from ita_desktop.ui.table.texts import cell_text
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.lines import metrics, words
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Text, Width
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.page.pane import PaneSection
from ita_desktop.ui.window import Window
from tests.ui.scenes.every_scene import EVERYWHERE, SCENES
from tests.ui.support.keyboard import press, type_text

WIDTHS = (1920, 1600, 1599, 1366, 1200, 1199, 1093, 1000, 999, 900)


def columns(window: Window) -> list[str]:
    return [span.column.key for span in window.page(PageKey.OIT).table.header.spans()]


def right_edge(window: Window, part: QWidget) -> int:
    return part.mapTo(window, part.rect().topRight()).x()


@pytest.mark.in_turn
@pytest.mark.parametrize(("width", "pane"), [(1600, Width.PANE_WIDE), (1599, Width.PANE)])
def test_the_pane_is_wider_in_a_wide_window(window, width, pane) -> None:
    window.resize(width, 900)
    window.go(PageKey.OIT)
    assert window.page(PageKey.OIT).pane.width() == pane


@pytest.mark.in_turn
def test_a_wide_window_has_wider_columns_for_owners_and_dates(window) -> None:
    window.go(PageKey.OIT)
    header = window.page(PageKey.OIT).table.header

    def widths(window_width: int) -> dict[str, int]:
        window.resize(window_width, 900)
        return {span.column.key: span.width for span in header.spans()}

    usual, wide = widths(1366), widths(1920)
    assert all(wide[key] > usual[key] for key in ("title", "owners", "due"))
    assert all(wide[key] == usual[key] for key in ("code", "met", "state", "score"))


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [1260, 1280, 1320])
def test_rows_are_as_high_as_their_words_beside_a_scroll_bar_that_came_with_them(
    window, width
) -> None:
    window.resize(width, 720)
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    assert table.verticalScrollBar().isVisible()
    shown = [at for at in range(len(table.sheet.lines)) if table.rowViewportPosition(at) < 400]
    for at in shown:
        line = table.sheet.lines[at]
        if line.group is None:
            lines = [drawn_cell(line, span, table.density).lines for span in table.header.spans()]
            assert table.rowHeight(at) == table.density.height(max(lines)), line.id


def test_under_1200_px_the_rail_is_folded_the_menus_are_one_and_the_pane_opens_over(window) -> None:
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    notes = [one.figure.note for one in window.score_bar.findChildren(ScoreBarItem)]
    assert any(notes)
    for width, narrow in ((1200, False), (1199, True), (1200, False)):
        window.resize(width, 700)
        assert window.rail.is_folded is narrow
        assert window.top_bar.menu_bar.isVisible() is not narrow
        assert window.top_bar.menu_button.isVisible() is narrow
        assert page.split.lies_over is narrow
        assert page.split.is_folded is narrow
        assert "คะแนน" not in window.score_bar.sentence.text(), "there is no room for it"
    window.resize(1366, 768)
    assert "คะแนน" in window.score_bar.sentence.text()


def test_under_1000_px_columns_subtitles_and_the_outlook_give_room(window) -> None:
    window.go(PageKey.OIT)
    for width, narrow in ((1000, False), (999, True), (1000, False)):
        window.resize(width, 700)
        assert ({"met", "score"} <= set(columns(window))) is not narrow
        assert {"code", "title", "owners", "due", "state"} <= set(columns(window))
        assert window.score_bar._outlook.isVisible() is not narrow


def test_columns_that_had_no_room_come_back_and_are_not_remembered_as_hidden(window) -> None:
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    table.go_to("O3", "score")
    window.resize(950, 700)
    assert table.current_cell()[1].key in columns(window), "the keyboard is in a cell that is seen"
    assert not {"met", "score"} & set(table.memory()["columns"]["hidden"])
    window.session.choose_year(2567)
    assert "score" not in columns(window)
    window.resize(1366, 768)
    assert {"met", "score"} <= set(columns(window))


def test_a_column_that_was_hidden_by_hand_stays_hidden_in_a_wide_window(window) -> None:
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    table.header.show_column(table.sheet.column_index("met"), shown=False)
    window.resize(950, 700)
    window.resize(1366, 768)
    assert "met" not in columns(window)
    assert "score" in columns(window)
    assert "met" in table.memory()["columns"]["hidden"]


@pytest.mark.in_turn
def test_nothing_of_the_bars_reaches_over_the_edge_or_over_its_neighbour(window, qapp) -> None:
    window.top_bar.office.setText("สำนักงานเขตป้อมปราบตัวอย่างไพศาล")
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    for width in WIDTHS:
        window.resize(width, Width.WINDOW_MIN_HEIGHT if width == 900 else 768)
        all_is_in_its_place(window, qapp, width)


def all_is_in_its_place(window: Window, qapp: QApplication, width: int) -> None:
    for page in PageKey:
        window.go(page)
        qapp.processEvents()
        assert window.width() == width
        for bar in (window.top_bar, window.score_bar):
            parts = [
                child
                for child in bar.children()
                if isinstance(child, QWidget) and child.isVisible()
            ]
            parts.sort(key=lambda widget: widget.x())
            for left, right in pairwise(parts):
                assert left.geometry().right() <= right.x(), (page, left, right)
            assert all(right_edge(window, part) < width for part in parts), page
            whole = [part for part in parts if isinstance(part, QMenuBar | ScoreBarItem)]
            whole += [part for part in parts if isinstance(part, QAbstractButton) and part.text()]
            cut = [one for one in whole if one.width() < one.sizeHint().width()]
            assert not cut, (page, "no word is cut")
        for button in window.page(page).findChildren(QAbstractButton):
            if button.isVisible():
                assert right_edge(window, button) < width, page


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [1366, 1280, 1200])
def test_a_table_beside_its_pane_needs_not_be_scrolled_sideways(window, qapp, width) -> None:
    window.resize(width, 720)
    for page in (PageKey.OIT, PageKey.MEASURES, PageKey.SCORES, PageKey.DOCUMENTS):
        window.go(page)
        qapp.processEvents()
        table = window.page(page).table
        assert table.horizontalScrollBar().maximum() == 0, page
        assert table.sheet.total or page is PageKey.DOCUMENTS


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [1366, 1280, 1200])
def test_a_roster_beside_its_pane_needs_not_be_scrolled_sideways(window, qapp, width) -> None:
    window.resize(width, 720)
    window.go(PageKey.ROSTER, "orders")
    qapp.processEvents()
    page = window.page(PageKey.ROSTER)
    assert page.pane.isVisible()
    assert page.table.horizontalScrollBar().maximum() == 0


def analysis(window, qapp, height: int, *, folded: bool):
    """The analysis in a window 1366 px wide, its pane ``folded`` or beside it."""
    window.resize(1366, height)
    window.go(PageKey.MEASURES, "analysis:")
    part = window.page(PageKey.MEASURES).analysis
    part.split.fold(folded)
    qapp.processEvents()
    return part


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [1366, 1280, 1200])
def test_an_analysis_beside_its_pane_shows_its_issues_and_whole_captions(
    window, qapp, width
) -> None:
    """What has no room beside the pane is read in the pane."""
    part = analysis(window, qapp, 720, folded=False)
    window.resize(width, 720)
    qapp.processEvents()
    spans = part.table.header.spans()
    assert part.table.horizontalScrollBar().maximum() == 0
    assert [span.column.key for span in spans if caption_width(span.column) > span.width] == []
    widths = {span.column.key: span.width for span in spans}
    assert widths["issue"] >= 220
    window.resize(1920, 1080)
    part.split.fold(True)
    qapp.processEvents()
    texts = {"practice", "strength", "weakness", "issue", "improvement", "measures"}
    assert {span.column.key for span in part.table.header.spans()} >= texts


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [1600, 1366, 1280, 1200, 1199, 1093, 999, 911])
@pytest.mark.parametrize("side", [MeetingSide.ATTENDANCE, MeetingSide.ACTIONS])
def test_a_table_of_a_meeting_needs_not_be_scrolled_sideways(window, qapp, side, width) -> None:
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    window.resize(width, 720)
    window.go(PageKey.MEETINGS)
    view = window.page(PageKey.MEETINGS).view
    view.show_side(side)
    qapp.processEvents()
    table = (view.attendance if side is MeetingSide.ATTENDANCE else view.tasks).table
    assert table.isVisible()
    assert table.horizontalScrollBar().maximum() == 0
    used = [span for span in table.header.spans() if span.column.key not in table.sheet.unused]
    assert [span.column.key for span in used if caption_width(span.column) > span.width] == []
    if width >= 1093:  # 1366 px at 125 %
        said = [span for span in used if span.column.key in {"name", "post"}]
        drawn = (drawn_cell(line, span, table.density) for line in table.sheet.lines if
                 line.group is None for span in said)  # fmt: skip
        cut = [text for cell in drawn for text in getattr(cell, "texts", ()) if text.endswith("…")]
        assert cut == [], "who comes is read before columns that hold nothing"
    assert view.list.isVisible() is (width >= Breakpoint.FOLDED)
    assert view.choice.isVisible() is not view.list.isVisible()


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [1199, 1093, 911])
def test_a_preview_over_the_list_covers_no_word_of_it(window, qapp, width) -> None:
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    window.resize(width, 720)
    window.go(PageKey.DOCUMENTS)
    page = window.page(PageKey.DOCUMENTS)
    columns = [span.column.key for span in page.table.header.spans()]
    page.split.fold(False)
    qapp.processEvents()
    assert right_edge(window, page.table) < page.pane.mapTo(window, QPoint(0, 0)).x()
    assert page.table.horizontalScrollBar().maximum() == 0
    assert [span.column.key for span in page.table.header.spans()] == columns[:2]
    page.split.fold(True)
    qapp.processEvents()
    assert [span.column.key for span in page.table.header.spans()] == columns
    assert page.table.width() > width // 2


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", ["oit", "oit-remarks", "meeting-record"])
def test_nothing_in_a_pane_or_beside_it_is_cut(window, qapp, scene) -> None:
    cut: dict[int, list[str]] = {}

    def look() -> None:
        for _ in range(3):
            qapp.processEvents()  # what moves below another part asks for room
        found = cut[window.width()] = []
        seen = [part for part in window.findChildren(QWidget) if part.isVisible()]
        for part in seen:
            if isinstance(part, QScrollArea) and part.horizontalScrollBar().maximum():
                found.append("a pane is scrolled sideways")
            short = isinstance(part, Button) and part.width() < part.sizeHint().width()
            if short and part.text():
                found.append(part.text())
            if isinstance(part, PaneSection) and "…" in "".join(part._title.lines()):
                found.append(part._title.text())

    for width in (1280, 1200):
        window.resize(width, 720)
        EVERYWHERE[scene](window, look)
    assert cut == {1280: [], 1200: []}


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [1280, 1200])
def test_a_framework_beside_its_pane_needs_not_be_scrolled_sideways(window, qapp, width) -> None:
    window.resize(width, 720)
    window.go(PageKey.YEAR, "framework")
    qapp.processEvents()
    page = window.page(PageKey.YEAR)
    table = next(view for view in page.findChildren(SheetView) if view.isVisible())
    assert "reversed" in {span.column.key for span in table.header.spans()}
    assert table.horizontalScrollBar().maximum() == 0


THAI = re.compile("[\u0e01-\u0e4e]+")
WHOLE = {
    "collecting-board": "answer", "register-posts": "state", "register-people": "posts",
    "surveys-groups": "missing", "surveys-links": "url", "surveys-rules": "least",
    "year-calendar": "note", "meeting-attendance": "post",
}  # fmt: skip
"""Scenes with tables of many columns, and one that has to be among them."""


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", WHOLE)
def test_a_table_that_has_the_page_needs_not_be_scrolled_sideways(window, qapp, scene) -> None:
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    left = {}

    def look() -> None:
        qapp.processEvents()
        page = window.page(window.current_page)
        table = next(view for view in page.findChildren(SheetView) if view.isVisible())
        spans = table.header.spans()
        assert WHOLE[scene] in {span.column.key for span in spans}
        assert [span.column.key for span in spans if caption_width(span.column) > span.width] == []
        assert list(broken_words(table)) == []
        left[window.width()] = table.horizontalScrollBar().maximum()

    for width in (1366, 1024, 911):
        window.resize(width, 720)
        SCENES[scene](window, look)
    assert left == {1366: 0, 1024: 0, 911: 0}


def broken_words(table: SheetView, *keys: str) -> Iterator[str]:
    """The words of the rows of a table that go on in the next line, in these columns or in all."""
    for line in table.sheet.lines:
        for span in table.header.spans() if line.group is None else ():
            if keys and span.column.key not in keys:
                continue
            drawn = drawn_cell(line, span, table.density)
            for one, other in pairwise(getattr(drawn, "texts", ())):
                spaced = f"{one} {other}" in cell_text(span.column, line.row)
                if not spaced and THAI.fullmatch(one[-1:] + other[:1]):
                    pieces = words.breaker.pieces(one + other)
                    parts = [part for piece in pieces for part in words.breaker.parts(piece)]
                    if len(one) not in accumulate(map(len, parts)):
                        yield f"{span.column.key}: {one}|{other}"


@pytest.mark.in_turn
@pytest.mark.parametrize("folded", [True, False])
def test_how_often_a_measure_is_due_is_not_cut_inside_a_word(window, qapp, folded) -> None:
    """ปีงบประมาณ is wider than a column that has given up a third of its room."""
    window.idle.disconnect(window.stay_in_sight)
    window.go(PageKey.MEASURES)
    part = window.page(PageKey.MEASURES).measures
    for width in (1920, 1366, 1280, 1200, 1093, 911):
        window.resize(width, 720)
        part.split.fold(folded)
        qapp.processEvents()
        assert list(broken_words(part.table, HOW_OFTEN)) == [], width


@pytest.mark.in_turn
@pytest.mark.parametrize("year", [2567, 2568])
def test_the_caption_of_a_column_is_seen_whole(window, qapp, year) -> None:
    window.session.choose_year(year)
    measure = metrics(Text.LABEL_MEDIUM).horizontalAdvance
    for page in (PageKey.ROSTER, PageKey.OIT, PageKey.MEASURES, PageKey.SCORES):
        window.go(page)
        qapp.processEvents()
        spans = window.page(page).table.header.spans()
        cut = [span.column.title for span in spans if measure(span.column.title) > span.inner_width]
        assert not cut, page


@pytest.mark.in_turn
def test_captions_are_whole_before_a_long_text_takes_the_room(window, qapp) -> None:
    """Columns in which nothing is written yet are narrow, and this table has room."""
    part = analysis(window, qapp, 768, folded=True)
    spans = part.table.header.spans()
    assert [span.column.key for span in spans if caption_width(span.column) > span.width] == []
    assert part.table.horizontalScrollBar().maximum() == 0


@pytest.mark.in_turn
def test_no_button_over_the_attendance_list_is_cut(window, qapp) -> None:
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    window.go(PageKey.MEETINGS)
    view = window.page(PageKey.MEETINGS).view
    view.show_side(MeetingSide.ATTENDANCE)
    follow = view.attendance.follow_button
    for width in (1280, 1920, 1366, 1200, 1093, 900):
        window.resize(width, 720)
        qapp.processEvents()
        qapp.processEvents()  # words that come back ask for room
        buttons = [one for one in view.attendance.findChildren(Button) if one.isVisible()]
        assert len(buttons) >= 4
        cut = [one for one in buttons if one.width() < one.sizeHint().width()]
        assert not cut, (width, [one.accessibleName() for one in cut])
        assert follow.accessibleName() == "ปรับตามรายชื่อ"
        note = view.attendance._note
        assert not note.isVisible() or "…" not in "".join(note.lines()), width
    for width, says in ((480, False), (900, True)):
        view.attendance.resize(width, 400)
        assert bool(follow.text()) is says, "its word gives room, and comes back"


SCREEN = (960, 480)
"""1920 x 1080 at 200 %, less the window's frame and the task bar."""


def test_the_window_fits_on_a_full_hd_screen_at_200_per_cent(window) -> None:
    assert window.minimumWidth() <= SCREEN[0]
    assert window.minimumHeight() <= SCREEN[1]


@pytest.mark.in_turn
def test_a_low_window_leaves_rows_of_the_table_to_work_in(window, qapp) -> None:
    window.resize(*SCREEN)
    for page in (PageKey.ROSTER, PageKey.OIT, PageKey.MEASURES, PageKey.SCORES):
        window.go(page)
        qapp.processEvents()
        assert window.height() == SCREEN[1]
        assert window.page(page).table.viewport().height() >= 4 * Height.ROW, page


LOWEST = (853, 480)
"""1280 x 720 at 150 %."""
TABLES = {
    "roster": 5, "oit": 5, "measures": 5, "tracking": 5, "analysis": 5, "scores": 5,
    "documents": 5, "year-calendar": 5, "year-assessment": 5, "draft-carried": 5,
    "collecting-board": 5, "surveys-groups": 5, "settings-units": 5,
    "meeting-attendance": 5, "letters": 3, "paste": 5, "collecting-send": 5, "save-documents": 5,
    "oit-filing": 5,
}  # fmt: skip
"""How many rows are seen in the table of a scene: five, or all that there are."""


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", TABLES)
def test_in_the_lowest_window_five_rows_of_a_table_are_seen(window, scene, qapp) -> None:
    window.setMinimumSize(1, 1)  # else that of its layout
    window.resize(*LOWEST)
    seen = []

    def look() -> None:
        shown = QApplication.activeModalWidget() or window
        qapp.processEvents()
        tables = [table for table in shown.findChildren(SheetView) if table.isVisible()]
        seen.append(max(map(rows_whole, tables)))

    EVERYWHERE[scene](window, look)
    assert seen[0] >= TABLES[scene]


def rows_whole(table: SheetView) -> int:
    """How many rows lie whole in a table."""
    tops = [table.rowViewportPosition(at) for at in range(table.model().rowCount())]
    feet = [top + table.rowHeight(at) for at, top in enumerate(tops)]
    high = table.viewport().height()
    return sum(top >= 0 and foot <= high for top, foot in zip(tops, feet, strict=True))


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", ["new-year", "new-workspace", "restore", "about", "paste"])
def test_a_dialog_fits_into_a_low_window_with_all_that_is_in_it(window, scene) -> None:
    window.resize(*SCREEN)
    cut = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        place = window.mapFromGlobal(sheet.mapToGlobal(QPoint(0, 0)))
        if not window.rect().contains(QRect(place, sheet.size())):
            cut.append(scene)
        for part in sheet.findChildren(QWidget):
            inside = isinstance(part, QPushButton | QLineEdit | QComboBox) and part.isVisible()
            area = QRect(part.mapTo(sheet, QPoint(0, 0)), part.size())
            whole = part.height() >= part.minimumSizeHint().height()
            if inside and not (whole and sheet.rect().contains(area)):
                cut.append(f"{part!r}")

    SCENES[scene](window, look)
    assert not cut


WORK_AREA = (911, 470)
"""1366 x 768 at 150 %, less the task bar."""


def menus_within(menu: QMenu) -> Iterator[QMenu]:
    """A menu and those that open from it, filled as when they open."""
    menu.aboutToShow.emit()
    yield menu
    for entry in menu.actions():
        if entry.menu() is not None:
            yield from menus_within(entry.menu())


@pytest.mark.in_turn
def test_no_menu_is_higher_than_the_work_area(window) -> None:
    window.resize(*WORK_AREA)
    window.go(PageKey.DOCUMENTS)
    bar = window.top_bar.menu_bar
    menus = [menu for action in bar.actions() for menu in menus_within(action.menu())]
    assert len(menus) > len(bar.actions())
    heights = {menu.title(): menu.sizeHint().height() for menu in menus}
    # So that it neither covers the window: something of what it is about stays in sight.
    assert {title: high for title, high in heights.items() if high > WORK_AREA[1]} == {}


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", [text for text in SCENES if text.startswith("menu-")])
def test_no_menu_of_a_cell_is_higher_than_the_work_area(window, scene) -> None:
    window.resize(*WORK_AREA)
    heights = []

    def look() -> None:
        heights.append(QApplication.activePopupWidget().height())

    SCENES[scene](window, look)
    assert 0 < max(heights) <= WORK_AREA[1]


def rows_seen(window: Window) -> int:
    """How many rows of items lie whole in the table of งาน OIT, scrolled to its top."""
    table = window.page(PageKey.OIT).table
    table.verticalScrollBar().setValue(0)
    seen = 0
    for at, line in enumerate(table.sheet.lines):
        foot = table.rowViewportPosition(at) + table.rowHeight(at)
        seen += line.group is None and foot <= table.viewport().height()
    return seen


@pytest.mark.in_turn
def test_at_150_per_cent_eight_items_are_seen_below_the_line_of_the_next_step(window, qapp) -> None:
    window.resize(911, 512)
    window.go(PageKey.OIT)
    window.page(PageKey.OIT).after_first_paint()
    qapp.processEvents()
    assert window.page(PageKey.OIT).step_line.isVisible()
    assert rows_seen(window) >= 8


@pytest.mark.in_turn
def test_a_higher_window_gives_the_room_back(window, qapp) -> None:
    window.go(PageKey.OIT)
    qapp.processEvents()
    table, bars = window.page(PageKey.OIT).table, (window.top_bar, window.score_bar, window.status)
    before = table.density, [bar.height() for bar in bars]
    window.resize(911, 512)
    qapp.processEvents()
    assert table.density is LOW_LINE
    assert all(one.height() < was for one, was in zip(bars, before[1], strict=True))
    window.resize(1366, 768)
    qapp.processEvents()
    assert (table.density, [bar.height() for bar in bars]) == before


@pytest.mark.in_turn
def test_rows_chosen_to_be_low_are_so_again_in_a_higher_window(window, qapp) -> None:
    window.session.settings.set("density", "dense")
    window.resize(911, 512)
    window.go(PageKey.ROSTER)
    qapp.processEvents()
    assert window.page(PageKey.ROSTER).table.density is LOW
    window.resize(1366, 768)
    qapp.processEvents()
    assert window.page(PageKey.ROSTER).table.density is DENSE


@pytest.mark.in_turn
def test_a_text_of_several_lines_keeps_them_where_its_row_shows_one(window) -> None:
    workspace = window.session.workspace
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", "หนึ่ง\nสอง")])
    window.resize(911, 512)
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    table.header.show_column(table.sheet.column_index("note"), shown=True)
    table.setFocus()
    table.go_to("O3", "note")
    press(Qt.Key.Key_F2)
    type_text("ก")
    press(Qt.Key.Key_Tab)
    assert workspace.year(2568).assignment_by_item["O3"].note.count("\n") == 1
