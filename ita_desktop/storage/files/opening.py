"""Creates, opens, verifies and migrates workspace files."""

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from ita_desktop.domain.errors import InputError, Phrase, WorkspaceError
from ita_desktop.domain.records import new_id
from ita_desktop.home import OWN_FILE, TEMPORARY, clear, give_rights
from ita_desktop.paths import real
from ita_desktop.storage import Step, sqlite_checks, sqlite_engines, tables
from ita_desktop.storage.edits import history
from ita_desktop.storage.files import digests, remembered
from ita_desktop.storage.files.backups import backups_of
from ita_desktop.storage.files.known import is_taken_out, place, settle, wait_for
from ita_desktop.storage.files.life import FileLife
from ita_desktop.storage.files.lock import LockHolder, WriterLock, user_name
from ita_desktop.storage.files.working import ReadingCopy, WorkingFile
from ita_desktop.storage.migrations import migrate, schema_version
from ita_desktop.storage.reasons import TROUBLE, AlteredError, UnknownContentError, cannot_open, why
from ita_desktop.storage.tables import kinds_of

if TYPE_CHECKING:
    from ita_desktop.storage.server.connecting import Server


class Opened(NamedTuple):
    """An open workspace: a writable file has a ``life``, a read-only one a ``reading`` copy, a
    shared database neither.

    ``holder`` is the writer of a read-only file; ``notice`` is a message for the user; ``held``
    says who may have a writable file open at another machine.
    """

    engine: Engine
    holder: LockHolder | None = None
    life: FileLife | None = None
    reading: ReadingCopy | None = None
    notice: Phrase | None = None
    held: LockHolder | None = None
    unknown: tuple[str, ...] = ()
    """Unknown content of the file, because of which it is read-only."""
    server: "Server | None" = None
    """The server of a shared database."""

    @property
    def working(self) -> WorkingFile | None:
        """The working file, which has everything stored; None for a shared database."""
        owner = self.life or self.reading
        return owner.working if owner is not None else None

    @property
    def is_read_only(self) -> bool:
        """Whether this program cannot write: the file is another's, the login a reader's, or
        the database a newer program's."""
        server = self.server
        reads = server is not None and (server.member.role == "reader" or server.is_newer)
        return self.reading is not None or reads


def make_file(path: Path) -> None:
    """Atomically create an empty workspace file.

    Raises InputError if the file exists or cannot be created.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            raise FileExistsError  # noqa: TRY301 - one answer, whenever it turns up
        _fill(temporary)
        give_rights(temporary, path)
        place(temporary, path)
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
    path: Path,
    *,
    read_only: bool,
    backup_root: Path | None,
    progress: Step | None = None,
    as_it_is: bool = False,
) -> Opened:
    """Open a workspace file, read-only if someone else has it open for writing.

    A file of an older schema is migrated first, after a verified safety copy. Raises WorkspaceError
    if the file is missing, of another program, newer or damaged, AlteredError if its content does
    not match its digests and it is not opened ``as_it_is``, and whatever ``progress`` raises; the
    file is not changed then.
    """
    _bring_back(path)
    is_old = sqlite_checks.check_header(path) < schema_version()
    # Work of an earlier session is handled by the next opening.
    is_only_read = read_only and not is_old and not WorkingFile.is_left_of(path)
    lock, holder = (None, None) if is_only_read else _take_lock(path)
    if lock is None:
        if is_old:
            raise _too_old_to_read(path, holder)
        return _open_to_read(path, None if read_only else holder, progress)
    try:
        opened = _open_to_write(path, lock, backup_root, progress, as_it_is=as_it_is)
    except UnknownContentError:
        return _open_to_read(path, None, progress)
    if opened.life is not None and read_only:
        close_file(opened)
        return _open_to_read(path, None, progress)._replace(notice=opened.notice)
    return opened


def open_private(path: Path, progress: Step | None = None) -> Opened:
    """Open a private copy of a file, which nobody else knows: it is migrated and written in place,
    and nothing of it is carried, found or told elsewhere. Raises WorkspaceError if it cannot be
    used, and whatever ``progress`` raises."""
    try:
        sqlite_checks.without_unknown(path)
        engine = sqlite_engines.engine_of(path, read_only=False)
        try:
            sqlite_checks.check_sound(engine, path, progress)
            sqlite_checks.check_content(engine, path, progress)
            if sqlite_checks.check_header(path) < schema_version():
                with _migrating(path):
                    _migrate(engine, path)
            sqlite_checks.check_schema(engine, path)
        except BaseException:
            engine.dispose()
            raise
    except TROUBLE as error:
        raise cannot_open(error, path) from error
    return Opened(engine)


def close_file(opened: Opened, held_by: Path | None = None) -> None:
    """Close the file; all edits are then in the clerk's file (or in the file ``held_by``) or, if
    that is not proved, in the working file for the next opening."""
    try:
        if opened.life is not None:
            opened.life.end()
        opened.engine.dispose()
    finally:
        if opened.life is not None:
            opened.life.close(held_by)
        elif opened.working is not None:
            opened.working.discard()


def check_file(path: Path, progress: Step | None = None) -> None:
    """Raise WorkspaceError if ``path`` is not a valid workspace of this or an older schema, and
    whatever ``progress`` raises.

    The file is not changed.
    """
    version = sqlite_checks.check_header(path)
    try:
        with lying_still(path) as readable:
            engine = sqlite_engines.engine_of(readable, read_only=True)
            try:
                sqlite_checks.check_sound(engine, readable, progress)
                if version == schema_version():
                    sqlite_checks.check_schema(engine, path)
                sqlite_checks.check_content(engine, path, progress)
            finally:
                engine.dispose()
    except (OSError, *TROUBLE) as error:
        raise cannot_open(error, path) from error


@contextmanager
def lying_still(path: Path) -> Iterator[Path]:
    """Yield the file, or a temporary copy if a journal exists next to it."""
    if not sqlite_engines.has_log_file(path):
        yield path
        return
    with (
        tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder,
        sqlite_engines.recovered(path, Path(folder)) as copy,
    ):
        yield copy


def create_tables(connection: Connection) -> None:
    """Make an empty database an empty workspace."""
    migrate(connection, 0)
    connection.execute(tables.meta.insert(), {"key": "workspace_id", "value": new_id()})
    digests.retake(connection, tables.meta.name)


def _fill(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=OWN_FILE)
    engine = sqlite_engines.engine_of(path, read_only=False)
    try:
        with _writing(engine) as connection:
            create_tables(connection)
            sqlite_checks.stamp(connection)
    finally:
        engine.dispose()


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened, sqlite_engines.transaction(opened, writes=True) as connection:
        yield connection


def _bring_back(path: Path) -> None:
    """Put a file back in its place that a killed program left taken out."""
    target = real(path)
    with contextlib.suppress(OSError):  # opening says what is wrong there
        if wait_for(target) or not is_taken_out(target):
            return
        lock = WriterLock(target)
        try:
            if lock.acquire():
                settle(target)
        finally:
            lock.release()


_TRIES: Final = 3
_PAUSE: Final = 0.02
"""Number of tries to take a lock that this user has on this machine, and seconds between them."""


def _take_lock(path: Path) -> tuple[WriterLock | None, LockHolder | None]:
    """Return the lock, or its holder; neither if the file is not writable."""
    lock = WriterLock(path)
    try:
        if not os.access(path, os.W_OK):
            return None, None
        for _ in range(_TRIES):
            if lock.acquire():
                return lock, None
            # A start takes away the locks of programs that were killed: each is taken for a moment.
            if not lock.holder().is_own:
                break
            time.sleep(_PAUSE)
        return None, lock.holder()
    except OSError:
        return None, None


def _open_to_read(path: Path, holder: LockHolder | None, progress: Step | None) -> Opened:
    working = WorkingFile.to_read(path)
    try:
        working.acquire()
        reading = ReadingCopy(working)
        # The private copy is used without unknown content, above all code (triggers, views).
        unknown = sqlite_checks.without_unknown(working.path)
        engine = _sound_engine(working, progress)
        return Opened(engine, holder, reading=reading, unknown=unknown)
    except TROUBLE as error:
        working.discard()
        raise cannot_open(error, path) from error
    except BaseException:
        working.discard()
        raise


def _open_to_write(
    path: Path,
    lock: WriterLock,
    backup_root: Path | None,
    progress: Step | None,
    *,
    as_it_is: bool,
) -> Opened:
    """Open a file with its lock, which is released on failure. If another process of this machine
    uses the working file nevertheless, open it read-only."""
    try:
        clear(path.parent, _temporary_names(path.name))
        working = WorkingFile.to_write(path)
        if working.acquire():
            with contextlib.suppress(OSError):  # else it is tried again when the file is saved
                remembered.settle(working)
            return _continue_work(working, lock, backup_root, progress, as_it_is=as_it_is)
        opened = _open_to_read(path, working.holder(), progress)
    except TROUBLE as error:
        lock.release()
        raise cannot_open(error, path) from error
    except BaseException:
        lock.release()
        raise
    lock.release()
    return opened


def _temporary_names(name: str) -> re.Pattern[str]:
    """Return a pattern of the names of temporary files next to a workspace."""
    return re.compile(
        rf"\.?\.{re.escape(name)}\.(\d+\.)?(left\.)?(part\.\d+\.)?part(-journal|-wal|-shm)?"
    )


def _continue_work(
    working: WorkingFile,
    lock: WriterLock,
    backup_root: Path | None,
    progress: Step | None,
    *,
    as_it_is: bool,
) -> Opened:
    holds_more = working.is_left()
    try:
        if sqlite_engines.has_log_file(working.target):
            # Earlier releases of the program wrote the file itself.
            sqlite_engines.checkpoint_log(working.target)
        taken = remembered.take_in(working, progress)
        holds_more = taken.is_behind
        accepted = _take_as_it_is(working, backup_root, progress) if as_it_is else []
        is_old = sqlite_checks.check_header(working.path) < schema_version()
        if is_old:
            _bring_up_to_date(working, backup_root, progress)
        engine = _sound_engine(working, progress)
        try:
            sqlite_engines.begin_journal(engine)
            for label in accepted:
                with _writing(engine) as connection:
                    history.note(connection, label, user_name())
            working.begin(taken.base)
            is_behind = is_old or bool(accepted) or taken.is_behind
            life = FileLife(lock, working, taken.known, taken.workspace, is_behind=is_behind)
            if is_old or accepted:
                life.carry()
            elif taken.is_behind:
                life.hurry()
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        if holds_more:
            working.leave()
        else:
            working.discard()
        raise
    return Opened(engine, life=life, notice=taken.notice, held=lock.former)


def _take_as_it_is(
    working: WorkingFile, backup_root: Path | None, progress: Step | None
) -> list[Phrase]:
    """Remove unknown content of a working file, and accept its altered content; return the labels
    for the history."""
    labels = []
    unknown = _trust(working, backup_root, progress)
    if unknown:
        names = " ".join(unknown)
        labels.append(Phrase("เชื่อถือแฟ้มจากผู้อื่น และเอาสิ่งที่ไม่รู้จักออก: {unknown}", unknown=names))
    tables = _accept(working.path, progress)
    if tables:
        labels.append(_accepted_label(tables))
    return labels


def _trust(
    working: WorkingFile, backup_root: Path | None, progress: Step | None
) -> tuple[str, ...]:
    """Remove unknown content of a working file, after a safety copy; return its names."""
    engine = sqlite_engines.engine_of(working.path, read_only=False)
    try:
        raw = sqlite_engines.raw_connection(engine)
        if not sqlite_checks.unknown_in(raw):
            return ()
        backups_of(working.target, engine, backup_root).make(working.path, "trust", progress)
        return sqlite_checks.take_out_unknown(raw)
    finally:
        engine.dispose()


def _accept(path: Path, progress: Step | None) -> tuple[str, ...]:
    """Accept the content of a file by computing its digests; return the altered tables."""
    engine = sqlite_engines.engine_of(path, read_only=False)
    try:
        sqlite_checks.check_sound(engine, path, progress)
        sqlite_checks.check_content(engine, path, progress)
    except AlteredError as altered:
        with _writing(engine) as connection:
            digests.take(connection)
        return altered.tables
    finally:
        engine.dispose()
    return ()


def _accepted_label(tables: Sequence[str]) -> Phrase:
    return Phrase("ยอมรับแฟ้มตามที่เป็นอยู่ แม้ไม่ตรงกับที่บันทึกไว้: {kinds}", kinds=kinds_of(tables))


def _sound_engine(working: WorkingFile, progress: Step | None) -> Engine:
    """Return an engine for a working file after checking its integrity and schema."""
    path = working.path
    engine = sqlite_engines.engine_of(path, read_only=False)
    try:
        sqlite_checks.check_sound(engine, path, progress)
        sqlite_checks.check_schema(engine, path)
        sqlite_checks.check_content(engine, working.target, progress)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _bring_up_to_date(
    working: WorkingFile, backup_root: Path | None, progress: Step | None
) -> None:
    """Migrate a working file of an older schema, after a verified safety copy.

    Raises WorkspaceError if there can be no copy or a step fails.
    """
    path = working.path
    engine = sqlite_engines.engine_of(path, read_only=False)
    try:
        with _migrating(path):
            sqlite_checks.check_sound(engine, path, progress)
            sqlite_checks.check_content(engine, working.target, progress)
            backups_of(working.target, engine, backup_root).make(path, "migration", progress)
            _migrate(engine, path)
    finally:
        engine.dispose()


def _migrate(engine: Engine, path: Path) -> None:
    with _writing(engine) as connection:
        migrate(connection, sqlite_checks.check_header(path))
        sqlite_checks.stamp(connection)
        sqlite_checks.check_schema(engine, path)


@contextmanager
def _migrating(path: Path) -> Iterator[None]:
    """Raise WorkspaceError for whatever goes wrong in the block."""
    try:
        yield
    except WorkspaceError:
        raise
    except (*TROUBLE, SQLAlchemyError, OSError, ValueError, LookupError) as error:
        raise WorkspaceError(
            "ปรับแฟ้มให้เข้ากับโปรแกรมรุ่นนี้ไม่ได้ ({reason}) แฟ้มยังเป็นอย่างเดิม",
            where=path.name,
            remedy="ใช้โปรแกรมรุ่นเดิมไปก่อน แล้วแจ้งผู้ดูแลโปรแกรม",
            reason=why(error),
        ) from error


def _too_old_to_read(path: Path, holder: LockHolder | None) -> WorkspaceError:
    return WorkspaceError(
        "แฟ้มนี้เป็นแบบเก่า ต้องปรับก่อนใช้ แต่ตอนนี้เขียนแฟ้มไม่ได้",
        where=path.name,
        remedy="ปิดแฟ้มที่เครื่องอื่นก่อน แล้วเปิดใหม่"
        if holder is not None
        else "ทำสำเนาไว้ในโฟลเดอร์ที่เขียนได้ แล้วเปิดสำเนา",
    )
