"""A dialog that is waited for, worked in, and never left standing where a test fails."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

TRIES, EVERY = 500, 20
"""How often, and every how many milliseconds, a dialog is looked for."""


def in_dialog(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Lets ``act`` work in the dialog of ``kind`` that is opened next, once it has the keyboard."""
    left = iter(range(TRIES))

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QDialog) and shown.isVisible() and shown.isActiveWindow():
            try:
                assert isinstance(shown, kind)
                act(shown)
            finally:
                if shown.isVisible():
                    shown.reject()
        elif next(left, None) is not None:
            QTimer.singleShot(EVERY, look)
        elif isinstance(shown, QDialog):
            shown.reject()

    QTimer.singleShot(EVERY, look)
