"""A table as the window shows it, as a file."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, TypeAlias

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
from ita_desktop.documents.kinds import Format
from ita_desktop.domain.text import Digits

Value: TypeAlias = str | Decimal | int | None
_LEAST: Final = 6
_MOST: Final = 40


def shown_file(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]], form: Format
) -> bytes:
    """Return a table with these headings as a file: numbers as numbers, missing ones empty."""
    from ita_desktop.documents.export import render
    from ita_desktop.typography.words import breaker_with

    return render(_document(title, headings, rows), form, breaker_with())


def _document(title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> Document:
    """Return a table with these headings: numbers as numbers, missing ones empty."""
    lines = tuple(TableRow(tuple(map(_made, row))) for row in rows)
    widths = tuple(TableColumn(_share(at, headings, rows)) for at in range(len(headings)))
    table = Table(widths, lines, (heading_row(headings),), whole_rows=True)
    return Document(
        title,
        (paragraph(title, "heading"), table),
        orientation=Orientation.LANDSCAPE,
        digits=Digits.ARABIC,
        as_list=True,
    )


def _made(value: Value) -> Cell:
    if value is None or isinstance(value, str):
        return cell(value or "")
    number = Decimal(value)
    text = f"{number:.2f}" if isinstance(value, Decimal) else str(value)
    return Cell((paragraph(text, "cell-number"),), value=number)


def _share(at: int, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> float:
    """Return the width of a column by its longest text, in letters."""
    longest = max((len(str(row[at] or "")) for row in rows), default=0)
    return min(max(longest, len(headings[at]), _LEAST), _MOST)
