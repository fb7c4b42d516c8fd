"""The committee roster: bodies, their ordered members, and the people they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.names import split_name
from ita_desktop.domain.posts import group_of
from ita_desktop.domain.records import Body, BodyKind, GroupOf, Member, MemberKind, Person, Unit
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, gone, last_position, line, names
from ita_desktop.services.units import find_or_add
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
"""The roles that a member of a body can have, in the order of the appointment order."""

BY_POST = "โดยตำแหน่ง"

_FIELD_NAMES = {"name": "ชื่อ", "post": "ตำแหน่ง", "unit": "สังกัด", "role": "บทบาท", "note": "หมายเหตุ"}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as tables show it. ``number`` is like ``2.14``; ``name`` is empty for a post."""

    id: str
    body: Body
    member: Member
    number: str
    name: str
    post: str
    unit: str
    role: str


def rows(data: YearData) -> list[tuple[Body, list[MemberRow]]]:
    """The roster in order, one list a body."""
    return [
        (
            body,
            [
                _row(data, body, member, f"{place}.{number}")
                for number, member in enumerate(data.members_of(body.id), 1)
            ],
        )
        for place, body in enumerate(data.bodies, 1)
    ]


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


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Writes edits of members (``name``, ``post``, ``unit``, ``role``, ``note``; texts) in one
    unit of work. A name finds the known person or adds one; an empty one leaves the post."""
    data = workspace.year(year)
    shown = {row.id: row.name or row.post for _, members in rows(data) for row in members}
    what = names([_FIELD_NAMES[one.field] for one in edits], "ช่อง")
    which = names([shown.get(one.row, "") for one in edits], "แถว")
    with workspace.change("แก้{what} {which}", what=what, which=which or "ในรายชื่อ") as change:
        _edit(change, data, edits, Cast(change, data))


def _edit(
    change: Change, data: YearData, edits: Sequence[CellEdit], cast: "Cast"
) -> dict[str, Member]:
    """Writes the edits; returns the edited members as they are now."""
    members = {one.id: one for one in data.members}
    for one in edits:
        if one.row not in members:
            raise gone("แถวในรายชื่อ")
        member = members[one.row]
        values = cast.values(member, {one.field: one.value})
        members[one.row] = change.update(member, **values)
    return members


def add(
    workspace: Workspace,
    year: int,
    body_id: str,
    new: Sequence[Mapping[str, str]],
    *,
    after: str | None = None,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Adds members (fields ``name``, ``post``, ``unit``, ``role``) behind member ``after`` or at
    the end, together with ``edits`` of present ones; returns the new ids."""
    data = workspace.year(year)
    members = list(data.members_of(body_id))
    place = next((i for i, one in enumerate(members, 1) if one.id == after), len(members))
    with workspace.change("เพิ่มรายชื่อ {count} แถว", count=len(new)) as change:
        cast = Cast(change, data)
        present = _edit(change, data, edits, cast)
        made: list[Member] = []
        for offset, fields in enumerate(new):
            blank = Member(
                id=new_id(), body_id=body_id, kind=MemberKind.POST, position=place + offset
            )
            made.append(change.insert(replace(blank, **cast.values(blank, fields))))
        # All of them: a member that was taken out has left a gap before.
        for index, member in enumerate(members):
            position = index if index < place else index + len(made)
            change.update(present.get(member.id, member), position=position)
    return [one.id for one in made]


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Takes members out of their body; the people stay in the workspace."""
    chosen = set(ids)
    members = [one for one in workspace.year(year).members if one.id in chosen]
    if members:
        with workspace.change("เอารายชื่อออก {count} แถว", count=len(members)) as change:
            for member in members:
                change.delete(member)


def move(workspace: Workspace, year: int, ids: Sequence[str], step: int) -> None:
    """Moves members up (``step`` -1) or down (1) within their body; numbers follow."""
    data = workspace.year(year)
    chosen = set(ids)
    for body in data.bodies:
        before = list(data.members_of(body.id))
        order = before[:]
        places = [i for i, one in enumerate(order) if one.id in chosen]
        if not places or places[0] + step < 0 or places[-1] + step >= len(order):
            continue
        for place in places if step < 0 else reversed(places):
            order[place], order[place + step] = order[place + step], order[place]
        with workspace.change("เลื่อนลำดับในรายชื่อ") as change:
            for position, member in enumerate(order):
                change.update(member, position=position)


def add_body(workspace: Workspace, year: int, name: str) -> str:
    """Adds a body; returns its id. Raises InputError for an empty name."""
    data = workspace.year(year)
    plain = line(name)
    if not plain:
        raise InputError("ยังไม่ได้ตั้งชื่อคณะ", remedy="พิมพ์ชื่อ เช่น คณะทำงานย่อย")
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


def body_kind(name: str) -> BodyKind:
    """What kind of body a name tells: คณะกรรมการอำนวยการ, คณะทำงาน, or another."""
    plain = key(name)
    if "อำนวยการ" in plain:
        return BodyKind.STEERING
    return BodyKind.WORKING_GROUP if "คณะทำงาน" in plain else BodyKind.OTHER


class Cast:
    """Turns what a clerk types about a member into a member's fields, adding people and units
    that are not known yet within the same unit of work."""

    def __init__(self, change: Change, data: YearData) -> None:
        self._change = change
        self._people: list[Person] = list(data.people)
        self._units: list[Unit] = list(data.units)

    def values(self, member: Member, fields: Mapping[str, str]) -> dict[str, Any]:
        """The member's new field values; ``member`` is its present state."""
        values: dict[str, Any] = {}
        for name, text in fields.items():
            if name == "unit":
                values["unit_id"] = self._unit(text)
            elif name != "name":
                values[name] = line(text)
        if "name" in fields:
            post = values.get("post", member.post)
            unit_id = values.get("unit_id", member.unit_id)
            values |= self._named(line(fields["name"]), post, unit_id)
        elif "post" in values and member.person_id is None:
            values["kind"] = kind_of_post(values["post"])
        return values

    def _unit(self, text: str) -> str | None:
        name = line(text)
        if not name:
            return None
        unit, self._units = find_or_add(self._change, self._units, name)
        return unit.id

    def _named(self, name: str, post: str, unit_id: str | None) -> dict[str, Any]:
        if not name or name == BY_POST:
            return {"person_id": None, "kind": kind_of_post(post)}
        person = self._known(name)
        if person is None:
            split = split_name(name)
            person = self._change.insert(
                Person(
                    id=new_id(),
                    prefix=split.prefix,
                    name=split.name,
                    job_title=post,
                    unit_id=unit_id,
                    position=last_position(self._people),
                )
            )
            self._people.append(person)
        found: dict[str, Any] = {"person_id": person.id, "kind": MemberKind.PERSON}
        if not post and person.job_title:
            found["post"] = person.job_title
        if unit_id is None and person.unit_id is not None:
            found["unit_id"] = person.unit_id
        return found

    def _known(self, name: str) -> Person | None:
        """The person of this name; without a title where only one is called so."""
        split = split_name(name)
        alike = [one for one in self._people if key(one.name) == key(split.name)]
        if not split.prefix:
            return alike[0] if len(alike) == 1 else None
        return next((one for one in alike if key(one.prefix) == key(split.prefix)), None)


def kind_of_post(post: str) -> MemberKind:
    """Whether a post names one holder or stands for many (หัวหน้าฝ่ายทุกฝ่าย)."""
    return MemberKind.POST if group_of(post) is GroupOf.NONE else MemberKind.GROUP
