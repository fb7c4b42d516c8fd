"""What a clerk types about a member of a body, turned into the member's fields.

A name finds the known person or adds one; a unit is added where it is said to be new. Both are
written in the same unit of work as the member itself.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.names import split_name
from ita_desktop.domain.posts import group_of
from ita_desktop.domain.records import GroupOf, Member, MemberKind, Person, Unit
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position, line
from ita_desktop.services.units import find_or_add
from ita_desktop.storage.gateway import Change

BY_POST = "โดยตำแหน่ง"
VACANT = "ว่าง"

_NAMESAKE = re.compile(r"^(.+?)\s*\((.+)\)$")


class Cast:
    """Knows the people and units of a year, those included that it adds itself."""

    def __init__(self, change: Change, data: YearData) -> None:
        self._change = change
        self._people: list[Person] = list(data.people)
        self._units: list[Unit] = list(data.units)
        self._office = data.organisation.name

    def values(self, member: Member, fields: Mapping[str, str]) -> dict[str, Any]:
        """The new values of a member's fields. ``fields`` are texts by the names of a roster's
        columns (``name``, ``post``, ``unit``, ``role``, ``note``); ``member`` is as it is now."""
        values: dict[str, Any] = {}
        for field, text in fields.items():
            if field == "unit":
                values["unit_id"] = self._unit(text)
            elif field != "name":
                values[field] = line(text)
        if "name" in fields:
            return self._named(line(fields["name"]), member, values)
        if "post" in values and member.kind is not MemberKind.PERSON:
            values["kind"] = kind_of_post(values["post"])
        if member.person_id is not None:
            self._learn(member.person_id, values)
        return values

    def _unit(self, text: str) -> str | None:
        if not line(text):
            return None
        unit, self._units = find_or_add(self._change, self._units, text, self._office)
        return unit.id

    def _named(self, name: str, member: Member, typed: dict[str, Any]) -> dict[str, Any]:
        post = typed.get("post", member.post)
        if key(name) == key(BY_POST):
            return typed | {"person_id": None, "kind": kind_of_post(post)}
        if not name or key(name) == key(VACANT):
            vacated = member.kind is MemberKind.PERSON or bool(name)
            kind = MemberKind.PERSON if vacated else kind_of_post(post)
            return typed | {"person_id": None, "kind": kind}
        person = self._known(name)
        found: dict[str, Any] = {"kind": MemberKind.PERSON}
        if person is None:
            person = self._add(name, post, typed.get("unit_id", member.unit_id))
        elif person.id != member.person_id:
            # Another person brings an own position and unit; a post that is filled stays.
            follows = member.kind is MemberKind.PERSON
            if person.job_title and (follows or not member.post):
                found["post"] = person.job_title
            if person.unit_id is not None and (follows or member.unit_id is None):
                found["unit_id"] = person.unit_id
        self._learn(person.id, typed)
        return found | typed | {"person_id": person.id}

    def _add(self, name: str, post: str, unit_id: str | None) -> Person:
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
        return person

    def _learn(self, person_id: str, values: Mapping[str, Any]) -> None:
        """Puts into the register what it does not know of a person yet."""
        at = next((i for i, one in enumerate(self._people) if one.id == person_id), None)
        if at is None:
            return
        person = self._people[at]
        says = {"job_title": values.get("post"), "unit_id": values.get("unit_id")}
        new = {
            field: value for field, value in says.items() if value and not getattr(person, field)
        }
        if new:
            self._people[at] = self._change.update(person, **new)

    def _known(self, name: str) -> Person | None:
        """The person of this name. Without a title only where one is called so; namesakes are
        told apart by their unit in brackets, as :func:`listed_names` writes it."""
        found = self._called(name)
        namesake = _NAMESAKE.match(name)
        if found is None and namesake is not None:
            units = {one.id for one in self._units if key(one.name) == key(namesake[2])}
            split = split_name(namesake[1])
            same = (one for one in self._people if key(one.full_name) == key(split.full))
            found = next((one for one in same if one.unit_id in units), None)
        return found

    def _called(self, name: str) -> Person | None:
        split = split_name(name)
        alike = [one for one in self._people if key(one.name) == key(split.name)]
        if not split.prefix:
            return alike[0] if len(alike) == 1 else None
        return next((one for one in alike if key(one.prefix) == key(split.prefix)), None)


def kind_of_post(post: str) -> MemberKind:
    """Whether a post names one holder or stands for many (หัวหน้าฝ่ายทุกฝ่าย)."""
    return MemberKind.POST if group_of(post) is GroupOf.NONE else MemberKind.GROUP


def listed_names(data: YearData) -> dict[str, str]:
    """The names of all people as lists offer them, by key; of namesakes with the unit in
    brackets."""
    counts = Counter(person.full_name for person in data.people)
    names = {}
    for person in data.people:
        unit = data.unit_name(person.unit_id)
        alone = counts[person.full_name] == 1 or not unit
        names[person.id] = person.full_name if alone else f"{person.full_name} ({unit})"
    return names
