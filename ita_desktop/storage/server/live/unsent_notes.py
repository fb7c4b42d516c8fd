"""Notes in this user's own folder of edits that a server has not stored yet: they outlive a program
that ends before the answer, and a machine that loses its power. The window writes them; a thread
has them put on the disk, for which the window would wait.

Each program writes into a folder of its own and holds its lock. A folder whose program is gone is
what the next one with the same workspace and login finds.
"""

import contextlib
import json
import os
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from ita_desktop import error_log
from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.home import OWN_FILE, data_folder, make_own_folder
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.edits.history import change_of, noted_on_server, phrase_of
from ita_desktop.storage.files.known import make_lasting
from ita_desktop.storage.files.lock import WriterLock
from ita_desktop.storage.gateway import without_version
from ita_desktop.storage.tables import metadata

_FOLDER: Final = "unsent"
_NOTE: Final = ".json"
_AT_THE_END: Final = 2.0
"""Seconds that closing waits for the disk."""


class NotedEdit(NamedTuple):
    """An edit as it was noted: its label, its rows, and its files by key."""

    label: str
    rows: tuple[RowChange, ...]
    media: dict[str, bytes]


class UnsentNotes:
    """The notes of one program about one workspace. What cannot be noted is written to the error
    log: an edit does not fail by it."""

    def __init__(self, workspace_id: str, login: str) -> None:
        key = sha256(f"{workspace_id}\n{login}".encode()).hexdigest()[:32]
        self._all = data_folder() / _FOLDER / key
        self._own = self._all / token_hex(8)
        self._lock = WriterLock(self._own)
        self._is_held = False
        self._later: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        """What the thread does with the disk; None at the end."""
        self._thread: threading.Thread | None = None

    def keep(self, number: int, edit: NotedEdit) -> None:
        """Note an edit by the number that it has while it is under way."""
        with _logged():
            self._hold()
            path = self._place(number)
            fresh = path.with_suffix(".part")
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWN_FILE)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(_written(edit), file, ensure_ascii=False)
            fresh.replace(path)
            self._later.put(partial(_flush, path))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="notes", daemon=True)
                self._thread.start()

    def forget(self, number: int) -> None:
        """Take away the note of an edit that is stored, or that the clerk has given up."""
        with _logged():
            self._remove(self._place(number))

    def take(self, number: Callable[[], int]) -> dict[int, NotedEdit]:
        """Take over the notes of programs that are gone, oldest first, each with a ``number`` of
        its own. What this program cannot read stays where it is."""
        found: dict[int, NotedEdit] = {}
        with _logged():
            for path in _left(self._all, self._own):
                edit = _read(path)
                if edit is not None:
                    self._hold()
                    path.replace(self._place(own := number()))
                    found[own] = edit
        return found

    def clear(self) -> None:
        """Take away all notes of this program."""
        with _logged():
            for path in self._own.glob("*") if self._is_held else ():
                self._remove(path)

    def close(self) -> None:
        """Leave what is noted to the next program."""
        if self._thread is not None:
            self._later.put(None)
            self._thread.join(_AT_THE_END)
        with _logged():
            if self._is_held:
                with contextlib.suppress(OSError):  # not empty
                    self._own.rmdir()
                self._lock.release()
                self._is_held = False
                with contextlib.suppress(OSError):
                    self._all.rmdir()

    def _run(self) -> None:
        while (work := self._later.get()) is not None:
            with _logged():
                work()

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except PermissionError:  # Windows removes no file that the thread has open
            if self._thread is None:
                raise
            self._later.put(partial(path.unlink, missing_ok=True))

    def _hold(self) -> None:
        if not self._is_held:
            make_own_folder(self._all)
            self._is_held = self._lock.acquire()
            make_own_folder(self._own)

    def _place(self, number: int) -> Path:
        return self._own / f"{abs(number):08}{_NOTE}"


def _flush(path: Path) -> None:
    """Put a file on the disk. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):  # forgotten meanwhile
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        make_lasting(path.parent)


def is_stored(connection: Connection, rows: Sequence[RowChange]) -> bool:
    """Return whether the database has what an edit wrote. Raises database errors."""
    for row in rows:
        table = metadata.tables[row.table]
        found = connection.execute(select(table).where(table.c.id == row.key)).mappings().first()
        if (found is None) != (row.new is None):
            return False
        if row.old is not None and found is not None:
            new = without_version(row.new or {})
            if any(found[name] != value for name, value in new.items()):
                return False
    return True


def _left(folder: Path, own: Path) -> Iterator[Path]:
    """Yield the notes of programs that are gone; they are held meanwhile. Raises OSError."""
    folders = [path for path in folder.glob("*") if path.is_dir() and path != own]
    for left in sorted(folders, key=lambda path: path.stat().st_mtime):
        lock = WriterLock(left)
        if not lock.acquire():
            continue
        try:
            yield from sorted(left.glob(f"*{_NOTE}"))
            for part in left.glob("*.part"):
                part.unlink()
            with contextlib.suppress(OSError):  # what could not be read
                left.rmdir()
        finally:
            lock.release()


def _written(edit: NotedEdit) -> dict[str, Any]:
    values, rows = noted_on_server(edit.label, "", edit.rows)
    media = {key: b64encode(data).decode() for key, data in edit.media.items()}
    return {"label": edit.label, "phrase": values["phrase"], "rows": rows, "media": media}


def _read(path: Path) -> NotedEdit | None:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        names = ("table_name", "row_id", "old", "new")
        rows = tuple(change_of(dict(zip(names, row, strict=True))) for row in note["rows"])
        for row in rows:
            columns = metadata.tables[row.table].c
            for name in {**(row.old or {}), **(row.new or {})}:
                columns[name]  # one of another program's tables cannot be sent by this one
        media = {key: b64decode(data) for key, data in note["media"].items()}
        return NotedEdit(phrase_of(note), rows, media)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, WorkspaceError) as error:
        error_log.note(error)
        return None


@contextlib.contextmanager
def _logged() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        error_log.note(error)
