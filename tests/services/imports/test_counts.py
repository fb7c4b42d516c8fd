"""How many records an import tells of, wherever it tells it, is how many the page then lists."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from ita_desktop.domain.year import YearData
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.exchange.source import read_file
from ita_desktop.services.documents.book import chapters_of
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
    before: str = ""
    """The kind whose table is imported before."""


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
    "analysis": Listed(
        "ประเด็นการประเมิน,ประเด็นที่ต้องปรับปรุง,มาตรการ/กิจกรรม,หน่วยงานรับผิดชอบ,การกำกับติดตาม\n"
        "I1 เต็มใจให้บริการ,ก,1. ม,ทุกฝ่าย,เดือนละ 1 ครั้ง\n"
        "I2 อำนวยความสะดวก,ข,2. น,,\n"
        "I3 เรียกรับสินบน,ค,1. ร,ทุกฝ่าย,เดือนละ 1 ครั้ง\n",
        lambda y: len(y.findings),
    ),
    "texts": Listed(
        "บท,มาตรการ/กิจกรรม,ผู้รับผิดชอบ,ระยะเวลาดำเนินการ\n"
        "เตรียมความพร้อมรับการประเมิน,1. ออกคำสั่ง,ฝ่ายปกครอง,\n"
        "สื่อสารภาพลักษณ์,1. จัดป้าย,ทุกฝ่าย,ทุกเดือน\n",
        lambda y: len(y.measures),
    ),
    "remarks": Listed(
        "ข้อ,ข้อสังเกตของผู้ตรวจ,วันที่,คำชี้แจง\nO5,ลิงก์เสีย,1/2/68,แก้แล้ว\nO6,ไม่พบรายงาน,1/2/68,\n",
        lambda y: len(y.remarks),
    ),
    "progress": Listed("progress_2568.csv", lambda y: len(y.measures)),
    "respondents": Listed(
        "แบบวัด,หน่วย,กลุ่ม,จำนวนคน\nIIT,ฝ่ายโยธา,ข้าราชการ,18\nIIT,ฝ่ายการคลัง,ลูกจ้าง,31\n",
        lambda y: len(y.survey_groups),
    ),
    "answered": Listed(
        "แบบวัด,หน่วย,กลุ่ม,วันที่,ตอบแล้ว\n"
        "IIT,ฝ่ายโยธา,ข้าราชการ,31/3/68,9\nIIT,ฝ่ายการคลัง,ลูกจ้าง,31/3/68,20\n",
        lambda y: len(y.survey_counts),
        before="respondents",
    ),
    "chapters": Listed(
        "เลขบท,หัวบท,ข้อความของบท\n1.,ความเป็นมา,สำนักงานเขตจัดทำเล่มนี้\n2.,ท้ายเล่ม,จบเพียงเท่านี้\n",
        lambda y: len(chapters_of(y)),
    ),
}


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KINDS)
def test_as_many_as_are_told_are_there(workspace: Workspace, tmp_path: Path, kind: str) -> None:
    _, records, earlier = KINDS[kind]

    def found(kind: str = kind) -> ImportSeries:
        given, path = KINDS[kind].text, tmp_path / f"{kind}.csv"
        path.write_text(given, encoding="utf-8-sig")
        if given.endswith(".csv"):
            known = SAMPLE / given if (SAMPLE / given).exists() else FIXTURES / given
            path.write_bytes(known.read_bytes())
        parts = parts_in([read_file(path)], workspace.year(2568), WorkProgress(), kind)
        return plan_parts(workspace, [p for p in parts if p.kind == kind], shown=2568)

    if earlier:
        apply_series(workspace, found(earlier))
    before = records(workspace.year(2568))
    series = found()
    (plan,) = (planned.plan for planned in series.taken if planned.plan is not None)
    assert plan.as_json(dry_run=True)["added"] == plan.added > 0
    assert plan.added == sum(change.records for change in plan.chosen())
    apply_series(workspace, series)
    assert records(workspace.year(2568)) == before + plan.added
    assert str(workspace.edits.undo_label).endswith(f"({plan.added + plan.changed} รายการ)")
    (again,) = found().parts
    assert again.plan is not None
    assert (again.plan.added, again.plan.same) == (0, plan.added)
