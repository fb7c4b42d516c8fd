"""A value that looks like a field and is typed over in its place, with any editor of a table."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from math import ceil
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence
from ita_desktop.ui.editors.base import CellEditor, CloseReason, EditorPlace, TypedText
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import FieldSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tips import set_tip
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.fields.typed_over import TypedOver


class CellFieldSize:
    FIELD_LEAST: Final = 90


Make = Callable[[EditorPlace, QWidget], CellEditor]
"""Makes the editor over a part of the window."""
Read = Callable[[object], object]
"""Gives the value of what an editor was left with; raises ValueError or ItaError."""

_BEGIN = frozenset({Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class _Resolved(Enum):
    """What becomes of an editor that is left."""

    OURS = auto()
    """Its value is stored."""
    THEIRS = auto()
    """It closes; the value of somebody else stays."""
    OPEN = auto()


class FieldCell(TypedOver):
    """Click, F2, Enter, the first letter typed or a pasted text opens the editor. Enter and Tab
    take what was typed and go on to one and the same field, Esc leaves the value as it was."""

    entered = Signal(object)
    """The value that was read from the editor."""
    problem = Signal(str)
    problem_over = Signal()

    def __init__(
        self,
        name: str,
        make: Make,
        read: Read,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        example: str = "",
    ) -> None:
        super().__init__(name, parent)
        self._make, self._read = make, read
        self._icon, self._example = icon, example
        self.text = self._typed = ""
        self._wrong = False
        self.go_on: Callable[[], object] = self.focusNextChild
        """Gives the keyboard to the field that comes next."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(Height.FIELD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_empty(self) -> bool:
        return not self.text

    @property
    def shown_text(self) -> str:
        return self.text

    def accessible_value(self) -> str:
        """The value for screen readers."""
        return self.text

    def set_value(self, text: str, *, locked: bool, thing: str, typed: str | None = None) -> None:
        """Shows a value of a ``thing``, a name that tells it from others; ``typed`` is the text
        that its editor begins with, where it is another."""
        self.text = text
        self._typed = text if typed is None else typed
        self._show_thing(thing, self._typed, locked=locked, keeps=self._wrong)
        self.setCursor(Qt.CursorShape.ArrowCursor if locked else Qt.CursorShape.IBeamCursor)
        self.update()

    def set_example(self, words: str) -> None:
        """What stands faintly in the field while it is empty."""
        if words != self._example:
            self._example = words
            self.update()

    def begin(self, typed: str | None = None) -> None:
        """Opens the editor; ``typed`` overwrites the value."""
        over = self.parentWidget()
        if self._locked or self.editor is not None or over is None:
            return
        above = (Height.FIELD - Text.BODY.line) // 2
        editor = self._make(EditorPlace(above=above, row=Height.FIELD), over)
        self._open(editor, self._typed, self._typed, typed)

    def _place(self) -> None:
        editor, over = self.editor, self.parentWidget()
        if editor is None or over is None:
            return
        cell = QRect(self.mapTo(over, QPoint()), self.size())
        size = editor.room(cell)
        left = min(cell.left(), max(over.width() - size.width(), 0))
        editor.setGeometry(QRect(QPoint(left, cell.top()), size))
        editor.raise_()

    def _leave(self, leave: CloseReason) -> None:
        editor = self.editor
        if editor is None:
            return
        try:
            resolved, value = self._resolved(editor)
        except (ItaError, ValueError) as problem:
            self._refuse(leave, sentence(problem))
            return
        if self.editor is not editor:
            return  # another thing is shown by now
        if resolved is not _Resolved.OURS:
            self._leave_unstored(resolved, editor)
            return
        result = editor.result()
        changes = isinstance(result, TypedText) and result.text != self._typed
        if self._store(editor, leave, partial(self.entered.emit, value), changes=changes):
            self._show_over()
            self._go_on(leave)
        else:
            self._wrong = True

    def _go_on(self, leave: CloseReason) -> None:
        if leave in {CloseReason.DOWN, CloseReason.ALL, CloseReason.RIGHT}:
            self.go_on()
        elif leave is CloseReason.LEFT:
            self.focusPreviousChild()

    def _leave_unstored(self, resolved: "_Resolved", editor: CellEditor) -> None:
        """Closes the editor for the value of somebody else, or goes on typing."""
        if resolved is _Resolved.THEIRS:
            self._close()
        else:
            editor.setFocus()

    def _resolved(self, editor: CellEditor) -> "tuple[_Resolved, object]":
        """Returns whether the entered value is to be stored, and the value; asks where somebody
        else has changed it meanwhile. Raises ItaError and ValueError for an invalid one."""
        result = editor.result()
        value = self._read(result)
        mine = editor.words()
        joins = isinstance(result, TypedText) and isinstance(value, str)
        text = self._conflict.resolve(mine, joins=joins)
        if text is None:
            return _Resolved.OPEN, value
        if text == mine:
            return _Resolved.OURS, value
        if text == self._typed:
            return _Resolved.THEIRS, value
        editor.start(text, None)  # where it cannot be stored, it stays there
        return _Resolved.OURS, self._read(TypedText(text))

    def _refuse(self, leave: CloseReason, why: str) -> None:
        """What cannot be taken stays in its editor, unless the keyboard has gone elsewhere."""
        if leave is CloseReason.AWAY:
            self._close()
        elif self.editor is not None:
            self._wrong = True
            self.editor.set_invalid(True, why)
        self.problem.emit(why)

    def _close(self) -> None:
        super()._close()
        self._show_over()

    def _show_over(self) -> None:
        if self._wrong:
            self._wrong = False
            self.problem_over.emit()

    def needed(self) -> int:
        """The width at which its words are whole."""
        if self.maximumWidth() == self.minimumWidth():
            return self.maximumWidth()
        words = metrics(Text.BODY).horizontalAdvance(self.text or self._example)
        icon = IconSize.BUTTON + Space.XS if self._icon else 0
        return max(ceil(words) + icon + 2 * FieldSize.PADDING, CellFieldSize.FIELD_LEAST)

    def sizeHint(self) -> QSize:
        return QSize(CellFieldSize.FIELD_LEAST, Height.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(CellFieldSize.FIELD_LEAST, self.maximumWidth()), Height.FIELD)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = event.text()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            if self.text:
                QGuiApplication.clipboard().setText(self.text)
        elif event.key() in _BEGIN:
            self.begin()
        elif letters and letters.isprintable() and plain:
            self.begin(letters)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not self._locked:
            self.begin("")
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        """Opens the editor with the copied text in the place of the value."""
        copied = QGuiApplication.clipboard().text().rstrip("\r\n")
        if copied:
            self.begin(copied)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        focused = self.hasFocus()
        refused = self._unstored.refused
        text = refused.text if refused is not None else self.text
        stroke = Stroke.FOCUS if focused or refused is not None else Stroke.HAIR
        edge = theme.accent if focused else theme.control
        ground = theme.sunken if self._locked else theme.surface
        if refused is not None:
            edge, ground = theme.late, theme.late_tint
        paint_plate(painter, self.rect(), Radius.CONTROL, ground, edge, stroke)
        room = self.width() - 2 * FieldSize.PADDING
        if self._icon:
            room -= IconSize.BUTTON + Space.XS
            at = QPointF(
                self.width() - FieldSize.PADDING - IconSize.BUTTON + 2,
                (self.height() - IconSize.BUTTON) / 2,
            )
            paint_icon(painter, self._icon, theme.text2, at)
        painter.setPen(theme.text if text else theme.text3)
        words = elide(text or self._example, Text.BODY, room)
        tip = refused.why if refused is not None else text if words != text else ""
        set_tip(self, tip)
        foot = baseline(Text.BODY, 0, self.height())
        draw_text(painter, Text.BODY, FieldSize.PADDING, foot, words)
