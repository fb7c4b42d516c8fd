"""A connection that does not wait longer than its limit.

libpq itself waits until the system gives the connection up, which takes minutes where answers get
lost on the way. Not every system wakes who waits on a socket that another thread has shut: here the
waiting thread itself looks at the clock.
"""

import threading
from collections.abc import Generator
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen

ResultT = TypeVar("ResultT")


class Limit(NamedTuple):
    """When waiting ends: at a moment of the monotonic clock, or sooner when ``ended`` is set."""

    until: float
    ended: threading.Event

    @property
    def is_over(self) -> bool:
        """Return whether nobody should wait any longer."""
        return self.ended.is_set() or monotonic() > self.until


class LimitedConnection(Connection[Any]):
    """psycopg's connection; what is waited for beyond ``limit`` closes it with an error."""

    limit: Limit | None = None

    def wait(self, gen: PQGen[ResultT], *given: Any, **named: Any) -> ResultT:
        """Wait as psycopg does, but within the limit. Raises OperationalError beyond it."""
        return super().wait(self._limited(gen), *given, **named)

    def _limited(self, gen: PQGen[ResultT]) -> Generator[Any, Any, ResultT]:
        ready: Any = None
        while True:
            try:
                wanted = gen.send(ready)
            except StopIteration as end:
                result: ResultT = end.value
                return result
            # psycopg resumes ten times a second, also when nothing has come.
            ready = yield wanted
            if not ready and self.limit is not None and self.limit.is_over:
                gen.close()
                self.close()
                raise OperationalError("the server has not answered in time")
