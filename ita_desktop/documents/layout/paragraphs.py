"""Lays out paragraphs as lines of text. Lengths are points.

Lines with tabs, pictures and several font sizes, as in memo and letter heads, have one baseline for
all items; the tallest sets their height.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from ita_desktop.documents.content import Align, Image, Paragraph, Run, TabStop
from ita_desktop.documents.layout.fonts import ShapedFont
from ita_desktop.documents.styles import LEVEL_INDENT, LOOKS, MM, STYLES, Style, mark_width
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
_DOTS_BELOW = 0.14
"""Distance of a dotted line below the baseline, in font sizes of the paragraph."""
_NEAR = 0.01
_SHORT = 60.0
"""Width in points up to which text at the last tab stop is taken for a page number."""
BASELINE = 0.7
"""Baseline position as a share of the line height: two marks fit above, a vowel below."""
_ADDRESS = "://"
"""What every web address contains."""


class StyledPart(NamedTuple):
    """Pieces of a line in one style, each measured separately."""

    pieces: Sequence[str]
    bold: bool
    underline: bool = False


class Show(NamedTuple):
    """Consecutive parts that begin ``x`` points right of the column's left edge."""

    x: float
    parts: Sequence[StyledPart]
    size: float
    color: str = ""
    """``RRGGBB``; empty for black."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text; ``before`` is the space above it."""

    height: float
    before: float
    text: str
    shows: tuple[Show, ...] = ()
    rules: tuple[tuple[float, float], ...] = ()
    """Offset and width of each underline."""
    drop: float = 0.0
    """Distance of underlines below the baseline."""
    keep_next: bool = False
    """Whether no page break may follow the line."""
    ascent: float | None = None
    """Distance of the baseline from the top; None for the default of a single font size."""
    dots: tuple[tuple[float, float], ...] = ()
    """Offset and width of each dotted line below the text."""
    images: tuple[tuple[float, Image], ...] = ()
    """Pictures on the baseline, with their offsets."""
    begins: int = 0
    """Offset of its text in that of the paragraph, in characters."""
    parts: tuple[tuple[float, float, "TextLine"], ...] = ()
    """Nested lines, with their offsets from its left edge and its top."""
    ends: str = "\n"
    """What of the text is between it and the next line: the space at which the line was broken or
    nothing, a line break at the end of a paragraph, a vertical tab for one within it, a tab at the
    end of a cell."""
    heading: int = 0
    """The level of the heading that it is of, from 1; 0 for text."""

    @property
    def baseline(self) -> float:
        """Distance of the baseline from the top."""
        return self.height * BASELINE if self.ascent is None else self.ascent


def with_whole_addresses(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yields the lines; one that ends within a web address stays on the page of the next one."""
    inside = False
    for line in lines:
        _before, space, last = line.text.rpartition(" ")
        inside = not line.ends and (_ADDRESS in last or (inside and not space))
        yield replace(line, keep_next=True) if inside else line


def is_mixed(paragraph: Paragraph) -> bool:
    """Returns whether a paragraph has tabs, pictures, or character styles."""
    if paragraph.first is not None and paragraph.first < 0:
        return True
    return bool(paragraph.tabs) or any(run.style or run.image for run in paragraph.runs)


def with_number(paragraph: Paragraph) -> tuple[Paragraph, int]:
    """Returns the paragraph with its list number as text, and the length of that text."""
    if not paragraph.counted or not paragraph.mark or paragraph.hangs:
        return paragraph, 0
    gap = "\t" if paragraph.tabbed else " "
    lead = f"{paragraph.mark}{gap}" if paragraph.text else paragraph.mark
    runs = paragraph.runs or (Run(""),)
    first = replace(runs[0], text=lead + runs[0].text)
    return replace(paragraph, runs=(first, *runs[1:]), mark="", counted=""), len(lead)


def first_line(paragraph: Paragraph) -> float:
    """Returns the indent of the first line in points."""
    style = STYLES[paragraph.style]
    return (style.first_line if paragraph.first is None else paragraph.first) * MM


@dataclass(slots=True)
class _Item:
    """An item of a line; ``height`` belongs to the official font size."""

    x: float
    width: float
    text: str = ""
    show: Show | None = None
    height: float = 0.0
    image: Image | None = None
    dotted: bool = False
    underline: bool = False


@dataclass(slots=True)
class _Row:
    """A line being filled."""

    x: float
    items: list[_Item] = field(default_factory=list)
    ends: str = "\n"
    """What of the text is between it and the next line."""


class MixedSetter:
    """Lays out such paragraphs; ``ratio`` scales official sizes to the font."""

    def __init__(
        self, regular: ShapedFont, bold: ShapedFont, ratio: float, breaker: WordBreaker
    ) -> None:
        self._regular, self._bold = regular, bold
        self._ratio = ratio
        self._breaker = breaker

    def lines(self, paragraph: Paragraph, width: float, beside: float = 0.0) -> list[TextLine]:
        """Returns the paragraph's lines in a column ``width`` points wide; at least one. ``beside``
        is the room to leave for a page number that has none beside the last line."""
        numbered, _lead = with_number(paragraph)
        style = STYLES[numbered.style]
        left = numbered.left * MM
        rows = [_Row(left + first_line(numbered))]
        parts = list(_parts(numbered.runs))
        for at, (run, text) in enumerate(parts):
            if run.image is not None:
                self._put_image(rows[-1], run.image)
            elif text == "\t":
                group = self._group(parts[at + 1 :], style)
                if self._is_full(rows[-1], group, numbered):
                    if not beside:
                        return self.lines(paragraph, width, group)
                    rows.append(_Row(left))
                self._tab(rows[-1], run, group, numbered, width)
            else:
                for place, line in enumerate(text.split("\n")):
                    if place:
                        rows[-1].ends = "\v"
                        rows.append(_Row(left))
                    room = (
                        width - beside
                        if any(text == "\t" for _run, text in parts[at + 1 :])
                        else width
                    )
                    self._put_text(rows, run, line, style, left, room)
        return [
            self._line(row, style, width, shifts=not numbered.tabs, before=row is rows[0])
            for row in rows
        ]

    def _put_image(self, row: _Row, image: Image) -> None:
        row.items.append(_Item(row.x, image.width * MM, image=image))
        row.x += image.width * MM

    def _tab(self, row: _Row, run: Run, group: float, paragraph: Paragraph, width: float) -> None:
        """Moves to the next tab stop and aligns the text after it, ``group`` points wide, there."""
        hang = [TabStop(paragraph.left)] if paragraph.left else []
        stops = sorted((*paragraph.tabs, *hang), key=lambda stop: stop.at)
        stop = next((stop for stop in stops if stop.at * MM > row.x + _NEAR), None)
        if stop is None:
            row.x += 1.0
            return
        x = max(row.x, min(stop.at * MM, width) - group * stop.align.share)
        dotted = stop.dotted or (bool(run.style) and LOOKS[run.style].dotted)
        row.items.append(_Item(row.x, x - row.x, " ", dotted=dotted, underline=run.underline))
        row.x = x

    @staticmethod
    def _is_full(row: _Row, group: float, paragraph: Paragraph) -> bool:
        """Returns whether a page number aligned at the last tab stop would overlap the text before
        it."""
        last = max(paragraph.tabs, key=lambda stop: stop.at, default=None)
        if last is None or last.align is not Align.RIGHT or not 0 < group < _SHORT:
            return False
        ahead = [tab for tab in paragraph.tabs if tab.at * MM > row.x + _NEAR]
        return ahead in ([], [last]) and row.x + group > last.at * MM + _NEAR

    def _group(self, parts: Sequence[tuple[Run, str]], style: Style) -> float:
        """Returns the width of everything before the next tab."""
        total = 0.0
        for run, text in parts:
            if text == "\t":
                break
            if run.image is not None:
                total += run.image.width * MM
                continue
            letter, size = self._letter(run, style)
            line, *more = text.split("\n")
            total += sum(map(letter.advance, self._breaker.pieces(line))) * size / 1000
            if more:
                break
        return total

    def _put_text(
        self, rows: list[_Row], run: Run, text: str, style: Style, left: float, width: float
    ) -> None:
        if not text:
            return
        letter, size = self._letter(run, style)
        unit = size / 1000
        pieces = self._breaker.pieces(text)
        room = max(width - left, size)
        first = letter.advance(pieces[0].rstrip(" ")) * unit
        if rows[-1].x > left + _NEAR and rows[-1].x + first > width + _NEAR and rows[-1].items:
            rows[-1].ends = ""
            rows.append(_Row(left))
        used = rows[-1].x - left
        lines = fill_pieces(pieces, room / unit, letter.advance, self._breaker.parts, used / unit)
        look = LOOKS.get(run.style)
        end = 0
        for place, line in enumerate(lines):
            shown = "".join(line)
            begin = text.index(shown, end)
            if place:
                rows[-1].ends = " " if begin > end else ""
                rows.append(_Row(left))
            last = place == len(lines) - 1
            end = begin + len(shown)
            if last:
                shown += " " * (len(text) - len(text.rstrip(" ")))
            advance = letter.advance(shown) * unit
            color = (look.color if look else "") or style.color
            part = StyledPart((shown,), letter is self._bold)
            rows[-1].items.append(
                _Item(
                    rows[-1].x,
                    advance,
                    shown,
                    Show(rows[-1].x, (part,), size, color),
                    self._height(run, style),
                    dotted=bool(look and look.dotted),
                    underline=run.underline,
                )
            )
            rows[-1].x += advance

    def _letter(self, run: Run, style: Style) -> tuple[ShapedFont, float]:
        look = LOOKS.get(run.style)
        bold = style.bold or run.bold or bool(look and look.bold)
        return self._bold if bold else self._regular, _size(run, style) * self._ratio

    @staticmethod
    def _height(run: Run, style: Style) -> float:
        return _size(run, style) * style.pitch

    def _line(
        self, row: _Row, style: Style, width: float, *, shifts: bool, before: bool
    ) -> TextLine:
        plain = style.size * style.pitch
        heights = [item.height for item in row.items if item.height] or [plain]
        pictures = [item.image.height * MM for item in row.items if item.image is not None]
        ascent = max(max(heights) * BASELINE, *pictures, 0.0)
        descent = max(heights) * (1 - BASELINE)
        shift = 0.0
        if shifts and style.align is not Align.LEFT:
            spare = max(width - row.x, 0.0)
            shift = spare / 2 if style.align is Align.CENTER else spare
        text = "".join(item.text for item in row.items)
        return TextLine(
            ascent + descent,
            style.before if before else 0.0,
            text,
            tuple(item.show._replace(x=item.x + shift) for item in row.items if item.show),
            tuple((item.x + shift, item.width) for item in row.items if item.underline),
            style.size * self._ratio * _DOTS_BELOW,
            style.keep_next,
            ascent,
            tuple((item.x + shift, item.width) for item in row.items if item.dotted),
            tuple((item.x + shift, item.image) for item in row.items if item.image is not None),
            ends=row.ends,
            heading=style.heading,
        )


def _parts(runs: Sequence[Run]) -> list[tuple[Run, str]]:
    """Splits the runs at tabs, each of which becomes a part of its own."""
    parts: list[tuple[Run, str]] = []
    for run in runs:
        if run.image is not None:
            parts.append((run, ""))
            continue
        for number, text in enumerate(run.text.split("\t")):
            if number:
                parts.append((run, "\t"))
            if text:
                parts.append((run, text))
    return parts


def _size(run: Run, style: Style) -> float:
    look = LOOKS.get(run.style)
    return look.size if look is not None and look.size else style.size


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
