"""The interface of the table view for its controllers: rows, columns, selection, viewport.

The view creates all controllers; each declares what else it needs in a protocol of its own, so that
none imports the view.
"""

from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, SignalInstance
from PySide6.QtWidgets import QHeaderView, QScrollBar, QWidget

from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.header.header import SheetHeader
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.rows import SheetLine
from ita_desktop.ui.table.sizes import Density


class CellRange(NamedTuple):
    """A rectangle of cells by line and visual column, inclusive."""

    top: int
    bottom: int
    left: int
    right: int

    def holds(self, line: int, visual: int) -> bool:
        """Returns whether the block contains a cell."""
        return self.top <= line <= self.bottom and self.left <= visual <= self.right


class Grid(Protocol):
    """Lines and columns, the selection, and their geometry."""

    sheet: SheetModel
    header: SheetHeader
    density: Density

    def viewport(self) -> QWidget: ...
    def verticalHeader(self) -> QHeaderView: ...
    def verticalScrollBar(self) -> QScrollBar: ...
    def currentIndex(self) -> QModelIndex: ...
    def selectionModel(self) -> QItemSelectionModel: ...
    def visualRect(self, index: QModelIndex) -> QRect: ...
    def scrollTo(self, index: QModelIndex) -> None: ...
    def rowAt(self, y: int, /) -> int: ...
    def rowHeight(self, row: int, /) -> int: ...
    def rowViewportPosition(self, row: int, /) -> int: ...


class EditableGrid(Grid, Protocol):
    """A grid that passes edits to its page, and shows why one failed."""

    problem: SignalInstance

    def current_cell(self) -> tuple[SheetLine, Column[Any]] | None: ...
    def deliver(self, edit: Edit) -> bool: ...
    def show_locked(self) -> None: ...
    def open_detail(self) -> None: ...
