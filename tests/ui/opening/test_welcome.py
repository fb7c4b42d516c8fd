"""The first page: one key to one's own work, or to the sample, and the ways to begin."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.dialogs import beginning
from ita_desktop.ui.dialogs.beginning import NewWorkspaceDialog, NewYearDialog
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog


@pytest.fixture
def welcome(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
    settings = Settings(tmp_path / "settings.json")
    file = workspaces.copy_sample(tmp_path / "เขตตัวอย่าง.ita")
    settings.note_opened(file)
    window = Window(settings)
    qtbot.addWidget(window)
    window.opener.show_welcome()
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.opener.end()


def home(window):
    return window._home


def wait_until_open(window, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(window.current_page), timeout=15_000)


def test_enter_opens_one_s_own_file(welcome, qtbot) -> None:
    qtbot.waitUntil(home(welcome).recent_lines[0].hasFocus)
    press(Qt.Key.Key_Return)
    wait_until_open(welcome, qtbot)
    assert not welcome.at_home
    assert welcome.session.workspace.path.name == "เขตตัวอย่าง.ita"


def test_the_sample_opens_with_a_click_and_is_not_among_one_s_own_files(welcome, qtbot) -> None:
    qtbot.mouseClick(home(welcome).ui.sample, Qt.MouseButton.LeftButton)
    wait_until_open(welcome, qtbot)
    assert welcome.settings.recent_files()[0].name == "เขตตัวอย่าง.ita"


@pytest.mark.in_turn
def test_a_new_year_begins_in_the_file_that_was_open_last(welcome, qtbot) -> None:
    in_dialog(NewYearDialog, lambda _sheet: press(Qt.Key.Key_Return))
    qtbot.mouseClick(home(welcome).ui.new_year, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: welcome.session is not None and welcome.session.year == 2569, timeout=15_000
    )
    assert welcome.session.workspace.path.name == "เขตตัวอย่าง.ita"


def test_a_recent_workspace_opens_with_a_click(welcome, qtbot) -> None:
    (line,) = home(welcome).recent_lines
    assert line.text() == "เขตตัวอย่าง.ita"
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    wait_until_open(welcome, qtbot)
    assert welcome.session.workspace.path.name == "เขตตัวอย่าง.ita"


def test_a_recent_workspace_that_cannot_be_opened_is_told_in_the_page(welcome, qtbot) -> None:
    welcome.settings.recent_files()[0].write_text("broken")
    (line,) = home(welcome).recent_lines
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: welcome.message.message is not None)
    assert welcome.at_home
    assert "เขตตัวอย่าง.ita" in welcome.message.message.sentence


def test_a_page_s_shortcut_does_nothing_while_there_is_no_page(welcome, qtbot) -> None:
    qtbot.waitUntil(home(welcome).recent_lines[0].hasFocus)
    press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert welcome.at_home
    assert home(welcome).recent_lines[0].hasFocus()


def test_ctrl_o_opens_a_file_that_is_chosen(welcome, qtbot, tmp_path, monkeypatch) -> None:
    file = workspaces.copy_sample(tmp_path / "อื่น.ita")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(file), ""))
    press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    wait_until_open(welcome, qtbot)
    assert welcome.session.workspace.path == file


def test_starting_from_excel_asks_for_a_workspace_and_then_for_the_file(
    welcome, qtbot, tmp_path, monkeypatch
) -> None:
    file = workspaces.copy_sample(tmp_path / "ใหม่.ita")
    asked = []
    menus = welcome.commands
    monkeypatch.setattr(menus, "import_file", asked.append)
    monkeypatch.setattr(
        "ita_desktop.ui.dialogs.beginning.ask_workspace",
        lambda _window, *, needs_name: None if needs_name else file,
    )
    qtbot.mouseClick(home(welcome).ui.excel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked == [""], timeout=15_000)
    assert welcome.session.workspace.path == file


@pytest.mark.in_turn
def test_starting_from_excel_needs_no_more_than_enter(
    welcome, qtbot, tmp_path, monkeypatch
) -> None:
    asked = []
    monkeypatch.setattr(welcome.commands, "import_file", asked.append)
    monkeypatch.setattr(beginning, "documents", lambda: tmp_path)
    for name in ("ITA สำนักงานเขต.ita", "ITA สำนักงานเขต 2.ita"):
        in_dialog(NewWorkspaceDialog, lambda _sheet: press(Qt.Key.Key_Return))
        welcome.opener.show_welcome()
        qtbot.mouseClick(home(welcome).ui.excel, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(asked), timeout=15_000)
        asked.clear()
        assert welcome.session.workspace.path == tmp_path / "ITA" / name
        assert welcome.session.data.organisation.name == "สำนักงานเขต"


def test_starting_from_excel_without_a_workspace_asks_for_no_file(
    welcome, qtbot, monkeypatch
) -> None:
    asked = []
    monkeypatch.setattr(welcome.commands, "import_file", asked.append)
    monkeypatch.setattr("ita_desktop.ui.dialogs.beginning.ask_workspace", lambda _window, **_: None)
    qtbot.mouseClick(home(welcome).ui.excel, Qt.MouseButton.LeftButton)
    assert welcome.at_home
    assert asked == []
