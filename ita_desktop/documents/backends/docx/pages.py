"""Ends the pages of a Word file where those of the PDF end, with a section per page.

Word has no field for the first word of the next page, so each page's catchword is the text of its
section's footer; a paragraph that crosses a page break becomes two.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ita_desktop.documents.backends.docx.elements import R, key, w
from ita_desktop.documents.backends.docx.reference import style_id
from ita_desktop.documents.backends.docx.text import run_element
from ita_desktop.documents.content import Block, Paragraph, Run, Table
from ita_desktop.documents.layout.catchwords import TextPlace
from ita_desktop.documents.layout.continued_pages import END, cut


@dataclass(frozen=True, slots=True)
class BlockPiece:
    """A block, or its part on one page; ``begins`` is its place if it begins a page."""

    block: Block
    begins: TextPlace | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it continues a paragraph of the page before."""
        return self.begins is not None and self.begins.offset > 0


def pieces(blocks: Sequence[Block], starts: Sequence[TextPlace] = ()) -> list[BlockPiece]:
    """Splits blocks where pages begin. Blocks that Word cannot split (a table row, a KeepTogether)
    stay whole, whatever their length."""
    made: list[BlockPiece] = []
    for number, block in enumerate(blocks):
        cuts = sorted({start for start in starts if start.block == number}, key=_order)
        if isinstance(block, Paragraph):
            ends = [place.offset for place in cuts if place.offset]
            made += _pieces(cuts, [cut(block, *edge) for edge in pairwise([0, *ends, END])])
        elif isinstance(block, Table) and block.rows:
            ends = [place.row for place in cuts if place.row]
            edges = pairwise([0, *ends, len(block.rows)])
            made += _pieces(cuts, [replace(block, rows=block.rows[slice(*edge)]) for edge in edges])
        else:
            made += _pieces([place for place in cuts if not place.offset], [block])
    behind = [start for start in starts if start.block >= len(blocks)]
    return [*made, *(BlockPiece(Paragraph(()), place) for place in behind[:1])]


def by_page(all_pieces: Sequence[BlockPiece]) -> list[list[BlockPiece]]:
    """Groups the pieces by page."""
    pages: list[list[BlockPiece]] = [[]]
    for piece in all_pieces:
        if piece.begins is not None:
            pages.append([])
        pages[-1].append(piece)
    return pages


def _order(place: TextPlace) -> tuple[int, int]:
    return place.row, place.offset


def _pieces(cuts: Sequence[TextPlace], blocks: Sequence[Block]) -> list[BlockPiece]:
    """Returns the parts of a block with the places where they begin a page, if they do."""
    begins = cuts if len(cuts) == len(blocks) else [None, *cuts]
    return [BlockPiece(block, place) for block, place in zip(blocks, begins, strict=True)]


class Sections:
    """Creates the sections of a document; ``numbers`` is the header paragraph of all pages but the
    first, or None."""

    def __init__(self, document: Any, numbers: Any | None) -> None:
        self._part = document.part
        self._section = document.element.body.sectPr
        self._head = ""
        if numbers is not None:
            head, self._head = self._part.add_header_part()
            head.element[:] = [numbers]

    def of(self, number: int, words: str) -> Any:
        """Returns the ``w:sectPr`` of page ``number`` (from 0), with ``words`` as footer."""
        section = deepcopy(self._section)
        self._fill(section, number, words)
        return section

    def last(self, number: int) -> None:
        """Completes the section of the last page."""
        self._fill(self._section, number, "")

    def _fill(self, section: Any, number: int, words: str) -> None:
        kinds = ("default", "first") if number == 0 else ("default",)
        foot, foot_id = self._part.add_footer_part()
        line = w("p", w("pPr", w("pStyle", val=style_id("catchword"))))
        if words:
            line.append(run_element(Run(words)))
        foot.element[:] = [line]
        references = [_reference("header", "default", self._head)] if self._head else []
        references += [_reference("footer", kind, foot_id) for kind in kinds]
        if number:
            references.append(w("type", val="nextPage"))
        section[:0] = references
        if number == 0:
            columns = section.find(key("cols"))
            (columns if columns is not None else section[-1]).addnext(w("titlePg"))


def _reference(place: str, kind: str, identifier: str) -> Any:
    made = w(f"{place}Reference", type=kind)
    made.set(f"{{{R}}}id", identifier)
    return made
