"""Assignments: the units that publish an OIT item, due date and as-of date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.codes import (
    is_coded,
    read_codes,
    read_indicator,
    without_continued,
)
from ita_desktop.exchange.cells.owners import (
    OWNERS_COLUMN,
    SUPPORTERS_COLUMN,
    OwnerEntry,
    read_owners,
)
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.roster.units import unit_group
from ita_desktop.exchange.sheets import Origin

_PART = re.compile(r"(?:ด้าน|หมวด)(?:ที่\s*\d{1,2})?\s*[.:]?\s*(?:การ|ข้อมูล|ความ)", re.ASCII)
"""A group that is no indicator: ด้านที่ 1 ข้อมูลพื้นฐาน."""
_NUMBERED = re.compile(r"(\d{1,2}\.\d{1,2})[.)]?\s+(?=\D)", re.ASCII)

_OF_INSTRUMENT = re.compile(
    r"^[IEO]IT$|\([IEO]IT\)$|^(?:มาตรการ|แผน|ตาราง)\S*\s[IEO]IT$", re.IGNORECASE
)
"""A title or sheet of one instrument: IIT, มาตรการ ปี 2568 (IIT)."""

_SURVEY = re.compile(r"(?<![A-Z])[IE]IT(?![A-Z])", re.IGNORECASE)
DATA_HEADINGS = (
    *("ชื่อข้อมูล", "รายการ", "รายการข้อมูล", "ประเด็นข้อมูล", "ประเด็นการตรวจ", "ชื่อข้อ"),
    *("ข้อมูลที่ต้องเผยแพร่", "ข้อมูลที่ต้องเปิดเผย", "ข้อมูลที่เปิดเผย", "รายการที่ต้องเผยแพร่"),
    *("รายการที่ต้องเปิดเผย", "รายการข้อมูลที่*"),
)
"""What offices call the data of an item, besides ข้อมูล."""
ITEM_COLUMN = ImportColumn(
    "item",
    "ข้อ",
    (
        *("item", "items", "code", "รหัส", "รหัสข้อ", "ข้อที่", "เลขข้อ", "ข้อ OIT", "รหัสข้อมูล"),
        *("รหัส OIT", "ข้อที่รับผิดชอบ*", "ข้อ OIT ที่รับผิดชอบ*"),
    ),
    hint="รหัสข้อ เช่น O12",
    width=8,
    choice=ChoiceList.OIT_ITEMS,
    looks=is_coded,
)


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One item's assignment; empty fields are not given."""

    origin: Origin
    item: str
    title: str
    owners: tuple[OwnerEntry, ...]
    due: date | None
    as_of: date | None
    note: str
    continued: bool
    """Whether the row continues the previous page (its title ends in ``(ต่อ)``)."""
    indicator: str = ""
    """The indicator in its own column."""
    details: str = ""
    """What the data has to contain, in the file's words."""


def read_item(cells: Cells) -> tuple[str, str]:
    """Return the only OIT item code of a row, and the text after it; raises RowError."""
    text = cells.text("item")
    found = read_codes(text, "O")
    if not text:
        raise cells.fail("item", "ไม่มีรหัสข้อ", remedy="พิมพ์รหัส เช่น O12")
    if to_arabic(text).strip(" .").isdecimal() and _SURVEY.search(cells.above("instrument")):
        raise cells.fail(
            "item",
            "“{text}” อยู่ใต้ {instrument} จึงไม่ใช่ข้อ OIT",
            remedy="ถ้าเป็นข้อ OIT พิมพ์รหัส เช่น O12",
            instrument=shortened(cells.above("instrument")),
        )
    if len(found.codes) != 1:
        raise cells.fail(
            "item",
            "“{text}” ไม่ใช่รหัสข้อเดียว",
            remedy="พิมพ์รหัสหนึ่งข้อต่อแถว เช่น O12",
        )
    return found.codes[0], found.remainder


def _read(cells: Cells) -> AssignmentRow:
    item, rest = read_item(cells)
    title, continued = without_continued(cells.text("title") or rest, cells.continued)
    return AssignmentRow(
        cells.origin,
        item,
        title,
        read_owners(cells),
        cells.day("due"),
        cells.day("as_of"),
        cells.lines("note"),
        continued,
        cells.own("indicator"),
        cells.lines("details"),
    )


def indicator_group(text: str) -> Mapping[str, str]:
    """Parse a group row ``ตัวชี้วัดที่ 9.1 ข้อมูลพื้นฐาน จำนวน 7 ข้อมูล``, or an instrument's name."""
    if text.startswith("ตัวชี้วัด") and (indicator := read_indicator(text)):
        return {"indicator": indicator}
    if text.startswith(("แบบวัด", "แบบตรวจ")) or _OF_INSTRUMENT.search(text):
        return {"instrument": text}
    # The rows below it belong to no indicator.
    is_other = text in {"อื่น ๆ", "อื่นๆ"} or _PART.match(to_arabic(text))
    return {"indicator": ""} if is_other else {}


def _group(text: str) -> Mapping[str, str]:
    """Like :func:`indicator_group`, also for a sub-indicator's bare number: ``9.1 ข้อมูลพื้นฐาน``."""
    if group := indicator_group(text):
        return group
    if numbered := _NUMBERED.match(to_arabic(text)):
        return {"indicator": numbered[1]}
    return {"owners": unit} if (unit := unit_group(text)) else {}


ASSIGNMENTS: ImportKind[AssignmentRow] = ImportKind(
    name="assignments",
    title="การมอบหมายข้อ OIT",
    columns=(
        ITEM_COLUMN,
        ImportColumn(
            "title",
            "ข้อมูล",
            ("title", *DATA_HEADINGS, "ข้อมูลที่เผยแพร่"),
            width=44,
        ),
        OWNERS_COLUMN,
        SUPPORTERS_COLUMN,
        ImportColumn(
            "due",
            "กำหนดส่ง",
            (
                *("due", "วันครบกำหนด", "กำหนดแล้วเสร็จ", "กำหนดส่ง*"),
                *("ส่งภายใน*", "ภายในวันที่", "กำหนดเสร็จ", "วันที่กำหนดส่ง"),
                *("วันกำหนดส่ง*", "กำหนดวันส่ง*", "กำหนดเวลาส่ง*", "วันแล้วเสร็จ"),
                *("วันที่แล้วเสร็จ", "วันที่ต้องแล้วเสร็จ", "กำหนดวันแล้วเสร็จ", "ระยะเวลาส่ง*"),
                "ให้ส่งภายใน*",
            ),
            hint="เช่น 31/1/68",
            width=14,
        ),
        ImportColumn(
            "as_of", "ข้อมูล ณ วันที่", ("as_of", "ณ วันที่", "ข้อมูล ณ"), hint="เช่น 31 ธ.ค. 67", width=14
        ),
        ImportColumn(
            "details",
            "รายละเอียด",
            ("รายละเอียด*", "องค์ประกอบ*", "คำอธิบาย*", "ขอบเขต*"),
            in_template=False,
            tells_kind=False,
        ),
        ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=26),
        ImportColumn(
            "indicator",
            "ตัวชี้วัด",
            ("indicator", "ตัวชี้วัดย่อย", "ตัวชี้วัดที่"),
            hint="ใส่หรือไม่ก็ได้",
            width=10,
            choice=ChoiceList.INDICATORS,
            in_template=False,
        ),
    ),
    required=(("item",), ("owners", "supporters", "due", "as_of", "note")),
    read=_read,
    group=_group,
    identity=frozenset({"item"}),
    place=Place(PageKey.OIT),
    lists_whole_year=True,
    examples=(
        {
            "item": "O1",
            "title": "ข้อมูลพื้นฐานของสำนักงานเขต",
            "owners": "ฝ่ายปกครอง; ทุกฝ่าย",
            "due": "31/1/68",
            "as_of": "31/12/67",
            "indicator": "9.1",
        },
    ),
)
