"""Writing who owns a thing: the owners of an assignment and of a measure, and the recipients of a
letter, are kept alike."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Owner, Unit
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.services.units import new_unit
from ita_desktop.storage.gateway import Change

OwnerT = TypeVar("OwnerT", bound=Owner)
_UNITS = "unit"
MakeOwner = Callable[[OwnerRef, int], Owner]
"""Makes the row of one owner at a position."""


def write_owners(
    change: Change,
    units: Sequence[Unit],
    present: Sequence[Owner],
    refs: Sequence[OwnerRef],
    make: MakeOwner,
) -> None:
    """Puts ``refs`` in the place of the ``present`` owners; writes nothing where they are those.
    ``units`` are those before the ``change``: new ones that owners bring are made in it."""
    wanted = tuple(dict.fromkeys(with_unit(change, units, ref) for ref in refs))
    if refs_of(present) == wanted:
        return
    for owner in present:
        change.delete(owner)
    for position, ref in enumerate(wanted):
        change.insert(make(ref, position))


def with_unit(change: Change, units: Sequence[Unit], ref: OwnerRef) -> OwnerRef:
    """An owner with the unit that it brings; one is made once in a change."""
    if not ref.new_unit:
        return ref
    made = {
        str(row.new["name"]): row.key
        for row in change.rows
        if row.table == _UNITS and row.old is None and row.new is not None
    }
    key = made.get(ref.new_unit)
    if key is None:
        unit = new_unit(ref.new_unit, units)
        known = next((one for one in units if one.name == unit.name), None)
        unit = known or change.insert(replace(unit, position=unit.position + len(made)))
        key = unit.id
    return OwnerRef(unit_id=key, role=ref.role)


def owner_of(kind: Callable[..., OwnerT], **thing: str) -> Callable[[OwnerRef, int], OwnerT]:
    """What makes the rows of a thing's owners, still to be stored: their ``kind``, and the name
    and id of the ``thing`` (``assignment_id``)."""

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
