"""Records of meetings: agenda, attendance, resolutions, action items, and the parts of the meeting
pack as selected and ordered by the clerk."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal_marks import FreeText, NotPersonal, PersonName, PostWords
from ita_desktop.domain.records import Names, Note, Owner, PersonKey, Position, Record

_OUT = "-"


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


COMPONENTS: Final[Mapping[Component, str]] = {
    Component.NONE: "ไม่ดึงข้อมูล",
    Component.LAST_RESULT: "ผลการประเมินปีก่อน",
    Component.FRAMEWORK: "กรอบการประเมิน",
    Component.ASSIGNMENTS: "การมอบหมายงาน OIT",
    Component.OPEN_ACTIONS: "งานค้างจากครั้งก่อน",
    Component.OPEN_REMARKS: "ข้อสังเกตของผู้ตรวจที่ยังค้าง",
}


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


PRESENCES: Final[Mapping[Presence, str]] = {
    Presence.UNKNOWN: "ยังไม่แจ้ง",
    Presence.PRESENT: "มา",
    Presence.SUBSTITUTE: "มอบผู้แทน",
    Presence.ABSENT: "ไม่มา",
    Presence.GUEST: "ผู้เข้าร่วมอื่น",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting (การประชุม ครั้งที่ n/ปีงบประมาณ) of one or more bodies."""

    year_id: str
    number: Annotated[int, Phrase("ครั้งที่")]
    title: Annotated[FreeText, Phrase("ชื่อการประชุม")] = ""
    """What kind of meeting; empty for an ordinary one."""
    day: Annotated[date | None, Phrase("วันประชุม")] = None
    begins: Annotated[NotPersonal, Phrase("เวลาเริ่ม")] = ""
    """Time of day as ``09:00``; empty if not known."""
    ends: Annotated[NotPersonal, Phrase("เวลาเลิก")] = ""
    place: Annotated[FreeText, Phrase("สถานที่")] = ""
    chair_id: Annotated[str | None, Names("member"), Phrase("ประธาน")] = None
    """The member who chairs the meeting."""
    chair_person_id: Annotated[PersonKey, Phrase("ประธาน")] = None
    """The chair, if a person of the register who is not a member."""
    secretary_id: Annotated[str | None, Names("member"), Phrase("เลขานุการ")] = None
    """The member who is the meeting's secretary."""
    recorder_id: Annotated[PersonKey, Phrase("ผู้จดรายงาน")] = None
    """The person who takes the minutes (ผู้จดรายงานการประชุม); None: the secretary."""
    reviewer_id: Annotated[PersonKey, Phrase("ผู้ตรวจรายงาน")] = None
    """The person who checks the minutes (ผู้ตรวจรายงานการประชุม); None: the chair."""
    approved_in_id: Annotated[str | None, Names("meeting"), Phrase("การรับรองรายงาน")] = None
    """The meeting that approved the minutes of this one."""
    pack: Annotated[NotPersonal, Phrase("เอกสารประกอบการประชุม")] = ""
    """Keys of the parts of the meeting pack in order, one per line, with ``-`` before excluded
    parts; empty for the default (:func:`read_pack`)."""
    note: Note = ""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.number, self.day or date.max, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingBody(Record):
    """A body that takes part in a meeting."""

    unique: ClassVar = ("meeting_id", "body_id")

    meeting_id: str
    body_id: str
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """A heading of the agenda, or a matter below a heading or another matter (``parent_id``)."""

    meeting_id: str
    parent_id: Annotated[str | None, Names("agenda_item", goes_with=True)] = None
    kind: Annotated[AgendaKind, Phrase("ประเภท")] = AgendaKind.ITEM
    number: Annotated[NotPersonal, Phrase("เลขที่")] = ""
    """Number as typed (``5``, ``1)``, ``-``); empty for automatic numbering."""
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")] = ""
    detail: Annotated[FreeText, Phrase("รายละเอียด")] = ""
    """Text of the agenda below the title, one paragraph per line."""
    component: Annotated[Component, Phrase("องค์ประกอบ")] = Component.NONE
    presenter: Annotated[PersonName, Phrase("ผู้เสนอ")] = ""
    minutes: Annotated[FreeText, Phrase("ข้อหารือ")] = ""
    """Discussion, for the minutes; one paragraph per line."""
    resolution: Annotated[FreeText, Phrase("มติ")] = ""
    """มติที่ประชุม."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """One place at a meeting: of a member, of each person that a group or a shared post stands for,
    or of a guest. Places of one person are combined to one attendee
    (:mod:`ita_desktop.domain.attendance`)."""

    meeting_id: str
    member_id: Annotated[str | None, Names(goes_with=True)] = None
    """None for a guest."""
    presence: Annotated[Presence, Phrase("การเข้าประชุม")] = Presence.UNKNOWN
    person_id: Annotated[str | None, Phrase("บุคคล")] = None
    """The person in the place, if entered; else the member, or the post's holder on that day."""
    name: Annotated[PersonName, Phrase("ชื่อ")] = ""
    """Full name of a person who is not in the register."""
    post: Annotated[PostWords, Phrase("ตำแหน่ง")] = ""
    """Post of a guest or of a person of a group; of another member, as typed in this list."""
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    substitute: Annotated[PersonName, Phrase("ผู้มาแทน")] = ""
    """Full name of the member's substitute."""
    substitute_post: Annotated[PostWords, Phrase("ตำแหน่งผู้มาแทน")] = ""
    reason: Annotated[FreeText, Phrase("เหตุผล")] = ""
    """Reason for an absence (ติดราชการ)."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """A task that results from a meeting; listed on later agendas until it is done. Its first owner
    stands here, others in :class:`ActionItemOwner`."""

    meeting_id: str
    agenda_item_id: str | None = None
    text: Annotated[FreeText, Phrase("ข้อความ")]
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    person_id: Annotated[str | None, Phrase("บุคคล")] = None
    post: Annotated[PostWords, Phrase("ตำแหน่ง")] = ""
    """The responsible post, if no unit or person is responsible."""
    due: Annotated[date | None, Phrase("กำหนด")] = None
    done: Annotated[date | None, Phrase("เสร็จเมื่อ")] = None
    note: Note = ""
    position: Position = 0


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


class PartChoice(NamedTuple):
    """The key of a part, and whether it is included."""

    key: str
    given: bool


def read_pack(text: str) -> tuple[PartChoice, ...]:
    """Parse ``Meeting.pack``.

    >>> read_pack("agenda\\n-memo")
    (PartChoice(key='agenda', given=True), PartChoice(key='memo', given=False))
    """
    return tuple(
        PartChoice(line.removeprefix(_OUT), not line.startswith(_OUT))
        for line in text.splitlines()
        if line
    )


def write_pack(parts: Iterable[PartChoice]) -> str:
    """Format parts for ``Meeting.pack``."""
    return "\n".join(part.key if part.given else f"{_OUT}{part.key}" for part in parts)


def arranged(
    proposed: Sequence[PartChoice], chosen: Sequence[PartChoice]
) -> tuple[PartChoice, ...]:
    """Return the available parts in the chosen order; a new part follows the part that precedes it
    in ``proposed``."""
    known = {ticked.key for ticked in proposed}
    made = [ticked for ticked in chosen if ticked.key in known]
    placed = {ticked.key for ticked in made}
    before = ""
    for ticked in proposed:
        if ticked.key not in placed:
            keys = [each.key for each in made]
            made.insert(keys.index(before) + 1 if before else 0, ticked)
        before = ticked.key
    return tuple(made)
