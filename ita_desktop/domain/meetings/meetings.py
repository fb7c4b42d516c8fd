"""Meetings of the committee's bodies: agenda, attendance, what was resolved and who does it."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal, PersonName, PostWords
from ita_desktop.domain.records import Names, PersonKey, Record


class AgendaKind(StrEnum):
    """What a line of the agenda is: a heading (ระเบียบวาระที่ 1) of one of the usual kinds, or a
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
    FREE = "free"
    """A heading whose words tell none of these."""
    ITEM = "matter"


class Component(StrEnum):
    """What the program itself writes below a matter, from the data of the year."""

    NONE = ""
    LAST_RESULT = "last_result"
    FRAMEWORK = "framework"
    ASSIGNMENTS = "assignments"
    OPEN_ACTIONS = "open_actions"


class Presence(StrEnum):
    """How somebody took part in a meeting."""

    UNKNOWN = "unknown"
    """Nobody has said yet."""
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
    title: FreeText = ""
    """What kind of meeting; empty for an ordinary one."""
    day: date | None = None
    begins: NotPersonal = ""
    """The time of day as ``09:00``; empty while not known."""
    ends: NotPersonal = ""
    place: FreeText = ""
    chair_id: Annotated[str | None, Names("member")] = None
    """The member who has the chair."""
    chair_person_id: PersonKey = None
    """A person of the register in the chair, where that is no member."""
    secretary_id: Annotated[str | None, Names("member")] = None
    """The member who is secretary of the meeting."""
    recorder_id: PersonKey = None
    """The person who writes the minutes (ผู้จดรายงานการประชุม); None: the secretary."""
    reviewer_id: PersonKey = None
    """The person who checks the minutes (ผู้ตรวจรายงานการประชุม); None: the chair."""
    approved_in_id: Annotated[str | None, Names("meeting")] = None
    """The meeting that approved the minutes of this one."""
    pack: NotPersonal = ""
    """The parts of its pack as the clerk ordered them, a key a line, with ``-`` before those that
    are left out; empty while nothing was chosen."""
    note: FreeText = ""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.number, self.day or date.max, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingBody(Record):
    """A body that meets."""

    unique: ClassVar = ("meeting_id", "body_id")

    meeting_id: str
    body_id: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """A heading of the agenda, or a matter below a heading or another matter (``parent_id``)."""

    meeting_id: str
    parent_id: Annotated[str | None, Names("agenda_item", goes_with=True)] = None
    kind: AgendaKind = AgendaKind.ITEM
    number: NotPersonal = ""
    """Its number as typed, where that is not the one it has by its place (``5``, ``1)``, ``-``)."""
    title: FreeText = ""
    detail: FreeText = ""
    """What the agenda says below the title, a paragraph a line."""
    component: Component = Component.NONE
    presenter: PersonName = ""
    minutes: FreeText = ""
    """What was said, for the minutes; a paragraph a line."""
    resolution: FreeText = ""
    """มติที่ประชุม."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """One place at a meeting: of a member, of each of those whom a group stands for or who hold a
    post together, or of a guest. Who has several places is one attendee
    (:mod:`ita_desktop.domain.meetings.attendance`)."""

    meeting_id: str
    member_id: Annotated[str | None, Names(goes_with=True)] = None
    """None for a guest."""
    presence: Presence = Presence.UNKNOWN
    person_id: str | None = None
    """Who has the place, where that was said; else the member, or who holds the post that day."""
    name: PersonName = ""
    """Full name of who has the place and is not in the register."""
    post: PostWords = ""
    """Post of a guest, or of one of those whom a group stands for; of another member as it was
    typed in this list."""
    unit_id: str | None = None
    substitute: PersonName = ""
    """Full name of who came in the member's place."""
    substitute_post: PostWords = ""
    reason: FreeText = ""
    """Why an absent member was absent (ติดราชการ)."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """What somebody has to do after a meeting; it stays on later agendas until it is done."""

    meeting_id: str
    agenda_item_id: str | None = None
    text: FreeText
    unit_id: str | None = None
    person_id: str | None = None
    post: PostWords = ""
    """Whose it is where that is no unit and no person."""
    due: date | None = None
    done: date | None = None
    note: FreeText = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class MeetingRows:
    """Where a year holds these records."""

    meetings: tuple[Meeting, ...] = ()
    meeting_bodies: tuple[MeetingBody, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
