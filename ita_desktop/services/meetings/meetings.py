"""Meetings of the committee: number, bodies, date, place, roles, approval of minutes; and
attendance: members on the meeting's day, substitutes and guests.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from ita_desktop.domain.agenda import meeting_before, meets_with, number_of, planned_date
from ita_desktop.domain.attendance import Attendee, attendees
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.meetings import Attendance, Meeting, MeetingBody, Presence
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import CalendarDate, Member, MemberKind, field_words, new_id
from ita_desktop.domain.roster import committee
from ita_desktop.domain.roster.holders import holders_on
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    ListLabels,
    RecordList,
    gone,
    last_position,
    line,
    meeting_of,
    write_links,
)
from ita_desktop.services.letters import follow_meeting
from ita_desktop.services.meetings.agenda import follow_number, insert_agenda
from ita_desktop.services.roster.people import NewPerson, Register
from ita_desktop.services.roster.roster import stands_for
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_CLOCK = lazy_re(r"^(?:เวลา)?\s*(\d{1,2})(?:[.:](\d{2}))?\s*(?:น\.?|นาฬิกา)?\s*(?:เป็นต้นไป)?$")
_NO_SUBSTITUTE = {"substitute": "", "substitute_post": ""}


def insert_attendance(
    change: Change, data: YearData, meeting: Meeting, members: Sequence[Member]
) -> None:
    places = (place for member in members for place in places_of(data, meeting, member))
    for position, row in enumerate(places):
        change.insert(replace(row, position=position))


def places_of(data: YearData, meeting: Meeting, member: Member) -> list[Attendance]:
    """Return a member's places at a meeting, not yet stored: one; one per person of a group; one
    per holder of a shared post on that day."""
    blank = Attendance(id=new_id(), meeting_id=meeting.id, member_id=member.id)
    if member.kind is MemberKind.POST:
        return _shared(data, meeting, blank, member.post, member.unit_id)
    those = stands_for(data, member) if member.kind is MemberKind.GROUP else ()
    if not those:
        return [blank]
    units = {unit.name: unit.id for unit in data.units}
    return [
        place
        for stand_in in those
        for place in _shared(
            data,
            meeting,
            replace(blank, post=stand_in.post, unit_id=units.get(stand_in.unit)),
            stand_in.post,
            units.get(stand_in.unit),
        )
    ]


def _shared(
    data: YearData, meeting: Meeting, blank: Attendance, post: str, unit_id: str | None
) -> list[Attendance]:
    holders = holders_on(data, post, unit_id, meeting.day)
    if len(holders) < 2:
        return [replace(blank, id=new_id())]
    return [replace(blank, id=new_id(), person_id=holder.person.id) for holder in holders]


def refresh_attendance(workspace: Workspace, year: int, meeting_id: str) -> tuple[int, int]:
    """Update the list to the members on the meeting's day: add missing places, remove former ones
    without notes. Return the number of added and removed places."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    rows = data.attendance_of(meeting_id)
    left = [row for row in rows if row.member_id is not None]
    new: list[Attendance] = []
    for body in data.bodies_of_meeting(meeting_id):
        for member in committee.members_called(data, body.id, meeting.day):
            for place in places_of(data, meeting, member):
                known = _row_of(left, place)
                if known is None:
                    new.append(place)
                else:
                    left.remove(known)
    old = [row for row in left if _has_no_notes(row)]
    if new or old:
        with workspace.change(
            "ปรับรายชื่อผู้เข้าประชุม {meeting}",
            meeting=Phrase("ครั้งที่ {number}", number=number_of(meeting, data.year)),
        ) as change:
            for row in old:
                change.delete(row)
            for position, row in enumerate(new, last_position(rows)):
                change.insert(replace(row, position=position))
    return len(new), len(old)


def _row_of(rows: Sequence[Attendance], place: Attendance) -> Attendance | None:
    """Return the stored row of a place, whatever its notes; None if there is none."""
    found = [row for row in rows if _is_place(row, place)]
    return next((row for row in found if row.post == place.post), found[0] if found else None)


def _is_place(row: Attendance, place: Attendance) -> bool:
    if row.member_id != place.member_id or (place.post and row.unit_id != place.unit_id):
        return False
    return place.person_id is None or row.person_id == place.person_id


def _has_no_notes(row: Attendance) -> bool:
    noted = (row.name, row.substitute, row.substitute_post, row.reason)
    return row.presence is Presence.UNKNOWN and not any(noted)


def add_guests(
    workspace: Workspace, year: int, meeting_id: str, new: Sequence[Mapping[str, str]]
) -> list[str]:
    """Add guests (``name``, ``post``); return the ids of their lines."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    first = last_position(data.attendance_of(meeting_id))
    made = []
    with workspace.change("เพิ่มผู้เข้าร่วมประชุม {count} คน", count=len(new)) as change:
        register = Register(change, data)
        for offset, fields in enumerate(new):
            name = line(fields.get("name", ""))
            if not name:
                raise InputError("ยังไม่มีชื่อผู้เข้าร่วมประชุม", remedy="พิมพ์คำนำหน้า ชื่อ และนามสกุล")
            row = Attendance(
                id=new_id(),
                meeting_id=meeting.id,
                presence=Presence.GUEST,
                **_guest(register, name, line(fields.get("post", ""))),
                position=first + offset,
            )
            made.append(change.insert(row).id)
    return made


def _guest(register: Register, name: str, post: str) -> dict[str, Any]:
    """Return the fields of a guest: the person if in the register, else the texts as typed."""
    person = register.find(name)
    if person is None:
        return {"name": name, "post": post}
    return {"person_id": person.id, "post": post or person.job_title}


def edit_attendance(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of attendees, identified by one of their places, in one unit of work:
    ``presence`` (Presence), ``name``, ``post``, ``substitute``, ``substitute_post``, ``reason``
    (texts). They apply to all places of the attendee.

    Who is marked stays the person of the place, whoever is the member or holds the post later.
    Entering a substitute sets the presence; another presence removes the substitute. A name with
    title that is not in the register is added; substitutes, often from outside the office, are
    added only as :class:`~ita_desktop.services.roster.people.NewPerson`.
    """
    data = workspace.year(year)
    lines = _lines_by_row(data, {edit.row for edit in edits})
    known = {attendance.id: attendance for attendance in data.attendances}
    count = len({edit.row for edit in edits})
    with workspace.change("แก้การเข้าประชุม {count} แถว", count=count) as change:
        register = Register(change, data)
        for edit in edits:
            if edit.row not in known:
                raise gone("แถวในรายชื่อผู้เข้าประชุม")
            values = _values(register, edit)
            person_id = lines[edit.row].person_id if edit.row in lines else None
            for row in _places_of_line(lines, edit.row):
                if edit.field not in {"name", "post"} or _is_open(data, known[row]):
                    whose = who_stays(data, known[row], person_id, values.get("presence"))
                    known[row] = change.update(known[row], **(whose | values))


def who_stays(
    data: YearData, row: Attendance, person_id: str | None, presence: Presence | None
) -> dict[str, Any]:
    """Return the person that a place keeps with its mark, or gives back with it: the one who is in
    it now, unless one was typed."""
    member = data.member_by_id.get(row.member_id or "")
    if member is None or presence is None:
        return {}
    if presence is not Presence.UNKNOWN:
        return {"person_id": person_id} if row.person_id is None and person_id else {}
    return {"person_id": None} if member.person_id is not None else {}


def _lines_by_row(data: YearData, rows: set[str]) -> dict[str, Attendee]:
    """Return the attendee of each edited row, and of all places of these."""
    meetings = {attendance.meeting_id for attendance in data.attendances if attendance.id in rows}
    return {
        row.id: attendee
        for meeting_id in meetings
        for attendee in attendees(data, meeting_of(data, meeting_id))
        for row in attendee.rows
    }


def _places_of_line(lines: Mapping[str, Attendee], row: str) -> tuple[str, ...]:
    """Return the places of the attendee of a row."""
    return tuple(place.id for place in lines[row].rows) if row in lines else (row,)


def _is_open(data: YearData, row: Attendance) -> bool:
    """Return whether the person of a place can be set: not if the order names the person."""
    member = data.member_by_id.get(row.member_id or "")
    return member is None or member.person_id is None


def _values(register: Register, edit: CellEdit) -> dict[str, Any]:
    if edit.field == "presence":
        instead = edit.value is Presence.SUBSTITUTE
        return {"presence": edit.value} | ({} if instead else _NO_SUBSTITUTE)
    typed = line(edit.value)
    if edit.field == "name":
        return _named(register, typed)
    values: dict[str, Any] = {edit.field: typed}
    if edit.field == "substitute" and typed:
        values["presence"] = Presence.SUBSTITUTE
        person = register.find(typed)
        if person is None and isinstance(edit.value, NewPerson):
            person = register.add(typed)
        if person is not None:
            values |= {"substitute": person.full_name, "substitute_post": person.job_title}
    return values


def _named(register: Register, name: str) -> dict[str, Any]:
    """Return the fields for a typed name: the person of the register if possible; an unknown name
    without title is kept as text."""
    person = register.find(name)
    if person is None and is_person(name):
        person = register.add(name)
    if person is not None:
        return {"person_id": person.id, "name": ""}
    return {"person_id": None, "name": name}


def mark_remaining_present(workspace: Workspace, year: int, meeting_id: str) -> int:
    """Mark everyone without a note as present; return their number."""
    data = workspace.year(year)
    waiting = [
        attendee
        for attendee in attendees(data, meeting_of(data, meeting_id))
        if attendee.presence is Presence.UNKNOWN
    ]
    if waiting:
        edits = [CellEdit(attendee.id, "presence", Presence.PRESENT) for attendee in waiting]
        edit_attendance(workspace, year, edits)
    return len(waiting)


def remove_attendance(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove attendees, each identified by one of its places, from attendance lists."""
    data, chosen = workspace.year(year), set(ids)
    lines = _lines_by_row(data, chosen)
    every = {row for text in chosen for row in _places_of_line(lines, text)}
    rows = [attendance for attendance in data.attendances if attendance.id in every]
    if rows:
        with workspace.change("เอาผู้เข้าประชุมออก {count} แถว", count=len(rows)) as change:
            for row in rows:
                change.delete(row)


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
    members = [member for body_id in ids for member in committee.members_called(data, body_id, day)]
    chair = committee.chair_of(members)
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
    fitting = [
        member.id for member in members if committee.office_of_one(member.role) == "secretary"
    ]
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
        order = committee.appointing_order(data, body.id)
        if order is not None:
            return order.id
    return None


def minutes_before(data: YearData, meeting: Meeting) -> Meeting | None:
    """Return the previous meeting, unless another meeting has approved its minutes."""
    before = meeting_before(data, meeting)
    if before is None or before.approved_in_id not in {None, meeting.id}:
        return None
    return before
