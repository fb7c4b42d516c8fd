"""The program's own Excel files of measures, analysis and progress, taken in again."""

from dataclasses import replace

import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import BY_QUESTION, Format
from ita_desktop.documents.registry import kind
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.imports.importing import apply_import
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file

COMMUNICATION = (
    ("ข้อ", "มาตรการ/กิจกรรม", "ระยะเวลาดำเนินการ", "ผู้รับผิดชอบ", "การกำกับติดตาม"),
    ("I1", "ชี้แจงในการประชุมฝ่าย", "ทุกเดือน", "ทุกฝ่าย", "ที่ประชุมผู้บริหาร"),
    ("E2", "ประชาสัมพันธ์ทางเว็บไซต์", "ทุก 6 เดือน", "ทุกฝ่าย", "ผู้อำนวยการเขต"),
)
TABLES = (
    ("measures", "measures", "measures-by-item", ""),
    ("analysis", "analysis", "analysis-by-indicator", ""),
    ("analysis", "analysis", "measures-by-indicator", ""),
    ("progress", "progress", "progress-report", ""),
    ("progress", "analysis", "analysis-by-indicator", BY_QUESTION),
)


def read_again(workspace, folder, kind_name, name, subject, *, pages):
    context = context_of(workspace, workspace.year(2568), subject=subject)
    content = drawn(kind(name), replace(context, printed_sheet=pages), Format.XLSX)
    file = folder / f"{name}.xlsx"
    file.write_bytes(content)
    return plan_file(workspace, 2568, kind_name, file)


@pytest.mark.in_turn
@pytest.mark.parametrize("pages", [False, True])
@pytest.mark.parametrize(("given", "read", "name", "subject"), TABLES)
def test_what_is_exported_is_read_as_what_is_there(
    workspace, tmp_path, given, read, name, subject, pages
):
    apply_import(workspace, plan_file(workspace, 2568, given, FIXTURES / f"{given}_2568.csv"))
    if name == "measures-by-indicator":
        read = "measures"
    if name == "progress-report":
        subject = workspace.year(2568).rounds[0].id
    plan = read_again(workspace, tmp_path, read, name, subject, pages=pages)
    assert plan.unchanged
    assert (plan.changes, plan.skipped) == ((), ())


@pytest.mark.parametrize("pages", [False, True])
def test_measures_of_communication_are_read_again_too(workspace, tmp_path, take_in, pages):
    take_in("communications", *COMMUNICATION)
    plan = read_again(workspace, tmp_path, "communications", "communication-plan", "", pages=pages)
    assert (plan.changes, plan.skipped, len(plan.unchanged)) == ((), (), 2)
