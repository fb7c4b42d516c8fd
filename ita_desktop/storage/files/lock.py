"""A lock file next to a workspace file: one writer, whose name is shown to others.

The operating system releases the lock when its process ends, also after a crash.
"""

import contextlib
import errno
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ita_desktop.paths import real

# On Windows a locked byte cannot be read, so the locked byte is far behind the content.
_LOCKED_BYTE = 1 << 30
# Some network disks have no locks; SQLite's own locks still separate two writers there.
_NO_LOCKS_HERE = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK})

_MOST = 4096
_MOST_SHOWN = 80
"""Letters of a lock file that are read, and of one of its texts."""

CALL_NAME = f"ita-desktop-{os.urandom(8).hex()}"
"""Name by which another process of the same user can contact this process's window."""


class LockHolder(NamedTuple):
    """Who has a workspace open for writing; ``since`` is local time in ISO format, ``call`` the
    :data:`CALL_NAME` of the process.

    Texts are empty if the holder is not known.
    """

    user: str = ""
    host: str = ""
    since: str = ""
    call: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is the same user on this machine, in this or another process."""
        return (self.user, self.host) == (user_name(), _host())

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is a process of another machine."""
        return bool(self.host) and self.host != _host()

    @property
    def began(self) -> datetime | None:
        """Start time by that machine's clock; None if not known."""
        try:
            return datetime.fromisoformat(self.since)
        except ValueError:
            return None


def _host() -> str:
    # Imported here, because a start on a file that nobody has open does without it.
    import socket

    return socket.gethostname()


def user_name() -> str:
    """Return the user's name, for the history and the lock."""
    # Like ``getpass.getuser``, whose module would import terminal input.
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
        # Links are resolved, so that a file has one lock.
        file = real(path)
        self._path = file.with_name(f".{file.name}.lock")
        self._handle: int | None = None
        self.former: LockHolder | None = None
        """Who held it at another machine, as its file said before it was acquired: the lock file
        came with the file, or was left by a crash of that machine."""

    @property
    def is_there(self) -> bool:
        """Whether the lock file exists: held by someone, or left by a crash of the machine."""
        return self._path.exists()

    def acquire(self) -> bool:
        """Acquire the lock; return False if someone else holds it. Raises OSError."""
        while self._handle is None:
            handle = _open(self._path)
            if not _lock(handle):
                os.close(handle)
                return False
            if _lies_at(handle, self._path):
                self._handle = handle
            else:  # its last holder removed it meanwhile
                os.close(handle)
        former = self.holder()
        self.former = former if former.is_elsewhere else None
        now = datetime.now().isoformat(timespec="seconds")  # noqa: DTZ005 - the clerk's own clock
        note = LockHolder(user_name(), _host(), now, CALL_NAME)
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, json.dumps(note._asdict()).encode())
        return True

    def holder(self) -> LockHolder:
        """Return the holder of the lock, as far as known."""
        try:
            with self._path.open(encoding="utf-8") as file:
                note = json.loads(file.read(_MOST))
            texts = (note["user"], note["host"], note["since"], note.get("call", ""))
            return LockHolder(*map(_shown, texts))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return LockHolder()

    def release(self) -> None:
        """Release the lock if it is held, and remove its file."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":  # on systems where an open file cannot be removed
            os.close(handle)
            _remove(self._path)
        else:  # removed while held, so that nobody waits for a removed file
            _remove(self._path)
            os.close(handle)


def is_held(path: Path) -> bool:
    """Return whether someone has the file open for writing. Raises OSError."""
    lock = WriterLock(path)
    if not lock.acquire():
        return True
    lock.release()
    return False


def own_holder(path: Path) -> LockHolder | None:
    """Return another process of this user on this machine that has the file open for writing; None
    if there is none, or it cannot be determined."""
    lock = WriterLock(path)
    try:
        if not lock.is_there or lock.acquire():
            lock.release()
            return None
    except OSError:
        return None
    holder = lock.holder()
    return holder if holder.is_own and holder.call not in {"", CALL_NAME} else None


def _shown(text: object) -> str:
    """Return a text that came with a file as it may be shown: whoever wrote it, it turns no
    sentence around and fills no window. Raises TypeError if it is none."""
    if not isinstance(text, str):
        raise TypeError
    return "".join(filter(str.isprintable, text))[:_MOST_SHOWN]


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666)
    if sys.platform != "win32":
        # The next holder may be another user, in a shared folder.
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
