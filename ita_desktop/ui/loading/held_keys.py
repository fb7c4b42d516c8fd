"""Holds keys typed for a dialog that was requested but is not shown yet."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_KEYS: Final = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease))


class HeldKeys(QObject):
    """Holds all key events until :meth:`release` delivers them in order to the new dialog."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: list[QKeyEvent] = []
        _application().installEventFilter(self)

    def release(self) -> None:
        """Delivers the keys to the open dialog, else to the focus widget."""
        _application().removeEventFilter(self)
        for event in self._held:
            modal = QApplication.activeModalWidget()
            receiver = (modal.focusWidget() or modal) if modal else QApplication.focusWidget()
            if receiver is not None:
                QApplication.sendEvent(receiver, event)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # Otherwise it would be handled as a shortcut of the window.
            event.accept()
            return True
        if event.type() in _KEYS and isinstance(event, QKeyEvent):
            self._held.append(event.clone())
            return True
        return False


def _application() -> QCoreApplication:
    running = QCoreApplication.instance()
    if running is None:
        raise RuntimeError("there is no window without an application")
    return running
