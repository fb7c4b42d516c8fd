"""The year's calendar: what is due on which day, as circulars and offices list it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.schedule import periods
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ImportKind, More, column, read_row
from ita_desktop.exchange.kinds.measures import BEGINS_COLUMN, ENDS_COLUMN
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One date; of a period the last day, which is when the work is due."""

    record: ClassVar = CalendarDate
    origin: Origin
    period: str
    """The period as written; empty for a single day."""
    title: str = column(
        "วันสำคัญ",
        (
            *("title", "รายการ", "กิจกรรม", "กิจกรรม/ขั้นตอน", "ขั้นตอน", "ขั้นตอน/กิจกรรม"),
            *("การดำเนินการ", "ขั้นตอนการดำเนินการ", "กิจกรรมการประเมิน", "กิจกรรมการดำเนินงาน"),
            *("การดำเนินงาน", "งานที่ต้องดำเนินการ", "ขั้นตอนการดำเนินงาน"),
            *("ขั้นตอนการประเมิน", "ขั้นตอนดำเนินการ"),
        ),
        hint="เช่น ปิดระบบ OIT",
        width=44,
    )
    day: date = column(
        "วันที่",
        (
            *("day", "date", "วัน เดือน ปี", "กำหนด", "กำหนดการ", "กำหนดเวลา", "ช่วงเวลา"),
            *("ระยะเวลา", "ระยะเวลาดำเนินการ", "วัน/เวลา", "วันครบกำหนด", "วันที่กำหนด"),
            *("กำหนดวัน", "ห้วงเวลา"),
        ),
        beside=(BEGINS_COLUMN, ENDS_COLUMN),
        hint="เช่น 31/3/68 ถ้าเป็นช่วง ใช้วันสุดท้าย",
        width=20,
    )
    note: str = column("หมายเหตุ", ("note", "หมายเหตุ*"), reads=Cells.lines, width=30)
    more: More = ()


def _read(cells: Cells) -> CalendarRow:
    title = cells.must("title", "ยังไม่ได้บอกว่าเป็นวันอะไร", "พิมพ์ชื่อ เช่น ประชุมคณะทำงาน")
    day, period = _day(cells)
    return read_row(CalendarRow, cells, title=title, day=day, period=period)


def _day(cells: Cells) -> tuple[date, str]:
    """Return the day of a row, with the period that it is the last day of."""
    begins, ends = cells.text("begins"), cells.text("ends")
    if cells.text("day") or not (begins or ends):
        return _last_day(cells, "day")
    day, period = _last_day(cells, "ends" if ends else "begins")
    return day, f"{begins} - {ends}" if begins and ends and begins != ends else period


def _last_day(cells: Cells, name: str) -> tuple[date, str]:
    """Return the day in a cell, or the last one of a period with that period."""
    text = cells.text(name)
    try:
        day = cells.day(name)
    except RowError:
        day = _last_of(cells, text)
        if day is None:
            raise
        cells.days.append((name, day))
        return day, text
    if day is None:
        raise cells.fail(name, "“{title}” ไม่มีวันที่", title=shortened(cells.text("title")))
    return day, ""


def _last_of(cells: Cells, text: str) -> date | None:
    """Return the last day of a period of days; None if it is none."""
    if cells.fiscal_year is None:
        return None
    try:
        found = periods(text, cells.fiscal_year)
    except InputError:
        return None
    return max((span.last for span in found if span.last is not None), default=None)


CALENDAR: ImportKind[CalendarRow] = ImportKind(
    name="calendar",
    title="ปฏิทินของปี",
    row=CalendarRow,
    required=(("title",), ("day", "begins", "ends")),
    read=_read,
    identity=frozenset({"title", "day", "begins", "ends"}),
    place=Place(PageKey.YEAR, "calendar"),
    lists_whole_year=True,
    examples=({"title": "ปิดระบบ OIT", "day": "31/3/68", "note": "ตามหนังสือเวียน"},),
)
