"""A value that looks like a field and is typed over in its place, with any editor of a table.

A value over which an editor is laid to type it anew.
"""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from math import ceil
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.editors.base import CellEditor, CloseReason, EditorPlace, TypedText
from ita_desktop.ui.keyboard import topic_of
from ita_desktop.ui.shared.editor_events import KeptEvent, StoredOutsideEvent, tell
from ita_desktop.ui.shared.stored_line import FieldConflict
from ita_desktop.ui.storing import UnstoredTexts, sending, storing
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics, set_tip
from ita_desktop.ui.theme.measures import FieldSize
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.fields.field import pastes_files

Make = Callable[[EditorPlace, QWidget], CellEditor]
"""Makes the editor over a part of the window."""
Read = Callable[[object], object]
"""Gives the value of what an editor was left with; raises ValueError or ItaError."""
_BEGIN = frozenset({Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class TypedOver(QWidget):
    """What cannot be stored stays in its editor, and for the thing that it is about where another
    one is shown meanwhile. Subclasses say where the editor lies, and what becomes of its text."""

    accessible_role = Role.EditableText

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.editor: CellEditor | None = None
        """The open editor."""
        self._locked = False
        self._opened = ""
        """What the editor began with, but for what could not be stored before."""
        self._unstored = UnstoredTexts(self, self._show_refused)
        self._conflict = FieldConflict(self)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def accessible_state(self, state: QAccessible.State) -> None:
        """Whether it may be typed over."""
        state.editable = int(not self._locked)
        state.readOnly = int(self._locked)

    def _place(self) -> None:
        """Lays the editor over the value."""
        raise NotImplementedError

    @property
    def shown_text(self) -> str:
        """The text of the value that it was given to show."""
        raise NotImplementedError

    def _show_refused(self) -> None:
        """Shows what a server has refused in the place of what is stored, or no longer."""
        refused = self._unstored.refused
        self.setAccessibleDescription(refused.why if refused is not None else "")
        self.update()

    def _leave(self, leave: CloseReason) -> None:
        """Takes what was typed, or asks about it."""
        raise NotImplementedError

    def _show_thing(self, thing: str, text: str, *, locked: bool, keeps: bool) -> None:
        """Notes the stored ``text`` of a ``thing``. The editor of another one is closed, and what
        was typed in it is kept for that thing if it ``keeps`` what could not be stored."""
        self._conflict.note(text)
        if thing != self._unstored.thing:
            typed = self.editor.result() if self.editor is not None else None
            if isinstance(typed, TypedText):
                self._conflict.rescue(typed.text)
                if keeps:
                    self._unstored.keep(self._unstored.thing, typed.text)
            self._close()
        self._unstored.thing = thing
        self._locked = locked
        self._show_refused()

    def _open(self, editor: CellEditor, text: str, stored: str, typed: str | None = None) -> None:
        """Opens an editor that begins with ``text``, or with what could not be stored before;
        ``typed`` overwrites that."""
        editor.setAccessibleName(self.accessibleName())
        editor.about = topic_of(self)
        editor.exited.connect(self._on_exited)
        editor.grown.connect(self._place)
        self.editor = editor
        self._place()
        editor.show()
        editor.setFocus()
        unstored, refused = self._unstored.take(), self._unstored.refused
        self._opened = text
        if unstored is None and refused is not None:
            unstored = refused.text
        editor.start(text if unstored is None else unstored, typed)
        self._conflict.begin(self._unstored.thing, stored if refused is None else refused.before)
        self._conflict.note(stored)
        if refused is not None and typed is None:
            editor.set_invalid(True, refused.why)
        self._place()

    def _on_exited(self, leave: CloseReason) -> None:
        if self.editor is None or self._conflict.is_asking:
            return
        if leave is CloseReason.CANCEL:
            self._cancel()
        else:
            self._leave(leave)

    def _cancel(self) -> None:
        """Closes the editor without storing; what was typed is kept for its thing."""
        editor = self.editor
        typed = editor.result() if editor is not None else None
        keeps = isinstance(typed, TypedText) and typed.text != self._opened
        thing = self._unstored.thing
        if isinstance(typed, TypedText) and keeps:
            self._unstored.keep(thing, typed.text)
        self._unstored.give_up(self._unstored.thing)
        self._close(stays=True)
        if keeps:
            tell(self, KeptEvent(lambda: self._unstored.has(thing)))

    def _store(
        self, editor: CellEditor, leave: CloseReason, store: Callable[[], object], *, changes: bool
    ) -> bool:
        """Closes the editor and stores its value by ``store``, which ``changes`` it; opens it again
        and returns False if that was refused."""
        # Meanwhile the editor counts as closed, because the value is shown anew.
        self.editor = None
        self._put_away(editor, stays=leave is not CloseReason.AWAY)
        thing, before = self._unstored.thing, self._conflict.began
        with storing() as refusal, sending() as sent:
            store()
        # Not where another thing is shown by now, or something else is typed.
        if refusal and self._unstored.thing == thing and self.editor is None:
            self.editor = editor
            editor.set_invalid(True, refusal[0])
            editor.show()
            self._place()
            if leave is not CloseReason.AWAY:
                editor.setFocus()
            return False
        typed = editor.result()
        if refusal and isinstance(typed, TypedText):
            self._unstored.keep(thing, typed.text)
        if not refusal:
            words = typed.text if isinstance(typed, TypedText) else self.shown_text
            self._unstored.follow(sent, thing, words, before)
        editor.deleteLater()
        self._conflict.end()
        if leave is CloseReason.AWAY and not refusal and changes:
            tell(self, StoredOutsideEvent(tr("บันทึกแล้ว")))
        return True

    def _close(self, *, stays: bool = False) -> None:
        """Closes the editor; the keyboard ``stays`` in the field, or is where it has gone."""
        editor, self.editor = self.editor, None
        self._conflict.end()
        if editor is not None:
            self._put_away(editor, stays=stays)
            editor.deleteLater()

    def _put_away(self, editor: CellEditor, *, stays: bool) -> None:
        """Hides the editor once the keyboard is elsewhere: from what is hidden it goes on to
        whatever comes next, which screen readers tell."""
        editor.close_popup()
        if stays or editor.hasFocus():
            self.setFocus()
        editor.hide()


class CellFieldSize:
    FIELD_LEAST: Final = 90


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
        """The value, for screen readers."""
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

    def _close(self, *, stays: bool = False) -> None:
        super()._close(stays=stays)
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
        if pastes_files(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
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
