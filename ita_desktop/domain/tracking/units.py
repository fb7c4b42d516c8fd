"""The units that have to do a measure or an OIT item, each by itself.

They are the units of the day: a group (ทุกฝ่าย, โรงเรียนในสังกัด) is what it contains now. Supporting
owners help and are not counted, unless nobody leads. A person or a post is no unit.

Items and measures by responsible unit, for letters, tables and worksheets that are made for each
unit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from ita_desktop.domain.letters import Letter
from ita_desktop.domain.records import GroupOf, Measure, Owner, OwnerRole, Unit, UnitKind
from ita_desktop.domain.text import sort_key
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


KINDS: Final = {
    GroupOf.SECTIONS: UnitKind.SECTION,
    GroupOf.SECTION_HEADS: UnitKind.SECTION,
    GroupOf.SCHOOLS: UnitKind.SCHOOL,
    GroupOf.SCHOOL_DIRECTORS: UnitKind.SCHOOL,
    GroupOf.EXECUTIVES: UnitKind.OFFICE,
}
"""The kind of the units in each group."""


def expand(data: YearData, group: GroupOf) -> tuple[Unit, ...]:
    """Return the units of a group: all sections, all schools, or the office."""
    return members(data.units, group)


def members(units: Iterable[Unit], group: GroupOf) -> tuple[Unit, ...]:
    """Return those of the ``units`` that a group stands for."""
    wanted = KINDS.get(group)
    return tuple(unit for unit in units if unit.kind is wanted)


@dataclass(frozen=True, slots=True)
class UnitShare:
    """One recipient unit of a letter that is made for each unit, and its item codes."""

    unit: Unit
    codes: tuple[str, ...]


def shares_of_all(data: YearData) -> list[UnitShare]:
    """Return all units that own an item, in order, with their item codes. A group as owner means
    each of its units; a person or post means the unit that they belong to."""
    codes: dict[str, set[str]] = {}
    for assignment in data.assignments:
        for owner in data.owners_of_item(assignment.item_code):
            for unit in unit_of_owner(data, owner):
                codes.setdefault(unit.id, set()).add(assignment.item_code)
    return [
        UnitShare(unit, tuple(sorted(codes[unit.id], key=sort_key)))
        for unit in data.units
        if unit.id in codes
    ]


def shares_of_others(data: YearData, sender_id: str | None) -> list[UnitShare]:
    """Return the shares of all units except the sender and the office itself: the director is not
    written to by his own office."""
    return [share for share in shares_of_all(data) if is_asked(share.unit, sender_id)]


def is_asked(unit: Unit, sender_id: str | None) -> bool:
    """Return whether a unit is written to: not the sender, nor the office itself."""
    return unit.id != sender_id and unit.kind is not UnitKind.OFFICE


def not_asked(data: YearData, letter: Letter) -> list[Unit]:
    """Return the recipients of a letter for each unit that get none: the sender and the office
    itself."""
    named = _recipients(data, letter)
    return [unit for unit in named if not is_asked(unit, letter.sender_id)]


def shares(data: YearData, letter: Letter) -> list[UnitShare]:
    """Return the share of each recipient unit of a letter that is made for each unit."""
    all_shares = {share.unit.id: share for share in shares_of_all(data)}
    return [
        all_shares.get(unit.id, UnitShare(unit, ()))
        for unit in addressed(data, letter)
        if is_asked(unit, letter.sender_id)
    ]


def addressed(data: YearData, letter: Letter) -> list[Unit]:
    """Return the units that a letter is addressed to, those of groups one by one; of some of them
    nothing is asked (:func:`is_asked`)."""
    units = (each for unit in _recipients(data, letter) for each in units_in(data, unit))
    return list({unit.id: unit for unit in units}.values())


def _recipients(data: YearData, letter: Letter) -> Iterator[Unit]:
    for recipient in data.recipients_of(letter.id):
        unit = data.unit_by_id.get(recipient.unit_id or "")
        if unit is not None:
            yield unit


def codes_of(data: YearData, unit: Unit) -> tuple[str, ...]:
    """Return the codes of the items that a unit owns, directly or through a group; for a group, of
    the items owned by the group itself."""
    if unit.kind is not UnitKind.GROUP:
        return next((share.codes for share in shares_of_all(data) if share.unit.id == unit.id), ())
    owned = {
        assignment.item_code
        for assignment in data.assignments
        if any(owner.unit_id == unit.id for owner in data.owners_of_item(assignment.item_code))
    }
    return tuple(sorted(owned, key=sort_key))


def measures_of(data: YearData, unit: Unit) -> tuple[Measure, ...]:
    """Return the measures that a unit owns, directly or through a group; for a group, those owned
    by the group itself."""

    def owns(owner: Owner) -> bool:
        return owner.unit_id == unit.id or (
            unit.kind is not UnitKind.GROUP and unit in unit_of_owner(data, owner)
        )

    return tuple(
        measure
        for measure in data.measures
        if any(owns(owner) for owner in data.owners_of_measure(measure.id))
    )
