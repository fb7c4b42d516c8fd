"""The year's calendar: its dates (ปฏิทินการประเมิน), and an iCalendar file (.ics) of its events, for
calendars of telephones and mail programs.

``add_many``, ``edit`` and ``remove`` take dates with ``title``, ``day`` and ``note``; without title
or day there is none.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.documents.wordings.values import of_meeting
from ita_desktop.domain.agenda import bodies_named, has_meeting_instead, number_of, owner_words
from ita_desktop.domain.dates import BANGKOK
from ita_desktop.domain.documents import fill
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework_draft import DayBasis, day_basis
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.meetings import ActionItem, AgendaKind, Meeting
from ita_desktop.domain.records import CalendarDate, Unit
from ita_desktop.domain.schedule import time_said
from ita_desktop.domain.scores.progress import ItemProgress, State, item_progress
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.deliveries import Delivery, of_tasks, of_unit
from ita_desktop.domain.tracking.standing import FINISHED
from ita_desktop.domain.tracking.state import TrackedMeasure, tracked
from ita_desktop.domain.tracking.units import codes_of, measures_of
from ita_desktop.domain.year import YearData
from ita_desktop.filing import atomic_write
from ita_desktop.services.edits import ListLabels, RecordList, line, required, unmarked
from ita_desktop.services.overview import owner_text
from ita_desktop.services.personal_going_out import of_texts, refuse
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from icalendar import Calendar, Event


SUFFIX: Final = ".ics"
_FIRST: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""Editions of an event are counted in seconds from here."""
_ALARMS_OF_DAY: Final = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))
"""Nine o'clock a week before and the day before, counted from the beginning of the day."""
_ALARMS_OF_TIME: Final = (timedelta(days=-1), timedelta(hours=-1))


def write(
    workspace: Workspace,
    data: YearData,
    path: Path,
    *,
    unit: Unit | None = None,
    meeting: Meeting | None = None,
    as_typed: bool = False,
) -> int:
    """Write the events of the year, of a unit's year, or of one meeting to ``path``; return their
    number. ``as_typed``: whatever personal data their texts hold; a file of dates is passed on as
    nobody can foresee.

    Raises UndecidedError, InputError if there is none, or the file cannot be written."""
    today = workspace.shown_day or datetime.now(BANGKOK).date()

    def events_of(year: YearData) -> list[CalendarEvent]:
        if meeting is not None:
            return list(event_of_meeting(year, year.meeting_by_id[meeting.id]))
        of = year.unit_by_id[unit.id] if unit is not None else None
        return events_of_year(year, today, of)

    def name_of(year: YearData) -> str:
        name = year.unit_by_id[unit.id].label if unit is not None else year.organisation.name
        return f"ITA {year.year} {name}"

    events = events_of(data)
    if not events:
        raise InputError(
            "ยังไม่มีวันให้ใส่ในปฏิทิน", remedy="ใส่วันในปฏิทินของปี วันประชุม หรือกำหนดส่งก่อน แล้วส่งออกใหม่"
        )
    if not as_typed:
        refuse(of_texts(data, lambda year: strings_of((name_of(year), events_of(year)))))
    text = as_ical(name_of(data), events, _now())
    atomic_write.write(text, path)
    return len(events)


def proposed_name(data: YearData, unit: Unit | None = None, meeting: Meeting | None = None) -> str:
    """Return the default file name."""
    from ita_desktop.documents.names import file_name

    about = f"ปฏิทิน ITA {data.year}"
    if meeting is not None:
        about = f"ประชุมครั้งที่ {number_of(meeting, data.year)}"
    elif unit is not None:
        about = f"{about} {unit.label}"
    return f"{file_name(about)}{SUFFIX}"


def _now() -> datetime:
    return datetime.now(UTC)


# What a year, a unit or a meeting has in a calendar outside the program.
#
# Each event has an identifier that stays the same however often it is written, so that a calendar
# program replaces it instead of keeping two.

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


def as_ical(name: str, events: Sequence[CalendarEvent], written: datetime) -> bytes:
    """Return a calendar called ``name``. By the time at which it was ``written`` calendar programs
    know which of two files is the newer one, also when an older workspace was restored meanwhile.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//ITA Desktop//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_component(event, written))
    return _bytes(calendar)


def _bytes(calendar: "Calendar") -> bytes:
    made: bytes = calendar.to_ical()
    return made


def _component(event: CalendarEvent, written: datetime) -> "Event":
    from icalendar import Event

    made = Event()
    made.add("uid", f"{event.key}@ita-desktop")
    made.add("sequence", int((written - _FIRST).total_seconds()))
    made.add("dtstamp", written)
    made.add("last-modified", written)
    made.add("summary", event.title)
    if event.begins is None:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
    else:
        made.add("dtstart", _moment(event, event.begins))
        if event.ends is not None and event.ends > event.begins:
            made.add("dtend", _moment(event, event.ends))
    if event.description:
        made.add("description", event.description)
    if event.place:
        made.add("location", event.place)
    made.add("status", "TENTATIVE" if event.assumed else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.begins is None else "OPAQUE")
    _add_alarms(made, event)
    return made


def _moment(event: CalendarEvent, clock: time) -> datetime:
    """Return a time of day in Bangkok as UTC, which needs no table of time zones in the file."""
    return datetime.combine(event.day, clock, BANGKOK).astimezone(UTC)


def _add_alarms(made: "Event", event: CalendarEvent) -> None:
    from icalendar import Alarm

    before = _ALARMS_OF_DAY if event.begins is None else _ALARMS_OF_TIME
    for trigger in before if event.reminds else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", trigger)
        made.add_component(alarm)


def _day(_data: YearData, value: object) -> date:
    if not isinstance(value, date):
        raise InputError("วันสำคัญต้องมีวันที่", remedy="พิมพ์วันที่ เช่น 31/3/68 หรือเอาแถวออก")
    return value


def _title(_data: YearData, value: object) -> str:
    title = line(value or "")
    return required(title, "ยังไม่ได้บอกว่าเป็นวันอะไร", "พิมพ์ชื่อ เช่น ประชุมคณะทำงาน")


DATES: Final = RecordList(
    record=CalendarDate,
    rows=lambda data: data.calendar,
    name=lambda _data, row: row.title,
    labels=ListLabels(
        add=Phrase("เพิ่มวันสำคัญ {which}"),
        edit=Phrase("แก้วันสำคัญ {which}"),
        remove=Phrase("เอาวันสำคัญออก {which}"),
        many=Phrase("{count} รายการ"),
        row=Phrase("วันสำคัญ"),
    ),
    rules={"title": _title, "day": _day},
    begins=lambda _data: {"code": ""},
)


add_many = DATES.add


edit = DATES.edit


remove = DATES.remove


def add(workspace: Workspace, year: int, title: str, day: date) -> str:
    """Adds a date; returns its id. Raises InputError for an empty title."""
    return add_many(workspace, year, [{"title": title, "day": day}])[0]
