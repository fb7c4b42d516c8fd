"""A scroll area that signals its size, so that its content can fill it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget


class RoomScroll(QScrollArea):
    """A transparent scroll area; ``resized`` is emitted when its viewport changes size."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The content takes the focus instead, and is scrolled into view.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The viewport is created here, because querying Qt's own takes 5 ms at start: PySide then
        # initializes all widget types.
        self.ground = QWidget(self)
        self.setViewport(self.ground)
        self.bar = QScrollBar(self)
        self.setVerticalScrollBar(self.bar)

    @classmethod
    def around(
        cls, content: QWidget, parent: QWidget | None = None, *, across: bool = True
    ) -> "RoomScroll":
        """Returns a frameless area with the content, which shows what is behind it; it never
        scrolls sideways unless ``across``."""
        scroll = cls(parent)
        scroll.setFrameShape(cls.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        if not across:
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for ground in (content, scroll.ground):
            ground.setAutoFillBackground(False)
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
