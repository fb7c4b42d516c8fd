"""Records of appointment orders (คำสั่งแต่งตั้ง): bodies, duties, and later changes; and of tenures, the
periods in which a person holds a post or acts in it.

Empty texts are taken from the office's wordings (:mod:`ita_desktop.domain.documents`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal_marks import FreeText, NotPersonal, PostWords
from ita_desktop.domain.records import LINES, Names, Note, PersonKey, Position, Record

ACTING = ("รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติหน้าที่ในตำแหน่ง")
"""The usual words for holding a post without being appointed to it."""


class OrderChangeKind(StrEnum):
    """Whether a later order adds or removes a member."""

    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentOrder(Record):
    """An order that appoints bodies (:class:`OrderBody`), or amends another order (``amends_id``,
    :class:`OrderChange`)."""

    year_id: str
    number: Annotated[NotPersonal, Phrase("เลขที่")] = ""
    """Register number without the year; empty on a draft."""
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")] = ""
    """The text after เรื่อง."""
    ground: Annotated[FreeText, Phrase("เหตุ"), LINES] = ""
    """The reason (ด้วย …), one paragraph per line."""
    purpose: Annotated[FreeText, Phrase("ข้อความแต่งตั้ง"), LINES] = ""
    """The appointing sentence (เพื่อให้ … จึงแต่งตั้ง …)."""
    signed: Annotated[date | None, Phrase("วันที่ลงนาม")] = None
    effective: Annotated[date | None, Phrase("วันมีผล")] = None
    """Effective day; None: the day of signing."""
    signatory_id: Annotated[PersonKey, Phrase("ผู้ลงนาม")] = None
    signatory_post: Annotated[PostWords, Phrase("ตำแหน่งผู้ลงนาม"), LINES] = ""
    acting_for: Annotated[PostWords, Phrase("ผู้ลงนามแทน"), LINES] = ""
    """The line below the post of a signatory who acts for another (ปฏิบัติราชการแทน …)."""
    amends_id: Annotated[
        str | None, Names("appointment_order", goes_with=True), Phrase("คำสั่งที่แก้ไข")
    ] = None
    note: Note = ""
    position: Position = 0

    @property
    def begins(self) -> date | None:
        """First day of effect; None if not known."""
        return self.effective or self.signed

    def is_signed(self, today: date) -> bool:
        """Whether the order has its number, and the day of signing has come."""
        return bool(self.number) and self.signed is not None and self.signed <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBody(Record):
    """A body that an order appoints with all its members."""

    unique: ClassVar = ("order_id", "body_id")

    order_id: str
    body_id: str
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange(Record):
    """A member that a later order adds or removes. ``replaces_id`` of an added member is the member
    that it replaces, which has its own row."""

    unique: ClassVar = ("order_id", "member_id", "kind")

    order_id: str
    member_id: str
    kind: Annotated[OrderChangeKind, Phrase("ประเภท")]
    replaces_id: Annotated[str | None, Names("member"), Phrase("ผู้ที่ถูกแทน")] = None
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Record):
    """One duty of a body, in the order's numbering."""

    body_id: str
    text: Annotated[FreeText, Phrase("ข้อความ")]
    position: Position = 0


@dataclass(frozen=True, kw_only=True)
class OrderRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    orders: tuple[AppointmentOrder, ...] = ()
    order_bodies: tuple[OrderBody, ...] = ()
    order_changes: tuple[OrderChange, ...] = ()
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Record):
    """A period in which a person of the register holds a post (ผู้อำนวยการเขต, หัวหน้าฝ่ายปกครอง)."""

    person_id: Annotated[str, Phrase("บุคคล")]
    post: Annotated[PostWords, Phrase("ตำแหน่ง")]
    """As the office writes it; may omit the name of the district or of ``unit_id``."""
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    acting: Annotated[PostWords, Phrase("รักษาการ")] = ""
    """The words before the post (:data:`ACTING`); empty for the appointed holder."""
    first: Annotated[date | None, Phrase("วันแรก")] = None
    """First day; None if unknown."""
    last: Annotated[date | None, Phrase("วันสุดท้าย")] = None
    """Last day; None if it continues."""
    note: Annotated[FreeText, Phrase("หมายเหตุ")] = ""
    position: Position = 0

    def covers(self, day: date | None) -> bool:
        """Return whether the post is held on ``day``; with None, whether the tenure continues."""
        if day is None:
            return self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, kw_only=True)
class TenureRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    tenures: tuple[Tenure, ...] = ()
