"""What the office's orders, memos and letters have in common: garuda, margins, who signs."""

from collections.abc import Iterable, Mapping
from typing import Final

from ita_desktop.documents.content import Image, Margins, Paragraph, SignatureBlock, paragraph
from ita_desktop.documents.kinds import GARUDA, Lack, Material
from ita_desktop.documents.office_picture import shape_of
from ita_desktop.documents.values import signature_name
from ita_desktop.documents.wordings import words
from ita_desktop.domain.records import Member, MemberKind, Organisation, UnitKind
from ita_desktop.domain.text import key
from ita_desktop.domain.wordings import GAP, gaps
from ita_desktop.domain.year import YearData

MARGINS: Final = Margins(top=25, right=20, bottom=20, left=30)
"""Of orders and letters, as the rules of official correspondence have them."""
GARUDA_OF_LETTERS: Final = 30.0
GARUDA_OF_MEMOS: Final = 15.0
"""Heights in millimetres."""
VACANT: Final = "- ว่าง -"
_SHAPE: Final = 0.92
"""Width over height of the garuda while the office gave none."""
_OFFICE: Final = "สำนักงานเขต"


def garuda(material: Material, height: float) -> Image:
    """The office's garuda in ``height`` millimetres; a frame of its size while there is none."""
    data = material.office_file(GARUDA)
    shape = shape_of(data) if data else None
    if data is None or shape is None:
        return Image(b"", height * _SHAPE, height, "ครุฑ")
    return Image(data, height * shape, height, "ครุฑ")


def garuda_lacks(material: Material) -> list[Lack]:
    """What is to be done so that the garuda is printed."""
    if not any(one.name == GARUDA for one in material.year.office_files):
        return [Lack("ยังไม่มีภาพครุฑ", {"office_file": GARUDA}, "เลือกไฟล์ภาพที่หน้าตั้งค่า")]
    data = material.office_file(GARUDA)
    if data is not None and shape_of(data) is None:
        broken = "ภาพครุฑเปิดไม่ได้"
        return [Lack(broken, {"office_file": GARUDA}, "เลือกไฟล์ PNG หรือ JPEG ที่หน้าตั้งค่า")]
    return []


def body(text: str) -> Iterable[Paragraph]:
    """The paragraphs of a text, one a line."""
    return [paragraph(line, "paper-body") for line in text.splitlines() if line.strip()]


def unfilled(data: YearData, name: str, values: Mapping[str, str], own: str) -> list[str]:
    """The fields of a text that are printed as a gap."""
    return list(gaps(own or words(data, name), values))


def signature(
    data: YearData, person_id: str | None, post: str, under: str = "", closing: str = ""
) -> SignatureBlock:
    """Who signs: name in brackets, post, and the lines ``under`` it (ปฏิบัติราชการแทน …)."""
    lines = (signature_name(data, person_id), *post.splitlines(), *under.splitlines())
    return SignatureBlock(tuple(line for line in lines if line.strip()), closing)


def director(organisation: Organisation) -> str:
    """``ผู้อำนวยการเขตตัวอย่าง``."""
    return f"ผู้อำนวยการเขต{district(organisation)}"


def district(organisation: Organisation) -> str:
    """The name of the district alone; a gap while it is not known."""
    return organisation.name.removeprefix(_OFFICE).strip() or GAP


def member_lines(data: YearData, member: Member) -> tuple[str, ...]:
    """How an order prints a member: a person in two lines, a post or group in one."""
    post = member_post(data, member)
    person = data.person_by_id.get(member.person_id or "")
    if member.vacant:
        return tuple(line for line in (VACANT, post) if line)
    if person is None or member.kind is not MemberKind.PERSON:
        return (post,)
    return tuple(line for line in (person.full_name, post) if line)


def member_post(data: YearData, member: Member) -> str:
    """The post with the unit, unless the post names it or stands for many."""
    person = data.person_by_id.get(member.person_id or "")
    post = member.post or (person.job_title if person else "")
    unit = data.unit_by_id.get(member.unit_id or (person.unit_id if person else None) or "")
    if post.endswith("อำนวยการเขต"):
        return f"{post}{district(data.organisation)}"
    if unit is None or member.kind is MemberKind.GROUP or unit.kind is UnitKind.OFFICE:
        return post or (unit.name if unit else "")
    return post if key(unit.name) in key(post) else f"{post} {unit.name}".strip()


def role_lines(role: str) -> str:
    """A role in the lines in which orders write it: ``กรรมการและ / เลขานุการ``, ``คณะทำงาน /
    และเลขานุการ``."""
    before, joint, after = role.partition("และ")
    if not joint or not before or not after:
        return role
    if before == "กรรมการ":
        return f"{before}{joint}\n{after}"
    return f"{before}\n{joint}{after}"
