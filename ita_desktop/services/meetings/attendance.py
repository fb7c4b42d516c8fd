"""Attendance of meetings: members on the meeting's day, substitutes and guests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ita_desktop.domain.agenda import number_of
from ita_desktop.domain.attendance import Attendee, attendees
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.meetings import Attendance, Meeting, Presence
from ita_desktop.domain.records import Member, MemberKind, new_id
from ita_desktop.domain.roster.committee import members_called
from ita_desktop.domain.roster.holders import holders_on
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, gone, last_position, line, meeting_of
from ita_desktop.services.roster.people import NewPerson, Register
from ita_desktop.services.roster.roster import stands_for
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

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
        for member in members_called(data, body.id, meeting.day):
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
