"""The table view: handles mouse, wheel, keyboard and window events."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QMenu, QTableView, QWidget

from ita_desktop.domain.errors import ConflictError, ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.shared.editor_events import FilesPastedEvent, ListPastedEvent, tell
from ita_desktop.ui.storing import sending
from ita_desktop.ui.table.cells.layout import Heights
from ita_desktop.ui.table.cells.painter import SheetPainter
from ita_desktop.ui.table.column import Column, Row, Rows, SheetLine
from ita_desktop.ui.table.controllers import selecting
from ita_desktop.ui.table.controllers.folding import FoldController, StickyRows
from ita_desktop.ui.table.controllers.keys import CellMenu, FilterController, Keys
from ita_desktop.ui.table.controllers.pointer import Pointer, RowDrag
from ita_desktop.ui.table.controllers.refreshing import RefreshController
from ita_desktop.ui.table.editing.acting import ActionController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.editing.filling import FillController
from ita_desktop.ui.table.grid import Act, Edit
from ita_desktop.ui.table.header import SheetHeader
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.sent_cells import RowPair
from ita_desktop.ui.table.sizes import MOST_STICKY, NORMAL, Density
from ita_desktop.ui.theme.lines import show_tip
from ita_desktop.ui.theme.measures import TableSize

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from ita_desktop.settings import Memory
    from ita_desktop.ui.table.editing.clipboard import ClipboardContent, CopiedCells


class SheetView(QTableView):
    """A table of the window.

    ``on_edit`` is called with each change as an :class:`Edit`; an ItaError that it raises is
    emitted as :attr:`problem`. ``refuse`` is called before, while input is still in its editor: if
    it raises ItaError, the editor stays open. ``on_long_paste`` gets blocks that take long to
    parse; without it they are parsed synchronously. ``on_files_paste`` is called if the clipboard
    contains files; by default the window imports them. A table with ``takes_new`` accepts pasted
    rows beyond its last one, ``moves_rows`` enables Alt+↑↓ to move rows, ``tints_row`` highlights
    the current row for a detail pane.
    """

    about = ""
    """The manual's topic of the table; empty: that of what it is in."""
    problem = Signal(str)
    """An error; carries a sentence for the message line."""
    problem_over = Signal()
    """The last :attr:`problem` no longer applies: the rejected input or selection has changed."""
    current_changed = Signal(str)
    """The current row or group has changed; carries its id, '' for none."""
    selection_changed = Signal()
    detail_requested = Signal(str)
    move_requested = Signal(tuple, int)
    """Rows should be moved; carries their ids, and -1 (up) or 1 (down)."""
    rows_dropped = Signal(tuple, object)
    """Rows were dragged; carries their ids, and where they go as :class:`RowDrop`."""
    mark_requested = Signal(str, str, object)
    """An occurrence was clicked or opened with Enter: row id, column key, occurrence."""
    due_done = Signal(str, str, object)
    """The due occurrence was finished with Space: row id, column key, occurrence."""
    list_pasted = Signal(object)
    """A whole list was pasted, as :class:`CopiedCells`."""
    menu_requested = Signal(QMenu)
    """The context menu is about to open: the page adds its actions."""
    # A class attribute, because Qt may call hideEvent after Python has cleared the instance.
    _kept_in: "tuple[Memory, str] | None" = None

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        parent: QWidget | None = None,
        *,
        density: Density = NORMAL,
        filters: bool = True,
    ) -> None:
        super().__init__(parent)
        self.on_edit: Callable[[Edit], None] | None = None
        self.previews: Callable[[Edit], bool] = lambda _edit: False
        """Whether :attr:`on_edit` shows an edit, with its rejected cells, before it is stored."""
        self.refuse: Callable[[Edit], None] | None = None
        self.on_long_paste: Callable[[ClipboardContent], object] | None = None
        self.on_files_paste: Callable[[], object] = self._hand_on_files
        self.on_other_paste: Callable[[QMimeData], bool] | None = None
        """Called with what no table was copied from; returns whether it goes elsewhere."""
        self.on_rows_cut: Callable[[tuple[str, ...]], object] | None = None
        """Called with the ids of whole rows that are cut, which are to be moved."""
        self.on_rows_paste: Callable[[], bool] | None = None
        """Called where cells of this program are pasted; returns whether rows were moved."""
        self.takes_new = False
        self.moves_rows = False
        self.tints_row = False
        self._asked = False
        self.was_conflict = False  # whether somebody else was faster than the last edit
        self.hovered = -1
        self.density = density
        self.sheet = SheetModel(columns, self)
        self.header = SheetHeader(self.sheet, filters=filters, parent=self)
        self.selecting = selecting.SelectionController(self)
        self.sticky = StickyRows(self)
        self.steps = selecting.CellSteps(self)
        self.editing = EditController(self)
        self.filling = FillController(self)
        self.marking = selecting.OccurrenceController(self)
        self.folding = FoldController(self)
        self.acting = ActionController(self)
        self.filtering = FilterController(self)
        self.menu = CellMenu(self)
        self.painting = SheetPainter(self)
        self.heights = Heights(self)
        self.keys = Keys(self)
        self.row_drag = RowDrag(self)
        self.pointer = Pointer(self)
        self.refreshing = RefreshController(self)
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Otherwise Qt draws a default widget between the scroll bars.
        self.setCornerWidget(QWidget(self))
        self.setShowGrid(False)
        self.setHorizontalHeader(self.header)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self.density.row)
        self.refreshing.listen_before()
        self.setModel(self.sheet)
        self.header.recall({})
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _connect(self) -> None:
        self.refreshing.listen_after()
        self.selection_changed.connect(self._choice_made)
        self.sheet.flashed.connect(self.viewport().update)
        self.sheet.rearranged.connect(self.header.viewport().update)
        self.sheet.rearranged.connect(self.header.show_filters)
        self.sheet.rearranged.connect(self.filtering.show_no_match)
        self.header.lift_requested.connect(self.filtering.lift)
        self.header.laid_out.connect(self.refreshing.columns_changed)
        self.header.filter_requested.connect(self.filtering.open)
        self.horizontalScrollBar().valueChanged.connect(self.header.forget)

    # -- interface for pages

    def selected_ids(self) -> tuple[str, ...]:
        """Returns the ids of the selected rows in order; a group stands for its rows."""
        return self.selecting.ids()

    def current_row(self) -> Row | None:
        """Returns the current row or group."""
        index = self.currentIndex()
        return self.sheet.lines[index.row()].row if index.isValid() else None

    def current_cell(self) -> tuple[SheetLine, Column[Any]] | None:
        """Returns line and column of the current cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self.sheet.lines[index.row()], self.sheet.columns[index.column()]

    def go_to(self, row_id: str, key: str | None = None) -> bool:
        """Makes a row's cell current and scrolls to it; returns False if it is not shown."""
        line = self.sheet.place(row_id)
        spans = self.header.spans()
        if line is None or not spans:
            return False
        at = self.sheet.column_index(key) if key is not None else None
        if at is None or self.header.span(at) is None:
            index = self.currentIndex()
            at = index.column() if index.isValid() else spans[0].logical
        before = self.verticalScrollBar().value()
        self.selecting.go(line, self.header.visualIndex(at))
        if self.verticalScrollBar().value() != before:
            self.sticky.stand_whole(line)
        return True

    def bring_into_sight(self, row_ids: Sequence[str]) -> None:
        """Scrolls so that these rows are visible, at least the first of them."""
        lines = [line for id_ in row_ids if (line := self.sheet.place(id_)) is not None]
        column = self.currentIndex().column()
        for line in (max(lines, default=None), min(lines, default=None)):
            if line is not None:
                self.scrollTo(self.sheet.index(line, max(column, 0)))

    def set_density(self, density: Density) -> None:
        """Sets the row heights."""
        if density != self.density:
            self.density = density
            self.verticalHeader().setDefaultSectionSize(density.row)
            self.measure_again()

    def measure_again(self) -> None:
        """Discards all measurements, because of another language, density or word list."""
        self.heights.forget()
        self.heights.reset()
        self.updateGeometries()
        self.heights.measure()
        self.viewport().update()
        self.header.viewport().update()

    def set_read_only(self, read_only: bool) -> None:
        """Sets whether all cells are read-only."""
        self.sheet.read_only = read_only or bool(self.sheet.locked_by)
        self.viewport().update()

    def memory(self) -> dict[str, Any]:
        """Returns columns, sort order, filters and folded groups as plain values, for storage."""
        return {"columns": self.header.memory(), **self.sheet.memory()}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Restores a :meth:`memory`, ignoring entries that no longer apply."""
        columns = memory.get("columns")
        if isinstance(columns, Mapping):
            self.header.recall(columns)
        self.sheet.recall(memory)

    def remember_in(self, memory: "Memory", key: str) -> None:
        """Restores the state stored under ``key``, and stores it there when the table is hidden."""
        self._kept_in = memory, key
        kept = memory.get(key)
        if isinstance(kept, dict):
            self.recall(kept)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._kept_in is not None:
            memory, key = self._kept_in
            memory.set(key, self.memory())
        super().hideEvent(event)

    def show_other(
        self, rows: Rows, columns: Sequence[Column[Any]], memory: Mapping[str, Any]
    ) -> None:
        """Shows other rows in other columns with their :meth:`memory`; see
        :meth:`SheetModel.show_other`."""
        shown = memory.get("columns")
        with self.refreshing.columns(shown) if isinstance(shown, Mapping) else nullcontext():
            self.sheet.show_other(rows, columns, memory)

    # -- edits

    def deliver(self, edit: Edit) -> bool:
        """Passes an edit to the page; on failure emits :attr:`problem` and returns False."""
        refusal = self.attempt(edit)
        if refusal:
            self.problem.emit(refusal)
        return refusal == "" and self.on_edit is not None

    def attempt(self, edit: Edit) -> str:
        """Passes an edit to the page; returns the error, empty on success."""
        self.was_conflict = False
        if self.on_edit is None:
            return ""
        if edit.act in (Act.TYPE, Act.CLEAR, Act.CUT, Act.TOGGLE):
            self.sheet.expect((change.row, change.key) for change in edit.changes)
        before = self._rows_of(edit)
        try:
            with sending() as sent:
                self.on_edit(edit)
        except ItaError as error:
            self.was_conflict = isinstance(error, ConflictError)
            return sentence(error)
        if sent:
            after = self._rows_of(edit)
            cells = {
                (change.row, change.key): RowPair(before[change.row], after[change.row])
                for change in edit.changes
                if change.row in before and change.row in after
            }
            self.sheet.sent.follow(sent[-1], cells)
        return ""

    def _rows_of(self, edit: Edit) -> dict[str, Row]:
        """Returns the shown rows of an edit by their ids."""
        lines = {row_id: self.sheet.place(row_id) for row_id in edit.rows}
        return {
            row_id: self.sheet.lines[at].row
            for row_id, at in lines.items()
            if at is not None and self.sheet.lines[at].group is None
        }

    def edit_cell(self, row_id: str, key: str) -> None:
        """Opens the editor of a row's cell, showing its column if that is hidden."""
        at = self.sheet.column_index(key)
        if at is None:
            return
        if self.header.span(at) is None:
            self.header.show_column(at, shown=True)
        if self.go_to(row_id, key):
            self.setFocus()
            self.edit_current()

    def edit_current(self) -> None:
        """Edits the current cell, on F2; on a schedule, opens the selected occurrence."""
        self.acting.edit()

    def ask_to_choose(self, text: str) -> None:
        """Shows a message that the action needs another selection or cell, until that changes."""
        self._asked = True
        self.problem.emit(text)

    def _choice_made(self) -> None:
        if self._asked:
            self._asked = False
            self.problem_over.emit()

    def show_locked(self) -> None:
        """Shows why a cell is not editable."""
        if self.sheet.read_only:
            usual = "แฟ้มนี้เปิดอ่านอย่างเดียว แก้ไม่ได้ · ใช้ แฟ้ม > บันทึกสำเนาเป็น"
            self.problem.emit(self.sheet.locked_by or tr(usual))
        elif (cell := self.current_cell()) and cell[0].group is None and self.on_edit is not None:
            line, column = cell
            if self.sheet.locks is not None and (why := self.sheet.locks(line.id, column.key)):
                self.ask_to_choose(why)
                return
            remedy = column.decided_by(line.row) or self._open_cells(line.row)
            text = "ช่อง {title} แก้ที่นี่ไม่ได้ · {remedy}"
            self.ask_to_choose(tr(text, title=column.title, remedy=remedy))

    def _open_cells(self, row: Any) -> str:
        """Says which of the shown cells of a row can be edited."""
        columns = [span.column for span in self.header.spans()]
        titles = [one.title for one in columns if one.title and one.may_edit(row)]
        if not titles:
            return tr("แถวนี้ไม่มีช่องที่แก้ได้")
        return tr("แก้ได้ที่ช่อง {titles}", titles=" · ".join(titles))

    @property
    def has_detail(self) -> bool:
        """Whether a page shows the details of a row."""
        from PySide6.QtCore import QMetaMethod

        return self.isSignalConnected(QMetaMethod.fromSignal(self.detail_requested))

    def open_detail(self) -> None:
        """Requests the details of the current row, on Ctrl+Enter."""
        row = self.current_row()
        if row is not None:
            self.detail_requested.emit(row.id)

    # -- clipboard

    def paste(self) -> None:
        """Pastes the clipboard's block as one edit, on Ctrl+V."""
        self.acting.paste()

    def _hand_on_files(self) -> None:
        tell(self, FilesPastedEvent())

    def is_list(self, _clip: "ClipboardContent", _block: "CopiedCells") -> bool:
        """Returns whether a pasted block is a separate list, passed on as a whole by
        :attr:`list_pasted`: its rows and columns may differ from those of the table."""
        return False

    def hand_on_list(self, block: "CopiedCells") -> bool:
        """Has the window import a block of another program, as where nothing is typed; returns
        whether it does."""
        return tell(self, ListPastedEvent(block)).is_taken

    def names_group(self, _texts: Sequence[str]) -> bool:
        """Returns whether a row of a pasted block only names a group, and is to be skipped."""
        return False

    def take_focus(self) -> None:
        """Gives the focus to the table, at its first row, or to the way out of its filters."""
        (self.filtering.way_out or self).setFocus()
        lines, spans = self.sheet.lines, self.header.spans()
        if not self.currentIndex().isValid() and lines and spans:
            first = next((at for at, line in enumerate(lines) if line.group is None), 0)
            self.selecting.go(first, self.header.visualIndex(spans[0].logical))

    def rows_resized(self, grown: int, *, at_end: bool, seen: bool) -> None:
        """Updates the view after row heights were measured; visible rows keep their position.

        ``grown`` is the growth of the rows above the viewport in px, ``seen`` whether any row in or
        above it has changed: rows further down need no repaint.
        """
        self.updateGeometries()
        bar = self.verticalScrollBar()
        if at_end:
            bar.setValue(bar.maximum())
        elif grown:
            bar.setValue(bar.value() + grown)
        if seen or at_end:
            self.editing.place()
            self.viewport().update()

    # -- geometry

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Returns a cell's area without the gutter."""
        rect = super().visualRect(index)
        spans = self.header.spans()
        if spans and index.isValid() and index.column() == spans[0].logical:
            rect.setLeft(rect.left() + TableSize.GUTTER)
        return rect

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scrolls to a cell, keeping it out from below the fixed group rows."""
        super().scrollTo(index, hint)
        self.heights.measure()
        super().scrollTo(index, hint)
        if index.isValid():
            self.sticky.bring_out(index.row())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.folding.stop()
        super().scrollContentsBy(dx, dy)
        self.header.forget()
        if dy:
            self.heights.measure()
            # Scrolling moved the fixed group rows along: repaint their place, and where they moved
            # to.
            height = self.density.group
            if self.sheet.nested:
                height += (MOST_STICKY - 1) * self.density.row
            self.viewport().update(0, 0, self.viewport().width(), height + max(dy, 0))
            self.pointer.follow()
        self.editing.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.folding.stop()
        super().resizeEvent(event)
        was_seen = self._is_current_above(event.oldSize().height())
        if event.size().width() != event.oldSize().width():
            self.header.spread(self.viewport().width())
        self.heights.measure()
        if was_seen and not self._is_current_above(self.viewport().height(), whole=True):
            self.scrollTo(self.currentIndex())
        self.editing.place()

    def _is_current_above(self, bottom: int, *, whole: bool = False) -> bool:
        """Returns whether the current row begins, or ends, above ``bottom``. It goes below where
        the viewport becomes lower, as when the message line appears, or narrower: rows grow."""
        row = self.currentIndex().row()
        top = self.rowViewportPosition(row)
        return row >= 0 and 0 <= top < bottom - (self.rowHeight(row) - 1 if whole else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.header.spread(self.viewport().width())
        self.heights.measure()

    def sizeHintForRow(self, _row: int) -> int:
        return self.density.row

    # -- events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.painting.paint(painter, event)
        painter.end()

    def event(self, event: QEvent) -> bool:
        override = QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and event.type() == override and self.keys.wants(event):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(event, self.pointer.tip_at(event.pos()), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self.pointer.leave()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.row_drag.dragging and event.key() == Qt.Key.Key_Escape:
            self.row_drag.stop()
        elif self.keys.press(event):
            event.accept()
        else:
            event.ignore()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Returns False: Tab moves within the table, F6 leaves it."""
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Starts editing with text of an input method, as with typed text."""
        if event.commitString():
            self.editing.begin(typed=event.commitString())
            event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.take_focus()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self.pointer.follow()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.pointer.choose_for_menu(event.pos())
            self.menu.pop_up(event.globalPos())
        elif QApplication.activePopupWidget() is None:
            self.menu.open()
