"""Book tables: compact lists on the page, as in a well-set book, without boxes or grid.

One row is one thing to go to. The rows are painted by a delegate over a QListView, which brings
keyboard, selection and screen readers with it.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
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
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ita_desktop.domain.frozen import dataclass
from ita_desktop.ui.theme.fonts import baseline, font, metrics
from ita_desktop.ui.theme.hairline import hairline
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import SectionSize
from ita_desktop.ui.theme.tips import show_tip
from ita_desktop.ui.theme.tokens import Height, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.lists.blocks import legend_width, paint_legend
from ita_desktop.ui.widgets.lists.book_cell import BookRow, paint_cell
from ita_desktop.ui.widgets.lists.painted import ROW, Index, Rows
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.section import paint_title


class BookSize:
    """Book tables on a page."""

    WIDTH: Final = 320
    LEAST: Final = 200
    GAP: Final = 16
    """Between two columns."""
    RING: Final = 3
    """Radius of the ring around the current row."""


BLEED = Space.S
"""How far the ground of a hovered row reaches over the text on both sides, in px. A book table
is that much wider than its text: put it into a layout whose margins are 8 px smaller."""


@dataclass(frozen=True)
class BookColumn:
    """A column: its caption over the rows, and its width in px (0: what is left is shared)."""

    caption: str = ""
    width: int = 0
    right: bool = False
    """Figures stand right."""
    gap: int = BookSize.GAP
    """Distance in px to the column before."""
    most: int = 0
    """Up to this it grows for the longest of its words: codes are read whole."""


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

    spoken = shown


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
        row: BookRow = index.data(ROW)
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


def _is_under_mouse(option: QStyleOptionViewItem) -> bool:
    # PySide makes all of QStyle for the first state that is looked at: not while a start paints.
    from PySide6.QtWidgets import QStyle

    state: QStyle.StateFlag = option.state
    return bool(state & QStyle.StateFlag.State_MouseOver)


class _List(QListView):
    """The rows; as high as all of them, so that it never scrolls by itself."""

    def __init__(self, book: "BookTable") -> None:
        super().__init__(book)
        self._book = book
        # A ground of its own, because asking for the one that Qt made costs a start 5 ms: PySide
        # then makes ready every kind of widget there is. This one shows what lies behind it, too.
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

    def viewportEvent(self, event: Any) -> bool:
        if isinstance(event, QHelpEvent):
            show_tip(event, self._book.tip(event.pos()), self)
            return True
        return super().viewportEvent(event)


class BookTable(QWidget):
    """A titled list of rows. ``opened`` carries the key of a row that was clicked or entered.

    Without a title and captions only the rows are shown. ``rows_shown`` of the page decides how
    many rows it is given; the table is as high as its rows.
    """

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
        self.row_height = row_height
        self.opens = opens
        self._title = title
        self._note = note
        self._without = ""
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
        """The key of the current row; None where there is none."""
        index = self.list.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else None

    def set_rows(self, rows: Sequence[BookRow]) -> None:
        """Show these rows; the current row stays where its number still exists."""
        self._model.set_rows(tuple(rows))
        self._measure()
        self._fit()

    def set_without(self, sentence: str) -> None:
        """What stands in the place of the rows while there are none."""
        self._without = sentence
        self.list.setAccessibleDescription(sentence)
        self.updateGeometry()
        self.update()

    def set_legend(self, marks: Sequence[Mark]) -> None:
        """Tell beside the title what the blocks of these marks mean, where there is room."""
        self._legend = tuple(marks)
        self.update()

    def set_corner(self, corner: QWidget) -> None:
        """The one action of the table, at the right of its title."""
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
        self._place_corner()

    def set_columns(self, columns: Sequence[BookColumn]) -> None:
        self.columns = tuple(columns)
        self._measure()
        self._column.setContentsMargins(0, self._head(), 0, 0)
        self._fit()
        self.update()
        self.list.ground.update()

    def set_row_height(self, height: int) -> None:
        """26 px, or 30 where the window is 1000 px or higher; 32 for what is to be done."""
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
        """Tell that the row at ``index`` was opened."""
        if self.opens:
            self.opened.emit(self._model.rows[index.row()].key)

    def _measure(self) -> None:
        """The columns of fixed widths, as wide as their words ask."""
        self._widths = [column.width for column in self.columns]
        for at, column in enumerate(self.columns):
            if column.most:
                asked = [row.cells[at].asked for row in self._model.rows if at < len(row.cells)]
                self._widths[at] = min(max(column.width, *asked, 0), column.most)

    def edges(self) -> list[tuple[int, int]]:
        """Left edge and width of every column in px at the present width."""
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
        """The whole text of a cell that had to be cut at the position ``at``."""
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
        rows = len(self._model.rows) or bool(self._without)
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
        painter.setFont(font(Text.NOTE))
        painter.setPen(theme.text2)
        for (left, width), column in zip(edges, self.columns, strict=True):
            caption = elide(column.caption, Text.NOTE, width + Space.XS)
            x = float(left)
            if column.right:
                x = left + width - metrics(Text.NOTE).horizontalAdvance(caption)
            painter.drawText(QPointF(round(x), SectionSize.BASELINE), caption)
        under = Height.SECTION - Stroke.HAIR
        hairline(painter, BLEED, under, self.width() - 2 * BLEED, Stroke.HAIR, theme.line2)
        if not self._model.rows:
            painter.setPen(theme.text2)
            painter.setFont(font(Text.LABEL))
            at = baseline(Text.LABEL, self._head(), min(self.row_height, Height.ROW))
            painter.drawText(
                QPointF(BLEED, at), elide(self._without, Text.LABEL, self.width() - 2 * BLEED)
            )
