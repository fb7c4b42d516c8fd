"""Recognises posts: ผู้อำนวยการเขต, หัวหน้าฝ่ายทุกฝ่าย, นักประชาสัมพันธ์ ฝ่ายปกครอง.

Rosters and owner cells name posts as well as people. Some posts stand for a group of people.
"""

import re
from functools import lru_cache

from ita_desktop.domain.records import GroupOf
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import key, one_line

_POST = re.compile(
    r"^(?:รักษา(?:ราชการ)?(?:การ)?(?:แทน)?(?:ใน)?(?:ตำแหน่ง)?|ปฏิบัติ(?:หน้าที่|ราชการ)(?:แทน)?(?:ใน)?(?:ตำแหน่ง)?)?"
    r"(?:ว่าที่)?(?:รอง|ผู้ช่วย|ผช\.)?(?:"
    r"หน\.?(?=ฝ่าย|กลุ่ม|งาน)|จพง\.|จนท\.|นวก\.|"
    r"ผู้อำนวยการ|ผอ\.?|ผู้บริหาร|ผู้บังคับบัญชา|หัวหน้า|ประธาน|เลขานุการ|ปลัด|ผู้แทน|ตัวแทน|คณะกรรมการ|คณะทำงาน|"
    r"เจ้าหน้าที่|เจ้าพนักงาน|นัก|นายช่าง|นายทะเบียน|นายตรวจ|(?:นาย|ทันต|สัตว|นายสัตว)?แพทย์|เภสัชกร|พยาบาล|วิศวกร|สถาปนิก|"
    r"ศึกษานิเทศก์|ผู้ทรงคุณวุฒิ|ผู้เชี่ยวชาญ|ครู|อาจารย์|พนักงาน|ลูกจ้าง|ข้าราชการ|บุคลากร|คนงาน|พี่เลี้ยง|นิติกร|บรรณารักษ์|"
    r"(?:(?:ทุก)?(?:ฝ่าย|หน่วยงาน|หน่วย|ส่วนราชการ)|ผู้)ที่เกี่ยวข้อง|ผู้ที่ได้รับมอบหมาย|ผู้ได้รับมอบหมาย|ผู้รับผิดชอบ|ผู้ปฏิบัติ|ผู้ดูแล|ผู้ประสานงาน"
    r")"
)
_EVERY = r"(?:ทุก|ทั้งหมด|ทั้ง\d+)"
_GROUPS = (
    (GroupOf.SECTION_HEADS, rf"(?:หัวหน้า|หน\.?)ฝ่าย.*{_EVERY}|^{_EVERY}(?:หัวหน้า|หน\.?)ฝ่าย"),
    (
        GroupOf.SCHOOL_DIRECTORS,
        rf"(?:ผู้อำนวยการ|ผู้บริหาร|ผอ\.?)(?:สถานศึกษา|โรงเรียน|รร).*(?:{_EVERY}|ในสังกัด)",
    ),
    (GroupOf.EXECUTIVES, r"^(?:คณะ)?ผู้บริหาร(?:สำนักงาน)?(?:เขต|$)"),
    (
        GroupOf.SCHOOLS,
        rf"^(?:โรงเรียน|สถานศึกษา|รร\.?)(?:{_EVERY}|(?:ใน)?สังกัด|$)|^ทุก(?:โรงเรียน|สถานศึกษา)",
    ),
    (GroupOf.SECTIONS, r"^(?:ฝ่าย)?ทุก(?:ฝ่าย|ส่วนราชการ|หน่วยงาน|หน่วย$)"),
)


def is_post(text: str) -> bool:
    """Return whether ``text`` is a post or job title, and not a person or a unit."""
    plain = one_line(text)
    return bool(_POST.match(plain.replace(" ", ""))) and not is_person(plain)


@lru_cache(maxsize=2048)
def group_of(text: str) -> GroupOf:
    """Return the group that a name stands for; NONE if it is not a group.

    >>> group_of("ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัดทุกโรงเรียน").value
    'school_directors'
    """
    plain = key(text)
    for group, pattern in _GROUPS:
        if re.search(pattern, plain):
            return group
    return GroupOf.NONE
