"""Writing who owns a thing: the owners of an assignment and of a measure are kept alike."""

from collections.abc import Callable, Sequence

from ita_desktop.domain.records import Owner
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
