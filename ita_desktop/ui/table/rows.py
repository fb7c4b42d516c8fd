"""Rows, groups, and the lines of a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from ita_desktop.domain.frozen import dataclass
from ita_desktop.ui.table.column import Row

if TYPE_CHECKING:
    from ita_desktop.ui.table.cells.drawn import Drawn


@dataclass(frozen=True, kw_only=True)
class RowGroup:
    """A row with subordinate rows; groups may be nested (the score tree)."""

    id: str
    title: str
    code: str = ""
    """Shown in the code column; the title is in the first text column."""
    rows: tuple["Row | RowGroup", ...] = ()
    note: str = ""
    """Small text after the title (36 ลำดับ)."""
    late: int = 0
    """The number of late rows, shown while the group is folded."""
    counted: str = ""
    """What its numbers count, of what, as of when: the tool tip of the whole line."""
    cells: Mapping[str, object] = field(default_factory=dict)
    """Sums and other values by column key."""
    editable: frozenset[str] = frozenset()
    """Columns in which the group has an editable value of its own."""

    def leaves(self) -> Iterator[Row]:
        """Yields all rows of the group and its subgroups."""
        for row in self.rows:
            if isinstance(row, RowGroup):
                yield from row.leaves()
            else:
                yield row


Rows = Sequence[Row | RowGroup]


def by_id(rows: Rows) -> dict[str, Row | RowGroup]:
    """Returns all rows and groups at any level by id."""
    found: dict[str, Row | RowGroup] = {}
    for row in rows:
        found[row.id] = row
        if isinstance(row, RowGroup):
            found.update(by_id(row.rows))
    return found


def group_ids(rows: Rows) -> list[str]:
    """Returns the ids of all groups, including nested ones."""
    found: list[str] = []
    for row in rows:
        if isinstance(row, RowGroup):
            found += [row.id, *group_ids(row.rows)]
    return found


class Typist(NamedTuple):
    """Somebody else who types in a row: the name, and the column key (empty: elsewhere)."""

    who: str
    key: str


class SheetLine:
    """A line of the table: a row or group with its depth and cached measurements.

    ``drawn`` are the laid out cells, ``height`` the height in px, ``fits`` the column widths that
    it was measured for, and ``tip`` the full title of a group if it is elided; set and cleared by
    the painter. ``kept`` are, by column, the rows that it shows there instead of its own: their
    values could not be stored.
    """

    __slots__ = ("depth", "drawn", "fits", "group", "height", "id", "kept", "parent", "row", "tip")

    def __init__(self, row: Row | RowGroup, depth: int, parent: "SheetLine | None") -> None:
        self.id = row.id
        self.row = row
        self.group = row if isinstance(row, RowGroup) else None
        self.depth = depth
        self.parent = parent
        self.drawn: dict[str, tuple[int, Drawn]] = {}
        self.kept: dict[str, Row] = {}
        self.height = 0
        self.fits: tuple[tuple[str, int], ...] = ()
        self.tip = ""

    def groups(self) -> "list[SheetLine]":
        """Returns the groups of the line, outermost first, including itself if it is one."""
        found = [self] if self.group is not None else []
        line = self
        while line.parent is not None:
            line = line.parent
            found.insert(0, line)
        return found
