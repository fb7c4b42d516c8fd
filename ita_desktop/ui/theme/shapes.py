"""Rounded rectangles, and the pen of signs."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ita_desktop.ui.theme.tokens import Stroke


def paint_plate(
    painter: QPainter,
    area: QRectF | QRect,
    radius: float,
    ground: QColor | None = None,
    edge: QColor | None = None,
    stroke: float = Stroke.HAIR,
) -> None:
    """Paints background and border, ``stroke`` px wide, inside ``area``; leaves antialiasing on."""
    half = stroke / 2 if edge is not None else 0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, stroke) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    if ground is not None or edge is not None:
        painter.drawRoundedRect(QRectF(area).adjusted(half, half, -half, -half), radius, radius)


def round_pen(colour: QColor, width: float) -> QPen:
    """Returns a pen for lines with round ends and corners."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
