"""Splits the tables of a Word file for signing where the pages of the PDF end.

Word prints a merged cell once, on the page where it begins, and cannot repeat it. A file for
reading therefore gets a table per page, in which merged cells and group rows are repeated as the
form requires. A row that the PDF splits stays whole, and Word splits it. A file for editing keeps a
single table with its merged cells, into which rows can be inserted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ita_desktop.documents.content import (
    Block,
    Cell,
    ContinuedCell,
    Document,
    PageBreak,
    Table,
    TableRow,
)
from ita_desktop.documents.layout.compose import page_starts
from ita_desktop.documents.layout.fonts import Letters
from ita_desktop.documents.layout.grid import (
    PlacedCell,
    again,
    below,
    going_on,
    placed,
    repeated_groups,
)
from ita_desktop.typography.words import WordBreaker


def parted(
    document: Document, breaker: WordBreaker | None, letter_files: Letters | None
) -> Document:
    """Returns the document with tables split at rows that begin a page of its PDF."""
    starts = page_starts(document, breaker, letter_files)
    blocks: list[Block] = []
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        of = {
            start.row
            for start in starts
            if start.block == number and start.row and not start.within
        }
        for place, part in enumerate(_parts(block, sorted(of))):
            blocks += [PageBreak(), part] if place else [part]
    return replace(document, blocks=tuple(blocks))


def _parts(table: Table, begins: Sequence[int]) -> Iterator[Table]:
    """Yields the parts of the table, split before the given rows."""
    places = placed(table.rows, len(table.columns))
    above: list[TableRow] = []
    for first, end in pairwise([0, *begins, len(table.rows)]):
        rows = repeated_groups(table, above, table.rows[first]) if first else []
        for number in range(first, end):
            from_above = _from_above(places, number) if first and number == first else []
            here = [*from_above, *places[number]]
            cells = (
                _cut(table, cell, first, end) for cell in sorted(here, key=lambda cell: cell.column)
            )
            rows.append(replace(table.rows[number], cells=tuple(cells)))
            above = below(above, table.rows[number])
        yield replace(table, rows=tuple(rows))


def _from_above(places: Sequence[Sequence[PlacedCell]], row: int) -> list[PlacedCell]:
    """Returns the merged cells of earlier rows that extend to ``row``."""
    return [cell for line in places[:row] for cell in line if cell.last_row >= row]


def _cut(table: Table, place: PlacedCell, first: int, end: int) -> Cell:
    """Returns the part of a cell on the page with rows ``first`` to ``end`` (exclusive)."""
    rows = min(place.last_row + 1, end) - max(place.row, first)
    if place.row >= first:
        return replace(place.cell, rows=rows)
    paragraphs = place.cell.paragraphs
    on_break = again(table.columns[place.column], place.cell)
    if on_break is ContinuedCell.EMPTY:
        paragraphs = ()
    elif on_break is ContinuedCell.REPEAT_CONTINUED:
        paragraphs = going_on(paragraphs, table.mark)
    return replace(place.cell, paragraphs=paragraphs, rows=rows, pictures=(), joined=False)
