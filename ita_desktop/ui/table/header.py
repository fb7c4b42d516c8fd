"""The table header: headings with sort arrows, which share the table's width, the filter row below,
and the line with the number of rows that pass, the active filters, and a button to remove them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from ita_desktop.i18n import tr
from ita_desktop.settings import stored_entries, stored_texts
from ita_desktop.ui.table.arrange import NO_FILTER
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.heading import ColumnSpan, HeadPainter, caption_width, column_menu
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.theme.lines import elide, show_tip
from ita_desktop.ui.theme.measures import TableSize
from ita_desktop.ui.theme.tokens import Height, IconSize, Space, Stroke, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel

if TYPE_CHECKING:
    pass


LIFT_KEYS = "Ctrl+Shift+L"


WORDED: Final = frozenset({ColumnKind.TEXT, ColumnKind.OWNERS})
"""Kinds whose words take another line in a narrower column."""
KEPT: Final = 2 / 3
"""The part of its width that a column of words keeps."""
FILTER_LINE_TOP: Final = Height.TABLE_HEADER + Height.FILTER_ROW


def least_width(column: Column[Any], own: Mapping[str, int]) -> int:
    """Returns how narrow a column may become: its caption is whole, and so are its values unless
    they are words in a column that gives way; a width of one's ``own`` stays as it is."""
    if column.key in own:
        return own[column.key]
    worded = column.kind in WORDED and column.wrap and not column.firm
    return max(caption_width(column), int(column.width * KEPT) if worded else column.width)


def without_room(
    columns: Sequence[Column[Any]],
    spare: Collection[str],
    idle: Collection[str],
    own: Mapping[str, int],
    unused: Collection[str],
    room: int,
) -> set[str]:
    """Returns the keys of columns to leave out of a table with ``room`` px: the ``idle`` ones, from
    the last, until the others have their width; then of the ``spare`` ones those without content,
    then the last ones, until the others have their least width, or words in one line their own."""
    usual = {
        column.key: own.get(column.key)
        or max(caption_width(column), column.unused if column.key in unused else column.width)
        for column in columns
    }
    least = {
        column.key: usual[column.key] if column.lines == 1 else least_width(column, own)
        for column in columns
    }
    gone: set[str] = set()
    for keys, widths in (
        ([column.key for column in columns if column.key in idle], usual),
        (sorted((one.key for one in columns if one.key in spare), key=unused.__contains__), least),
    ):
        giving = [key for key in keys if key not in gone]
        while giving and sum(width for key, width in widths.items() if key not in gone) > room:
            gone.add(giving.pop())
    return gone


def shared_widths(
    columns: Mapping[int, Column[Any]],
    own: Mapping[str, int],
    unused: Collection[str],
    room: int,
) -> dict[int, int]:
    """Returns the width of each shown column, by logical index, in a table with ``room`` px.

    Columns show their captions; then stretching columns grow to their minimum, then other columns
    grow, then stretching ones take the rest. What is lacking is taken from columns of words that
    go on in the next line, then from those without content, and only then from words that are cut.
    """
    free = {at: column for at, column in columns.items() if column.key not in own}
    widths = {
        at: own.get(column.key, column.unused if column.key in unused else column.width)
        for at, column in columns.items()
    }
    captions = {at: max(caption_width(column) - widths[at], 0) for at, column in free.items()}
    widths |= {at: widths[at] + more for at, more in captions.items()}
    growing = {at: column for at, column in free.items() if column.key not in unused}
    spare = {at: widths[at] - least_width(column, own) for at, column in growing.items()}
    left = room - sum(widths.values())
    for giving in (
        {at: some for at, some in spare.items() if columns[at].lines != 1},
        {at: widths[at] - HeaderSize.LEAST_EMPTY for at in free.keys() - growing.keys()},
        {at: some for at, some in spare.items() if columns[at].lines == 1},
        {at: more for at, more in captions.items() if at in growing},
    ):
        left += _change(widths, giving, -left, -1)
    elastic = {at: column for at, column in growing.items() if column.stretch}
    for some in (elastic, growing):
        wanted = {
            at: left if column.stretch and not column.wide else column.wide - widths[at]
            for at, column in some.items()
        }
        left -= _change(widths, wanted, left)
    _change(widths, dict.fromkeys(elastic, left), left)
    return widths


def _change(
    widths: dict[int, int], wanted: Mapping[int, int], room: int, direction: int = 1
) -> int:
    """Widens columns as ``wanted``, or narrows them, proportionally less if that exceeds ``room``
    px; returns the px used."""
    taken = 0
    still = sum(max(want, 0) for want in wanted.values())
    for at, want in wanted.items():
        if still <= 0 or room <= taken:
            break
        share = min(want, want * (room - taken) // still)
        still -= max(want, 0)
        if share > 0:
            widths[at] += direction * share
            taken += share
    return taken


class HeaderSize:
    LEAST_EMPTY: Final = 64
    """How narrow a column without content may become; its caption is cut then, and has a tip."""
    EDGE_REACH: Final = 4
    """Distance at which the pointer grabs a column's edge."""
    MOST_COLUMN: Final = 4000
    """Greatest column width, even if more is stored."""
    LEAST_COLUMN: Final = 40


class SheetHeader(QHeaderView):
    """Headings to sort, resize, move and hide columns, and filter cells.

    The first visible column has the table's gutter on its left; widths in :meth:`memory` and
    :class:`ColumnSpan` exclude it.
    """

    filter_requested = Signal(int)
    """The filter cell of a column was activated."""
    lift_requested = Signal()
    """Removal of all filters was requested."""
    laid_out = Signal()
    """Columns were moved or resized."""

    def __init__(self, model: SheetModel, *, filters: bool, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self.has_filters = filters
        """Whether there is a filter row."""
        self._own: dict[str, int] = {}
        self._begun: set[str] = set()
        """Keys of columns into which text was entered."""
        self._unused: frozenset[str] = frozenset()
        """Keys of empty columns that are narrowed."""
        self._idle: frozenset[str] = frozenset()
        """Keys of columns into which no value belongs yet."""
        self._no_room: set[str] = set()
        """Keys of columns hidden because the window is too narrow."""
        self._asked: set[str] = set()
        """Keys of columns that the user wants to see even so."""
        self._painting = HeadPainter(model, filters=filters)
        self._hover = -1
        self._pressed = QPoint()
        self._spreading = False
        self._spans: list[ColumnSpan] | None = None
        self.whole: Callable[[QMenu], None] | None = None
        """Adds to the menu what is done with the whole table."""
        self.filter_line: FilterLine | None = None
        """The line that describes the filters; None until the first filter is set."""
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(HeaderSize.LEAST_COLUMN)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._moved)

    # -- geometry

    def spans(self) -> list[ColumnSpan]:
        """Returns the visible columns from left to right, in viewport coordinates."""
        if self._spans is None:
            self._spans = []
            for visual in range(self.count()):
                logical = self.logicalIndex(visual)
                if self.isSectionHidden(logical):
                    continue
                x, width = self.sectionViewportPosition(logical), self.sectionSize(logical)
                if not self._spans:
                    x, width = x + TableSize.GUTTER, width - TableSize.GUTTER
                self._spans.append(ColumnSpan(logical, self._sheet.columns[logical], x, width))
        return self._spans

    def span(self, logical: int) -> ColumnSpan | None:
        """Returns a visible column by logical index; None while it is hidden."""
        return next((span for span in self.spans() if span.logical == logical), None)

    def span_at(self, x: int) -> ColumnSpan | None:
        """Returns the column at a viewport x."""
        return next((span for span in self.spans() if span.x <= x < span.x + span.width), None)

    def filter_rect(self, span: ColumnSpan) -> QRect:
        """Returns the area of a column's filter cell."""
        return QRect(span.x, Height.TABLE_HEADER, span.width, Height.FILTER_ROW)

    def forget(self) -> None:
        """Clears the cached column positions."""
        self._spans = None

    def spread(self, room: int) -> None:
        """Shares ``room`` px among the columns, and leaves out those that it is not enough for."""
        self._unused, self._idle = self._empty()
        room -= 2 * TableSize.GUTTER
        self._spreading = True
        self._give_way(room)
        shown = {
            logical: self._sheet.columns[logical]
            for logical in map(self.logicalIndex, range(self.count()))
            if not self.isSectionHidden(logical)
        }
        widths = shared_widths(shown, self._own, self._unused, room)
        for number, at in enumerate(shown):
            self.resizeSection(at, widths[at] + (0 if number else TableSize.GUTTER))
        self._spreading = False
        self.forget()
        self.laid_out.emit()
        self.viewport().update()

    def _give_way(self, room: int) -> None:
        spare = {column.key for column in self._sheet.columns if column.spare} - self._asked
        idle = self._idle - self._asked
        if spare or idle or self._no_room:
            wanted = [
                column
                for at, column in enumerate(self._sheet.columns)
                if column.key in self._no_room or not self.isSectionHidden(at)
            ]
            gone = without_room(wanted, spare, idle, self._own, self._unused, room)
            giving = {column.key for column in wanted if column.serves is not None} | spare
            self._leave_out(gone | self._no_room - giving)

    def keep_up(self) -> None:
        """Restores the width of narrowed columns that are no longer empty, and vice versa."""
        if (self._unused, self._idle) != self._empty():
            self.spread(self.width())

    def _empty(self) -> tuple[frozenset[str], frozenset[str]]:
        return self._sheet.unused - self._begun, self._sheet.idle - self._begun

    def begin(self, key: str) -> None:
        """Gives an empty column its normal width, because text was entered into it."""
        self._begun.add(key)
        self.keep_up()

    def _resized(self, logical: int, _old: int, new: int) -> None:
        self.forget()
        if self._spreading or not new:
            return
        first = next(
            (
                at
                for at in map(self.logicalIndex, range(self.count()))
                if not self.isSectionHidden(at)
            ),
            -1,
        )
        self._own[self._sheet.columns[logical].key] = new - (
            TableSize.GUTTER if logical == first else 0
        )
        self.laid_out.emit()

    def _moved(self) -> None:
        self.forget()
        self.spread(self.width())

    # -- state

    def memory(self) -> dict[str, Any]:
        """Returns order, user-defined widths and hidden columns by key, for storage."""
        keys = [self._sheet.columns[self.logicalIndex(at)].key for at in range(self.count())]
        hidden = [
            column.key
            for at, column in enumerate(self._sheet.columns)
            if self.isSectionHidden(at) and column.key not in self._no_room
        ]
        return {"order": keys, "widths": dict(self._own), "hidden": hidden}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Restores a :meth:`memory`; columns unknown to it follow their neighbours."""
        places = {column.key: at for at, column in enumerate(self._sheet.columns)}
        self._own = {
            key: min(max(width, HeaderSize.LEAST_COLUMN), HeaderSize.MOST_COLUMN)
            for key, width in stored_entries(memory.get("widths")).items()
            if key in places and isinstance(width, int)
        }
        self._spreading = True
        order = [key for key in stored_texts(memory.get("order")) if key in places]
        hidden = set(stored_texts(memory.get("hidden")))
        known = set(order)
        for at, column in enumerate(self._sheet.columns):
            if column.key not in known:
                before = self._sheet.columns[at - 1].key if at else None
                order.insert(order.index(before) + 1 if before is not None else 0, column.key)
                hidden |= {column.key} if column.hidden else set()
        for at, key in enumerate(order):
            self.moveSection(self.visualIndex(places[key]), at)
        for at, column in enumerate(self._sheet.columns):
            self.setSectionHidden(at, column.hideable and column.key in hidden)
        self._spreading = False
        self._asked.clear()
        no_room, self._no_room = self._no_room, set()
        self.leave_out(no_room)
        self.spread(self.width())

    @property
    def left_out(self) -> frozenset[str]:
        """Keys of columns hidden because the window is too narrow."""
        return frozenset(self._no_room)

    def leave_out(self, keys: Collection[str]) -> None:
        """Hides exactly these columns because of a narrow window; this is not stored."""
        if self._leave_out(keys):
            self.spread(self.width())

    def _leave_out(self, keys: Collection[str]) -> bool:
        """Returns whether other columns are left out than before."""
        before = set(self._no_room)
        for at, column in enumerate(self._sheet.columns):
            if column.key in self._no_room and column.key not in keys:
                self._no_room.discard(column.key)
                self.setSectionHidden(at, False)
            elif column.key in keys and not self.isSectionHidden(at) and len(self.spans()) > 1:
                self._no_room.add(column.key)
                self.setSectionHidden(at, True)
            self.forget()
        return self._no_room != before

    def show_column(self, logical: int, *, shown: bool) -> None:
        """Shows or hides a column; the last visible one cannot be hidden."""
        if shown or len(self.spans()) > 1:
            key = self._sheet.columns[logical].key
            self._no_room.discard(key)
            (self._asked.add if shown else self._asked.discard)(key)
            self.setSectionHidden(logical, not shown)
            self.spread(self.width())

    # -- size and painting

    def sizeHint(self) -> QSize:
        rows = Height.TABLE_HEADER + (Height.FILTER_ROW if self.has_filters else 0)
        if self.shows_filters:
            rows += Height.FILTER_ROW
        # Qt would measure every heading for a width that the table does not use.
        return QSize(self.length(), rows)

    @property
    def shows_filters(self) -> bool:
        """Whether the line that describes the filters is shown."""
        return self.has_filters and self._sheet.how.filtered

    def lift(self) -> None:
        """Requests the removal of all filters."""
        self.lift_requested.emit()

    def show_filters(self) -> None:
        """Updates the line that describes the filters."""
        if not self.shows_filters and self.filter_line is None:
            return
        if self.filter_line is None:
            self.filter_line = FilterLine(self, self._sheet, self.lift)
        changed = self.filter_line.isHidden() == self.shows_filters
        self.filter_line.setVisible(self.shows_filters)
        if self.shows_filters:
            self.filter_line.refresh()
        if changed:
            self._place_line()
            self.geometriesChanged.emit()

    def _place_line(self) -> None:
        if self.filter_line is not None:
            self.filter_line.setGeometry(
                0, FILTER_LINE_TOP, self.width(), Height.FILTER_ROW - Stroke.HAIR
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_line()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painting.paint(painter, event.rect(), self.size(), self.spans(), self._hover)
        painter.end()

    def pill_rect(self, span: ColumnSpan) -> QRectF:
        """Returns the area of a column's active filter."""
        return span.pill_rect(self._sheet.filter_of(span.column.key).words)

    # -- mouse

    def _on_edge(self, x: int) -> int:
        """Returns the column whose right edge is at ``x``; -1 if there is none."""
        for span in self.spans():
            if abs(span.x + span.width - x) <= HeaderSize.EDGE_REACH:
                return span.logical
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        if self._pressed.y() < Height.TABLE_HEADER:
            # QTableView selects a column on press; here a click sorts, and the current row stays.
            self.blockSignals(True)
            super().mousePressEvent(event)
            self.blockSignals(False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.buttons() or place.y() < Height.TABLE_HEADER:
            super().mouseMoveEvent(event)
        else:
            filtering = self.has_filters and self.span_at(place.x()) is not None
            shape = Qt.CursorShape.IBeamCursor if filtering else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        hover = self._on_edge(place.x()) if place.y() < Height.TABLE_HEADER else -1
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.viewport().update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        moved = (place - self._pressed).manhattanLength() > Space.XS
        span = self.span_at(place.x())
        if moved or span is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if place.y() >= FILTER_LINE_TOP:
            return
        if place.y() >= Height.TABLE_HEADER:
            self._click_filter(span, place)
        elif self._on_edge(place.x()) < 0:
            self.cycle_sort(span.logical)

    def _click_filter(self, span: ColumnSpan, place: QPoint) -> None:
        if not (self.has_filters and span.column.filterable):
            return
        pill = self.pill_rect(span)
        key = span.column.key
        on_cross = place.x() >= pill.right() - IconSize.TEXT - 2 * Space.XS
        if self._sheet.filter_of(key) and pill.contains(QPointF(place)) and on_cross:
            self._sheet.filter(key, NO_FILTER)
        else:
            self.filter_requested.emit(span.logical)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Resets the width of the column whose edge was double-clicked."""
        at = self._on_edge(event.position().toPoint().x())
        if at >= 0:
            self._own.pop(self._sheet.columns[at].key, None)
            self.spread(self.width())

    def cycle_sort(self, logical: int) -> None:
        """Sorts ascending, then descending, then restores the original order."""
        column, how = self._sheet.columns[logical], self._sheet.how
        if how.sort != column.key:
            self._sheet.sort_by(column.key)
        elif not how.descending:
            self._sheet.sort_by(column.key, descending=True)
        else:
            self._sheet.sort_by(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        span = self.span_at(event.pos().x())
        menu = self.column_menu(span.logical if span else None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def column_menu(self, logical: int | None) -> QMenu:
        """Returns the menu to sort, hide and show columns."""
        return column_menu(self, self._sheet, logical, self)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            span = self.span_at(event.pos().x())
            if span is not None:
                show_tip(event, self._tip(span, event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, span: ColumnSpan, place: QPoint) -> str:
        wanted = self._sheet.filter_of(span.column.key)
        if place.y() >= Height.TABLE_HEADER and wanted:
            return "\n".join(sorted(wanted.values)) or wanted.text
        cut = elide(span.column.title, Text.LABEL_MEDIUM, span.inner_width) != span.column.title
        return span.column.title if cut else ""


class FilterLine(QWidget):
    """Shown while any filter is active: of visible or hidden columns, or of a page's chips."""

    def __init__(self, parent: QWidget, sheet: SheetModel, lift: Callable[[], None]) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.words = ThaiLabel(style=Text.LABEL, tone=Tone.TEXT2)
        self.lift = Button(tr("แสดงทุกแถว"), kind=ButtonKind.QUIET, hint=LIFT_KEYS)
        self.lift.set_flush()
        self.lift.clicked.connect(lift)
        hbox(self.words, self.lift, None, on=self, margins=(Space.PAGE_EDGE, 0), gap=Space.L)
        self.setFixedHeight(Height.FILTER_ROW)

    def refresh(self) -> None:
        """Updates the texts."""
        sheet = self._sheet
        count = tr("แสดง {shown} จาก {all} แถว", shown=sheet.passed, all=sheet.total)
        self.words.setText(" · ".join((count, *sheet.filter_words())))
