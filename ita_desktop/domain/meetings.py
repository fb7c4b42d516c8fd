"""Meetings of the committee's bodies: agenda, attendance, what was resolved and who does it."""

from datetime import date
from enum import StrEnum

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.records import Record


class AgendaKind(StrEnum):
    """What a line of the agenda is: one of the standing headings (ระเบียบวาระที่ 1-5), or a
    matter below one."""

    INFORM = "inform"
    """ประธานแจ้งให้ที่ประชุมทราบ."""
    MINUTES = "minutes"
    """รับรองรายงานการประชุม."""
    NOTE = "note"
    """เสนอให้ที่ประชุมทราบ."""
    CONSIDER = "consider"
    """เสนอให้ที่ประชุมพิจารณา."""
    OTHER = "other"
    """เรื่องอื่น ๆ."""
    MATTER = "matter"


class Component(StrEnum):
    """What the program itself writes below a matter, from the data of the year."""

    NONE = ""
    LAST_RESULT = "last_result"
    FRAMEWORK = "framework"
    ASSIGNMENTS = "assignments"
    OPEN_ACTIONS = "open_actions"


class Presence(StrEnum):
    """How somebody took part in a meeting."""

    PRESENT = "present"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"
    """Somebody else came in the member's place."""
    GUEST = "guest"
    """Took part without being a member (ผู้เข้าร่วมประชุม)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting (การประชุม ครั้งที่ n/ปีงบประมาณ) of one body, or of several together."""

    year_id: str
    number: int
    title: str = ""
    """What kind of meeting; empty for an ordinary one."""
    day: date | None = None
    begins: str = ""
    """The time of day as ``09:00``; empty while not known."""
    ends: str = ""
    place: str = ""
    chair_id: str | None = None
    """The member who has the chair."""
    secretary_id: str | None = None
    """The member who takes the minutes."""
    approved_in_id: str | None = None
    """The meeting that approved the minutes of this one."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingBody(Record):
    """A body that meets."""

    meeting_id: str
    body_id: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """A heading of the agenda, or a matter below a heading or another matter (``parent_id``)."""

    meeting_id: str
    parent_id: str | None = None
    kind: AgendaKind = AgendaKind.MATTER
    title: str = ""
    detail: str = ""
    """What the agenda says below the title, a paragraph a line."""
    component: Component = Component.NONE
    presenter: str = ""
    minutes: str = ""
    """What was said, for the minutes; a paragraph a line."""
    resolution: str = ""
    """มติที่ประชุม."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """One line of the attendance list. Those whom a group member stands for have a line each."""

    meeting_id: str
    member_id: str | None = None
    """None for a guest."""
    presence: Presence = Presence.PRESENT
    name: str = ""
    """Full name of a guest, or of one of those whom a group stands for, where it is known."""
    post: str = ""
    """Post of a guest, or of one of those whom a group stands for."""
    unit_id: str | None = None
    substitute: str = ""
    """Full name of who came in the member's place."""
    substitute_post: str = ""
    reason: str = ""
    """Why an absent member was absent (ติดราชการ)."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """What somebody has to do after a meeting; it stays on later agendas until it is done."""

    meeting_id: str
    agenda_item_id: str | None = None
    text: str
    unit_id: str | None = None
    person_id: str | None = None
    post: str = ""
    """Whose it is where that is no unit and no person."""
    due: date | None = None
    done: date | None = None
    note: str = ""
    position: int = 0
