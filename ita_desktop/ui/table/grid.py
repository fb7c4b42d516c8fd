"""What the parts that work in a table see of it: rows, columns, the choice, and the viewport.

The view is made of these parts and knows them all; each of them says in a protocol of its own what
it needs beyond this, so that none of them imports the view.
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
    """A rectangle of selected cells, by line and by visual column, edges included."""

    top: int
    bottom: int
    left: int
    right: int

    def holds(self, line: int, visual: int) -> bool:
        """Whether a cell lies in the block."""
        return self.top <= line <= self.bottom and self.left <= visual <= self.right


class Grid(Protocol):
    """Lines and columns, what is chosen of them, and where they are on the screen."""

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
    """A grid that hands changes to its page, and says why it could not."""

    problem: SignalInstance

    def current_cell(self) -> tuple[SheetLine, Column[Any]] | None: ...
    def deliver(self, edit: Edit) -> bool: ...
    def tell_locked(self) -> None: ...
    def open_detail(self) -> None: ...
