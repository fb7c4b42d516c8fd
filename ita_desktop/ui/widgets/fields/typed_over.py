"""A value over which an editor is laid to type it anew."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.editors.base import CellEditor, CloseReason, TypedText
from ita_desktop.ui.editors.unstored import UnstoredTexts
from ita_desktop.ui.shared.editor_events import KeptEvent, StoredOutsideEvent, tell
from ita_desktop.ui.shared.field_conflict import FieldConflict
from ita_desktop.ui.storing import sending, storing


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
        if isinstance(typed, TypedText) and keeps:
            self._unstored.keep(self._unstored.thing, typed.text)
        self._unstored.give_up(self._unstored.thing)
        self._close()
        self.setFocus()
        if keeps:
            tell(self, KeptEvent())

    def _store(
        self, editor: CellEditor, leave: CloseReason, store: Callable[[], object], *, changes: bool
    ) -> bool:
        """Closes the editor and stores its value by ``store``, which ``changes`` it; opens it again
        and returns False if that was refused."""
        # Meanwhile the editor counts as closed, because the value is shown anew.
        self.editor = None
        editor.close_popup()
        editor.hide()
        if leave is not CloseReason.AWAY:
            self.setFocus()
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

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        self._conflict.end()
        if editor is not None:
            editor.close_popup()
            editor.hide()
            editor.deleteLater()
