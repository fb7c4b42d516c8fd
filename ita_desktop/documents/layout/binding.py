"""Binds several documents into one, with continuous page numbers and a table of contents.

Each document is laid out separately, with the page numbers it has in the whole.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from ita_desktop.documents.content import (
    Align,
    BoundDocument,
    Document,
    KeepTogether,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    TabStop,
    paragraph,
)
from ita_desktop.documents.layout.catchwords import TextPlace
from ita_desktop.documents.layout.compose import composed, page_starts
from ita_desktop.documents.layout.measures import LAST_LINES
from ita_desktop.documents.layout.pages import PdfPages
from ita_desktop.documents.layout.text.letters import Letters
from ita_desktop.typography.words import WordBreaker

_HANG: Final = 8.0
"""Indent in mm after the number of a contents line, and of its further lines."""
_FEW: Final = 2
"""Least number of lines of the contents before a page break."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents."""

    title: str
    page: int
    bound: int
    """Number of the bound document."""
    block: int
    """The block of that document at which the entry begins."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A document laid out with those bound to it."""

    front: PdfPages
    parts: list[PdfPages]
    listed: list[ContentsEntry]
    ends: list[int]
    """The last page number of the front, and of each part including its file."""


def binding(document: Document, breaker: WordBreaker, letter_files: Letters) -> Binding:
    """Returns ``document``, ending with the contents, and the documents bound to it."""

    def lay(part: Document) -> PdfPages:
        return composed(part, breaker, letter_files)

    parts, listed, ends = _laid(document, lay, lambda pages: pages.starts)
    return Binding(lay(contents(document, listed)), parts, listed, ends)


def entries(document: Document, breaker: WordBreaker, letter_files: Letters) -> list[ContentsEntry]:
    """Returns the table of contents of a document with bound documents."""
    return _laid(document, lambda part: page_starts(part, breaker, letter_files), list)[1]


_Laid = TypeVar("_Laid")


def _laid(
    document: Document,
    lay: Callable[[Document], _Laid],
    starts_of: Callable[[_Laid], list[TextPlace]],
) -> tuple[list[_Laid], list[ContentsEntry], list[int]]:
    """Returns the laid out parts, the contents, and the last page number of each part."""
    # Page numbers are right-aligned, so the contents are as long without them.
    unknown = [
        ContentsEntry(title, 0, 0, 0)
        for bound in document.bound
        for title, _block in _titles(bound)
    ]
    before = starts_of(lay(contents(document, unknown)))
    number = document.first_page + len(before) + 1
    parts, listed, ends = [], [], [number - 1]
    for place, bound_part in enumerate(document.bound):
        part = lay(numbered(document, bound_part.document, number))
        starts = starts_of(part)
        for title, block in _titles(bound_part):
            listed.append(ContentsEntry(title, number + page_of(block, starts), place, block))
        parts.append(part)
        number += len(starts) + 1 + bound_part.file_pages
        ends.append(number - 1)
    return parts, listed, ends


def _titles(bound: BoundDocument) -> tuple[tuple[str, int], ...]:
    """Returns the contents entries of a part; one that continues the part before has none."""
    return tuple(pair for pair in ((bound.title, 0), *bound.further) if pair[0])


def page_of(block: int, starts: Sequence[TextPlace]) -> int:
    """Returns how many page breaks come before ``block``."""
    return (
        sum((start.block, start.row, start.offset) <= (block, 0, 0) for start in starts)
        if block
        else 0
    )


def numbered(whole: Document, document: Document, number: int) -> Document:
    """Returns a bound document with the page numbers it has in the whole."""
    header, footer = document.header, document.footer
    if header is not None:
        header = replace(header, numbers=PageNumbers.NONE)
    if footer is not None:
        footer = replace(footer, numbers=PageNumbers.NONE)
    return replace(
        document,
        first_page=number,
        header=header if whole.header is None else _on_all_pages(whole, whole.header),
        footer=footer if whole.footer is None else _on_all_pages(whole, whole.footer),
    )


def _on_all_pages(whole: Document, line: PageLine) -> PageLine:
    return replace(line, from_page=1, digits=whole.digits)


def contents(document: Document, listed: Sequence[ContentsEntry]) -> Document:
    """Returns the front document with the contents lines appended."""
    if not document.bound_listed:
        return replace(document, bound=())
    lines = (
        paragraph(document.words.contents_page, "paper-right"),
        *contents_lines(document, listed),
    )
    if len(listed) < _FEW + LAST_LINES:
        return replace(document, blocks=(*document.blocks, KeepTogether(lines)), bound=())
    first, last = lines[: 1 + _FEW], lines[-LAST_LINES:]
    between = lines[1 + _FEW : -LAST_LINES]
    blocks = (*document.blocks, KeepTogether(first), *between, KeepTogether(last))
    return replace(document, blocks=blocks, bound=())


def contents_lines(document: Document, listed: Sequence[ContentsEntry]) -> Iterator[Paragraph]:
    """Yields a line per entry, with its page number right-aligned."""
    width = document.text_width
    end = TabStop(width, Align.RIGHT, dotted=True)
    for place, entry in enumerate(listed, 1):
        lead = f"{place}.\t" if document.bound_counted else ""
        stops = (TabStop(_HANG), end) if document.bound_counted else (end,)
        runs = Run(f"{lead}{entry.title}"), Run("\t"), Run(str(entry.page))
        yield Paragraph(runs, "contents-line", tabs=stops, left=_HANG, first=-_HANG)
