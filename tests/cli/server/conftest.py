"""Databases of a server that the tests start."""

from tests.storage.conftest import empty_database, postgresql_url, shared_database, tables

__all__ = ["empty_database", "postgresql_url", "shared_database", "tables"]
