"""Group rows fixed at the top of a table, and scrolling that aligns rows below them."""

from typing import NamedTuple

from PySide6.QtCore import QRect

from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.sizes import MOST_STICKY


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
