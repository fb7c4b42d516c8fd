"""Garbage is collected as in the program while a window is at work."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from ita_desktop.ui.loading.idle import Collector

GROWTH: Final = 1.25
"""By how much what stays has to grow until all of it is looked through."""
EVERY: Final = 64
"""Number of windows after which what stays is counted: counting what a process of all tests holds
takes a tenth of a second, as long as a test."""
IN_THE_PROGRAM: Final = (700, 10, 10)
"""How often Python looks for garbage in a program of its own."""
_LOOKED_THROUGH: Final = "ita_desktop_looked_through"
"""A property of the application: how many objects stayed when all were looked through last."""
_WINDOWS: Final = "ita_desktop_windows"
"""A property of the application: the number of windows so far."""


def delete_now() -> None:
    """Deletes what was left to be deleted later."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def in_the_windows_thread() -> Iterator[None]:
    """No other thread collects what the window has made; what the one before left is let go of."""
    app = QApplication.instance()
    assert app is not None
    _let_go(app)
    in_tests = gc.get_threshold()
    gc.set_threshold(*IN_THE_PROGRAM)
    collector = Collector(app)
    try:
        yield
    finally:
        delete(collector)
        gc.set_threshold(*in_tests)
        # What was there before the window stays spared: only what it made is looked through.
        gc.enable()


def _let_go(app: QCoreApplication) -> None:
    """Lets go of closed windows, whose parts know one another, before they are taken for what
    stays. A process of a thousand windows would keep a megabyte or more of each."""
    delete_now()
    gc.collect()
    windows = app.property(_WINDOWS) or 0
    app.setProperty(_WINDOWS, windows + 1)
    known = app.property(_LOOKED_THROUGH)
    if known is None or (windows % EVERY == 0 and gc.get_freeze_count() > GROWTH * known):
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        app.setProperty(_LOOKED_THROUGH, gc.get_freeze_count())
