"""Where a table stands after it went to a row: no row is half under what stays at the top."""

from typing import TYPE_CHECKING

from ita_desktop.ui.table.sizes import MOST_STICKY

if TYPE_CHECKING:
    from ita_desktop.ui.table.view import SheetView


def stand_whole(view: "SheetView", line: int) -> None:
    """Scroll by less than a row, so that the first row in sight is whole and ``line`` stays in
    sight. Where both cannot be, as at the end of the table, nothing moves."""
    bar = view.verticalScrollBar()
    # Another group may come to the top on the way, and takes its own room there.
    for _ in range(MOST_STICKY):
        half = _half_row(view)
        if half is None:
            return
        seen, hidden = half
        way = min((by for by in (seen, -hidden) if _keeps(view, line, by)), key=abs, default=0)
        if not way:
            return
        bar.setValue(bar.value() + way)


def _half_row(view: "SheetView") -> tuple[int, int] | None:
    """How much of the first row is seen and how much is not; None where it is whole."""
    stuck, top = view.stickies(), view.stuck()
    pushed = sum(sticky.rect.height() for sticky in stuck) - top
    if stuck and pushed > 0:
        # The next group pushes the innermost one away.
        return stuck[-1].rect.height() - pushed, pushed
    at = view.rowAt(top)
    hidden = top - view.rowViewportPosition(at) if at >= 0 else 0
    return (view.rowHeight(at) - hidden, hidden) if hidden > 0 else None


def _keeps(view: "SheetView", line: int, by: int) -> bool:
    """Whether the table can be scrolled by so much, and a line is whole in sight then."""
    bar = view.verticalScrollBar()
    top = view.rowViewportPosition(line) - by
    whole = view.stuck() <= top and top + view.rowHeight(line) <= view.viewport().height()
    return whole and bar.minimum() <= bar.value() + by <= bar.maximum()
