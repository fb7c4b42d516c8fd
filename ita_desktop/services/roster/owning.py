"""Writes owners of assignments and measures, and recipients of letters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from ita_desktop.domain.measure_cells import owners_fields, text_of
from ita_desktop.domain.records import Owner, Person, new_id
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import OwnerRef, last_position, line, refs_of
from ita_desktop.services.roster.people import Register, name_values
from ita_desktop.services.roster.units import new_unit
from ita_desktop.storage.gateway import Change

OwnerT = TypeVar("OwnerT", bound=Owner)
_UNITS, _PEOPLE = "unit", "person"
MakeOwner = Callable[[OwnerRef, int], Owner]
"""Makes the row of one owner at a position."""


def write_owners(
    change: Change,
    data: YearData,
    present: Sequence[Owner],
    refs: Sequence[OwnerRef],
    make: MakeOwner,
) -> dict[str, Any]:
    """Replace the ``present`` owners by ``refs``; writes nothing if they are equal. ``data`` is the
    year before the ``change``, in which new units and people are created. Return the fields of the
    record that keep them as typed."""
    wanted = tuple(dict.fromkeys(resolved(change, data, ref) for ref in refs))
    typed = owners_fields(wanted, text_of(refs))
    if refs_of(present) == wanted:
        return typed
    for owner in present:
        change.delete(owner)
    for position, ref in enumerate(wanted):
        change.insert(make(ref, position))
    return typed


def resolved(change: Change, data: YearData, ref: OwnerRef) -> OwnerRef:
    """Return an owner with new units or people created, once per change."""
    if ref.new_person:
        return OwnerRef(person_id=_person(change, data, ref.new_person), role=ref.role)
    if not ref.new_unit:
        return ref
    made = {str(new["name"]): key for key, new in _made(change, _UNITS)}
    key = made.get(ref.new_unit)
    if key is None:
        unit = new_unit(ref.new_unit, data.units)
        known = next((other for other in data.units if other.name == unit.name), None)
        unit = known or change.insert(replace(unit, position=unit.position + len(made)))
        key = unit.id
    return OwnerRef(unit_id=key, role=ref.role)


def _person(change: Change, data: YearData, name: str) -> str:
    """Return the id of the person with a name, added if unknown."""
    fields = name_values(line(name))
    made = {new["prefix"] + new["name"]: key for key, new in _made(change, _PEOPLE)}
    full = fields["prefix"] + fields["name"]
    if full in made:
        return made[full]
    known = Register(change, data).find(name)
    if known is not None:
        return known.id
    position = last_position(data.people) + len(made)
    person = Person(id=new_id(), **fields, position=position)
    return change.insert(person).id


def _made(change: Change, table: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rows that a change has added to a table, by key."""
    for row in change.rows:
        if row.table == table and row.old is None and row.new is not None:
            yield row.key, row.new


def owner_of(kind: Callable[..., OwnerT], **thing: str) -> Callable[[OwnerRef, int], OwnerT]:
    """Return a function that makes owner rows of class ``kind``, not yet stored; ``thing`` is their
    foreign key (``assignment_id``)."""

    def made(ref: OwnerRef, position: int) -> OwnerT:
        return kind(
            id=new_id(),
            unit_id=ref.unit_id,
            person_id=ref.person_id,
            post=ref.post,
            role=ref.role,
            position=position,
            **thing,
        )

    return made
