"""Appointment orders: create, amend, and the duties of bodies; the office's own data, and texts
that the program filled in with its name.

Most of what papers print is filled in when they are printed. Stored are the usual duties of a body,
the addressee of a letter and the posts of those who endorse it: as long as nobody changed them,
they follow the name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Final

from ita_desktop.domain.documents import fill
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import (
    Body,
    BodyKind,
    Member,
    MemberKind,
    Organisation,
    Person,
    Record,
    new_id,
)
from ita_desktop.domain.roster import committee
from ita_desktop.domain.roster.holders import director, post_words
from ita_desktop.domain.roster.orders import (
    AppointmentOrder,
    Duty,
    OrderBody,
    OrderChange,
    OrderChangeKind,
)
from ita_desktop.domain.text import key, to_arabic, to_thai
from ita_desktop.domain.year import YearData
from ita_desktop.services import edits
from ita_desktop.services.letters import ASSISTANT
from ita_desktop.services.roster.people import MemberResolver, Register
from ita_desktop.settings import today
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_NUMBER = lazy_re(r"(?P<before>.*?)(?P<count>\d+)(?P<year>\s*/\s*25\d\d)?$")
"""A typed number: 12, 125/2568, กท 5301/8887."""
_DUTIES = {
    BodyKind.STEERING: "duties-steering",
    BodyKind.WORKING_GROUP: "duties-working-group",
}
"""Names of the default duties by kind of body."""
_NAMED_IN_DUTIES = {
    BodyKind.STEERING: "คณะกรรมการอำนวยการ",
    BodyKind.WORKING_GROUP: "คณะทำงาน",
}
"""The fields of default duties that name a body, and what they say where there is none."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A member that a later order adds to a body: replacing ``replaces``, or at the end. ``fields``
    are texts by roster column."""

    body_id: str
    fields: Mapping[str, str]
    replaces: str | None = None


# -- orders


def display_name(data: YearData, order: AppointmentOrder) -> str:
    """Return an order's name for use in sentences: ``คำสั่งที่ 12/2567``, or what a draft does."""
    if order.number:
        return Phrase("คำสั่งที่ {number}", number=committee.numbered(order, data.year, today()))
    if order.amends_id is None:
        return Phrase("คำสั่งแต่งตั้ง (ร่าง)")
    return Phrase("คำสั่งแก้ไขรายชื่อ (ร่าง)")


def add(workspace: Workspace, year: int, bodies: Sequence[str] = ()) -> str:
    """Create an order that appoints ``bodies`` (ids); by default those without an order, or all.
    Bodies without duties get the default ones. Return its id.

    Raises InputError if the year has no body.
    """
    data = workspace.year(year)
    waiting = [body.id for body in data.bodies if committee.appointing_order(data, body.id) is None]
    chosen = list(bodies) or waiting or [body.id for body in data.bodies]
    if not chosen:
        raise InputError("ยังไม่มีคณะที่จะแต่งตั้ง", remedy="เพิ่มคณะและรายชื่อที่หน้าคณะกรรมการก่อน")
    order = AppointmentOrder(
        id=new_id(), year_id=data.fiscal_year.id, position=edits.last_position(data.orders)
    )
    with workspace.change("ร่างคำสั่งแต่งตั้ง") as change:
        change.insert(order)
        for position, body_id in enumerate(chosen):
            change.insert(_body_row(order.id, body_id, position))
        for body in data.bodies:
            if body.id in chosen and not data.duties_of(body.id):
                _insert_duties(change, data, body)
    return order.id


def _body_row(order_id: str, body_id: str, position: int) -> OrderBody:
    return OrderBody(id=new_id(), order_id=order_id, body_id=body_id, position=position)


ORDERS: Final = edits.RecordList(
    record=AppointmentOrder,
    rows=lambda data: data.orders,
    name=display_name,
    labels=edits.ListLabels(
        edit=Phrase("แก้{what} {which}"),
        many=Phrase("{count} คำสั่ง"),
        row=Phrase("คำสั่ง"),
        fields=Phrase("คำสั่ง"),
    ),
    rules={"number": lambda _data, value: edits.register_number(value)},
)
edit = ORDERS.edit


def sign(workspace: Workspace, year: int, order_id: str, name: str) -> Person:
    """Set the signatory by name; a name that is not in the register is added to it. An order
    without the signatory's post gets that of the person, as printed."""
    data = workspace.year(year)
    order = _order(data, order_id)
    with workspace.change("แก้ผู้ลงนาม {which}", which=display_name(data, order)) as change:
        person = Register(change, data).find_or_add(edits.line(name), order.signatory_post)
        held = post_words(data, person.job_title, person.unit_id) if person.job_title else ""
        post = order.signatory_post or held
        change.update(order, signatory_id=person.id, signatory_post=post)
    return person


def appoint(workspace: Workspace, year: int, order_id: str, bodies: Sequence[str]) -> None:
    """Set the bodies that an order appoints, in order."""
    data = workspace.year(year)
    order = _order(data, order_id)
    rows = [body for body in data.order_bodies if body.order_id == order_id]
    with workspace.change("เลือกคณะใน{order}", order=display_name(data, order)) as change:
        for row in rows:
            if row.body_id not in bodies:
                change.delete(row)
        kept = {row.body_id: row for row in rows if row.body_id in bodies}
        for position, body_id in enumerate(bodies):
            if body_id in kept:
                change.update(kept[body_id], position=position)
            else:
                change.insert(_body_row(order_id, body_id, position))


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove orders with their amending orders. Members that only these added are removed, those
    that they removed are restored."""
    data = workspace.year(year)
    chosen = edits.with_ids(data.orders, ids)
    if not chosen:
        return
    which = edits.names([display_name(data, order) for order in chosen], "{count} คำสั่ง")
    with workspace.change("เอา{which}ออก", which=which) as change:
        gone_ids: set[str] = set()
        for order in chosen:
            if order.id in gone_ids:
                continue
            those = (order, *committee.changes_to(data, order.id))
            gone_ids |= {order.id for order in those}
            added = _added(data, those)
            change.delete(order)
            for member in added:
                change.delete(member)


def _added(data: YearData, orders: Iterable[AppointmentOrder]) -> list[Member]:
    return [
        data.member_by_id[row.member_id]
        for order in orders
        for row in data.changes_of_order(order.id)
        if row.kind is OrderChangeKind.ADDED and row.member_id in data.member_by_id
    ]


def suggest_number(data: YearData, order: AppointmentOrder, day: date | None = None) -> str:
    """Return the number after the highest of the same year, in the same format; empty if there is
    none. An undated order has a number of ``day``."""
    year = committee.register_year(order, data.year, day)
    others = (
        appointment_order for appointment_order in data.orders if appointment_order.id != order.id
    )
    of_year = (
        other.number for other in others if committee.register_year(other, data.year, day) == year
    )
    found = [(number, read) for number in of_year if (read := _NUMBER.match(to_arabic(number)))]
    if not found:
        return ""
    highest, read = max(found, key=lambda pair: int(pair[1]["count"]))
    after = f"{read['before']}{int(read['count']) + 1}{read['year'] or ''}"
    return after if highest == to_arabic(highest) else to_thai(after)


# -- amendments


def amend(workspace: Workspace, year: int, order_id: str) -> str:
    """Create an order that amends another one; return its id."""
    data = workspace.year(year)
    first = _order(data, order_id)
    with workspace.change("ร่างคำสั่งแก้ไข {order}", order=display_name(data, first)) as change:
        return change.insert(amendment_of(data, first)).id


def amendment_of(data: YearData, order: AppointmentOrder) -> AppointmentOrder:
    """Return a new order that amends another one, signed by whom that was signed by."""
    return AppointmentOrder(
        id=new_id(),
        year_id=data.fiscal_year.id,
        amends_id=order.amends_id or order.id,
        signatory_id=order.signatory_id,
        signatory_post=order.signatory_post,
        acting_for=order.acting_for,
        position=edits.last_position(data.orders),
    )


def put_in(
    workspace: Workspace, year: int, order_id: str, placings: Sequence[Placement]
) -> list[str]:
    """Add members to bodies by a later order, replacing others or at the end; return the ids of the
    new members. Raises InputError if the order appoints bodies itself."""
    data = workspace.year(year)
    order = _changing(data, order_id)
    made: list[str] = []
    with workspace.change(
        "เพิ่มรายชื่อ {count} คน ใน{order}", count=len(placings), order=display_name(data, order)
    ) as change:
        cast = MemberResolver(change, data)
        positions = count(edits.last_position(data.changes_of_order(order_id)))
        for placing in placings:
            member = _place(change, data, cast, placing)
            made.append(member.id)
            change.insert(
                OrderChange(
                    id=new_id(),
                    order_id=order_id,
                    member_id=member.id,
                    kind=OrderChangeKind.ADDED,
                    replaces_id=placing.replaces,
                    position=next(positions),
                )
            )
            if placing.replaces is not None:
                _take(change, order_id, placing.replaces, next(positions))
    return made


def _place(change: Change, data: YearData, cast: MemberResolver, placing: Placement) -> Member:
    members = data.members_of(placing.body_id)
    old = next((member for member in members if member.id == placing.replaces), None)
    if placing.replaces is not None and old is None:
        raise edits.gone("แถวในรายชื่อ")
    blank = Member(
        id=new_id(),
        body_id=placing.body_id,
        kind=MemberKind.POST,
        role=old.role if old is not None else "",
        # Equal positions are sorted by id; the new member comes directly after.
        position=edits.last_position(members) if old is None else old.position,
    )
    return change.insert(replace(blank, **cast.values(blank, placing.fields)))


def take_out(workspace: Workspace, year: int, order_id: str, members: Sequence[str]) -> None:
    """Remove members (ids) from their bodies by a later order."""
    data = workspace.year(year)
    order = _changing(data, order_id)
    taken = {
        change.member_id for change in data.order_changes if change.kind is OrderChangeKind.REMOVED
    }
    new = [member for member in members if member not in taken and member in data.member_by_id]
    if not new:
        return
    with workspace.change(
        "เอารายชื่อ {count} คนออก ใน{order}", count=len(new), order=display_name(data, order)
    ) as change:
        positions = count(edits.last_position(data.changes_of_order(order_id)))
        for member_id in new:
            _take(change, order_id, member_id, next(positions))


def _take(change: Change, order_id: str, member_id: str, position: int) -> None:
    change.insert(
        OrderChange(
            id=new_id(),
            order_id=order_id,
            member_id=member_id,
            kind=OrderChangeKind.REMOVED,
            position=position,
        )
    )


def take_back(workspace: Workspace, year: int, changes: Iterable[str]) -> None:
    """Undo changes of later orders: added members are removed and replaced ones restored; removed
    members are restored."""
    data = workspace.year(year)
    chosen = edits.with_ids(data.order_changes, changes)
    if not chosen:
        return
    with workspace.change("ถอนการเปลี่ยนรายชื่อ {count} แถว", count=len(chosen)) as change:
        done: set[str] = set()
        for row in chosen:
            partner = _partner(data, row)
            for order_change in (row, partner):
                if order_change is not None and order_change.id not in done:
                    done.add(order_change.id)
                    change.delete(order_change)
        for row in data.order_changes:
            if row.id in done and row.kind is OrderChangeKind.ADDED:
                change.delete(data.member_by_id[row.member_id])


def _partner(data: YearData, row: OrderChange) -> OrderChange | None:
    """Return the other half of a replacement."""
    for change in data.changes_of_order(row.order_id):
        if row.kind is OrderChangeKind.ADDED and row.replaces_id is not None:
            if change.kind is OrderChangeKind.REMOVED and change.member_id == row.replaces_id:
                return change
        elif row.kind is OrderChangeKind.REMOVED and change.replaces_id == row.member_id:
            return change
    return None


def _order(data: YearData, order_id: str) -> AppointmentOrder:
    return edits.still(data.order_by_id.get(order_id), "คำสั่ง")


def _changing(data: YearData, order_id: str) -> AppointmentOrder:
    order = _order(data, order_id)
    if order.amends_id is None:
        raise InputError(
            "{order} แต่งตั้งทั้งคณะ จึงแก้รายชื่อที่หน้าคณะกรรมการโดยตรง",
            remedy="หลังลงนามแล้ว ใช้คำสั่งแก้ไขรายชื่อ",
            order=display_name(data, order),
        )
    return order


# -- duties


def usual_duties(data: YearData, body: Body) -> list[str]:
    """Return the default duties of such a body; empty for other bodies."""
    from ita_desktop.documents.reports.named_texts import words
    from ita_desktop.documents.wordings.templates import of_year

    name = _DUTIES.get(body.kind)
    if not name:
        return []
    named = dict(_NAMED_IN_DUTIES)
    for other in reversed(data.bodies):
        if other.kind in _NAMED_IN_DUTIES:
            named[other.kind] = other.name
    values = {field: named[kind] for kind, field in _NAMED_IN_DUTIES.items()}
    return fill(words(data, name), {**of_year(data), **values}).splitlines()


def following_duties(before: YearData, after: YearData) -> Iterator[tuple[Duty, str]]:
    """Yield the duties of a year that are still what the program filled in, with what it fills in
    for ``after``: the same year with another name of the office or of a body."""
    for body in before.bodies:
        if (changed := after.body_by_id[body.id]).kind is not body.kind:
            continue
        new = dict(zip(usual_duties(before, body), usual_duties(after, changed), strict=False))
        for duty in before.duties_of(body.id):
            if new.get(duty.text, duty.text) != duty.text:
                yield duty, new[duty.text]


def _insert_duties(change: Change, data: YearData, body: Body) -> None:
    for position, duty in enumerate(usual_duties(data, body)):
        change.insert(Duty(id=new_id(), body_id=body.id, text=duty, position=position))


def set_duties(workspace: Workspace, year: int, body_id: str, duties: Sequence[str]) -> None:
    """Set the duties of a body; unchanged ones keep their history."""
    data = workspace.year(year)
    body = edits.still(data.body_by_id.get(body_id), "คณะ")
    wanted = [words for words in (edits.text(duty) for duty in duties) if words]
    present = list(data.duties_of(body_id))
    with workspace.change("แก้หน้าที่ของ{body}", body=body.name) as change:
        by_text = {key(duty.text): duty for duty in present}
        kept = {key(words): by_text[key(words)] for words in wanted if key(words) in by_text}
        free = [duty for duty in present if duty is not kept.get(key(duty.text))]
        for position, duty in enumerate(wanted):
            row = kept.pop(key(duty), None) or (free.pop(0) if free else None)
            if row is None:
                change.insert(Duty(id=new_id(), body_id=body_id, text=duty, position=position))
            else:
                change.update(row, text=duty, position=position)
        for row in free:
            change.delete(row)


def edit_organisation(workspace: Workspace, **values: str) -> None:
    """Change fields of the office (``name``, ``short_name``, ``agency_code``, ``address``,
    ``website``). Texts of all years that the program filled in with the name, and nobody changed,
    follow it. Raises InputError for an empty name."""
    kept = {name: edits.line(value) for name, value in values.items()}
    with workspace.change("แก้ข้อมูลสำนักงาน") as change:
        write_organisation(change, workspace, kept)


def write_organisation(change: Change, workspace: Workspace, kept: Mapping[str, str]) -> None:
    """Change fields of the office as :func:`edit_organisation`, inside a unit of work."""
    organisation = workspace.organisation()
    if not kept.get("name", organisation.name if organisation else ""):
        raise InputError("ชื่อสำนักงานว่างไม่ได้", remedy="พิมพ์ชื่อ เช่น สำนักงานเขตตัวอย่าง")
    renamed = organisation is not None and kept.get("name", organisation.name) != organisation.name
    years = [workspace.year(record.year) for record in workspace.years()] if renamed else []
    if organisation is None:
        organisation = change.insert(Organisation(id=new_id(), name=kept["name"]))
    changed = change.update(organisation, **kept)
    for data in years:
        for record, column, text_ in _following(data, changed):
            change.update(record, **{column: text_})


def _following(before: YearData, office: Organisation) -> Iterator[tuple[Record, str, str]]:
    """Yield the records of a year whose text is still what the program filled in, with the column
    and the text that it fills in for the changed ``office``."""
    after = replace(before, organisation=office)
    for duty, text_ in following_duties(before, after):
        yield duty, "text", text_
    was, now = director(before.organisation), director(office)
    if was == now:
        return
    for letter in before.letters:
        if letter.addressee == was:
            yield letter, "addressee", now
    for row in before.endorsements:
        for first in ("", ASSISTANT):
            if row.signatory_post == f"{first}{was}":
                yield row, "signatory_post", f"{first}{now}"
