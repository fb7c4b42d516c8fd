"""Mouse handling of a table; where rows are ordered by hand, it drags them to another place."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QRectF, Qt, QTimer, SignalInstance
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollBar

from ita_desktop.i18n import tr
from ita_desktop.ui.table.cells.layout import drawn_cell, drawn_sum
from ita_desktop.ui.table.column import ColumnKind, SheetLine
from ita_desktop.ui.table.controllers.folding import FoldController, StickyRows
from ita_desktop.ui.table.controllers.selecting import (
    CellSteps,
    OccurrenceController,
    SelectionController,
)
from ita_desktop.ui.table.editing.acting import ActionController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.editing.filling import FillController
from ita_desktop.ui.table.grid import EditableGrid, Grid
from ita_desktop.ui.theme.measures import CheckSize, TableSize
from ita_desktop.ui.theme.tokens import IconSize, Space, Stroke

_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_SCROLL_EVERY = 40
"""Interval of scrolling steps while a block is dragged beyond the edge, in ms."""
_EDGE = Space.L
"""Distance from the left or right edge at which scrolling starts, as the screen may end there."""


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


class PointedGrid(EditableGrid, Protocol):
    """The parts of a table that respond to the mouse."""

    acting: ActionController
    editing: EditController
    filling: FillController
    folding: FoldController
    marking: OccurrenceController
    row_drag: RowDrag
    selecting: SelectionController
    steps: CellSteps
    sticky: StickyRows
    hovered: int

    @property
    def has_detail(self) -> bool: ...
    def horizontalScrollBar(self) -> QScrollBar: ...
    def indexAt(self, place: QPoint) -> QModelIndex: ...


class Pointer(QObject):
    """Selects cells and blocks, folds groups, toggles check boxes, drags rows and the fill
    handle."""

    def __init__(self, view: PointedGrid) -> None:
        super().__init__(view.viewport().parent())
        self._view = view
        self._dragging = False
        self._began = QPoint()
        self._last = QPoint()
        self._scrolling = QTimer(self, interval=_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll)

    # -- press

    def press(self, event: QMouseEvent) -> None:
        """Handles a mouse press in the viewport."""
        view, place = self._view, event.position().toPoint()
        if event.button() != _LEFT or not view.editing.finish():
            return
        self._began = self._last = place
        if view.filling.grabs(place):
            view.filling.begin()
            return
        view.steps.forget_tab()
        at = self.line_at(place)
        if at is None:
            return
        line = view.sheet.lines[at]
        span = view.header.span_at(place.x())
        if line.group is not None and self._on_chevron(line, place):
            view.folding.turn(line.id)
            return
        if not event.modifiers() and view.row_drag.grabs(at, place):
            view.row_drag.press(at, place)
            return
        visual = view.header.visualIndex(span.logical) if span else self._nearest(place)
        if line.group is not None and not view.sheet.may_edit(at, view.header.logicalIndex(visual)):
            view.selecting.go(at, visual)
            view.selecting.choose_group(at)
            return
        if event.modifiers() & _SHIFT:
            view.selecting.extend(at, visual)
        elif event.modifiers() & _CTRL:
            view.selecting.add(at, visual)
        else:
            view.selecting.go(at, visual)
            self._dragging = True
            self._click_inside(at, place)

    def _click_inside(self, at: int, place: QPoint) -> None:
        """Handles a click on a check box or an occurrence."""
        view = self._view
        span = view.header.span_at(place.x())
        line = view.sheet.lines[at]
        if span is None or line.group is not None:
            return
        if (
            span.column.kind is ColumnKind.CHECK
            and place.x() <= span.inner_x + CheckSize.BOX + Space.XS
        ):
            self._dragging = False
            view.acting.toggle()
        elif span.column.kind is ColumnKind.SCHEDULE:
            area = QRectF(span.inner_x, 0, span.inner_width, 1)
            self._dragging = not view.marking.click(line, span.column, area, place.x())

    def line_at(self, place: QPoint) -> int | None:
        """Returns the line at a point, considering group rows fixed at the top."""
        for sticky in self._view.sticky.rows():
            if sticky.rect.contains(place):
                return sticky.line
        at = self._view.rowAt(place.y())
        return at if at >= 0 else None

    def tip_at(self, place: QPoint) -> str:
        """Returns the tool tip of a cell that does not show its full content."""
        at, span = self.line_at(place), self._view.header.span_at(place.x())
        if at is None or span is None:
            return ""
        line = self._view.sheet.lines[at]
        if line.group is not None:
            figure = drawn_sum(line, span, self._view.density)
            own = line.tip if figure is None else figure.tip
            return "\n".join(filter(None, (own, line.group.counted)))
        if self._view.row_drag.on_grip(at, place):
            return tr("ลากเพื่อย้ายแถว คลิกเพื่อเลือกทั้งแถว")
        if state := self._view.sheet.state_of(line, span.column):
            return state
        own = span.column.tip(line.row) if span.column.tip is not None else ""
        return own or drawn_cell(line, span, self._view.density).tip

    def _on_chevron(self, line: SheetLine, place: QPoint) -> bool:
        """Returns whether a point is on a group's chevron or in the gutter beside it."""
        if line.group is None or not line.group.rows:
            return False
        spans = self._view.header.spans()
        if not self._view.sheet.nested:
            return place.x() < spans[0].x + Space.S
        first = next((span for span in spans if span.column.kind is ColumnKind.CODE), spans[0])
        left = first.inner_x + TableSize.INDENT * line.depth - Space.XS
        return left <= place.x() <= left + IconSize.TEXT + Space.S or place.x() < TableSize.GUTTER

    def _nearest(self, place: QPoint) -> int:
        """Returns the first or last column for a point left or right of them."""
        spans = self._view.header.spans()
        span = spans[0] if place.x() < spans[0].x else spans[-1]
        return self._view.header.visualIndex(span.logical)

    # -- move

    def move(self, event: QMouseEvent) -> None:
        """Handles a mouse move, with or without a button."""
        view, place = self._view, event.position().toPoint()
        self._last = place
        if view.filling.dragging:
            view.filling.drag(place, self.visual_at(place))
            self._watch_edge()
            return
        if view.row_drag.held:
            self._drag_rows(event.buttons())
            return
        if self._dragging and event.buttons() & _LEFT:
            self._drag(place)
            self._watch_edge()
            return
        self._hover(place)
        self._shape(place)

    def _drag_rows(self, buttons: Qt.MouseButton) -> None:
        drag, inside = self._view.row_drag, self._nearest_point(self._last)
        if buttons & _LEFT:
            drag.move(self.line_at(inside), inside)
        else:
            drag.stop()
        if drag.dragging:
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._watch_edge()

    def _drag(self, place: QPoint) -> None:
        view = self._view
        at, visual = view.rowAt(self._nearest_point(place).y()), self.visual_at(place)
        if at >= 0 and (at, visual) != view.selecting.far:
            view.selecting.extend(at, visual)

    def visual_at(self, place: QPoint) -> int:
        """Returns the column at a point, or the nearest visible one."""
        inside = self._nearest_point(place)
        span = self._view.header.span_at(inside.x())
        return self._view.header.visualIndex(span.logical) if span else self._nearest(inside)

    def _nearest_point(self, place: QPoint) -> QPoint:
        """Returns the point of the viewport nearest to ``place``."""
        edge = self._view.viewport().rect()
        return QPoint(min(max(place.x(), 0), edge.right()), min(max(place.y(), 0), edge.bottom()))

    def _overshoot(self) -> QPoint:
        """Returns how far the pointer is beyond the edges at which scrolling starts."""
        place, edge = self._last, self._view.viewport().rect()
        if self._view.row_drag.dragging:
            near_row = self._view.density.row // 2
            below = max(place.y() - edge.bottom() + near_row, 0)
            return QPoint(0, below or min(place.y() - near_row, 0))
        # A drag that began near an edge scrolls only beyond the edge.
        near = {
            side: 0 if abs(self._began.x() - at) < _EDGE else _EDGE
            for side, at in (("left", 0), ("right", edge.right()))
        }
        right = max(place.x() - edge.right() + near["right"], 0)
        left = min(place.x() - near["left"], 0)
        down = max(place.y() - edge.bottom(), 0) or min(place.y(), 0)
        return QPoint(right or left, down)

    def _watch_edge(self) -> None:
        outside = not self._overshoot().isNull()
        if outside and not self._scrolling.isActive():
            self._scrolling.start()
        elif not outside:
            self._scrolling.stop()

    def _scroll(self) -> None:
        """Scrolls while the pointer is held beyond an edge, faster with distance."""
        view, beyond = self._view, self._overshoot()
        for bar, by in (
            (view.verticalScrollBar(), beyond.y()),
            (view.horizontalScrollBar(), beyond.x()),
        ):
            bar.setValue(bar.value() + by)
        if view.filling.dragging:
            place = self._nearest_point(self._last)
            view.filling.drag(place, self.visual_at(place))
        elif view.row_drag.dragging:
            inside = self._nearest_point(self._last)
            view.row_drag.move(self.line_at(inside), inside)
        else:
            self._drag(self._last)

    def _hover(self, place: QPoint) -> None:
        at = self.line_at(place)
        self._hover_line(-1 if at is None else at)

    def _hover_line(self, at: int) -> None:
        view = self._view
        if at == view.hovered:
            return
        for line in (view.hovered, at):
            if 0 <= line < len(view.sheet.lines):
                top = view.rowViewportPosition(line)
                view.viewport().update(0, top, view.viewport().width(), view.rowHeight(line))
        view.hovered = at
        for sticky in view.sticky.rows():
            view.viewport().update(sticky.rect)

    def _shape(self, place: QPoint) -> None:
        at, shape = self.line_at(place), Qt.CursorShape.ArrowCursor
        if self._view.filling.grabs(place):
            shape = Qt.CursorShape.CrossCursor
        elif at is not None and self._view.row_drag.on_grip(at, place):
            shape = Qt.CursorShape.OpenHandCursor
        self._view.viewport().setCursor(shape)

    def follow(self) -> None:
        """Updates the hovered row after rows have moved below the pointer."""
        view = self._view
        if view.hovered >= 0 and not self._dragging:
            self._hover(view.viewport().mapFromGlobal(QCursor.pos()))

    def leave(self) -> None:
        """Handles the pointer leaving the table."""
        self._hover_line(-1)

    # -- release

    def release(self, event: QMouseEvent) -> None:
        """Handles a mouse release."""
        self._scrolling.stop()
        self._dragging = False
        if self._view.row_drag.held:
            self._view.row_drag.release()
            self._shape(event.position().toPoint())
        if self._view.filling.dragging:
            self._view.filling.drop()

    def double_click(self, event: QMouseEvent) -> None:
        """Edits a cell, folds a group, or fills to the end from the handle."""
        view, place = self._view, event.position().toPoint()
        if event.button() != _LEFT:
            return
        view.filling.stop()
        if view.filling.grabs(place):
            view.filling.to_end()
            return
        at = self.line_at(place)
        if at is None:
            return
        line, span = view.sheet.lines[at], view.header.span_at(place.x())
        logical = span.logical if span else -1
        if line.group is not None and not (span and view.sheet.may_edit(at, logical)):
            if not self._on_chevron(line, place):
                view.folding.turn(line.id)
            return
        if span is None or not view.editing.finish():
            return
        visual = view.header.visualIndex(logical)
        if view.selecting.current != (at, visual):
            view.selecting.go(at, visual)
        self._edit(line, at, logical)

    def _edit(self, line: SheetLine, at: int, logical: int) -> None:
        """Edits a cell, or what can be changed instead: that says more than a refusal."""
        view = self._view
        sheet, is_cell = view.sheet, line.group is None
        locked = is_cell and not sheet.read_only and not sheet.may_edit(at, logical)
        other = sheet.column_index(sheet.columns[logical].opens) if locked else None
        if other is not None and view.header.span(other) and sheet.may_edit(at, other):
            view.selecting.go(at, view.header.visualIndex(other))
            view.editing.begin()
        elif (locked and view.has_detail) or (not view.editing.begin() and is_cell):
            view.open_detail()

    def choose_for_menu(self, place: QPoint) -> None:
        """Selects the cell at a right click outside the selection."""
        view = self._view
        index = view.indexAt(place)
        if index.isValid() and not view.selectionModel().isSelected(index):
            view.selecting.go(index.row(), view.header.visualIndex(index.column()))
