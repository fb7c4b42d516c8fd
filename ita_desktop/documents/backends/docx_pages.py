"""Pages of a Word file that end where those of the PDF do: a section each, with its own foot.

Word has no field for the first word of the next page, so each page's catchword is the text of its
section's foot; a paragraph that goes on overleaf becomes two.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ita_desktop.documents.backends.docx_reference import style_id
from ita_desktop.documents.backends.docx_text import run_element
from ita_desktop.documents.backends.docx_xml import R, key, w
from ita_desktop.documents.catchwords import Place
from ita_desktop.documents.content import Block, Paragraph, Run, Table


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or what of it stands on one page."""

    block: Block
    begins_page: bool = False
    goes_on: bool = False
    """Whether it is the rest of a paragraph that began on the page before."""


def pieces(blocks: Sequence[Block], starts: Sequence[Place] = ()) -> list[Piece]:
    """The blocks, parted where pages begin; every start begins one piece."""
    made: list[Piece] = []
    for number, block in enumerate(blocks):
        cuts = [one for one in starts if one.block == number]
        if not cuts:
            made.append(Piece(block))
        elif isinstance(block, Paragraph):
            made += _paragraph_pieces(block, [one.offset for one in cuts])
        elif isinstance(block, Table):
            made += _table_pieces(block, [one.row for one in cuts])
        else:
            made.append(Piece(block, begins_page=True))
            made += [Piece(Paragraph(()), begins_page=True) for _more in cuts[1:]]
    made += [Piece(Paragraph(()), begins_page=True) for one in starts if one.block >= len(blocks)]
    return made


def _paragraph_pieces(block: Paragraph, offsets: list[int]) -> list[Piece]:
    edges = [0, *(one for one in offsets if one), len(block.text)]
    made = [
        Piece(_cut(block, begin, end), begins_page=begin > 0, goes_on=begin > 0)
        for begin, end in pairwise(edges)
    ]
    if 0 in offsets:
        made[0] = replace(made[0], begins_page=True)
    return made


def _cut(block: Paragraph, begin: int, end: int) -> Paragraph:
    """The runs between two places of the text, without the space at which a line ends."""
    runs, at = [], 0
    for run in block.runs:
        text = run.text[max(begin - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text or run.image is not None:
            runs.append(replace(run, text=text))
    if runs and end < len(block.text):
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return replace(block, runs=tuple(runs))


def _table_pieces(block: Table, rows: list[int]) -> list[Piece]:
    edges = [0, *(one for one in rows if one), len(block.rows)]
    made = [
        Piece(replace(block, rows=block.rows[begin:end]), begins_page=begin > 0)
        for begin, end in pairwise(edges)
    ]
    if 0 in rows:
        made[0] = replace(made[0], begins_page=True)
    return made


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
