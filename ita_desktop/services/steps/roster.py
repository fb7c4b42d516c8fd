"""What is to be done in คณะกรรมการ: no members, no chair, empty places, doubles, units left out,
bodies without an order, orders that are not complete."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Body, GroupOf, Member, Unit, UnitKind
from ita_desktop.domain.roster.committee import appointing_order, members_on
from ita_desktop.domain.roster.committee import joined as joined_bodies
from ita_desktop.domain.roster.groups import expand
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.roster.posts import group_of
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.beginning import Stage
from ita_desktop.services.moment import Moment, Step, Urgency, few, in_days, joined
from ita_desktop.services.places import PageKey, Place, paper_place

CHAIR = "ประธาน"
ORDERS = "orders"
"""What the page shows the year's orders for."""
_LACKS = {"number": "เลขที่", "signed": "วันลงนาม", "signatory": "ผู้ลงนาม"}
"""What an order may lack, by field."""


def steps(moment: Moment) -> Iterator[Step]:
    """Late before missing before upcoming, and what to say when nothing is open."""
    if not moment.data.members:
        yield _none(moment)
        return
    yield from _places(moment)
    yield from _people(moment)
    yield from _orders(moment)
    said = Phrase("รายชื่อครบ {count} ลำดับแล้ว", count=len(_members(moment)))
    yield moment.quiet(said) if _unappointed(moment.data) else moment.done(said)


def _none(moment: Moment) -> Step:
    said = Phrase("ยังไม่มีรายชื่อคณะกรรมการของปีนี้")
    if moment.does_without(Stage.PEOPLE):
        return moment.quiet(said)
    return _by_the_order(moment, said, Phrase("ใส่รายชื่อ"), "")


def _places(moment: Moment) -> Iterator[Step]:
    """Places that the order has to name."""
    data = moment.data
    for body in data.bodies:
        members = members_on(data, body.id)
        if not members:
            said = Phrase("{body}ยังไม่มีรายชื่อ", body=body.name)
            yield _by_the_order(moment, said, Phrase("ใส่รายชื่อ"), body.id)
        elif any(one.role for one in members) and not _chair(members):
            said = Phrase("{body}ยังไม่มีประธาน", body=body.name)
            yield _by_the_order(moment, said, Phrase("ใส่ประธาน"), members[0].id)
    vacant = [one for one in _members(moment) if one.vacant]
    if vacant:
        said = Phrase("ตำแหน่งว่าง {count} ลำดับ ({where})", count=len(vacant),
                      where=_numbers(moment, vacant))  # fmt: skip
        yield _by_the_order(moment, said, Phrase("ใส่ชื่อ"), vacant[0].id)


def _members(moment: Moment) -> list[Member]:
    """All members in the order of the table."""
    return [one for body in moment.data.bodies for one in members_on(moment.data, body.id)]


def _chair(members: tuple[Member, ...]) -> bool:
    return any(key(one.role).startswith(key(CHAIR)) for one in members)


def _by_the_order(moment: Moment, said: str, action: str, target: str) -> Step:
    """What must be settled before the order is signed."""
    signed = moment.day_of("order_signed")
    urgency = moment.urgency_by(signed)
    why = ""
    if signed is not None:
        template = "เลยวันลงนามคำสั่ง {day} แล้ว" if urgency is Urgency.LATE else "คำสั่งลงนาม {day}"
        why = Phrase(template, day=short_date(signed))
    return Step(urgency, joined(said, why), action, Place(PageKey.ROSTER, target), signed)


def _people(moment: Moment) -> Iterator[Step]:
    """What is to be looked at: nobody is missing, but something may be wrong."""
    data = moment.data
    for body in data.bodies:
        members = members_on(data, body.id)
        counts = Counter(one.person_id for one in members if one.person_id is not None)
        for person, count in counts.items():
            if count > 1 and person in data.person_by_id:
                yield _twice(moment, body, data.person_by_id[person].full_name, person)
                break
    without = [one for one in _members(moment) if not one.role]
    if without:
        said = Phrase("ยังไม่มีบทบาท {count} ลำดับ ({where})", count=len(without),
                      where=_numbers(moment, without))  # fmt: skip
        why = Phrase("คำสั่งแต่งตั้งพิมพ์บทบาทของทุกคน")
        to = Place(PageKey.ROSTER, without[0].id)
        yield Step(Urgency.MISSING, joined(said, why), Phrase("ใส่บทบาท"), to)
    units = _left_out(moment)
    if units:
        said = Phrase("ยังไม่มีผู้แทนจาก {units}", units=few((one.label for one in units), 2))
        why = Phrase("ทุกฝ่ายควรมีคนรับเรื่องในคณะทำงาน")
        to = Place(PageKey.ROSTER, data.bodies[-1].id)
        yield Step(Urgency.MISSING, joined(said, why), Phrase("เพิ่มรายชื่อ"), to)


def _orders(moment: Moment) -> Iterator[Step]:
    """Orders that are not complete, and bodies that no order appoints."""
    data, planned = moment.data, moment.day_of("order_signed")
    for order in data.orders:
        step = _open_order(moment, order, planned if order.amends_id is None else None)
        if step is not None:
            yield step
    waiting = _unappointed(data)
    if not waiting or (not data.orders and moment.does_without(Stage.ORDER)):
        return
    to, action = Place(PageKey.ROSTER, ORDERS), Phrase("จัดทำคำสั่ง")
    if data.orders:
        said = Phrase("{bodies}ยังไม่อยู่ในคำสั่งแต่งตั้งใด", bodies=joined_bodies(waiting))
        yield Step(Urgency.MISSING, said, action, to)
    elif planned is None or planned < moment.today:
        said = Phrase("รายชื่อครบ {count} ลำดับแล้ว", count=len(_members(moment)))
        yield Step(Urgency.MISSING, joined(said, Phrase("ยังไม่มีคำสั่งแต่งตั้ง")), action, to)
    elif moment.is_soon(planned):
        said = Phrase(
            "รายชื่อครบแล้ว จัดทำคำสั่งแต่งตั้ง ลงนาม {day} {days}",
            day=short_date(planned),
            days=in_days(moment, planned),
        )
        yield Step(Urgency.UPCOMING, said, action, to, planned)


def _unappointed(data: YearData) -> list[Body]:
    """The bodies with members that no order appoints."""
    return [
        body
        for body in data.bodies
        if members_on(data, body.id) and appointing_order(data, body.id) is None
    ]


def _open_order(moment: Moment, order: AppointmentOrder, planned: date | None) -> Step | None:
    """What an order lacks: who signs it, and once it should be signed, its number and day."""
    from ita_desktop.services.roster.orders import called

    signed = [one for one in ("number", "signed") if not getattr(order, one)]
    signatory = [] if order.signatory_id or order.signatory_post else ["signatory"]
    to_come = planned is not None and planned >= moment.today
    lacks = signatory if to_come else [*signed, *signatory]
    to = Place(PageKey.ROSTER, order.id)
    if lacks:
        what = Phrase("{order} ยังไม่มี{lacks}", order=called(moment.data, order),
                      lacks=reduce(_and, (Phrase(_LACKS[one]) for one in lacks)))  # fmt: skip
        urgency = Urgency.MISSING if to_come else moment.urgency_by(planned)
        return Step(urgency, what, Phrase("ใส่ให้ครบ"), to, planned)
    if signed and planned is not None and moment.is_soon(planned):
        said = Phrase("คำสั่งแต่งตั้งพร้อมเสนอลงนาม {day} {days}",
                      day=short_date(planned), days=in_days(moment, planned))  # fmt: skip
        to = paper_place("appointment-order", order.id)
        return Step(Urgency.UPCOMING, said, Phrase("พิมพ์คำสั่ง"), to, planned)
    return None


def _and(first: Phrase, second: Phrase) -> Phrase:
    return Phrase("{first} {second}", first=first, second=second)


def _twice(moment: Moment, body: Body, name: str, person: str) -> Step:
    members = members_on(moment.data, body.id)
    here = [one for one in members if one.person_id == person]
    said = Phrase(
        "{name} อยู่สองลำดับในคณะเดียวกัน ({where})",
        name=name,
        where=_numbers(moment, here),
    )
    why = Phrase("เอาออกหนึ่งลำดับ หรือใส่ชื่ออื่น")
    return Step(
        Urgency.MISSING, joined(said, why), Phrase("ดูรายชื่อ"), Place(PageKey.ROSTER, here[-1].id)
    )


def _numbers(moment: Moment, members: Sequence[Member]) -> str:
    """The numbers of members as the table shows them (``2.14``), the first few."""
    data = moment.data
    numbers = {
        one.id: f"{place}.{number}"
        for place, body in enumerate(data.bodies, 1)
        for number, one in enumerate(members_on(data, body.id), 1)
    }
    return few(numbers[one.id] for one in members)


def _left_out(moment: Moment) -> list[Unit]:
    """The sections of which nobody is in any body, groups that stand for many counted."""
    data = moment.data
    named: set[str | None] = set()
    for one in _members(moment):
        person = data.person_by_id.get(one.person_id or "")
        of = one.unit_id or (person.unit_id if person is not None else None)
        unit = data.unit_by_id.get(of or "")
        group = group_of(one.post)
        if group is GroupOf.NONE and unit is not None:
            group = unit.group_of
        named |= {of, *(each.id for each in expand(data, group))}
    return [one for one in data.units if one.kind is UnitKind.SECTION and one.id not in named]
