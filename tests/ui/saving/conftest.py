"""The window with an office's own file on a stick."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services.roster.orders import edit_organisation
from ita_desktop.storage.files.known import KnownFile
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.saving import desk as file_desk
from ita_desktop.ui.window import Window
from tests.support import known_files

SOON = 15_000
YEAR = 2568


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An office's file, on a stick."""
    folder = tmp_path / "แฟลชไดรฟ์"
    folder.mkdir()
    path = folder / "งาน.ita"
    path.write_bytes(known_files.begun_workspace(YEAR))
    return path


@pytest.fixture
def desktop(window: Window, qtbot, path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """The window with that file open, which it looks at often."""
    monkeypatch.setattr(file_desk, "LOOK_EVERY", 150)
    monkeypatch.setattr(file_desk, "FINDINGS_AFTER", 0)
    window.open_file(path)
    return window


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """A stick that is full: nothing replaces a file on it, until the test makes room."""
    replace_by = KnownFile.replace_by

    def refuse(file: KnownFile, fresh: Path, digest: str) -> None:
        if "แฟลชไดรฟ์" in str(file.path):
            raise OSError(28, "No space left on device")
        replace_by(file, fresh, digest)

    with monkeypatch.context() as patched:
        patched.setattr(KnownFile, "replace_by", refuse)
        yield patched.undo


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another place, which the clerk chooses when she is asked for one."""
    path = tmp_path / "เอกสาร" / "งาน.ita"
    path.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    return path


def rename_office(workspace: Workspace, name: str) -> None:
    """An edit."""
    edit_organisation(workspace, name=name)


def office_in(path: Path) -> str:
    """The office's name in a file."""
    with Workspace.open(path, read_only=True) as workspace:
        office = workspace.organisation()
        assert office is not None
        return office.name


def edited(path: Path, *names: str) -> None:
    """Edits a file in a session of its own."""
    with Workspace.open(path) as workspace:
        for name in names:
            rename_office(workspace, name)


def left_behind(path: Path, full: Callable[[], None], *names: str) -> None:
    """Edits a file on a full stick, and leaves."""
    workspace = Workspace.open(path)
    for name in names:
        rename_office(workspace, name)
    workspace.close()
    full()


@contextlib.contextmanager
def nothing_raised(qtbot) -> Iterator[None]:
    """No slot raises."""
    with qtbot.captureExceptions() as problems:
        yield
    assert not problems
