"""An editor for an agenda outline: headings and items, edited, moved and nested in place."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.domain.text import clean
from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.editors.base import CloseReason, EditorPlace, TypedText
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.shared.editor_events import KeptEvent, tell
from ita_desktop.ui.storing import UnstoredTexts
from ita_desktop.ui.theme.measures import OutlineSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import add, at_once, hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.lines import LineStack
from ita_desktop.ui.widgets.outline_row import (
    LineArea,
    OutlineLine,
    OutlineRow,
    end_of,
    last_below,
    parent_of,
)
from ita_desktop.ui.widgets.tab_order import bring_into_sight

if TYPE_CHECKING:
    from ita_desktop.ui.widgets.outline_row import DropLine

_NEW: Final = ""
"""The id of a new item that is still being typed."""
_KEY = Qt.Key
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Outline(LineStack[OutlineRow]):
    """An outline of headings and items, one of which is current. The focus is on the widget as a
    whole. An item is dragged with its nested items; Esc cancels the drag.

    Enter adds an item below the current one, F2 or typing edits it, Tab and Shift+Tab nest it,
    Alt+↑↓ move it, Delete removes it, Ctrl+; attaches a file, Ctrl+Enter opens its details.
    """

    accessible_role = Role.List
    current_changed = Signal(str)
    edited = Signal(str, str)
    """A new title was entered for an item."""
    added = Signal(str, str, str)
    """A new item was entered: parent ('' for a heading), previous item (or ''), and title."""
    moved = Signal(str, int)
    put = Signal(str, str, str)
    """An item was moved: its id, its new parent, and the item before it (or '')."""
    nested = Signal(str, int)
    removed = Signal(str)
    attach_requested = Signal(str)
    fact_opened = Signal(str)
    details_requested = Signal(bool)
    """The details of the current item should be shown (True) or hidden."""
    menu_requested = Signal(str, QPoint)
    locked_line_tried = Signal()
    """An attempt was made to edit a locked outline."""

    def __init__(self) -> None:
        super().__init__()
        self._current = ""
        self._locked = False
        self.editor: TitleEditor | None = None
        """The open editor."""
        self._editing = ""
        self._unstored = UnstoredTexts()
        self._new: OutlineRow | None = None
        self._new_at = ("", "")
        self._below: QWidget | None = None
        self._drop_line: DropLine | None = None
        self.add_button = Button(tr("+ เพิ่มข้อ"), self, kind=ButtonKind.QUIET)
        self.add_button.set_flush()
        self._adding = QWidget(self)
        self.heading_button = Button(tr("+ เพิ่มหัวข้อวาระ"), self, kind=ButtonKind.QUIET)
        self.heading_button.clicked.connect(self.begin_heading)
        hbox(
            self.add_button,
            self.heading_button,
            None,
            on=self._adding,
            margins=(OutlineSize.HEADING, 0, 0, 0),
            gap=None,
        )
        self.add_button.clicked.connect(self.begin_new)
        add(self.column, self._adding, None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    # -- content

    @property
    def items(self) -> tuple[OutlineLine, ...]:
        """The items from top to bottom."""
        return tuple(row.line for row in self.lines)

    @property
    def current(self) -> OutlineLine | None:
        """The current item."""
        return next((row.line for row in self.lines if row.line.id == self._current), None)

    def row_of(self, line_id: str) -> OutlineRow | None:
        """Returns the row of an item."""
        return next((row for row in self.lines if row.line.id == line_id), None)

    def set_lines(self, lines: Sequence[OutlineLine], *, locked: bool) -> None:
        """Sets the items; the current one is kept if it still exists."""
        self._close()
        self._end_drag()
        self._locked = locked
        rows = self.fit(len(lines))
        with at_once(self.column):
            for row, line in zip(rows, lines, strict=True):
                row.show_line(line)
            known = {line.id for line in lines}
            if self._current not in known:
                self._current = next((line.id for line in lines if line.depth), "") or (
                    lines[0].id if lines else ""
                )
            self._arrange()
        self.setVisible(bool(lines))
        self._mark_current()

    def set_below(self, widget: QWidget | None) -> None:
        """Sets a widget shown below the current item; None for none."""
        if self._below is not None and self._below is not widget:
            self.column.removeWidget(self._below)
            self._below.hide()
        self._below = widget
        if widget is not None:
            widget.setParent(self)
        self._arrange()
        if widget is not None:
            widget.show()

    def go_to(self, line_id: str) -> bool:
        """Makes an item current; returns False if it does not exist."""
        row = self.row_of(line_id)
        if row is None:
            return False
        if line_id != self._current:
            self._current = line_id
            self._arrange()
            self._mark_current()
            self.current_changed.emit(line_id)
        bring_into_sight(row, 0, Space.S)
        return True

    def make(self, _number: int) -> OutlineRow:
        row = OutlineRow(self)
        row.pressed.connect(self._press)
        row.double_pressed.connect(self._edit)
        row.dragged.connect(self._drag)
        row.dropped.connect(self._drop)
        row.menu_requested.connect(self._menu)
        row.show()
        return row

    def _arrange(self) -> None:
        """Arranges the rows, the widget below the current one, and the button that adds an item
        after the last one of the current heading."""
        column = self.column
        places: list[QWidget] = []
        last = self._last_of_heading()
        for row in self.lines:
            places.append(row)
            if row.line.id == self._current and self._below is not None:
                places.append(self._below)
            if self._new is not None and row.line.id == self._new_after:
                places.append(self._new)
            if row is last:
                places.append(self._adding)
        self._adding.setVisible(last is not None and not self._locked)
        for at, widget in enumerate(places):
            if column.indexOf(widget) != at:
                column.removeWidget(widget)
                column.insertWidget(at, widget)

    @property
    def _new_after(self) -> str:
        """Returns the id of the last item above the new one."""
        parent, after = self._new_at
        return (
            self.lines[end_of(self.items, self._index_of(after)) - 1].line.id if after else parent
        )

    def _last_of_heading(self) -> OutlineRow | None:
        """Returns the last row of the current heading."""
        at = self._index_of()
        if at < 0:
            return None
        *_, last = self.lines[at], *takewhile(lambda row: row.line.depth > 0, self.lines[at + 1 :])
        return last

    def _index_of(self, line_id: str | None = None) -> int:
        """Returns the index of an item, by default the current one; -1 if it does not exist."""
        wanted = self._current if line_id is None else line_id
        return next((at for at, row in enumerate(self.lines) if row.line.id == wanted), -1)

    def _mark_current(self) -> None:
        for row in self.lines:
            current = row.line.id == self._current and self._new is None
            row.set_current(current, focused=self.hasFocus())
        text = self.current
        self.setAccessibleDescription(text.words() if text is not None else "")

    # -- editing

    def begin_edit(self, typed: str | None = None) -> None:
        """Opens the editor on the current title; ``typed`` replaces the title."""
        row = self.row_of(self._current)
        if row is None or not self._may_type():
            return
        self._editing = self._current
        self._open(row, row.line.edit_text, typed)

    def begin_heading(self) -> None:
        """Starts a new heading after that of the current item."""
        if not self._may_type():
            return
        before = self.lines[: self._index_of() + 1]
        heads = [row.line.id for row in before if row.line.depth == 0]
        self._start_new("", heads[-1] if heads else "", "")

    def begin_new(self, *, below: bool = False) -> None:
        """Starts a new item after the current one, or as its child if ``below`` or at a heading."""
        line = self.current
        if line is None or not self._may_type():
            return
        if line.depth == 0 or below:
            self._start_new(line.id, last_below(self.items, line.id), "")
        else:
            self._start_new(self._parent_of(line.id), line.id, "")

    def _may_type(self) -> bool:
        """Returns whether an editor may be opened; emits a signal if the outline is locked."""
        return self.editor is None and self._may_change()

    def _may_change(self) -> bool:
        if self._locked:
            self.locked_line_tried.emit()
        return not self._locked

    def _start_new(self, parent: str, after: str, text: str) -> None:
        above = self.row_of(parent)
        if above is None and parent:
            return
        self._close()
        self._new_at = (parent, after)
        self._new = row = OutlineRow(self)
        depth = above.line.depth + 1 if above is not None else 0
        row.show_line(OutlineLine(_NEW, "", depth, ""))
        row.setAccessibleName(tr("เรื่องใหม่") if depth else tr("หัวข้อวาระใหม่"))
        row.set_current(True, focused=False)
        row.show()
        self._arrange()
        self._mark_current()
        self._editing = _NEW
        self.layout_now()
        self._open(row, text, None)

    def layout_now(self) -> None:
        """Applies the layout at once, so that an editor gets the right position."""
        self.column.activate()
        self.adjustSize()
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:
            layout.activate()

    def _open(self, row: OutlineRow, text: str, typed: str | None) -> None:
        self._unstored.thing = self._typed_for()
        kept = self._unstored.take()
        self.editor = TitleEditor(row, self)
        self.editor.exited.connect(self._leave)
        self.editor.begin(text or kept or "" if self._editing == _NEW else kept or text, typed)

    def _typed_for(self) -> str:
        """Returns what the open editor is about: an item, or a new one below its heading."""
        parent, after = self._new_at
        return f"{_NEW} {parent or after}" if self._editing == _NEW else self._editing

    def _leave(self, leave: CloseReason) -> None:
        editor, editing, new_at = self.editor, self._editing, self._new_at
        if editor is None:
            return
        typed = editor.result()
        text = clean(typed.text) if isinstance(typed, TypedText) else ""
        if editing == _NEW and leave in {CloseReason.RIGHT, CloseReason.LEFT}:
            self._nest_new(1 if leave is CloseReason.RIGHT else -1, text)
            return
        row = self.row_of(editing) if editing else None
        line = row.line if row is not None else None
        typed_for = self._typed_for()
        self._close()
        if leave is not CloseReason.AWAY:
            self.setFocus()
        if leave is CloseReason.CANCEL and text != (line.edit_text if line is not None else ""):
            self._unstored.keep(typed_for, text)
            tell(self, KeptEvent(lambda: self._unstored.has(typed_for)))
        if leave is CloseReason.CANCEL or not text:
            return
        if line is None:
            self.added.emit(*new_at, text)
            if leave in {CloseReason.DOWN, CloseReason.ALL} and not self._locked:
                self.begin_new()
        elif text != line.edit_text:
            self.edited.emit(line.id, text)
        if line is not None and leave in {CloseReason.RIGHT, CloseReason.LEFT}:
            self.nested.emit(line.id, 1 if leave is CloseReason.RIGHT else -1)

    def _nest_new(self, step: int, text: str) -> None:
        """Nests the new item under the one before it, or moves it to its parent's level."""
        parent, after = self._new_at
        above = self.row_of(parent)
        if above is None:
            return
        if step > 0 and after and above.line.depth + 2 < OutlineSize.LINES:
            self._start_new(after, last_below(self.items, after), text)
        elif step < 0 and above.line.depth > 0:
            self._start_new(self._parent_of(parent), parent, text)

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        self._editing = _NEW
        if editor is not None:
            editor.hide()
            editor.deleteLater()
        new, self._new = self._new, None
        if new is not None:
            self.column.removeWidget(new)
            new.hide()
            new.deleteLater()
            self._mark_current()

    def _parent_of(self, line_id: str) -> str:
        """Returns the parent of an item."""
        return parent_of(self.items, self._index_of(line_id))

    # -- mouse

    def _press(self, line_id: str, part: LineArea) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go_to(line_id)
        if part is LineArea.FACT:
            self.fact_opened.emit(line_id)
        elif part is LineArea.FOLD:
            self.details_requested.emit(self._below is None)

    def _edit(self, line_id: str) -> None:
        self.go_to(line_id)
        self.begin_edit()

    def _drag(self, line_id: str, at: QPoint) -> None:
        row = self.row_of(line_id)
        if row is None or row.line.depth == 0 or self.editor is not None:
            return
        if not self._may_change():
            self._end_drag()
            return
        if self._drop_line is None:
            from ita_desktop.ui.widgets.outline_row import DropLine

            self._drop_line = DropLine(self)
        self._drop_line.follow(self.lines, line_id, self.mapFromGlobal(at))

    def _drop(self) -> None:
        drop = self._drop_line.drop if self._drop_line is not None else None
        self._end_drag()
        if drop is not None and self._current:
            self.put.emit(self._current, *drop)

    @property
    def _dragging(self) -> bool:
        return any(row.dragging for row in self.lines)

    def _end_drag(self) -> None:
        """Ends a drag."""
        if self._drop_line is not None:
            self._drop_line.drop = None
            self._drop_line.hide()
        for row in self.lines:
            row.release()

    def _menu(self, line_id: str, at: QPoint) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go_to(line_id)
        self.menu_requested.emit(line_id, at)

    # -- keyboard

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Returns whether a key is meant for the outline, before the window's shortcuts and Tab."""
        if event.type() == QEvent.Type.ShortcutOverride:
            ends_drag = event.key() == _KEY.Key_Escape and self._dragging
            return ends_drag or _pressed(event) in self._own_acts()
        tab = event.type() == QEvent.Type.KeyPress and event.key() in {
            _KEY.Key_Tab,
            _KEY.Key_Backtab,
        }
        return tab and self._tab(forward=event.key() == _KEY.Key_Tab)

    def _tab(self, *, forward: bool) -> bool:
        """Nests an item with Tab if possible; otherwise Tab moves the focus."""
        line, at = self.current, self._index_of()
        if line is None or line.depth == 0 or self._locked:
            return False
        may = self.lines[at - 1].line.depth >= line.depth if forward else line.depth > 1
        if may:
            self.nested.emit(line.id, 1 if forward else -1)
        return may

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed, text = _pressed(event), event.text()
        walks = {
            _KEY.Key_Up: self._index_of() - 1,
            _KEY.Key_Down: self._index_of() + 1,
            _KEY.Key_Home: 0,
            _KEY.Key_End: len(self.lines) - 1,
        }
        act = self._own_acts().get(pressed)
        held, key = pressed
        if self.current is None:
            super().keyPressEvent(event)
        elif act is not None:
            act()
        elif not held and key in walks:
            if 0 <= walks[key] < len(self.lines):
                self.go_to(self.lines[walks[key]].line.id)
        elif not held and key in {_KEY.Key_Right, _KEY.Key_Left}:
            self.details_requested.emit(key == _KEY.Key_Right)
        elif key == _KEY.Key_Escape and self._dragging:
            self._end_drag()
        elif not held and text.isprintable() and text.strip():
            self.begin_edit(text)
        else:
            super().keyPressEvent(event)

    def _own_acts(self) -> dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], object]]:
        """Returns the actions of keys that may also be shortcuts of the window."""
        acts: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], object]] = {
            (_NONE, _KEY.Key_F2): self.begin_edit,
            (_NONE, _KEY.Key_Insert): self.begin_new,
            (_NONE, _KEY.Key_Delete): partial(self._ask, self.removed),
            (_CTRL, _KEY.Key_Semicolon): partial(self.attach_requested.emit, self._current),
            (_ALT, _KEY.Key_Up): partial(self._ask, self.moved, -1),
            (_ALT, _KEY.Key_Down): partial(self._ask, self.moved, 1),
            (_ALT, _KEY.Key_Left): partial(self._ask, self.nested, -1),
            (_ALT, _KEY.Key_Right): partial(self._ask, self.nested, 1),
        }
        for enter in (_KEY.Key_Return, _KEY.Key_Enter):
            acts[_NONE, enter] = self.begin_new
            acts[_CTRL, enter] = partial(self.details_requested.emit, True)
        return acts

    def _ask(self, wanted: SignalInstance, *how: int) -> None:
        """Emits a request to change the current item."""
        if self._may_change():
            wanted.emit(self._current, *how)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens the context menu of the current item if the menu key was pressed."""
        row = self.row_of(self._current)
        if row is not None and event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = row.mapToGlobal(row.title_area().bottomLeft())
            self.menu_requested.emit(self._current, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_current()

    def minimumSizeHint(self) -> QSize:
        return QSize(OutlineSize.HEADING + 2 * OutlineSize.STEP, 0)


def _pressed(event: QKeyEvent) -> tuple[Qt.KeyboardModifier, Qt.Key]:
    """Returns the key with Alt or Ctrl, ignoring other modifiers."""
    held = next((held for held in (_ALT, _CTRL) if event.modifiers() & held), _NONE)
    return held, _KEY(event.key())


# The editor of an item's title.


class TitleEditor(TextEditor):
    """Covers a row and grows with its text."""

    def __init__(self, row: OutlineRow, outline: QWidget) -> None:
        place = EditorPlace(
            above=row.title_top(), row=row.height(), style=row.style_of(), lines=OutlineSize.LINES
        )
        super().__init__(place, outline)
        self._over = row
        self.setAccessibleName(tr("ชื่อเรื่อง"))
        self.grown.connect(self._update_geometry)

    def begin(self, text: str, typed: str | None) -> None:
        """Opens with the focus and ``text``, or with ``typed`` in its place."""
        self._update_geometry()
        self.show()
        self.setFocus()
        self.start(text, typed)
        self._update_geometry()
        # A widget just shown gets its geometry with the next event.
        later(self, 0, self._update_geometry)

    def _update_geometry(self) -> None:
        row = self._over
        area = row.title_area().translated(row.pos())
        cell = QRect(area.left() - Space.CELL, row.y(), area.width() + 2 * Space.CELL, row.height())
        self.setGeometry(QRect(cell.topLeft(), self.room(cell)))
        self.raise_()
