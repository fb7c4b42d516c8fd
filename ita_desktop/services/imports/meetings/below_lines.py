"""What belongs to lines of an imported agenda and is no text of theirs: handouts, and the work that
minutes give to somebody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.letters.letters import AgendaAttachment
from ita_desktop.domain.meetings.meetings import ActionItem, Meeting
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.agenda_text import COUNTED
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.meetings.agenda import AgendaMerger
from ita_desktop.services.imports.plan import Insert, Write

ACTION: Final = re.compile(
    r"^\d{1,2}\)\s*(?P<text>\S.*?)"
    r"(?=\s+ผู้รับผิดชอบ\s|\s+ภายในวันที่\s)"
    r"(?:\s+ผู้รับผิดชอบ\s+(?P<owner>\S.*?))?"
    r"(?:\s+ภายในวันที่\s+(?P<due>\d.*))?$"
)
"""A line of minutes that gives work to somebody, or a day for it."""


def papers_of(
    year: YearData, meeting: Meeting, agenda: AgendaMerger, others: Sequence[str] = ()
) -> Iterator[Write]:
    """Yield the writes of handouts and tasks that a meeting does not have yet; ``others`` are tasks
    that belong to no agenda item."""
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
    yield from _new_tasks(year, meeting, given)


def _new_tasks(
    year: YearData, meeting: Meeting, given: Sequence[tuple[str | None, str]]
) -> Iterator[Write]:
    """Yield the tasks that the meeting does not have: the same words may be given to several, and
    one that has another owner meanwhile is still there."""
    left = list(year.actions_of(meeting.id))
    first = last_position(left)
    tasks: list[ActionItem] = []
    for of, text in given:
        task = _task(year, meeting, of, text)
        if all(_content(task) != _content(other) for other in tasks):
            tasks.append(task)
    for same in (_words_and_owner, _words):
        new = []
        for task in tasks:
            there = next((one for one in left if same(one) == same(task)), None)
            if there is None:
                new.append(task)
            else:
                left.remove(there)
        tasks = new
    yield from (Insert(replace(task, position=first + at)) for at, task in enumerate(tasks))


def _words(task: ActionItem) -> str:
    return key(task.text)


def _words_and_owner(task: ActionItem) -> tuple[str | None, ...]:
    return _words(task), task.unit_id, task.person_id, key(task.post)


def _content(task: ActionItem) -> tuple[object, ...]:
    return *_words_and_owner(task), task.due


def _task(year: YearData, meeting: Meeting, item_id: str | None, text: str) -> ActionItem:
    found = ACTION.match(text)
    plain = COUNTED.sub("", text)
    words, owner, due = found.group("text", "owner", "due") if found else (plain, "", "")
    try:
        day = parse_date(due, fiscal_year=year.year) if due else None
    except DateError:
        day, words = None, f"{words} ภายในวันที่ {due}"
    unit = year.unit_finder.find(owner) if owner else None
    people = [person for person in year.people if owner and key(person.full_name) == key(owner)]
    person = people[0] if len(people) == 1 and unit is None else None
    return ActionItem(
        id=new_id(),
        meeting_id=meeting.id,
        agenda_item_id=item_id,
        text=words,
        unit_id=unit.id if unit else None,
        person_id=person.id if person else None,
        post="" if unit or person else owner or "",
        due=day,
    )
