"""The white area behind the pages, with a rounded top left corner and borders."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ita_desktop.ui.theme.shapes import hairline
from ita_desktop.ui.theme.tokens import Radius, Stroke, tokens


class Paper(QFrame):
    """The background of pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounded = True

    def set_rounded(self, rounded: bool) -> None:
        """Sets whether the corner is rounded; it is not without a rail beside it."""
        self._rounded = rounded
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if not self._rounded:
            painter.fillRect(self.rect(), theme.surface)
            hairline(painter, 0, 0, self.width(), Stroke.HAIR, theme.line, near=True)
            return
        radius = Radius.PAPER
        # The path extends beyond the right and bottom edges.
        area = QRectF(self.rect()).adjusted(0.5, 0.5, 2 * radius, 2 * radius)
        corner = QPainterPath()
        corner.addRoundedRect(area, radius, radius)
        # The interior is filled as a rectangle, which is faster than filling the path.
        edge, place = 2 * radius, self.rect()
        painter.fillRect(place.adjusted(edge, edge, 0, 0), theme.surface)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.line, Stroke.HAIR))
        painter.setBrush(theme.surface)
        for part in (
            QRect(0, 0, place.width(), edge),
            QRect(0, edge, edge, max(place.height() - edge, 0)),
        ):
            painter.setClipRect(part)
            painter.drawPath(corner)
