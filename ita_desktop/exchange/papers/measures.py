"""Reads measures that are running text: a numbered heading, then lines that say what they are."""

import re
from collections.abc import Sequence
from typing import Final

from ita_desktop.exchange.blocks import Block
from ita_desktop.exchange.cells.codes import read_codes, read_indicator
from ita_desktop.exchange.papers.lines import NumberedLine, Reading, label

_HEAD: Final = re.compile(r"^(?:\d{1,2}[.)]\s*)?มาตรการที่\s*\d{1,2}(?:\.\d{1,2})?\s*[:.)]?\s*(.*)$")
_LIST: Final = re.compile(r"^(?:\(?\d{1,2}[.)]|[-–•·*])\s*\S")
_LABELS: Final = {
    "items": label(
        r"(?:สอดคล้องกับ|สำหรับ|ตอบ)?(?:ข้อคำถาม|คำถาม|ข้อ|รหัสข้อ|ข้อ OIT)(?:ที่)?(?=\s*:?\s*[IEO]\s?\d)"
    ),
    "indicator": re.compile(r"^(ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*\d.*)$"),
    "finding": label(r"ประเด็น(?:ที่ต้องปรับปรุง|ปัญหา)?|สภาพปัญหา|ข้อค้นพบ"),
    "method": label(
        r"ขั้นตอน(?:การดำเนินการ|การดำเนินงาน|การปฏิบัติ)?|"
        r"(?:แนวทาง|วิธี)(?:การ)?(?:ดำเนินการ|ดำเนินงาน|ปฏิบัติ)"
    ),
    "supporters": label(r"(?:ผู้|หน่วยงาน)(?:ที่)?สนับสนุน|ผู้รับผิดชอบร่วม"),
    "owners": label(r"(?:ผู้|ฝ่ายที่|หน่วยงานที่|หน่วยงานผู้|หน่วยงาน|ส่วนราชการที่)รับผิดชอบ(?:หลัก)?"),
    "schedule": label(r"(?:ระยะ|ช่วง|กำหนด)เวลา(?:การ|ใน(?:การ)?)?(?:ดำเนินการ|ดำเนินงาน)?"),
    "monitoring": label(
        r"(?:แนวทาง|วิธี)?(?:การ)?(?:กำกับ(?:และ)?)?ติดตาม(?:ผล)?(?:การดำเนินการ|การดำเนินงาน)?|การรายงานผล"
    ),
}
_OF_LISTS: Final = frozenset({"method", "owners", "supporters", "monitoring", "finding"})
"""The columns that lines of a list may go on."""
_NEAR: Final = 25
_UNSAID: Final = "ไม่ได้บอกข้อ"
"""In the place of an item: an empty cell would go on with the measure above."""


def starts(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether a measure begins at a line: who does it, or when, is stated below."""
    if lines[at].in_table or not _HEAD.match(lines[at].text):
        return False
    return any(
        _LABELS[name].match(line.text)
        for line in _own(lines[at + 1 : at + 1 + _NEAR])
        for name in ("owners", "schedule")
    )


def read_measure(lines: Sequence[NumberedLine], _blocks: Sequence[Block]) -> Reading:
    """Read the measure whose heading is the first of ``lines``; that of one that does not say for
    which item it is has a cell that asks for it."""
    reading = Reading(only_paper=False)
    head = _HEAD.match(lines[0].text)
    title = head[1] if head else ""
    reading.mark(lines[0])
    values: dict[str, list[str]] = {}
    current = ""
    for line in _own(lines[1:]):
        found = _labelled(line.text)
        if found is not None:
            current, text = found
            if current in values:
                break
            values[current] = [text] if text else []
        elif current in _OF_LISTS and _LIST.match(line.text):
            values[current].append(line.text)
        else:
            break
        reading.mark(line)
    codes = read_codes(" ".join(values.get("items", ())))
    indicator = read_indicator(" ".join(values.get("indicator", ())))
    if (not codes.codes or codes.remainder) and not indicator:
        values["items"] = [_UNSAID]
        reading.doubt(
            "“{title}” ไม่ได้บอกรหัสข้อหรือตัวชี้วัด", "พิมพ์รหัสข้อในช่องสีแดงก่อนรับ", title=lines[0].text
        )
    texts = {name: "\n".join(some) for name, some in values.items()}
    texts["indicator"] = indicator
    texts["method"] = "\n".join(filter(None, (title, texts.get("method", ""))))
    reading.values = texts
    return reading


def _own(lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """Return the lines before the next measure, or a table."""
    end = next(
        (n for n, line in enumerate(lines) if line.in_table or _HEAD.match(line.text)), len(lines)
    )
    return list(lines[:end])


def _labelled(text: str) -> tuple[str, str] | None:
    """Return the column of a line that says what it is, and its text."""
    bare = re.sub(r"^[-–•·*]\s*", "", text)
    for name, pattern in _LABELS.items():
        if found := pattern.match(bare):
            return name, found[1]
    return None
