import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import NullPool, create_engine

from ita_desktop.domain.ids import new_id
from ita_desktop.storage.migrations import migrate
from ita_desktop.storage.server import setup
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.server.connecting import engine_of
from ita_desktop.storage.tables import meta
from ita_desktop.storage.workspace import Workspace
from tests.support.postgresql_server import binaries, temporary_server

MakeWorkspace = Callable[[], Workspace]


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
    _say(postgresql_url, "CREATE DATABASE tables TEMPLATE template0")
    engine = create_engine(postgresql_url.replace("/postgres?", "/tables?"))
    with engine.begin() as connection:
        migrate(connection, 0)
    engine.dispose()
    return "tables"


def _say(url: str, statement: str) -> None:
    """Runs a statement outside of transactions."""
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
def set_up_database(url: str, tables: str) -> Iterator[str]:
    """The URL of a database that is an empty workspace."""
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs_postgresql)])
def make_workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeWorkspace]:
    """Makes empty workspaces, on SQLite files and on PostgreSQL databases."""
    made: list[Workspace] = []
    numbers = itertools.count()
    databases = ExitStack()

    def on_sqlite() -> Workspace:
        return Workspace.create(tmp_path / f"w{next(numbers)}.ita", backup_root=tmp_path / "b")

    def on_postgresql() -> Workspace:
        return Workspace.connect(databases.enter_context(set_up_database(url, tables)))

    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        tables = request.getfixturevalue("tables")
    make = on_sqlite if request.param == "sqlite" else on_postgresql

    def tracked() -> Workspace:
        made.append(make())
        return made[-1]

    with databases:
        yield tracked
        for workspace in made:
            workspace.close()


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Workspace:
    return make_workspace()
