"""A workspace: the clerk's file (or a shared database) with its one way to read and to write."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection, select

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import FiscalYear, Organisation, Record, Unit
from ita_desktop.domain.year import YearData
from ita_desktop.storage import history, tables
from ita_desktop.storage.connections import Connections
from ita_desktop.storage.edit_history import Changed, EditHistory
from ita_desktop.storage.files import opening
from ita_desktop.storage.files.backups import BackupFolder
from ita_desktop.storage.files.lock import user_name
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.files.publishing import Saved
from ita_desktop.storage.framework_copy import FrameworkNode
from ita_desktop.storage.gateway import Change, RowChange
from ita_desktop.storage.history import EditKind
from ita_desktop.storage.mapping import from_row
from ita_desktop.storage.safety_copies import SafetyCopies
from ita_desktop.storage.step import Step
from ita_desktop.storage.year_cache import YearCache

SUFFIX = ".ita"
_R = TypeVar("_R", bound=Record)


Subscriber = Callable[[Changed], None]


class _ProgressListener(threading.local):
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
        self._caches = threading.RLock()
        """Held for the moment in which what is known is brought up to date."""
        self._applied = 0
        """How often it was."""
        self._listener = _ProgressListener()
        self._subscribers: list[Subscriber] = []
        self._years: dict[int, YearCache] = {}
        self._known_years: tuple[FiscalYear, ...] | None = None
        self.path = path
        self.read_only = opened.reading is not None
        self.holder = opened.holder
        """Who writes the file, when this opener may only read it."""
        self.notice = opened.notice
        """What is to be told of how it was opened: that work was found which a crash left."""
        self.connections = Connections(opened, path, self._forget_years)
        self.edits = EditHistory(self.connections, user_name(), self._apply, self._tell)
        self._newest = self.edits.newest()
        folder = BackupFolder(backup_root / self.workspace_id) if backup_root is not None else None
        self.copies = SafetyCopies(self.connections, folder, lambda: self.shown_day is not None)

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
        self.connections.close()

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
        with self.connections.read() as connection:
            return connection.execute(
                select(tables.meta.c.value).where(tables.meta.c.key == key)
            ).scalar_one_or_none()

    def years(self) -> tuple[FiscalYear, ...]:
        """The fiscal years in the workspace, oldest first."""
        # A unit of work sees its own years; to a shared database others may add some.
        known, state = self._known_years, self._applied
        if known is not None and not self.connections.in_own_work:
            return known
        with self.connections.read() as connection:
            years = _all_of(FiscalYear, connection)
        if self.path is not None and not self.connections.in_own_work:
            with self._caches:
                if state == self._applied:
                    self._known_years = years
        return years

    def organisation(self) -> Organisation | None:
        """The district office; None in a workspace that was only just made."""
        with self.connections.read() as connection:
            return next(iter(_all_of(Organisation, connection)), None)

    def units(self) -> tuple[Unit, ...]:
        """All units in their order. Every year has them, so those of a known one are taken."""
        known = next(iter(self._years.values()), None)
        if known is not None and not self.connections.in_own_work:
            return known.data.units
        with self.connections.read() as connection:
            return _all_of(Unit, connection)

    def media(self, key: str) -> bytes | None:
        """The bytes kept under ``key``; None where there are none. Once it is closed, they are read
        from the file anew: a document that is being made may still ask for its pictures."""
        wanted = select(tables.media.c.data).where(tables.media.c.key == key)
        with (
            self.connections.read_anew()
            if self.connections.is_closed
            else self.connections.read() as connection
        ):
            found: bytes | None = connection.execute(wanted).scalar_one_or_none()
        return found

    def framework_nodes(self, year_id: str) -> tuple[FrameworkNode, ...]:
        """The rows of a year's framework copy, in their order."""
        with self.connections.read() as connection:
            found = _all_of(FrameworkNode, connection)
        return tuple(node for node in found if node.year_id == year_id)

    def year_before(self, year: int) -> YearData | None:
        """The newest year before the Buddhist fiscal ``year``; None where there is none."""
        before = [fiscal_year.year for fiscal_year in self.years() if fiscal_year.year < year]
        return self.year(before[-1]) if before else None

    def year(self, year: int) -> YearData:
        """Everything of the Buddhist fiscal ``year``; raises InputError where there is none."""
        while True:
            known, state = self._years.get(year), self._applied
            if known is not None:
                return known.data
            with self.connections.read() as connection:
                record = next(
                    (fiscal_year for fiscal_year in self.years() if fiscal_year.year == year), None
                )
                if record is None:
                    raise InputError(
                        "ในแฟ้มนี้ไม่มีปีงบประมาณ {year}",
                        remedy="มีปี {known}",
                        year=year,
                        known=" ".join(str(fiscal_year.year) for fiscal_year in self.years())
                        or "–",
                    )
                cache = YearCache(connection, record.id)
            if self.connections.in_own_work:
                # Nobody else may see what is not stored yet, and perhaps never will be.
                return cache.data
            with self._caches:
                # What was stored while this was being read may not be in it: it is read again.
                if state == self._applied:
                    return self._years.setdefault(year, cache).data

    def dump(self) -> dict[str, list[dict[str, object]]]:
        """Every content row by table without row versions, for comparing two states."""
        with self.connections.read() as connection:
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
        with self.connections.alone():
            with self.connections.transaction() as connection:
                change = Change(connection, self._listener.step)
                yield change
                if change.rows:
                    number = self.edits.record(connection, label, change.rows)
            if not change.rows:
                return
            self.edits.done(number, label)
            self._apply(change.rows)
        self._tell(Changed(EditKind.DO, label, tuple(change.rows)))

    @contextmanager
    def telling(self, step: Step) -> Iterator[None]:
        """What is changed within it, in this thread, tells ``step`` of rows; where that raises,
        nothing is changed."""
        self._listener.step = step
        try:
            yield
        finally:
            self._listener.step = None

    def undo(self, progress: Step | None = None) -> str | None:
        """:meth:`EditHistory.undo <ita_desktop.storage.edit_history.EditHistory.undo>`."""
        return self.edits.undo(progress)

    def redo(self, progress: Step | None = None) -> str | None:
        """:meth:`EditHistory.redo <ita_desktop.storage.edit_history.EditHistory.redo>`."""
        return self.edits.redo(progress)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls ``subscriber`` after each unit of work, in the thread that did it; returns what
        ends the subscription."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def catch_up(self) -> None:
        """Takes in what the writer of a file that is only read here has saved since, and tells
        the subscribers. Raises WorkspaceError where the file can no longer be read."""
        reading = self._opened.reading
        if reading is None:
            return
        with self.connections.guard:
            if not reading.refresh(self._opened.engine):
                return
            self._forget_years()
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
        self._tell(Changed(EditKind.DO, label, tuple(rows)))

    # -- saving: what is stored is carried into the clerk's file

    @property
    def saved(self) -> Saved:
        """Whether all edits are in the clerk's file, and when it was written. A shared database
        has each as soon as it is stored."""
        if self._publisher is not None:
            return self._publisher.saved
        return Saved(is_all=True, at=next((group.at for group in self.edits.groups(1)), None))

    def publish(self) -> None:
        """Carries what is stored into the clerk's file now. Raises WorkspaceError where that
        cannot be reached or written; it is tried again by itself."""
        if self._publisher is not None and not self.connections.is_closed:
            self._publisher.publish()

    def publish_soon(self) -> None:
        """:meth:`publish`, in another thread; :attr:`saved` tells what came of it."""
        if self._publisher is not None:
            self._publisher.hurry()

    def wait_saved(self, seconds: float) -> bool:
        """Waits until all edits are in the clerk's file; whether they are."""
        return self._publisher is None or self._publisher.wait(seconds)

    # -- inside

    def _apply(self, rows: list[RowChange]) -> None:
        with self._caches:
            self._applied += 1
            for cache in self._years.values():
                cache.apply(rows)
            if any(row.table == "fiscal_year" for row in rows):
                self._known_years = None
                by_year = {cache.data.year: cache for cache in self._years.values()}
                known = {year.year for year in self.years()}
                self._years = {year: one for year, one in by_year.items() if year in known}

    def _forget_years(self) -> None:
        """Somebody else wrote: what is shown next is read anew."""
        with self._caches:
            self._applied += 1
            self._years = {}
            self._known_years = None

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
