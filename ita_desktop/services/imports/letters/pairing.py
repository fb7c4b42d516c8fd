"""Pairs the papers of a file with those of the year."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from ita_desktop.exchange.sheets import Origin


class _Row(Protocol):
    @property
    def origin(self) -> Origin: ...


RowT = TypeVar("RowT", bound=_Row)
RecordT = TypeVar("RecordT")


def paired(
    rows: Sequence[RowT],
    records: Sequence[RecordT],
    identity: Callable[[RowT], Hashable],
    known_by: Callable[[RecordT], Hashable],
    agrees: Callable[[RowT, RecordT], bool],
    likeness: Callable[[RowT, RecordT], tuple[bool, ...]] = lambda _row, _record: (),
) -> tuple[dict[Origin, RecordT], dict[Origin, RowT]]:
    """Return the record of each row, and the row that a further one of the same identity repeats.

    Those of the same identity are one, of several records that with most ``likeness``. Of the
    others, a row is the record that it ``agrees`` with, provided that neither agrees with another.
    """
    first: dict[Hashable, RowT] = {}
    repeats: dict[Origin, RowT] = {}
    for row in rows:
        other = first.setdefault(identity(row), row)
        if other is not row:
            repeats[row.origin] = other
    by_identity: dict[Hashable, list[RecordT]] = defaultdict(list)
    for record in records:
        by_identity[known_by(record)].append(record)
    found = {
        row.origin: max(known, key=partial(likeness, row))
        for identity_of, row in first.items()
        if (known := by_identity[identity_of])
    }
    taken = list(map(id, found.values()))
    pairs = [
        (row, record)
        for row in first.values()
        for record in records
        if row.origin not in found and id(record) not in taken and agrees(row, record)
    ]
    of_rows = Counter(row.origin for row, _ in pairs)
    of_records = Counter(id(record) for _, record in pairs)
    found |= {
        row.origin: record
        for row, record in pairs
        if of_rows[row.origin] == of_records[id(record)] == 1
    }
    return found, repeats
