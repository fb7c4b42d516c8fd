"""The ring around the button that has the keyboard: 2 px of accent, 2 px away from it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ita_desktop.ui.theme.tokens import Stroke, tokens

REACH = Stroke.FOCUS + Stroke.FOCUS_GAP


class FocusRing(QObject):
    """Follows the keyboard focus and rings every widget that has a ``ring_radius``.

    The ring lies above the widget's neighbours, because a style sheet cannot paint outside its
    widget: in the parent, or further out where the parent leaves no 4 px around it. Fields, cells
    and list rows have no ``ring_radius``: they show the focus inside themselves.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._of: QWidget | None = None
        self._home: QWidget | None = None
        self._moving: list[QWidget] = []
        """The widget and what stands between it and the ring's parent."""
        app.focusChanged.connect(self._move)

    def _move(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        parent = now.parentWidget() if now is not None else None
        radius = getattr(now, "ring_radius", None)
        # In a dialog that is closing the keyboard goes from button to button as each is hidden. A
        # ring there would hold the dialog, and let go of it in the midst of a change of windows.
        if now is None or parent is None or radius is None or not now.isVisible():
            return
        self._of = now
        self._home = home = _home(now, parent)
        while parent is not home and parent is not None:
            self._moving.append(parent)
            parent = parent.parentWidget()
        for widget in (now, *self._moving):
            widget.installEventFilter(self)
        self._ring = _Ring(home, radius + REACH - Stroke.FOCUS / 2)
        self._place()

    def _leave(self) -> None:
        # Both may be gone with their window: then there is nothing to undo.
        try:
            if self._of is not None:
                for widget in (self._of, *self._moving):
                    widget.removeEventFilter(self)
            if self._ring is not None:
                self._ring.hide()
                self._ring.deleteLater()
        except RuntimeError:
            pass
        self._of = None
        self._moving = []
        self._ring = self._home = None

    def _place(self) -> None:
        if self._of is None or self._ring is None or self._home is None:
            return
        home = self._home
        # Where even the outermost leaves too little room the ring draws in: it stays whole.
        self._ring.setGeometry(_around(self._of, home).intersected(home.rect()))
        self._ring.raise_()
        self._ring.setVisible(self._of.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._of:
            if kind in {QEvent.Type.ParentChange, QEvent.Type.Hide}:
                self._leave()
            elif kind in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.ZOrderChange}:
                self._place()
        elif watched in self._moving and kind in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._place()
        return False


def _around(widget: QWidget, home: QWidget) -> QRect:
    """Where the ring of ``widget`` is in ``home``."""
    place = QRect(widget.mapTo(home, QPoint()), widget.size())
    return place.adjusted(-REACH, -REACH, REACH, REACH)


def _home(widget: QWidget, parent: QWidget) -> QWidget:
    """The nearest of the widgets around it that has room for the ring; none beyond what scrolls
    or the window, else the parent."""
    home: QWidget | None = parent
    while home is not None:
        if home.rect().contains(_around(widget, home)):
            return home
        if home.isWindow() or isinstance(home.parentWidget(), QAbstractScrollArea):
            break
        home = home.parentWidget()
    return parent


class _Ring(QWidget):
    def __init__(self, parent: QWidget, radius: float) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().accent, Stroke.FOCUS))
        inset = Stroke.FOCUS / 2
        area = QRectF(QRect(self.rect())).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, self._radius, self._radius)
