"""What would come out if scores were others: trying, apart from everything that is real.

What is tried is a plain mapping from places of the score tree to scores (0-100). Nothing here is
written; :mod:`ita_desktop.services.scores.scenarios` keeps what is worth a name.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.planning import LevelPart
from ita_desktop.domain.scores.progress import FULL_MARK, NO_MARK, OIT, tree_of
from ita_desktop.domain.scores.scoring import ScoreTree, round_score, what_if
from ita_desktop.domain.year import YearData
from ita_desktop.services.scores.planning import year_plan
from ita_desktop.services.scores.previous_year_fallback import with_last_year

WhatIfScores: TypeAlias = Mapping[str, Decimal]


class Trial(NamedTuple):
    """The scores that a trial starts from, and what comes out of it."""

    start: ScoreTree
    """What the score bar shows: the year's scores, for surveys without a result last year's."""
    from_year: int | None
    """The Buddhist year of those borrowed figures; None where none is."""
    scores: WhatIfScores
    """What is tried: places that the year's framework has."""
    tree: ScoreTree

    @property
    def moved(self) -> frozenset[str]:
        """The places whose score is another one now."""
        before = self.start.nodes
        nodes = self.tree.nodes.values()
        return frozenset(node.code for node in nodes if node.value != before[node.code].value)


def begin(data: YearData, previous: YearData | None) -> Trial:
    """A trial in which nothing is tried yet."""
    start, _, from_year = with_last_year(data, previous, tree_of(data))
    return Trial(start, from_year, {}, start)


def with_scores(data: YearData, trial: Trial, scores: WhatIfScores) -> Trial:
    """The trial with ``scores`` tried and nothing else; places that the framework lacks, and the
    total, are left aside, and of two places one below the other the upper one."""
    nodes = trial.start.nodes
    kept = {code: value for code, value in scores.items() if code in nodes and code != TOTAL}
    above = {node.code for code in kept for node in trial.start.ancestors(code)}
    kept = {code: round_score(value) for code, value in kept.items() if code not in above}
    tree = what_if(data.framework, trial.start, kept) if kept else trial.start
    return trial._replace(scores=kept, tree=tree)


def put(trial: Trial, scores: WhatIfScores, changes: Mapping[str, Decimal | None]) -> WhatIfScores:
    """``scores`` with the ``changes`` (None: no longer tried), the last of which counts: what was
    tried above or below a changed place is tried no longer."""
    found = dict(scores)
    for code, value in changes.items():
        found.pop(code, None)
        if value is None:
            continue
        above = {node.code for node in trial.start.ancestors(code)}
        for other in list(found):
            below = code in {node.code for node in trial.start.ancestors(other)}
            if other in above or below:
                del found[other]
        found[code] = value
    return found


def filled(data: YearData, previous: YearData | None, level: str = "") -> dict[str, Decimal]:
    """The scores that would reach the level with this code, or the next one: the lowest items of
    each survey raised to one figure, the smallest set of OIT items complete, in the cheapest way
    there is. Empty where nothing is needed, or no level can be told."""
    plan = year_plan(data, previous, level)
    if plan.plan is None or plan.plan.reached:
        return {}
    found: dict[str, Decimal] = {}
    for part in plan.plan.cheapest:
        found |= _filled_part(data, plan.tree, part)
    return found


def _filled_part(data: YearData, tree: ScoreTree, part: LevelPart) -> dict[str, Decimal]:
    if part.together is not None:
        return dict.fromkeys(part.together.items, part.together.to)
    if part.sets:
        chosen = {code for pick in part.sets[0].picks for code in pick.items[: pick.take]}
        # What nobody has judged counts as not met, as the plan takes it.
        return {
            item.code: FULL_MARK if item.code in chosen else NO_MARK
            for item in data.framework.items_of(OIT)
            if item.code in chosen or tree.nodes[item.code].value is None
        }
    if part.needs is not None and (part.has is None or part.has < part.needs):
        return {part.code: part.needs}
    return {}
