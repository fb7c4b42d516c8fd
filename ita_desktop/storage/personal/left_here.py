"""Files that this program has left with the data of a workspace, beside its file and copies: work
of a session that crashed, private copies for reading, files that were never finished."""

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.paths import real
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.files import working
from ita_desktop.storage.reasons import TROUBLE
from ita_desktop.storage.sqlite import engines, journals

_HEADER: Final = b"SQLite format 3\x00"
_NOTES: Final = (".lock", ".json", "-shm")


class LeftHere(NamedTuple):
    """Files below the working files: those of the workspace, and those that cannot be read."""

    own: tuple[Path, ...]
    unreadable: tuple[Path, ...]


def of_workspace(key: str, without: Collection[Path]) -> LeftHere:
    """Return the files below the working files that are, or may be, of the workspace with that key;
    those ``without``, which are in use here, and their logs do not count."""
    used = {real(log) for path in without for log in journals.with_logs(path)}
    own, unreadable = [], []
    for path in _files(working.root()):
        if real(path) in used or path.name.endswith(_NOTES):
            continue
        if path.name.endswith(("-wal", "-journal")):
            if not path.with_name(path.name.rpartition("-")[0]).exists():
                unreadable.append(path)
            continue
        found = key_of(path)
        if found is None:
            unreadable.append(path)
        elif found == key:
            own.append(path)
    return LeftHere(tuple(own), tuple(unreadable))


def key_of(path: Path) -> str | None:
    """Return the key of the workspace in a file; None if the file cannot be read as one."""
    with contextlib.suppress(OSError, *TROUBLE):
        with path.open("rb") as file:
            if file.read(len(_HEADER)) != _HEADER:
                return None
        with closing(_connection(path)) as raw:
            noted = raw.execute("SELECT value FROM meta WHERE key = 'workspace_id'").fetchone()
            return str(noted[0]) if noted is not None else ""
    return None


def _connection(path: Path) -> sqlite3.Connection:
    # A journal that a crash has left may be taken in by a writer alone.
    return engines.connect(path, read_only=not journals.has_log_file(path))


def holding(
    folders: Iterable[Path], forms: Collection[bytes], without: Collection[Path], key: str
) -> Iterator[Path]:
    """Yield other files in and below some folders that hold one of these byte strings, unless they
    are workspaces with another key. Raises OSError where one cannot be read."""
    found = {real(path): path for folder in folders for path in _files(folder)}
    for path in without:
        found.pop(real(path), None)
    for path in found.values():
        if holds(path, forms) and key_of(path) in (None, key):
            yield path


def beside(
    path: Path, forms: Collection[bytes], without: Collection[Path], key: str
) -> Iterator[Path]:
    """Yield other files of the workspace with that key in the folder of its file that hold one of
    these byte strings, as sync programs and copying leave them."""
    known = {real(other) for other in without}
    with contextlib.suppress(OSError):
        for other in sorted(path.parent.glob(f"*{SUFFIX}")):
            if real(other) not in known and key_of(other) == key and holds(other, forms):
                yield other


def holds(path: Path, forms: Collection[bytes]) -> bool:
    """Return whether a file holds one of some byte strings. Raises OSError."""
    if not forms:
        return False
    data = path.read_bytes()
    return any(form in data for form in forms)


def _files(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(path for path in folder.rglob("*") if path.is_file())
    return []
