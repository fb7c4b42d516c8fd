"""Groups of people or days may each have a column: what is counted then, a title has to say."""

from datetime import date

import pytest
from openpyxl import Workbook

from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.importing import apply_import
from tests.services.imports.found.books import workbook
from tests.support.taken_in import plan_file

ASKED = "จำนวนผู้มีส่วนได้ส่วนเสียภายใน (IIT) สำนักงานเขตตัวอย่าง ปี 2568"
PEOPLE = ("ฝ่าย", "ข้าราชการ", "ลูกจ้างประจำ")
DAYS = ("กลุ่ม", "3 มี.ค. 68", "ณ วันที่ 4 มี.ค. 68", "5/3/68")


def taken(workspace, *rows):
    parts = find_parts([workbook(rows)])
    apply_series(workspace, plan_parts(workspace, parts, shown=2568))
    return parts


def test_each_kind_of_people_may_have_a_column(workspace, year):
    rows = (("ฝ่ายปกครอง", 18, 4), ("ฝ่ายทะเบียน", 21, "-"))
    (part,) = taken(workspace, (ASKED,), PEOPLE, *rows, ("รวม", 39, 4))
    assert part.is_taken
    data = year()
    groups = {(data.unit_name(g.unit_id), g.kind): g.population for g in data.survey_groups}
    assert groups == {
        ("ฝ่ายปกครอง", "ข้าราชการ"): 18,
        ("ฝ่ายปกครอง", "ลูกจ้างประจำ"): 4,
        ("ฝ่ายทะเบียน", "ข้าราชการ"): 21,
    }
    assert {group.instrument for group in data.survey_groups} == {"IIT"}


@pytest.mark.parametrize(
    "title",
    [
        "อัตรากำลังสำนักงานเขตตัวอย่าง ปี 2568",
        "จำนวนผู้เข้าอบรม ITA ปี 2568",
        "จำนวนผู้ตอบแบบวัด IIT ปี 2568",
        "กลุ่มตัวอย่าง IIT ปี 2568",
        "ความพึงพอใจของผู้มีส่วนได้ส่วนเสียภายใน IIT",
    ],
)
def test_people_who_were_counted_for_something_else_are_not_taken(workspace, year, title):
    parts = taken(workspace, (title,), PEOPLE, ("ฝ่ายปกครอง", 18, 4), ("ฝ่ายทะเบียน", 21, 2))
    assert not any(part.is_taken for part in parts)
    assert year().survey_groups == ()


@pytest.mark.parametrize(
    ("title", "is_taken"),
    [
        ("จำนวนผู้ตอบแบบวัด EIT สะสม ปี 2568", True),
        ("จำนวนผู้ที่ตอบแล้ว EIT ปี 2568", True),
        ("จำนวนผู้ตอบแบบวัด EIT รายวัน ปี 2568", False),
        ("จำนวนผู้มาติดต่อราชการ ปี 2568", False),
    ],
)
def test_each_day_may_have_a_column(workspace, year, take_in, title, is_taken):
    take_in("respondents", ("แบบวัด", "กลุ่ม", "จำนวนคน"), ("EIT", "ผู้รับบริการ", "400"))
    taken(workspace, (title,), DAYS, ("ผู้รับบริการ", 12, 19, 33))
    days = {count.day: count.answered for count in year().survey_counts}
    said = {date(2025, 3, 3): 12, date(2025, 3, 4): 19, date(2025, 3, 5): 33}
    assert days == (said if is_taken else {})


def test_a_day_of_excel_heads_a_column_too(workspace, tmp_path, year, take_in):
    take_in("respondents", ("แบบวัด", "กลุ่ม", "จำนวนคน"), ("EIT", "ผู้รับบริการ", "400"))
    book = Workbook()
    book.active.append(("กลุ่ม", date(2025, 3, 3), date(2025, 3, 4)))
    book.active.append(("ผู้รับบริการ", 12, 19))
    book.save(tmp_path / "ก.xlsx")
    apply_import(workspace, plan_file(workspace, 2568, "answered", tmp_path / "ก.xlsx"))
    assert [count.answered for count in year().survey_counts] == [12, 19]


SEXES = ("ฝ่าย", "ชาย", "หญิง")


def test_each_sex_may_have_a_column(workspace, year):
    (part,) = taken(workspace, (ASKED,), SEXES, ("ฝ่ายปกครอง", 10, 15), ("ฝ่ายทะเบียน", 20, "-"))
    assert part.is_taken
    data = year()
    groups = {(data.unit_name(g.unit_id), g.kind): g.population for g in data.survey_groups}
    assert groups == {
        ("ฝ่ายปกครอง", "ชาย"): 10,
        ("ฝ่ายปกครอง", "หญิง"): 15,
        ("ฝ่ายทะเบียน", "ชาย"): 20,
    }


def test_a_number_of_people_over_both_sexes_is_not_that_of_one(workspace, year):
    heads = ("หน่วยงาน", "ประเภทบุคลากร", "จำนวนคน", ""), ("", "", "ชาย", "หญิง")
    taken(workspace, (ASKED,), *heads, ("ฝ่ายปกครอง", "ข้าราชการ", 10, 15))
    people = {group.kind: group.population for group in year().survey_groups}
    assert people == {"ข้าราชการ ชาย": 10, "ข้าราชการ หญิง": 15}


def test_those_of_a_course_by_sex_are_not_taken(workspace, year):
    rows = ("จำนวนผู้เข้าอบรมจำแนกตามเพศ",), (*SEXES, "รวม"), ("ฝ่ายปกครอง", 10, 15, 25)
    assert not any(part.is_taken for part in taken(workspace, *rows))
    assert year().survey_groups == ()


def test_sexes_without_a_unit_are_told_with_where_their_total_goes(workspace):
    rows = ("ผู้ตอบแบบวัด IIT ปี 2568",), ("เพศ", "จำนวน"), ("ชาย", 100), ("หญิง", 150)
    (left,) = plan_parts(workspace, find_parts([workbook(rows)]), shown=2568).left
    assert "พิมพ์ยอดรวมที่หน้า “แบบสำรวจ”" in left.why


def test_respondents_of_a_result_by_sex_may_stand_alone(workspace, year):
    heads = ("แบบประเมิน", "ชาย", "หญิง", "ไม่ระบุ", "รวม")
    rows = ("IIT", 100, 150, 3, 253), ("EIT", 80, 120, 0, 200)
    taken(workspace, ("จำนวนผู้ตอบแบบประเมินจำแนกตามเพศ ปี 2568",), heads, *rows)
    sexes = {(each.name, each.node): each.count for each in year().figures_by(Breakdown.SEX)}
    assert (sexes["ชาย", "IIT"], sexes["หญิง", "EIT"]) == (100, 120)
