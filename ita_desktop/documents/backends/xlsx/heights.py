"""How high a row must be in Excel, which does not find out by itself for merged cells.

Excel breaks lines in its own way, so a height is an estimate: the program's own line breaker in
the bundled letter at official size, with a little room to spare.
"""

from dataclasses import replace
from functools import cache
from math import floor

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.layout.continued_pages import END, cut
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.layout.text.letters import bundled
from ita_desktop.documents.layout.text.shaping import ShapedFont, letter
from ita_desktop.documents.styles import LEVEL_INDENT, STYLES
from ita_desktop.documents.text.plaintext import marked
from ita_desktop.typography.lines import fill_pieces
from ita_desktop.typography.words import WordBreaker

HIGHEST = 409.0
"""The highest row that Excel allows, in points."""

_PITCH = 1.38
_SPARE = 3.0
_NEAR = 0.01
_WHOLE = 8
"""Lines of the longest paragraph that is not parted by the end of a page."""
ROOMY = 0.96
"""Part of a width that a line fills at most where another program sets it."""
_SIDES = 10.0
"""Points that Excel keeps free left and right of a cell's text, together."""


@cache
def _letters() -> tuple[ShapedFont, ShapedFont, float]:
    files = bundled()
    return letter(files.regular), letter(files.bold), files.ratio


def height(
    paragraphs: tuple[Paragraph, ...], width: float, size: float, breaker: WordBreaker
) -> float:
    """Points that a cell with ``paragraphs`` needs in a column of ``width`` points."""
    return high(sum(line_count(paragraph, width, size, breaker) for paragraph in paragraphs), size)


def high(lines: int, size: float) -> float:
    """Points that a cell with so many lines needs."""
    return max(lines, 1) * size * _PITCH + _SPARE


def line_count(paragraph: Paragraph, width: float, size: float, breaker: WordBreaker) -> int:
    """How many lines a paragraph has in a column of ``width`` points."""
    return len(_lines(paragraph, width, size, breaker))


def lines_of(paragraph: Paragraph, width: float, size: float, breaker: WordBreaker) -> list[str]:
    """The lines of a paragraph in a column of ``width`` points, and a little room beside them."""
    lines = _lines(paragraph, width * ROOMY, size, breaker)
    return ["".join(line).strip() for line in lines]


def parted(
    paragraphs: tuple[Paragraph, ...], points: float, width: float, breaker: WordBreaker
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """What of a cell's text stands in so many points of its height, and the rest. It is parted
    between paragraphs, as an import reads it, but within those that are very long."""
    size = STYLES[paragraphs[0].style].size if paragraphs else 1.0
    free = max(floor((points - _SPARE) / (size * _PITCH) + _NEAR), 0)
    for number, paragraph in enumerate(paragraphs):
        lines = _lines(paragraph, width, size, breaker)
        if len(lines) > free:
            here, rest = _cut(paragraph, lines, free if len(lines) > _WHOLE else 0)
            return (*paragraphs[:number], *here), (*rest, *paragraphs[number + 1 :])
        free -= len(lines)
    return paragraphs, ()


def _cut(
    paragraph: Paragraph, lines: list[list[str]], count: int
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """A paragraph parted behind so many of its lines; one with tabs is not parted."""
    shown, at = marked(paragraph), 0
    for line in lines[:count]:
        text = "".join(line)
        at = shown.index(text, at) + len(text)
    at -= len(shown) - len(paragraph.text)
    if "\t" in paragraph.text or at <= 0:
        return (), (paragraph,)
    at += len(paragraph.text[at:]) - len(paragraph.text[at:].lstrip(" \n"))
    rest = replace(cut(paragraph, at, END), mark="")
    return (cut(paragraph, 0, at),), (rest,)


def _lines(
    paragraph: Paragraph, width: float, size: float, breaker: WordBreaker
) -> list[list[str]]:
    """The lines of a paragraph, behind its mark."""
    regular, bold, ratio = _letters()
    used = bold if STYLES[paragraph.style].bold else regular
    indent = LEVEL_INDENT * MM * paragraph.level
    room = max(max(width - _SIDES, size) - indent, size)
    pieces = breaker.pieces(marked(paragraph))
    return fill_pieces(pieces, room * 1000 / (size * ratio), used.advance, breaker.parts)
