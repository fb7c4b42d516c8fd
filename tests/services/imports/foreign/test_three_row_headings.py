"""Headings of three rows: what stands over several columns says what is below it."""

from pathlib import Path

import openpyxl
import pytest

from ita_desktop.exchange.source import read_file, read_pasted
from ita_desktop.services.imports.importing import apply_import
from tests.services.imports.found.books import parts_of
from tests.support.taken_in import plan_source

HEADS = (
    ("ข้อ", "มาตรการ", "ผลการดำเนินงาน", "", "", "", "หมายเหตุ"),
    ("", "", "รอบ 6 เดือน", "", "รอบ 12 เดือน", "", ""),
    ("", "", "ผล", "ปัญหาอุปสรรค", "ผล", "ปัญหาอุปสรรค", ""),
)
ROW = ("I1", "ทำคู่มือ", "ทำแล้ว", "คนน้อย", "เผยแพร่แล้ว", "งบน้อย", "ดี")
MERGED = ("A2:A4", "B2:B4", "C2:F2", "C3:D3", "E3:F3", "G2:G4")


def workbook(path: Path) -> Path:
    made = openpyxl.Workbook()
    for row in (
        ("รายงานผลการดำเนินงานตามมาตรการ",),
        *HEADS,
        ROW,
        ("I2", "ติดป้าย", "ติดแล้ว", "", "", "", ""),
    ):
        made.active.append(row)
    for cells in MERGED:
        made.active.merge_cells(cells)
    made.save(path)
    return path


def table(*rows: tuple[str, ...]):
    return read_pasted(rows, "ก.csv")


@pytest.mark.parametrize("merged", [True, False])
def test_results_of_two_rounds_are_told_from_the_problems_beside_them(
    workspace, tmp_path, merged
) -> None:
    source = read_file(workbook(tmp_path / "ก.xlsx"), "progress") if merged else table(*HEADS, ROW)
    plan = plan_source(workspace, None, "progress", source)
    assert (plan.skipped, plan.flaws) == ((), ())
    apply_import(workspace, plan)
    year = workspace.year(2568)
    assert sorted(entry.text for entry in year.entries) == sorted(
        ["ทำแล้ว", "เผยแพร่แล้ว", *(["ติดแล้ว"] if merged else [])]
    )
    assert len({entry.round_id for entry in year.entries}) == 2
    assert any("ปัญหาอุปสรรค" in name for name in plan.ignored_columns)


def test_the_kind_of_such_a_table_is_found(tmp_path) -> None:
    (part,) = parts_of(workbook(tmp_path / "ก.xlsx"))
    assert (part.kind, part.rows) == ("progress", 4)


def test_problems_below_the_results_of_a_round_are_no_results(workspace) -> None:
    source = table(
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน รอบ 6 เดือน", ""),
        ("", "", "ผล", "ปัญหาอุปสรรค"),
        ROW[:4],
    )
    plan = plan_source(workspace, None, "progress", source)
    apply_import(workspace, plan)
    assert [entry.text for entry in workspace.year(2568).entries] == ["ทำแล้ว"]


def test_points_of_each_year_below_two_headings(workspace) -> None:
    rows = (
        ("รหัส", "ตัวชี้วัด", "ผลการประเมิน", "", ""),
        ("", "", "คะแนน", "", "หมายเหตุ"),
        ("", "", "ปี 2567", "ปี 2568", ""),
        ("I1", "เต็มใจ", "97.5", "98.5", "ก"),
        ("I2", "อำนวย", "96.5", "99.5", ""),
    )
    plan = plan_source(workspace, 2568, "results", table(*rows))
    apply_import(workspace, plan)
    assert {score.node: str(score.value) for score in workspace.year(2568).scores} == {
        "I1": "98.50",
        "I2": "99.50",
    }
