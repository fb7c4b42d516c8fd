"""Finds edited dates in other fiscal years: they are stored as typed and reported."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain.dates import other_year
from ita_desktop.domain.year import YearData
from ita_desktop.storage.edits.changes import RowChange

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
    """Yield the dates stored by an edit of the year ``data`` that are in another fiscal year."""
    for row in rows:
        new = row.new or {}
        if new.get("year_id", data.fiscal_year.id) != data.fiscal_year.id:
            continue
        for name, value in new.items():
            day = _day(value) if (row.table, name) in WATCHED else None
            if day is None:
                continue
            other = other_year(day, data.year, as_of=name == "as_of")
            if other is not None:
                yield OtherDay((row.table, name), day, other)


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None
