"""Windows on a database that several clerks write."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.paths import resource
from ita_desktop.services import server
from ita_desktop.services.settings import differences
from ita_desktop.settings import Settings
from ita_desktop.storage.server.shared import Role
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl, add_user
from tests.storage.server.databases import copied_database, set_up_database

__all__ = ["add_user"]

_SAMPLE_DAY = "2025-03-14"


@pytest.fixture(scope="session")
def filled_database(
    postgresql_url: str, tables: str, new_folder: Callable[[str], Path]
) -> Iterator[str]:
    """The address of a database with the sample's records, which nobody opens."""
    with set_up_database(postgresql_url, tables) as url:
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("ITA_DESKTOP_HOME", str(new_folder("home")))
            with differences.opened_source(resource("sample", "sample.ita")) as source:
                server.put(source, url)
        yield url


@pytest.fixture
def shared_database(postgresql_url: str, filled_database: str) -> Iterator[str]:
    """A copy of it: to write the records again would take three times as long."""
    with copied_database(postgresql_url, filled_database) as url:
        yield url


@pytest.fixture
def sample_database(shared_database: str) -> str:
    """The address of a database with the sample's records."""
    return shared_database


@pytest.fixture
def colleague(sample_database: str, add_user: UserUrl) -> Iterator[Workspace]:
    """The same database, opened by somebody else."""
    workspace = Workspace.connect(add_user("somsri", Role.CLERK, name="สมศรี"))
    yield workspace
    workspace.close()


@pytest.fixture
def bare_window(
    qtbot: Any, collector: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """The shown main window on the welcome page."""
    from ita_desktop.ui.navigation import Navigation
    from ita_desktop.ui.window import Window

    monkeypatch.setenv("ITA_DESKTOP_TODAY", _SAMPLE_DAY)
    monkeypatch.setattr(Navigation, "load_modules", lambda _self, _then: None)
    made = Window(Settings(tmp_path / "settings.json"))
    made.opener.show_welcome()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.opener.end()
    made.close()
    made.deleteLater()


@pytest.fixture
def shared_window(qtbot: Any, bare_window: Any, sample_database: str) -> Callable[[str], Any]:
    """Opens the sample's database in the window, on a page."""

    def opened(page: str) -> Any:
        from ita_desktop.settings import SharedPlace

        bare_window.opener.begin(SharedPlace(sample_database))
        qtbot.waitUntil(lambda: bare_window.session is not None, timeout=20_000)
        bare_window.go(page)
        return bare_window

    return opened
