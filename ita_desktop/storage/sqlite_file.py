"""Everything that is SQLite's own: the file's header, pragmas, journals and locking statements.

No other module may use a statement that PostgreSQL does not know.
"""

import ctypes
import os
import sqlite3
import sys
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.migrations import SCHEMA_VERSION
from ita_desktop.storage.tables import metadata

APPLICATION_ID = 0x49544144
"""``ITAD``, in the header of every workspace file."""

_MAGIC = b"SQLite format 3\x00"
_LOCAL_LINUX = {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "f2fs", "apfs"}
_WINDOWS_FIXED_DRIVE = 3


def check_header(path: Path) -> int:
    """The schema version in a workspace file's header, read without opening the database.

    Raises WorkspaceError where the file is not there, not readable, not a workspace, or newer.
    """
    where = path.name
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise WorkspaceError(
            "ไม่พบแฟ้มนี้", where=str(path), remedy="ตรวจว่าแฟ้มถูกย้ายหรือแฟลชไดรฟ์ถูกถอดออกหรือไม่"
        ) from error
    except OSError as error:
        raise WorkspaceError(
            "อ่านแฟ้มไม่ได้ ({reason})",
            where=str(path),
            remedy="ตรวจสิทธิ์ของแฟ้ม แล้วเปิดใหม่",
            reason=error.strerror or type(error).__name__,
        ) from error
    foreign = WorkspaceError(
        "ไม่ใช่แฟ้มงาน ITA ของโปรแกรมนี้", where=where, remedy="เลือกแฟ้มที่ลงท้ายด้วย .ita"
    )
    if len(header) < 100:
        if header.startswith(_MAGIC[: len(header)]) and header:
            raise damaged(path)
        raise foreign
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise foreign
    version = int.from_bytes(header[60:64])
    if version > SCHEMA_VERSION:
        raise WorkspaceError(
            "แฟ้มนี้สร้างด้วยโปรแกรมรุ่นใหม่กว่า (แบบแฟ้ม {version} โปรแกรมนี้อ่านได้ถึง {known})",
            where=where,
            remedy="ติดตั้งโปรแกรมรุ่นใหม่แล้วเปิดอีกครั้ง แฟ้มไม่ได้ถูกแก้ไข",
            version=version,
            known=SCHEMA_VERSION,
        )
    return version


def damaged(path: Path) -> WorkspaceError:
    """The sentence for a file that is a workspace but cannot be read whole."""
    return WorkspaceError(
        "แฟ้มเสียหาย อ่านได้ไม่ครบ",
        where=path.name,
        remedy="กู้คืนจากแฟ้มสำรองด้วยคำสั่ง restore หรือเมนู แฟ้ม › กู้คืนจากแฟ้มสำรอง",
    )


def engine_of(path: Path, *, read_only: bool) -> Engine:
    """An engine with one connection to the file, which threads share under the caller's lock."""
    # A read-only opener must never create a journal beside the file.
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, check_same_thread=False, isolation_level=None, timeout=5
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def prepare(engine: Engine, path: Path, *, read_only: bool) -> None:
    """Sets the pragmas: foreign keys, no trust in the file's own code, and a durable journal."""
    raw = raw_connection(engine)
    raw.execute("PRAGMA trusted_schema=OFF")
    raw.execute("PRAGMA cell_size_check=ON")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA synchronous=FULL")
    if not read_only:
        journal = "WAL" if is_local_disk(path) else "DELETE"
        raw.execute(f"PRAGMA journal_mode={journal}")


def raw_connection(engine: Engine) -> sqlite3.Connection:
    """The DBAPI connection below the engine."""
    pooled = engine.raw_connection()
    try:
        connection = pooled.driver_connection
    finally:
        pooled.close()
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError(type(connection).__name__)
    return connection


def stamp(connection: Connection) -> None:
    """Writes application id and schema version into the file's header."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def check_schema(engine: Engine, path: Path) -> None:
    """Refuses a file whose tables are not ours or that brings code of its own.

    Triggers and views could change what a statement means, so a file with any is not opened.
    """
    rows = raw_connection(engine).execute("SELECT type, name FROM sqlite_master").fetchall()
    found = {name for kind, name in rows if kind == "table" and not name.startswith("sqlite_")}
    own_code = any(kind in {"trigger", "view"} for kind, _ in rows)
    if own_code or found != set(metadata.tables):
        raise WorkspaceError(
            "โครงสร้างในแฟ้มไม่ตรงกับแฟ้มงาน ITA จึงไม่เปิด",
            where=path.name,
            remedy="กู้คืนจากแฟ้มสำรอง หรือขอแฟ้มใหม่จากผู้ส่ง",
        )


def quick_check(engine: Engine) -> bool:
    """Whether SQLite finds the file sound."""
    answer = raw_connection(engine).execute("PRAGMA quick_check(1)").fetchone()
    return bool(answer and answer[0] == "ok")


def close(engine: Engine, *, read_only: bool) -> None:
    """Puts everything into the one file, so that it can be copied, and closes it."""
    try:
        if not read_only:
            raw = raw_connection(engine)
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error:
        # Another reader holds the file, or its disk is gone: the journal stays beside the file
        # and the next opening takes it in. Nothing is lost.
        pass
    finally:
        engine.dispose()


def is_local_disk(path: Path) -> bool:
    """Whether the file lies on a fixed disk of this machine.

    SQLite's write-ahead log needs memory shared on one machine, so a network share or a memory
    stick gets the rollback journal.
    """
    if sys.platform == "win32":
        drive = os.path.splitdrive(path.resolve())[0]
        if drive.startswith("\\\\"):
            return False
        kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        return kind == _WINDOWS_FIXED_DRIVE
    return _linux_file_system(path.resolve()) in _LOCAL_LINUX


def _linux_file_system(path: Path) -> str:
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in mounts:
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        inside = point == "/" or str(path) == point or str(path).startswith(point + "/")
        if inside and len(point) >= len(best):
            best, kind = point, found
    return kind
