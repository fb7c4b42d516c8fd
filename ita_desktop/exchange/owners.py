"""Owner cells: who does an item or a measure, and who supports."""

import re
from dataclasses import dataclass

from ita_desktop.domain.records import OwnerRole
from ita_desktop.exchange.cells import Cells
from ita_desktop.exchange.kind import Choice, Column

OWNERS_COLUMN = Column(
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
        "ส่วนราชการที่รับผิดชอบ",
        "ผู้รับผิดชอบดำเนินการ",
    ),
    hint="หลายหน่วยคั่นด้วย ;",
    width=28,
    choice=Choice.UNITS,
    many=True,
)
SUPPORTERS_COLUMN = Column(
    "supporters",
    "ผู้สนับสนุน",
    ("supporters", "หน่วยงานสนับสนุน", "ผู้รับผิดชอบร่วม", "หน่วยงานร่วม", "ผู้รับผิดชอบรอง"),
    hint="หลายหน่วยคั่นด้วย ;",
    width=18,
    choice=Choice.UNITS,
    many=True,
)
_SUPPORT = re.compile(r"\s*\(\s*(?:ผู้|หน่วย)?(?:สนับสนุน|ร่วม)\s*\)\s*$")


@dataclass(frozen=True, slots=True)
class OwnerEntry:
    """One owner as the cell names it."""

    text: str
    role: OwnerRole


def read_owners(cells: Cells) -> tuple[OwnerEntry, ...]:
    """The owners of both columns in order, leads first; empty where none is named."""
    leads = (_entry(text, OwnerRole.LEAD) for text in cells.several("owners"))
    supporters = (_entry(text, OwnerRole.SUPPORT) for text in cells.several("supporters"))
    return tuple(entry for entry in (*leads, *supporters) if entry.text)


def _entry(text: str, role: OwnerRole) -> OwnerEntry:
    cut = _SUPPORT.sub("", text)
    if cut in {"-", "–"}:
        cut = ""
    return OwnerEntry(cut, OwnerRole.SUPPORT if cut != text else role)
