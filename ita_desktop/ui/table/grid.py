"""What a table asks of its page and shows its controllers: edits, one per action of the clerk, and
the interface of the view with rows, columns, selection and viewport.

The view creates all controllers; each declares what else it needs in a protocol of its own, so that
none imports the view.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, SignalInstance
from PySide6.QtWidgets import QHeaderView, QScrollBar, QWidget

from ita_desktop.ui.table.column import Column, SheetLine
from ita_desktop.ui.table.header import SheetHeader
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.sizes import Density


class Act(Enum):
    """The origin of the new values."""

    TYPE = auto()
    PASTE = auto()
    FILL = auto()
    CLEAR = auto()
    CUT = auto()
    TOGGLE = auto()


@dataclass(frozen=True, slots=True)
class CellChange:
    """A new value for a cell."""

    row: str
    key: str
    value: object


@dataclass(frozen=True, slots=True)
class Refused:
    """A rejected cell of a pasted block: the row's name, the column's title and the reason. If the
    clerk may correct it, it has the ``id`` of its row (``new:`` and a number for a new one), the
    column's ``key`` and the pasted ``text``. If it ``holds``, the row is not stored before."""

    row: str
    title: str
    why: str
    id: str = ""
    key: str = ""
    text: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that belong together: one unit of work, one undo step.

    ``new`` are rows to insert, as values by column key, after the row ``after`` (None: at the end,
    or in an empty table); only for tables that accept new rows.
    """

    act: Act
    changes: tuple[CellChange, ...]
    new: tuple[Mapping[str, object], ...] = ()
    after: str | None = None
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
    """Notes on deviations from an ordinary paste, in sentences."""

    @property
    def rows(self) -> tuple[str, ...]:
        """Returns the ids of the changed rows without duplicates, in order."""
        return tuple(dict.fromkeys(change.row for change in self.changes))

    @property
    def held(self) -> frozenset[str]:
        """Returns the ids of the rows that are not stored until a cell is corrected."""
        return frozenset(refused.id for refused in self.refused if refused.holds)

    @property
    def is_mendable(self) -> bool:
        """Returns whether rejected cells can be corrected by the clerk."""
        return any(refused.id for refused in self.refused)


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
