"""What an order appointed when it was signed, and what later orders change of it.

Once an order is amended it is printed as it was: its members are known by the changes
(:class:`~ita_desktop.domain.roster.orders.OrderChange`), its duties by the paper that was signed.
"""

from ita_desktop.domain.documents.signed import AppointedBody, appointed_bodies, member_columns
from ita_desktop.domain.records import Body, Member
from ita_desktop.domain.roster.committee import changes_to
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.year import YearData

ORDERS = "appointment-order"
"""Name of the document kind of orders."""


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
