"""What stands at the top of a table: the groups of the first rows in sight, and whole rows below
them after it went to a row."""

from typing import NamedTuple

from PySide6.QtCore import QRect

from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.sizes import MOST_STICKY


class Sticky(NamedTuple):
    """A group row that stays at the top of the viewport."""

    line: int
    rect: QRect


class StickyRows:
    """Finds the group rows that stay at the top, and scrolls past them."""

    def __init__(self, view: Grid) -> None:
        self._view = view

    def rows(self) -> list[Sticky]:
        """The group rows at the top, outermost first: those that the first rows in sight belong
        to and whose own rows are out of sight."""
        view, found = self._view, list[Sticky]()
        offset, most = 0, view.viewport().height() // 3
        while len(found) < MOST_STICKY and offset <= most:
            at = self._group_over(offset, len(found))
            if at is None:
                break
            height = view.verticalHeader().sectionSize(at)
            top = min(offset, self._end_of(at, offset, height) - height)
            found.append(Sticky(at, QRect(0, top, view.viewport().width(), height)))
            offset = top + height
        return found

    def _group_over(self, y: int, depth: int) -> int | None:
        """The line of the group at ``depth`` that the row at ``y`` belongs to, where it begins
        above ``y``."""
        view = self._view
        first = view.rowAt(y)
        if not 0 <= first < len(view.sheet.lines):
            return None
        groups = view.sheet.lines[first].groups()
        at = view.sheet.place(groups[depth].id) if depth < len(groups) else None
        return at if at is not None and view.rowViewportPosition(at) < y else None

    def _end_of(self, group: int, y: int, height: int) -> int:
        """Where the rows of a group end, as far as that is nearer than ``height`` below ``y``."""
        view, end = self._view, y + height
        lines = view.sheet.lines
        below = max(view.rowAt(y), group) + 1
        while below < len(lines) and view.rowViewportPosition(below) < end:
            if lines[below].depth <= lines[group].depth:
                return view.rowViewportPosition(below)
            below += 1
        return end

    def height(self) -> int:
        """How much of the viewport's top they take."""
        return max((sticky.rect.bottom() + 1 for sticky in self.rows()), default=0)

    def page_from(self, line: int, way: int) -> int:
        """The line a page up (-1) or down (1) from ``line``."""
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
        """Scroll a row out from under the groups at the top."""
        bar = self._view.verticalScrollBar()
        # Scrolled back, the row may stand below more groups than before.
        for _ in range(MOST_STICKY):
            if line in {sticky.line for sticky in self.rows()}:
                break
            hidden = self.height() - self._view.rowViewportPosition(line)
            if hidden <= 0:
                break
            bar.setValue(bar.value() - hidden)

    def stand_whole(self, line: int) -> None:
        """Scroll by less than a row, so that the first row in sight is whole and ``line`` stays in
        sight. Where both cannot be, as at the end of the table, nothing moves."""
        bar = self._view.verticalScrollBar()
        # Another group may come to the top on the way, and takes its own room there.
        for _ in range(MOST_STICKY):
            half = self._half_row()
            if half is None:
                return
            seen, hidden = half
            ways = (by for by in (seen, -hidden) if self._keeps(line, by))
            way = min(ways, key=abs, default=0)
            if not way:
                return
            bar.setValue(bar.value() + way)

    def _half_row(self) -> tuple[int, int] | None:
        """How much of the first row is seen and how much is not; None where it is whole."""
        view, stuck, top = self._view, self.rows(), self.height()
        pushed = sum(sticky.rect.height() for sticky in stuck) - top
        if stuck and pushed > 0:
            # The next group pushes the innermost one away.
            return stuck[-1].rect.height() - pushed, pushed
        at = view.rowAt(top)
        hidden = top - view.rowViewportPosition(at) if at >= 0 else 0
        return (view.rowHeight(at) - hidden, hidden) if hidden > 0 else None

    def _keeps(self, line: int, by: int) -> bool:
        """Whether the table can be scrolled by so much, and a line is whole in sight then."""
        view, bar = self._view, self._view.verticalScrollBar()
        top = view.rowViewportPosition(line) - by
        whole = self.height() <= top and top + view.rowHeight(line) <= view.viewport().height()
        return whole and bar.minimum() <= bar.value() + by <= bar.maximum()
