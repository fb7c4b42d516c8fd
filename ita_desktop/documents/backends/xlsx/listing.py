"""Turns a document with tables into one filterable list, the default layout of its Excel file.

All tables with the same headings as the first one are merged. A group row becomes a column that
repeats its text in every row below, so that rows can be filtered and sorted; of several group rows
in succession the last one counts. Covers, repeated titles and page breaks are dropped; all other
content follows the list.
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
"""Width of the added group column, as a share of the list's width."""


@dataclass(frozen=True, slots=True)
class DocumentListing:
    """The list of a document."""

    document: Document
    """The source of title, author, paper size, header and footer."""
    columns: tuple[TableColumn, ...]
    heading: tuple[Cell, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Paragraph, ...]
    """Lines below the list."""
    other_content: Document | None
    """Content for a separate sheet: full-page pictures, tables with other headings."""


def listing(document: Document) -> DocumentListing | None:
    """Returns the list of a document; None if it has no table with a single heading row. What a
    cover stands before has its list in the widest tables: scores may be above them."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    first = max(tables, key=lambda table: len(table.columns) * document.upright_cover, default=None)
    if first is None or len(first.heading) != 1 or any(head.rows > 1 for head in _heads(first)):
        return None
    alike = [table for table in tables if table.heading == first.heading]
    rows = list(_rows(alike))
    notes, other_content = _after_tables(document, alike)
    grouped = any(group for group, _row in rows)
    columns, heading = first.columns, _heads(first)
    if grouped:
        total = sum(column.share for column in columns)
        columns = (TableColumn(total * _GROUP_SHARE), *columns)
        named, item = document.words.of_list()
        heading = (_head(named), *_renamed(heading, named, item))
        rows = [(group, replace(row, cells=(cell(group), *row.cells))) for group, row in rows]
    return DocumentListing(
        document,
        columns,
        heading,
        tuple(row for _group, row in rows),
        notes,
        other_content,
    )


def _heads(table: Table) -> tuple[Cell, ...]:
    """Returns the headings with their manual line breaks removed."""
    return tuple(_head(" ".join(text.text for text in each.paragraphs).replace("\n", ""))
                 for each in table.heading[0].cells)  # fmt: skip


def _head(text: str) -> Cell:
    return Cell((paragraph(text, "cell-heading"),), vertical=Vertical.MIDDLE)


def _renamed(heading: Sequence[Cell], group: str, item: str) -> tuple[Cell, ...]:
    """Renames the column whose heading equals that of the added group column."""
    return tuple(_head(item) if each.paragraphs[0].text == group else each for each in heading)


def _rows(tables: Sequence[Table]) -> Iterator[tuple[str, TableRow]]:
    """Yields the rows of all tables, each with the text of its group row."""
    for table in tables:
        group = ""
        for row in _rows_without_spans(table):
            if row.group:
                group = " ".join(
                    text_block.text for each in row.cells for text_block in each.paragraphs
                )
            else:
                yield group, row


def _rows_without_spans(table: Table) -> tuple[TableRow, ...]:
    """Returns the rows of a table with the cells of merged ranges at their first place only."""
    places = placed(table.rows, len(table.columns))
    return tuple(
        row
        if row.group
        else replace(row, cells=tuple(replace(spot.cell, rows=spot.rows) for spot in line))
        for row, line in zip(table.rows, places, strict=True)
    )


def _after_tables(
    document: Document, tables: Sequence[Table]
) -> tuple[tuple[Paragraph, ...], Document | None]:
    """Returns the lines below the last table, and the content that does not belong to a list."""
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
        return (), document.without_cover(blocks_of_rest)
    lines = (block for block in behind if isinstance(block, Paragraph))
    return tuple(
        line for line in lines if line.text.strip() and not STYLES[line.style].keep_next
    ), None
