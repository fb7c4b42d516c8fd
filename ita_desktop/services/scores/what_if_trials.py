"""Trials of hypothetical scores (what if), separate from the year's scores.

A trial is a mapping from node codes to scores (0-100). Nothing is stored here;
:mod:`ita_desktop.services.scores.scenarios` stores named scenarios.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.planning import LevelPart
from ita_desktop.domain.scores.previous_year_fallback import with_last_year
from ita_desktop.domain.scores.progress import FULL_MARK, NO_MARK, OIT, tree_of
from ita_desktop.domain.scores.scoring import ScoreTree, round_score, what_if
from ita_desktop.domain.year import YearData
from ita_desktop.services.scores.planning import year_plan

WhatIfScores: TypeAlias = Mapping[str, Decimal]


class Trial(NamedTuple):
    """The scores that a trial starts from, and the resulting tree."""

    start: ScoreTree
    """The displayed scores: the year's, and last year's for surveys without a result."""
    from_year: int | None
    """The Buddhist year of last year's scores; None if not used."""
    scores: WhatIfScores
    """The hypothetical scores, of nodes in the year's framework."""
    tree: ScoreTree

    @property
    def moved(self) -> frozenset[str]:
        """The nodes whose score differs from the start."""
        before = self.start.nodes
        nodes = self.tree.nodes.values()
        return frozenset(node.code for node in nodes if node.value != before[node.code].value)


def begin(data: YearData, previous: YearData | None) -> Trial:
    """Return a trial without hypothetical scores."""
    start, _, from_year = with_last_year(data, previous, tree_of(data))
    return Trial(start, from_year, {}, start)


def with_scores(data: YearData, trial: Trial, scores: WhatIfScores) -> Trial:
    """Return the trial with only these ``scores``. Nodes that are not in the framework, the total,
    and nodes below another one in ``scores`` are ignored."""
    nodes = trial.start.nodes
    kept = {code: value for code, value in scores.items() if code in nodes and code != TOTAL}
    above = {node.code for code in kept for node in trial.start.ancestors(code)}
    kept = {code: round_score(value) for code, value in kept.items() if code not in above}
    tree = what_if(data.framework, trial.start, kept) if kept else trial.start
    return trial._replace(scores=kept, tree=tree)


def put(trial: Trial, scores: WhatIfScores, changes: Mapping[str, Decimal | None]) -> WhatIfScores:
    """Return ``scores`` with ``changes`` applied in order (None removes one); scores above or below
    a changed node are removed."""
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
    """Return the scores that would reach the level with this code, or the next one, in the cheapest
    way: the lowest items of each survey raised to one score, the smallest set of OIT items
    complete; a survey without a score gets the one it needs. Empty if not needed, or the level is
    not certain and none given."""
    plan = year_plan(data, previous, level)
    if plan.plan is None or plan.plan.reached:
        return {}
    found: dict[str, Decimal] = {}
    unknown = (part for part in plan.plan.parts if part.has is None)
    for part in (*unknown, *plan.plan.cheapest):
        found |= _filled_part(data, plan.tree, part)
    return found


def _filled_part(data: YearData, tree: ScoreTree, part: LevelPart) -> dict[str, Decimal]:
    if part.together is not None:
        return dict.fromkeys(part.together.items, part.together.to)
    if part.sets:
        chosen = {code for pick in part.sets[0].picks for code in pick.items[: pick.take]}
        # Items without a mark count as not met, as in the plan.
        return {
            item.code: FULL_MARK if item.code in chosen else NO_MARK
            for item in data.framework.items_of(OIT)
            if item.code in chosen or tree.nodes[item.code].value is None
        }
    if part.needs is not None and (part.has is None or part.has < part.needs):
        return {part.code: part.needs}
    return {}
