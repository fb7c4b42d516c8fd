"""The splash screen, shown while the libraries of the window are loaded."""

from typing import Final

from PySide6.QtCore import QEventLoop, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSplashScreen

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.icons import paint_app_mark
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, Space, Text, tokens

_MARK: Final = Height.ROW + Space.M
_SIZE: Final = QSize(10 * Height.ROW, 2 * Space.XXL + _MARK)


def show_splash() -> QSplashScreen:
    """Shows the program's name; a disk that reads slowly takes seconds until there is a window."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(_SIZE * ratio)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    _paint(painter)
    painter.end()
    splash = QSplashScreen(picture)
    splash.show()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return splash


def _paint(painter: QPainter) -> None:
    theme = tokens()
    area = QRect(0, 0, _SIZE.width(), _SIZE.height())
    # Square: where nothing composes windows, what is left out of a corner is black.
    paint_plate(painter, area, 0, theme.surface, theme.control)
    paint_app_mark(painter, QRectF(Space.XXL, Space.XXL, _MARK, _MARK))
    words = area.adjusted(Space.XXL + _MARK + Space.L, Space.XXL, -Space.XXL, -Space.XXL)
    painter.setFont(font(Text.SECTION))
    painter.setPen(theme.text)
    painter.drawText(words, Qt.AlignmentFlag.AlignTop, QGuiApplication.applicationDisplayName())
    painter.setFont(font(Text.NOTE))
    painter.setPen(theme.text2)
    painter.drawText(words, Qt.AlignmentFlag.AlignBottom, tr("กำลังเปิดโปรแกรม"))
