"""A row of an outline: number, title, and additional lines; where a dragged one is dropped."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import (
    baseline,
    draw_text,
    elide,
    metrics,
    paint_lines,
    set_tip,
    wrap,
)
from ita_desktop.ui.theme.measures import OutlineSize
from ita_desktop.ui.theme.shapes import hairline, paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import IconSize, Radius, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.boxes import set_height_for_width
from ita_desktop.ui.widgets.tab_order import bring_into_sight

_ICON: Final = IconSize.TEXT + Space.ICON_TO_WORD


class OutlineRowSize:
    ABOVE: Final = 6
    """Space above and below the text of a row."""
    BETWEEN: Final = 8
    """Space above a heading."""
    BELOW: Final = 156
    """Width of an item's handouts."""
    ATTACHED_FROM: Final = 520
    """Width below which handouts are below the title."""


class LineArea(Enum):
    """The clickable parts of a row."""

    WORDS = auto()
    FACT = auto()
    FOLD = auto()


@dataclass(frozen=True)
class OutlineLine:
    """An item with its number (``3.1``) and depth, 0 for a heading. ``edit_text`` is the initial
    text of its editor, ``attached`` its handouts, ``fact`` the data that it prints from another
    page, ``note`` a line below the title, ``resolution`` the resolution on it."""

    id: str
    number: str
    depth: int
    title: str
    edit_text: str = ""
    attached: str = ""
    fact: str = ""
    note: str = ""
    resolution: str = ""

    def words(self) -> str:
        """The text for screen readers."""
        number = tr("วาระที่ {number}", number=self.number) if self.depth == 0 else self.number
        attached = tr("แนบ {what}", what=self.attached) if self.attached else ""
        texts = (f"{number} {self.title}".strip(), self.fact, self.note)
        parts = (*texts, self._resolved(), attached)
        return ", ".join(filter(None, parts))

    def _resolved(self) -> str:
        return tr("มติ {words}", words=self.resolution) if self.resolution else ""

    def under(self) -> tuple[str, ...]:
        """The lines below the title."""
        return tuple(filter(None, (self.note, self._resolved())))


def parent_of(lines: Sequence[OutlineLine], at: int) -> str:
    """Returns the parent of an item; '' for a heading."""
    above = (line.id for line in reversed(lines[:at]) if line.depth < lines[at].depth)
    return next(above, "")


def end_of(lines: Sequence[OutlineLine], at: int) -> int:
    """Returns the index after the last descendant of an item."""
    end = at + 1
    while end < len(lines) and lines[end].depth > lines[at].depth:
        end += 1
    return end


def last_below(lines: Sequence[OutlineLine], parent: str) -> str:
    """Returns the last child of an item; '' if it has none."""
    inside = [line.id for at, line in enumerate(lines) if parent_of(lines, at) == parent]
    return inside[-1] if inside else ""


class OutlineRow(QWidget):
    """Paints an item; the focus is on the outline."""

    accessible_role = Role.ListItem
    pressed = Signal(str, object)
    """An item was clicked: its id, and the :class:`LineArea`."""
    double_pressed = Signal(str)
    dragged = Signal(str, QPoint)
    """An item is dragged: its id, and the global mouse position."""
    dropped = Signal()
    menu_requested = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = OutlineLine("", "", 0, "")
        self._current = self._focused = False
        self._held: QPoint | None = None
        """Global mouse position at the start of the drag."""
        self.dragging = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def show_line(self, line: OutlineLine) -> None:
        """Sets the item."""
        if line == self.line:
            return
        self.line = line
        self.setAccessibleName(line.words())
        self._fit()
        self.updateGeometry()
        self.update()

    def set_current(self, current: bool, *, focused: bool) -> None:
        """Sets whether the item is current, and whether the outline has the focus."""
        if (current, focused) != (self._current, self._focused):
            self._current, self._focused = current, focused
            self.update()

    def style_of(self) -> Text:
        """The text style of the title."""
        return Text.BODY_STRONG if self.line.depth == 0 else Text.BODY

    # -- layout

    def _left(self) -> int:
        """Returns the x where the title begins."""
        return OutlineSize.HEADING + self.line.depth * OutlineSize.STEP

    def _handouts_fit(self, width: int) -> bool:
        """Returns whether the handouts fit to the right of the title."""
        return bool(self.line.attached) and width >= OutlineRowSize.ATTACHED_FROM

    def _title_width(self, width: int) -> int:
        right = OutlineRowSize.BELOW + Space.M if self._handouts_fit(width) else Space.CELL
        return max(width - self._left() - right, OutlineSize.STEP)

    def title_top(self) -> int:
        """Returns the space above the first line."""
        return OutlineRowSize.ABOVE + (OutlineRowSize.BETWEEN if self.line.depth == 0 else 0)

    def title_area(self) -> QRect:
        """Returns the area of the title."""
        top = self.title_top()
        height = len(self._title_lines(self.width())) * Text.BODY.line
        return QRect(self._left(), top, self._title_width(self.width()), height)

    def _title_lines(self, width: int) -> tuple[str, ...]:
        room = self._title_width(width)
        return wrap(self.line.title, self.style_of(), room, OutlineSize.LINES)

    def _small_lines(self, width: int) -> list[tuple[str, str]]:
        """Returns icon and text of the small lines below the title."""
        found = []
        if self.line.fact:
            found.append(("link", self.line.fact))
        if self.line.attached and not self._handouts_fit(width):
            found.append(("paperclip", self.line.attached))
        return [*found, *(("", words) for words in self.line.under())]

    def _fact_area(self) -> QRect:
        top = self.title_area().bottom() + 1
        words = metrics(Text.LABEL).horizontalAdvance(self.line.fact)
        return QRect(self._left(), top, round(words) + _ICON, Text.LABEL.line)

    def heightForWidth(self, width: int) -> int:
        lines = max(len(self._title_lines(width)), 1) * Text.BODY.line
        under = len(self._small_lines(width)) * Text.LABEL.line
        return self.title_top() + lines + under + OutlineRowSize.ABOVE

    def sizeHint(self) -> QSize:
        width = OutlineRowSize.ATTACHED_FROM
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + OutlineSize.STEP, self.title_top() + Text.BODY.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shows the full title in a tool tip if it was elided."""
        shown = "".join("".join(self._title_lines(self.width())).split())
        cut = shown != "".join(self.line.title.split())
        set_tip(self, self.line.title if cut else "")

    # -- mouse

    def _part_at(self, at: QPoint) -> LineArea:
        if self.line.fact and self._fact_area().contains(at):
            return LineArea.FACT
        if self.line.depth and self._fold_area().contains(at):
            return LineArea.FOLD
        return LineArea.WORDS

    def _fold_area(self) -> QRect:
        left = self._left() - OutlineSize.STEP - IconSize.BUTTON - Space.S
        return QRect(left, 0, IconSize.BUTTON + Space.XS, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            part = self._part_at(event.position().toPoint())
            self._held = event.globalPosition().toPoint() if part is LineArea.WORDS else None
            self.pressed.emit(self.line.id, part)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            dragging = self.dragging
            self.release()
            if dragging:
                self.dropped.emit()

    def release(self) -> None:
        """Ends a drag of the item."""
        self._held, self.dragging = None, False
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_pressed.emit(self.line.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.globalPosition().toPoint())
            return
        part = self._part_at(event.position().toPoint())
        pointing = Qt.CursorShape.PointingHandCursor
        self.setCursor(Qt.CursorShape.ArrowCursor if part is LineArea.WORDS else pointing)

    def _drag(self, at: QPoint) -> None:
        if self._held is None:
            return
        far = (at - self._held).manhattanLength() >= QApplication.startDragDistance()
        if far or self.dragging:
            self.dragging = True
            self.dragged.emit(self.line.id, at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(self.line.id, event.globalPos())

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        self._paint_ground(painter)
        left, top = self._left(), self.title_top()
        lines = self._title_lines(self.width())
        first = baseline(Text.BODY, top, Text.BODY.line)
        painter.setPen(theme.text2)
        if self.line.depth == 0:
            draw_text(painter, Text.LABEL, 0, first, tr("วาระที่ {number}", number=self.line.number))
        else:
            draw_text(painter, Text.BODY, left - OutlineSize.STEP, first, self.line.number)
        painter.setPen(theme.text)
        paint_lines(painter, lines, self.style_of(), QPointF(left, top))
        self._paint_attached(painter, first)
        self._paint_under(painter, top + max(len(lines), 1) * Text.BODY.line)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = tokens()
        begin = self._left() - Space.CELL - (OutlineSize.STEP if self.line.depth else 0)
        top = OutlineRowSize.BETWEEN if self.line.depth == 0 else 0
        area = QRectF(begin, top, self.width() - begin, self.height() - top)
        if self._current or self.underMouse():
            ground = theme.tint if self._current else theme.hover
            ring = theme.accent if self._current and self._focused else None
            paint_plate(painter, area, Radius.CONTROL, ground, ring, Stroke.FOCUS)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.line.depth and not self._current:
            start, bottom = OutlineSize.HEADING, self.height() - Stroke.HAIR
            hairline(painter, start, bottom, self.width() - start, Stroke.HAIR, theme.line)
        elif self.line.depth:
            at = QPointF(self._fold_area().left(), self.title_top() + 2)
            paint_icon(painter, "ellipsis", theme.text2, at, IconSize.BUTTON)

    def _paint_attached(self, painter: QPainter, first: float) -> None:
        if not self._handouts_fit(self.width()):
            return
        theme = tokens()
        left = self.width() - OutlineRowSize.BELOW
        paint_icon(
            painter, "paperclip", theme.text2, QPointF(left, self.title_top() + 2), IconSize.TEXT
        )
        painter.setPen(theme.text2)
        words = elide(self.line.attached, Text.LABEL, OutlineRowSize.BELOW - _ICON - Space.CELL)
        draw_text(painter, Text.LABEL, left + _ICON, first, words)

    def _paint_under(self, painter: QPainter, top: float) -> None:
        theme = tokens()
        left = self._left()
        for icon, words in self._small_lines(self.width()):
            x = float(left)
            if icon:
                tone = theme.accent if icon == "link" else theme.text2
                paint_icon(painter, icon, tone, QPointF(x, top + 2), IconSize.TEXT)
                x += _ICON
            painter.setPen(theme.text2)
            room = self.width() - x - Space.CELL
            at = baseline(Text.LABEL, top, Text.LABEL.line)
            draw_text(painter, Text.LABEL, x, at, elide(words, Text.LABEL, room))
            top += Text.LABEL.line


class Drop(NamedTuple):
    """A drop position: the new parent, and the item before it; '' for the first position."""

    parent: str
    after: str


def drop_at(lines: Sequence[OutlineLine], dragged: str, at: int, *, below: bool) -> Drop | None:
    """Returns where ``dragged`` goes if dropped on the upper half of item ``at``, or on the lower
    half (``below``); None if nothing would change."""
    begin = [line.id for line in lines].index(dragged)
    if lines[begin].depth == 0 or begin <= at < end_of(lines, begin):
        return None
    drop = _drop_after(lines, at) if below else _drop_before(lines, at)
    here = Drop(parent_of(lines, begin), _previous_sibling(lines, begin))
    return None if drop is None or drop.after == dragged or drop == here else drop


def _drop_after(lines: Sequence[OutlineLine], at: int) -> Drop:
    """Returns the position after an item, or before its first child."""
    line = lines[at]
    heads = at + 1 < len(lines) and lines[at + 1].depth > line.depth
    return Drop(line.id, "") if heads or line.depth == 0 else Drop(parent_of(lines, at), line.id)


def _drop_before(lines: Sequence[OutlineLine], at: int) -> Drop | None:
    """The position before an item; above a heading it is the last one of the heading before."""
    if lines[at].depth:
        return Drop(parent_of(lines, at), _previous_sibling(lines, at))
    before = _previous_sibling(lines, at)
    return Drop(before, last_below(lines, before)) if before else None


def _previous_sibling(lines: Sequence[OutlineLine], at: int) -> str:
    """Returns the previous sibling of an item, or ''."""
    for line in reversed(lines[:at]):
        if line.depth <= lines[at].depth:
            return line.id if line.depth == lines[at].depth else ""
    return ""


class DropLine(QWidget):
    """The drop indicator between two rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._outline = parent
        # The palette role of the accent colour.
        self.setBackgroundRole(QPalette.ColorRole.Link)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.drop: Drop | None = None

    def follow(self, rows: Sequence[OutlineRow], dragged: str, at: QPoint) -> None:
        """Shows the indicator for the pointer position ``at`` in the parent's coordinates."""
        found = [place for place, row in enumerate(rows) if row.y() <= at.y()]
        place = found[-1] if found else 0
        row = rows[place]
        below = at.y() > row.y() + row.height() / 2
        self.drop = drop_at([row.line for row in rows], dragged, place, below=below)
        if self.drop is None:
            self.hide()
            return
        above = next(row.line for row in rows if row.line.id == self.drop.parent)
        left = OutlineSize.HEADING + above.depth * OutlineSize.STEP
        y = row.geometry().bottom() if below else row.y()
        self.setGeometry(left, y - Stroke.FOCUS // 2, self._outline.width() - left, Stroke.FOCUS)
        self.raise_()
        self.show()
        bring_into_sight(self, 0, Space.XL)
