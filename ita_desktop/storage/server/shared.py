"""What a workspace on a server has beside its records: its members, who is there, and the state of
the connection.

Without SQL, so that the window can name these types before the database library is loaded.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

LEAST_PASSWORD: Final = 8
"""Characters of a password. The program checks it: the server is given a verifier alone."""


class Role(StrEnum):
    """What a member may write; the database holds it."""

    CLERK = "clerk"
    UNIT = "unit"
    READER = "reader"
    CITY = "city"
    """Reads what the office publishes, and does not open the workspace."""


class SharedMember(NamedTuple):
    """A login of the database that may open the workspace. ``unit_id`` is for the role unit."""

    login: str
    name: str
    role: Role
    unit_id: str | None = None


class UserConnection(NamedTuple):
    """A connection of a login, since when if that is known: to the user, and to managers with that
    right. ``name`` is empty for who is not among the users."""

    login: str
    name: str
    since: datetime | None

    @property
    def shown(self) -> str:
        """The name that users know, else the login."""
        return self.name or self.login


class EditedCell(NamedTuple):
    """A value of a row: the place where somebody is typing."""

    table: str
    key: str
    column: str


class PresentMember(NamedTuple):
    """Somebody else who has the workspace open. ``seen`` is local time by this machine's clock."""

    login: str
    name: str
    page: str
    typing: EditedCell | None
    seen: datetime


class Link(StrEnum):
    """The state of the connection. ``RETURNING`` reads what others have stored meanwhile."""

    CONNECTED = "connected"
    LOST = "lost"
    RETURNING = "returning"


class ConnectionState(NamedTuple):
    """The connection since a local time; ``reason`` says in Thai why it is lost."""

    link: Link
    since: datetime
    reason: str = ""
