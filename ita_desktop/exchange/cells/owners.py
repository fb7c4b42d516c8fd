"""The owner cells of a row: those of the lead and of the supporting owners."""

from dataclasses import dataclass

from ita_desktop.domain.records import OwnerRole
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ChoiceList, ImportColumn

OWNERS_COLUMN = ImportColumn(
    "owners",
    "ผู้รับผิดชอบ",
    (
        "owners",
        "owner",
        "หน่วยงานที่รับผิดชอบ",
        "หน่วยงานรับผิดชอบ",
        "ฝ่ายที่รับผิดชอบ",
        "ฝ่ายรับผิดชอบ",
        "ฝ่ายผู้รับผิดชอบ",
        "ผู้รับผิดชอบข้อมูล",
        "ผู้รับผิดชอบหลัก",
        "หน่วยรับผิดชอบ",
        "หน่วยที่รับผิดชอบ",
        "หน่วยรับผิดชอบหลัก",
        "หน่วยงานรับผิดชอบหลัก",
        "หน่วยงานที่รับผิดชอบหลัก",
        "ฝ่ายรับผิดชอบหลัก",
        "ฝ่ายที่รับผิดชอบหลัก",
        "หน่วยงานหลัก",
        "ฝ่ายหลัก",
        "ส่วนราชการที่รับผิดชอบ",
        "ส่วนราชการรับผิดชอบ",
        "ส่วนราชการผู้รับผิดชอบ",
        "ผู้รับผิดชอบดำเนินการ",
        "หน่วยงานผู้รับผิดชอบ",
        "หน่วยงานเจ้าภาพ",
        "ฝ่ายเจ้าภาพ",
        "เจ้าภาพ",
        "เจ้าภาพหลัก",
        "ส่วนงานที่รับผิดชอบ",
        "ส่วนงานรับผิดชอบ",
        "กลุ่มงานที่รับผิดชอบ",
        "งานที่รับผิดชอบ",
        "หน่วยงาน",
        "ฝ่าย",
        "กลุ่มงาน",
        "ส่วนงาน",
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
        "supporters",
        "หน่วยงานสนับสนุน",
        "หน่วยสนับสนุน",
        "ฝ่ายสนับสนุน",
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
        "หน่วยงานร่วม",
        "ฝ่ายร่วม",
        "เจ้าภาพร่วม",
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


def read_owners(cells: Cells) -> tuple[OwnerEntry, ...]:
    """Return the filled cells of both columns, leads first. Without a column of owners, a sheet or
    title names whose list it is. What the cells say, ``services/roster/owner_names.py`` knows."""
    of_unit = "" if cells.has("owners") else cells.above("owners")
    found = (
        OwnerEntry(of_unit, OwnerRole.LEAD),
        OwnerEntry(cells.lines("owners"), OwnerRole.LEAD, "owners"),
        OwnerEntry(cells.lines("supporters"), OwnerRole.SUPPORT, "supporters"),
    )
    return tuple(entry for entry in found if entry.text)
