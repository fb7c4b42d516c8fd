"""Imports and works out what a requested dialog needs, while the event loop runs, before it is
opened."""

import sys
import time
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QThread

from ita_desktop.ui.loading.coming_dialog import ComingDialog

_T = TypeVar("_T")

_TURN_SECONDS: Final = 0.03
"""Duration of a turn in seconds after which no further module is imported: other work goes on
between two turns, but the clerk waits for this."""


def load(name: str) -> None:
    """Imports a module and what it needs in steps, between which the window paints. To be called
    before the statement that would import it in one go; returns when it is there.

    Meanwhile the dialog is coming: nothing is exchanged below it, as below an open one
    (:func:`~ita_desktop.ui.loading.delayed.is_amid_something`), and what is typed is for it.
    """
    if name in sys.modules or QThread.currentThread().loopLevel() == 0:
        # Before the window's loop runs, nobody waits.
        return
    from ita_desktop.ui.loading.modules import pieces

    dialog = ComingDialog.expect()
    try:
        end = time.perf_counter() + _TURN_SECONDS
        for _ in pieces(name):
            if time.perf_counter() > end:
                QCoreApplication.processEvents()
                end = time.perf_counter() + _TURN_SECONDS
        # Keys that come when the dialog is open, but were meant for the window, are lost.
        QCoreApplication.processEvents()
    finally:
        dialog.arrive_soon()


def work_out(work: Callable[[], _T]) -> _T:
    """Returns what some work gives on which it depends whether a dialog opens. It is done in
    another thread, and meanwhile the dialog is coming, as with :func:`load`."""
    if QThread.currentThread().loopLevel() == 0:
        return work()
    from concurrent.futures import ThreadPoolExecutor

    dialog = ComingDialog.expect()
    try:
        with ThreadPoolExecutor(1) as pool:
            given = pool.submit(work)
            while not given.done():
                time.sleep(_TURN_SECONDS / 10)
                QCoreApplication.processEvents()
            return given.result()
    finally:
        dialog.arrive_soon()
