"""Drawings as basic shapes, which any back-end can paint; and QR codes, as squares to be drawn and
as pictures of one bit a dot, sharp at any size.

Lengths are in points, from the top left corner to the right and downwards. Inks are named by their
meaning; back-ends define the colours, which differ in lightness for printing in black and white.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

_DOTS: Final = 16
"""Dots of the picture for each square of the code."""
_QUIET: Final = 4
"""Squares of white around the code, as its standard asks."""


class Ink(StrEnum):
    TEXT = "text"
    MUTED = "muted"
    RULE = "rule"
    """Axes and grid."""
    MARK = "mark"
    """A threshold: a target or the start of a level."""
    GOOD = "good"
    WEAK = "weak"
    """Below the target."""
    PALE = "pale"
    """The empty part of a scale."""
    RAMP_1 = "ramp-1"
    RAMP_2 = "ramp-2"
    RAMP_3 = "ramp-3"
    RAMP_4 = "ramp-4"
    RAMP_5 = "ramp-5"
    RAMP_6 = "ramp-6"
    """Six steps from the best answer (dark) to the worst (light)."""
    ON_DARK = "on-dark"
    """Text on the darker half of the ramp."""
    GROUND = "ground"
    """The background."""


RAMP = (Ink.RAMP_1, Ink.RAMP_2, Ink.RAMP_3, Ink.RAMP_4, Ink.RAMP_5, Ink.RAMP_6)


class Anchor(StrEnum):
    """The part of a label that is at its ``x``."""

    START = "start"
    MIDDLE = "middle"
    END = "end"

    @property
    def share(self) -> float:
        """The share of a label's width that is left of its ``x``."""
        return {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[self]


@dataclass(frozen=True, slots=True)
class FilledRect:
    """A filled rectangle; ``edge`` is the ink of its outline."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink
    edge: Ink | None = None


@dataclass(frozen=True, slots=True)
class StraightLine:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    thickness: float = 0.5
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, or a ring if not ``filled``."""

    x: float
    y: float
    radius: float
    ink: Ink
    filled: bool = True


@dataclass(frozen=True, slots=True)
class TextLabel:
    """One line of text; ``y`` is its baseline. ``room`` is its maximum width, beyond which it is
    elided; 0: no limit."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.TEXT
    anchor: Anchor = Anchor.START
    bold: bool = False
    room: float = 0.0


Shape: TypeAlias = FilledRect | StraightLine | Dot | TextLabel


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in painting order; ``alt`` is the alternative text."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str


class DarkSquares(NamedTuple):
    """Dark squares beside one another, counted from the top left of the code."""

    x: int
    y: int
    length: int


class QrCode(NamedTuple):
    """A code with the white around it."""

    side: int
    """Number of squares of a side."""
    dark: tuple[DarkSquares, ...]
    png: bytes


@lru_cache(maxsize=256)
def qr_code(text: str) -> QrCode:
    """Returns the code of ``text``; a seventh of it may be unreadable. The last ones are kept: each
    preview and each check of a paper with many links would make all of them anew."""
    import segno

    code = segno.make_qr(text, error="m", boost_error=False)
    made = BytesIO()
    code.save(made, kind="png", scale=_DOTS, border=_QUIET)
    rows = [list(row) for row in code.matrix_iter(border=_QUIET)]
    dark = tuple(run for y, row in enumerate(rows) for run in _dark(row, y))
    return QrCode(len(rows), dark, made.getvalue())


def _dark(row: list[int], y: int) -> list[DarkSquares]:
    runs, x = [], 0
    for is_dark, squares in groupby(map(bool, row)):
        count = len(list(squares))
        if is_dark:
            runs.append(DarkSquares(x, y, count))
        x += count
    return runs
