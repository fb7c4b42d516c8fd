"""Writing who owns a thing: the owners of an assignment and of a measure are kept alike."""

from collections.abc import Callable, Sequence

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import AssignmentOwner, MeasureOwner, Owner
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.storage.gateway import Change

MakeOwner = Callable[[OwnerRef, int], Owner]
"""Makes the row of one owner at a position."""


def write_owners(
    change: Change, present: Sequence[Owner], refs: Sequence[OwnerRef], make: MakeOwner
) -> None:
    """Puts ``refs`` in the place of the ``present`` owners; writes nothing where they are those."""
    if refs_of(present) == tuple(refs):
        return
    for owner in present:
        change.delete(owner)
    for position, ref in enumerate(refs):
        change.insert(make(ref, position))


def assignment_owner(assignment_id: str, ref: OwnerRef, position: int) -> AssignmentOwner:
    """The row of an assignment's owner, still to be stored."""
    return AssignmentOwner(
        id=new_id(),
        assignment_id=assignment_id,
        unit_id=ref.unit_id,
        person_id=ref.person_id,
        post=ref.post,
        role=ref.role,
        position=position,
    )


def measure_owner(measure_id: str, ref: OwnerRef, position: int) -> MeasureOwner:
    """The row of a measure's owner, still to be stored."""
    return MeasureOwner(
        id=new_id(),
        measure_id=measure_id,
        unit_id=ref.unit_id,
        person_id=ref.person_id,
        post=ref.post,
        role=ref.role,
        position=position,
    )
