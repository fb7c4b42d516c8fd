"""A drawing as plain shapes, which any back-end can paint.

Lengths are points, ``x`` to the right and ``y`` downwards from the upper left corner. Inks are
named for what they mean; a back-end knows their colours. They differ in lightness, so that a print
in black and white says the same.
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
    """A threshold: a target, the start of a level."""
    GOOD = "good"
    WEAK = "weak"
    """Not enough."""
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
    """What the picture stands on."""


RAMP = (Ink.RAMP_1, Ink.RAMP_2, Ink.RAMP_3, Ink.RAMP_4, Ink.RAMP_5, Ink.RAMP_6)


class Anchor(StrEnum):
    """Which end of a label stands at its point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class FilledRect:
    """A filled rectangle; with ``edge`` an outline of that ink too."""

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
    """A disc, or a ring where it is not ``filled``."""

    x: float
    y: float
    radius: float
    ink: Ink
    filled: bool = True


@dataclass(frozen=True, slots=True)
class TextLabel:
    """One line of text; ``y`` is its baseline. ``room`` is the width that it may take at most, 0
    for any: what is longer is cut, with dots."""

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
    """Shapes in the order in which they are painted; ``alt`` tells the picture in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str
