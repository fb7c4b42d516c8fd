"""Steps that bring an older workspace to this program's schema, one function a step.

Schema 0 is an empty database. Step 1 makes the tables as they are today; when schema 2 is
designed, step 1 keeps a copy of today's tables, and step 2 is written in plain statements against
it. The kept files in ``tests/workspaces``, one a released schema, prove every step.
"""

from collections.abc import Callable

from sqlalchemy import Connection

from ita_desktop.storage.tables import metadata

SCHEMA_VERSION = 1
"""The schema that this program writes (``user_version`` of the file)."""

Step = Callable[[Connection], None]


def create_schema(connection: Connection) -> None:
    """Makes every table of the current schema in an empty database."""
    metadata.create_all(connection)


STEPS: dict[int, Step] = {1: create_schema}
"""``STEPS[n]`` brings schema ``n - 1`` to ``n``."""


def migrate(connection: Connection, version: int) -> None:
    """Brings the database from schema ``version`` to :data:`SCHEMA_VERSION`."""
    for step in range(version + 1, SCHEMA_VERSION + 1):
        STEPS[step](connection)
