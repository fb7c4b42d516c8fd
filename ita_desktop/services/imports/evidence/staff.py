"""What counts for and against a list being one of the office's people, or of a body's."""

import re
from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import BodyKind
from ita_desktop.domain.roster.matching import is_post, kind_of_body, kind_of_name
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.people import PEOPLE
from ita_desktop.exchange.kinds.roster import ROSTER, UNTOLD
from ita_desktop.services.imports.evidence.seen import (
    MOST,
    Argument,
    SeenTable,
    has_column,
    of_matter,
    share,
)

_OF_OTHERS: Final = (
    r"จำนวนเงิน|ค่าตอบแทน|เบี้ย|เลข(?:ที่)?(?:ประจำตัว)?(?:ประชาชน|บัตร)|บัตรประชาชน|ที่อยู่|^อายุ(?!ราชการ|งาน|การ)|วันเกิด|เรื่อง(?:ที่)?ร้อง|^เรื่อง$"
    r"|ผู้ร้อง|ผู้ปกครอง|ชั้นเรียน|^ชั้น$|โรคประจำตัว|อาการ|คะแนน|เกรด|ทะเบียนบ้าน|เลขที่บัญชี|เลขบัญชี"
)
_OUTSIDE: Final = (
    r"(?<!พัฒนา)(?<!โรงเรียน)(?:ชุมชน|หมู่บ้าน)|ประชาคม|อาสาสมัคร|สหกรณ์|มูลนิธิ|สมาคม|ชมรม"
    r"|นิติบุคคล|อาคารชุด|คอนโด|ทาวเวอร์|แมนชั่น|โรงแรม|บริษัท|ห้างหุ้นส่วน"
)
"""Bodies of the people who live or trade here; without spaces."""
_BODIES_OUTSIDE: Final = re.compile(rf"คณะ(?:อนุ)?กรรมการ(?:{_OUTSIDE})")
_MATTERS: Final = re.compile(
    r"ร้องเรียน|ร้องทุกข์|ร้องขอ|เบี้ย|สงเคราะห์|ผู้สูงอายุ|นักเรียน|พิการ|ผู้ป่วย|ผู้สมัคร|ผู้รับบริการ|ผู้ขอ|ผู้เสียภาษี|ผู้ค้า|ผู้ได้รับ"
    rf"|อบรม|สัมมนา|วิทยากร|ผู้สอบ|ใบอนุญาต|ผู้เข้าร่วม|ผู้มาติดต่อ|{_OUTSIDE}"
)
"""Titles of lists of other people; without spaces."""
_ONCE: Final = re.compile(
    r"ผู้(?:เข้า(?:ร่วม|รับการ)?|มา|ไม่มา|ร่วม)(?:การ)?(?:ประชุม|อบรม|สัมมนา|กิจกรรม)|ลงเวลา|ลงทะเบียน|เช็คชื่อ|เวร(?:ยาม|รักษา|ประจำ)|อยู่เวร"
    r"|(?:ใบ|แบบ|บัญชี|สมุด|รายการ)ลงชื่อ|ลงชื่อ(?!\)?(?:[.…_(\n]|\Z)|นา[ยง])"
    r"|(?:ต้อง|ที่|ผู้|ยังไม่|ได้|ไม่)ตอบ(?!รับ)|ตอบแบบ"
)
"""Titles of lists of who was or is to be somewhere once, but no line to sign on; without spaces."""
_CAME: Final = re.compile(
    r"(?:ไม่)?มา|เวลา(?:มา|เข้า|ออก|กลับ)|ลา|ขาด|(?:ไม่)?เข้าร่วม|(?:ยังไม่|ไม่)?(?:ได้)?ตอบ(?:แล้ว)?|ลายมือชื่อ|ลายเซ็น"
)
"""Headings of columns of such lists."""
_REGISTERS: Final = re.compile(
    r"ทำเนียบ|(?:รายชื่อ|ทะเบียน|บัญชี|ข้อมูล).{0,12}(?:ข้าราชการ|บุคลากร|ลูกจ้าง|เจ้าหน้าที่|ผู้บริหาร|คณะ|กรรมการ|พนักงาน|ผู้รับผิดชอบ|ผู้ประสานงาน)|คณะทำงาน|คณะกรรมการ|คณะอนุกรรมการ"
)
_COMMON: Final = re.compile(
    r"ประกอบด้วย|แทน|ดัง(?:ต่อไป)?นี้|ตาราง|เอกสาร|(?:ข้อมูล)?ณวันที่.*|คณะทำงาน|คณะ(?:อนุ)?กรรมการ(?:อำนวยการ)?|รายชื่อ|รายนาม|บัญชี|แนบท้าย|คำสั่ง|แต่งตั้ง|สำนักงานเขต[ก-๙]*|กรุงเทพมหานคร"
    r"|(?:ประจำ)?ปี(?:งบประมาณ)?|ทำเนียบ|ทะเบียน|ข้อมูล|ข้าราชการ|บุคลากร|ลูกจ้าง(?:ประจำ|ชั่วคราว)?|เจ้าหน้าที่|ผู้บริหาร|พนักงาน|หัวหน้าฝ่าย|หัวหน้าส่วนราชการ|และ|ของ|ใน|สังกัด|ฝ่าย[ก-๙]*|กทม|ทั้งหมด|ปัจจุบัน|พ\.ศ\.|ที่\d+/\d+|เรื่อง|แผ่นที่?|หน้า|sheet|[\d().,:/_–-]"
)
"""What the titles of rosters consist of, without spaces."""
_POSTS: Final = ("position", "job_title", "name")
"""Columns that may have posts."""
SURELY: Final = "สกุล"
"""In the heading of a column of people's names, with or without their titles."""
_UNTITLED: Final = Phrase("ไม่มีชื่อเรื่องว่าเป็นรายชื่อบุคลากร")
_ROLES: Final = Argument(Phrase("ตำแหน่งเป็นบทบาทในคณะ ไม่ใช่ตำแหน่งของบุคลากร"), is_veto=True)
_CHILD: Final = re.compile(r"^(?:เด็กชาย|เด็กหญิง|ด\.?\s?[ชญ]\.)")
ROLE: Final = re.compile(r"ประธาน|กรรมการ|คณะทำงาน|เลขานุการ|ที่ปรึกษา")


def reasons_of_people(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them people of the office: posts, roles, units, or the title."""
    if _REGISTERS.search(table.said) or _says_body(table):
        yield Argument(Phrase("เป็นรายชื่อคณะหรือทำเนียบบุคลากร"))
    if _has_posts(table):
        yield Argument(Phrase("มีตำแหน่งราชการ"))
    if _share_of_units(table) >= MOST:
        yield Argument(Phrase("มีฝ่ายของสำนักงานเขต"))


def _has_posts(table: SeenTable) -> bool:
    """Return whether most people have a post of an office."""
    return any(share(table.cells(name), _is_official) >= MOST for name in _POSTS)


def _share_of_units(table: SeenTable) -> float:
    """Return the share of units that are called as those of an office are."""
    units = table.known.units
    return share(table.cells("unit"), lambda text: key(text) in units or kind_of_name(text))


def against_people(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them other people, or no people."""
    is_body = table.is_named_ours and _says_body(table)
    # Members of a body are that, whoever came or is to sign.
    came = next((each for each in table.heads.split("\n") if _CAME.fullmatch(each)), "")
    if _names_no_people(table):
        yield Argument(Phrase("ไม่ใช่ชื่อคน"), is_veto=True)
    if head := table.headed(_OF_OTHERS):
        yield has_column(head)
    if found := _ONCE.search(table.said):
        yield of_matter(found[0], is_veto=True)
    elif came and not (is_body and _has_roles(table)):
        yield has_column(came, is_veto=False)
    if any(map(_CHILD.match, table.cells("name"))):
        yield Argument(Phrase("มีชื่อเด็ก"), is_veto=True)
    if other := _of_others(table, is_body=is_body):
        yield other
    elif not table.is_named_ours:
        yield from _strange(table)
    if table.kind == PEOPLE.name:
        yield from _of_no_register(table)
    if table.kind == ROSTER.name and not table.is_named_ours:
        yield from _of_no_body(table)


def _of_others(table: SeenTable, *, is_body: bool) -> Argument | None:
    """Return what a title, or a word of most rows, says of people who are not of an office; a body
    of ours may be about them, but not theirs."""
    if found := (_BODIES_OUTSIDE if is_body else _MATTERS).search(table.words):
        return of_matter(found[0], is_veto=True)
    rows = [key("\n".join(map(str, row.values))) for row in table.below if row.filled > 1]
    first = next(filter(None, (re.search(_OUTSIDE, text) for text in rows)), None)
    if first is None or share(rows, re.compile(_OUTSIDE).search) < MOST:
        return None
    return Argument(Phrase("เป็นรายชื่อของ “{outside}”", outside=first[0]), is_veto=True)


def _is_official(text: str) -> bool:
    """Return whether a text is a post of an office: who presides may do so anywhere."""
    return is_post(text) and not _is_of_body(text)


def _is_of_body(text: str) -> bool:
    """Return whether a text is a role in a body, and no post."""
    return ROLE.match(key(text)) is not None


def _of_no_register(table: SeenTable) -> Iterator[Argument]:
    """Yield that posts are roles in a body, and that no title says what the list is."""
    if max(share(table.cells(name), _is_of_body) for name in _POSTS) >= MOST:
        yield _ROLES
    if not _REGISTERS.search(table.said if table.titles[1:] else table.words):
        yield Argument(_UNTITLED)


def _of_no_body(table: SeenTable) -> Iterator[Argument]:
    """Yield that a roster names no body, or one that the year has not."""
    named = dict.fromkeys(() if table.has_own_headings else (row.body for row in table.rows))
    others = [body for body in named if body != UNTOLD and not _is_known(table, body)]
    says_body = _says_body(table) or bool({*named} - {UNTOLD, *others})
    if not says_body or ({*named} == {UNTOLD} and "คณะ" not in table.said):
        # Without a body and without roles, names are those of any list.
        yield Argument(Phrase("ไม่มีหัวเรื่องว่าเป็นคณะใด"), is_veto=not says_body)
    for body in others:
        yield Argument(Phrase("ปีนี้ไม่มีคณะชื่อ “{body}”", body=body))


def _is_known(table: SeenTable, body: str) -> bool:
    """Return whether a body is one that each office has, or one of the year."""
    return kind_of_body(body) is not BodyKind.OTHER or key(body) in table.known.bodies


def _says_body(table: SeenTable) -> bool:
    """Return whether the title, or the roles below a heading, say that it is of a body."""
    return "คณะ" in table.said or _has_roles(table)


def _has_roles(table: SeenTable) -> bool:
    """Return whether most people have a role in a body."""
    return share(table.cells("role"), ROLE.search) >= MOST


def _names_no_people(table: SeenTable) -> bool:
    """Return whether a list would be known by nothing but a heading of names, which may be of
    anything (a legend: ชื่อ, สัญลักษณ์), and hardly any person's name is below it."""
    heading = table.heading
    if {*heading.columns} != {"name"} or len(heading.headed) == 1:
        return False
    return SURELY not in heading.headings["name"] and share(table.cells("name"), is_person) < MOST


def _strange(table: SeenTable) -> Iterator[Argument]:
    """Yield what a title or a column says that is of no register and no body of ours."""
    # Above a roster any line may stand, but for the name of another body.
    titles = [each for each in table.titles[1:] if table.kind != ROSTER.name or "คณะ" in each]
    said = [text for title in titles if (text := table.beyond(title, _COMMON))]
    columns = table.heading.columns
    if said:
        # Our units have sportsmen and guards, and guests have posts: the staff has both.
        is_staff = _has_posts(table) and ("unit" not in columns or _share_of_units(table) >= MOST)
        is_veto = table.kind == PEOPLE.name and not (is_staff or _REGISTERS.search(table.said))
        yield of_matter(shortened(said[0]), is_veto=is_veto)
    elif table.kind != ROSTER.name and not _REGISTERS.search(table.said) and table.unexplained:
        yield has_column(shortened(table.unexplained), is_veto=False)
