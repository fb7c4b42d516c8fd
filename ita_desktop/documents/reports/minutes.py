"""The minutes of a meeting (รายงานการประชุม), in the form of the correspondence rules.

Form: whose meeting, which, when and where; who came, who did not, who else took part; when it
began; each heading with its matters, what was said and มติที่ประชุม; when it ended; who wrote the
minutes and who checked them.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Column,
    Document,
    PageLine,
    PageNumbers,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Table,
    TabStop,
    cell,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.last_result import paragraph_at
from ita_desktop.documents.reports.meeting_parts import (
    NO_MEETING,
    action_words,
    attendee,
    blank,
    chosen,
    component,
    day_lacks,
    detail,
    file_title,
    heading,
    indent,
    matter,
    role_of,
    told,
)
from ita_desktop.documents.reports.papers import MARGINS
from ita_desktop.documents.reports.wording import office
from ita_desktop.documents.values import clock
from ita_desktop.domain.agenda import Line, bodies_named, lines, number_of
from ita_desktop.domain.dates import weekday_date
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.meetings import AgendaKind, Attendance, Meeting, Presence
from ita_desktop.domain.wordings import GAP
from ita_desktop.domain.year import YearData

_COLUMNS: Final = (Column(8), Column(38), Column(54), Column(40))
_RESOLVED: Final = 27.0
"""Millimetres that มติที่ประชุม takes."""
_NONE: Final = "ไม่มี"


def missing(material: Material) -> list[Lack]:
    """What the minutes lack; they are printed all the same, with gaps."""
    data, meeting = material.year, chosen(material)
    if meeting is None:
        return [NO_MEETING]
    lacks = day_lacks(meeting)
    if not meeting.ends:
        lacks.append(Lack("การประชุมยังไม่มีเวลาเลิก"))
    if not data.attendance_of(meeting.id):
        lacks.append(Lack("ยังไม่มีรายชื่อผู้เข้าประชุม", remedy="ปรับรายชื่อที่หน้าการประชุม"))
    open_lines = [
        line.number
        for line in lines(data.agenda_of(meeting.id))
        if line.item.kind is AgendaKind.MATTER and not line.item.resolution
    ]
    if open_lines:
        lacks.append(Lack("วาระ {items} ยังไม่มีมติ", {"items": " ".join(open_lines)}))
    people = (
        (meeting.secretary_id, Lack("ยังไม่ได้เลือกผู้จดรายงานการประชุม")),
        (meeting.chair_id, Lack("ยังไม่ได้เลือกประธานการประชุม")),
    )
    return [*lacks, *(lack for known, lack in people if known is None)]


def build(material: Material, digits: Digits) -> Document:
    """The minutes of the meeting that the material names, or of the newest one."""
    data = material.year
    meeting = chosen(material) or blank(data)
    return Document(
        title=file_title(data, meeting, "รายงานการประชุม"),
        author=office(data.organisation),
        blocks=(
            *_titles(data, meeting),
            *_people(data, meeting),
            paragraph(f"เริ่มประชุมเวลา {clock(meeting.begins) or GAP}", "paper-heading"),
            *_agenda(material, meeting),
            paragraph(f"เลิกประชุมเวลา {clock(meeting.ends) or GAP}", "paper-body"),
            _signed(data, meeting.secretary_id, "ผู้จดรายงานการประชุม"),
            _signed(data, meeting.chair_id, "ผู้ตรวจรายงานการประชุม"),
        ),
        margins=MARGINS,
        digits=digits,
        header=PageLine(numbers=PageNumbers.DASHES, from_page=2),
    )


def _titles(data: YearData, meeting: Meeting) -> Iterator[Block]:
    day = str(weekday_date(meeting.day)) if meeting.day else f"วัน{GAP}"
    bodies = bodies_named(data.bodies_of_meeting(meeting.id))
    yield paragraph(f"รายงานการประชุม{bodies}", "paper-title")
    if meeting.title:
        yield paragraph(meeting.title, "paper-title")
    yield paragraph(f"ครั้งที่ {number_of(meeting, data.year)}", "paper-title")
    yield paragraph(day, "paper-title")
    yield paragraph(f"ณ {meeting.place or GAP}", "paper-title")
    yield Paragraph(
        (Run("\t"), Run("\t", underline=True)),
        "paper-rule",
        tabs=(TabStop(60.0), TabStop(100.0)),
    )


# -- who came


def _people(data: YearData, meeting: Meeting) -> Iterator[Block]:
    rows = data.attendance_of(meeting.id)
    came = [one for one in rows if one.presence in {Presence.PRESENT, Presence.SUBSTITUTE}]
    away = [one for one in rows if one.presence is Presence.ABSENT]
    guests = [one for one in rows if one.presence is Presence.GUEST]
    yield from _list(data, "ผู้มาประชุม", came)
    if away:
        yield from _list(data, "ผู้ไม่มาประชุม", away)
    if guests:
        yield from _list(data, "ผู้เข้าร่วมประชุม", guests)


def _list(data: YearData, title: str, rows: Sequence[Attendance]) -> Iterator[Block]:
    yield Paragraph((Run(title, bold=True, underline=True),), "paper-field")
    if not rows:
        yield paragraph("-", "paper-line")
        return
    made = [_row(data, row, number) for number, row in enumerate(rows, 1)]
    yield Table(_COLUMNS, tuple(made), borders=False, whole_rows=True)


def _row(data: YearData, row: Attendance, number: int) -> Row:
    name, post = attendee(data, row)
    last = role_of(data, row)
    if row.presence is Presence.SUBSTITUTE:
        instead = f"(แทน) {name or post}"
        name = row.substitute or GAP
        post = "\n".join(filter(None, (row.substitute_post, instead)))
    elif row.presence is Presence.ABSENT and row.reason:
        last = row.reason
    who = (
        (cell(name, "member"), cell(post, "member")) if name else (cell(post, "member", columns=2),)
    )
    return Row((cell(f"{number}.", "member"), *who, cell(last, "member")))


# -- what was treated


def _agenda(material: Material, meeting: Meeting) -> Iterator[Block]:
    data = material.year
    own = lines(data.agenda_of(meeting.id))
    for line in own:
        title = told(data, meeting, line.item.title)
        yield heading(line, title) if line.depth == 0 else matter(line, title)
        if line.depth == 0 and not _below(own, line):
            yield paragraph_at(_NONE, indent(line))
        yield from detail(data, meeting, line)
        yield from component(material, meeting, line)
        for words in line.item.minutes.splitlines():
            yield paragraph_at(words, indent(line))
        yield from _resolution(data, meeting, line)


def _below(own: Sequence[Line], line: Line) -> bool:
    return bool(line.item.minutes) or any(one.item.parent_id == line.item.id for one in own)


def _resolution(data: YearData, meeting: Meeting, line: Line) -> Iterator[Block]:
    actions = [one for one in data.actions_of(meeting.id) if one.agenda_item_id == line.item.id]
    if line.item.resolution:
        words = " ".join(told(data, meeting, line.item.resolution).split())
        runs = (Run("มติที่ประชุม\t", bold=True), Run(words))
        left = indent(line) + _RESOLVED
        stops = (TabStop(left),)
        yield Paragraph(runs, "paper-line", left=left, first=-_RESOLVED, tabs=stops)
    for number, one in enumerate(actions, 1):
        yield paragraph_at(action_words(data, one), indent(line) + _RESOLVED, f"{number})")


def _signed(data: YearData, member_id: str | None, as_what: str) -> SignatureBlock:
    """Who wrote or checked the minutes: a person by name, a post by a gap for it."""
    member = data.member_by_id.get(member_id or "")
    person = data.person_by_id.get(member.person_id or "") if member is not None else None
    name = person.full_name if person is not None else GAP * 2
    return SignatureBlock((f"({name})", as_what))
