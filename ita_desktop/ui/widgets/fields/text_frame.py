"""The frame of a text that is typed over in its place, under the pointer and with the keyboard."""

from typing import Final

from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.focus import OutlinedArea
from ita_desktop.ui.theme.tokens import Radius, Stroke, Tone

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


class TextFrame(OutlinedArea):
    """Reaches beyond the text, so that it touches no letter."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, Radius.CHECK)
        self.hide()

    def show_at(self, area: QRect, *, focused: bool) -> None:
        """Moves it to ``area`` above everything else there."""
        if focused:
            self.set_line(Tone.ACCENT, Stroke.FOCUS)
        else:
            self.set_line(Tone.CONTROL, Stroke.HAIR)
        self.setGeometry(area)
        self.raise_()
