"""Owners as a cell of a file was typed: the text stands beside what it means.

It is shown and printed as long as the owners are those that it was read as, in their order; once
somebody changes them, their names are.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Protocol

from ita_desktop.domain.records import Assignment, Measure, OwnerRole
from ita_desktop.domain.tracking.units import Responsible


class OwnerLike(Responsible, Protocol):
    """An owner, stored or not."""

    @property
    def role(self) -> OwnerRole: ...


def meaning_of(owners: Iterable[OwnerLike]) -> str:
    """Return what tells whether owners are the same in the same order: 16 hexadecimal digits."""
    each = (f"{it.unit_id}\t{it.person_id}\t{it.post}\t{it.role.value}" for it in owners)
    return sha256("\n".join(each).encode()).hexdigest()[:16]


def as_typed(record: Assignment | Measure | None, owners: Iterable[OwnerLike]) -> str:
    """Return the owners of a record as typed; empty if they were not, or are others now."""
    if record is None or not record.owners_typed:
        return ""
    return record.owners_typed if meaning_of(owners) == record.owners_meant else ""
