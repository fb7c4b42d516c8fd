"""The units that have to do a measure or an OIT item, each by itself.

They are the units of the day: a group (ทุกฝ่าย) is what it contains now. Supporting owners help and
are not counted, unless nobody leads. A person or a post is no unit.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from ita_desktop.domain.records import Owner, OwnerRole, Unit, UnitKind
from ita_desktop.domain.roster.groups import expand
from ita_desktop.domain.year import YearData


def units_of_measure(data: YearData, measure_id: str) -> tuple[Unit, ...]:
    """Return the units that have to do a measure, in the order of the register."""
    return units_of(data, data.owners_of_measure(measure_id))


def units_of_item(data: YearData, code: str) -> tuple[Unit, ...]:
    """Return the units that have to deliver an OIT item, in the order of the register."""
    return units_of(data, data.owners_of_item(code))


def units_of(data: YearData, owners: Sequence[Owner]) -> tuple[Unit, ...]:
    """Return the units of owners, those of groups one by one, in the order of the register."""
    found = set(_ids(data, _leading(owners)))
    if len(found) < 2:
        return tuple(data.unit_by_id[key] for key in found)
    return tuple(unit for unit in data.units if unit.id in found)


def _leading(owners: Sequence[Owner]) -> Sequence[Owner]:
    """Return the owners that lead; all of them if nobody does."""
    return [owner for owner in owners if owner.role is OwnerRole.LEAD] or owners


class Responsible(Protocol):
    """Who is responsible for something: a unit or group, a person, or a post in words."""

    @property
    def unit_id(self) -> str | None: ...
    @property
    def person_id(self) -> str | None: ...
    @property
    def post(self) -> str: ...


def doers(data: YearData, owners: Sequence[Owner]) -> tuple[Unit, ...]:
    """Return the units that have to do something together, in the order of the register: those of
    its owners, else those that its persons and posts belong to."""
    return units_of(data, owners) or units_behind(data, _leading(owners))


def units_behind(data: YearData, owners: Iterable[Responsible]) -> tuple[Unit, ...]:
    """Return the units of owners, those of groups one by one, and those that persons and posts
    belong to, in the order of the register."""
    found = {unit.id for owner in owners for unit in unit_of_owner(data, owner)}
    return tuple(unit for unit in data.units if unit.id in found) if found else ()


def unit_of_owner(data: YearData, owner: Responsible) -> tuple[Unit, ...]:
    """Return the units of an owner: the unit, those of a group, or that of a person or post."""
    person = data.person_by_id.get(owner.person_id or "")
    unit_id = person.unit_id if person is not None else owner.unit_id
    unit = data.unit_by_id.get(unit_id or data.post_keys.unit_of(owner.post))
    return units_in(data, unit) if unit is not None else ()


def units_in(data: YearData, unit: Unit) -> tuple[Unit, ...]:
    """Return the units of a group, or the unit."""
    return expand(data, unit.group_of) if unit.kind is UnitKind.GROUP else (unit,)


def is_among(data: YearData, unit_id: str, owners: Iterable[Owner]) -> bool:
    """Return whether a unit, a group that it is in, or a person of it is one of the owners."""
    for owner in owners:
        person = data.person_by_id.get(owner.person_id or "")
        unit = data.unit_by_id.get(owner.unit_id or "")
        if person is not None and person.unit_id == unit_id:
            return True
        if unit is not None and unit_id in (unit.id, *(one.id for one in units_in(data, unit))):
            return True
    return False


def is_helping(owner: Owner, owners: Sequence[Owner]) -> bool:
    """Return whether one of the owners only supports those that lead; if nobody leads, all do."""
    leads = any(peer.role is OwnerRole.LEAD for peer in owners)
    return leads and owner.role is not OwnerRole.LEAD


def _ids(data: YearData, owners: Iterable[Owner]) -> Iterator[str]:
    for owner in owners:
        unit = data.unit_by_id.get(owner.unit_id or "")
        if unit is None or owner.person_id is not None:
            continue
        if unit.kind is UnitKind.GROUP:
            yield from (member.id for member in expand(data, unit.group_of))
        else:
            yield unit.id


def of_several(units: Sequence[Unit]) -> bool:
    """Return whether the units do something each by itself; one alone does it as a whole."""
    return len(units) > 1


def names_of(units: Iterable[Unit]) -> str:
    """Return the units' names as printed in owner cells, one after another."""
    return ", ".join(unit.label for unit in units)
