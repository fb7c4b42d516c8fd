"""Who has the turn of writers just now, and since when: whoever waits for it is told."""

from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection

_HOLDER: Final = """
SELECT a.usename, m.name, a.xact_start
FROM pg_locks AS l
JOIN pg_stat_activity AS a ON a.pid = l.pid
LEFT JOIN server.member AS m ON m.login = a.usename
WHERE l.relation = 'server.turn'::regclass AND l.granted AND l.mode <> 'AccessShareLock'
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND l.pid <> pg_backend_pid()
ORDER BY a.xact_start, a.pid
"""


class TurnHolder(NamedTuple):
    """A login with a transaction that keeps all others from writing. ``since`` is known to itself
    and to managers with that right."""

    login: str
    name: str
    since: datetime | None

    @property
    def shown(self) -> str:
        """The name that users know; the login of somebody who is none of them."""
        return self.name or self.login


def turn_holder(connection: Connection) -> TurnHolder | None:
    """Return who has the turn, None if nobody. Raises database errors."""
    found = connection.exec_driver_sql(_HOLDER).first()
    if found is None:
        return None
    login, name, since = found
    return TurnHolder(login or "", name or "", since)
