"""The splash screen, shown while the libraries of the window are loaded."""

import time
from typing import Final

from PySide6.QtCore import QEventLoop, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.icons import paint_app_mark
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, Space, Text, tokens

_MARK: Final = Height.ROW + Space.M
_SIZE: Final = QSize(10 * Height.ROW, 2 * Space.XXL + _MARK)
_LONGEST_WAIT: Final = 0.1
"""Seconds that the start gives a screen to show it."""


class SplashScreen(QWidget):
    """The program's name in the middle of the screen. QSplashScreen of Qt 6 waits a whole second
    for a state that a frameless window does not reach there."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
        self.resize(_SIZE)
        area = self.rect()
        area.moveCenter(QGuiApplication.primaryScreen().availableGeometry().center())
        self.move(area.topLeft())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints plate, mark and words."""
        painter = QPainter(self)
        theme = tokens()
        area = self.rect()
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
        painter.end()


def show_splash() -> SplashScreen:
    """Shows the program's name; a disk that reads slowly takes seconds until there is a window."""
    splash = SplashScreen()
    splash.show()
    until = time.perf_counter() + _LONGEST_WAIT
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    while not splash.windowHandle().isExposed() and time.perf_counter() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return splash
