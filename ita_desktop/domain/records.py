"""The records of a workspace: one frozen dataclass for each table.

Every record has an ``id`` (text, unique in the workspace) and a ``row_version``, incremented by
each write. An empty text means 'not given', ``None`` 'not known'. ``position`` is the order within
the parent. Field names are the column names of the table.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    NamedTuple,
    TypeAlias,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import uuid4

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import (
    FILES,
    FileKey,
    FreeText,
    MailAddress,
    NotPersonal,
    Personal,
    PersonName,
    PostWords,
    Telephone,
    mark_of,
)

MOST_BAHT: Final = Decimal(10) ** 12
"""What the budget of a measure has to be less than."""


def new_id() -> str:
    """Return a new unique id: random, so that undoing a delete can restore it in any workspace."""
    return uuid4().hex


class UnitKind(StrEnum):
    """The kind of a unit (หน่วยงาน)."""

    OFFICE = "office"
    """The district office itself (สำนักงานเขต)."""
    SECTION = "section"
    SCHOOL = "school"
    GROUP = "group"
    """A group of units: ทุกฝ่าย, โรงเรียนในสังกัด, ผู้บริหารเขต. See :class:`GroupOf`."""


UNIT_KINDS: Final[Mapping[UnitKind, str]] = {
    UnitKind.SECTION: "ฝ่าย",
    UnitKind.SCHOOL: "โรงเรียน",
    UnitKind.OFFICE: "สำนักงานเขต",
    UnitKind.GROUP: "กลุ่ม",
}


class GroupOf(StrEnum):
    """The units or people that a group contains."""

    NONE = ""
    SECTIONS = "sections"
    SCHOOLS = "schools"
    EXECUTIVES = "executives"
    SECTION_HEADS = "section_heads"
    SCHOOL_DIRECTORS = "school_directors"


class MemberKind(StrEnum):
    """The kind of a member: a person, a post, or a group of units or people."""

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
    """Beside the analysis."""
    PREPARATION = "preparation"
    """How the office prepares: the order, the briefing."""
    COMMUNICATION = "communication"
    IMAGE = "image"
    """การสื่อสารภาพลักษณ์การให้บริการ."""
    ONE_STOP = "one_stop"
    """ศูนย์รับคำขออนุญาต (BMA OSS)."""
    OWN = "own"
    """Another table of the office's own."""


MEASURE_KINDS: Final[Mapping[MeasureKind, str]] = {
    MeasureKind.ITEM: "รายข้อ",
    MeasureKind.INDICATOR: "รายตัวชี้วัด",
    MeasureKind.PREPARATION: "การเตรียมการ",
    MeasureKind.COMMUNICATION: "สื่อสารสร้างการรับรู้",
    MeasureKind.IMAGE: "สื่อสารภาพลักษณ์",
    MeasureKind.ONE_STOP: "ศูนย์ BMA OSS",
    MeasureKind.OWN: "อื่น ๆ ของหน่วยงาน",
}


class Statement(StrEnum):
    """What a row of evidence says."""

    PUBLISHED = ""
    """Where the data is published."""
    NOTHING = "nothing"
    """That there is none to publish (เดือนนี้ไม่มีการจัดซื้อจัดจ้าง)."""
    MET = "met"
    """That a unit meets the requirement whose code is the part; no evidence of anything."""


class MeasureStatus(StrEnum):
    NOT_STARTED = "not_started"
    DOING = "doing"
    DONE = "done"


class Names(NamedTuple):
    """The reference of a foreign key column whose name and type do not show it."""

    table: str = ""
    """The referenced table, if it differs from the field's name."""
    goes_with: bool = False
    """Whether the row is deleted with the referenced row although the key may be None."""


LINES: Final = "lines"
"""The mark of a text field that may have several lines."""


class Headings(tuple[str, ...]):
    """The headings that a field goes by in lists from elsewhere, besides its word: a list of such
    records has it as a column of its own then."""

    __slots__ = ()


class Kept:
    """The mark of a field that the program keeps, and nobody types."""


_CAPITAL: Final = lazy_re(r"(?<!^)(?=[A-Z])")
Note: TypeAlias = Annotated[FreeText, Phrase("หมายเหตุ"), LINES]
"""A remark of several lines."""
Position: TypeAlias = Annotated[int, Phrase("ลำดับ"), Kept]
"""The order within the parent, kept by the program."""
PersonKey: TypeAlias = Annotated[str | None, Names("person")]
"""The key of a person in a field that is named after the person's role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of a table, with a random id and a version that each write increments.

    Subclasses declare the tables of the database; fields are columns. A field ``unit_id`` is a
    foreign key into the table ``unit``: as ``str`` to the parent row, with which this row is
    deleted; as ``str | None`` a reference, which becomes None when that row is deleted.
    :class:`Names` declares any other foreign key. Each field has its word for people
    (:func:`field_words`) in its annotation.
    """

    table: ClassVar[str] = ""
    """The table's name, if not derived from the class name."""
    unique: ClassVar[tuple[str, ...]] = ()
    """The columns of the table's unique constraint."""

    id: str
    row_version: int = 1

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Sort key of the table's rows."""
        return (getattr(self, "position", 0), self.id)


@cache
def field_words(record: type[Record]) -> Mapping[str, Phrase]:
    """Return what the clerk calls the fields of a record class; keys of parents and references have
    no word of their own but where the field says more than what it refers to."""
    return MappingProxyType(
        {
            field.name: word
            for field in fields(record)
            if get_origin(field.type) is Annotated
            for word in get_args(field.type)
            if isinstance(word, Phrase)
        }
    )


class TypedField(NamedTuple):
    """What people type into a field of a record, as its annotation says: whoever shows, reads or
    writes it asks here."""

    name: str
    word: Phrase
    """What it is called."""
    takes: type
    """``str``, ``date``, ``int``, ``Decimal`` or a class of words."""
    may_lack: bool
    """Whether None says that it is not known."""
    has_lines: bool
    """Whether a text may have several lines."""
    headings: tuple[str, ...]
    """Its headings in lists from elsewhere, its word first; empty if such lists do not have it."""


@cache
def typed_fields(record: type[Record]) -> tuple[TypedField, ...]:
    """Return the fields of a record class that people type, in their order: no keys, files, or what
    the program keeps."""
    types = get_type_hints(record)
    found = []
    for field in fields(record):
        told = get_args(field.type) if get_origin(field.type) is Annotated else ()
        word = next((each for each in told if isinstance(each, Phrase)), None)
        kept = Kept in told or mark_of(field.type) in FILES or field.name.endswith("_id")
        if word is None or kept:
            continue
        inner = [each for each in get_args(types[field.name]) if each is not type(None)]
        also = next((each for each in told if isinstance(each, Headings)), None)
        found.append(
            TypedField(
                field.name,
                word,
                inner[0] if inner else types[field.name],
                bool(inner),
                LINES in told,
                (str(word), *also) if also is not None else (),
            )
        )
    return tuple(found)


def text_fields(record: Any) -> tuple[str, ...]:
    """Return the names of the fields of a record class that hold what people write in words."""
    free = {each.name for each in fields(record) if mark_of(each.type) is Personal.FREE}
    return tuple(each.name for each in typed_fields(record) if each.name in free)


def table_name(record: type[Record]) -> str:
    """Return the name of a record class's table."""
    return record.table or _CAPITAL.sub("_", record.__name__).lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Record):
    """A record with a unique ``name``."""

    unique: ClassVar = ("name",)

    name: Annotated[NotPersonal, Phrase("ชื่อ")]

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.name, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """The district office that the workspace belongs to; a single row."""

    name: Annotated[NotPersonal, Phrase("ชื่อ")]
    short_name: Annotated[NotPersonal, Phrase("ชื่อย่อ")] = ""
    agency_code: Annotated[NotPersonal, Phrase("รหัสหน่วยงาน")] = ""
    address: Annotated[NotPersonal, Phrase("ที่อยู่")] = ""
    website: Annotated[NotPersonal, Phrase("เว็บไซต์")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """A section (ฝ่าย), a school, another office, or a group of units."""

    name: Annotated[NotPersonal, Phrase("ชื่อ")]
    kind: Annotated[UnitKind, Phrase("ประเภท")]
    short_name: Annotated[NotPersonal, Phrase("ชื่อย่อ")] = ""
    aliases: Annotated[NotPersonal, Phrase("ชื่ออื่น")] = ""
    """Other names recognised on import, separated by ``;``."""
    group_of: Annotated[GroupOf, Phrase("กลุ่มของหน่วย"), Kept] = GroupOf.NONE
    position: Position = 0

    @property
    def label(self) -> str:
        """The name as printed in owner cells (ฝ่ายสิ่งแวดล้อมฯ)."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person in the office's register."""

    prefix: Annotated[PersonName, Phrase("คำนำหน้า")]
    """คำนำหน้า; it ends with a space where one separates it from the name."""
    name: Annotated[PersonName, Phrase("ชื่อ")]
    """First name and surname, separated by one space."""
    job_title: Annotated[PostWords, Phrase("ตำแหน่ง")] = ""
    """ตำแหน่ง with its level (เจ้าพนักงานธุรการชำนาญงาน)."""
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    phone: Annotated[Telephone, Phrase("โทรศัพท์")] = ""
    email: Annotated[MailAddress, Phrase("อีเมล")] = ""
    position: Position = 0

    @property
    def full_name(self) -> str:
        # Only titles of other languages (Mr.) stand apart.
        apart = self.prefix.isascii() and not self.prefix.endswith(" ")
        space = " " if self.prefix and apart else ""
        return f"{self.prefix}{space}{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalYear(Record):
    """A fiscal year of the assessment, the parent of its dates and other records."""

    unique: ClassVar = ("year",)

    year: Annotated[int, Phrase("ปี")]
    """Buddhist fiscal year."""
    framework_code: Annotated[NotPersonal, Phrase("รหัสกรอบ")]
    framework_title: Annotated[NotPersonal, Phrase("ชื่อกรอบ")]
    level_set: Annotated[NotPersonal, Phrase("เกณฑ์ระดับ")]
    """Code of the level set that the year uses; its levels are copied into the year."""
    response_system: Annotated[NotPersonal, Phrase("ระบบการตอบ")] = ""
    note: Note = ""
    counts_from: Annotated[date | None, Phrase("นับผลตั้งแต่วันที่")] = None
    """First day of follow-up, if later than the first day of the year: earlier occurrences without
    an entry are not counted. None: all occurrences are counted."""
    left_out: Annotated[NotPersonal, Phrase("สิ่งที่เว้นไว้")] = ""
    """Codes of the start-of-year steps that the office skips, separated by spaces."""
    drafted_from: Annotated[NotPersonal, Phrase("กรอบที่คัดลอกมา")] = ""
    """Code of the framework that the year's draft was copied from; empty if its source prints the
    year."""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.year,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate(Record):
    """A date of the year's assessment calendar (ปฏิทินการประเมิน)."""

    year_id: str
    code: Annotated[NotPersonal, Phrase("รหัส"), Kept]
    """Code of a default date (``oit_close``); empty for dates that the clerk added."""
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")]
    day: Annotated[date, Phrase("วันที่")]
    note: Note = ""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.day, self.title, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """A committee body (คณะกรรมการอำนวยการ, คณะทำงาน) of a year."""

    year_id: str
    name: Annotated[NotPersonal, Phrase("ชื่อ")]
    kind: Annotated[BodyKind, Phrase("ประเภท")]
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """A place in a body, for a person, a post or a group, depending on ``kind``."""

    body_id: str
    kind: Annotated[MemberKind, Phrase("ประเภท"), Kept]
    person_id: Annotated[str | None, Names(goes_with=True), Phrase("บุคคล")] = None
    post: Annotated[PostWords, Phrase("ตำแหน่ง")] = ""
    """Position as printed in the order; for a person, the position at that time."""
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    role: Annotated[PostWords, Phrase("บทบาท")] = ""
    note: Note = ""
    position: Position = 0

    @property
    def vacant(self) -> bool:
        """Whether the place is empty: no person in a person's place, or neither person nor post."""
        return self.person_id is None and (self.kind is MemberKind.PERSON or not self.post)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Record):
    """The due date of an item, one row per item; owners are :class:`AssignmentOwner` rows."""

    unique: ClassVar = ("year_id", "item_code")

    year_id: str
    item_code: Annotated[NotPersonal, Phrase("ข้อ")]
    due: Annotated[date | None, Phrase("กำหนดส่ง")] = None
    as_of: Annotated[date | None, Phrase("ข้อมูล ณ วันที่")] = None
    details: Annotated[FreeText, Phrase("รายละเอียดข้อมูลที่เผยแพร่")] = ""
    """What the office itself says has to be published, one paragraph a line; empty for the
    requirements of the framework."""
    note: Note = ""
    owners_typed: Annotated[FreeText, Phrase("ผู้รับผิดชอบที่พิมพ์"), Kept] = ""
    """The owners as typed in a file (:mod:`ita_desktop.domain.measure_cells`)."""
    owners_meant: Annotated[NotPersonal, Phrase("ผู้รับผิดชอบที่เข้าใจจากข้อความ"), Kept] = ""
    """What tells which owners that text means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner(Record):
    """An owner of an assignment or a measure: a unit (or group), a person, or a post in words."""

    unit_id: Annotated[str | None, Names(goes_with=True), Phrase("หน่วย")] = None
    person_id: Annotated[str | None, Names(goes_with=True), Phrase("บุคคล")] = None
    post: Annotated[PostWords, Phrase("ตำแหน่ง")] = ""
    role: Annotated[OwnerRole, Phrase("บทบาท")] = OwnerRole.LEAD
    position: Position = 0


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
    """Where an item's data is published, or that there is none.

    It may be of one unit and of one part of the item (:mod:`ita_desktop.domain.oit.parts`).
    """

    year_id: str
    item_code: Annotated[NotPersonal, Phrase("ข้อ")]
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    """The unit whose data it is; None: it is given for all."""
    part: Annotated[NotPersonal, Phrase("ส่วน")] = ""
    """A month (``2022-10``) or the code of a process (``O15.2``); empty: it is given for all."""
    point: Annotated[NotPersonal, Phrase("ประเด็นที่พิสูจน์")] = ""
    """Code of the requirement that it proves (``O6.3``); empty: all that the item asks for."""
    statement: Annotated[Statement, Phrase("คำรับรอง")] = Statement.PUBLISHED
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")]
    location: Annotated[FreeText, Phrase("ที่อยู่")]
    """URL or file name; may be empty if there is nothing to publish."""
    format: Annotated[NotPersonal, Phrase("รูปแบบ")] = ""
    published: Annotated[date | None, Phrase("วันที่เผยแพร่")] = None
    as_of: Annotated[date | None, Phrase("ข้อมูล ณ วันที่")] = None
    """The day of which the data is (ข้อมูล ณ วันที่)."""
    media: Annotated[FileKey, Phrase("ไฟล์")] = ""
    """Key of the kept file or photograph; empty if only its address or name is known."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์"), Kept] = ""
    """Name of the kept file, or of one that was too large to keep."""
    size: Annotated[int | None, Phrase("ขนาด"), Kept] = None
    """Bytes of that file."""
    placed_by: Annotated[PersonName, Phrase("ผู้นำขึ้น")] = ""
    """Who put it there."""
    placed_at: Annotated[NotPersonal, Phrase("เวลาที่นำขึ้น"), Kept] = ""
    """UTC moment in ISO form in which its address, file or dates were last given; empty if
    unknown."""
    note: Note = ""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMark(Record):
    """A requirement that is met for all units; others are not (yet) met, or by units one by one
    (:attr:`Statement.MET`)."""

    unique: ClassVar = ("year_id", "requirement")

    year_id: str
    requirement: Annotated[NotPersonal, Phrase("รายการตรวจ")]
    """Requirement code, for example ``O6.3``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A measure (มาตรการ) for items or an indicator."""

    year_id: str
    indicator: Annotated[NotPersonal, Phrase("ตัวชี้วัด")]
    finding: Annotated[FreeText, Phrase("ประเด็น")] = ""
    """Point to improve (ประเด็นที่ต้องปรับปรุง) as typed for the measure; if empty, that of the findings
    that it answers."""
    method: Annotated[FreeText, Phrase("วิธีปฏิบัติ")]
    """Steps, one per line, numbered as printed."""
    frequency: Annotated[Frequency, Phrase("ความถี่"), Kept] = Frequency.NONE
    schedule: Annotated[FreeText, Phrase("รอบ")] = ""
    """The schedule as printed (ทุก 6 เดือน, ต.ค. 67 - มี.ค. 68)."""
    begins: Annotated[date | None, Phrase("วันเริ่ม")] = None
    """First day of the period; None: that of the fiscal year."""
    ends: Annotated[date | None, Phrase("วันสิ้นสุด")] = None
    days: Annotated[NotPersonal, Phrase("วันที่ทำ"), Kept] = ""
    """Single due dates as ISO dates, separated by spaces."""
    monitoring: Annotated[FreeText, Phrase("การกำกับติดตาม")] = ""
    """การกำกับติดตาม: the follow-up method."""
    reports_to: Annotated[FreeText, Phrase("การรายงาน")] = ""
    """Who reports to whom."""
    budget: Annotated[Decimal | None, Phrase("งบประมาณ")] = None
    """In baht; None if none is needed or it is not known."""
    target: Annotated[FreeText, Phrase("เป้าหมาย")] = ""
    """เป้าหมาย."""
    success: Annotated[FreeText, Phrase("ตัวชี้วัดความสำเร็จ")] = ""
    """ตัวชี้วัดความสำเร็จ: criterion for reaching the target."""
    kind: Annotated[MeasureKind, Phrase("ประเภท")] = MeasureKind.ITEM
    shares: Annotated[NotPersonal, Phrase("สัดส่วน"), Kept] = ""
    """Cells shared with other measures, as ``owners:KEY monitoring:KEY``
    (:mod:`ita_desktop.domain.measure_cells`)."""
    status: Annotated[MeasureStatus, Phrase("สถานะ")] = MeasureStatus.NOT_STARTED
    note: Note = ""
    source: Annotated[FreeText, Phrase("ที่มาของมาตรการ")] = ""
    """The office and year that it was taken over from, as written; empty if it is the office's
    own."""
    owners_typed: Annotated[FreeText, Phrase("ผู้รับผิดชอบที่พิมพ์"), Kept] = ""
    """The owners as typed in a file (:mod:`ita_desktop.domain.measure_cells`)."""
    owners_meant: Annotated[NotPersonal, Phrase("ผู้รับผิดชอบที่เข้าใจจากข้อความ"), Kept] = ""
    """What tells which owners that text means."""
    items_typed: Annotated[NotPersonal, Phrase("ข้อที่พิมพ์"), Kept] = ""
    """The items as typed (:mod:`ita_desktop.domain.measure_cells`)."""
    items_meant: Annotated[NotPersonal, Phrase("ข้อที่เข้าใจจากข้อความ"), Kept] = ""
    """The codes that that text means, separated by spaces."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureItem(Record):
    """A measure's link to one item; several items may share a measure (I1, I2)."""

    unique: ClassVar = ("measure_id", "item_code")

    measure_id: str
    item_code: Annotated[NotPersonal, Phrase("ข้อ")]
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")] = ""
    """The item's wording in the measures table, if it differs from the framework's."""
    position: Position = 0


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
