"""The file that is written while a workspace is open: this machine's own copy of the clerk's.

It lies on this machine whatever disk the clerk's file lies on, and under a name of its own for each
of them::

    working/KEY/NAME.ita      the copy, with SQLite's log beside it
    working/KEY/base.json     which content of the clerk's file it goes on from

Closing takes the folder away. One that is found when a workspace is opened was left by a crash, or
by a closing that could not reach the clerk's file, and may hold edits that are nowhere else.
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
from ita_desktop.storage.files import sqlite_file
from ita_desktop.storage.files.known_file import copied
from ita_desktop.storage.files.lock import LockHolder, WriterLock
from ita_desktop.storage.reasons import cannot_open, why

_BASE: Final = "base.json"
_READER: Final = "reading-"
"""What the folder of one who only reads begins with."""
_FORGOTTEN: Final = 3600
"""Seconds after which the folder of a reader who is gone is taken away."""


class Base(NamedTuple):
    """Which contents of the clerk's file a working file goes on from: digests, of two files while
    the one takes the other's place; and the number of the newest edit in them."""

    digests: frozenset[str] = frozenset()
    newest: int = 0


def root() -> Path:
    """The folder of all working files of this user."""
    return data_folder() / "working"


class WorkingFile:
    """One working file, from :meth:`to_write` or :meth:`to_read` until it is discarded or left."""

    def __init__(self, target: Path, folder: Path) -> None:
        self.target = target
        """The clerk's file, whatever link it is opened by."""
        self.path = folder / target.name
        self.fresh = folder / "fresh.part"
        """What was fetched and is not in use yet."""
        self._folder = folder
        self._lock = WriterLock(self.path)

    @classmethod
    def to_write(cls, path: Path) -> Self:
        """The one working file of the workspace at ``path``. Raises WorkspaceError."""
        target = path.resolve()
        folder = root() / _key(target)
        try:
            make_own_folder(folder)
        except OSError as error:
            raise _no_room(folder, error) from error
        return cls(target, folder)

    @staticmethod
    def is_left_of(path: Path) -> bool:
        """Whether there is a working file of the workspace at ``path``, in use or left."""
        target = path.resolve()
        return (root() / _key(target) / target.name).exists()

    @classmethod
    def to_read(cls, path: Path) -> Self:
        """A private working file for somebody who only reads. Raises WorkspaceError."""
        try:
            make_own_folder(root())
            _clear_forgotten()
            folder = Path(tempfile.mkdtemp(prefix=_READER, dir=root()))
        except OSError as error:
            raise _no_room(root(), error) from error
        return cls(path.resolve(), folder)

    def acquire(self) -> bool:
        """Takes it for this process; False where another one of this machine has it. Raises
        WorkspaceError."""
        try:
            return self._lock.acquire()
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def holder(self) -> LockHolder:
        """Who has it instead."""
        return self._lock.holder()

    def is_left(self) -> bool:
        """Whether one lies here that an earlier opening left."""
        return self.path.exists()

    def base(self) -> Base:
        """What an earlier opening noted."""
        try:
            noted = json.loads((self._folder / _BASE).read_text(encoding="utf-8"))
            return Base(frozenset(map(str, noted["digests"])), int(noted["newest"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Base()

    def begin(self, digest: str) -> None:
        """Notes that it goes on from the clerk's file with this digest, and holds nothing more yet.
        Raises WorkspaceError, and what the database raises."""
        try:
            self.note(Base(frozenset({digest}), sqlite_file.newest_edit(self.path)), lasting=False)
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def note(self, base: Base, *, lasting: bool = True) -> None:
        """Notes what it goes on from; ``lasting``: so that a power cut leaves it. Raises
        OSError."""
        note = {
            "file": str(self.target), "digests": sorted(base.digests), "newest": base.newest
        }  # fmt: skip
        temporary = self._folder / f"{_BASE}.part"
        temporary.touch(mode=OWN_FILE)
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(note, file, ensure_ascii=False)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(self._folder / _BASE)

    def fetch(self) -> str:
        """Lays a copy of the clerk's file at :attr:`fresh`; gives its digest. What a log beside
        that file holds is in the copy, too. Raises WorkspaceError and what the database raises."""
        try:
            self.fresh.touch(mode=OWN_FILE)
        except OSError as error:
            raise _no_room(self._folder, error) from error
        try:
            if sqlite_file.has_log_beside(self.target):
                self.fresh.unlink()
                sqlite_file.copy_content(self.target, self.fresh)
                return ""
            with sqlite_file.held_still(self.target):
                return copied(self.target, self.fresh)
        except OSError as error:
            raise cannot_open(error, self.target) from error

    def take_fresh(self) -> None:
        """What was fetched is the working file from now on. Raises WorkspaceError."""
        try:
            for log in sqlite_file.with_logs(self.path):
                log.unlink(missing_ok=True)
            self.fresh.replace(self.path)
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def put_aside(self) -> Path:
        """Keeps what an earlier opening left under another name; where. Raises WorkspaceError."""
        kept = self._folder.with_name(f"{self._folder.name}-{time.strftime('%Y%m%d-%H%M%S')}")
        try:
            make_own_folder(kept)
            for log in (*sqlite_file.with_logs(self.path), self._folder / _BASE):
                with contextlib.suppress(FileNotFoundError):
                    log.replace(kept / log.name)
        except OSError as error:
            raise _no_room(kept, error) from error
        return kept / self.path.name

    def discard(self) -> None:
        """It is not needed any more: all that is in it is in the clerk's file."""
        for log in (*sqlite_file.with_logs(self.path), self.fresh, self._folder / _BASE):
            with contextlib.suppress(OSError):
                log.unlink(missing_ok=True)
        self.leave()
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def leave(self) -> None:
        """It stays for the next opening."""
        with contextlib.suppress(OSError):
            self.fresh.unlink(missing_ok=True)
        self._lock.release()


def _key(target: Path) -> str:
    place = os.path.normcase(target)
    return hashlib.sha256(os.fsencode(place)).hexdigest()[:24]


def _clear_forgotten() -> None:
    """Takes away what readers left whose program ended in a crash."""
    for folder in root().glob(f"{_READER}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime < _FORGOTTEN:
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
