"""A snapshot of a table for pasting: plain values that any thread may read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from ita_desktop.ui.table.column import Column, Row
from ita_desktop.ui.table.controllers.selecting import SelectionController
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.texts import cell_text

_LETTERS = 40


class PastedGrid(Grid, Protocol):
    """A grid into which a block is pasted."""

    selecting: SelectionController
    takes_new: bool

    def names_group(self, texts: Sequence[str], /) -> bool: ...


@dataclass(frozen=True)
class TableSnapshot:
    """A snapshot: ``columns`` are all columns, ``shown`` the visible ones from the left; ``rows``
    all rows without groups; ``titles`` the keys of the columns with groups' codes and titles."""

    columns: tuple[Column[Any], ...]
    shown: tuple[Column[Any], ...]
    rows: tuple[Row, ...]
    titles: tuple[str | None, str | None]
    takes_new: bool
    names_group: Callable[[Sequence[str]], bool]

    @cached_property
    def row_by_id(self) -> Mapping[str, Row]:
        """The rows by id."""
        return {row.id: row for row in self.rows}

    @cached_property
    def column_by_key(self) -> Mapping[str, Column[Any]]:
        """The columns by key."""
        return {column.key: column for column in self.columns}

    def name_of(self, row: Row) -> str:
        """Returns the name of a row for messages."""
        return row_name(self.shown, row)


def beneath(view: PastedGrid) -> TableSnapshot:
    """Returns a snapshot of a table."""
    return TableSnapshot(
        columns=view.sheet.columns,
        shown=tuple(span.column for span in view.header.spans()),
        rows=tuple(view.sheet.all_rows()),
        titles=view.sheet.title_columns(),
        takes_new=view.takes_new,
        names_group=view.names_group,
    )


def row_name(shown: Iterable[Column[Any]], row: Row) -> str:
    """Returns the name of a row for messages: its first non-empty cell."""
    texts = (cell_text(column, row) for column in shown)
    return next(filter(None, texts), "")[:_LETTERS]
