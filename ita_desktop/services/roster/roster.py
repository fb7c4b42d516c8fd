"""The committee roster: bodies, their ordered members, and groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import Body, BodyKind, GroupOf, Member, MemberKind, Person, new_id
from ita_desktop.domain.roster.committee import changing_order, members_on
from ita_desktop.domain.roster.matching import group_of
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChangeKind
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.units import expand
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    fields_by_row,
    gone,
    last_position,
    line,
    names,
    number,
    required,
    still,
)
from ita_desktop.services.roster import people
from ita_desktop.services.roster.orders import following_duties
from ita_desktop.services.roster.people import MemberResolver
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

ROLES = {
    BodyKind.STEERING: (
        "ประธานกรรมการ",
        "รองประธานกรรมการ",
        "กรรมการ",
        "กรรมการและเลขานุการ",
        "กรรมการและผู้ช่วยเลขานุการ",
        "ผู้ช่วยเลขานุการ",
    ),
    BodyKind.WORKING_GROUP: (
        "ประธานคณะทำงาน",
        "รองประธานคณะทำงาน",
        "คณะทำงาน",
        "คณะทำงานและเลขานุการ",
        "คณะทำงานและผู้ช่วยเลขานุการ",
    ),
    BodyKind.OTHER: ("ประธาน", "รองประธาน", "กรรมการ", "เลขานุการ", "ผู้ช่วยเลขานุการ"),
}
"""The roles of members by kind of body, in the order of the appointment order."""

_FIELD_NAMES = {"name": "ชื่อ", "post": "ตำแหน่ง", "unit": "สังกัด", "role": "บทบาท", "note": "หมายเหตุ"}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as displayed. ``number`` is like ``2.14``, empty for a former member; ``name`` is
    empty for a post and for a vacant place."""

    id: str
    body: Body
    member: Member
    number: str
    name: str
    post: str
    unit: str
    role: str
    left_by: AppointmentOrder | None = None
    """The order that removed the member."""


def rows(
    data: YearData, day: date | None = None, *, left: bool = False
) -> list[tuple[Body, list[MemberRow]]]:
    """Return the roster in order, one list per body: on ``day`` according to the orders; without
    a day, all members that no order removes. With ``left``, former members precede their
    successors."""
    return [
        (body, list(_rows_of(data, body, f"{place}.", day, left=left)))
        for place, body in enumerate(data.bodies, 1)
    ]


def _rows_of(
    data: YearData, body: Body, before: str, day: date | None, *, left: bool
) -> Iterator[MemberRow]:
    standing = {member.id for member in members_on(data, body.id, day)}
    number = 0
    for member in in_order(data, body.id):
        if member.id in standing:
            number += 1
            yield _row(data, body, member, f"{before}{number}")
        elif left:
            order = changing_order(data, member, OrderChangeKind.REMOVED)
            if order is not None and (day is None or (order.begins or date.max) <= day):
                yield replace(_row(data, body, member, ""), left_by=order)


def in_order(data: YearData, body_id: str) -> list[Member]:
    """Return all members of a body in order, former ones before their successors."""
    standing = {member.id for member in members_on(data, body_id)}
    return sorted(
        data.members_of(body_id), key=lambda member: (member.position, member.id in standing)
    )


def _row(data: YearData, body: Body, member: Member, number: str) -> MemberRow:
    person = data.person_by_id.get(member.person_id or "")
    return MemberRow(
        id=member.id,
        body=body,
        member=member,
        number=number,
        name=person.full_name if person else "",
        post=member.post or (person.job_title if person else ""),
        unit=data.unit_name(member.unit_id or (person.unit_id if person else None)),
        role=member.role,
    )


# -- members


class Respelt(NamedTuple):
    """A place of the roster got a new person, whose name is nearly that of the one before, who is
    named elsewhere, too: it may be the same one (:func:`~.people.respell`)."""

    member: str
    before: Person
    now: Person


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> Respelt | None:
    """Write edits of members (``name``, ``post``, ``unit``, ``role``, ``note``; texts) in one unit
    of work. A name finds an existing person or adds one; an empty name leaves the post, or a vacant
    place.

    A single name that is typed over nearly the same one corrects the person's, if nothing else
    names that person; else both stay, and are returned.
    """
    data = workspace.year(year)
    over = _respelt(data, edits)
    free = over is not None and people.is_free(workspace, over.person, over.member.id)
    known = (row for _, some in rows(data, left=True) for row in some)
    shown = {row.id: row.name or row.post or row.number for row in known}
    which = names([shown.get(cell_edit.row, "") for cell_edit in edits], "{count} แถว")
    cells = {(cell_edit.row, cell_edit.field) for cell_edit in edits}
    label = "แก้{what} {which}" if len(cells) == 1 else "แก้รายชื่อ {which}"
    what = Phrase(_FIELD_NAMES[edits[0].field] if edits else "")
    with workspace.change(label, what=what, which=which) as change:
        cast = MemberResolver(change, data)
        is_new = over is not None and cast.is_unknown(over.name)
        if over is not None and free and is_new:
            cast.respell(over.person, over.name)
        done = _edit(change, data, edits, cast)
    if over is None or free or not is_new:
        return None
    now = workspace.year(year).person_by_id[done[over.member.id].person_id or ""]
    return Respelt(over.member.id, over.person, now)


class _TypedOver(NamedTuple):
    """A name that was typed over that of a person."""

    member: Member
    person: Person
    name: str


def _respelt(data: YearData, edits: Sequence[CellEdit]) -> _TypedOver | None:
    """Return the only name of an edit of one row, if nearly that name stood there."""
    typed = [one for one in edits if one.field == "name"]
    if len({one.row for one in edits}) != 1 or len(typed) != 1:
        return None
    member = data.member_by_id.get(typed[0].row)
    person = data.person_by_id.get(member.person_id or "") if member is not None else None
    if member is None or person is None:
        return None
    name = line(typed[0].value)
    return _TypedOver(member, person, name) if people.is_respelt(person.name, name) else None


def _edit(
    change: Change, data: YearData, edits: Sequence[CellEdit], cast: MemberResolver
) -> dict[str, Member]:
    """Write the edits; return the edited members."""
    members = data.member_by_id
    done = {}
    for row, fields in change.each(fields_by_row(edits).items()):
        if row not in members:
            raise gone("แถวในรายชื่อ")
        done[row] = change.update(members[row], **cast.values(members[row], fields))
    return done


def add(
    workspace: Workspace,
    year: int,
    body_id: str,
    new: Sequence[Mapping[str, str]],
    *,
    after: str | None = None,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add members (fields ``name``, ``post``, ``unit``, ``role``, ``note``) after member ``after``
    or at the end, and write ``edits`` of existing ones; return the new ids."""
    return add_many(workspace, year, [(body_id, new)], after=after, edits=edits)


def add_many(
    workspace: Workspace,
    year: int,
    new: Sequence[tuple[str, Sequence[Mapping[str, str]]]],
    *,
    after: str | None = None,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Like :func:`add` for several bodies, by id, in one unit of work."""
    data = workspace.year(year)
    count = sum(len(rows) for _, rows in new)
    label = "เพิ่มรายชื่อ {count} แถว" if not edits else "เพิ่มรายชื่อ {count} แถว แก้ {changed} แถว"
    changed = len({cell_edit.row for cell_edit in edits})
    made: list[Member] = []
    with workspace.change(label, count=count, changed=changed) as change:
        cast = MemberResolver(change, data)
        present = _edit(change, data, edits, cast)
        for body_id, rows_ in new:
            made += _insert(change, data, cast, present, body_id, rows_, after)
    return [member.id for member in made]


def _insert(
    change: Change,
    data: YearData,
    cast: MemberResolver,
    present: Mapping[str, Member],
    body_id: str,
    new: Sequence[Mapping[str, str]],
    after: str | None,
) -> list[Member]:
    if all(body.id != body_id for body in data.bodies):
        raise gone("คณะ")
    members = in_order(data, body_id)
    place = next((i for i, other in enumerate(members, 1) if other.id == after), len(members))
    made = []
    for offset, fields in enumerate(change.each(new)):
        blank = Member(id=new_id(), body_id=body_id, kind=MemberKind.POST, position=place + offset)
        made.append(change.insert(replace(blank, **cast.values(blank, fields))))
    # Renumber all: removed members leave gaps.
    for index, member in enumerate(members):
        position = index if index < place else index + len(made)
        change.update(present.get(member.id, member), position=position)
    return made


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove members from their body; the people stay in the register."""
    data = workspace.year(year)
    chosen = set(ids)
    found = [row for _, some in rows(data, left=True) for row in some if row.id in chosen]
    if not found:
        return
    which = names([row.name or row.post or row.number for row in found], "{count} แถว")
    with workspace.change("เอา {which} ออกจากรายชื่อ", which=which) as change:
        for row in found:
            change.delete(row.member)


def move(workspace: Workspace, year: int, ids: Sequence[str], step: int) -> None:
    """Move members up (``step`` -1) or down (1) within their body and renumber them."""
    data = workspace.year(year)
    chosen = set(ids)
    orders = []
    for body in data.bodies:
        order = list(members_on(data, body.id))
        places = [i for i, member in enumerate(order) if member.id in chosen]
        if not places or places[0] + step < 0 or places[-1] + step >= len(order):
            continue
        for place in places if step < 0 else reversed(places):
            order[place], order[place + step] = order[place + step], order[place]
        orders.append(_with_former(data, body.id, order))
    _write_orders(workspace, orders)


def place(workspace: Workspace, year: int, member_id: str, number: int) -> None:
    """Move a member to place ``number`` (from 1) of its body; a larger number is the end."""
    data = workspace.year(year)
    member = still(data.member_by_id.get(member_id), "แถวในรายชื่อ")
    order = [other for other in members_on(data, member.body_id) if other.id != member_id]
    order.insert(max(number, 1) - 1, member)
    _write_orders(workspace, [_with_former(data, member.body_id, order)])


def move_to(
    workspace: Workspace,
    year: int,
    ids: Iterable[str],
    body_id: str,
    beside: str | None = None,
    *,
    below: bool = True,
) -> int:
    """Move members, in their order, below or above member ``beside`` of a body, or from others to
    its end; return how many were moved. Raises InputError for members of another body that an
    order has added or removed since."""
    data = workspace.year(year)
    into, chosen = _body(data, body_id), set(ids)
    arriving = [
        member
        for body in data.bodies
        for member in in_order(data, body.id)
        if member.id in chosen and body.id != body_id
    ]
    by_order = {row.member_id for row in data.order_changes}
    by_order |= {row.replaces_id for row in data.order_changes if row.replaces_id is not None}
    if any(member.id in by_order for member in arriving):
        raise InputError(
            "บางแถวเปลี่ยนตามคำสั่งแก้ไขรายชื่อ จึงย้ายไปคณะอื่นไม่ได้",
            remedy="ถอนการเปลี่ยนตามคำสั่งนั้นก่อน หรือเลือกเฉพาะแถวอื่น",
        )
    own = []
    if beside is not None:
        own = [member for member in members_on(data, body_id) if member.id in chosen]
    order = _placed(data, body_id, [*arriving, *own], beside, below=below)
    if not arriving:
        return len(own) if _write_orders(workspace, [order]) else 0
    label = "ย้าย {count} แถวไป{body}"
    with workspace.change(label, count=len(arriving) + len(own), body=into.name) as change:
        here = [change.update(one, body_id=body_id) if one in arriving else one for one in order]
        number(change, here)
    return len(arriving) + len(own)


def _placed(
    data: YearData, body_id: str, moved: Sequence[Member], beside: str | None, *, below: bool
) -> list[Member]:
    """Return a body's members with ``moved`` below or above one of them, or at the end."""
    standing = members_on(data, body_id)
    order = [member for member in standing if member not in moved]
    if beside is None:
        return _with_former(data, body_id, [*order, *moved])
    whole = in_order(data, body_id)
    target = still(data.member_by_id.get(beside), "แถวในรายชื่อ")
    if target.body_id != body_id:
        raise gone("แถวในรายชื่อ")
    # A member who has left stands directly before the next one who has not.
    end = whole.index(target) + (below and target in standing)
    before = set(map(id, whole[:end]))
    at = sum(id(member) in before for member in order)
    return _with_former(data, body_id, [*order[:at], *moved, *order[at:]])


def _with_former(data: YearData, body_id: str, order: Sequence[Member]) -> list[Member]:
    """Return the reordered members, each after its predecessors who have left."""
    ids = {member.id for member in order}
    before: dict[str, list[Member]] = {}
    left: list[Member] = []
    for member in in_order(data, body_id):
        if member.id in ids:
            before[member.id], left = left, []
        else:
            left.append(member)
    return [each for member in order for each in (*before.get(member.id, ()), member)] + left


def _write_orders(workspace: Workspace, orders: Sequence[Sequence[Member]]) -> bool:
    """Number members in these orders where they are not yet; return whether any was."""
    changed = [order for order in orders if not _is_rising(order)]
    if changed:
        with workspace.change("เลื่อนลำดับในรายชื่อ") as change:
            for order in changed:
                number(change, order)
    return bool(changed)


def _is_rising(order: Sequence[Member]) -> bool:
    return all(member.position < other.position for member, other in pairwise(order))


# -- groups


_HEADS = {GroupOf.SECTION_HEADS: "หัวหน้า", GroupOf.SCHOOL_DIRECTORS: "ผู้อำนวยการ"}
"""Beginning of the posts in a group, before the unit's name."""


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One member of a group: the post, and the unit, if any."""

    post: str
    unit: str


def stands_for(data: YearData, member: Member) -> tuple[GroupMember, ...]:
    """Return the members of a group in the order of the units; empty for other members."""
    if member.kind is not MemberKind.GROUP:
        return ()
    group = group_of(member.post)
    if group is GroupOf.EXECUTIVES:
        office = next((unit.name for unit in expand(data, group)), "")
        return tuple(GroupMember(post, office) for post in ("ผู้อำนวยการเขต", "ผู้ช่วยผู้อำนวยการเขต"))
    lead = _HEADS.get(group, "ผู้แทน")
    return tuple(GroupMember(f"{lead}{unit.name}", unit.name) for unit in expand(data, group))


def split_group(workspace: Workspace, year: int, member_id: str) -> list[str]:
    """Replace a group by one row for each of its members; return their ids.

    Raises InputError if the member is not a group, or the group is empty.
    """
    data = workspace.year(year)
    member = still(data.member_by_id.get(member_id), "แถวในรายชื่อ")
    those = stands_for(data, member)
    if not those:
        raise InputError(
            "“{post}” ไม่ได้แทนหลายหน่วย จึงแยกไม่ได้", remedy="แก้ตำแหน่งก่อน", post=member.post
        )
    order = in_order(data, member.body_id)
    at = order.index(member)
    with workspace.change(
        "แยก{post} เป็น {count} แถว", post=member.post, count=len(those)
    ) as change:
        units = {unit.name: unit.id for unit in data.units}
        made = [
            change.insert(
                Member(
                    id=new_id(),
                    body_id=member.body_id,
                    kind=MemberKind.POST,
                    post=stand_in.post,
                    unit_id=units.get(stand_in.unit),
                    role=member.role,
                    position=at + offset,
                )
            )
            for offset, stand_in in enumerate(those)
        ]
        change.delete(member)
        for index, other in enumerate(order):
            if other is not member:
                position = index if index < at else index + len(made) - 1
                change.update(other, position=position)
    return [member.id for member in made]


# -- bodies


def add_body(workspace: Workspace, year: int, name: str) -> str:
    """Add a body; return its id. Raises InputError for an empty name."""
    data = workspace.year(year)
    plain = _body_name(name)
    body = Body(
        id=new_id(),
        year_id=data.fiscal_year.id,
        name=plain,
        kind=body_kind(plain),
        position=last_position(data.bodies),
    )
    with workspace.change("เพิ่ม{name}", name=body.name) as change:
        change.insert(body)
    return body.id


def rename_body(workspace: Workspace, year: int, body_id: str, name: str) -> None:
    """Rename a body, which may change its kind. Duties that the program filled in with its name
    follow it unless they were changed. Raises InputError for an empty name."""
    data = workspace.year(year)
    body = _body(data, body_id)
    plain = _body_name(name)
    with workspace.change("เปลี่ยนชื่อ{old}", old=body.name) as change:
        renamed = change.update(body, name=plain, kind=body_kind(plain))
        bodies = tuple(renamed if one.id == body.id else one for one in data.bodies)
        for duty, words in following_duties(data, replace(data, bodies=bodies)):
            change.update(duty, text=words)


def remove_body(workspace: Workspace, year: int, body_id: str) -> None:
    """Remove a body and its members from the year; the people stay in the register."""
    body = _body(workspace.year(year), body_id)
    with workspace.change("เอา{name}ออก", name=body.name) as change:
        change.delete(body)


def move_body(workspace: Workspace, year: int, body_id: str, step: int) -> None:
    """Move a body up (``step`` -1) or down (1) and renumber all members."""
    data = workspace.year(year)
    order = list(data.bodies)
    at = order.index(_body(data, body_id))
    if not 0 <= at + step < len(order):
        return
    order[at], order[at + step] = order[at + step], order[at]
    with workspace.change("เลื่อน{name}", name=order[at + step].name) as change:
        number(change, order)


def _body(data: YearData, body_id: str) -> Body:
    return still(data.body_by_id.get(body_id), "คณะ")


def _body_name(name: str) -> str:
    return required(line(name), "ยังไม่ได้ตั้งชื่อคณะ", "พิมพ์ชื่อ เช่น คณะทำงานย่อย")


def body_kind(name: str) -> BodyKind:
    """Return the kind of body that a name implies: คณะกรรมการอำนวยการ, คณะทำงาน, or other."""
    plain = key(name)
    if "อำนวยการ" in plain:
        return BodyKind.STEERING
    return BodyKind.WORKING_GROUP if "คณะทำงาน" in plain else BodyKind.OTHER


def body_of_role(data: YearData, role: str) -> Body | None:
    """Return the year's body with members of that ``role``; None if ambiguous."""
    fitting = [
        body for body in data.bodies if key(role) in {key(text) for text in ROLES[body.kind]}
    ]
    return fitting[0] if len(fitting) == 1 else None
