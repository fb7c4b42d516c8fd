"""Positions of the parts of a date in a cell: day right-aligned, month and year left-aligned."""

from functools import cache
from typing import NamedTuple

from ita_desktop.i18n import language
from ita_desktop.ui.language import month_names
from ita_desktop.ui.theme.fonts import metrics
from ita_desktop.ui.theme.tokens import Text


class DayEdges(NamedTuple):
    """Distances in px from the left edge of the text, integers so that glyphs stay sharp."""

    days_end: int
    month: int
    year: int

    def day(self, width: float) -> int:
        """Returns where a day ``width`` px wide begins."""
        return round(self.days_end - width)


def day_edges(style: Text) -> DayEdges:
    """Returns the edges for a date column: two digits, then the longest month."""
    return _edges(style, language.code)


@cache
def _edges(style: Text, _language: str) -> DayEdges:
    measure = metrics(style).horizontalAdvance
    month = round(measure("00") + measure(" "))
    longest = max(measure(name) for name in month_names())
    return DayEdges(round(measure("00")), month, round(month + longest + measure(" ")))
