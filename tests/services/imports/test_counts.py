"""How many records an import tells of, wherever it tells it, is how many the page then lists."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from ita_desktop.domain.year import YearData
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.exchange.source import read_file
from ita_desktop.services.imports.found.reading import parts_in
from ita_desktop.services.imports.found.series import ImportSeries, apply_series, plan_parts
from ita_desktop.storage.workspace import Workspace
from tests.support.places import FIXTURES, ROOT

SAMPLE = ROOT / "resources" / "sample"


class Listed(NamedTuple):
    """What a page lists of a kind."""

    text: str
    """A table of the kind, or the name of a file."""
    records: Callable[[YearData], int]


KINDS = {
    "units": Listed("ชื่อหน่วยงาน,ชื่อย่อ\nฝ่ายทดลองหนึ่ง,ทล1\nฝ่ายทดลองสอง,ทล2\n", lambda y: len(y.units)),
    "people": Listed(
        "ชื่อ - นามสกุล,ตำแหน่ง,โทรศัพท์ภายใน\nนายก ข,นักวิชาการ,1\nนางค ง,ครู,2\n", lambda y: len(y.people)
    ),
    "roster": Listed("roster_2568.csv", lambda y: len(y.members)),
    "duties": Listed("duties_2568.csv", lambda y: len(y.duties)),
    "orders": Listed(
        "เลขที่คำสั่ง,ลงวันที่,เรื่อง\n1/2568,1/10/67,แต่งตั้งคณะทำงาน ITA\n2/2568,2/10/67,แต่งตั้ง ITA เพิ่ม\n",
        lambda y: len(y.orders),
    ),
    "assignments": Listed("ข้อ,ผู้รับผิดชอบ\nO1-O3,ฝ่ายปกครอง\nO4,ทุกฝ่าย\n", lambda y: len(y.assignments)),
    "evidence": Listed("evidence_2568.csv", lambda y: len(y.evidence)),
    "measures": Listed("measures_2568.csv", lambda y: len(y.measures)),
    "communications": Listed("communications_2568.csv", lambda y: len(y.measures)),
    "meetings": Listed(
        "ครั้งที่,วันประชุม,คณะ,ระเบียบวาระ\n1/2568,8/11/67,คณะทำงาน,เรื่องแรก\n2/2568,8/12/67,คณะทำงาน,เรื่องสอง\n",
        lambda y: len(y.meetings),
    ),
    "calendar": Listed(
        "วันสำคัญ,วันที่\nวันส่งข้อมูล ITA,1/3/68\nวันประกาศผล ITA,1/8/68\n", lambda y: len(y.calendar)
    ),
    "results": Listed(
        "ผลการประเมิน ITA ปีงบประมาณ 2568,\nข้อ,คะแนน\nI1,90\nI2,91\nO1,100\n", lambda y: len(y.scores)
    ),
    "letters": Listed(
        "ชนิดหนังสือ,เลขที่หนังสือ,ลงวันที่,เรื่อง,เรียน,ข้อความ\n"
        "บันทึกข้อความ,กท 1/1,1/10/67,แจ้งการประเมิน ITA,หัวหน้าฝ่าย,ขอแจ้งให้ทราบ\n"
        "บันทึกข้อความ,กท 1/2,2/10/67,ส่งข้อมูล ITA,หัวหน้าฝ่าย,ขอส่งข้อมูล\n",
        lambda y: len(y.letters),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_as_many_as_are_told_are_there(workspace: Workspace, tmp_path: Path, kind: str) -> None:
    given, records = KINDS[kind]
    path = tmp_path / "ตาราง.csv"
    path.write_text(given, encoding="utf-8-sig")
    if given.endswith(".csv"):
        known = SAMPLE / given if (SAMPLE / given).exists() else FIXTURES / given
        path.write_bytes(known.read_bytes())

    def found() -> ImportSeries:
        year = workspace.year(2568)
        parts = parts_in([read_file(path)], year, WorkProgress(), kind)
        return plan_parts(workspace, [p for p in parts if p.kind == kind], shown=2568)

    before = records(workspace.year(2568))
    series = found()
    (plan,) = (planned.plan for planned in series.taken if planned.plan is not None)
    assert plan.added == plan.as_json(dry_run=True)["added"] == len(plan.chosen()) > 0
    apply_series(workspace, series)
    assert records(workspace.year(2568)) == before + plan.added
    assert str(workspace.edits.undo_label).endswith(f"({plan.added + plan.changed} รายการ)")
    (again,) = found().parts
    assert again.plan is not None
    assert (again.plan.added, again.plan.same) == (0, plan.added)
