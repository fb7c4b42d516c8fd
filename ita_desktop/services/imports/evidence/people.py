"""What makes a list of names a register or roster of the office's people. Other names are personal
data of others: who complained, gets an allowance, learns at a school."""

import re
from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.roster.matching import kind_of_name
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.roster.posts import is_post
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.roster.people import PEOPLE
from ita_desktop.exchange.kinds.roster.roster import ROSTER
from ita_desktop.services.imports.evidence.seen import (
    MOST,
    Argument,
    SeenTable,
    has_column,
    of_matter,
    share,
)

_OF_OTHERS: Final = (
    r"จำนวนเงิน|ค่าตอบแทน|เบี้ย|เลข(?:ที่)?(?:ประจำตัว)?(?:ประชาชน|บัตร)|บัตรประชาชน|ที่อยู่|^อายุ|วันเกิด|เรื่อง(?:ที่)?ร้อง|^เรื่อง$"
    r"|ผู้ร้อง|ผู้ปกครอง|ชั้นเรียน|^ชั้น$|โรคประจำตัว|อาการ|คะแนน|เกรด|ทะเบียนบ้าน|เลขที่บัญชี|เลขบัญชี"
)
_MATTERS: Final = re.compile(
    r"ร้องเรียน|ร้องทุกข์|ร้องขอ|เบี้ย|สงเคราะห์|ผู้สูงอายุ|นักเรียน|พิการ|ผู้ป่วย|ผู้สมัคร|ผู้รับบริการ|ผู้ขอ|ผู้เสียภาษี|ผู้ค้า|ผู้ได้รับ"
    r"|อบรม|สัมมนา|วิทยากร|อาสาสมัคร|ชุมชน|ประชาคม|ผู้สอบ|ใบอนุญาต|ผู้เข้าร่วม|ผู้มาติดต่อ"
)
"""Titles of lists of other people; without spaces."""
_REGISTERS: Final = re.compile(
    r"ทำเนียบ|(?:รายชื่อ|ทะเบียน|บัญชี|ข้อมูล).{0,12}(?:ข้าราชการ|บุคลากร|ลูกจ้าง|เจ้าหน้าที่|ผู้บริหาร|คณะ|กรรมการ|พนักงาน)|คณะทำงาน|คณะกรรมการ|คณะอนุกรรมการ"
)
_COMMON: Final = re.compile(
    r"ประกอบด้วย|แทน|ดัง(?:ต่อไป)?นี้|ตาราง|เอกสาร|(?:ข้อมูล)?ณวันที่.*|คณะทำงาน|คณะ(?:อนุ)?กรรมการ(?:อำนวยการ)?|รายชื่อ|รายนาม|บัญชี|แนบท้าย|คำสั่ง|แต่งตั้ง|สำนักงานเขต[ก-๙]*|กรุงเทพมหานคร"
    r"|(?:ประจำ)?ปี(?:งบประมาณ)?|ทำเนียบ|ทะเบียน|ข้อมูล|ข้าราชการ|บุคลากร|ลูกจ้าง(?:ประจำ|ชั่วคราว)?|เจ้าหน้าที่|ผู้บริหาร|พนักงาน|หัวหน้าฝ่าย|หัวหน้าส่วนราชการ|และ|ของ|ใน|สังกัด|ฝ่าย[ก-๙]*|กทม|ทั้งหมด|ปัจจุบัน|พ\.ศ\.|ที่\d+/\d+|เรื่อง|แผ่นที่?|หน้า|sheet|[\d().,:/_–-]"
)
"""What the titles of rosters consist of, without spaces."""
_POSTS: Final = ("position", "job_title", "name")
"""Columns that may have posts."""
_SURELY: Final = "สกุล"
"""In the heading of a column of people's names, with or without their titles."""
_UNTITLED: Final = Phrase("ไม่มีชื่อเรื่องว่าเป็นรายชื่อบุคลากร")
_CHILD: Final = re.compile(r"^(?:เด็กชาย|เด็กหญิง|ด\.?\s?[ชญ]\.)")
_ROLE: Final = re.compile(r"ประธาน|กรรมการ|คณะทำงาน|เลขานุการ|ที่ปรึกษา")


def reasons(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them people of the office: posts, roles, units, or the title."""
    if _REGISTERS.search(table.words) or _says_body(table):
        yield Argument(Phrase("เป็นรายชื่อคณะหรือทำเนียบบุคลากร"))
    if any(share(table.cells(name), is_post) >= MOST for name in _POSTS):
        yield Argument(Phrase("มีตำแหน่งราชการ"))
    if (
        share(
            table.cells("unit"), lambda text: key(text) in table.known.units or kind_of_name(text)
        )
        >= MOST
    ):
        yield Argument(Phrase("มีฝ่ายของสำนักงานเขต"))


def against(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them other people, or no people."""
    if _names_no_people(table):
        yield Argument(Phrase("ไม่ใช่ชื่อคน"), is_veto=True)
    if head := table.headed(_OF_OTHERS):
        yield has_column(head)
    if share(table.cells("name"), _CHILD.match) > 0:
        yield Argument(Phrase("มีชื่อเด็ก"), is_veto=True)
    if (found := _MATTERS.search(table.words)) and not table.is_named_ours:
        yield of_matter(found[0], is_veto=True)
    elif not table.is_named_ours:
        yield from _strange(table)
    if table.kind == PEOPLE.name and not _REGISTERS.search(table.words):
        yield Argument(_UNTITLED)
    if table.kind == ROSTER.name and not (table.is_named_ours or _says_body(table)):
        yield Argument(Phrase("ไม่มีหน้าที่ในคณะ และไม่มีหัวเรื่องว่าเป็นคณะใด"))


def _says_body(table: SeenTable) -> bool:
    """Return whether the title, or the roles below a heading, say that it is of a body."""
    return "คณะ" in table.words or share(table.cells("role"), _ROLE.search) >= MOST


def _names_no_people(table: SeenTable) -> bool:
    """Return whether a list would be known by nothing but a heading of names, which may be of
    anything (a legend: ชื่อ, สัญลักษณ์), and hardly any person's name is below it."""
    heading = table.heading
    if {*heading.columns} != {"name"} or len(heading.headed) == 1:
        return False
    return _SURELY not in heading.headings["name"] and share(table.cells("name"), is_person) < MOST


def _strange(table: SeenTable) -> Iterator[Argument]:
    """Yield what a title or a column says that is of no register and no body of ours."""
    # Above a roster any line may stand, but for the name of another body.
    titles = [each for each in table.titles[1:] if table.kind != ROSTER.name or "คณะ" in each]
    said = [text for title in titles if (text := table.beyond(title, _COMMON))]
    if said:
        yield of_matter(shortened(said[0]))
    elif table.kind != ROSTER.name and not _REGISTERS.search(table.words) and table.unexplained:
        yield has_column(shortened(table.unexplained), is_veto=False)
