"""The units that have to do a measure or an OIT item, each by itself.

They are the units of the day: a group (ทุกฝ่าย) is what it contains now. Supporting owners help and
are not counted, unless nobody leads. A person or a post is no unit.
"""

from collections.abc import Iterable, Iterator, Sequence

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
    leads = [owner for owner in owners if owner.role is OwnerRole.LEAD] or owners
    found = set(_ids(data, leads))
    if len(found) < 2:
        return tuple(data.unit_by_id[key] for key in found)
    return tuple(unit for unit in data.units if unit.id in found)


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
