"""What a workspace on a server has beside its records: its members, who is there, and the
connection.

Without SQL, so that the window can name these types before the database library is loaded.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol


class Role(StrEnum):
    """What a member may write; the database holds it."""

    CLERK = "clerk"
    UNIT = "unit"
    READER = "reader"


class SharedMember(NamedTuple):
    """A login of the database that may open the workspace. ``unit_id`` is for the role unit."""

    login: str
    name: str
    role: Role
    unit_id: str | None = None


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


class Shared(Protocol):
    """The shared side of a workspace; None for a file. Threads may share it."""

    @property
    def me(self) -> SharedMember:
        """The member who has opened the workspace here."""

    @property
    def state(self) -> ConnectionState:
        """The connection now."""

    def members(self) -> tuple[SharedMember, ...]:
        """Return all members by name. Raises WorkspaceError without a connection."""

    def present(self) -> tuple[PresentMember, ...]:
        """Return who else has the workspace open, by name; never waits."""

    def say(self, *, page: str | None = None, typing: EditedCell | None = None) -> None:
        """Tell the others which page is shown here (None: as before), and where something is being
        typed (None: nowhere). Never waits."""

    def retry(self) -> None:
        """Connect again at once, if the connection is lost. Never waits."""

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` in another thread whenever :attr:`state` or :meth:`present` has
        changed; return a function that ends that. Edits come by ``Workspace.subscribe``."""
