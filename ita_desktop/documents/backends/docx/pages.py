"""Pages of a Word file that end where those of the PDF do: a section each, with its own foot.

Word has no field for the first word of the next page, so each page's catchword is the text of its
section's foot; a paragraph that goes on overleaf becomes two.
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
    """A block, or what of it stands on one page; ``begins`` is its place in the document where it
    begins a page."""

    block: Block
    begins: TextPlace | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it is the rest of a paragraph that began on the page before."""
        return self.begins is not None and self.begins.offset > 0


def pieces(blocks: Sequence[Block], starts: Sequence[TextPlace] = ()) -> list[BlockPiece]:
    """The blocks, parted where pages begin. What cannot be parted in Word (a row, what is kept
    together) stays whole, however long it is."""
    made: list[BlockPiece] = []
    for number, block in enumerate(blocks):
        cuts = sorted({start for start in starts if start.block == number}, key=_order)
        if isinstance(block, Paragraph):
            ends = [place.offset for place in cuts if place.offset]
            made += _parted(cuts, [cut(block, *edge) for edge in pairwise([0, *ends, END])])
        elif isinstance(block, Table) and block.rows:
            ends = [place.row for place in cuts if place.row]
            edges = pairwise([0, *ends, len(block.rows)])
            made += _parted(cuts, [replace(block, rows=block.rows[slice(*edge)]) for edge in edges])
        else:
            made += _parted([place for place in cuts if not place.offset], [block])
    behind = [start for start in starts if start.block >= len(blocks)]
    return [*made, *(BlockPiece(Paragraph(()), place) for place in behind[:1])]


def by_page(all_pieces: Sequence[BlockPiece]) -> list[list[BlockPiece]]:
    """The pieces of each page."""
    pages: list[list[BlockPiece]] = [[]]
    for piece in all_pieces:
        if piece.begins is not None:
            pages.append([])
        pages[-1].append(piece)
    return pages


def _order(place: TextPlace) -> tuple[int, int]:
    return place.row, place.offset


def _parted(cuts: Sequence[TextPlace], blocks: Sequence[Block]) -> list[BlockPiece]:
    """The parts of a block with the places where they begin pages; the first one may begin none."""
    begins = cuts if len(cuts) == len(blocks) else [None, *cuts]
    return [BlockPiece(block, place) for block, place in zip(blocks, begins, strict=True)]


class Sections:
    """The sections of a document; ``numbers`` is the paragraph at the head of all pages but the
    first, where there is one."""

    def __init__(self, document: Any, numbers: Any | None) -> None:
        self._part = document.part
        self._section = document.element.body.sectPr
        self._head = ""
        if numbers is not None:
            head, self._head = self._part.add_header_part()
            head.element[:] = [numbers]

    def of(self, number: int, words: str) -> Any:
        """``w:sectPr`` of page ``number`` (the first is 0), with ``words`` at its foot."""
        section = deepcopy(self._section)
        self._dress(section, number, words)
        return section

    def last(self, number: int) -> None:
        """Give the last page its head."""
        self._dress(self._section, number, "")

    def _dress(self, section: Any, number: int, words: str) -> None:
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
