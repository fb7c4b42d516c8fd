"""Garbage is collected as in the program while a window is at work."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from ita_desktop.ui.garbage import Collector


@contextmanager
def in_the_windows_thread() -> Iterator[None]:
    """No other thread collects what the window has made."""
    app = QApplication.instance()
    assert app is not None
    collector = Collector(app)
    try:
        yield
    finally:
        delete(collector)
        gc.enable()
        gc.unfreeze()
