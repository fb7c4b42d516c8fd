"""The window of the city with made-up districts, on 14 March 2568."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ita_desktop.domain.city.districts import City
from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.settings import Settings
from ita_desktop.ui.city.window import CityWindow
from tools.made_city import made_city


@pytest.fixture(scope="session")
def made() -> City:
    """Forty-six districts of Bangkok, two other offices, two files that cannot be read."""
    return made_city()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def city(
    qtbot: QtBot,
    collector: None,
    settings: Settings,
    made: City,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[CityWindow]:
    """The shown window with these districts."""
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
    window = CityWindow(settings)
    window.resize(1366, 768)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    window.show_city(made, crosswalk())
    yield window
    if isValid(window):
        window.close()
        window.deleteLater()
