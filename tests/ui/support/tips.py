"""Tool tips as they come when the pointer rests."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget


def tip_at(widget: QWidget, at: QPoint | None = None) -> str:
    """The tip that comes when the pointer rests on a widget."""
    place = at or QPoint(5, 5)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    text = QToolTip.text()
    QToolTip.hideText()
    return text
