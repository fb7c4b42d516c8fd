"""Answers to the surveys so far: how many of a group had answered by the end of a day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.surveys.columns import (
    GROUP_HEADINGS,
    INSTRUMENT,
    UNIT,
    by_survey,
    instrument_above,
    read_group,
    read_people,
    read_unit,
    survey_of,
    with_surveys,
)
from ita_desktop.exchange.sheets import Origin

_AS_OF: Final = re.compile(
    r"(?:ณ|ถึง)\s*วันที่\s*(?P<day>[\d๐-๙].*?\d{2,4}|[\d๐-๙].*?[๐-๙]{2,4})(?![\d๐-๙])"
)
"""The day that a title names: ``ข้อมูล ณ วันที่ 17 มีนาคม 2568``."""


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """How many of a group have answered."""

    origin: Origin
    day: date | None
    """None if nothing says it."""
    instrument: str
    unit: str
    group: str
    """The group's whole name, or only its kind of people."""
    answered: int | None
    """None if it is not filled in."""


def _read(cells: Cells) -> AnsweredRow:
    instrument, unit, group = (
        survey_of(cells, "answered"),
        read_unit(cells),
        read_group(cells, "group"),
    )
    day, answered = _day(cells), read_people(cells, "answered")
    return AnsweredRow(cells.origin, day, instrument, unit, group, answered)


def _day(cells: Cells) -> date | None:
    own = cells.day("day") if cells.own("day") else None
    if own is not None or not (above := cells.above("day")):
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
    columns=(
        ImportColumn(
            "day",
            "วันที่",
            ("day", "date", "ณ วันที่", "ข้อมูล ณ วันที่", "ถึงวันที่"),
            hint="เช่น 17/3/68",
            width=14,
            inherit=True,
        ),
        INSTRUMENT,
        UNIT,
        ImportColumn(
            "group",
            "กลุ่ม",
            ("group", "kind", *GROUP_HEADINGS),
            hint="ชื่อเดียวกับในตารางผู้ตอบ",
            width=34,
            choice=ChoiceList.SURVEY_GROUPS,
        ),
        ImportColumn(
            "answered",
            "ตอบแล้ว (สะสม)",
            (
                "answered",
                *with_surveys("ตอบแล้ว", "ตอบแล้ว (สะสม)", "จำนวนตอบแล้ว"),
                *("ยอดตอบ*", "ตอบแล้วทั้งหมด"),
                *with_surveys("จำนวนผู้ตอบ", "จำนวนผู้ตอบแบบวัด"),
                *("จำนวนผู้ตอบแล้ว*", "จำนวนที่ตอบแล้ว*", "ผู้ตอบแล้ว*"),
            ),
            hint="นับทั้งหมดถึงวันนั้น",
            width=14,
        ),
    ),
    required=(("group", "unit"), ("answered",)),
    read=_read,
    group=_above,
    across=by_survey("answered"),
    identity=frozenset({"day", "instrument", "unit", "group", "answered"}),
    place=Place(PageKey.SURVEYS, "counts"),
    examples=({"day": "17/3/68", "group": "IIT ฝ่ายโยธา ข้าราชการ", "answered": "12"},),
)
