"""Databases of a server that the tests start."""

from tests.storage.conftest import (
    empty_database,
    other_database,
    postgresql_url,
    shared_database,
    tables,
)
from tests.storage.server.conftest import add_user

__all__ = [
    "add_user",
    "empty_database",
    "other_database",
    "postgresql_url",
    "shared_database",
    "tables",
]
