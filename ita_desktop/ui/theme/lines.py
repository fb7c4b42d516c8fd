"""Text put on lines at word ends, the same on every machine.

Qt breaks Thai only where libthai is installed, and then inside names; so the window never asks
Qt to wrap. A text that fits its place is never handed to the word breaker, whose word list
takes time to load.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from ita_desktop.ui.theme.fonts import baseline, font, metrics
from ita_desktop.ui.theme.tokens import Text

if TYPE_CHECKING:
    from ita_desktop.typography.words import WordBreaker


TIP_WIDTH: Final = 440
TIP_LINES: Final = 30
CACHED_LINES: Final = 8_192
"""How many texts' lines are kept."""
SPARE: Final = 64
"""Letters that are read beyond what a width could hold."""
Place = tuple[str, Text, float, int | None]
"""A text, its style, the width it has, and how many lines at most."""


class WindowWordBreaker:
    """The word breaker of the window, made when the first text has to be broken."""

    def __init__(self) -> None:
        self._terms: tuple[str, ...] = ()
        self._breaker: WordBreaker | None = None
        self._filled: dict[Place, tuple[str, ...]] = {}
        self.ready = False
        """Whether words are looked for where a text is cut: not while a start paints."""

    def know(self, terms: Iterable[str]) -> None:
        """Never cut inside these terms: names of units, words of the glossary."""
        wanted = tuple(dict.fromkeys(terms))
        if wanted != self._terms:
            self._terms = wanted
            self._breaker = None
            self._filled.clear()

    def make(self) -> None:
        """Make the word breaker before a text needs it."""
        _ = self.breaker

    @property
    def breaker(self) -> "WordBreaker":
        if self._breaker is None:
            from ita_desktop.typography.words import WordBreaker

            self._breaker = WordBreaker(self._terms)
            self.ready = True
        return self._breaker

    def filled(self, place: Place) -> tuple[str, ...]:
        """The lines of a text in its place. They are kept: the same texts come again with every
        page and year, and again in other places of the same width."""
        known = self._filled.get(place)
        if known is None:
            if len(self._filled) >= CACHED_LINES:
                self._filled.clear()
            known = self._filled[place] = _fill(*place)
        return known


words: Final = WindowWordBreaker()


def wrap(text: str, style: Text, width: float, most: int | None = None) -> tuple[str, ...]:
    """The lines of ``text`` in ``width`` px; beyond ``most`` lines the last one ends with …."""
    return words.filled((text, style, width, most))


def _fill(text: str, style: Text, width: float, most: int | None) -> tuple[str, ...]:
    measure = metrics(style).horizontalAdvance
    if "\n" not in text and measure(text) <= width:
        return (text,)
    if most == 1:
        return (_cut(text.partition("\n")[0], style, width),)
    from ita_desktop.typography.lines import fill

    lines: list[str] = []
    for part in text.split("\n"):
        if measure(part) <= width:
            lines.append(part)
        else:
            breaker = words.breaker
            filled = fill(breaker.pieces(part), width, measure, breaker.parts)
            clauses = _clauses(part, width, measure)
            lines += clauses if 0 < len(clauses) <= len(filled) else filled
    if most is not None and len(lines) > most:
        lines[most - 1] = _cut(lines[most - 1], style, width)
        del lines[most:]
    return tuple(lines)


def _clauses(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Lines that end between the parts of a sentence; none where one part is wider than a line."""
    lines: list[str] = []
    *before, last = text.split(" · ")
    for part in (*(f"{one} ·" for one in before), last):
        if measure(part) > width:
            return []
        if lines and measure(f"{lines[-1]} {part}") <= width:
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines.append(part)
    return lines


def _cut(text: str, style: Text, width: float) -> str:
    """As many words of ``text`` as have room before a …; a long name may be cut between its
    words, and a word inside where otherwise two thirds of the place stayed empty."""
    measured = metrics(style)
    measure = measured.horizontalAdvance
    most = width - measure("…")
    breaker = words.breaker
    kept = ""
    for piece in breaker.pieces(text):
        if measure(f"{kept}{piece}".rstrip()) <= most:
            kept += piece
            continue
        for part in breaker.parts(piece):
            if measure(f"{kept}{part}".rstrip()) > most:
                break
            kept += part
        break
    if measure(kept) < width / 3:
        return measured.elidedText(f"{text}…", Qt.TextElideMode.ElideRight, width)
    # Half of a statement would be another one.
    whole = kept.rpartition(" · ")[0]
    if measure(whole) > width / 2:
        kept = whole
    return f"{kept.rstrip(' ·')}…"


def one_line(text: str, style: Text, width: float) -> str:
    """The text on one line, cut with … at the end of a word where it is wider than ``width`` px."""
    plain = text.replace("\n", " ")
    beginning = plain[: enough(width)]
    if metrics(style).horizontalAdvance(beginning) <= width:
        return plain
    return words.filled((beginning, style, width, 1))[0]


def enough(width: float) -> int:
    """More letters than four lines of ``width`` can hold; what is longer need not be broken."""
    return 2 * round(width) + SPARE


def elide(text: str, style: Text, width: float) -> str:
    """Like :func:`one_line`; while a start paints the text is cut at any letter, because the word
    breaker is not loaded yet."""
    if words.ready:
        return one_line(text, style, width)
    measured = metrics(style)
    if measured.horizontalAdvance(text) <= width:
        return text
    return measured.elidedText(text, Qt.TextElideMode.ElideRight, width)


def tip_lines(text: str) -> str:
    """A text for a tool tip: Qt breaks no plain text there, and takes ``<b>`` for a command."""
    if not text:
        return ""
    filled = "\n".join(wrap(text, Text.NOTE, TIP_WIDTH, TIP_LINES))
    if "<" not in filled:
        return filled
    from html import escape

    return f"<span style='white-space:pre'>{escape(filled)}</span>"


def paint_lines(
    painter: QPainter, lines: Iterable[str], style: Text, at: QPointF, step: float | None = None
) -> None:
    """Draw lines in the painter's pen, the first one's top left corner ``at``.

    ``step`` is the distance of two lines in px, the style's own line height unless given.
    """
    height = style.line if step is None else step
    painter.setFont(font(style))
    for number, line in enumerate(lines):
        painter.drawText(QPointF(at.x(), baseline(style, at.y() + number * height, height)), line)
