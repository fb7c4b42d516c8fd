"""How a meeting stands on a day: whether it is to come, and whether its minutes are approved."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ita_desktop.domain.meetings.attendance import attendees
from ita_desktop.domain.meetings.meetings import ActionItem, Meeting, Presence
from ita_desktop.domain.year import YearData


class MeetingState(StrEnum):
    """Where a meeting is on its way."""

    UNSET = "unset"
    """It has no day yet."""
    COMING = "coming"
    TODAY = "today"
    HELD = "held"
    """It is over; its minutes wait to be approved."""
    CLOSED = "closed"
    """Another meeting approved its minutes."""


def standing(meeting: Meeting, today: date) -> MeetingState:
    """How a meeting stands on the day ``today``."""
    if meeting.approved_in_id is not None:
        return MeetingState.CLOSED
    if meeting.day is None:
        return MeetingState.UNSET
    if meeting.day == today:
        return MeetingState.TODAY
    return MeetingState.COMING if meeting.day > today else MeetingState.HELD


def current(data: YearData, today: date) -> Meeting | None:
    """The meeting that is worked on: the next one, else the newest; one without a day is next
    where no other is to come."""
    meetings = sorted(data.meetings, key=lambda meeting: (meeting.day or date.max, meeting.number))
    coming = [meeting for meeting in meetings if meeting.day is None or meeting.day >= today]
    return coming[0] if coming else max(meetings, key=_age, default=None)


def _age(meeting: Meeting) -> tuple[date, int]:
    return meeting.day or date.min, meeting.number


class Turnout(NamedTuple):
    """How many people of an attendance list came, and how."""

    unknown: int
    """Of whom nothing was said yet."""
    present: int
    substitutes: int
    absent: int
    guests: int

    @property
    def listed(self) -> int:
        """All who are called as members."""
        return self.unknown + self.present + self.substitutes + self.absent


def turnout(data: YearData, meeting_id: str) -> Turnout:
    """The attendance list of a meeting, counted by people."""
    meeting = data.meeting_by_id.get(meeting_id)
    rows = (
        [attendee.presence for attendee in attendees(data, meeting)] if meeting is not None else []
    )
    return Turnout(
        rows.count(Presence.UNKNOWN),
        rows.count(Presence.PRESENT),
        rows.count(Presence.SUBSTITUTE),
        rows.count(Presence.ABSENT),
        rows.count(Presence.GUEST),
    )


def days_late(data: YearData, action: ActionItem, today: date) -> int:
    """By how many days an action of the year that is not done has passed its day; 0 where it has
    not, and once the year is over."""
    if action.done is not None or action.due is None or data.is_over(today):
        return 0
    return max((today - action.due).days, 0)


def action_owner(data: YearData, action: ActionItem) -> str:
    """Who has to do it, as lists show it."""
    unit = data.unit_by_id.get(action.unit_id or "")
    if unit is not None:
        return unit.label
    person = data.person_by_id.get(action.person_id or "")
    return person.full_name if person is not None else action.post
