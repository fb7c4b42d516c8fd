"""What agenda, attendance list and minutes have in common: which meeting, titles, and the parts
that the program writes from the data of the year."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.content import Block, Paragraph, Run, TabStop, paragraph
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.framework_words import counted, sample, sentence
from ita_desktop.documents.reports.last_result import last_result, paragraph_at
from ita_desktop.documents.reports.papers import member_post
from ita_desktop.documents.reports.wording import HYPHEN, ITA_ENGLISH, ITA_THAI, fiscal_year
from ita_desktop.documents.values import clock, of_meeting
from ita_desktop.domain.agenda import Line, bodies_named, number_of, open_actions
from ita_desktop.domain.dates import short_date, weekday_date
from ita_desktop.domain.meetings import ActionItem, Attendance, Component, Meeting
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.progress import oit_items
from ita_desktop.domain.records import MemberKind
from ita_desktop.domain.wordings import GAP, fill
from ita_desktop.domain.year import YearData

HEADING_WIDTH: Final = 34.0
"""Millimetres that ระเบียบวาระที่ n takes; titles and matters stand behind it."""
STEP: Final = 9.0
"""Millimetres for the number of a matter, and for each level of matters below another."""
NO_MEETING: Final = Lack("ยังไม่มีการประชุมของปีนี้", remedy="เพิ่มที่หน้าการประชุม")


def chosen(material: Material) -> Meeting | None:
    """The meeting that a document is about: the one named, or the newest."""
    data = material.year
    if material.subject:
        return data.meeting_by_id.get(material.subject)
    return data.meetings[-1] if data.meetings else None


def blank(data: YearData) -> Meeting:
    """What is printed while there is no meeting: a form to fill in by hand."""
    return Meeting(id="", year_id=data.fiscal_year.id, number=1)


def held(meeting: Meeting) -> str:
    """``วันอังคารที่ 8 พฤศจิกายน 2565 เวลา 09.00 น. ณ ห้องประชุม``, with gaps."""
    day = str(weekday_date(meeting.day)) if meeting.day else f"วัน{GAP}"
    time = clock(meeting.begins) or f"{GAP} น."
    return f"{day} เวลา {time} ณ {meeting.place or GAP}"


def titles(data: YearData, meeting: Meeting, first: str) -> tuple[Paragraph, ...]:
    """The five centred lines above an agenda or attendance list; what kind of meeting it is, where
    that was said, stands behind the first."""
    begin, of_agencies, end = ITA_THAI.partition("ของหน่วยงาน")
    lines = (
        first,
        *filter(None, [meeting.title]),
        f"{bodies_named(data.bodies_of_meeting(meeting.id))}{begin}",
        f"{of_agencies}{end} {ITA_ENGLISH}",
        f"{fiscal_year(data)} ครั้งที่ {number_of(meeting, data.year)}",
        held(meeting),
    )
    return tuple(paragraph(line, "paper-title") for line in lines)


def day_lacks(meeting: Meeting) -> list[Lack]:
    """What is not known of when and where."""
    known = (
        (meeting.day, Lack("การประชุมยังไม่มีวันที่")),
        (meeting.begins, Lack("การประชุมยังไม่มีเวลาเริ่ม")),
        (meeting.place, Lack("การประชุมยังไม่มีสถานที่")),
    )
    return [lack for value, lack in known if not value]


def file_title(data: YearData, meeting: Meeting, kind: str) -> str:
    """What the file of a meeting's paper is called."""
    return f"{kind} ครั้งที่ {meeting.number}-{data.year}"


# -- the agenda's lines


def heading(line: Line, title: str) -> Paragraph:
    """``ระเบียบวาระที่ 1`` with the title behind it."""
    runs = (Run(f"ระเบียบวาระที่ {line.number}\t", bold=True), Run(title, bold=True))
    return Paragraph(
        runs,
        "paper-field",
        left=HEADING_WIDTH,
        first=-HEADING_WIDTH,
        tabs=(TabStop(HEADING_WIDTH),),
    )


def matter(line: Line, title: str) -> Paragraph:
    """A numbered matter; those below another stand further in."""
    left = indent(line)
    width = STEP + 2.0 * (line.depth - 1)
    runs = (Run(f"{line.number}\t"), Run(title))
    stops = (TabStop(left),)
    return Paragraph(runs, "paper-line", left=left, first=-width, tabs=stops)


def indent(line: Line) -> float:
    """Millimetres by which what belongs to a line stands further in."""
    if line.depth == 0:
        return HEADING_WIDTH
    return HEADING_WIDTH + sum(STEP + 2.0 * depth for depth in range(line.depth))


def told(data: YearData, meeting: Meeting, text: str) -> str:
    """A text of the agenda with its fields filled in."""
    return fill(text, of_meeting(data, meeting))


def detail(data: YearData, meeting: Meeting, line: Line) -> Iterator[Paragraph]:
    """What the agenda says below a title."""
    for words in told(data, meeting, line.item.detail).splitlines():
        if words.strip():
            yield paragraph_at(words, indent(line))


def component(material: Material, meeting: Meeting, line: Line) -> Iterator[Block]:
    """What the program writes below a matter."""
    data, left = material.year, indent(line)
    match line.item.component:
        case Component.LAST_RESULT:
            if material.previous is not None:
                yield from last_result(material.previous, left)
        case Component.FRAMEWORK:
            yield from _framework(data, left)
        case Component.ASSIGNMENTS:
            yield from _assignments(data, left)
        case Component.OPEN_ACTIONS:
            yield from _actions(data, open_actions(data, meeting), left)
        case Component.NONE:
            return


def component_lacks(material: Material, meeting: Meeting) -> list[Lack]:
    """What the parts lack that the program writes."""
    data = material.year
    parts = {one.component for one in data.agenda_of(meeting.id)}
    lacks = []
    if Component.LAST_RESULT in parts and (
        material.previous is None or not material.previous.scores
    ):
        last = {"year": data.year - 1}
        lacks.append(Lack("ยังไม่มีผลการประเมินปี {year}", last, "นำเข้าที่หน้าคะแนน", PageKey.SCORES))
    if Component.ASSIGNMENTS in parts and not data.assignments:
        lacks.append(Lack("ยังไม่ได้มอบหมายข้อ OIT", remedy="กำหนดที่หน้างาน OIT", page=PageKey.OIT))
    return lacks


def _framework(data: YearData, left: float) -> Iterator[Block]:
    framework = data.framework
    for number, instrument in enumerate(framework.instruments, 1):
        end = " ประกอบด้วย" if instrument.code == "OIT" else ""
        words = f"{sentence(framework, instrument)}{end}"
        yield paragraph_at(words, left, f"({number})")
        asked = sample(instrument)
        if asked:
            yield paragraph_at(f"{asked} ได้แก่ {', '.join(instrument.respondents)}", left + STEP)
        elif instrument.code == "OIT":
            for indicator in framework.indicators_of(instrument.code):
                for sub in framework.children(indicator.code) or (indicator,):
                    words = f"{sub.code} {sub.name} จำนวน {counted(framework, sub.code)}"
                    yield paragraph_at(words, left + STEP, HYPHEN)


def _assignments(data: YearData, left: float) -> Iterator[Block]:
    items = oit_items(data)
    assigned = [one for one in items if data.owners_of_item(one.code)]
    if not items:
        return
    words = f"ข้อมูล OIT จำนวน {len(items)} ข้อ กำหนดผู้รับผิดชอบแล้ว {len(assigned)} ข้อ"
    yield paragraph_at(f"{words} รายละเอียดตามตารางมอบหมายที่แนบ", left)


def _actions(data: YearData, actions: tuple[ActionItem, ...], left: float) -> Iterator[Block]:
    if not actions:
        yield paragraph_at("ไม่มีงานค้างจากการประชุมครั้งก่อน", left)
    for number, one in enumerate(actions, 1):
        yield paragraph_at(action_words(data, one), left, f"{number})")


def action_words(data: YearData, action: ActionItem) -> str:
    """What is to be done, by whom and until when."""
    owner = action_owner(data, action)
    whose = f" ผู้รับผิดชอบ {owner}" if owner else ""
    due = f" ภายในวันที่ {short_date(action.due)}" if action.due else ""
    return f"{' '.join(action.text.split())}{whose}{due}"


def action_owner(data: YearData, action: ActionItem) -> str:
    """Who has to do it, as lists print it."""
    unit = data.unit_by_id.get(action.unit_id or "")
    person = data.person_by_id.get(action.person_id or "")
    if unit is not None:
        return unit.label
    return person.full_name if person is not None else action.post


# -- who came


def attendee(data: YearData, row: Attendance) -> tuple[str, str]:
    """Name and post of a line of the attendance list: of the member, or of one whom a group
    stands for; of a guest as noted."""
    member = data.member_by_id.get(row.member_id or "")
    if member is None:
        return row.name, row.post
    if member.kind is MemberKind.GROUP:
        return row.name, row.post or member_post(data, member)
    person = data.person_by_id.get(member.person_id or "")
    return (person.full_name if person else ""), member_post(data, member)


def role_of(data: YearData, row: Attendance) -> str:
    """The role in the body of a line of the attendance list; empty for a guest."""
    member = data.member_by_id.get(row.member_id or "")
    return member.role if member is not None else ""
