"""One writer a workspace file: a lock beside it that tells the next opener who writes.

The operating system releases the lock when its process ends, however it ends, so a crash leaves
nothing to clean up. The holder's name stands in a second small file, because Windows does not let
anyone read a locked one.
"""

import contextlib
import getpass
import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a workspace open for writing. ``since`` is local time as ``HH:MM``."""

    user: str
    host: str
    since: str


def user_name() -> str:
    """The name of the person at this machine, for the history and the lock."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.environ.get("USERNAME", ""))


class WriterLock:
    """The right to write one workspace file."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0)
        self._note = path.with_name(f".{path.name}.holder")

    def acquire(self) -> bool:
        """Takes the lock; False when somebody else has it. OSError where it cannot be made."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        holder = Holder(user_name(), socket.gethostname(), datetime.now().strftime("%H:%M"))  # noqa: DTZ005
        with contextlib.suppress(OSError):
            self._note.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        return True

    def holder(self) -> Holder | None:
        """Who has the lock, where it can be known."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(note["user"]), str(note["host"]), str(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def release(self) -> None:
        """Gives the lock back and leaves nothing beside the file."""
        with contextlib.suppress(OSError):
            self._note.unlink()
        self._lock.release()
        with contextlib.suppress(OSError):
            Path(self._lock.lock_file).unlink()
