"""A page that was never seen is made in pieces, and comes when it is."""

import time
from typing import Final

from PySide6.QtTest import QTest

from ita_desktop.ui.window import Window

PATIENCE: Final = 10
"""Seconds."""


def arrives(window: Window, key: str) -> bool:
    """Whether a page is shown, now or as soon as it is made."""
    end = time.monotonic() + PATIENCE
    while window.current_page != key and time.monotonic() < end:
        QTest.qWait(5)
    return window.current_page == key
