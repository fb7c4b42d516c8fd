"""Classes of values from low to high, for the colours of the tiles and their legend."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.frozen import dataclass

_MOST: Final = 5
"""Number of classes of scores that are told apart at a glance."""
_WIDTHS: Final = tuple(map(Decimal, (1, 2, 4, 5, 10, 20)))
_FULL: Final = Decimal(100)
_LEAST_PART: Final = Decimal("0.01")


class Class(NamedTuple):
    """A class in words, with the number of values in it."""

    words: str
    districts: int


@dataclass(frozen=True)
class Steps:
    """Classes of scores, each from its edge to below the next."""

    edges: tuple[Decimal, ...]

    def of(self, score: Decimal) -> int:
        """Returns the class of a score, 0 the lowest."""
        return max(bisect_right(self.edges, score) - 1, 0)

    def words(self) -> tuple[str, ...]:
        """Returns the classes: ``90–94.99``, and ``95–100`` for the last."""
        ends = (*(edge - _LEAST_PART for edge in self.edges[1:]), _FULL)
        return tuple(f"{low}–{high}" for low, high in zip(self.edges, ends, strict=True))


def steps_of(scores: Iterable[Decimal | None]) -> Steps:
    """Returns at most five classes of equal width up to 100 over the known scores (0-100)."""
    known = [score for score in scores if score is not None]
    least = min(known, default=Decimal(0))
    width = next(
        (candidate for candidate in _WIDTHS if least >= _FULL - _MOST * candidate), _WIDTHS[-1]
    )
    lowest = min((least / width).to_integral_value(ROUND_FLOOR) * width, _FULL - width)
    return Steps(tuple(_between(max(lowest, Decimal(0)), width)))


def _between(lowest: Decimal, width: Decimal) -> Sequence[Decimal]:
    edges = [lowest]
    while edges[-1] + width < _FULL:
        edges.append(edges[-1] + width)
    return edges
