"""A workspace: the clerk's file (or a shared database) with its one way to read and to write."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from sqlalchemy import Connection, select

from ita_desktop.domain.errors import ConflictError, InputError, Phrase, WorkspaceError
from ita_desktop.domain.records import FiscalYear, Organisation, Record, Unit
from ita_desktop.domain.year import YearData
from ita_desktop.storage import history, tables
from ita_desktop.storage.files import backups, opening, sqlite_file
from ita_desktop.storage.files.backups import Backup, BackupFolder
from ita_desktop.storage.files.lock import user_name
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.files.publishing import Saved
from ita_desktop.storage.framework_copy import FrameworkNode
from ita_desktop.storage.gateway import Change, RowChange
from ita_desktop.storage.history import Group, HistoryEntry, Kind, Status
from ita_desktop.storage.mapping import from_row
from ita_desktop.storage.reasons import TROUBLE, read_only, why
from ita_desktop.storage.step import Step
from ita_desktop.storage.year_cache import YearCache

SUFFIX = ".ita"
_R = TypeVar("_R", bound=Record)


class Changed(NamedTuple):
    """What a unit of work changed, told to every subscriber after it is safely stored."""

    kind: Kind
    label: str
    rows: tuple[RowChange, ...]

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables whose rows changed."""
        return frozenset(row.table for row in self.rows)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the changed rows."""
        return frozenset(row.key for row in self.rows)


Subscriber = Callable[[Changed], None]
Watcher = Callable[[bool], None]
"""Told True when writing begins and False when it has ended, in the thread that writes."""
_ROWS_A_LOOK = 50
"""Rows that are written between two looks at whether to go on."""
_IN_A_HURRY = 0.05
"""Seconds that the window's thread waits for another one to end writing."""


class _Told(threading.local):
    """Whom a thread tells of what it writes."""

    step: Step | None = None


class Workspace:
    """An open workspace. Reading gives immutable :class:`YearData`; writing goes through
    :meth:`change`. Threads may share it: one writes at a time, and where the file's journal allows
    it, others go on reading what is stored meanwhile."""

    def __init__(
        self, opened: Opened, *, path: Path | None = None, backup_root: Path | None = None
    ) -> None:
        self._opened = opened
        self._publisher = opened.publisher
        self._engine = opened.engine
        self._closed = False
        self._guard = threading.RLock()
        """Held by whoever writes, or reads on the connection that is written with."""
        self._caches = threading.RLock()
        """Held for the moment in which what is known is brought up to date."""
        self._applied = 0
        """How often it was."""
        self._writing_in: int | None = None
        """The thread that is in the midst of a unit of work."""
        self._told = _Told()
        self.hurried: int | None = None
        """The thread that must not wait for another one to end writing: it is refused instead."""
        self._subscribers: list[Subscriber] = []
        self._watcher: Watcher | None = None
        self._years: dict[int, YearCache] = {}
        self._known_years: tuple[FiscalYear, ...] | None = None
        self._reader = opened.engine.connect()
        self._writer = opened.engine.connect()
        working = opened.working
        self._beside = (
            sqlite_file.Beside(opened.engine, working.path) if working is not None else None
        )
        """What is read with while another thread has the guard."""
        self.path = path
        self.read_only = opened.reading is not None
        self.holder = opened.holder
        """Who writes the file, when this opener may only read it."""
        self.notice = opened.notice
        """What is to be told of how it was opened: that work was found which a crash left."""
        self.who = user_name()
        self.backup_problem: WorkspaceError | None = None
        """Why the last safety copy could not be made."""
        self.write_problem: WorkspaceError | None = None
        """Why the last unit of work could not be stored; None once one was."""
        self._begin = 0
        self._undo: tuple[int, str] | None = None
        self._redo: tuple[int, str] | None = None
        self._load_stack()
        self._newest = self._newest_group()
        self._backups = (
            BackupFolder(backup_root / self.workspace_id) if backup_root is not None else None
        )

    # -- opening and closing

    @classmethod
    def create(cls, path: Path, *, backup_root: Path | None = None) -> "Workspace":
        """Makes an empty workspace file. Raises InputError where a file stands there already."""
        opening.make_file(path)
        return cls.open(path, backup_root=backup_root)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        backup_root: Path | None = None,
        progress: Step | None = None,
    ) -> "Workspace":
        """Opens a workspace file, for reading only where somebody else writes it.

        A file of an older schema is brought up to date first, after a proven safety copy. Raises
        WorkspaceError where the file is missing, foreign, newer or damaged, and what ``progress``
        raises; then it is as it was.
        """
        opened = opening.open_file(
            path, read_only=read_only, backup_root=backup_root, progress=progress
        )
        try:
            return cls(opened, path=path, backup_root=backup_root)
        except BaseException:
            opening.close_file(opened)
            raise

    @classmethod
    def connect(cls, url: str) -> "Workspace":
        """Opens a shared workspace on a database server (``postgresql+psycopg://…``), making its
        tables in an empty database. Raises WorkspaceError."""
        return cls(opening.open_server(url))

    def close(self) -> None:
        """Carries everything into the clerk's one file and closes the workspace. Where that file
        cannot be reached, the next opening on this machine goes on from what is stored here."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            with contextlib.suppress(*TROUBLE):
                self._reader.close()
                self._writer.close()
            if self._beside is not None:
                self._beside.close()
            opening.close_file(self._opened)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Closes the workspace. Raises WorkspaceError where not all could be saved, unless the
        work itself failed."""
        try:
            if kind is None:
                self.publish()
        finally:
            self.close()

    # -- reading

    @property
    def workspace_id(self) -> str:
        """The key that the file keeps wherever it is copied to."""
        return self._fact("workspace_id") or ""

    @cached_property
    def shown_day(self) -> date | None:
        """The day on which the workspace is always shown; None (today) for all but the sample,
        which tells of March 2568 whenever it is opened."""
        day = self._fact("shown_day")
        return date.fromisoformat(day) if day else None

    def _fact(self, key: str) -> str | None:
        """A fact about the file itself."""
        with self._read() as connection:
            return connection.execute(
                select(tables.meta.c.value).where(tables.meta.c.key == key)
            ).scalar_one_or_none()

    def years(self) -> tuple[FiscalYear, ...]:
        """The fiscal years in the workspace, oldest first."""
        # A unit of work sees its own years; to a shared database others may add some.
        known, state = self._known_years, self._applied
        if known is not None and not self._in_own_work:
            return known
        with self._read() as connection:
            years = _all_of(FiscalYear, connection)
        if self.path is not None and not self._in_own_work:
            with self._caches:
                if state == self._applied:
                    self._known_years = years
        return years

    def organisation(self) -> Organisation | None:
        """The district office; None in a workspace that was only just made."""
        with self._read() as connection:
            return next(iter(_all_of(Organisation, connection)), None)

    def units(self) -> tuple[Unit, ...]:
        """All units in their order. Every year has them, so those of a known one are taken."""
        known = next(iter(self._years.values()), None)
        if known is not None and not self._in_own_work:
            return known.data.units
        with self._read() as connection:
            return _all_of(Unit, connection)

    def media(self, key: str) -> bytes | None:
        """The bytes kept under ``key``; None where there are none. Once it is closed, they are read
        from the file anew: a document that is being made may still ask for its pictures."""
        wanted = select(tables.media.c.data).where(tables.media.c.key == key)
        with self._read_anew() if self._closed else self._read() as connection:
            found: bytes | None = connection.execute(wanted).scalar_one_or_none()
        return found

    def framework_nodes(self, year_id: str) -> tuple[FrameworkNode, ...]:
        """The rows of a year's framework copy, in their order."""
        with self._read() as connection:
            found = _all_of(FrameworkNode, connection)
        return tuple(one for one in found if one.year_id == year_id)

    def year_before(self, year: int) -> YearData | None:
        """The newest year before the Buddhist fiscal ``year``; None where there is none."""
        before = [one.year for one in self.years() if one.year < year]
        return self.year(before[-1]) if before else None

    def year(self, year: int) -> YearData:
        """Everything of the Buddhist fiscal ``year``; raises InputError where there is none."""
        while True:
            known, state = self._years.get(year), self._applied
            if known is not None:
                return known.data
            with self._read() as connection:
                record = next((one for one in self.years() if one.year == year), None)
                if record is None:
                    raise InputError(
                        "ในแฟ้มนี้ไม่มีปีงบประมาณ {year}",
                        remedy="มีปี {known}",
                        year=year,
                        known=" ".join(str(one.year) for one in self.years()) or "–",
                    )
                cache = YearCache(connection, record.id)
            if self._in_own_work:
                # Nobody else may see what is not stored yet, and perhaps never will be.
                return cache.data
            with self._caches:
                # What was stored while this was being read may not be in it: it is read again.
                if state == self._applied:
                    return self._years.setdefault(year, cache).data

    def history(self, limit: int = 100) -> list[Group]:
        """The newest units of work, newest first."""
        with self._read() as connection:
            return history.latest(connection, limit)

    def edits(self, limit: int) -> list[Group]:
        """The newest edits, undone ones among them but no undoing itself; newest first."""
        with self._read() as connection:
            return history.edits(connection, limit)

    def history_of(
        self, keys: Sequence[str], fragments: Sequence[tuple[str, str]] = (), limit: int = 20
    ) -> list[HistoryEntry]:
        """The newest changes of the rows with these keys, and of rows of a table whose stored
        content holds a JSON fragment, given in pairs of table and fragment; newest first."""
        with self._read() as connection:
            return history.of_rows(connection, keys, fragments, limit)

    def dump(self) -> dict[str, list[dict[str, object]]]:
        """Every content row by table without row versions, for comparing two states."""
        with self._read() as connection:
            return {
                table.name: sorted(
                    (
                        {name: value for name, value in row.items() if name != "row_version"}
                        for row in connection.execute(select(table)).mappings()
                    ),
                    key=lambda row: str(row["id"]),
                )
                for table in tables.CONTENT
            }

    # -- writing

    @contextmanager
    def change(self, template: str, **fields: object) -> Iterator[Change]:
        """One unit of work: all of it is stored with its history, or nothing.

        ``template`` is the Thai name shown for undo, ``fields`` fill its ``{names}``: words of the
        program's own as phrases, so that they are translated. Raises
        WorkspaceError where the file may only be read or cannot be written, ConflictError where
        a row was overtaken.
        """
        label = Phrase(template, **fields)
        with self._alone():
            self._must_be_writable()
            with self._transaction() as connection:
                change = Change(connection, self._told.step)
                yield change
                if change.rows:
                    number = history.record(
                        connection, label, self.who, change.rows, redo_open=self._may_redo
                    )
            if not change.rows:
                return
            self._undo, self._redo = (number, label), None
            self._apply(change.rows)
        self._tell(Changed(Kind.DO, label, tuple(change.rows)))

    @contextmanager
    def telling(self, step: Step) -> Iterator[None]:
        """What is changed within it, in this thread, tells ``step`` of rows; where that raises,
        nothing is changed."""
        self._told.step = step
        try:
            yield
        finally:
            self._told.step = None

    @property
    def last_edit(self) -> int:
        """The number of the edit that :meth:`undo` would take back; 0 where there is none."""
        return self._undo[0] if self._undo is not None else 0

    @property
    def undo_label(self) -> str | None:
        """What :meth:`undo` would take back."""
        return self._undo[1] if self._undo is not None else None

    @property
    def redo_label(self) -> str | None:
        """What :meth:`redo` would do again."""
        return self._redo[1] if self._redo is not None else None

    def undo(self, progress: Step | None = None) -> str | None:
        """Takes the last edit back; its label, or None when there is nothing to take back.

        ``progress`` is told of rows. Raises ConflictError where another edit overtook it, and what
        ``progress`` raises, and changes nothing then.
        """
        return self._replay(Kind.UNDO, progress)

    def redo(self, progress: Step | None = None) -> str | None:
        """Does the last undone edit again; its label, or None. Raises as :meth:`undo`."""
        return self._replay(Kind.REDO, progress)

    def rows_to_replay(self, kind: Kind) -> int:
        """How many rows :meth:`undo` or :meth:`redo` would write."""
        target = self._undo if kind is Kind.UNDO else self._redo
        if target is None:
            return 0
        with self._read() as connection:
            return history.size_of(connection, target[0])

    def close_history(self) -> None:
        """Lets everything done so far be the making of the file, which is told in the history
        but cannot be undone."""
        with self._alone():
            self._must_be_writable()
            with self._transaction() as connection:
                history.begin_here(connection)
            self._load_stack()

    @property
    def begin(self) -> int:
        """The number of the last edit of the file's making: :meth:`go_to` there undoes all."""
        return self._begin

    def go_to(self, point: int, progress: Step | None = None) -> int:
        """Undoes the edits after the one with the number ``point``, or does undone ones again up
        to it, all in one transaction; how many steps that took.

        ``progress`` is told of steps and may raise to stop; then nothing is changed. Raises
        InputError where no way leads to ``point``, and ConflictError, with nothing changed, where
        another edit overtook a step.
        """
        with self._alone():
            self._must_be_writable()
            rows: list[RowChange] = []
            with self._transaction() as connection:
                way = self._way_to(connection, point)
                for at, (kind, group) in enumerate(way):
                    try:
                        for done in self._replay_one(connection, kind, group, rows):
                            if progress is not None and done % _ROWS_A_LOOK == 0:
                                progress(at, len(way), group.label)
                    except ConflictError as error:
                        raise _stuck(group) from error
            if not way:
                return 0
            self._load_stack()
            self._apply(rows)
        kind, group = way[-1]
        self._tell(Changed(kind, group.label, tuple(rows)))
        return len(way)

    @staticmethod
    def _way_to(connection: Connection, point: int) -> list[tuple[Kind, Group]]:
        begin = history.begin_of(connection)
        group = history.edit(connection, point) if point > begin else None
        if point != begin and (group is None or group.status is Status.DROPPED):
            raise InputError(
                "ไปที่จุดนี้ไม่ได้ เพราะมีการแก้ไขใหม่ทับหลังจากเลิกทำไปแล้ว",
                remedy="เลือกรายการอื่นในประวัติการแก้ไข",
            )
        return history.way_to(connection, point, begin)

    def _replay_one(
        self, connection: Connection, kind: Kind, group: Group, rows: list[RowChange]
    ) -> Iterator[int]:
        """Undoes an edit or does it again, and notes that; gives the number of each row before it
        is written. What changed is added to ``rows``."""
        noted = history.changes_of(connection, group.id)
        change = Change(connection)
        for done, one in enumerate(history.inverse(noted) if kind is Kind.UNDO else noted):
            yield done
            change.replay(one)
        history.record_replay(connection, group, self.who, change.rows, kind)
        rows += change.rows

    @property
    def _may_redo(self) -> bool:
        # Of a shared database this opener does not know what others have undone.
        return self._redo is not None or self.path is None

    def _replay(self, kind: Kind, progress: Step | None) -> str | None:
        with self._alone():
            self._must_be_writable()
            with self._transaction() as connection:
                pick = history.next_undo if kind is Kind.UNDO else history.next_redo
                group = pick(connection, history.begin_of(connection))
                if group is None:
                    return None
                rows: list[RowChange] = []
                of = history.size_of(connection, group.id) if progress is not None else 0
                for done in self._replay_one(connection, kind, group, rows):
                    if progress is not None and done % _ROWS_A_LOOK == 0:
                        progress(done, of, group.label)
            self._load_stack()
            self._apply(rows)
        self._tell(Changed(kind, group.label, tuple(rows)))
        return group.label

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls ``subscriber`` after each unit of work, in the thread that did it; returns what
        ends the subscription."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def watch_writing(self, watcher: Watcher | None) -> None:
        """Tells ``watcher`` when writing begins and ends, whatever comes of it; None ends that."""
        self._watcher = watcher

    def catch_up(self) -> None:
        """Takes in what the writer of a file that is only read here has saved since, and tells
        the subscribers. Raises WorkspaceError where the file can no longer be read."""
        reading = self._opened.reading
        if reading is None:
            return
        with self._guard:
            if not reading.refresh(self._engine):
                return
            self._forget_years()
            newest = self._newest_group()
            if newest == self._newest:
                return
            with self._read() as connection:
                label = history.latest(connection, 1)[0].label
                rows = [
                    row
                    for number in range(self._newest + 1, newest + 1)
                    for row in history.changes_of(connection, number)
                ]
            self._newest = newest
            self._load_stack()
        self._tell(Changed(Kind.DO, label, tuple(rows)))

    # -- saving: what is stored is carried into the clerk's file

    @property
    def saved(self) -> Saved:
        """Whether all edits are in the clerk's file, and when it was written. A shared database
        has each as soon as it is stored."""
        if self._publisher is not None:
            return self._publisher.saved
        return Saved(is_all=True, at=next((one.at for one in self.history(1)), None))

    def publish(self) -> None:
        """Carries what is stored into the clerk's file now. Raises WorkspaceError where that
        cannot be reached or written; it is tried again by itself."""
        if self._publisher is not None and not self._closed:
            self._publisher.publish()

    def publish_soon(self) -> None:
        """:meth:`publish`, in another thread; :attr:`saved` tells what came of it."""
        if self._publisher is not None:
            self._publisher.hurry()

    def wait_saved(self, seconds: float) -> bool:
        """Waits until all edits are in the clerk's file; whether they are."""
        return self._publisher is None or self._publisher.wait(seconds)

    # -- safety copies

    def back_up(self, reason: str, progress: Step | None = None) -> Backup | None:
        """Makes a proven safety copy; raises WorkspaceError where that fails, and what
        ``progress`` raises. Bytes of pictures that nothing can bring back are let go after it.

        None for a workspace that keeps none (a shared database, or no backup folder given).
        """
        if self._backups is None:
            return None
        copy = self._backups.make(self._stored_at, reason, progress)
        self.backup_problem = None
        if not self.read_only and not self._in_own_work:
            # The copy has them still: nothing is lost where this should be wrong.
            with contextlib.suppress(WorkspaceError):
                self._drop_spare_media()
        return copy

    def _drop_spare_media(self) -> None:
        """Lets go of the bytes that no row names and no undo can bring back."""
        from ita_desktop.storage.files import spare_media

        with self._read() as connection:
            if not spare_media.spare(connection, self._begin):
                return
        with self._alone():
            self._must_be_writable()
            with self._transaction() as connection:
                found = spare_media.spare(connection, history.begin_of(connection))
                if found:
                    spare_media.drop(connection, found)

    def back_up_if_old(self, progress: Step | None = None) -> Backup | None:
        """A safety copy where the last is old; a failure is kept in :attr:`backup_problem`. Raises
        what ``progress`` raises."""
        if self.read_only:
            return None
        now = datetime.now()  # noqa: DTZ005
        try:
            # A copy from the future was made before the clock was set back.
            if any(timedelta(0) <= now - one.made < backups.OLD_AFTER for one in self.backups()):
                return None
            return self.back_up("open", progress)
        except WorkspaceError as error:
            self.backup_problem = error
            return None

    def last_backup(self) -> Backup | None:
        """The newest safety copy."""
        return self._backups.last() if self._backups is not None else None

    def backups(self) -> list[Backup]:
        """All safety copies, newest first."""
        return self._backups.all() if self._backups is not None else []

    def copy_to(self, target: Path, progress: Step | None = None) -> None:
        """Writes a proven copy of the workspace to ``target``; one of the sample is a workspace of
        its own, which shows today. Raises WorkspaceError, and what ``progress`` raises."""
        if self.path is None:
            raise WorkspaceError(
                "แฟ้มร่วมอยู่บนเครื่องแม่ข่าย ทำสำเนาจากที่นี่ไม่ได้", remedy="ให้ผู้ดูแลเครื่องแม่ข่ายสำรองฐานข้อมูล"
            )
        is_sample = self.shown_day is not None
        backups.write_backup(self._stored_at, target, progress, as_own=is_sample)

    # -- inside

    @property
    def _in_own_work(self) -> bool:
        """Whether the thread that asks is in the midst of a unit of work."""
        return self._writing_in == threading.get_ident()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """The right to write. Raises WorkspaceError where the window would wait for it too long."""
        is_hurried = self.hurried == threading.get_ident()
        if not self._guard.acquire(timeout=_IN_A_HURRY if is_hurried else -1):
            raise WorkspaceError(
                "แฟ้มนี้ยังบันทึกงานก่อนหน้าไม่เสร็จ จึงยังไม่บันทึกครั้งนี้",
                where=self._name,
                remedy="รอให้งานนั้นเสร็จ หรือกดหยุดงานนั้น แล้วลองอีกครั้ง",
            )
        try:
            yield
        finally:
            self._guard.release()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        try:
            with self._connection_to_read() as (connection, is_begun):
                if is_begun:
                    yield connection
                else:
                    with sqlite_file.transaction(connection, writes=False):
                        yield connection
        except TROUBLE as error:
            if self._in_own_work:
                raise
            raise self._unreadable(error) from error

    @contextmanager
    def _read_anew(self) -> Iterator[Connection]:
        """A connection to what was closed already."""
        is_server = self.path is None
        engine = (
            self._engine if is_server else sqlite_file.engine_of(self._stored_at, read_only=True)
        )
        try:
            with engine.connect() as connection:
                yield connection
        except TROUBLE as error:
            raise self._unreadable(error) from error
        finally:
            engine.dispose()

    def _unreadable(self, error: Exception) -> WorkspaceError:
        return WorkspaceError(
            "อ่านข้อมูลไม่ได้ ({reason})",
            where=self._name,
            remedy="ตรวจว่าแฟลชไดรฟ์หรือเครือข่ายยังต่ออยู่ แล้วเปิดแฟ้มใหม่ ถ้ายังไม่ได้ให้กู้คืนจากแฟ้มสำรอง",
            reason=why(error),
        )

    @contextmanager
    def _connection_to_read(self) -> Iterator[tuple[Connection, bool]]:
        """A connection that no other thread uses, and whether a transaction is begun on it."""
        beside = self._beside
        may_wait = beside is None or not beside.is_possible
        if not self._guard.acquire(blocking=may_wait) and beside is not None:
            with beside.connection() as connection:
                yield connection, connection.in_transaction()
            return
        try:
            for busy in (self._writer, self._reader):
                if busy.in_transaction():
                    yield busy, True
                    return
            yield self._reader, False
        finally:
            self._guard.release()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._tell_writing(begun=True)
        self._writing_in = threading.get_ident()
        try:
            with self._storing(), sqlite_file.transaction(self._writer, writes=True) as connection:
                yield connection
            self.write_problem = None
        except TROUBLE as error:
            self.write_problem = WorkspaceError(
                "บันทึกไม่ได้ ({reason}) ข้อมูลยังเป็นอย่างเดิม",
                where=self._name,
                remedy="ตรวจว่าดิสก์มีเนื้อที่ว่าง แฟลชไดรฟ์ยังเสียบอยู่ และไม่มีโปรแกรมอื่นใช้แฟ้ม แล้วลองอีกครั้ง",
                reason=why(error),
            )
            raise self.write_problem from error
        except ConflictError:
            # Somebody else wrote meanwhile: what is shown next is read anew.
            self._forget_years()
            raise
        finally:
            self._writing_in = None
            self._tell_writing(begun=False)

    @contextmanager
    def _storing(self) -> Iterator[None]:
        """Notes what is stored in the block, so that it is saved a moment later."""
        publisher = self._publisher
        if publisher is None:
            yield
            return
        before = sqlite_file.rows_written(self._writer)
        with publisher.storing():
            yield
            if sqlite_file.rows_written(self._writer) != before:
                publisher.note_edit()

    def _tell_writing(self, *, begun: bool) -> None:
        if self._watcher is not None:
            self._watcher(begun)

    @property
    def _name(self) -> str:
        return self.path.name if self.path is not None else ""

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise self.why_read_only()
        if self._publisher is None:
            return
        try:
            self._publisher.must_be_in_place()
        except WorkspaceError as error:
            self.write_problem = error
            self._tell_writing(begun=False)
            raise

    def why_read_only(self) -> WorkspaceError:
        """Who keeps the file from being written, or what; for a file that is only read."""
        return read_only(self._name, self.holder)

    @property
    def _stored_at(self) -> Path:
        """The file in which everything is that is stored: the working file while there is one."""
        working = self._opened.working
        if working is not None and working.path.exists():
            return working.path
        if self.path is None:
            raise RuntimeError("a shared database is no file")
        return self.path

    def _apply(self, rows: list[RowChange]) -> None:
        with self._caches:
            self._applied += 1
            for cache in self._years.values():
                cache.apply(rows)
            if any(row.table == "fiscal_year" for row in rows):
                self._known_years = None
                by_year = {cache.data.year: cache for cache in self._years.values()}
                known = {one.year for one in self.years()}
                self._years = {year: one for year, one in by_year.items() if year in known}

    def _forget_years(self) -> None:
        """Somebody else wrote: what is shown next is read anew."""
        with self._caches:
            self._applied += 1
            self._years = {}
            self._known_years = None

    def _newest_group(self) -> int:
        with self._read() as connection:
            return next((one.id for one in history.latest(connection, 1)), 0)

    def _load_stack(self) -> None:
        with self._read() as connection:
            self._begin = history.begin_of(connection)
            undo = history.next_undo(connection, self._begin)
            redo = history.next_redo(connection, self._begin)
        self._undo = (undo.id, undo.label) if undo is not None else None
        self._redo = (redo.id, redo.label) if redo is not None else None

    def _tell(self, changed: Changed) -> None:
        """Tells everybody, also where one of them fails; then its failure goes on."""
        with contextlib.ExitStack() as rest:
            for subscriber in reversed(self._subscribers):
                rest.callback(subscriber, changed)


def _all_of(record: type[_R], connection: Connection) -> tuple[_R, ...]:
    """All rows of a record in their order."""
    found = connection.execute(select(tables.table_of(record))).mappings()
    rows = [from_row(record, dict(row)) for row in found]
    return tuple(sorted(rows, key=attrgetter("sort_key")))


def _stuck(group: Group) -> ConflictError:
    return ConflictError(
        "ติดที่ “{label}” เพราะข้อมูลถูกแก้ไปแล้วนอกประวัตินี้ ทุกอย่างจึงยังอยู่อย่างเดิม",
        remedy="ดูค่าล่าสุดแล้วแก้เอง หรือเลือกจุดที่ใหม่กว่านี้",
        label=group.label,
    )
