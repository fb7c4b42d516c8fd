"""Rows in groups, and the lines that a table shows of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_desktop.ui.table.column import Row

if TYPE_CHECKING:
    from ita_desktop.ui.table.cells.drawn import Drawn


@dataclass(frozen=True, kw_only=True)
class RowGroup:
    """A row that others stand under; groups may stand in groups (the score tree)."""

    id: str
    title: str
    code: str = ""
    """Stands in the first code column; the title then in the first text column."""
    rows: tuple["Row | RowGroup", ...] = ()
    note: str = ""
    """Small words after the title (36 ลำดับ)."""
    late: int = 0
    """How many rows below are late: told while the group is folded."""
    cells: Mapping[str, object] = field(default_factory=dict)
    """Sums and other values, by column key."""
    editable: frozenset[str] = frozenset()
    """Columns in which the group itself has a value that may be edited."""

    def leaves(self) -> Iterator[Row]:
        """Every row below, whatever groups it stands in."""
        for row in self.rows:
            if isinstance(row, RowGroup):
                yield from row.leaves()
            else:
                yield row


Rows = Sequence[Row | RowGroup]


def by_id(rows: Rows) -> dict[str, Row | RowGroup]:
    """Every row and group, whatever it stands in, by its id."""
    found: dict[str, Row | RowGroup] = {}
    for row in rows:
        found[row.id] = row
        if isinstance(row, RowGroup):
            found.update(by_id(row.rows))
    return found


def group_ids(rows: Rows) -> list[str]:
    """The ids of all groups, inner ones included."""
    found: list[str] = []
    for row in rows:
        if isinstance(row, RowGroup):
            found += [row.id, *group_ids(row.rows)]
    return found


class SheetLine:
    """One line of the table: a row or a group, how deep it stands, and what was measured of it.

    ``drawn`` keeps the laid out cells, ``height`` the measured height in px, ``fits`` the widths
    of columns that it was measured for, and ``tip`` a group's title where it is cut; the painter
    fills and clears them.
    """

    __slots__ = ("depth", "drawn", "fits", "group", "height", "id", "parent", "row", "tip")

    def __init__(self, row: Row | RowGroup, depth: int, parent: "SheetLine | None") -> None:
        self.id = row.id
        self.row = row
        self.group = row if isinstance(row, RowGroup) else None
        self.depth = depth
        self.parent = parent
        self.drawn: dict[str, tuple[int, Drawn]] = {}
        self.height = 0
        self.fits: tuple[tuple[str, int], ...] = ()
        self.tip = ""

    def groups(self) -> "list[SheetLine]":
        """The groups that the line stands in, outermost first, and itself where it is one."""
        found = [self] if self.group is not None else []
        line = self
        while line.parent is not None:
            line = line.parent
            found.insert(0, line)
        return found
