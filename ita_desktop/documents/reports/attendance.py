"""Who is called to a meeting, to sign; and who came, as it was noted.

Form: the agenda's title lines; a table a body in the order of the appointment order, in which
those whom a group stands for have a line each; who came in somebody's place is marked (แทน).
"""

from collections.abc import Iterator, Sequence

from ita_desktop.documents.content import (
    Block,
    Column,
    Document,
    PageLine,
    PageNumbers,
    Row,
    Table,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.meeting_parts import (
    NO_MEETING,
    attendee,
    blank,
    chosen,
    day_lacks,
    file_title,
    titles,
)
from ita_desktop.documents.reports.wording import TABLE_MARGINS, office
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.meetings import Attendance, Meeting, Presence
from ita_desktop.domain.year import YearData

_COLUMNS = (Column(8), Column(27), Column(33), Column(20), Column(12))
_RECORDED_COLUMNS = (Column(8), Column(27), Column(37), Column(28))
_SIGN = heading_row(("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง / สังกัด", "ลายมือชื่อ", "หมายเหตุ"))
_RECORDED = heading_row(("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง / สังกัด", "การเข้าประชุม"))
_GUESTS = "ผู้เข้าร่วมประชุม"


def missing(material: Material) -> list[Lack]:
    """What the list lacks."""
    meeting = chosen(material)
    if meeting is None:
        return [NO_MEETING]
    lacks = day_lacks(meeting)
    if not material.year.attendance_of(meeting.id):
        lacks.append(Lack("ยังไม่มีรายชื่อผู้เข้าประชุม", remedy="ปรับรายชื่อที่หน้าการประชุม"))
    return lacks


def build(material: Material, digits: Digits) -> Document:
    """The list to sign."""
    return _document(material, digits, "ใบลงชื่อผู้เข้าประชุม", recorded=False)


def build_recorded(material: Material, digits: Digits) -> Document:
    """The list of who came."""
    return _document(material, digits, "รายชื่อผู้เข้าประชุม", recorded=True)


def _document(material: Material, digits: Digits, title: str, *, recorded: bool) -> Document:
    data = material.year
    meeting = chosen(material) or blank(data)
    return Document(
        title=file_title(data, meeting, title),
        author=office(data.organisation),
        blocks=(*titles(data, meeting, title), *_tables(data, meeting, recorded=recorded)),
        margins=TABLE_MARGINS,
        digits=digits,
        header=PageLine(numbers=PageNumbers.DASHES, from_page=2),
    )


def _tables(data: YearData, meeting: Meeting, *, recorded: bool) -> Iterator[Block]:
    rows = data.attendance_of(meeting.id)
    for body in data.bodies_of_meeting(meeting.id):
        members = {one.id for one in data.members_of(body.id)}
        yield paragraph(body.name, "heading")
        of_body = [row for row in rows if row.member_id in members]
        yield _table(data, of_body, recorded=recorded)
    guests = [row for row in rows if row.presence is Presence.GUEST]
    if guests:
        yield paragraph(_GUESTS, "heading")
        yield _table(data, guests, recorded=recorded)


def _table(data: YearData, rows: Sequence[Attendance], *, recorded: bool) -> Table:
    made = tuple(_row(data, row, number, recorded=recorded) for number, row in enumerate(rows, 1))
    columns = _RECORDED_COLUMNS if recorded else _COLUMNS
    return Table(columns, made, (_RECORDED if recorded else _SIGN,), whole_rows=True)


def _row(data: YearData, row: Attendance, number: int, *, recorded: bool) -> Row:
    name, post = attendee(data, row)
    head = (cell(str(number), "cell-center"), cell(name), cell(post))
    if recorded:
        return Row((*head, cell(_noted(row))))
    return Row((*head, cell("", "cell-sign"), cell("")))


def _noted(row: Attendance) -> str:
    match row.presence:
        case Presence.ABSENT:
            return f"ไม่มา ({row.reason})" if row.reason else "ไม่มา"
        case Presence.SUBSTITUTE:
            who = " ".join(filter(None, (row.substitute, row.substitute_post)))
            return f"{who} (แทน)".strip()
        case _:
            return "มา"
