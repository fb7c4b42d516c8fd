"""Writes events as an iCalendar file (.ics), for calendars of telephones and mail programs."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ita_desktop.documents.text.strings import strings_of
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings.agenda import number_of
from ita_desktop.domain.meetings.meetings import Meeting
from ita_desktop.domain.records import Unit
from ita_desktop.domain.year import YearData
from ita_desktop.filing import atomic_write
from ita_desktop.services.personal.going_out import of_texts, refuse
from ita_desktop.services.years.calendar_events import (
    CalendarEvent,
    event_of_meeting,
    events_of_year,
)
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from icalendar import Calendar, Event

SUFFIX: Final = ".ics"
_BANGKOK: Final = timezone(timedelta(hours=7))
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
    today = workspace.shown_day or datetime.now(_BANGKOK).date()

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
    return datetime.combine(event.day, clock, _BANGKOK).astimezone(UTC)


def _add_alarms(made: "Event", event: CalendarEvent) -> None:
    from icalendar import Alarm

    before = _ALARMS_OF_DAY if event.begins is None else _ALARMS_OF_TIME
    for trigger in before if event.reminds else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", trigger)
        made.add_component(alarm)
