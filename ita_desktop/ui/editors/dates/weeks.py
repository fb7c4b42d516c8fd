"""The grid of a month: six weeks from Sunday below the names of weekdays."""

from datetime import date

from PySide6.QtCore import QRect

from ita_desktop.ui.editors.dates.fiscal import WEEKS, days_shown, weekday_order
from ita_desktop.ui.language.dates import weekday_name

DAYS = 7


def column(area: QRect, at: int, of: int = DAYS) -> QRect:
    """Returns column ``at`` of ``of``; excess px go to the columns at the right."""
    left, right = (area.left() + number * area.width() // of for number in (at, at + 1))
    return QRect(left, area.top(), right - left, area.height())


def day_cells(month: date, area: QRect) -> list[tuple[date, QRect]]:
    """Returns the days of a month's grid with their areas."""
    cells = []
    for at, day in enumerate(days_shown(month)):
        week, place = at // DAYS, column(area, at % DAYS)
        top, bottom = (area.top() + number * area.height() // WEEKS for number in (week, week + 1))
        cells.append((day, QRect(place.left(), top, place.width(), bottom - top)))
    return cells


def weekday_cells(area: QRect) -> list[tuple[str, QRect]]:
    """Returns the names of the weekdays with their areas."""
    return [(weekday_name(day), column(area, at)) for at, day in enumerate(weekday_order())]
