"""Lays out paragraphs as lines. Lengths are points."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ita_desktop.documents.content import Align, Paragraph
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.layout.text.lines import (
    Show,
    StyledPart,
    TextLine,
    first_line,
    is_mixed,
    with_number,
    with_whole_addresses,
)
from ita_desktop.documents.layout.text.mixed import MixedSetter
from ita_desktop.documents.layout.text.shaping import ShapedFont
from ita_desktop.documents.styles import LEVEL_INDENT, STYLES, mark_width
from ita_desktop.typography.lines import fill_pieces
from ita_desktop.typography.words import WordBreaker

_MARK_GAP = 2.0
_FILLED = 0.998
"""Share of its width that a line fills, so that it also fits in Word, which rounds widths."""
_PARAGRAPHS = 10_000
"""How many paragraphs are remembered: a preview is laid out anew with each change of a text."""
_FONTS = 4
_UNDERLINE = 0.11
"""Distance of an underline below the baseline, in font sizes."""


class TextSetter:
    """Lays out paragraphs in the fonts of a document; ``ratio`` scales official sizes to the
    font."""

    def __init__(
        self, regular: ShapedFont, bold: ShapedFont, ratio: float, breaker: WordBreaker
    ) -> None:
        self._regular = regular
        self._bold = bold
        self.ratio = ratio
        self._breaker = breaker
        self._memory = _memory(regular, bold, ratio, breaker)
        self._known: dict[tuple[int, float], tuple[Paragraph, list[TextLine]]] = {}
        """Lines by paragraph id and width: tables are measured before they are laid out, and their
        headings repeat on each page. The stored paragraph keeps the id valid."""

    def lines(self, paragraph: Paragraph, width: float) -> list[TextLine]:
        """Returns the paragraph's lines in a column ``width`` points wide; at least one."""
        known = self._known.get((id(paragraph), width))
        if known is None:
            lines = self._remembered(paragraph, width)
            known = self._known[id(paragraph), width] = (paragraph, lines)
        return known[1]

    def _remembered(self, paragraph: Paragraph, width: float) -> list[TextLine]:
        """Returns the lines that it had in a document before, else lays it out."""
        if any(run.image for run in paragraph.runs):
            return self._laid(paragraph, width)
        known = self._memory.get((paragraph, width))
        if known is None:
            if len(self._memory) >= _PARAGRAPHS:
                self._memory.clear()
            known = self._memory[paragraph, width] = self._laid(paragraph, width)
        return known

    def _laid(self, paragraph: Paragraph, width: float) -> list[TextLine]:
        if is_mixed(paragraph):
            mixed = MixedSetter(self._regular, self._bold, self.ratio, self._breaker)
            return [*with_whole_addresses(mixed.lines(paragraph, width))]
        return [*with_whole_addresses(self._lines(paragraph, width))]

    def _lines(self, paragraph: Paragraph, width: float) -> list[TextLine]:
        paragraph, lead = with_number(paragraph)
        style = STYLES[paragraph.style]
        size = style.size * self.ratio
        indent = LEVEL_INDENT * MM * paragraph.level + paragraph.left * MM
        hang = 0.0
        if paragraph.mark:
            wide = self._letter(style.bold).advance(paragraph.mark) * size / 1000
            hang = max(mark_width(paragraph.mark) * MM, wide + _MARK_GAP)
        first = 0.0 if paragraph.mark else first_line(paragraph)
        room = max(width - indent - hang, size)
        lines: list[TextLine] = []
        at = end = 0
        filled = room * _FILLED * 1000 / size
        for parts in self._filled(paragraph, filled, first * 1000 / size):
            used, underlines = self._used(parts, size)
            begin = indent + hang + first + _shift(style.align, room - first - used)
            shows = [Show(begin, parts, size, style.color)]
            text = "".join(piece for part in parts for piece in part.pieces)
            at = paragraph.text.index(text, at)
            if lines:
                lines[-1] = replace(lines[-1], ends=_ending(paragraph.text[end:at]))
            begins = max(at - lead, 0)
            end = at = at + len(text)
            if paragraph.mark and not lines:
                shows.insert(0, Show(indent, (StyledPart((paragraph.mark,), style.bold),), size))
                text = f"{paragraph.mark} {text}"
            lines.append(
                TextLine(
                    style.size * style.pitch,
                    0.0 if lines else style.before,
                    text,
                    tuple(shows),
                    tuple((begin + x, length) for x, length in underlines),
                    size * _UNDERLINE,
                    style.keep_next,
                    begins=begins,
                    heading=style.heading,
                )
            )
            first = 0.0
        return lines

    def _letter(self, bold: bool) -> ShapedFont:
        return self._bold if bold else self._regular

    def _filled(
        self, paragraph: Paragraph, width: float, first: float
    ) -> Iterator[list[StyledPart]]:
        """Yields the parts of each line; ``width`` and ``first`` in thousandths of the font size.

        A paragraph with a bold run is measured in bold throughout, so that it fits in any case.
        """
        style_bold = STYLES[paragraph.style].bold
        bold = style_bold or any(run.bold for run in paragraph.runs)
        text = paragraph.text
        lines = fill_pieces(
            self._breaker.pieces(text),
            width,
            self._letter(bold).advance,
            self._breaker.parts,
            first,
        )
        if len(paragraph.runs) == 1:
            underline = paragraph.runs[0].underline
            return ([StyledPart(pieces, bold, underline)] for pieces in lines)
        return _in_runs(paragraph, lines, style_bold)

    def _used(
        self, parts: list[StyledPart], size: float
    ) -> tuple[float, list[tuple[float, float]]]:
        """Returns the width of a line, and offset and width of its underlines."""
        used = 0.0
        underlines = []
        for part in parts:
            width = sum(map(self._letter(part.bold).advance, part.pieces)) * size / 1000
            if part.underline:
                underlines.append((used, width))
            used += width
        return used, underlines


@lru_cache(_FONTS)
def _memory(
    _regular: ShapedFont, _bold: ShapedFont, _ratio: float, _breaker: WordBreaker
) -> dict[tuple[Paragraph, float], list[TextLine]]:
    """Returns the lines of paragraphs by width, which documents in the same fonts share."""
    return {}


def _ending(between: str) -> str:
    """Returns how a line ends, by the white space between it and the next one."""
    return "\v" if "\n" in between else " " if between else ""


def _in_runs(
    paragraph: Paragraph, lines: list[list[str]], bold: bool
) -> Iterator[list[StyledPart]]:
    """Yields the lines split where runs end; spaces dropped at line ends are skipped."""
    text = paragraph.text
    owners = [run for run in paragraph.runs for _letter in run.text]
    at = 0
    for line in lines:
        parts: list[StyledPart] = []
        for piece in line:
            at = text.index(piece, at)
            begin = at
            at += len(piece)
            while begin < at:
                run = owners[begin]
                end = begin
                while end < at and owners[end] is run:
                    end += 1
                parts.append(StyledPart([text[begin:end]], bold or run.bold, run.underline))
                begin = end
        yield parts


def _shift(align: Align, spare: float) -> float:
    """Returns how far a line moves right in its column."""
    if align is Align.CENTER:
        return max(spare / 2, 0.0)
    return max(spare, 0.0) if align is Align.RIGHT else 0.0
