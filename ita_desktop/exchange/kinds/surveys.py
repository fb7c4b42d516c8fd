"""Lists about the surveys: who is asked (head counts by unit and kind of people), and how many of a
group had answered by the end of a day."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from ita_desktop.domain.dates import MONTH_NAMES, DateError, parse_date
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.results import SurveyGroup
from ita_desktop.domain.text import MOST_PEOPLE, key, number_in, one_line
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import (
    AcrossColumns,
    ChoiceList,
    ImportColumn,
    ImportKind,
    More,
    column,
    read_row,
)
from ita_desktop.exchange.remarks import NoRecordError
from ita_desktop.exchange.sheets import Origin

_SURVEY: Final = lazy_re(r"(?<![A-Za-z])(?:IIT|EIT)(?![A-Za-z])", re.IGNORECASE)
_GROUP_NAME: Final = lazy_re(r"\s*(?:IIT|EIT)\s+[^\s(:–-]", re.IGNORECASE)
"""The beginning of a group's name: ``IIT ฝ่ายโยธา ลูกจ้าง``."""
_WHOLE_OFFICE: Final = frozenset(map(key, ("ทั้งสำนักงาน", "ทุกหน่วยงาน", "ทุกหน่วย")))

_SEXES: Final = ("ชาย", "หญิง")
_PEOPLE: Final = lazy_re(
    rf"(?<!\S)(?:{'|'.join(_SEXES)}|ข้าราชการ(?:กรุงเทพมหานคร|กทม\.?)?(?:สามัญ|ครู)?|ลูกจ้าง(?:ประจำ|ชั่วคราว)?|พนักงานราชการ"
    r"|บุคลากร(?:กรุงเทพมหานคร|กทม\.?)?|อาสาสมัคร|จ้างเหมา(?:บริการ)?|ครู|ผู้รับบริการ|ผู้(?:มา)?ติดต่อ(?:ราชการ)?"
    r"|ประชาชน(?:ทั่วไป)?|ผู้ประกอบการ|คู่สัญญา)$"
)
_DAY: Final = lazy_re(
    rf"(?<!\d)\d{{1,2}}(?:\s*(?:{MONTH_NAMES})\s*(?:(?:25)?\d\d)?|/\d{{1,2}}/\d{{2,4}})$"
)
_WHEN: Final = lazy_re(r"^(?:ณ|ถึง)?\s*(?:วันที่\s*)?(?=\d)")

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
    *("กลุ่มผู้รับบริการ", "ประเภทบุคลากร", "ประเภทผู้ตอบ", "กลุ่มผู้มีส่วนได้ส่วนเสีย*"),
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


def people_in(heading: str) -> str:
    """Return the kind of people with which the heading of a column ends; empty for none.

    >>> people_in("จำนวนคน ลูกจ้างประจำ"), people_in("ข้าราชการที่ลา")
    ('ลูกจ้างประจำ', '')
    """
    found = _PEOPLE.search(one_line(heading))
    return found[0] if found is not None else ""


def day_in(heading: str) -> str:
    """Return the day with which the heading of a column ends; empty for none.

    >>> day_in("ณ วันที่ 3 มี.ค. 68"), day_in("มีนาคม 2568")
    ('3 มี.ค. 68', '')
    """
    found = _DAY.search(one_line(heading))
    return found[0] if found is not None else ""


def by_survey(column: str, other: Callable[[str], str]) -> AcrossColumns:
    """Return how a column of numbers tells what it is of, where each survey or each of the
    ``other`` has one; these may be its heading alone."""
    return AcrossColumns(
        column,
        lambda text: survey_in(text) or other(text),
        lambda text: other(text) != "" and _WHEN.sub("", one_line(text)) == other(text),
        lambda _: False,
    )


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


_POPULATION: Final = (
    "population",
    *with_surveys("จำนวนบุคลากร", "จำนวนบุคลากรทั้งหมด", "จำนวนคน", "จำนวนประชากร", "ประชากร"),
    *("จำนวน (คน)", "จำนวนผู้มีสิทธิ*", "จำนวนผู้มีส่วนได้ส่วนเสีย*", "ผู้มีสิทธิตอบ*"),
    *("บุคลากรทั้งหมด*", "จำนวนคนทั้งหมด", "อัตรากำลัง"),
    *with_surveys("กลุ่มเป้าหมาย")[1:],  # without a survey it is the name of the group
    *(f"จำนวนคน {each}*" for each in ("ข้าราชการ", "ลูกจ้าง", "พนักงานราชการ", "บุคลากร", "อาสาสมัคร")),
    *(f"จำนวนคน {each}*" for each in (*_SEXES, "จ้างเหมา", "ครู", "ผู้", "ประชาชน", "คู่สัญญา")),
)
"""The last ones are those of kinds of people, each with a column."""
_REQUIRED: Final = (
    *("required", "ต้องตอบ", "จำนวนที่ต้องตอบ", "จำนวนผู้ที่ต้องตอบ"),
    *("จำนวนกลุ่มตัวอย่าง", "กลุ่มตัวอย่าง", "เป้าหมาย"),
)
_ANSWERED: Final = (
    "answered",
    *with_surveys("ตอบแล้ว", "ตอบแล้ว (สะสม)", "จำนวนตอบแล้ว", "ผู้ตอบ"),
    *("ยอดตอบ*", "ตอบแล้วทั้งหมด"),
    *with_surveys("จำนวนผู้ตอบ", "จำนวนผู้ตอบแบบวัด", "จำนวนผู้ตอบแบบสำรวจ", "จำนวนผู้ตอบแบบ"),
    *("จำนวนผู้ตอบแล้ว*", "จำนวนที่ตอบแล้ว*", "ผู้ตอบแล้ว*"),
    *(f"ตอบแล้ว (สะสม) {digit}*" for digit in range(1, 10)),
)
"""The last ones are those of days, each with a column."""


def _beside(name: str, heading: str, also: tuple[str, ...]) -> ImportColumn:
    """Return a column of the other kind, which reads it where one table has both."""
    return ImportColumn(name, heading, also, in_template=False, tells_kind=False)


@dataclass(frozen=True, slots=True)
class RespondentsRow:
    """One group of people."""

    record: ClassVar = SurveyGroup
    origin: Origin
    instrument: str = column(INSTRUMENT)
    """Empty if nothing says it."""
    unit: str = column(UNIT)
    """Empty for the whole office."""
    kind: str = column(
        "กลุ่ม", ("kind", *GROUP_HEADINGS), hint="เช่น ข้าราชการ ลูกจ้าง ผู้รับบริการ", width=24
    )
    population: int | None = column(
        "จำนวนคน",
        _POPULATION,
        reads=read_people,
        hint="ผู้ที่ตอบได้ทั้งหมด ไม่ใส่ชื่อ",
        width=12,
    )
    required: int | None = column(
        "กำหนดเอง",
        _REQUIRED,
        reads=read_people,
        hint="เว้นว่างคือตามเกณฑ์ของปี",
        width=12,
        beside=(_beside("answered", "ตอบแล้ว (สะสม)", _ANSWERED),),
    )
    note: str = column("หมายเหตุ", ("note", "หมายเหตุ*"), reads=Cells.lines, width=26)
    more: More = ()


def _kind(own: str, people: str) -> str:
    """Return the kind of people of a row in a column of ``people``: a sex is one beside its own."""
    return " ".join(filter(None, (own, people))) if people in _SEXES else own or people


def _read_respondents(cells: Cells) -> RespondentsRow:
    head = cells.headings["population"]
    people = people_in(head)
    own = {
        "instrument": survey_of(cells, "population"),
        "unit": read_unit(cells),
        "kind": _kind(cells.own("kind"), people) or read_group(cells, "kind"),
    }
    of_heading = survey_in(head) or people
    if of_heading and not cells.has_any("population", "required"):
        raise NoRecordError(
            "ไม่มีจำนวนคนของ {survey} ในแถวนี้ จึงไม่มีกลุ่ม",
            remedy="ถ้ามี ใส่จำนวนคน แล้วนำเข้าใหม่",
            survey=of_heading,
        )
    return read_row(RespondentsRow, cells, **own)


RESPONDENTS: ImportKind[RespondentsRow] = ImportKind(
    name="respondents",
    title="จำนวนผู้ตอบแบบสำรวจ",
    row=RespondentsRow,
    required=(("kind", "unit"), ("population",)),
    read=_read_respondents,
    group=instrument_above,
    across=by_survey("population", people_in),
    identity=frozenset({"instrument", "unit", "kind"}),
    place=Place(PageKey.SURVEYS, "groups"),
    lists_whole_year=True,
    examples=(
        {"instrument": "IIT", "unit": "ฝ่ายโยธา", "kind": "ข้าราชการ", "population": "18"},
        {"instrument": "EIT", "kind": "ผู้รับบริการ"},
    ),
)

_AS_OF: Final = lazy_re(
    r"(?:ณ|ถึง)\s*วันที่\s*(?P<day>[\d๐-๙].*?\d{2,4}|[\d๐-๙].*?[๐-๙]{2,4})(?![\d๐-๙])"
)
"""The day that a title names: ``ข้อมูล ณ วันที่ 17 มีนาคม 2568``."""


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """How many of a group have answered."""

    origin: Origin
    day: date | None = column(
        "วันที่",
        ("day", "date", "ณ วันที่", "ข้อมูล ณ วันที่", "ถึงวันที่"),
        hint="เช่น 17/3/68",
        width=14,
        inherit=True,
    )
    """None if nothing says it."""
    instrument: str = column(INSTRUMENT)
    unit: str = column(UNIT)
    group: str = column(
        "กลุ่ม",
        ("group", "kind", *GROUP_HEADINGS),
        hint="ชื่อเดียวกับในตารางผู้ตอบ",
        width=34,
        choice=ChoiceList.SURVEY_GROUPS,
    )
    """The group's whole name, or only its kind of people."""
    answered: int | None = column(
        "ตอบแล้ว (สะสม)",
        _ANSWERED,
        reads=read_people,
        hint="นับทั้งหมดถึงวันนั้น",
        width=14,
        beside=(
            _beside("population", "จำนวนคน", _POPULATION),
            _beside("required", "กำหนดเอง", _REQUIRED),
        ),
    )
    """None if it is not filled in."""


def _read_answered(cells: Cells) -> AnsweredRow:
    instrument, unit = survey_of(cells, "answered"), read_unit(cells)
    group, day = read_group(cells, "group"), _day(cells)
    return read_row(AnsweredRow, cells, instrument=instrument, unit=unit, group=group, day=day)


def _day(cells: Cells) -> date | None:
    own = cells.day("day") if cells.own("day") else None
    above = day_in(cells.headings["answered"]) or cells.above("day")
    if own is not None or not above:
        return own
    try:
        day = parse_date(above, fiscal_year=cells.fiscal_year)
    except DateError as error:
        raise cells.fail("day", "{problem}", problem=error) from None
    cells.days.append(("day", day))
    return day


def _above(text: str) -> Mapping[str, str]:
    """Return survey and day that a title or group row names for the rows below."""
    found = _AS_OF.search(text)
    day = {"day": found["day"]} if found else {}
    return {**instrument_above(text), **day}


ANSWERED: ImportKind[AnsweredRow] = ImportKind(
    name="answered",
    title="ยอดตอบแบบสำรวจ",
    row=AnsweredRow,
    required=(("group", "unit"), ("answered",)),
    read=_read_answered,
    group=_above,
    across=by_survey("answered", day_in),
    identity=frozenset({"day", "instrument", "unit", "group", "answered"}),
    place=Place(PageKey.SURVEYS, "counts"),
    examples=({"day": "17/3/68", "group": "IIT ฝ่ายโยธา ข้าราชการ", "answered": "12"},),
)

BOTH: Final = (RESPONDENTS, ANSWERED)
"""The kinds that a table with the columns of both is of."""
