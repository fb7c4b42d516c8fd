"""The minutes of a meeting (รายงานการประชุม), in the form of the correspondence rules
(ระเบียบงานสารบรรณ).

Form: body, meeting number, date and place; present, absent, in attendance; beginning; each heading
with its items, discussion and มติที่ประชุม; the tasks; end; who wrote and who checked the minutes.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Document,
    KeepTogether,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
    TabStop,
    cell,
    counted_cell,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.meetings import parts
from ita_desktop.documents.reports.shared import HEADS, of_papers
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.documents.wordings.values import clock
from ita_desktop.domain.agenda import AgendaLine, bodies_named, lines, number_of, unresolved
from ita_desktop.domain.attendance import Attendee, attendees
from ita_desktop.domain.dates import weekday_date
from ita_desktop.domain.documents import GAP
from ita_desktop.domain.meetings import ActionItem, Meeting, Presence
from ita_desktop.domain.roster.holders import recorder, reviewer
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

_COLUMNS: Final = (TableColumn(8), TableColumn(38), TableColumn(54), TableColumn(40))
_NAME: Final = wording("minutes.name", "รายงานการประชุม")
_HEADS: Final = wording(
    "minutes.heads",
    """
    รายงานการประชุม{คณะ}
    {เรื่องประชุม}
    ครั้งที่ {ครั้งที่}
    {วันประชุม}
    ณ {สถานที่}
    """,
    title=HEADS,
)
_BEGAN: Final = wording("minutes.began", "เริ่มประชุมเวลา {เวลา}")
TASKS: Final = wording("minutes.tasks", "งานที่ที่ประชุมมอบหมาย")
_ENDED: Final = wording("minutes.ended", "เลิกประชุมเวลา {เวลาเลิก}")
_CAME: Final = wording("minutes.came", "ผู้มาประชุม")
_AWAY: Final = wording("minutes.away", "ผู้ไม่มาประชุม")
_GUESTS: Final = wording("minutes.guests", "ผู้เข้าร่วมประชุม")
_INSTEAD: Final = wording("minutes.instead", "(แทน) {ผู้ที่แทน}")
_RECORDER: Final = wording("minutes.recorder", "ผู้จดรายงานการประชุม")
_REVIEWER: Final = wording("minutes.reviewer", "ผู้ตรวจรายงานการประชุม")
NONE: Final = wording("minutes.none", "ไม่มี")
_NAMED: Final = "เลือกที่หน้าการประชุม หรือใส่ผู้ดำรงตำแหน่งในทะเบียนบุคลากร"


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing; the minutes are printed with gaps instead."""
    data, meeting = context.year, parts.chosen(context)
    if meeting is None:
        yield parts.NO_MEETING
        return
    yield from parts.missing_date(meeting)
    if not meeting.ends:
        yield MissingData("การประชุมยังไม่มีเวลาเลิก")
    yield from parts.missing_attendance(data, meeting)
    unanswered = [
        attendee for attendee in attendees(data, meeting) if attendee.presence is Presence.UNKNOWN
    ]
    if unanswered:
        yield MissingData(
            "ยังไม่แจ้งว่ามาประชุมหรือไม่ {count} คน จึงไม่อยู่ในรายงาน",
            {"count": len(unanswered)},
            "แจ้งในรายชื่อผู้เข้าประชุม",
        )
    agenda = lines(data.agenda_of(meeting.id))
    open_lines = [line.number for line in unresolved(meeting, agenda)]
    if open_lines:
        # Nobody was noted as present and nothing as resolved: the meeting is still to come.
        untold = len(unanswered) == len(attendees(data, meeting)) and not any(
            line.item.resolution for line in agenda
        )
        yield MissingData("วาระ {items} ยังไม่มีมติ", {"items": " ".join(open_lines)}, is_all=untold)
    people = (
        (recorder(data, meeting), MissingData("ยังไม่รู้ชื่อผู้จดรายงานการประชุม", remedy=_NAMED)),
        (reviewer(data, meeting), MissingData("ยังไม่รู้ชื่อผู้ตรวจรายงานการประชุม", remedy=_NAMED)),
    )
    yield from (gap for known, gap in people if not known)


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the minutes of the meeting of ``context``, or of the newest."""
    data = context.year
    meeting = parts.chosen(context) or parts.blank(data)
    return of_papers(
        data,
        called(context),
        (
            *_titles(data, meeting),
            *_people(data, meeting),
            *_BEGAN.paragraphs(data, "paper-heading", {"เวลา": clock(meeting.begins)}),
            *_agenda(context, meeting),
            *_other_actions(data, meeting),
            *_ENDED.paragraphs(data, "paper-body", {"เวลาเลิก": clock(meeting.ends)}),
            KeepTogether(
                (
                    _signed(recorder(data, meeting), _RECORDER.of(data)),
                    _signed(reviewer(data, meeting), _REVIEWER.of(data)),
                )
            ),
        ),
        digits,
    )


def called(context: ReportContext) -> str:
    """Returns the title of the file."""
    return parts.file_title(context, _NAME)


def _titles(data: YearData, meeting: Meeting) -> Iterator[Block]:
    day = str(weekday_date(meeting.day)) if meeting.day else f"วัน{GAP}"
    bodies = bodies_named(data.bodies_of_meeting(meeting.id))
    values = {
        "คณะ": bodies or None,
        "เรื่องประชุม": meeting.title or None,
        "ครั้งที่": number_of(meeting, data.year),
        "วันประชุม": day,
        "สถานที่": meeting.place,
    }
    yield from _HEADS.paragraphs(data, "paper-title", values)
    yield Paragraph(
        (Run("\t"), Run("\t", underline=True)),
        "paper-rule",
        tabs=(TabStop(60.0), TabStop(100.0)),
    )


# -- attendance


def _people(data: YearData, meeting: Meeting) -> Iterator[Block]:
    everybody = attendees(data, meeting)
    came = [
        attendee
        for attendee in everybody
        if attendee.presence in {Presence.PRESENT, Presence.SUBSTITUTE}
    ]
    away = [attendee for attendee in everybody if attendee.presence is Presence.ABSENT]
    guests = [attendee for attendee in everybody if attendee.presence is Presence.GUEST]
    yield from _list(data, _CAME, came)
    if away:
        yield from _list(data, _AWAY, away)
    if guests:
        yield from _list(data, _GUESTS, guests)


def _list(data: YearData, title: Template, lines: Sequence[Attendee]) -> Iterator[Block]:
    yield _list_title(data, title)
    if not lines:
        yield paragraph("-", "paper-line")
        return
    made = [_row(data, line, number, title.name) for number, line in enumerate(lines, 1)]
    yield Table(_COLUMNS, tuple(made), borders=False, whole_rows=True)


def _list_title(data: YearData, title: Template) -> Paragraph:
    words = Run(title.of(data), bold=True, underline=True, wording=title.name)
    return Paragraph((words,), "paper-field")


def _row(data: YearData, attendee: Attendee, number: int, listed: str) -> TableRow:
    name, post = attendee.name, "\n".join(attendee.posts)
    last = "\n".join(attendee.roles)
    if attendee.presence is Presence.SUBSTITUTE:
        whom = " ".join((name, *attendee.posts)).strip()
        instead = _INSTEAD.of(data, {"ผู้ที่แทน": whom})
        name = attendee.substitute or GAP
        post = "\n".join(filter(None, (attendee.substitute_post, instead)))
    elif attendee.presence is Presence.ABSENT and attendee.reason:
        last = attendee.reason
    alone = not name or not post
    who = (
        (cell(name or post, "member", columns=2),)
        if alone
        else (cell(name, "member"), cell(post, "member"))
    )
    return TableRow((counted_cell(f"{number}.", "member", listed), *who, cell(last, "member")))


# -- agenda items


def _agenda(context: ReportContext, meeting: Meeting) -> Iterator[Block]:
    data = context.year
    own = lines(data.agenda_of(meeting.id))
    waiting = unresolved(meeting, own)
    for line in own:
        title = parts.filled_text(data, meeting, line.item.title)
        nothing = line.depth == 0 and line not in waiting and not _has_content(own, line)
        remark = [parts.paragraph_at(NONE.of(data), parts.indent(line))] if nothing else []
        room = [parts.resolved(data, line, GAP * 2)] if line in waiting else []
        below = (
            *remark,
            *_item_blocks(context, meeting, line),
            *room,
            *_actions(data, meeting, line),
        )
        yield from parts.under_title(data, line, title, below)


def _item_blocks(context: ReportContext, meeting: Meeting, line: AgendaLine) -> Iterator[Block]:
    """Yields details, discussion and resolution of an item."""
    yield from parts.detail(context.year, meeting, line)
    yield from parts.component(context, meeting, line)
    yield from parts.typed(line.item.minutes, parts.indent(line))
    yield from parts.resolution(context.year, meeting, line)


def _has_content(own: Sequence[AgendaLine], line: AgendaLine) -> bool:
    """Returns whether a heading has content."""
    item = line.item
    below = any(agenda_line.item.parent_id == item.id for agenda_line in own)
    return below or bool(item.minutes or item.detail or item.resolution)


def _actions(data: YearData, meeting: Meeting, line: AgendaLine) -> Iterator[Block]:
    given = _given(data, meeting, line.item.id)
    yield from _numbered(data, given, parts.indent(line) + parts.RESOLVED, f"actions-{line.number}")


def _other_actions(data: YearData, meeting: Meeting) -> Iterator[Block]:
    """Yields the tasks that belong to no agenda item."""
    if given := _given(data, meeting, None):
        yield _list_title(data, TASKS)
        yield from _numbered(data, given, parts.STEP, "actions")


def _given(data: YearData, meeting: Meeting, agenda_item_id: str | None) -> list[ActionItem]:
    actions = data.actions_of(meeting.id)
    return [action for action in actions if action.agenda_item_id == agenda_item_id]


def _numbered(
    data: YearData, given: Sequence[ActionItem], left: float, listed: str
) -> Iterator[Block]:
    for number, task in enumerate(given, 1):
        yield parts.paragraph_at(parts.action_words(data, task), left, f"{number})", listed)


def _signed(name: str, as_what: str) -> SignatureBlock:
    """Returns a signature block; without a name, with a gap for it."""
    return SignatureBlock((f"({name or GAP * 2})", as_what))
