"""Reads lists of the assessor's remarks that are lines of text: ``O3 อำนาจหน้าที่ ไม่พบ …``."""

import re
from collections.abc import Sequence
from typing import Final

from ita_desktop.exchange.blocks import Block
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.papers.lines import NumberedLine, Reading

_HEAD: Final = re.compile(
    r"^(?:\d{1,2}[.)]\s*)?(?:สรุป)?(?:รายการ)?(?:ข้อสังเกต|ข้อเสนอแนะ|ความเห็น|ความคิดเห็น|ข้อคิดเห็น)"
    r".*(?:ผู้ประเมิน|ผู้ตรวจ|คณะกรรมการ|การประเมิน|การตรวจ|OIT|ป\.ป\.ช)"
)
_MARK: Final = re.compile(r"^(?:[-–•·*✓➢]\s*|\(?\d{1,2}[.)]\s+)")
_ITEM: Final = re.compile(r"^(?:ข้อ(?:ที่)?\s*)?\(?O\s?\d{1,2}(?!\d)", re.IGNORECASE)
_GROUP: Final = re.compile(r"^(?:\d{1,2}[.)]\s*)?ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*\d")
_BETWEEN: Final = re.compile(r"\s*[:–—]\s+|\s+-\s+")
_BULLET: Final = re.compile(r"^[-–•·]\s+")
_NEAR: Final = 4
_YEAR: Final = re.compile(r"ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?\s*)?\d{4}")


def starts(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether a list of remarks begins at a line: items follow it."""
    if not _HEAD.match(lines[at].text) or lines[at].in_table:
        return False
    near = lines[at + 1 : at + 1 + _NEAR]
    return any(_item_in(line.text) for line in near)


def read_remarks(lines: Sequence[NumberedLine], _blocks: Sequence[Block]) -> Reading:
    """Read the list that begins with the first of ``lines``, as far as its lines are remarks."""
    reading = Reading(only_paper=False)
    reading.mark(lines[0])
    reading.title = lines[0].text if _YEAR.search(lines[0].text) else ""
    rows: list[dict[str, str]] = []
    for at, line in enumerate(lines[1:], 1):
        text = line.text
        goes_on = any(_item_in(one.text) for one in lines[at + 1 : at + 1 + _NEAR])
        if _item_in(text) and not line.in_table:
            rows.append(_row(_MARK.sub("", text)))
        elif not _GROUP.match(text):
            is_more = rows and not line.in_table and (goes_on or _BULLET.match(text))
            if not is_more:
                break
            rows[-1]["remark"] = "\n".join(filter(None, (rows[-1]["remark"], text)))
        reading.mark(line)
    reading.rows = [row for row in rows if row["remark"]]
    for row in rows:
        if not row["remark"]:
            reading.doubt("{item} ไม่มีข้อสังเกต", item=row["item"])
    return reading


def _item_in(text: str) -> bool:
    return _ITEM.match(_MARK.sub("", text)) is not None


def _row(text: str) -> dict[str, str]:
    """Return item, title and remark of a line; the title is only parted where a mark tells it."""
    found = read_codes(text, "O")
    first, *rest = _BETWEEN.split(found.remainder, maxsplit=1)
    code = " ".join(found.codes)
    if rest:
        return {"item": code, "title": first, "remark": rest[0]}
    return {"item": code, "title": "", "remark": found.remainder}
