"""What the content of a page stands on: the white area with its rounded corner, section titles with
a grey note, an action at the right and a line below, the background of bars, lines and notes, and
the area that scrolls.
"""

from math import ceil
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import draw_text, elide, metrics
from ita_desktop.ui.theme.measures import SectionSize
from ita_desktop.ui.theme.shapes import hairline, paint_plate
from ita_desktop.ui.theme.tokens import Height, Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, text_and_parent
from ita_desktop.ui.widgets.button import Button, ButtonKind


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


class Plate(QWidget):
    """A widget with a background: plain, with a hairline at its top, bottom or left ``edge``, or
    rounded, and then with a border where its colour, ``line``, is given."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        ground: Tone | None = None,
        radius: int = 0,
        edge: Qt.Edge | None = None,
        line: Tone | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self._radius = radius
        self._edge = edge
        self._line = line

    def set_ground(self, ground: Tone) -> None:
        self._ground = ground
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ground is not None and self._radius:
            border = self._line.colour if self._line is not None else None
            paint_plate(painter, self.rect(), self._radius, self._ground.colour, border)
        elif self._ground is not None:
            painter.fillRect(self.contentsRect(), self._ground.colour)
        if self._edge is None:
            return
        width, height, top = self.width(), self.height(), 0
        if self._edge is Qt.Edge.LeftEdge:
            width = Stroke.HAIR
        else:
            top = height - Stroke.HAIR if self._edge is Qt.Edge.BottomEdge else 0
            height = Stroke.HAIR
        line = self._line or Tone.LINE
        hairline(painter, 0, top, width, height, line.colour, near=True)


class RoomScroll(QScrollArea):
    """A transparent scroll area; ``resized`` is emitted when its viewport changes size."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The content takes the focus instead, and is scrolled into view.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The viewport is created here, because querying Qt's own takes 5 ms at start: PySide then
        # initializes all widget types.
        self.ground = QWidget(self)
        self.setViewport(self.ground)
        self.bar = QScrollBar(self)
        self.setVerticalScrollBar(self.bar)

    @classmethod
    def around(
        cls, content: QWidget, parent: QWidget | None = None, *, across: bool = True
    ) -> "RoomScroll":
        """Returns a frameless area with the content, which shows what is behind it; it never
        scrolls sideways unless ``across``."""
        scroll = cls(parent)
        scroll.setFrameShape(cls.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        if not across:
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for ground in (content, scroll.ground):
            ground.setAutoFillBackground(False)
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Paper(QFrame):
    """The background of pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounded = True

    def set_rounded(self, rounded: bool) -> None:
        """Sets whether the corner is rounded; it is not without a rail beside it."""
        self._rounded = rounded
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if not self._rounded:
            painter.fillRect(self.rect(), theme.surface)
            hairline(painter, 0, 0, self.width(), Stroke.HAIR, theme.line, near=True)
            return
        radius = Radius.PAPER
        # The path extends beyond the right and bottom edges.
        area = QRectF(self.rect()).adjusted(0.5, 0.5, 2 * radius, 2 * radius)
        corner = QPainterPath()
        corner.addRoundedRect(area, radius, radius)
        # The interior is filled as a rectangle, which is faster than filling the path.
        edge, place = 2 * radius, self.rect()
        painter.fillRect(place.adjusted(edge, edge, 0, 0), theme.surface)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.line, Stroke.HAIR))
        painter.setBrush(theme.surface)
        for part in (
            QRect(0, 0, place.width(), edge),
            QRect(0, edge, edge, max(place.height() - edge, 0)),
        ):
            painter.setClipRect(part)
            painter.drawPath(corner)
