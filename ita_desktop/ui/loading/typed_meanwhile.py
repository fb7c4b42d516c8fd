"""What is typed while something is made that was asked for: it is meant for what comes.

So that is there before Qt looks for who gets the key; but a key that leads to another page is for
the window itself.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)


class TypedMeanwhile(QObject):
    """Tells of each key, before anybody gets it, from :meth:`watch` until :meth:`leave`."""

    typed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._watched: list[QWidget] = []

    def watch(self, window: QWidget) -> None:
        """From now on, in the window and in what has the keyboard."""
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

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_meant = event.key() not in _MODIFIERS and not self._leads_elsewhere(event)
            if is_meant:
                # What fails in making it is told; from here it would end the program.
                self.typed.emit()
        return False

    def _leads_elsewhere(self, event: QKeyEvent) -> bool:
        from ita_desktop.ui.frame.main_frame import MainFrame

        if not isinstance(self._window, MainFrame):
            return False
        keys = QKeySequence(event.keyCombination())
        return any(keys in command.shortcuts() for command in self._window.page_commands.values())
