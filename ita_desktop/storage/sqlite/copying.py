"""The stored content of a SQLite file, copied whole, recovered after a crash, made compact."""

import contextlib
import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from ita_desktop.home import OWN_FILE
from ita_desktop.storage import Step
from ita_desktop.storage.sqlite import engines

_RETRY_INTERVAL = 0.05
"""Seconds between two attempts to empty a log that is still read."""
_BEGINNINGS = 3
"""Times that a copy may begin anew, because somebody writes, before writers have to wait for it."""
_PAGES = 256
"""Pages copied between two progress calls: about a megabyte."""


def copy_content(source: Path, target: Path, progress: Step | None = None) -> bool:
    """Copy the stored content of ``source``, open or not, to a new file, flushed to disk; return
    whether the copy is valid.

    ``progress`` is called with per cent. Raises sqlite3.Error, TimeoutError if another program
    keeps ``source`` locked, OSError, and whatever ``progress`` raises.
    """
    try:
        return _copy_stored(source, target, progress)
    except sqlite3.OperationalError as error:
        if not _is_for_a_writer(error, source):
            raise
    target.unlink(missing_ok=True)
    with recovered(source, target.parent) as beside:
        return _copy_stored(beside, target, progress)


def _is_for_a_writer(error: sqlite3.Error, path: Path) -> bool:
    """Return whether a file is unreadable because a crash left a journal, which only a writer may
    apply. There is no writer then."""
    refused = error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
    return refused and engines.has_log_file(path)


@contextlib.contextmanager
def recovered(path: Path, folder: Path) -> Iterator[Path]:
    """Yield a copy in ``folder`` of a file left by a crash, with its journal applied; the file
    itself is not changed. Raises OSError, and database errors."""
    copy = folder / f".{path.name}.{os.getpid()}.left.part"
    try:
        # The log is copied first: if it is applied meanwhile, the file is complete without.
        for log, name in zip(
            engines.with_logs(path)[::-1], engines.with_logs(copy)[::-1], strict=True
        ):
            if log == path or (log.exists() and not log.name.endswith("-shm")):
                name.touch(mode=OWN_FILE)
                shutil.copyfile(log, name)
        with contextlib.closing(engines.connect(copy, read_only=False)) as raw:
            raw.execute("SELECT 1 FROM sqlite_master").fetchall()
        yield copy
    finally:
        for name in engines.with_logs(copy):
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)


def _copy_stored(source: Path, target: Path, progress: Step | None) -> bool:
    target.touch(mode=OWN_FILE)
    with (
        contextlib.closing(engines.connect(source, read_only=True)) as raw,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        # Nobody reads the copy before it is complete; then it is flushed at once.
        copy.execute("PRAGMA journal_mode=MEMORY").fetchall()
        copy.execute("PRAGMA synchronous=OFF")
        if engines.has_log(raw):
            # Copy a snapshot in one transaction; without a log, that blocks all writers.
            _begin(raw)
        try:
            raw.backup(copy, pages=_PAGES, progress=_Report(progress))
        except _NeverStillError:
            _begin(raw)
            raw.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        with engines.heeding(copy, progress):
            sound: bool = copy.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return sound


def _begin(raw: sqlite3.Connection) -> None:
    raw.execute("BEGIN")
    raw.execute("SELECT 1 FROM sqlite_master").fetchall()


class _NeverStillError(Exception):
    """Somebody writes so often that a copy does not end."""


class _Report:
    """Tells the progress of a copy. Raises TimeoutError if the file stays locked, and
    _NeverStillError."""

    def __init__(self, progress: Step | None) -> None:
        self._progress = progress
        self._until = time.monotonic() + engines.LOCK_TIMEOUT
        self._remaining: int | None = None
        self._beginnings = 0

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            if time.monotonic() > self._until:
                raise TimeoutError(errno.EBUSY, os.strerror(errno.EBUSY))
        else:
            self._beginnings += self._remaining is not None and remaining >= self._remaining
            self._remaining = remaining
        if self._beginnings > _BEGINNINGS:
            raise _NeverStillError
        if self._progress is not None and total:
            self._progress((total - remaining) * 100 // total, 100, "")


def take_content(engine: Engine, source: Path) -> None:
    """Replace the content of an open file by that of ``source``."""
    with contextlib.closing(engines.connect(source, read_only=True)) as raw:
        raw.backup(engines.raw_connection(engine))


def compact(raw: sqlite3.Connection) -> None:
    """Rewrite an open file without free pages, and empty its log. Raises sqlite3.Error, and
    TimeoutError if someone keeps reading the log."""
    raw.execute("PRAGMA temp_store=MEMORY")
    raw.execute("VACUUM")
    until = time.monotonic() + engines.LOCK_TIMEOUT
    while raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            raise TimeoutError(errno.EBUSY, os.strerror(errno.EBUSY))
        time.sleep(_RETRY_INTERVAL)
