"""The timeline of a position over a fiscal year: its holders, vacancies and overlaps."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.ui.table.values import HoldingKind, YearSpan
from ita_desktop.ui.theme.tokens import Stroke, tokens


class YearSpanSize:
    SPAN: Final = 8
    """Height of a bar of a timeline."""
    SPAN_LEAST: Final = 3
    """Least width of such a bar."""


_RADIUS: Final = 2


def share_of_year(day: date, fiscal_year: int) -> float:
    """Returns the start of a day within its Buddhist fiscal year, from 0 to 1."""
    first, last = fiscal_year_bounds(fiscal_year)
    return min(max((day - first).days / ((last - first).days + 1), 0.0), 1.0)


def paint_spans(
    painter: QPainter,
    left: float,
    width: float,
    middle: float,
    spans: Iterable[YearSpan],
    ground: QColor,
) -> None:
    """Paints bars over the dates: filled for the holder, outlined for an acting holder, stacked for
    several, and a dotted line for a vacancy."""
    theme = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    high = YearSpanSize.SPAN
    for span in spans:
        begin, end = left + span.begin * width, left + span.end * width
        # Short bars have a minimum width, and neighbours a gap.
        wide = max(end - begin - Stroke.HAIR, YearSpanSize.SPAN_LEAST)
        area = QRectF(begin, middle - high / 2, wide, high)
        if span.how is HoldingKind.NOBODY:
            painter.setPen(QPen(theme.doing, Stroke.STATE_RING, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(begin, middle), QPointF(begin + wide, middle))
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        if span.how in {HoldingKind.SEVERAL, HoldingKind.TOGETHER}:
            painter.setBrush(theme.doing if span.how is HoldingKind.SEVERAL else theme.fill)
            half = (high - Stroke.STATE_RING) / 2
            for top in (area.top() - 1, area.bottom() - half + 1):
                painter.drawRoundedRect(QRectF(begin, top, wide, half), 1, 1)
            continue
        painter.setBrush(theme.fill)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if span.how is HoldingKind.ACTING:
            edge = Stroke.STATE_RING
            painter.setBrush(ground)
            painter.drawRoundedRect(area.adjusted(edge, edge, -edge, -edge), 1, 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def accessible_spans(spans: Iterable[YearSpan]) -> str:
    """Returns the periods in words, one per line."""
    return "\n".join(span.label for span in spans)
