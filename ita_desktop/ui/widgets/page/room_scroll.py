"""A scrolling part that tells how much room there is, so that its content can fill it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget


class RoomScroll(QScrollArea):
    """``resized`` tells that the part that is seen has another size. What lies behind it shows."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # What it holds takes the keyboard, and is brought into sight.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Parts of its own, because asking for those that Qt made costs a start 5 ms: PySide then
        # makes ready every kind of widget there is.
        self.ground = QWidget(self)
        self.setViewport(self.ground)
        self.bar = QScrollBar(self)
        self.setVerticalScrollBar(self.bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
