"""Who came to a meeting: the members of its day, substitutes, and others who took part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ita_desktop.domain.agenda import number_of
from ita_desktop.domain.committee import members_on
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.meetings import Attendance, Meeting, Presence
from ita_desktop.domain.records import Member, MemberKind
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, gone, last_position, line, meeting_of
from ita_desktop.services.roster import stands_for
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def insert_attendance(
    change: Change, data: YearData, meeting: Meeting, members: Sequence[Member], first: int = 0
) -> None:
    position = first
    for member in members:
        for row in places_of(data, meeting.id, member):
            change.insert(replace(row, position=position))
            position += 1


def places_of(data: YearData, meeting_id: str, member: Member) -> list[Attendance]:
    """The lines of a member in an attendance list, still to be stored: one, or one for each whom
    a group stands for."""
    blank = Attendance(id=new_id(), meeting_id=meeting_id, member_id=member.id)
    those = stands_for(data, member) if member.kind is MemberKind.GROUP else ()
    if not those:
        return [blank]
    units = {unit.name: unit.id for unit in data.units}
    return [
        replace(blank, id=new_id(), post=one.post, unit_id=units.get(one.unit)) for one in those
    ]


def attendee(data: YearData, row: Attendance) -> tuple[str, str]:
    """Name and post of a line of the attendance list: of the member, of one whom a group stands
    for, or of a guest as noted."""
    member = data.member_by_id.get(row.member_id or "")
    if member is None:
        return row.name, row.post
    person = data.person_by_id.get(member.person_id or "")
    if person is not None:
        return person.full_name, member.post or person.job_title
    return row.name, row.post or member.post


def refresh_attendance(workspace: Workspace, year: int, meeting_id: str) -> tuple[int, int]:
    """Brings the list up to the members of the meeting's day: adds those who are not on it,
    removes those who are no members and of whom nothing was noted. Returns how many of each."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    members = [
        member
        for body in data.bodies_of_meeting(meeting_id)
        for member in members_on(data, body.id, meeting.day)
    ]
    rows = data.attendance_of(meeting_id)
    listed = {row.member_id for row in rows}
    wanted = {member.id for member in members}
    new = [member for member in members if member.id not in listed]
    old = [
        row
        for row in rows
        if row.member_id is not None
        and row.member_id not in wanted
        and row.presence is Presence.PRESENT
    ]
    if new or old:
        with workspace.change(
            "ปรับรายชื่อผู้เข้าประชุม {meeting}", meeting=f"ครั้งที่ {number_of(meeting, data.year)}"
        ) as change:
            for row in old:
                change.delete(row)
            insert_attendance(change, data, meeting, new, last_position(rows))
    return len(new), len(old)


def add_guests(
    workspace: Workspace, year: int, meeting_id: str, new: Sequence[Mapping[str, str]]
) -> list[str]:
    """Adds others who take part (``name``, ``post``); returns the ids of their lines."""
    data = workspace.year(year)
    meeting = meeting_of(data, meeting_id)
    first = last_position(data.attendance_of(meeting_id))
    made = []
    with workspace.change("เพิ่มผู้เข้าร่วมประชุม {count} คน", count=len(new)) as change:
        for offset, fields in enumerate(new):
            name = line(fields.get("name", ""))
            if not name:
                raise InputError("ยังไม่มีชื่อผู้เข้าร่วมประชุม", remedy="พิมพ์คำนำหน้า ชื่อ และนามสกุล")
            row = Attendance(
                id=new_id(),
                meeting_id=meeting.id,
                presence=Presence.GUEST,
                name=name,
                post=line(fields.get("post", "")),
                position=first + offset,
            )
            made.append(change.insert(row).id)
    return made


def edit_attendance(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of attendance lines in one unit of work: ``presence`` (Presence), ``name``,
    ``post``, ``substitute``, ``substitute_post``, ``reason`` (texts). Naming a substitute says that
    one came; who came himself, or nobody, has none."""
    data = workspace.year(year)
    known = {one.id: one for one in data.attendances}
    count = len({one.row for one in edits})
    with workspace.change("แก้การเข้าประชุม {count} แถว", count=count) as change:
        for one in edits:
            if one.row not in known:
                raise gone("แถวในรายชื่อผู้เข้าประชุม")
            values: dict[str, Any] = {one.field: one.value}
            if one.field != "presence":
                values[one.field] = line(one.value)
                if one.field == "substitute" and values["substitute"]:
                    values["presence"] = Presence.SUBSTITUTE
            elif one.value is not Presence.SUBSTITUTE:
                values |= {"substitute": "", "substitute_post": ""}
            known[one.row] = change.update(known[one.row], **values)


def remove_attendance(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Takes lines out of attendance lists."""
    rows = [one for one in workspace.year(year).attendances if one.id in set(ids)]
    if rows:
        with workspace.change("เอาผู้เข้าประชุมออก {count} แถว", count=len(rows)) as change:
            for one in rows:
                change.delete(one)
