"""The members of committee bodies on a given day, according to the appointment orders; what an
order appointed when it was signed, and what later orders change of it.

Once an order is amended it is printed as it was: its members are known by the changes
(:class:`~ita_desktop.domain.roster.orders.OrderChange`), its duties by the paper that was signed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ita_desktop.domain.dates import buddhist_year, fiscal_year_bounds
from ita_desktop.domain.documents import AppointedBody, appointed_bodies, member_columns
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Body, Member
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChangeKind
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData

ORDERS = "appointment-order"
"""Name of the document kind of orders."""


_CHAIR: Final = lazy_re(r"ประธาน(?!ที่ปรึกษา)|หัวหน้าคณะ")
"""How the role of a body's chair begins: a working group is often led by its head."""

_SECRETARY: Final = lazy_re(r"(?!.*ผู้ช่วย).*เลขา")


def is_chair(role: str) -> bool:
    """Return whether a role is to chair its body."""
    return _CHAIR.match(key(role)) is not None


def office_of_one(role: str) -> str:
    """Return the office of a role that a body has once, chair or secretary; empty for others."""
    if is_chair(role):
        return "chair"
    return "secretary" if _SECRETARY.match(key(role)) else ""


def in_same_office(members: Iterable[Member], role: str) -> list[Member]:
    """Return those of these members who have the office that a role is, if a body has it once."""
    office = office_of_one(role)
    return [one for one in members if office_of_one(one.role) == office] if office else []


def chair_of(members: Sequence[Member]) -> Member | None:
    """Return the first of these members whose role is to chair their body."""
    return next((one for one in members if is_chair(one.role)), None)


def members_on(data: YearData, body_id: str, day: date | None = None) -> tuple[Member, ...]:
    """Return the members of a body on ``day``, in order; without a day, all members that no order,
    signed or draft, removes.

    A member belongs to the body from the effective day of the order. If that day is not known,
    members of the appointing order count, and members added by a later order do not.
    """
    members = data.members_of(body_id)
    if day is None and not data.order_changes:
        return members
    return tuple(member for member in members if _belongs(data, member, day))


def members_called(data: YearData, body_id: str, day: date | None) -> tuple[Member, ...]:
    """Return the members of a body whom a meeting on ``day`` calls: those of that day, or, where
    nobody belongs to it yet, because its order takes effect later, those without a day."""
    return members_on(data, body_id, day) or members_on(data, body_id)


def _belongs(data: YearData, member: Member, day: date | None) -> bool:
    added = changing_order(data, member, OrderChangeKind.ADDED)
    removed = changing_order(data, member, OrderChangeKind.REMOVED)
    if day is None:
        return removed is None
    if removed is not None and removed.begins is not None and removed.begins <= day:
        return False
    if added is not None:
        return added.begins is not None and added.begins <= day
    first = appointing_order(data, member.body_id)
    return first is None or first.begins is None or first.begins <= day


def changing_order(
    data: YearData, member: Member, kind: OrderChangeKind
) -> AppointmentOrder | None:
    """Return the later order that added or removed a member, or None."""
    row = data.order_change(member.id, kind)
    return data.order_by_id.get(row.order_id) if row is not None else None


def appointing_order(data: YearData, body_id: str) -> AppointmentOrder | None:
    """Return the order that appoints a body: the newest, if several do."""
    ids = {row.order_id for row in data.order_bodies if row.body_id == body_id}
    found = [order for order in data.orders if order.id in ids]
    return max(found, key=lambda order: (order.begins or date.max, order.position), default=None)


def are_appointed(data: YearData, today: date) -> bool:
    """Return whether orders signed by ``today`` appoint all bodies that have members."""
    bodies = [body for body in data.bodies if members_on(data, body.id)]
    orders = (appointing_order(data, body.id) for body in bodies)
    return bool(bodies) and all(order is not None and order.is_signed(today) for order in orders)


def is_ordered(data: YearData, today: date) -> bool:
    """Return whether all bodies that have members are appointed, and no order waits to be
    signed."""
    return are_appointed(data, today) and all(order.is_signed(today) for order in data.orders)


def awaits_signing(data: YearData, today: date) -> bool:
    """Return whether an order has a day of signing to come."""
    return any(order.signed is not None and order.signed > today for order in data.orders)


def first_members(data: YearData, body_id: str) -> tuple[Member, ...]:
    """Return the members listed in the appointing order: without those added later, including those
    removed later."""
    added = {row.member_id for row in data.order_changes if row.kind is OrderChangeKind.ADDED}
    return tuple(member for member in data.members_of(body_id) if member.id not in added)


def changes_to(data: YearData, order_id: str) -> tuple[AppointmentOrder, ...]:
    """Return the orders that amend this one, in order."""
    return tuple(order for order in data.orders if order.amends_id == order_id)


def register_year(order: AppointmentOrder, fiscal_year: int, day: date | None = None) -> int:
    """Return the Buddhist calendar year of an order's number: that of the signing date; of a draft,
    that of the ``day`` on which it is looked at, which is the one of its signing if it is signed
    soon; on days outside the Buddhist ``fiscal_year``, the one in which that begins."""
    first, last = fiscal_year_bounds(fiscal_year)
    drafted = day if day is not None and first <= day <= last else first
    return buddhist_year(order.signed or drafted)


def numbered(order: AppointmentOrder, fiscal_year: int, day: date | None = None) -> str:
    """Return the number of an order with its year (``125/2568``); empty if it has none. A number
    that was typed with a year is returned unchanged."""
    if not order.number or "/" in order.number:
        return order.number
    return f"{order.number}/{register_year(order, fiscal_year, day)}"


def joined(bodies: Iterable[Body]) -> str:
    """Return the names of bodies joined with และ: คณะกรรมการอำนวยการและคณะทำงาน."""
    names = [body.name for body in bodies]
    if len(names) < 3:
        return "และ".join(names)
    return f"{' '.join(names[:-1])} และ{names[-1]}"


def family(data: YearData, order: AppointmentOrder) -> tuple[AppointmentOrder, ...]:
    """Return the order that appointed the bodies and those that amend it, in order."""
    first = data.order_by_id.get(order.amends_id or "", order)
    return (first, *changes_to(data, first.id))


def bodies_of(data: YearData, order: AppointmentOrder) -> tuple[Body, ...]:
    """Return the bodies that an order appoints, or changes."""
    return data.bodies_of_order(order.amends_id or order.id)


def members_by(data: YearData, order: AppointmentOrder, body_id: str) -> tuple[Member, ...]:
    """Return the members of a body as of an order: without what later orders change."""
    known = family(data, order)
    past = {other.id for other in known[: known.index(order) + 1]}
    added = {row.member_id: row.order_id for row in data.order_changes if row.kind == "added"}
    removed = {row.member_id: row.order_id for row in data.order_changes if row.kind == "removed"}
    return tuple(
        member
        for member in data.members_of(body_id)
        if (member.id not in added or added[member.id] in past)
        and (member.id not in removed or removed[member.id] not in past)
    )


def duties_by(data: YearData, order: AppointmentOrder, body_id: str) -> tuple[str, ...]:
    """Return the duties of a body as of an order: those that were signed if later orders amend it,
    else those of now."""
    if order != family(data, order)[-1] and (kept := signed_bodies(data, order).get(body_id)):
        return kept.duties
    return tuple(duty.text for duty in data.duties_of(body_id))


def changed_duties(data: YearData, order: AppointmentOrder) -> tuple[Body, ...]:
    """Return the bodies of which an amending order changes the duties."""
    known = family(data, order)
    at = known.index(order) if order in known else 0
    if at == 0:
        return ()
    return tuple(
        body
        for body in bodies_of(data, order)
        if duties_by(data, known[at - 1], body.id) != duties_by(data, order, body.id)
    )


def signed_bodies(data: YearData, order: AppointmentOrder) -> dict[str, AppointedBody]:
    """Return the bodies of an order by key as it was signed last; empty if no such paper is
    kept."""
    papers = [paper for paper in data.signed_papers_of(ORDERS) if paper.subject == order.id]
    return appointed_bodies(papers[-1]) if papers else {}


def bodies_now(data: YearData, order: AppointmentOrder) -> list[AppointedBody]:
    """Return the bodies of an order as it is signed now."""
    return [
        AppointedBody(
            body.id,
            tuple(map(member_columns, members_by(data, order, body.id))),
            duties_by(data, order, body.id),
        )
        for body in bodies_of(data, order)
    ]
