"""A random user on the real window: nothing breaks, nothing is lost, nothing piles up.

Four users of 5,000 actions each. A failure tells how to see it again; where the program itself
came to its end, ``actions.txt`` in the test's folder tells what it was doing.
"""

import ctypes
import gc
import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from ita_desktop.documents.backends.pdf_letters import Shape
from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.random_user import RandomUser, at_work, say
from tests.ui.random_user_desk import Desk

SEEDS = (1, 2, 3, 4)
ACTIONS = 5_000
STRETCH = 250
"""Actions between two looks at the file."""
# Words that documents have set in letters are kept up to a number of their own: they do not count.
# Pictures of pages are kept up to 64 MB, which are filled whenever documents are first looked at.
SLACK = {"widgets": 150, "objects": 400, "own": 12_000, "megabytes": 100}
"""By how much the second half may grow: some parts (a pane, a dialog) are made late, when they are
first wanted."""


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_in_any_order_the_program_stands(
    seed: int, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(tmp_path, seed, monkeypatch) as user:
        _works(user, ACTIONS // 2)
        half = _size(user)
        _works(user, ACTIONS - ACTIONS // 2)
        whole = _size(user)
        grown = {kind: whole[kind] - half[kind] for kind in half}
        assert all(grown[kind] <= SLACK[kind] for kind in SLACK), grown
        answers = [f"{block}\n" for block in sorted(user.watch.blocks, reverse=True)[:5]]
        say(f"seed {seed}, grown by {grown}; longest without an answer:\n{''.join(answers)}")
    _undoes_everything(user.desk)


def _works(user: RandomUser, actions: int) -> None:
    for _ in range(actions // STRETCH):
        user.acts(STRETCH)
        _check(user.window)


def _check(window: Window) -> None:
    """The file is sound, and the window's years are those that a new reader finds."""
    session = window.session
    if session is None:
        return
    path = session.workspace.path
    assert path is not None
    assert _complaints(path) == []
    with Workspace.open(path, read_only=True) as fresh:
        assert fresh.years() == session.workspace.years()
        for one in fresh.years():
            assert fresh.year(one.year) == session.workspace.year(one.year), one.year


def _complaints(path: Path) -> list[str]:
    """What SQLite has to say against a file."""
    with closing(sqlite3.connect(path)) as connection:
        said = [str(one) for (one,) in connection.execute("PRAGMA integrity_check")]
        broken = [str(one) for one in connection.execute("PRAGMA foreign_key_check")]
    return [*(one for one in said if one != "ok"), *broken]


def _size(user: RandomUser) -> dict[str, int]:
    """What is alive while the sample is shown, each page of which was seen once."""
    window, session = user.window, user.window.session
    before = session.workspace.path if session is not None else None
    sample = workspaces.copy_sample(user.desk.folder / f"มาตรวัด {user.number}.ita")
    window.open_file(sample, remember=False)
    for key in (*PageKey, PageKey.OVERVIEW):
        window.go(key)
        QApplication.processEvents()
    _make_the_rest(window)
    user.acts(0)
    # The file before is let go of in a thread of its own.
    wait_for_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    tops = QApplication.topLevelWidgets()
    found = {
        "widgets": len(QApplication.allWidgets()),
        "objects": sum(len(one.findChildren(QObject)) for one in tops),
        "own": sum(
            str(type(one).__module__).startswith("ita_desktop.") and not isinstance(one, Shape)
            for one in gc.get_objects()
        ),
        "megabytes": _megabytes(),
    }
    if before is not None:
        window.open_file(before)
    return found


def _make_the_rest(window: Window) -> None:
    """What a window makes out of sight is made, so that each measure finds the same pages."""
    ahead, until = window._in_pieces(), time.monotonic() + 60
    ahead.make(PageKey)
    while not ahead.done:
        assert time.monotonic() < until, "a page was never made to its end"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _megabytes() -> int:
    """What the process holds of the memory, where Linux tells it; free pieces are given back."""
    if sys.platform != "linux":
        return 0
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def _undoes_everything(desk: Desk) -> None:
    """Each copy of the sample that was worked in is as it was once everything is undone, and as
    it is now when that is done again."""
    sample = _key_of(desk.sample)
    known = [path for path in desk.folder.rglob("*.ita") if "backups" not in path.parts]
    copies = [path for path in known if path != desk.broken and _key_of(path) == sample]
    assert desk.main in copies or len(copies) > 1
    for path in copies:
        assert _complaints(path) == []
        with Workspace.open(path) as workspace:
            end, undone = workspace.dump(), 0
            while workspace.undo() is not None:
                undone += 1
            assert workspace.dump() == desk.start, path
            for _ in range(undone):
                workspace.redo()
            assert workspace.dump() == end, path


def _key_of(path: Path) -> str:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.workspace_id
