"""What the window shows at its start until the first file is read."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.icons import paint_app_mark
from ita_desktop.ui.theme.tokens import Height, Space, Text, tokens

_MARK: Final = Height.ROW + Space.M
_MOVING: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F10)
"""Keys that are not held, as they lead to the menus and to what stops the work."""


class OpeningPage(QWidget):
    """The program's mark and what is being opened, in the middle of the window. Painted as a whole:
    it stands there before anything else of the window is loaded. Keys are held for the page to
    come."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._held: list[QKeyEvent] = []
        self.setAccessibleName(what)

    def release_keys(self) -> None:
        """Delivers the held keys, in order, to where the focus is now."""
        held, self._held = self._held, []
        for key in held:
            QApplication.sendEvent(QApplication.focusWidget() or self.window(), key)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() not in _MOVING:
            # Otherwise it would be handled as a shortcut of the window.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVING:
            super().keyPressEvent(event)
        else:
            self._held.append(event.clone())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints mark and words."""
        painter = QPainter(self)
        theme = tokens()
        painter.setFont(font(Text.SECTION))
        words = painter.fontMetrics().elidedText(
            self._what, Qt.TextElideMode.ElideMiddle, self.width() - _MARK - Space.L - Space.XXL
        )
        size = QSize(_MARK + Space.L + painter.fontMetrics().horizontalAdvance(words), _MARK)
        area = self.rect()
        area.setSize(size)
        area.moveCenter(self.rect().center())
        paint_app_mark(painter, QRectF(area.x(), area.y(), _MARK, _MARK))
        painter.setPen(theme.text2)
        area.setLeft(area.left() + _MARK + Space.L)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
