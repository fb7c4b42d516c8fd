"""Edit requests of a table to its page, one per action of the clerk."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Act(Enum):
    """The origin of the new values."""

    TYPE = auto()
    PASTE = auto()
    FILL = auto()
    CLEAR = auto()
    CUT = auto()
    TOGGLE = auto()


@dataclass(frozen=True, slots=True)
class CellChange:
    """A new value for a cell."""

    row: str
    key: str
    value: object


@dataclass(frozen=True, slots=True)
class Refused:
    """A rejected cell of a pasted block: the row's name, the column's title and the reason. If the
    clerk may correct it, it has the ``id`` of its row (``new:`` and a number for a new one), the
    column's ``key`` and the pasted ``text``. If it ``holds``, the row is not stored before."""

    row: str
    title: str
    why: str
    id: str = ""
    key: str = ""
    text: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that belong together: one unit of work, one undo step.

    ``new`` are rows to insert, as values by column key, after the row ``after`` (None: at the end,
    or in an empty table); only for tables that accept new rows.
    """

    act: Act
    changes: tuple[CellChange, ...]
    new: tuple[Mapping[str, object], ...] = ()
    after: str | None = None
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
    """Notes on deviations from an ordinary paste, in sentences."""

    @property
    def rows(self) -> tuple[str, ...]:
        """Returns the ids of the changed rows without duplicates, in order."""
        return tuple(dict.fromkeys(change.row for change in self.changes))

    @property
    def held(self) -> frozenset[str]:
        """Returns the ids of the rows that are not stored until a cell is corrected."""
        return frozenset(refused.id for refused in self.refused if refused.holds)

    @property
    def is_mendable(self) -> bool:
        """Returns whether rejected cells can be corrected by the clerk."""
        return any(refused.id for refused in self.refused)
