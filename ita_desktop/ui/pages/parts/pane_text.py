"""A longer text in a detail pane: looks like text, is typed over in its place."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.domain.text import clean
from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.editors.base import CloseReason, EditorPlace, TypedText
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.editors.unstored import UnstoredTexts
from ita_desktop.ui.loading.delayed import later
from ita_desktop.ui.shared.field_conflict import FieldConflict
from ita_desktop.ui.storing import storing
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import set_height_for_width, vbox
from ita_desktop.ui.widgets.fields.text_frame import SHOWS_FRAME, TextFrame
from ita_desktop.ui.widgets.label import ThaiLabel

_FRAME = Space.CELL
"""How far the editor's frame reaches over the text on both sides, in px."""


class PaneText(QWidget):
    """Click, F2 or Enter edits; Enter there takes the text, Alt+Enter begins a line, Esc leaves
    it as it was. What cannot be stored stays in its editor, and for the thing that it is about
    where another one is shown meanwhile."""

    accessible_role = Role.EditableText
    edited = Signal(str)
    left = Signal(object)
    """The editor was closed (:class:`CloseReason`), whether or not the text is another now."""

    def __init__(self, name: str, over: QWidget, parent: QWidget | None = None) -> None:
        """``over`` is what the editor lies on: it reaches a little beyond the text."""
        super().__init__(parent)
        self._over = over
        self._text = self._ghost = self._proposal = ""
        self._unstored = UnstoredTexts()
        self._conflict = FieldConflict(self)
        self.editor: TextEditor | None = None
        """The open editor."""
        self._locked = False
        self._label = ThaiLabel("", self, most=0)
        self._frame = TextFrame(over)
        vbox(self._label, on=self, margins=(0, 0, 0, Space.XS), gap=None)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        set_height_for_width(self, QSizePolicy.Policy.Preferred)

    def accessible_value(self) -> str:
        """The text for screen readers."""
        return self._text

    def accessible_state(self, state: QAccessible.State) -> None:
        """Whether it may be typed over."""
        state.multiLine = 1
        state.editable = int(not self._locked)
        state.readOnly = int(self._locked)

    def set_text(
        self, text: str, *, locked: bool, thing: str, ghost: str = "", proposal: str = ""
    ) -> None:
        """Shows a text of a ``thing``, a name that tells it from others; ``locked`` where the
        workspace is read-only. ``ghost`` is what holds while it is empty: it stands faintly in its
        place, and the editor begins with it. It begins with a ``proposal``, too, but that is
        nothing until it was taken."""
        editor = self.editor
        is_unstored = editor is not None and editor.invalid
        self._conflict.note(text)
        if thing != self._unstored.thing:
            typed = editor.result() if editor is not None else None
            if isinstance(typed, TypedText):
                self._conflict.rescue(typed.text)
            if is_unstored and isinstance(typed, TypedText):
                self._unstored.keep(self._unstored.thing, typed.text)
            self._close()
        self._unstored.thing = thing
        self._text, self._ghost, self._proposal = text, ghost, proposal
        self._locked = locked
        self._label.setText(text or ghost or tr("ยังไม่ได้พิมพ์"))
        self._label.set_tone(Tone.TEXT if text else Tone.TEXT2 if ghost else Tone.TEXT3)
        self.setAccessibleDescription(text or ghost)

    def begin(self) -> None:
        """Opens the editor over the text."""
        if self._locked or self.editor is not None:
            return
        one_line = Text.BODY.line + Space.ABOVE_LINE + Space.BELOW_LINE + Space.XS
        place = EditorPlace(above=self._label.y() + Space.ABOVE_LINE, row=one_line)
        editor = TextEditor(place, self._over)
        editor.setAccessibleName(self.accessibleName())
        editor.left.connect(self._leave)
        editor.grown.connect(self._place)
        self.editor = editor
        self._show_frame()
        self._place()
        editor.show()
        unstored = self._unstored.take()
        usual = self._text or self._proposal or self._ghost
        editor.start(usual if unstored is None else unstored, None)
        editor.setFocus()
        self._conflict.begin(self._unstored.thing, self._text)
        self._place()
        # What has just come into sight finds its place with the next event.
        later(self, 0, self._place)

    def _place(self) -> None:
        """Over the text, as high as what is typed needs."""
        if self.editor is None:
            return
        over = self._reach()
        size = self.editor.room(over)
        needed = max(size.height(), over.height())
        self.editor.setGeometry(over.x(), over.y(), over.width(), needed)
        self.editor.raise_()

    def _leave(self, leave: CloseReason) -> None:
        editor = self.editor
        if editor is None or self._conflict.is_asking:
            return
        typed = editor.result()
        text = clean(typed.text) if isinstance(typed, TypedText) else self._text
        if not self._text and text == clean(self._ghost):
            text = ""
        if leave is not CloseReason.CANCEL:
            resolved = self._resolved(editor, text)
            if resolved is None:
                return
            text = resolved
        # Meanwhile the editor counts as closed, because the text is shown anew.
        self.editor = None
        editor.hide()
        if leave is not CloseReason.AWAY:
            self.setFocus()
        thing = self._unstored.thing
        if leave is not CloseReason.CANCEL and text != self._text:
            with storing() as refusal:
                self.edited.emit(text)
            if refusal and self._may_open_again(thing):
                self._open_again(editor, leave, refusal[0])
                return
            if refusal:
                self._unstored.keep(thing, text)
        self._conflict.end()
        editor.deleteLater()
        self._show_frame()
        self.left.emit(leave)

    def _resolved(self, editor: TextEditor, text: str) -> str | None:
        """Returns the text to store; None to go on typing, or where another thing is shown by
        now."""
        resolved = self._conflict.resolve(text)
        if self.editor is not editor:
            return None
        if resolved is None:
            editor.setFocus()
        elif resolved != text:
            editor.start(resolved, None)  # where it cannot be stored, it stays there
        return resolved

    def _may_open_again(self, thing: str) -> bool:
        """Whether the same thing is shown still, and nothing else is typed by now."""
        return self._unstored.thing == thing and self.editor is None

    def _open_again(self, editor: TextEditor, leave: CloseReason, why: str) -> None:
        """What could not be stored stays in its editor."""
        self.editor = editor
        editor.set_invalid(True, why)
        editor.show()
        self._show_frame()
        self._place()
        if leave is not CloseReason.AWAY:
            editor.setFocus()

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        self._conflict.end()
        if editor is not None:
            editor.hide()
            editor.deleteLater()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._label.heightForWidth(width) + Space.XS

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.begin()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in SHOWS_FRAME:
            self._show_frame()
        return done

    def _show_frame(self) -> None:
        """The frame of an editable text, under the pointer and with the keyboard."""
        wanted = self.underMouse() or self.hasFocus()
        shown = wanted and not self._locked and self.editor is None and self.isVisible()
        self._frame.setVisible(shown)
        if shown:
            self._frame.show_at(self._reach(), focused=self.hasFocus())

    def _reach(self) -> QRect:
        """The text's place on what the editor lies on, with the editor's side padding."""
        corner = self.mapTo(self._over, QPoint())
        return QRect(corner, self.size()).adjusted(-_FRAME, 0, _FRAME, 0)
