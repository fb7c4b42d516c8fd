"""Finds tables whose headings are repeated in the page header.

Word repeats the first rows of a table unchanged. A table whose group rows are repeated with
``(ต่อ)``, as some forms require, therefore ends a section of its own: on its first page the
headings are ordinary rows, on later pages they are in the page header. All other tables use Word's
repeated heading rows, which survive editing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ita_desktop.documents.backends.docx.elements import key
from ita_desktop.documents.backends.docx.text import hairline, table_height
from ita_desktop.documents.content import (
    Block,
    ContinuedCell,
    Document,
    KeepTogether,
    PageBreak,
    Table,
)
from ita_desktop.documents.layout.grid import MOST_REPEATED, leading_groups, marked_row
from ita_desktop.documents.layout.measures import MM


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
