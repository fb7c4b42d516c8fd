"""Drags inside a widget, as the mouse does."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_LEFT = Qt.MouseButton.LeftButton


def drag(view: QWidget, begin: QPoint, end: QPoint, *, release: bool = True) -> None:
    """The left button goes down at ``begin`` and, unless it stays down, up at ``end``."""
    QTest.mousePress(view, _LEFT, pos=begin)
    for place in ((begin + end) / 2, end):
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            view.mapToGlobal(QPointF(place)),
            _LEFT,
            _LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, moved)
    if release:
        QTest.mouseRelease(view, _LEFT, pos=end)
