"""Lays out lines with tabs, pictures and several font sizes, as in memo and letter heads.

Lengths are points. All items of a line share one baseline; the tallest sets its height.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ita_desktop.documents.content import Align, Image, Paragraph, Run, TabStop
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.layout.text.lines import (
    BASELINE,
    Show,
    StyledPart,
    TextLine,
    first_line,
    with_number,
)
from ita_desktop.documents.layout.text.shaping import ShapedFont
from ita_desktop.documents.styles import LOOKS, STYLES, Style
from ita_desktop.typography.lines import fill_pieces
from ita_desktop.typography.words import WordBreaker

_DOTS_BELOW = 0.14
"""Distance of a dotted line below the baseline, in font sizes of the paragraph."""
_NEAR = 0.01
_SHORT = 60.0
"""Width in points up to which text at the last tab stop is taken for a page number."""


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
