"""Telephone numbers and e-mail addresses of the committee members, for internal use."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports import committee_roster
from ita_desktop.documents.reports.committee_roster import (
    NO_BODY,
    NO_HOLDER,
    NO_MEMBERS,
    POST_ALONE,
)
from ita_desktop.documents.reports.shared import (
    COLUMNS,
    FILE,
    HEADS,
    HYPHEN,
    missing_items,
    of_tables,
)
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.records import Body, Member, Person
from ita_desktop.domain.roster.committee import joined, members_on
from ita_desktop.domain.roster.holders import holder_of, member_post
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

_COLUMNS: Final = (
    content.TableColumn(7),
    content.TableColumn(20),
    content.TableColumn(26),
    content.TableColumn(15),
    content.TableColumn(14),
    content.TableColumn(18),
)
_FILE: Final = wording(
    "roster-contacts.file", "ช่องทางติดต่อคณะกรรมการ ITA ปีงบประมาณ {ปีงบประมาณ} (ใช้ภายใน)", title=FILE
)
_HEADS: Final = wording(
    "roster-contacts.heads",
    """
    รายชื่อและช่องทางติดต่อ{คณะ}
    {ชื่อการประเมินภาษาไทย} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    ใช้ภายใน{สำนักงานเขต}เท่านั้น
    """,
    title=HEADS,
)
_HEADING: Final = wording(
    "roster-contacts.columns",
    "ลำดับ | ชื่อ - สกุล | ตำแหน่ง | บทบาท | โทรศัพท์ | อีเมล",
    title=COLUMNS,
)


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: members, and persons without telephone and e-mail."""
    year = context.year
    without = [
        person.full_name
        for body in year.filled_bodies
        for member in members_on(year, body.id)
        if (person := _person(year, member)) is not None and not (person.phone or person.email)
    ]
    yield from committee_roster.missing(context)
    yield from missing_items(
        list(dict.fromkeys(without)),
        "{items} ยังไม่มีโทรศัพท์และอีเมล",
        "{count} คนยังไม่มีโทรศัพท์และอีเมล เช่น {items}",
        "เพิ่มที่หน้าคณะกรรมการ",
    )


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns all bodies, one table each, with contact details."""
    year = context.year
    title = _FILE.of(year)
    names = joined(year.filled_bodies) or NO_BODY.of(year)
    heads = _HEADS.paragraphs(year, "title", {"คณะ": names})
    return of_tables(year, title, (*heads, *_bodies(year)), digits, across=True)


def _bodies(year: YearData) -> Iterator[content.Block]:
    if not year.filled_bodies:
        yield from NO_MEMBERS.paragraphs(year, "line")
    for place, body in enumerate(year.filled_bodies, 1):
        yield content.paragraph(f"{place}. {body.name}", "heading")
        rows = NO_MEMBERS.unless(_rows(year, body, place), year, len(_COLUMNS))
        yield content.Table(_COLUMNS, rows, (_HEADING.heading(year),))


def _rows(year: YearData, body: Body, place: int) -> Iterator[content.TableRow]:
    for number, member in enumerate(members_on(year, body.id), 1):
        yield _row(year, member, f"{place}.{number}")


def _row(year: YearData, member: Member, number: str) -> content.TableRow:
    person = _person(year, member)
    name = (
        person.full_name if person else NO_HOLDER.of(year) if member.vacant else POST_ALONE.of(year)
    )
    return content.TableRow(
        (
            content.cell(number, "cell-center"),
            content.cell(name),
            content.cell(member_post(year, member)),
            content.cell(member.role),
            content.cell((person.phone if person else "") or HYPHEN),
            content.cell((person.email if person else "") or HYPHEN),
        )
    )


def _person(year: YearData, member: Member) -> Person | None:
    """Returns the member's person, or the current holder of the position."""
    holder = holder_of(year, member, None)
    return holder.person if holder is not None else None
