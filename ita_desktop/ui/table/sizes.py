"""Measures of the table's parts, in px at 100 %, beside those in the theme's tokens."""

from dataclasses import dataclass
from typing import Final

from ita_desktop.ui.theme.tokens import Height, Space

GUTTER: Final = Space.PAGE_EDGE - Space.CELL
"""Room left of the first and right of the last column, where the fold chevrons stand."""
CHEVRON_LEFT: Final = 6
INDENT: Final = 18
"""How far a group inside a group moves its code and its chevron."""
HANDLE: Final = 6
"""Side of the fill handle."""
HANDLE_REACH: Final = 6
"""How near the pointer must come to take it."""
MOST_LINES: Final = 3
FADE: Final = 48
"""Over how many px the third of more than three lines fades."""
BAR: Final = 86
FUNNEL_BELOW: Final = 60
"""A narrower column shows a funnel instead of กรอง…"""
FILTER_TOP: Final = Height.TABLE_HEADER - 3
"""Filters stand a little nearer to their captions than to the line below."""
PILL: Final = 22
"""Height of a filter that is set."""
LEAST_COLUMN: Final = 40
MONTHS: Final = 12
YEAR_MARK: Final = 16
"""Diameter of a finished or late occurrence in a schedule."""
YEAR_RING: Final = 10
"""Diameter of one still to come."""
YEAR_DUE: Final = 13
"""Diameter of the one that is due now."""
YEAR_CHOSEN: Final = 22
"""Diameter of the ring around the one that the keyboard is at."""
NEAR: Final = 12
"""Rows beyond the viewport that are measured with it."""


@dataclass(frozen=True)
class Density:
    """Heights of one kind of table: a row of one line, a group row, and how many lines a row may
    take (1: what is too long ends with …)."""

    row: int
    group: int
    lines: int = MOST_LINES

    @property
    def above(self) -> int:
        """Room above the first line of a cell."""
        return (self.row - Height.ROW_LINE) // 2

    def height(self, lines: int) -> int:
        """The height of a row of so many lines."""
        return self.row + (lines - 1) * Height.ROW_LINE


NORMAL: Final = Density(Height.ROW, Height.GROUP_ROW)
DENSE: Final = Density(Height.ROW_DENSE, Height.ROW)
COMPACT: Final = Density(Height.COMPACT_ROW, Height.ROW, 1)
COMPACT_TALL: Final = Density(Height.COMPACT_ROW_TALL, Height.GROUP_ROW, 1)
