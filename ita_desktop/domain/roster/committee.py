"""Who is in a committee body on a day, as its appointment orders have it."""

from collections.abc import Iterable
from datetime import date

from ita_desktop.domain.dates import BUDDHIST_OFFSET, buddhist_year, fiscal_year_bounds
from ita_desktop.domain.records import Body, Member
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChangeKind
from ita_desktop.domain.year import YearData


def members_on(data: YearData, body_id: str, day: date | None = None) -> tuple[Member, ...]:
    """The members of a body on ``day`` in their order; without one, all that no order, signed or
    not, takes away.

    A member stands from the day its order has effect: one of the order that appoints the body is
    there all along where that day is not known, one that a later order adds is not.
    """
    members = data.members_of(body_id)
    if day is None and not data.order_changes:
        return members
    return tuple(member for member in members if _stands(data, member, day))


def _stands(data: YearData, member: Member, day: date | None) -> bool:
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
    """The later order that added or removed a member; None where none did."""
    row = data.order_change(member.id, kind)
    return data.order_by_id.get(row.order_id) if row is not None else None


def appointing_order(data: YearData, body_id: str) -> AppointmentOrder | None:
    """The order that appoints a body: the newest, where several do."""
    ids = {row.order_id for row in data.order_bodies if row.body_id == body_id}
    found = [order for order in data.orders if order.id in ids]
    return max(found, key=_age, default=None)


def _age(order: AppointmentOrder) -> tuple[date, int]:
    # A draft is newer than what is signed.
    return order.begins or date.max, order.position


def first_members(data: YearData, body_id: str) -> tuple[Member, ...]:
    """The members that the order which appoints the body lists: without those that a later order
    added, with those that one took away."""
    added = {row.member_id for row in data.order_changes if row.kind is OrderChangeKind.ADDED}
    return tuple(member for member in data.members_of(body_id) if member.id not in added)


def changes_to(data: YearData, order_id: str) -> tuple[AppointmentOrder, ...]:
    """The orders that change this one, in their order."""
    return tuple(order for order in data.orders if order.amends_id == order_id)


def register_year(order: AppointmentOrder, fiscal_year: int) -> int:
    """The Buddhist calendar year behind the number of an order: that of signing; of a draft that
    in which the Buddhist ``fiscal_year`` begins."""
    if order.signed is not None:
        return buddhist_year(order.signed)
    return fiscal_year_bounds(fiscal_year)[0].year + BUDDHIST_OFFSET


def numbered(order: AppointmentOrder, fiscal_year: int) -> str:
    """The number of an order with its register year, as papers say it; empty while it has none. A
    number that was typed whole (``125/2568``, ``๑๒/๒๕๖๙``) stays as it is."""
    if not order.number or "/" in order.number:
        return order.number
    return f"{order.number}/{register_year(order, fiscal_year)}"


def joined(bodies: Iterable[Body]) -> str:
    """The names of bodies as a sentence has them: คณะกรรมการอำนวยการและคณะทำงาน."""
    names = [body.name for body in bodies]
    if len(names) < 3:
        return "และ".join(names)
    return f"{' '.join(names[:-1])} และ{names[-1]}"
