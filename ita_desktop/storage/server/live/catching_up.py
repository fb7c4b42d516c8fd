"""Brings the cached years up to what others have stored, and tells that to the window.

A cache has to take in the edits since a moment of the database, which is a snapshot of PostgreSQL.
What it does not show was committed later, in whatever order the numbers of edits were given, so
that nothing is missed and nothing comes twice.
"""

import contextlib
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from ita_desktop import error_log
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import Changed, EditGroup, RowChange

MOMENT: Final = "SELECT pg_current_snapshot()::text"
"""Returns the moment that the transaction sees."""
_A_MOMENT: Final = re.compile(r"\d+:\d+:[\d,]*")
_A_KEY: Final = re.compile(r"[0-9a-f]+(:\d+)?")
_COLUMNS: Final = ("id", "label", "who", "at", "kind", "target", "status", "phrase")
_EDITS: Final = "SELECT * FROM server.edits_since('{moment}', '{session}', ARRAY[{works}]::text[])"


class StoredEdit(NamedTuple):
    """An edit as the server holds it. ``work`` is the key that its writer gave it."""

    group: EditGroup
    login: str
    work: str
    rows: tuple[RowChange, ...]


def edits_since(moment: str, session: str = "", unsettled: Iterable[str] = ()) -> str:
    """Return the statement that reads the edits since ``moment`` and the new moment; of those of
    ``session`` only the ``unsettled`` ones."""
    if session:
        _checked(_A_KEY, session)
    works = ", ".join(f"'{_checked(_A_KEY, work)}'" for work in unsettled)
    return _EDITS.format(moment=_checked(_A_MOMENT, moment), session=session, works=works)


def _checked(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def edits_in(found: Sequence[Sequence[Any]]) -> tuple[str, list[StoredEdit]]:
    """Return the new moment and the edits, oldest first, in the rows of :func:`edits_since`. Raises
    WorkspaceError for rows that this program cannot have written."""
    edits: dict[int, tuple[EditGroup, str, str, list[RowChange]]] = {}
    last = 1 + len(_COLUMNS)
    for row in found:
        if row[1] is None:
            continue
        if row[1] not in edits:
            group = history.group_of(dict(zip(_COLUMNS, row[1:last], strict=True)))
            edits[row[1]] = (group, row[last], row[last + 1] or "", [])
        table, key, old, new = row[last + 2 :]
        if table is not None:
            change = {"table_name": table, "row_id": key, "old": old, "new": new}
            edits[row[1]][3].append(history.change_of(change))
    stored = [StoredEdit(*edit[:3], tuple(edit[3])) for edit in edits.values()]
    return found[0][0], stored


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
        return edits_since(self._moment, self.session, self.unsettled)

    def take_on(self, raw: Any) -> None:
        """Take what is new on a connection; the caller holds :attr:`guard`."""
        self.take(raw.execute(self.statement(), prepare=False).fetchall())

    def take(self, found: Sequence[Sequence[Any]]) -> None:
        """Apply the edits that the statement found; the caller holds :attr:`guard`."""
        moment, edits = edits_in(found)
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
