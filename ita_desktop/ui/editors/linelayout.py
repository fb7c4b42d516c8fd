"""A text document layout that wraps lines like the window's labels and cells; for short rich text
with hanging indents, the marks of lists, and bold, which is put in and read back as paragraphs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from time import monotonic
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPainterPath,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextLine,
    QTextOption,
)

from ita_desktop.domain.rich import BULLETS, DEEPEST, RichLine, Span, parse, write
from ita_desktop.domain.text import to_thai
from ita_desktop.ui.table.cells import richlines
from ita_desktop.ui.theme.lines import baseline, font, metrics, wrap
from ita_desktop.ui.theme.tokens import Space, Text

_AT_ONCE: Final = 60
"""So many paragraphs are laid out before anything is painted."""
_SLICE: Final = 0.008
"""Seconds that the others take between two events of the window."""


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
            starts = richlines.line_starts(text, wrap(text, self._style, self._width))
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


def is_bold(font: QFont) -> bool:
    """Whether letters of this font are bold ones of the text."""
    return font.weight() > QFont.Weight.Medium


class RichLayout(LineLayout):
    """Lines of a text whose paragraphs hold their list marks as letters (``1. ``, ``• ``)."""

    def __init__(self, document: QTextDocument, style: Text = Text.BODY) -> None:
        super().__init__(document, style)
        self._counts: list[int] = []
        """How many lines each paragraph takes; 0 where it is not laid out yet."""
        self._waiting = 0
        """The first paragraph that may not be laid out yet."""
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether every paragraph is laid out."""
        return not self._timer.isActive()

    def documentChanged(self, start: int, _removed: int, added: int) -> None:
        document = self.document()
        first = max(document.findBlock(start).blockNumber(), 0)
        end = document.findBlock(start + added)
        last = end.blockNumber() if end.isValid() else document.blockCount() - 1
        kept_behind = document.blockCount() - 1 - last
        behind = self._counts[len(self._counts) - kept_behind :] if kept_behind else []
        fresh = document.blockCount() - first - len(behind)
        self._counts = [*self._counts[:first], *([0] * fresh), *behind]
        self._counts += [0] * (document.blockCount() - len(self._counts))
        self._begin(first)

    def _lay_out(self) -> None:
        self._counts = [0] * self.document().blockCount()
        self._begin(0)

    def _begin(self, first: int) -> None:
        if self._timer.isActive():
            first = min(first, self._waiting)
        self._waiting = first
        self._fill(most=_AT_ONCE)

    def _go_on(self) -> None:
        self._fill(until=monotonic() + _SLICE)

    def _fill(self, *, most: int = 0, until: float = 0.0) -> None:
        """Lays out waiting paragraphs: so many, or until that time."""
        counts, number = self._counts, self._waiting
        block = self.document().findBlockByNumber(number)
        done = 0
        while block.isValid() and number < len(counts):
            if counts[number] == 0:
                if done >= most if most else monotonic() > until:
                    break
                counts[number] = self._lay_out_block(block, self._option)
                done += 1
            number += 1
            block = block.next()
        self._waiting = number
        step = self._style.line
        tops = list(accumulate((max(count, 1) * step for count in counts), initial=self._above))
        self._height = float(max(tops.pop(), self._above + step))
        self._tops = [float(top) for top in tops]
        if number < len(counts):
            self._timer.start()
        else:
            self._timer.stop()
        self.documentSizeChanged.emit(self.documentSize())
        self.update.emit()

    def _lay_out_block(self, block: QTextBlock, option: QTextOption) -> int:
        text, bold = block.text(), bold_parts(block)
        starts, first, hang = richlines.fill(text, bold, self._width, self._style)
        rise = baseline(self._style, 0, self._style.line) - metrics(self._style).ascent()
        layout = block.layout()
        layout.setFont(self.document().defaultFont())
        layout.setTextOption(option)
        layout.beginLayout()
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
            line = layout.createLine()
            if not line.isValid():
                break
            take(
                line,
                end - start,
                richlines.advance(richlines.stretches(text, start, end, bold, self._style)),
            )
            x = hang if number else first
            line.setPosition(QPointF(x, number * self._style.line + rise))
        layout.endLayout()
        block.setLineCount(max(layout.lineCount(), 1))
        return max(layout.lineCount(), 1)


def bold_parts(block: QTextBlock) -> list[tuple[int, int]]:
    """Where the bold stretches of a paragraph begin and end, in it."""
    return [
        (part.start, part.start + part.length)
        for part in block.textFormats()
        if is_bold(part.format.font())
    ]


def put_text(document: QTextDocument, text: str) -> None:
    """Puts a stored text into a document, whose own steps back end here."""
    lines = parse(text)
    document.setPlainText("\n".join(richlines.shown(line) for line in lines))
    if "**" in text:
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        block = document.begin()
        for line in lines:
            embolden(cursor, block, line)
            block = block.next()
        cursor.endEditBlock()
    document.clearUndoRedoStacks()
    document.setModified(False)


def stored_text(document: QTextDocument) -> str:
    """The text of a document as it is stored."""
    return write(_lines(document))


def look(*, bold: bool) -> QTextCharFormat:
    """How letters look."""
    look = QTextCharFormat()
    look.setFontWeight(font(Text.BODY_STRONG if bold else Text.BODY).weight())
    return look


def replace(block: QTextBlock, start: int, end: int, text: str) -> None:
    """Puts ``text`` in the place of some letters of a paragraph, as one step back."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text, look(bold=False))


def embolden(cursor: QTextCursor, block: QTextBlock, line: RichLine, before: int = 0) -> None:
    """Makes the bold stretches of a line bold, which begins ``before`` letters into ``block``."""
    at = block.position() + before
    for start, end in richlines.bold_of(line):
        cursor.setPosition(at + start)
        cursor.setPosition(at + end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look(bold=True))


def _lines(document: QTextDocument) -> Iterable[RichLine]:
    block = document.begin()
    while block.isValid():
        text = block.text()
        found = richlines.LEAD.match(f"{text} ") if text.strip() else None
        start = min(found.end(), len(text)) if found is not None else 0
        spans = _spans_of(block, text, start)
        if found is None:
            yield RichLine(spans)
        else:
            yield RichLine(spans, found[2], richlines.level_of(found))
        block = block.next()


def _spans_of(block: QTextBlock, text: str, start: int) -> tuple[Span, ...]:
    spans, at = [], start
    for first, end in bold_parts(block):
        begin = max(first, at)
        if begin < end:
            spans += [Span(text[at:begin]), Span(text[begin:end], bold=True)]
            at = end
    return (*spans, Span(text[at:]))


def following_mark(mark: str) -> str:
    """The mark of the point after one: 2. after 1., 1.3 after 1.2."""
    digits = len(mark)
    while digits and not mark[digits - 1].isdecimal():
        digits -= 1
    begin = digits
    while begin and mark[begin - 1].isdecimal():
        begin -= 1
    if begin == digits:
        return mark
    number = str(int(mark[begin:digits]) + 1)
    if not mark[begin].isascii():
        number = to_thai(number)
    return f"{mark[:begin]}{number}{mark[digits:]}"


def turn(block: QTextBlock, *, deeper: bool) -> bool:
    """Moves a point a level down or up; False where it cannot be moved."""
    found = richlines.LEAD.match(block.text())
    if found is None:
        return False
    level = richlines.level_of(found)
    wanted = min(level + 1, _deepest(block)) if deeper else level - 1
    if wanted < 0 or wanted == level:
        return False
    replace(block, 0, len(found[1]), richlines.DEEP * wanted)
    return True


def _deepest(block: QTextBlock) -> int:
    """The greatest level that a point may have: one more than that of the point above it."""
    above = block.previous()
    while above.isValid():
        lead = richlines.LEAD.match(above.text())
        if lead is not None:
            return min(richlines.level_of(lead) + 1, DEEPEST)
        above = above.previous()
    return 1


def count_on(block: QTextBlock) -> None:
    """Numbers the points below a new one of the same level on."""
    found = richlines.LEAD.match(block.text())
    if found is None or found[2] in BULLETS:
        return
    deep, mark = len(found[1]), found[2]
    following = block.next()
    while following.isValid():
        lead = richlines.LEAD.match(following.text())
        if lead is None or len(lead[1]) < deep:
            return
        if len(lead[1]) == deep:
            if lead[2] in BULLETS or lead[2] != mark:
                return
            mark = following_mark(mark)
            replace(following, lead.start(2), lead.end(2), mark)
        following = following.next()
