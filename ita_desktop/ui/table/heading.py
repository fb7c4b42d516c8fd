"""The headings of the columns: painted with sort arrows, filters, and the resize edge (what is
painted in a heading is pressed there), and their context menu."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import ceil
from typing import Any, Final, NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.dates import FISCAL_MONTHS
from ita_desktop.i18n import tr
from ita_desktop.ui.language import month_name
from ita_desktop.ui.table.column import OF_YEAR, Column
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.schedule import middle_of, month_of, today_at
from ita_desktop.ui.table.sizes import MONTHS
from ita_desktop.ui.table.values import YearAxis
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.shapes import hairline, paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Stroke, Text, tokens

_FIRST_OF_JANUARY: Final = 3
_QUARTER: Final = MONTHS // 4
_YEAR_AT: Final = 0.5


class SpanPillSize:
    FILTER_TOP: Final = Height.TABLE_HEADER - 3
    """Filters are slightly nearer to their headings than to the line below."""
    PILL: Final = 22
    """Height of an active filter."""


def caption_width(column: Column[Any]) -> int:
    """Returns the width in px of a column that shows all of its caption."""
    return ceil(metrics(Text.LABEL_MEDIUM).horizontalAdvance(column.title)) + 2 * Space.CELL


class ColumnSpan(NamedTuple):
    """A visible column: logical index, column, and position in the viewport."""

    logical: int
    column: Column[Any]
    x: int
    width: int

    @property
    def inner_x(self) -> int:
        """The x where the column's text begins."""
        return self.x + Space.CELL

    @property
    def inner_width(self) -> int:
        """The width of a cell without its padding."""
        return self.width - 2 * Space.CELL

    def pill_rect(self, words: str) -> QRectF:
        """Returns the area of an active filter: as wide as its text, at most the column."""
        need = metrics(Text.LABEL_MEDIUM).horizontalAdvance(words)
        need += IconSize.TEXT + 2 * Space.ICON_TO_WORD + 2 * Space.XS
        width = min(need, self.width - Space.XS)
        right = self.x + self.width - width - Space.XS
        left = right if self.column.right else self.inner_x - Space.ICON_TO_WORD
        top = SpanPillSize.FILTER_TOP + (Height.FILTER_ROW - SpanPillSize.PILL) / 2
        return QRectF(left, top, width, SpanPillSize.PILL)


class FunnelSize:
    FUNNEL_BELOW: Final = 60
    """Column width below which a funnel replaces กรอง…."""


class HeadPainter:
    """Paints the visible part of a header."""

    def __init__(self, sheet: SheetModel, *, filters: bool) -> None:
        self._sheet = sheet
        self._has_filters = filters

    def paint(
        self,
        painter: QPainter,
        dirty: QRect,
        size: QSize,
        spans: Sequence[ColumnSpan],
        edge_of: int,
    ) -> None:
        """Paints the columns in ``dirty`` of a header of this size, and the edge of column
        ``edge_of`` (-1: none)."""
        theme, height = tokens(), size.height()
        painter.fillRect(dirty, theme.surface)
        for span in spans:
            if span.x + span.width >= dirty.left() and span.x <= dirty.right():
                self._paint_column(painter, span)
        hairline(painter, 0, height - Stroke.HAIR, size.width(), Stroke.HAIR, theme.line2)
        for edge in (span for span in spans if span.logical == edge_of):
            right = edge.x + edge.width - Stroke.HAIR
            hairline(painter, right, Space.XS, Stroke.HAIR, height - 2 * Space.XS, theme.control)

    def _paint_column(self, painter: QPainter, span: ColumnSpan) -> None:
        column, filters = span.column, self._has_filters
        if column.kind in OF_YEAR and column.axis is not None:
            paint_year_head(painter, span.inner_x, span.inner_width, column.axis, filters)
            return
        self._paint_caption(painter, span)
        if filters and column.filterable:
            self._paint_filter(painter, span)

    def _paint_caption(self, painter: QPainter, span: ColumnSpan) -> None:
        theme = tokens()
        style = Text.LABEL_MEDIUM
        sorted_by = self._sheet.how.sort == span.column.key
        arrow = IconSize.TEXT + Space.XS if sorted_by else 0
        # The arrow may use the cell's padding, so that narrow headings are not elided for it.
        room = span.inner_width - max(arrow - Space.CELL, 0)
        text = elide(span.column.title, style, room)
        wide = metrics(style).horizontalAdvance(text)
        x: float = span.inner_x
        if span.column.right:
            x = span.inner_x + span.inner_width - wide
        painter.setPen(theme.text if sorted_by else theme.text2)
        draw_text(painter, style, x, baseline(style, 0, Height.TABLE_HEADER), text)
        if sorted_by:
            name = "arrow-down" if self._sheet.how.descending else "arrow-up"
            at = x - arrow if span.column.right else x + wide + Space.XS
            top = (Height.TABLE_HEADER - IconSize.TEXT) / 2
            paint_icon(painter, name, theme.accent, QPointF(at, top), IconSize.TEXT)

    def _paint_filter(self, painter: QPainter, span: ColumnSpan) -> None:
        theme = tokens()
        if self._sheet.filter_of(span.column.key):
            self._paint_pill(painter, span)
            return
        narrow = span.inner_width < FunnelSize.FUNNEL_BELOW
        style, text = Text.LABEL, tr("กรอง…")
        wide = IconSize.TEXT if narrow else metrics(style).horizontalAdvance(text)
        x = span.inner_x + (span.inner_width - wide if span.column.right else 0)
        if narrow:
            top = SpanPillSize.FILTER_TOP + (Height.FILTER_ROW - IconSize.TEXT) / 2
            paint_icon(painter, "funnel", theme.text3, QPointF(x, top), IconSize.TEXT)
        else:
            painter.setPen(theme.text3)
            draw_text(
                painter, style, x, baseline(style, SpanPillSize.FILTER_TOP, Height.FILTER_ROW), text
            )

    def _paint_pill(self, painter: QPainter, span: ColumnSpan) -> None:
        """Paints an active filter with its text and a cross to remove it."""
        theme = tokens()
        wanted = self._sheet.filter_of(span.column.key)
        style = Text.LABEL_MEDIUM
        area = span.pill_rect(wanted.words)
        paint_plate(painter, area, Radius.CONTROL, theme.tint)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        cross = area.right() - IconSize.TEXT - Space.XS
        top = area.top() + (area.height() - IconSize.TEXT) / 2
        room = cross - Space.XS - (area.left() + Space.ICON_TO_WORD)
        if room < IconSize.TEXT:
            middle = area.center().x() - IconSize.TEXT / 2
            paint_icon(painter, "x", theme.accent, QPointF(middle, top), IconSize.TEXT)
            return
        painter.setPen(theme.accent)
        text = elide(wanted.words.replace("\n", " "), style, room)
        x = area.left() + Space.ICON_TO_WORD
        draw_text(painter, style, x, baseline(style, area.top(), area.height()), text)
        paint_icon(painter, "x", theme.accent, QPointF(cross, top), IconSize.TEXT)


# The heading of a schedule column: months from October, calendar years, today's label.


class YearHeaderSize:
    FLAG: Final = 20
    FLAG_BASELINE: Final = 16
    """Leaves space for the tone mark of วันนี้."""


def paint_year_head(
    painter: QPainter, left: float, width: float, axis: YearAxis, filters: bool
) -> None:
    """Paints the heading of a schedule column, ``width`` px from ``left``."""
    today = today_at(left, width, axis)
    _paint_months(painter, left, width, None if today is None else month_of(axis.today))
    if not filters:
        return
    _paint_years(painter, left, width, axis, today)
    if today is not None:
        _paint_flag(painter, today, axis)


def _paint_months(painter: QPainter, left: float, width: float, now: int | None) -> None:
    theme = tokens()
    measure = metrics(Text.TINY_STRONG).horizontalAdvance
    widest = max(measure(month_name(month)) for month in FISCAL_MONTHS)
    # If not all months fit, only the first of each quarter is labelled.
    every = 1 if widest + Space.XS <= width / MONTHS else _QUARTER
    for at, month in enumerate(FISCAL_MONTHS):
        if at % every:
            continue
        style = Text.TINY_STRONG if at == now else Text.TINY
        text = month_name(month)
        x = round(middle_of(left, width, at) - metrics(style).horizontalAdvance(text) / 2)
        painter.setPen(theme.accent if at == now else theme.text2)
        draw_text(painter, style, x, baseline(style, 0, Height.TABLE_HEADER), text)


def _paint_years(
    painter: QPainter, left: float, width: float, axis: YearAxis, today: int | None
) -> None:
    """Paints the calendar years on both sides of 1 January, except one covered by today's label."""
    theme = tokens()
    turn = round(left + _FIRST_OF_JANUARY * width / MONTHS)
    top = Height.TABLE_HEADER
    hairline(
        painter, turn, top + Space.XS, Stroke.HAIR, Height.FILTER_ROW - 3 * Space.XS, theme.line2
    )
    painter.setPen(theme.text2)
    flag = _flag_width(axis) / 2 + Space.XS
    for year, begin, end in (
        (axis.fiscal_year - 1, left, turn),
        (axis.fiscal_year, turn, left + width),
    ):
        text = str(year)
        wide = metrics(Text.TINY).horizontalAdvance(text)
        x = round(begin + (min(end, begin + 3 * width / MONTHS) - begin - wide) * _YEAR_AT)
        if today is not None and today - flag < x + wide and x < today + flag:
            x = round(today + flag + Space.S)
            if x + wide > end:
                continue
        draw_text(
            painter, Text.TINY, x, baseline(Text.TINY, top, Height.FILTER_ROW - Space.XS), text
        )


def _flag_text(axis: YearAxis) -> str:
    return tr("วันนี้ {day}", day=axis.today.day)


def _flag_width(axis: YearAxis) -> float:
    return metrics(Text.TINY).horizontalAdvance(_flag_text(axis)) + 2 * Space.ICON_TO_WORD


def _paint_flag(painter: QPainter, today: int, axis: YearAxis) -> None:
    theme = tokens()
    wide = _flag_width(axis)
    bottom = Height.TABLE_HEADER + Height.FILTER_ROW
    area = QRectF(
        round(today - wide / 2),
        bottom - YearHeaderSize.FLAG - 2 * Stroke.HAIR,
        wide,
        YearHeaderSize.FLAG,
    )
    hairline(painter, today, area.bottom(), Stroke.HAIR, bottom - area.bottom(), theme.accent)
    paint_plate(painter, area, Radius.CHECK, theme.fill)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(theme.on_accent)
    x = area.left() + Space.ICON_TO_WORD
    draw_text(painter, Text.TINY, x, area.top() + YearHeaderSize.FLAG_BASELINE, _flag_text(axis))


class ShownColumns(Protocol):
    """What the menu asks of a header and tells it."""

    whole: Callable[[QMenu], None] | None
    """Adds what is done with the whole table."""

    def spans(self) -> Sequence[ColumnSpan]:
        """Returns the visible columns."""

    def isSectionHidden(self, logical: int, /) -> bool:
        """Returns whether a column is hidden."""

    def show_column(self, logical: int, *, shown: bool) -> None:
        """Shows or hides a column."""

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Restores order, widths and hidden columns; the original ones from an empty memory."""

    def lift(self) -> None:
        """Requests the removal of all filters."""


def column_menu(
    header: ShownColumns, sheet: SheetModel, logical: int | None, parent: QWidget
) -> QMenu:
    """Returns a menu to sort and hide the column at ``logical`` (None: no column), to choose the
    visible columns, and for what is done with the whole table."""
    menu = QMenu(parent)
    if logical is not None:
        chosen = sheet.columns[logical]
        menu.addAction(tr("เรียงจากน้อยไปมาก"), partial(sheet.sort_by, chosen.key))
        down = partial(sheet.sort_by, chosen.key, descending=True)
        menu.addAction(tr("เรียงจากมากไปน้อย"), down)
        menu.addAction(tr("ไม่เรียง"), partial(sheet.sort_by, None))
        if chosen.hideable and len(header.spans()) > 1:
            menu.addSeparator()
            hiding = partial(header.show_column, logical, shown=False)
            menu.addAction(tr("ซ่อนคอลัมน์ {title}", title=chosen.title), hiding)
    hideable = [at for at, column in enumerate(sheet.columns) if column.hideable]
    shown = menu.addMenu(tr("แสดงคอลัมน์")) if hideable else menu
    for at in hideable:
        tick = shown.addAction(sheet.columns[at].title)
        tick.setCheckable(True)
        tick.setChecked(not header.isSectionHidden(at))
        tick.toggled.connect(partial(_show, header, at))
    menu.addAction(tr("จัดคอลัมน์ตามเดิม"), partial(header.recall, {}))
    if sheet.how.filtered:
        menu.addSeparator()
        menu.addAction(tr("แสดงทุกแถว"), QKeySequence("Ctrl+Shift+L"), header.lift)
    if header.whole is not None:
        menu.addSeparator()
        header.whole(menu)
    return menu


def _show(header: ShownColumns, at: int, shown: bool) -> None:
    header.show_column(at, shown=shown)
