"""The table view: what the mouse, the wheel and the window do with a table."""

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
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QMenu,
    QTableView,
    QWidget,
)

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.table.cells.heights import Heights
from ita_desktop.ui.table.cells.painter import SheetPainter
from ita_desktop.ui.table.column import Column, Row
from ita_desktop.ui.table.controllers.filtering import FilterController
from ita_desktop.ui.table.controllers.folding import FoldController
from ita_desktop.ui.table.controllers.keys import Keys
from ita_desktop.ui.table.controllers.marking import OccurrenceController
from ita_desktop.ui.table.controllers.menu import CellMenu
from ita_desktop.ui.table.controllers.pointer import Pointer
from ita_desktop.ui.table.controllers.refreshing import RefreshController
from ita_desktop.ui.table.controllers.selecting import SelectionController
from ita_desktop.ui.table.controllers.standing import StickyRows
from ita_desktop.ui.table.controllers.steps import CellSteps
from ita_desktop.ui.table.editing.acting import ActionController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.editing.filling import FillController
from ita_desktop.ui.table.edits import Act, Edit
from ita_desktop.ui.table.header.header import SheetHeader
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.rows import Rows, SheetLine
from ita_desktop.ui.table.sizes import MOST_STICKY, NORMAL, Density
from ita_desktop.ui.theme.measures import TableSize
from ita_desktop.ui.theme.tips import show_tip

if TYPE_CHECKING:
    from ita_desktop.ui.table.editing.clipboard import Clip, Copied
    from ita_desktop.ui.widgets.memory import Memory


class SheetView(QTableView):
    """One table of the window.

    ``on_edit`` gets every change as one :class:`Edit`; what it raises as ItaError is told through
    :attr:`problem`. ``refuse`` is asked before, while a typed text still stands in its editor:
    where it raises ItaError the text stays there. ``on_long_paste`` gets what takes longer than a
    moment to read; without it that is read here. ``on_files_paste`` is called where the clipboard
    holds files, which no cell can hold. A table with ``takes_new`` takes pasted rows
    beyond its last one, ``moves_rows`` lets Alt+↑↓ move rows, ``tints_row`` tints the current row
    for a detail pane.
    """

    problem = Signal(str)
    """A sentence for the message line."""
    problem_over = Signal()
    """What :attr:`problem` told of is gone: the refused text, or a choice that did not fit."""
    current_changed = Signal(str)
    """Another row (or group) is current; its id, '' for none."""
    selection_changed = Signal()
    detail_wanted = Signal(str)
    move_wanted = Signal(tuple, int)
    """Ids of rows to be moved up (-1) or down (1)."""
    mark_wanted = Signal(str, str, object)
    """A schedule mark was clicked or chosen with Enter: row id, column key, occurrence."""
    due_done = Signal(str, str, object)
    """Space on a schedule: the occurrence that is due is done."""
    list_pasted = Signal(object)
    """A whole list was pasted, as :class:`Copied`."""
    menu_wanted = Signal(QMenu)
    """The context menu is about to be shown: the page adds its own actions."""
    # Of the class, because Qt also hides a table whose own values Python has let go of.
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
        self.refuse: Callable[[Edit], None] | None = None
        self.on_long_paste: Callable[[Clip], object] | None = None
        self.on_files_paste: Callable[[], object] | None = None
        self.takes_new = False
        self.moves_rows = False
        self.tints_row = False
        self._asked = False
        self.hovered = -1
        self.density = density
        self.sheet = SheetModel(columns, self)
        self.header = SheetHeader(self.sheet, filters=filters, parent=self)
        self.selecting = SelectionController(self)
        self.sticky = StickyRows(self)
        self.steps = CellSteps(self)
        self.editing = EditController(self)
        self.filling = FillController(self)
        self.marking = OccurrenceController(self)
        self.folding = FoldController(self)
        self.acting = ActionController(self)
        self.filtering = FilterController(self)
        self.menu = CellMenu(self)
        self.painting = SheetPainter(self)
        self.heights = Heights(self)
        self.keys = Keys(self)
        self.pointer = Pointer(self)
        self.refreshing = RefreshController(self)
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Between two scroll bars Qt would draw a box of its own.
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
        self.sheet.rearranged.connect(self.header.tell_filters)
        self.sheet.rearranged.connect(self.filtering.tell_nothing)
        self.header.lift_wanted.connect(self.filtering.lift)
        self.header.laid_out.connect(self.refreshing.columns_changed)
        self.header.filter_wanted.connect(self.filtering.open)
        self.horizontalScrollBar().valueChanged.connect(self.header.forget)

    # -- what a page uses

    def selected_ids(self) -> tuple[str, ...]:
        """Ids of the rows that have a chosen cell, in order; a group stands for its rows."""
        return self.selecting.ids()

    def current_row(self) -> Row | None:
        """The row (or group) that the current cell is in."""
        index = self.currentIndex()
        return self.sheet.lines[index.row()].row if index.isValid() else None

    def current_cell(self) -> tuple[SheetLine, Column[Any]] | None:
        """Line and column of the current cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self.sheet.lines[index.row()], self.sheet.columns[index.column()]

    def go_to(self, row_id: str, key: str | None = None) -> bool:
        """Make a row's cell current and bring it into sight; False when it is not shown."""
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
        """Scroll so far that these rows are seen, the first of them at any rate."""
        lines = [line for id_ in row_ids if (line := self.sheet.place(id_)) is not None]
        column = self.currentIndex().column()
        for line in (max(lines, default=None), min(lines, default=None)):
            if line is not None:
                self.scrollTo(self.sheet.index(line, max(column, 0)))

    def set_density(self, density: Density) -> None:
        """Show rows of other heights."""
        if density != self.density:
            self.density = density
            self.verticalHeader().setDefaultSectionSize(density.row)
            self.measure_again()

    def measure_again(self) -> None:
        """Nothing measured holds any more: another language, density or set of known words."""
        self.heights.forget()
        self.heights.reset()
        self.updateGeometries()
        self.heights.measure()
        self.viewport().update()
        self.header.viewport().update()

    def set_read_only(self, read_only: bool) -> None:
        """Lock every cell, as in a workspace that another one has open."""
        self.sheet.read_only = read_only
        self.viewport().update()

    def memory(self) -> dict[str, Any]:
        """Columns, sort, filters and folds as plain values, for the settings."""
        return {"columns": self.header.memory(), **self.sheet.memory()}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Take a :meth:`memory` back; what no longer fits is left out."""
        columns = memory.get("columns")
        if isinstance(columns, Mapping):
            self.header.recall(columns)
        self.sheet.recall(memory)

    def remember_in(self, memory: "Memory", key: str) -> None:
        """Takes back what was kept under ``key``, and keeps it there whenever it is put away."""
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
        """Show other rows in other columns at once, as a :meth:`memory` of them tells; see
        :meth:`SheetModel.show_other`."""
        shown = memory.get("columns")
        with self.refreshing.columns(shown) if isinstance(shown, Mapping) else nullcontext():
            self.sheet.show_other(rows, columns, memory)

    # -- doing

    def deliver(self, edit: Edit) -> bool:
        """Hand changes to the page; False when it could not make them, which is told."""
        refusal = self.attempt(edit)
        if refusal:
            self.problem.emit(refusal)
        return refusal == "" and self.on_edit is not None

    def attempt(self, edit: Edit) -> str:
        """Hand changes to the page; why it could not make them, empty where it did."""
        if self.on_edit is None:
            return ""
        if edit.act in (Act.TYPE, Act.CLEAR, Act.TOGGLE):
            self.sheet.expect((change.row, change.key) for change in edit.changes)
        try:
            self.on_edit(edit)
        except ItaError as error:
            return sentence(error)
        return ""

    def edit_cell(self, row_id: str, key: str) -> None:
        """Open the editor of a row's cell; a column that is hidden is shown for it."""
        at = self.sheet.column_index(key)
        if at is None:
            return
        if self.header.span(at) is None:
            self.header.show_column(at, shown=True)
        if self.go_to(row_id, key):
            self.setFocus()
            self.edit_current()

    def edit_current(self) -> None:
        """F2: edit the current cell; on a schedule, open its chosen mark."""
        self.acting.edit()

    def ask_to_choose(self, text: str) -> None:
        """Say that other rows have to be chosen for what was asked, until they are."""
        self._asked = True
        self.problem.emit(text)

    def _choice_made(self) -> None:
        if self._asked:
            self._asked = False
            self.problem_over.emit()

    def tell_locked(self) -> None:
        """Say why nothing happened."""
        cell = self.current_cell()
        if self.sheet.read_only:
            self.problem.emit(tr("แฟ้มนี้เปิดอ่านอย่างเดียว แก้ไม่ได้ · ใช้ แฟ้ม > บันทึกสำเนาเป็น"))
        elif cell is not None and cell[0].group is None and self.on_edit is not None:
            self.problem.emit(tr("ช่อง {title} แก้ที่นี่ไม่ได้ · เลือกช่องอื่นที่แก้ได้", title=cell[1].title))

    def open_detail(self) -> None:
        """Ctrl+Enter: the current row's details."""
        row = self.current_row()
        if row is not None:
            self.detail_wanted.emit(row.id)

    # -- clipboard

    def paste(self) -> None:
        """Ctrl+V: lay the clipboard's block over the table, as one change."""
        self.acting.paste()

    def is_list(self, _clip: "Clip", _block: "Copied") -> bool:
        """Whether a pasted block is a list of its own, which :attr:`list_pasted` hands over whole:
        its rows and columns need not be those of the table."""
        return False

    def names_group(self, _texts: Sequence[str]) -> bool:
        """Whether a row of a pasted block only names a group of rows, and is none to paste."""
        return False

    def take_focus(self) -> None:
        """The keyboard comes back to the table, to its first row when none is current."""
        self.setFocus()
        lines, spans = self.sheet.lines, self.header.spans()
        if not self.currentIndex().isValid() and lines and spans:
            first = next((at for at, line in enumerate(lines) if line.group is None), 0)
            self.selecting.go(first, self.header.visualIndex(spans[0].logical))

    def rows_resized(self, grown: int, *, at_end: bool, seen: bool) -> None:
        """Rows got their measured heights; what is seen stays where it is.

        ``grown`` is by how many px the rows above the viewport grew, ``seen`` whether any row in
        it or above it did: rows further down are not to be painted anew.
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
        """A cell's place, without the gutter."""
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
        """Bring a cell into sight, and not under the group row that stays at the top."""
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
            # The group rows that stay were moved with the rest: they are painted anew where they
            # are, and below that where they were moved down to.
            height = self.density.group
            if self.sheet.nested:
                height += (MOST_STICKY - 1) * self.density.row
            self.viewport().update(0, 0, self.viewport().width(), height + max(dy, 0))
            self.pointer.follow()
        self.editing.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.folding.stop()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.header.spread(self.viewport().width())
        self.heights.measure()
        self._keep_current_in_sight(event.oldSize().height())
        self.editing.place()

    def _keep_current_in_sight(self, before: int) -> None:
        """A viewport that was ``before`` px high got lower, as where the message line came."""
        index = self.currentIndex()
        if before <= self.viewport().height() or not index.isValid():
            return
        if 0 <= self.rowViewportPosition(index.row()) < before:
            self.scrollTo(index)

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
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.keys.wants(event):
                event.accept()
                return True
        elif event.type() == QEvent.Type.LanguageChange:
            self.measure_again()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(event, self.pointer.tip_at(event.pos()), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self.pointer.leave()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys.press(event):
            event.accept()
        else:
            event.ignore()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab walks the cells; F6 leaves the table."""
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters from an input method begin to overwrite, as typed ones do."""
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
