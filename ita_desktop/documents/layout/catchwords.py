"""The words at the foot of a page that say with what the next one begins (คำต่อหน้า).

A number with the first word of what it counts (``๒. วิเคราะห์...``), of a person title and first
name (``๒.๘ นายตัวอย่าง...``); without a number the first words up to a space (``มีอำนาจหน้าที่...``).
"""

from dataclasses import dataclass

from ita_desktop.documents.content import (
    Block,
    Document,
    KeepTogether,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
)
from ita_desktop.typography.clusters import clusters
from ita_desktop.typography.words import WordBreaker

_LONGEST = 24
"""Letters of words without a space between them."""
_LONGEST_NAME = 40
_DOTS = "..."


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A place in a document: a block, a row of it where it is a table, and how many characters of
    its text stand before."""

    block: int
    row: int = 0
    offset: int = 0
    within: bool = False
    """Whether the row began on the page before."""


def catchword(document: Document, place: TextPlace, breaker: WordBreaker) -> str:
    """What stands at the foot of the page before ``place``; empty where no text begins there."""
    if place.block >= len(document.blocks):
        return ""
    paragraphs = _paragraphs(document.blocks[place.block], place.row)
    mark = (
        ""
        if place.offset
        else next((paragraph.mark for paragraph in paragraphs if paragraph.mark), "")
    )
    first = next((paragraph for paragraph in paragraphs if paragraph.text.strip()), None)
    if first is None:
        return f"{mark}{_DOTS}" if mark else ""
    if first.catchword and not place.offset:
        words = _begin(first.catchword, breaker, _LONGEST_NAME)
    else:
        words = _first_words(first.text[place.offset :], breaker, one=bool(mark))
    return f"{mark} {words}{_DOTS}" if mark else f"{words}{_DOTS}"


def _paragraphs(block: Block, row: int) -> list[Paragraph]:
    match block:
        case Paragraph():
            return [block]
        case Table():
            rows = block.rows[row : row + 1]
            return [
                paragraph for line in rows for cell in line.cells for paragraph in cell.paragraphs
            ]
        case KeepTogether():
            return [paragraph for paragraph in block.blocks if isinstance(paragraph, Paragraph)]
        case SignatureBlock():
            return [Paragraph((Run(line),)) for line in (block.closing, *block.lines)]
        case _:
            return []


def _first_words(text: str, breaker: WordBreaker, *, one: bool) -> str:
    """The first word, or as many as stand before a space; a long stretch is cut at a word."""
    group, *_rest = text.split(maxsplit=1) or [""]
    return _begin(group, breaker, 0 if one else _LONGEST)


def _begin(text: str, breaker: WordBreaker, longest: int) -> str:
    """As many words as fit into so many letters, at least a part of the first."""
    words = ""
    for piece in (part for whole in breaker.pieces(text) for part in breaker.parts(whole)):
        if words and len(words) + len(piece) > longest:
            break
        words += piece
    return "".join(clusters(words.strip())[:_LONGEST_NAME])
