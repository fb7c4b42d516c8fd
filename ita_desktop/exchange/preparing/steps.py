"""The steps of preparing, in their order."""

from collections.abc import Callable
from typing import Final

from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.preparing.dittos import with_dittos
from ita_desktop.exchange.preparing.duties import with_a_duty_a_row
from ita_desktop.exchange.preparing.each_item import of_each_item
from ita_desktop.exchange.preparing.each_link import of_each_link
from ita_desktop.exchange.preparing.prepared import Prepared
from ita_desktop.exchange.preparing.run_on import with_lists_joined
from ita_desktop.exchange.sheets import DataSheet, SheetRow

_OF_TABLES: Final[tuple[Callable[[DataSheet, TableHeading], Prepared], ...]] = (
    with_dittos,
    with_lists_joined,
    with_a_duty_a_row,
)
"""What is done with the rows below a heading, before any of them is judged."""


def prepared(table: DataSheet, heading: TableHeading) -> Prepared:
    """Return a table, without the rows above and of its ``heading``, with its rows made ready."""
    made = Prepared(table)
    for step in _OF_TABLES:
        done = step(made.table, heading)
        made = Prepared(done.table, (*made.doubts, *done.doubts), (*made.aside, *done.aside))
    return made


def records_of(row: SheetRow, heading: TableHeading) -> tuple[tuple[SheetRow, ...], int]:
    """Return a row of data once for each record that it is of, and the number of its items."""
    of_items = of_each_item(row, heading)
    return tuple(part for each in of_items for part in of_each_link(each, heading)), len(of_items)
