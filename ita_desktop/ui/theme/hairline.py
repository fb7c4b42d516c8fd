"""Thin lines of equal width on every screen."""

from math import floor

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter


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
