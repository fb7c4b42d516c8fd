"""Paints the lines of a table: rows, full-width group rows, selection, current cell.

It replaces QTableView's painting. Qt would query seven roles of every cell and create an option
object for it, in Python each time; here, a line that was shown before is painted from cached
measurements.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, Protocol, cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from ita_desktop.i18n import tr
from ita_desktop.ui.table.cells.drawn import CellBackground, DrawnWords
from ita_desktop.ui.table.cells.layout import drawn_cell, drawn_sum, lay_out_text
from ita_desktop.ui.table.cells.name_tags import NameTags
from ita_desktop.ui.table.column import OF_YEAR, ColumnKind, SheetLine
from ita_desktop.ui.table.controllers.folding import StickyRows
from ita_desktop.ui.table.controllers.pointer import RowDrag
from ita_desktop.ui.table.controllers.selecting import OccurrenceController, SelectionController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.editing.filling import FillController
from ita_desktop.ui.table.grid import CellRange, Grid
from ita_desktop.ui.table.heading import ColumnSpan
from ita_desktop.ui.table.schedule import mark_x, today_at
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.measures import TableSize
from ita_desktop.ui.theme.shapes import hairline, paint_icon
from ita_desktop.ui.theme.tokens import Height, IconSize, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.marks import Mark, paint_mark


class GroupRowSize:
    CHEVRON_LEFT: Final = 6
    YEAR_CHOSEN: Final = 22
    """Diameter of the ring around the selected occurrence."""


class PaintedGrid(Grid, Protocol):
    """The parts of a table that are painted."""

    editing: EditController
    filling: FillController
    marking: OccurrenceController
    row_drag: RowDrag
    selecting: SelectionController
    sticky: StickyRows
    hovered: int
    tints_row: bool

    def hasFocus(self) -> bool: ...


class _PaintContext(NamedTuple):
    """Properties common to all lines of a paint event."""

    spans: list[ColumnSpan]
    selected: list[CellRange]
    todays: list[int]
    """The x of today in the schedule columns."""
    even: bool
    """Whether all cells have the background of their line."""


class SheetPainter:
    """Paints the visible part of a view."""

    def __init__(self, view: PaintedGrid) -> None:
        self._view = view
        self._tags = NameTags(view)

    def paint(self, painter: QPainter, event: QPaintEvent) -> None:
        """Paints the area of a paint event."""
        view = self._view
        dirty = event.rect()
        parts = list(cast(Iterable[QRect], event.region()))
        painter.fillRect(dirty, tokens().surface)
        spans = [
            span
            for span in view.header.spans()
            if span.x + span.width > dirty.left() and span.x <= dirty.right()
        ]
        selected = view.selecting.blocks()
        even = not (
            selected
            or view.sheet.changed_cells
            or view.sheet.sent.kept
            or any(span.column.sunken for span in spans)
        )
        sight = _PaintContext(spans, selected, _todays(spans), even)
        end = 0
        for at, y, height in self._visible(dirty):
            # After scrolling, the area consists of strips at the top and bottom.
            if any(part.top() < y + height and part.bottom() >= y for part in parts):
                self._paint_line(painter, at, y, height, sight)
            end = y + height
        if not self._tags.is_empty:
            for at, y, height in self._visible(dirty):
                self._tags.paint(painter, at, y, height)
        if not view.sheet.lines and view.sheet.how.filtered and spans:
            self._paint_no_match(painter, spans[0].inner_x)
        self._paint_today(painter, end, max(dirty.bottom() + 1 - end, 0), sight.todays)
        if tokens().high:
            self._paint_edges(painter, selected)
        self._paint_current(painter)
        self._paint_filling(painter)
        self._paint_stickies(painter, dirty)
        self._paint_drop(painter)

    def _visible(self, dirty: QRect) -> Iterator[tuple[int, int, int]]:
        """Yields the lines that intersect ``dirty``: number, top and height."""
        view = self._view
        at = view.rowAt(max(dirty.top(), 0))
        if at < 0:
            return
        y = view.rowViewportPosition(at)
        header = view.verticalHeader()
        while at < len(view.sheet.lines) and y <= dirty.bottom():
            height = header.sectionSize(at)
            yield at, y, height
            y += height
            at += 1

    # -- lines

    def _paint_line(
        self, painter: QPainter, at: int, y: int, height: int, sight: _PaintContext
    ) -> None:
        view, theme = self._view, tokens()
        line = view.sheet.lines[at]
        hovered = at == view.hovered
        ground = theme.surface
        if self._tints(at):
            ground = theme.tint
        elif hovered:
            ground = theme.hover
        if ground is not theme.surface:
            painter.fillRect(0, y, view.viewport().width(), height, ground)
        plain = CellBackground(ground, ground is theme.hover)
        spans = sight.spans
        grounds = [plain] * len(spans)
        if not sight.even:
            grounds = self._paint_grounds(painter, at, y, height, sight, plain)
        self._paint_today(painter, y, height, sight.todays)
        if line.group is not None:
            self._paint_group(painter, line, y, height, plain)
        else:
            above = view.density.above
            nested = view.sheet.nested
            if hovered and view.row_drag.has_grip(at):
                self._paint_grip(painter, y + above)
            for span, own in zip(spans, grounds, strict=True):
                left = span.x + Space.CELL + (self._indent(line, span) if nested else 0)
                area = QRectF(left, y, span.x + span.width - Space.CELL - left, height)
                drawn_cell(line, span, view.density).paint(painter, area, above, own)
        strong = line.group is not None and not line.depth
        edge = theme.line2 if strong else theme.line
        hairline(painter, 0, y + height - Stroke.HAIR, view.viewport().width(), Stroke.HAIR, edge)

    def _paint_grounds(
        self,
        painter: QPainter,
        at: int,
        y: int,
        height: int,
        sight: _PaintContext,
        plain: CellBackground,
    ) -> list[CellBackground]:
        """Fills cells whose background differs from their line's; returns all backgrounds."""
        view, theme = self._view, tokens()
        row_id = view.sheet.lines[at].id
        changed, kept = view.sheet.changed_cells, view.sheet.sent.kept
        here = [block for block in sight.selected if block.top <= at <= block.bottom]
        grounds = []
        for span in sight.spans:
            colour: QColor | None = None
            visual = view.header.visualIndex(span.logical) if here else -1
            if kept and (row_id, span.column.key) in kept:
                colour = theme.late_tint
            elif changed and (row_id, span.column.key) in changed:
                colour = self._tags.ground(row_id, span.column.key) or theme.done_tint
            elif here and any(block.left <= visual <= block.right for block in here):
                colour = theme.tint
            elif span.column.sunken and plain.colour is theme.surface:
                colour = theme.sunken
            if colour is None or colour is plain.colour:
                grounds.append(plain)
            else:
                painter.fillRect(span.x, y, span.width, height - Stroke.HAIR, colour)
                grounds.append(CellBackground(colour))
        return grounds

    def _tints(self, at: int) -> bool:
        view = self._view
        return view.selecting.tints(at, current_too=view.tints_row and not view.editing.open)

    # -- groups

    def _paint_group(
        self, painter: QPainter, line: SheetLine, y: int, height: int, ground: CellBackground
    ) -> None:
        """Paints a group row: values in their columns, and its title up to the next value."""
        view = self._view
        spans = view.header.spans()
        assert line.group is not None
        above = view.density.above_group(line.depth)
        taken = []
        for span in spans:
            drawn = drawn_sum(line, span, view.density)
            if drawn is not None:
                area = QRectF(span.inner_x, y, span.inner_width, height)
                drawn.paint(painter, area, above, ground)
                taken.append(span.x)
        if spans:
            self._paint_title(painter, line, y, above, ground, taken)

    def _paint_title(
        self,
        painter: QPainter,
        line: SheetLine,
        y: int,
        above: int,
        ground: CellBackground,
        taken: list[int],
    ) -> None:
        view = self._view
        group, spans = line.group, view.header.spans()
        assert group is not None
        code_key, title_key = view.sheet.title_columns()
        code = next((span for span in spans if span.column.key == code_key), None)
        title = next((span for span in spans if span.column.key == title_key), None)
        nested = view.sheet.nested
        indent = TableSize.INDENT * (line.depth + 1) if nested else 0
        first = code if nested and code else spans[0]
        chevron_x = (
            first.inner_x + TableSize.INDENT * line.depth - 2
            if nested
            else first.x - TableSize.GUTTER + GroupRowSize.CHEVRON_LEFT
        )
        if group.rows:
            name = "chevron-right" if view.sheet.is_folded(line) else "chevron-down"
            top = y + above + (Height.ROW_LINE - IconSize.TEXT) // 2
            paint_icon(painter, name, tokens().text2, QPointF(chevron_x, top), IconSize.TEXT)
        strong = not line.depth
        style = Text.BODY_STRONG if strong else Text.BODY_MEDIUM
        words = group.title
        x = float(spans[0].inner_x + indent)
        if group.code and code is not None:
            room = code.width - 2 * Space.CELL - indent
            drawn = lay_out_text(group.code, style, Tone.TEXT, max(room, 0) + Space.CELL)
            drawn.paint(painter, QRectF(code.inner_x + indent, y, room, 0), above, ground)
            if title is not None:
                x = title.inner_x
        elif group.code:
            words = f"{group.code} {group.title}"
        right = min(
            (number for number in taken if number > x),
            default=view.viewport().width() - TableSize.GUTTER,
        )
        if title is not None and title.column.key in group.editable:
            right = min(right, title.x + title.width)  # a cell of its own, with a frame
        self._paint_words(
            painter, line, words, QRectF(x, y, right - x - Space.CELL, 0), above, ground
        )

    def _paint_words(
        self,
        painter: QPainter,
        line: SheetLine,
        words: str,
        area: QRectF,
        above: int,
        ground: CellBackground,
    ) -> None:
        """Paints title, note, and, if folded, the number of late rows."""
        group = line.group
        assert group is not None
        style = Text.BODY_STRONG if not line.depth else Text.BODY
        late = tr("เลยกำหนด {count}", count=group.late)
        warn = group.late > 0 and self._view.sheet.is_folded(line)
        room = min(metrics(Text.LABEL).horizontalAdvance(group.note), area.width() / 2)
        note = lay_out_text(group.note, Text.LABEL, Tone.TEXT2, room)
        extra = room + Space.S if group.note else 0.0
        if warn:
            extra += (
                metrics(Text.LABEL).horizontalAdvance(late) + Space.L + IconSize.TEXT + Space.XS
            )
        drawn = lay_out_text(words, style, Tone.TEXT, max(area.width() - extra, 0))
        line.tip = "\n".join(filter(None, (drawn.tip, note.tip)))
        drawn.paint(painter, area, above, ground)
        x = area.left() + metrics(style).horizontalAdvance(drawn.texts[0])
        if group.note:
            note.paint(painter, area.adjusted(x + Space.S - area.left(), 0, 0, 0), above, ground)
            x += room + Space.S
        if warn:
            x += Space.L
            top = area.top() + above + (Height.ROW_LINE - IconSize.TEXT) / 2
            paint_mark(painter, Mark.LATE, QPointF(x, top))
            words_x = x + IconSize.TEXT + Space.XS
            text = lay_out_text(late, Text.LABEL, Tone.LATE, area.right())
            text.paint(painter, area.adjusted(words_x - area.left(), 0, 0, 0), above, ground)

    def _paint_no_match(self, painter: QPainter, x: int) -> None:
        """Paints a message in place of the first row if no row passes the filters."""
        above = self._view.density.above
        text = lay_out_text(
            tr("ไม่มีแถวที่ตรงกับตัวกรอง"), Text.BODY, Tone.TEXT2, self._view.viewport().width() - x
        )
        text.paint(painter, QRectF(x, 0, 0, 0), above, CellBackground(tokens().surface))

    def _paint_stickies(self, painter: QPainter, dirty: QRect) -> None:
        """Paints the group rows fixed at the top; one that is pushed away moves below its
        parent."""
        view = self._view
        stuck = view.sticky.rows()
        for number, place in reversed(list(enumerate(stuck))):
            if place.rect.bottom() >= dirty.top():
                innermost = number == len(stuck) - 1
                edge = tokens().line2 if innermost or not number else tokens().line
                self._paint_sticky(painter, place.line, place.rect, edge)

    def _paint_sticky(self, painter: QPainter, at: int, rect: QRect, edge: QColor) -> None:
        view, theme = self._view, tokens()
        line = view.sheet.lines[at]
        ground = theme.hover if at == view.hovered else theme.surface
        if self._tints(at):
            ground = theme.tint
        painter.fillRect(rect, ground)
        todays = _todays(view.header.spans())
        self._paint_today(painter, rect.top(), rect.height(), todays)
        self._paint_group(
            painter, line, rect.top(), rect.height(), CellBackground(ground, ground is theme.hover)
        )
        hairline(painter, 0, rect.bottom(), rect.width(), Stroke.HAIR, edge)

    # -- overlays

    def _paint_today(self, painter: QPainter, y: int, height: int, todays: list[int]) -> None:
        """Paints today's line through a schedule column, below its marks."""
        for x in todays:
            hairline(painter, x, y, Stroke.HAIR, height, tokens().accent)

    def _paint_edges(self, painter: QPainter, selected: list[CellRange]) -> None:
        """Paints borders around selected blocks in high contrast mode."""
        view = self._view
        for block in selected:
            corners = ((block.top, block.left), (block.bottom, block.right))
            first, last = (
                view.visualRect(view.sheet.index(line, view.header.logicalIndex(visual)))
                for line, visual in corners
            )
            frame(painter, first.united(last), tokens().control, Stroke.HAIR)

    def _paint_current(self, painter: QPainter) -> None:
        view, theme = self._view, tokens()
        index = view.currentIndex()
        if not index.isValid() or view.editing.open:
            return
        rect = view.visualRect(index)
        if rect.isEmpty():
            return
        line = view.sheet.lines[index.row()]
        if line.group is not None and not view.sheet.may_edit(index.row(), index.column()):
            rect = QRect(0, rect.top(), view.viewport().width(), rect.height())
        focused = view.hasFocus()
        width = Stroke.FOCUS if focused else Stroke.HAIR
        # A top-level group row has enough space, and is often the first visible row.
        out = 0 if line.group is not None and not line.depth else view.density.frame_out
        around, colour = rect.adjusted(0, -out, 0, out), theme.accent if focused else theme.control
        frame(painter, around, colour, width)
        top = view.sticky.height()
        if around.top() < top <= rect.top():
            # Above the first row there is no room; a hairline leaves its tone marks free.
            hairline(painter, rect.left(), top, rect.width(), Stroke.HAIR, colour, near=True)
        self._paint_reaching(painter, line, index.column(), around, width)
        if line.group is None and view.sheet.locked(index.row(), index.column()):
            self._paint_lock(painter, rect, line, index.column())
        self._paint_chosen_mark(painter, line, index.column(), rect)
        handle = view.filling.handle()
        if handle is not None and focused:
            painter.fillRect(handle.adjusted(-1, -1, 1, 1), theme.surface)
            painter.fillRect(handle, theme.accent)

    def _paint_reaching(
        self, painter: QPainter, line: SheetLine, column: int, around: QRect, width: int
    ) -> None:
        """Repaints stacked marks (ฎู) that extend into the frame of a low row above the frame."""
        view, span = self._view, self._view.header.span(column)
        if span is None or line.group is not None:
            return
        drawn = drawn_cell(line, span, view.density)
        if not isinstance(drawn, DrawnWords) or drawn.fade:
            return
        index = view.currentIndex()
        rect = view.visualRect(index)
        left = span.inner_x + self._indent(line, span)
        area = QRectF(left, rect.top(), span.x + span.width - Space.CELL - left, rect.height())
        edge = QRectF(around.left(), around.bottom() + 1 - width, around.width(), width)
        above = view.density.above
        if drawn.foot(area, above) + drawn.depth() <= edge.top():
            return
        shape = drawn.outline(area, above)
        if not shape.intersects(edge):
            return
        ground = tokens().tint if self._tints(index.row()) else tokens().surface
        painter.save()
        painter.setClipRect(edge)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(shape, QPen(ground, 2 * Stroke.FOCUS))
        painter.fillPath(shape, drawn.tone.colour)
        painter.restore()

    def _paint_chosen_mark(
        self, painter: QPainter, line: SheetLine, column: int, rect: QRect
    ) -> None:
        """Paints the ring around the occurrence selected with Ctrl+←→."""
        view = self._view
        span = view.header.span(column)
        if span is None or span.column.kind is not ColumnKind.SCHEDULE:
            return
        time = view.marking.chosen(line, span.column)
        if time is None:
            return
        middle = rect.top() + view.density.above + Height.ROW_LINE / 2
        at = QPointF(mark_x(span.inner_x, span.inner_width, time), middle)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().accent, Stroke.FOCUS))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, GroupRowSize.YEAR_CHOSEN / 2, GroupRowSize.YEAR_CHOSEN / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_lock(self, painter: QPainter, rect: QRect, line: SheetLine, column: int) -> None:
        """Paints a lock on the first line with enough space beside its text."""
        view, span = self._view, self._view.header.span(column)
        if span is None:
            return
        room = span.inner_width - self._indent(line, span)
        room -= IconSize.TEXT + Space.XS + Space.ICON_TO_WORD - Space.CELL
        taken = drawn_cell(line, span, view.density).taken(span.inner_width)
        at = next((number for number, wide in enumerate(taken) if wide <= room), None)
        if at is None:
            return
        edge = Space.XS
        x = rect.left() + edge if span.column.right else rect.right() - IconSize.TEXT - edge
        top = rect.top() + view.density.above + at * Height.ROW_LINE
        top += (Height.ROW_LINE - IconSize.TEXT) // 2
        paint_icon(painter, "lock", tokens().text2, QPointF(x, top), IconSize.TEXT)

    def _indent(self, line: SheetLine, span: ColumnSpan) -> int:
        """Returns the indent of a row's code if groups are nested."""
        if self._view.sheet.nested and span.column.kind is ColumnKind.CODE:
            return TableSize.INDENT * (line.depth + 1)
        return 0

    def _paint_grip(self, painter: QPainter, top: int) -> None:
        """Paints what a row is dragged by, in the gutter."""
        x = self._view.header.spans()[0].x - (TableSize.GUTTER + IconSize.TEXT) / 2
        y = top + (Height.ROW_LINE - IconSize.TEXT) // 2
        paint_icon(painter, "grip-vertical", tokens().text2, QPointF(x, y), IconSize.TEXT)

    def _paint_drop(self, painter: QPainter) -> None:
        """Paints where dragged rows would go: a line, or a frame around a heading."""
        area = self._view.row_drag.indicator()
        if area is not None:
            frame(painter, area, tokens().accent, Stroke.FOCUS)

    def _paint_filling(self, painter: QPainter) -> None:
        area = self._view.filling.preview()
        if area is not None:
            pen = QPen(tokens().accent, Stroke.HAIR, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -1))


def _todays(spans: list[ColumnSpan]) -> list[int]:
    """Returns the x of today in the schedule columns; empty outside the year."""
    found = [
        today_at(span.inner_x, span.inner_width, span.column.axis)
        for span in spans
        if span.column.kind in OF_YEAR and span.column.axis is not None
    ]
    return [x for x in found if x is not None]


def frame(painter: QPainter, rect: QRect, colour: QColor, width: int) -> None:
    """Paints a border of ``width`` px inside ``rect``, sharp at any scale factor."""
    left, top, wide, high = rect.left(), rect.top(), rect.width(), rect.height()
    hairline(painter, left, top, wide, width, colour, near=True)
    hairline(painter, left, top + high - width, wide, width, colour)
    hairline(painter, left, top, width, high, colour, near=True)
    hairline(painter, left + wide - width, top, width, high, colour)
