"""A cell that cannot be read costs its row nothing else, and the row is not called the same."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from tests.support.taken_in import plan_file

ASSIGNED = ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")
RESULT = ("รหัส", "คะแนนทางการ", "ข้อสังเกตของผู้ตรวจ", "จำนวนตอบ 1", "จำนวนตอบ 2")


def _cells(made):
    return [(flaw.row, flaw.cell.heading) for flaw in made.flaws]


def test_a_row_with_a_cell_left_out_is_not_called_the_same(take_in, plan):
    take_in("assignments", ASSIGNED, ("O5", "ฝ่ายโยธา", "31/1/68"))
    made = plan("assignments", ASSIGNED, ("O5", "ฝ่ายโยธา", "30 ก.พ. 68"))
    assert (made.changes, made.unchanged) == ((), ())
    assert _cells(made) == [(2, "กำหนดส่ง")]
    assert made.rows == 1
    made = plan("assignments", ASSIGNED, ("O5", "ฝ่ายโยทา", "31/1/68"))
    assert (made.changes, made.unchanged, made.rows) == ((), (), 1)


def test_a_row_left_out_for_no_single_cell_has_all_its_cells_to_correct(plan):
    head = ("ข้อ", "มาตรการ/กิจกรรม", "ผลการดำเนินการ", "รอบ")
    made = plan("progress", head, ("I1", "", "ทำแล้ว", "รอบ 6 เดือน"))
    (skipped,) = made.skipped
    cells = {place: [cell.heading for cell in cells] for place, cells in made.cells.items()}
    assert (skipped.cell, cells) == (None, {skipped.origin: list(head)})
    made = plan("duties", ("คณะ", "หน้าที่"), ("คณะตรวจรับ", "ตรวจรับ"))
    assert ([skipped.cell.heading for skipped in made.skipped], made.cells) == (["คณะ"], {})


def test_what_the_assessor_says_stays_where_the_score_cannot_be_read(take_in, year):
    made = take_in("results", RESULT, ("O3", "ผ่านบางส่วน", "ลิงก์เสีย", "", ""))
    assert _cells(made) == [(2, "คะแนนทางการ")]
    assert made.skipped == ()
    assert year().remark_by_node == {"O3": "ลิงก์เสีย"}


def test_a_score_alone_that_cannot_be_read_is_told_once(plan):
    made = plan("results", RESULT, ("O3", "85,0,0", "", "", ""), ("O4", "100", "", "", ""))
    assert _cells(made) == [(2, "คะแนนทางการ")]
    assert (made.aside, made.skipped, made.rows) == ((), (), 2)


def test_a_number_of_answers_that_cannot_be_read_is_told(take_in, year):
    made = take_in("results", RESULT, ("I3", "99.50", "", "สาม", "623"))
    assert _cells(made) == [(2, "จำนวนตอบ 1")]
    assert [score.value for score in year().scores] == [Decimal("99.50")]


@pytest.mark.parametrize("remark", ["", "ลิงก์เสีย"])
def test_a_score_that_cannot_be_read_removes_none(take_in, year, remark):
    take_in("results", RESULT, ("O3", "100", "", "", ""), ("O4", "100", "", "", ""))
    whole = ("ITA", "90", "", "", "")
    take_in("results", RESULT, whole, ("O3", "1O0", remark, "", ""), replace=True)
    assert sorted(score.node for score in year().scores) == ["ITA", "O3"]


def test_a_column_headed_by_a_day_is_told(workspace, tmp_path):
    book = Workbook()
    book.active.append(["ข้อ", "มาตรการ", date(2024, 10, 1)])
    book.active.append(["I1", "ก", 1])
    book.save(tmp_path / "ก.xlsx")
    made = plan_file(workspace, 2568, "measures", tmp_path / "ก.xlsx")
    assert made.ignored_columns == ("1 ต.ค. 67",)


@pytest.mark.parametrize("kind", ["measures", "progress", "analysis"])
def test_a_row_with_words_in_an_unread_column_alone_is_told(plan, kind):
    head = ("ลำดับ", "ข้อ", "มาตรการ", "ผลการดำเนินการ", "ประเด็นที่ต้องปรับปรุง")
    made = plan(
        kind,
        head,
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", "", ""),
        ("1", "I1", "ก", "ทำแล้ว", "ช้า"),
        ("งานกลุ่มพิเศษ", "", "", "", ""),
        ("EIT", "", "", "", ""),
        ("2", "I2", "ข", "ทำแล้ว", "ช้า"),
    )
    aside = {remark.row: remark.why for remark in made.aside}
    assert {4, 5} <= aside.keys()
    assert "คอลัมน์ที่ไม่ได้อ่าน" in aside[4]
    assert all(len(change.origins) == 1 for change in made.changes)


def test_an_owner_alone_in_a_row_goes_on_with_the_row_above(take_in, year):
    rows = (("I1", "ก", "ฝ่ายปกครอง"), ("", "", "ฝ่ายโยธา"))
    take_in("measures", ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ"), ("ตัวชี้วัดที่ 1", "", ""), *rows)
    (measure,) = year().measures
    assert [year().owner_label(owner) for owner in year().owners_of_measure(measure.id)] == [
        "ฝ่ายปกครอง",
        "ฝ่ายโยธา",
    ]
