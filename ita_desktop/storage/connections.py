"""The connections to an open workspace, and which threads may read and write on them."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from ita_desktop.domain.errors import ConflictError, Phrase, WorkspaceError
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.files import opening
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.gateway import Batch
from ita_desktop.storage.reasons import (
    TROUBLE,
    older_program,
    read_only,
    reads_only,
    refused_by_server,
    strange,
    why,
)

if TYPE_CHECKING:
    from ita_desktop.storage.server.live.sharing import Sharing
    from ita_desktop.storage.server.live.turns import WholeEdit

_ON_DISK = "ตรวจว่าดิสก์มีเนื้อที่ว่าง แฟลชไดรฟ์ยังเสียบอยู่ และไม่มีโปรแกรมอื่นใช้แฟ้ม แล้วลองอีกครั้ง"
_ON_SERVER = "สิ่งที่พิมพ์ยังอยู่ ตรวจเครือข่ายแล้วบันทึกอีกครั้ง ถ้ายังไม่ได้ให้แจ้งผู้ดูแลงานร่วม"
_READ_FILE = "ตรวจว่าแฟลชไดรฟ์หรือเครือข่ายยังต่ออยู่ แล้วเปิดแฟ้มใหม่ ถ้ายังไม่ได้ให้กู้คืนจากแฟ้มสำรอง"
_READ_SERVER = "รอให้เชื่อมต่อกับเครื่องแม่ข่ายได้อีกครั้ง แล้วลองใหม่"
_WINDOW_TIMEOUT = 0.1
"""Seconds that the window's thread waits for another thread's write to end."""


class Connections:
    """Serialises writing threads; with a write-ahead log, other threads can read stored rows
    meanwhile. ``on_conflict`` is called after a write conflict with another user; a shared database
    has no ``path``."""

    def __init__(
        self, opened: Opened, path: Path | None, on_conflict: Callable[[ConflictError], None]
    ) -> None:
        self.path = path
        self._is_read_only = opened.is_read_only
        self.hurried: int | None = None
        """The thread that must not wait for another one's write: it gets an error instead."""
        self.watcher: Callable[[bool], None] | None = None
        """Called with True when a write begins and False when it ends, in the writing thread."""
        self._write_problem: WorkspaceError | None = None
        self._is_gone = False
        """Whether the last write failed because the clerk's file was missing."""
        self._successes = 0
        """Value of ``FileLife.successes`` at that time."""
        self.guard = threading.RLock()
        """Held while writing, and while reading on the writing connection."""
        self.is_closed = False
        self._opened = opened
        self._life = opened.life
        self._on_conflict = on_conflict
        self._alone_in: int | None = None
        """The thread that has the right to write: it reads a shared database by the writing
        connection, because another one that reads may wait for it."""
        self._batch: Batch | None = None
        """New rows of the unit of work that a server has not been sent yet."""
        self._writing_in: int | None = None
        """The thread that is in a unit of work."""
        self.sharing: Sharing | None = None
        """The turns to write and the follower of a shared database."""
        self.wait_in_turn: Callable[[], bool] = lambda: True
        """Waits for the answers to what the window has written before; returns whether there may
        be written now."""
        self.end_sending: Callable[[], bool] = lambda: True
        """Ends what sends that; returns whether all was answered."""
        self._reading = threading.RLock()
        """Held while reading a shared database, where a writer keeps nobody from it."""
        self._reader = opened.engine.connect()
        self._writer = opened.engine.connect()
        working = opened.working
        self._read_connection = (
            sqlite_engines.ReadConnection(opened.engine, working.path)
            if working is not None
            else None
        )
        """Used to read while another thread holds the guard."""

    def close(self, held_by: Path | None = None) -> None:
        """Close the connections, and carry everything into the clerk's file (or rely on the copy
        ``held_by``)."""
        if not self.end_sending() and self.sharing is not None:
            self.sharing.close()  # it waits for a silent server, and nobody for that
        with self.guard:
            if self.is_closed:
                return
            self.is_closed = True
            if self.sharing is not None:
                self.sharing.close()
            with contextlib.suppress(*TROUBLE):
                self._reader.close()
                self._writer.close()
            if self._read_connection is not None:
                self._read_connection.close()
            opening.close_file(self._opened, held_by)

    @property
    def write_problem(self) -> WorkspaceError | None:
        """Why the last unit of work could not be stored; None after a success, or if the missing
        clerk's file is available again."""
        life = self._life
        if self._is_gone and self._write_problem is not None and life is not None:
            is_over = life.successes != self._successes
            if not is_over:
                with contextlib.suppress(WorkspaceError):
                    life.must_be_in_place()
                    is_over = True
            if is_over:
                self._write_problem = None
        return self._write_problem

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        is_older = self.sharing is not None and self.sharing.is_older
        return self._is_read_only or is_older

    @property
    def is_hurried(self) -> bool:
        """Whether the calling thread is the window's."""
        return self.hurried == threading.get_ident()

    @property
    def in_own_work(self) -> bool:
        """Whether the calling thread is in a unit of work."""
        return self._writing_in == threading.get_ident()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Acquire the right to write. Raises WorkspaceError if the window's thread would have to
        wait too long, or the file is read-only."""
        is_free = self.wait_in_turn()
        timeout = _WINDOW_TIMEOUT if self.is_hurried else -1
        if not (is_free and self.guard.acquire(timeout=timeout)):
            raise WorkspaceError(
                "แฟ้มนี้ยังบันทึกงานก่อนหน้าไม่เสร็จ จึงยังไม่บันทึกครั้งนี้",
                where=self._name,
                remedy="รอให้งานนั้นเสร็จ หรือกดหยุดงานนั้น แล้วลองอีกครั้ง",
            )
        try:
            self.must_be_writable()
            with self.sharing.alone() if self.sharing is not None else contextlib.nullcontext():
                before, self._alone_in = self._alone_in, threading.get_ident()
                try:
                    yield
                finally:
                    self._alone_in = before
        finally:
            self.guard.release()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Return a connection for reading. Raises WorkspaceError if the file cannot be read."""
        try:
            with self._connection_to_read() as (connection, is_begun):
                if is_begun or self.sharing is not None:
                    yield connection
                else:
                    with sqlite_engines.transaction(connection, writes=False):
                        yield connection
        except TROUBLE as error:
            if self.in_own_work:
                raise
            raise self._unreadable(error) from error

    @contextmanager
    def read_anew(self) -> Iterator[Connection]:
        """Return a connection to a workspace that was already closed."""
        is_server = self._opened.server is not None
        engine = (
            self._opened.engine
            if is_server
            else sqlite_engines.engine_of(self.stored_at, read_only=True)
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
            remedy=_READ_FILE if self._opened.server is None else _READ_SERVER,
            reason=why(error),
        )

    @contextmanager
    def _connection_to_read(self) -> Iterator[tuple[Connection, bool]]:
        """Yield a connection that no other thread uses, and whether a transaction has begun."""
        if self.sharing is not None:
            with self._reading_from(self.sharing) as connection:
                yield connection, True
            return
        beside = self._read_connection
        may_wait = beside is None or not beside.is_possible
        if not self.guard.acquire(blocking=may_wait) and beside is not None:
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
            self.guard.release()

    @contextmanager
    def _reading_from(self, sharing: "Sharing") -> Iterator[Connection]:
        """Yield the connection to read a shared database: within a unit of work its own."""
        if self.in_own_work or self._alone_in == threading.get_ident():
            if self._batch is not None:
                self._batch.flush()
            yield self._writer
            return
        if sharing.is_lost:
            raise WorkspaceError(
                "อ่านข้อมูลไม่ได้ ({reason})",
                remedy=_READ_SERVER,
                reason=Phrase("การเชื่อมต่อกับเครื่องแม่ข่ายขาด"),
            )
        with self._reading, sharing.reading(self._reader):
            yield self._reader

    @contextmanager
    def transaction(self, whole: "WholeEdit | None" = None) -> Iterator[Connection]:
        """One unit of work: all of it is stored, or nothing; on a server ``whole`` by itself if its
        rows are as it has seen them, which its number says. Raises WorkspaceError if it cannot be
        stored, and ConflictError."""
        self._notify_watcher(begun=True)
        self._writing_in = threading.get_ident()
        try:
            with self._storing(), self._unit_of_work(whole) as connection:
                yield connection
            self._write_problem = None
        except TROUBLE as error:
            self._is_gone = False
            if self.sharing is not None and (
                self._writer.invalidated or getattr(error, "connection_invalidated", False)
            ):
                raise self.sharing.not_stored() from error
            if (refused := refused_by_server(error)) is not None:
                raise refused from error
            self._write_problem = WorkspaceError(
                "บันทึกไม่ได้ ({reason}) ข้อมูลยังเป็นอย่างเดิม",
                where=self._name,
                remedy=_ON_DISK if self.sharing is None else _ON_SERVER,
                reason=why(error),
            )
            raise self._write_problem from error
        except ConflictError as conflict:
            self._on_conflict(conflict)
            raise
        finally:
            self._writing_in = self._batch = None
            self._notify_watcher(begun=False)

    def _unit_of_work(
        self, whole: "WholeEdit | None"
    ) -> contextlib.AbstractContextManager[Connection]:
        if self.sharing is not None:
            return self.sharing.work(self._writer, whole, is_hurried=self.is_hurried)
        return sqlite_engines.transaction(self._writer, writes=True)

    @contextmanager
    def _storing(self) -> Iterator[None]:
        """Notify the file's life of writes in the block, so that they are saved shortly after."""
        life = self._life
        if life is None:
            yield
            return
        before = sqlite_engines.rows_written(self._writer)
        with life.storing():
            yield
            if sqlite_engines.rows_written(self._writer) != before:
                life.note_edit()

    def batch(self, connection: Connection) -> Batch | None:
        """Return what gathers new rows of a unit of work for a server; None for a file."""
        if self.sharing is not None:
            self._batch = Batch(connection)
        return self._batch

    def compact(self) -> None:
        """Remove deleted data from the free pages of the file, and publish it. Raises
        WorkspaceError if the file cannot be written."""
        with self.alone():
            try:
                sqlite_engines.compact(sqlite_engines.raw_connection(self._opened.engine))
            except (OSError, *TROUBLE) as error:
                raise self._unreadable(error) from error
            if self._life is not None:
                self._life.note_edit()

    def _notify_watcher(self, *, begun: bool) -> None:
        if self.watcher is not None:
            self.watcher(begun)

    @property
    def _name(self) -> str:
        return self.path.name if self.path is not None else ""

    def must_be_writable(self) -> None:
        """Raise WorkspaceError if nothing can be written."""
        if self.read_only:
            raise self.why_read_only()
        if self._life is None:
            return
        try:
            self._life.must_be_in_place()
        except WorkspaceError as error:
            self._write_problem, self._is_gone = error, True
            self._successes = self._life.successes
            self._notify_watcher(begun=False)
            raise

    def why_read_only(self) -> WorkspaceError:
        """Return why a read-only file cannot be written, or by whom it is locked."""
        if self.sharing is not None and self.sharing.is_older:
            return older_program()
        if self._opened.server is not None:
            return reads_only()
        if self._opened.unknown:
            return strange(self._name, self._opened.unknown)
        return read_only(self._name, self._opened.holder)

    @property
    def stored_at(self) -> Path:
        """The file that contains everything stored: the working file while it exists."""
        working = self._opened.working
        if working is not None and working.path.exists():
            return working.path
        if self.path is None:
            raise RuntimeError("a shared database is no file")
        return self.path
