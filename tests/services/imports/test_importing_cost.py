"""An import costs no more for a row of many than for a row of few, also where the rows are damaged
and no two the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ita_desktop.exchange.source import read_pasted
from ita_desktop.services import workspaces
from ita_desktop.services.imports import importing
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.found.books import document
from tests.support.cost import growth
from tests.support.taken_in import plan_source

ROWS = {
    "roster": (
        ("ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท", "คณะ"),
        ("{at}", "นายคน ที่{at}", "ตำแหน่งที่ {at}", "ฝ่ายที่ {at}", "กรรมการ", "คณะทำงานย่อยที่ {at}"),
    ),
    "assignments": (
        ("ข้อ", "หน่วยงานที่รับผิดชอบ", "กำหนดส่ง"),
        ("O1-O9", "ฝ่ายที่ {at}", "วันที่ {at}"),
    ),
    "measures": (
        ("ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ", "กำหนดเวลา"),
        ("I{digit}", "มาตรการที่ {at}", "ฝ่ายที่ {at}", "เมื่อใด {at}"),
    ),
    "duties": (("ที่", "หน้าที่ความรับผิดชอบ", "คณะ"), ("{at}", "หน้าที่ {at}", "คณะทำงาน")),
}


@pytest.fixture
def workspace(tmp_path: Path):
    with Workspace.open(workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")) as opened:
        yield opened


def listed(kind: str, count: int) -> list[list[str]]:
    head, row = ROWS[kind]
    return [
        list(head),
        *([cell.format(at=at, digit=at % 9 + 1) for cell in row] for at in range(1, count + 1)),
    ]


@pytest.mark.long
@pytest.mark.parametrize("kind", ROWS)
def test_comparing_grows_in_line_with_the_rows(workspace: Workspace, kind: str) -> None:
    def work(count: int) -> Callable[[], object]:
        source = read_pasted(listed(kind, count), "ตาราง")
        return lambda: plan_source(workspace, 2568, kind, source)

    work(100)()
    assert growth(work, 50, 500) < 1.3


def test_finding_grows_in_line_with_the_tables_of_a_document() -> None:
    rows = (("ตัวชี้วัด", "คะแนน"), *((f"ตัวชี้วัดที่ {at}", 80 + at) for at in range(1, 9)))

    def work(count: int) -> Callable[[], object]:
        source = document(
            *(each for _ in range(count) for each in ("ผลการประเมิน ITA ปี 2568", rows))
        )
        return lambda: find_parts([source], fiscal_year=2568)

    work(2)()
    assert growth(work, 4, 16) < 1.3


@pytest.mark.in_turn
def test_writing_grows_in_line_with_the_rows(workspace: Workspace) -> None:
    def work(count: int) -> Callable[[], object]:
        source = read_pasted(listed("roster", count), "ตาราง")
        plan = plan_source(workspace, 2568, "roster", source)
        return plan.writes

    assert growth(work, 50, 500) < 1.3


@pytest.mark.in_turn
def test_a_large_import_is_one_step_to_undo(workspace: Workspace) -> None:
    before = workspace.dump()
    source = read_pasted(listed("roster", 500), "ตาราง")
    plan = plan_source(workspace, 2568, "roster", source)
    importing.apply_import(workspace, plan)
    assert len(workspace.year(2568).members) > 400
    workspace.undo()
    assert workspace.dump() == before
