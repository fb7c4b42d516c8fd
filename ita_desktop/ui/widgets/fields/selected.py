"""Selected letters of a field, which Qt cuts where their marks stand out of the line."""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetricsF, QPainter, QRegion
from PySide6.QtWidgets import QLineEdit

from ita_desktop.ui.theme.measures import FieldSize
from ita_desktop.ui.theme.tokens import tokens


def mend_selected(field: QLineEdit) -> None:
    """Draw what stands above and below the line of a field that has selected letters; to be
    called when Qt has painted it."""
    if not field.hasSelectedText():
        return
    from PySide6.QtWidgets import QStyle, QStyleOptionFrame

    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inner = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    inner = inner.marginsRemoved(field.textMargins())
    caret = field.cursorRect()
    before = QFontMetricsF(field.font()).horizontalAdvance(field.text()[: field.cursorPosition()])
    begin = caret.left() + FieldSize.CARET_SIDE - before
    line = QRect(0, caret.top(), field.width(), caret.height() - 1)
    seen = QRect(inner.left(), 0, inner.width(), field.height())
    painter = QPainter(field)
    painter.setClipRegion(QRegion(seen) - QRegion(line))
    painter.setPen(tokens().text)
    painter.drawText(QPointF(begin, caret.top() + field.fontMetrics().ascent()), field.text())
