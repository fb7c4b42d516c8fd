"""Connections to a SQLite file: pragmas, locks, transactions, the journals beside it, and whether
the library in use can be relied on with its write-ahead log.

SQLite's own notes (its page on the write-ahead log, "the WAL-reset bug", and its release history)
tell of a race in all releases from 3.7.0 to 3.51.2: one connection applies the log to the file
while another one commits and begins the log anew; a part of the log is then never applied, and the
file is damaged. It is mended in 3.51.3 and in the later releases of two older lines.

Here one connection alone commits and applies the log, and others in the same process only read, so
the race takes another program that writes to the working file. Where the library has the fault, the
working file is kept without a log nevertheless (:func:`begin_journal`). The stored content of a
file is copied whole, recovered after a crash, made compact.

What is special to SQLite stands here and in ``sqlite_checks.py``. Nothing else may use statements
that PostgreSQL does not have.
"""

import contextlib
import errno
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, MutableMapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, ResourceClosedError
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache

from ita_desktop.home import OWN_FILE
from ita_desktop.paths import real
from ita_desktop.storage import Step

_RETRY_INTERVAL = 0.05
"""Seconds between two attempts to empty a log that is still read."""
_BEGINNINGS = 3
"""Times that a copy may begin anew, because somebody writes, before writers have to wait for it."""
_PAGES = 256
"""Pages copied between two progress calls: about a megabyte."""
LOCK_TIMEOUT = 5.0
"""Seconds to wait for another program's lock."""
_BESIDE = frozenset({"wal", "truncate"})
"""The journals of :func:`begin_journal`, beside which a second connection can read."""
_KEPT_IN_MEMORY = 65_536
"""Pages of 4 KB that a writer without a log changes before it locks out readers: 256 MB."""
_OPERATIONS = 100_000
"""SQLite virtual machine steps between two progress calls: some milliseconds."""
_WAL = 2
"""Value of both header format bytes of a file with a write-ahead log."""
_LOGS = ("-wal", "-shm", "-journal")
"""Suffixes of SQLite's journal files."""
MENDED: Final = "3.51.3"
"""The release from which on all have the mend."""
_MENDED_IN_LINE: Final = {(3, 50): 7, (3, 44): 6}
"""Older lines with the patch release from which on they have the mend."""


def library_version() -> str:
    """Return the version of the library: ``3.51.3``."""
    return sqlite3.sqlite_version


def is_log_sound() -> bool:
    """Return whether a file with a write-ahead log is safe with this library."""
    major, minor, patch = _numbers(library_version())
    if (major, minor, patch) >= _numbers(MENDED):
        return True
    return patch >= _MENDED_IN_LINE.get((major, minor), patch + 1)


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(number) for number in release.split("."))[:3]


def with_logs(path: Path) -> list[Path]:
    """Return the file and the paths of its possible journals."""
    return [path, *(companion(path, ending) for ending in _LOGS)]


def has_log_file(path: Path) -> bool:
    """Return whether a journal exists, without which the file may be incomplete."""
    return companion(path, "-wal").exists() or companion(path, "-journal").exists()


def asks_for_log(path: Path) -> bool:
    """Return whether the header of a file asks for a write-ahead log."""
    try:
        with path.open("rb") as file:
            return file.read(20)[18:20] == bytes((_WAL, _WAL))
    except OSError:
        return False


def companion(path: Path, ending: str) -> Path:
    """Return the path of the journal with this suffix."""
    return path.with_name(path.name + ending)


def engine_of(path: Path, *, read_only: bool) -> Engine:
    """Return an engine with one connection to the file, which threads share under the caller's
    lock.

    The file is not changed. Foreign keys are enforced, and code in the schema is not trusted.
    """
    return _engine_by(partial(connect, path, read_only=read_only))


def engine_on(raw: sqlite3.Connection) -> Engine:
    """Return an engine with an open connection, which is closed with it."""
    return _engine_by(lambda: raw)


def _engine_by(connect_to_it: Callable[[], sqlite3.Connection]) -> Engine:
    known = _engine()
    # Returning the connection to the pool must not roll back another thread's write.
    pool = StaticPool(cast(Any, connect_to_it), reset_on_return=None, dialect=known.dialect)
    options = {"compiled_cache": _compiled_statements()}
    # Parameters contain personal data, which must not be in error messages.
    return Engine(pool, known.dialect, known.url, execution_options=options, hide_parameters=True)


@cache
def _engine() -> Engine:
    """Return an engine whose dialect knows what the SQLite library can do. All engines
    share it, and the statements compiled for it: several are made for each workspace, and to
    compile a statement takes longer than to execute it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    engine.connect().close()
    engine.dispose()
    return engine


@cache
def _compiled_statements() -> MutableMapping[Any, Any]:
    return LRUCache(500)


def connect(path: Path, *, read_only: bool, patience: float | None = None) -> sqlite3.Connection:
    """Return a connection to a file of any schema. ``patience`` is the time in seconds to wait
    for another program's lock, if not the usual one. Raises sqlite3.Error."""
    raw = _bare(path, read_only=read_only, patience=patience)
    try:
        for pragma in (
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "foreign_keys=ON",
            # Without a write-ahead log, FULL does not flush the deletion of the journal, and a
            # power failure on a network share could roll the change back.
            "synchronous=EXTRA",
            # Overwrite deleted content.
            "secure_delete=ON",
        ):
            raw.execute(f"PRAGMA {pragma}")
    except BaseException:
        # An exception would keep the file open, which Windows then cannot replace or delete.
        raw.close()
        raise
    return raw


def _bare(path: Path, *, read_only: bool, patience: float | None = None) -> sqlite3.Connection:
    """Return a connection to lock a file, as it is: how a connection flushes cannot be set without
    reading the whole schema, which takes ten times as long as all else."""
    return sqlite3.connect(
        _uri(path, read_only=read_only),
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        timeout=LOCK_TIMEOUT if patience is None else patience,
    )


def connect_still(path: Path) -> sqlite3.Connection:
    """Return a connection to read a file that nobody writes in place: without any lock, and
    without looking for a journal. Raises sqlite3.Error."""
    raw = sqlite3.connect(
        f"{_address(path)}?mode=ro&immutable=1",
        uri=True,
        check_same_thread=False,
        isolation_level=None,
    )
    try:
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            raw.execute(f"PRAGMA {pragma}")
    except BaseException:
        raw.close()
        raise
    return raw


def _address(path: Path) -> str:
    # SQLite rejects the form of ``Path.as_uri`` for Windows shares.
    place = real(path).as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place), safe='/:')}"


def _uri(path: Path, *, read_only: bool) -> str:
    uri = _address(path)
    if not read_only:
        return f"{uri}?mode=rw"
    # A file copied while open requires a log, which is impossible on a write-protected disk, and
    # which a reader would leave behind. It is read without one.
    if asks_for_log(path) and not companion(path, "-wal").exists():
        return f"{uri}?mode=ro&immutable=1"
    return f"{uri}?mode=ro"


def private_connection(path: Path) -> sqlite3.Connection:
    """Return a connection to write a private copy: deleted content is overwritten and not in any
    journal. Raises sqlite3.Error."""
    raw = connect(path, read_only=False)
    for pragma in ("journal_mode=MEMORY", "temp_store=MEMORY"):
        raw.execute(f"PRAGMA {pragma}").fetchall()
    return raw


def raw_connection(engine: Engine) -> sqlite3.Connection:
    """Return the DBAPI connection of the engine."""
    pooled = engine.raw_connection()
    try:
        return cast(sqlite3.Connection, pooled.driver_connection)
    finally:
        pooled.close()


@contextlib.contextmanager
def transaction(connection: Connection, *, writes: bool) -> Iterator[Connection]:
    """One transaction on any database. SQLite's driver begins none, and a writer must acquire
    SQLite's lock before reading. (An event would also do, but slow down every statement.)"""
    with connection.begin():
        raw = connection.connection.driver_connection
        if isinstance(raw, sqlite3.Connection):
            raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        yield connection


def rows_written(connection: Connection) -> int:
    """Return the number of rows written by a connection so far; 0 for other databases."""
    raw = connection.connection.driver_connection
    return raw.total_changes if isinstance(raw, sqlite3.Connection) else 0


def journal(raw: sqlite3.Connection) -> str:
    """Return the kind of journal that a connection writes, in SQLite's word for it."""
    return str(raw.execute("PRAGMA journal_mode").fetchone()[0])


def has_log(raw: sqlite3.Connection) -> bool:
    """Return whether the file has a write-ahead log: then reading does not block writing."""
    return journal(raw) == "wal"


def begin_journal(engine: Engine) -> None:
    """Make the connection of a working file flush each commit to disk, with a write-ahead log.

    Without one where the library damages files by it: then others can read until the moment of the
    commit, as long as the writer keeps what it changes in memory.
    """
    raw = raw_connection(engine)
    if is_log_sound():
        # The content so far is also stored elsewhere: this change need not be flushed.
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("PRAGMA journal_mode=WAL").fetchall()
    else:
        # Twice as fast as to delete the journal each time. What a log has left is applied first.
        raw.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
        raw.execute(f"PRAGMA cache_spill={_KEPT_IN_MEMORY}")
    raw.execute("SELECT 1 FROM meta").fetchall()
    raw.execute("PRAGMA synchronous=FULL")


def checkpoint_log(path: Path) -> None:
    """Apply the journal of a file. Raises database errors."""
    engine = engine_of(path, read_only=False)
    try:
        raw = raw_connection(engine)
        raw.execute("SELECT 1 FROM meta").fetchall()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        engine.dispose()


@contextlib.contextmanager
def held_still(path: Path) -> Iterator[None]:
    """Keep other programs from writing the file. Raises sqlite3.Error if one does."""
    with contextlib.closing(_bare(path, read_only=True)) as raw:
        raw.execute("BEGIN")
        raw.execute("PRAGMA schema_version").fetchone()  # reads the header, and no table
        yield


def is_in_use(path: Path) -> bool:
    """Return whether another program is writing the file, or has left a journal."""
    return has_log_file(path) or is_locked(path)


def is_locked(path: Path) -> bool:
    """Return whether another program is writing the file."""
    if asks_for_log(path):
        # A program that has it open would have a log; and testing the lock would create one.
        return False
    try:
        with contextlib.closing(_bare(path, read_only=False, patience=0)) as raw:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return False


@contextlib.contextmanager
def heeding(raw: sqlite3.Connection, progress: Step | None) -> Iterator[None]:
    """Call ``progress`` regularly while ``raw`` executes statements; raise what it raises."""
    if progress is None:
        yield
        return
    stops: list[BaseException] = []

    def is_to_stop() -> bool:
        try:
            progress(0, 0, "")
        except BaseException as stop:  # noqa: BLE001 - SQLite lets none through, so it is raised below
            stops.append(stop)
        return bool(stops)

    raw.set_progress_handler(is_to_stop, _OPERATIONS)
    try:
        yield
    except (sqlite3.OperationalError, DBAPIError):
        if stops:
            raise stops[0] from None
        raise
    finally:
        raw.set_progress_handler(None, _OPERATIONS)


class ReadConnection:
    """A second connection to an open file, created on first use, to read stored rows while the
    first one writes."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.is_possible = journal(raw_connection(engine)) in _BESIDE
        """Where neither journal is possible, readers and writers block each other."""
        self._path = path
        self._guard = threading.RLock()
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._is_closed = False

    @contextlib.contextmanager
    def connection(self) -> Iterator[Connection]:
        """Yield the connection, for one thread at a time."""
        with self._guard:
            if self._is_closed:
                raise ResourceClosedError("closed")
            if self._engine is None or self._connection is None:
                self._engine = engine_of(self._path, read_only=False)
                raw_connection(self._engine).execute("PRAGMA query_only=ON")
                self._connection = self._engine.connect()
            yield self._connection

    def close(self) -> None:
        """Close the connection, so that the log can be emptied."""
        with self._guard:
            self._is_closed = True
            if self._connection is not None:
                self._connection.close()
            if self._engine is not None:
                self._engine.dispose()


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
    return refused and has_log_file(path)


@contextlib.contextmanager
def recovered(path: Path, folder: Path) -> Iterator[Path]:
    """Yield a copy in ``folder`` of a file left by a crash, with its journal applied; the file
    itself is not changed. Raises OSError, and database errors."""
    copy = folder / f".{path.name}.{os.getpid()}.left.part"
    try:
        # The log is copied first: if it is applied meanwhile, the file is complete without.
        for log, name in zip(with_logs(path)[::-1], with_logs(copy)[::-1], strict=True):
            if log == path or (log.exists() and not log.name.endswith("-shm")):
                name.touch(mode=OWN_FILE)
                shutil.copyfile(log, name)
        with contextlib.closing(connect(copy, read_only=False)) as raw:
            raw.execute("SELECT 1 FROM sqlite_master").fetchall()
        yield copy
    finally:
        for name in with_logs(copy):
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)


def _copy_stored(source: Path, target: Path, progress: Step | None) -> bool:
    target.touch(mode=OWN_FILE)
    with (
        contextlib.closing(connect(source, read_only=True)) as raw,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        # Nobody reads the copy before it is complete; then it is flushed at once.
        copy.execute("PRAGMA journal_mode=MEMORY").fetchall()
        copy.execute("PRAGMA synchronous=OFF")
        if has_log(raw):
            # Copy a snapshot in one transaction; without a log, that blocks all writers.
            _begin(raw)
        try:
            raw.backup(copy, pages=_PAGES, progress=_Report(progress))
        except _NeverStillError:
            _begin(raw)
            raw.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        with heeding(copy, progress):
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
        self._until = time.monotonic() + LOCK_TIMEOUT
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
    with contextlib.closing(connect(source, read_only=True)) as raw:
        raw.backup(raw_connection(engine))


def compact(raw: sqlite3.Connection) -> None:
    """Rewrite an open file without free pages, and empty its log. Raises sqlite3.Error, and
    TimeoutError if someone keeps reading the log."""
    raw.execute("PRAGMA temp_store=MEMORY")
    raw.execute("VACUUM")
    until = time.monotonic() + LOCK_TIMEOUT
    while raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            raise TimeoutError(errno.EBUSY, os.strerror(errno.EBUSY))
        time.sleep(_RETRY_INTERVAL)
