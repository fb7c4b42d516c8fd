"""Databases of a server that the tests start."""

from tests.storage.conftest import other_database, postgresql_url, shared_database
from tests.storage.server.conftest import add_user

__all__ = ["add_user", "other_database", "postgresql_url", "shared_database"]
