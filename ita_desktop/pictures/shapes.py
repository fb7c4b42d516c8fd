"""Drawings as basic shapes, which any back-end can paint.

Lengths are in points, from the top left corner to the right and downwards. Inks are named by their
meaning; back-ends define the colours, which differ in lightness for printing in black and white.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


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
