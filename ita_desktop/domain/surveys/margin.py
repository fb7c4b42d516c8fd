"""How far a survey's score may be from that of all people asked, because only some answered.

The score of a person is the mean of the points (0-100) of all answers. The spread of such means is
at most the mean spread of the single items, so the margin here is never too small on that account.
It holds for answers that are a fair sample; it says nothing of who did not want to answer.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil, sqrt
from typing import Final, NamedTuple

from ita_desktop.domain.framework import Framework, Item
from ita_desktop.domain.scores.results import Answer

Z: Final = 1.96
"""Of 100 samples, 95 are closer than this many standard errors."""
WIDEST: Final = 50.0
"""The spread (standard deviation) if half of all answers had 0 points and half 100."""
_ENOUGH: Final = 2


class Margin(NamedTuple):
    """The margin of a survey's score in points."""

    points: Decimal
    """At most; rounded up to two decimals."""
    answered: int
    population: int | None
    """None if not known: then it counts as endless."""
    spread: Decimal
    known_spread: bool
    """Whether the spread is that of known answers, and not the widest one."""


def margin(answered: int, population: int | None, spread: float | None) -> Margin | None:
    """Return the margin of a score of ``answered`` people; None for fewer than two."""
    if answered < _ENOUGH:
        return None
    used = WIDEST if spread is None else spread
    error = Z * used / sqrt(answered)
    if population:
        left = max(population - answered, 0)
        error *= sqrt(left / (population - 1)) if left else 0
    points = Decimal(ceil(error * 100 - 1e-9)) / 100
    is_known = spread is not None
    return Margin(points, answered, population or None, Decimal(f"{used:.2f}"), is_known)


def spread_of(
    framework: Framework, instrument: str, answers: Mapping[str, Sequence[Answer]]
) -> float | None:
    """Return the mean standard deviation of the answers to an instrument's items, from 0 to 50;
    None if no item has answers."""
    found = [
        deviation
        for item in framework.items_of(instrument)
        if (deviation := _deviation(item, answers.get(item.code, ()))) is not None
    ]
    return sum(found) / len(found) if found else None


def _deviation(item: Item, answers: Sequence[Answer]) -> float | None:
    known = [
        (float(points), answer.count)
        for answer in answers
        if (points := item.points_of(answer.question).get(answer.option)) is not None
    ]
    count = sum(number for _points, number in known)
    if not count:
        return None
    mean = sum(value * number for value, number in known) / count
    return sqrt(sum((value - mean) ** 2 * number for value, number in known) / count)


class Border(NamedTuple):
    """The nearest border of a level for an instrument's score."""

    level: str
    least: Decimal
    distance: Decimal
    """From the score; positive if the score is above."""

    def is_within(self, points: Decimal) -> bool:
        """Return whether a margin of ``points`` reaches the border."""
        return abs(self.distance) <= points


def nearest_border(framework: Framework, score: Decimal | None) -> Border | None:
    """Return the border of a level that is nearest to an instrument's score; None without either.

    Where no level asks for a least score of each instrument, the borders of the total are taken.
    """
    if score is None:
        return None
    levels = framework.levels.levels
    own = [(level.name, level.each_instrument_min) for level in levels if level.each_instrument_min]
    borders = own or [(level.name, level.total_min) for level in levels if level.total_min]
    found = [Border(name, least, score - least) for name, least in borders if least is not None]
    return min(found, key=lambda border: abs(border.distance), default=None)
