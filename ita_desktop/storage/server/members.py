"""The users of a shared workspace, and what each may do. The database itself holds it: each user is
a login in one of three group roles (``resources/server``)."""

from typing import Any

from sqlalchemy import Connection, Row

from ita_desktop.storage.server.shared import Member, Role

_ALL = "SELECT login, name, role, unit_id FROM server.member ORDER BY name, login"
_ME = "SELECT login, name, role, unit_id FROM server.me()"


def members(connection: Connection) -> tuple[Member, ...]:
    """Return all users by name. Raises database errors."""
    return tuple(map(_member, connection.exec_driver_sql(_ALL)))


def me(connection: Connection) -> Member | None:
    """Return who is connected: the manager is a clerk, without a name if not among the users; None
    for a login that may nothing. Raises database errors."""
    found = connection.exec_driver_sql(_ME).first()
    return _member(found) if found is not None else None


def manages(connection: Connection) -> bool:
    """Return whether this login set the workspace up, and may change its users."""
    return bool(connection.exec_driver_sql("SELECT server.manages()").scalar_one())


def _member(row: Row[Any]) -> Member:
    login, name, role, unit_id = row
    return Member(login, name, Role(role), unit_id)
