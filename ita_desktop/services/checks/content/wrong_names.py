"""Texts that name what is not the office's: another district, a section that it does not have."""

import re
from collections.abc import Iterable, Iterator

from ita_desktop.domain.documents.district_names import DISTRICTS, district_of
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Owner
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checked_year import CheckedYear, YearText
from ita_desktop.services.checks.excerpts import excerpt
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.texts import Recorded, of_item, of_measure

_LONGER = "(?!ศรีอยุธยา|ธรรม)"
"""Longer names that begin with a district's."""
_DISTRICT = re.compile(
    f"เขต\\s?(?P<name>{'|'.join(sorted(DISTRICTS, key=len, reverse=True))}){_LONGER}"
)
_ADDRESS = re.compile(r"แขวง\s?\S+\s*$")
"""Before a district that is part of an address."""


def other_districts(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield texts that name a district of Bangkok which is not the office's own, except in an
    address (แขวง … เขต …)."""
    own = district_of(subject.data.organisation.name)
    for text in subject.texts:
        for found in _DISTRICT.finditer(text.text):
            if found["name"] != own and not _ADDRESS.search(text.text[: found.start()]):
                message = Phrase(
                    "มีชื่อเขตอื่น (เขต{name}): “{words}”",
                    name=found["name"],
                    words=excerpt(text.text, found.span()),
                )
                fix = Phrase("แก้เป็นชื่อเขตของสำนักงาน ถ้าคัดลอกมาจากเขตอื่น")
                yield CheckIssue(
                    Severity.WARNING, "other-district", text.where, message, fix, place=text.place
                )
                break


# A text that gives work to a section which the office does not have.

_SECTION = re.compile(r"(?P<before>[ก-๙]{0,8})ฝ่าย(?P<name>[ก-๙]{3,}(?:\s?(?:และ|ฯ)[ก-๙ฯ]*)?)")
_COUNTED = ("ทุก", "แต่ละ", "หลาย", "บาง", "ทั้งสอง", "ทั้ง", "สอง", "ต่าง", "ระหว่าง", "ราย")
"""Words before ฝ่าย that stand for several sections, whose names do not follow."""
_COMMON = (
    "ที่", "ต่าง", "ละ", "ใด", "อื่น", "เดียว", "บริหาร", "นั้น", "ดังกล่าว",
    "ค้าน", "ซ้าย", "ขวา", "เจ้าของ", "เจ้าหน้าที่", "เลขานุการ", "ผู้", "รับ",
    "ดำเนิน", "จัด", "ประจำ", "ปฏิบัติ", "รายงาน", "ส่ง", "แจ้ง", "ทุก",
    "เพื่อ", "ให้", "และ", "หรือ", "ใน", "ของ", "ทราบ", "กำกับ", "กำชับ",
    "ควบคุม", "ตรวจ", "ติดตาม", "ประชุม", "เวียน", "เผยแพร่", "นำ", "ทำ", "มี",
    "ได้", "ต้อง", "ร่วม", "เข้า", "ลง", "สรุป", "รวบรวม", "กรอก", "ตอบ",
    "เป็น", "เสนอ", "พิจารณา", "โดย", "จะ", "ไม่", "ยัง", "ครบ", "ภายใน",
    "ตาม", "ทั้ง", "จำนวน", "หลัง", "ก่อน", "เมื่อ", "ยืนยัน", "กับ", "แล้ว",
    "ปรับ", "พัฒนางาน", "สังกัด", "มอบ", "ถือ", "ใช้", "วาง", "แต่ง", "กำหนด",
    "ชี้แจง", "ประกาศ", "ประเมิน", "เน้น", "ย้ำ", "ขอ", "เร่ง", "ช่วย", "ดูแล",
    "ไป",
)  # fmt: skip
"""Words behind ฝ่าย that are no name of one."""


def unknown_units(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield texts and posts of owners that name a section (ฝ่าย …) which is not in the register."""
    known = _known(subject.data)
    for text in (*subject.texts, *_posts(subject.data)):
        names = [
            found["name"] for found in _SECTION.finditer(text.text) if _is_unknown(found, known)
        ]
        if names:
            yield _issue(text, names)


def _known(data: YearData) -> frozenset[str]:
    """Return the names of the office's sections without ฝ่าย, also short ones, aliases, and the
    first of two names (รักษาความสะอาดและ…)."""
    names = (
        unit_key(name).removeprefix("ฝ่าย")
        for unit in data.units
        for name in (unit.name, unit.short_name, *unit.aliases.split(";"))
    )
    return frozenset(
        filter(None, (part for name in names for part in (name, name.split("และ")[0])))
    )


def _is_unknown(found: re.Match[str], known: Iterable[str]) -> bool:
    name = unit_key(found["name"])
    if found["before"].endswith(_COUNTED) or name.startswith(_COMMON):
        return False
    # Words may follow a name without a space; and a name may be shortened.
    return not any(name.startswith(unit) or unit.startswith(name) for unit in known)


def _posts(data: YearData) -> Iterator[YearText]:
    """Yield the posts that own measures and items."""
    for measure in data.measures:
        yield from _owned(of_measure(data, measure), data.owners_of_measure(measure.id))
    for assignment in data.assignments:
        owners = data.owners_of_item(assignment.item_code)
        yield from _owned(of_item(assignment.item_code), owners)


def _owned(whose: Recorded, owners: Iterable[Owner]) -> Iterator[YearText]:
    for owner in owners:
        yield YearText(whose.where, owner.post, whose.place, plans=True)


def _issue(text: YearText, names: list[str]) -> CheckIssue:
    message = Phrase(
        "ระบุฝ่ายที่ไม่มีในทะเบียนหน่วย: {names}",
        names=", ".join(dict.fromkeys(f"ฝ่าย{name}" for name in names)),
    )
    fix = Phrase("แก้ชื่อฝ่าย หรือเพิ่มฝ่ายหรือชื่อเรียกอื่นในทะเบียนหน่วย")
    return CheckIssue(Severity.WARNING, "unknown-unit", text.where, message, fix, place=text.place)
