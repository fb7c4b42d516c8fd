"""Sarabun, bundled, so that every measure holds on every machine, and what it has not."""

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from ita_desktop.fonts import FALLBACKS
from ita_desktop.paths import resource
from ita_desktop.ui.theme.tokens import Text

FAMILY = "Sarabun"
# 700 is for documents only: the window stops at 600.
FILES = ("Sarabun-Regular.ttf", "Sarabun-Medium.ttf", "Sarabun-SemiBold.ttf")


@cache
def load() -> None:
    """Make Sarabun known to Qt, and where letters come from that it has not; raises
    FileNotFoundError when a file is not readable."""
    for name in (*FILES, *(fallback.file for fallback in FALLBACKS)):
        path = resource("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
    QFont.insertSubstitutions(FAMILY, [fallback.family for fallback in FALLBACKS])


@cache
def font(style: Text) -> QFont:
    """The font of a type style: pixel size, weight and tabular figures. All share it, so none
    may change it."""
    face = style.value
    made = QFont(FAMILY)
    made.setPixelSize(face.px)
    made.setWeight(QFont.Weight(face.weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


class _Metrics(QFontMetricsF):
    """Metrics that know how wide the last texts were: layouts ask for the same ones over again,
    and Thai takes long to shape."""

    def __init__(self, of: QFont) -> None:
        super().__init__(of)
        advance = lru_cache(maxsize=4096)(super().horizontalAdvance)
        self.horizontalAdvance = advance  # type: ignore[method-assign]


@cache
def metrics(style: Text) -> QFontMetricsF:
    """Metrics of a type style in logical pixels."""
    return _Metrics(font(style))


def baseline(style: Text, top: float, height: float) -> int:
    """The whole-pixel y at which text of ``style`` stands in the middle of a line."""
    return round(top + _rise(style, height))


@cache
def _rise(style: Text, height: float) -> float:
    """How far below the top of a line its letters stand."""
    measured = metrics(style)
    return (height - measured.ascent() - measured.descent()) / 2 + measured.ascent()
