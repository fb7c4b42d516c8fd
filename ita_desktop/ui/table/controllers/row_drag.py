"""Drags rows to another place, where rows are ordered by hand."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPoint, QRect, SignalInstance
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.table.controllers.selecting import SelectionController
from ita_desktop.ui.table.controllers.sticky_rows import StickyRows
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.theme.tokens import Space, Stroke


class RowDrop(NamedTuple):
    """Where rows are dropped: above or below row ``row`` of a group, or, without a row, at the end
    of the group; ``group`` is '' in a table without groups."""

    group: str
    row: str
    below: bool


class DraggedGrid(Grid, Protocol):
    """A grid whose selected rows are dragged."""

    selecting: SelectionController
    sticky: StickyRows
    rows_dropped: SignalInstance


class RowDrag:
    """Drags a row, or all selected rows, by the grip left of the first column, and by the cells of
    :attr:`columns`."""

    def __init__(self, view: DraggedGrid) -> None:
        self._view = view
        self.may_drag: Callable[[], bool] | None = None
        """Returns whether rows can be moved now, or says why not; None if they never can."""
        self.columns: frozenset[str] = frozenset()
        """Keys of columns whose cells are grips, too."""
        self._pressed: tuple[str, QPoint] | None = None
        self._ids: tuple[str, ...] = ()
        self._drop: RowDrop | None = None
        self.dragging = False

    @property
    def held(self) -> bool:
        """Whether the mouse was pressed on a grip."""
        return self._pressed is not None

    def has_grip(self, at: int) -> bool:
        """Returns whether a line has a grip."""
        sheet = self._view.sheet
        movable = self.may_drag is not None and not sheet.read_only
        return movable and 0 <= at < len(sheet.lines) and sheet.lines[at].group is None

    def on_grip(self, at: int, place: QPoint) -> bool:
        """Returns whether a point is on the grip of a line."""
        spans = self._view.header.spans()
        return self.has_grip(at) and bool(spans) and place.x() < spans[0].x + Space.XS

    def grabs(self, at: int, place: QPoint) -> bool:
        """Returns whether a press there may begin to drag a line."""
        span = self._view.header.span_at(place.x())
        by_cell = span is not None and span.column.key in self.columns and self.has_grip(at)
        return by_cell or self.on_grip(at, place)

    def press(self, at: int, place: QPoint) -> None:
        """Selects the line, unless it is one of several selected ones, and holds it."""
        view = self._view
        line = view.sheet.lines[at]
        if not self.on_grip(at, place):
            span = view.header.span_at(place.x())
            assert span is not None
            view.selecting.go(at, view.header.visualIndex(span.logical))
            self._ids = (line.id,)
        elif at in (lines := view.selecting.lines()) and len(lines) > 1:
            self._ids = view.selecting.ids()
        else:
            view.selecting.choose_lines(at, at)
            self._ids = (line.id,)
        self._pressed = line.id, place

    def move(self, at: int | None, place: QPoint) -> None:
        """Follows the pointer, which is on line ``at``, to where the rows would be dropped."""
        if self._pressed is None:
            return
        if not self.dragging:
            if (place - self._pressed[1]).manhattanLength() < QApplication.startDragDistance():
                return
            if self.may_drag is None or not self.may_drag():
                self.stop()
                return
            self.dragging = True
            self._select_whole()
        self._drop = self._drop_at(at, place)
        self._view.viewport().update()

    def _select_whole(self) -> None:
        """Selects the whole rows where cells of several are selected: they show what moves."""
        selecting = self._view.selecting
        lines = selecting.lines()
        if len(self._ids) > 1 and lines[-1] - lines[0] + 1 == len(lines):
            selecting.choose_lines(lines[0], lines[-1], show=False)

    def release(self) -> None:
        """Drops the rows; without a drag, selects the pressed row alone."""
        pressed, ids, drop, dragged = self._pressed, self._ids, self._drop, self.dragging
        self.stop()
        if dragged and drop is not None:
            self._view.rows_dropped.emit(ids, drop)
        elif not dragged and pressed is not None and len(ids) > 1:
            at = self._view.sheet.place(pressed[0])
            if at is not None:
                self._view.selecting.choose_lines(at, at)

    def stop(self) -> None:
        """Cancels the drag."""
        self._pressed, self._ids, self._drop, self.dragging = None, (), None, False
        self._view.viewport().update()

    def indicator(self) -> QRect | None:
        """Returns the line between two rows, or the heading of the group, where the rows would be
        dropped."""
        view, drop = self._view, self._drop
        at = None if drop is None else view.sheet.place(drop.row or drop.group)
        if drop is None or at is None:
            return None
        top, wide = view.rowViewportPosition(at), view.viewport().width()
        if not drop.row:
            fixed = next((one.rect for one in view.sticky.rows() if one.line == at), None)
            return fixed or QRect(0, top, wide, view.rowHeight(at))
        y = top + (view.rowHeight(at) if drop.below else 0)
        return QRect(0, y - Stroke.FOCUS // 2, wide, Stroke.FOCUS)

    def _drop_at(self, at: int | None, place: QPoint) -> RowDrop | None:
        """Returns where the rows go from a point; None where they would stay."""
        view = self._view
        lines = view.sheet.lines
        if not lines:
            return None
        at = len(lines) - 1 if at is None else at
        line = lines[at]
        if line.group is not None:
            return RowDrop(line.id, "", below=True)
        below = place.y() > view.rowViewportPosition(at) + view.rowHeight(at) / 2
        if line.id in self._ids or self._is_gap_of(self._ids, at + below):
            return None
        return RowDrop(line.parent.id if line.parent is not None else "", line.id, below)

    def _is_gap_of(self, ids: Sequence[str], gap: int) -> bool:
        """Returns whether consecutive rows are directly above or below a gap, given by the line
        below it."""
        places = sorted(at for at in map(self._view.sheet.place, ids) if at is not None)
        run = bool(places) and places[-1] - places[0] + 1 == len(ids)
        return run and gap in {places[0], places[-1] + 1}
