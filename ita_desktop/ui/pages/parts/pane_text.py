"""A longer text in a detail pane: looks like text, is typed over in its place."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.domain.text import clean
from ita_desktop.i18n import tr
from ita_desktop.ui.editors.base import CellEditor, CloseReason, EditorPlace, TypedText
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import set_height_for_width, vbox
from ita_desktop.ui.widgets.fields.cell import TypedOver
from ita_desktop.ui.widgets.fields.field import SHOWS_FRAME, TextFrame
from ita_desktop.ui.widgets.label import ThaiLabel

_FRAME = Space.CELL
"""How far the editor's frame reaches over the text on both sides, in px."""
_TAKES = frozenset({CloseReason.DOWN, CloseReason.ALL})
"""How an editor is left that takes a proposal: no other key or click says so."""


class PaneText(TypedOver):
    """Click, F2 or Enter edits; Enter there takes the text, Alt+Enter begins a line, Esc leaves
    it as it was and keeps what was typed for the next time."""

    edited = Signal(str)
    exited = Signal(object)
    """The editor was closed (:class:`CloseReason`), whether or not the text is another now."""

    def __init__(
        self, name: str, over: QWidget, parent: QWidget | None = None, *, tables: bool = False
    ) -> None:
        """``over`` is what the editor lies on: it reaches a little beyond the text. ``tables``: a
        pasted table is kept as one."""
        super().__init__(name, parent)
        self._tables = tables
        self._over = over
        self._text = self._ghost = self._proposal = ""
        self.left_proposal = ""
        """The proposal that the editor was left with, neither taken nor typed over."""
        self._label = ThaiLabel("", self, most=0)
        self._frame = TextFrame(over)
        vbox(self._label, on=self, margins=(0, 0, 0, Space.XS), gap=None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_height_for_width(self, QSizePolicy.Policy.Preferred)

    @property
    def shown_text(self) -> str:
        return self._text

    def accessible_value(self) -> str:
        """The text for screen readers."""
        return self._text

    def accessible_state(self, state: QAccessible.State) -> None:
        """Whether it may be typed over."""
        super().accessible_state(state)
        state.multiLine = 1

    def set_text(
        self, text: str, *, locked: bool, thing: str, ghost: str = "", proposal: str = ""
    ) -> None:
        """Shows a text of a ``thing``, a name that tells it from others; ``locked`` where the
        workspace is read-only. ``ghost`` is what holds while it is empty: it stands faintly in its
        place, and the editor begins with it. It begins with a ``proposal``, too, but that is
        nothing until it was taken by Enter, and the first letter typed takes its place."""
        keeps = self.editor is not None and self.editor.invalid
        self._show_thing(thing, text, locked=locked, keeps=keeps)
        if proposal != self._proposal or text:
            self.left_proposal = ""
        self._text, self._ghost, self._proposal = text, ghost, proposal
        self._show_refused()

    def _show_refused(self) -> None:
        text, ghost, refused = self._text, self._ghost, self._unstored.refused
        if refused is not None:
            self._label.setText(refused.text)
            self._label.set_tone(Tone.LATE)
            self.setAccessibleDescription(f"{refused.text}, {refused.why}")
        else:
            self._label.setText(text or ghost or tr("ยังไม่ได้พิมพ์"))
            self._label.set_tone(Tone.TEXT if text else Tone.TEXT2 if ghost else Tone.TEXT3)
            # The text itself is its value.
            self.setAccessibleDescription("" if text else ghost)
        set_tip(self, refused.why if refused is not None else "")

    def begin(self) -> None:
        """Opens the editor over the text."""
        if self._locked or self.editor is not None:
            return
        one_line = Text.BODY.line + Space.ABOVE_LINE + Space.BELOW_LINE + Space.XS
        place = EditorPlace(above=self._label.y() + Space.ABOVE_LINE, row=one_line)
        usual = self._text or self._proposal or self._ghost
        editor = TextEditor(place, self._over, tables=self._tables)
        self._open(editor, usual, self._text)
        if not self._text and self._proposal:
            editor.area.selectAll()
        # What has just come into sight finds its place with the next event.
        later(self, 0, self._place)

    def _place(self) -> None:
        """Over the text, as high as what is typed needs."""
        if self.editor is None:
            return
        over = self._reach()
        self._show_frame()
        size = self.editor.room(over)
        needed = max(size.height(), over.height())
        self.editor.setGeometry(over.x(), over.y(), over.width(), needed)
        self.editor.raise_()

    def _cancel(self) -> None:
        super()._cancel()
        self._show_frame()
        self.exited.emit(CloseReason.CANCEL)

    def _leave(self, leave: CloseReason) -> None:
        editor = self.editor
        if editor is None:
            return
        typed = editor.result()
        text = clean(typed.text) if isinstance(typed, TypedText) else self._text
        if not self._text and text == clean(self._ghost):
            text = ""
        self.left_proposal = ""
        if not self._text and text == clean(self._proposal) and leave not in _TAKES:
            self.left_proposal, text = text, ""
        resolved = self._resolved(editor, text)
        if resolved is None:
            return
        text = resolved
        changes = text != self._text
        stores = partial(self.edited.emit, text) if changes else lambda: None
        if self._store(editor, leave, stores, changes=changes):
            self._show_frame()
            self.exited.emit(leave)

    def _resolved(self, editor: CellEditor, text: str) -> str | None:
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
