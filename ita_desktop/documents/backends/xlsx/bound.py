"""Writes several documents into one workbook: a sheet each, and a list of links to them.

Tables become filterable lists, as in files of one document. The list has no page numbers, because
Excel decides where pages end. Pages of bound files are shown as pictures below their title.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ita_desktop.documents.backends.xlsx.charts import ChartSheet
from ita_desktop.documents.backends.xlsx.sheet import SheetWriter, free_name, write_sheet
from ita_desktop.documents.content import (
    Block,
    BoundDocument,
    Document,
    Image,
    PageBreak,
    paragraph,
)
from ita_desktop.documents.layout.binding import file_pages, numbered
from ita_desktop.documents.printable import in_digits, printable
from ita_desktop.typography.words import WordBreaker

_FILLED = 0.94
"""Greatest share of a page's height that the picture of a page fills."""


def bind(
    document: Document, breaker: WordBreaker, front: SheetWriter, charts: ChartSheet
) -> dict[Any, dict[str, Decimal]]:
    """Writes the documents bound to ``document`` onto sheets of their own, and links to them below
    ``document``; returns the formula results by sheet and cell."""
    given: dict[Any, dict[str, Decimal]] = {}
    place = 1
    for bound in document.bound:
        name = free_name(front.book, bound.title or bound.document.title)
        sheet = front.book.create_sheet(name, place)
        whole = replace(bound.document, blocks=(*bound.document.blocks, *_pages(bound)))
        named = replace(whole, title=bound.title or whole.title, author=document.author)
        part = printable(numbered(document, named if whole.as_list else whole, 1))
        made = write_sheet(part, breaker, front.book, charts, sheet)
        given |= made
        # Content that is no list is on a sheet of its own behind it.
        place += 1 + sum(behind is not sheet for behind in made)
        if bound.title and document.bound_listed:
            front.link(paragraph(in_digits(bound.title, document.digits), "contents-line"), sheet)
    return given


def _pages(bound: BoundDocument) -> Iterator[Block]:
    """Yields the pages of the bound file, landscape ones scaled down."""
    room = bound.document.text_width, bound.document.text_height * _FILLED
    for part in file_pages(bound):
        for block in (PageBreak(), *part.blocks):
            if isinstance(block, Image):
                share = min(room[0] / block.width, room[1] / block.height, 1.0)
                yield replace(block, width=block.width * share, height=block.height * share)
            else:
                yield block
