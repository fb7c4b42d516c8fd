"""Groups of rows: their heads, fixed at the top of a table, the scrolling that aligns rows below
them, and the animation of folding, which takes 120 ms.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEasingCurve, QPoint, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.sizes import MOST_STICKY
from ita_desktop.ui.theme.theme import duration
from ita_desktop.ui.theme.tokens import Duration


class StickyRow(NamedTuple):
    """A group row fixed at the top of the viewport."""

    line: int
    rect: QRect


class StickyRows:
    """Determines the group rows fixed at the top, and scrolls past them."""

    def __init__(self, view: Grid) -> None:
        self._view = view

    def rows(self) -> list[StickyRow]:
        """Returns the rows fixed at the top, outermost first: groups of the first visible rows
        whose own rows are scrolled out."""
        view, found = self._view, list[StickyRow]()
        offset, most = 0, view.viewport().height() // 3
        while len(found) < MOST_STICKY and offset <= most:
            at = self._group_over(offset, len(found))
            if at is None:
                break
            height = view.verticalHeader().sectionSize(at)
            top = min(offset, self._end_of(at, offset, height) - height)
            found.append(StickyRow(at, QRect(0, top, view.viewport().width(), height)))
            offset = top + height
        return found

    def _group_over(self, y: int, depth: int) -> int | None:
        """The line of the group at ``depth`` of the row at ``y``, if it begins above ``y``."""
        view = self._view
        first = view.rowAt(y)
        if not 0 <= first < len(view.sheet.lines):
            return None
        groups = view.sheet.lines[first].groups()
        at = view.sheet.place(groups[depth].id) if depth < len(groups) else None
        return at if at is not None and view.rowViewportPosition(at) < y else None

    def _end_of(self, group: int, y: int, height: int) -> int:
        """Returns where the rows of a group end, at most ``height`` below ``y``."""
        view, end = self._view, y + height
        lines = view.sheet.lines
        below = max(view.rowAt(y), group) + 1
        while below < len(lines) and view.rowViewportPosition(below) < end:
            if lines[below].depth <= lines[group].depth:
                return view.rowViewportPosition(below)
            below += 1
        return end

    def height(self) -> int:
        """Returns the height of the fixed rows in px."""
        return max((sticky.rect.bottom() + 1 for sticky in self.rows()), default=0)

    def page_from(self, line: int, way: int) -> int:
        """Returns the line one page up (-1) or down (1) from ``line``."""
        view, header = self._view, self._view.verticalHeader()
        taken = max(self.height(), view.density.group)
        room = max(view.viewport().height() - taken, view.density.row)
        wanted = header.sectionPosition(line) + way * room
        at = header.logicalIndexAt(wanted - header.offset())
        last = len(view.sheet.lines) - 1
        if at < 0:
            at = last if way > 0 else 0
        return at if at != line else min(max(line + way, 0), last)

    def bring_out(self, line: int) -> None:
        """Scrolls a row out from below the fixed rows."""
        bar = self._view.verticalScrollBar()
        # After scrolling back, the row may have more groups above it.
        for _ in range(MOST_STICKY):
            if line in {sticky.line for sticky in self.rows()}:
                break
            hidden = self.height() - self._view.rowViewportPosition(line)
            if hidden <= 0:
                break
            bar.setValue(bar.value() - hidden)

    def stand_whole(self, line: int) -> None:
        """Scrolls by less than a row, so that the first visible row is complete and ``line`` stays
        visible. Does nothing if that is impossible, as at the end of the table."""
        bar = self._view.verticalScrollBar()
        # Another group may become fixed meanwhile and need space.
        for _ in range(MOST_STICKY):
            half = self._half_row()
            if half is None:
                return
            seen, hidden = half
            ways = (by for by in (seen, -hidden) if self._can_scroll(line, by))
            way = min(ways, key=abs, default=0)
            if not way:
                return
            bar.setValue(bar.value() + way)

    def _half_row(self) -> tuple[int, int] | None:
        """Returns the visible and hidden height of the first row; None if it is complete."""
        view, stuck, top = self._view, self.rows(), self.height()
        pushed = sum(sticky.rect.height() for sticky in stuck) - top
        if stuck and pushed > 0:
            # The next group pushes the innermost one away.
            return stuck[-1].rect.height() - pushed, pushed
        at = view.rowAt(top)
        hidden = top - view.rowViewportPosition(at) if at >= 0 else 0
        return (view.rowHeight(at) - hidden, hidden) if hidden > 0 else None

    def _can_scroll(self, line: int, by: int) -> bool:
        """Whether scrolling by ``by`` px is possible and leaves a line completely visible."""
        view, bar = self._view, self._view.verticalScrollBar()
        top = view.rowViewportPosition(line) - by
        whole = self.height() <= top and top + view.rowHeight(line) <= view.viewport().height()
        return whole and bar.minimum() <= bar.value() + by <= bar.maximum()


class FoldingGrid(Grid, Protocol):
    """A visible grid, below whose fixed rows groups are folded."""

    sticky: StickyRows

    def isVisible(self) -> bool: ...


class FoldController:
    """Folds and unfolds groups, animated only if the system has animations enabled."""

    def __init__(self, view: FoldingGrid) -> None:
        self._view = view
        self._moving: FoldAnimation | None = None

    @property
    def moving(self) -> bool:
        """Whether an animation is running."""
        return self._moving is not None

    def turn(self, group: str) -> None:
        """Toggles a group."""
        at = self._view.sheet.place(group)
        if at is not None:
            self.fold(group, shut=not self._view.sheet.is_folded(self._view.sheet.lines[at]))

    def fold(self, group: str, *, shut: bool) -> None:
        """Folds or unfolds a group."""
        self.stop()
        view, takes = self._view, duration(Duration.FOLD)
        top = self._top(group)
        if not takes or top is None or not view.isVisible():
            view.sheet.fold([group], shut=shut)
            return
        before, tall = view.viewport().grab(), view.verticalHeader().length()
        view.sheet.fold([group], shut=shut)
        moved = abs(view.verticalHeader().length() - tall)
        if self._top(group) != top or not moved:
            return
        after = view.viewport().grab()
        at = view.sheet.place(group) or 0
        below = max(top + view.rowHeight(at), view.sticky.height())
        room = min(moved, max(view.viewport().height() - below, 0))
        pictures = (before, after) if shut else (after, before)
        self._moving = FoldAnimation(view.viewport(), below, *pictures)
        self._moving.start((room, 0) if shut else (0, room), takes, self.stop)

    def stop(self) -> None:
        """Ends the animation."""
        moving, self._moving = self._moving, None
        if moving is not None:
            moving.end()

    def _top(self, group: str) -> int | None:
        """Returns the y of a group's row in the viewport, or None if it is not visible."""
        at = self._view.sheet.place(group)
        if at is None:
            return None
        top = self._view.rowViewportPosition(at)
        return top if 0 <= top < self._view.viewport().height() else None


class FoldAnimation(QWidget):
    """An overlay with pictures of the table, whose lower part moves."""

    def __init__(self, rows: QWidget, below: int, opened: QPixmap, shut: QPixmap) -> None:
        super().__init__(rows.parentWidget())
        self._below = below
        self._opened = opened
        self._folded_picture = shut
        self._offset = 0
        self._animation = QVariantAnimation(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(rows.geometry())

    def start(self, way: tuple[int, int], takes: int, done: Callable[[], None]) -> None:
        """Moves the lower part between two distances from the group's row."""
        self._offset = way[0]
        self._animation.setDuration(takes)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(way[0])
        self._animation.setEndValue(way[1])
        self._animation.valueChanged.connect(self._move)
        self._animation.finished.connect(done)
        self._animation.start()
        self.show()
        self.raise_()

    def end(self) -> None:
        """Removes the overlay."""
        self._animation.stop()
        self.hide()
        self.deleteLater()

    def _move(self, offset: int) -> None:
        self._offset = offset
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(
            QPoint(), self._folded_picture, self._part(self._folded_picture, 0, self._below)
        )
        rows = self._part(self._opened, self._below, self._offset)
        painter.drawPixmap(QPoint(0, self._below), self._opened, rows)
        rest = self._part(self._folded_picture, self._below, self.height() - self._below)
        painter.drawPixmap(QPoint(0, self._below + self._offset), self._folded_picture, rest)

    @staticmethod
    def _part(picture: QPixmap, top: int, height: int) -> QRect:
        """Returns a strip of a picture in its device pixels."""
        ratio = picture.devicePixelRatio()
        return QRect(0, round(top * ratio), picture.width(), round(height * ratio))
