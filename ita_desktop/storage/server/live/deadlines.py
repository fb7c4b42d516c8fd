"""Ends connections that no longer answer.

A server whose answers get lost on the way leaves a connection waiting for minutes. Whoever waits
longer than allowed gets an error of a closed connection instead.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any, Final

from sqlalchemy import Engine, event

STATEMENT: Final = 8.0
"""Seconds that one statement may take: less than a clerk waits, more than a large year needs."""
_LOOK: Final = 0.25


class Deadlines:
    """Watches connections from a thread of its own, which ends with :meth:`close`."""

    def __init__(self) -> None:
        self._ends: dict[int, tuple[Any, float]] = {}
        self._guard = threading.Lock()
        self._closed = threading.Event()
        self._of_thread = threading.local()
        threading.Thread(target=self._watch, name="deadlines", daemon=True).start()

    def watch(self, engine: Engine) -> None:
        """Watch all statements of an engine."""
        event.listen(engine, "before_cursor_execute", self._begins)
        event.listen(engine, "after_cursor_execute", self._has_ended)
        event.listen(engine, "handle_error", self._failed)

    @contextlib.contextmanager
    def within(self, raw: Any, seconds: float | None = None) -> Iterator[None]:
        """Close ``raw``, a connection of psycopg, if the block takes longer than ``seconds``, or
        than a statement may."""
        self._set(raw, STATEMENT if seconds is None else seconds)
        try:
            yield
        finally:
            self._clear(raw)

    def close(self) -> None:
        """Stop watching, and end what still waits for an answer."""
        self._closed.set()
        with self._guard:
            for raw, _ in self._ends.values():
                cut(raw)
            self._ends.clear()

    def _begins(self, _connection: Any, cursor: Any, *_: Any) -> None:
        self._of_thread.raw = cursor.connection
        self._set(cursor.connection, STATEMENT)

    def _has_ended(self, _connection: Any, cursor: Any, *_: Any) -> None:
        self._clear(cursor.connection)

    def _failed(self, _context: Any) -> None:
        self._clear(getattr(self._of_thread, "raw", None))

    def _set(self, raw: Any, seconds: float) -> None:
        with self._guard:
            self._ends[id(raw)] = (raw, monotonic() + seconds)

    def _clear(self, raw: Any) -> None:
        with self._guard:
            self._ends.pop(id(raw), None)

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK):
            now = monotonic()
            with self._guard:
                late = [raw for raw, end in self._ends.values() if end < now]
                for raw in late:
                    self._ends.pop(id(raw))
                    cut(raw)


def cut(raw: Any) -> None:
    """Shut the socket of a connection, also one that another thread is waiting for."""
    with contextlib.suppress(Exception):  # it may be closed already, in many ways
        double = socket.fromfd(raw.fileno(), socket.AF_INET, socket.SOCK_STREAM)
        try:
            double.shutdown(socket.SHUT_RDWR)
        finally:
            double.close()
