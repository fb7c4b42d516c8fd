"""The draft of a year is replaced by the table of a circular from the framework's editor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ita_desktop.domain.records import Assignment, new_id
from ita_desktop.frameworks import load
from ita_desktop.services.years import years
from ita_desktop.ui.dialogs.frameworks import ReplacingSheet
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.year.page import YearSection
from tests.services.frameworks.tables import excel_file, rows_of

LEFT = Qt.MouseButton.LeftButton
YEAR = 2570


@pytest.fixture
def sheet(window, qtbot, tmp_path, monkeypatch):
    """Opens the table of 2566 over the draft of a year."""
    session = window.session
    years.add_year(session.workspace, YEAR)
    session.choose_year(YEAR)
    window.go(PageKey.YEAR, YearSection.FRAMEWORK)
    path = excel_file(tmp_path / "หนังสือเวียน.xlsx", list(rows_of(load(2566))))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def opened() -> ReplacingSheet:
        window.page(PageKey.YEAR).framework.sharing.replace_draft()
        qtbot.waitUntil(lambda: bool(window.findChildren(ReplacingSheet)), timeout=20_000)
        return window.findChildren(ReplacingSheet)[-1]

    return opened


@pytest.mark.in_turn
def test_the_table_is_looked_at_accepted_and_undone(window, qtbot, sheet) -> None:
    before = window.session.data.framework
    shown = sheet()
    qtbot.mouseClick(shown.accept_button, LEFT)
    qtbot.waitUntil(
        lambda: len(window.session.data.framework.items_of("OIT")) == 30, timeout=20_000
    )
    window.session.undo()
    assert window.session.data.framework == before


@pytest.mark.in_turn
def test_an_item_with_entries_that_none_continues_keeps_it_back(window, qtbot, sheet) -> None:
    session = window.session
    shown = sheet()
    known = {old for old, _ in shown.pairs}
    gone = next(
        item.code for item in session.data.framework.items_of("OIT") if item.code not in known
    )
    shown.reject()
    qtbot.waitUntil(lambda: not window.findChildren(ReplacingSheet))
    with session.workspace.change("-") as change:
        row = Assignment(id=new_id(), year_id=session.data.fiscal_year.id, item_code=gone, note="ก")
        change.insert(row)
    shown = sheet()
    assert not shown.accept_button.isEnabled()
    assert gone in shown.accept_button.toolTip()
