"""Units of work on a server: one at a time among all who write it; an edit that goes there in one
call; and who has the turn just now.

Whoever has the turn first takes in what the others have stored, so that a service decides on rows
as they are: nothing is added twice, no place in a list is given twice, and there are no deadlocks.
The turn is the server's lock and ends with the transaction, also if the program ends. Whoever waits
for it is told who has it, and since when. What somebody has forgotten is ended
(``resources/server/8_forgotten.sql``).

An edit in one call is the turn, what is new, the rows, the note, the end. It is for values alone,
and for rows that nobody has written since: each condition is one that the database can hold by
itself. Whoever is slow, or gone, then keeps nobody else from the turn.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from time import monotonic, sleep
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.gateway import update_of, without_version
from ita_desktop.storage.reasons import is_turn_taken, turn_is_taken
from ita_desktop.storage.server.connecting import APPLICATION, Server
from ita_desktop.storage.server.live import noting
from ita_desktop.storage.server.live.follower import CatchingUp
from ita_desktop.storage.server.live.noting import Deadlines, Work, driver, is_open, leave
from ita_desktop.storage.server.shared import UserConnection

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


_MUST_BE_ONE: Final = "WITH written AS ({update} RETURNING 1) SELECT 1 / count(*) FROM written"
"""An error where the row is not as it was seen, so that nothing of the call is stored."""
_DIALECT: Final = make_url("postgresql+psycopg://").get_dialect()()


_HOLDER: Final = """
SELECT a.usename, m.name, a.xact_start
FROM pg_locks AS l
JOIN pg_stat_activity AS a ON a.pid = l.pid
LEFT JOIN server.member AS m ON m.login = a.usename
WHERE l.relation = 'server.turn'::regclass AND l.granted AND l.mode <> 'AccessShareLock'
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND l.pid <> pg_backend_pid()
ORDER BY a.xact_start, a.pid
"""


_END: Final = "SELECT server.end_forgotten()"


def end_forgotten(connection: Connection) -> None:
    """End the connections of users who have kept a transaction open for minutes, without limits of
    their own. Raises database errors."""
    connection.exec_driver_sql(_END)


def turn_holder(connection: Connection, *, ends: bool = True) -> UserConnection | None:
    """Return whose transaction keeps all others from writing, None if nobody's; with ``ends`` one
    that was forgotten ends now. Raises database errors."""
    found = connection.exec_driver_sql(_HOLDER).first()
    if ends:
        end_forgotten(connection)
    if found is None:
        return None
    login, name, since = found
    return UserConnection(login or "", name or "", since)


class Sent(NamedTuple):
    """What the server answered: the number of the edit, and what others had stored before it."""

    number: int
    found: Sequence[Sequence[Any]]


class WholeEdit:
    """One that may be stored so; :attr:`number` is its number afterwards, 0 while it is not."""

    def __init__(
        self, rows: Iterable[RowChange], values: dict[str, Any], noted: noting.Noted
    ) -> None:
        """``values`` and ``noted`` are for the history."""
        self.number = 0
        self._updates = [_update(row) for row in rows]
        self._values, self._noted = values, noted

    @staticmethod
    def is_possible(rows: Sequence[RowChange]) -> bool:
        """Return whether all rows are values that change, each row once."""
        keys = {(row.table, row.key) for row in rows}
        return len(keys) == len(rows) and all(row.old and row.new for row in rows)

    def send(self, raw: Any, key: str, beginning: Iterable[str], news: str) -> Sent:
        """Say all of it on psycopg's connection, and wait once. ``key`` is that of the unit of
        work, ``news`` reads what others have stored. Raises psycopg errors, also where a row is not
        as it was seen."""
        with raw.pipeline():
            for statement in beginning:
                raw.execute(statement, prepare=False)
            found = raw.execute(news, prepare=False)
            for update, values in self._updates:
                raw.execute(update, values, prepare=False)
            number = noting.say(raw, self._values | {"work": key}, self._noted)
            raw.execute("COMMIT")
        return Sent(int(number.fetchone()[0]), found.fetchall())


def _update(row: RowChange) -> tuple[str, Plain]:
    assert row.old is not None
    assert row.new is not None
    new, version = without_version(row.new), row.old["row_version"]
    statement, values = update_of(row.table, row.key, new, version)
    written = str(statement.compile(dialect=_DIALECT))
    return _MUST_BE_ONE.format(update=written), values


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
