"""Notes an edit on a server: group, changes and the word to the others in one call."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ita_desktop.storage.server.live.deadlines import Deadlines

_NOTE: Final = """
SELECT server.note_edit(%(label)s, %(who)s, %(kind)s, %(target)s::integer, %(phrase)s, %(work)s,
                        %(tables)s::text[], %(keys)s::text[], %(olds)s::text[], %(news)s::text[])
"""
_WORK: Final = "work"
Noted = Sequence[tuple[str, str, str | None, str | None]]
"""Changed rows: table, key, and old and new values as JSON."""


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
