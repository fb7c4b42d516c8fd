"""Section titles: a 16 px title with a grey note, an action at the right, and a line below."""

from math import ceil
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.fonts import draw_text, metrics
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import SectionSize
from ita_desktop.ui.theme.shapes import hairline
from ita_desktop.ui.theme.tokens import Height, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.overload import text_and_parent


class SectionNoteSize:
    NOTE_GAP: Final = 10


def paint_title(painter: QPainter, title: str, note: str, left: float, width: float) -> float:
    """Draws title and note on one baseline; returns the x where they end."""
    theme = tokens()
    painter.setPen(theme.text)
    title = elide(title, Text.SECTION, width)
    draw_text(painter, Text.SECTION, left, SectionSize.BASELINE, title)
    end = left + metrics(Text.SECTION).horizontalAdvance(title)
    rest = left + width - end - SectionNoteSize.NOTE_GAP
    if note and rest > Space.XXXL:
        painter.setPen(theme.text2)
        note = elide(note, Text.LABEL, rest)
        draw_text(painter, Text.LABEL, end + SectionNoteSize.NOTE_GAP, SectionSize.BASELINE, note)
        end += SectionNoteSize.NOTE_GAP + metrics(Text.LABEL).horizontalAdvance(note)
    return end


class SectionTitle(QWidget):
    """The title row of a section; ``acted`` is emitted when its action is clicked."""

    accessible_role = Role.Heading
    acted = Signal()

    def __init__(
        self, title: str | QWidget = "", parent: QWidget | None = None, *, note: str = ""
    ) -> None:
        title, parent = text_and_parent(title, parent)
        super().__init__(parent)
        self.set_title(title, note)
        self.action = Button("", self, kind=ButtonKind.QUIET)
        self.action.set_flush()
        self.action.clicked.connect(self.acted)
        hbox(None, self.action, on=self, margins=(0, 0, 0, Space.XS), gap=None)
        self.setFixedHeight(Height.SECTION)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_action("")

    def set_title(self, title: str, note: str = "") -> None:
        self._title = title
        self._note = note
        self.setAccessibleName(f"{title} {note}".strip())
        self.updateGeometry()
        self.update()

    def set_action(self, text: str) -> None:
        """Sets the text of the section's action; an empty text hides it."""
        self.action.setText(text)
        self.action.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        width = metrics(Text.SECTION).horizontalAdvance(self._title)
        width += SectionNoteSize.NOTE_GAP + metrics(Text.LABEL).horizontalAdvance(self._note)
        return QSize(ceil(width) + self.action.sizeHint().width(), Height.SECTION)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = self.action.x() if self.action.isVisible() else self.width()
        paint_title(painter, self._title, self._note, 0, right - Space.S)
        bottom = self.height() - Stroke.HAIR
        hairline(painter, 0, bottom, self.width(), Stroke.HAIR, tokens().line2)


class HairLine(QWidget):
    """A decorative separator line."""

    accessible_role = Role.Separator

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(Stroke.HAIR)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        hairline(QPainter(self), 0, 0, self.width(), Stroke.HAIR, tokens().line)
