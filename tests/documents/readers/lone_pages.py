"""Finds pages on which next to nothing stands, as they are laid out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.documents.content import Document, PageBreak
from ita_desktop.documents.layout.compose import composed
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.layout.pages import PdfPage, SetDrawing, SetLine
from ita_desktop.documents.printable import printable
from ita_desktop.typography.words import WordBreaker

LEAST: Final = 4
"""Number of lines from which on a page is one."""


class LonePage(NamedTuple):
    """A page with few lines that goes on from another one, or ends with a heading."""

    document: str
    number: int
    lines: tuple[str, ...]


def lone_pages(document: Document, breaker: WordBreaker) -> Iterator[LonePage]:
    """The lone pages of a document, and of those bound into it: pages that were not begun on
    purpose and have fewer lines of their own than :data:`LEAST` and no picture."""
    parts = (document, *(bound.document for bound in document.bound))
    for part in parts:
        made = composed(replace(part, bound=()), breaker, bundled())
        blocks = printable(part).blocks
        for number, page in enumerate(made.pages[1:], 2):
            start = made.starts[number - 2]
            begun = start.block and isinstance(blocks[start.block - 1], PageBreak)
            on_purpose = begun and not (start.row or start.within or start.offset)
            lines = tuple(_own_lines(page))
            if len(lines) < LEAST and not on_purpose and not _is_pictured(page):
                yield LonePage(part.title, number, lines)


def _own_lines(page: PdfPage) -> Sequence[str]:
    return [
        mark.line.text
        for region in page.regions
        if region.element is not None
        for mark in region.marks
        if isinstance(mark, SetLine) and not mark.again and mark.line.text.strip()
    ]


def _is_pictured(page: PdfPage) -> bool:
    drawn = any(isinstance(mark, SetDrawing) for each in page.regions for mark in each.marks)
    return drawn or bool(page.images)
