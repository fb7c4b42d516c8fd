import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ita_desktop.storage.workspace import Workspace
from tests.storage.server.databases import set_up_database

MakeWorkspace = Callable[[], Workspace]


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
