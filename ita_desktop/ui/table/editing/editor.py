"""Cell editing: opens the editor, parses the input, passes the change to the page, and asks which
text stands where somebody else has changed the cell while it was typed into.

Qt's delegate editing closes editors on a model reset and cannot keep rejected input, so the table
manages its editors itself.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, QPoint, QRect, SignalInstance
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.dates import fiscal_year_of
from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.shared import editor_events
from ita_desktop.ui.table.cells.layout import letters_of
from ita_desktop.ui.table.column import Column, ColumnKind, Row, SheetLine, read
from ita_desktop.ui.table.controllers.selecting import CellSteps, SelectionController
from ita_desktop.ui.table.grid import Act, CellChange, Edit, EditableGrid
from ita_desktop.ui.table.texts import bare, edit_text, entered_text
from ita_desktop.ui.table.values import CellOwner, ListChoice
from ita_desktop.ui.theme.tokens import IconSize, Space, Text

if TYPE_CHECKING:
    from ita_desktop.ui.editors.base import CellEditor, CloseReason

_PAINTED_ONLY = frozenset(
    {ColumnKind.BAR, ColumnKind.SCHEDULE, ColumnKind.SPANS, ColumnKind.CHECK, ColumnKind.FRACTION}
)
"""Kinds without text input."""


class StoredValue(NamedTuple):
    """What a cell has by now: value and text, its row (None for a group), and who has changed
    it."""

    value: object
    text: str
    row: Row | None
    who: str


def resolve(
    editor: "CellEditor",
    column: Column[Any],
    began: object,
    typed: object,
    stored: Callable[[], StoredValue | None],
) -> tuple[bool, object]:
    """Returns whether the conflict is resolved, and the value that it shall have.

    ``began`` is its value when editing began, ``typed`` the one that was entered; ``stored``
    returns what it has by now, None where the row is gone. The clerk is asked where both have
    changed it, again if it changes while she is asked. Raises ValueError if a text made of both
    cannot be parsed.
    """
    from ita_desktop.ui.editors.base import TypedText

    editor_events.tell(editor, editor_events.BeforeCompareEvent())
    result = editor.result()
    text = result.text if isinstance(result, TypedText) else None
    while (now := stored()) is not None and now.value not in (began, typed):
        if typed == began:
            return True, now.value
        mine = entered_text(column, now.row, typed) if text is None else text
        # Of two dates or numbers no third one is made by writing both.
        joins = text is not None and isinstance(typed, str)
        asked = editor_events.tell(
            editor, editor_events.ConflictEvent(column.title, mine, now.text, now.who, joins=joins)
        )
        began = now.value
        match asked.choice:
            case editor_events.TextToKeep.NEITHER:
                return False, typed
            case editor_events.TextToKeep.THEIRS:
                typed = now.value
            case editor_events.TextToKeep.JOINED:
                text = asked.joined
                editor.start(text, None)  # where it is refused, it stays there
                typed = read(column, now.row, text)
            case editor_events.TextToKeep.MINE:
                pass
    return True, typed


class TypedGrid(EditableGrid, Protocol):
    """A grid with editable cells. ``refuse`` is called before input is accepted."""

    selecting: SelectionController
    steps: CellSteps
    refuse: Callable[[Edit], None] | None
    problem_over: SignalInstance
    was_conflict: bool

    def attempt(self, edit: Edit) -> str: ...
    def go_to(self, row_id: str, key: str) -> bool: ...
    def setFocus(self) -> None: ...


class EditController(QObject):
    """Opens a column's editor on the current cell and closes it."""

    def __init__(self, view: TypedGrid) -> None:
        super().__init__(view.viewport().parent())
        self._view = view
        self.editor: CellEditor | None = None
        """The open editor."""
        self._cell = ("", "")
        self._began: object = None
        """The value of the cell when editing began."""
        self._problem = False
        self._is_asking = False
        self._is_again = False
        """Whether an edit that was in conflict is tried once more."""

    @property
    def open(self) -> bool:
        """Whether a cell is being edited."""
        return self.editor is not None

    def begin(self, typed: str | None = None) -> bool:
        """Edits the current cell; ``typed`` replaces its text. Returns False if it is not
        editable."""
        view = self._view
        index = view.currentIndex()
        if not index.isValid() or (self.open and not self.finish()):
            return False
        column = view.sheet.columns[index.column()]
        if column.kind in _PAINTED_ONLY:
            return False
        if not view.sheet.may_edit(index.row(), index.column()):
            view.show_locked()
            return False
        line = view.sheet.lines[index.row()]
        view.selecting.remember_for_edit()
        view.header.begin(column.key)
        view.scrollTo(index)
        self._cell = line.id, column.key
        kept = view.sheet.sent.kept.get(self._cell)
        # What could not be stored was typed over the value of before, not over that of now.
        self._began = self._previous_value(line, column)
        if kept is not None:
            self._began = bare(column.value(kept.before))
        self.editor = self._make(column, line)
        self.editor.setAccessibleName(column.title)
        self.editor.exited.connect(self._leave)
        self.editor.grown.connect(self.place)
        self.place()
        self.editor.show()
        self.editor.setFocus()
        self.editor.start(self._text(column, line), typed)
        if kept is not None and typed is None:
            self._show_invalid(kept.why)
        self.place()
        editor_events.tell(view.viewport(), editor_events.TypingEvent(*self._cell))
        view.viewport().update()
        return True

    def finish(self) -> bool:
        """Commits the input, as when another cell is clicked; returns False if it is rejected."""
        from ita_desktop.ui.editors.base import CloseReason

        if self.editor is None:
            return True
        self._leave(CloseReason.AWAY)
        if self.editor is not None:
            self.editor.setFocus()
        return self.editor is None

    def cancel(self) -> None:
        """Closes the editor without changing the value."""
        self._close()

    def place(self) -> None:
        """Moves the editor to its cell, or closes it if the cell is gone."""
        if self.editor is None:
            return
        index = self._index()
        if index is None:
            if editor_events.author():
                self._rescue(editor_events.author())
            else:
                self._close()
                self._view.problem.emit(
                    tr("แถวที่แก้ถูกเอาออกแล้ว สิ่งที่พิมพ์ไม่ได้บันทึก · กด Ctrl+Z เอาแถวกลับมา")
                )
            return
        cell = self._view.visualRect(self._view.sheet.index(*index))
        size = self.editor.room(cell)
        column = self._view.sheet.columns[index[1]]
        left = cell.left()
        if column.right:
            left = cell.right() + 1 - size.width()
        most = self._view.viewport().height()
        top = (
            min(cell.top(), max(most - size.height(), 0))
            if size.height() > cell.height()
            else cell.top()
        )
        self.editor.setGeometry(QRect(QPoint(left, top), size))

    def _rescue(self, who: str) -> None:
        """Closes the editor of a row that somebody else has deleted; its text is copied."""
        from ita_desktop.ui.editors.base import TypedText

        typed = self.editor.result() if self.editor is not None else None
        self._close()
        if isinstance(typed, TypedText) and typed.text:
            QApplication.clipboard().setText(typed.text)
            text = tr("{who} เอาแถวที่กำลังแก้ออกแล้ว · สิ่งที่พิมพ์คัดลอกไว้แล้ว วางที่อื่นได้ด้วย Ctrl+V", who=who)
        else:
            text = tr("{who} เอาแถวที่กำลังแก้ออกแล้ว · เลือกแถวอื่น", who=who)
        self._view.problem.emit(text)

    # -- creating editors

    def _make(self, column: Column[Any], line: SheetLine) -> "CellEditor":
        from ita_desktop.ui.editors.base import EditorPlace

        density = self._view.density
        above = density.above if line.group is None else density.above_group(line.depth)
        indent = IconSize.TEXT + Space.ICON_TO_WORD if column.kind is ColumnKind.STATE else 0
        letters, lines = self._letters(column, line), density.lines if column.wrap else 1
        place = EditorPlace(above, density.row, column.right, indent, letters, lines)
        over = self._view.viewport()
        if column.kind is ColumnKind.OWNERS:
            return self._make_owners(place, column, line)
        choices = column.choices_of(line.row if line.group is None else None)
        if choices is not None:
            from ita_desktop.ui.editors.listing import ListEditor

            return ListEditor(
                place, over, choices, only=column.only_choices, named=_named(column, line)
            )
        if column.kind is ColumnKind.DATE:
            from ita_desktop.ui.editors.dates import DateEditor

            today = column.today()
            return DateEditor(place, over, column.fiscal_year or fiscal_year_of(today), today)
        if column.rich and line.group is None and density.lines > 1:
            from ita_desktop.ui.editors.text import RichEditor

            return RichEditor(place, over)
        # Multi-line text stays so, even if its row shows only one line.
        lines = density.lines if "\n" not in self._text(column, line) else 2
        if column.kind is ColumnKind.TEXT and column.wrap and lines > 1:
            from ita_desktop.ui.editors.text import TextEditor

            return TextEditor(place, over)
        from ita_desktop.ui.editors.text import LineEditor

        return LineEditor(place, over)

    def _letters(self, column: Column[Any], line: SheetLine) -> Text:
        titled = column.key == self._view.sheet.title_columns()[1]
        if line.group is not None and titled and column.key not in line.group.cells:
            return Text.BODY if line.depth else Text.BODY_STRONG
        at = self._view.sheet.column_index(column.key)
        span = self._view.header.span(at) if at is not None else None
        return letters_of(line, span, self._view.density) if span is not None else Text.BODY

    def _make_owners(self, place: Any, column: Column[Any], line: SheetLine) -> "CellEditor":
        from ita_desktop.ui.editors.owners import OwnersEditor

        choices = column.choices_of(line.row) or ()
        editor = OwnersEditor(place, self._view.viewport(), choices, _named(column, line))
        value = bare(column.value(line.kept.get(column.key, line.row)))
        owners = value if isinstance(value, tuple) else ()
        editor.set_owners([owner for owner in owners if isinstance(owner, CellOwner)])
        return editor

    def _text(self, column: Column[Any], line: SheetLine) -> str:
        if line.group is not None:
            return self._view.sheet.group_text(line.group, column)
        return edit_text(column, line.kept.get(column.key, line.row))

    def _index(self) -> tuple[int, int] | None:
        """Returns line and column of the edited cell."""
        line = self._view.sheet.place(self._cell[0])
        column = self._view.sheet.column_index(self._cell[1])
        return None if line is None or column is None else (line, column)

    # -- closing editors

    def _leave(self, leave: "CloseReason") -> None:
        from ita_desktop.ui.editors.base import CloseReason

        if self._is_asking:
            return
        if leave is CloseReason.CANCEL:
            self._view.sheet.sent.give_up(self._cell)
            self._close()
            return
        index = self._index()
        if self.editor is None or index is None:
            self._close()
            return
        line, column = self._view.sheet.lines[index[0]], self._view.sheet.columns[index[1]]
        try:
            resolved, value = self._resolved(column, self._value(line, column))
        except ValueError as problem:
            self._show_invalid(sentence(problem))
            return
        index = self._index()
        if not resolved or index is None:
            self._resume()
            return
        line = self._view.sheet.lines[index[0]]
        changes = self._changes(leave, line, column, value)
        try:
            if changes and self._view.refuse is not None:
                self._view.refuse(Edit(Act.TYPE, changes))
        except ItaError as error:
            self._show_invalid(sentence(error))
            return
        self._go_on(leave, changes)

    def _resolved(self, column: Column[Any], value: object) -> tuple[bool, object]:
        """Returns whether editing may end, and with which value; asks where somebody else has
        changed the cell meanwhile."""
        assert self.editor is not None
        self._is_asking = True
        try:
            return resolve(self.editor, column, self._began, value, self._stored)
        finally:
            self._is_asking = False

    def _stored(self) -> "StoredValue | None":
        """Returns what the edited cell has by now; None if its row is gone."""
        index = self._index()
        if index is None:
            return None
        sheet = self._view.sheet
        line, column = sheet.lines[index[0]], sheet.columns[index[1]]
        row = None if line.group is not None else line.row
        text = self._text(column, line) if row is None else edit_text(column, row)
        who = sheet.marks.last_author(*self._cell)
        return StoredValue(self._previous_value(line, column), text, row, who)

    def _resume(self) -> None:
        """Goes on typing; without its row the editor was closed."""
        if self.editor is not None:
            self.editor.setFocus()

    def _show_invalid(self, problem: str) -> None:
        """Shows why the input is rejected; it stays in its editor."""
        if self.editor is not None:
            self.editor.set_invalid(True, problem)
            self._problem = True
            self._view.problem.emit(problem)

    def _value(self, line: SheetLine, column: Column[Any]) -> object:
        from ita_desktop.ui.editors.base import TypedText

        assert self.editor is not None
        result = self.editor.result()
        if not isinstance(result, TypedText):
            return result
        return read(column, None if line.group is not None else line.row, result.text)

    def _changes(
        self, leave: "CloseReason", line: SheetLine, column: Column[Any], value: object
    ) -> tuple[CellChange, ...]:
        """Returns the changes for a value: one cell, or with Ctrl+Enter all selected cells."""
        from ita_desktop.ui.editors.base import CloseReason

        view = self._view
        targets = [line]
        if leave is CloseReason.ALL:
            targets = [view.sheet.lines[at] for at in view.selecting.lines_before_edit()] or [line]
        return tuple(
            CellChange(target.id, column.key, value)
            for target in targets
            if self._may_take(target, column) and self._previous_value(target, column) != value
        )

    def _go_on(self, leave: "CloseReason", changes: tuple[CellChange, ...]) -> None:
        """Closes the editor, passes on the changes, and moves according to the key."""
        from ita_desktop.ui.editors.base import CloseReason

        view = self._view
        ways = {
            CloseReason.DOWN: (1, 0),
            CloseReason.UP: (-1, 0),
            CloseReason.RIGHT: (0, 1),
            CloseReason.LEFT: (0, -1),
        }
        # The target is determined before the refresh, which may move the row.
        walks = leave in ways and view.selecting.several
        goal = view.steps.goal(*ways[leave]) if leave in ways and not walks else None
        if changes and not self._hand_over(changes):
            if self._view.was_conflict and not self._is_again:
                # By now the other text is there to be asked about.
                self._is_again = True
                self._leave(leave)
                self._is_again = False
            return
        self._view.sheet.sent.give_up(self._cell)
        self._close()
        if walks:
            view.steps.after(*ways[leave])
        elif goal is not None:
            view.go_to(*goal)

    def _hand_over(self, changes: tuple[CellChange, ...]) -> bool:
        """Passes the changes to the page; if they cannot be stored, the editor stays open.
        Meanwhile it is treated as closed, because the rows are replaced."""
        editor, self.editor = self.editor, None
        assert editor is not None
        had_focus = _has_keyboard(editor)
        editor.close_popup()
        editor.hide()
        if had_focus:
            self._view.setFocus()
        refusal = self._view.attempt(Edit(Act.TYPE, changes))
        if self.open:  # meanwhile another cell is edited
            editor.deleteLater()
            return False
        self.editor = editor
        if not refusal:
            return True
        editor.show()
        if had_focus:
            editor.setFocus()
        self._show_invalid(refusal)
        self.place()
        return False

    def _may_take(self, line: SheetLine, column: Column[Any]) -> bool:
        sheet = self._view.sheet
        at, of = sheet.place(line.id), sheet.column_index(column.key)
        return at is not None and of is not None and sheet.may_edit(at, of)

    def _previous_value(self, line: SheetLine, column: Column[Any]) -> object:
        if line.group is not None:
            if column.key in line.group.cells:
                return bare(line.group.cells[column.key])
            return self._view.sheet.group_text(line.group, column)
        return bare(column.value(line.row))

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor_events.tell(self._view.viewport(), editor_events.TypingEvent("", ""))
        had_focus = _has_keyboard(editor)
        editor.close_popup()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self._view.setFocus()
        if self._problem:
            self._problem = False
            self._view.problem_over.emit()
        self._view.viewport().update()


def _has_keyboard(editor: "CellEditor") -> bool:
    """Returns whether an editor has the keyboard in its window, which may not be active yet: a
    question over it has just been answered."""
    return editor.owns(editor.window().focusWidget())


def _named(column: Column[Any], line: SheetLine) -> Callable[[str], Sequence[ListChoice]] | None:
    """Returns the function that finds other meanings of a typed name in this line."""
    row = None if line.group is not None else line.row
    return None if column.named is None else partial(column.named, row)
