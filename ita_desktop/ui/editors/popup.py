"""A popup beside a cell. It is a child of the window and never takes the focus."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, tokens


class EditorPopup(QWidget):
    """A surface with border and shadow; its content is inside :meth:`inner`."""

    def __init__(self, window: QWidget, owner: QWidget | None = None) -> None:
        """Shown in ``window`` above all other widgets, and deleted with its ``owner``."""
        super().__init__(window)
        self._window = window
        if owner is not None:
            owner.destroyed.connect(self.deleteLater)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def inner(self) -> QRect:
        """Returns the area without shadow and border."""
        edge = FloatSize.SHADOW + Stroke.HAIR
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def show_by(self, anchor: QRect, size: QSize) -> None:
        """Shows the popup below ``anchor`` (in window coordinates), above it if there is more
        space, else anywhere in the window; left-aligned, or right-aligned at the window's right
        edge."""
        window = self._window.rect()
        left = anchor.left()
        if left + size.width() > window.right() - Space.XS:
            left = min(anchor.right(), window.right() - Space.XS) + 1 - size.width()
        below, above = anchor.bottom() + Space.XS, anchor.top() - Space.XS - size.height()
        if below + size.height() <= window.bottom():
            top = below
        elif above >= window.top():
            top = above
        else:
            top = max(window.bottom() - size.height(), window.top())
            right, other = anchor.right() + Space.XS, anchor.left() - Space.XS - size.width()
            left = right if right + size.width() <= window.right() else max(other, window.left())
        sheet = QRect(QPoint(max(left, window.left()), top), size)
        self.setGeometry(
            sheet.adjusted(-FloatSize.SHADOW, -FloatSize.SHADOW, FloatSize.SHADOW, FloatSize.SHADOW)
        )
        self.raise_()
        self.show()

    def room_by(self, anchor: QRect) -> int:
        """Returns the greatest height for :meth:`show_by` that does not cover ``anchor``."""
        window = self._window.rect()
        below, above = window.bottom() - anchor.bottom(), anchor.top() - window.top()
        return max(below, above) - 2 * Space.XS

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.shade)
        for ring in range(FloatSize.SHADOW, 0, -1):
            edge = FloatSize.SHADOW - ring
            area = QRectF(self.rect()).adjusted(edge, edge + 2, -edge, -max(edge - 2, 0))
            painter.drawRoundedRect(area, Radius.POPUP + ring, Radius.POPUP + ring)
        edge = FloatSize.SHADOW
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint_plate(painter, area, Radius.POPUP, theme.surface, theme.line2)


def anchor_of(widget: QWidget) -> QRect:
    """Returns a widget's area in window coordinates."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
