"""What an edit is to whoever reads it: its kind and state, its rows, and what it changed.

Without SQL, so that a window exists before the database library is loaded.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.errors import ItaError
from ita_desktop.storage.codec import Plain

BETWEEN_NAMES: Final = " · "
"""Between the names of several who wrote what is shown at once."""


class RowChange(NamedTuple):
    """The change of one row. ``old`` and ``new`` are its columns: all for an inserted or deleted
    row, only the changed ones (and the row version) for an updated row."""

    table: str
    key: str
    old: Plain | None
    new: Plain | None


class EditKind(StrEnum):
    """The kind of a group. A ``note`` changes no row: it is about the file."""

    DO = "do"
    NOTE = "note"
    UNDO = "undo"
    REDO = "redo"


class EditStatus(StrEnum):
    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


class EditGroup(NamedTuple):
    """A unit of work. ``at`` is local time; ``label`` is a phrase, or text if written by older
    programs."""

    id: int
    label: str
    who: str
    at: datetime
    kind: EditKind
    status: EditStatus
    target: int | None = None

    @property
    def stands(self) -> bool:
        """Whether the edit is in effect (was not undone)."""
        return self.status is EditStatus.DONE


class HistoryEntry(NamedTuple):
    """The change of a row with its unit of work."""

    group: EditGroup
    change: RowChange


class Changed(NamedTuple):
    """What a unit of work changed; every subscriber gets it after the commit. ``who`` is the shown
    name of another member of a shared workspace who did it; empty for one's own.

    One that is under way to a server has a number (``work``): subscribers get it when it was sent,
    and once more, turned round and with the ``refusal``, if it could not be stored.
    """

    kind: EditKind
    label: str
    rows: tuple[RowChange, ...]
    who: str = ""
    work: int = 0
    refusal: ItaError | None = None

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables whose rows changed."""
        return frozenset(row.table for row in self.rows)

    @property
    def values(self) -> frozenset[tuple[str, str, str]]:
        """The changed values of rows that existed before and still do: table, key, column."""
        return frozenset(
            (row.table, row.key, column)
            for row in self.rows
            if row.old is not None and row.new is not None
            for column in row.new
        )


def merged(changes: Sequence[Changed]) -> Changed:
    """Return edits of others as one, to be shown at once: with the names of all who wrote, and with
    their label where all have the same."""
    first = changes[0]
    same = all(change.label == first.label for change in changes)
    names = dict.fromkeys(change.who for change in changes)
    rows = tuple(row for change in changes for row in change.rows)
    return Changed(first.kind, first.label if same else "", rows, BETWEEN_NAMES.join(names))
