"""Ins adds a row in every list that has a button for it, also where there is none yet."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.services import measures
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.view import SheetView
from tests.ui.support.keyboard import focused, press

Key = Qt.Key
LISTS = [
    (PageKey.SETTINGS, "units"),
    (PageKey.YEAR, "calendar"),
    (PageKey.SURVEYS, "groups"),
    (PageKey.ROSTER, "people"),
]


@pytest.mark.in_turn
@pytest.mark.parametrize(("page", "target"), LISTS)
def test_ins_adds_a_row_to_a_list(window, page, target) -> None:
    window.go(page, target)
    table = next(view for view in window.page(page).findChildren(SheetView) if view.isVisible())
    table.setFocus()
    before = len(table.sheet.all_rows())
    press(Key.Key_Insert)
    assert len(table.sheet.all_rows()) == before + 1


def test_ins_adds_the_first_measure(window) -> None:
    session = window.session
    measures.remove(session.workspace, session.year, [one.id for one in session.data.measures])
    window.go(PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    assert focused() is page.part.empty.state.button
    press(Key.Key_Insert)
    assert len(session.data.measures) == 1
    assert page.part.table.isVisible()


def test_ins_adds_the_first_finding(window) -> None:
    session = window.session
    window.go(PageKey.MEASURES, "analysis:")
    part = window.page(PageKey.MEASURES).analysis
    part.table.selectAll()
    part.remove_findings()
    part.empty.state.button.setFocus()
    press(Key.Key_Insert)
    assert len(session.data.findings) == 1
