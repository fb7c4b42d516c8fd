"""Shifts years in texts of schedules, and dates.

Finds edited dates in other fiscal years: they are stored as typed and reported.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain import dates
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Record
from ita_desktop.domain.text import to_arabic, to_thai
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.tables import TABLE_RECORDS

_SHORT: Final = 2
_CENTURY: Final = 2500
_LONG_YEAR = lazy_re(r"(?<!\d)25\d\d(?!\d)")
_MONTH = "|".join(map(re.escape, (*dates.MONTHS, *dates.MONTHS_SHORT)))
_ENGLISH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in dates.MONTHS_ENGLISH)
_BARE_YEAR = lazy_re(
    rf"((?:{_MONTH}|\b(?:{_ENGLISH})\b[.-]?|ปีงบประมาณ)\s*"
    r"|(?<!\d)\d{1,2}/(?:\d{1,2}/)?|\b(?=\d{4}-\d\d?-\d))(20\d\d|[5-9]\d)(?![\d/])",
    re.IGNORECASE,
)
"""A year without era: two digits after a month or day, or a Christian year."""


def moved_years(text: str, step: int) -> str:
    """Return a schedule's text with every year shifted by ``step``.

    >>> moved_years("ต.ค. 67 - มี.ค. 68", 1), moved_years("ปีงบประมาณ 2568", 1)
    ('ต.ค. 68 - มี.ค. 69', 'ปีงบประมาณ 2569')
    """
    for found in reversed(list(years_in(text))):
        text = f"{text[: found.start]}{found.later(step)}{text[found.end :]}"
    return text


class NamedYear(NamedTuple):
    """A year in a text, from ``start`` to ``end``."""

    start: int
    end: int
    digits: str
    """As it is written: 2568, 68, 2025, in either kind of digits."""

    @property
    def year(self) -> int:
        """The Buddhist year."""
        year = int(self.digits)
        if len(self.digits) == _SHORT:
            return year + _CENTURY
        return year if year > _CENTURY else year + dates.BUDDHIST_OFFSET

    def later(self, step: int) -> str:
        """Return the year ``step`` years later, written in the same way."""
        year = int(self.digits) + step
        written = str(year) if len(self.digits) > _SHORT else f"{year % 100:02d}"
        return to_thai(written) if to_arabic(self.digits) != self.digits else written


def years_in(text: str) -> Iterator[NamedYear]:
    """Yield the years that a text names, in their order."""
    arabic = to_arabic(text)
    spans = {found.span() for found in _LONG_YEAR.finditer(arabic)}
    spans |= {found.span(2) for found in _BARE_YEAR.finditer(arabic)}
    for start, end in sorted(spans):
        yield NamedYear(start, end, text[start:end])


def moved_day(day: date | None, step: int) -> date | None:
    """Return the same day ``step`` years later; 29 February becomes the 28th."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + step)
    except ValueError:
        return day.replace(year=day.year + step, day=28)


def moved_end(day: date | None, step: int) -> date | None:
    """Like :func:`moved_day` for a last day: the end of February is kept."""
    moved = moved_day(day, step)
    if day is None or moved is None or day != dates.month_end(day):
        return moved
    return dates.month_end(moved)


WATCHED: Final = {
    ("assignment", "due"): "กำหนดส่ง",
    ("assignment", "as_of"): "ข้อมูล ณ วันที่",
    ("evidence", "published"): "วันที่เผยแพร่",
    ("entry", "day"): "วันที่ทำ",
    ("meeting", "day"): "วันประชุม",
    ("action_item", "due"): "กำหนด",
    ("action_item", "done"): "เสร็จเมื่อ",
    ("letter", "day"): "วันที่ของหนังสือ",
    ("appointment_order", "signed"): "วันที่ลงนามคำสั่ง",
    ("appointment_order", "effective"): "วันมีผลของคำสั่ง",
    ("tracking_round", "first"): "วันแรกของรอบ",
    ("tracking_round", "last"): "วันสุดท้ายของรอบ",
    ("calendar_date", "day"): "วันสำคัญ",
}
"""Date columns of a year's work, by table and column, with their Thai names."""


class OtherDay(NamedTuple):
    """A stored date of another fiscal year."""

    place: tuple[str, str]
    """Its table and column, one of :data:`WATCHED`."""
    day: date
    year: int
    """Its Buddhist fiscal year."""


def days_of_other_year(rows: Iterable[RowChange], data: YearData) -> Iterator[OtherDay]:
    """Yield the dates in rows of the year ``data``, as an edit has left it, that were stored by the
    edit and are in another fiscal year. An import may change other years as well."""
    known: dict[str, frozenset[str]] = {}
    for row in rows:
        days = [
            (name, day)
            for name, value in (row.new or {}).items()
            if (row.table, name) in WATCHED and (day := _day(value)) is not None
        ]
        if days and row.table not in known:
            records: Iterable[Record] = getattr(data, PLACES[TABLE_RECORDS[row.table]])
            known[row.table] = frozenset(record.id for record in records)
        for name, day in days if row.key in known.get(row.table, ()) else ():
            other = dates.other_year(day, data.year, as_of=name == "as_of")
            if other is not None:
                yield OtherDay((row.table, name), day, other)


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None
