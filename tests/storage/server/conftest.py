"""Users of a shared workspace, made by its manager."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.storage.server import administration, members
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.server.shared import Role, SharedMember
from ita_desktop.storage.workspace import Workspace

UserUrl = Callable[..., str]


@pytest.fixture
def add_user(shared_database: str) -> Iterator[UserUrl]:
    """Adds a user and returns the address of this user; takes all of them away at the end, because
    logins are of the whole server."""
    manager = parse_address(shared_database)
    Workspace.connect(manager).close()
    made: list[str] = []

    def add(login: str, role: Role, unit: str | None = None, name: str = "") -> str:
        own = f"{manager.database}_{login}"
        with administration.managing(manager) as connection:
            members.add(connection, SharedMember(own, name or login, role, unit), "secret-word")
        made.append(own)
        return shared_database.replace("postgres@", f"{own}:secret-word@")

    yield add
    with contextlib.suppress(WorkspaceError), administration.managing(manager) as connection:
        for login in made:
            with contextlib.suppress(InputError):
                members.remove(connection, login)
