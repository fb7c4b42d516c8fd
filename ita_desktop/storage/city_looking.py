"""Opens somebody else's workspace to look at it: a file without a lock and with nothing written
beside it, or a shared one on a database server in one snapshot, read-only, with nothing prepared.

The file is read as it lies on the disk, through a connection that SQLite takes for one to a file
that never changes. Our program replaces files whole, so an open one stays as it was. Whatever else
writes a file leaves a journal beside it: then a private copy with the journal applied is read. An
older schema is migrated in memory, without its photographs and history.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage import Step, sqlite_checks, sqlite_engines
from ita_desktop.storage.city_figures import TABLES, FrameworkCache, OfficeYears, office_years
from ita_desktop.storage.files import digests
from ita_desktop.storage.files.known import FileStamp, look_at
from ita_desktop.storage.files.opening import lying_still
from ita_desktop.storage.migrations import migrate, noted_version, schema_version
from ita_desktop.storage.reasons import TROUBLE, AlteredError, cannot_open, damaged
from ita_desktop.storage.server.address import Address, kept_password, parse_address
from ita_desktop.storage.server.connecting import cannot_use, engine_of, reads_views_alone
from ita_desktop.storage.server.setup import SCHEMA
from ita_desktop.storage.tables import meta, metadata

_NOT_NEEDED: Final = frozenset(("media", "history_group", "history_change", "content_digest"))
"""Tables whose rows no copy in memory needs."""
_COMPUTED: Final = "SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden <> 0"
_LONGEST: Final = 8 * 1024 * 1024
"""Maximum length of one row in bytes: the longest text that the program takes has a tenth of it."""
_TABLE_NAMES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_PARTS: Final = """
SELECT type, name, sql FROM sqlite_master
WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
ORDER BY type DESC
"""


def read_office(path: Path, frameworks: FrameworkCache, step: Step | None = None) -> OfficeYears:
    """Return the years of the workspace file at ``path``. Raises WorkspaceError if it is missing,
    foreign, newer or damaged, ChangedError if it changed while it was read, and what ``step``
    raises, which is called while the database works."""
    with _looking(path, step) as (connection, raw):
        found = office_years(connection, frameworks)
        return found._replace(doubt=_doubt(raw, path))


def _doubt(raw: sqlite3.Connection, path: Path) -> WorkspaceError | None:
    """Return why the program does not open a file of which all that is read here is sound: tables
    that are not read, or their references, are not as they were written."""
    if raw.execute("PRAGMA foreign_key_check").fetchone() or raw.execute(
        "PRAGMA integrity_check(1)"
    ).fetchall() != [("ok",)]:
        return damaged(path)
    # The tables that are read were compared before.
    others = {name for (name,) in raw.execute(_TABLE_NAMES)} - set(TABLES)
    altered = digests.differing(raw, others)
    return AlteredError(path, altered) if altered else None


@contextlib.contextmanager
def _looking(path: Path, step: Step | None) -> Iterator[tuple[Connection, sqlite3.Connection]]:
    """Yield a connection to read the workspace at ``path`` with the tables of today, and one to the
    file as it lies there; the tables that will be read are compared with their digests."""
    version = sqlite_checks.check_header(path)
    before = _looks(path)
    try:
        with (
            _sound(path) as still,
            _engine_of(still, version, path, step) as (engine, raw),
            engine.connect() as connection,
        ):
            yield connection, raw
    except (OSError, *TROUBLE) as error:
        if _looks(path) != before:
            raise ChangedError(path) from error
        raise cannot_open(error, path) from error
    except WorkspaceError as error:
        if _looks(path) != before:
            raise ChangedError(path) from error
        raise
    if _looks(path) != before:
        raise ChangedError(path)


class ChangedError(WorkspaceError):
    """A file that somebody wrote while it was read: reading it again may help."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "แฟ้มเปลี่ยนไประหว่างที่อ่าน", where=path.name, remedy="อ่านใหม่อีกครั้งเมื่อบันทึกเสร็จแล้ว"
        )


def _looks(path: Path) -> list[FileStamp | None]:
    """Return the properties of a file and of the journals beside it, which come and go with every
    edit of a program that writes it in place."""
    return [look_at(name) for name in sqlite_engines.with_logs(path)]


@contextlib.contextmanager
def _sound(path: Path) -> Iterator[Path]:
    """Yield the file, or a private copy with its journal applied if there is one beside it."""
    with lying_still(path) as still:
        if still != path:
            with contextlib.closing(sqlite_engines.connect_still(still)) as raw:
                if raw.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                    raise damaged(path)
        yield still


@contextlib.contextmanager
def _engine_of(
    still: Path, version: int, path: Path, step: Step | None
) -> Iterator[tuple[Engine, sqlite3.Connection]]:
    """Yield an engine with the tables of today, the file's own or a copy in memory, and the file's
    own connection."""
    with (
        contextlib.closing(sqlite_engines.connect_still(still)) as raw,
        contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as memory,
        sqlite_engines.heeding(raw, step),
        sqlite_engines.heeding(memory, step),
    ):
        tell = step or _silent
        tell(0, 0, "")
        raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        _check(raw, still, path)
        if altered := digests.differing(raw, TABLES):
            raise AlteredError(path, altered)
        tell(0, 0, "")
        if version == schema_version():
            yield sqlite_engines.engine_on(raw), raw
        else:
            engine = sqlite_engines.engine_on(memory)
            _bring_up(engine, raw, version)
            yield engine, raw


def _silent(_done: int, _of: int, _what: str) -> None:
    """Report nothing."""


def _check(raw: sqlite3.Connection, still: Path, path: Path) -> None:
    """Raise WorkspaceError for a file that is cut short, or has code in the place of tables
    or columns."""
    pragmas = (raw.execute(f"PRAGMA {of}").fetchone() for of in ("page_size", "page_count"))
    (size,), (pages,) = pragmas
    if still.stat().st_size < size * pages:
        raise damaged(path)
    found = dict(raw.execute("SELECT name, type FROM sqlite_master").fetchall())
    code = any(found.get(name, "table") != "table" for name in metadata.tables)
    if code or any(raw.execute(_COMPUTED, [name]).fetchone() for name in TABLES):
        raise WorkspaceError(
            "โครงสร้างในแฟ้มไม่ตรงกับแฟ้มงาน ITA จึงไม่เปิด",
            where=path.name,
            remedy="กู้คืนจากแฟ้มสำรอง หรือขอแฟ้มใหม่จากผู้ส่ง",
        )


def _bring_up(engine: Engine, raw: sqlite3.Connection, version: int) -> None:
    """Copy the tables of an older schema into the memory of ``engine``, and migrate them there."""
    parts = raw.execute(_PARTS).fetchall()
    with engine.connect() as connection, sqlite_engines.transaction(connection, writes=True):
        copy = cast(sqlite3.Connection, connection.connection.driver_connection)
        for kind, name, made in parts:
            copy.execute(made)
            if kind == "table" and name not in _NOT_NEEDED:
                rows = raw.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - a name of the file's own
                places = ", ".join("?" * len(rows.description))
                copy.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608
        migrate(connection, version)


def read_shared(address: str | Address, frameworks: FrameworkCache) -> OfficeYears:
    """Return the years of the shared workspace at an address. Raises as
    :func:`looking_at_server`."""
    with looking_at_server(address) as connection:
        return office_years(connection, frameworks)


@contextlib.contextmanager
def looking_at_server(address: str | Address) -> Iterator[Connection]:
    """Yield a connection to read the database at an address. Raises InputError for another address,
    WorkspaceError if it cannot be used, or is no workspace of today's schema."""
    if isinstance(address, str):
        address = parse_address(address)
    password = address.password or kept_password(address)
    address = address.without_password()
    engine = engine_of(address, password)
    try:
        with engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ) as connection:
            _check_server(connection, address)
            yield connection
    except DBAPIError as error:
        raise cannot_use(error, address) from None
    finally:
        engine.dispose()


def _check_server(connection: Connection, address: Address) -> None:
    found = connection.dialect.has_table(connection, meta.name)
    if not found and reads_views_alone(connection):
        connection.exec_driver_sql(f"SET search_path = {SCHEMA}")
    elif not found:
        raise WorkspaceError(
            "ฐานข้อมูลนี้ไม่มีงาน ITA",
            where=address.shown,
            remedy="ตรวจชื่อฐานข้อมูล หรือให้ผู้ดูแลตั้งงานร่วมก่อน",
        )
    version = noted_version(connection) or 0
    if version > schema_version():
        raise sqlite_checks.newer(version, address.shown)
    if version < schema_version():
        raise WorkspaceError(
            "งานร่วมนี้ยังเป็นแบบแฟ้ม {version} ของโปรแกรมรุ่นก่อน (รุ่นนี้ใช้ {known})",
            where=address.shown,
            remedy="เปิดงานร่วมนี้ในโปรแกรมรุ่นนี้หนึ่งครั้ง แล้วอ่านใหม่",
            version=version,
            known=schema_version(),
        )
