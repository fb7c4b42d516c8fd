"""Delayed calls bound to an owner's lifetime; and whether a dialog or popup is open or coming."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.loading.coming_dialog import ComingDialog


def later(owner: QObject, milliseconds: int, call: Callable[[], object]) -> None:
    """Calls once after a delay, unless ``owner`` was deleted.

    ``QTimer.singleShot`` with a context would keep a reference to ``call``, and so to the owner's
    window, if the owner is deleted first.
    """
    timer = QTimer(owner, singleShot=True, interval=milliseconds)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start()


def is_amid_something() -> bool:
    """Returns whether a dialog, menu or popup is open above the window, or a dialog is coming."""
    is_inside = QThread.currentThread().loopLevel() > 1
    asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    return is_inside or asked is not None or ComingDialog.is_expected()
