"""What offices have beside the usual columns and titles of a list is read where it is beyond
doubt: budgets, obstacles, the assessor's remarks, a total above its scores."""

from decimal import Decimal

import pytest

from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import plan_parts

ANALYSED = ("ตัวชี้วัด", "จุดแข็ง", "จุดอ่อน", "มาตรการ", "ผู้รับผิดชอบ", "งบประมาณ")
WORK = ("บริการดี", "ป้ายไม่ชัด", "ติดป้าย", "ฝ่ายทะเบียน")


@pytest.mark.parametrize(
    ("said", "baht", "left"),
    [
        ("12,500 บาท", Decimal(12_500), 0),
        ("-", None, 0),
        ("ไม่ใช้งบประมาณ", None, 0),
        ("รอจัดสรร", None, 1),
    ],
)
def test_an_analysis_has_the_budget_of_its_measures(take_in, year, said, baht, left):
    made = take_in("analysis", ANALYSED, ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", *WORK, said))
    (measure,) = year().measures
    assert (measure.method, measure.budget) == ("ติดป้าย", baht)
    assert [finding.weakness for finding in year().findings] == ["ป้ายไม่ชัด"]
    assert len(made.flaws) == left


@pytest.mark.parametrize("head", ["ปัญหาอุปสรรค", "ปัญหา/อุปสรรค", "ปัญหาและอุปสรรคในการดำเนินงาน"])
@pytest.mark.parametrize(
    ("state", "obstacle", "reason"),
    [
        ("ยังไม่ได้ดำเนินการ", "รองบประมาณ", "รองบประมาณ"),
        ("อยู่ระหว่างดำเนินการ", "วิทยากรไม่ว่าง", "วิทยากรไม่ว่าง"),
        ("ยังไม่ได้ดำเนินการ", "ไม่มีปัญหาอุปสรรค", ""),
        ("ดำเนินการแล้ว", "ผู้เข้าอบรมน้อย", ""),
    ],
)
def test_what_stood_in_the_way_is_why_something_is_not_done(
    take_in, year, head, state, obstacle, reason
):
    take_in(
        "progress",
        ("รายงานผลการดำเนินการ รอบ 6 เดือน", "", "", "", ""),
        ("ข้อ", "มาตรการ", "สถานะ", "ผลการดำเนินการ", head),
        ("I1", "ติดป้าย", state, "", obstacle),
        ("I2", "อบรม", "ดำเนินการแล้ว", "อบรม 1 ครั้ง", "-"),
    )
    assert {entry.reason for entry in year().entries} == {reason, ""}


def test_the_office_behind_the_title_of_a_list_is_no_part_of_its_body(take_in, year):
    title = "รายชื่อคณะทำงาน สำนักงานเขตตัวอย่าง กรุงเทพมหานคร ปี 2568"
    row = ("นายตัวอย่าง หนึ่ง", "นายช่างโยธา", "คณะทำงาน")
    take_in("roster", (title, "", ""), ("ชื่อ-สกุล", "ตำแหน่ง", "หน้าที่"), row)
    (member,) = year().members
    assert year().body_by_id[member.body_id].name == "คณะทำงาน"


def plan_of(workspace, tmp_path, *rows):
    path = tmp_path / "ตาราง.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    return plan_parts(workspace, find_in([path], workspace.year(2568)).parts, shown=2568)


@pytest.mark.parametrize(
    ("title", "head", "is_ours"),
    [
        ("ข้อเสนอแนะของผู้ประเมิน OIT ปี 2568", "ความเห็นของผู้ประเมิน", True),
        ("ข้อสังเกตจากผู้ตรวจประเมิน OIT ปี 2568", "ข้อสังเกตของผู้ตรวจ", True),
        ("ข้อสังเกตของคณะกรรมการผู้ประเมิน OIT ปี 2568", "ข้อคิดเห็นของผู้ประเมิน", True),
        ("ข้อสังเกตของฝ่ายปกครอง OIT ปี 2568", "ความเห็นของผู้ประเมิน", False),
        ("ข้อสังเกตของผู้ตรวจสอบภายใน OIT ปี 2568", "ความเห็นของผู้ตรวจสอบ", False),
    ],
)
def test_scores_may_stand_beside_the_remarks_of_the_assessor_alone(
    workspace, tmp_path, title, head, is_ours
):
    rows = (title,), ("ข้อ", "คะแนน", head), ("O1", "100", ""), ("O6", "0", "ไม่พบคู่มือ")
    series = plan_of(workspace, tmp_path, *rows)
    assert sum(len(part.plan.chosen()) for part in series.taken) == (2 if is_ours else 0)
    assert is_ours is all(left.is_aside for left in series.left)


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ("คะแนนรวม 91.86 คะแนน ระดับ ผ่าน", Decimal("91.86")),
        ("คะแนนรวม ITA เท่ากับ ๙๑.๘๖", Decimal("91.86")),
        ("คะแนนรวม 27.31", None),
        ("เป้าหมายคะแนนรวม 91.86", None),
    ],
)
def test_a_line_above_the_scores_may_state_their_total(workspace, tmp_path, line, total):
    rows = (
        ("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568",),
        (line,),
        ("เครื่องมือ", "คะแนน"),
        ("IIT", "90.00"),
        ("EIT", "91.00"),
        ("OIT", "93.00"),
    )
    (part,) = plan_of(workspace, tmp_path, *rows).parts
    stored = {
        write.record.node: write.record.value
        for change in part.plan.changes
        for write in change.writes
        if getattr(write.record, "source", None) is ScoreSource.OFFICIAL
    }
    assert stored.get("ITA") == total
    assert len(stored) == 3 + (total is not None)
