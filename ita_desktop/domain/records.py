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


class ScoreSource(StrEnum):
    OFFICIAL = "official"
    SELF = "self"


class Breakdown(StrEnum):
    """By what respondents are told apart in an official report."""

    ALL = "all"
    """All respondents of an instrument together."""
    SEX = "sex"
    LANGUAGE = "language"
    DEPARTMENT = "department"
    """ส่วนราชการ: the sections of the office, and its schools together."""
    SERVICE = "service"
    """ประเภทบริการ."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """A score entered by hand or read from a report; ``node`` is an item, indicator or
    instrument code, or ``ITA`` for the total. ``value`` is per cent (0-100)."""

    unique: ClassVar = ("year_id", "node", "source")

    year_id: str
    node: str
    source: ScoreSource
    value: Decimal
    note: str = ""
    """Of an official figure: what the assessor remarks on an OIT item; of ``ITA`` the level as
    the report prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessorRemark(Record):
    """What the report says of a node whose official figure is not known (yet): the assessor's
    remark on an item, the level of ``ITA``. Beside a figure it is the figure's ``note``. At most
    one row a node."""

    unique: ClassVar = ("year_id", "node")

    year_id: str
    node: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDoubt(Record):
    """What an import doubted of a figure that it took in: two printed values, a total that does not
    follow from its parts. It stands until somebody settles it."""

    year_id: str
    node: str
    """Of what the figure is: an item, indicator or instrument, ``ITA``; empty where it is of none
    of them."""
    text: str
    """What is doubtful, as the import told it."""
    settled: date | None = None
    """The day on which somebody said that the figure is right as it stands."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """The score that the office aims at for a year (คะแนนเป้าหมาย), 0-100; one row at most."""

    unique: ClassVar = ("year_id",)

    year_id: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """How many respondents chose one option of a question, as an official report prints it."""

    unique: ClassVar = ("year_id", "instrument", "question", "option")

    year_id: str
    instrument: str
    question: str
    """An item code, or the key of a question about the respondents themselves (``age``)."""
    option: int
    """Its number in the form, from 1."""
    label: str = ""
    count: int = 0
    percent: Decimal | None = None
    """As printed, 0-100; None where only the count is known."""
    title: str = ""
    """The wording of a question about the respondents."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigure(Record):
    """How many of a group answered, and how they scored, as an official report prints it.

    The group is one sex, language, department or service, or all (``name`` is empty then).
    ``node`` is what the figures are of: an instrument, an item, or ``ITA`` for both together.
    """

    unique: ClassVar = ("year_id", "breakdown", "name", "node")

    year_id: str
    breakdown: Breakdown
    name: str
    """As printed: it need not be a unit of the register."""
    node: str
    count: int | None = None
    value: Decimal | None = None
    """Score, 0-100."""
    position: int = 0

    @property
    def name_in_sentence(self) -> str:
        """Its name within a sentence, where the form's mark before it would be another one."""
        return self.name.lstrip("* ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Record):
    """Scores that were tried and kept under a name; they are no part of the year's result."""

    unique: ClassVar = ("year_id", "name")

    year_id: str
    name: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioScore(Record):
    """What one place of the score tree has in a scenario: per cent (0-100)."""

    unique: ClassVar = ("scenario_id", "node")

    scenario_id: str
    node: str
    value: Decimal

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.node, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentComment(Record):
    """What a respondent wrote, in his own words: for the office's eyes, never for publication."""

    year_id: str
    instrument: str
    text: str
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
    scores: tuple[Score, ...] = ()
    answers: tuple[Answer, ...] = ()
    group_figures: tuple[GroupFigure, ...] = ()
    remarks: tuple[AssessorRemark, ...] = ()
    doubts: tuple[FigureDoubt, ...] = ()
    comments: tuple[RespondentComment, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    scenario_scores: tuple[ScenarioScore, ...] = ()
    targets: tuple[Target, ...] = ()
