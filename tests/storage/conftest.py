import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine

from ita_desktop.storage.workspace import Workspace
from tests.postgresql_server import binaries, temporary_server

MakeWorkspace = Callable[[], Workspace]


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A running PostgreSQL server, skipped where none is installed."""
    pytest.importorskip("psycopg")
    bin_folder = binaries()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not installed")
    with temporary_server(bin_folder) as url:
        yield url


def _new_database(url: str) -> str:
    """The URL of an empty database on the server."""
    name = f"w_{uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")


@pytest.fixture
def shared_database(postgresql_url: str) -> str:
    """The URL of an empty database, skipped where PostgreSQL is not installed."""
    return _new_database(postgresql_url)


@pytest.fixture
def other_database(postgresql_url: str) -> str:
    """The URL of one more."""
    return _new_database(postgresql_url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs_postgresql)])
def make_workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeWorkspace]:
    """Makes empty workspaces, on SQLite files and on PostgreSQL databases."""
    made: list[Workspace] = []
    numbers = itertools.count()

    def on_sqlite() -> Workspace:
        return Workspace.create(tmp_path / f"w{next(numbers)}.ita", backup_root=tmp_path / "b")

    def on_postgresql() -> Workspace:
        return Workspace.connect(_new_database(request.getfixturevalue("postgresql_url")))

    if request.param == "postgresql":
        request.getfixturevalue("postgresql_url")
    make = on_sqlite if request.param == "sqlite" else on_postgresql

    def tracked() -> Workspace:
        made.append(make())
        return made[-1]

    yield tracked
    for workspace in made:
        workspace.close()


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Workspace:
    return make_workspace()
