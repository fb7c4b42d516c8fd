"""A line of text whose selected letters are whole."""

from typing import Final

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QLineEdit

from ita_desktop.ui.theme.tokens import tokens


class CaretSize:
    SIDE: Final = 5
    """Distance of the cursor from the left edge of Qt's cursor rectangle."""


class LineEdit(QLineEdit):
    """Qt cuts selected letters where their marks stand out of the line."""

    mends_selected = True
    """Not where letters are spaced otherwise than the font says."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.mends_selected and self.hasSelectedText():
            self._mend_selected()

    def _mend_selected(self) -> None:
        """Paints what stands above and below the line."""
        from PySide6.QtWidgets import QStyle, QStyleOptionFrame

        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        inner = inner.marginsRemoved(self.textMargins())
        caret = self.cursorRect()
        before = QFontMetricsF(self.font()).horizontalAdvance(self.text()[: self.cursorPosition()])
        begin = caret.left() + CaretSize.SIDE - before
        line = QRect(0, caret.top(), self.width(), caret.height() - 1)
        seen = QRect(inner.left(), 0, inner.width(), self.height())
        painter = QPainter(self)
        painter.setClipRegion(QRegion(seen) - QRegion(line))
        painter.setPen(tokens().text)
        painter.drawText(QPointF(begin, caret.top() + self.fontMetrics().ascent()), self.text())
