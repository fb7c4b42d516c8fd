"""How the members of the committee are reached: telephone and e-mail, for the office only."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Column,
    Document,
    Orientation,
    Row,
    Table,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports import committee_roster
from ita_desktop.documents.reports.committee_roster import BY_POST, VACANT
from ita_desktop.documents.reports.papers import member_post
from ita_desktop.documents.reports.wording import (
    HYPHEN,
    ITA_THAI,
    TABLE_MARGINS,
    fiscal_year,
    foot,
    lacking,
    office,
    titles,
)
from ita_desktop.domain.committee import members_on
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.records import Body, Member
from ita_desktop.domain.year import YearData

_COLUMNS: Final = (Column(7), Column(20), Column(26), Column(15), Column(14), Column(18))
_HEADING: Final = (heading_row(("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "บทบาท", "โทรศัพท์", "อีเมล")),)


def missing(material: Material) -> list[Lack]:
    """What the list lacks: members, and the numbers of persons who have neither."""
    year = material.year
    without = [
        person.full_name
        for body in year.bodies
        for member in members_on(year, body.id)
        if (person := year.person_by_id.get(member.person_id or "")) is not None
        and not (person.phone or person.email)
    ]
    lacks = committee_roster.missing(material)
    if without:
        names = list(dict.fromkeys(without))
        lacks.append(
            lacking(
                names,
                "{items} ยังไม่มีโทรศัพท์และอีเมล",
                "{count} คนยังไม่มีโทรศัพท์และอีเมล เช่น {items}",
                "เพิ่มที่หน้าคณะกรรมการ",
            )
        )
    return lacks


def build(material: Material, digits: Digits) -> Document:
    """All bodies, one table each, with how each person is reached."""
    year = material.year
    title = f"ช่องทางติดต่อคณะกรรมการ ITA ปีงบประมาณ {year.year} (ใช้ภายใน)"
    names = "และ".join(body.name for body in year.bodies) or "คณะกรรมการ"
    heads = titles(
        f"รายชื่อและช่องทางติดต่อ{names}",
        f"{ITA_THAI} {fiscal_year(year)}",
        f"ใช้ภายใน{office(year.organisation)}เท่านั้น",
    )
    return Document(
        title=title,
        author=office(year.organisation),
        blocks=(*heads, *_bodies(year)),
        orientation=Orientation.LANDSCAPE,
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(title),
    )


def _bodies(year: YearData) -> Iterator[Block]:
    for place, body in enumerate(year.bodies, 1):
        yield paragraph(f"{place}. {body.name}", "heading")
        yield Table(_COLUMNS, tuple(_rows(year, body, place)), _HEADING)


def _rows(year: YearData, body: Body, place: int) -> Iterator[Row]:
    for number, member in enumerate(members_on(year, body.id), 1):
        yield _row(year, member, f"{place}.{number}")


def _row(year: YearData, member: Member, number: str) -> Row:
    person = year.person_by_id.get(member.person_id or "")
    name = person.full_name if person else VACANT if member.vacant else BY_POST
    return Row(
        (
            cell(number, "cell-center"),
            cell(name),
            cell(member_post(year, member)),
            cell(member.role),
            cell((person.phone if person else "") or HYPHEN),
            cell((person.email if person else "") or HYPHEN),
        )
    )
