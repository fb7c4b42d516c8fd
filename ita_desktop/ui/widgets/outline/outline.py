"""An outline: numbered headings with matters below them, typed, moved and nested in their place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.domain.text import clean
from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.editors.base import EditorPlace, Leave, Typed
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.loading.later import later
from ita_desktop.ui.theme.measures import OutlineSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.at_once import at_once
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.outline.row import LineArea, OutlineLine, OutlineRow

if TYPE_CHECKING:
    from ita_desktop.ui.widgets.outline.drag import DropLine

_NEW: Final = ""
"""The id of the line that is being typed and is not there yet."""
_KEY = Qt.Key
_WALKS: Final = {_KEY.Key_Up: -1, _KEY.Key_Down: 1}
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_ENTER: Final = frozenset({_KEY.Key_Return, _KEY.Key_Enter})


class Outline(QWidget):
    """Headings and matters; one is current. The keyboard is with the outline as a whole. A matter
    is dragged with those below it; Esc lets go of it.

    Enter begins a matter below the current line, F2 or a letter edits it, Tab and Shift+Tab nest
    it, Alt+↑↓ move it, Delete takes it out, Ctrl+; attaches, Ctrl+Enter opens its details.
    """

    accessible_role = Role.List
    current_changed = Signal(str)
    edited = Signal(str, str)
    """The title of a line is to be this."""
    added = Signal(str, str, str)
    """A line is to be added: the one it stands below ('' for a heading), the one it follows
    (or ''), its title."""
    moved = Signal(str, int)
    put = Signal(str, str, str)
    """A matter is to stand below this line, behind that one there (or '', first)."""
    nested = Signal(str, int)
    removed = Signal(str)
    attach_wanted = Signal(str)
    fact_opened = Signal(str)
    details_wanted = Signal(bool)
    """The details of the current line are to be seen, or not."""
    menu_wanted = Signal(str, QPoint)
    locked_line_tried = Signal()
    """Somebody tried to edit what cannot be edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OutlineRow] = []
        self._spare: list[OutlineRow] = []
        self._current = ""
        self._locked = False
        self.editor: TextEditor | None = None
        """The open editor."""
        self._editing = ""
        self._new: OutlineRow | None = None
        self._new_at = ("", "")
        self._below: QWidget | None = None
        self._drop_line: DropLine | None = None
        self.add_button = Button(tr("+ เพิ่มข้อ"), self, kind=ButtonKind.QUIET)
        self.add_button.set_flush()
        self._adding = QWidget(self)
        self.heading_button = Button(tr("+ เพิ่มหัวข้อวาระ"), self, kind=ButtonKind.QUIET)
        self.heading_button.clicked.connect(self._add_heading)
        hbox(
            self.add_button,
            self.heading_button,
            None,
            on=self._adding,
            margins=(OutlineSize.HEADING, 0, 0, 0),
            gap=None,
        )
        self.add_button.clicked.connect(self._add)
        self.column = vbox(self._adding, None, on=self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    # -- what is shown

    @property
    def lines(self) -> tuple[OutlineLine, ...]:
        """The lines from top to bottom."""
        return tuple(row.line for row in self._rows)

    @property
    def current(self) -> OutlineLine | None:
        """The line that the keyboard is at."""
        return next((row.line for row in self._rows if row.line.id == self._current), None)

    @property
    def rows(self) -> tuple[OutlineRow, ...]:
        return tuple(self._rows)

    def row_of(self, line_id: str) -> OutlineRow | None:
        """The row that shows a line."""
        return next((row for row in self._rows if row.line.id == line_id), None)

    def set_lines(self, lines: Sequence[OutlineLine], *, locked: bool) -> None:
        """Shows these lines; the current one stays where it is still there."""
        self._close()
        self._end_drag()
        self._locked = locked
        with at_once(self.column):
            while len(self._rows) > len(lines):
                row = self._rows.pop()
                row.hide()
                self._spare.append(row)
            while len(self._rows) < len(lines):
                self._rows.append(self._make_row())
            for row, line in zip(self._rows, lines, strict=True):
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
        """A widget that stands below the current line; None for none."""
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
        """Makes a line the current one; False where there is no such line."""
        if self.row_of(line_id) is None:
            return False
        if line_id != self._current:
            self._current = line_id
            self._arrange()
            self._mark_current()
            self.current_changed.emit(line_id)
        self._show_current()
        return True

    def _make_row(self) -> OutlineRow:
        if self._spare:
            row = self._spare.pop()
        else:
            row = OutlineRow(self)
            row.pressed.connect(self._press)
            row.double_pressed.connect(self._edit)
            row.dragged.connect(self._drag)
            row.dropped.connect(self._drop)
            row.menu_wanted.connect(self._menu)
        row.show()
        return row

    def _arrange(self) -> None:
        """Rows in their order; below the current one what belongs to it, and the button that adds
        a matter behind the last one of its heading."""
        column = self.column
        places: list[QWidget] = []
        last = self._last_of_heading()
        for row in self._rows:
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
        """The last line above the one that is being typed."""
        parent, after = self._new_at
        return self._end_of(after or parent) if after else parent

    def _end_of(self, line_id: str) -> str:
        """The last line of a matter and those below it."""
        ids = [row.line.id for row in self._rows]
        at = ids.index(line_id)
        depth = self._rows[at].line.depth
        while at + 1 < len(ids) and self._rows[at + 1].line.depth > depth:
            at += 1
        return ids[at]

    def _last_of_heading(self) -> OutlineRow | None:
        """The last row below the heading that the current line stands below."""
        at = self._at()
        if at < 0:
            return None
        while at + 1 < len(self._rows) and self._rows[at + 1].line.depth > 0:
            at += 1
        return self._rows[at]

    def _at(self) -> int:
        return next((at for at, row in enumerate(self._rows) if row.line.id == self._current), -1)

    def _mark_current(self) -> None:
        for row in self._rows:
            current = row.line.id == self._current and self._new is None
            row.set_current(current, focused=self.hasFocus())
        text = self.current
        self.setAccessibleDescription(text.words() if text is not None else "")

    def _show_current(self) -> None:
        """Scrolls to the current line."""
        from PySide6.QtWidgets import QScrollArea

        row = self.row_of(self._current)
        around = self.parentWidget()
        while around is not None and row is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(row, 0, Space.S)
            around = around.parentWidget()

    # -- editing

    def begin_edit(self, typed: str | None = None) -> None:
        """Opens the editor over the title of the current line; ``typed`` overwrites it."""
        row = self.row_of(self._current)
        if row is None or self.editor is not None:
            return
        if self._locked:
            self.locked_line_tried.emit()
            return
        self._editing = self._current
        self._open(row, row.line.edit_text, typed)

    def _add(self) -> None:
        self.begin_new()

    def _add_heading(self) -> None:
        self.begin_heading()

    def begin_heading(self) -> None:
        """Begins a heading behind the one that the current line stands below (or is)."""
        if self.editor is not None:
            return
        if self._locked:
            self.locked_line_tried.emit()
            return
        before = self._rows[: self._at() + 1]
        heads = [row.line.id for row in before if row.line.depth == 0]
        self._start_new("", heads[-1] if heads else "", "")

    def begin_new(self, *, below: bool = False) -> None:
        """Begins a matter behind the current one, or (``below``, or at a heading) below it."""
        line = self.current
        if line is None or self.editor is not None:
            return
        if self._locked:
            self.locked_line_tried.emit()
            return
        if line.depth == 0 or below:
            siblings = [
                outline_line.id
                for outline_line in self.lines
                if self._parent_of(outline_line.id) == line.id
            ]
            self._start_new(line.id, siblings[-1] if siblings else "", "")
        else:
            self._start_new(self._parent_of(line.id), line.id, "")

    def _start_new(self, parent: str, after: str, text: str) -> None:
        above = self.row_of(parent)
        if above is None and parent:
            return
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
        """Places everything at once, so that an editor finds its line."""
        self.column.activate()
        self.adjustSize()
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:
            layout.activate()

    def _open(self, row: OutlineRow, text: str, typed: str | None) -> None:
        place = EditorPlace(
            above=row.title_top(), row=row.height(), style=row.style_of(), lines=OutlineSize.LINES
        )
        editor = TextEditor(place, self)
        editor.setAccessibleName(tr("ชื่อเรื่อง"))
        editor.left.connect(self._leave)
        editor.grown.connect(self._place)
        self.editor = editor
        self._place()
        editor.show()
        editor.setFocus()
        editor.start(text, typed)
        self._place()
        # What has just come into sight finds its place with the next event.
        later(self, 0, self._place)

    def _row_in_edit(self) -> OutlineRow | None:
        return self._new if self._editing == _NEW else self.row_of(self._editing)

    def _place(self) -> None:
        row = self._row_in_edit()
        if self.editor is None or row is None:
            return
        area = row.title_area().translated(row.pos())
        cell = QRect(area.left() - Space.CELL, row.y(), area.width() + 2 * Space.CELL, row.height())
        size = self.editor.room(cell)
        self.editor.setGeometry(QRect(cell.topLeft(), size))
        self.editor.raise_()

    def _leave(self, leave: Leave) -> None:
        editor, editing, new_at = self.editor, self._editing, self._new_at
        if editor is None:
            return
        typed = editor.result()
        text = clean(typed.text) if isinstance(typed, Typed) else ""
        if editing == _NEW and leave in {Leave.RIGHT, Leave.LEFT}:
            self._nest_new(1 if leave is Leave.RIGHT else -1, text)
            return
        row = self.row_of(editing) if editing else None
        line = row.line if row is not None else None
        self._close()
        if leave is not Leave.AWAY:
            self.setFocus()
        if leave is Leave.CANCEL or not text:
            return
        if line is None:
            self.added.emit(*new_at, text)
            if leave in {Leave.DOWN, Leave.ALL} and not self._locked:
                self.begin_new()
        elif text != line.edit_text:
            self.edited.emit(line.id, text)
        if line is not None and leave in {Leave.RIGHT, Leave.LEFT}:
            self.nested.emit(line.id, 1 if leave is Leave.RIGHT else -1)

    def _nest_new(self, step: int, text: str) -> None:
        """The matter that is being typed goes below the one before it, or beside its parent."""
        parent, after = self._new_at
        above = self.row_of(parent)
        if above is None:
            return
        if step > 0 and after and above.line.depth + 2 < OutlineSize.LINES:
            below = [line.id for line in self.lines if self._parent_of(line.id) == after]
            self._restart(after, below[-1] if below else "", text)
        elif step < 0 and above.line.depth > 0:
            self._restart(self._parent_of(parent), parent, text)

    def _restart(self, parent: str, after: str, text: str) -> None:
        self._close()
        self._start_new(parent, after, text)

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
        """The line that one stands below."""
        ids = [row.line.id for row in self._rows]
        at = ids.index(line_id)
        depth = self._rows[at].line.depth
        for before in reversed(self._rows[:at]):
            if before.line.depth < depth:
                return before.line.id
        return ""

    # -- mouse

    def _press(self, line_id: str, part: LineArea) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go_to(line_id)
        if part is LineArea.FACT:
            self.fact_opened.emit(line_id)
        elif part is LineArea.FOLD:
            self.details_wanted.emit(self._below is None)

    def _edit(self, line_id: str) -> None:
        self.go_to(line_id)
        self.begin_edit()

    def _drag(self, line_id: str, at: QPoint) -> None:
        line = next((line for line in self.lines if line.id == line_id), None)
        if line is None or line.depth == 0 or self.editor is not None:
            return
        if self._locked:
            self._end_drag()
            self.locked_line_tried.emit()
            return
        if self._drop_line is None:
            from ita_desktop.ui.widgets.outline.drag import DropLine

            self._drop_line = DropLine(self)
        self._drop_line.follow(self._rows, line_id, self.mapFromGlobal(at))

    def _drop(self) -> None:
        drop = self._drop_line.drop if self._drop_line is not None else None
        self._end_drag()
        if drop is not None and self._current:
            self.put.emit(self._current, *drop)

    @property
    def _dragging(self) -> bool:
        return any(row.dragging for row in self._rows)

    def _end_drag(self) -> None:
        """Nothing is dragged any longer."""
        if self._drop_line is not None:
            self._drop_line.drop = None
            self._drop_line.hide()
        for row in self._rows:
            row.release()

    def _menu(self, line_id: str, at: QPoint) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go_to(line_id)
        self.menu_wanted.emit(line_id, at)

    # -- keyboard

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._is_ours(event) or (event.key() == _KEY.Key_Escape and self._dragging):
                event.accept()
                return True
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {_KEY.Key_Tab, _KEY.Key_Backtab}
            and self._tab(forward=event.key() == _KEY.Key_Tab)
        ):
            event.accept()
            return True
        return super().event(event)

    def _tab(self, *, forward: bool) -> bool:
        """Tab nests where there is something to nest; elsewhere it goes on through the page."""
        line, at = self.current, self._at()
        if line is None or line.depth == 0 or self._locked:
            return False
        may = self._rows[at - 1].line.depth >= line.depth if forward else line.depth > 1
        if may:
            self.nested.emit(line.id, 1 if forward else -1)
        return may

    @staticmethod
    def _is_ours(event: QKeyEvent) -> bool:
        key = _KEY(event.key())
        if event.modifiers() & _ALT:
            return key in {_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Left, _KEY.Key_Right}
        if event.modifiers() & _CTRL:
            return key in _ENTER or key == _KEY.Key_Semicolon
        return key in _ENTER | {_KEY.Key_Delete, _KEY.Key_F2, _KEY.Key_Insert}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, line = _KEY(event.key()), self.current
        if line is None:
            super().keyPressEvent(event)
        elif event.modifiers() & _ALT:
            self._move(key, line)
        elif event.modifiers() & _CTRL:
            self._command(event, key, line)
        elif not self._walks(key):
            self._press_key(event, key, line)

    def _walks(self, key: Qt.Key) -> bool:
        """Goes to another line where the key leads to one."""
        if key in _WALKS:
            at = self._at() + _WALKS[key]
        elif key in {_KEY.Key_Home, _KEY.Key_End}:
            at = 0 if key == _KEY.Key_Home else len(self._rows) - 1
        else:
            return False
        if 0 <= at < len(self._rows):
            self.go_to(self._rows[at].line.id)
        return True

    def _press_key(self, event: QKeyEvent, key: Qt.Key, line: OutlineLine) -> None:
        if key in _ENTER or key == _KEY.Key_Insert:
            self.begin_new()
        elif key == _KEY.Key_F2:
            self.begin_edit()
        elif key == _KEY.Key_Delete:
            self._remove(line)
        elif key == _KEY.Key_Escape and self._dragging:
            self._end_drag()
        elif key in {_KEY.Key_Right, _KEY.Key_Left}:
            self.details_wanted.emit(key == _KEY.Key_Right)
        elif event.text() and event.text().isprintable() and event.text() != " ":
            self.begin_edit(event.text())
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent, key: Qt.Key, line: OutlineLine) -> None:
        if key in _ENTER:
            self.details_wanted.emit(True)
        elif key == _KEY.Key_Semicolon:
            self.attach_wanted.emit(line.id)
        else:
            super().keyPressEvent(event)

    def _move(self, key: Qt.Key, line: OutlineLine) -> None:
        if self._locked:
            self.locked_line_tried.emit()
        elif key in _WALKS:
            self.moved.emit(line.id, _WALKS[key])
        elif key in {_KEY.Key_Right, _KEY.Key_Left}:
            self.nested.emit(line.id, 1 if key == _KEY.Key_Right else -1)

    def _remove(self, line: OutlineLine) -> None:
        if self._locked:
            self.locked_line_tried.emit()
        else:
            self.removed.emit(line.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key: at the current line."""
        row = self.row_of(self._current)
        if row is not None and event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = row.mapToGlobal(row.title_area().bottomLeft())
            self.menu_wanted.emit(self._current, at)

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
