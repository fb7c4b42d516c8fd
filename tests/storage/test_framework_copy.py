"""A year keeps its own copy of the framework, whole, part by part."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop import frameworks
from ita_desktop.domain.records import FiscalYear
from ita_desktop.services import workspaces
from ita_desktop.services.years import years
from ita_desktop.storage.framework_copy import content_of, framework_nodes, framework_of
from ita_desktop.storage.workspace import Workspace


@pytest.mark.in_turn
@pytest.mark.parametrize("year", [2566, 2567, 2568])
def test_nothing_of_a_framework_is_lost_in_its_copy(tmp_path: Path, year: int) -> None:
    shipped = frameworks.load(year)
    with workspaces.create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", year) as workspace:
        assert workspace.year(year).framework == replace(shipped, fiscal_years=(year,))
    with Workspace.open(tmp_path / "งาน.ita") as workspace:
        assert workspace.year(year).framework == replace(shipped, fiscal_years=(year,))


def test_a_correction_of_one_item_changes_one_row_and_can_be_undone(tmp_path: Path) -> None:
    with workspaces.create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2567) as workspace:
        before = workspace.year(2567).framework
        item = before.item_by_code["O12"]
        (node,) = (
            node
            for node in workspace.framework_nodes(workspace.years()[0].id)
            if (node.kind, node.code) == ("item", "O12")
        )
        corrected = replace(item, title="ชื่อตามหนังสือเวียน", reversed=False, requirements=())
        with workspace.change("แก้กรอบ O12") as change:
            change.update(node, content=content_of(corrected))
        after = workspace.year(2567).framework
        assert after.item_by_code["O12"] == corrected
        assert [item for item in after.items if item.code != "O12"] == [
            item for item in before.items if item.code != "O12"
        ]
        workspace.undo()
        assert workspace.year(2567).framework == before


def test_values_that_look_empty_are_kept() -> None:
    framework = frameworks.load(2567)
    odd = replace(
        framework,
        instruments=(
            replace(framework.instruments[0], weight=Decimal(0), sample_minimum=0),
            *framework.instruments[1:],
        ),
        items=(replace(framework.items[0], reversed=False), *framework.items[1:]),
    )
    year = FiscalYear(
        id="y",
        year=2567,
        framework_code=odd.code,
        framework_title=odd.title,
        level_set=odd.levels.code,
        response_system=odd.response_system,
    )
    copy = framework_of(year, framework_nodes("y", odd))
    assert copy == replace(odd, fiscal_years=(2567,))


def test_a_year_may_use_the_other_level_system_and_return(tmp_path: Path) -> None:
    with workspaces.create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2567) as workspace:
        before = workspace.dump()
        years.use_level_set(workspace, 2567, "letters")
        year = workspace.year(2567)
        assert year.fiscal_year.level_set == year.framework.levels.code == "letters"
        assert [level.code for level in year.framework.levels.levels] == [
            "AA", "A", "B", "C", "D", "E", "F",
        ]  # fmt: skip
        assert workspace.edits.undo_label == "เปลี่ยนเกณฑ์ระดับปี 2567"
        workspace.undo()
        assert workspace.dump() == before
