"""Ranks, percentiles and spreads of scores. A missing score is not zero: it has no rank and is in
no mean."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ita_desktop.domain.scores.scoring import round_score

_FULL = Decimal(100)


class Spread(NamedTuple):
    """How the known scores (0-100) of something are spread."""

    known: int
    """Number of known scores."""
    least: Decimal
    lower: Decimal
    """Lower quartile."""
    median: Decimal
    upper: Decimal
    """Upper quartile."""
    most: Decimal
    mean: Decimal
    """Rounded half-up to two decimals."""
    full: int
    """Number of scores of 100."""


class ScoreRanking:
    """Known scores in order, to find the place of one among them."""

    def __init__(self, scores: Iterable[Decimal | None]) -> None:
        self._sorted: Sequence[Decimal] = sorted(score for score in scores if score is not None)

    @property
    def count(self) -> int:
        """Number of known scores."""
        return len(self._sorted)

    def rank(self, score: Decimal | None) -> int | None:
        """Return the rank from the highest score, 1; equal scores share a rank (1, 2, 2, 4). None
        for a missing score."""
        if score is None or not self._sorted:
            return None
        return len(self._sorted) - bisect_right(self._sorted, score) + 1

    def percentile(self, score: Decimal | None) -> Decimal | None:
        """Return the per cent of the scores that are below, of equal ones a half, rounded to two
        decimals; None for a missing score."""
        if score is None or not self._sorted:
            return None
        below = bisect_left(self._sorted, score)
        equal = bisect_right(self._sorted, score) - below
        return round_score((below + Decimal(equal) / 2) * _FULL / len(self._sorted))

    @cached_property
    def spread(self) -> Spread | None:
        """The spread; None if no score is known. Quartiles are linear between neighbours."""
        known = self._sorted
        if not known:
            return None
        full = len(known) - bisect_left(known, _FULL)
        mean = round_score(sum(known, Decimal(0)) / len(known))
        quartiles = (self._at(Decimal(part) / 4) for part in (1, 2, 3))
        lower, median, upper = quartiles
        return Spread(len(known), known[0], lower, median, upper, known[-1], mean, full)

    def _at(self, share: Decimal) -> Decimal:
        """Return the score below which ``share`` (0-1) of the scores lie."""
        place = share * (len(self._sorted) - 1)
        low = int(place)
        high = min(low + 1, len(self._sorted) - 1)
        between = self._sorted[high] - self._sorted[low]
        return round_score(self._sorted[low] + between * (place - low))
