"""Named scenarios of hypothetical scores, separate from the year's scores."""

from decimal import Decimal

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.results import Scenario, ScenarioScore
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position, line, required, still
from ita_desktop.services.scores.scores import ScoreEdit, check_scores
from ita_desktop.services.scores.what_if_trials import WhatIfScores
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


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
