"""Nobody waits for a server that has fallen silent, on any system."""

import socket
import threading
from collections.abc import Generator, Iterator
from time import monotonic
from typing import Any

import pytest
from psycopg import OperationalError, pq
from psycopg.waiting import Ready, Wait

from ita_desktop.storage.server.limited_connection import Limit, LimitedConnection
from ita_desktop.storage.server.live.noting import Deadlines


@pytest.fixture
def silent() -> Iterator[LimitedConnection]:
    """A connection to a server that takes it and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"host=127.0.0.1 port={server.getsockname()[1]} sslmode=disable"
        yield LimitedConnection(pq.PGconn.connect_start(address.encode()))


def answer() -> Generator[Wait, Ready, None]:
    """Waits for an answer, as psycopg's statements do."""
    while not (yield Wait.R):
        pass


def wait(connection: LimitedConnection, raised: list[Exception]) -> None:
    try:
        connection.wait(answer())
    except OperationalError as error:
        raised.append(error)


def test_waiting_ends_at_its_moment(silent: LimitedConnection) -> None:
    silent.limit = Limit(monotonic() + 0.3, threading.Event())
    raised: list[Exception] = []
    wait(silent, raised)
    assert raised
    assert monotonic() > silent.limit.until
    assert silent.closed


def test_nobody_waits_for_an_answer_after_the_end(silent: LimitedConnection) -> None:
    deadlines, raised, waits = Deadlines(), [], threading.Event()

    def ask() -> None:
        with deadlines.within(silent):
            waits.set()
            wait(silent, raised)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    assert waits.wait(2)
    deadlines.close()
    thread.join(4)
    assert raised
    assert silent.closed
    assert silent.limit is None


def test_an_answer_within_the_limit_is_taken(silent: LimitedConnection) -> None:
    silent.limit = Limit(monotonic() + 60, threading.Event())

    def answered() -> Generator[Any, Any, str]:
        for _ in range(3):
            assert not (yield Wait.R)
        return "done"

    assert silent.wait(answered()) == "done"
    assert not silent.closed
