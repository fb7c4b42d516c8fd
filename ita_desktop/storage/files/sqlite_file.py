"""Everything specific to SQLite: file header, pragmas, journals and locking statements.

No other module may use statements that PostgreSQL does not have.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, LargeBinary, create_engine
from sqlalchemy.exc import ResourceClosedError
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.reasons import reason_of
from ita_desktop.home import OWN_FILE
from ita_desktop.storage.files import digests
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.reasons import AlteredError, UnknownContentError, damaged
from ita_desktop.storage.step import Step
from ita_desktop.storage.tables import metadata

APPLICATION_ID = 0x49544144
"""``ITAD``, in the header of every workspace file."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_WAL = 2
"""Value of both header format bytes of a file with a write-ahead log."""
_LOCK_TIMEOUT = 5.0
"""Seconds to wait for another program's lock."""
_RETRY_INTERVAL = 0.05
"""Seconds between two attempts to empty a log that is still read."""
_LOGS = ("-wal", "-shm", "-journal")
"""Suffixes of SQLite's journal files."""
_PAGES = 256
"""Pages copied between two progress calls: about a megabyte."""
_OPERATIONS = 100_000
"""SQLite virtual machine steps between two progress calls: some milliseconds."""


def check_header(path: Path) -> int:
    """Return the schema version in a workspace file's header, without opening the database.

    Raises WorkspaceError if the file is missing, unreadable, not a workspace, or newer.
    """
    header = _read_header(path)
    if not header:
        raise WorkspaceError(
            "แฟ้มว่างเปล่า ไม่มีข้อมูลอยู่เลย",
            where=path.name,
            remedy="ถ้าคัดลอกมา ให้คัดลอกใหม่ หรือกู้คืนจากแฟ้มสำรอง",
        )
    if len(header) < _HEADER and header.startswith(_MAGIC[: len(header)]):
        raise damaged(path)
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise WorkspaceError(
            "ไม่ใช่แฟ้มงาน ITA ของโปรแกรมนี้", where=path.name, remedy="เลือกแฟ้มที่ลงท้ายด้วย .ita"
        )
    version = int.from_bytes(header[60:64])
    if version > schema_version():
        raise newer(version, path.name)
    return version


def _read_header(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise WorkspaceError(
                "ไม่ใช่แฟ้ม แต่เป็นโฟลเดอร์หรืออุปกรณ์", where=str(path), remedy="เลือกแฟ้มที่ลงท้ายด้วย .ita"
            )
        with path.open("rb") as file:
            return file.read(_HEADER)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WorkspaceError(
            "ไม่พบแฟ้มนี้", where=str(path), remedy="ตรวจว่าแฟ้มถูกย้ายหรือแฟลชไดรฟ์ถูกถอดออกหรือไม่"
        ) from error
    except OSError as error:
        raise WorkspaceError(
            "อ่านแฟ้มไม่ได้ ({reason})",
            where=str(path),
            remedy="ตรวจสิทธิ์ของแฟ้ม แล้วเปิดใหม่",
            reason=reason_of(error),
        ) from error


def newer(version: int, where: str) -> WorkspaceError:
    """Return the error for a workspace written by a newer program."""
    return WorkspaceError(
        "แฟ้มนี้สร้างด้วยโปรแกรมรุ่นใหม่กว่า (แบบแฟ้ม {version} โปรแกรมนี้อ่านได้ถึง {known})",
        where=where,
        remedy="ติดตั้งโปรแกรมรุ่นใหม่แล้วเปิดอีกครั้ง แฟ้มไม่ได้ถูกแก้ไข",
        version=version,
        known=schema_version(),
    )


def engine_of(path: Path, *, read_only: bool) -> Engine:
    """Return an engine with one connection to the file, which threads share under the caller's
    lock.

    The file is not changed. Foreign keys are enforced, and code in the schema is not trusted.
    """
    uri = _uri(path, read_only=read_only)

    def connect() -> sqlite3.Connection:
        return _connect(uri)

    known = _engine()
    # Returning the connection to the pool must not roll back another thread's write.
    pool = StaticPool(cast(Any, connect), reset_on_return=None, dialect=known.dialect)
    options = {"compiled_cache": _compiled_statements()}
    # Parameters contain personal data, which must not be in error messages.
    return Engine(pool, known.dialect, known.url, execution_options=options, hide_parameters=True)


@cache
def _engine() -> Engine:
    """Return an engine whose dialect has been told what the SQLite library can do. All engines
    share it, and the statements compiled for it: several are made for each workspace, and to
    compile a statement takes longer than to execute it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    engine.connect().close()
    engine.dispose()
    return engine


@cache
def _compiled_statements() -> MutableMapping[Any, Any]:
    return LRUCache(500)


def _connect(uri: str, *, patience: float | None = None) -> sqlite3.Connection:
    raw = sqlite3.connect(
        uri,
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        timeout=_LOCK_TIMEOUT if patience is None else patience,
    )
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
    return refused and has_log_beside(path)


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
        with contextlib.closing(_connect(_uri(copy, read_only=False))) as raw:
            raw.execute("SELECT 1 FROM sqlite_master").fetchall()
        yield copy
    finally:
        for name in with_logs(copy):
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)


def _copy_stored(source: Path, target: Path, progress: Step | None) -> bool:
    until = time.monotonic() + _LOCK_TIMEOUT
    target.touch(mode=OWN_FILE)

    def tell(status: int, remaining: int, total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise TimeoutError(errno.EBUSY, os.strerror(errno.EBUSY))
        if progress is not None and total:
            progress((total - remaining) * 100 // total, 100, "")

    with (
        contextlib.closing(_connect(_uri(source, read_only=True))) as raw,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        # Nobody reads the copy before it is complete; then it is flushed at once.
        copy.execute("PRAGMA journal_mode=MEMORY").fetchall()
        copy.execute("PRAGMA synchronous=OFF")
        if has_log(raw):
            # Copy a snapshot in one transaction; without a log, that would block all writers.
            raw.execute("BEGIN")
            raw.execute("SELECT 1 FROM sqlite_master").fetchall()
        raw.backup(copy, pages=_PAGES, progress=tell)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        with heeding(copy, progress):
            sound: bool = copy.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return sound


@contextlib.contextmanager
def heeding(raw: sqlite3.Connection, progress: Step | None) -> Iterator[None]:
    """Call ``progress`` regularly while ``raw`` executes statements; raise what it raises."""
    if progress is None:
        yield
        return
    stops: list[Exception] = []

    def is_to_stop() -> bool:
        try:
            progress(0, 0, "")
        except Exception as stop:  # noqa: BLE001 - SQLite lets none through, so it is raised below
            stops.append(stop)
        return bool(stops)

    raw.set_progress_handler(is_to_stop, _OPERATIONS)
    try:
        yield
    except sqlite3.OperationalError:
        if stops:
            raise stops[0] from None
        raise
    finally:
        raw.set_progress_handler(None, _OPERATIONS)


class ReadConnection:
    """A second connection to an open file, created on first use, to read stored rows while the
    first one writes."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.is_possible = has_log(raw_connection(engine))
        """Without a log, readers and writers block each other."""
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


def has_log(raw: sqlite3.Connection) -> bool:
    """Return whether the file has a write-ahead log: then reading does not block writing."""
    return bool(raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _uri(path: Path, *, read_only: bool) -> str:
    # SQLite rejects the form of ``Path.as_uri`` for Windows shares.
    place = path.resolve().as_posix()
    uri = f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place), safe='/:')}"
    if not read_only:
        return f"{uri}?mode=rw"
    # A file copied while open requires a log, which is impossible on a write-protected disk, and
    # which a reader would leave behind. It is read without one.
    if _asks_for_log(path) and not _companion(path, "-wal").exists():
        return f"{uri}?mode=ro&immutable=1"
    return f"{uri}?mode=ro"


def _asks_for_log(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(20)[18:20] == bytes((_WAL, _WAL))
    except OSError:
        return False


def _companion(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


@contextlib.contextmanager
def transaction(connection: Connection, *, writes: bool) -> Iterator[Connection]:
    """One transaction on any database. SQLite's driver begins none, and a writer must acquire
    SQLite's lock before reading. (An event would also do, but slow down every statement.)"""
    with connection.begin():
        raw = connection.connection.driver_connection
        if isinstance(raw, sqlite3.Connection):
            raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        yield connection


def use_log(engine: Engine) -> None:
    """Enable the write-ahead log, and flush each commit to disk."""
    raw = raw_connection(engine)
    # The content so far is also stored elsewhere: this change need not be flushed.
    raw.execute("PRAGMA synchronous=OFF")
    raw.execute("PRAGMA journal_mode=WAL").fetchall()
    raw.execute("SELECT 1 FROM meta").fetchall()
    raw.execute("PRAGMA synchronous=FULL")


def raw_connection(engine: Engine) -> sqlite3.Connection:
    """Return the DBAPI connection of the engine."""
    pooled = engine.raw_connection()
    try:
        return cast(sqlite3.Connection, pooled.driver_connection)
    finally:
        pooled.close()


def stamp(connection: Connection) -> None:
    """Write application id and schema version to the file's header."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema_version()}")


def workspace_id(engine: Engine) -> str:
    """Return the key of a file of any schema; empty if it has none."""
    found = raw_connection(engine).execute("SELECT value FROM meta WHERE key='workspace_id'")
    row = found.fetchone()
    return str(row[0]) if row else ""


def office_name(engine: Engine) -> str:
    """Return the office's name in a file of any schema; empty if it has none."""
    row = None
    with contextlib.suppress(sqlite3.Error):
        row = raw_connection(engine).execute("SELECT name FROM organisation").fetchone()
    return str(row[0]) if row else ""


def check_sound(engine: Engine, path: Path, progress: Step | None = None) -> None:
    """Raise WorkspaceError if SQLite's integrity or foreign key check fails, and whatever
    ``progress`` raises."""
    raw = raw_connection(engine)
    with heeding(raw, progress):
        answers = raw.execute("PRAGMA integrity_check(1)").fetchall()
        orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    if answers != [("ok",)] or orphans or _is_cut_short(raw, path):
        raise damaged(path)


def check_content(engine: Engine, path: Path, progress: Step | None = None) -> None:
    """Raise AlteredError if tables do not match their digests, and whatever ``progress`` raises."""
    raw = raw_connection(engine)
    with heeding(raw, progress):
        differing = digests.differing(raw)
    if differing:
        raise AlteredError(path, differing)


def differing(connection: Connection) -> list[str]:
    """Return the tables of an open file whose content does not match its digest."""
    return digests.differing(cast(sqlite3.Connection, connection.connection.driver_connection))


def _is_cut_short(raw: sqlite3.Connection, path: Path) -> bool:
    """Return whether the last page is incomplete, which SQLite does not detect."""
    if has_log(raw):
        return False
    (size,), (pages,) = (
        raw.execute(f"PRAGMA {of}").fetchone() for of in ("page_size", "page_count")
    )
    return bool(path.stat().st_size < size * pages)


def check_schema(engine: Engine, path: Path) -> None:
    """Raise an error if the file's tables differ from ours, or it contains code.

    Triggers and views could change the meaning of statements, so a file with any is not written.
    Raises StrangeError if it has everything that is ours, and more.
    """
    raw = raw_connection(engine)
    unknown = unknown_in(raw)
    noted = dict(raw.execute("SELECT key, value FROM meta")) if unknown is not None else {}
    if unknown and noted.get("schema_version") == str(schema_version()):
        raise UnknownContentError(path)
    if noted.get("schema_version") != str(schema_version()) or not noted.get("workspace_id"):
        raise WorkspaceError(
            "โครงสร้างในแฟ้มไม่ตรงกับแฟ้มงาน ITA จึงไม่เปิด",
            where=path.name,
            remedy="กู้คืนจากแฟ้มสำรอง หรือขอแฟ้มใหม่จากผู้ส่ง",
        )


def unknown_in(raw: sqlite3.Connection) -> tuple[str, ...] | None:
    """Return the names of unknown content of a file; None if some of our tables are missing."""
    return _names_of(_unknown(raw))


def _names_of(unknown: Sequence[tuple[str, str, str]] | None) -> tuple[str, ...] | None:
    if unknown is None:
        return None
    return tuple(f"{table}.{name}" if table else name for _kind, table, name in unknown)


def _unknown(raw: sqlite3.Connection) -> list[tuple[str, str, str]] | None:
    """Return kind, table (of a column) and name of unknown content, in order of removal."""
    found, expected = _columns_found(raw), _columns_expected()
    if not expected <= found:
        return None
    ours = {column[0] for column in expected}
    code = raw.execute(
        "SELECT type, '', name FROM sqlite_master WHERE type IN ('trigger', 'view')"
        " ORDER BY type, name"
    ).fetchall()
    tables = raw.execute(
        "SELECT type, '', name FROM pragma_table_list WHERE schema = 'main'"
        " AND type IN ('virtual', 'shadow', 'table') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " ORDER BY type DESC, name"
    ).fetchall()
    columns = sorted(found - expected)
    return [
        *code,
        *(table for table in tables if table[2] not in ours),
        *(("column", column[0], column[2]) for column in columns if column[0] in ours),
    ]


def take_out_unknown(raw: sqlite3.Connection) -> tuple[str, ...]:
    """Remove unknown content of a file; return its names. Raises sqlite3.Error."""
    unknown = _unknown(raw)
    if not unknown:
        return ()
    was_as_written = not digests.differing(raw)
    raw.execute("BEGIN IMMEDIATE")
    for kind, table, name in unknown:
        if kind == "column":
            raw.execute(f"ALTER TABLE {_quoted(table)} DROP COLUMN {_quoted(name)}")
        else:
            word = kind if kind in {"trigger", "view"} else "table"
            raw.execute(f"DROP {word} IF EXISTS {_quoted(name)}")
    if was_as_written:
        # The program that added it also changed the digests.
        digests.take(raw)
    raw.execute("COMMIT")
    return _names_of(unknown) or ()


def without_unknown(path: Path) -> tuple[str, ...]:
    """:func:`take_out_unknown` for one of the program's own copies of this schema."""
    if check_header(path) != schema_version():
        return ()
    with contextlib.closing(private_connection(path)) as raw:
        return take_out_unknown(raw)


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _columns_found(raw: sqlite3.Connection) -> set[tuple[str, ...]]:
    """Return table, table kind, name, type, and the flags required, key, generated by column."""
    rows = raw.execute(
        'SELECT t.name, t.type, c.name, c.type, c."notnull", c.pk, c.hidden'
        " FROM pragma_table_list t, pragma_table_xinfo(t.name) c"
        " WHERE t.schema='main' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    )
    return {tuple(map(str, row)) for row in rows}


@cache
def _columns_expected() -> set[tuple[str, ...]]:
    return {
        (
            table.name,
            "table",
            column.name,
            "BLOB" if isinstance(column.type, LargeBinary) else column.type.__visit_name__.upper(),
            str(int(not column.nullable)),
            str(int(column.primary_key)),
            "0",
        )
        for table in metadata.tables.values()
        for column in table.columns
    }


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


def with_logs(path: Path) -> list[Path]:
    """Return the file and the paths of its possible journals."""
    return [path, *(_companion(path, ending) for ending in _LOGS)]


def has_log_beside(path: Path) -> bool:
    """Return whether a journal exists, without which the file may be incomplete."""
    return _companion(path, "-wal").exists() or _companion(path, "-journal").exists()


@contextlib.contextmanager
def held_still(path: Path) -> Iterator[None]:
    """Keep other programs from writing the file. Raises sqlite3.Error if one does."""
    with contextlib.closing(_connect(_uri(path, read_only=True))) as raw:
        raw.execute("BEGIN")
        raw.execute("SELECT 1 FROM sqlite_master").fetchone()
        yield


def is_in_use(path: Path) -> bool:
    """Return whether another program is writing the file, or has left a journal."""
    if has_log_beside(path):
        return True
    if _asks_for_log(path):
        # A program that has it open would have a log; and testing the lock would create one.
        return False
    with contextlib.closing(_connect(_uri(path, read_only=False), patience=0)) as raw:
        try:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            return error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return False


def newest_edit(path: Path) -> int:
    """Return the number of the newest unit of work in a file of any schema; 0 if there is none."""
    with contextlib.closing(_connect(_uri(path, read_only=True))) as raw:
        (newest,) = raw.execute("SELECT max(id) FROM history_group").fetchone()
    return int(newest or 0)


class Proof(NamedTuple):
    """Result of reading a file completely."""

    rows: int
    damaged: int = 0
    """Stored files whose content does not match their key."""
    altered: tuple[str, ...] = ()
    """Tables whose content does not match its digest."""

    @property
    def is_whole(self) -> bool:
        """Whether everything is as it was written."""
        return not self.damaged and not self.altered


def prove(path: Path, progress: Step | None = None) -> Proof:
    """Open a file of any schema with valid pages and read all its rows. Raises WorkspaceError for
    broken references, and whatever ``progress`` and the database raise."""
    with contextlib.closing(_connect(_uri(path, read_only=True))) as raw, heeding(raw, progress):
        if raw.execute("PRAGMA foreign_key_check").fetchall():
            raise damaged(path)
        tables = [
            name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        rows = sum(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables)  # noqa: S608
        kept = raw.execute("SELECT key, data FROM media") if "media" in tables else ()
        lost = sum(hashlib.sha256(data).hexdigest() != key for key, data in kept)
        try:
            return Proof(rows, lost, tuple(digests.differing(raw)))
        except (sqlite3.OperationalError, UnicodeError):  # the content is not text any more
            return Proof(rows, lost, ("",))


def read_connection(path: Path) -> sqlite3.Connection:
    """Return a connection to read a file of any schema. Raises sqlite3.Error."""
    return _connect(_uri(path, read_only=True))


def private_connection(path: Path) -> sqlite3.Connection:
    """Return a connection to write a private copy: deleted content is overwritten and not in any
    journal. Raises sqlite3.Error."""
    raw = _connect(_uri(path, read_only=False))
    for pragma in ("journal_mode=MEMORY", "temp_store=MEMORY"):
        raw.execute(f"PRAGMA {pragma}").fetchall()
    return raw


def compact(raw: sqlite3.Connection) -> None:
    """Rewrite an open file without free pages, and empty its log. Raises sqlite3.Error, and
    TimeoutError if someone keeps reading the log."""
    raw.execute("PRAGMA temp_store=MEMORY")
    raw.execute("VACUUM")
    until = time.monotonic() + _LOCK_TIMEOUT
    while raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            raise TimeoutError(errno.EBUSY, os.strerror(errno.EBUSY))
        time.sleep(_RETRY_INTERVAL)


def take_content(engine: Engine, source: Path) -> None:
    """Replace the content of an open file by that of ``source``."""
    with contextlib.closing(_connect(_uri(source, read_only=True))) as raw:
        raw.backup(raw_connection(engine))


def rows_written(connection: Connection) -> int:
    """Return the number of rows written by a connection so far; 0 for other databases."""
    raw = connection.connection.driver_connection
    return raw.total_changes if isinstance(raw, sqlite3.Connection) else 0
