"""The header of a table: captions with the sort arrow, and the filter row below them."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QToolTip, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.table.column import Column, Kind
from ita_desktop.ui.table.filters import NO_FILTER
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.sizes import FUNNEL_BELOW, GUTTER, LEAST_COLUMN, PILL
from ita_desktop.ui.table.yearhead import paint_year_head
from ita_desktop.ui.theme.fonts import baseline, font, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.tokens import (
    Height,
    IconSize,
    Line,
    Radius,
    Space,
    Text,
    tokens,
)

_EDGE: Final = 4
"""How near the pointer must be to a column's edge to resize it."""

_FILTER_TOP: Final = Height.TABLE_HEADER - 3
"""Filters stand a little nearer to their captions than to the line below."""


class Span(NamedTuple):
    """A shown column: where it is in the model, its description, its place in the viewport."""

    logical: int
    column: Column[Any]
    x: int
    width: int

    @property
    def inner_x(self) -> int:
        """Where the column's letters begin."""
        return self.x + Space.CELL

    @property
    def inner_width(self) -> int:
        """The width of a cell without its padding."""
        return self.width - 2 * Space.CELL


class SheetHeader(QHeaderView):
    """Captions that sort, resize, move and hide their columns, over cells that filter them.

    The first column shown has the table's gutter on its left; widths kept in :meth:`memory` and
    given in :class:`Span` are without it.
    """

    filter_wanted = Signal(int)
    """The filter cell of a column is to be typed in."""
    laid_out = Signal()
    """Columns have other places or widths."""

    def __init__(self, model: SheetModel, *, filters: bool, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self._filters = filters
        self._own: dict[str, int] = {}
        self._hover = -1
        self._pressed = QPoint()
        self._spreading = False
        self._spans: list[Span] | None = None
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(LEAST_COLUMN)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._moved)

    # -- places

    @property
    def has_filters(self) -> bool:
        """Whether there is a filter row."""
        return self._filters

    def spans(self) -> list[Span]:
        """The shown columns from left to right, in viewport coordinates."""
        if self._spans is None:
            self._spans = []
            for visual in range(self.count()):
                logical = self.logicalIndex(visual)
                if self.isSectionHidden(logical):
                    continue
                x, width = self.sectionViewportPosition(logical), self.sectionSize(logical)
                if not self._spans:
                    x, width = x + GUTTER, width - GUTTER
                self._spans.append(Span(logical, self._sheet.columns[logical], x, width))
        return self._spans

    def span(self, logical: int) -> Span | None:
        """Where a column is; None while it is hidden."""
        return next((span for span in self.spans() if span.logical == logical), None)

    def span_at(self, x: int) -> Span | None:
        """The column at a viewport x."""
        return next((one for one in self.spans() if one.x <= x < one.x + one.width), None)

    def filter_rect(self, span: Span) -> QRect:
        """The filter cell of a column."""
        return QRect(span.x, Height.TABLE_HEADER, span.width, Height.FILTER_ROW)

    def forget(self) -> None:
        """Columns moved on the screen: their places are asked for again."""
        self._spans = None

    def spread(self, room: int) -> None:
        """Give stretching columns what ``room`` px leave beside the others."""
        self._spreading = True
        shown = [
            (logical, self._sheet.columns[logical])
            for logical in map(self.logicalIndex, range(self.count()))
            if not self.isSectionHidden(logical)
        ]
        widths = {at: self._own.get(column.key, column.width) for at, column in shown}
        elastic = [at for at, column in shown if column.stretch and column.key not in self._own]
        left = room - 2 * GUTTER - sum(widths.values())
        for number, at in enumerate(elastic):
            share = left // (len(elastic) - number)
            widths[at] = max(widths[at] + share, self._sheet.columns[at].width)
            left -= share
        for number, (at, _column) in enumerate(shown):
            self.resizeSection(at, widths[at] + (0 if number else GUTTER))
        self._spreading = False
        self.forget()
        self.laid_out.emit()
        self.viewport().update()

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
        self._own[self._sheet.columns[logical].key] = new - (GUTTER if logical == first else 0)
        self.laid_out.emit()

    def _moved(self) -> None:
        self.forget()
        self.spread(self.width())

    # -- state

    def memory(self) -> dict[str, Any]:
        """Order, own widths and hidden columns as plain values, by column key."""
        keys = [self._sheet.columns[self.logicalIndex(at)].key for at in range(self.count())]
        hidden = [
            column.key for at, column in enumerate(self._sheet.columns) if self.isSectionHidden(at)
        ]
        return {"order": keys, "widths": dict(self._own), "hidden": hidden}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Take a :meth:`memory` back; columns that it does not know follow their neighbours."""
        places = {column.key: at for at, column in enumerate(self._sheet.columns)}
        self._own = {
            key: max(int(width), LEAST_COLUMN)
            for key, width in dict(memory.get("widths", {})).items()
            if key in places
        }
        self._spreading = True
        order = [key for key in memory.get("order", ()) if key in places]
        hidden = set(memory.get("hidden", ()))
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
        self.spread(self.width())

    def show_column(self, logical: int, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if shown or len(self.spans()) > 1:
            self.setSectionHidden(logical, not shown)
            self.spread(self.width())

    # -- size and painting

    def sizeHint(self) -> QSize:
        rows = Height.TABLE_HEADER + (Height.FILTER_ROW if self._filters else 0)
        return QSize(super().sizeHint().width(), rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.surface)
        for span in self.spans():
            if span.x + span.width < event.rect().left() or span.x > event.rect().right():
                continue
            if span.column.kind is Kind.SCHEDULE and span.column.axis is not None:
                paint_year_head(
                    painter, span.inner_x, span.inner_width, span.column.axis, self._filters
                )
                continue
            self._paint_caption(painter, span)
            if self._filters and span.column.filterable:
                self._paint_filter(painter, span)
        bottom = self.height() - Line.HAIR
        painter.fillRect(0, bottom, self.width(), Line.HAIR, theme.line2)
        edge = self.span(self._hover)
        if edge is not None:
            right = edge.x + edge.width - Line.HAIR
            painter.fillRect(
                right, Space.XS, Line.HAIR, self.height() - 2 * Space.XS, theme.control
            )

    def _paint_caption(self, painter: QPainter, span: Span) -> None:
        theme = tokens()
        style = Text.LABEL_MEDIUM
        sorted_by = self._sheet.how.sort == span.column.key
        arrow = IconSize.TEXT + Space.XS if sorted_by else 0
        # The arrow may stand in the cell's padding: a narrow caption is not cut for it.
        room = span.inner_width - max(arrow - Space.CELL, 0)
        text = elide(span.column.title, style, room)
        wide = metrics(style).horizontalAdvance(text)
        x: float = span.inner_x
        if span.column.right:
            x = span.inner_x + span.inner_width - wide
        painter.setFont(font(style))
        painter.setPen(theme.text if sorted_by else theme.text2)
        painter.drawText(QPointF(x, baseline(style, 0, Height.TABLE_HEADER)), text)
        if sorted_by:
            name = "arrow-down" if self._sheet.how.descending else "arrow-up"
            at = x - arrow if span.column.right else x + wide + Space.XS
            top = (Height.TABLE_HEADER - IconSize.TEXT) / 2
            paint_icon(painter, name, theme.accent, QPointF(at, top), IconSize.TEXT)

    def _paint_filter(self, painter: QPainter, span: Span) -> None:
        theme = tokens()
        if self._sheet.filter_of(span.column.key):
            self._paint_pill(painter, span)
            return
        narrow = span.inner_width < FUNNEL_BELOW
        style, text = Text.LABEL, tr("กรอง…")
        wide = IconSize.TEXT if narrow else metrics(style).horizontalAdvance(text)
        x = span.inner_x + (span.inner_width - wide if span.column.right else 0)
        if narrow:
            top = _FILTER_TOP + (Height.FILTER_ROW - IconSize.TEXT) / 2
            paint_icon(painter, "funnel", theme.text3, QPointF(x, top), IconSize.TEXT)
        else:
            painter.setFont(font(style))
            painter.setPen(theme.text3)
            painter.drawText(QPointF(x, baseline(style, _FILTER_TOP, Height.FILTER_ROW)), text)

    def _paint_pill(self, painter: QPainter, span: Span) -> None:
        """A filter that is set, with its words and the cross that lifts it."""
        theme = tokens()
        wanted = self._sheet.filter_of(span.column.key)
        style = Text.LABEL_MEDIUM
        area = self.pill_rect(span)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint)
        painter.drawRoundedRect(area, Radius.CONTROL, Radius.CONTROL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        cross = area.right() - IconSize.TEXT - Space.XS
        top = area.top() + (area.height() - IconSize.TEXT) / 2
        room = cross - Space.XS - (area.left() + Space.ICON_TO_WORD)
        if room < IconSize.TEXT:
            middle = area.center().x() - IconSize.TEXT / 2
            paint_icon(painter, "x", theme.accent, QPointF(middle, top), IconSize.TEXT)
            return
        painter.setPen(theme.accent)
        painter.setFont(font(style))
        text = elide(wanted.words.replace("\n", " "), style, room)
        x = area.left() + Space.ICON_TO_WORD
        painter.drawText(QPointF(x, baseline(style, area.top(), area.height())), text)
        paint_icon(painter, "x", theme.accent, QPointF(cross, top), IconSize.TEXT)

    def pill_rect(self, span: Span) -> QRectF:
        """Where a set filter is painted: as wide as its words need and the column has."""
        wanted = self._sheet.filter_of(span.column.key)
        words = metrics(Text.LABEL_MEDIUM).horizontalAdvance(wanted.words)
        need = words + IconSize.TEXT + 2 * Space.ICON_TO_WORD + 2 * Space.XS
        width = min(need, span.width - Space.XS)
        right = span.x + span.width - width - Space.XS
        left = right if span.column.right else span.inner_x - Space.ICON_TO_WORD
        top = _FILTER_TOP + (Height.FILTER_ROW - PILL) / 2
        return QRectF(left, top, width, PILL)

    # -- pointer

    def _on_edge(self, x: int) -> int:
        """The column whose right edge is at ``x``; -1 when there is none."""
        for span in self.spans():
            if abs(span.x + span.width - x) <= _EDGE:
                return span.logical
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        if self._pressed.y() < Height.TABLE_HEADER:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.buttons() or place.y() < Height.TABLE_HEADER:
            super().mouseMoveEvent(event)
        else:
            filtering = self._filters and self.span_at(place.x()) is not None
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
        if place.y() >= Height.TABLE_HEADER:
            self._click_filter(span, place)
        elif self._on_edge(place.x()) < 0:
            self.cycle_sort(span.logical)

    def _click_filter(self, span: Span, place: QPoint) -> None:
        if not (self._filters and span.column.filterable):
            return
        pill = self.pill_rect(span)
        key = span.column.key
        on_cross = place.x() >= pill.right() - IconSize.TEXT - 2 * Space.XS
        if self._sheet.filter_of(key) and pill.contains(QPointF(place)) and on_cross:
            self._sheet.filter(key, NO_FILTER)
        else:
            self.filter_wanted.emit(span.logical)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On an edge: the column's first width again."""
        at = self._on_edge(event.position().toPoint().x())
        if at >= 0:
            self._own.pop(self._sheet.columns[at].key, None)
            self.spread(self.width())

    def cycle_sort(self, logical: int) -> None:
        """Ascending, descending, then the rows' own order."""
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
        """Sort, hide, and which columns to show."""
        menu = QMenu(self)
        if logical is not None:
            column = self._sheet.columns[logical]
            up = menu.addAction(tr("เรียงจากน้อยไปมาก"))
            up.triggered.connect(lambda: self._sheet.sort_by(column.key))
            down = menu.addAction(tr("เรียงจากมากไปน้อย"))
            down.triggered.connect(lambda: self._sheet.sort_by(column.key, descending=True))
            none = menu.addAction(tr("ไม่เรียง"))
            none.triggered.connect(lambda: self._sheet.sort_by(None))
            menu.addSeparator()
            hide = menu.addAction(tr("ซ่อนคอลัมน์ {title}", title=column.title))
            hide.setEnabled(column.hideable and len(self.spans()) > 1)
            hide.triggered.connect(lambda: self.show_column(logical, shown=False))
        shown = menu.addMenu(tr("แสดงคอลัมน์"))
        for at, column in enumerate(self._sheet.columns):
            tick = shown.addAction(column.title)
            tick.setCheckable(True)
            tick.setChecked(not self.isSectionHidden(at))
            tick.setEnabled(column.hideable)
            tick.toggled.connect(lambda on, at=at: self.show_column(at, shown=on))
        again = menu.addAction(tr("จัดคอลัมน์ตามเดิม"))
        again.triggered.connect(lambda: self.recall({}))
        return menu

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            span = self.span_at(event.pos().x())
            if span is not None:
                QToolTip.showText(event.globalPos(), self._tip(span, event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, span: Span, place: QPoint) -> str:
        wanted = self._sheet.filter_of(span.column.key)
        if place.y() >= Height.TABLE_HEADER and wanted:
            return "\n".join(sorted(wanted.values)) or wanted.text
        cut = elide(span.column.title, Text.LABEL_MEDIUM, span.inner_width) != span.column.title
        return span.column.title if cut else ""
