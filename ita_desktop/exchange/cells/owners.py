"""The owner cells of a row: those of the lead and of the supporting owners."""

import re
from dataclasses import dataclass

from ita_desktop.domain.records import OwnerRole
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ChoiceList, ImportColumn

_RESPONSIBLE = ("รับผิดชอบ", "ที่รับผิดชอบ", "ผู้รับผิดชอบ")
OWNERS_COLUMN = ImportColumn(
    "owners",
    "ผู้รับผิดชอบ",
    (
        *("owners", "owner", "ผู้รับผิดชอบข้อมูล", "ผู้รับผิดชอบหลัก", "ผู้รับผิดชอบดำเนินการ"),
        *("ผู้จัดทำข้อมูล", "ผู้จัดเตรียมข้อมูล", "เจ้าของข้อมูล", "ฝ่ายเจ้าของข้อมูล"),
        *("เจ้าภาพ", "เจ้าภาพหลัก", "งานที่รับผิดชอบ", "หน่วยงาน", "ฝ่าย", "กลุ่มงาน", "ส่วนงาน", "ส่วนราชการ"),
        "หลัก",
        *(
            f"{who}{how}"
            for who in ("หน่วย", "หน่วยงาน", "ฝ่าย", "ส่วนราชการ", "ส่วนงาน", "กลุ่มงาน")
            for how in (
                *_RESPONSIBLE,
                *(f"{each}หลัก" for each in _RESPONSIBLE),
                "หลัก",
                "เจ้าภาพ",
                "เจ้าของเรื่อง",
            )
        ),
    ),
    hint="หลายหน่วยคั่นด้วย ;",
    width=28,
    choice=ChoiceList.UNITS,
    many=True,
)
SUPPORTERS_COLUMN = ImportColumn(
    "supporters",
    "ผู้สนับสนุน",
    (
        *(
            *("supporters", "เจ้าภาพร่วม", "หน่วยงานร่วม", "ฝ่ายร่วม", "หน่วยสนับสนุน"),
            *("หน่วยงานสนับสนุน", "ฝ่ายสนับสนุน", "สนับสนุน"),
        ),
        *(
            f"{who}{how}"
            for who in (
                "ผู้รับผิดชอบ",
                "หน่วยรับผิดชอบ",
                "หน่วยงานรับผิดชอบ",
                "หน่วยงานที่รับผิดชอบ",
                "ฝ่ายที่รับผิดชอบ",
            )
            for how in ("ร่วม", "รอง", "สนับสนุน")
        ),
    ),
    hint="หลายหน่วยคั่นด้วย ;",
    width=18,
    choice=ChoiceList.UNITS,
    many=True,
)


@dataclass(frozen=True, slots=True)
class OwnerEntry:
    """The text of a cell as typed, or one name in it, of the role that its column has."""

    text: str
    role: OwnerRole
    column: str = ""
    """Name of its column."""


_EVERY = re.compile(r"ทุก\s*(?:ฝ่าย|หน่วย|หน่วยงาน|ส่วนราชการ|กลุ่มงาน|โรงเรียน)")
_EXCEPT = re.compile(r"[(\[]?\s*(?:ยกเว้น|ไม่รวม|เว้น)(?:ถึง)?\s*(?:ฝ่าย|กลุ่มงาน|โรงเรียน|ศูนย์).{1,200}")
"""All of a group, and beside it whom that leaves out."""


def read_owners(cells: Cells, name: str = "owners") -> tuple[OwnerEntry, ...]:
    """Return the filled cells of both columns, leads first. Without a column of owners, a sheet or
    title names whose list it is. A note may leave some out of all. What the cells say,
    ``services/roster/owner_names.py`` knows."""
    lead, beside = cells.lines(name), cells.own("note")
    if _EVERY.fullmatch(lead) and _EXCEPT.fullmatch(beside):
        lead = f"{lead} {beside}"
    of_unit = "" if cells.has(name) else cells.above(name)
    found = (
        OwnerEntry(of_unit, OwnerRole.LEAD),
        OwnerEntry(lead, OwnerRole.LEAD, name),
        OwnerEntry(cells.lines("supporters"), OwnerRole.SUPPORT, "supporters"),
    )
    return tuple(entry for entry in found if entry.text)
