"""The year's calendar of dates (ปฏิทินการประเมิน): ``add_many``, ``edit`` and ``remove`` dates with
``title``, ``day`` and ``note``; without title or day there is none."""

from datetime import date
from typing import Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import ListLabels, RecordList, line, required
from ita_desktop.storage.workspace import Workspace


def _day(_data: YearData, value: object) -> date:
    if not isinstance(value, date):
        raise InputError("วันสำคัญต้องมีวันที่", remedy="พิมพ์วันที่ เช่น 31/3/68 หรือเอาแถวออก")
    return value


def _title(_data: YearData, value: object) -> str:
    title = line(value or "")
    return required(title, "ยังไม่ได้บอกว่าเป็นวันอะไร", "พิมพ์ชื่อ เช่น ประชุมคณะทำงาน")


DATES: Final = RecordList(
    record=CalendarDate,
    rows=lambda data: data.calendar,
    name=lambda _data, row: row.title,
    labels=ListLabels(
        add=Phrase("เพิ่มวันสำคัญ {which}"),
        edit=Phrase("แก้วันสำคัญ {which}"),
        remove=Phrase("เอาวันสำคัญออก {which}"),
        many=Phrase("{count} รายการ"),
        row=Phrase("วันสำคัญ"),
    ),
    rules={"title": _title, "day": _day},
    begins=lambda _data: {"code": ""},
)
add_many = DATES.add
edit = DATES.edit
remove = DATES.remove


def add(workspace: Workspace, year: int, title: str, day: date) -> str:
    """Adds a date; returns its id. Raises InputError for an empty title."""
    return add_many(workspace, year, [{"title": title, "day": day}])[0]
