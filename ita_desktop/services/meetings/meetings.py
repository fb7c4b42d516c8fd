"""Meetings of the committee: number, bodies, date, place, roles, approval of minutes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final

from ita_desktop.domain.agenda import meeting_before, meets_with, number_of, planned_date
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.meetings import Meeting, MeetingBody
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import CalendarDate, Member, field_words, new_id
from ita_desktop.domain.roster.committee import (
    appointing_order,
    chair_of,
    members_called,
    office_of_one,
)
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    ListLabels,
    RecordList,
    line,
    meeting_of,
    write_links,
)
from ita_desktop.services.letters import follow_meeting
from ita_desktop.services.meetings.agenda import follow_number, insert_agenda
from ita_desktop.services.meetings.attendance import insert_attendance
from ita_desktop.services.roster.people import Register
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_CLOCK = lazy_re(r"^(?:เวลา)?\s*(\d{1,2})(?:[.:](\d{2}))?\s*(?:น\.?|นาฬิกา)?\s*(?:เป็นต้นไป)?$")


# -- meetings


def display_name(data: YearData, meeting: Meeting) -> str:
    """Return a meeting's name for use in sentences: ``ประชุมครั้งที่ 1/2568``."""
    return Phrase("ประชุมครั้งที่ {number}", number=number_of(meeting, data.year))


def suggest_number(data: YearData, bodies: Sequence[str] = ()) -> int:
    """Return the number after the last meeting of any of these bodies, by default of all."""
    met = [
        meeting.number
        for meeting in data.meetings
        if not bodies or meets_with(data, meeting) & set(bodies) or not meets_with(data, meeting)
    ]
    return max(met, default=0) + 1


def planned(data: YearData, bodies: Sequence[str], today: date) -> CalendarDate | None:
    """Return the calendar date of the next meeting of ``bodies`` (ids, by default all), or None."""
    meets = [body for body in data.bodies if body.id in bodies] if bodies else data.filled_bodies
    number = suggest_number(data, [body.id for body in meets])
    return planned_date(data, number, meets, today)


def add(
    workspace: Workspace,
    year: int,
    *,
    day: date | None = None,
    bodies: Sequence[str] = (),
) -> str:
    """Create a meeting of ``bodies`` (ids, by default all) with its number, agenda and attendance
    list; place, time, chair and secretary are those of the previous meeting. Return its id."""
    data = workspace.year(year)
    chosen = [body for body in data.bodies if body.id in bodies] if bodies else data.filled_bodies
    ids = [body.id for body in chosen]
    meeting = Meeting(
        id=new_id(),
        year_id=data.fiscal_year.id,
        number=suggest_number(data, ids),
        day=day,
    )
    last = max(
        (meeting for meeting in data.meetings if meets_with(data, meeting) & set(ids)),
        key=lambda meeting: meeting.number,
        default=None,
    )
    members = [member for body_id in ids for member in members_called(data, body_id, day)]
    chair = chair_of(members)
    meeting = replace(
        meeting,
        begins=last.begins if last is not None else "09:00",
        place=last.place if last is not None else "",
        chair_id=_kept(last.chair_id if last else None, members)
        or (chair.id if chair is not None else None),
        secretary_id=_kept(last.secretary_id if last else None, members) or _secretary(members),
    )
    with workspace.change("เพิ่มการประชุมครั้งที่ {number}", number=meeting.number) as change:
        change.insert(meeting)
        for position, body_id in enumerate(ids):
            row = MeetingBody(
                id=new_id(), meeting_id=meeting.id, body_id=body_id, position=position
            )
            change.insert(row)
        insert_agenda(change, data, meeting)
        insert_attendance(change, data, meeting, members)
    return meeting.id


def _kept(member_id: str | None, members: Sequence[Member]) -> str | None:
    return member_id if any(member.id == member_id for member in members) else None


def _secretary(members: Sequence[Member]) -> str | None:
    """Return the last member whose role is to be secretary."""
    fitting = [member.id for member in members if office_of_one(member.role) == "secretary"]
    return fitting[-1] if fitting else None


def _follow(
    change: Change, data: YearData, edits: Sequence[CellEdit], rows: Mapping[str, Meeting]
) -> None:
    for row in dict.fromkeys(edit.row for edit in edits if edit.field == "number"):
        follow_number(change, data, rows[row])
        follow_meeting(change, data, data.meeting_by_id[row], rows[row])


class MeetingPart(StrEnum):
    """A role at a meeting."""

    CHAIR = "chair"
    RECORDER = "recorder"
    REVIEWER = "reviewer"


_FIELDS: Final[Mapping[MeetingPart, tuple[str, str]]] = {
    MeetingPart.CHAIR: ("chair_id", "chair_person_id"),
    MeetingPart.RECORDER: ("secretary_id", "recorder_id"),
    MeetingPart.REVIEWER: ("", "reviewer_id"),
}
"""The fields of each role: for a member, and for a person of the register."""


def entrust(
    workspace: Workspace, year: int, meeting_id: str, part: MeetingPart, who: str | None
) -> None:
    """Set who has a role at a meeting: a member's id, a person's id, a full name, which is added to
    the register if unknown, or None for the default."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    as_member, as_person = _FIELDS[part]
    what, which = field_words(Meeting)[as_person], display_name(data, meeting)
    with workspace.change("แก้{what} {which}", what=what, which=which) as change:
        values: dict[str, str | None] = {as_person: None}
        if as_member and (who is None or who in data.member_by_id):
            values[as_member] = who
        elif who in data.person_by_id:
            values[as_person] = who
        elif who:
            values[as_person] = Register(change, data).find_or_add(line(who)).id
        change.update(meeting, **values)


def _number(_data: YearData, value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise InputError("ครั้งที่ประชุมต้องเป็นจำนวนตั้งแต่ 1", remedy="พิมพ์ตัวเลข เช่น 2")
    return value


def clock(typed: str) -> str:
    """Return a time of day as ``09:30``, empty for none. Raises InputError.

    >>> clock("เวลา 9.30 น."), clock("13")
    ('09:30', '13:00')
    """
    plain = line(typed)
    if not plain:
        return ""
    found = _CLOCK.match(plain)
    if found is not None:
        hours, minutes = int(found[1]), int(found[2] or 0)
        if hours < 24 and minutes < 60:
            return f"{hours:02d}:{minutes:02d}"
    raise InputError("“{text}” ไม่ใช่เวลา", remedy="พิมพ์เช่น 09.30 หรือ 13:00", text=plain)


def set_bodies(workspace: Workspace, year: int, meeting_id: str, bodies: Sequence[str]) -> None:
    """Set the bodies (ids) that meet. Raises InputError if there is none."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    wanted = [body.id for body in data.bodies if body.id in bodies]
    if not wanted:
        raise InputError("การประชุมต้องมีอย่างน้อยหนึ่งคณะ", remedy="เลือกคณะอื่นก่อน แล้วจึงเอาคณะนี้ออก")
    present = [row for row in data.meeting_bodies if row.meeting_id == meeting_id]
    if [row.body_id for row in sorted(present, key=lambda row: row.position)] == wanted:
        return
    with workspace.change("แก้คณะที่ประชุม {which}", which=display_name(data, meeting)) as change:
        write_links(
            change,
            {row.body_id: row for row in present},
            wanted,
            lambda body, at: MeetingBody(
                id=new_id(), meeting_id=meeting_id, body_id=body, position=at
            ),
        )


def _own_heads(data: YearData, rows: Sequence[Meeting]) -> Iterator[Wording]:
    """Yield the wordings of these meetings alone."""
    from ita_desktop.documents.reports.meetings.parts import own_heads

    names = set(map(own_heads, rows))
    return (wording for wording in data.wordings if wording.name in names)


MEETINGS: Final = RecordList(
    record=Meeting,
    rows=lambda data: data.meetings,
    name=display_name,
    labels=ListLabels(
        edit=Phrase("แก้{what} {which}"),
        remove=Phrase("เอา{which}ออก"),
        many=Phrase("{count} ครั้ง"),
        row=Phrase("การประชุมครั้งนั้น"),
    ),
    rules={
        "number": _number,
        "begins": lambda _data, value: clock(str(value)),
        "ends": lambda _data, value: clock(str(value)),
    },
    follows=_follow,
    leaves=_own_heads,
)
edit = MEETINGS.edit
remove = MEETINGS.remove
"""Removes meetings with their agenda, attendance and action items."""


# -- minutes


def approve_minutes(workspace: Workspace, year: int, meeting_id: str, in_id: str | None) -> None:
    """Set the meeting in which the minutes were approved; None: not yet."""
    edit(workspace, year, [CellEdit(meeting_id, "approved_in_id", in_id)])


def order_of(data: YearData, meeting: Meeting) -> str | None:
    """Return the id of the order that appoints the bodies that meet, or None."""
    for body in data.bodies_of_meeting(meeting.id):
        order = appointing_order(data, body.id)
        if order is not None:
            return order.id
    return None


def minutes_before(data: YearData, meeting: Meeting) -> Meeting | None:
    """Return the previous meeting, unless another meeting has approved its minutes."""
    before = meeting_before(data, meeting)
    if before is None or before.approved_in_id not in {None, meeting.id}:
        return None
    return before
