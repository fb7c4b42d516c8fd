"""Forms that are sent again: with what is open now, as a newer version."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu

from ita_desktop.services.sending import RoundRequest, send
from ita_desktop.ui.pages.page import PageKey


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen."""
    made = tmp_path / "ซ้ำ"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made))
    return made


@pytest.fixture
def page(window, tmp_path: Path):
    """The board of a round that asked all units a question."""
    session = window.session
    wanted = RoundRequest(about=(), question="กี่ครั้ง", title="รอบ 1/2")
    send(session.workspace, session.year, wanted, tmp_path, today=session.today)
    window.go(PageKey.COLLECTING)
    return window.page(PageKey.COLLECTING)


def versions(page) -> dict[str, int]:
    return {row.id: row.state.form.version for row in page.table.sheet.all_rows()}


def chosen(menu: QMenu) -> None:
    (action,) = [action for action in menu.actions() if action.text() == "ส่งแบบซ้ำ…"]
    assert action.isEnabled()
    action.trigger()


@pytest.mark.in_turn
def test_a_unit_gets_a_newer_form_and_undo_takes_it_back(window, qtbot, page, folder) -> None:
    unit = page.table.sheet.all_rows()[1].id
    page.table.go_to(unit)
    menu = QMenu(page)
    page.table.menu_requested.emit(menu)
    chosen(menu)
    qtbot.waitUntil(lambda: versions(page)[unit] == 2)
    assert sorted(versions(page).values())[:-1] == [1] * (len(versions(page)) - 1)
    (file,) = folder.rglob("*.xlsx")
    assert file.parent.parent == folder
    qtbot.waitUntil(lambda: file.parent.name in window.message.message.sentence)
    window.session.undo()
    assert versions(page)[unit] == 1


@pytest.mark.in_turn
def test_all_that_are_behind_get_a_newer_form(window, qtbot, page, folder) -> None:
    session = window.session
    form, *_ = session.data.collection_units
    with session.workspace.change("รับแบบ") as change:
        change.update(form, answer="สองครั้ง", returned=session.today)
    chosen(page.remind_button.menu())
    behind = set(versions(page)) - {form.unit_id}
    qtbot.waitUntil(lambda: all(versions(page)[unit] == 2 for unit in behind))
    assert versions(page)[form.unit_id] == 1
    assert len(list(folder.rglob("*.xlsx"))) == len(behind)


@pytest.mark.in_turn
def test_sending_again_once_more_leaves_the_forms_of_the_first_time(page, qtbot, folder) -> None:
    unit = page.table.sheet.all_rows()[1].id
    page.table.go_to(unit)
    for version in (2, 3):
        menu = QMenu(page)
        page.table.menu_requested.emit(menu)
        chosen(menu)
        qtbot.waitUntil(lambda version=version: versions(page)[unit] == version)
    assert len(list(folder.rglob("*.xlsx"))) == 2
