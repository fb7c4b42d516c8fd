"""Items and measures by responsible unit, for letters, tables and worksheets that are made for each
unit."""

from collections.abc import Iterator
from dataclasses import dataclass

from ita_desktop.domain.letters.letters import Letter
from ita_desktop.domain.records import Measure, Owner, Unit, UnitKind
from ita_desktop.domain.text import sort_key
from ita_desktop.domain.tracking.units import unit_of_owner, units_in
from ita_desktop.domain.year import YearData


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
