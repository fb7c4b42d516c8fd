"""Writing who owns a thing: the owners of an assignment and of a measure, and the recipients of a
letter, are kept alike."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Owner
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.storage.gateway import Change

OwnerT = TypeVar("OwnerT", bound=Owner)
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
