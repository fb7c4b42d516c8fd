"""A dialog that was requested but is not shown yet: what is typed meanwhile is for it."""

from typing import ClassVar, Final, Optional

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_KEYS: Final = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease))
_REFUSED: Final = frozenset(
    (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.Close,
    )
)
"""What a window below an open dialog does not get either."""


class ComingDialog(QObject):
    """Takes the input of all windows: keys are held until they are delivered, in order, to the
    dialog, and clicks and closing refused as if it stood there.

    There is one at a time: two would change the order of the keys.
    """

    _current: ClassVar[Optional["ComingDialog"]] = None

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._held: list[QKeyEvent] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._arrive)
        application.installEventFilter(self)

    @classmethod
    def expect(cls) -> "ComingDialog":
        """From now on a dialog is coming, or still is; until :meth:`arrive_soon`."""
        coming = cls._current
        if coming is None:
            coming = cls._current = cls(_application())
        coming._soon.stop()
        return coming

    @classmethod
    def is_expected(cls) -> bool:
        """Returns whether a dialog was requested that is not shown yet."""
        return cls._current is not None

    def arrive_soon(self) -> None:
        """The dialog is opened before the next turn of an event loop: then the keys are delivered
        to it, or to the focus widget if it was not opened after all."""
        self._soon.start()

    def _arrive(self) -> None:
        ComingDialog._current = None
        self._soon.stop()
        _application().removeEventFilter(self)
        for event in self._held:
            modal = QApplication.activeModalWidget()
            receiver = (modal.focusWidget() or modal) if modal else QApplication.focusWidget()
            if receiver is not None:
                QApplication.sendEvent(receiver, event)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        is_key = kind in _KEYS or kind == QEvent.Type.ShortcutOverride
        if not (is_key or kind in _REFUSED):
            return False
        if self._soon.isActive() and QApplication.activeModalWidget() is not None:
            # The dialog is there, and this is its own.
            self._arrive()
            return False
        if kind == QEvent.Type.ShortcutOverride:
            # Otherwise it would be handled as a shortcut of the window.
            event.accept()
        elif isinstance(event, QKeyEvent):
            self._held.append(event.clone())
        else:
            event.ignore()
        return True


def _application() -> QCoreApplication:
    running = QCoreApplication.instance()
    if running is None:
        raise RuntimeError("there is no window without an application")
    return running
