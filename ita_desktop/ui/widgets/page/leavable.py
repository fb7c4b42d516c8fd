"""A part of a page that Esc leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class Leavable(QWidget):
    """Emits ``exited`` when Esc asks to return to the table or list beside it."""

    exited = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.exited.emit()
        else:
            super().keyPressEvent(event)
