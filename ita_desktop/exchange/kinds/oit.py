"""The OIT items: assignments (the units that publish an item, due date and as-of date), evidence
(where it is published, requirements met, and the own mark), and what was filed in the system of
the assessment, an item and day a row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from ita_desktop.domain.oit.proofs import NO_LOCATION, Filing, without_politeness
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.tracking.entries import OPEN, said_state
from ita_desktop.domain.tracking.worksheet import NOTHING
from ita_desktop.exchange.cells.codes import (
    codes_of_cell,
    is_coded,
    read_indicator,
    without_continued,
)
from ita_desktop.exchange.cells.links import has_link, leads_elsewhere, points
from ita_desktop.exchange.cells.owners import (
    OWNERS_COLUMN,
    SUPPORTERS_COLUMN,
    OwnerEntry,
    read_owners,
)
from ita_desktop.exchange.cells.row import Cells, is_mark, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, More, column, read_row
from ita_desktop.exchange.kinds.people import unit_group
from ita_desktop.exchange.no_data import GROUP_ROW
from ita_desktop.exchange.remarks import NoRecordError
from ita_desktop.exchange.sheets import Origin

_PART = lazy_re(r"(?:ด้าน|หมวด)(?:ที่\s*\d{1,2})?\s*[.:]?\s*(?:การ|ข้อมูล|ความ)", re.ASCII)
"""A group that is no indicator: ด้านที่ 1 ข้อมูลพื้นฐาน."""
_NUMBERED = lazy_re(r"(\d{1,2}\.\d{1,2})[.)]?\s+(?=\D)", re.ASCII)

_OF_INSTRUMENT = lazy_re(
    r"^[IEO]IT$|\([IEO]IT\)$|^(?:มาตรการ|แผน|ตาราง)\S*\s[IEO]IT$", re.IGNORECASE
)
"""A title or sheet of one instrument: IIT, มาตรการ ปี 2568 (IIT)."""

_SURVEY = lazy_re(r"(?<![A-Z])[IE]IT(?![A-Z])", re.IGNORECASE)
DATA_HEADINGS = (
    *("ชื่อข้อมูล", "รายการ", "รายการข้อมูล", "ประเด็นข้อมูล", "ประเด็นการตรวจ", "ชื่อข้อ"),
    *("ข้อมูลที่ต้องเผยแพร่", "ข้อมูลที่ต้องเปิดเผย", "ข้อมูลที่เปิดเผย", "รายการที่ต้องเผยแพร่"),
    *("รายการที่ต้องเปิดเผย", "รายการข้อมูลที่*", "ข้อมูล OIT", "รายการ OIT", "หัวข้อ OIT"),
)
"""What offices call the data of an item, besides ข้อมูล."""
ITEM_COLUMN = ImportColumn(
    "item",
    "ข้อ",
    (
        *("item", "items", "code", "รหัส", "รหัสข้อ", "ข้อที่", "เลขข้อ", "ข้อ OIT", "รหัสข้อมูล"),
        *("รหัส OIT", "ข้อที่รับผิดชอบ*", "ข้อ OIT ที่รับผิดชอบ*", "ตัวชี้วัด/ข้อ"),
        *(
            f"{code}{join}{name}"
            for code in ("รหัส", "ข้อ")
            for join in ("/", "และ")
            for name in ("หัวข้อ", "รายการ", "ชื่อข้อมูล")
        ),
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
    continued: bool
    """Whether the row continues the previous page (its title ends in ``(ต่อ)``)."""
    merged: bool
    """Whether the item's cell is one with that of the row above."""
    item: str = column(ITEM_COLUMN)
    title: str = column("ข้อมูล", ("title", *DATA_HEADINGS, "ข้อมูลที่เผยแพร่", "ประเด็น"), width=44)
    owners: tuple[OwnerEntry, ...] = column(
        OWNERS_COLUMN, reads=read_owners, beside=(SUPPORTERS_COLUMN,)
    )
    due: date | None = column(
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
    )
    as_of: date | None = column(
        "ข้อมูล ณ วันที่", ("as_of", "ณ วันที่", "ข้อมูล ณ"), hint="เช่น 31 ธ.ค. 67", width=14
    )
    details: str = column(
        "รายละเอียด",
        ("details", "รายละเอียด*", "องค์ประกอบ*", "คำอธิบาย*", "ขอบเขต*"),
        reads=Cells.lines,
        in_template=False,
        tells_kind=False,
    )
    """What the data has to contain, in the file's words."""
    note: str = column("หมายเหตุ", ("note", "หมายเหตุ*"), reads=Cells.lines, width=26)
    indicator: str = column(
        "ตัวชี้วัด",
        ("indicator", "ตัวชี้วัดย่อย", "ตัวชี้วัดที่"),
        reads=Cells.own,
        hint="ใส่หรือไม่ก็ได้",
        width=10,
        choice=ChoiceList.INDICATORS,
        in_template=False,
    )
    """The indicator in its own column."""


def read_item(cells: Cells) -> tuple[str, str]:
    """Return the only OIT item code of a row, and the text after it; raises RowError."""
    text = cells.text("item")
    found = codes_of_cell(text, "O")
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
    if not found.codes[0].startswith("O"):
        remedy = "ใส่รหัสที่ขึ้นต้นด้วย O เช่น O12"
        raise cells.fail("item", "{code} ไม่ใช่ข้อ OIT", remedy=remedy, code=found.codes[0])
    return found.codes[0], found.remainder


def _read_assignment(cells: Cells) -> AssignmentRow:
    item, rest = read_item(cells)
    title, continued = without_continued(cells.text("title") or rest, cells.continued)
    is_merged = cells.merged("item")
    fields = {"item": item, "title": title, "continued": continued, "merged": is_merged}
    return read_row(AssignmentRow, cells, **fields)


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


TASK_HEADINGS = ("งานที่มอบหมาย", "เรื่องที่มอบหมาย", "ภารกิจ", "สิ่งที่ต้องทำ", "รายการ", "เรื่อง")
"""Headings of tasks in an office's lists of what a meeting assigned."""
ASSIGNMENTS: ImportKind[AssignmentRow] = ImportKind(
    name="assignments",
    title="การมอบหมายข้อ OIT",
    row=AssignmentRow,
    required=(("item",), ("owners", "supporters", "due", "as_of", "note")),
    read=_read_assignment,
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
FORMAT_WORDS = ("PDF", "Word", "Excel", "CSV", "เว็บเพจ", "รูปภาพ", "วิดีโอ")
ALL_MET = ("ครบ", "ครบทุกข้อ", "ทั้งหมด", "ทุกข้อ")

_NONE = lazy_re(
    rf"{NO_LOCATION}"
    r"|(?:อยู่(?:ใน)?(?:ระหว่าง|ขั้นตอน|กระบวนการ)|ยังไม่(?:ได้|แล้วเสร็จ|เสร็จ|เรียบร้อย)"
    r"|กำลัง(?:จัดทำ|ดำเนินการ|รวบรวม|ปรับปรุง|แก้ไข|เผยแพร่)"
    r"|รอ(?:การ|ข้อมูล|เอกสาร|อนุมัติ|ลงนาม|เผยแพร่|ฝ่าย|หน่วย))[^./:\\]*"
    r"|(?:ดำเนินการ|ทำ|จัดทำ|เผยแพร่)?(?:แล้ว)?เสร็จ(?:สิ้น|เรียบร้อย)?(?:แล้ว)?"
    r"|(?:ดู|เหมือน|เช่นเดียวกับ|ตาม)\s*(?:ที่)?ข้อ\s*O?\d+"
    r"|ฝ่าย(?!.*(?:คู่มือ|รายงาน|แผน|ข้อมูล))[ก-๎]+",
    re.IGNORECASE,
)
"""Words in the place of evidence, or of its link, where there is none."""
_LINK = lazy_re(r"ลิงก์|ลิงค์|url|link", re.IGNORECASE)
ONLY_LINKS = lazy_re(
    r"(?:ที่อยู่\s*)?(?:(?:ลิ้?ง(?:ก์|ค์)|url|links?|qr(?:\s?code)?|คิวอาร์(?:โค้ด)?)[\s/,()และหรือ]*)+",
    re.IGNORECASE,
)
"""The heading of a column that has nothing but links."""
_COUNT = lazy_re(r"\d{1,4}(?:\s*(?:ไฟล์|ลิงก์|ลิงค์|รายการ|เรื่อง|ฉบับ|แผ่น|หน้า))?", re.ASCII)
"""How many documents there are, and not which."""
_CHANNEL = lazy_re(r"เว็บ|web", re.IGNORECASE)
"""Where something is published, without its address."""
_BESIDE = ("format", "published", "met", "mark", "note", "as_of", "placed_by")
"""What else a row may say of evidence."""
_SCHEME = lazy_re(r"^([a-z][a-z0-9+.\-]+):", re.IGNORECASE)
_POINT = lazy_re(r"^(?:[O○0]\s*0*(\d{1,2})\.)?(\d{1,2})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence, or only the requirements met; empty fields are not given."""

    origin: Origin
    item: str = column(ITEM_COLUMN)
    title: str = column(
        "ชื่อเอกสาร",
        (
            *("title", "ชื่อหลักฐาน", "รายการหลักฐาน", "หลักฐาน", "เอกสารหลักฐาน", "เอกสาร", "ชื่อ"),
            *("ชื่อเรื่อง", "ข้อมูลที่เผยแพร่", "รายการที่เผยแพร่", "เอกสารที่เผยแพร่"),
        ),
        width=36,
    )
    data: str = column("ข้อมูล", DATA_HEADINGS, in_template=False)
    """The name of the item's data, in its own column."""
    location: str = column(
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
    )
    format: str = column(
        "รูปแบบไฟล์",
        ("format", "รูปแบบ", "ชนิดไฟล์", "รูปแบบข้อมูล"),
        width=12,
        choice=ChoiceList.FORMATS,
        default="",
    )
    published: date | None = column(
        "วันที่เผยแพร่",
        ("published", "วันเผยแพร่", "เผยแพร่เมื่อ", "วันที่ลงเว็บ*", "วันที่นำขึ้นเว็บ*"),
        hint="เช่น 31/1/68",
        width=14,
        default=None,
    )
    met: tuple[str, ...] = column(
        "ข้อกำหนดที่ครบ",
        ("met", "รายการที่ครบ", "checklist", "สิ่งที่เผยแพร่ครบ"),
        hint="เช่น O6.1; O6.3 หรือ ครบ",
        width=20,
        many=True,
        default=(),
    )
    """Requirement codes (``O6.3``)."""
    mark: Decimal | None = column(
        "คะแนนประเมินตนเอง",
        ("mark", "self", "คะแนน", "ประเมินตนเอง", "ผลประเมินตนเอง"),
        reads=Cells.percent,
        hint="0 ถึง 100",
        width=12,
        default=None,
    )
    """Self-assessed mark, 0-100."""
    note: str = column("หมายเหตุ", ("note", "หมายเหตุ*"), reads=Cells.lines, width=26, default="")
    unit: str = column(
        "หน่วย",
        ("unit", "หน่วยงาน", "หน่วยงานเจ้าของข้อมูล", "ฝ่าย", "ส่วนราชการ"),
        hint="ถ้าเป็นของหน่วยเดียว",
        width=22,
        default="",
    )
    """The unit whose data it is, as written."""
    part: str = column(
        "เดือนหรือกระบวนการ", ("part", "เดือน", "กระบวนการ"), hint="เช่น ต.ค. 65", width=18, default=""
    )
    """The month or process, as written or as its code."""
    as_of: date | None = column(
        "ข้อมูล ณ วันที่", ("as_of", "ข้อมูล ณ", "ณ วันที่"), hint="เช่น 31/12/67", width=14, default=None
    )
    """The day of which the data is."""
    placed_by: str = column("ผู้นำขึ้น", ("placed_by", "ผู้เผยแพร่", "ผู้นำเข้าข้อมูล"), width=22, default="")
    """Who put it there, as written."""
    all_met: bool = False
    unit_id: str = ""
    """The unit, where it is known already."""
    nothing: bool = False
    """Whether it states that there is nothing to publish."""
    says_none: str = ""
    """The words in the place of a link where there is none: ``ไม่มี``, ``คลิก``."""
    is_spaced: bool = False
    """Whether its link was written with spaces, so that nobody knows where it ends."""


def _read_evidence(cells: Cells) -> EvidenceRow:
    if cells.row.filled == 1 and cells.own("item") and not is_coded(cells.own("item")):
        raise NoRecordError(GROUP_ROW)
    item, rest = read_item(cells)
    location, title = read_location(cells), cells.text("title")
    data = cells.text("data") or ("" if points(rest) else rest)
    nothing = location == NOTHING and cells.has_any("unit", "part")
    # What is not there yet is no statement that there is nothing to publish.
    nothing = nothing and said_state(cells.text("note")) not in OPEN
    is_pointer = _tells_nothing(location) and not _CHANNEL.search(location)
    is_none = (_is_none(location) or _is_no_address(cells, location)) and not nothing
    says_none = location if is_pointer or is_none else ""
    location = "" if says_none else location
    is_spaced = " " in location and has_link(location)
    location = location.replace(" ", "%20") if is_spaced else location
    if location:  # without a link it names the item alone, and no evidence
        title = title or data
    is_pointer = is_pointer or (not location and _only_counts(title))
    if not location and (_is_none(title) or (is_pointer and _tells_nothing(title))):
        says_none, title = says_none or title, ""
    met, all_met = _met(cells, item)
    if not (location or title or cells.has_any(*_BESIDE)):
        is_said = bool(says_none) or cells.says_none("location")
        remedy = "ถ้ามีหลักฐาน ใส่ลิงก์หรือชื่อไฟล์ แล้วนำเข้าใหม่"
        no_link = "ไม่มีลิงก์หรือชื่อเอกสาร จึงไม่มีหลักฐานของแถวนี้"
        if is_pointer:  # the link behind it was lost, or is elsewhere
            raise cells.fail("location", no_link, remedy=remedy)
        if is_said or data:
            why = "บอกว่าไม่มีลิงก์ จึงไม่มีหลักฐานของแถวนี้" if is_said else no_link
            raise NoRecordError(why, remedy=remedy)
    own = {"item": item, "title": title, "location": location, "data": data, "met": met}
    states = {
        "all_met": all_met,
        "nothing": nothing,
        "says_none": says_none,
        "is_spaced": is_spaced,
    }
    return read_row(EvidenceRow, cells, **own, **states)


def _is_no_address(cells: Cells, location: str) -> bool:
    """Return whether words stand in a column of links alone (ดูที่บอร์ดหน้าสำนักงาน), and neither an
    address, the name of a file nor that of a site."""
    is_link = ONLY_LINKS.fullmatch(cells.headings.get("location", "").strip()) is not None
    return is_link and "." not in location and not _CHANNEL.search(location) and location != NOTHING


def _tells_nothing(text: str) -> bool:
    return points(text) or _only_counts(text)


def _only_counts(text: str) -> bool:
    """Return whether a cell only says that there is something, or how much, but not what."""
    return is_mark(text) or _COUNT.fullmatch(to_arabic(text)) is not None


_MAIL = lazy_re(r"(?:^|\s)[\w.+-]+@[\w-]+\.\w")
"""The address of somebody's mail."""


def read_location(cells: Cells) -> str:
    """Return a URL or file name; raises RowError for another kind of address."""
    location = cells.text("location")
    hidden = leads_elsewhere(cells.row.value(cells.columns.get("location")))
    # What a file is called stands for it, wherever it was on somebody's disk.
    address = hidden[0] if hidden and "." not in location else location
    scheme = _SCHEME.match(address)
    is_page = scheme is None or scheme[1].lower() in {"http", "https", "ftp"}
    if not is_page or (_MAIL.search(location) and "://" not in location):
        raise cells.fail(
            "location",
            "ลิงก์ “{text}” ไม่ใช่ที่อยู่เว็บ",
            text=address,
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
    row=EvidenceRow,
    required=(("item",), ("location", "title", "met", "mark")),
    read=_read_evidence,
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
    return _is_none(text) and _LINK.search(text) is not None


def _is_none(text: str) -> bool:
    return _NONE.fullmatch(without_politeness(text)) is not None


@dataclass(frozen=True, slots=True)
class FilingListRow:
    """One filing; empty fields are not given."""

    record: ClassVar = Filing
    origin: Origin
    item: str = column(ITEM_COLUMN)
    filed: date | None = column(
        "วันที่ยื่น", ("filed", "ยื่นเมื่อ", "วันที่ยื่นข้อมูล"), hint="เช่น 15/3/68", width=14
    )
    links: str = column(
        "ลิงก์ที่ยื่น", ("links",), reads=Cells.lines, hint="หนึ่งลิงก์ต่อบรรทัด", width=44, default=""
    )
    explanation: str = column(
        "คำชี้แจงที่ยื่น", ("explanation", "คำอธิบายที่ยื่น"), reads=Cells.lines, width=44, default=""
    )
    published: date | None = column(
        "วันที่เผยแพร่", ("published", "วันเผยแพร่"), hint="เช่น 31/1/68", width=14, default=None
    )
    title: str = column("ชื่อข้อ", ("title",), width=36, default="")
    more: More = ()


def _read(cells: Cells) -> FilingListRow:
    item, _ = read_item(cells)
    filed = cells.day("filed")
    if filed is None:
        raise cells.fail("filed", "{item} ไม่มีวันที่ยื่น", remedy="พิมพ์วันที่ เช่น 15/3/68", item=item)
    return read_row(FilingListRow, cells, item=item, filed=filed)


FILING: ImportKind[FilingListRow] = ImportKind(
    name="filing",
    title="บันทึกการยื่นข้อมูล OIT",
    row=FilingListRow,
    required=(("item",), ("filed",), ("links", "explanation")),
    read=_read,
    group=indicator_group,
    identity=frozenset({"item", "filed"}),
    place=Place(PageKey.OIT),
    examples=(
        {
            "item": "O7",
            "filed": "15/3/68",
            "links": "https://example.go.th/news",
            "explanation": "1. เผยแพร่ข่าวทุกเดือน",
        },
    ),
)
