"""Tables of a Word file that go over several pages.

Word repeats the first rows of a table unchanged. A table whose group rows are repeated with
``(ต่อ)``, as some forms require, therefore ends a section of its own: on its first page the
headings are ordinary rows, on later pages they are in the page header. All other tables use Word's
repeated heading rows, which survive editing.

Word prints a merged cell once, on the page where it begins, and cannot repeat it. In a file for
signing, tables therefore end where the pages of the PDF end, and merged cells and group rows are
repeated as the form requires. A row that the PDF splits stays whole, and Word splits it. A file for
editing keeps a single table with its merged cells, into which rows can be inserted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ita_desktop.documents.backends.docx.elements import key
from ita_desktop.documents.backends.docx.text import hairline, table_height
from ita_desktop.documents.content import (
    Block,
    Cell,
    ContinuedCell,
    Document,
    KeepTogether,
    PageBreak,
    Table,
    TableRow,
)
from ita_desktop.documents.layout.compose import page_starts
from ita_desktop.documents.layout.fonts import Letters
from ita_desktop.documents.layout.grid import (
    MOST_REPEATED,
    PlacedCell,
    again,
    below,
    going_on,
    leading_groups,
    marked_row,
    placed,
    repeated_groups,
)
from ita_desktop.documents.layout.measures import MM
from ita_desktop.typography.words import WordBreaker


@dataclass(frozen=True, slots=True)
class PageSection:
    """Blocks ``first`` to ``end`` (exclusive) of a document, beginning a page; ``head`` is the
    table repeated in the header of later pages."""

    first: int
    end: int
    head: Table | None
    upright: bool = False
    """Whether it is the portrait cover of a landscape document."""


def sections(document: Document) -> list[PageSection]:
    """Returns the sections of a document; adjacent ones without a ``head`` are merged."""
    stretches = _pages(document.blocks)
    made = [PageSection(0, 0, None)]
    if document.upright_cover and len(stretches) > 1:
        made = [PageSection(*stretches.pop(0), None, upright=True)]
    for first, end in stretches:
        head = None if document.catchwords else _head(document, document.blocks[first:end])
        last = made[-1]
        if head is None and last.head is None and not last.upright:
            made[-1] = replace(last, end=end)
        elif last.end == 0:
            made[-1] = PageSection(0, end, head)
        else:
            made.append(PageSection(first, end, head))
    return made


def _pages(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Returns first and end block of each range between page breaks."""
    breaks = [number for number, block in enumerate(blocks) if isinstance(block, PageBreak)]
    return list(zip([0, *(number + 1 for number in breaks)], [*breaks, len(blocks)], strict=True))


def _head(document: Document, blocks: Sequence[Block]) -> Table | None:
    """Returns the table for the page header of a range that ends with a table, or None."""
    if not blocks or any(isinstance(block, Table | KeepTogether) for block in blocks[:-1]):
        return None
    table = blocks[-1]
    if not isinstance(table, Table):
        return None
    count = leading_groups(table)
    if table.repeat_groups is not ContinuedCell.REPEAT_CONTINUED or not count:
        return None
    rows = (*table.heading, *table.rows[: count - 1], marked_row(table.rows[count - 1], table.mark))
    if any(cell.pictures for row in rows for cell in row.cells):
        return None  # pictures are not supported in the page header
    head = replace(table, rows=rows, heading=(), repeat_groups=ContinuedCell.EMPTY)
    high = table_height(head, document.text_width)
    return head if high <= MOST_REPEATED * document.text_height * MM else None


def ended(elements: list[Any], section: Any) -> list[Any]:
    """Returns the elements with ``section`` in the last paragraph, which ends it."""
    last = elements[-1] if elements else None
    if (
        last is None
        or last.tag != key("p")
        or last.find(f".//{key('pageBreakBefore')}") is not None
    ):
        elements = [*elements, hairline()]
    elements[-1].find(key("pPr")).append(section)
    return elements


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
