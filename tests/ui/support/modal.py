"""A dialog that is waited for, worked in, and never left standing where a test fails."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

TRIES, EVERY = 500, 20
"""How often, and every how many milliseconds, a dialog is looked for."""


def in_dialog(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Lets ``act`` work in the dialog of ``kind`` that is opened next, once it has the keyboard;
    what is begun there is waited for."""
    left = iter(range(TRIES))

    def leave(dialog: QDialog) -> None:
        if not isValid(dialog) or not dialog.isVisible():
            return
        work = getattr(dialog, "work", None)
        if work is not None and work.is_going and next(left, None) is not None:
            QTimer.singleShot(EVERY, lambda: leave(dialog))
        else:
            dialog.reject()

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QDialog) and shown.isVisible() and shown.isActiveWindow():
            try:
                assert isinstance(shown, kind)
                act(shown)
            finally:
                leave(shown)
        elif next(left, None) is not None:
            QTimer.singleShot(EVERY, look)
        elif isinstance(shown, QDialog):
            shown.reject()

    QTimer.singleShot(EVERY, look)
