"""Brings the cached years up to what others have stored, and tells that to the window."""

import contextlib
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ita_desktop import error_log
from ita_desktop.storage.edits.changes import Changed, RowChange
from ita_desktop.storage.server.live import since
from ita_desktop.storage.server.live.since import StoredEdit


class Caches(NamedTuple):
    """What a workspace keeps of its database, and whom it tells."""

    apply: Callable[[list[RowChange]], None]
    forget: Callable[[], None]
    load_edits: Callable[[], None]
    announce: Callable[[Changed], None]


class CatchingUp:
    """The moment of the database that the caches show. ``guard`` is held from reading what is new
    until it is applied, and by a writer from the beginning of its turn until its own rows are."""

    def __init__(self, session: str, login: str, caches: Caches) -> None:
        self.session = session
        self.guard = threading.RLock()
        self.unsettled: set[str] = set()
        """Own units of work of which it is not known whether they were stored."""
        self.writer = 0
        """The server's process that writes for this window, whose edits need not be followed."""
        self._login = login
        self._caches = caches
        self._moment = ""
        self._unannounced: list[StoredEdit] = []
        self._delivery = threading.Lock()

    @property
    def unannounced(self) -> frozenset[tuple[str, str, str]]:
        """The values (table, key, column) that others wrote and the window was not told of."""
        return frozenset(
            (row.table, row.key, column)
            for edit in tuple(self._unannounced)
            for row in edit.rows
            if row.old is not None and row.new is not None
            for column in row.new
        )

    def author_of(self, table: str, key: str, column: str) -> str:
        """Return the name of who wrote one of these values last; empty for others."""
        for edit in reversed(tuple(self._unannounced)):
            if any(
                (row.table, row.key) == (table, key) and column in (row.new or {})
                for row in edit.rows
            ):
                return edit.group.who or edit.login
        return ""

    def begin(self, moment: str) -> None:
        """Note the moment that the caches, which are empty, begin with."""
        self._moment = moment

    @property
    def has_begun(self) -> bool:
        return bool(self._moment)

    def statement(self) -> str:
        """Return the statement that reads what :meth:`take` takes."""
        return since.statement(self._moment, self.session, self.unsettled)

    def take_on(self, raw: Any) -> None:
        """Take what is new on a connection; the caller holds :attr:`guard`."""
        self.take(raw.execute(self.statement(), prepare=False).fetchall())

    def take(self, found: Sequence[Sequence[Any]]) -> None:
        """Apply the edits that the statement found; the caller holds :attr:`guard`."""
        moment, edits = since.edits_in(found)
        if edits:
            self._apply(edits)
            self.unsettled.difference_update(edit.work for edit in edits)
            self._unannounced += edits
        self._moment = moment

    def _apply(self, edits: Iterable[StoredEdit]) -> None:
        try:
            if all(edit.rows for edit in edits):
                self._caches.apply([row for edit in edits for row in edit.rows])
                return
        except Exception as error:  # noqa: BLE001 - the years are read again, and say what is wrong
            error_log.note(error)
        # Something was erased for good, or written past the history.
        self._caches.forget()

    def deliver(self) -> None:
        """Tell the window what was taken, unless that is going on: the follower does it again
        shortly."""
        if not self._unannounced or not self._delivery.acquire(blocking=False):
            return
        try:
            edits = tuple(self._unannounced)
            if any(edit.login == self._login or not edit.rows for edit in edits):
                with contextlib.suppress(Exception):  # loaded again with the next edit
                    self._caches.load_edits()
            for edit in edits:
                self._announce(edit)
                del self._unannounced[0]
        finally:
            self._delivery.release()

    def _announce(self, edit: StoredEdit) -> None:
        is_own = edit.login == self._login and edit.work.startswith(f"{self.session}:")
        who = "" if is_own else edit.group.who or edit.login
        try:
            self._caches.announce(Changed(edit.group.kind, edit.group.label, edit.rows, who))
        except Exception as error:  # noqa: BLE001 - a page that fails keeps nobody from the edits
            error_log.note(error)
