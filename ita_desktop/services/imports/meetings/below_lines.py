"""What belongs to lines of an imported agenda and is no text of theirs: handouts, and the work that
minutes give to somebody."""

import re
from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.letters.letters import AgendaAttachment
from ita_desktop.domain.meetings.meetings import ActionItem, Meeting
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
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


def papers_of(year: YearData, meeting: Meeting, agenda: AgendaMerger) -> Iterator[Write]:
    """Yield the writes of handouts and tasks that a meeting does not have yet."""
    tasks = list(year.actions_of(meeting.id))
    position = last_position(tasks)
    known = {key(task.text) for task in tasks}
    for item_id, line in agenda.below.items():
        handed = year.attachments_of_agenda_item(item_id)
        titles = {key(handout.title) for handout in handed}
        for at, title in enumerate(line.handed, last_position(handed)):
            if key(title) not in titles:
                yield Insert(
                    AgendaAttachment(id=new_id(), agenda_item_id=item_id, title=title, position=at)
                )
        for text in line.tasks:
            task = _task(year, meeting, item_id, text, position)
            if key(task.text) not in known:
                known.add(key(task.text))
                position += 1
                yield Insert(task)


def _task(year: YearData, meeting: Meeting, item_id: str, text: str, position: int) -> ActionItem:
    found = ACTION.match(text)
    words, owner, due = found.group("text", "owner", "due") if found else (text, "", "")
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
        position=position,
    )
