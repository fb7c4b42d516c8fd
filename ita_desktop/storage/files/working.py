"""The working file: this machine's copy of the clerk's file, written while it is open.

It is on a local disk wherever the clerk's file is, with a folder for each file::

    working/KEY/NAME.ita      the copy, with SQLite's log
    working/KEY/base.json     the content of the clerk's file that it is based on

The folder is deleted once the clerk's file is proved to hold all of it. An existing one was left by
a crash, or because the clerk's file was not accessible, and may contain edits that are nowhere else
(:mod:`ita_desktop.storage.files.remembered`).
"""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple, Self

from sqlalchemy import Engine

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.home import OWN_FILE, data_folder, make_own_folder
from ita_desktop.paths import real
from ita_desktop.storage import SUFFIX, sqlite_checks, sqlite_engines
from ita_desktop.storage.edits.lineage import EditPoint
from ita_desktop.storage.files.known import copied, look_at, wait_for
from ita_desktop.storage.files.lock import LockHolder, WriterLock
from ita_desktop.storage.reasons import TROUBLE, cannot_open, why

_BASE: Final = "base.json"
_READER: Final = "reading-"
"""Prefix of the folders of read-only openings."""
_TRIES: Final = 5
_PAUSE: Final = 0.02
"""Number of further tries to acquire a working file, and seconds between them."""
_SPARE: Final = 1 << 20
"""Bytes behind the stated end of a file that are no reason to look twice."""
_MAX_AGE: Final = 3600
"""Seconds after which the folder of a crashed reader is deleted."""


class Base(NamedTuple):
    """The file that a working file is of: the digests of its content and its identities
    (:func:`ita_desktop.storage.files.known.identity_of`), two of each while it is being replaced;
    its newest unit of work; and the key of its workspace."""

    digests: frozenset[str] = frozenset()
    newest: EditPoint = EditPoint()
    workspace: str = ""
    identities: frozenset[str] = frozenset()

    @classmethod
    def noted_in(cls, folder: Path) -> "Base":
        """Return what a folder notes; an empty one if that cannot be read."""
        try:
            noted = json.loads((folder / _BASE).read_text(encoding="utf-8"))
            point = EditPoint(int(noted["newest"]), str(noted.get("mark", "")))
            digests = frozenset(map(str, noted["digests"]))
            identities = frozenset(map(str, noted.get("identities", ())))
            return cls(digests, point, str(noted.get("workspace", "")), identities)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()


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
        """Return the writable working file of the workspace at ``path``."""
        target = real(path)
        return cls(target, root() / _key(target))

    @classmethod
    def left_in(cls, folder: Path) -> Self | None:
        """Return the working file in a folder that an earlier session left; None if there is none.
        It may be in use."""
        try:
            noted = json.loads((folder / _BASE).read_text(encoding="utf-8"))
            target = Path(str(noted["file"]))
        except (OSError, ValueError, KeyError, TypeError):
            named: list[Path] = []
            with contextlib.suppress(OSError):  # its session may just have taken it away
                named = sorted(folder.glob(f"*{SUFFIX}"))
            target = named[0] if named else folder
        made = cls(target, folder)
        return made if made.is_left() else None

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
        """Acquire it for this process; False if another process has it, and not only to look
        whether it is in use. Raises WorkspaceError."""
        try:
            for _ in range(_TRIES):
                # Who had it before may just have taken the folder away.
                with contextlib.suppress(FileNotFoundError):
                    if self._takes():
                        return True
                time.sleep(_PAUSE)
            return self._takes()
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def _takes(self) -> bool:
        make_own_folder(self._folder)
        return self._lock.acquire()

    def is_free(self) -> bool:
        """Return whether nobody has it; whoever acquires it meanwhile is held up for a moment.
        Raises WorkspaceError."""
        is_free = self.acquire()
        if is_free:
            self._release()
        return is_free

    def holder(self) -> LockHolder:
        """Return the process that has it."""
        return self._lock.holder()

    def is_left(self) -> bool:
        """Return whether there is one left by an earlier session."""
        return self.path.exists()

    def base(self) -> Base:
        """Return the base noted by an earlier session."""
        return Base.noted_in(self._folder)

    def begin(self, base: Base) -> None:
        """Note what it is based on, without further edits. Raises WorkspaceError."""
        try:
            self.note(base, lasting=False)
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def note(self, base: Base, *, lasting: bool = True) -> None:
        """Note what it is based on; ``lasting``: flush it to disk. Raises OSError."""
        note = {
            "file": str(self.target),
            "digests": sorted(base.digests),
            "newest": base.newest.number,
            "mark": base.newest.mark,
            "workspace": base.workspace,
            "identities": sorted(base.identities),
        }
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
            if _size_in(self.target) > shutil.disk_usage(self._folder).free:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # noqa: TRY301
        except OSError as error:
            raise _no_room(self._folder, error) from error
        try:
            if sqlite_engines.has_log_file(self.target) or _is_sparse(self.target):
                self.fresh.unlink()
                sqlite_engines.copy_content(self.target, self.fresh)
                return ""
            with sqlite_engines.held_still(self.target):
                return copied(self.target, self.fresh)
        except OSError as error:
            raise cannot_open(error, self.target) from error

    def take_fresh(self) -> None:
        """Use the fetched copy as the working file. Raises WorkspaceError."""
        try:
            for log in sqlite_engines.with_logs(self.path):
                log.unlink(missing_ok=True)
            self.fresh.replace(self.path)
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def adopt(self, other: "WorkingFile") -> None:
        """Use another working file, left by an earlier session, as this one. Raises
        WorkspaceError."""
        try:
            for mine, theirs in zip(
                sqlite_engines.with_logs(self.path),
                sqlite_engines.with_logs(other.path),
                strict=True,
            ):
                mine.unlink(missing_ok=True)
                with contextlib.suppress(FileNotFoundError):
                    theirs.replace(mine)
        except OSError as error:
            raise _no_room(self._folder, error) from error
        other.discard()

    def move_away(self) -> Path:
        """Give the working file of an earlier session a folder of its own; return its path. Raises
        WorkspaceError."""
        stem, number = f"{self._folder.name}-{time.strftime('%Y%m%d-%H%M%S')}", 0
        while (kept := self._folder.with_name(f"{stem}-{number}")).exists():
            number += 1
        try:
            make_own_folder(kept)
            for log in (*sqlite_engines.with_logs(self.path), self._folder / _BASE):
                with contextlib.suppress(FileNotFoundError):
                    log.replace(kept / log.name)
        except OSError as error:
            raise _no_room(kept, error) from error
        return kept / self.path.name

    def discard(self) -> None:
        """Delete it. Everything has to be proved to be elsewhere."""
        notes = (self._folder / _BASE, self._folder / f"{_BASE}.part")
        for log in (*sqlite_engines.with_logs(self.path), self.fresh, *notes):
            with contextlib.suppress(OSError):
                log.unlink(missing_ok=True)
        self.leave()

    def leave(self) -> None:
        """Keep it for the next opening."""
        with contextlib.suppress(OSError):
            self.fresh.unlink(missing_ok=True)
        self._release()

    def _release(self) -> None:
        self._lock.release()
        # Succeeds where nothing is left in it: whoever looks whether a working file is free, while
        # its holder deletes it, is the last to go.
        with contextlib.suppress(OSError):
            self._folder.rmdir()


class ReadingCopy:
    """A private copy of a file that someone else may be writing, updated on request. The file is
    not kept open, so that its writer can replace it."""

    def __init__(self, working: WorkingFile) -> None:
        """Fetch the copy. Raises WorkspaceError, and database errors."""
        self.working = working
        self._look = look_at(working.target)
        working.fetch()
        working.take_fresh()

    def refresh(self, engine: Engine) -> bool:
        """Update the content of ``engine`` from the clerk's file; return whether it changed. Raises
        WorkspaceError if the file is missing or unreadable."""
        working = self.working
        with contextlib.suppress(OSError):
            wait_for(working.target)
        look = look_at(working.target)
        if look is not None and look == self._look:
            return False
        sqlite_checks.check_header(working.target)
        try:
            working.fetch()
            sqlite_checks.without_unknown(working.fresh)
            fresh = sqlite_engines.engine_of(working.fresh, read_only=True)
            try:
                sqlite_checks.check_sound(fresh, working.fresh)
                sqlite_checks.check_schema(fresh, working.target)
                sqlite_checks.check_content(fresh, working.target)
            finally:
                fresh.dispose()
            sqlite_engines.take_content(engine, working.fresh)
            self._look = look
        except TROUBLE as error:
            raise cannot_open(error, working.target) from error
        finally:
            with contextlib.suppress(OSError):
                working.fresh.unlink(missing_ok=True)
        return True


def _size_in(path: Path) -> int:
    """Return the bytes that a copy of a file needs: what its header says, if it is much larger."""
    size = path.stat().st_size
    return sqlite_checks.stated_size(path) if _is_sparse(path) else size


def _is_sparse(path: Path) -> bool:
    """Return whether a file is much larger than its header says. SQLite knows whether anything is
    behind that, and copies no more."""
    said = sqlite_checks.stated_size(path)
    return bool(said) and path.stat().st_size > 2 * said + _SPARE


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
