"""Names over cells: who has just changed one, and who is typing in one."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ita_desktop.i18n import tr
from ita_desktop.ui.table.cells.layout import drawn_cell
from ita_desktop.ui.table.column import SheetLine
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.heading import ColumnSpan
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, Tone, tokens

_HEIGHT: Final = Text.LABEL.line


class NameTagSize:
    NAME_MOST: Final = 180
    """Greatest width of a name over a cell; a longer one is elided."""
    CORNER: Final = 9
    """Sides of the mark where there is no room for a name."""


class NameTags:
    """Paints the names over the lines of a view."""

    def __init__(self, view: Grid) -> None:
        self._view = view

    @property
    def is_empty(self) -> bool:
        """Whether nobody else has just changed anything, or is typing, and nothing is under way."""
        sheet = self._view.sheet
        return not sheet.marks.authors and not sheet.typists and sheet.sent.is_empty

    def paint(self, painter: QPainter, at: int, y: int, height: int) -> None:
        """Paints the names over a line: of who types in it, else of who has just changed it; and
        what of it is under way."""
        sheet = self._view.sheet
        line = sheet.lines[at]
        spans = self._view.header.spans()
        for span in spans:
            if sheet.sent.is_sending(line.id, span.column.key):
                self._tag(painter, line, span, QRect(0, y, 0, height), tr("กำลังส่ง"))
            elif (line.id, span.column.key) in sheet.sent.kept:
                self._frame(painter, QRect(span.x, y, span.width, height - Stroke.HAIR), Tone.LATE)
        typist = sheet.typists.get(line.id)
        if typist is not None and spans:
            span = next((span for span in spans if span.column.key == typist.key), spans[0])
            words = tr("{who} กำลังพิมพ์", who=typist.who)
            self._frame(painter, QRect(span.x, y, span.width, height - Stroke.HAIR), Tone.DOING)
            self._tag(painter, line, span, QRect(0, y, 0, height), words)
            return
        for span in spans:
            who = sheet.marks.authors.get((line.id, span.column.key))
            if who:
                strength = sheet.marks.strength
                self._tag(painter, line, span, QRect(0, y, 0, height), who, strength)
                return

    def ground(self, row_id: str, key: str) -> QColor | None:
        """Returns the background of a cell that somebody else has just changed."""
        marks = self._view.sheet.marks
        if (row_id, key) not in marks.authors:
            return None
        theme = tokens()
        return _between(theme.surface, theme.doing_tint, marks.strength)

    def _frame(self, painter: QPainter, area: QRect, tone: Tone) -> None:
        painter.save()
        line = Qt.PenStyle.DotLine if tone is Tone.DOING else Qt.PenStyle.SolidLine
        painter.setPen(QPen(tone.colour, Stroke.FOCUS, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _tag(
        self,
        painter: QPainter,
        line: SheetLine,
        span: ColumnSpan,
        row: QRect,
        words: str,
        strength: float = 1.0,
    ) -> None:
        """Paints words at the lower right corner of a cell where its value leaves room for them,
        else a mark there: nothing lies over a value. The tip of the cell has the words, too."""
        theme = tokens()
        room = min(max(span.width, _HEIGHT * 3), NameTagSize.NAME_MOST)
        words = elide(words, Text.NOTE, room - 2 * Space.XS)
        width = metrics(Text.NOTE).horizontalAdvance(words) + 2 * Space.XS
        end = row.y() + row.height() - Stroke.HAIR
        right = span.x + span.width
        painter.save()
        painter.setOpacity(strength)
        if width > self._room(line, span, row.height()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.doing)
            corner = QPointF(right, end)
            side = NameTagSize.CORNER
            painter.drawPolygon(
                QPolygonF([corner, corner - QPointF(side, 0), corner - QPointF(0, side)])
            )
            painter.restore()
            return
        area = QRectF(right - width, end - _HEIGHT, width, _HEIGHT)
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

    def _room(self, line: SheetLine, span: ColumnSpan, height: int) -> float:
        """Returns the width in px that the last lines of a cell leave free at its right."""
        density = self._view.density
        drawn = drawn_cell(line, span, density) if line.group is None else None
        if drawn is None or span.column.right:
            return 0.0
        taken = drawn.taken(span.inner_width)
        step = max(1, round((height - density.above) / max(len(taken), 1)))
        reached = taken[max(0, (height - _HEIGHT - density.above) // step) :]
        return span.width - Space.CELL - max(reached, default=0.0)


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
