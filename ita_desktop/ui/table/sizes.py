"""Measures of the table's parts, in px at 100 %, beside those in the theme's tokens."""

from dataclasses import dataclass
from typing import Final

from ita_desktop.ui.theme.tokens import Height, Stroke

MOST_LINES: Final = 3
MONTHS: Final = 12
MOST_STICKY: Final = 3
"""Group rows that stay at the top, one in the other."""
MARKS_REACH: Final = 2
"""How far vowels and tone marks stand out of their line."""
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

    def above_group(self, depth: int) -> int:
        """Room above the letters of a group row; they stand a little below its middle."""
        if depth:
            return self.above
        room = (self.group - Height.ROW_LINE) // 2
        return room + min(2 * Stroke.HAIR, max(room - 2 * Stroke.HAIR, 0))

    @property
    def frame_out(self) -> int:
        """How far the current cell's frame stands out of a row that has no room for it between
        its edges and the marks above and below the letters."""
        return max(Stroke.FOCUS + MARKS_REACH - self.above, 0)

    def height(self, lines: int) -> int:
        """The height of a row of so many lines."""
        return self.row + (lines - 1) * Height.ROW_LINE


NORMAL: Final = Density(Height.ROW, Height.GROUP_ROW)
DENSE: Final = Density(Height.ROW_DENSE, Height.ROW)
WHOLE: Final = Density(Height.ROW_DENSE, Height.ROW, 40)
"""Of a list in a pane whose texts are read to their end."""
LOW: Final = Density(Height.ROW_LOW, Height.GROUP_ROW_LOW)
"""Of the tables of a low window."""
LOW_LINE: Final = Density(Height.ROW_LOW, Height.GROUP_ROW_LOW, 1)
"""The same where most rows have one line and the number of rows in sight counts."""
COMPACT: Final = Density(Height.COMPACT_ROW, Height.ROW, 1)
COMPACT_TALL: Final = Density(Height.COMPACT_ROW_TALL, Height.GROUP_ROW, 1)
