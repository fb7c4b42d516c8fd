"""What a year, a unit or a meeting has in a calendar outside the program.

Each event has an identifier that stays the same however often it is written, so that a calendar
program replaces it instead of keeping two.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import NamedTuple

from ita_desktop.domain.documents.wordings import fill
from ita_desktop.domain.frameworks.draft import DayBasis, day_basis
from ita_desktop.domain.letters.shares import codes_of, measures_of
from ita_desktop.domain.measures.schedule import time_said
from ita_desktop.domain.meetings.agenda import bodies_named, has_meeting_instead, number_of
from ita_desktop.domain.meetings.meetings import ActionItem, AgendaKind, Meeting
from ita_desktop.domain.meetings.tasks import owner_words
from ita_desktop.domain.records import CalendarDate, Unit
from ita_desktop.domain.scores.progress import ItemProgress, State, item_progress
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.deliveries import Delivery, of_tasks, of_unit
from ita_desktop.domain.tracking.standing import FINISHED
from ita_desktop.domain.tracking.state import TrackedMeasure, tracked
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import unmarked
from ita_desktop.services.overview import owner_text

ASSUMED = {
    DayBasis.ASSUMED: ("(ประมาณไว้)", "วันนี้ประมาณไว้ ยังไม่มีหนังสือกำหนด ตรวจอีกครั้งก่อนใช้"),
    DayBasis.UNCONFIRMED: ("(ยังไม่ยืนยัน)", "วันนี้มาจากกรอบร่าง ยังไม่ได้ยืนยัน ตรวจอีกครั้งก่อนใช้"),
}
"""What title and description say of a date that nobody has set."""
DONE = "เสร็จแล้ว: "


class CalendarEvent(NamedTuple):
    """An event on a day, or from a time of day on."""

    key: str
    """Identifies the event, whatever becomes of its day and words."""
    day: date
    title: str
    description: str = ""
    begins: time | None = None
    """None for the whole day."""
    ends: time | None = None
    place: str = ""
    reminds: bool = True
    """Whether the event has alarms."""
    assumed: bool = False


def events_of_year(data: YearData, today: date, unit: Unit | None = None) -> list[CalendarEvent]:
    """Return the events of a year in order: its dates, meetings, OIT due dates and tasks.

    Of a ``unit``, the due dates of its own items and tasks, and its measures' occurrences.
    """
    progress = item_progress(data, today)
    codes = tuple(progress) if unit is None else codes_of(data, unit)
    found = [
        _date(data, calendar_date)
        for calendar_date in data.calendar
        if not has_meeting_instead(data, calendar_date)
    ]
    found += [event for meeting in data.meetings for event in event_of_meeting(data, meeting)]
    found += _items(data, [progress[code] for code in codes if code in progress], unit)
    tasks = tuple(of_tasks(data, today))
    found += _tasks(data, tasks if unit is None else of_unit(tasks, unit.id))
    if unit is not None:
        states = tracked(data, today)
        mine = [states[measure.id] for measure in measures_of(data, unit) if measure.id in states]
        found += [event for measure in mine for event in _measure(measure, unit)]
    return sorted(found, key=lambda event: (event.day, event.begins or time.min, event.key))


def event_of_meeting(data: YearData, meeting: Meeting) -> tuple[CalendarEvent, ...]:
    """Return the event of a meeting; none if its day is not set."""
    from ita_desktop.documents.wordings.values import of_meeting

    if meeting.day is None:
        return ()
    bodies = bodies_named(data.bodies_of_meeting(meeting.id))
    title = f"ประชุม{bodies} ครั้งที่ {number_of(meeting, data.year)}"
    agenda, values = data.agenda_of(meeting.id), of_meeting(data, meeting)
    titles = [fill(item.title, values) for item in agenda if item.kind is AgendaKind.ITEM]
    return (
        CalendarEvent(
            f"meeting-{meeting.id}",
            meeting.day,
            " ".join(part for part in (title, one_line(meeting.title)) if part),
            "\n".join(f"- {one_line(unmarked(title))}" for title in titles if title),
            _clock(meeting.begins),
            _clock(meeting.ends),
            one_line(meeting.place),
        ),
    )


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def _date(data: YearData, calendar_date: CalendarDate) -> CalendarEvent:
    basis = day_basis(data, calendar_date)
    mark, sentence = ASSUMED.get(basis, ("", ""))
    return CalendarEvent(
        f"date-{calendar_date.id}",
        calendar_date.day,
        f"{calendar_date.title} {mark}".strip(),
        "\n".join(part for part in (sentence, calendar_date.note) if part),
        assumed=bool(mark),
    )


def _items(
    data: YearData, items: Sequence[ItemProgress], unit: Unit | None
) -> Iterator[CalendarEvent]:
    """Yield an event for each item. Of those of one day that are open (for the unit), the first has
    the alarm."""
    reminded: set[date] = set()
    for progress in items:
        if progress.due is None:
            continue
        code = progress.item.code
        state = progress.state if unit is None else progress.state_of(unit.id)
        done = state is State.DONE
        owners = owner_text(data, data.owners_of_item(code))
        yield CalendarEvent(
            f"item-{data.fiscal_year.id}-{code}",
            progress.due,
            f"{DONE if done else ''}กำหนดส่ง {code} {one_line(progress.item.title)}",
            f"ผู้รับผิดชอบ {owners}" if owners else "",
            reminds=not done and progress.due not in reminded,
        )
        if not done:
            reminded.add(progress.due)


def _tasks(data: YearData, tasks: Sequence[Delivery]) -> Iterator[CalendarEvent]:
    """Yield the tasks of meetings that have a day."""
    for task in tasks:
        if task.due is None or not isinstance(task.of, ActionItem):
            continue
        owner = owner_words(data, task.of)
        yield CalendarEvent(
            f"task-{task.key}",
            task.due,
            f"{DONE if task.is_done else ''}งานจากประชุม {one_line(unmarked(task.of.text))}",
            f"ผู้รับผิดชอบ {owner}" if owner else "",
            reminds=not task.is_done,
        )


def _measure(measure: TrackedMeasure, unit: Unit) -> Iterator[CalendarEvent]:
    """Yield the last days of a measure's occurrences. They are known by their number, so that
    another schedule moves them."""
    method = one_line(unmarked(measure.measure.method))
    for number, occurrence in enumerate(measure.times, start=1):
        done = occurrence.state_of(unit.id) in FINISHED
        yield CalendarEvent(
            f"measure-{measure.measure.id}-{number}",
            occurrence.last,
            f"{DONE if done else ''}ครบรอบมาตรการ {method}",
            time_said(measure.measure),
            reminds=False,
        )
