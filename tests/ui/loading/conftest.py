"""What the window makes ahead, and what it loads, is looked at here."""

import pytest


@pytest.fixture
def made_ahead() -> bool:
    """As in the program."""
    return True
