"""The search's list is made before somebody asks for it."""

import pytest


@pytest.fixture
def made_ahead() -> bool:
    """As in the program."""
    return True
