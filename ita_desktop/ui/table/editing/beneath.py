"""A table as it lies beneath a pasted block: plain values, which any thread may read."""

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
    """A grid that a block is laid over."""

    selecting: SelectionController
    takes_new: bool

    def names_group(self, texts: Sequence[str], /) -> bool: ...


@dataclass(frozen=True)
class Beneath:
    """``columns`` are all that the table has, ``shown`` those that are on the screen, from the
    left; ``rows`` all rows without groups. ``titles`` are the keys of the columns in which groups
    have code and title."""

    columns: tuple[Column[Any], ...]
    shown: tuple[Column[Any], ...]
    rows: tuple[Row, ...]
    titles: tuple[str | None, str | None]
    takes_new: bool
    names_group: Callable[[Sequence[str]], bool]

    @cached_property
    def row_by_id(self) -> Mapping[str, Row]:
        """The rows by their ids."""
        return {row.id: row for row in self.rows}

    @cached_property
    def column_by_key(self) -> Mapping[str, Column[Any]]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}

    def name_of(self, row: Row) -> str:
        """A row in the clerk's words."""
        return row_name(self.shown, row)


def beneath(view: PastedGrid) -> Beneath:
    """A table as it is now."""
    return Beneath(
        columns=view.sheet.columns,
        shown=tuple(span.column for span in view.header.spans()),
        rows=tuple(view.sheet.all_rows()),
        titles=view.sheet.title_columns(),
        takes_new=view.takes_new,
        names_group=view.names_group,
    )


def row_name(shown: Iterable[Column[Any]], row: Row) -> str:
    """A row in the clerk's words: its first cell that says something."""
    texts = (cell_text(column, row) for column in shown)
    return next(filter(None, texts), "")[:_LETTERS]
