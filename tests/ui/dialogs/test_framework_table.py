"""A new year's framework from the table of its circular, without typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ita_desktop.frameworks import load
from ita_desktop.ui.dialogs.beginning import NewYearDialog
from ita_desktop.ui.dialogs.frameworks import TABLE, LinksSheet, shipped
from ita_desktop.ui.dialogs.previews.rows import TICK
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from tests.services.frameworks.tables import rows_of, word_file


@pytest.fixture
def dialog(window, qtbot) -> NewYearDialog:
    made = NewYearDialog(window.session, shipped(), window)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def circular(tmp_path, monkeypatch):
    path = word_file(tmp_path / "หนังสือเวียน.docx", list(rows_of(load(2566))))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def opened(dialog: NewYearDialog, qtbot) -> LinksSheet:
    """Presses the button, and waits until the table is shown."""
    qtbot.mouseClick(dialog.framework.file_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown(dialog)), timeout=15_000)
    return shown(dialog)[0]


def shown(dialog: NewYearDialog) -> list[LinksSheet]:
    return [sheet for sheet in dialog.parent().findChildren(LinksSheet) if sheet.isVisible()]


@pytest.mark.in_turn
def test_the_table_is_shown_with_its_links_and_becomes_the_year(dialog, circular, qtbot) -> None:
    sheet = opened(dialog, qtbot)
    assert "30" in sheet.accept_button.text()
    sure = set(sheet.pairs)
    assert ("O16", "O21") in sure
    doubtful = next(row for row in sheet.rows if not row.ticked)
    sheet.table.on_edit(Edit(Act.TOGGLE, (CellChange(doubtful.id, TICK, True),)))
    added = tuple(doubtful.id.split(">"))
    qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.framework.chosen == TABLE
    assert "หนังสือเวียน.docx" in dialog.form.framework.currentText()
    with qtbot.waitSignal(dialog.accepted, timeout=15_000):
        dialog.accept_button.click()
    framework = dialog._session.workspace.year(2569).framework
    assert (framework.code, framework.drafted_from) == ("2569", "2567")
    assert len(framework.items_of("OIT")) == 30
    assert {(one.old, one.new) for one in framework.links if one.old[0] == "O"} == {*sure, added}


@pytest.mark.in_turn
def test_a_cancelled_table_changes_nothing(dialog, circular, qtbot) -> None:
    before = dialog.framework.chosen
    opened(dialog, qtbot).reject()
    assert dialog.framework.chosen == before


@pytest.mark.in_turn
def test_a_table_does_not_outlive_its_dialog(dialog, circular, qtbot) -> None:
    sheet = opened(dialog, qtbot)
    dialog.reject()
    assert not sheet.isVisible()


@pytest.mark.in_turn
def test_a_file_without_a_table_is_told_in_the_dialog(dialog, tmp_path, monkeypatch, qtbot) -> None:
    path = tmp_path / "ห้อง.csv"
    path.write_text("ห้อง,เบอร์\nประชุม,101\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(dialog.framework.problem, timeout=15_000) as told:
        qtbot.mouseClick(dialog.framework.file_button, Qt.MouseButton.LeftButton)
    assert "ไม่พบตารางข้อ" in told.args[0]
