"""A vertical stack of similar lines, as in the detail pane."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.layout_pause import at_once
from ita_desktop.ui.widgets.page.values import ValueRow

_W = TypeVar("_W", bound=QWidget)


class LineStack(QWidget, Generic[_W]):
    """A vertical stack of lines; their widgets are reused when the lines change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = vbox(on=self)
        self.lines: list[_W] = []
        """The shown lines."""
        self._spare: list[_W] = []

    def make(self, number: int) -> _W:
        """Creates the line with that number."""
        raise NotImplementedError

    def fit(self, wanted: int) -> list[_W]:
        """Hides superfluous lines, or shows spare ones again and creates missing ones, to get
        ``wanted``; returns the shown ones."""
        shown = self.lines
        for line in shown[wanted:]:
            line.hide()
        # They stay after the others in the layout, in order.
        self._spare[:0] = shown[wanted:]
        back = self._spare[: max(wanted - len(shown), 0)]
        del self._spare[: len(back)]
        with at_once(self.column):
            for spare in back:
                spare.show()
        self.lines = [*shown[:wanted], *back]
        while len(self.lines) < wanted:
            line = self.make(len(self.lines))
            self.column.addWidget(line)
            line.show()  # the layout would do so an event later, and without room for it
            self.lines.append(line)
        return self.lines


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


# Lines with a label, its value and a note: figures, or the history of an item.


class ValueLine(NamedTuple):
    """A label, its value and a note."""

    label: str
    value: str
    note: str = ""
    tone: Tone = Tone.TEXT


class ValueLines(LineStack[ValueRow]):
    """A stack of such lines; hidden without any."""

    @property
    def texts(self) -> list[str]:
        """The accessible texts of the lines."""
        return [row.accessibleName() for row in self.lines]

    def set_lines(self, lines: Sequence[ValueLine]) -> None:
        for row, line in zip(self.fit(len(lines)), lines, strict=True):
            row.set_label(line.label)
            row.set_value(line.value, line.note, line.tone)
        self.setVisible(bool(lines))

    def make(self, _number: int) -> ValueRow:
        return ValueRow("", self, style=Text.LABEL)
