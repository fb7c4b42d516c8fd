"""The points lost between 100 and the total, by indicator.

All figures are points of the total (0-100), two decimals; losses and total add up to 100.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.planning import coefficients
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, round_score

_FULL = Decimal(100)
_CENT = Decimal("0.01")
_TOLERANCE = Decimal("0.05")
"""Upper bound of the rounding errors between an indicator and the total."""


class IndicatorLoss(NamedTuple):
    """The loss of one indicator; of a whole instrument if its score does not follow from its
    indicators or not all of them are known."""

    code: str
    name: str
    points: Decimal


class Losses(NamedTuple):
    """The points lost, in printed order, and the total."""

    parts: tuple[IndicatorLoss, ...]
    total: Decimal

    @property
    def points(self) -> Decimal:
        """The sum of all losses."""
        return _FULL - self.total


def losses(framework: Framework, tree: ScoreTree) -> Losses | None:
    """Return the losses; None while an instrument has no score.

    A printed total that does not follow from the instruments is replaced by the computed one.
    """
    if any(node.value is None for node in tree.instruments):
        return None
    raw = [part for node in tree.instruments for part in _of_instrument(framework, tree, node)]
    total = _FULL - sum((part.points for part in raw), Decimal(0))
    official = tree.total.value
    if official is not None and abs(official - total) <= _TOLERANCE:
        total = official
    total = round_score(total)
    points = _rounded([part.points for part in raw], _FULL - total)
    parts = (part._replace(points=score) for part, score in zip(raw, points, strict=True))
    return Losses(tuple(parts), total)


def _of_instrument(
    framework: Framework, tree: ScoreTree, node: ScoreNode
) -> Iterator[IndicatorLoss]:
    whole = (_FULL - (node.value or Decimal(0))) * (node.weight or Decimal(0)) / _FULL
    shares = coefficients(framework, node.code)
    parts = []
    for child in tree.children(node.code):
        share = sum((shares[item.code] for item in framework.items_of(child.code)), Decimal(0))
        value = child.value if child.value is not None else -_FULL
        points = share * (_FULL - value) * (node.weight or Decimal(0)) / _FULL
        parts.append(IndicatorLoss(child.code, child.name, points))
    if abs(sum((part.points for part in parts), Decimal(0)) - whole) <= _TOLERANCE:
        yield from parts
    else:
        yield IndicatorLoss(node.code, node.name, whole)


def _rounded(points: Sequence[Decimal], whole: Decimal) -> list[Decimal]:
    """Round ``points`` to two decimals that add up to ``whole`` (largest remainder method)."""
    floors = [point.quantize(_CENT, ROUND_FLOOR) for point in points]
    left = int((whole - sum(floors, Decimal(0))) / _CENT)
    step = _CENT if left > 0 else -_CENT
    order = sorted(
        (number for number, point in enumerate(points) if step > 0 or floors[number] > 0),
        key=lambda number: (points[number] - floors[number]) * -step,
    )
    for turn in range(abs(left) if order else 0):
        floors[order[turn % len(order)]] += step
    return floors
