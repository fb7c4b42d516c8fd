"""What floats: a surface with a hairline and a soft shadow, closed by a click outside or Esc."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ita_desktop.ui.theme.tokens import Line, Radius, Space, tokens

SHADOW = 8
"""Rings of shadow around the surface, in px."""
SHADE = 6
"""How black one ring is, of 255."""


def paint_floating(painter: QPainter, area: QRectF, radius: float) -> None:
    """A floating surface inside ``area``, with its shadow reaching 8 px outside it."""
    theme = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, SHADE))
    for ring in range(SHADOW, 0, -1):
        grown = area.adjusted(-ring, -ring + 2, ring, ring)
        painter.drawRoundedRect(grown, radius + ring, radius + ring)
    painter.setPen(QPen(theme.line2, Line.HAIR))
    painter.setBrush(theme.surface)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Popup(QFrame):
    """A popup window; its content goes into ``column``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.column = QVBoxLayout(self)
        edge = SHADOW + Space.XS
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(0)

    def open_under(self, anchor: QWidget, *, width: int = 0) -> None:
        """Show it under ``anchor``, left edges in line, inside the screen; focus goes in."""
        self.setFixedWidth(max(width or anchor.width(), 1) + 2 * SHADOW)
        self.adjustSize()
        at = anchor.mapToGlobal(QPoint(-SHADOW, anchor.height() + Space.XS - SHADOW))
        screen = anchor.screen().availableGeometry()
        right = screen.right() - self.width() + SHADOW
        at.setX(max(screen.left() - SHADOW, min(at.x(), right)))
        if at.y() + self.height() - SHADOW > screen.bottom():
            above = anchor.mapToGlobal(QPoint(0, 0)).y() - Space.XS - self.height() + SHADOW
            at.setY(max(screen.top() - SHADOW, above))
        self.move(at)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        inside = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_floating(QPainter(self), inside, Radius.POPUP)
