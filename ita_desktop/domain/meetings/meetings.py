"""Records of meetings: agenda, attendance, resolutions and action items."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal, PersonName, PostWords
from ita_desktop.domain.records import Names, Owner, PersonKey, Record


class AgendaKind(StrEnum):
    """The kind of an agenda heading (ระเบียบวาระที่ 1), or of a matter below one."""

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
    """A heading of none of these kinds."""
    ITEM = "matter"


class Component(StrEnum):
    """Generated text below a matter, made from the data of the year."""

    NONE = ""
    LAST_RESULT = "last_result"
    FRAMEWORK = "framework"
    ASSIGNMENTS = "assignments"
    OPEN_ACTIONS = "open_actions"
    OPEN_REMARKS = "open_remarks"


class Presence(StrEnum):
    """How a person took part in a meeting."""

    UNKNOWN = "unknown"
    """Not entered yet."""
    PRESENT = "present"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"
    """Someone else came as the member's substitute."""
    GUEST = "guest"
    """Took part without being a member (ผู้เข้าร่วมประชุม)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting (การประชุม ครั้งที่ n/ปีงบประมาณ) of one or more bodies."""

    year_id: str
    number: int
    title: FreeText = ""
    """What kind of meeting; empty for an ordinary one."""
    day: date | None = None
    begins: NotPersonal = ""
    """Time of day as ``09:00``; empty if not known."""
    ends: NotPersonal = ""
    place: FreeText = ""
    chair_id: Annotated[str | None, Names("member")] = None
    """The member who chairs the meeting."""
    chair_person_id: PersonKey = None
    """The chair, if a person of the register who is not a member."""
    secretary_id: Annotated[str | None, Names("member")] = None
    """The member who is the meeting's secretary."""
    recorder_id: PersonKey = None
    """The person who takes the minutes (ผู้จดรายงานการประชุม); None: the secretary."""
    reviewer_id: PersonKey = None
    """The person who checks the minutes (ผู้ตรวจรายงานการประชุม); None: the chair."""
    approved_in_id: Annotated[str | None, Names("meeting")] = None
    """The meeting that approved the minutes of this one."""
    pack: NotPersonal = ""
    """Keys of the parts of the meeting pack in order, one per line, with ``-`` before excluded
    parts; empty for the default (:mod:`ita_desktop.domain.meetings.packs`)."""
    note: FreeText = ""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.number, self.day or date.max, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingBody(Record):
    """A body that takes part in a meeting."""

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
    """Number as typed (``5``, ``1)``, ``-``); empty for automatic numbering."""
    title: FreeText = ""
    detail: FreeText = ""
    """Text of the agenda below the title, one paragraph per line."""
    component: Component = Component.NONE
    presenter: PersonName = ""
    minutes: FreeText = ""
    """Discussion, for the minutes; one paragraph per line."""
    resolution: FreeText = ""
    """มติที่ประชุม."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """One place at a meeting: of a member, of each person that a group or a shared post stands for,
    or of a guest. Places of one person are combined to one attendee
    (:mod:`ita_desktop.domain.meetings.attendance`)."""

    meeting_id: str
    member_id: Annotated[str | None, Names(goes_with=True)] = None
    """None for a guest."""
    presence: Presence = Presence.UNKNOWN
    person_id: str | None = None
    """The person in the place, if entered; else the member, or the post's holder on that day."""
    name: PersonName = ""
    """Full name of a person who is not in the register."""
    post: PostWords = ""
    """Post of a guest or of a person of a group; of another member, as typed in this list."""
    unit_id: str | None = None
    substitute: PersonName = ""
    """Full name of the member's substitute."""
    substitute_post: PostWords = ""
    reason: FreeText = ""
    """Reason for an absence (ติดราชการ)."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """A task that results from a meeting; listed on later agendas until it is done. Its first owner
    stands here, others in :class:`ActionItemOwner`."""

    meeting_id: str
    agenda_item_id: str | None = None
    text: FreeText
    unit_id: str | None = None
    person_id: str | None = None
    post: PostWords = ""
    """The responsible post, if no unit or person is responsible."""
    due: date | None = None
    done: date | None = None
    note: FreeText = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItemOwner(Owner):
    """A further owner of a task, beside its first."""

    action_item_id: str


@dataclass(frozen=True, kw_only=True)
class MeetingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    meetings: tuple[Meeting, ...] = ()
    meeting_bodies: tuple[MeetingBody, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    action_item_owners: tuple[ActionItemOwner, ...] = ()
