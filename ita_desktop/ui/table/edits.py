"""What a table asks its page to do: one request for one action of the clerk."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Act(Enum):
    """How the new values came about."""

    TYPE = auto()
    PASTE = auto()
    FILL = auto()
    CLEAR = auto()
    TOGGLE = auto()


@dataclass(frozen=True, slots=True)
class CellChange:
    """A new value for one cell."""

    row: str
    key: str
    value: object


@dataclass(frozen=True, slots=True)
class Refused:
    """A pasted cell that cannot be taken: the row's words, the column's title and why. One that may
    be typed anew has the ``id`` of its row (``new:`` and the number of a new one), its column's
    ``key`` and the ``text`` that was pasted."""

    row: str
    title: str
    why: str
    id: str = ""
    key: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that belong together: one unit of work, one undo.

    ``new`` are rows to be made, as values by column key, after the row ``after`` (None: at the
    end, or in an empty table); only tables that take new rows get any.
    """

    act: Act
    changes: tuple[CellChange, ...]
    new: tuple[Mapping[str, object], ...] = ()
    after: str | None = None
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
    """What was done otherwise than a block of cells asks for by itself, in sentences."""

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows that change, each once, in order."""
        return tuple(dict.fromkeys(change.row for change in self.changes))

    @property
    def is_mendable(self) -> bool:
        """Whether cells that cannot be taken may be typed anew."""
        return any(refused.id for refused in self.refused)
