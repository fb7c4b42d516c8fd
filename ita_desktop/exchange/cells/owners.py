"""Parses owner cells: the lead and supporting owners of an item or a measure."""

import re
from dataclasses import dataclass, replace

from ita_desktop.domain.records import OwnerRole
from ita_desktop.exchange.cells.row import Cells, several
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
_SUPPORT = re.compile(r"\s*\(\s*(?:ผู้|หน่วย)?(?:สนับสนุน|ร่วม|รอง)\s*\)\s*$")
_LEAD = re.compile(r"\s*\(\s*(?:ผู้รับผิดชอบ|หน่วยงาน)?หลัก\s*\)\s*$")
_UNIT = "(?:ฝ่าย|ทุก|โรงเรียน|รร\\.)"
_INSIDE = re.compile(
    rf"(?<=[ก-๙]\))(?:\s*/\s*|\s*และ\s*|\s+)(?={_UNIT})|\s+(?=\d{{1,2}}[.)]\s*{_UNIT})|\s*[+·•]\s*"
)
"""Separates owners on one line: ``ฝ่ายปกครอง (หลัก) ฝ่ายการคลัง``, ``1. ก 2. ข``."""
_STAFF = re.compile(
    r"(?:หัวหน้าฝ่าย|(?:เจ้าหน้าที่|เจ้าพนักงาน|นัก|นายช่าง|พนักงาน|ผู้(?:ที่)?ได้รับมอบหมาย)(?!.*ฝ่าย).*)$"
)
_OF_STAFF = re.compile("ฝ่าย|ทุกฝ่าย|ผู้ที่|ผู้ได้|ที่|ประจำ|ในจุด")
"""Start of a line that specifies the post above: นักประชาสัมพันธ์ / ฝ่ายปกครอง."""


@dataclass(frozen=True, slots=True)
class OwnerEntry:
    """One owner as written in the cell."""

    text: str
    role: OwnerRole
    column: str = ""
    """Name of its column."""


def read_owners(cells: Cells) -> tuple[OwnerEntry, ...]:
    """Return the owners of both columns in order, leads first; empty if there are none. Without a
    column of owners, a sheet or title names whose list it is."""
    of_unit = "" if cells.has("owners") else cells.above("owners")
    columns = {"owners": OwnerRole.LEAD, "supporters": OwnerRole.SUPPORT}
    return split_owners(of_unit) + tuple(
        replace(entry, column=column)
        for column, role in columns.items()
        for entry in split_owners(cells.lines(column), role)
    )


def split_owners(text: str, role: OwnerRole = OwnerRole.LEAD) -> tuple[OwnerEntry, ...]:
    """Return the owners in one cell, as written; ``role`` is that of the column, unless a name
    states another (``ฝ่ายการคลัง (สนับสนุน)``)."""
    whole: list[str] = []
    for line in text.split("\n"):
        if whole and _STAFF.match(whole[-1]) and _OF_STAFF.match(line):
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    entries = []
    for entry in several(_INSIDE.sub("\n", "\n".join(whole))):
        cut = _LEAD.sub("", _SUPPORT.sub("", entry))
        if cut and cut not in {"-", "–"}:
            supports = bool(_SUPPORT.search(entry))
            entries.append(OwnerEntry(cut, OwnerRole.SUPPORT if supports else role))
    return tuple(entries)
