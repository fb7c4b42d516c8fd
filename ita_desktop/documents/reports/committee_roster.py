"""The members of the year's committee bodies, as in the appointment order.

Members are in the order of the appointment order, which is by rank and never sorted; a group
(หัวหน้าฝ่ายทุกฝ่าย) is one entry. Pages are numbered as in letters and orders.
"""

from collections.abc import Iterator

from ita_desktop.documents.content import (
    Block,
    Document,
    Table,
    TableColumn,
    TableRow,
    cell,
    counted_cell,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.shared import (
    COLUMNS,
    FILE,
    HEADS,
    TABLE_MARGINS,
    missing_items,
    of_papers,
)
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Body, Member, MemberKind, UnitKind
from ita_desktop.domain.roster.committee import joined, members_on
from ita_desktop.domain.text import Digits, key
from ita_desktop.domain.tracking.deliveries import empty_bodies
from ita_desktop.domain.year import YearData

POST_ALONE = wording("committee-roster.by-post", "โดยตำแหน่ง")
NO_HOLDER = wording("committee-roster.vacant", "ว่าง")
_FILE = wording(
    "committee-roster.file", "รายชื่อคณะกรรมการและคณะทำงาน ITA ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEADS = wording(
    "committee-roster.heads",
    """
    รายชื่อ{คณะ}
    {ชื่อการประเมินภาษาไทย}
    {ชื่อการประเมินภาษาอังกฤษ} ของ{สำนักงานเขต}
    ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title=HEADS,
)
NO_MEMBERS = wording("committee-roster.none", "ยังไม่มีรายชื่อ")
NO_BODY = wording("committee-roster.no-body", "คณะกรรมการ")
_LIST = "members"
"""The list by which Word numbers bodies and members."""
_COLUMNS = (TableColumn(8), TableColumn(24), TableColumn(46), TableColumn(22))
_HEADING = wording("committee-roster.columns", "ลำดับ | ชื่อ - สกุล | ตำแหน่ง | บทบาท", title=COLUMNS)


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: bodies, members, or roles."""
    year = context.year
    if not year.filled_bodies:
        yield MissingData(
            "ยังไม่มีคณะกรรมการหรือคณะทำงานของปีนี้",
            remedy="เพิ่มที่หน้าคณะกรรมการ",
            page=PageKey.ROSTER,
            is_all=True,
        )
    empty = empty_bodies(year)
    nobody = len(empty) == len(year.filled_bodies)
    for body in empty:
        fields = {"body": body.name}
        yield MissingData(
            "{body} ยังไม่มีรายชื่อ", fields, "เพิ่มที่หน้าคณะกรรมการ", PageKey.ROSTER, is_all=nobody
        )
    yield from missing_items(
        [number for number, member in _numbered(year) if not member.role],
        "ลำดับ {items} ยังไม่มีบทบาท",
        "{count} ลำดับยังไม่มีบทบาท เช่น {items}",
        "ระบุที่หน้าคณะกรรมการ",
        PageKey.ROSTER,
    )


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns all bodies, one table each."""
    year = context.year
    names = joined(year.filled_bodies) or NO_BODY.of(year)
    heads = _HEADS.paragraphs(year, "title", {"คณะ": names})
    return of_papers(year, _FILE.of(year), (*heads, *_bodies(year)), digits, TABLE_MARGINS)


def _bodies(year: YearData) -> Iterator[Block]:
    if not year.filled_bodies:
        yield from NO_MEMBERS.paragraphs(year, "line")
    for place, body in enumerate(year.filled_bodies, 1):
        yield paragraph(body.name, "heading", mark=f"{place}.", counted=_LIST)
        rows = NO_MEMBERS.unless(_rows(year, body, place), year, len(_COLUMNS))
        yield Table(_COLUMNS, rows, (_HEADING.heading(year),))


def _numbered(year: YearData) -> Iterator[tuple[str, Member]]:
    for place, body in enumerate(year.filled_bodies, 1):
        for number, member in enumerate(members_on(year, body.id), 1):
            yield f"{place}.{number}", member


def _rows(year: YearData, body: Body, place: int) -> Iterator[TableRow]:
    for number, member in enumerate(members_on(year, body.id), 1):
        person = year.person_by_id.get(member.person_id or "")
        yield TableRow(
            (
                counted_cell(f"{place}.{number}", "cell-center", _LIST),
                cell(
                    person.full_name
                    if person
                    else NO_HOLDER.of(year)
                    if member.vacant
                    else POST_ALONE.of(year)
                ),
                cell(_post(year, member)),
                cell(member.role),
            )
        )


def _post(year: YearData, member: Member) -> str:
    """Returns the position with the unit, unless it contains the unit or belongs to a group."""
    person = year.person_by_id.get(member.person_id or "")
    post = member.post or (person.job_title if person else "")
    unit = year.unit_by_id.get(member.unit_id or (person.unit_id if person else None) or "")
    if unit is None or member.kind is MemberKind.GROUP or unit.kind is UnitKind.OFFICE:
        return post or (unit.name if unit else "")
    return post if key(unit.name) in key(post) else f"{post} {unit.name}".strip()
