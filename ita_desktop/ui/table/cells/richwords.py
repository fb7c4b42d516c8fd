"""A laid out cell with rich text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ita_desktop.domain.rich import parse
from ita_desktop.ui.table.cells.drawn import DrawnWords
from ita_desktop.ui.table.cells.richlines import (
    Stretches,
    advance,
    bold_of,
    fill,
    shown,
    shown_text,
    stretches,
)
from ita_desktop.ui.theme.fonts import draw_text, metrics
from ita_desktop.ui.theme.lines import TIP_LINES, enough
from ita_desktop.ui.theme.tokens import Text, Tone

Runs = list[tuple[str, Text]]


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
