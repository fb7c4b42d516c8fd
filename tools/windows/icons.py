"""The icons of Windows: the mark of the program, and a sheet of paper with it for workspaces; and
the picture of the set-up."""

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 256)
"""Width and height in px that Windows asks for, at its usual scales."""
PROGRAM: Final = "program.ico"
WORKSPACE: Final = "workspace.ico"
PICTURE: Final = "set-up.bmp"
_SIDE: Final = (328, 628)
"""Width and height in px of the picture beside the first page of the set-up, at 200 %."""
_MARK: Final = 128
_PAPER: Final = 0xFFFFFF
_EDGE: Final = 0x8A8F8C


def write(folder: Path) -> None:
    """Writes both icons and the picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    running = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for name, is_file in ((PROGRAM, False), (WORKSPACE, True)):
        pictures = {size: _saved(_painted(size, is_file=is_file), "PNG") for size in SIZES}
        (folder / name).write_bytes(icon_file(pictures))
    (folder / PICTURE).write_bytes(_saved(_side(), "BMP"))
    del running


def _painted(size: int, *, is_file: bool) -> "QImage":
    from PySide6.QtCore import QPointF, QRectF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    from ita_desktop.ui.theme.shapes import paint_app_mark

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    area = QRectF(0, 0, size, size)
    if is_file:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(_EDGE))
        painter.setBrush(QColor(_PAPER))
        sheet = area.adjusted(size / 8, 0.5, -size / 8, -0.5)
        fold = size / 4
        turned = [QPointF(sheet.right() - fold, sheet.top()), QPointF(sheet.right(), fold)]
        painter.drawPolygon([sheet.topLeft(), *turned, sheet.bottomRight(), sheet.bottomLeft()])
        area = QRectF(size * 0.25, size * 0.4, size * 0.5, size * 0.5)
    paint_app_mark(painter, area)
    painter.end()
    return image


def _side() -> "QImage":
    """The mark on the colour of the rail, without transparency, which the set-up cannot show."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    from ita_desktop.ui.theme.shapes import paint_app_mark
    from ita_desktop.ui.theme.tokens import LIGHT

    width, height = _SIDE
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(LIGHT.rail)
    painter = QPainter(image)
    paint_app_mark(painter, QRectF((width - _MARK) / 2, (width - _MARK) / 2, _MARK, _MARK))
    painter.end()
    return image


def _saved(image: "QImage", kind: str) -> bytes:
    from PySide6.QtCore import QBuffer

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, kind):
        raise OSError(image.width())
    return bytes(buffer.data().data())


def icon_file(pictures: dict[int, bytes]) -> bytes:
    """An .ico of PNG pictures by size: a list of where each is, and the pictures."""
    place = 6 + 16 * len(pictures)
    listed = struct.pack("<HHH", 0, 1, len(pictures))
    for size, picture in pictures.items():
        # 256 is told as 0.
        side = size % 256
        listed += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return listed + b"".join(pictures.values())
