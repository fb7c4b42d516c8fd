"""Computes catchwords (คำต่อหน้า): the first words of the next page at the foot of a page.

A list number is followed by the first word (``๒. วิเคราะห์...``), or by a person's title and first
name (``๒.๘ นายตัวอย่าง...``); without a number, the words up to the first space are shown
(``มีอำนาจหน้าที่...``).
"""

from dataclasses import dataclass

from ita_desktop.documents import content
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.typography.lines import clusters
from ita_desktop.typography.words import WordBreaker

_LONGEST = 24
"""Greatest length of words not separated by a space."""
_LONGEST_NAME = 40
_DOTS = "..."
_TYPED = lazy_re(r"\s*(\(?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*[.)]?)\s+(?=\S)")
"""A list number that is part of the text."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A place in a document: a block, a row if the block is a table, and an offset in
    characters."""

    block: int
    row: int = 0
    offset: int = 0
    within: bool = False
    """Whether the row began on the page before."""


def catchword(document: content.Document, place: TextPlace, breaker: WordBreaker) -> str:
    """Returns the catchword of the page before ``place``; empty if no text begins there."""
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
        text = first.text[place.offset :]
        typed = None if mark or place.offset else _TYPED.match(text)
        if typed is not None:
            mark, text = typed[1], text[typed.end() :]
        words = _first_words(text, breaker, one=bool(mark))
    return f"{mark} {words}{_DOTS}" if mark else f"{words}{_DOTS}"


def _paragraphs(block: content.Block, row: int) -> list[content.Paragraph]:
    match block:
        case content.Paragraph():
            return [block]
        case content.Table():
            rows = block.rows[row : row + 1]
            return [
                paragraph for line in rows for cell in line.cells for paragraph in cell.paragraphs
            ]
        case content.KeepTogether():
            return [
                paragraph for paragraph in block.blocks if isinstance(paragraph, content.Paragraph)
            ]
        case content.SignatureBlock():
            return [
                content.Paragraph((content.Run(line),)) for line in (block.closing, *block.lines)
            ]
        case _:
            return []


def _first_words(text: str, breaker: WordBreaker, *, one: bool) -> str:
    """Returns the first word if ``one``, else the words up to a space, cut at a word boundary."""
    group, *_rest = text.split(maxsplit=1) or [""]
    return _begin(group, breaker, 0 if one else _LONGEST)


def _begin(text: str, breaker: WordBreaker, longest: int) -> str:
    """Returns as many words as fit into ``longest`` characters, at least one."""
    words = ""
    for piece in (part for whole in breaker.pieces(text) for part in breaker.parts(whole)):
        if words and len(words) + len(piece) > longest:
            break
        words += piece
    return "".join(clusters(words.strip())[:_LONGEST_NAME])
