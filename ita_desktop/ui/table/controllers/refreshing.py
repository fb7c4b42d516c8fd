"""Preserves current cell, selection and scroll position when rows are replaced."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from PySide6.QtCore import QObject, SignalInstance

from ita_desktop.ui.table.cells.layout import Heights
from ita_desktop.ui.table.column import Row
from ita_desktop.ui.table.controllers.selecting import SavedSelection, SelectionController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.grid import Grid


class RefreshedGrid(Grid, Protocol):
    """A grid whose lines change, and that emits signals on the current row and selection."""

    selecting: SelectionController
    editing: EditController
    heights: Heights
    current_changed: SignalInstance
    selection_changed: SignalInstance
    hovered: int

    def current_row(self) -> Row | None: ...
    def updateGeometries(self) -> None: ...


class RefreshController(QObject):
    """Preserves the view's state while lines change or are sorted, then notifies the page once."""

    def __init__(self, view: RefreshedGrid) -> None:
        super().__init__(view.viewport().parent())
        self._view = view
        self.busy = False
        """Whether lines are being replaced; the layout follows once at the end."""
        self._columns_after: Mapping[str, Any] | None = None
        self._chosen: SavedSelection | None = None
        self._columns: dict[str, Any] = {}
        self._top: tuple[str, int] | None = None
        self._last_current = ""

    def listen_before(self) -> None:
        """Connects slots that run before those of QTableView, which moves the current index."""
        sheet = self._view.sheet
        sheet.modelAboutToBeReset.connect(self._keep)
        sheet.rowsAboutToBeInserted.connect(self._keep)
        sheet.rowsAboutToBeRemoved.connect(self._keep)

    def listen_after(self) -> None:
        """Connects slots that run after those of QTableView."""
        sheet, choice = self._view.sheet, self._view.selectionModel()
        # A model reset makes Qt forget which columns were moved and hidden.
        sheet.modelReset.connect(self._restore_columns)
        sheet.modelReset.connect(self._restore)
        sheet.rowsInserted.connect(self._restore)
        sheet.rowsRemoved.connect(self._restore)
        sheet.dataChanged.connect(self._renew)
        choice.currentChanged.connect(self._emit_current)
        choice.selectionChanged.connect(self._emit_selection)

    @contextmanager
    def columns(self, memory: Mapping[str, Any]) -> Iterator[None]:
        """Sets the columns as in ``memory`` (of a header) when the lines are replaced in the
        block."""
        self._columns_after = memory
        yield
        if self._columns_after is not None:
            self._restore_columns()

    def _keep(self) -> None:
        view = self._view
        self.busy = True
        self._chosen = view.selecting.save()
        self._columns = view.header.memory()
        first = view.rowAt(0)
        self._top = None
        if 0 <= first < len(view.sheet.lines):
            self._top = view.sheet.lines[first].id, view.rowViewportPosition(first)

    def _restore_columns(self) -> None:
        columns, self._columns_after = self._columns_after, None
        self._view.header.recall(self._columns if columns is None else columns)

    def _restore(self) -> None:
        view = self._view
        view.header.spread(view.viewport().width())
        view.heights.take_widths()
        view.heights.reset()
        view.updateGeometries()
        line = view.sheet.place(self._top[0]) if self._top is not None else None
        if self._top is not None and line is not None:
            top = view.verticalHeader().sectionPosition(line) - self._top[1]
            view.verticalScrollBar().setValue(top)
        view.heights.measure()
        if self._chosen is not None:
            view.selecting.load(self._chosen)
        else:
            view.selecting.forget()
        view.hovered = -1
        self.busy = False
        # A scroll bar shown with the new lines may have narrowed the columns.
        view.heights.columns_changed()
        view.editing.place()
        self._emit_current()
        self._emit_selection()

    def _renew(self) -> None:
        """Updates the view after values have changed."""
        view = self._view
        view.header.keep_up()
        view.heights.reset()
        view.updateGeometries()
        view.heights.measure()
        view.editing.place()
        self._emit_current()

    def columns_changed(self) -> None:
        """Updates the view after columns were moved or resized."""
        view = self._view
        if self.busy:
            return
        view.updateGeometries()
        view.header.forget()
        view.selecting.leave_hidden()
        view.heights.columns_changed()
        view.editing.place()
        view.viewport().update()
        view.header.viewport().update()

    def _emit_current(self) -> None:
        """Notifies of the current row, unless it is only an intermediate one."""
        self._view.viewport().update()
        if self.busy:
            return
        row = self._view.current_row()
        now = row.id if row is not None else ""
        if now != self._last_current:
            self._last_current = now
            self._view.current_changed.emit(now)

    def _emit_selection(self) -> None:
        self._view.viewport().update()
        if not self.busy:
            self._view.selection_changed.emit()
