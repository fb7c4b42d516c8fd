"""The thread that hears what others store and where they are, and connects again when it must; it
brings the cached years up to what others have stored, and tells that to the window.

Each window says every few seconds that it has the workspace open and where somebody is typing, by
NOTIFY; nothing of it is stored. A word is believed about the page and the cell only: whose it is,
the server knows by the process that sent it.

A cache has to take in the edits since a moment of the database, which is a snapshot of PostgreSQL.
What it does not show was committed later, in whatever order the numbers of edits were given, so
that nothing is missed and nothing comes twice.
"""

import contextlib
import json
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any, Final, NamedTuple, Protocol

from ita_desktop import error_log
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import Changed, EditGroup, RowChange
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.server.connecting import Server
from ita_desktop.storage.server.live.noting import Deadlines
from ita_desktop.storage.server.shared import EditedCell, PresentMember

_EDITS: Final = "ita_edit"
_PLACES: Final = "ita_here"
_LISTEN: Final = f"LISTEN {_EDITS}; LISTEN {_PLACES}"
_SCHEMA: Final = "SELECT value::integer FROM public.meta WHERE key = 'schema_version'"
_SAY: Final = "SELECT pg_notify(%s, %s)"
_WHO: Final = """
SELECT a.usename, coalesce(m.name, a.usename)
FROM pg_stat_activity AS a LEFT JOIN server.member AS m ON m.login = a.usename WHERE a.pid = %s
"""
_HEARS: Final = 0.2
"""Seconds until it looks whether there is something to say."""
_SAYS: Final = 2.0
"""Seconds after which it says again that it is here; so a lost connection is noticed, too."""
_LOOKS: Final = 10.0
"""Seconds after which it looks for edits that nobody told of."""
_ANSWER: Final = 5.0
"""Seconds in which the server has to answer."""
_PAUSES: Final = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between attempts to connect again."""


FORGOTTEN: Final = 8.0
"""Seconds after which somebody who says nothing is no longer there."""
_LONGEST: Final = 200
"""Characters of a page's or column's name; longer ones are not of this program."""


MOMENT: Final = "SELECT pg_current_snapshot()::text"
"""Returns the moment that the transaction sees."""
_A_MOMENT: Final = lazy_re(r"\d+:\d+:[\d,]*")
_A_KEY: Final = lazy_re(r"[0-9a-f]+(:\d+)?")
_COLUMNS: Final = ("id", "label", "who", "at", "kind", "target", "status", "phrase")
_SINCE: Final = "SELECT * FROM server.edits_since('{moment}', '{session}', ARRAY[{works}]::text[])"


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
    return _SINCE.format(moment=_checked(_A_MOMENT, moment), session=session, works=works)


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


def word(page: str, typing: EditedCell | None, *, is_new: bool = False, goes: bool = False) -> str:
    """Return what a window tells the others; a new one asks them to answer."""
    cell = list(typing) if typing is not None else None
    return json.dumps({"page": page[:_LONGEST], "typing": cell, "new": is_new, "goes": goes})


class Present:
    """The others, by the server's process of their window. Threads may share it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: dict[int, tuple[PresentMember, float]] = {}
        self._guard = threading.Lock()

    def hear(self, process: int, text: str, who: tuple[str, str]) -> bool:
        """Take in a word of a window whose ``who`` is login and name; return whether it is new
        here. Words that this program cannot have said are not heard."""
        try:
            said = json.loads(text)
            page, typing, goes = str(said["page"]), _cell(said["typing"]), bool(said["goes"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
        with self._guard:
            before = self._known.pop(process, None)
            if goes:
                return before is not None
            now = PresentMember(*who, page[:_LONGEST], typing, datetime.now().astimezone())
            self._known[process] = (now, self._clock())
            return before is None or before[0]._replace(seen=now.seen) != now

    def forget_silent(self) -> bool:
        """Forget who has been silent for long; return whether somebody was."""
        with self._guard:
            oldest = self._clock() - FORGOTTEN
            silent = [process for process, (_, heard) in self._known.items() if heard < oldest]
            for process in silent:
                del self._known[process]
            return bool(silent)

    def knows(self, process: int) -> bool:
        """Return whether a process has been heard lately."""
        with self._guard:
            return process in self._known

    def forget_all(self) -> None:
        """Forget everybody: nothing is heard without a connection."""
        with self._guard:
            self._known.clear()

    def all(self) -> tuple[PresentMember, ...]:
        """Return the others by name."""
        with self._guard:
            there = [presence for presence, _ in self._known.values()]
        return tuple(
            sorted(there, key=lambda presence: (presence.name, presence.login, presence.seen))
        )


def is_news(text: str) -> bool:
    """Return whether a word is that of a window that wants to be answered."""
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("new") is True


def _cell(plain: Any) -> EditedCell | None:
    if plain is None:
        return None
    table, key, column = plain
    return EditedCell(str(table)[:_LONGEST], str(key)[:_LONGEST], str(column)[:_LONGEST])


class Listener(Protocol):
    """Who is told of the connection and of the others."""

    def connected(self) -> None: ...
    def lost(self, error: Exception) -> None: ...
    def returning(self) -> None: ...
    def moved(self) -> None: ...
    def newer(self) -> None: ...
    def word(self, *, is_new: bool = False, goes: bool = False) -> str: ...


class Follower:
    """Follows the database on a connection of its own until :meth:`close`."""

    def __init__(
        self,
        server: Server,
        catching_up: CatchingUp,
        present: Present,
        listener: Listener,
        deadlines: Deadlines,
    ) -> None:
        self._server = server
        self._catching_up = catching_up
        self._present = present
        self._listener = listener
        self._deadlines = deadlines
        self._closed = threading.Event()
        self._has_word = threading.Event()
        self._hurried = threading.Event()
        self._known: dict[int, tuple[str, str]] = {}
        self._sent_at = self._looked = self._asked = 0.0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Connect and begin to follow. Raises psycopg errors if that is impossible."""
        raw = self._connect()
        self._thread = threading.Thread(target=self._run, args=(raw,), name="follower", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Say good-bye and stop."""
        self._closed.set()
        self._hurried.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(2.0)

    def retry(self) -> None:
        """Do not wait any longer before connecting again."""
        self._hurried.set()

    def announce_soon(self) -> None:
        """Let the others know at once where this window is."""
        self._has_word.set()

    def _run(self, first: Any) -> None:
        failures = 0
        while not self._closed.is_set():
            try:
                with contextlib.closing(first or self._connect()) as raw:
                    first, failures = None, 0
                    self._listener.connected()
                    self._follow(raw)
            except Exception as error:  # noqa: BLE001 - whatever it was, it is tried again
                if self._closed.is_set():
                    return
                _note_if_ours(error)
                self._present.forget_all()
                self._listener.lost(error)
            first = None
            self._hurried.wait(_PAUSES[min(failures, len(_PAUSES) - 1)])
            self._hurried.clear()
            failures += 1

    def _connect(self) -> Any:
        raw = self._server.connect()
        try:
            with self._deadlines.within(raw, _ANSWER):
                raw.execute(_LISTEN)
            if self._catching_up.has_begun:
                self._catching_up.writer = 0  # its number may be that of anybody's process now
                self._listener.returning()
                self._catch_up(raw)
            else:
                with self._deadlines.within(raw, _ANSWER):
                    self._catching_up.begin(raw.execute(MOMENT).fetchall()[0][0])
            self._announce(raw, is_new=True)
        except BaseException:
            raw.close()
            raise
        return raw

    def _follow(self, raw: Any) -> None:
        while not self._closed.is_set():
            heard = list(raw.notifies(timeout=_HEARS, stop_after=1))
            heard += list(raw.notifies(timeout=0))
            now = monotonic()
            own = self._catching_up.writer
            is_new = any(word.channel == _EDITS and word.pid != own for word in heard)
            if is_new or now > self._looked + _LOOKS:
                self._catch_up(raw)
            self._catching_up.deliver()
            self._hear(raw, [word for word in heard if word.channel == _PLACES])
            if self._has_word.is_set() or now > self._sent_at + _SAYS:
                self._announce(raw)
        with contextlib.suppress(Exception):  # the others forget this window by themselves
            self._announce(raw, goes=True)

    def _catch_up(self, raw: Any) -> None:
        self._looked = monotonic()
        with self._catching_up.guard, self._deadlines.within(raw):
            self._catching_up.take_on(raw)
        self._catching_up.deliver()
        if self._looked > self._asked + _LOOKS:
            self._asked = self._looked
            with self._deadlines.within(raw):
                found = raw.execute(_SCHEMA).fetchone()
            if found is not None and found[0] > schema_version():
                self._listener.newer()

    def _hear(self, raw: Any, heard: list[Any]) -> None:
        own = raw.info.backend_pid
        words = [(word.pid, word.payload) for word in heard if word.pid != own]
        has_moved = self._present.forget_silent()
        # The server gives the number of a process that has ended to another one, of anybody.
        self._known = {
            process: who for process, who in self._known.items() if self._present.knows(process)
        }
        for process, text in words:
            if (who := self._who(raw, process)) is not None:
                has_moved |= self._present.hear(process, text, who)
        if any(is_news(text) for _, text in words):
            self._announce(raw)
        if has_moved:
            self._listener.moved()

    def _who(self, raw: Any, process: int) -> tuple[str, str] | None:
        """Return login and name of a server's process, asked once while it is heard."""
        if process not in self._known:
            with self._deadlines.within(raw, _ANSWER):
                found = raw.execute(_WHO, [process]).fetchone()
            if found is None or found[0] is None:
                return None
            self._known[process] = (found[0], found[1])
        return self._known[process]

    def _announce(self, raw: Any, *, is_new: bool = False, goes: bool = False) -> None:
        self._has_word.clear()
        self._sent_at = monotonic()
        with self._deadlines.within(raw, _ANSWER):
            raw.execute(_SAY, [_PLACES, self._listener.word(is_new=is_new, goes=goes)])


def _note_if_ours(error: Exception) -> None:
    """Write down an error that is not of the connection."""
    import psycopg

    if not isinstance(error, psycopg.Error | OSError):
        error_log.note(error)
