"""Copies of the open workspace file, made as a stick, a mail or a cloud folder makes them: byte by
byte, quickly or slowly, while the work goes on. What was said to be saved must be in each."""

import sqlite3
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from io import FileIO
from pathlib import Path
from typing import Any, NamedTuple

from ita_desktop.storage.edits.changes import EditGroup
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.window import Window

PIECES = 1, 512, 4_096, 65_536, 1 << 20
"""Bytes that are copied at once."""
SLOWLY = 0.0, 0.3, 1.0, 2.5
"""Seconds that a copy takes at least."""
_STOPS = 100
"""Rests of a slow copy."""
_EDITS = 20
"""How many of the newest edits that were saved are looked for."""
_LATER = 10_000
"""More edits than come while a copy is made."""


class Said(NamedTuple):
    """What the window said is saved: the newest units of work, and all content."""

    edits: list[tuple[object, ...]]
    content: dict[str, Any]


def said_saved(window: Window) -> Said | None:
    """What the window says is saved now; None where it says nothing of the kind, or another thread
    is storing something more just now."""
    session = window.session
    if session is None or window.top_bar.saved.state is not SaveState.SAVED:
        return None
    workspace = session.workspace
    edits = _edits(workspace.edits.groups(_EDITS))
    text = Said(edits, workspace.dump())
    still = edits == _edits(workspace.edits.groups(_EDITS)) and workspace.saved.is_all
    return text if still else None


def says_too_much(window: Window) -> bool:
    """Whether the window says that all is saved while it is not."""
    session = window.session
    if session is None or session.workspace.saved.is_all:
        return False
    return window.top_bar.saved.state is SaveState.SAVED


def complaints(path: Path) -> list[str]:
    """What SQLite has to say against a file."""
    with closing(sqlite3.connect(path)) as connection:
        texts = [str(row) for (row,) in connection.execute("PRAGMA integrity_check")]
        broken = [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    return [*(text for text in texts if text != "ok"), *broken]


class Copies:
    """Makes one copy after the other in ``folder``, each in a thread, and tells what is wrong with
    it. One that is right is taken away."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._folder.mkdir()
        self.tell = tell
        self._thread: threading.Thread | None = None
        self.proved = 0
        """How many copies held what was said to be saved."""
        self.sound = 0
        """How many were whole, whatever was said."""

    @property
    def is_busy(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def begin(self, source: Path, text: Said | None, piece: int, seconds: float) -> None:
        """Copies ``source`` as it is now, ``piece`` bytes at once in ``seconds`` at least."""
        # What is opened is the file of this moment, whatever takes its place meanwhile.
        file = FileIO(source)
        self._thread = threading.Thread(
            target=self._work, args=(file, text, piece, seconds), name="copying", daemon=True
        )
        self._thread.start()

    def _work(self, file: FileIO, text: Said | None, piece: int, seconds: float) -> None:
        target = self._folder / "สำเนา.ita"
        try:
            with file, target.open("wb") as copy:
                _copy(file, copy, piece, seconds)
            wrong = _wrong_with(target, text)
        except Exception:  # noqa: BLE001 - whatever broke is told
            wrong = traceback.format_exc()
        if wrong:
            kept = target.rename(target.with_name("ผิด.ita"))
            self.tell(f"the copy {kept}: {wrong}")
            return
        self.sound += 1
        self.proved += text is not None
        target.unlink()


def _copy(file: FileIO, copy: Any, piece: int, seconds: float) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    until_rest = size // _STOPS
    while part := file.read(piece):
        copy.write(part)
        until_rest -= len(part)
        if until_rest <= 0:
            until_rest = size // _STOPS
            time.sleep(seconds / _STOPS)


def _wrong_with(path: Path, text: Said | None) -> str:
    """What is wrong with a copy; empty where it is whole and holds all that was said."""
    if found := complaints(path):
        return f"SQLite complains: {found}"
    with Workspace.open(path, read_only=True) as copy:
        for year in copy.years():
            copy.year(year.year)
        if text is None or not text.edits:
            return ""
        newest: Any = text.edits[0][0]
        groups = copy.edits.groups(_LATER)
        there = _edits([group for group in groups if group.id <= newest][:_EDITS])
        if there != text.edits:
            return f"it lacks what was said to be saved: {text.edits[:3]}, it has {there[:3]}"
        if groups[0].id == newest and copy.dump() != text.content:
            return "its content is not what was said to be saved"
    return ""


def _edits(groups: list[EditGroup]) -> list[tuple[object, ...]]:
    """What never changes of units of work once they are stored."""
    return [
        (group.id, group.label, group.who, group.at, group.kind, group.target) for group in groups
    ]
