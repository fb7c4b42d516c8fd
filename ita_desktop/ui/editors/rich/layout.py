"""Short rich text on lines: lists with hanging indents, bold; what changed is laid out anew."""

from itertools import accumulate
from time import monotonic
from typing import Final

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QFont, QTextBlock, QTextDocument, QTextOption

from ita_desktop.ui.editors.linelayout import LineLayout, take
from ita_desktop.ui.table.cells.richlines import advance, fill, stretches
from ita_desktop.ui.theme.fonts import baseline, metrics
from ita_desktop.ui.theme.tokens import Text

_AT_ONCE: Final = 60
"""So many paragraphs are laid out before anything is painted."""
_SLICE: Final = 0.008
"""Seconds that the others take between two events of the window."""


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
        starts, first, hang = fill(text, bold, self._width, self._style)
        rise = baseline(self._style, 0, self._style.line) - metrics(self._style).ascent()
        layout = block.layout()
        layout.setFont(self.document().defaultFont())
        layout.setTextOption(option)
        layout.beginLayout()
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
            line = layout.createLine()
            if not line.isValid():
                break
            take(line, end - start, advance(stretches(text, start, end, bold, self._style)))
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
