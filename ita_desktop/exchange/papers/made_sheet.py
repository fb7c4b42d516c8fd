"""Puts rows that a reader found in running text into a table with the headings of a kind."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value

RowT = TypeVar("RowT")


def made_sheet(
    kind: ImportKind[RowT],
    name: str,
    columns: Sequence[str],
    rows: Iterable[tuple[Value, ...]],
    source: str,
    title: str = "",
) -> DataSheet:
    """Return a sheet called ``name`` with the ``columns`` of a kind: the headings in row 1, the
    ``title``, if there is one, above them."""
    heads = tuple(kind.column(column).heading for column in columns)
    numbered = (SheetRow(number, row) for number, row in enumerate((heads, *rows), 1))
    above = (SheetRow(-1, (title,)),) if title else ()
    return DataSheet(name, (*above, *numbered), source)
