"""Tables whose names are of no people: a legend with the headings ชื่อ, สัญลักษณ์ and ความหมาย."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.domain.roster.names import is_person
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kinds.roster.people import PEOPLE
from ita_desktop.exchange.sheets import SheetRow

_SURELY: Final = "สกุล"
"""In the heading of a column of people's names, with or without their titles."""


def names_no_people(kind: str, heading: TableHeading, rows: Sequence[SheetRow]) -> bool:
    """Return whether a list of people would be known by nothing but a heading of names, which may
    be of anything, and hardly any person's name is below it."""
    if kind != PEOPLE.name or {*heading.columns} != {"name"} or len(heading.headed) == 1:
        return False
    if _SURELY in heading.headings["name"]:
        return False
    at = heading.columns["name"]
    cells = (row.values[at] for row in rows if at < len(row.values))
    names = [cell for cell in cells if isinstance(cell, str) and cell not in {"", *heading.texts}]
    return sum(map(is_person, names)) * 2 < len(names)
