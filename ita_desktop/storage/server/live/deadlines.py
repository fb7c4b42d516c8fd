"""Limits how long the connections of a workspace wait for answers.

A server whose answers get lost on the way leaves a connection waiting for minutes. Whoever waits
longer than allowed gets an error of a closed connection instead.
"""

import contextlib
import threading
from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, ExceptionContext, event

if TYPE_CHECKING:
    from ita_desktop.storage.server.limited_connection import LimitedConnection

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
