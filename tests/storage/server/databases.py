"""One PostgreSQL server for all tests of a process, and databases of it.

A server takes a second to make and to start: each room that had its own would have it in each of
the processes that share a run. What makes it is loaded by the first test that asks for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

from tests.support.postgresql_server import binaries, temporary_server


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A running PostgreSQL server; a test has its mark by asking for this."""
    bin_folder = binaries()
    assert bin_folder is not None
    with temporary_server(bin_folder) as url:
        yield url


@pytest.fixture(scope="session")
def tables(postgresql_url: str) -> str:
    """The name of a database with the tables of a workspace, and no more.

    To make the tables takes five times as long as to copy them. What only a server has is not in
    it: its roles are called after the database.
    """
    from sqlalchemy import create_engine

    from ita_desktop.storage.migrations import migrate

    _say(postgresql_url, "CREATE DATABASE tables TEMPLATE template0")
    engine = create_engine(postgresql_url.replace("/postgres?", "/tables?"))
    with engine.begin() as connection:
        migrate(connection, 0)
    engine.dispose()
    return "tables"


def _say(url: str, statement: str) -> None:
    """Runs a statement outside of transactions."""
    from sqlalchemy import NullPool, create_engine

    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


@contextmanager
def _database(url: str, model: str) -> Iterator[str]:
    """The URL of a copy of the database ``model``."""
    name = f"w_{uuid4().hex}"
    _say(url, f"CREATE DATABASE {name} TEMPLATE {model}")
    yield url.replace("/postgres?", f"/{name}?")
    _say(url, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def copied_database(url: str, model: str) -> Iterator[str]:
    """The URL of a copy of the workspace at the URL ``model``, with roles of its own."""
    from ita_desktop.storage.server import setup
    from ita_desktop.storage.server.address import parse_address
    from ita_desktop.storage.server.connecting import engine_of

    with _database(url, parse_address(model).database) as made:
        address = parse_address(made)
        engine = engine_of(address, None)
        setup.repair(engine, address)
        engine.dispose()
        yield made


@contextmanager
def set_up_database(url: str, tables: str) -> Iterator[str]:
    """The URL of a database that is an empty workspace."""
    from ita_desktop.domain.records import new_id
    from ita_desktop.storage.server import setup
    from ita_desktop.storage.server.address import parse_address
    from ita_desktop.storage.server.connecting import engine_of
    from ita_desktop.storage.tables import meta

    with _database(url, tables) as made:
        address = parse_address(made)
        engine = engine_of(address, None)
        with engine.begin() as connection:
            connection.execute(meta.insert(), {"key": "workspace_id", "value": new_id()})
        setup.prepare(engine, address)
        engine.dispose()
        yield made


@pytest.fixture
def empty_database(postgresql_url: str) -> Iterator[str]:
    """The URL of a database without tables."""
    with _database(postgresql_url, "template0") as url:
        yield url


@pytest.fixture
def other_empty_database(postgresql_url: str) -> Iterator[str]:
    """The URL of one more."""
    with _database(postgresql_url, "template0") as url:
        yield url


@pytest.fixture
def shared_database(postgresql_url: str, tables: str) -> Iterator[str]:
    """The URL of an empty workspace."""
    with set_up_database(postgresql_url, tables) as url:
        yield url


@pytest.fixture
def other_database(postgresql_url: str, tables: str) -> Iterator[str]:
    """The URL of one more."""
    with set_up_database(postgresql_url, tables) as url:
        yield url
