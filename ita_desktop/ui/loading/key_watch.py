"""Keys typed while a requested page is being created, which are meant for that page.

The page is therefore completed before Qt delivers the key; except for a shortcut to another page,
which goes to the window. It is completed in steps, between which the window paints
(:func:`let_paint`).
"""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)


class KeyWatch(QObject):
    """Emits ``typed`` for each key before its delivery, from :meth:`watch` to :meth:`leave`."""

    typed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._watched: list[QWidget] = []

    def watch(self, window: QWidget) -> None:
        """Starts watching the window and its focus widget."""
        self.leave()
        self._window = window
        focus = window.focusWidget()
        self._watched = [widget for widget in (window, focus) if widget is not None]
        for widget in self._watched:
            widget.installEventFilter(self)

    def leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_meant = event.key() not in _MODIFIERS and not self._leads_elsewhere(event)
            if is_meant:
                # An exception here would end the program; whoever handles the signal reports
                # errors.
                self.typed.emit()
        # What has gone meanwhile gets no event, and has no other filters to be asked.
        return not isValid(watched)

    def _leads_elsewhere(self, event: QKeyEvent) -> bool:
        from ita_desktop.ui.frame.main_frame import MainFrame

        if not isinstance(self._window, MainFrame):
            return False
        keys = QKeySequence(event.keyCombination())
        return any(keys in command.shortcuts() for command in self._window.page_commands.values())


def let_paint() -> None:
    """Lets the window paint, and other work go on, between two steps of what a key waits for. Other
    keys and clicks wait, too, and so stay in their order."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
