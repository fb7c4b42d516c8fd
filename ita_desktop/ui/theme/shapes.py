"""Rounded rectangles, and the pen of signs."""

from math import floor

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


# Thin lines of equal width on every screen.


def hairline(
    painter: QPainter,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: QColor,
    *,
    near: bool = False,
) -> None:
    """Fills a horizontal or vertical line.

    At fractional scale factors one px covers one or two device pixels depending on its position.
    The line is therefore as many whole device pixels thick as its width allows: at its right or
    lower edge, or the opposite one if ``near``.
    """
    area = QRectF(x, y, width, height)
    to_screen = painter.deviceTransform()
    scale = to_screen.m11()
    if scale != floor(scale):
        there = to_screen.mapRect(area)
        left, top, right, bottom = (
            floor(edge + 0.5) for edge in (there.left(), there.top(), there.right(), there.bottom())
        )
        whole = max(floor(min(width, height) * scale), 1)
        if height < width and near:
            bottom = top + whole
        elif height < width:
            top = bottom - whole
        elif near:
            right = left + whole
        else:
            left = right - whole
        area = to_screen.inverted()[0].mapRect(QRectF(left, top, right - left, bottom - top))
    painter.fillRect(area, colour)
