"""Where the headings of a table may be in a sheet: near its top, or where something new begins
further below."""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.exchange.sheets import SheetRow

HEADING_ROWS: Final = 30
"""Number of rows with content within which headings are looked for, wherever these begin."""
_BEHIND: Final = 3
"""Number of rows behind an empty row or a title that may be headings."""


def heading_places(rows: Sequence[SheetRow]) -> Iterator[int]:
    """Yield the indices of the rows that may be headings: those near the top, and those directly
    behind an empty row, a title or a note."""
    end = HEADING_ROWS
    for at, row in enumerate(rows):
        if at and (row.number > rows[at - 1].number + 1 or rows[at - 1].filled == 1):
            end = max(end, at + _BEHIND)
        if at < end:
            yield at
