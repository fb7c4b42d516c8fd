"""The plan to a better level for a year of the workspace.

Surveys without a result are planned with last year's scores, as in the score bar.

The office's target score for a year.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Level
from ita_desktop.domain.oit.parts import open_units
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.levels import UnmetCondition, above_shown
from ita_desktop.domain.scores.planning import LevelPart, LevelPlan, OitSet, Way, plan
from ita_desktop.domain.scores.previous_year_fallback import with_last_year
from ita_desktop.domain.scores.progress import OIT, item_progress, tree_of
from ita_desktop.domain.scores.results import Target
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.text import key, short_number
from ita_desktop.domain.year import YearData
from ita_desktop.services.scores.scores import level_json, two_decimals
from ita_desktop.storage.workspace import Workspace


class YearPlan(NamedTuple):
    """The plan of a year, and the tree that it starts from."""

    plan: LevelPlan | None
    """None if the level is not known yet and none was given."""
    tree: ScoreTree
    from_year: int | None
    """The Buddhist year of the scores used for surveys without a result; None if not used."""


def year_plan(data: YearData, previous: YearData | None, level: str = "") -> YearPlan:
    """Return the plan to the next level, or to ``level`` (its name or code).

    Raises InputError for a level that is not in the year's set.
    """
    tree, _, from_year = with_last_year(data, previous, tree_of(data))
    target = level_named(data, level) if level else _next(data, tree)
    return YearPlan(
        plan(data.framework, tree, target) if target is not None else None, tree, from_year
    )


def _next(data: YearData, tree: ScoreTree) -> Level | None:
    """Return the level to work for; with scores missing, the one above the best certain level; None
    without a total."""
    instruments = {node.code: node.value for node in tree.instruments}
    shown = above_shown(data.framework.levels, tree.total.value, instruments)
    return tree.level.aim or shown


def level_named(data: YearData, name: str) -> Level:
    """Return the level with this name or code. Raises InputError if the year has none."""
    levels = data.framework.levels.levels
    for level in levels:
        if key(name) in {key(level.name), key(level.code)}:
            return level
    raise InputError(
        "ปี {year} ไม่มีระดับ “{name}”",
        remedy="ใช้ระดับใดระดับหนึ่ง: {known}",
        year=data.year,
        name=name,
        known=", ".join(level.name for level in levels),
    )


# -- the command line's JSON


def as_json(data: YearData, found: YearPlan) -> dict[str, Any]:
    """Return a plan in the JSON format of the command line."""
    plan_found = found.plan
    parts = (
        plan_found.parts
        if plan_found is not None
        else [LevelPart(node.code, node.value, None) for node in found.tree.instruments]
    )
    return {
        "fiscal_year": data.year,
        "framework": data.framework.code,
        "from_year": found.from_year,
        "total": two_decimals(found.tree.total.value),
        "level": level_json(found.tree.level),
        "target": None
        if plan_found is None
        else {"name_th": plan_found.target.name, "code": plan_found.target.code},
        "reached": plan_found.reached if plan_found is not None else None,
        "blocked_by": [_block(condition) for condition in plan_found.open] if plan_found else [],
        "blocked_with_all_oit": [_block(condition) for condition in plan_found.beyond_oit]
        if plan_found
        else [],
        "one_suffices": plan_found.one_suffices if plan_found else None,
        "ways": [_way(way) for way in plan_found.ways] if plan_found else [],
        "together_to": two_decimals(plan_found.together_to) if plan_found else None,
        "instruments": [_part(data, part) for part in parts],
    }


def _block(block: UnmetCondition) -> dict[str, Any]:
    return {
        "rule": block.rule,
        "needs": two_decimals(block.needs),
        "has": two_decimals(block.has),
        "missing": two_decimals(block.missing),
    }


def _way(way: Way) -> dict[str, str | None]:
    return {code: two_decimals(figure) for code, figure in way.items()}


def _part(data: YearData, part: LevelPart) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "code": part.code,
        "has": two_decimals(part.has),
        "needs": two_decimals(part.needs),
        "missing": two_decimals(part.missing),
    }
    if part.code == OIT:
        missing = _missing(data)
        shown["sets"] = [_set(data, set_, missing) for set_ in part.sets]
        return shown
    shown["items"] = [
        {
            "code": rise.code,
            "has": two_decimals(rise.has),
            "total_per_point": short_number(rise.per_point),
            "needs_alone": two_decimals(rise.alone),
        }
        for rise in part.rises
    ]
    together = part.together
    shown["together"] = (
        None
        if together is None
        else {"items": list(together.items), "needs": two_decimals(together.to)}
    )
    return shown


def _missing(data: YearData) -> dict[str, list[str]]:
    """Return the units that have not delivered an item that others have, by code."""
    first, _ = fiscal_year_bounds(data.year)
    found = {
        code: [unit.name for unit in open_units(progress.open_rows)]
        for code, progress in item_progress(data, first).items()
    }
    return {code: names for code, names in found.items() if names}


def _set(data: YearData, oit_set: OitSet, missing: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "size": oit_set.size,
        "picks": [
            {
                "take": pick.take,
                "of": [
                    {
                        "code": code,
                        "owners": ", ".join(map(data.owner_label, data.owners_of_item(code))),
                        **({"units": missing[code]} if code in missing else {}),
                    }
                    for code in pick.items
                ],
            }
            for pick in oit_set.picks
        ],
    }


def set_target(workspace: Workspace, year: int, value: Decimal | None) -> None:
    """Set the target total score (0-100) of the Buddhist fiscal ``year``; None: the next level."""
    data = workspace.year(year)
    present = data.targets[0] if data.targets else None
    if value == data.target:
        return
    with workspace.change("ตั้งคะแนนเป้าหมาย") as change:
        if value is None:
            if present is not None:
                change.delete(present)
        elif present is None:
            change.insert(Target(id=new_id(), year_id=data.fiscal_year.id, value=value))
        else:
            change.update(present, value=value)
