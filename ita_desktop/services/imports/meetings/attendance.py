"""Takes over who was at an imported meeting: members who came or did not, substitutes, guests."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.meetings.attendance import Attendee, attendees
from ita_desktop.domain.meetings.meetings import Attendance, Meeting, Presence
from ita_desktop.domain.roster.committee import members_on
from ita_desktop.domain.roster.names import is_person, split_name
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.meetings import MeetingRow
from ita_desktop.exchange.kinds.roster.name_cell import read_name_cell
from ita_desktop.exchange.papers.meeting import BETWEEN
from ita_desktop.exchange.remarks import Remark
from ita_desktop.services.imports.plan import Insert, RecordUpdate, Write
from ita_desktop.services.meetings.attendance import places_of

_INSTEAD: Final = re.compile(r"^(.*?)\s*(?:\(?(?:ผู้)?แทน\)?\s+|(?<![ก-๙])(?:ผู้)?แทน(?=[ก-๙]))(.+)$")
_REASON: Final = re.compile(
    r"^(.+?)\s*(?:(?<=\s)|(?=\())\(?((?:ติด(?:ราชการ|ภารกิจ|ประชุม|อบรม|สัมมนา|งาน|ธุระ|เวร|สอน|นัด|ภาระ|การ|ปฏิบัติ)|"
    r"ลา(?:ป่วย|กิจ|พัก|คลอด|บวช|อุปสมบท|ศึกษา|ไป)|ไปราชการ|เนื่องจาก|อยู่ระหว่าง)[^()]*|ลา)\)?$"
)
"""Words behind a name or post that say why somebody did not come; surnames may begin alike."""
_SHOWN: Final = {
    Presence.PRESENT: "มา",
    Presence.SUBSTITUTE: "มีผู้มาแทน",
    Presence.ABSENT: "ไม่มา",
    Presence.GUEST: "ผู้เข้าร่วม",
}


@dataclass(frozen=True, slots=True)
class _Listed:
    """A person of the file's lists."""

    text: str
    name: str
    post: str
    last: str
    """Role, or the reason of an absence."""


class AttendanceMerger:
    """Merges the lists of a file into the attendance of a meeting. ``year`` has the meeting and its
    bodies already."""

    def __init__(
        self, year: YearData, meeting: Meeting, row: MeetingRow, *, is_new: bool = False
    ) -> None:
        """Of a meeting that ``is_new`` the members of its bodies are the list, whoever came."""
        self._year = year
        self._before = {attendance.id: attendance for attendance in year.attendance_of(meeting.id)}
        self._meeting = meeting
        self._rows = dict(self._before)
        self.remarks: list[Remark] = []
        if not self._rows and (is_new or row.attended or row.absent or row.guests):
            self._rows = {place.id: place for place in self._places()}
        for presence, listed in (
            (Presence.PRESENT, row.attended),
            (Presence.ABSENT, row.absent),
            (Presence.GUEST, row.guests),
        ):
            for text in listed:
                self._take(presence, _read(text))

    def writes(self) -> list[Write]:
        """Return the writes of the import."""
        made: list[Write] = []
        for row in self._rows.values():
            old = self._before.get(row.id)
            if old is None:
                made.append(Insert(row))
            elif old != row:
                names = ("presence", "name", "substitute", "substitute_post", "reason", "person_id")
                fields = {name: getattr(row, name) for name in names}
                changed = {name: new for name, new in fields.items() if new != getattr(old, name)}
                made.append(RecordUpdate(old, changed))
        return made

    def shown(self) -> str:
        """Return the attendance as lines of text, for comparison."""
        return shown_attendance(self._now, self._meeting)

    @property
    def _now(self) -> YearData:
        others = (
            attendance
            for attendance in self._year.attendances
            if attendance.meeting_id != self._meeting.id
        )
        return replace(self._year, attendances=(*others, *self._rows.values()))

    def _places(self) -> Iterator[Attendance]:
        """Yield a place for each member of the bodies that meet."""
        position = 0
        for body in self._year.bodies_of_meeting(self._meeting.id):
            for member in members_on(self._year, body.id, self._meeting.day):
                for place in places_of(self._year, self._meeting, member):
                    yield replace(place, position=position)
                    position += 1

    def _take(self, presence: Presence, listed: _Listed) -> None:
        everybody = attendees(self._now, self._meeting)
        instead = _INSTEAD.match(listed.post) if presence is Presence.PRESENT else None
        if presence is Presence.GUEST:
            self._take_guest(everybody, listed)
        elif instead and (whom := _find_whole(everybody, instead[2])) is not None:
            self._set(
                whom,
                presence=Presence.SUBSTITUTE,
                substitute=listed.name,
                substitute_post=instead[1],
            )
        elif (found := _find(everybody, listed)) is not None:
            reason = listed.last if presence is Presence.ABSENT else ""
            if presence is Presence.ABSENT and not reason:
                self._tell_beside(found, listed)
            is_role = key(listed.last) == key("".join(found.roles))
            self._set(
                found,
                presence=presence,
                reason="" if is_role else reason,
                name=listed.name if listed.name and not found.name else None,
            )
        else:
            self.remarks.append(
                Remark(
                    None,
                    "“{text}” ไม่อยู่ในรายชื่อของคณะที่ประชุม จึงไม่ได้บันทึกว่ามาประชุมหรือไม่",
                    "ตรวจรายชื่อผู้เข้าประชุมที่หน้าการประชุม",
                    {"text": listed.text},
                )
            )

    def _tell_beside(self, found: Attendee, listed: _Listed) -> None:
        """Tell what follows the post of one who did not come: it may be the reason."""
        post = key(listed.post)
        known = [key(one) for one in ("".join(found.posts), *found.posts) if one]
        if post not in known and any(map(post.startswith, known)):
            self.remarks.append(
                Remark(
                    None,
                    "ไม่แน่ใจว่า “{text}” ข้างชื่อ{name} มีเหตุที่ไม่มาหรือไม่ จึงไม่ได้นำเข้าเหตุ",
                    "กรอกเหตุที่หน้าการประชุม",
                    {"text": listed.post, "name": listed.name},
                )
            )

    def _take_guest(self, everybody: Sequence[Attendee], listed: _Listed) -> None:
        guests = [attendee for attendee in everybody if attendee.presence is Presence.GUEST]
        who = listed.name or listed.post
        if any(key(guest.name or "".join(guest.posts)) == key(who) for guest in guests):
            return
        known = self._year.people_by_name.get(_bare(listed.name), ()) if listed.name else ()
        alone = known[0] if len(known) == 1 and key(known[0].full_name) == key(who) else None
        row = Attendance(
            id=new_id(),
            meeting_id=self._meeting.id,
            presence=Presence.GUEST,
            person_id=alone.id if alone else None,
            name="" if alone else who,
            post=" ".join(filter(None, (listed.post if listed.name else "", listed.last))),
            position=max((attendance.position for attendance in self._rows.values()), default=-1)
            + 1,
        )
        self._rows[row.id] = row

    def _set(self, attendee: Attendee, **fields: Any) -> None:
        """Set fields of all places of an attendee; those that are None stay."""
        given = {name: value for name, value in fields.items() if value is not None}
        for row in attendee.rows:
            self._rows[row.id] = replace(self._rows[row.id], **given)


def shown_attendance(year: YearData, meeting: Meeting) -> str:
    """Return who was at a meeting, one per line."""
    return "\n".join(
        " ".join(filter(None, (_who(attendee), _SHOWN[attendee.presence], attendee.reason)))
        for attendee in attendees(year, meeting)
        if attendee.presence in _SHOWN
    )


def _who(attendee: Attendee) -> str:
    return attendee.substitute or attendee.name or " ".join(attendee.posts)


def _read(text: str) -> _Listed:
    parts = [part.strip() for part in text.split(BETWEEN)]
    reason = _REASON.match(parts[-1])
    if reason:
        parts[-1] = reason[1]
    name, beside = "", ""
    if is_person(parts[0]):
        cell = read_name_cell(parts.pop(0))
        name, beside = cell.name, " ".join(other.strip("()[] ") for other in cell.others)
    post = " ".join(filter(None, (beside, parts.pop(0) if parts else "")))
    return _Listed(text, name, post, " ".join([*parts, *([reason[2]] if reason else [])]))


def _full(name: str) -> str:
    """Return a name for comparison, with its title spelled out as in the register."""
    return key(split_name(name).full)


def _bare(name: str) -> str:
    return key(split_name(name).name)


def _find(everybody: Sequence[Attendee], listed: _Listed) -> Attendee | None:
    """Return the attendee of this name, else the only one without a known name who has the post."""
    named = [
        attendee
        for attendee in everybody
        if listed.name and _full(attendee.name) == _full(listed.name)
    ]
    if named:
        return named[0] if len(named) == 1 else None
    post = key(listed.post)
    open_ones = [
        attendee
        for attendee in everybody
        if not attendee.name
        and post
        and post in {key("".join(attendee.posts)), *map(key, attendee.posts)}
    ]
    return open_ones[0] if len(open_ones) == 1 else None


def _find_whole(everybody: Sequence[Attendee], text: str) -> Attendee | None:
    """Return the attendee whose name and posts a text gives."""
    whole = key(text)
    found = [
        attendee
        for attendee in everybody
        if whole in {key("".join((attendee.name, *attendee.posts))), key(attendee.name or "-")}
        or (is_person(text) and _full(text) == _full(attendee.name))
    ]
    return found[0] if len(found) == 1 else None
