"""The header of a workspace file: application id and schema version, read without a database."""

import stat
from pathlib import Path

from sqlalchemy import Connection

from ita_desktop.domain.errors import WorkspaceError, reason_of
from ita_desktop.filing.atomic_write import APPLICATION_ID, HEADER, MAGIC, is_marked
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.reasons import damaged


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
