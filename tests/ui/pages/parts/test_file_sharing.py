"""Each table's menu writes its list as Excel, and the edited file comes back by being dropped."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from ita_desktop.services.listed import LISTS
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.table.view import SheetView
from tests.ui.support.keyboard import press

SAVE = "ส่งออกเป็น Excel เพื่อแก้แล้วนำกลับ"


def offered(window) -> list[QAction]:
    """The entries that write a list, of the tables that are shown."""
    found = []
    for table in window.findChildren(SheetView):
        if table.isVisible():
            columns = table.menu.make().actions()[-1].menu()
            for action in columns.actions():
                if action.text().startswith(SAVE):
                    found += action.menu().actions() if action.menu() else [action]
    return found


@pytest.fixture
def proposed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names of files that were proposed; they are saved under these."""
    names: list[str] = []

    def ask(_parent, _title, path: str, *_rest) -> tuple[str, str]:
        names.append(Path(path).name)
        return str(tmp_path / Path(path).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return names


@pytest.mark.in_turn
def test_every_list_goes_out_from_its_table(window, qtbot, proposed) -> None:
    places = [each.kind.place for each in LISTS]
    for key, target in dict.fromkeys((place.page, place.target) for place in places):
        window.go(key, target)
        qtbot.waitUntil(lambda: bool(offered(window)))
        for action in offered(window):
            action.trigger()
    titles = {each.kind.title for each in LISTS}
    assert titles == {name.partition(" ปี ")[0] for name in proposed}
    wait_for_all()


@pytest.mark.in_turn
def test_an_edited_list_is_dropped_and_taken(window, qtbot, proposed, tmp_path) -> None:
    session = window.session
    calendar = next(each for each in LISTS if each.name == "calendar")
    window.go(calendar.kind.place.page, calendar.kind.place.target)
    qtbot.waitUntil(lambda: bool(offered(window)))
    offered(window)[0].trigger()
    path = tmp_path / f"ปฏิทินของปี ปี {session.year}.xlsx"
    qtbot.waitUntil(path.exists)
    book = load_workbook(path)
    book.worksheets[0]["C2"] = "แก้ใน Excel"
    book.save(path)
    dialog = import_files(session, window, [path])
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.plan is not None or dialog.trouble.isVisible())
    assert not dialog.trouble.isVisible()
    assert (dialog.plan.changed, dialog.plan.removed) == (1, 0)
    qtbot.waitUntil(dialog.table.hasFocus)
    press(Qt.Key.Key_Return)
    # It is deleted once it has closed.
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
    assert [each.note for each in session.data.calendar].count("แก้ใน Excel") == 1
    session.undo()
    assert "แก้ใน Excel" not in [each.note for each in session.data.calendar]
