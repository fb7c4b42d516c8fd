"""Users of databases of a server that the tests start."""

from tests.storage.server.conftest import add_user

__all__ = ["add_user"]
