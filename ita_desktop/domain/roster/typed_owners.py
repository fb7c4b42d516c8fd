"""Owners as a cell was typed: the text stands beside what it means.

It is shown and printed as long as the owners are those that it was read as, in their order; once
somebody changes them, their names are.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final, Protocol

from ita_desktop.domain.records import Assignment, Measure, OwnerRole
from ita_desktop.domain.tracking.units import Responsible

_BETWEEN: Final = re.compile(r"\s*[,\n]\s*")


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


def owners_fields(owners: Iterable[OwnerLike], text: str) -> dict[str, Any]:
    """Return the fields of an assignment or measure that keep its owners as typed; empty texts if
    they have none of their own. The name of a person stands in the register alone, where it is
    erased."""
    meant = tuple(owners)
    kept = "" if any(owner.person_id for owner in meant) else text
    return {"owners_typed": kept, "owners_meant": meaning_of(meant) if kept else ""}


def own_text(text: str, names: Iterable[str]) -> str:
    """Return the text of owners; empty if it says nothing but their names: one beside the other is
    what is printed anyway, and ";" is our own mark between them."""
    return "" if ";" in text or _BETWEEN.split(text) == list(names) else text
