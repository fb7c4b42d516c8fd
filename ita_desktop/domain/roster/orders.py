"""Appointment orders (คำสั่งแต่งตั้ง): who appoints which bodies, their duties, and later changes.

A text that is empty is the office's wording for it (:mod:`ita_desktop.domain.documents.wordings`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal, PostWords
from ita_desktop.domain.records import Names, PersonKey, Record


class OrderChangeKind(StrEnum):
    """What a later order does to a place in a body."""

    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentOrder(Record):
    """An order that appoints bodies (:class:`OrderBody`), or changes those that another order
    appointed (``amends_id``, :class:`OrderChange`)."""

    year_id: str
    number: NotPersonal = ""
    """Its number in the register, without the year; empty on a draft."""
    title: FreeText = ""
    """What stands after เรื่อง."""
    ground: FreeText = ""
    """Why it is made (ด้วย …), a paragraph a line."""
    purpose: FreeText = ""
    """The sentence that appoints (เพื่อให้ … จึงแต่งตั้ง …)."""
    signed: date | None = None
    effective: date | None = None
    """None: from the day on which it is signed."""
    signatory_id: PersonKey = None
    signatory_post: PostWords = ""
    acting_for: PostWords = ""
    """The line below the post of one who signs for another (ปฏิบัติราชการแทน …)."""
    amends_id: Annotated[str | None, Names("appointment_order", goes_with=True)] = None
    note: FreeText = ""
    position: int = 0

    @property
    def begins(self) -> date | None:
        """From when it has effect; None while that is not known."""
        return self.effective or self.signed


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBody(Record):
    """A body that an order appoints with all its members."""

    unique: ClassVar = ("order_id", "body_id")

    order_id: str
    body_id: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange(Record):
    """A place in a body that a later order adds or takes away. What is added in the place of
    another member names it in ``replaces_id``; that one has a row of its own."""

    unique: ClassVar = ("order_id", "member_id", "kind")

    order_id: str
    member_id: str
    kind: OrderChangeKind
    replaces_id: Annotated[str | None, Names("member")] = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Record):
    """One duty of a body, as the order numbers them."""

    body_id: str
    text: FreeText
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class OrderRows:
    """Where a year holds these records."""

    orders: tuple[AppointmentOrder, ...] = ()
    order_bodies: tuple[OrderBody, ...] = ()
    order_changes: tuple[OrderChange, ...] = ()
    duties: tuple[Duty, ...] = ()
