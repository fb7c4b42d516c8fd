"""The background of bars, lines and notes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.hairline import hairline
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Stroke, Tone


class Plate(QWidget):
    """A widget with a background, rounded or with a hairline at its top, bottom or left edge."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        ground: Tone | None = None,
        radius: int = 0,
        edge: Qt.Edge | None = None,
        line: Tone = Tone.LINE,
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self._radius = radius
        self._edge = edge
        self._line = line

    def set_ground(self, ground: Tone) -> None:
        self._ground = ground
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ground is not None and self._radius:
            paint_plate(painter, self.contentsRect(), self._radius, self._ground.colour)
        elif self._ground is not None:
            painter.fillRect(self.contentsRect(), self._ground.colour)
        if self._edge is None:
            return
        width, height, top = self.width(), self.height(), 0
        if self._edge is Qt.Edge.LeftEdge:
            width = Stroke.HAIR
        else:
            top = height - Stroke.HAIR if self._edge is Qt.Edge.BottomEdge else 0
            height = Stroke.HAIR
        hairline(painter, 0, top, width, height, self._line.colour, near=True)
