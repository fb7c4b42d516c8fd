"""A workspace: the clerk's file (or a shared database), and the one way to read and write it."""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import Connection, select

from ita_desktop.domain.errors import ConflictError, InputError, ItaError, Phrase, WorkspaceError
from ita_desktop.domain.records import FiscalYear, Organisation, Record, Unit
from ita_desktop.domain.year import YearData
from ita_desktop.storage import Step, sqlite_checks, tables
from ita_desktop.storage.connections import Connections
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import Changed, EditKind, RowChange
from ita_desktop.storage.edits.edit_history import EditHistory
from ita_desktop.storage.files import digests, opening, remembered
from ita_desktop.storage.files.backups import backups_of
from ita_desktop.storage.files.known import look_at
from ita_desktop.storage.files.life import FileState, Saved
from ita_desktop.storage.files.lock import user_name
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.files.remembered import FileFinding
from ita_desktop.storage.framework_copy import FrameworkNode
from ita_desktop.storage.gateway import Batch, Change, media_key
from ita_desktop.storage.reasons import TROUBLE, cannot_open
from ita_desktop.storage.safety_copies import SafetyCopies
from ita_desktop.storage.tables import content_of, from_row
from ita_desktop.storage.year_cache import CachedYears, YearCache

if TYPE_CHECKING:
    from ita_desktop.storage.server.address import Address
    from ita_desktop.storage.server.live.outbox import Outbox, Take
    from ita_desktop.storage.server.live.sharing import Sharing

_R = TypeVar("_R", bound=Record)
Subscriber = Callable[[Changed], None]


class _ProgressListener(threading.local):
    """The progress callback of each thread, called for every row that it writes."""

    step: Step | None = None


class _Trial(threading.local):
    """Whether a thread only tries what it writes."""

    is_on = False


class _TriedError(Exception):
    """Ends a unit of work that was only tried."""


class Workspace:
    """An open workspace. Reading returns immutable :class:`YearData`; :meth:`change` writes.

    Threads may share it. One thread writes at a time; with a write-ahead log the others can read
    the stored rows meanwhile.
    """

    def __init__(
        self, opened: Opened, *, path: Path | None = None, backup_root: Path | None = None
    ) -> None:
        self._opened = opened
        self._life = opened.life
        self._cached = CachedYears()
        self._listener = _ProgressListener()
        self._trial = _Trial()
        self._subscribers: list[Subscriber] = []
        self.unshown: list[Changed] = []
        """Edits of others that a window was told of, and has not shown yet: it keeps this list."""
        self.path = path
        self.unknown = opened.unknown
        """Unknown content of a file from elsewhere: it is read-only until it is accepted."""
        self.holder = opened.holder
        """Who has the file open for writing, if it is open here for reading only."""
        self.notice = opened.notice
        """A message about the opening, for the user: that work of a crashed session was found."""
        self.connections = Connections(opened, path, self._on_conflict)
        self.edits = EditHistory(self.connections, _who(opened), self._cached.apply, self._notify)
        self._stored_at: datetime | None = None
        """When the last edit of a shared workspace was stored."""
        if opened.server is not None:
            self._stored_at = next((group.at for group in self.edits.groups(1)), None)
        self._newest = self.edits.newest()
        self.outbox: Outbox | None = None
        """The edits of the window that are under way to a server; None for a file."""
        self.shared = self._share(opened)
        """The members of a workspace on a server, and who is there; None for a file."""
        folder = backups_of(path, opened.engine, backup_root) if path and backup_root else None
        self.copies = SafetyCopies(self.connections, folder, lambda: self.shown_day is not None)

    # -- opening and closing

    @classmethod
    def create(cls, path: Path, *, backup_root: Path | None = None) -> "Workspace":
        """Create an empty workspace file and open it. Raises InputError if the file exists,
        WorkspaceError if it cannot be opened; no file is left then."""
        opening.make_file(path)
        try:
            return cls.open(path, backup_root=backup_root)
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        backup_root: Path | None = None,
        progress: Step | None = None,
        as_it_is: bool = False,
    ) -> "Workspace":
        """Open a workspace file; read-only if another program has it open for writing.

        A file of an older schema is migrated first, after a verified safety copy. Raises
        WorkspaceError if the file is missing, damaged, of a newer schema or no workspace, and
        whatever ``progress`` raises; the file is unchanged then. Raises AlteredError if its content
        does not match its digests; with ``as_it_is`` the content is accepted, and the history notes
        that.
        """
        opened = opening.open_file(
            path,
            read_only=read_only,
            backup_root=backup_root,
            progress=progress,
            as_it_is=as_it_is,
        )
        try:
            return cls(opened, path=path, backup_root=backup_root)
        except BaseException:
            opening.close_file(opened)
            raise

    @classmethod
    def open_private(cls, path: Path, progress: Step | None = None) -> "Workspace":
        """Open a private copy of a file of any schema, which is migrated and may be written.
        Nothing of it is found or told elsewhere. Raises WorkspaceError, and whatever ``progress``
        raises."""
        return cls(opening.open_private(path, progress), path=path)

    @classmethod
    def connect(
        cls, address: "str | Address", password: str | None = None, *, reads_newer: bool = False
    ) -> "Workspace":
        """Open the shared workspace at ``postgresql://user@host:port/database``; an empty database
        of the login's own becomes one. ``password`` goes before one in the address, and that before
        a kept one. With ``reads_newer`` one of a newer program is opened to be read, if it can be.
        Raises InputError for another address, PasswordError if the server asks for
        another password, and WorkspaceError if the server or the database cannot be used."""
        from ita_desktop.storage.server.administration import open_server

        return cls(open_server(address, password, reads_newer=reads_newer))

    def close(self, *, held_by: Path | None = None) -> None:
        """Write all edits to the clerk's file and close the workspace. Unless that file, read anew,
        is proved to have them, or a copy at ``held_by`` is, the edits stay in the working file for
        the next opening here."""
        self.connections.close(held_by)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Close the workspace. Raises WorkspaceError if edits could not be saved, unless the
        ``with`` block itself raised."""
        try:
            if kind is None and not self.saved.is_all:
                self.publish()
        finally:
            self.close()

    # -- reading

    @cached_property
    def workspace_id(self) -> str:
        """The random key of the workspace, the same in every copy of its file."""
        return self._fact("workspace_id") or ""

    @property
    def address(self) -> str:
        """The address of a shared workspace without its password; empty for a file."""
        return self._opened.server.address.text if self._opened.server is not None else ""

    def address_to_connect(self) -> "Address":
        """Return the address of shared work with its password, which is never shown nor stored."""
        assert self._opened.server is not None, "a file has no address"
        return self._opened.server.address_to_connect()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.connections.read_only

    @cached_property
    def shown_day(self) -> date | None:
        """The date that the program uses as today; None except for the sample, whose data is of
        March 2568."""
        day = self._fact("shown_day")
        return date.fromisoformat(day) if day else None

    def _fact(self, key: str) -> str | None:
        """Return a property of the file; None if it has none."""
        with self.connections.read() as connection:
            return connection.execute(
                select(tables.meta.c.value).where(tables.meta.c.key == key)
            ).scalar_one_or_none()

    def years(self) -> tuple[FiscalYear, ...]:
        """The fiscal years in the workspace, oldest first."""
        # A unit of work sees years that it adds.
        known, state = self._cached.known(), self._cached.applied
        if known is not None and not self.connections.in_own_work:
            return known
        with self.connections.read() as connection:
            years = _all_of(FiscalYear, connection)
        if not self.connections.in_own_work:
            self._cached.keep_known(years, state)
            return self._cached.known() or years
        return years

    def organisation(self) -> Organisation | None:
        """Return the district office; None in a new workspace."""
        known = self._cached.any
        if known is not None and not self.connections.in_own_work:
            return known.organisation if known.organisation.id else None
        with self.connections.read() as connection:
            return next(iter(_all_of(Organisation, connection)), None)

    def units(self) -> tuple[Unit, ...]:
        """Return all units in order; from a cached year, as every year has all units."""
        known = self._cached.any
        if known is not None and not self.connections.in_own_work:
            return known.units
        with self.connections.read() as connection:
            return _all_of(Unit, connection)

    def media(self, key: str) -> bytes | None:
        """Return the stored file with that key; None if there is none, or its content does not
        match. Works after closing, too, by opening the file again: a document that is being made
        may still need its images."""
        if self.outbox is not None and (sent := self.outbox.media(key)) is not None:
            return sent
        wanted = select(tables.media.c.data).where(tables.media.c.key == key)
        with (
            self.connections.read_anew()
            if self.connections.is_closed
            else self.connections.read() as connection
        ):
            found: bytes | None = connection.execute(wanted).scalar_one_or_none()
        return found if found is not None and media_key(found) == key else None

    def damaged_media(self) -> list[str]:
        """Return the keys of stored files whose content does not match."""
        with self.connections.read() as connection:
            kept = connection.execute(select(tables.media.c.key, tables.media.c.data))
            return [key for key, data in kept if media_key(data) != key]

    def altered_tables(self) -> list[str]:
        """Return the tables whose content does not match its digest; empty for a database
        server."""
        if self.path is None:
            return []
        with self.connections.read() as connection:
            return sqlite_checks.differing(connection)

    def framework_nodes(self, year_id: str) -> tuple[FrameworkNode, ...]:
        """The rows of a year's framework copy, in their order."""
        with self.connections.read() as connection:
            found = _all_of(FrameworkNode, connection)
        return tuple(node for node in found if node.year_id == year_id)

    def year_before(self, year: int) -> YearData | None:
        """Return the newest year before the Buddhist fiscal ``year``, or None."""
        before = [fiscal_year.year for fiscal_year in self.years() if fiscal_year.year < year]
        return self.year(before[-1]) if before else None

    def year(self, year: int) -> YearData:
        """Return all records of the Buddhist fiscal ``year``, cached. Raises InputError if the
        workspace has no such year."""
        while True:
            state = self._cached.applied
            known = self._cached.year(year, stored=self.connections.in_own_work)
            if known is not None:
                return known
            if self.shared is not None and not self.connections.in_own_work:
                read = self.shared.read_year(
                    self.connections.read, self._id_of(year), self._cached.keep
                )
                if read is not None:
                    return read
                continue
            with self.connections.read() as connection:
                cache = YearCache(connection, self._id_of(year))
            if self.connections.in_own_work:
                # Rows that are not committed yet must not reach the cache of other threads.
                return cache.data
            with self._cached.guard:
                # Rows stored while this was being read may be missing from it: read again.
                if state == self._cached.applied:
                    self._cached.keep(cache)

    def _id_of(self, year: int) -> str:
        years = self.years()
        found = next((fiscal_year for fiscal_year in years if fiscal_year.year == year), None)
        if found is None:
            raise InputError(
                "ในแฟ้มนี้ไม่มีปีงบประมาณ {year}",
                remedy="มีปี {known}",
                year=year,
                known=" ".join(str(fiscal_year.year) for fiscal_year in years) or "–",
            )
        return found.id

    def dump(self) -> dict[str, list[dict[str, object]]]:
        """All rows of all content tables, as dicts without ``row_version``, to compare states."""
        with self.connections.read() as connection:
            return {table.name: content_of(connection, table) for table in tables.CONTENT}

    # -- writing

    @contextmanager
    def change(self, template: str, **fields: object) -> Iterator[Change]:
        """One unit of work: all of the ``with`` block is stored with its history, or nothing.

        ``template`` is the Thai label for undo; ``fields`` fill its ``{names}``, as phrases if they
        are to be translated. Raises WorkspaceError if the file is read-only or cannot be written,
        ConflictError if someone else changed a row first.
        """
        label = Phrase(template, **fields)
        if self.outbox is not None and self.connections.is_hurried:
            self.connections.must_be_writable()
            unit = self.outbox.change(label, self._listener.step, is_tried=self._trial.is_on)
        else:
            unit = self._change_at_once(label)
        with unit as change:
            yield change
        if self._trial.is_on:
            raise _TriedError

    @contextmanager
    def _change_at_once(self, label: Phrase, take: "Take | None" = None) -> Iterator[Change]:
        with self.connections.alone():
            with self.connections.transaction() as connection:
                change = (take or self._new_change)(connection, self.connections.batch(connection))
                yield change
                change.flush()
                if self._trial.is_on:
                    raise _TriedError
                if change.rows:
                    label = change.label or label
                    number = self.edits.record(connection, label, change.rows)
            if not change.rows:
                return
            self.edits.done(number, label)
            self._cached.apply(change.rows)
        self._notify(Changed(EditKind.DO, label, tuple(change.rows)))

    def _new_change(self, connection: Connection, batch: Batch | None) -> Change:
        return Change(connection, self._listener.step, self._unknown_values(), batch=batch)

    @contextmanager
    def for_good(
        self, gone: Iterable[tuple[str, str]], template: str, **fields: object
    ) -> Iterator[Connection]:
        """A unit of work that cannot be undone: the ``with`` block writes directly on the
        connection; the history notes it and begins anew after it. ``gone`` are the deleted rows, by
        table and key. Raises as :meth:`change`."""
        label = Phrase(template, **fields)
        with self.connections.alone():
            with self.connections.transaction() as connection:
                yield connection
                history.record(connection, label, self.edits.who, [], redo_open=True)
                history.begin_here(connection)
                digests.take(connection)
            self.edits.load()
            self._cached.forget()
        rows = tuple(RowChange(table, key, {}, None) for table, key in gone)
        self._notify(Changed(EditKind.DO, label, rows))

    @contextmanager
    def reporting(self, step: Step | None) -> Iterator[None]:
        """Calls ``step`` for the rows that this thread writes in the ``with`` block; an exception
        of ``step`` undoes the unit of work."""
        self._listener.step = step
        try:
            yield
        finally:
            self._listener.step = None

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Try the first unit of work in the ``with`` block, which ends with it: it raises what it
        would, and nothing is stored."""
        self._trial.is_on = True
        try:
            with contextlib.suppress(_TriedError):
                yield
        finally:
            self._trial.is_on = False

    def refusal(self, store: Callable[[], object]) -> InputError | None:
        """Return why what ``store`` writes would be refused; nothing is stored. None, too, for what
        is not about that, as a file that cannot be written: storing says so."""
        try:
            with self.trying():
                store()
        except InputError as error:
            return error
        except ItaError:
            return None
        return None

    def undo(self, progress: Step | None = None) -> str | None:
        """:meth:`EditHistory.undo <ita_desktop.storage.edits.edit_history.EditHistory.undo>`."""
        return self.edits.undo(progress)

    def redo(self, progress: Step | None = None) -> str | None:
        """:meth:`EditHistory.redo <ita_desktop.storage.edits.edit_history.EditHistory.redo>`."""
        return self.edits.redo(progress)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls ``subscriber`` after each unit of work, in the thread that wrote it. Returns a
        function that ends the subscription."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def catch_up(self) -> None:
        """Read what the writer of a read-only file has saved since, and call the subscribers.
        Raises WorkspaceError if the file can no longer be read."""
        reading = self._opened.reading
        if reading is None:
            return
        with self.connections.guard:
            if not reading.refresh(self._opened.engine):
                return
            self._cached.forget()
            newest = self.edits.newest()
            if newest == self._newest:
                return
            with self.connections.read() as connection:
                label = history.latest(connection, 1)[0].label
                rows = [
                    row
                    for number in range(self._newest + 1, newest + 1)
                    for row in history.changes_of(connection, number)
                ]
            self._newest = newest
            self.edits.load()
        self._notify(Changed(EditKind.DO, label, tuple(rows)))

    # -- saving: writing the stored edits to the clerk's file

    @property
    def saved(self) -> Saved:
        """Whether the clerk's file has all edits, and when it was last written. A shared database
        always has all."""
        if self._life is not None:
            return self._life.saved
        since = self.outbox.since if self.outbox is not None else None
        at = self._stored_at
        if self.outbox is not None and self.outbox.stored_at is not None:
            at = max(filter(None, (at, self.outbox.stored_at)))
        return Saved(is_all=since is None, at=at, since=since)

    def publish(self) -> None:
        """Write the stored edits to the clerk's file now. Raises WorkspaceError if that is not
        accessible or writable; the saving thread tries again later."""
        if self._life is not None and not self.connections.is_closed:
            self._life.carry()
        elif self.outbox is not None:
            self.outbox.wait()

    @property
    def file_state(self) -> FileState | None:
        """Where the edits of a writable file are; None for any other workspace."""
        return self._life.state if self._life is not None else None

    def look_at_file(self, *, by_content: bool = False) -> bool:
        """Look whether the clerk's file is still the one that was read or written last, so that
        :attr:`file_state` is true of this moment; return whether there is a file in its place.
        Takes as long as its medium, which may hang; ``by_content``: as long as reading it."""
        if self._life is not None and not self.connections.is_closed:
            with contextlib.suppress(WorkspaceError):
                self._life.must_be_in_place(by_content=by_content)
        return self.path is not None and look_at(self.path) is not None

    def findings(self) -> list[FileFinding]:
        """Return what is to be told about the file beside its content: work of it left on this
        machine, copies beside it, and whether it has what was last saved here. Takes as long as
        reading its folder. Raises WorkspaceError if the file cannot be read."""
        if self.path is None:
            return []
        from ita_desktop.storage.moving.common_state import joined_points

        try:
            held = self._opened.held
            if self.read_only and self.holder is None:
                held = remembered.foreign_holder(self.path)
            with self.connections.read() as connection:
                joined = joined_points(connection)
            return remembered.findings(self.path, self.connections.stored_at, held, joined)
        except (OSError, *TROUBLE) as error:
            raise cannot_open(error, self.path) from error

    def put_back(self) -> None:
        """Create the clerk's file again if it is missing. Raises WorkspaceError."""
        if self._life is not None and not self.connections.is_closed:
            self._life.carry(anew=True)

    def publish_soon(self) -> None:
        """Starts :meth:`publish` in the saving thread; :attr:`saved` has the result."""
        if self._life is not None:
            self._life.hurry()

    def wait_saved(self, seconds: float) -> bool:
        """Wait at most ``seconds`` until the clerk's file has all edits; return whether it has."""
        if self.outbox is not None:
            return self.outbox.wait(seconds)
        return self._life is None or self._life.wait(seconds)

    # -- internal

    def _share(self, opened: Opened) -> "Sharing | None":
        """Begin to follow a shared database."""
        if opened.server is None:
            return None
        from ita_desktop.storage.server.live.follower import Caches
        from ita_desktop.storage.server.live.outbox import Outbox, ShownWorkspace
        from ita_desktop.storage.server.live.sharing import Sharing

        caches = Caches(self._cached.apply, self._cached.forget, self.edits.load, self._notify)
        sharing = Sharing(opened.server, opened.engine, caches)
        self.connections.sharing = sharing
        shown = ShownWorkspace(
            self._cached, self._notify, self._unknown_values, self._author_of, self.year
        )
        self.outbox = Outbox(
            self.connections, sharing, self.edits, self.workspace_id, shown, self._change_at_once
        )
        self.connections.wait_in_turn = self.outbox.wait_in_turn
        self.connections.end_sending = self.outbox.close
        return sharing

    def _on_conflict(self, conflict: ConflictError) -> None:
        # On a server the years are as new as the unit of work, if the history has all edits.
        caches = self._cached.stored_caches()
        if self.shared is None or any(cache.differs(conflict) for cache in caches):
            self._cached.forget()

    def _unknown_values(self) -> frozenset[tuple[str, str, str]]:
        """Return the values that others have written, and whoever writes here cannot have seen."""
        if self.shared is None:
            return frozenset()
        return self.shared.unannounced.union(*(changed.values for changed in tuple(self.unshown)))

    def _author_of(self, table: str, key: str, column: str) -> str:
        """Return who has written a value that the window does not show yet; empty for nobody."""
        known = (changed.who for changed in self.unshown if (table, key, column) in changed.values)
        last = next(known, "")
        return last or (
            self.shared.author_of(table, key, column) if self.shared is not None else ""
        )

    def _notify(self, changed: Changed) -> None:
        """Call all subscribers, even if one raises; then raise its exception."""
        if self.shared is not None and not changed.work:
            self._stored_at = datetime.now().astimezone()
        with contextlib.ExitStack() as rest:
            for subscriber in reversed(self._subscribers):
                rest.callback(subscriber, changed)


def _who(opened: Opened) -> str:
    """Return the name under which edits are noted; a server holds its members to theirs."""
    return (opened.server.member.name if opened.server is not None else "") or user_name()


def _all_of(record: type[_R], connection: Connection) -> tuple[_R, ...]:
    """Return all rows of a record class in order."""
    found = connection.execute(select(tables.table_of(record))).mappings()
    rows = [from_row(record, dict(row)) for row in found]
    return tuple(sorted(rows, key=attrgetter("sort_key")))
