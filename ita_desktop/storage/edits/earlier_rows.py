"""What the rows of a file were at an earlier unit of work, by its history."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits.history import change_of
from ita_desktop.storage.tables import history_change, metadata

RowPlace = tuple[str, str]
"""Table and key."""


class EarlierRows(NamedTuple):
    """The rows that were changed after a unit of work, as they were then: their columns that have
    been changed since, all of those that were deleted; None if there was no such row."""

    rows: Mapping[RowPlace, Plain | None]
    deleted: frozenset[RowPlace]
    """Those that were deleted since, also if they came back."""

    @classmethod
    def after(cls, connection: Connection, point: int) -> "EarlierRows":
        """Return the rows changed after the unit of work with the number ``point``."""
        rows: dict[RowPlace, Plain | None] = {}
        deleted = set()
        later = select(history_change).where(history_change.c.group_id > point)
        for found in connection.execute(later.order_by(history_change.c.id)).mappings():
            change = change_of(found)
            place = (change.table, change.key)
            if change.new is None:
                deleted.add(place)
            if place not in rows:
                rows[place] = None if change.old is None else _columns(change.table, change.old)
            elif (known := rows[place]) is not None and change.old is not None:
                rows[place] = _columns(change.table, change.old) | known
        return cls(rows, frozenset(deleted))

    def at(self, place: RowPlace, now: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """Return a row as it was then; ``now`` is what it is."""
        if place not in self.rows:
            return now
        known = self.rows[place]
        return None if known is None else {**(now or {}), **known}


def _columns(table: str, row: Plain) -> Plain:
    """Return the columns of a noted row that its table still has, without the row version."""
    if table not in metadata.tables:
        return {}
    names = metadata.tables[table].columns.keys()
    return {name: value for name, value in row.items() if name in names and name != "row_version"}
