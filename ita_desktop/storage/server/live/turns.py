"""Units of work on a server: one at a time among all who write it.

Whoever has the turn first takes in what the others have stored, so that a service decides on rows
as they are: nothing is added twice, no place in a list is given twice, and there are no deadlocks.
The turn is the server's lock and ends with the transaction, also if the program ends.
"""

import contextlib
from collections.abc import Iterator
from itertools import count
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.reasons import is_turn_taken, turn_is_taken
from ita_desktop.storage.server.connecting import APPLICATION, Server
from ita_desktop.storage.server.live import noting
from ita_desktop.storage.server.live.catching_up import CatchingUp
from ita_desktop.storage.server.live.noting import Deadlines, Work, driver, is_open, leave
from ita_desktop.storage.server.live.whole_edit import WholeEdit
from ita_desktop.storage.server.shared import UserConnection
from ita_desktop.storage.server.turn_holder import turn_holder

TURN: Final = "LOCK TABLE server.turn IN EXCLUSIVE MODE"
"""Takes the turn, until the end of the transaction. An advisory lock could be held by readers."""
SIGNS_OF_LIFE: Final = (
    "SET LOCAL tcp_keepalives_idle = 4",
    "SET LOCAL tcp_keepalives_interval = 2",
    "SET LOCAL tcp_keepalives_count = 2",
)
LIMITS: Final = ("SET LOCAL idle_in_transaction_session_timeout = '60s'", *SIGNS_OF_LIFE)
"""A writer whose machine is gone must not keep the others waiting."""
_PATIENCE: Final = 4_000
_HURRIED: Final = 1_500
"""Milliseconds that one waits for one's turn; the window's thread shows nothing meanwhile."""
_END_OTHER: Final = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid = %s AND usename = session_user AND application_name = %s
"""
_STORED: Final = "SELECT id FROM public.history_group WHERE work = %s AND login = session_user"
_LOOKING_UP: Final = 5.0
"""Seconds in which a lost answer is looked up."""


class Turns:
    """Gives a writing connection its turns."""

    def __init__(self, server: Server, catching_up: CatchingUp, deadlines: Deadlines) -> None:
        self._server = server
        self._catching_up = catching_up
        self._deadlines = deadlines
        self._numbers = count(1)
        self._name = f"{APPLICATION} {catching_up.session[:16]}"
        self._named = f"SET LOCAL application_name = '{self._name}'"

    @contextlib.contextmanager
    def work(
        self, connection: Connection, whole: WholeEdit | None = None, *, is_hurried: bool
    ) -> Iterator[Connection]:
        """One unit of work, on a connection without transactions of its own; ``whole`` is stored by
        itself if nobody has written its rows since it was decided on. Raises DBAPIError if
        it was not stored, WorkspaceError if somebody else keeps the turn, or if it is not known
        whether it was stored."""
        key = f"{self._catching_up.session}:{next(self._numbers)}"
        work = Work(key, self._deadlines, self._look_up)
        patience = _HURRIED if is_hurried else _PATIENCE
        if whole is not None and self._store(whole, connection, work, patience):
            yield connection
            return
        self._begin(connection, work, patience)
        try:
            yield connection
            self._commit(connection, work)
        finally:
            leave(connection, self._deadlines)

    def _store(self, whole: WholeEdit, connection: Connection, work: Work, patience: int) -> bool:
        """Store an edit in one call; return whether it is stored. Raises as :meth:`work`."""
        try:
            with driver(connection) as raw, self._deadlines.within(raw):
                work.backend = self._catching_up.writer = raw.info.backend_pid
                beginning = [*_beginning(patience), self._named]
                work.may_be_stored = True
                sent = whole.send(raw, work.key, beginning, self._catching_up.statement())
        except DBAPIError as error:
            leave(connection, self._deadlines)
            self._must_have_turn(connection, error)
            if work.may_be_stored and error.connection_invalidated:
                whole.number = self._look_up(work) or 0
            # Whatever else it was: row by row the clerk is told what, or the edit is stored.
            work.may_be_stored = False
            return whole.number > 0
        whole.number = sent.number
        self._catching_up.take(sent.found)
        return True

    def _must_have_turn(self, connection: Connection, error: DBAPIError) -> None:
        if is_turn_taken(error) and (holder := self._holder(connection)) is not None:
            raise turn_is_taken(holder.shown) from error

    def _begin(self, connection: Connection, work: Work, patience: int) -> None:
        try:
            self._start(connection, work, patience)
        except DBAPIError as error:
            leave(connection, self._deadlines)
            self._must_have_turn(connection, error)
            if not error.connection_invalidated or self._deadlines.are_over:
                raise
            # The server was restarted meanwhile; nothing of this work has been sent.
            self._start(connection, work, patience)

    def _holder(self, connection: Connection) -> UserConnection | None:
        try:
            with driver(connection) as raw, self._deadlines.within(raw):
                return turn_holder(connection)
        except DBAPIError:
            return None

    def _start(self, connection: Connection, work: Work, patience: int) -> None:
        with driver(connection) as raw, self._deadlines.within(raw):
            noting.begin(connection, work)
            work.backend = self._catching_up.writer = raw.info.backend_pid
            said = [*_beginning(patience), self._named, self._catching_up.statement()]
            cursor = raw.execute("; ".join(said), prepare=False)
            while cursor.nextset():
                pass
            found = cursor.fetchall()
        self._catching_up.take(found)

    def _commit(self, connection: Connection, work: Work) -> None:
        if connection.invalidated or not is_open(connection):
            return  # committed when it was noted
        try:
            with driver(connection) as raw, self._deadlines.within(raw):
                work.may_be_stored = True
                raw.commit()
        except DBAPIError as error:
            work.stored_number(error)

    def _look_up(self, work: Work) -> int | None:
        """Return the number of an edit whose answer was lost, None if it was not stored."""
        import psycopg

        until = monotonic() + _LOOKING_UP
        while True:
            try:
                if self._deadlines.are_over:
                    raise psycopg.OperationalError
                return self._looked_up(work)
            except psycopg.Error as error:
                if monotonic() > until or self._deadlines.are_over:
                    self._catching_up.unsettled.add(work.key)
                    raise _unknown() from error
                sleep(0.2)

    def _looked_up(self, work: Work) -> int | None:
        """Return the number of the edit. Whoever has the turn knows that it has ended."""
        with (
            contextlib.closing(self._server.connect()) as raw,
            self._deadlines.within(raw, _LOOKING_UP),
        ):
            raw.execute(_END_OTHER, [work.backend, self._name])
            raw.execute("; ".join(_beginning(_PATIENCE)), prepare=False)
            found: Any = raw.execute(_STORED, [work.key]).fetchone()
            raw.execute("COMMIT")
        return int(found[0]) if found is not None else None


def _beginning(patience: int) -> tuple[str, ...]:
    """Return the statements that begin a unit of work when it is one's turn."""
    return ("BEGIN", *LIMITS, f"SET LOCAL lock_timeout = {patience}", TURN)


def _unknown() -> WorkspaceError:
    return WorkspaceError(
        "การเชื่อมต่อขาดขณะบันทึก จึงยังไม่ทราบว่าเก็บแล้วหรือไม่",
        remedy="รอให้เชื่อมต่อได้อีกครั้ง แล้วดูว่าค่ามาแล้วหรือยังก่อนพิมพ์ซ้ำ",
    )
