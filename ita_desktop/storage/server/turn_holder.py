"""Who has the turn of writers just now, and since when: whoever waits for it is told."""

from typing import Final

from sqlalchemy import Connection

from ita_desktop.storage.server.shared import UserConnection

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


def turn_holder(connection: Connection) -> UserConnection | None:
    """Return whose transaction keeps all others from writing, None if nobody's. Raises database
    errors."""
    found = connection.exec_driver_sql(_HOLDER).first()
    if found is None:
        return None
    login, name, since = found
    return UserConnection(login or "", name or "", since)
