"""Tool tips of long or user-entered text: wrapped, and never interpreted as HTML."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ita_desktop.ui.theme.fonts import metrics
from ita_desktop.ui.theme.lines import TIP_WIDTH, tip_lines
from ita_desktop.ui.theme.tokens import Text


def set_tip(widget: QWidget, text: str) -> None:
    """Sets a tool tip. A text that Qt would show wrongly is wrapped when the tip is shown."""
    if text == widget.toolTip():
        return
    # The widget's own override may be the caller.
    QWidget.setToolTip(widget, text)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    if _needs_lines(text) and widget.findChild(_LongTip, options=direct) is None:
        _LongTip(widget)


def show_tip(event: QHelpEvent, text: str, widget: QWidget) -> None:
    """Shows a tool tip at the mouse position."""
    QToolTip.showText(event.globalPos(), tip_lines(text), widget)


def _needs_lines(text: str) -> bool:
    measure = metrics(Text.NOTE).horizontalAdvance
    return "<" in text or any(measure(part) > TIP_WIDTH for part in text.split("\n"))


class _LongTip(QObject):
    """Shows the tool tip of its widget instead of Qt."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            assert isinstance(watched, QWidget)
            show_tip(event, watched.toolTip(), watched)
            return True
        return False
