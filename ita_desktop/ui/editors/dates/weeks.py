"""The grid of a month: six weeks from Sunday below the names of weekdays, and its keys."""

from datetime import date
from typing import Final

from PySide6.QtCore import QRect, Qt

from ita_desktop.ui.editors.dates.fiscal import WEEKS, days_shown, weekday_order
from ita_desktop.ui.language.dates import weekday_name

DAYS: Final = 7
DAY_KEYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
WEEK_KEYS: Final = {Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}
MONTH_KEYS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
"""How far each key moves: in days, or in months."""


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
