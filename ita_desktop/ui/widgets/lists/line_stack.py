"""A vertical stack of similar lines, as in the detail pane."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Stroke, tokens
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.layout_pause import at_once

_W = TypeVar("_W", bound=QWidget)


class LineStack(QWidget):
    """A vertical stack of lines; their widgets are reused when the lines change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = vbox(on=self)
        self._spare: list[QWidget] = []

    def fit(self, lines: list[_W], wanted: int, make: Callable[[], _W] | None = None) -> list[_W]:
        """Hides superfluous widgets, or shows spare ones again, to get ``wanted``; returns the
        shown ones. ``make``, if given, creates missing ones."""
        for line in lines[wanted:]:
            line.hide()
        # They stay after the others in the layout, in order.
        self._spare[:0] = lines[wanted:]
        back = self._spare[: max(wanted - len(lines), 0)]
        del self._spare[: len(back)]
        with at_once(self.column):
            for spare in back:
                spare.show()
        shown = [*lines[:wanted], *cast(list[_W], back)]
        while make is not None and len(shown) < wanted:
            shown.append(make())
            self.column.addWidget(shown[-1])
        return shown


class PaneLine(QAbstractButton):
    """A line that is a link, with a background on hover and a focus ring."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paint_ground(self, painter: QPainter, *, chosen: bool = False) -> None:
        """Paints the background."""
        theme = tokens()
        ground = theme.tint if chosen else theme.hover if self.underMouse() else None
        ring = theme.accent if self.hasFocus() else None
        paint_plate(painter, self.rect(), Radius.CHECK, ground)
        paint_plate(painter, self.rect(), Radius.CHECK, None, ring, Stroke.FOCUS)
