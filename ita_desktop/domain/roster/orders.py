"""Records of appointment orders (คำสั่งแต่งตั้ง): bodies, duties, and later changes.

Empty texts are taken from the office's wordings (:mod:`ita_desktop.domain.documents.wordings`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal, PostWords
from ita_desktop.domain.records import Names, PersonKey, Record


class OrderChangeKind(StrEnum):
    """Whether a later order adds or removes a member."""

    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentOrder(Record):
    """An order that appoints bodies (:class:`OrderBody`), or amends another order (``amends_id``,
    :class:`OrderChange`)."""

    year_id: str
    number: NotPersonal = ""
    """Register number without the year; empty on a draft."""
    title: FreeText = ""
    """The text after เรื่อง."""
    ground: FreeText = ""
    """The reason (ด้วย …), one paragraph per line."""
    purpose: FreeText = ""
    """The appointing sentence (เพื่อให้ … จึงแต่งตั้ง …)."""
    signed: date | None = None
    effective: date | None = None
    """Effective day; None: the day of signing."""
    signatory_id: PersonKey = None
    signatory_post: PostWords = ""
    acting_for: PostWords = ""
    """The line below the post of a signatory who acts for another (ปฏิบัติราชการแทน …)."""
    amends_id: Annotated[str | None, Names("appointment_order", goes_with=True)] = None
    note: FreeText = ""
    position: int = 0

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
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange(Record):
    """A member that a later order adds or removes. ``replaces_id`` of an added member is the member
    that it replaces, which has its own row."""

    unique: ClassVar = ("order_id", "member_id", "kind")

    order_id: str
    member_id: str
    kind: OrderChangeKind
    replaces_id: Annotated[str | None, Names("member")] = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Record):
    """One duty of a body, in the order's numbering."""

    body_id: str
    text: FreeText
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class OrderRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    orders: tuple[AppointmentOrder, ...] = ()
    order_bodies: tuple[OrderBody, ...] = ()
    order_changes: tuple[OrderChange, ...] = ()
    duties: tuple[Duty, ...] = ()
