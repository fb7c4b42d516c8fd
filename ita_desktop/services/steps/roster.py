"""Steps of คณะกรรมการ: missing members or chair, vacant places, duplicates, unrepresented sections,
bodies without an order, incomplete orders."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Body, GroupOf, Member, Unit, UnitKind
from ita_desktop.domain.roster.committee import appointing_order, chair_of, members_on
from ita_desktop.domain.roster.committee import joined as joined_bodies
from ita_desktop.domain.roster.matching import group_of
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.tracking import deliveries
from ita_desktop.domain.tracking.units import expand
from ita_desktop.domain.year import YearData
from ita_desktop.services.beginning import ASKED_BY, NO_ORDER, ORDERS, Stage
from ita_desktop.services.places import PageKey, Place, paper_place
from ita_desktop.services.step_context import Step, StepContext, StepUrgency, few

_MISSING = {"number": "เลขที่", "signed": "วันลงนาม", "signatory": "ผู้ลงนาม"}
"""The required data of an order, by field."""


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield steps: late, missing, upcoming, and a closing one if nothing is open."""
    if not step_context.data.members:
        yield _none(step_context)
        return
    yield from _places(step_context)
    yield from _warnings(step_context)
    yield from _orders(step_context)
    text = Phrase(
        "รายชื่อครบ {count} ลำดับแล้ว", count=len(deliveries.listed_members(step_context.data))
    )
    yield step_context.quiet(text) if _unappointed(step_context.data) else step_context.done(text)


def _none(step_context: StepContext) -> Step:
    text = Phrase("ยังไม่มีรายชื่อคณะกรรมการของปีนี้")
    if step_context.does_without(Stage.PEOPLE):
        return step_context.quiet(text)
    return _before_signing(step_context, text, Phrase("ใส่รายชื่อ"), "")


def _places(step_context: StepContext) -> Iterator[Step]:
    """Yield steps for vacant places."""
    data = step_context.data
    empty = deliveries.empty_bodies(data)
    for body in data.filled_bodies:
        members = members_on(data, body.id)
        if body in empty:
            text = Phrase("{body}ยังไม่มีรายชื่อ", body=body.name)
            yield _before_signing(step_context, text, Phrase("ใส่รายชื่อ"), body.id, body.id)
        elif any(member.role for member in members) and chair_of(members) is None:
            text = Phrase("{body}ยังไม่มีประธาน", body=body.name)
            yield _before_signing(step_context, text, Phrase("ใส่ประธาน"), members[0].id, body.id)
    vacant = deliveries.vacant_members(data)
    if vacant:
        text = Phrase("ตำแหน่งว่าง {count} ลำดับ ({where})", count=len(vacant),
                      where=_numbers(step_context, vacant))  # fmt: skip
        first = vacant[0]
        yield _before_signing(step_context, text, Phrase("ใส่ชื่อ"), first.id, first.body_id)


def _before_signing(
    step_context: StepContext, sentence: str, action: str, target: str, body_id: str = ""
) -> Step:
    """Return a step due before the order is signed; late only if the order of the body, of any body
    without one, is not signed yet."""
    data = step_context.data
    order = appointing_order(data, body_id) if body_id else None
    place = Place(PageKey.ROSTER, target)
    if order is not None and order.signed is not None and order.is_signed(step_context.today):
        why = Phrase("คำสั่งลงนาม {day}", day=short_date(order.signed))
        return Step.missing(place, action, sentence, why, day=order.signed)
    return step_context.missing_by(
        step_context.day_of(ASKED_BY[Stage.ORDER]),
        sentence,
        "เลยวันลงนามคำสั่ง {day} แล้ว",
        "คำสั่งลงนาม {day}",
        action,
        place,
    )


def _warnings(step_context: StepContext) -> Iterator[Step]:
    """Yield steps for duplicate members, missing roles and unrepresented sections."""
    data = step_context.data
    for body in data.bodies:
        members = members_on(data, body.id)
        counts = Counter(member.person_id for member in members if member.person_id is not None)
        for person, count in counts.items():
            if count > 1 and person in data.person_by_id:
                yield _duplicate(step_context, body, data.person_by_id[person].full_name, person)
                break
    without = deliveries.roleless_members(data)
    if without:
        text = Phrase("ยังไม่มีบทบาท {count} ลำดับ ({where})", count=len(without),
                      where=_numbers(step_context, without))  # fmt: skip
        why = Phrase("คำสั่งแต่งตั้งพิมพ์บทบาทของทุกคน")
        to = Place(PageKey.ROSTER, without[0].id)
        yield Step.missing(to, Phrase("ใส่บทบาท"), text, why)
    units = _unrepresented(step_context)
    if units:
        text = Phrase("ยังไม่มีผู้แทนจาก {units}", units=few((unit.label for unit in units), 2))
        why = Phrase("ทุกฝ่ายควรมีคนรับเรื่องในคณะทำงาน")
        to = Place(PageKey.ROSTER, data.bodies[-1].id)
        yield Step.missing(to, Phrase("เพิ่มรายชื่อ"), text, why)


def _orders(step_context: StepContext) -> Iterator[Step]:
    """Yield steps for incomplete orders, and bodies without an order."""
    data, planned = step_context.data, step_context.day_of(ASKED_BY[Stage.ORDER])
    for order in data.orders:
        step = _open_order(step_context, order, planned if order.amends_id is None else None)
        if step is not None:
            yield step
    waiting = _unappointed(data)
    if not waiting or (not data.orders and step_context.does_without(Stage.ORDER)):
        return
    to, action = Place(PageKey.ROSTER, ORDERS), Phrase("จัดทำคำสั่ง")
    if data.orders:
        text = Phrase("{bodies}ยังไม่อยู่ในคำสั่งแต่งตั้งใด", bodies=joined_bodies(waiting))
        yield Step.missing(to, action, text)
    elif planned is None or planned < step_context.today:
        text = Phrase("รายชื่อครบ {count} ลำดับแล้ว", count=len(deliveries.listed_members(data)))
        yield Step.missing(to, action, text, NO_ORDER)
    elif step_context.is_soon(planned):
        when = step_context.when(planned)
        text = Phrase("รายชื่อครบแล้ว จัดทำคำสั่งแต่งตั้ง ลงนาม {day} {days}", **when)
        yield Step.upcoming(to, action, planned, text)


def _unappointed(data: YearData) -> list[Body]:
    """Return the bodies with members that no order appoints."""
    return [
        body
        for body in data.bodies
        if members_on(data, body.id) and appointing_order(data, body.id) is None
    ]


def _open_order(
    step_context: StepContext, order: AppointmentOrder, planned: date | None
) -> Step | None:
    """Return the step for an incomplete order: its signatory, later its number and date. The day of
    signing is that of the order, otherwise the ``planned`` one."""
    from ita_desktop.services.roster.orders import display_name

    day = order.signed or planned
    to_come = day is not None and day >= step_context.today
    signed = [text for text in ("number", "signed") if not getattr(order, text)]
    signatory = [] if order.signatory_id or order.signatory_post else ["signatory"]
    missing = signatory if to_come else [*signed, *signatory]
    to = Place(PageKey.ROSTER, order.id)
    if missing:
        what = Phrase("{order} ยังไม่มี{lacks}", order=display_name(step_context.data, order),
                      lacks=reduce(_and, (Phrase(_MISSING[text]) for text in missing)))  # fmt: skip
        urgency = StepUrgency.MISSING if to_come else step_context.urgency_by(planned)
        return Step(urgency, what, Phrase("ใส่ให้ครบ"), to, planned)
    open_ = not order.is_signed(step_context.today)
    if open_ and day is not None and step_context.is_soon(day):
        ready = (
            "คำสั่งแต่งตั้งพร้อมเสนอลงนาม {day} {days}"
            if order.amends_id is None
            else "คำสั่งแก้ไขรายชื่อพร้อมเสนอลงนาม {day} {days}"
        )
        to = paper_place("appointment-order", order.id)
        text = Phrase(ready, **step_context.when(day))
        return Step.upcoming(to, Phrase("พิมพ์คำสั่ง"), day, text)
    return None


def _and(first: Phrase, second: Phrase) -> Phrase:
    return Phrase("{first} {second}", first=first, second=second)


def _duplicate(step_context: StepContext, body: Body, name: str, person: str) -> Step:
    members = members_on(step_context.data, body.id)
    here = [member for member in members if member.person_id == person]
    text = Phrase(
        "{name} อยู่สองลำดับในคณะเดียวกัน ({where})",
        name=name,
        where=_numbers(step_context, here),
    )
    why = Phrase("เอาออกหนึ่งลำดับ หรือใส่ชื่ออื่น")
    return Step.missing(Place(PageKey.ROSTER, here[-1].id), Phrase("ดูรายชื่อ"), text, why)


def _numbers(step_context: StepContext, members: Sequence[Member]) -> str:
    """Return the first few numbers of members as displayed (``2.14``)."""
    data = step_context.data
    numbers = {
        member.id: f"{place}.{number}"
        for place, body in enumerate(data.bodies, 1)
        for number, member in enumerate(members_on(data, body.id), 1)
    }
    return few(numbers[member.id] for member in members)


def _unrepresented(step_context: StepContext) -> list[Unit]:
    """Return the sections without a member in any body, directly or through a group."""
    data = step_context.data
    named: set[str | None] = set()
    for member in deliveries.listed_members(data):
        person = data.person_by_id.get(member.person_id or "")
        of = member.unit_id or (person.unit_id if person is not None else None)
        unit = data.unit_by_id.get(of or "")
        group = group_of(member.post)
        if group is GroupOf.NONE and unit is not None:
            group = unit.group_of
        named |= {of, *(each.id for each in expand(data, group))}
    return [unit for unit in data.units if unit.kind is UnitKind.SECTION and unit.id not in named]
