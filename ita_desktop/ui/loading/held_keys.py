"""Keys that were typed for a dialog which has been asked for and does not stand there yet."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_KEYS: Final = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease))


class HeldKeys(QObject):
    """Nobody gets a key from now on, until :meth:`release` gives all of them, in order, to what
    has come meanwhile."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: list[QKeyEvent] = []
        _application().installEventFilter(self)

    def release(self) -> None:
        """Gives the keys to the dialog that stands there now; else to whoever has the keyboard."""
        _application().removeEventFilter(self)
        for event in self._held:
            modal = QApplication.activeModalWidget()
            receiver = (modal.focusWidget() or modal) if modal else QApplication.focusWidget()
            if receiver is not None:
                QApplication.sendEvent(receiver, event)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # Else it would be taken for a shortcut of the window.
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
