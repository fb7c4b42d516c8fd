"""A table as the window shows it, as an Excel file."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from ita_desktop.domain.city.districts import City

Value: TypeAlias = str | Decimal | int | None


def write_table(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    path: Path,
    city: City,
    *,
    as_typed: bool = False,
) -> Path:
    """Write a table of ``city`` with these headings as an Excel file: numbers as numbers, missing
    ones empty. ``as_typed``: whatever personal data the texts hold.

    Raises UndecidedInCityError, InputError if the file cannot be written; an existing one is
    replaced whole or not at all."""
    from ita_desktop.documents.content import (
        Cell,
        Document,
        Orientation,
        Table,
        TableColumn,
        TableRow,
        cell,
        heading_row,
        paragraph,
    )
    from ita_desktop.documents.export import render
    from ita_desktop.documents.kinds import Format
    from ita_desktop.domain.digits import Digits
    from ita_desktop.filing.atomic_write import write
    from ita_desktop.services.city.going_out import refuse_in_table
    from ita_desktop.typography.words import breaker_with

    if not as_typed:
        cells = (value for row in rows for value in row if isinstance(value, str))
        refuse_in_table(city, title, (title, *headings, *cells))

    def made(value: Value) -> Cell:
        if value is None or isinstance(value, str):
            return cell(value or "")
        number = Decimal(value)
        text = f"{number:.2f}" if isinstance(value, Decimal) else str(value)
        return Cell((paragraph(text, "cell-number"),), value=number)

    lines = tuple(TableRow(tuple(map(made, row))) for row in rows)
    widths = tuple(TableColumn(_share(at, headings, rows)) for at in range(len(headings)))
    table = Table(widths, lines, (heading_row(headings),), whole_rows=True)
    whole = Document(
        title,
        (paragraph(title, "heading"), table),
        orientation=Orientation.LANDSCAPE,
        digits=Digits.ARABIC,
        as_list=True,
    )
    write(render(whole, Format.XLSX, breaker_with()), path)
    return path


_LEAST, _MOST = 6, 40


def _share(at: int, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> float:
    """Return the width of a column by its longest text, in letters."""
    longest = max((len(str(row[at] or "")) for row in rows), default=0)
    return min(max(longest, len(headings[at]), _LEAST), _MOST)
