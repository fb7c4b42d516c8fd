"""Distributes the height of the window among the parts of ภาพรวม."""

from typing import Final, NamedTuple

from ita_desktop.domain.framework import TOTAL
from ita_desktop.services.overview import Overview
from ita_desktop.ui.theme.measures import OverviewSize, YearSize
from ita_desktop.ui.theme.tokens import Height, Space


class LowWindowSize:
    ROW_LOW: Final = 23
    """Row height of book tables if the window is too low for 26 px."""
    GAP_LOW: Final = Space.M
    """Distance between rows of sections in a low window."""


LEAST_TODO: Final = 5
MOST_TODO: Final = 15
LEAST_LIFTS: Final = 3
MOST_LIFTS: Final = 9
LEAST_DATES: Final = 4
MOST_DATES: Final = 7
SENTENCES: Final = 2


class OverviewSizes(NamedTuple):
    """Row height (a date takes two), spacing between sections, and the numbers of tasks (below them
    is a line for the others), items that raise the level, dates and sentences shown."""

    row: int
    gap: int
    todo: int
    lifts: int
    dates: int
    sentences: int


def one_column(shown: Overview) -> OverviewSizes:
    """Returns the sizes for a single column, which scrolls: each part is complete."""
    return OverviewSizes(
        Height.COMPACT_ROW,
        Space.SECTIONS,
        _tasks(shown, LEAST_TODO + 2),
        LEAST_LIFTS + 2,
        LEAST_DATES,
        SENTENCES,
    )


def two_columns(shown: Overview, height: int, *, tall: bool) -> OverviewSizes:
    """Returns sizes so that everything fits into ``height`` px if possible; tasks take the rest.

    In a ``tall`` window rows are higher.
    """
    tried = [
        (Height.COMPACT_ROW_TALL, Space.SECTIONS_TALL),
        (Height.COMPACT_ROW, Space.SECTIONS),
        (Height.COMPACT_ROW, LowWindowSize.GAP_LOW),
        (LowWindowSize.ROW_LOW, LowWindowSize.GAP_LOW),
    ]
    least_todo = Height.SECTION + max(min(len(shown.todo), LEAST_TODO), 1) * Height.ROW
    # A row for the total replaces one of the items.
    least_lifts = LEAST_LIFTS - sum(bar.code == TOTAL for bar in shown.path.bars)
    for row, gap in tried if tall else tried[1:]:
        top = height - YearSize.HEIGHT - OverviewSize.UNDER_YEAR - gap
        top -= _below(shown, row) + OverviewSize.BOTTOM
        if top >= max(least_todo, _level(shown, row, least_lifts)):
            break
    fits = (top - Height.SECTION) // Height.ROW
    lines = min(max(LEAST_TODO, min(fits, MOST_TODO)), len(shown.todo))
    beside = max(Height.SECTION + lines * Height.ROW, _level(shown, row, least_lifts), 0)
    lifts = (beside - _level(shown, row, 0)) // row
    lifts = min(max(least_lifts, lifts), MOST_LIFTS, len(shown.path.lifts))
    sentences = SENTENCES if beside - _level(shown, row, lifts) >= row else 1
    return OverviewSizes(row, gap, _tasks(shown, lines), lifts, _dates(shown), sentences)


def _tasks(shown: Overview, lines: int) -> int:
    """Returns the number of tasks for so many lines: the last one is that of the others."""
    return lines if len(shown.todo) <= lines else lines - 1


def _level(shown: Overview, row: int, lifts: int) -> int:
    """Returns the height of the part on the next level with one sentence and ``lifts`` items."""
    lines = len(shown.path.bars) + 1 + min(lifts, len(shown.path.lifts))
    return Height.SECTION + lines * row


def _dates(shown: Overview) -> int:
    """Returns the number of dates that match the height of the adjacent tables."""
    beside = max(len(shown.units), len(shown.sub_indicators)) // 2
    return max(LEAST_DATES, min(beside, MOST_DATES))


def _below(shown: Overview, row: int) -> int:
    """Returns the height of the lower row of tables."""
    dates = min(_dates(shown), len(shown.dates))
    most = max(len(shown.units), len(shown.sub_indicators), 2 * dates, 1)
    return Height.SECTION + most * row
