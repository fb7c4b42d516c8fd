"""Puts rows that a reader found in running text into a table with the headings of a kind."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value

RowT = TypeVar("RowT")

MEMBERS_SHEET: Final = "รายชื่อในคำสั่ง"
DUTIES_SHEET: Final = "หน้าที่ในคำสั่ง"
MORE_MEMBERS: Final = "รายชื่อในคำสั่งที่ {number}"
MORE_DUTIES: Final = "หน้าที่ในคำสั่งที่ {number}"
"""Those of a further order in a file."""
PAPER_SHEET: Final = "เอกสาร {number}"
_LISTS: Final = frozenset({MEMBERS_SHEET, DUTIES_SHEET, MORE_MEMBERS, MORE_DUTIES})
_MADE: Final = _LISTS | {PAPER_SHEET}
"""Names of the sheets."""


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


def is_list(sheet: DataSheet) -> bool:
    """Return whether a sheet is a list that was read from an order."""
    return isinstance(sheet.name, Phrase) and sheet.name.template in _LISTS


def is_made(sheet: DataSheet) -> bool:
    """Return whether a sheet was put together from a paper: it stands behind all of its document,
    not where the paper is."""
    return isinstance(sheet.name, Phrase) and sheet.name.template in _MADE
