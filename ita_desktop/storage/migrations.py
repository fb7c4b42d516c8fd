"""Steps that bring an older workspace to this program's schema, one function a step.

Schema 0 is an empty database. Step 1 makes the tables as they are today; when schema 2 is
designed, step 1 keeps a copy of today's tables, and step 2 is written in plain statements against
it. The kept files in ``tests/workspaces``, one a released schema, prove every step.
"""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, select

from ita_desktop.storage.tables import meta, metadata

Step = Callable[[Connection], None]


def create_schema(connection: Connection) -> None:
    """Makes every table of the current schema in an empty database."""
    metadata.create_all(connection)


STEPS: Final[tuple[Step, ...]] = (create_schema,)
"""``STEPS[n]`` brings schema ``n`` to ``n + 1``."""


def schema_version() -> int:
    """The schema that this program writes (``user_version`` of a file)."""
    return len(STEPS)


def migrate(connection: Connection, version: int) -> None:
    """Brings the database from schema ``version`` to the newest, and notes that in ``meta``."""
    for step in STEPS[version:]:
        step(connection)
    known = str(schema_version())
    is_version = meta.c.key == "schema_version"
    if noted_version(connection) is None:
        connection.execute(meta.insert(), {"key": "schema_version", "value": known})
    else:
        connection.execute(meta.update().where(is_version).values(value=known))


def noted_version(connection: Connection) -> int | None:
    """The schema that ``meta`` tells; None where it tells none."""
    noted = connection.execute(
        select(meta.c.value).where(meta.c.key == "schema_version")
    ).scalar_one_or_none()
    return int(noted) if noted is not None and noted.isdecimal() else None
