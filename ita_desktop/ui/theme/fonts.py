"""Sarabun, bundled so that text has the same size on every machine, and its fallback fonts."""

from functools import cache, lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGlyphRun,
    QPainter,
    QTextLayout,
)

from ita_desktop.fonts import FALLBACKS
from ita_desktop.paths import resource
from ita_desktop.ui.theme.tokens import Text

FAMILY = "Sarabun"
# Weight 700 is for documents only; the window uses at most 600.
FILES = ("Sarabun-Regular.ttf", "Sarabun-Medium.ttf", "Sarabun-SemiBold.ttf")
_ENDLESS = 1e6
"""A width in px at which no line wraps."""


@cache
def load() -> None:
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
