"""Paints a spread of values as a strip."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ita_desktop.ui.table.cells.drawn import CellBackground, Drawn
from ita_desktop.ui.table.values import SpreadCell
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Stroke, Text, tokens

_FULL: Final = 100


class SpreadSize:
    """Sizes of a strip."""

    BOX: Final = 8
    MEDIAN: Final = 12
    OWN: Final = 10
    """Width of the diamond that marks the own value."""


@dataclass
class DrawnSpread(Drawn):
    """A line over all values, a box over the middle half, a stroke at the median, and a diamond at
    the own value."""

    spread: SpreadCell
    tip: str = ""

    def paint(self, painter: QPainter, area: QRectF, above: int, ground: CellBackground) -> None:
        del ground
        theme, spread = tokens(), self.spread
        room = area.adjusted(SpreadSize.OWN / 2, 0, -SpreadSize.OWN / 2, 0)
        middle = area.top() + above + Text.BODY.line / 2

        def at(value: float) -> float:
            return room.left() + room.width() * (value - spread.low) / (_FULL - spread.low)

        line = QRectF(room.left(), middle, room.width(), Stroke.HAIR)
        painter.fillRect(line, theme.line2)
        whole = QRectF(at(spread.least), middle, at(spread.most) - at(spread.least), Stroke.FOCUS)
        painter.fillRect(whole.translated(0, -Stroke.HAIR / 2), theme.control)
        width = max(at(spread.upper) - at(spread.lower), Stroke.FOCUS)
        box = QRectF(at(spread.lower), middle - SpreadSize.BOX / 2, width, SpreadSize.BOX)
        paint_plate(painter, box, Radius.CHECK / 2, theme.bar, theme.control)
        stroke = QRectF(at(spread.median) - 1, middle - SpreadSize.MEDIAN / 2, 2, SpreadSize.MEDIAN)
        painter.fillRect(stroke, theme.text2)
        if spread.own is not None:
            _paint_diamond(painter, QPointF(at(spread.own), middle))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _paint_diamond(painter: QPainter, place: QPointF) -> None:
    theme, half = tokens(), SpreadSize.OWN / 2
    corners = [
        place + QPointF(x, y) for x, y in ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0))
    ]
    painter.setPen(theme.surface)
    painter.setBrush(theme.accent)
    painter.drawPolygon(corners, Qt.FillRule.OddEvenFill)
