"""Books of several tables."""

from tests.services.imports.found.conftest import book

__all__ = ["book"]
