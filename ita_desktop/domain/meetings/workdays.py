"""Days on which an office is closed: weekends, and the public holidays with a fixed date.

The holidays that follow the moon (มาฆบูชา, วิสาขบูชา, อาสาฬหบูชา, เข้าพรรษา), the ploughing day and
those that the cabinet announces for one year are not known here.
"""

from datetime import date, timedelta
from typing import Final

from ita_desktop.domain.dates import WEEKDAYS, short_date
from ita_desktop.domain.errors import Phrase

_SATURDAY: Final = 5
_FIXED: Final = {
    (1, 1): Phrase("วันขึ้นปีใหม่"),
    (4, 6): Phrase("วันจักรี"),
    (4, 13): Phrase("วันสงกรานต์"),
    (4, 14): Phrase("วันสงกรานต์"),
    (4, 15): Phrase("วันสงกรานต์"),
    (5, 4): Phrase("วันฉัตรมงคล"),
    (6, 3): Phrase("วันเฉลิมพระชนมพรรษาสมเด็จพระราชินี"),
    (7, 28): Phrase("วันเฉลิมพระชนมพรรษา"),
    (8, 12): Phrase("วันแม่แห่งชาติ"),
    (10, 13): Phrase("วันนวมินทรมหาราช"),
    (10, 23): Phrase("วันปิยมหาราช"),
    (12, 5): Phrase("วันพ่อแห่งชาติ"),
    (12, 10): Phrase("วันรัฐธรรมนูญ"),
    (12, 31): Phrase("วันสิ้นปี"),
}
"""Holidays of government offices by month and day, as kept since 2567."""


def day_off(day: date) -> Phrase | None:
    """Return why offices are closed on a day (``วันอาทิตย์``, ``วันจักรี``); None for a working day."""
    if name := _FIXED.get((day.month, day.day)):
        return name
    if day.weekday() >= _SATURDAY:
        return Phrase("วัน{weekday}", weekday=Phrase(WEEKDAYS[day.weekday()]))
    return Phrase("วันหยุดชดเชย") if _makes_up(day) else None


def planned_day(day: date) -> Phrase:
    """Return ``8 พ.ย. 69``, with what it falls on if offices are closed then."""
    closed = day_off(day)
    if closed is None:
        return short_date(day)
    return Phrase("{day} (ตรงกับ{closed})", day=short_date(day), closed=closed)


def working_day(day: date) -> date:
    """Return the first working day from ``day`` on."""
    while day_off(day):
        day += timedelta(1)
    return day


def _makes_up(day: date) -> bool:
    """Return whether a weekday makes up for holidays on the weekend before: it is the first one
    behind them that is no holiday itself. One day makes up for two that follow one another."""
    while True:
        day -= timedelta(1)
        fixed = (day.month, day.day) in _FIXED
        if day.weekday() >= _SATURDAY and fixed:
            return True
        if day.weekday() < _SATURDAY and not fixed:
            return False
