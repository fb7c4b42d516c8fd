"""The working file: this machine's copy of the clerk's file, written while it is open.

It is on a local disk wherever the clerk's file is, with a folder for each file::

    working/KEY/NAME.ita      the copy, with SQLite's log
    working/KEY/base.json     the content of the clerk's file that it is based on

The folder is deleted on closing. An existing one was left by a crash, or because the clerk's file
was not accessible, and may contain edits that are nowhere else.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple, Self

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.home import OWN_FILE, data_folder, make_own_folder
from ita_desktop.paths import real
from ita_desktop.storage.files.known import copied
from ita_desktop.storage.files.lock import LockHolder, WriterLock
from ita_desktop.storage.reasons import cannot_open, why
from ita_desktop.storage.sqlite import copying, engines, journals

_BASE: Final = "base.json"
_READER: Final = "reading-"
"""Prefix of the folders of read-only openings."""
_MAX_AGE: Final = 3600
"""Seconds after which the folder of a crashed reader is deleted."""


class Base(NamedTuple):
    """The contents of the clerk's file that a working file is based on: digests, two while the file
    is being replaced; and the number of their newest edit."""

    digests: frozenset[str] = frozenset()
    newest: int = 0


def root() -> Path:
    """Return the folder of this user's working files."""
    return data_folder() / "working"


class WorkingFile:
    """A working file, from :meth:`to_write` or :meth:`to_read` until it is discarded or left."""

    def __init__(self, target: Path, folder: Path) -> None:
        self.target = target
        """The clerk's file, with links resolved."""
        self.path = folder / target.name
        self.fresh = folder / "fresh.part"
        """A fetched copy that is not in use yet."""
        self._folder = folder
        self._lock = WriterLock(self.path)

    @classmethod
    def to_write(cls, path: Path) -> Self:
        """Return the writable working file of the workspace at ``path``. Raises WorkspaceError."""
        target = real(path)
        folder = root() / _key(target)
        try:
            make_own_folder(folder)
        except OSError as error:
            raise _no_room(folder, error) from error
        return cls(target, folder)

    @staticmethod
    def is_left_of(path: Path) -> bool:
        """Return whether there is a working file for the workspace at ``path``, in use or left."""
        target = real(path)
        return (root() / _key(target) / target.name).exists()

    @classmethod
    def to_read(cls, path: Path) -> Self:
        """Return a private working file for reading. Raises WorkspaceError."""
        try:
            make_own_folder(root())
            _clear_abandoned()
            folder = Path(tempfile.mkdtemp(prefix=_READER, dir=root()))
        except OSError as error:
            raise _no_room(root(), error) from error
        return cls(real(path), folder)

    def acquire(self) -> bool:
        """Acquire it for this process; False if another process has it. Raises WorkspaceError."""
        try:
            return self._lock.acquire()
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def holder(self) -> LockHolder:
        """Return the process that has it."""
        return self._lock.holder()

    def is_left(self) -> bool:
        """Return whether there is one left by an earlier session."""
        return self.path.exists()

    def base(self) -> Base:
        """Return the base noted by an earlier session."""
        try:
            noted = json.loads((self._folder / _BASE).read_text(encoding="utf-8"))
            return Base(frozenset(map(str, noted["digests"])), int(noted["newest"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Base()

    def begin(self, digest: str, newest: int) -> None:
        """Note that it is based on the clerk's file with this digest and newest edit, without
        further edits. Raises WorkspaceError."""
        try:
            self.note(Base(frozenset({digest}), newest), lasting=False)
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def note(self, base: Base, *, lasting: bool = True) -> None:
        """Note what it is based on; ``lasting``: flush it to disk. Raises OSError."""
        note = {
            "file": str(self.target), "digests": sorted(base.digests), "newest": base.newest
        }  # fmt: skip
        temporary = self._folder / f"{_BASE}.part"
        temporary.touch(mode=OWN_FILE)
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(note, file)  # in ASCII, because a file's name may be no UTF-8
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(self._folder / _BASE)

    def fetch(self) -> str:
        """Copy the clerk's file, including its journal, to :attr:`fresh`; return its digest. Raises
        WorkspaceError and database errors."""
        try:
            self.fresh.touch(mode=OWN_FILE)
        except OSError as error:
            raise _no_room(self._folder, error) from error
        try:
            if journals.has_log_file(self.target):
                self.fresh.unlink()
                copying.copy_content(self.target, self.fresh)
                return ""
            with engines.held_still(self.target):
                return copied(self.target, self.fresh)
        except OSError as error:
            raise cannot_open(error, self.target) from error

    def take_fresh(self) -> None:
        """Use the fetched copy as the working file. Raises WorkspaceError."""
        try:
            for log in journals.with_logs(self.path):
                log.unlink(missing_ok=True)
            self.fresh.replace(self.path)
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def move_away(self) -> Path:
        """Rename the working file of an earlier session; return its path. Raises WorkspaceError."""
        kept = self._folder.with_name(f"{self._folder.name}-{time.strftime('%Y%m%d-%H%M%S')}")
        try:
            make_own_folder(kept)
            for log in (*journals.with_logs(self.path), self._folder / _BASE):
                with contextlib.suppress(FileNotFoundError):
                    log.replace(kept / log.name)
        except OSError as error:
            raise _no_room(kept, error) from error
        return kept / self.path.name

    def discard(self) -> None:
        """Delete it, as everything is in the clerk's file."""
        notes = (self._folder / _BASE, self._folder / f"{_BASE}.part")
        for log in (*journals.with_logs(self.path), self.fresh, *notes):
            with contextlib.suppress(OSError):
                log.unlink(missing_ok=True)
        self.leave()
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def leave(self) -> None:
        """Keep it for the next opening."""
        with contextlib.suppress(OSError):
            self.fresh.unlink(missing_ok=True)
        self._lock.release()


def _key(target: Path) -> str:
    place = os.path.normcase(target)
    return hashlib.sha256(os.fsencode(place)).hexdigest()[:24]


def _clear_abandoned() -> None:
    """Delete the folders of readers that crashed."""
    for folder in root().glob(f"{_READER}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime < _MAX_AGE:
                continue
            held = [
                WriterLock(folder / path.name.removeprefix(".").removesuffix(".lock"))
                for path in folder.glob(".*.lock")
            ]
            if all(lock.acquire() for lock in held):
                for lock in held:
                    lock.release()
                shutil.rmtree(folder, ignore_errors=True)


def _no_room(folder: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(
        "เปิดแฟ้มไม่ได้ เพราะทำแฟ้มทำงานในเครื่องนี้ไม่ได้ ({reason})",
        where=str(folder),
        remedy="ตรวจเนื้อที่ว่างของดิสก์และสิทธิ์เขียนของโฟลเดอร์นี้ แล้วเปิดใหม่",
        reason=why(error),
    )
