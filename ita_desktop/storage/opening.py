"""Making a workspace's file, opening it safely, and bringing an older one up to date."""

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.ids import new_id
from ita_desktop.storage import sqlite_file, tables
from ita_desktop.storage.backups import BackupFolder
from ita_desktop.storage.lock import Holder, WriterLock
from ita_desktop.storage.migrations import migrate, noted_version, schema_version
from ita_desktop.storage.reasons import TROUBLE, cannot_open, why
from ita_desktop.storage.step import Step


class Opened(NamedTuple):
    """An open file: to be written while ``lock`` is held, else only to be read.

    ``holder`` is who writes it instead.
    """

    engine: Engine
    lock: WriterLock | None = None
    holder: Holder | None = None


def make_file(path: Path) -> None:
    """Makes an empty workspace file, whole or not at all.

    Raises InputError where a file stands there already or none can be made.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            raise FileExistsError  # noqa: TRY301 - one answer, whenever it turns up
        _fill(temporary)
        _place(temporary, path)
    except FileExistsError as error:
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(path), remedy="ตั้งชื่ออื่น") from error
    except (OSError, *TROUBLE) as error:
        raise InputError(
            "สร้างแฟ้มไม่ได้ ({reason})",
            where=str(path),
            remedy="ตรวจว่าโฟลเดอร์มีอยู่ เขียนได้ และดิสก์มีเนื้อที่ว่าง",
            reason=why(error),
        ) from error
    finally:
        for ending in ("", "-journal"):
            with contextlib.suppress(OSError):
                temporary.with_name(temporary.name + ending).unlink()


def open_file(
    path: Path, *, read_only: bool, backup_root: Path | None, progress: Step | None = None
) -> Opened:
    """Opens a workspace file, for reading only where somebody else writes it.

    A file of an older schema is brought up to date first, after a proven safety copy. Raises
    WorkspaceError where the file is missing, foreign, newer or damaged, and what ``progress``
    raises; then it is as it was.
    """
    version = sqlite_file.check_header(path)
    if version < schema_version():
        _bring_up_to_date(path, version, backup_root, progress)
    lock, holder = (None, None) if read_only else _take_lock(path)
    try:
        return Opened(_open_engine(path, read_only=lock is None, progress=progress), lock, holder)
    except TROUBLE as error:
        _release(lock)
        raise cannot_open(error, path) from error
    except BaseException:
        _release(lock)
        raise


def open_server(url: str) -> Opened:
    """Opens a shared database, making or updating its tables. Raises WorkspaceError."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            _prepare_database(connection, engine.url.database or "")
    except DBAPIError as error:
        engine.dispose()
        raise WorkspaceError(
            "ติดต่อฐานข้อมูลไม่ได้ ({reason})",
            where=engine.url.render_as_string(),
            remedy="ตรวจว่าเครื่องแม่ข่ายเปิดอยู่ และชื่อผู้ใช้ถูกต้อง",
            reason=why(error),
        ) from error
    except BaseException:
        engine.dispose()
        raise
    return Opened(engine)


def close_file(path: Path, opened: Opened) -> None:
    """Closes the file; afterwards it is one file that can be copied."""
    try:
        sqlite_file.close(opened.engine, read_only=opened.lock is None)
    finally:
        _release(opened.lock)
    if opened.lock is None:
        _clear_up(path)


def check_file(path: Path, progress: Step | None = None) -> None:
    """Raises WorkspaceError where ``path`` is no sound workspace of this or an older schema, and
    what ``progress`` raises.

    Nothing in the file is changed.
    """
    version = sqlite_file.check_header(path)
    try:
        engine = sqlite_file.engine_of(path, read_only=True)
        try:
            sqlite_file.check_sound(engine, path, progress)
            if version == schema_version():
                sqlite_file.check_schema(engine, path)
        finally:
            engine.dispose()
    except TROUBLE as error:
        raise cannot_open(error, path) from error


def _create(connection: Connection) -> None:
    migrate(connection, 0)
    connection.execute(tables.meta.insert(), {"key": "workspace_id", "value": new_id()})


def _fill(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.touch()
    engine = sqlite_file.engine_of(path, read_only=False)
    try:
        with _writing(engine) as connection:
            _create(connection)
            sqlite_file.stamp(connection)
    finally:
        engine.dispose()


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened, sqlite_file.transaction(opened, writes=True) as connection:
        yield connection


def _place(temporary: Path, path: Path) -> None:
    """Gives the finished file its name, never taking the place of one that appeared meanwhile."""
    if sys.platform == "win32":
        temporary.rename(path)  # Windows refuses where a file stands
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links (FAT memory sticks)
        if path.exists():
            raise FileExistsError from None
        temporary.rename(path)


def _prepare_database(connection: Connection, name: str) -> None:
    """Makes or updates the tables of a shared database."""
    if not connection.dialect.has_table(connection, tables.meta.name):
        _create(connection)
        return
    version = noted_version(connection) or 0
    if version > schema_version():
        raise sqlite_file.newer(version, name)
    if version < schema_version():
        migrate(connection, version)


def _take_lock(path: Path) -> tuple[WriterLock | None, Holder | None]:
    """The lock, or who has it; neither where the file cannot be written at all."""
    lock = WriterLock(path)
    try:
        if not os.access(path, os.W_OK):
            return None, None
        return (lock, None) if lock.acquire() else (None, lock.holder())
    except OSError:
        return None, None


def _release(lock: WriterLock | None) -> None:
    if lock is not None:
        lock.release()


def _open_engine(path: Path, *, read_only: bool, progress: Step | None) -> Engine:
    """An engine on a file that was found sound and ours."""
    engine = sqlite_file.engine_of(path, read_only=read_only)
    try:
        sqlite_file.check_sound(engine, path, progress)
        sqlite_file.check_schema(engine, path)
        if not read_only:
            sqlite_file.use_durable_journal(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _bring_up_to_date(
    path: Path, version: int, backup_root: Path | None, progress: Step | None
) -> None:
    """Migrates a file of an older schema, after a proven safety copy.

    Raises WorkspaceError where there can be no copy or a step fails; then the file is as it was.
    """
    lock, holder = _take_lock(path)
    if lock is None:
        raise _too_old_to_read(path, holder)
    try:
        engine = sqlite_file.engine_of(path, read_only=False)
        try:
            sqlite_file.check_sound(engine, path, progress)
            # Without a log the header always tells the schema that the file really has.
            sqlite_file.use_plain_journal(engine)
            folder = backup_root / sqlite_file.workspace_id(engine) if backup_root else path.parent
            BackupFolder(folder).make(path, "migration", progress)
            with _writing(engine) as connection:
                migrate(connection, version)
                sqlite_file.stamp(connection)
                sqlite_file.check_schema(engine, path)
        finally:
            engine.dispose()
    except WorkspaceError:
        raise
    except (*TROUBLE, SQLAlchemyError, OSError, ValueError, LookupError) as error:
        raise WorkspaceError(
            "ปรับแฟ้มให้เข้ากับโปรแกรมรุ่นนี้ไม่ได้ ({reason}) แฟ้มยังเป็นอย่างเดิม",
            where=path.name,
            remedy="ใช้โปรแกรมรุ่นเดิมไปก่อน แล้วแจ้งผู้ดูแลโปรแกรม",
            reason=why(error),
        ) from error
    finally:
        lock.release()


def _too_old_to_read(path: Path, holder: Holder | None) -> WorkspaceError:
    return WorkspaceError(
        "แฟ้มนี้เป็นแบบเก่า ต้องปรับก่อนใช้ แต่ตอนนี้เขียนแฟ้มไม่ได้",
        where=path.name,
        remedy="ปิดแฟ้มที่เครื่องอื่นก่อน แล้วเปิดใหม่"
        if holder is not None
        else "ทำสำเนาไว้ในโฟลเดอร์ที่เขียนได้ แล้วเปิดสำเนา",
    )


def _clear_up(path: Path) -> None:
    """Takes in the log that a writer left beside the file, where nobody writes any more."""
    if not sqlite_file.has_left_log(path):
        return
    lock, _ = _take_lock(path)
    if lock is None:
        return
    with contextlib.suppress(*TROUBLE):
        sqlite_file.close(sqlite_file.engine_of(path, read_only=False), read_only=False)
    lock.release()
