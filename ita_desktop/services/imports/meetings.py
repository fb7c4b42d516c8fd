"""Imports meetings, identified by their number and bodies.

Matters of the file are added below the heading that it gives; existing ones are kept with their
notes. Minutes also have who was there, what was said and resolved, and who does what until when;
handouts and that work belong to lines of the agenda, and are no text of theirs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, NamedTuple

from ita_desktop.documents.reports.meetings.minutes import TASKS
from ita_desktop.documents.reports.meetings.parts import HEADS, bodies_in_title, own_heads
from ita_desktop.domain.agenda import bodies_named, number_of, owners_of_task
from ita_desktop.domain.attendance import Attendee, attendees
from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.letters import AgendaAttachment
from ita_desktop.domain.meetings import (
    ActionItem,
    ActionItemOwner,
    AgendaItem,
    Attendance,
    Meeting,
    MeetingBody,
    Presence,
)
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Body, new_id
from ita_desktop.domain.roster.committee import members_on
from ita_desktop.domain.roster.holders import recorder, reviewer
from ita_desktop.domain.roster.names import is_person, split_name
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.papers import MeetingRow
from ita_desktop.exchange.kinds.people import read_name_cell
from ita_desktop.exchange.papers.lines import COUNTED, part_tasks, read_agenda
from ita_desktop.exchange.papers.meeting import BETWEEN, behind_bodies
from ita_desktop.exchange.remarks import Remark, RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import OwnerRef, last_position, refs_of
from ita_desktop.services.imports.documents.own_words import put_own_wording
from ita_desktop.services.imports.draft import ImportDraft, Shown, fields_of, inserts, said_of
from ita_desktop.services.imports.found.planned_years import year_after
from ita_desktop.services.imports.items import once, other_again
from ita_desktop.services.imports.meeting_agenda import AgendaMerger, TaskOwners, shown_agenda
from ita_desktop.services.imports.plan import Insert, RecordUpdate, Write
from ita_desktop.services.imports.roster.bodies import NamedBodies
from ita_desktop.services.imports.roster.register import Signatories
from ita_desktop.services.meetings.meetings import clock, places_of, who_stays
from ita_desktop.services.roster.owning import owner_of

_BEHIND: Final = lazy_re(r"\{คณะ\}.*(?:\n.*\{ชื่อการประเมิน.*)*")
"""What the title of an agenda names behind its bodies."""
_OF_YEAR: Final = "ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} "
ACTION: Final = lazy_re(
    r"^\d{1,2}\)\s*(?P<text>\S.*?)"
    r"(?=\s+ผู้รับผิดชอบ\s|\s+ภายในวันที่\s)"
    r"(?:\s+ผู้รับผิดชอบ\s+(?P<owner>\S.*?))?"
    r"(?:\s+ภายในวันที่\s+(?P<due>\d.*))?$"
)
"""A line of minutes that gives work to somebody, or a day for it."""


def compare(draft: ImportDraft, rows: Sequence[MeetingRow]) -> None:
    """Add the differences between ``rows`` and the year's meetings to the draft."""
    kept: set[str] = set()
    people = ((name, "") for row in rows for name in (row.recorder, row.reviewer))
    signatories, owners = Signatories(draft, people), TaskOwners(draft)
    sets = _by_meeting(draft, rows)
    known = _known(draft.year, sets)
    met: list[tuple[Meeting, tuple[Body, ...], list[MeetingRow]]] = []
    for count, ((bodies, papers), found) in enumerate(zip(sets, known, strict=True)):
        draft.work_progress.at(count, len(rows))
        with draft.skipping(*(row.origin for row in papers)):
            meeting = _put(draft, papers, bodies, found, signatories, owners)
            met.append((meeting, bodies, papers))
            kept |= {found.id} if found is not None else set()
    _put_heads(draft, met)
    if draft.decided.replace:
        for meeting in draft.year.meetings:
            if meeting.id not in kept:
                agenda = draft.year.agenda_of(meeting.id)
                there = shown_attendance(draft.year, meeting)
                draft.remove(meeting, _shown(draft.year, meeting, agenda, there))


def _put_heads(
    draft: ImportDraft, met: Sequence[tuple[Meeting, tuple[Body, ...], list[MeetingRow]]]
) -> None:
    """Add to the draft what agendas call the assessment behind the bodies, be it nothing: for the
    year what the first one does, unless papers are there already that have another title; else for
    the meeting alone."""
    year = draft.year
    ids = {meeting.id for meeting, *_ in met}
    others = (one for one in year.meetings if one.id not in ids)
    is_settled = any(own_heads(one) not in year.own_words for one in others)
    of_year = HEADS.words(year)
    for meeting, bodies, papers in met:
        found = next(filter(None, (_own_heads(year, bodies, paper) for paper in papers)), None)
        if found is None:
            continue
        own, origin = found
        name = own_heads(meeting)
        if own == year.own_words.get(name, of_year):
            is_settled |= name not in year.own_words
            draft.repeat(origin, [paper.heads for paper in papers])
        elif is_settled or name in year.own_words:
            put_own_wording(draft, HEADS, own, origin, name)
        else:
            put_own_wording(draft, HEADS, own, origin)
            of_year, is_settled = own, True


def _own_heads(
    year: YearData, bodies: Sequence[Body], paper: MeetingRow
) -> tuple[str, Origin] | None:
    """Return the title lines of an agenda as a wording, and where they stand; None if they name
    neither body nor assessment."""
    base = year.own_words.get(HEADS.name, HEADS.text)
    names = bodies_named(bodies)
    said = behind_bodies(paper.heads, names)
    if said is None or set(said) & set("{}|"):
        return None
    usual = behind_bodies(HEADS.of(year, bodies_in_title(year, names), base), names)
    own = base if key(said) == key(usual or "") else _BEHIND.sub(f"{{คณะ}}{said}", base)
    return own if "ปี" in paper.heads else own.replace(_OF_YEAR, ""), paper.origin


def _by_meeting(
    draft: ImportDraft, rows: Sequence[MeetingRow]
) -> list[tuple[tuple[Body, ...], list[MeetingRow]]]:
    """Return the rows of each meeting with its bodies: one, or its agenda and its minutes in this
    order. Other rows of the same meeting are skipped."""
    found: dict[tuple[int, frozenset[str]], tuple[tuple[Body, ...], list[MeetingRow]]] = {}
    named = NamedBodies(draft)
    for row in once(draft, rows):
        try:
            _must_be_of(draft.year, row)
            bodies = _bodies(draft.year, named, row)
        except RowError as error:
            draft.skip(row.origin, error)
            continue
        identity = row.number, frozenset(body.id for body in bodies)
        _, papers = found.setdefault(identity, (bodies, []))
        if papers and not (len(papers) == 1 and _are_one_meeting(papers[0], row)):
            what = Phrase("การประชุมครั้งที่ {number}", number=row.number)
            draft.skip(row.origin, other_again(row.origin, papers[0].origin, what))
            continue
        papers.append(row)
        papers.sort(key=lambda paper: bool(paper.minutes))
    return list(found.values())


def _must_be_of(year: YearData, row: MeetingRow) -> None:
    """Raise RowError for a meeting whose number is one of another year."""
    if row.year not in {0, year.year}:
        raise RowError(
            "การประชุมครั้งที่ {text} ไม่ใช่ของปี {year}",
            remedy="นำเข้าในปีของการประชุมนั้น",
            text=f"{row.number}/{row.year}",
            year=year.year,
        ).about("number")


def _are_one_meeting(one: MeetingRow, other: MeetingRow) -> bool:
    """Return whether two rows are the agenda and the minutes of one meeting: they say nothing else
    of it."""
    pairs = (
        (one.title, other.title),
        (one.day, other.day),
        (_spelt(one.begins), _spelt(other.begins)),
        (one.place, other.place),
    )
    return bool(one.minutes) != bool(other.minutes) and all(
        not first or not second or first == second for first, second in pairs
    )


def _spelt(text: str) -> str:
    """Return a time in the spelling that is compared; empty if none is given."""
    plain = key(text).replace(".", ":").removesuffix("น:")
    return plain.zfill(len("00:00")) if plain else ""


def _bodies(year: YearData, named: NamedBodies, row: MeetingRow) -> tuple[Body, ...]:
    """Return the bodies that a row names, be it by its title alone; all of the year's if it names
    none."""
    found = (named.of_cell(name, row.origin, "bodies") for name in row.bodies)
    title = key(row.title).removeprefix("การประชุม").removeprefix("ประชุม")
    called = (body for body in year.bodies if key(body.name) == title)
    return tuple(dict.fromkeys(found)) or tuple(called) or year.bodies


def _known(
    year: YearData, sets: Sequence[tuple[tuple[Body, ...], list[MeetingRow]]]
) -> list[Meeting | None]:
    """Return the year's meeting that each set of papers is about: those of the same bodies first,
    so that none that names no body takes the meeting of another."""
    met = {one.id: {body.id for body in year.bodies_of_meeting(one.id)} for one in year.meetings}
    free = list(year.meetings)
    found: dict[int, Meeting] = {}
    for is_exact in (True, False):
        for at, (bodies, papers) in enumerate(sets):
            for meeting in free if at not in found else ():
                is_open = not papers[0].bodies or not met[meeting.id]
                is_met = met[meeting.id] == {body.id for body in bodies}
                if meeting.number == papers[0].number and (is_met if is_exact else is_open):
                    found[at] = meeting
                    free.remove(meeting)
                    break
    return [found.get(at) for at in range(len(sets))]


def _put(
    draft: ImportDraft,
    papers: Sequence[MeetingRow],
    bodies: Sequence[Body],
    old: Meeting | None,
    signatories: Signatories,
    owners: TaskOwners,
) -> Meeting:
    """Add what the papers of a meeting change, each on the year as the one before leaves it; return
    the meeting."""
    year, meeting, writes = draft.year, old, list[Write]()
    shown: Shown = {}
    for row in (_with_times(draft, paper) for paper in papers):
        who = _people(year, row, meeting, signatories)
        meeting, new = _of_meeting(year, row, meeting, bodies, who)
        said, tasks = part_tasks(row.minutes, {TASKS.text, TASKS.of(year)})
        agenda = AgendaMerger(
            year,
            meeting,
            read_agenda(said or row.agenda, minutes=bool(row.minutes)),
            minutes=bool(row.minutes),
            previous=max(
                (other for other in draft.others if other.year < year.year),
                key=lambda other: other.year,
                default=None,
            ),
        )
        new += agenda.writes()
        new += papers_of(year, meeting, agenda, tasks, partial(owners.of, origin=row.origin))
        attendance = AttendanceMerger(year_after(year, new), meeting, row, is_new=old is None)
        for remark in (*agenda.remarks, *attendance.remarks):
            draft.warn(row.origin, remark.template, remark.remedy, **remark.fields)
        draft.repeat(row.origin, agenda.repeated)
        new += attendance.writes()
        shown = _shown(year, meeting, agenda.items, attendance.shown())
        year, writes = year_after(year, new), [*writes, *new]
        meeting = year.meeting_by_id[meeting.id]
    before = None
    if old is not None:
        there = shown_attendance(draft.year, old)
        before = _shown(draft.year, old, draft.year.agenda_of(old.id), there)
    assert meeting is not None, "a meeting has papers"
    draft.put([row.origin for row in papers], shown, before, writes, of=[meeting])
    return meeting


def _people(
    year: YearData, row: MeetingRow, old: Meeting | None, signatories: Signatories
) -> dict[str, str | None]:
    """Return who wrote and who checked the minutes, where the meeting prints somebody else."""
    return {
        field: signatories.find(name, row.origin, field.removesuffix("_id"))
        for field, name, printed in (
            ("recorder_id", row.recorder, recorder),
            ("reviewer_id", row.reviewer, reviewer),
        )
        if old is None or key(printed(year, old)) != key(name)
    }


def _of_meeting(
    year: YearData,
    row: MeetingRow,
    old: Meeting | None,
    bodies: Sequence[Body],
    people: Mapping[str, str | None],
) -> tuple[Meeting, list[Write]]:
    """Return the meeting as a row says it, and what that writes."""
    says = {**fields_of(row, "title", "day", "begins", "ends", "place", "note"), **people}
    blank = Meeting(id=new_id(), year_id=year.fiscal_year.id, number=row.number)
    new, writes = said_of(old, blank, says)
    met = (
        MeetingBody(id=new_id(), meeting_id=new.id, body_id=body.id, position=position)
        for position, body in enumerate(bodies if old is None else ())
    )
    return new, [*writes, *inserts(*met)]


def _with_times(draft: ImportDraft, row: MeetingRow) -> MeetingRow:
    """Return a row with its times as they are stored; words that are none are told and left out."""
    times = []
    for words in (row.begins, row.ends):
        try:
            times.append(clock(words))
        except InputError:
            times.append("")
            template = "ไม่รู้ว่า “{text}” เป็นเวลาใด จึงไม่ได้นำเข้าเวลานี้"
            draft.warn(row.origin, template, "กรอกเวลาเองหลังนำเข้า", text=words)
    return replace(row, begins=times[0], ends=times[1])


def _shown(
    year: YearData, meeting: Meeting, agenda: Sequence[AgendaItem], attendance: str
) -> Shown:
    time = " - ".join(filter(None, (meeting.begins, meeting.ends)))
    return {
        "ครั้งที่": number_of(meeting, year.year),
        "ชื่อการประชุม": meeting.title,
        "วันประชุม": meeting.day,
        "เวลา": time,
        "สถานที่": meeting.place,
        "ระเบียบวาระ": shown_agenda(agenda),
        "ผู้เข้าประชุม": attendance,
        "หมายเหตุ": meeting.note,
    }


def papers_of(
    year: YearData,
    meeting: Meeting,
    agenda: AgendaMerger,
    others: Sequence[str],
    owners_in: Callable[[str], tuple[OwnerRef, ...]],
) -> Iterator[Write]:
    """Yield the writes of handouts and tasks that a meeting does not have yet; ``others`` are tasks
    that belong to no agenda item, ``owners_in`` returns the owners that words name."""
    given: list[tuple[str | None, str]] = []
    for item_id, line in agenda.below.items():
        handed = year.attachments_of_agenda_item(item_id)
        titles = {key(handout.title) for handout in handed}
        for at, title in enumerate(line.handed, last_position(handed)):
            if key(title) not in titles:
                yield Insert(
                    AgendaAttachment(id=new_id(), agenda_item_id=item_id, title=title, position=at)
                )
        given += [(item_id, text) for text in line.tasks]
    given += [(None, text) for text in others]
    yield from _new_tasks(year, meeting, given, owners_in)


def _new_tasks(
    year: YearData,
    meeting: Meeting,
    given: Sequence[tuple[str | None, str]],
    owners_in: Callable[[str], tuple[OwnerRef, ...]],
) -> Iterator[Write]:
    """Yield the tasks that the meeting does not have: the same words may be given to several, and
    one that has another owner meanwhile is still there."""
    left = [_Task(row, refs_of(owners_of_task(year, row))) for row in year.actions_of(meeting.id)]
    first = last_position(year.actions_of(meeting.id))
    tasks: list[_Task] = []
    for of, text in given:
        task = _task(year, meeting, of, text, owners_in)
        if all(_content(task) != _content(other) for other in tasks):
            tasks.append(task)
    for same in (_words_and_owners, _words):
        new = []
        for task in tasks:
            there = next((one for one in left if same(one) == same(task)), None)
            if there is None:
                new.append(task)
            else:
                left.remove(there)
        tasks = new
    for at, task in enumerate(tasks, first):
        yield Insert(replace(task.row, position=at))
        make = owner_of(ActionItemOwner, action_item_id=task.row.id)
        yield from inserts(*(make(ref, place) for place, ref in enumerate(task.owners[1:])))


class _Task(NamedTuple):
    """A task, whose first owner stands in its row, with all its owners."""

    row: ActionItem
    owners: tuple[OwnerRef, ...]


def _words(task: _Task) -> str:
    return key(task.row.text)


def _words_and_owners(task: _Task) -> tuple[object, ...]:
    return _words(task), [(ref.unit_id, ref.person_id, key(ref.post)) for ref in task.owners]


def _content(task: _Task) -> tuple[object, ...]:
    return *_words_and_owners(task), task.row.due


def _task(
    year: YearData,
    meeting: Meeting,
    item_id: str | None,
    text: str,
    owners_in: Callable[[str], tuple[OwnerRef, ...]],
) -> _Task:
    found = ACTION.match(text)
    plain = COUNTED.sub("", text)
    words, owner, due = found.group("text", "owner", "due") if found else (plain, "", "")
    try:
        day = parse_date(due, fiscal_year=year.year) if due else None
    except DateError:
        day, words = None, f"{words} ภายในวันที่ {due}"
    owners = owners_in(owner or "")
    first = owners[0] if owners else OwnerRef()
    row = ActionItem(
        id=new_id(),
        meeting_id=meeting.id,
        agenda_item_id=item_id,
        text=words,
        unit_id=first.unit_id,
        person_id=first.person_id,
        post=first.post,
        due=day,
    )
    return _Task(row, owners)


_INSTEAD: Final = lazy_re(r"^(.*?)\s*(?:\(?(?:ผู้)?แทน\)?\s+|(?<![ก-๙])(?:ผู้)?แทน(?=[ก-๙]))(.+)$")
_WHY: Final = (
    r"(?:ติด(?:ราชการ|ภารกิจ|ประชุม|อบรม|สัมมนา|งาน|ธุระ|เวร|สอน|นัด|ภาระ|การ|ปฏิบัติ)|"
    r"ลา(?:ป่วย|กิจ|พัก|คลอด|บวช|อุปสมบท|ศึกษา|ไป)|ไปราชการ|เนื่องจาก|อยู่ระหว่าง)[^()]*|ลา"
)
_REASON: Final = lazy_re(rf"^(.+?)\s*(?:(?<=\s)|(?=\())\(?({_WHY})\)?$")
"""Words behind a name or post that say why somebody did not come; surnames may begin alike."""
_ALONE: Final = lazy_re(
    rf"\(?((?:{_WHY}|(?:มี|ติด)?ภารกิจ[^()]*|(?:ไป|ป่วย|ปฏิบัติราชการ|เดินทาง)[^()]*))\)?"
)
"""These in the place of a post."""
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
        beside = f"{listed.post} {listed.last}".strip()
        instead = _INSTEAD.match(beside) if presence is Presence.PRESENT else None
        if presence is Presence.GUEST:
            self._take_guest(everybody, listed)
        elif instead and (whom := _find_whole(everybody, instead[2])) is not None:
            self._set(
                whom,
                presence=Presence.SUBSTITUTE,
                substitute=listed.name,
                substitute_post=instead[1],
            )
        elif instead and listed.name and not self._knows_members:
            row = Attendance(
                id=new_id(),
                meeting_id=self._meeting.id,
                presence=Presence.SUBSTITUTE,
                post=instead[2],
                substitute=listed.name,
                substitute_post=instead[1],
                position=self._behind,
            )
            self._rows[row.id] = row
            self._tell_other(listed)
        elif (found := _find(everybody, listed)) is not None:
            reason = listed.last if presence is Presence.ABSENT else ""
            if presence is Presence.ABSENT and not reason:
                self._tell_beside(found, listed)
            roles = {key(role) for role in ("".join(found.roles), *found.roles)}
            is_role = key(listed.last) in roles
            if presence is Presence.PRESENT and listed.last and not is_role:
                self._tell_role(found, listed)
            self._set(
                found,
                presence=presence,
                reason="" if is_role else reason,
                name=listed.name if listed.name and not found.name else None,
            )
        elif listed.name and not _named(everybody, listed):
            self._take_other(presence, listed)
        else:
            self.remarks.append(
                Remark(
                    None,
                    "“{text}” ไม่อยู่ในรายชื่อของคณะที่ประชุม จึงไม่ได้บันทึกว่ามาประชุมหรือไม่",
                    "ตรวจรายชื่อผู้เข้าประชุมที่หน้าการประชุม",
                    {"text": listed.text},
                )
            )

    def _take_other(self, presence: Presence, listed: _Listed) -> None:
        """Keep one by name as the file lists it, who is no member of the bodies as they are known:
        a meeting that came in is printed with those who were there."""
        absent = presence is Presence.ABSENT
        post = (listed.post, "" if absent else listed.last)
        row = Attendance(
            id=new_id(),
            meeting_id=self._meeting.id,
            presence=presence,
            name=listed.name,
            post=" ".join(filter(None, post)),
            reason=listed.last if absent else "",
            position=self._behind,
        )
        self._rows[row.id] = row
        self._tell_other(listed)

    @property
    def _knows_members(self) -> bool:
        return any(row.member_id for row in self._rows.values())

    def _tell_other(self, listed: _Listed) -> None:
        why = (
            "“{text}” ไม่อยู่ในรายชื่อของคณะที่ประชุม จึงบันทึกไว้ตามรายงาน ต่อจากรายชื่อของคณะ"
            if self._knows_members
            else "ยังไม่มีรายชื่อของคณะที่ประชุม จึงบันทึก “{text}” ไว้ตามรายงาน"
        )
        remedy = "ตรวจรายชื่อผู้เข้าประชุมที่หน้าการประชุม"
        self.remarks.append(Remark(None, why, remedy, {"text": listed.text}))

    @property
    def _behind(self) -> int:
        """The position behind all rows."""
        return max((attendance.position for attendance in self._rows.values()), default=-1) + 1

    def _tell_role(self, found: Attendee, listed: _Listed) -> None:
        """Tell what is not the role that a member has in the bodies, by which minutes print it."""
        self.remarks.append(
            Remark(
                None,
                "{who} เป็น “{role}” ในรายงาน แต่เป็น “{own}” ในรายชื่อของคณะ จึงใช้ตามรายชื่อ",
                "ถ้าบทบาทเปลี่ยนไป แก้ที่หน้าคณะกรรมการ",
                {
                    "who": listed.name or listed.post,
                    "role": listed.last,
                    "own": " ".join(found.roles),
                },
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
        known = (
            self._year.people_by_name.get(key(split_name(listed.name).name), ())
            if listed.name
            else ()
        )
        alone = known[0] if len(known) == 1 and key(known[0].full_name) == key(who) else None
        row = Attendance(
            id=new_id(),
            meeting_id=self._meeting.id,
            presence=Presence.GUEST,
            person_id=alone.id if alone else None,
            name="" if alone else who,
            post=" ".join(filter(None, (listed.post if listed.name else "", listed.last))),
            position=self._behind,
        )
        self._rows[row.id] = row

    def _set(self, attendee: Attendee, **fields: Any) -> None:
        """Set fields of all places of an attendee; those that are None stay."""
        given = {name: value for name, value in fields.items() if value is not None}
        for row in attendee.rows:
            whose = who_stays(self._year, row, attendee.person_id, given.get("presence"))
            self._rows[row.id] = replace(self._rows[row.id], **(whose | given))


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
    reasons = list[str]()
    while len(parts) > 1 and (alone := _ALONE.fullmatch(parts[-1])):
        reasons.insert(0, alone[1].strip())
        parts.pop()
    if reason := _REASON.match(parts[-1]):
        parts[-1] = reason[1]
        reasons.insert(0, reason[2])
    name, beside = "", ""
    if is_person(parts[0]):
        cell = read_name_cell(parts.pop(0))
        name, beside = cell.name, " ".join(other.strip("()[] ") for other in cell.others)
    post = " ".join(filter(None, (beside, parts.pop(0) if parts else "")))
    return _Listed(text, name, post, " ".join([*parts, *reasons]))


def _full(name: str) -> str:
    """Return a name for comparison, with its title spelled out as in the register."""
    return key(split_name(name).full)


def _named(everybody: Sequence[Attendee], listed: _Listed) -> list[Attendee]:
    """Return the attendees of this name."""
    name = _full(listed.name)
    return [one for one in everybody if listed.name and _full(one.name) == name]


def _find(everybody: Sequence[Attendee], listed: _Listed) -> Attendee | None:
    """Return the attendee of this name, else the only one without a known name who has the post."""
    named = _named(everybody, listed)
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
