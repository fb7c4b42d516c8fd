"""One writer a workspace file: a lock beside it that tells the next opener who writes.

The operating system releases the lock when its process ends, however it ends, so a crash leaves
nothing to clean up.
"""

import contextlib
import errno
import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

# Windows lets nobody read a locked byte, so the byte that is locked lies far behind the note.
_LOCKED_BYTE = 1 << 30
# Some network disks know no such lock. SQLite's own locks still keep two writers apart there.
_NO_LOCKS_HERE = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK})


CALL_NAME = f"ita-desktop-{os.urandom(8).hex()}"
"""The name by which the window of this process can be called by another of the same user."""


class LockHolder(NamedTuple):
    """Who has a workspace open for writing; ``since`` is local time in ISO's form, and ``call``
    the :data:`CALL_NAME` of the process.

    Empty texts where somebody has it but left no name.
    """

    user: str = ""
    host: str = ""
    since: str = ""
    call: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is the same user on this machine: another window or command, or this one."""
        return (self.user, self.host) == (user_name(), socket.gethostname())

    @property
    def began(self) -> datetime | None:
        """Since when, by that machine's clock; None where that is not known."""
        try:
            return datetime.fromisoformat(self.since)
        except ValueError:
            return None


def user_name() -> str:
    """The name of the person at this machine, for the history and the lock."""
    # As getpass tells it, which would load what asks for passwords at a terminal.
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if named := os.environ.get(variable):
            return named
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError, OSError):
        return ""


class WriterLock:
    """The right to write one workspace file."""

    def __init__(self, path: Path) -> None:
        # A file has one lock, whatever link it is opened by.
        file = path.resolve()
        self._path = file.with_name(f".{file.name}.lock")
        self._handle: int | None = None

    @property
    def is_there(self) -> bool:
        """Whether somebody has the lock, or left its file when the machine went off."""
        return self._path.exists()

    def acquire(self) -> bool:
        """Takes the lock; False when somebody else has it. OSError where it cannot be made."""
        while self._handle is None:
            handle = _open(self._path)
            if not _lock(handle):
                os.close(handle)
                return False
            if _lies_at(handle, self._path):
                self._handle = handle
            else:  # its last holder removed it in between
                os.close(handle)
        now = datetime.now().isoformat(timespec="seconds")  # noqa: DTZ005 - the clerk's own clock
        note = LockHolder(user_name(), socket.gethostname(), now, CALL_NAME)
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, json.dumps(note._asdict()).encode())
        return True

    def holder(self) -> LockHolder:
        """Who has the lock, as far as it can be known."""
        try:
            note = json.loads(self._path.read_text(encoding="utf-8"))
            call = str(note.get("call", ""))
            return LockHolder(str(note["user"]), str(note["host"]), str(note["since"]), call)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return LockHolder()

    def release(self) -> None:
        """Gives the lock back, if it was taken, and leaves nothing beside the file."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":  # where an open file cannot be removed
            os.close(handle)
            _remove(self._path)
        else:  # removed while still held, so that nobody waits for a file that is gone
            _remove(self._path)
            os.close(handle)


def is_held(path: Path) -> bool:
    """Whether somebody writes the file now. OSError where that cannot be found out."""
    lock = WriterLock(path)
    if not lock.acquire():
        return True
    lock.release()
    return False


def own_holder(path: Path) -> LockHolder | None:
    """Another process of this user on this machine that writes the file now; None where there is
    none, or it cannot be found out."""
    lock = WriterLock(path)
    try:
        if not lock.is_there or lock.acquire():
            lock.release()
            return None
    except OSError:
        return None
    holder = lock.holder()
    return holder if holder.is_own and holder.call not in {"", CALL_NAME} else None


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666)
    if sys.platform != "win32":
        # The next holder may be another user of a shared folder.
        with contextlib.suppress(OSError):
            os.fchmod(handle, 0o666)
    return handle


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _NO_LOCKS_HERE
    return True


def _lies_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
