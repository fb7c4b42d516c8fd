"""Splits rows with several items (``O1, O3``, ``O1-O3``) in tables with one item per row."""

from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.sheets import SheetRow


def of_each_item(row: SheetRow, heading: TableHeading) -> tuple[SheetRow, ...]:
    """Return a copy of the row for each of its items; the row itself if it has at most one, or the
    table has no column for one item."""
    at = heading.columns.get("item")
    text = row.value(at)
    if at is None or not isinstance(text, str):
        return (row,)
    found = read_codes(text, "O")
    if len(found.codes) < 2 or any(not code.startswith("O") for code in found.codes):
        return (row,)
    return tuple(row.with_value(at, f"{code} {found.remainder}".strip()) for code in found.codes)
