"""Estimates row heights for Excel, which cannot adapt rows to merged cells.

Excel breaks lines differently, so a height is that of the program's own line breaks in the bundled
font at official size, with a small reserve.
"""

import re
from dataclasses import replace
from functools import cache
from math import floor

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.layout.grid import END, cut
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.layout.shaping import ShapedFont, letter
from ita_desktop.documents.printable import marked
from ita_desktop.documents.styles import LEVEL_INDENT, STYLES
from ita_desktop.typography.lines import fill_pieces
from ita_desktop.typography.words import WordBreaker

HIGHEST = 409.0
"""Excel's greatest row height, in points."""

_PITCH = 1.38
_SPARE = 3.0
_NEAR = 0.01
_LATIN = re.compile("[!-~]{12,}")
_WHOLE = 8
"""Paragraphs with more lines than this may be split at a page break."""
_ROOMY = 0.96
"""Share of a width that a line fills at most, as other programs break lines differently."""
_SIDES = 10.0
"""Left and right padding of a cell in Excel, together, in points."""


@cache
def _letters() -> tuple[ShapedFont, ShapedFont, float]:
    files = bundled()
    return letter(files.regular), letter(files.bold), files.ratio


def height(
    paragraphs: tuple[Paragraph, ...], width: float, size: float, breaker: WordBreaker
) -> float:
    """Height in points of a cell with ``paragraphs`` in a column ``width`` points wide."""
    return high(sum(line_count(paragraph, width, size, breaker) for paragraph in paragraphs), size)


def high(lines: int, size: float) -> float:
    """Height in points of a cell with that many lines in ``size`` points."""
    return max(lines, 1) * size * _PITCH + _SPARE


def line_count(paragraph: Paragraph, width: float, size: float, breaker: WordBreaker) -> int:
    """Returns the number of lines of a paragraph in a column ``width`` points wide, with one to
    spare for each word longer than a line, as an address: every program parts those elsewhere."""
    return len(_lines(paragraph, width * _ROOMY, size, breaker)) + _long_words(
        paragraph, width, size
    )


def _long_words(paragraph: Paragraph, width: float, size: float) -> int:
    """Returns the number of Latin words longer than a line."""
    used, room = _measure(paragraph, width, size)
    return sum(used.advance(word) > room for word in _LATIN.findall(paragraph.text))


def lines_of(paragraph: Paragraph, width: float, size: float, breaker: WordBreaker) -> list[str]:
    """Returns the lines of a paragraph in slightly less than ``width`` points."""
    lines = _lines(paragraph, width * _ROOMY, size, breaker)
    return ["".join(line).strip() for line in lines]


def parted(
    paragraphs: tuple[Paragraph, ...], points: float, width: float, breaker: WordBreaker
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Splits a cell's text into the part that fits into ``points`` of height, and the rest. Only
    very long paragraphs are split; the import relies on others being whole."""
    size = STYLES[paragraphs[0].style].size if paragraphs else 1.0
    free = max(floor((points - _SPARE) / (size * _PITCH) + _NEAR), 0)
    for number, paragraph in enumerate(paragraphs):
        lines = _lines(paragraph, width * _ROOMY, size, breaker)
        if len(lines) > free:
            here, rest = _cut(paragraph, lines, free if len(lines) > _WHOLE else 0)
            return (*paragraphs[:number], *here), (*rest, *paragraphs[number + 1 :])
        free -= len(lines) + _long_words(paragraph, width, size)
    return paragraphs, ()


def _cut(
    paragraph: Paragraph, lines: list[list[str]], count: int
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Splits a paragraph after ``count`` lines, unless it contains tabs."""
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
    """Returns the lines of a paragraph, including its list mark."""
    used, room = _measure(paragraph, width, size)
    pieces = breaker.pieces(marked(paragraph))
    return fill_pieces(pieces, room, used.advance, breaker.parts)


def _measure(paragraph: Paragraph, width: float, size: float) -> tuple[ShapedFont, float]:
    """Returns the font of a paragraph, and the room for a line in its units."""
    regular, bold, ratio = _letters()
    indent = LEVEL_INDENT * MM * paragraph.level
    room = max(max(width - _SIDES, size) - indent, size)
    used = bold if STYLES[paragraph.style].bold else regular
    return used, room * 1000 / (size * ratio)
