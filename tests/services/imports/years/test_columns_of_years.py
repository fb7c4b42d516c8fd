"""A list has a column for each of several years side by side: that of the year is read, the others
are listed."""

import pytest

from ita_desktop.exchange.source import ImportSource, read_pasted
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.ledger.ledger import left_of_plan
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_source

CELLS = ("ฝ่ายเทศกิจ", "ฝ่ายปกครอง")
HEADS = {
    "one row": [("ข้อ", "ผู้รับผิดชอบ ปี 2567", "ผู้รับผิดชอบ ปี 2568")],
    "brackets": [("ข้อ", "ผู้รับผิดชอบ (ปีงบประมาณ พ.ศ. ๒๕๖๗)", "ผู้รับผิดชอบ (ปีงบประมาณ พ.ศ. ๒๕๖๘)")],
    "two rows": [("ข้อ", "ผู้รับผิดชอบ", ""), ("", "ปี 2567", "ปี 2568")],
}


def source(heads: str, *rows: tuple[str, ...]) -> ImportSource:
    return read_pasted([*HEADS[heads], *(rows or [("O1", *CELLS)])], "งาน.xlsx")


def owners(workspace: Workspace, year: int) -> list[str]:
    data = workspace.year(year)
    return [data.owner_label(owner) for owner in data.owners_of_item("O1")]


@pytest.mark.parametrize("heads", HEADS)
def test_only_the_column_of_the_year_comes_in(workspace: Workspace, heads: str) -> None:
    read = source(heads)
    (part,) = find_parts([read], fiscal_year=2568)
    assert part.kind == "assignments"
    plan = plan_source(workspace, 2568, "assignments", part.source)
    assert any("2567" in name or "๒๕๖๗" in name for name in plan.ignored_columns)
    apply_import(workspace, plan)
    assert owners(workspace, 2568) == ["ฝ่ายปกครอง"]
    assert CELLS[0] in [each.text for each in left_of_plan(part.source, plan)]


def test_of_other_years_alone_nothing_is_taken(workspace: Workspace) -> None:
    table = [("ข้อ", "ผู้รับผิดชอบ ปี 2566", "ผู้รับผิดชอบ ปี 2567", "กำหนดส่ง"), ("O1", *CELLS, "31/1/68")]
    read = read_pasted(table, "งาน.xlsx")
    apply_import(workspace, plan_source(workspace, 2568, "assignments", read))
    assert owners(workspace, 2568) == []
    assert workspace.year(2568).assignment_by_item["O1"].due is not None


def test_scores_of_years_stay_as_they_are() -> None:
    table = [("รหัส", "คะแนน ปี 2567", "คะแนน ปี 2568"), ("IIT", "90.10", "91.20")]
    assert read_pasted(table, "ผล.xlsx").sheets[0].rows[0].values == table[0]
