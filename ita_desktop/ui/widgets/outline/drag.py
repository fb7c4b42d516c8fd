"""Computes where a dragged item of an outline is dropped, and draws the drop indicator."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.measures import OutlineSize
from ita_desktop.ui.theme.tokens import Space, Stroke
from ita_desktop.ui.widgets.outline.row import (
    OutlineLine,
    OutlineRow,
    end_of,
    last_below,
    parent_of,
)
from ita_desktop.ui.widgets.tab_order import bring_into_sight


class Drop(NamedTuple):
    """A drop position: the new parent, and the item before it; '' for the first position."""

    parent: str
    after: str


def drop_at(lines: Sequence[OutlineLine], dragged: str, at: int, *, below: bool) -> Drop | None:
    """Returns where ``dragged`` goes if dropped on the upper half of item ``at``, or on the lower
    half (``below``); None if nothing would change."""
    ids = [line.id for line in lines]
    begin = ids.index(dragged)
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
