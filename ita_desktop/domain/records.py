"""What a workspace keeps, one frozen dataclass a kind of row.

Every record has an ``id`` (text, unique in the workspace) and a ``row_version`` (counts its
changes). Empty text means 'not given'; ``None`` means 'not known'. Order within a parent is
``position``. Field names are the column names of the table of the same kind.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, NamedTuple, TypeAlias

from ita_desktop.domain.frozen import dataclass


class UnitKind(StrEnum):
    """What a unit (หน่วยงาน) is."""

    OFFICE = "office"
    """The district office itself (สำนักงานเขต)."""
    SECTION = "section"
    """ฝ่าย."""
    SCHOOL = "school"
    """โรงเรียนในสังกัด."""
    GROUP = "group"
    """Stands for many: ทุกฝ่าย, โรงเรียนในสังกัด, ผู้บริหารเขต. See :class:`GroupOf`."""


class GroupOf(StrEnum):
    """Whom a group stands for."""

    NONE = ""
    SECTIONS = "sections"
    SCHOOLS = "schools"
    EXECUTIVES = "executives"
    SECTION_HEADS = "section_heads"
    SCHOOL_DIRECTORS = "school_directors"


class MemberKind(StrEnum):
    """A member of a body is a person, a post, or a group that stands for many."""

    PERSON = "person"
    POST = "post"
    GROUP = "group"


class BodyKind(StrEnum):
    STEERING = "steering"
    WORKING_GROUP = "working_group"
    OTHER = "other"


class OwnerRole(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"


class Frequency(StrEnum):
    """How often a measure is carried out."""

    NONE = ""
    SERVICE_DAY = "service_day"
    WORKING_DAY = "working_day"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    FISCAL_YEAR = "fiscal_year"
    OTHER = "other"


class MeasureKind(StrEnum):
    """In which table or chapter of the book a measure stands."""

    ITEM = ""
    """By item (ตารางมาตรการรายข้อ)."""
    INDICATOR = "indicator"
    """By indicator, beside the analysis."""
    PREPARATION = "preparation"
    """How the office prepares itself: the order, the briefing."""
    COMMUNICATION = "communication"
    """การสื่อสารสร้างการรับรู้."""
    IMAGE = "image"
    """การสื่อสารภาพลักษณ์การให้บริการ."""
    ONE_STOP = "one_stop"
    """ศูนย์รับคำขออนุญาต (BMA OSS)."""
    OWN = "own"
    """Another one of the office's own."""


class MeasureStatus(StrEnum):
    NOT_STARTED = "not_started"
    DOING = "doing"
    DONE = "done"


class Names(NamedTuple):
    """What a key refers to, where its name or its type does not say it."""

    table: str = ""
    """The table, where it is not the one that the field is named for."""
    goes_with: bool = False
    """The row goes with the one that it names, though it may name none."""


PersonKey: TypeAlias = Annotated[str | None, Names("person")]
"""A person who is named for what he does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of the workspace: its random key, and a version that each write raises by one.

    A subclass says all that the storage knows of its table. The fields are the columns. A field
    ``unit_id`` is the key of a row of the table ``unit``: a ``str`` of the row that this one is a
    part of, and goes with; a ``str | None`` of one that it refers to, which is cleared when that
    row goes. What else a key is, :class:`Names` tells.
    """

    table: ClassVar[str] = ""
    """The name of its table, where that is not the class's own."""
    unique: ClassVar[tuple[str, ...]] = ()
    """The columns that together tell its rows apart."""

    id: str
    row_version: int = 1

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Its place among its like, before any sorting by the reader."""
        return (getattr(self, "position", 0), self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Record):
    """A row that is known by its name, which says what it is for."""

    unique: ClassVar = ("name",)

    name: str

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.name, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """The district office that the workspace belongs to; one row."""

    name: str
    short_name: str = ""
    agency_code: str = ""
    address: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """A section (ฝ่าย), a school, another office, or a group that stands for many of them."""

    name: str
    kind: UnitKind
    short_name: str = ""
    aliases: str = ""
    """Other names read on import, separated by ``;``."""
    group_of: GroupOf = GroupOf.NONE
    position: int = 0

    @property
    def label(self) -> str:
        """The name as owner cells print it (ฝ่ายสิ่งแวดล้อมฯ)."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person in the register of the office."""

    prefix: str
    """คำนำหน้า, written to the name without a space."""
    name: str
    """First name and surname, one space between."""
    job_title: str = ""
    """ตำแหน่ง with its level (เจ้าพนักงานธุรการชำนาญงาน)."""
    unit_id: str | None = None
    phone: str = ""
    email: str = ""
    position: int = 0

    @property
    def full_name(self) -> str:
        return f"{self.prefix}{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalYear(Record):
    """A fiscal year of the assessment; its framework, dates and records refer to it."""

    unique: ClassVar = ("year",)

    year: int
    """Buddhist fiscal year."""
    framework_code: str
    framework_title: str
    level_set: str
    """Which level set the year uses; its rows are the year's own copy."""
    response_system: str = ""
    note: str = ""
    counts_from: date | None = None
    """The first day whose times of measures count, where the record of what was done was begun
    within the year; times that ended before it and have no record are not counted."""
    left_out: str = ""
    """Codes of the steps of its beginning that the office does without, set off by spaces."""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.year,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate(Record):
    """One date of the year's calendar (ปฏิทินการประเมิน)."""

    year_id: str
    code: str
    """Stable name of a default date (``oit_close``), empty for the clerk's own."""
    title: str
    day: date
    note: str = ""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.day, self.title, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """A committee body (คณะกรรมการอำนวยการ, คณะทำงาน) of a year."""

    year_id: str
    name: str
    kind: BodyKind
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """A place in a body: a person, a post, or a group that stands for many (``kind``)."""

    body_id: str
    kind: MemberKind
    person_id: Annotated[str | None, Names(goes_with=True)] = None
    post: str = ""
    """Position as the order prints it; for a person the position at that time."""
    unit_id: str | None = None
    role: str = ""
    note: str = ""
    position: int = 0

    @property
    def vacant(self) -> bool:
        """Whether somebody is still to be named: no person where one was, or nothing at all."""
        return self.person_id is None and (self.kind is MemberKind.PERSON or not self.post)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Record):
    """Who does an item until when; at most one row an item, its owners are :class:`Owner` rows."""

    unique: ClassVar = ("year_id", "item_code")

    year_id: str
    item_code: str
    due: date | None = None
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner(Record):
    """One owner of an assignment or a measure: a unit (or group), a person, or a post in words."""

    unit_id: Annotated[str | None, Names(goes_with=True)] = None
    person_id: Annotated[str | None, Names(goes_with=True)] = None
    post: str = ""
    role: OwnerRole = OwnerRole.LEAD
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentOwner(Owner):
    """An owner of an assignment."""

    assignment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOwner(Owner):
    """An owner of a measure."""

    measure_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """Where an item's data is published: a URL or a file name."""

    year_id: str
    item_code: str
    title: str
    location: str
    """URL or file name."""
    format: str = ""
    published: date | None = None
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMark(Record):
    """A requirement of an item that is met; no row means not (yet) met."""

    unique: ClassVar = ("year_id", "requirement")

    year_id: str
    requirement: str
    """Requirement code, for example ``O6.3``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A measure (มาตรการ) for items or an indicator."""

    year_id: str
    indicator: str
    finding: str = ""
    """Point to improve (ประเด็นที่ต้องปรับปรุง) in the measure's own words; empty where the findings
    that it answers say it."""
    method: str
    """Steps, one a line, numbered as printed."""
    frequency: Frequency = Frequency.NONE
    schedule: str = ""
    """The schedule as printed (ทุก 6 เดือน, ต.ค. 67 - มี.ค. 68)."""
    begins: date | None = None
    """The first day of its time, where that is not the fiscal year's."""
    ends: date | None = None
    days: str = ""
    """Single days on which it is due, as ISO dates with blanks between."""
    monitoring: str = ""
    """การกำกับติดตาม: how it is followed up."""
    reports_to: str = ""
    """Who reports to whom."""
    budget: Decimal | None = None
    """Baht; None where none is needed or known."""
    target: str = ""
    """เป้าหมาย."""
    success: str = ""
    """ตัวชี้วัดความสำเร็จ: how it is seen that the target was reached."""
    kind: MeasureKind = MeasureKind.ITEM
    shares: str = ""
    """The cells that it has in common with other measures, because the clerk shared them or the
    imported sheet merged them: ``owners:KEY monitoring:KEY``, see ``measures/shared_cells.py``."""
    status: MeasureStatus = MeasureStatus.NOT_STARTED
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureItem(Record):
    """A measure's link to one item; several items may share a measure (I1, I2)."""

    unique: ClassVar = ("measure_id", "item_code")

    measure_id: str
    item_code: str
    title: str = ""
    """The item's wording in the measures table where it differs from the framework."""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class OfficeRows:
    """Where a year holds these records."""

    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    calendar: tuple[CalendarDate, ...] = ()
    bodies: tuple[Body, ...] = ()
    members: tuple[Member, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    assignment_owners: tuple[AssignmentOwner, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    check_marks: tuple[CheckMark, ...] = ()
    measures: tuple[Measure, ...] = ()
    measure_items: tuple[MeasureItem, ...] = ()
    measure_owners: tuple[MeasureOwner, ...] = ()
