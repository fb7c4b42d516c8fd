"""Tests of the window run without a display, and with the bundled letters."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for settings and safety copies, so that no test touches the developer's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The application the way it starts: themed before the first widget is made."""
    from PySide6.QtWidgets import QApplication

    from ita_desktop.ui.theme.theme import Choice, Theme

    class ThemedApplication(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            self.theme = Theme(self, Choice.LIGHT)

    return ThemedApplication


@pytest.fixture
def theme(qapp):
    """The application's theme; light again after the test."""
    from ita_desktop.ui.theme.theme import Choice

    yield qapp.theme
    qapp.theme.choose(Choice.LIGHT)
