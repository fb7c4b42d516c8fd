"""Evidence: where an OIT item is published, requirements met, and the own mark."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.tracking.worksheet import NOTHING
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.cells.links import has_link
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.oit.assignments import (
    DATA_HEADINGS,
    ITEM_COLUMN,
    indicator_group,
    read_item,
)
from ita_desktop.exchange.no_data import GROUP_ROW
from ita_desktop.exchange.remarks import NoRecordError
from ita_desktop.exchange.sheets import Origin

FORMAT_WORDS = ("PDF", "Word", "Excel", "CSV", "เว็บเพจ", "รูปภาพ", "วิดีโอ")
ALL_MET = ("ครบ", "ครบทุกข้อ", "ทั้งหมด", "ทุกข้อ")

_NONE = re.compile(
    r"(?:ยัง)?ไม่มี\s*(?:ลิงก์|ลิงค์|หลักฐาน|เอกสาร|ไฟล์|url|link|ข้อมูล)?|ยังไม่ได้(?:เผยแพร่|ดำเนินการ|จัดทำ)|N/?A|none",
    re.IGNORECASE,
)
"""Words in the place of evidence, or of its link, where there is none."""
_LINK = re.compile(r"ลิงก์|ลิงค์|url|link", re.IGNORECASE)
_BESIDE = ("format", "published", "met", "mark", "note", "as_of", "placed_by")
"""What else a row may say of evidence."""
_SCHEME = re.compile(r"^([a-z][a-z0-9+.\-]+):", re.IGNORECASE)
_POINT = re.compile(r"^(?:[O○0]\s*0*(\d{1,2})\.)?(\d{1,2})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence, or only the requirements met; empty fields are not given."""

    origin: Origin
    item: str
    title: str
    location: str
    format: str = ""
    published: date | None = None
    met: tuple[str, ...] = ()
    """Requirement codes (``O6.3``)."""
    all_met: bool = False
    mark: Decimal | None = None
    """Self-assessed mark, 0-100."""
    note: str = ""
    unit: str = ""
    """The unit whose data it is, as written."""
    unit_id: str = ""
    """The unit, where it is known already."""
    part: str = ""
    """The month or process, as written or as its code."""
    nothing: bool = False
    """Whether it states that there is nothing to publish."""
    as_of: date | None = None
    """The day of which the data is."""
    placed_by: str = ""
    """Who put it there, as written."""
    says_none: str = ""
    """The words that say that there is no link: ``ไม่มี``."""
    data: str = ""
    """The name of the item's data, in its own column."""


def _read(cells: Cells) -> EvidenceRow:
    if cells.row.filled == 1 and cells.own("item") and not is_coded(cells.own("item")):
        raise NoRecordError(GROUP_ROW)
    item, rest = read_item(cells)
    location, title = read_location(cells), cells.text("title")
    data = cells.text("data") or rest
    if location:  # without a link it names the item alone, and no evidence
        title = title or data
    nothing = location == NOTHING and cells.has_any("unit", "part")
    says_none = location if _NONE.fullmatch(location) and not nothing else ""
    location = "" if says_none else location
    if not location and _NONE.fullmatch(title):
        says_none, title = says_none or title, ""
    met, all_met = _met(cells, item)
    if not (location or title or cells.has_any(*_BESIDE)):
        is_said = bool(says_none) or cells.says_none("location")
        if is_said or data:
            raise NoRecordError(
                "บอกว่าไม่มีลิงก์ จึงไม่มีหลักฐานของแถวนี้"
                if is_said
                else "ไม่มีลิงก์หรือชื่อเอกสาร จึงไม่มีหลักฐานของแถวนี้",
                remedy="ถ้ามีหลักฐาน ใส่ลิงก์หรือชื่อไฟล์ แล้วนำเข้าใหม่",
            )
    return EvidenceRow(
        cells.origin,
        item,
        title,
        location,
        cells.text("format"),
        cells.day("published"),
        met,
        all_met,
        cells.percent("mark"),
        cells.lines("note"),
        unit=cells.text("unit"),
        part=cells.text("part"),
        nothing=nothing,
        as_of=cells.day("as_of"),
        placed_by=cells.text("placed_by"),
        says_none=says_none,
        data=data,
    )


def read_location(cells: Cells) -> str:
    """Return a URL or file name; raises RowError for another kind of address."""
    location = cells.text("location")
    scheme = _SCHEME.match(location)
    if scheme and scheme[1].lower() not in {"http", "https", "ftp"}:
        raise cells.fail(
            "location",
            "ลิงก์ “{text}” ไม่ใช่ที่อยู่เว็บ",
            remedy="ใส่ลิงก์ที่ขึ้นต้นด้วย https:// หรือชื่อไฟล์",
        )
    return location


def _met(cells: Cells, item: str) -> tuple[tuple[str, ...], bool]:
    """Return the requirements met: codes (O6.3), numbers within the item (3), or ครบ for all."""
    entries = cells.several("met")
    if any(entry in ALL_MET for entry in entries):
        return (), True
    codes = []
    for entry in entries:
        found = _POINT.match(to_arabic(entry))
        if found is None or (found[1] and f"O{int(found[1])}" != item):
            raise cells.fail(
                "met",
                "ไม่รู้จักข้อกำหนด “{text}” ของ {item}",
                remedy="พิมพ์เช่น {item}.1; {item}.2 หรือ ครบ",
                text=shortened(entry),
                item=item,
            )
        codes.append(f"{item}.{int(found[2])}")
    return tuple(dict.fromkeys(codes)), False


EVIDENCE: ImportKind[EvidenceRow] = ImportKind(
    name="evidence",
    title="หลักฐาน OIT",
    columns=(
        ITEM_COLUMN,
        ImportColumn(
            "title",
            "ชื่อเอกสาร",
            (
                "title",
                "ชื่อหลักฐาน",
                "รายการหลักฐาน",
                "หลักฐาน",
                "เอกสารหลักฐาน",
                "เอกสาร",
                "ชื่อเรื่อง",
                "ข้อมูลที่เผยแพร่",
                "รายการที่เผยแพร่",
                "เอกสารที่เผยแพร่",
            ),
            width=36,
        ),
        ImportColumn("data", "ข้อมูล", DATA_HEADINGS, in_template=False),
        ImportColumn(
            "location",
            "ลิงก์หรือชื่อไฟล์",
            (
                *("location", "url*", "link*", "ลิงก์*", "ลิงค์*", "ลิ้งก์*", "ลิ้งค์*", "การเชื่อมโยง*"),
                *("ที่อยู่เว็บ*", "ที่อยู่ url*", "เว็บไซต์*", "website*", "qr code*", "คิวอาร์โค้ด*"),
                *("หลักฐาน/ลิงก์*", "หลักฐาน (ลิงก์)", "ไฟล์", "ชื่อไฟล์", "แหล่งเผยแพร่", "เผยแพร่ที่"),
                *("ช่องทางเผยแพร่", "ช่องทางการเผยแพร่", "ดูข้อมูล", "ดาวน์โหลด*"),
            ),
            hint="https://… หรือชื่อไฟล์",
            width=44,
            looks=has_link,
        ),
        ImportColumn(
            "format",
            "รูปแบบไฟล์",
            ("format", "รูปแบบ", "ชนิดไฟล์", "รูปแบบข้อมูล"),
            width=12,
            choice=ChoiceList.FORMATS,
        ),
        ImportColumn(
            "published",
            "วันที่เผยแพร่",
            ("published", "วันเผยแพร่", "เผยแพร่เมื่อ", "วันที่ลงเว็บ*", "วันที่นำขึ้นเว็บ*"),
            hint="เช่น 31/1/68",
            width=14,
        ),
        ImportColumn(
            "met",
            "ข้อกำหนดที่ครบ",
            ("met", "รายการที่ครบ", "checklist", "สิ่งที่เผยแพร่ครบ"),
            hint="เช่น O6.1; O6.3 หรือ ครบ",
            width=20,
            many=True,
        ),
        ImportColumn(
            "mark",
            "คะแนนประเมินตนเอง",
            ("mark", "self", "คะแนน", "ประเมินตนเอง", "ผลประเมินตนเอง"),
            hint="0 ถึง 100",
            width=12,
        ),
        ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=26),
        ImportColumn(
            "unit",
            "หน่วยงาน",
            ("unit", "หน่วยงานเจ้าของข้อมูล"),
            hint="ถ้าเป็นของหน่วยงานเดียว",
            width=22,
        ),
        ImportColumn(
            "part",
            "เดือนหรือกระบวนการ",
            ("part", "เดือน", "กระบวนการ"),
            hint="เช่น ต.ค. 65",
            width=18,
        ),
        ImportColumn(
            "as_of",
            "ข้อมูล ณ วันที่",
            ("as_of", "ข้อมูล ณ", "ณ วันที่"),
            hint="เช่น 31/12/67",
            width=14,
        ),
        ImportColumn("placed_by", "ผู้นำขึ้น", ("placed_by", "ผู้เผยแพร่", "ผู้นำเข้าข้อมูล"), width=22),
    ),
    required=(("item",), ("location", "title", "met", "mark")),
    read=_read,
    group=indicator_group,
    identity=frozenset({"item", "title", "location"}),
    place=Place(PageKey.OIT),
    of_each_link=True,
    examples=(
        {
            "item": "O7",
            "title": "ข่าวประชาสัมพันธ์",
            "location": "https://example.go.th/news",
            "format": "เว็บเพจ",
            "published": "15/1/68",
            "met": "O7.1; O7.2",
            "mark": "100",
        },
    ),
)


def says_no_link(text: str) -> bool:
    """Return whether a cell says no more than that there is no link."""
    return _NONE.fullmatch(text) is not None and _LINK.search(text) is not None
