"""Widgets for the state of an item, and for rows of label and value."""

from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics, paint_lines, wrap
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import IconSize, Radius, Space, Stroke, Text, Tone, Width, tokens
from ita_desktop.ui.widgets.boxes import set_height_for_width
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
