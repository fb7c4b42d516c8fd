"""Order and numbering of an agenda: headings 1, 2, and matters 3.1, 3.1.1 below them; and whose the
tasks are that meetings gave, and how they stand."""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ita_desktop.domain.framework import codes_in
from ita_desktop.domain.framework_draft import is_usual
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.meetings import ActionItem, AgendaItem, AgendaKind, Meeting
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Body, CalendarDate, Owner
from ita_desktop.domain.scores.progress import FULL_MARK, official_scores, oit_items, self_marks
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.domain.tracking.standing import TimeState, undelivered
from ita_desktop.domain.year import YearData

INVITATION: Final = "memo-invitation"
"""Wording of the letter that calls a first meeting and encloses the order."""
LATER_INVITATION: Final = "memo-invitation-later"
"""Wording of the letter that calls a later meeting."""
INVITATIONS: Final = frozenset({INVITATION, LATER_INVITATION})
FIRST_MEETING: Final = "first_meeting"
"""The calendar date by which the first meeting is to be held."""
MEETING_DATE: Final = lazy_re(r"ประชุม.*ครั้งที่ ?(\S+)")
"""The title of a calendar date that is a meeting, with its number."""


@dataclass(frozen=True)
class AgendaLine:
    """A line of an agenda with its number (``3``, ``3.1``) and depth (0 for a heading)."""

    item: AgendaItem
    number: str
    depth: int
    parents: tuple[str, ...] = ()
    """Ids of the lines above it in the hierarchy, the heading first."""


def lines(items: Sequence[AgendaItem]) -> tuple[AgendaLine, ...]:
    """Return the lines in display order. A matter without its parent becomes a last heading."""
    children: dict[str | None, list[AgendaItem]] = {}
    known = {item.id for item in items}
    for item in sorted(items, key=lambda item: (item.position, item.id)):
        parent = item.parent_id if item.parent_id in known else None
        children.setdefault(parent, []).append(item)
    return tuple(_below(children, None, "", ()))


def _below(
    children: dict[str | None, list[AgendaItem]],
    parent: str | None,
    before: str,
    parents: tuple[str, ...],
) -> Iterator[AgendaLine]:
    """Yield the lines below ``parent``; numbering continues from a number that was typed."""
    last = 0
    for item in children.get(parent, ()):
        last = _last_of(item.number) or last + 1
        yield AgendaLine(item, item.number or f"{before}{last}", len(parents), parents)
        typed = item.number.strip("().") if _last_of(item.number) else ""
        inner = typed or f"{before}{last}"
        yield from _below(children, item.id, f"{inner}.", (*parents, item.id))


def _last_of(number: str) -> int:
    """Return the last part of a typed number; 0 if it is not a number.

    >>> _last_of("3.2"), _last_of("(4)"), _last_of("-")
    (2, 4, 0)
    """
    last = number.strip("(). ").rpartition(".")[2]
    return int(last) if last.isdecimal() else 0


def uncounted(items: Sequence[AgendaItem], of: Container[str]) -> tuple[AgendaItem, ...]:
    """Return the items; a typed number of those with ids in ``of`` is cleared if automatic
    numbering gives the same one."""
    kept = {item.id: item for item in items}
    for line in lines(items):
        if line.item.id not in of or not line.item.number:
            continue
        plain = replace(line.item, number="")
        tried = lines([*(item for item in kept.values() if item.id != plain.id), plain])
        counted = next(line.number for line in tried if line.item.id == plain.id)
        if counted == line.item.number.rstrip("."):
            kept[plain.id] = plain
    return tuple(kept.values())


_WORDS: Final = (
    ("รับรอง", AgendaKind.MINUTES),
    ("แจ้ง", AgendaKind.INFORM),
    ("พิจารณา", AgendaKind.CONSIDER),
    ("ทราบ", AgendaKind.NOTE),
    ("สืบเนื่อง", AgendaKind.NOTE),
    ("ติดตาม", AgendaKind.NOTE),
    ("อื่น", AgendaKind.OTHER),
)


def kind_of(title: str) -> AgendaKind:
    """Return the kind of heading for a title; consideration takes precedence over information."""
    return next((kind for word, kind in _WORDS if word in title), AgendaKind.FREE)


def unresolved(meeting: Meeting, own: Sequence[AgendaLine]) -> tuple[AgendaLine, ...]:
    """Return the matters without children for which neither they nor a parent have a resolution;
    also the heading for the minutes if it stands alone and the meeting is not the first."""
    approval = None if is_first(meeting) else AgendaKind.MINUTES
    resolved = {line.item.id for line in own if line.item.resolution}
    holding = {of for line in own for of in line.parents}
    return tuple(
        line
        for line in own
        if line.item.id not in holding
        and not resolved & {line.item.id, *line.parents}
        and (line.depth or (line.item.kind is approval and not line.item.detail))
    )


def heading_of(all_lines: Sequence[AgendaLine], line: AgendaLine) -> AgendaKind:
    """Return the kind of the heading above a line (or of the line itself)."""
    top = line.parents[0] if line.parents else line.item.id
    return next(
        (agenda_line.item.kind for agenda_line in all_lines if agenda_line.item.id == top),
        line.item.kind,
    )


def invitation_of(data: YearData, meeting: Meeting) -> Letter | None:
    """Return the first letter that calls a meeting, or None."""
    return next(
        (
            letter
            for letter in data.letters
            if letter.meeting_id == meeting.id and letter.wording in INVITATIONS
        ),
        None,
    )


def is_first(meeting: Meeting) -> bool:
    """Return whether it is the first meeting, without earlier minutes to approve."""
    return meeting.number == 1


def meets_with(data: YearData, meeting: Meeting) -> frozenset[str]:
    """Return the ids of the bodies that meet."""
    return frozenset(body.id for body in data.bodies_of_meeting(meeting.id))


def meeting_before(data: YearData, meeting: Meeting) -> Meeting | None:
    """Return the previous meeting of any of the same bodies in the year, or None."""
    return max(_earlier(data, meeting), key=lambda other: other.number, default=None)


def open_actions(data: YearData, meeting: Meeting) -> tuple[ActionItem, ...]:
    """Return the unfinished action items of earlier meetings of any of the same bodies."""
    return tuple(
        action
        for other in _earlier(data, meeting)
        for action in data.actions_of(other.id)
        if action.done is None
    )


def former_tasks(data: YearData, meeting: Meeting, day: date) -> tuple[ActionItem, ...]:
    """Return the tasks of earlier meetings of any of the same bodies of which a meeting is told, as
    of a day: those that are not done, and those done since the meeting before it. What was done
    later is not done yet."""
    before = meeting_before(data, meeting)
    since = before.day if before is not None else None
    found = []
    for other in _earlier(data, meeting):
        for task in data.actions_of(other.id):
            if task.done is None or task.done > day:
                found.append(replace(task, done=None))
            elif since is None or task.done >= since:
                found.append(task)
    return tuple(found)


def _earlier(data: YearData, meeting: Meeting) -> list[Meeting]:
    """Return the earlier meetings of any of the same bodies; of all, if none is stated."""
    bodies = meets_with(data, meeting)
    return [
        other
        for other in data.meetings
        if other.number < meeting.number and (not bodies or bodies & meets_with(data, other))
    ]


def number_of(meeting: Meeting, fiscal_year: int) -> str:
    """Return a meeting's number with its Buddhist fiscal year, ``1/2568``."""
    return f"{meeting.number}/{fiscal_year}"


def bodies_named(bodies: Sequence[Body]) -> str:
    """Return the names of the bodies as agendas print them."""
    from ita_desktop.domain.roster.committee import joined

    return joined(bodies) or "คณะกรรมการและคณะทำงาน"


_BODIES: Final = ("คณะกรรมการอำนวยการ", "คณะกรรมการ", "คณะทำงาน")
"""What bodies are called without their names."""
_BESIDE: Final = ("และ", "ITA", "ประชุม", "ครั้งที่")
"""What stands beside the number of a meeting of ours, but for its bodies."""


def has_meeting_instead(data: YearData, calendar_date: CalendarDate) -> bool:
    """Return whether a calendar date stands for a meeting of the year, which knows more: the first
    meeting, as soon as it has a day, others on their own day, or called by their number."""
    held = [meeting for meeting in data.meetings if meeting.day is not None]
    if calendar_date.code == FIRST_MEETING:
        return bool(held)
    if MEETING_DATE.search(calendar_date.title) is None:
        return False
    return any(_is_meant(data, meeting, calendar_date) for meeting in held)


def _is_meant(data: YearData, meeting: Meeting, calendar_date: CalendarDate) -> bool:
    """Return whether a date stands for a meeting: called by its number, or on its day and not
    called as one of other bodies alone."""
    bodies, title = data.bodies_of_meeting(meeting.id), calendar_date.title
    number = called_number(data, bodies, title)
    if calendar_date.day != meeting.day:
        return number == meeting.number
    return bool(number) or not called_number(data, _not_meeting(data, bodies), title)


def _not_meeting(data: YearData, bodies: Collection[Body]) -> tuple[Body, ...]:
    """Return the bodies of the year that do not meet with ``bodies``; without any, all meet."""
    meet = {body.id for body in bodies}
    return tuple(body for body in data.filled_bodies if meet and body.id not in meet)


def called_number(data: YearData, bodies: Collection[Body], title: str) -> int:
    """Return the number by which the title of a date calls a meeting of ``bodies``, with nothing
    but these beside it (``ประชุมคณะทำงาน ครั้งที่ 2/2568``); 0 if it does not. What may as well
    be short for a body that does not meet is none of theirs."""
    found = MEETING_DATE.search(title)
    number, _, of = to_arabic(found[1]).partition("/") if found is not None else ("", "", "")
    if found is None or not number.isdecimal() or of not in {"", str(data.year)}:
        return 0
    others = [key(body.name) for body in _not_meeting(data, bodies)]
    names = {key(body.name) for body in bodies}
    names.update(
        word for word in map(key, _BODIES) if not any(name.startswith(word) for name in others)
    )
    rest = key(title[: found.start(1)] + title[found.end(1) :])
    # The longest first: one name may begin with another.
    for name in (*sorted(names, key=len, reverse=True), *map(key, _BESIDE)):
        rest = rest.replace(name, "")
    return 0 if rest else int(number)


def planned_date(
    data: YearData, number: int, bodies: Sequence[Body], today: date
) -> CalendarDate | None:
    """Return the calendar date that stands for the meeting ``number`` of ``bodies``, which has no
    day of its own yet. One that only the framework has stands for nothing once it has passed."""
    return min(
        (
            day
            for day in data.calendar
            if number
            == (1 if day.code == FIRST_MEETING else called_number(data, bodies, day.title))
            and not has_meeting_instead(data, day)
            and not (day.day < today and is_usual(data, day))
        ),
        key=lambda day: day.day,
        default=None,
    )


def owners_of_task(data: YearData, task: ActionItem) -> tuple[Owner, ...]:
    """Return who has to do a task, together; empty if that is nobody yet."""
    further = data.further_owners_of(task.id)
    if not (task.unit_id or task.person_id or task.post):
        return further
    first = Owner(id=task.id, unit_id=task.unit_id, person_id=task.person_id, post=task.post)
    return (first, *further)


def owner_words(data: YearData, task: ActionItem) -> str:
    """Return who has to do a task, as listed and printed."""
    return ", ".join(data.owner_label(owner) for owner in owners_of_task(data, task))


def task_state(data: YearData, task: ActionItem, today: date) -> TimeState:
    """Return how a task stands on the day ``today``. One that is about OIT items that are complete
    (:func:`complete_items`) is never late: somebody only has to say that it is done."""
    if task.done is not None:
        return TimeState.DONE
    state = undelivered(None, task.due, today, over=data.is_over(today))
    if state is TimeState.LATE and complete_items(data, task):
        return TimeState.DUE
    return state


def days_late(data: YearData, task: ActionItem, today: date) -> int:
    """Return how many days a task is late; 0 if it is not."""
    is_late = task_state(data, task, today) is TimeState.LATE
    return (today - task.due).days if is_late and task.due is not None else 0


def complete_items(data: YearData, task: ActionItem) -> tuple[str, ...]:
    """Return the codes of the OIT items that a task names, if all of them are complete."""
    codes = codes_in(task.text)
    named = tuple(item.code for item in oit_items(data) if item.code in codes)
    if not named:
        return ()
    marks = self_marks(data) | official_scores(data)
    return named if all(marks.get(code, 0) >= FULL_MARK for code in named) else ()
