"""The instrument scores that are needed to reach a level.

The score needed of one instrument assumes that the others have the level's minimum of each
instrument or, if no instrument could then suffice alone, that all reach a common score. Scores are
published ones (0-100, two decimals); the total is computed as in the score tree.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_UP, Decimal
from typing import TypeAlias

from ita_desktop.domain.framework import Level
from ita_desktop.domain.scores.levels import unmet
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.scores.scoring import ScoreTree, round_score

_ZERO = Decimal(0)
_FULL = Decimal(100)
_CENT = Decimal("0.01")

Way: TypeAlias = Mapping[str, Decimal]
"""Minimum score by instrument: the level is reached with these if all other scores stay
unchanged."""


class LevelWays:
    """The instruments of a ``tree`` and the scores they need for ``target``, a level of its set."""

    def __init__(self, tree: ScoreTree, target: Level) -> None:
        self._target = target
        self._weights = {node.code: node.weight or _ZERO for node in tree.instruments}
        self._whole = sum(self._weights.values(), _ZERO)
        self._values = {
            node.code: node.value for node in tree.instruments if node.value is not None
        }
        self._least = target.each_instrument_min or _ZERO
        self.together_to = self._common_score()
        """Common score that all instruments need; None if one can suffice or has no score."""

    def needs(self, code: str) -> Decimal | None:
        """Return the minimum score of an instrument, given the assumption about the others; None if
        it is unknown or above 100."""
        if self.together_to is not None:
            return self.together_to
        if self._values.keys() | {code} != self._weights.keys():
            return self._target.each_instrument_min
        return least_figure(lambda figure: self._reaches({code: figure}, self._least), _ZERO)

    def ways(self) -> tuple[Way, ...]:
        """Return the alternative ways to the level, the cheapest first: OIT alone, which is the
        office's own work, then by points needed. Empty if the level is reached or cannot be, or an
        instrument has no score."""
        if self._reaches({}, _ZERO):
            return ()
        found = [way for way in self._candidates() if self._reaches(way, _ZERO)]
        return tuple(sorted(found, key=lambda way: (way.keys() != {OIT}, self._points(way))))

    def _candidates(self) -> Iterator[Way]:
        """Yield the common score of all if one instrument cannot suffice; else each instrument's
        minimum, and if needed one instrument raised further."""
        if self.together_to is not None:
            yield self._below(self.together_to)
        elif self._reaches({}, self._least):
            yield self._below(self._least)
        else:
            for code, has in self._values.items():
                figure = self.needs(code)
                if figure is not None and figure > has:
                    yield self._below(self._least) | {code: figure}

    def _below(self, figure: Decimal) -> dict[str, Decimal]:
        return {code: figure for code, has in self._values.items() if has < figure}

    def _points(self, way: Way) -> Decimal:
        return sum((figure - self._values[code] for code, figure in way.items()), _ZERO)

    def _common_score(self) -> Decimal | None:
        alone = (self._reaches({code: _FULL}, self._least) for code in self._values)
        if any(alone):
            return None
        return least_figure(lambda figure: self._reaches({}, figure), self._least)

    def _reaches(self, figures: Way, others: Decimal) -> bool:
        """Return whether the level is reached with ``figures``, and at least ``others`` for the
        rest."""
        values = {code: max(value, others) for code, value in self._values.items()}
        values.update(figures)
        total: Decimal | None = None
        if self._whole and len(values) == len(self._weights):
            weighted = sum((self._weights[code] * has for code, has in values.items()), _ZERO)
            total = round_score(weighted / self._whole)
        scores = {code: values.get(code) for code in self._weights}
        return not unmet(self._target, total, scores)


def least_figure(reaches: Callable[[Decimal], bool], floor: Decimal) -> Decimal | None:
    """Return the least score from ``floor`` to 100 that ``reaches``, or None."""
    if not reaches(_FULL):
        return None
    low = int((floor / _CENT).to_integral_value(ROUND_UP))
    high = int(_FULL / _CENT)
    while low < high:
        middle = (low + high) // 2
        if reaches(middle * _CENT):
            high = middle
        else:
            low = middle + 1
    return high * _CENT
