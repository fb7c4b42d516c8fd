"""How high a row must be in Excel, which does not find out by itself for merged cells.

Excel breaks lines in its own way, so a height is an estimate: the program's own line breaker in
the bundled letter at official size, with a little room to spare.
"""

from functools import cache

from ita_desktop.documents.backends.pdf_letters import Letter, letter
from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.letters import bundled
from ita_desktop.documents.plaintext import marked
from ita_desktop.documents.styles import LEVEL_INDENT, STYLES
from ita_desktop.typography.lines import fill_pieces
from ita_desktop.typography.words import WordBreaker

HIGHEST = 409.0
"""The highest row that Excel allows, in points."""

POINTS_PER_MM = 72 / 25.4
_PITCH = 1.38
_SPARE = 3.0
_SIDES = 10.0
"""Points that Excel keeps free left and right of a cell's text, together."""


@cache
def _letters() -> tuple[Letter, Letter, float]:
    files = bundled()
    return letter(files.regular), letter(files.bold), files.ratio


def height(
    paragraphs: tuple[Paragraph, ...], width: float, size: float, breaker: WordBreaker
) -> float:
    """Points that a cell with ``paragraphs`` needs in a column of ``width`` points."""
    regular, bold, ratio = _letters()
    room = max(width - _SIDES, size)
    lines = 0
    for paragraph in paragraphs:
        used = bold if STYLES[paragraph.style].bold else regular
        indent = LEVEL_INDENT * POINTS_PER_MM * paragraph.level
        pieces = breaker.pieces(marked(paragraph))
        thousandths = max(room - indent, size) * 1000 / (size * ratio)
        lines += len(fill_pieces(pieces, thousandths, used.advance, breaker.parts))
    return max(lines, 1) * size * _PITCH + _SPARE
