"""A row of totals is none of the items, whatever number stands in the column of their codes."""

import pytest
from openpyxl import Workbook

from tests.support.taken_in import plan_file

ASSIGNED = ("ตัวชี้วัด", "ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")
MEASURES = ("ลำดับ", "ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ")


@pytest.mark.parametrize(
    "row",
    [
        ("รวม", "3", "", ""),
        ("รวมทั้งสิ้น", "22", "", ""),
        ("รวมจำนวน", "๓ ข้อ", "", ""),
        ("รวมทั้งหมด 3 ข้อ", "", "", ""),
        ("", "รวม 3 ข้อ", "", ""),
        ("ยอดรวม", "3", "5", "-"),
        ("Total", "3", "", ""),
    ],
)
def test_a_row_of_totals_is_set_aside_and_told(plan, row):
    made = plan("assignments", ASSIGNED, ("9.1", "O1", "ทุกฝ่าย", "31/1/68"), row)
    assert [change.origins[0].row for change in made.changes] == [2]
    assert (made.skipped, made.flaws) == ((), ())
    assert [(one.row, one.why) for one in made.aside if one.row == 3] == [(3, "แถวผลรวม")]


def test_a_row_of_totals_among_measures_names_no_item(plan):
    rows = (("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", ""), ("1", "3", "ทำ", "ทุกฝ่าย"), ("รวม", "1", "", ""))
    made = plan("measures", MEASURES, *rows)
    assert [change.origins[0].row for change in made.changes] == [3]
    assert made.skipped == ()
    assert (4, "แถวผลรวม") in [(one.row, one.why) for one in made.aside]


@pytest.mark.parametrize(
    "row",
    [
        ("รวมมาตรการที่ดำเนินการ", "", "13", ""),
        ("", "รวมจำนวนมาตรการทั้งหมด 13 มาตรการ", "", ""),
        ("สรุปรวม", "", "๑๓ มาตรการ", ""),
        ("เฉลี่ยทุกตัวชี้วัด", "", "95.25", "-"),
        ("", "", "13", ""),
        ("13 ข้อ", "รวมทุกตัวชี้วัด", "", ""),
    ],
)
def test_the_figure_of_totals_is_no_step_of_the_measure_above(take_in, year, row):
    made = take_in("measures", MEASURES, ("1", "I1", "ทำคู่มือ", "ทุกฝ่าย"), row)
    assert [measure.method for measure in year().measures] == ["ทำคู่มือ"]
    assert (3, "แถวผลรวม") in [(one.row, one.why) for one in made.aside]


@pytest.mark.parametrize(
    "step", ["รวมพลังต่อต้านทุจริต", "รวมทั้งเผยแพร่ทางเว็บไซต์", "รวมทุกช่องทางไว้ในหน้าเดียว", "รวมทั้งอบรม 3 ครั้ง"]
)
def test_a_step_that_begins_like_totals_is_one(take_in, year, step):
    rows = (("1", "I1", "ทำคู่มือ", "ทุกฝ่าย"), ("", "", step, ""))
    take_in("measures", MEASURES, *rows)
    assert [measure.method for measure in year().measures] == [f"ทำคู่มือ\n{step}"]


def test_a_duty_that_begins_like_totals_is_one(take_in, year):
    rows = (("คณะทำงาน", "1", "รายงานผล"), ("", "2", "รวมทั้งงานอื่นที่ได้รับมอบหมาย"))
    take_in("duties", ("คณะ", "ลำดับ", "หน้าที่"), *rows)
    assert [duty.text for duty in year().duties] == ["รายงานผล", "รวมทั้งงานอื่นที่ได้รับมอบหมาย"]


@pytest.mark.parametrize(
    "row", [("รวม", "O3", "ทุกฝ่าย", "31/1/68"), ("รวมพลังสุจริต", "3", "ทุกฝ่าย", "31/1/68")]
)
def test_what_names_an_item_is_no_row_of_totals(take_in, year, row):
    """A word before it makes none of a row that says whose an item is."""
    take_in("assignments", ASSIGNED, ("9.1", "O1", "ทุกฝ่าย", "31/1/68"), row)
    assert [year().owner_label(owner) for owner in year().owners_of_item("O3")] == ["ทุกฝ่าย"]


def test_a_number_alone_still_names_its_item(take_in, year):
    take_in("assignments", ASSIGNED, ("9.1", "3", "ทุกฝ่าย", "31/1/68"))
    assert "O3" in year().assignment_by_item


def test_a_total_beside_a_merged_cell_is_one(workspace, tmp_path):
    book = Workbook()
    for row in (
        ("ตัวชี้วัด", "ข้อ", "คะแนน", "มาตรการ"),
        ("1 การปฏิบัติหน้าที่", "I1", 97, "ก"),
        (None, "รวมตัวชี้วัดที่ 1", 97, None),
    ):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "ก.xlsx")
    made = plan_file(workspace, 2568, "measures", tmp_path / "ก.xlsx")
    assert (made.skipped, [(remark.row, remark.why) for remark in made.aside]) == (
        (),
        [(3, "แถวผลรวม")],
    )
