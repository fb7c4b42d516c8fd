"""A document with tables as one list to work with: what its Excel file is unless it is to look like
the printed pages.

The tables that have the headings of the first one are one list. A row that heads others becomes a
column that says it in each of them, so that rows can be filtered and sorted; of several such rows
above each other that is the last. Covers, titles that are said again and page breaks are the
paper's; what else the document has comes behind the list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    ChartFigure,
    Document,
    Image,
    PageBreak,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    Vertical,
    cell,
    paragraph,
)
from ita_desktop.documents.layout.grid import placed
from ita_desktop.documents.styles import STYLES

_GROUP_SHARE: Final = 0.12
"""Part of the width of a list that is added for that column."""


@dataclass(frozen=True, slots=True)
class DocumentListing:
    """One list of a document."""

    document: Document
    """Its title, author, paper, head and foot."""
    columns: tuple[TableColumn, ...]
    heading: tuple[Cell, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Paragraph, ...]
    """Lines below the list."""
    rest: Document | None
    """What stands on a sheet of its own: pictures on pages of their own, tables of another kind."""


def listing(document: Document) -> DocumentListing | None:
    """The list of a document; None where it has no table with headings of one row."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if (
        not tables
        or len(tables[0].heading) != 1
        or any(head.rows > 1 for head in _heads(tables[0]))
    ):
        return None
    first = tables[0]
    alike = [table for table in tables if table.heading == first.heading]
    rows = list(_rows(alike))
    notes, rest = _behind(document, alike)
    grouped = any(group for group, _row in rows)
    columns, heading = first.columns, _heads(first)
    if grouped:
        total = sum(column.share for column in columns)
        columns = (TableColumn(total * _GROUP_SHARE), *columns)
        named, item = document.words.of_list()
        heading = (_head(named), *_renamed(heading, named, item))
        rows = [(group, replace(row, cells=(cell(group), *row.cells))) for group, row in rows]
    return DocumentListing(
        document, columns, heading, tuple(row for _group, row in rows), notes, rest
    )


def _heads(table: Table) -> tuple[Cell, ...]:
    """The headings, in lines as the column has room for."""
    return tuple(_head(" ".join(one.text for one in each.paragraphs).replace("\n", ""))
                 for each in table.heading[0].cells)  # fmt: skip


def _head(text: str) -> Cell:
    return Cell((paragraph(text, "cell-heading"),), vertical=Vertical.MIDDLE)


def _renamed(heading: Sequence[Cell], group: str, item: str) -> tuple[Cell, ...]:
    """What a row is about is called otherwise than what heads it."""
    return tuple(_head(item) if each.paragraphs[0].text == group else each for each in heading)


def _rows(tables: Sequence[Table]) -> Iterator[tuple[str, TableRow]]:
    """The rows of all tables, each with what heads it."""
    for table in tables:
        group = ""
        for row in _whole(table):
            if row.group:
                group = " ".join(one.text for each in row.cells for one in each.paragraphs)
            else:
                yield group, row


def _whole(table: Table) -> tuple[TableRow, ...]:
    """The rows of a table with a cell at each place that none above reaches to."""
    places = placed(table.rows, len(table.columns))
    return tuple(
        row
        if row.group
        else replace(row, cells=tuple(replace(one.cell, rows=one.rows) for one in line))
        for row, line in zip(table.rows, places, strict=True)
    )


def _behind(
    document: Document, tables: Sequence[Table]
) -> tuple[tuple[Paragraph, ...], Document | None]:
    """Lines that stand below the last of the tables, and what is no list."""
    blocks = document.blocks
    last = max(number for number, block in enumerate(blocks) if block is tables[-1])
    behind = [block for block in blocks[last + 1 :] if not isinstance(block, PageBreak)]
    between = [
        block
        for block in blocks[:last]
        if isinstance(block, Table | Image | ChartFigure) and block not in tables
    ]
    if between or any(not isinstance(block, Paragraph) for block in behind):
        blocks_of_rest: tuple[Block, ...] = (*between, *behind)
        return (), replace(document, blocks=blocks_of_rest, bound=(), upright_cover=False)
    lines = (one for one in behind if isinstance(one, Paragraph))
    return tuple(
        line for line in lines if line.text.strip() and not STYLES[line.style].keep_next
    ), None
