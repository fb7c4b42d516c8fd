"""All scores of a year after one of them changed, beside a plain loop over dictionaries.

The loop has the same tree, laid out for it beforehand, and the same decimal arithmetic with the
same rounding. It gives figures only; ours tell, too, how much of each is known, what it could be at
least and at most, where it comes from, and the level with what blocks the next one.
"""

import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from benchmarks.measure import Ratio, in_turns
from ita_desktop.domain.framework import Framework, NodeKind
from ita_desktop.domain.scores.scoring import ScoreTree, composition, round_score, score_tree
from ita_desktop.services.years.years import framework_for

ROUNDS = 200
YEAR, ITEM = 2567, "E4"


def ratios() -> list[Ratio]:
    """The year with every item scored, one score being another one each time: as the window
    computes it, which has the tree from before the change, and without that."""
    framework = framework_for(YEAR)
    scores = {item.code: Decimal(60 + at) for at, item in enumerate(framework.items)}
    begin = score_tree(framework, scores, {})
    plain = _loop(framework, begin)
    return [
        in_turns(
            f"all scores after one change, {known}",
            _timed(scores, ours),
            _timed(scores, plain),
            peer_is="dictionary loop, same tree",
            limit=limit,
            rounds=ROUNDS,
        )
        for known, ours, limit in (
            ("the last tree known", _ours(framework, begin), 5),
            ("from nothing", lambda given: score_tree(framework, given, {}).total.value, None),
        )
    ]


def _ours(framework: Framework, begin: ScoreTree) -> Callable[[Mapping[str, Decimal]], object]:
    tree = begin

    def score(given: Mapping[str, Decimal]) -> object:
        nonlocal tree
        tree = score_tree(framework, given, {}, tree)
        return tree.total.value

    return score


def _loop(framework: Framework, tree: ScoreTree) -> Callable[[Mapping[str, Decimal]], object]:
    order = [place.code for place in framework.outline if place.kind is not NodeKind.ITEM]
    parts: dict[str, Sequence[tuple[str, Decimal]]] = {
        code: [(term.code, term.weight) for term in composition(framework, tree, code).terms]
        for code in reversed(order)
    }

    def score(given: Mapping[str, Decimal]) -> object:
        values = dict(given)
        for code, below in parts.items():
            total = weight = Decimal(0)
            for one, share in below:
                total += values[one] * share
                weight += share
            values[code] = round_score(total / weight)
        return values["ITA"]

    if (
        score({node.code: node.value or Decimal(0) for node in tree.nodes.values()})
        != tree.total.value
    ):
        raise RuntimeError("the loop scores by other rules")
    return score


def _timed(
    scores: Mapping[str, Decimal], work: Callable[[Mapping[str, Decimal]], object]
) -> Callable[[], float]:
    values = itertools.cycle(range(100))

    def run() -> float:
        given = {**scores, ITEM: Decimal(next(values))}
        begin = time.perf_counter()
        work(given)
        return time.perf_counter() - begin

    return run
