"""Databases of a server that the tests start."""

from tests.storage.conftest import other_database, postgresql_url, shared_database

__all__ = ["other_database", "postgresql_url", "shared_database"]
