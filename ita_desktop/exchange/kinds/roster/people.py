"""People: unit, title, position and contact details."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.roster.names import PersonName, split_name
from ita_desktop.domain.roster.tenures import ACTING
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.roster.name_cell import (
    NameCell,
    behind_vacant,
    beside_name,
    is_remark,
    read_name_cell,
    without_contact,
)
from ita_desktop.exchange.kinds.roster.units import read_unit, unit_group
from ita_desktop.exchange.remarks import NoRecordError
from ita_desktop.exchange.sheets import Origin

NAME_HEADINGS = (
    *("name", "full name", "ชื่อ-สกุล", "ชื่อ สกุล", "ชื่อและนามสกุล", "ชื่อ-นามสกุล", "ชื่อ", "รายชื่อ"),
    *("ชื่อตัว", "ชื่อ ชื่อสกุล", "นามผู้ดำรงตำแหน่ง", "ผู้ประสานงาน", "ชื่อผู้ประสานงาน", "ผู้ติดต่อ"),
)
JOB_HEADINGS = (
    *("position", "job_title", "ตำแหน่ง/ระดับ", "ชื่อตำแหน่ง", "ตำแหน่งทางราชการ", "ตำแหน่งและระดับ"),
    *("ตำแหน่งปัจจุบัน", "ตำแหน่งหลัก"),
)
UNIT_HEADINGS = (
    *("department", "unit", "หน่วยงาน", "ฝ่าย", "โรงเรียน", "ฝ่าย/โรงเรียน", "ฝ่าย/ร.ร.", "ส่วนราชการ"),
    *("หน่วยงานต้นสังกัด", "สังกัด/หน่วยงาน", "หน่วยงาน/สังกัด", "สังกัด/ฝ่าย", "สังกัดฝ่าย"),
    *("กลุ่มงาน", "สังกัดฝ่าย/โรงเรียน"),
)
PREFIX_COLUMN = ImportColumn(
    "prefix",
    "คำนำหน้า",
    ("prefix", "คำนำหน้าชื่อ", "คำนำหน้านาม", "ยศ"),
    width=12,
    choice=ChoiceList.PREFIXES,
)
SURNAME_COLUMN = ImportColumn(
    "surname", "นามสกุล", ("สกุล", "surname", "last name"), in_template=False
)
PHONE_COLUMN = ImportColumn(
    "phone",
    "โทรศัพท์",
    (
        *("phone", "tel", "เบอร์โทร", "เบอร์โทรศัพท์", "โทร", "หมายเลขโทรศัพท์", "มือถือ"),
        *("โทรศัพท์มือถือ", "เบอร์มือถือ", "เบอร์โทรศัพท์มือถือ", "เบอร์ติดต่อ", "เบอร์โทรติดต่อ"),
        *("โทรศัพท์ติดต่อ", "หมายเลขโทรศัพท์มือถือ", "หมายเลขติดต่อ", "โทรศัพท์ภายใน", "เบอร์ภายใน"),
    ),
)
EMAIL_COLUMN = ImportColumn(
    "email",
    "อีเมล",
    ("email", "e-mail", "อีเมล์", "e-mail address", "ไปรษณีย์อิเล็กทรอนิกส์", "จดหมายอิเล็กทรอนิกส์"),
    width=26,
)
_WRITTEN_ON = re.compile("ปฏิบัติ|ชำนาญ|เชี่ยวชาญ|ทรงคุณวุฒิ|อาวุโส|ทักษะ")
"""Levels that are written on to the position without a space, unlike อำนวยการต้น or 7ว."""
LEVEL_COLUMN = ImportColumn("level", "ระดับ", ("ระดับตำแหน่ง",), in_template=False)

_BY_POST = "โดยตำแหน่ง"
"""Printed instead of the name of whoever holds a post."""
_FOOTNOTE = re.compile(r"\s*[*†‡¹²³⁴-⁹]+$")
"""The mark of a footnote behind a name."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person; empty fields are not given."""

    origin: Origin
    who: PersonName
    job_title: str
    unit: str
    phone: str
    email: str
    held: "HeldRow | None" = None
    """A post that the person holds; several posts have a row each."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A post that a person holds, with first and last day; None: not given."""

    post: str
    acting: str
    first: date | None
    last: date | None


def name_cell(cells: Cells, post: str) -> NameCell:
    """Return what the cell of the name says, with a telephone number from the cell of the ``post``;
    raises RowError if it names several people."""
    text = cells.lines("name")
    contacts = {name: not _is_filled(cells, name) for name in ("phone", "email")}
    found = read_name_cell(text, is_whole=not cells.text("surname"), **contacts)
    if found.of_several:
        raise cells.fail(
            "name",
            "“{name}” เป็นชื่อของหลายคน",
            remedy="แยกเป็นคนละแถว",
            name=shortened(text),
        )
    if number := without_contact(cells.lines(post))[1]:
        if contacts["phone"] and not found.phone:
            return replace(found, phone=number)
        return replace(found, others=(*found.others, f"({number})"))
    return found


def _is_filled(cells: Cells, name: str) -> bool:
    """Return whether a row has this cell, which does not count as read thereby."""
    return name in cells.columns and cells.says(cells.columns[name])


def read_name(cells: Cells, text: str) -> PersonName:
    """Return the name from its column (and those of title and surname); raises RowError."""
    whole = " ".join(part for part in (text, cells.text("surname")) if part)
    who = split_name(_FOOTNOTE.sub("", whole))
    if prefix := cells.text("prefix"):
        # The title may be abbreviated (น.ส.): it is parsed together with a name.
        who = PersonName(split_name(f"{prefix} ชื่อ").prefix or prefix, who.name)
    if not re.search(r"[^\W\d_]", who.name):
        raise cells.fail("name", "“{name}” ไม่ใช่ชื่อคน", remedy="พิมพ์ชื่อและนามสกุล", name=shortened(text))
    return who


def read_job(cells: Cells, column: str) -> str:
    """Return the position with its level, if that has a column of its own."""
    job, level = without_contact(cells.lines(column) or cells.text(column))[0], cells.text("level")
    if job.endswith(level):
        return job
    return f"{job}{level}" if _WRITTEN_ON.match(level) else f"{job} {level}".strip()


def read_contact(cells: Cells, found: NameCell) -> tuple[str, str]:
    """Return telephone number and mail address of a person: their cells, else lines of the name."""
    phone, email = telephone(cells.text("phone")), cells.text("email")
    return phone or found.phone, email or found.email


def telephone(text: str) -> str:
    """Return a telephone number; Excel removes the leading 0 of one stored as a number."""
    return f"0{text}" if re.fullmatch(r"[1-9]\d{7,8}", text) else text


def _read(cells: Cells) -> PersonRow:
    found = name_cell(cells, "job_title")
    if behind_vacant(found.name) is not None:
        raise NoRecordError("ตำแหน่งนี้ว่าง จึงไม่มีคน", remedy="เมื่อมีคนดำรงตำแหน่ง ใส่ชื่อ แล้วนำเข้าใหม่")
    if not found.name or key(found.name) == _BY_POST:
        raise cells.fail("name", "ไม่มีชื่อ", remedy="พิมพ์ชื่อและนามสกุล")
    job, unit, beside = beside_name(found, read_job(cells, "job_title"), read_unit(cells, "unit"))
    if other := next((text for text in beside if not is_remark(text)), ""):
        raise cells.fail(
            "name",
            "ใต้ชื่อมีข้อความ “{text}” ที่ไม่รู้ว่าเป็นอะไร",
            remedy="ย้ายไปคอลัมน์ที่ตรงกัน แล้วนำเข้าใหม่",
            text=shortened(other),
        )
    return PersonRow(
        cells.origin,
        read_name(cells, found.name),
        job,
        unit,
        *read_contact(cells, found),
        _held(cells),
    )


def _held(cells: Cells) -> HeldRow | None:
    post, acting = cells.text("held"), cells.text("acting")
    first, last = cells.day("first", any_year=True), cells.day("last", any_year=True)
    if not post:
        text = next((text for text in ("acting", "first", "last") if cells.text(text)), "")
        if text:
            raise cells.fail(text, "ไม่มีชื่อตำแหน่งที่ดำรง", remedy="พิมพ์ชื่อตำแหน่ง เช่น หัวหน้าฝ่ายปกครอง")
        return None
    for words in ACTING:
        if not acting and post.startswith(words) and post != words:
            post, acting = post.removeprefix(words).strip(), words
    if first is not None and last is not None and last < first:
        raise cells.fail("last", "วันสิ้นสุดอยู่ก่อนวันเริ่มดำรงตำแหน่ง", remedy="แก้วันใดวันหนึ่ง")
    return HeldRow(post, acting, first, last)


def _group(text: str) -> Mapping[str, str]:
    """Parse a row that names the unit of the people below it."""
    return {"unit": unit} if (unit := unit_group(text)) else {}


PEOPLE: ImportKind[PersonRow] = ImportKind(
    name="people",
    title="รายชื่อบุคลากร",
    columns=(
        PREFIX_COLUMN,
        ImportColumn("name", "ชื่อ - นามสกุล", NAME_HEADINGS, hint="มีคำนำหน้าอยู่ด้วยก็ได้", width=30),
        SURNAME_COLUMN,
        ImportColumn("job_title", "ตำแหน่ง", JOB_HEADINGS, hint="ตำแหน่งพร้อมระดับ", width=36),
        LEVEL_COLUMN,
        ImportColumn(
            "unit", "สังกัด", UNIT_HEADINGS, hint="ฝ่ายหรือโรงเรียน", width=36, choice=ChoiceList.UNITS
        ),
        PHONE_COLUMN,
        EMAIL_COLUMN,
        ImportColumn(
            "held",
            "ดำรงตำแหน่ง",
            ("held", "post", "ตำแหน่งที่ดำรง", "ตำแหน่งบริหาร", "ดำรงตำแหน่งบริหาร"),
            hint="คนที่มีหลายตำแหน่งใช้หลายแถว",
            width=30,
        ),
        ImportColumn("acting", "โดย", ("acting", "ในฐานะ"), hint="เช่น รักษาราชการแทน", width=18),
        ImportColumn("first", "ตั้งแต่วันที่", ("first", "since", "ตั้งแต่", "วันที่เริ่ม", "วันเริ่ม"), width=14),
        ImportColumn("last", "ถึงวันที่", ("last", "until", "ถึง", "วันที่สิ้นสุด", "วันสิ้นสุด"), width=14),
    ),
    required=(("name",),),
    read=_read,
    group=_group,
    identity=frozenset({"name", "surname", "prefix"}),
    place=Place(PageKey.ROSTER, "people"),
    examples=(
        {
            "prefix": "นางสาว",
            "name": "ตัวอย่าง หนึ่ง",
            "job_title": "นักจัดการงานทั่วไปปฏิบัติการ",
            "unit": "ฝ่ายปกครอง",
        },
        {
            "prefix": "",
            "name": "นายตัวอย่าง สอง",
            "job_title": "ครู วิทยฐานะครูชำนาญการ",
            "unit": "โรงเรียนวัดตัวอย่าง",
        },
    ),
)
