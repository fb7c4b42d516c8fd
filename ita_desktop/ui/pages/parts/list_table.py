"""Tables that are lists: with buttons to add and remove rows; in a detail pane as high as its rows,
so that the pane scrolls instead.
"""

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any, ClassVar, Final, NamedTuple

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.keyboard import ADD_ROW, REMOVE_ROWS
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.pages.page import add_key, add_page_key, add_pasting
from ita_desktop.ui.pages.parts.file_sharing import offer_lists
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.sizes import DENSE, Density
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState


class PaneTableSize:
    POINTS: Final = 460
    """Greatest height of an editable checklist."""


class PaneTable(SheetView):
    """A table whose rows can be edited, added and moved; it scrolls beyond a maximum height."""

    most = PaneTableSize.POINTS

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        name: str,
        parent: QWidget | None = None,
        *,
        density: Density = DENSE,
    ) -> None:
        super().__init__(columns, parent, density=density, filters=False)
        self.takes_new = True
        self.moves_rows = True
        self.setAccessibleName(name)

    def fit(self) -> None:
        """Sets the height to that of the rows."""
        rows = max(self.verticalHeader().length(), Height.ROW_DENSE)
        height = min(rows + self.header.height(), self.most) + 1
        if height != self.height():
            self.setFixedHeight(height)

    def rows_resized(self, grown: int, *, at_end: bool, seen: bool) -> None:
        super().rows_resized(grown, at_end=at_end, seen=seen)
        self.fit()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())


class RowButtons(QWidget):
    """The buttons below a table that move its selected rows, and remove them by ``remove``."""

    def __init__(self, table: SheetView, remove: Callable[[], None]) -> None:
        super().__init__()
        self.up = Button(kind=ButtonKind.QUIET, icon_name="arrow-up")
        self.down = Button(kind=ButtonKind.QUIET, icon_name="arrow-down")
        self.out = Button(tr("เอาออก"), kind=ButtonKind.QUIET, icon_name="minus")
        self.up.setToolTip(tr("เลื่อนขึ้น (Alt+↑)"))
        self.down.setToolTip(tr("เลื่อนลง (Alt+↓)"))
        self.up.clicked.connect(lambda: table.move_requested.emit(table.selected_ids(), -1))
        self.down.clicked.connect(lambda: table.move_requested.emit(table.selected_ids(), 1))
        self.out.clicked.connect(remove)
        hbox(self.up, self.down, self.out, None, on=self, gap=Space.XS)


class ListTableSize:
    """Widths in px of what stands over a list."""

    NOTE_LEAST: Final = 320
    """Of a purpose of the list that is longer: one that is cut to less is hidden."""


class RowService(NamedTuple):
    """The functions that add, edit and remove rows of a year, given the workspace and the year."""

    add: Callable[..., list[str]]
    edit: Callable[..., None]
    remove: Callable[..., None]


class ListTable(QWidget):
    """A table with rows to add, edit, paste and remove. Subclasses define the values of new rows,
    and how rows are written and removed: by a ``service``, or by overriding both."""

    first = "name"
    """The column that is edited in a new row."""
    service: ClassVar[RowService]
    outgoing: ClassVar[str] = ""
    """The name of the list that its menu writes as an Excel file; empty for none."""

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column[Any]],
        words: tuple[str, str, str],
        without: tuple[str, str],
    ) -> None:
        """``words``: the name of the list, the text of the add button, and the purpose of the list;
        ``without``: title and explanation shown without rows."""
        super().__init__()
        self.session = session
        self.table = SheetView(columns)
        self.table.takes_new = True
        name, new, purpose = words
        self.table.setAccessibleName(name)
        self.add_button = Button(new, icon_name="plus")
        self.remove_button = Button(tr("เอาออก"), icon_name="minus")
        self._note = ThaiLabel(purpose, style=Text.LABEL, tone=Tone.TEXT2)
        row = hbox((self._note, 1), margins=(Space.PAGE_EDGE, Space.XS), gap=Space.S)
        row.addStretch(0)
        self._row = row
        self._covered = 0
        self._leading: list[tuple[Button, str, int]] = []
        """Further buttons with their texts and full widths; the texts are hidden in this order."""
        add(row, self.remove_button, self.add_button)
        self.empty = EmptyPlace(EmptyState())
        self.empty.state.set_texts(*without, new)
        vbox(row, (self.table, 1), (self.empty, 1), on=self)
        self.setFocusProxy(self.table)
        title = tr("ตรวจก่อนวางลงในตาราง")
        self._writing = EditWriter(self.session, self.table, title, self._store, changed_rows)
        self.table.menu_requested.connect(self._add_to_menu)
        if self.outgoing:
            offer_lists(session, self.table, self.outgoing)
        self.add_button.clicked.connect(self.add_row)
        self.empty.state.acted.connect(self.add_row)
        add_pasting(self.empty, self.table.paste)
        self.remove_button.clicked.connect(self.remove_rows)
        add_key(self.table, ADD_ROW, self._add_by_key)
        add_key(self.empty, ADD_ROW, self._add_by_key, with_children=True)
        add_page_key(self.table, REMOVE_ROWS, self.remove_rows)
        self._empty_row: tuple[str, object] | None = None
        """A row that was added and not filled in yet, and the edit that added it."""
        self.table.current_changed.connect(lambda _row: later(self, 0, self._take_empty_row_away))
        session.leaving.connect(self._leave_row)

    def add_leading(self, button: Button) -> None:
        """Adds a button with an icon before the others. Its text is hidden if space is short."""
        button.setAccessibleName(button.text())
        self._leading.append((button, button.text(), button.sizeHint().width()))
        self._row.insertWidget(2, button)

    def spare(self, covered: int) -> None:
        """Ends the buttons before a pane that lies over so many px at the right."""
        self._covered = covered
        self._row.setContentsMargins(
            Space.PAGE_EDGE, Space.XS, max(Space.PAGE_EDGE, covered), Space.XS
        )
        self._fit()

    def _fit(self) -> None:
        """Hides the note, then texts of buttons, until the others fit."""
        fixed = [
            button for button in (self.remove_button, self.add_button) if not button.isHidden()
        ]
        beside = [
            (button, word, width) for button, word, width in self._leading if not button.isHidden()
        ]
        widths = [button.sizeHint().width() for button in fixed] + [width for *_, width in beside]
        edges = Space.PAGE_EDGE + max(Space.PAGE_EDGE, self._covered)
        room = self.width() - edges - sum(width + Space.S for width in widths)
        self._note.setVisible(room >= min(self._note.sizeHint().width(), ListTableSize.NOTE_LEAST))
        room += Space.S
        for button, word, _width in beside:
            says = room >= 0
            if not says:
                room += ceil(metrics(Text.LABEL_MEDIUM).horizontalAdvance(word))
            if says is not bool(button.text()):
                button.setText(word if says else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    # -- overridden by subclasses

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        """Adds rows and writes edits in one unit of work; returns the ids of the new rows."""
        workspace, year = self.session.workspace, self.session.year
        if new:
            return self.service.add(workspace, year, new, edits=edits)
        self.service.edit(workspace, year, edits)
        return []

    def remove(self, ids: Sequence[str]) -> None:
        """Removes rows in one unit of work."""
        self.service.remove(self.session.workspace, self.session.year, ids)

    def blank(self) -> Mapping[str, Any]:
        """Returns the default values of a new row."""
        raise NotImplementedError

    # -- actions

    def show_rows(self, rows: Sequence[Any], *, flash: bool) -> None:
        """Sets the rows; ``flash`` marks changed cells."""
        self.table.set_read_only(self.session.is_locked)
        for button in (self.add_button, self.remove_button, self.empty.state.button):
            button.block(self.session.locked)
        self.table.sheet.set_rows(rows, flash=flash)
        for button in (self.add_button, self.remove_button):
            button.setVisible(bool(rows))
        self.empty.replace(self.table, empty=not rows)
        self.setFocusProxy(self.table if rows else self.empty.state.button)

    def add_row(self) -> None:
        """Adds a row and goes to its first cell. If it is left as it is, it is taken away again."""
        self._leave_row()
        made = self.session.attempt(lambda: self.write([self.blank()], ()))
        if made:
            self.table.sheet.clear_filters()
            self.table.go_to(made[0], self.first)
            self.table.setFocus()
            self._empty_row = made[0], self.session.workspace.edits.last_edit

    def _leave_row(self) -> None:
        self._take_empty_row_away(left=True)

    def _take_empty_row_away(self, *, left: bool = False) -> None:
        """Undoes the adding of a row that was left without anything typed: it would be printed."""
        empty, current = self._empty_row, self.table.current_row()
        if empty is None or not (left or current is None or current.id != empty[0]):
            return
        self._empty_row = None
        session = self.session
        if not session.is_closed and session.workspace.edits.last_edit == empty[1]:
            session.attempt(session.workspace.undo)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        later(self, 0, self._leave_row)

    def _add_by_key(self) -> None:
        if not self.session.refuses():
            self.add_row()

    def remove_rows(self) -> None:
        """Removes the selected rows; this can be undone."""
        session, chosen = self.session, self.table.selected_ids()
        if session.refuses():
            return
        if not chosen:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกแถว ให้เลือกแถวในตารางก่อน"))
            return
        before = len(self.table.sheet.all_rows())
        session.attempt(lambda: self.remove(chosen))
        if len(self.table.sheet.all_rows()) != before:
            session.notified.emit(tr("เอา {count} แถวออกแล้ว", count=len(chosen)), True)

    def _store(self, _data: YearData, edit: Edit) -> None:
        cells = [CellEdit(change.row, change.key, change.value) for change in edit.changes]
        self.write([{**self.blank(), **row} for row in edit.new], cells)

    def _add_to_menu(self, menu: QMenu) -> None:
        if not self.session.is_locked:
            menu.addAction(self.add_button.text(), ADD_ROW.sequence, self.add_row)
            menu.addAction(tr("เอาแถวออก"), REMOVE_ROWS.sequence, self.remove_rows)
