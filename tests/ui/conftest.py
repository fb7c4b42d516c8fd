"""The real window on a real workspace file: the sample, on a day of its year 2568."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ita_desktop.domain.pages import PageKey
from ita_desktop.services.documents.exporting import TOLD_OF_LETTER
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from tests.support import known_files
from tests.ui.support import known_sample
from tests.ui.support.collecting import delete_now, in_the_windows_thread


@pytest.fixture(autouse=True)
def pointer_at_the_corner(qapp: QApplication) -> None:
    """Where an earlier test has left the pointer, this one would have something pointed at."""
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())


@pytest.fixture(autouse=True)
def deleted_with_the_test(qapp: QApplication) -> Iterator[None]:
    """What a test leaves goes with it, also what it left to be deleted later: Qt would keep it
    until an event loop of its own begins, and dress it anew with every change of theme.

    What is made while a window of several tests stands may belong to that window.
    """
    before = qapp.topLevelWidgets()
    is_alone = not any(widget.isVisible() for widget in before)
    yield
    if is_alone:
        for widget in qapp.topLevelWidgets():
            if widget not in before:
                widget.deleteLater()
    delete_now()


@pytest.fixture(autouse=True)
def no_garbage_in_other_threads() -> Iterator[None]:
    """Work of a test never collects the widgets of another one: Python would let any thread do it.
    Where a window is at work its collector does, else it waits for the test's end."""
    collects = gc.isenabled()
    gc.disable()
    yield
    if collects:
        gc.enable()


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[None]:
    """Garbage is collected as in the program."""
    with in_the_windows_thread():
        yield


@pytest.fixture
def made_ahead() -> bool:
    """Whether the window makes pages and the search's list before somebody asks for them.

    Most tests look at one page: the others, made while it waits for something, would take more
    time than the test. Rooms where that matters say True.
    """
    return False


@pytest.fixture
def making_ahead(made_ahead: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows make ahead what this test needs and no more."""
    from ita_desktop.ui.navigation import Navigation

    if not made_ahead:
        monkeypatch.setattr(Navigation, "load_modules", lambda _self, _then: None)


@pytest.fixture
def first_page() -> str:
    """The page that the window shows first, as a clerk's window shows the one she left.

    Most tests look at one page: rooms say which, so that the overview is not made and painted
    before it.
    """
    return PageKey.OVERVIEW


@pytest.fixture
def painted(made_ahead: bool, request: pytest.FixtureRequest) -> bool:
    """Whether the window is painted.

    Most tests ask what it holds and does: painting what nobody looks at would take a seventh of
    their time. Those that look at it, or at what the window does once it was painted, are marked.
    """
    return made_ahead or request.node.get_closest_marker("painted") is not None


@pytest.fixture
def prepare() -> Callable[[Workspace], object] | None:
    """A change of the sample that the window opens with.

    What all tests of a file begin with is made once, and not in each of their windows: such a
    file gives a function of its module.
    """
    return None


@pytest.fixture
def window(
    qtbot: QtBot,
    collector: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    making_ahead: None,
    first_page: str,
    painted: bool,
    prepare: Callable[[Workspace], object] | None,
) -> Iterator[object]:
    """The shown main window with a copy of the sample open on 14 March 2568."""
    from ita_desktop.ui.frame.main_frame import MainFrame
    from ita_desktop.ui.window import Window

    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
    known_sample.found_in(monkeypatch)
    settings = Settings(tmp_path / "settings.json")
    settings.set(TOLD_OF_LETTER, True)
    made = Window(settings)
    with monkeypatch.context() as patched:
        known_files.known_in(patched)
        patched.setattr(MainFrame, "last_page", first_page)
        path = tmp_path / "ตัวอย่าง.ita"
        path.write_bytes(known_files.prepared_sample(prepare))
        made.open_file(path)
        made.setUpdatesEnabled(painted)
        with qtbot.waitExposed(made):
            made.show()
    made.activateWindow()
    yield made
    if isValid(made) and made.session is not None:
        known_files.leave_unpublished(made.session.workspace)
    made.opener.end()
    # Another language has made another window in its place.
    if isValid(made):
        made.close()
        made.deleteLater()


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard_at_the_end(qapp: QApplication) -> Iterator[None]:
    """The offscreen clipboard lives longer than Python: what Python put there would end the run
    with a crash."""
    yield
    qapp.clipboard().clear()
