"""A table of the city as the window shows it, as an Excel file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ita_desktop.domain.city.districts import City

if TYPE_CHECKING:
    from ita_desktop.services.documents.shown_table import Value


def write_table(
    title: str,
    headings: Sequence[str],
    rows: "Sequence[Sequence[Value]]",
    path: Path,
    city: City,
    *,
    as_typed: bool = False,
) -> Path:
    """Write a table of ``city`` with these headings as an Excel file: numbers as numbers, missing
    ones empty. ``as_typed``: whatever personal data the texts hold.

    Raises UndecidedInCityError, InputError if the file cannot be written; an existing one is
    replaced whole or not at all."""
    from ita_desktop.documents.kinds import Format
    from ita_desktop.filing.atomic_write import write
    from ita_desktop.services.city.going_out import refuse_in_table
    from ita_desktop.services.documents.shown_table import shown_file

    if not as_typed:
        cells = (value for row in rows for value in row if isinstance(value, str))
        refuse_in_table(city, title, (title, *headings, *cells))
    write(shown_file(title, headings, rows, Format.XLSX), path)
    return path
