"""What the window shows at each of its widths, from 1600 px down to the smallest one."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QAbstractButton, QMenuBar, QWidget

from ita_desktop.ui.frame.strip import StripFigure
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.window import Window

WIDTHS = (1920, 1600, 1599, 1366, 1200, 1199, 1093, 1000, 999, 900)


def columns(window: Window) -> list[str]:
    return [span.column.key for span in window.page(PageKey.OIT).table.header.spans()]


def right_edge(window: Window, part: QWidget) -> int:
    return part.mapTo(window, part.rect().topRight()).x()


@pytest.mark.parametrize(("width", "pane"), [(1600, Width.PANE_WIDE), (1599, Width.PANE)])
def test_the_pane_is_wider_in_a_wide_window(window, width, pane) -> None:
    window.resize(width, 900)
    window.go(PageKey.OIT)
    assert window.page(PageKey.OIT).pane.width() == pane


def test_under_1200_px_the_rail_is_folded_the_menus_are_one_and_the_pane_opens_over(window) -> None:
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    notes = [one.figure.note for one in window.strip.findChildren(StripFigure)]
    assert any(notes)
    for width, narrow in ((1200, False), (1199, True), (1200, False)):
        window.resize(width, 700)
        assert window.rail.is_folded is narrow
        assert window.top_bar.menu_bar.isVisible() is not narrow
        assert window.top_bar.menu_button.isVisible() is narrow
        assert page.split.lies_over is narrow
        assert page.split.is_folded is narrow
        assert "คะแนน" not in window.strip.sentence.text(), "there is no room for it"
    window.resize(1366, 768)
    assert "คะแนน" in window.strip.sentence.text()


def test_under_1000_px_columns_subtitles_and_the_outlook_give_room(window) -> None:
    window.go(PageKey.OIT)
    for width, narrow in ((1000, False), (999, True), (1000, False)):
        window.resize(width, 700)
        assert ({"met", "score"} <= set(columns(window))) is not narrow
        assert {"code", "title", "owners", "due", "state"} <= set(columns(window))
        assert window.strip._outlook.isVisible() is not narrow


def test_columns_that_had_no_room_come_back_and_are_not_remembered_as_hidden(window) -> None:
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    table.go_to("O3", "score")
    window.resize(950, 700)
    assert table.current_cell()[1].key == "code"
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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", list(PageKey))
def test_nothing_of_the_bars_reaches_over_the_edge_or_over_its_neighbour(
    window, qapp, width, page
) -> None:
    window.top_bar.office.setText("สำนักงานเขตป้อมปราบตัวอย่างไพศาล")
    window.resize(width, 560 if width == 900 else 768)
    window.go(page)
    qapp.processEvents()
    assert window.width() == width
    for bar in (window.top_bar, window.strip):
        parts = [one for one in bar.children() if isinstance(one, QWidget) and one.isVisible()]
        parts.sort(key=lambda one: one.x())
        for left, right in pairwise(parts):
            assert left.geometry().right() <= right.x(), (left, right)
        assert all(right_edge(window, one) < width for one in parts)
        whole = [one for one in parts if isinstance(one, QMenuBar | StripFigure)]
        whole += [one for one in parts if isinstance(one, QAbstractButton) and one.text()]
        assert all(one.width() >= one.sizeHint().width() for one in whole), "no word is cut"
    for button in window.page(page).findChildren(QAbstractButton):
        if button.isVisible():
            assert right_edge(window, button) < width
