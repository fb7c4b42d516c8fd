"""One call a moment later, which goes with what it is for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(owner: QObject, milliseconds: int, call: Callable[[], object]) -> None:
    """Calls once after so long, unless ``owner`` is gone.

    ``QTimer.singleShot`` with a context would hold on to ``call``, and with it to the owner's
    whole window, for ever where the owner goes first.
    """
    timer = QTimer(owner, singleShot=True, interval=milliseconds)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
