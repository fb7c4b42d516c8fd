"""Converts what a clerk types about a member into the member's fields.

A name finds an existing person or adds one; a unit is added if confirmed as new. Both are written
in the same unit of work as the member.
"""

from collections.abc import Mapping
from typing import Any

from ita_desktop.domain.records import GroupOf, Member, MemberKind, Person
from ita_desktop.domain.roster.posts import group_of
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import line
from ita_desktop.services.roster.people import Register, name_values
from ita_desktop.storage.gateway import Change

BY_POST = "โดยตำแหน่ง"
VACANT = "ว่าง"


class MemberResolver:
    """The people and units of a year, including those that it adds."""

    def __init__(self, change: Change, data: YearData) -> None:
        self._register = Register(change, data)

    def is_unknown(self, name: str) -> bool:
        """Return whether a text is the name of a person whom the register does not have."""
        words = (key(BY_POST), key(VACANT), "")
        return key(name) not in words and self._register.find(name) is None

    def respell(self, person: Person, name: str) -> None:
        """Correct a person's name; the title stays unless one is typed."""
        values = name_values(name)
        self._register.update(person.id, values | {"prefix": values["prefix"] or person.prefix})

    def values(self, member: Member, fields: Mapping[str, str]) -> dict[str, Any]:
        """Return the new values of a member's fields. ``fields`` are texts by roster column
        (``name``, ``post``, ``unit``, ``role``, ``note``); ``member`` is the present record."""
        values: dict[str, Any] = {}
        for field, text in fields.items():
            if field == "unit":
                values["unit_id"] = self._register.unit(text)
            elif field != "name":
                values[field] = line(text)
        if "name" in fields:
            return self._named(line(fields["name"]), member, values)
        if "post" in values and member.kind is not MemberKind.PERSON:
            values["kind"] = kind_of_post(values["post"])
        if member.person_id is not None:
            self._learn(member.person_id, values)
        return values

    def _named(self, name: str, member: Member, typed: dict[str, Any]) -> dict[str, Any]:
        post = typed.get("post", member.post)
        if key(name) == key(BY_POST):
            return typed | {"person_id": None, "kind": kind_of_post(post)}
        if not name or key(name) == key(VACANT):
            vacated = member.kind is MemberKind.PERSON or bool(name)
            kind = MemberKind.PERSON if vacated else kind_of_post(post)
            return typed | {"person_id": None, "kind": kind}
        person = self._register.find(name)
        found: dict[str, Any] = {"kind": MemberKind.PERSON}
        if person is None:
            unit_id = typed.get("unit_id", member.unit_id)
            person = self._register.add(name, job_title=post, unit_id=unit_id)
        elif person.id != member.person_id:
            # A different person brings position and unit; a filled post keeps its own.
            follows = member.kind is MemberKind.PERSON
            if person.job_title and (follows or not member.post):
                found["post"] = person.job_title
            if person.unit_id is not None and (follows or member.unit_id is None):
                found["unit_id"] = person.unit_id
        self._learn(person.id, typed)
        return found | typed | {"person_id": person.id}

    def _learn(self, person_id: str, values: Mapping[str, Any]) -> None:
        says = {"job_title": values.get("post"), "unit_id": values.get("unit_id")}
        self._register.learn(person_id, says)


def kind_of_post(post: str) -> MemberKind:
    """Return whether a post has one holder or stands for a group (หัวหน้าฝ่ายทุกฝ่าย)."""
    return MemberKind.POST if group_of(post) is GroupOf.NONE else MemberKind.GROUP
