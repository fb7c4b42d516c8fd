"""A visible column of the table, and where its heading has what is painted and pressed."""

from math import ceil
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QRectF

from ita_desktop.ui.table.column import Column
from ita_desktop.ui.theme.fonts import metrics
from ita_desktop.ui.theme.measures import TableSize
from ita_desktop.ui.theme.tokens import Height, IconSize, Space, Text


class SpanPillSize:
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
        top = TableSize.FILTER_TOP + (Height.FILTER_ROW - SpanPillSize.PILL) / 2
        return QRectF(left, top, width, SpanPillSize.PILL)
