"""The frame of a text that is typed over in its place, under the pointer and with the keyboard."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Stroke, tokens

SHOWS_FRAME: Final = frozenset(
    {
        QEvent.Type.FocusIn,
        QEvent.Type.FocusOut,
        QEvent.Type.HoverEnter,
        QEvent.Type.HoverLeave,
        QEvent.Type.Resize,
        QEvent.Type.Move,
        QEvent.Type.Hide,
    }
)
"""Events of the text after which its frame may be another."""


class TextFrame(QWidget):
    """Reaches beyond the text, so that it touches no letter."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.focused = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        stroke = Stroke.FOCUS if self.focused else Stroke.HAIR
        edge = theme.accent if self.focused else theme.control
        paint_plate(painter, self.rect(), Radius.CHECK, None, edge, stroke)
