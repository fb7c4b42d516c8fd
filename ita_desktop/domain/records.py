"""The records of a workspace: one frozen dataclass for each table.

Every record has an ``id`` (text, unique in the workspace) and a ``row_version`` (counts its
changes). Empty text means 'not given'; ``None`` means 'not known'. Order within a parent is
``position``. Field names are the column names of the table of the same kind.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, NamedTuple, TypeAlias

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import (
    FreeText,
    MailAddress,
    NotPersonal,
    PersonName,
    PostWords,
    Telephone,
)


class UnitKind(StrEnum):
    """What a unit (หน่วยงาน) is."""

    OFFICE = "office"
    """The district office itself (สำนักงานเขต)."""
    SECTION = "section"
    """ฝ่าย."""
    SCHOOL = "school"
    """โรงเรียนในสังกัด."""
    GROUP = "group"
    """A group of units: ทุกฝ่าย, โรงเรียนในสังกัด, ผู้บริหารเขต. See :class:`GroupOf`."""


class GroupOf(StrEnum):
    """Which units or people a group contains."""

    NONE = ""
    SECTIONS = "sections"
    SCHOOLS = "schools"
    EXECUTIVES = "executives"
    SECTION_HEADS = "section_heads"
    SCHOOL_DIRECTORS = "school_directors"


class MemberKind(StrEnum):
    """A member of a body is a person, a post, or a group of units or people."""

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
    """The table or chapter of the book in which a measure is printed."""

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
    """Another table of the office's own."""


class MeasureStatus(StrEnum):
    NOT_STARTED = "not_started"
    DOING = "doing"
    DONE = "done"


class Names(NamedTuple):
    """What a key refers to, where its field name and type do not show it."""

    table: str = ""
    """The table that the key is of, where it differs from the field's name."""
    goes_with: bool = False
    """Whether the row is deleted with the row that it refers to, although the key may be None."""


PersonKey: TypeAlias = Annotated[str | None, Names("person")]
"""The key of a person in a field that is named for what the person does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of the workspace: its random key, and a version that each write raises by one.

    A subclass declares all that the storage knows of its table. Its fields are the columns. A field
    ``unit_id`` is a key into the table ``unit``. As ``str`` it is the parent row, with which this
    row is deleted; as ``str | None`` a reference, which becomes None when that row is deleted.
    :class:`Names` declares any other kind of key.
    """

    table: ClassVar[str] = ""
    """The table's name, where it is not made of the class name."""
    unique: ClassVar[tuple[str, ...]] = ()
    """The columns whose values are together unique in the table."""

    id: str
    row_version: int = 1

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """The order of the table's rows as they are read."""
        return (getattr(self, "position", 0), self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Record):
    """A record that is found by its unique ``name``."""

    unique: ClassVar = ("name",)

    name: NotPersonal

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.name, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """The district office that the workspace belongs to; one row."""

    name: NotPersonal
    short_name: NotPersonal = ""
    agency_code: NotPersonal = ""
    address: NotPersonal = ""
    website: NotPersonal = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """A section (ฝ่าย), a school, another office, or a group of units."""

    name: NotPersonal
    kind: UnitKind
    short_name: NotPersonal = ""
    aliases: NotPersonal = ""
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

    prefix: PersonName
    """คำนำหน้า, written to the name without a space."""
    name: PersonName
    """First name and surname, one space between."""
    job_title: PostWords = ""
    """ตำแหน่ง with its level (เจ้าพนักงานธุรการชำนาญงาน)."""
    unit_id: str | None = None
    phone: Telephone = ""
    email: MailAddress = ""
    position: int = 0

    @property
    def full_name(self) -> str:
        return f"{self.prefix}{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalYear(Record):
    """A fiscal year of the assessment, parent of its framework, dates and records."""

    unique: ClassVar = ("year",)

    year: int
    """Buddhist fiscal year."""
    framework_code: NotPersonal
    framework_title: NotPersonal
    level_set: NotPersonal
    """Code of the level set of the year, which has a copy of its levels."""
    response_system: NotPersonal = ""
    note: FreeText = ""
    counts_from: date | None = None
    """The first day of follow-up, where it began within the year: occurrences of measures that
    ended earlier and have no entry are not counted. None: the whole year counts."""
    left_out: NotPersonal = ""
    """Codes of the steps of the year's beginning that the office skips, separated by spaces."""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.year,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate(Record):
    """One date of the year's calendar (ปฏิทินการประเมิน)."""

    year_id: str
    code: NotPersonal
    """Stable name of a default date (``oit_close``), empty for the clerk's own."""
    title: FreeText
    day: date
    note: FreeText = ""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.day, self.title, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """A committee body (คณะกรรมการอำนวยการ, คณะทำงาน) of a year."""

    year_id: str
    name: NotPersonal
    kind: BodyKind
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """A place in a body; ``kind`` says whether it is a person, a post or a group."""

    body_id: str
    kind: MemberKind
    person_id: Annotated[str | None, Names(goes_with=True)] = None
    post: PostWords = ""
    """Position as the order prints it; for a person the position at that time."""
    unit_id: str | None = None
    role: PostWords = ""
    note: FreeText = ""
    position: int = 0

    @property
    def vacant(self) -> bool:
        """Whether the place has nobody: a person's place without person, or neither person nor
        post."""
        return self.person_id is None and (self.kind is MemberKind.PERSON or not self.post)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Record):
    """When an item's work is due, one row an item; its owners are :class:`AssignmentOwner` rows."""

    unique: ClassVar = ("year_id", "item_code")

    year_id: str
    item_code: NotPersonal
    due: date | None = None
    as_of: date | None = None
    note: FreeText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner(Record):
    """One owner of an assignment or a measure: a unit (or group), a person, or a post in words."""

    unit_id: Annotated[str | None, Names(goes_with=True)] = None
    person_id: Annotated[str | None, Names(goes_with=True)] = None
    post: PostWords = ""
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
    item_code: NotPersonal
    title: FreeText
    location: FreeText
    """URL or file name."""
    format: NotPersonal = ""
    published: date | None = None
    note: FreeText = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMark(Record):
    """A requirement of an item that is met; no row means not (yet) met."""

    unique: ClassVar = ("year_id", "requirement")

    year_id: str
    requirement: NotPersonal
    """Requirement code, for example ``O6.3``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A measure (มาตรการ) for items or an indicator."""

    year_id: str
    indicator: NotPersonal
    finding: FreeText = ""
    """Point to improve (ประเด็นที่ต้องปรับปรุง) as typed for the measure; empty where it is that of
    the findings that the measure answers."""
    method: FreeText
    """Steps, one a line, numbered as printed."""
    frequency: Frequency = Frequency.NONE
    schedule: FreeText = ""
    """The schedule as printed (ทุก 6 เดือน, ต.ค. 67 - มี.ค. 68)."""
    begins: date | None = None
    """First day of its period; None: the fiscal year's first."""
    ends: date | None = None
    days: NotPersonal = ""
    """Single due days as ISO dates, separated by spaces."""
    monitoring: FreeText = ""
    """การกำกับติดตาม: how the measure is followed up."""
    reports_to: FreeText = ""
    """Who reports to whom."""
    budget: Decimal | None = None
    """In baht; None where none is needed or known."""
    target: FreeText = ""
    """เป้าหมาย."""
    success: FreeText = ""
    """ตัวชี้วัดความสำเร็จ: what shows that the target was reached."""
    kind: MeasureKind = MeasureKind.ITEM
    shares: NotPersonal = ""
    """The cells shared with other measures (by the clerk, or merged in an imported sheet):
    ``owners:KEY monitoring:KEY``, see ``measures/shared_cells.py``."""
    status: MeasureStatus = MeasureStatus.NOT_STARTED
    note: FreeText = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureItem(Record):
    """A measure's link to one item; several items may share a measure (I1, I2)."""

    unique: ClassVar = ("measure_id", "item_code")

    measure_id: str
    item_code: NotPersonal
    title: FreeText = ""
    """The item's wording in the measures table where it differs from the framework."""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class OfficeRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

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
