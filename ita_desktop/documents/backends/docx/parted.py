"""Tables of a Word file for signing, parted where the pages of the PDF end.

Word shows a merged cell once, on the page where it begins, and has nothing that shows it again
overleaf. So a file that is to be read as it is printed has a table for each page: what rows share
is a cell of its own on each, with its words again, and the group rows are said again as the form
has it. A row that the PDF parts stays whole for Word to part. The file to be edited keeps the one
table and its merged cells, into which rows can be added.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ita_desktop.documents.content import Block, Cell, Document, OnBreak, PageBreak, Table, TableRow
from ita_desktop.documents.layout.compose import page_starts
from ita_desktop.documents.layout.continued_pages import again, below, going_on, repeated_groups
from ita_desktop.documents.layout.grid import Placed, placed
from ita_desktop.documents.layout.text.letters import Letters
from ita_desktop.typography.words import WordBreaker


def parted(
    document: Document, breaker: WordBreaker | None, letter_files: Letters | None
) -> Document:
    """The document with its tables parted where pages of its PDF begin with a row."""
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
    """The table, parted before these rows."""
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


def _from_above(places: Sequence[Sequence[Placed]], row: int) -> list[Placed]:
    """The cells of rows above that reach to a row."""
    return [cell for line in places[:row] for cell in line if cell.last_row >= row]


def _cut(table: Table, place: Placed, first: int, end: int) -> Cell:
    """What of a cell stands on the page with the rows from ``first`` to ``end``."""
    rows = min(place.last_row + 1, end) - max(place.row, first)
    if place.row >= first:
        return replace(place.cell, rows=rows)
    paragraphs = place.cell.paragraphs
    on_break = again(table.columns[place.column], place.cell)
    if on_break is OnBreak.EMPTY:
        paragraphs = ()
    elif on_break is OnBreak.REPEAT_CONTINUED:
        paragraphs = going_on(paragraphs, table.mark)
    return replace(place.cell, paragraphs=paragraphs, rows=rows, pictures=(), joined=False)
