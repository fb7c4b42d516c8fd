"""The parts of the running window are as large as the table of measures of the look says.

The numbers stand here once more, because a test of the tokens against themselves finds nothing.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollBar, QWidget

from ita_desktop.ui.frame.edges import RailEntry
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import SettingsSection
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.book_table import BookTable
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.status import Message, MessageKind
from ita_desktop.ui.window import Window
from tests.ui.scenes.every_scene import SCENES
from tests.ui.scenes.window import scene_window

PAPER_LEFT, PAGE_EDGE = 172, 24
TABLES = (PageKey.ROSTER, PageKey.OIT, PageKey.MEASURES)


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One window for all that is measured in it."""
    with scene_window(tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture
def seen(window, qapp):
    """Shows a page of the window at a size; gives the page when it is laid out."""

    def show(key: PageKey, target: str = "", size: tuple[int, int] = (1366, 768)) -> QWidget:
        window.message.clear()
        window.resize(*size)
        window.go(key, target)
        for _ in range(3):
            qapp.processEvents()
        return window.page(key)

    return show


def of_kind(page: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [widget for widget in page.findChildren(kind) if widget.isVisible()]


def left_of(window: Window, part: QWidget) -> int:
    return part.mapTo(window, QPoint(0, 0)).x()


def row_heights(table: SheetView, *, groups: bool) -> set[int]:
    return {
        table.rowHeight(at)
        for at, line in enumerate(table.sheet.lines)
        if (line.group is not None) is groups
    }


@pytest.mark.in_turn
def test_the_bars_of_the_frame(window, seen) -> None:
    seen(PageKey.OIT)
    assert window.top_bar.height() == 46
    assert window.score_bar.height() == 38
    assert window.status.height() == 26
    assert window.top_bar.year.width() in {158, 159}, "as wide as its words need"
    assert window.top_bar.search.height() == 30
    assert window.top_bar.search.width() == 300


def test_the_rail_open_and_folded(window, seen) -> None:
    seen(PageKey.OIT)
    entries = of_kind(window.rail, RailEntry)
    assert window.rail.width() == 172
    assert {entry.height() for entry in entries} == {34}
    tops = sorted(entry.y() for entry in entries)[:-1]  # the last one stands at the bottom
    assert {below - above for above, below in pairwise(tops)} == {36}
    window.resize(1093, 614)
    assert window.rail.width() == 56
    assert {entry.height() for entry in entries} == {34}


@pytest.mark.in_turn
@pytest.mark.parametrize("key", list(PageKey))
def test_a_page_begins_with_its_head_at_the_pages_edge(window, seen, key) -> None:
    page = seen(key)
    head = of_kind(page, PageHeader)[0]
    assert head.height() == 49
    assert head.mapTo(window, QPoint(0, 0)).y() == 46 + 38 + 1, "below a hairline"
    assert left_of(window, head) in {PAPER_LEFT, PAPER_LEFT + 1, PAPER_LEFT + 1 + PAGE_EDGE}


@pytest.mark.parametrize("key", list(PageKey))
def test_buttons_chips_and_fields_of_a_page(seen, key) -> None:
    page = seen(key)
    framed = {ButtonKind.PRIMARY, ButtonKind.SECONDARY, ButtonKind.DANGER}
    buttons = [widget for widget in of_kind(page, Button) if widget.property("kind") in framed]
    assert {button.height() for button in buttons} <= {32}
    assert {widget.height() for widget in of_kind(page, Chip)} <= {28}
    assert {widget.height() for widget in of_kind(page, QLineEdit)} <= {30}
    assert {widget.height() for widget in of_kind(page, QComboBox)} <= {30}


def test_fields_of_a_form(seen) -> None:
    page = seen(PageKey.SETTINGS, SettingsSection.OFFICE)
    assert {widget.height() for widget in of_kind(page, QLineEdit)} == {30}
    page = seen(PageKey.SETTINGS, SettingsSection.LOOK)
    assert {widget.height() for widget in of_kind(page, QComboBox)} == {30}


@pytest.mark.parametrize("key", TABLES)
def test_the_head_and_the_rows_of_a_table(window, seen, key) -> None:
    table = seen(key).table
    window.resize(1366, 760)
    assert table.header.height() == 30 + 28
    assert row_heights(table, groups=True) == {36}
    assert row_heights(table, groups=False) <= {32, 52, 72}
    assert 32 in row_heights(table, groups=False)


def test_the_letters_of_a_table_begin_at_the_pages_edge(window, seen) -> None:
    table = seen(PageKey.OIT).table
    first = table.header.spans()[0]
    letters = left_of(window, table.viewport()) + first.inner_x
    assert letters - PAPER_LEFT in {PAGE_EDGE, PAGE_EDGE + 1}


def test_rows_of_the_score_tree_are_low(seen) -> None:
    table = seen(PageKey.SCORES).table
    assert row_heights(table, groups=False) == {26}


@pytest.mark.parametrize(
    ("size", "rows"), [((1366, 768), {23, 46, 32}), ((1920, 1080), {30, 60, 32})]
)
def test_rows_of_book_tables(seen, size, rows) -> None:
    page = seen(PageKey.OVERVIEW, size=size)
    assert {widget.row_height for widget in of_kind(page, BookTable)} == rows


@pytest.mark.parametrize(("width", "pane"), [(1366, 356), (1920, 420)])
def test_the_detail_pane(seen, width, pane) -> None:
    assert seen(PageKey.OIT, "O12", (width, 768)).pane.width() == pane


def test_the_preview_of_a_document(seen) -> None:
    assert seen(PageKey.DOCUMENTS, "oit-assignments").pane.width() == 584


def test_the_message_line(window, seen) -> None:
    seen(PageKey.OIT)
    window.message.display(Message(MessageKind.WARNING, "ลิงก์ 2 รายการเปิดไม่ได้"))
    assert window.message.height() == 38


def test_the_step_line_is_as_high_as_a_message(seen, qtbot) -> None:
    page = seen(PageKey.OIT)
    qtbot.waitUntil(lambda: page.step_line is not None)
    assert page.step_line.height() == 38


def test_scroll_bars(seen) -> None:
    page = seen(PageKey.OIT)
    upright = [widget for widget in of_kind(page, QScrollBar) if widget.height() > widget.width()]
    assert upright
    assert {widget.width() for widget in upright} == {10}


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("window_size", "sheet"), [((1366, 768), (980, 552)), ((960, 540), (960 - 96, 540 - 40))]
)
def test_a_dialog_and_what_is_left_of_it_in_a_small_window(window, window_size, sheet) -> None:
    window.resize(*window_size)
    sizes = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        sizes.append((shown.width(), shown.height()))

    SCENES["paste"](window, look)
    assert sizes == [sheet]
