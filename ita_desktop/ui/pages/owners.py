"""Owners between the table's cells and the services: units, groups, people and posts."""

from collections.abc import Iterable, Sequence
from typing import Final

from ita_desktop.domain.records import Owner, OwnerRole, UnitKind
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.edits import OwnerRef
from ita_desktop.ui.table.values import Choice
from ita_desktop.ui.table.values import Owner as ShownOwner

_UNIT, _PERSON, _POST = "unit:", "person:", "post:"
USUAL_POSTS: Final = (
    "ผู้อำนวยการเขต",
    "ผู้ช่วยผู้อำนวยการเขต",
    "หัวหน้าฝ่ายทุกฝ่าย",
    "เจ้าหน้าที่ประจำจุดให้บริการ",
)
"""Posts that owners are named by though nobody entered them as people or units."""


def shown_owners(data: YearData, owners: Sequence[Owner]) -> tuple[ShownOwner, ...]:
    """Records of owners as an owners cell holds them."""
    return tuple(
        ShownOwner(_key(owner), data.owner_label(owner), lead=owner.role is OwnerRole.LEAD)
        for owner in owners
    )


def refs(owners: Iterable[ShownOwner]) -> tuple[OwnerRef, ...]:
    """What an owners cell holds, for a service."""
    return tuple(_ref(one) for one in owners)


def refs_of_cell(value: object) -> tuple[OwnerRef, ...]:
    """What an edited or pasted owners cell holds, for a service."""
    if not isinstance(value, tuple):
        return ()
    return refs(one for one in value if isinstance(one, ShownOwner))


def _key(owner: Owner) -> str:
    if owner.unit_id is not None:
        return f"{_UNIT}{owner.unit_id}"
    if owner.person_id is not None:
        return f"{_PERSON}{owner.person_id}"
    return f"{_POST}{owner.post}"


def _ref(one: ShownOwner) -> OwnerRef:
    role = OwnerRole.LEAD if one.lead else OwnerRole.SUPPORT
    if one.id.startswith(_UNIT):
        return OwnerRef(unit_id=one.id.removeprefix(_UNIT), role=role)
    if one.id.startswith(_PERSON):
        return OwnerRef(person_id=one.id.removeprefix(_PERSON), role=role)
    return OwnerRef(post=one.id.removeprefix(_POST), role=role)


def post_choice(text: str) -> Choice:
    """A post that nobody was named by yet, as an owner."""
    shown = ShownOwner(f"{_POST}{text}", text)
    return Choice(shown, tr("ใช้ “{text}” เป็นตำแหน่ง", text=text), tr("ตำแหน่ง"))


def owner_choices(data: YearData) -> tuple[Choice, ...]:
    """Everybody who can own something: groups, sections, schools, people, posts."""
    kinds = {
        UnitKind.GROUP: tr("กลุ่ม"),
        UnitKind.SECTION: tr("ฝ่าย"),
        UnitKind.SCHOOL: tr("โรงเรียน"),
        UnitKind.OFFICE: tr("สำนักงาน"),
    }
    choices = []
    for kind, note in kinds.items():
        for unit in data.units:
            if unit.kind is kind:
                shown = ShownOwner(f"{_UNIT}{unit.id}", unit.label, note=note)
                also = (unit.name, *filter(None, unit.aliases.split(";")))
                choices.append(Choice(shown, unit.label, note, also))
    for person in data.people:
        shown = ShownOwner(f"{_PERSON}{person.id}", person.full_name)
        note = data.unit_name(person.unit_id)
        choices.append(Choice(shown, person.full_name, note, (person.name,)))
    entered = {one.post for one in (*data.assignment_owners, *data.measure_owners) if one.post}
    posts = dict.fromkeys((*USUAL_POSTS, *sorted(entered)))
    choices += [Choice(ShownOwner(f"{_POST}{post}", post), post, tr("ตำแหน่ง")) for post in posts]
    return tuple(choices)
