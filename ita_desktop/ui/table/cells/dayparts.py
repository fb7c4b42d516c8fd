"""Where the three parts of a date stand in a cell: days right, months left, years left."""

from functools import cache
from typing import NamedTuple

from ita_desktop.i18n import language
from ita_desktop.ui.language.dates import month_names
from ita_desktop.ui.theme.fonts import metrics
from ita_desktop.ui.theme.tokens import Text


class DayEdges(NamedTuple):
    """Px from the left edge of a cell's letters, whole so that no letter is blurred."""

    days_end: int
    month: int
    year: int

    def day(self, width: float) -> int:
        """Where a day ``width`` px wide begins."""
        return round(self.days_end - width)


def day_edges(style: Text) -> DayEdges:
    """The edges of a column of dates: room for two digits, then for the longest month."""
    return _edges(style, language.code)


@cache
def _edges(style: Text, _language: str) -> DayEdges:
    measure = metrics(style).horizontalAdvance
    month = round(measure("00") + measure(" "))
    longest = max(measure(name) for name in month_names())
    return DayEdges(round(measure("00")), month, round(month + longest + measure(" ")))
