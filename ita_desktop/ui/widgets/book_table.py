"""Book tables: compact lists in the style of printed tables, without frame or grid.

Each row links to something. A delegate paints the rows and their cells in a QListView, which
provides keyboard, selection and accessibility.
"""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import cache
from math import ceil, floor
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ita_desktop.domain.dates import buddhist_year
from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import language
from ita_desktop.ui.language import month_name, month_names, short_date
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics, show_tip
from ita_desktop.ui.theme.measures import SectionSize
from ita_desktop.ui.theme.shapes import hairline
from ita_desktop.ui.theme.tokens import Height, IconSize, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.marks import Mark, legend_width, paint_blocks, paint_legend, paint_mark
from ita_desktop.ui.widgets.page.section import paint_title
from ita_desktop.ui.widgets.painted_list import Index, Rows, SpokenList
from ita_desktop.ui.widgets.status import paint_bar

_DAY_DOWN: Final = 2
"""By how much a day is moved down towards the month below it, in px."""
BLEED = Space.S
"""How far the background of a hovered row extends beyond the text on both sides, in px. A book
table is wider than its text by this, so the layout's margins must be 8 px smaller."""


@dataclass(frozen=True)
class BookCell:
    """The content of a cell: icon, text, date, bar or blocks; one of them, or icon and text. In
    rows of double height, text may have a line ``below`` it, and a day is above its month."""

    text: str = ""
    style: Text = Text.BODY
    tone: Tone = Tone.TEXT
    mark: Mark | None = None
    day: date | None = None
    short: bool = False
    """Whether a date is painted without year; its accessible text is complete."""
    fraction: float | None = None
    """Filled share of a bar, 0 to 1."""
    tick: float | None = None
    """Position of the target on the bar, 0 to 1."""
    blocks: tuple[Mark, ...] = ()
    scale: int = 0
    """Greatest number of blocks in any row, so that all rows have the same scale."""
    note: str = ""
    """Small grey text after ``text``."""
    below: str = ""
    """Small grey text below ``text``."""
    shorter: str = ""
    """Shown instead of ``text`` if that has a line below it and does not fit."""
    tip: str = ""
    """Tool tip with details not shown in the cell."""
    accessible_text: str = ""
    """Accessible text instead of ``text``, and the tool tip of a bar or blocks."""

    def words(self) -> str:
        """The accessible text of the cell."""
        if self.accessible_text:
            return self.accessible_text
        if self.day is not None:
            return short_date(self.day)
        text = self.text or (self.mark.word if self.mark is not None else "")
        return ", ".join(filter(None, (text, self.note, self.below)))

    @property
    def asked(self) -> int:
        """Returns the width of icon and text, in px."""
        mark = IconSize.TEXT + Space.ICON_TO_WORD if self.mark is not None else 0
        return mark + ceil(metrics(self.style).horizontalAdvance(self.text))

    def whole(self, width: float) -> str:
        """Returns the tool tip of the cell if not all is visible in ``width`` px."""
        if self.tip:
            return self.tip
        if self.blocks or self.fraction is not None:
            return self.accessible_text
        if self.mark is not None:
            width -= IconSize.TEXT + Space.ICON_TO_WORD
        cut = elide(self.text, self.style, width) != self.text
        cut = cut or elide(self.below, Text.NOTE, width) != self.below
        return "\n".join(filter(None, (self.text, self.below))) if cut else ""


@dataclass(frozen=True)
class BookRow:
    """A row, and the key of the item it represents."""

    cells: tuple[BookCell, ...]
    key: Hashable = None

    def words(self) -> str:
        return ", ".join(text for cell in self.cells if (text := cell.words()))


def paint_date(
    painter: QPainter, style: Text, day: date, left: float, at: float, *, year: bool = True
) -> None:
    """Paints a date on baseline ``at`` with aligned day, month, and optionally year."""
    measured = metrics(style)
    figure = measured.horizontalAdvance("0")
    gap = measured.horizontalAdvance(" ")
    number = str(day.day)
    draw_text(painter, style, left + (2 - len(number)) * figure, at, number)
    x = left + 2 * figure + gap
    draw_text(painter, style, round(x), at, month_name(day.month))
    if not year:
        return
    x += _longest_month(style, language.code) + gap
    draw_text(painter, style, round(x), at, f"{buddhist_year(day) % 100:02d}")


def paint_day_over_month(painter: QPainter, day: date, place: QRectF, tone: Tone) -> None:
    """Paints a day above its month, both centred in ``place``."""
    half = place.height() / 2
    lines = (
        (str(day.day), Text.FIGURE, tone, place.top() + _DAY_DOWN),
        (month_name(day.month), Text.NOTE, Tone.TEXT2, place.top() + half),
    )
    for text, style, colour, top in lines:
        painter.setPen(colour.colour)
        left = place.center().x() - metrics(style).horizontalAdvance(text) / 2
        draw_text(painter, style, round(left), baseline(style, top, half), text)


@cache
def _longest_month(style: Text, _language: str) -> float:
    return max(metrics(style).horizontalAdvance(month) for month in month_names())


def paint_cell(
    painter: QPainter, cell: BookCell, place: QRectF, *, right: bool, over: bool
) -> None:
    if cell.fraction is not None:
        full = Tone.ACCENT if cell.tone is Tone.TEXT else cell.tone
        paint_bar(painter, place, cell.fraction, full, cell.tick)
        return
    if cell.blocks:
        paint_blocks(painter, place, cell.blocks, cell.scale)
        return
    if cell.below:
        _paint_two_lines(painter, cell, place)
        return
    left = place.left()
    if cell.mark is not None:
        # Half a px is rounded down, towards the middle of the text.
        top = floor(place.center().y() - IconSize.TEXT / 2 + 0.5)
        paint_mark(painter, cell.mark, QPointF(left, top))
        left += IconSize.TEXT + Space.ICON_TO_WORD
    # text3 has less than 4.5:1 contrast on a hovered row.
    tone = Tone.TEXT2 if over and cell.tone is Tone.TEXT3 else cell.tone
    painter.setPen(tone.colour)
    at = baseline(cell.style, place.top(), place.height())
    if cell.day is not None:
        if cell.style is Text.FIGURE:
            paint_day_over_month(painter, cell.day, place, cell.tone)
        else:
            paint_date(painter, cell.style, cell.day, left, at, year=not cell.short)
        return
    text = elide(cell.text, cell.style, place.right() - left)
    if right:
        left = place.right() - metrics(cell.style).horizontalAdvance(text)
    draw_text(painter, cell.style, round(left), at, text)
    if cell.note:
        left += metrics(cell.style).horizontalAdvance(text) + Space.ICON_TO_WORD
        painter.setPen(tokens().text2)
        note = elide(cell.note, Text.NOTE, place.right() - left)
        draw_text(painter, Text.NOTE, round(left), at, note)


def _paint_two_lines(painter: QPainter, cell: BookCell, place: QRectF) -> None:
    half = place.height() / 2
    fits = metrics(cell.style).horizontalAdvance(cell.text) <= place.width()
    message = cell.text if fits or not cell.shorter else cell.shorter
    lines = ((message, cell.style, cell.tone), (cell.below, Text.NOTE, Tone.TEXT2))
    for number, (text, style, tone) in enumerate(lines):
        painter.setPen(tone.colour)
        at = baseline(style, place.top() + number * half + (1 - number), half)
        draw_text(painter, style, place.left(), at, elide(text, style, place.width()))


class BookSize:
    """Sizes of book tables."""

    WIDTH: Final = 320
    LEAST: Final = 200
    GAP: Final = 16
    """Space between two columns, in px."""
    RING: Final = 3
    """Corner radius of the ring around the current row, in px."""


@dataclass(frozen=True)
class BookColumn:
    """A column: its heading, and its width in px (0: shares the remaining space)."""

    caption: str = ""
    width: int = 0
    right: bool = False
    """Whether it is right-aligned."""
    gap: int = BookSize.GAP
    """Distance to the previous column, in px."""
    most: int = 0
    """Greatest width in px to which it grows with its texts, so that codes are not elided."""


class _Rows(Rows):
    rows: tuple[BookRow, ...]

    def set_rows(self, rows: tuple[BookRow, ...]) -> None:
        if len(rows) != len(self.rows):
            self.show_rows(rows)
            return
        self.rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def shown(self, at: int) -> str:
        return self.rows[at].words()

    accessible_text = shown


class _Delegate(QStyledItemDelegate):
    def __init__(self, book: "BookTable") -> None:
        super().__init__(book)
        self._book = book

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(1, self._book.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = tokens()
        area: QRect = option.rect
        over = self._book.opens and self._book.list.underMouse() and _is_under_mouse(option)
        focused = self._book.list.hasFocus() and index == self._book.list.currentIndex()
        painter.save()
        if over:
            painter.fillRect(area, theme.hover)
        row = self._book.rows[index.row()]
        for (left, width), column, cell in zip(
            self._book.edges(), self._book.columns, row.cells, strict=False
        ):
            place = QRectF(area.left() + left, area.top(), width, area.height() - Stroke.HAIR)
            paint_cell(painter, cell, place, right=column.right, over=over)
        under = area.bottom() + 1 - Stroke.HAIR
        hairline(painter, BLEED, under, area.width() - 2 * BLEED, Stroke.HAIR, theme.line)
        if focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent, Stroke.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(area).adjusted(1, 1, -1, -2), BookSize.RING, BookSize.RING
            )
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        _index: Index,
    ) -> bool:
        show_tip(event, self._book.tip(event.pos()), view)
        return True


def _is_under_mouse(option: QStyleOptionViewItem) -> bool:
    # QStyle is imported here: it takes PySide long to initialize, too long during the first
    # painting.
    from PySide6.QtWidgets import QStyle

    state: QStyle.StateFlag = option.state
    return bool(state & QStyle.StateFlag.State_MouseOver)


class _List(SpokenList):
    """A list view that is as high as its rows and never scrolls."""

    def __init__(self, book: "BookTable") -> None:
        super().__init__(book)
        self._book = book
        # The viewport is created here, because querying Qt's own takes 5 ms at start: PySide then
        # initializes all widget types. This one is transparent, too.
        self.ground = QWidget(self)
        self.ground.setMouseTracking(True)
        self.ground.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setViewport(self.ground)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() in opens and self.currentIndex().isValid():
            self._book.open(self.currentIndex())
        else:
            super().keyPressEvent(event)


class BookTable(QWidget):
    """A titled list of rows. ``opened`` is emitted with the key of a clicked or activated row.

    Without title and captions only rows are shown. The table is as high as its rows; the page
    decides their number.
    """

    about = ""
    """The manual's topic of the list; empty: that of what it is in."""
    opened = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        columns: Sequence[BookColumn] = (),
        title: str = "",
        note: str = "",
        row_height: int = Height.COMPACT_ROW,
        opens: bool = True,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._widths = [column.width for column in self.columns]
        self._edges: list[tuple[int, int]] = []
        """What :meth:`edges` returns; empty until it is asked for."""
        self.row_height = row_height
        self.opens = opens
        self._title = title
        self._note = note
        self._empty_text = ""
        self._legend: tuple[Mark, ...] = ()
        self._corner: QWidget | None = None
        self._model = _Rows(self)
        self.list = _List(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self))
        self.list.clicked.connect(self.open)
        if opens:
            self.list.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusProxy(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = vbox(self.list, on=self, margins=None, gap=None)
        self.set_title(title, note)

    @property
    def rows(self) -> tuple[BookRow, ...]:
        return self._model.rows

    @property
    def current(self) -> object:
        """The key of the current row, or None."""
        index = self.list.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else None

    def set_rows(self, rows: Sequence[BookRow]) -> None:
        """Sets the rows; the current index is kept if it still exists."""
        before = [row.words() for row in self.rows] if QAccessible.isActive() else []
        self._model.set_rows(tuple(rows))
        self._describe()
        if len(before) == len(self.rows):
            self._rename(before)
        self._measure()
        self._fit()
        # Otherwise Qt would do so after the next painting, and paint once more.
        self.list.doItemsLayout()

    def set_without(self, sentence: str) -> None:
        """Sets the text shown if there are no rows."""
        self._empty_text = sentence
        self._describe()
        self.updateGeometry()
        self.update()

    def _rename(self, before: Sequence[str]) -> None:
        """Tells screen readers, which remember names, of rows that say something else now."""
        for at, (old, row) in enumerate(zip(before, self.rows, strict=True)):
            if old != row.words():
                renamed = QAccessibleEvent(self.list, QAccessible.Event.NameChanged)
                renamed.setChild(at)
                QAccessible.updateAccessibility(renamed)

    def _describe(self) -> None:
        """Gives the list the sentence that is shown, which it is only without rows."""
        self.list.setAccessibleDescription("" if self.rows else self._empty_text)

    def set_legend(self, marks: Sequence[Mark]) -> None:
        """Shows a legend of the given states beside the title if there is space."""
        self._legend = tuple(marks)
        self.update()

    def set_corner(self, corner: QWidget) -> None:
        """Sets the widget at the right of the title, the table's action."""
        self._corner = corner
        corner.setParent(self)
        self._place_corner()

    def _place_corner(self) -> None:
        if self._corner is None:
            return
        size = self._corner.sizeHint()
        top = (Height.SECTION - Stroke.HAIR - size.height()) // 2
        left = self.width() - BLEED - size.width()
        self._corner.setGeometry(left, top, size.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._edges = []
        self._place_corner()

    def set_columns(self, columns: Sequence[BookColumn]) -> None:
        if self.columns == tuple(columns):
            return
        self.columns = tuple(columns)
        self._measure()
        self._column.setContentsMargins(0, self._head(), 0, 0)
        self._fit()
        self.update()
        self.list.ground.update()

    def set_row_height(self, height: int) -> None:
        """Sets the row height: 26 px, or 30 in a window at least 1000 px high; 32 for tasks."""
        self.row_height = height
        self.list.doItemsLayout()
        self._fit()

    def set_title(self, title: str, note: str = "") -> None:
        self._title = title
        self._note = note
        self.list.setAccessibleName(f"{title} {note}".strip())
        self._column.setContentsMargins(0, self._head(), 0, 0)
        self._fit()
        self.update()

    def open(self, index: QModelIndex) -> None:
        """Emits ``opened`` for the row at ``index``."""
        if self.opens:
            self.opened.emit(self._model.rows[index.row()].key)

    def _measure(self) -> None:
        """Computes the widths of fixed columns from their texts."""
        self._edges = []
        self._widths = [column.width for column in self.columns]
        for at, column in enumerate(self.columns):
            if column.most:
                asked = [row.cells[at].asked for row in self._model.rows if at < len(row.cells)]
                self._widths[at] = min(max(column.width, *asked, 0), column.most)

    def edges(self) -> list[tuple[int, int]]:
        """Returns left edge and width of every column in px."""
        if not self._edges:
            self._edges = self._columns_apart()
        return self._edges

    def _columns_apart(self) -> list[tuple[int, int]]:
        fixed = sum(self._widths)
        gaps = sum(column.gap for column in self.columns[1:])
        rest = max(0, self.width() - 2 * BLEED - fixed - gaps)
        shares = sum(not column.width for column in self.columns) or 1
        made: list[tuple[int, int]] = []
        left = BLEED
        for number, column in enumerate(self.columns):
            left += column.gap if number else 0
            width = self._widths[number] or rest // shares
            made.append((left, width))
            left += width
        return made

    def tip(self, at: Any) -> str:
        """Returns the full text of an elided cell at position ``at``."""
        index = self.list.indexAt(at)
        if not index.isValid():
            return ""
        row = self._model.rows[index.row()]
        for (left, width), cell in zip(self.edges(), row.cells, strict=False):
            if left <= at.x() < left + width:
                return cell.whole(width)
        return ""

    def _head(self) -> int:
        captions = any(column.caption for column in self.columns)
        return Height.SECTION if self._title or captions else 0

    def _fit(self) -> None:
        self.list.setFixedHeight(len(self._model.rows) * self.row_height)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = len(self._model.rows) or bool(self._empty_text)
        return QSize(BookSize.WIDTH, self._head() + rows * self.row_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(BookSize.LEAST, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._head():
            return
        theme = tokens()
        painter = QPainter(self)
        edges = self.edges()
        captions = [
            left for (left, _), column in zip(edges, self.columns, strict=True) if column.caption
        ]
        end = self.width() - BLEED
        if self._corner is not None and self._corner.isVisible():
            end = self._corner.x()
        room = min([*captions, end]) - BLEED - Space.M
        reached = paint_title(painter, self._title, self._note, BLEED, room)
        if (
            self._legend
            and self._model.rows
            and reached + Space.S + legend_width(self._legend) <= self.width() - BLEED
        ):
            left = self.width() - BLEED - legend_width(self._legend)
            paint_legend(painter, left, SectionSize.BASELINE, self._legend)
        painter.setPen(theme.text2)
        for (left, width), column in zip(edges, self.columns, strict=True):
            caption = elide(column.caption, Text.NOTE, width + Space.XS)
            x = float(left)
            if column.right:
                x = left + width - metrics(Text.NOTE).horizontalAdvance(caption)
            draw_text(painter, Text.NOTE, round(x), SectionSize.BASELINE, caption)
        under = Height.SECTION - Stroke.HAIR
        hairline(painter, BLEED, under, self.width() - 2 * BLEED, Stroke.HAIR, theme.line2)
        if not self._model.rows:
            painter.setPen(theme.text2)
            at = baseline(Text.LABEL, self._head(), min(self.row_height, Height.ROW))
            draw_text(
                painter,
                Text.LABEL,
                BLEED,
                at,
                elide(self._empty_text, Text.LABEL, self.width() - 2 * BLEED),
            )
