"""Notes an edit on a server: group, changes and the word to the others in one call; and limits how
long the connections of a workspace wait for answers.

A server whose answers get lost on the way leaves a connection waiting for minutes. Whoever waits
longer than allowed gets an error of a closed connection instead.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from ita_desktop.storage.server.limited_connection import LimitedConnection

_NOTE: Final = """
SELECT server.note_edit(%(label)s, %(who)s, %(kind)s, %(target)s::integer, %(phrase)s, %(work)s,
                        %(tables)s::text[], %(keys)s::text[], %(olds)s::text[], %(news)s::text[])
"""
_WORK: Final = "work"
Noted = Sequence[tuple[str, str, str | None, str | None]]
"""Changed rows: table, key, and old and new values as JSON."""


STATEMENT: Final = 8.0
"""Seconds that one statement may take: less than a clerk waits, more than a large year needs."""


class Deadlines:
    """The limits of connections, until :meth:`close` ends all that still wait."""

    def __init__(self) -> None:
        self._closed = threading.Event()

    def watch(self, engine: Engine) -> None:
        """Limit all statements of an engine."""
        event.listen(engine, "before_cursor_execute", self._begins)
        event.listen(engine, "after_cursor_execute", self._has_ended)
        event.listen(engine, "handle_error", self._failed)

    @contextlib.contextmanager
    def within(self, raw: "LimitedConnection", seconds: float | None = None) -> Iterator[None]:
        """Close ``raw`` if the block waits longer than ``seconds``, or than a statement may."""
        before = raw.limit
        self._limit(raw, STATEMENT if seconds is None else seconds)
        try:
            yield
        finally:
            raw.limit = before

    @property
    def are_over(self) -> bool:
        """Whether nobody is to wait any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """End what still waits for an answer, and what will."""
        self._closed.set()

    def _begins(self, _connection: Any, cursor: Any, *_: Any) -> None:
        self._limit(cursor.connection, STATEMENT)

    def _has_ended(self, _connection: Any, cursor: Any, *_: Any) -> None:
        cursor.connection.limit = None

    def _failed(self, context: ExceptionContext) -> None:
        connection = context.connection
        if connection is not None and not (connection.closed or connection.invalidated):
            raw: Any = connection.connection.driver_connection
            raw.limit = None

    def _limit(self, raw: "LimitedConnection", seconds: float) -> None:
        from ita_desktop.storage.server.limited_connection import Limit

        raw.limit = Limit(monotonic() + seconds, self._closed)


class Work:
    """A unit of work: its key, and whether its end may have reached the server."""

    def __init__(
        self, key: str, deadlines: Deadlines, look_up: Callable[["Work"], int | None]
    ) -> None:
        self.key = key
        self.deadlines = deadlines
        self.backend = 0
        """The server's process that works for it."""
        self.may_be_stored = False
        self._look_up = look_up
        self._noted = 0

    def next_key(self) -> str:
        """Return a key for one more edit noted by this work: the first has the work's own."""
        self._noted += 1
        return self.key if self._noted == 1 else f"{self.key}/{self._noted}"

    def stored_number(self, error: DBAPIError) -> int:
        """Return the number of the edit if it was stored although its answer was lost. Raises
        ``error`` if it was not stored, and WorkspaceError if that cannot be known now."""
        if not (self.may_be_stored and error.connection_invalidated):
            raise error
        number = self._look_up(self)
        if number is None:
            raise error
        return number


def begin(connection: Connection, work: Work) -> None:
    """Remember the unit of work that the connection is in."""
    connection.info[_WORK] = work


def note(
    connection: Connection,
    values: dict[str, Any],
    rows: Noted,
    *,
    is_last: bool,
) -> int:
    """Note an edit; return its number. With ``is_last`` the transaction is
    committed with it, which saves waiting once more. Raises DBAPIError."""
    work: Work = connection.info[_WORK]
    values = values | {"work": work.next_key()}
    try:
        with driver(connection) as raw, work.deadlines.within(raw):
            work.may_be_stored = is_last
            with _in_one(raw, is_wanted=is_last):
                noted = say(raw, values, rows)
                if is_last:
                    raw.execute("COMMIT")
            return int(noted.fetchone()[0])
    except DBAPIError as error:
        return work.stored_number(error)


def say(raw: Any, values: dict[str, Any], rows: Noted) -> Any:
    """Note an edit on psycopg's connection; return the cursor of its number."""
    tables, keys, olds, news = (list(column) for column in zip(*rows, strict=True)) if rows else (
        [], [], [], [],
    )  # fmt: skip
    return raw.execute(
        _NOTE, {**values, "tables": tables, "keys": keys, "olds": olds, "news": news}
    )


def _in_one(raw: Any, *, is_wanted: bool) -> contextlib.AbstractContextManager[Any]:
    return raw.pipeline() if is_wanted else contextlib.nullcontext()


def leave(connection: Connection, deadlines: Deadlines) -> None:
    """Roll back what is not committed, whoever began it, so that the connection can begin anew; one
    that is lost is given up."""
    with contextlib.suppress(DBAPIError):
        if not connection.invalidated and is_open(connection):
            with driver(connection) as raw, deadlines.within(raw):
                raw.rollback()
    with contextlib.suppress(DBAPIError):
        if connection.in_transaction():
            connection.rollback()


def is_open(connection: Connection) -> bool:
    """Return whether the server has a transaction open on a connection."""
    from psycopg.pq import TransactionStatus

    raw: Any = connection.connection.driver_connection
    return bool(raw.info.transaction_status != TransactionStatus.IDLE)


@contextlib.contextmanager
def driver(connection: Connection) -> Iterator[Any]:
    """Yield the connection of psycopg; its errors become those of SQLAlchemy."""
    import psycopg

    raw: Any = connection.connection.driver_connection
    try:
        yield raw
    except psycopg.Error as error:
        is_lost = raw.closed
        if is_lost:
            connection.invalidate(error)
        raise DBAPIError(
            "", None, error, hide_parameters=True, connection_invalidated=is_lost
        ) from error
