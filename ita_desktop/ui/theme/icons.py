"""Lucide icons in theme colours, and the program's own icon.

The SVG files contain ``currentColor``; a pixmap is cached per colour, size and device pixel ratio.
A change of theme requests other colours, so the cache stays valid.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ita_desktop.paths import resource
from ita_desktop.ui.theme.tokens import LIGHT, IconSize

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


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
