"""What makes a table the form that a unit filled in: its keys, or its headings. A number, a state
and a link are in the lists of any office."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.tracking.worksheet import place_of
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.services.imports.evidence.seen import (
    OURS,
    OWN_HEADS,
    Argument,
    SeenTable,
    has_column,
    of_matter,
)

_LEAST: Final = 5
"""Number of columns of the form that no other list has together."""


def reasons(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes it the form."""
    if any(map(place_of, table.cells("key"))):
        yield Argument(Phrase("มีรหัสแถวของแบบกรอก"))
    if table.has_own_headings and len(table.heading.columns) >= _LEAST:
        yield OWN_HEADS
    if table.is_named_ours:
        yield OURS


def against(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes it another list."""
    if any(map(place_of, table.cells("key"))):
        return
    if table.names_another and not table.is_named_ours:
        yield of_matter(table.names_another)
    if table.unexplained:
        yield has_column(shortened(table.unexplained), is_veto=False)
