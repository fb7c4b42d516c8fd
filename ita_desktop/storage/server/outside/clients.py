"""The programs that have a shared workspace open, and which of them know older tables than it."""

import re
from typing import Final

from sqlalchemy import Connection

from ita_desktop.storage.migrations import schema_version

_OPEN: Final = """
SELECT DISTINCT coalesce(nullif(m.name, ''), a.usename), a.application_name
FROM pg_stat_activity AS a LEFT JOIN server.member AS m ON m.login = a.usename
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
AND (a.application_name LIKE 'ita-desktop %%' OR a.application_name IS NULL AND m.login IS NOT NULL)
ORDER BY 1
"""
"""A login without rights on the others is not told what their programs are called."""
_NAMED: Final = re.compile(r"ita-desktop [0-9a-f]{8} s(\d+)")
_WRITING: Final = re.compile(r"ita-desktop [0-9a-f]{8} [0-9a-f]{16}")
"""What a connection is called during a unit of work (`live/turns.py`); its program has others."""


def program_name(session: str) -> str:
    """Return what the connections of a program are called: they say which tables it knows."""
    return f"{session} s{schema_version()}"


def older_clients(connection: Connection) -> tuple[str, ...]:
    """Return the names of users who have the workspace open in a program that knows older tables
    than this one. Raises database errors."""
    found = dict.fromkeys(
        str(name)
        for name, program in connection.exec_driver_sql(_OPEN)
        if _schema_of(program) < schema_version()
    )
    return tuple(found)


def _schema_of(program: str | None) -> int:
    """Return the schema that a program knows; 0 for one of before it was said."""
    if program is not None and _WRITING.fullmatch(program):
        return schema_version()
    named = _NAMED.fullmatch(program or "")
    return int(named[1]) if named else 0
