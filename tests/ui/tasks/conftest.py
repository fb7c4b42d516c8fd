"""Each task is done twice: with the mouse (and typing where there is something to type), and by
keyboard alone."""

import pytest

from tests.ui.tasks.hand import Hand


@pytest.fixture
def mouse() -> Hand:
    """A hand that points and types, and knows no shortcut."""
    return Hand("mouse")


@pytest.fixture
def keys() -> Hand:
    """A hand that never touches the mouse."""
    return Hand("keys")
