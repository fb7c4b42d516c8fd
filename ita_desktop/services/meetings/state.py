"""The state of a meeting on a given day, and its attendance counts."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ita_desktop.domain.meetings import Meeting, Presence
from ita_desktop.domain.year import YearData


class MeetingState(StrEnum):
    """The state of a meeting."""

    UNSET = "unset"
    """It has no date yet."""
    COMING = "coming"
    TODAY = "today"
    HELD = "held"
    """It was held; its minutes are not approved yet."""
    CLOSED = "closed"
    """Another meeting approved its minutes."""


def standing(meeting: Meeting, today: date) -> MeetingState:
    """Return the state of a meeting on the day ``today``."""
    if meeting.approved_in_id is not None:
        return MeetingState.CLOSED
    if meeting.day is None:
        return MeetingState.UNSET
    if meeting.day == today:
        return MeetingState.TODAY
    return MeetingState.COMING if meeting.day > today else MeetingState.HELD


def current(data: YearData, today: date) -> Meeting | None:
    """Return the next meeting, else one without a date, else the newest."""
    meetings = sorted(data.meetings, key=lambda meeting: (meeting.day or date.max, meeting.number))
    coming = [meeting for meeting in meetings if meeting.day is None or meeting.day >= today]
    return next(iter(coming or reversed(meetings)), None)


class Turnout(NamedTuple):
    """Number of attendees by presence."""

    unknown: int
    """Presence not entered yet."""
    present: int
    substitutes: int
    absent: int
    guests: int

    @property
    def listed(self) -> int:
        """Number of members, without guests."""
        return self.unknown + self.present + self.substitutes + self.absent


def turnout(data: YearData, meeting_id: str) -> Turnout:
    """Count the attendees of a meeting by presence."""
    from ita_desktop.domain.attendance import attendees

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
