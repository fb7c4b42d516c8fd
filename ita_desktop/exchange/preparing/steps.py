"""The steps of preparing, in their order."""

from collections.abc import Callable
from typing import Final

from ita_desktop.exchange.cells.links import CellLink
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.preparing.codes_below import with_codes_below
from ita_desktop.exchange.preparing.dittos import with_dittos
from ita_desktop.exchange.preparing.duties import with_a_duty_a_row
from ita_desktop.exchange.preparing.each_item import of_each_item
from ita_desktop.exchange.preparing.each_link import links_in, of_each_link
from ita_desktop.exchange.preparing.prepared import Prepared
from ita_desktop.exchange.preparing.run_on import with_lists_joined
from ita_desktop.exchange.sheets import DataSheet, SheetRow

_OF_TABLES: Final[tuple[Callable[[DataSheet, TableHeading], Prepared], ...]] = (
    with_dittos,
    with_lists_joined,
    with_a_duty_a_row,
)
"""What is done with the rows below a heading, before any of them is judged."""


def prepared(table: DataSheet, heading: TableHeading, *, by_link: bool) -> Prepared:
    """Return a table, without the rows above and of its ``heading``, with its rows made ready;
    those of one that is read ``by_link`` may have the code above."""
    made = Prepared(table)
    for step in (*_OF_TABLES, *[with_codes_below] * by_link):
        done = step(made.table, heading)
        made = Prepared(done.table, (*made.doubts, *done.doubts), (*made.aside, *done.aside))
    return made


def records_of(
    row: SheetRow, heading: TableHeading, *, by_link: bool
) -> tuple[tuple[SheetRow, ...], int, tuple[CellLink, ...]]:
    """Return a row of data once for each record that it is of, the number of its items, and the
    links of one that is read ``by_link``."""
    of_items = of_each_item(row, heading)
    if not by_link:
        return of_items, len(of_items), ()
    found = links_in(row, heading)
    rows = (part for each in of_items for part in of_each_link(each, heading, found))
    return tuple(rows), len(of_items), tuple(link for _, link in found)
