"""Rounded rectangles, the pen of signs, the focus ring of buttons (2 px in the accent colour, at a
distance of 2 px), Lucide icons in theme colours, and the program's own icon.

The SVG files contain ``currentColor``; a pixmap is cached per colour, size and device pixel ratio.
A change of theme requests other colours, so the cache stays valid.
"""

from functools import cache, lru_cache
from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ita_desktop.paths import resource
from ita_desktop.ui.theme.tokens import LIGHT, IconSize, Stroke, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

REACH = Stroke.FOCUS + Stroke.FOCUS_GAP


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    colour = QColor.fromRgba(rgba).name()
    svg = _source(name).replace("currentColor", colour)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, colour: QColor, size: int = IconSize.BUTTON, ratio: float = 1.0) -> QPixmap:
    """Returns the Lucide icon ``name`` in ``colour``, ``size`` logical px at device pixel
    ``ratio``.

    Raises FileNotFoundError for an icon that is not bundled.
    """
    return _pixmap(name, colour.rgba(), size, ratio)


def paint_icon(
    painter: QPainter, name: str, colour: QColor, at: QPointF, size: int = IconSize.BUTTON
) -> None:
    """Draws an icon with its top left corner at ``at``, aligned to device pixels."""
    ratio = painter.device().devicePixelRatioF()
    place = QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)
    painter.drawPixmap(place, pixmap(name, colour, size, ratio))


def icon(name: str, colour: QColor, size: int = IconSize.BUTTON) -> "QIcon":
    """Returns a QIcon for menus and Qt's own widgets; others use :func:`paint_icon`."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


def paint_app_mark(painter: QPainter, area: QRectF) -> None:
    """Paints the program's logo: a green tile with a checklist."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(LIGHT.fill)
    corner = area.width() / 5
    painter.drawRoundedRect(area, corner, corner)
    size = round(area.width() / 2)
    left = area.left() + (area.width() - size) / 2
    top = area.top() + (area.height() - size) / 2
    paint_icon(painter, "list-checks", LIGHT.on_accent, QPointF(left, top), size)


@cache
def app_icon() -> "QIcon":
    """Returns the program's icon in the usual sizes."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_app_mark(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(picture)
    return made


def paint_plate(
    painter: QPainter,
    area: QRectF | QRect,
    radius: float,
    ground: QColor | None = None,
    edge: QColor | None = None,
    stroke: float = Stroke.HAIR,
) -> None:
    """Paints background and border, ``stroke`` px wide, inside ``area``; leaves antialiasing on."""
    half = stroke / 2 if edge is not None else 0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, stroke) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    if ground is not None or edge is not None:
        painter.drawRoundedRect(QRectF(area).adjusted(half, half, -half, -half), radius, radius)


def round_pen(colour: QColor, width: float) -> QPen:
    """Returns a pen for lines with round ends and corners."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


# Thin lines of equal width on every screen.


def hairline(
    painter: QPainter,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: QColor,
    *,
    near: bool = False,
) -> None:
    """Fills a horizontal or vertical line.

    At fractional scale factors one px covers one or two device pixels depending on its position.
    The line is therefore as many whole device pixels thick as its width allows: at its right or
    lower edge, or the opposite one if ``near``.
    """
    area = QRectF(x, y, width, height)
    to_screen = painter.deviceTransform()
    scale = to_screen.m11()
    if scale != floor(scale):
        there = to_screen.mapRect(area)
        left, top, right, bottom = (
            floor(edge + 0.5) for edge in (there.left(), there.top(), there.right(), there.bottom())
        )
        whole = max(floor(min(width, height) * scale), 1)
        if height < width and near:
            bottom = top + whole
        elif height < width:
            top = bottom - whole
        elif near:
            right = left + whole
        else:
            left = right - whole
        area = to_screen.inverted()[0].mapRect(QRectF(left, top, right - left, bottom - top))
    painter.fillRect(area, colour)


class FocusRing(QObject):
    """Draws a ring around a focus widget that has a ``ring_radius``.

    The ring is a separate widget, because a style sheet cannot paint outside its widget: a child of
    the parent, or of an ancestor if the parent leaves less than 4 px around. Fields, cells and list
    rows have no ``ring_radius``: they show the focus inside.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: OutlinedArea | None = None
        self._focused: QWidget | None = None
        self._ring_parent: QWidget | None = None
        self._moving: list[QWidget] = []
        """The widget and those between it and the ring's parent."""
        app.focusChanged.connect(self._move)

    def _move(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        parent = now.parentWidget() if now is not None else None
        radius = getattr(now, "ring_radius", None)
        # In a closing dialog the focus moves from button to button as each is hidden. A ring would
        # keep a reference to the dialog, and release it during a change of windows.
        if now is None or parent is None or radius is None or not now.isVisible():
            return
        self._focused = now
        self._ring_parent = home = _ring_parent(now, parent)
        while parent is not home and parent is not None:
            self._moving.append(parent)
            parent = parent.parentWidget()
        for widget in (now, *self._moving):
            widget.installEventFilter(self)
        self._ring = OutlinedArea(home, radius + REACH - Stroke.FOCUS / 2)
        self._place()

    def _leave(self) -> None:
        # Both may have been deleted with their window.
        try:
            if self._focused is not None:
                for widget in (self._focused, *self._moving):
                    widget.removeEventFilter(self)
            if self._ring is not None:
                self._ring.hide()
                self._ring.deleteLater()
        except RuntimeError:
            pass
        self._focused = None
        self._moving = []
        self._ring = self._ring_parent = None

    def _place(self) -> None:
        if self._focused is None or self._ring is None or self._ring_parent is None:
            return
        home = self._ring_parent
        # The ring shrinks if even the outermost ancestor leaves too little space.
        self._ring.setGeometry(_ring_area(self._focused, home).intersected(home.rect()))
        self._ring.raise_()
        self._ring.setVisible(self._focused.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._focused:
            if kind in {QEvent.Type.ParentChange, QEvent.Type.Hide}:
                self._leave()
            elif kind in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.ZOrderChange}:
                self._place()
        elif watched in self._moving and kind in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._place()
        return False


def _ring_area(widget: QWidget, home: QWidget) -> QRect:
    """Returns the area of the ring of ``widget`` in ``home``."""
    place = QRect(widget.mapTo(home, QPoint()), widget.size())
    return place.adjusted(-REACH, -REACH, REACH, REACH)


def _ring_parent(widget: QWidget, parent: QWidget) -> QWidget:
    """Returns the nearest ancestor with space for the ring, but none beyond a scroll area or the
    window; else the parent."""
    home: QWidget | None = parent
    while home is not None:
        if home.rect().contains(_ring_area(widget, home)):
            return home
        if home.isWindow() or isinstance(home.parentWidget(), QAbstractScrollArea):
            break
        home = home.parentWidget()
    return parent


class OutlinedArea(QWidget):
    """A rounded line around a part of a window, transparent for mouse events."""

    def __init__(self, parent: QWidget, radius: float) -> None:
        super().__init__(parent)
        self._radius = radius
        self._tone = Tone.ACCENT
        self._stroke: int = Stroke.FOCUS
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_line(self, tone: Tone, stroke: int) -> None:
        self._tone = tone
        self._stroke = stroke
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        edge = self._tone.colour
        paint_plate(QPainter(self), self.rect(), self._radius, edge=edge, stroke=self._stroke)
