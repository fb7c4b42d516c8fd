"""Who has the turn of writers just now, and since when: whoever waits for it is told. What somebody
has forgotten is ended (``resources/server/8_forgotten.sql``)."""

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


_END: Final = "SELECT server.end_forgotten()"


def end_forgotten(connection: Connection) -> None:
    """End the connections of users who have kept a transaction open for minutes, without limits of
    their own. Raises database errors."""
    connection.exec_driver_sql(_END)


def turn_holder(connection: Connection, *, ends: bool = True) -> UserConnection | None:
    """Return whose transaction keeps all others from writing, None if nobody's; with ``ends`` one
    that was forgotten ends now. Raises database errors."""
    found = connection.exec_driver_sql(_HOLDER).first()
    if ends:
        end_forgotten(connection)
    if found is None:
        return None
    login, name, since = found
    return UserConnection(login or "", name or "", since)
