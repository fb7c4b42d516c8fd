"""A text document layout that wraps lines like the window's labels and cells."""

from bisect import bisect_left, bisect_right
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPainterPath,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLine,
    QTextOption,
)

from ita_desktop.ui.table.cells.linestarts import line_starts
from ita_desktop.ui.theme.fonts import baseline, metrics
from ita_desktop.ui.theme.lines import wrap
from ita_desktop.ui.theme.tokens import Space, Text

Seen: TypeAlias = list[tuple[int, QTextBlock]]
"""Paragraphs with their numbers, from 0."""

_ATTEMPTS: Final = 12
_AROUND: Final = (-Space.XS, -Space.XS, Space.XS, Space.XS)
"""Space around the lines for marks that extend beyond them."""
_REACH: Final = Space.XS
"""How far they extend beyond a paragraph, in px."""


class LineLayout(QAbstractTextDocumentLayout):
    """Lays out wrapped lines at the line height of cells.

    There is space above the first line for vowels and tone marks.
    """

    def __init__(self, document: QTextDocument, style: Text) -> None:
        super().__init__(document)
        self._style = style
        self._above = Space.ABOVE_LINE
        self._width = 0.0
        self._tops: list[float] = []
        self._height = float(self._above + style.line)

    def set_width(self, width: float) -> None:
        """Sets the line width in px."""
        if width != self._width:
            self._width = width
            self._lay_out()

    @property
    def lines(self) -> int:
        """The number of lines."""
        return round((self._height - self._above) / self._style.line)

    def documentChanged(self, _from: int, _removed: int, _added: int) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        step = self._style.line
        self._tops = []
        y = float(self._above)
        block = self.document().begin()
        while block.isValid():
            self._tops.append(y)
            count = self._lay_out_block(block, option)
            y += count * step
            block = block.next()
        self._height = max(y, self._above + step)
        self.documentSizeChanged.emit(self.documentSize())

    def _lay_out_block(self, block: QTextBlock, option: QTextOption) -> int:
        """Lays out a paragraph; returns its number of lines."""
        text = block.text()
        starts = [0]
        if text and self._width > 0:
            starts = line_starts(text, wrap(text, self._style, self._width))
        ends = [*starts[1:], len(text)]
        layout = block.layout()
        layout.setFont(self.document().defaultFont())
        layout.setTextOption(option)
        layout.beginLayout()
        rise = baseline(self._style, 0, self._style.line) - metrics(self._style).ascent()
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            line = layout.createLine()
            if not line.isValid():
                break
            take(line, end - start, metrics(self._style).horizontalAdvance(text[start:end]))
            line.setPosition(QPointF(0, number * self._style.line + rise))
        layout.endLayout()
        block.setLineCount(max(layout.lineCount(), 1))
        return max(layout.lineCount(), 1)

    def draw(self, painter: QPainter, context: Any) -> None:
        painter.setPen(context.palette.text().color())
        seen = self._paragraphs_in(context.clip)
        marked = self._marked(context, seen)
        if marked.isEmpty():
            self._draw_letters(painter, seen)
        else:
            self._draw_marked(painter, marked, context.palette, seen)
        position = context.cursorPosition
        for number, block in seen:
            inside = position - block.position()
            if 0 <= inside < block.length():
                at = QPointF(0, self._tops[number])
                block.layout().drawCursor(painter, at, inside, 1)

    def _draw_letters(self, painter: QPainter, seen: Seen) -> None:
        for number, block in seen:
            block.layout().draw(painter, QPointF(0, self._tops[number]))

    def _draw_marked(
        self, painter: QPainter, marked: QPainterPath, palette: QPalette, seen: Seen
    ) -> None:
        """Paints selected and other text separately: Qt would clip marks that extend beyond the
        selection's background."""
        everything = QPainterPath()
        everything.addRect(QRectF(0, 0, self._width, self._height).adjusted(*_AROUND))
        painter.fillPath(marked, palette.highlight())
        for part, colour in (
            (everything.subtracted(marked), palette.text().color()),
            (marked, palette.highlightedText().color()),
        ):
            painter.save()
            painter.setClipPath(part, Qt.ClipOperation.IntersectClip)
            painter.setPen(colour)
            self._draw_letters(painter, seen)
            painter.restore()

    def _marked(self, context: Any, seen: Seen) -> QPainterPath:
        """Returns the background area of the selection."""
        path = QPainterPath()
        for selection in context.selections:
            first, last = selection.cursor.selectionStart(), selection.cursor.selectionEnd()
            for number, block in seen:
                start, end = first - block.position(), last - block.position()
                layout = block.layout()
                for at in range(layout.lineCount()):
                    line = layout.lineAt(at)
                    line_end = line.textStart() + line.textLength()
                    begin, stop = max(start, line.textStart()), min(end, line_end)
                    if begin < stop:
                        left, right = x_of(line, begin), x_of(line, stop)
                        top = self._tops[number] + at * self._style.line
                        path.addRect(QRectF(left, top, right - left, self._style.line))
        return path

    def _paragraphs_in(self, clip: QRectF) -> Seen:
        """Returns the paragraphs that intersect ``clip``, with their numbers; all if it is null."""
        first, last = 0, len(self._tops)
        if not clip.isNull():
            first = max(bisect_right(self._tops, clip.top() - _REACH) - 1, 0)
            last = bisect_left(self._tops, clip.bottom() + _REACH)
        found: Seen = []
        block = self.document().findBlockByNumber(first)
        while block.isValid() and first + len(found) < last:
            found.append((first + len(found), block))
            block = block.next()
        return found

    def hitTest(self, point: Any, _accuracy: Qt.HitTestAccuracy) -> int:
        if not self._tops:
            return 0
        number = max(bisect_right(self._tops, point.y()) - 1, 0)
        block = self.document().findBlockByNumber(number)
        if not block.isValid():
            return 0
        layout = block.layout()
        row = int((point.y() - self._tops[number]) // self._style.line)
        line = layout.lineAt(min(max(row, 0), max(layout.lineCount() - 1, 0)))
        if not line.isValid():
            return block.position()
        return block.position() + int(line.xToCursor(point.x()))

    def pageCount(self) -> int:
        return 1

    def documentSize(self) -> QSizeF:
        return QSizeF(self._width, self._height)

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        number = block.blockNumber()
        if not 0 <= number < len(self._tops):
            return QRectF()
        ends = [*self._tops[1:], self._height]
        return QRectF(0, self._tops[number], self._width, ends[number] - self._tops[number])


def x_of(line: QTextLine, position: int) -> int:
    """Returns where a character of a line begins, rounded to px."""
    found: Any = line.cursorToX(position)
    return round(float(found[0] if isinstance(found, tuple) else found))


def take(line: QTextLine, letters: int, width: float) -> None:
    """Fills a line with ``letters`` characters, ``width`` px wide.

    Qt accepts only a width; small deviations (kerning across the line's end) are corrected by
    trial.
    """
    line.setLineWidth(width + 1)
    for attempt in range(1, _ATTEMPTS):
        off = line.textLength() - letters
        if off == 0:
            return
        line.setLineWidth(width + 1 + (attempt if off < 0 else -attempt))
