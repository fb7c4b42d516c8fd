"""Each task is done twice: with the mouse (and typing where there is something to type), and by
keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand


@pytest.fixture
def mouse() -> Hand:
    """A hand that points and types, and knows no shortcut."""
    return Hand("mouse")


@pytest.fixture
def keys() -> Hand:
    """A hand that never touches the mouse."""
    return Hand("keys")


@pytest.fixture
def fresh(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The window with a new file for 2568, in which nothing but the office's units stands."""
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2024-11-04")
    path = tmp_path / "เขตตัวอย่าง.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2568).close()
    made = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.open_file(path)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.end()
