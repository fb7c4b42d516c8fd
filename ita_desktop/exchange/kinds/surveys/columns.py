"""What both lists about surveys have: the survey, the unit, and numbers of people."""

import re
from collections.abc import Mapping
from typing import Final

from ita_desktop.domain.surveys.numbers import MOST_PEOPLE, number_in
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import AcrossColumns, ChoiceList, ImportColumn

_SURVEY: Final = re.compile(r"(?<![A-Za-z])(?:IIT|EIT)(?![A-Za-z])", re.IGNORECASE)
_GROUP_NAME: Final = re.compile(r"\s*(?:IIT|EIT)\s+[^\s(:–-]", re.IGNORECASE)
"""The beginning of a group's name: ``IIT ฝ่ายโยธา ลูกจ้าง``."""
_WHOLE_OFFICE: Final = frozenset(map(key, ("ทั้งสำนักงาน", "ทุกหน่วยงาน", "ทุกหน่วย")))

INSTRUMENT: Final = ImportColumn(
    "instrument",
    "แบบวัด",
    ("instrument", "แบบสำรวจ", "แบบ", "IIT/EIT", "ประเภทแบบวัด"),
    hint="IIT หรือ EIT",
    width=10,
    choice=ChoiceList.SURVEYS,
    inherit=True,
)
UNIT: Final = ImportColumn(
    "unit",
    "หน่วย",
    ("unit", "หน่วยงาน", "ฝ่าย", "ฝ่าย/โรงเรียน", "ฝ่าย/หน่วยงาน", "ส่วนราชการ", "สังกัด", "กลุ่มงาน"),
    hint="เว้นว่างคือทั้งสำนักงาน",
    width=30,
    choice=ChoiceList.UNITS,
    inherit=True,
)

GROUP_HEADINGS: Final = (
    *("กลุ่มผู้ตอบ", "กลุ่มผู้ตอบแบบสำรวจ", "กลุ่มผู้ตอบแบบวัด", "กลุ่มเป้าหมาย"),
    *("กลุ่มผู้รับบริการ", "ประเภทบุคลากร", "ประเภทผู้ตอบ"),
)
"""Further headings of the column of groups."""


def survey_in(text: str) -> str:
    """Return the only survey that a text names; empty if it names none or both."""
    found = {word.upper() for word in _SURVEY.findall(text)}
    return found.pop() if len(found) == 1 else ""


def instrument_above(text: str) -> Mapping[str, str]:
    """Return the survey that a title or group row names for the rows below."""
    found = survey_in(text)
    return {"instrument": found} if found and not _GROUP_NAME.match(text) else {}


def by_survey(column: str) -> AcrossColumns:
    """Return how a column of numbers tells its survey, where each survey has one."""
    return AcrossColumns(column, survey_in, lambda _: False)


def with_surveys(*headings: str) -> tuple[str, ...]:
    """Return headings also as those of each survey: ``ตอบแล้ว IIT``, ``IIT ตอบแล้ว``."""
    pairs = [(heading, survey) for heading in headings for survey in ("IIT", "EIT")]
    named = (name for head, survey in pairs for name in (f"{head} {survey}", f"{survey} {head}"))
    return (*headings, *named)


def survey_of(cells: Cells, column: str) -> str:
    """Return the survey that the heading of a column names, else that of its row. Raises
    RowError."""
    return survey_in(cells.headings.get(column, "")) or read_instrument(cells)


def read_instrument(cells: Cells) -> str:
    """Return the survey of a row, its own or one above; empty without any. Raises RowError."""
    text = cells.text("instrument")
    found = survey_in(text)
    if text and not found:
        raise cells.fail(
            "instrument", "“{value}” ไม่ใช่แบบวัด", remedy="ใช้ IIT หรือ EIT", value=shortened(text)
        )
    return found


def read_unit(cells: Cells) -> str:
    """Return the name of a row's unit; empty for the whole office."""
    text = cells.text("unit")
    return "" if key(text) in _WHOLE_OFFICE else text


def read_group(cells: Cells, name: str) -> str:
    """Return the group in a column, which may be empty beside a unit. Raises RowError."""
    group = cells.text(name)
    if not (group or read_unit(cells)):
        raise cells.fail(name, "ไม่ได้บอกว่าเป็นกลุ่มใด", remedy="พิมพ์หน่วยหรือกลุ่ม เช่น ฝ่ายโยธา ข้าราชการ")
    return group


def read_people(cells: Cells, name: str) -> int | None:
    """Return a number of people; None for an empty cell. Raises RowError."""
    text = cells.own(name)
    if not text:
        return None
    number = number_in(text)
    if number is None or number > MOST_PEOPLE:
        raise cells.fail(
            name,
            "{what} “{value}” ต้องเป็นจำนวนเต็มตั้งแต่ {least:,} ถึง {most:,}",
            remedy="พิมพ์ตัวเลข เช่น 45",
            what=cells.headings[name],
            value=shortened(text, 40),
            least=0,
            most=MOST_PEOPLE,
        )
    return number
