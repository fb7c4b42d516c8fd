"""Import of meetings: known by their number and the bodies that meet.

Matters of the file are put below the heading that it names for them; those that are there already
stay as they are, with all that was noted about them. Who came is not in such a file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_desktop.domain.agenda import number_of
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.meetings import AgendaItem, AgendaKind, Meeting, MeetingBody
from ita_desktop.domain.records import Body
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.meetings import MeetingRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.agenda import HEADINGS, standing_headings, usual_resolution
from ita_desktop.services.import_kinds.draft import Draft, differing, inserts, update
from ita_desktop.services.import_kinds.repeats import once
from ita_desktop.services.import_kinds.roster import body_called
from ita_desktop.services.import_plan import Write
from ita_desktop.services.meetings import clock

_HEADING = re.compile(r"^(?:ระเบียบ)?วาระที่\s*(\d)\s*(.*)$")
_NUMBERED = re.compile(r"^(\d)\.\d+(?:\.\d+)*\.?\s+(?=\S)")
_MARK = re.compile(r"^(?:[-–•*]|\d{1,2}[.)])\s*")
_WORDS = (
    ("รับรอง", AgendaKind.MINUTES),
    ("แจ้ง", AgendaKind.INFORM),
    ("พิจารณา", AgendaKind.CONSIDER),
    ("ทราบ", AgendaKind.NOTE),
    ("อื่น", AgendaKind.OTHER),
)
"""What a heading says about its kind; where it says nothing, its number does."""


def compare(draft: Draft, rows: Sequence[MeetingRow]) -> None:
    """Puts what differs between ``rows`` and the year's meetings into the draft."""
    seen: dict[tuple[int, frozenset[str]], Origin] = {}
    kept: set[str] = set()
    for row in once(
        draft, rows, lambda one: replace(one, origin=Origin("", 0)), lambda one: one.origin
    ):
        draft.pace.at(len(seen), len(rows))
        try:
            bodies = _bodies(draft.year, row)
            identity = row.number, frozenset(one.id for one in bodies)
            other = seen.setdefault(identity, row.origin)
            if other is not row.origin:
                raise _twice(row, other)
            found = _known(draft.year, row, bodies)
            _put(draft, row, bodies, found)
        except RowError as error:
            draft.skip(row.origin, error)
            continue
        if found is not None:
            kept.add(found.id)
    if draft.may_remove():
        for meeting in draft.year.meetings:
            if meeting.id not in kept:
                draft.remove(meeting, _shown(draft.year, meeting, ()))


def _said(row: MeetingRow) -> object:
    """What a row says, without its place."""
    return replace(row, origin=Origin("", 0))


def _bodies(year: YearData, row: MeetingRow) -> tuple[Body, ...]:
    """The bodies that a row names; all of the year where it names none."""
    if not row.bodies:
        return year.bodies
    found = []
    for name in row.bodies:
        body = body_called(year.bodies, name)
        if body is None:
            raise RowError(
                "ปีนี้ไม่มีคณะชื่อ “{body}”",
                remedy="เพิ่มคณะที่หน้าคณะกรรมการก่อน หรือแก้ชื่อในไฟล์ให้ตรง",
                body=name,
            )
        found.append(body)
    return tuple(found)


def _twice(row: MeetingRow, other: Origin) -> RowError:
    return RowError(
        "การประชุมครั้งที่ {number} มีอยู่แล้วในแถว {row} แต่ข้อมูลไม่ตรงกัน",
        remedy="รวมเป็นแถวเดียวแล้วนำเข้าใหม่",
        number=row.number,
        row=other.row,
    )


def _known(year: YearData, row: MeetingRow, bodies: Sequence[Body]) -> Meeting | None:
    """The meeting of the year that a row is about."""
    wanted = {one.id for one in bodies}
    for meeting in year.meetings:
        met = {one.id for one in year.bodies_of_meeting(meeting.id)}
        if meeting.number == row.number and (not row.bodies or not met or met == wanted):
            return meeting
    return None


def _put(draft: Draft, row: MeetingRow, bodies: Sequence[Body], old: Meeting | None) -> None:
    year = draft.year
    says = {
        "title": row.title,
        "day": row.day,
        "begins": _clock(row.begins),
        "ends": _clock(row.ends),
        "place": row.place,
        "note": row.note,
    }
    if old is None:
        blank = Meeting(id=new_id(), year_id=year.fiscal_year.id, number=row.number)
        new = replace(blank, **differing(blank, says))
        heads = standing_headings(year, new)
        matters = tuple(_matters(year, new, row, heads))
        writes: list[Write] = inserts(
            new,
            *(
                MeetingBody(id=new_id(), meeting_id=new.id, body_id=one.id, position=position)
                for position, one in enumerate(bodies)
            ),
            *heads,
            *matters,
        )
        draft.put([row.origin], _shown(year, new, matters), None, writes)
        return
    agenda = year.agenda_of(old.id)
    heads = tuple(one for one in agenda if one.kind is not AgendaKind.MATTER)
    lacking = [] if heads or not row.agenda else list(standing_headings(year, old))
    listed = {key(one.title) for one in agenda}
    matters = tuple(
        one
        for one in _matters(year, old, row, heads or tuple(lacking))
        if key(one.title) not in listed
    )
    new = replace(old, **differing(old, says))
    own = tuple(one for one in agenda if one.kind is AgendaKind.MATTER)
    draft.put(
        [row.origin],
        _shown(year, new, (*own, *matters)),
        _shown(year, old, own),
        [*update(old, says), *inserts(*lacking, *matters)],
    )


def _clock(words: str) -> str:
    try:
        return clock(words)
    except InputError as error:
        raise RowError(error.template, remedy=error.remedy, column="", **error.fields) from error


def _matters(
    year: YearData, meeting: Meeting, row: MeetingRow, heads: Sequence[AgendaItem]
) -> Iterator[AgendaItem]:
    """The matters of a row, still to be stored, each behind what is below its heading."""
    below = {
        head.id: max(
            (one.position for one in year.agenda_of(meeting.id) if one.parent_id == head.id),
            default=-1,
        )
        for head in heads
    }
    kind = AgendaKind.CONSIDER
    for line in row.agenda:
        if heading := _HEADING.match(line):
            kind = _kind(heading[2], int(heading[1]))
            continue
        if numbered := _NUMBERED.match(line):
            kind = kind if _has_headings(row) else _kind("", int(numbered[1]))
        title = _MARK.sub("", _NUMBERED.sub("", line)).strip()
        head = next((one for one in heads if one.kind is kind), heads[-1] if heads else None)
        if head is None or not title:
            continue
        below[head.id] += 1
        yield AgendaItem(
            id=new_id(),
            meeting_id=meeting.id,
            parent_id=head.id,
            title=title,
            resolution=usual_resolution(year, head.kind),
            position=below[head.id],
        )


def _has_headings(row: MeetingRow) -> bool:
    return any(_HEADING.match(line) for line in row.agenda)


def _kind(words: str, number: int) -> AgendaKind:
    for word, kind in _WORDS:
        if word in words:
            return kind
    return HEADINGS[min(max(number, 1), len(HEADINGS)) - 1][0]


def _shown(year: YearData, meeting: Meeting, matters: Sequence[AgendaItem]) -> dict[str, str]:
    time = " - ".join(filter(None, (meeting.begins, meeting.ends)))
    return {
        "ครั้งที่": number_of(meeting, year.year),
        "ชื่อการประชุม": meeting.title,
        "วันประชุม": short_date(meeting.day) if meeting.day else "",
        "เวลา": time,
        "สถานที่": meeting.place,
        "ระเบียบวาระ": "\n".join(one.title for one in matters),
        "หมายเหตุ": meeting.note,
    }
