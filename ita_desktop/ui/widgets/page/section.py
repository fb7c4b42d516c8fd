"""What the content of a page stands on: the white area with its rounded corner, section titles with
a grey note, an action at the right and a line below, the background of bars, lines and notes, and
the area that scrolls. In it stand the state of an item, and rows of label and value.
"""

from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QWidget,
)

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics, paint_lines, wrap
from ita_desktop.ui.theme.measures import SectionSize
from ita_desktop.ui.theme.shapes import hairline, paint_plate
from ita_desktop.ui.theme.tokens import (
    Height,
    IconSize,
    Radius,
    Space,
    Stroke,
    Text,
    Tone,
    Width,
    tokens,
)
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, text_and_parent
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import OVERHANG
from ita_desktop.ui.widgets.marks import Mark, paint_mark


class ValueSize:
    NOTE_GAP: Final = 12
    FRAME: Final = 6
    """How far the frame of an editable value extends beyond its text."""
    VALUE_LEAST: Final = 80


class StateLabel(QLabel):
    """A state icon with its word; the word is grey unless ``coloured``, as in a legend. Where it
    lacks room it is elided, and the tool tip has it."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        style: Text = Text.BODY,
        coloured: bool = True,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._coloured = coloured
        self.mark: Mark | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_state(self, mark: Mark | None, word: str = "") -> None:
        """Shows a state, with ``word`` instead of its own (พร้อมพิมพ์). None hides the label."""
        self.mark = mark
        self.setVisible(mark is not None)
        self.setText(word or (mark.word if mark is not None else ""))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self._tell_whole()

    def sizeHint(self) -> QSize:
        words = ceil(metrics(self._style).horizontalAdvance(self.text()))
        mark = IconSize.TEXT + Space.ICON_TO_WORD
        return QSize(mark + words, self._style.line + OVERHANG)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(ValueSize.VALUE_LEAST, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.mark is None:
            return
        painter = QPainter(self)
        paint_mark(painter, self.mark, QPointF(0, round((self.height() - IconSize.TEXT) / 2)))
        painter.setPen(self.mark.tone.colour if self._coloured else tokens().text2)
        x = IconSize.TEXT + Space.ICON_TO_WORD
        text = self.text()
        if self.toolTip():
            text = elide(text, self._style, self.width() - x)
        draw_text(painter, self._style, x, baseline(self._style, 0, self.height()), text)


class ValueRow(QAbstractButton):
    """A label with a value and a grey note; an editable value gets a frame on hover.

    Click, F2 or Enter on an editable row emits ``edit_requested``. The page places the editor at
    :meth:`place`, where its text has the same position as the value's.
    """

    edit_requested = Signal()

    def __init__(
        self,
        label: str = "",
        parent: QWidget | None = None,
        *,
        style: Text = Text.BODY,
        editable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._style = style
        self.value = ""
        self._note = ""
        self._tone = Tone.TEXT
        self._editable = editable
        # Smaller fonts need less space above and below the line.
        self._above = Space.ABOVE_LINE if style is Text.BODY else Space.ABOVE_LINE - 1
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_height_for_width(self, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._ask)
        self.set_editable(editable)

    @property
    def accessible_role(self) -> QAccessible.Role:
        """A button if the value can be edited, otherwise static text."""
        return Role.Button if self._editable else Role.StaticText

    def accessible_value(self) -> str:
        """The value, for screen readers."""
        return self.value

    def set_label(self, label: str) -> None:
        if label != self._label:
            self._label = label
            self._update_accessible_name()
            self.update()

    def set_value(self, value: str, note: str = "", tone: Tone = Tone.TEXT) -> None:
        """Sets value, note, and the value's colour (LATE if overdue)."""
        before = self.value, self._note, self._tone
        self.value = value or "–"
        self._note = note
        self._tone = tone if value else Tone.TEXT3
        if before == (self.value, self._note, self._tone):
            return
        self._update_accessible_name()
        self.updateGeometry()
        self.update()

    def set_editable(self, editable: bool) -> None:
        self._editable = editable
        reach = Qt.FocusPolicy.TabFocus if editable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(reach)
        shape = Qt.CursorShape.IBeamCursor if editable else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def place(self) -> QRectF:
        """Returns the area of the value including the frame of its editor."""
        left = Width.PANE_LABEL - ValueSize.FRAME
        return QRectF(left, 0, self.width() - left, self.height())

    def _ask(self) -> None:
        if self._editable:
            self.edit_requested.emit()

    def _update_accessible_name(self) -> None:
        self.setAccessibleName(f"{self._label}: {self.value} {self._note}".strip())

    def _fill(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Returns the lines of the value, and those of the note below; none if it fits after the
        last line of the value."""
        room = max(width - Width.PANE_LABEL, Space.XXXL)
        lines = wrap(self.value, self._style, room)
        used = metrics(self._style).horizontalAdvance(lines[-1])
        note = metrics(Text.LABEL).horizontalAdvance(self._note)
        beside = not self._note or used + ValueSize.NOTE_GAP + note <= room
        return lines, () if beside else wrap(self._note, Text.LABEL, room)

    def heightForWidth(self, width: int) -> int:
        lines, under = self._fill(width)
        return (len(lines) + len(under)) * self._style.line + 2 * self._above

    def sizeHint(self) -> QSize:
        width = Width.PANE - 2 * Space.PANE_EDGE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(Width.PANE_LABEL + ValueSize.VALUE_LEAST, self._style.line + 2 * self._above)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if self._editable and (self.underMouse() or self.hasFocus()):
            focused = self.hasFocus()
            edge, stroke = (theme.accent, Stroke.FOCUS) if focused else (theme.control, Stroke.HAIR)
            paint_plate(painter, self.place(), Radius.CHECK, None, edge, stroke)
        step = self._style.line
        top = self._above
        painter.setPen(theme.text2)
        label = elide(self._label, Text.LABEL, Width.PANE_LABEL - Space.S)
        first = baseline(self._style, top, step)
        draw_text(painter, Text.LABEL, 0, first, label)
        lines, under = self._fill(self.width())
        painter.setPen(self._tone.colour)
        paint_lines(painter, lines, self._style, QPointF(Width.PANE_LABEL, top))
        if not self._note:
            return
        painter.setPen(theme.text2)
        at = first + (len(lines) - 1) * step
        for line in under:
            at += step
            draw_text(painter, Text.LABEL, Width.PANE_LABEL, at, line)
        if not under:
            used = metrics(self._style).horizontalAdvance(lines[-1]) + ValueSize.NOTE_GAP
            draw_text(painter, Text.LABEL, round(Width.PANE_LABEL + used), at, self._note)


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
