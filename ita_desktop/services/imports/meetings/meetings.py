"""Imports meetings, identified by their number and bodies.

Matters of the file are added below the heading that it gives; existing ones are kept with their
notes. Minutes also have who was there, what was said and resolved, and who does what until when;
handouts and that work belong to lines of the agenda, and are no text of theirs."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from ita_desktop.documents.reports.meetings.minutes import TASKS
from ita_desktop.domain.dates import DateError, parse_date, short_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.letters.letters import AgendaAttachment
from ita_desktop.domain.meetings.agenda import number_of
from ita_desktop.domain.meetings.meetings import (
    ActionItem,
    ActionItemOwner,
    AgendaItem,
    Meeting,
    MeetingBody,
)
from ita_desktop.domain.meetings.tasks import owners_of_task
from ita_desktop.domain.records import Body
from ita_desktop.domain.roster.holders import recorder, reviewer
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.agenda_text import COUNTED, part_tasks, read_agenda
from ita_desktop.exchange.kinds.meetings import MeetingRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.edits import OwnerRef, last_position, refs_of
from ita_desktop.services.imports.draft import (
    ImportDraft,
    fields_of,
    inserts,
    said_of,
)
from ita_desktop.services.imports.found.planned_years import year_after
from ita_desktop.services.imports.meetings.agenda import AgendaMerger, shown_agenda
from ita_desktop.services.imports.meetings.attendance import AttendanceMerger, shown_attendance
from ita_desktop.services.imports.meetings.task_owners import TaskOwners
from ita_desktop.services.imports.plan import Insert, Write
from ita_desktop.services.imports.repeats import once, other_again
from ita_desktop.services.imports.roster.bodies import NamedBodies
from ita_desktop.services.imports.roster.signatories import Signatories
from ita_desktop.services.meetings.meetings import clock
from ita_desktop.services.roster.owning import owner_of

ACTION: Final = re.compile(
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
    for count, (bodies, papers) in enumerate(_by_meeting(draft, rows)):
        draft.work_progress.at(count, len(rows))
        try:
            found = _known(draft.year, papers[0], bodies)
            _put(draft, papers, bodies, found, signatories, owners)
        except RowError as error:
            for row in papers:
                draft.skip(row.origin, error)
            continue
        if found is not None:
            kept.add(found.id)
    if draft.may_remove():
        for meeting in draft.year.meetings:
            if meeting.id not in kept:
                agenda = draft.year.agenda_of(meeting.id)
                there = shown_attendance(draft.year, meeting)
                draft.remove(meeting, _shown(draft.year, meeting, agenda, there))


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
    called = (body for body in year.bodies if key(row.title) in _titles(body))
    return tuple(dict.fromkeys(found)) or tuple(called) or year.bodies


def _titles(body: Body) -> set[str]:
    """Return the keys of the titles that say of which body a meeting is."""
    return {key(f"{words}{body.name}") for words in ("", "ประชุม", "การประชุม")}


def _known(year: YearData, row: MeetingRow, bodies: Sequence[Body]) -> Meeting | None:
    """Return the year's meeting that a row is about."""
    wanted = {body.id for body in bodies}
    same = [meeting for meeting in year.meetings if meeting.number == row.number]
    met = {meeting.id: {body.id for body in year.bodies_of_meeting(meeting.id)} for meeting in same}
    exact = (meeting for meeting in same if met[meeting.id] == wanted)
    open_ones = (meeting for meeting in same if not row.bodies or not met[meeting.id])
    return next(exact, None) or next(open_ones, None)


def _put(
    draft: ImportDraft,
    papers: Sequence[MeetingRow],
    bodies: Sequence[Body],
    old: Meeting | None,
    signatories: Signatories,
    owners: TaskOwners,
) -> None:
    """Add what the papers of a meeting change, each on the year as the one before leaves it."""
    year, meeting, writes = draft.year, old, list[Write]()
    shown: dict[str, str] = {}
    people: list[str | None] = []
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
        handed = list(
            papers_of(year, meeting, agenda, tasks, partial(owners.of, origin=row.origin))
        )
        made = (write.record for write in handed if isinstance(write, Insert))
        doing = [one for one in made if isinstance(one, ActionItem | ActionItemOwner)]
        people += [named for one in doing for named in (one.unit_id, one.person_id)]
        new += handed
        attendance = AttendanceMerger(year_after(year, new), meeting, row, is_new=old is None)
        for remark in (*agenda.remarks, *attendance.remarks):
            draft.warn(row.origin, remark.template, remark.remedy, **remark.fields)
        new += attendance.writes()
        shown = _shown(year, meeting, agenda.items, attendance.shown())
        year, writes = year_after(year, new), [*writes, *new]
        meeting = year.meeting_by_id[meeting.id]
        people += who.values()
    before = None
    if old is not None:
        there = shown_attendance(draft.year, old)
        before = _shown(draft.year, old, draft.year.agenda_of(old.id), there)
    needs = draft.needs(*people) if writes else ()
    draft.put([row.origin for row in papers], shown, before, writes, needs=needs)


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
) -> dict[str, str]:
    time = " - ".join(filter(None, (meeting.begins, meeting.ends)))
    return {
        "ครั้งที่": number_of(meeting, year.year),
        "ชื่อการประชุม": meeting.title,
        "วันประชุม": short_date(meeting.day) if meeting.day else "",
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
