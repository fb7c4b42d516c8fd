"""Imports what a requested dialog needs, in turns of the event loop, before it is opened."""

import sys
import time
from typing import Final

from PySide6.QtCore import QCoreApplication, QThread

from ita_desktop.ui.loading.coming_dialog import ComingDialog

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
