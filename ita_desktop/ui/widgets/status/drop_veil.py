"""An overlay that says what a drop would do."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.fonts import metrics
from ita_desktop.ui.theme.lines import paint_lines, wrap
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, tokens


class DropVeil(QWidget):
    """Covers ``part`` during a drag over it."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        part.installEventFilter(self)
        self.hide()

    def show_words(self, words: str) -> None:
        """Shows the overlay with the given text."""
        self._words = words
        part = self.parentWidget()
        if part is not None:
            self.setGeometry(part.rect())
        self.raise_()
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        part = self.parentWidget()
        if watched is part and event.type() == QEvent.Type.Resize and part is not None:
            self.setGeometry(part.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        # Hides the content below the round corners.
        painter.fillRect(self.rect(), theme.surface)
        # Inset of the centre of the border line.
        within = Space.S - Stroke.FOCUS // 2
        area = self.rect().adjusted(within, within, -within, -within)
        paint_plate(painter, area, Radius.CONTROL, theme.tint, theme.accent, Stroke.FOCUS)
        painter.setPen(theme.text)
        style = Text.BODY_STRONG
        lines = wrap(self._words, style, self.width() - 2 * Space.XXXL)
        top = (self.height() - len(lines) * style.line) / 2
        for line in lines:
            left = (self.width() - metrics(style).horizontalAdvance(line)) / 2
            paint_lines(painter, (line,), style, QPointF(left, top))
            top += style.line
