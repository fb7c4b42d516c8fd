"""The text of the window: its font, and its lines, wrapped and elided at word boundaries,
identically on every machine; tool tips of long or user-entered text are wrapped, too, and never
interpreted as HTML.

Sarabun is bundled with its fallback fonts, so that text has the same size everywhere. Qt breaks
Thai only where libthai is installed, and then inside names and before units; so the window never
uses Qt's wrapping. Text that fits is not passed to the word breaker, whose word list takes time to
load.
"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGlyphRun,
    QHelpEvent,
    QPainter,
    QTextLayout,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ita_desktop.fonts import FALLBACKS
from ita_desktop.paths import resource
from ita_desktop.ui.theme.tokens import Text

if TYPE_CHECKING:
    from ita_desktop.typography.words import WordBreaker

TIP_WIDTH: Final = 440
TIP_LINES: Final = 30
CACHED_LINES: Final = 8_192
"""Number of texts whose lines are cached."""
SPARE: Final = 64
"""Number of characters considered beyond what fits a width."""
Place = tuple[str, Text, float, int | None]
"""A text, its style, the width in px, and the greatest number of lines."""


FAMILY = "Sarabun"
# Weight 700 is for documents only; the window uses at most 600.
FILES = ("Sarabun-Regular.ttf", "Sarabun-Medium.ttf", "Sarabun-SemiBold.ttf")
_ENDLESS = 1e6
"""A width in px at which no line wraps."""


@cache
def load_fonts() -> None:
    """Registers Sarabun and the fallback fonts with Qt. Raises FileNotFoundError if a file is not
    readable."""
    for name in (*FILES, *(fallback.file for fallback in FALLBACKS)):
        path = resource("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
    QFont.insertSubstitutions(FAMILY, [fallback.family for fallback in FALLBACKS])


@cache
def font(style: Text) -> QFont:
    """Returns the font of a text style: size in px, weight and tabular figures. The object is
    shared and must not be changed."""
    face = style.value
    made = QFont(FAMILY)
    made.setPixelSize(face.px)
    made.setWeight(QFont.Weight(face.weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=4096)
def _shaped(style: Text, text: str) -> tuple[QGlyphRun, ...]:
    """Returns the glyphs of a line whose baseline begins at (0, 0)."""
    layout = QTextLayout(text, font(style))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_ENDLESS)
    layout.endLayout()
    line.setPosition(QPointF(0, -line.ascent()))
    return tuple(layout.glyphRuns())


def draw_text(painter: QPainter, style: Text, x: float, y: float, text: str) -> None:
    """Draws a line of text that begins at ``x`` on baseline ``y``, with the painter's pen.

    It looks as from QPainter.drawText, which shapes the text each time; shaping Thai takes longer
    than drawing its glyphs.
    """
    at = QPointF(x, y)
    for run in _shaped(style, text):
        painter.drawGlyphRun(at, run)


class _Metrics(QFontMetricsF):
    """Font metrics with cached text widths, because layouts repeat queries and shaping Thai takes
    long."""

    def __init__(self, of: QFont) -> None:
        super().__init__(of)
        advance = lru_cache(maxsize=4096)(super().horizontalAdvance)
        self.horizontalAdvance = advance  # type: ignore[method-assign]


@cache
def metrics(style: Text) -> QFontMetricsF:
    """Returns the metrics of a text style in logical px."""
    return _Metrics(font(style))


def baseline(style: Text, top: float, height: float) -> int:
    """Returns the integer y of the baseline of text centred in a line."""
    return round(top + _baseline_offset(style, height))


@cache
def _baseline_offset(style: Text, height: float) -> float:
    """Returns the distance of the baseline from the top of a line."""
    measured = metrics(style)
    return (height - measured.ascent() - measured.descent()) / 2 + measured.ascent()


class WindowWordBreaker:
    """The word breaker of the window, created when first needed."""

    def __init__(self) -> None:
        self._terms: tuple[str, ...] = ()
        self._breaker: WordBreaker | None = None
        self._filled: dict[Place, tuple[str, ...]] = {}
        self.ready = False
        """Whether text is elided at word boundaries: not during the first painting."""
        self.cut_early = False
        """Whether a text was elided at any character, so that it has to be painted again."""

    def know(self, terms: Iterable[str]) -> None:
        """Sets terms that are never broken: names of units, terms of the glossary."""
        wanted = tuple(dict.fromkeys(terms))
        if wanted != self._terms:
            self._terms = wanted
            self._breaker = None
            self._filled.clear()

    def make(self) -> None:
        """Creates the word breaker in advance."""
        _ = self.breaker

    @property
    def breaker(self) -> "WordBreaker":
        if self._breaker is None:
            from ita_desktop.typography.words import breaker_with

            self._breaker = breaker_with(*self._terms)
            self.ready = True
        return self._breaker

    def filled(self, place: Place) -> tuple[str, ...]:
        """Returns the lines of a text, cached because texts repeat on each page and year, and in
        other places of the same width."""
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
    """Returns lines that end at separators; empty if a part is wider than a line."""
    lines: list[str] = []
    *before, last = text.split(" · ")
    for part in (*(f"{name} ·" for name in before), last):
        if measure(part) > width:
            return []
        if lines and measure(f"{lines[-1]} {part}") <= width:
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines.append(part)
    return lines


def _cut(text: str, style: Text, width: float) -> str:
    """Returns as many words as fit before …; a long name may be split between its words, and a word
    within if otherwise two thirds of the width were empty."""
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
    # A truncated statement could be misread.
    whole = kept.rpartition(" · ")[0]
    if measure(whole) > width / 2:
        kept = whole
    return f"{kept.rstrip(' ·')}…"


def one_line(text: str, style: Text, width: float) -> str:
    """Returns the text on one line, elided at a word boundary to ``width`` px."""
    plain = text.replace("\n", " ")
    beginning = plain[: enough(width)]
    if metrics(style).horizontalAdvance(beginning) <= width:
        return plain
    return words.filled((beginning, style, width, 1))[0]


def enough(width: float) -> int:
    """More characters than fit on four lines of ``width``; the rest need not be considered."""
    return 2 * round(width) + SPARE


def elide(text: str, style: Text, width: float) -> str:
    """Like :func:`one_line`; until the word breaker is loaded, elides at any character."""
    if words.ready:
        return one_line(text, style, width)
    measured = metrics(style)
    if measured.horizontalAdvance(text) <= width:
        return text
    words.cut_early = True
    return measured.elidedText(text, Qt.TextElideMode.ElideRight, width)


def tip_lines(text: str) -> str:
    """Returns a text for a tool tip: wrapped, and escaped where Qt would interpret it as HTML."""
    if not text:
        return ""
    filled = "\n".join(wrap(text, Text.NOTE, TIP_WIDTH, TIP_LINES))
    if "<" not in filled:
        return filled
    from html import escape

    return f"<span style='white-space:pre'>{escape(filled)}</span>"


def paint_lines(painter: QPainter, lines: Iterable[str], style: Text, at: QPointF) -> None:
    """Draws lines with the painter's pen; ``at`` is the top left corner of the first one."""
    height = style.line
    for number, line in enumerate(lines):
        draw_text(painter, style, at.x(), baseline(style, at.y() + number * height, height), line)


def set_tip(widget: QWidget, text: str) -> None:
    """Sets a tool tip. A text that Qt would show wrongly is wrapped when the tip is shown."""
    if text == widget.toolTip():
        return
    # The widget's own override may be the caller.
    QWidget.setToolTip(widget, text)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    if _needs_lines(text) and widget.findChild(_LongTip, options=direct) is None:
        _LongTip(widget)


def show_tip(event: QHelpEvent, text: str, widget: QWidget) -> None:
    """Shows a tool tip at the mouse position."""
    QToolTip.showText(event.globalPos(), tip_lines(text), widget)


def _needs_lines(text: str) -> bool:
    measure = metrics(Text.NOTE).horizontalAdvance
    return "<" in text or any(measure(part) > TIP_WIDTH for part in text.split("\n"))


class _LongTip(QObject):
    """Shows the tool tip of its widget instead of Qt."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            assert isinstance(watched, QWidget)
            show_tip(event, watched.toolTip(), watched)
            return True
        return False
