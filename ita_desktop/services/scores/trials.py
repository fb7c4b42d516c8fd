"""Hypothetical scores (what if), separate from the year's scores: trials, and named scenarios.

A trial is a mapping from node codes to scores (0-100), of which nothing is stored; a scenario is
one that is.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.comparing import with_last_year
from ita_desktop.domain.scores.planning import LevelPart
from ita_desktop.domain.scores.progress import FULL_MARK, NO_MARK, OIT, tree_of
from ita_desktop.domain.scores.results import Scenario, ScenarioScore
from ita_desktop.domain.scores.scoring import ScoreTree, round_score, what_if
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position, line, required, still
from ita_desktop.services.scores.planning import year_plan
from ita_desktop.services.scores.scores import ScoreEdit, check_scores
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

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


def scores_of(data: YearData, scenario_id: str) -> dict[str, Decimal]:
    """Return a scenario's scores (0-100) by node. Nodes may be missing in the framework."""
    return {score.node: score.value for score in data.scores_of_scenario(scenario_id)}


def save(workspace: Workspace, year: int, name: str, scores: WhatIfScores) -> str:
    """Store ``scores`` under a name, replacing an existing scenario; return its id.

    Raises InputError if the name or the scores are empty, or a node is unknown.
    """
    data = workspace.year(year)
    name = _name(name)
    if not scores:
        raise InputError("ยังไม่มีค่าที่ลอง", remedy="กรอกคะแนนในช่องลองปรับก่อน แล้วจึงบันทึก")
    check_scores(data, [ScoreEdit(node, value) for node, value in scores.items()])
    known = _named(data, name)
    label = "บันทึกชุดที่ลอง {name}" if known is None else "แก้ชุดที่ลอง {name}"
    with workspace.change(label, name=name) as change:
        scenario = known or change.insert(
            Scenario(
                id=new_id(),
                year_id=data.fiscal_year.id,
                name=name,
                position=last_position(data.scenarios),
            )
        )
        _write(change, data, scenario, scores)
    return scenario.id


def _write(change: Change, data: YearData, scenario: Scenario, scores: WhatIfScores) -> None:
    present = {score.node: score for score in data.scores_of_scenario(scenario.id)}
    for node, row in present.items():
        if node not in scores:
            change.delete(row)
    for node, value in scores.items():
        if node in present:
            change.update(present[node], value=value)
        else:
            change.insert(
                ScenarioScore(id=new_id(), scenario_id=scenario.id, node=node, value=value)
            )


def rename(workspace: Workspace, year: int, scenario_id: str, name: str) -> None:
    """Rename a scenario. Raises InputError if the name is empty or taken."""
    data = workspace.year(year)
    row, name = _found(data, scenario_id), _name(name)
    other = _named(data, name)
    if other is not None and other.id != scenario_id:
        raise InputError("มีชุดที่ลองชื่อ “{name}” แล้ว", remedy="ใช้ชื่ออื่น", name=other.name)
    if name != row.name:
        with workspace.change("เปลี่ยนชื่อชุดที่ลองเป็น {name}", name=name) as change:
            change.update(row, name=name)


def remove(workspace: Workspace, year: int, scenario_id: str) -> None:
    """Remove a scenario; the year's scores are not changed."""
    row = _found(workspace.year(year), scenario_id)
    with workspace.change("เอาชุดที่ลองออก {name}", name=row.name) as change:
        change.delete(row)


def _found(data: YearData, scenario_id: str) -> Scenario:
    return still(
        next((scenario for scenario in data.scenarios if scenario.id == scenario_id), None),
        "ชุดที่ลอง",
    )


def _named(data: YearData, name: str) -> Scenario | None:
    return next((scenario for scenario in data.scenarios if key(scenario.name) == key(name)), None)


def _name(text: str) -> str:
    return required(line(text), "ชุดที่ลองต้องมีชื่อ", "พิมพ์ชื่อ เช่น ยก E4 ถึง E6")
