"""A curve of a number that grows day by day, with the number that is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil, log10

from ita_desktop.pictures.shapes import (
    Anchor,
    Dot,
    Drawing,
    FilledRect,
    Ink,
    Shape,
    StraightLine,
    TextLabel,
)

_SIZE = 12.0
_HEIGHT = 168.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 12.0, 16.0, 20.0
_TICKS = 4
_DOT = 3.0
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Curve:
    """Numbers by day, in order; days and numbers are not negative."""

    title: str
    points: tuple[tuple[date, int], ...]
    needed: int | None
    needed_name: str
    first: date
    """The axis begins on this day, or the first of the points."""
    last: date
    labels: tuple[str, str]
    """The first and the last day in words."""
    words: str
    """Alternative text."""


def draw_curve(curve: Curve, width: float) -> Drawing:
    """Returns the curve as shapes, ``width`` points wide."""
    scale = _Scale(curve, width)
    shapes = [*_axes(curve, scale, width), *_line(curve, scale)]
    return Drawing(width, _HEIGHT, tuple(shapes), curve.words)


class _Scale:
    """Maps days and numbers to points of the drawing."""

    def __init__(self, curve: Curve, width: float) -> None:
        self.top = _nice(max([number for _day, number in curve.points] + [curve.needed or 0, 1]))
        self._first = curve.first.toordinal()
        self._days = max(curve.last.toordinal() - self._first, 1)
        self._width = width - _LEFT - _RIGHT

    def x(self, day: date) -> float:
        share = (day.toordinal() - self._first) / self._days
        return _LEFT + min(max(share, 0), 1) * self._width

    def y(self, number: float) -> float:
        return _HEIGHT - _BOTTOM - number / self.top * (_HEIGHT - _TOP - _BOTTOM)


def _nice(most: int) -> int:
    """Return the end of an axis with whole ticks."""
    step = most / _TICKS
    power = 10 ** int(log10(step)) if step >= 1 else 1
    fitting = next(factor for factor in _STEPS if factor * power >= step)
    return max(ceil(fitting * power), 1) * _TICKS


def _axes(curve: Curve, scale: _Scale, width: float) -> Iterator[Shape]:
    for tick in range(_TICKS + 1):
        number = scale.top * tick // _TICKS
        y = scale.y(number)
        yield StraightLine(_LEFT, y, width - _RIGHT, y, Ink.RULE)
        yield TextLabel(_LEFT - 6, y + 4, f"{number:,}", _SIZE, Ink.MUTED, Anchor.END)
    y = _HEIGHT - 4
    yield TextLabel(_LEFT, y, curve.labels[0], _SIZE, Ink.MUTED)
    yield TextLabel(width - _RIGHT, y, curve.labels[1], _SIZE, Ink.MUTED, Anchor.END)
    if curve.needed:
        y = scale.y(curve.needed)
        yield StraightLine(_LEFT, y, width - _RIGHT, y, Ink.MARK, 1.0, dashed=True)
        yield TextLabel(width - _RIGHT, y - 4, curve.needed_name, _SIZE, Ink.TEXT, Anchor.END)


def _line(curve: Curve, scale: _Scale) -> Iterator[Shape]:
    enough = curve.needed is None or (bool(curve.points) and curve.points[-1][1] >= curve.needed)
    ink = Ink.GOOD if enough else Ink.WEAK
    before: tuple[float, float] | None = None
    for day, number in curve.points:
        here = scale.x(day), scale.y(number)
        if before is not None:
            yield StraightLine(*before, *here, ink, 1.5)
        before = here
    for day, number in curve.points:
        yield Dot(scale.x(day), scale.y(number), _DOT, ink)
    if before is not None:
        x, y = before
        text = f"{curve.points[-1][1]:,}"
        at_end = x > scale.x(curve.last) - len(text) * _SIZE
        back = _SIZE * 0.6 * len(text) + 4
        left = x - back - _DOT if at_end else x + _DOT + 2
        yield FilledRect(left, y + 3, back, _SIZE, Ink.GROUND)
        yield TextLabel(left + 2, y + 3 + _SIZE * 0.82, text, _SIZE, Ink.TEXT, bold=True)
