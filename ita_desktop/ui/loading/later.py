"""One call a moment later, which goes with what it is for; and when nothing may change yet."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication


def later(owner: QObject, milliseconds: int, call: Callable[[], object]) -> None:
    """Calls once after so long, unless ``owner`` is gone.

    ``QTimer.singleShot`` with a context would hold on to ``call``, and with it to the owner's
    whole window, for ever where the owner goes first.
    """
    timer = QTimer(owner, singleShot=True, interval=milliseconds)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start()


def is_amid_something() -> bool:
    """Whether a dialog, a menu or a list stands over the window."""
    is_inside = QThread.currentThread().loopLevel() > 1
    asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    return is_inside or asked is not None
