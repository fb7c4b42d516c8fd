"""Names over cells: who has just changed one, and who is typing in one."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ita_desktop.i18n import tr
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.header.span import ColumnSpan
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, tokens


class NameTagSize:
    NAME_MOST: Final = 180
    """Greatest width of a name over a cell; a longer one is elided."""


_HEIGHT: Final = Text.LABEL.line


class NameTags:
    """Paints the names over the lines of a view."""

    def __init__(self, view: Grid) -> None:
        self._view = view

    @property
    def is_empty(self) -> bool:
        """Whether nobody else has just changed anything, or is typing."""
        sheet = self._view.sheet
        return not sheet.marks.authors and not sheet.typists

    def paint(self, painter: QPainter, at: int, y: int, height: int) -> None:
        """Paints the names over a line: of who types in it, else of who has just changed it."""
        sheet = self._view.sheet
        row_id = sheet.lines[at].id
        spans = self._view.header.spans()
        typist = sheet.typists.get(row_id)
        if typist is not None and spans:
            span = next((span for span in spans if span.column.key == typist.key), spans[0])
            words = tr("{who} กำลังพิมพ์", who=typist.who)
            self._frame(painter, QRect(span.x, y, span.width, height - Stroke.HAIR))
            self._tag(painter, span, y + height, words, 1.0)
            return
        for span in spans:
            who = sheet.marks.authors.get((row_id, span.column.key))
            if who:
                self._tag(painter, span, y + height, who, sheet.marks.strength)
                return

    def ground(self, row_id: str, key: str) -> QColor | None:
        """Returns the background of a cell that somebody else has just changed."""
        marks = self._view.sheet.marks
        if (row_id, key) not in marks.authors:
            return None
        theme = tokens()
        return _between(theme.surface, theme.doing_tint, marks.strength)

    def _frame(self, painter: QPainter, area: QRect) -> None:
        painter.save()
        painter.setPen(QPen(tokens().doing, Stroke.FOCUS, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _tag(
        self, painter: QPainter, span: ColumnSpan, end: int, words: str, strength: float
    ) -> None:
        """Paints a name at the lower right corner of a cell, where a text ends seldom; ``end`` is
        that of its line."""
        theme = tokens()
        room = min(max(span.width, _HEIGHT * 3), NameTagSize.NAME_MOST)
        words = elide(words, Text.NOTE, room - 2 * Space.XS)
        width = metrics(Text.NOTE).horizontalAdvance(words) + 2 * Space.XS
        top = end - Stroke.HAIR - _HEIGHT
        area = QRectF(span.x + span.width - width, top, width, _HEIGHT)
        painter.save()
        painter.setOpacity(strength)
        paint_plate(painter, area, Radius.CONTROL, theme.doing)
        painter.setPen(theme.surface)
        draw_text(
            painter,
            Text.NOTE,
            area.left() + Space.XS,
            baseline(Text.NOTE, area.top(), _HEIGHT),
            words,
        )
        painter.restore()


def _between(low: QColor, high: QColor, share: float) -> QColor:
    """Returns the colour between two, ``share`` of the way to the second."""
    mixed = (
        round(a + (b - a) * share)
        for a, b in (
            (low.red(), high.red()),
            (low.green(), high.green()),
            (low.blue(), high.blue()),
        )
    )
    return QColor(*mixed)
