"""What floats: a surface with a hairline and a soft shadow, closed by a click outside or Esc."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QFrame, QWidget

from ita_desktop.ui.loading.later import later
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, tokens
from ita_desktop.ui.widgets.boxes import vbox


def paint_floating(painter: QPainter, area: QRectF, radius: float) -> None:
    """A floating surface inside ``area``, with its shadow reaching 8 px outside it."""
    theme = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.shade)
    for ring in range(FloatSize.SHADOW, 0, -1):
        grown = area.adjusted(-ring, -ring + 2, ring, ring)
        painter.drawRoundedRect(grown, radius + ring, radius + ring)
    paint_plate(painter, area, radius, theme.surface, theme.line2)


class Popup(QFrame):
    """A popup window; its content goes into ``column``.

    Shadow and corners are drawn on a picture of the window beneath, because a see-through window
    is black where the desktop has no compositor. Where it reaches over the window's edge it is
    cut to its surface instead, and has no shadow.
    """

    about = ""
    """What the chapter of the manual is about that F1 opens; empty: the page that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._over: QWidget | None = None
        self._beneath = QPixmap()
        edge = FloatSize.SHADOW + Space.XS
        self.column = vbox(on=self, margins=edge)

    def open_under(self, anchor: QWidget, *, width: int = 0) -> None:
        """Show it under ``anchor``, left edges in line, inside the screen; focus goes in."""
        self.setFixedWidth(max(width or anchor.width(), 1) + 2 * FloatSize.SHADOW)
        self.adjustSize()
        at = anchor.mapToGlobal(
            QPoint(-FloatSize.SHADOW, anchor.height() + Space.XS - FloatSize.SHADOW)
        )
        screen = anchor.screen().availableGeometry()
        # Its shadow has room on the window, if that is wide enough.
        window = anchor.window()
        left = window.mapToGlobal(QPoint(0, 0)).x()
        right = min(screen.right() + FloatSize.SHADOW, left + window.width()) - self.width()
        at.setX(max(screen.left() - FloatSize.SHADOW, min(at.x(), right)))
        if at.y() + self.height() - FloatSize.SHADOW > screen.bottom():
            above = (
                anchor.mapToGlobal(QPoint(0, 0)).y() - Space.XS - self.height() + FloatSize.SHADOW
            )
            lowest = screen.bottom() + FloatSize.SHADOW - self.height()
            at.setY(max(screen.top() - FloatSize.SHADOW, min(above, lowest)))
        self.open_at(at, anchor.window())

    def open_at(self, at: QPoint, window: QWidget) -> None:
        """Show it with its shadow's corner at the global position ``at``, over ``window``."""
        self._over = window
        self.clearMask()
        self.move(at)
        self._look_beneath()
        if self._beneath.isNull():
            self.setMask(_rounded(self._inside().toRect(), Radius.POPUP))
        self.show()
        later(self, 0, self._look_again)

    def _look_again(self) -> None:
        """What has lost the keyboard to what is in the popup shows no ring any more."""
        if self.isVisible():
            self._look_beneath()
            self.update()

    def _look_beneath(self) -> None:
        """Keep a picture of the window where this stands, if all of it stands on the window."""
        self._beneath = QPixmap()
        if self._over is not None:
            area = QRect(self._over.mapFromGlobal(self.pos()), self.size())
            if self._over.rect().contains(area):
                self._beneath = self._over.grab(area)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._look_beneath()

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(
            FloatSize.SHADOW, FloatSize.SHADOW, -FloatSize.SHADOW, -FloatSize.SHADOW
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._beneath.isNull():
            painter.drawPixmap(0, 0, self._beneath)
        paint_floating(painter, self._inside(), Radius.POPUP)


def _rounded(area: QRect, radius: int) -> QRegion:
    path = QPainterPath()
    path.addRoundedRect(QRectF(area), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())
