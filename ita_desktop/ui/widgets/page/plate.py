"""The background of bars, lines and notes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.shapes import hairline, paint_plate
from ita_desktop.ui.theme.tokens import Stroke, Tone


class Plate(QWidget):
    """A widget with a background: plain, with a hairline at its top, bottom or left ``edge``, or
    rounded, and then with a border where its colour, ``line``, is given."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        ground: Tone | None = None,
        radius: int = 0,
        edge: Qt.Edge | None = None,
        line: Tone | None = None,
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
            border = self._line.colour if self._line is not None else None
            paint_plate(painter, self.rect(), self._radius, self._ground.colour, border)
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
        line = self._line or Tone.LINE
        hairline(painter, 0, top, width, height, line.colour, near=True)
