"""What a file of any schema says of itself: its header (application id and schema version, read
without a database), whether it is as it was written, and its tables compared with ours: what is
unknown is found and taken out."""

import contextlib
import hashlib
import sqlite3
import stat
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from sqlalchemy import Connection, Engine, LargeBinary

from ita_desktop.domain.errors import WorkspaceError, reason_of
from ita_desktop.filing.atomic_write import APPLICATION_ID, HEADER, MAGIC, is_marked
from ita_desktop.storage import Step, sqlite_engines
from ita_desktop.storage.files import digests
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.reasons import AlteredError, UnknownContentError, damaged
from ita_desktop.storage.tables import metadata


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
    if len(header) < HEADER and header.startswith(MAGIC[: len(header)]):
        raise damaged(path)
    if not is_marked(header):
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
            raise no_file(path)
        with path.open("rb") as file:
            return file.read(HEADER)
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


def stated_size(path: Path) -> int:
    """Return the size in bytes that a file's header states; 0 if it states none. Raises
    WorkspaceError if the file cannot be read."""
    header = _read_header(path)
    page = int.from_bytes(header[16:18])
    # 1 stands for 65,536. The number of pages counts if it was written with the last change.
    is_valid = len(header) == HEADER and header[24:28] == header[92:96]
    return (_LARGEST_PAGE if page == 1 else page) * int.from_bytes(header[28:32]) * is_valid


_LARGEST_PAGE = 1 << 16


def no_file(path: Path) -> WorkspaceError:
    """Return the error for a folder or device where a file is needed."""
    return WorkspaceError(
        "ไม่ใช่แฟ้ม แต่เป็นโฟลเดอร์หรืออุปกรณ์", where=str(path), remedy="เลือกแฟ้มที่ลงท้ายด้วย .ita"
    )


def newer(version: int, where: str) -> WorkspaceError:
    """Return the error for a workspace written by a newer program."""
    return WorkspaceError(
        "แฟ้มนี้สร้างด้วยโปรแกรมรุ่นใหม่กว่า (แบบแฟ้ม {version} โปรแกรมนี้อ่านได้ถึง {known})",
        where=where,
        remedy="ติดตั้งโปรแกรมรุ่นใหม่แล้วเปิดอีกครั้ง แฟ้มไม่ได้ถูกแก้ไข",
        version=version,
        known=schema_version(),
    )


def stamp(connection: Connection) -> None:
    """Write application id and schema version to the file's header."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema_version()}")


def workspace_id(engine: Engine) -> str:
    """Return the key of a file of any schema; empty if it has none."""
    found = sqlite_engines.raw_connection(engine).execute(
        "SELECT value FROM meta WHERE key='workspace_id'"
    )
    row = found.fetchone()
    return str(row[0]) if row else ""


def office_name(engine: Engine) -> str:
    """Return the office's name in a file of any schema; empty if it has none."""
    row = None
    with contextlib.suppress(sqlite3.Error):
        row = (
            sqlite_engines.raw_connection(engine)
            .execute("SELECT name FROM organisation")
            .fetchone()
        )
    return str(row[0]) if row else ""


def check_sound(engine: Engine, path: Path, progress: Step | None = None) -> None:
    """Raise WorkspaceError if SQLite's integrity or foreign key check fails, and whatever
    ``progress`` raises."""
    raw = sqlite_engines.raw_connection(engine)
    with sqlite_engines.heeding(raw, progress):
        answers = raw.execute("PRAGMA integrity_check(1)").fetchall()
        orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    if answers != [("ok",)] or orphans or _is_cut_short(raw, path):
        raise damaged(path)


def _is_cut_short(raw: sqlite3.Connection, path: Path) -> bool:
    """Return whether the last page is incomplete, which SQLite does not detect."""
    if sqlite_engines.has_log(raw):
        return False
    (size,), (pages,) = (
        raw.execute(f"PRAGMA {of}").fetchone() for of in ("page_size", "page_count")
    )
    return bool(path.stat().st_size < size * pages)


def check_content(engine: Engine, path: Path, progress: Step | None = None) -> None:
    """Raise AlteredError if tables do not match their digests, and whatever ``progress`` raises."""
    raw = sqlite_engines.raw_connection(engine)
    with sqlite_engines.heeding(raw, progress):
        differing = digests.differing(raw)
    if differing:
        raise AlteredError(path, differing)


def differing(connection: Connection) -> list[str]:
    """Return the tables of an open file whose content does not match its digest."""
    return digests.differing(cast(sqlite3.Connection, connection.connection.driver_connection))


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
    with (
        contextlib.closing(sqlite_engines.connect(path, read_only=True)) as raw,
        sqlite_engines.heeding(raw, progress),
    ):
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


def check_schema(engine: Engine, path: Path) -> None:
    """Raise an error if the file's tables differ from ours, or it contains code.

    Triggers and views could change the meaning of statements, so a file with any is not written.
    Raises StrangeError if it has everything that is ours, and more.
    """
    raw = sqlite_engines.raw_connection(engine)
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
    with contextlib.closing(sqlite_engines.private_connection(path)) as raw:
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
