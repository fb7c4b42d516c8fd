"""Line layout of rich text, identical in a cell and in its editor: list marks are characters, and
further lines have a hanging indent.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.rich import BULLETS, DEEPEST, RichLine, parse
from ita_desktop.ui.table.cells.drawn import DrawnWords
from ita_desktop.ui.theme.lines import TIP_LINES, draw_text, enough, metrics, wrap
from ita_desktop.ui.theme.tokens import Text, Tone

_SPACES: Final = lazy_re(" *")
_PARAGRAPH_END: Final = lazy_re(" *\n")
_D: Final = r"[0-9\u0e50-\u0e59]"
LEAD: Final = lazy_re(
    rf"( *)({_D}{{1,2}}(?:\.{_D}{{1,2}})*[.)](?!{_D})|{_D}{{1,2}}(?:\.{_D}{{1,2}})+(?= )"
    rf"|\({_D}{{1,2}}\)|[{''.join(sorted(BULLETS))}]) +"
)
"""The prefix of a list item as displayed: indent, mark, space."""
DEEP: Final = "  "
"""The indent of a nested list item, for each level."""
STRONG: Final = {Text.BODY: Text.BODY_STRONG, Text.LABEL: Text.LABEL_STRONG}
"""The bold variants of text styles."""
Stretches = Sequence[tuple[int, int]]
"""Start and end of each bold run in a paragraph."""
Runs = list[tuple[str, Text]]


def line_starts(text: str, lines: Iterable[str]) -> list[int]:
    """Returns the offset in ``text`` of each of its wrapped ``lines``; the first is 0.

    Line breaking drops spaces where a line ends or begins, and line breaks; they belong to the line
    before.
    """
    starts: list[int] = []
    at = 0
    for line in lines:
        if starts and (ended := _PARAGRAPH_END.match(text, at)):
            at = ended.end()
        at = _start(text, line, at)
        starts.append(at if starts else 0)
        at += len(line)
    return starts


def _start(text: str, line: str, at: int) -> int:
    """Returns where ``line`` begins from ``at`` on: it may begin with some of the spaces there."""
    spaces = _SPACES.match(text, at)
    end = spaces.end() if spaces is not None else at
    found = text.find(line, at, end + len(line))
    return found if found >= 0 else end


class RichLineSize:
    LEVEL: Final = 20
    """Indent of a nested list, for each level."""


def level_of(lead: re.Match[str]) -> int:
    """Returns the level of a list item by its :data:`LEAD`."""
    return min(len(lead[1]) // len(DEEP), DEEPEST)


def shown(line: RichLine) -> str:
    """Returns a line as displayed, with its mark as text."""
    if not line.mark:
        return line.text
    return f"{DEEP * line.level}{line.mark} {line.text}"


def shown_text(text: str) -> str:
    """Returns a stored text as displayed."""
    return "\n".join(map(shown, parse(text)))


def bold_of(line: RichLine) -> list[tuple[int, int]]:
    """Returns the bold runs of a line as displayed."""
    at = len(shown(line)) - len(line.text)
    found = []
    for span in line.spans:
        if span.bold:
            found.append((at, at + len(span.text)))
        at += len(span.text)
    return found


class ParagraphLayout(NamedTuple):
    """The lines of a paragraph: offset of the first character, and indent in px."""

    starts: list[int]
    first: float
    hang: float


def fill(text: str, bold: Stretches, width: float, style: Text = Text.BODY) -> ParagraphLayout:
    """Wraps a displayed paragraph at ``width`` px. A paragraph with bold text is measured in bold
    throughout, so that no line is too long."""
    found = LEAD.match(text)
    lead = found.end() if found else 0
    blanks = len(found[1]) if found else 0
    widest = STRONG[style] if bold else style
    left = float(RichLineSize.LEVEL * level_of(found)) if found else 0.0
    hang = left + metrics(widest).horizontalAdvance(text[blanks:lead]) if found else 0.0
    starts = [0]
    body = text[lead:]
    if body and width > hang:
        starts = [at + lead for at in line_starts(body, wrap(body, widest, width - hang))]
        starts[0] = 0
    return ParagraphLayout(starts, left - metrics(style).horizontalAdvance(text[:blanks]), hang)


def stretches(
    text: str, start: int, end: int, bold: Stretches, style: Text = Text.BODY
) -> list[tuple[str, Text]]:
    """Splits the text from ``start`` to ``end`` into runs of one text style."""
    found, at = [], start
    for first, last in bold:
        begin, stop = max(first, at), min(last, end)
        if begin < stop:
            found.append((text[at:begin], style))
            found.append((text[begin:stop], STRONG[style]))
            at = stop
    found.append((text[at:end], style))
    return [pair for pair in found if pair[0]]


def advance(runs: Sequence[tuple[str, Text]]) -> float:
    """Returns the width of consecutive runs."""
    return sum(metrics(style).horizontalAdvance(text) for text, style in runs)


@dataclass
class RichWords(DrawnWords):
    """Lines with indents ``places`` (px) and bold runs."""

    places: tuple[float, ...] = ()
    runs: list[Runs] = field(default_factory=list)

    def taken(self, width: float) -> tuple[float, ...]:
        wide = [x + advance(runs) for x, runs in zip(self.places, self.runs, strict=True)]
        return (*wide[:-1], width) if self.fade else tuple(wide)

    def _begin(self, at: int, area: QRectF) -> float:
        return area.left() + self.places[at]

    def _paint_line(self, painter: QPainter, at: int, area: QRectF, y: int) -> None:
        paint_runs(painter, self.runs[at], QPointF(self._begin(at, area), y))


def paint_runs(painter: QPainter, runs: Sequence[tuple[str, Text]], at: QPointF) -> None:
    """Draws runs side by side with the painter's pen; ``at`` is on their baseline."""
    x = at.x()
    for text, style in runs:
        draw_text(painter, style, x, at.y(), text)
        x += metrics(style).horizontalAdvance(text)


def rich_words(text: str, tone: Tone, width: float, most: int) -> RichWords:
    """Lays out a text on at most ``most`` lines of ``width`` px; if there are more, the last line
    fades out, or ends with … at the end of a paragraph."""
    # Further paragraphs are neither in the cell nor in its tool tip.
    paragraphs = text.split("\n", TIP_LINES + 1)[: TIP_LINES + 1]
    tip = shown_text("\n".join(paragraphs))
    places: list[float] = []
    lines: list[Runs] = []
    for line in parse("\n".join(paragraphs[: most + 1])):
        words = shown(line)[: enough(width)]
        bold: Stretches = bold_of(line)
        starts, first, hang = fill(words, bold, width)
        ends = [*starts[1:], len(words)]
        for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if len(lines) < most:
                places.append(hang if at else first)
                lines.append(stretches(words, start, len(words[:end].rstrip(" ")), bold))
                continue
            if at:
                # The text of the next line continues beyond the edge, where it fades.
                lines[-1] = stretches(words, starts[at - 1], end, bold)
                return _made(lines, tone, places, tip, fade=True)
            return _ended(lines, tone, places, tip, width)
    return _made(lines, tone, places, "")


def _ended(lines: list[Runs], tone: Tone, places: list[float], tip: str, width: float) -> RichWords:
    """Appends … to a last line that ends a paragraph, if there is space."""
    dots = (" …", Text.BODY)
    if places[-1] + advance([*lines[-1], dots]) <= width:
        lines[-1].append(dots)
        return _made(lines, tone, places, tip)
    return _made(lines, tone, places, tip, fade=True)


def _made(
    lines: list[Runs], tone: Tone, places: list[float], tip: str, *, fade: bool = False
) -> RichWords:
    texts = tuple("".join(text for text, _style in runs) for runs in lines)
    return RichWords(texts, Text.BODY, tone, fade=fade, tip=tip, places=tuple(places), runs=lines)
