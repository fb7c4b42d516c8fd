"""Sizes of table parts in px at 100 %, in addition to the theme's."""

from dataclasses import dataclass
from typing import Final

from ita_desktop.ui.theme.tokens import Height, Stroke

MOST_LINES: Final = 3
MONTHS: Final = 12
MOST_STICKY: Final = 3
"""Greatest number of nested group rows fixed at the top."""
MARKS_REACH: Final = 2
"""How far vowels and tone marks extend beyond their line."""
NEAR: Final = 12
"""Number of rows beyond the viewport that are measured with it."""


@dataclass(frozen=True)
class Density:
    """Row heights of a kind of table: of a row with one line, of a group row, and the greatest
    number of lines (1: longer text is elided)."""

    row: int
    group: int
    lines: int = MOST_LINES

    @property
    def above(self) -> int:
        """The space above the first line of a cell."""
        return (self.row - Height.ROW_LINE) // 2

    def above_group(self, depth: int) -> int:
        """Returns the space above the text of a group row, which is slightly below the centre."""
        if depth:
            return self.above
        room = (self.group - Height.ROW_LINE) // 2
        return room + min(2 * Stroke.HAIR, max(room - 2 * Stroke.HAIR, 0))

    @property
    def frame_out(self) -> int:
        """How far the frame of the current cell extends beyond a row that is too low for it."""
        return max(Stroke.FOCUS + MARKS_REACH - self.above, 0)

    def height(self, lines: int) -> int:
        """Returns the height of a row with that many lines."""
        return self.row + (lines - 1) * Height.ROW_LINE


NORMAL: Final = Density(Height.ROW, Height.GROUP_ROW)
DENSE: Final = Density(Height.ROW_DENSE, Height.ROW)
WHOLE: Final = Density(Height.ROW_DENSE, Height.ROW, 40)
"""For a list in a pane whose texts are shown in full."""
LOW: Final = Density(Height.ROW_LOW, Height.GROUP_ROW_LOW)
"""For tables in a low window."""
LOW_LINE: Final = Density(Height.ROW_LOW, Height.GROUP_ROW_LOW, 1)
"""For low windows and tables whose rows mostly have one line."""
COMPACT: Final = Density(Height.COMPACT_ROW, Height.ROW, 1)
COMPACT_TALL: Final = Density(Height.COMPACT_ROW_TALL, Height.GROUP_ROW, 1)
