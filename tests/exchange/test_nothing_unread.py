"""Each filled cell of a table is read, or it is told that it was not."""

import pytest

from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.remarks import Skipped
from ita_desktop.exchange.sheets import Origin
from tests.support.taken_in import read_text

HEAD = ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")


def read(kind, *rows, year=2568):
    text = "\n".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return parse(kind_named(kind), read_text(text), fiscal_year=year)


def test_a_row_is_left_out_with_its_number_and_a_reason_or_not_at_all():
    with pytest.raises(ValueError, match="which"):
        Skipped(None, "ไม่มีรหัสข้อ")
    with pytest.raises(ValueError, match="why"):
        Skipped(Origin("", 3), " ")
    with pytest.raises(ValueError, match="why"):
        Skipped(Origin("", 3), "{problem}", fields={"problem": ""})


def test_a_dash_and_an_empty_cell_are_nothing_to_tell():
    assert read("assignments", HEAD, ("O1", "ทุกฝ่าย", "", "-"), ("O2", "ทุกฝ่าย", "", "")).doubts == ()


@pytest.mark.parametrize(
    ("year", "typed", "other"),
    [
        (2570, "31 ม.ค. 69", "2569"),
        (2568, "31 ม.ค. 69", "2569"),
        (2568, "30/9/67", "2567"),
        (2568, "2025-10-01", "2569"),
    ],
)
def test_a_day_of_another_fiscal_year_is_told(year, typed, other):
    found = read("assignments", HEAD, ("O1", "", "31 มกราคม"), ("O2", "", typed), year=year)
    (doubt,) = found.doubts
    assert doubt.row == 3
    assert f"ปีงบประมาณ {other} ไม่ใช่ {year}" in doubt.why
    assert "กำหนดส่ง" in doubt.why
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [
        ("evidence", ("ข้อ", "ลิงก์", "วันที่เผยแพร่"), ("O1", "https://a.example", "31 ม.ค. 69")),
        ("meetings", ("ครั้งที่", "วันประชุม", "สถานที่"), ("1", "31 ม.ค. 69", "ห้องประชุม")),
        ("worksheet", ("ข้อ", "สิ่งที่ทำ", "วันที่ทำ"), ("I1", "ประชุม", "31 ม.ค. 69")),
        ("assignments", ("ข้อ", "ข้อมูล ณ วันที่"), ("O1", "31 ม.ค. 69")),
    ],
)
def test_days_of_another_year_are_told_wherever_days_come_in(kind, head, row):
    found = read(kind, head, row, year=2570)
    assert len(found.rows) == 1
    assert ["ปีงบประมาณ 2569 ไม่ใช่ 2570" in doubt.why for doubt in found.doubts] == [True]


def test_many_days_of_another_year_are_told_once_with_their_rows():
    rows = [(f"O{number}", "", f"{number} ม.ค. 69") for number in range(1, 9)]
    (doubt,) = read("assignments", HEAD, *rows, year=2570).doubts
    assert "แถว 2 3 4 5 6 7 8 9" in doubt.why


def test_titles_groups_notes_and_signatures_are_listed_as_what_they_were_taken_for():
    found = read(
        "assignments",
        ("การมอบหมายงาน",),
        HEAD,
        ("ตัวชี้วัดที่ 9.1 ข้อมูลพื้นฐาน",),
        ("O1", "ทุกฝ่าย"),
        ("หมายเหตุ: ส่งทางไลน์",),
        ("", "(ลงชื่อ)......."),
        ("", "(นาย ก ข)"),
    )
    assert [(one.row, one.why) for one in found.aside] == [
        (1, "ชื่อเรื่องเหนือหัวตาราง"),
        (3, "หัวกลุ่มของแถวที่อยู่ถัดไป"),
        (5, "หมายเหตุใต้ตาราง"),
        (6, "ส่วนที่ลงชื่อ"),
        (7, "ส่วนที่ลงชื่อ"),
    ]
    assert (len(found.rows), found.skipped) == (1, ())


def test_rows_that_a_sort_brought_above_the_heading_are_told():
    found = read("assignments", ("O1", "ทุกฝ่าย", "31 ม.ค. 68"), HEAD, ("O2", "ทุกฝ่าย", ""))
    (lost,) = found.skipped
    assert lost.row == 1
    assert "เหนือหัวตาราง" in lost.why


def test_a_table_above_the_headings_is_told_once():
    rooms = [(f"ห้อง {at}", f"งาน {at}", "2") for at in range(1, 9)]
    found = read("assignments", *rooms, HEAD, ("O2", "ทุกฝ่าย", ""))
    (lost,) = found.skipped
    assert lost.why.startswith("อยู่เหนือหัวตาราง จึงไม่ได้อ่าน (แถว 1 2 3 4 5 6 7 8)")
    assert [one.row for one in found.aside] == [2, 3, 4, 5, 6, 7, 8]
    assert len(found.rows) == 1


MEASURES = ("ข้อ", "มาตรการ", "งบประมาณ", "ผู้รับผิดชอบ")


@pytest.mark.parametrize(
    "row",
    [
        ("", "รวมเงิน", "25000", ""),
        ("", "รวม 2 มาตรการ", "แล้วเสร็จ 1", ""),
        ("", "ลงชื่อ (นางสาวสมมติ สอง) ผู้จัดทำ", "", ""),
        ("", "นางสาวสมมติ สอง", "", "ผู้รายงาน"),
        ("", "(นางสาวสมมติ สอง) ผู้จัดทำ", "", "นายสมมติ สาม ผู้เห็นชอบ"),
    ],
)
def test_totals_and_those_who_sign_do_not_go_on_with_the_row_above(row):
    found = read("measures", MEASURES, ("I1", "ทำคู่มือ", "25000", "ฝ่ายโยธา"), row)
    (measure,) = found.rows
    assert (measure.method, measure.budget) == ("ทำคู่มือ", 25000)
    assert [remark.row for remark in found.aside] == [3]


@pytest.mark.parametrize("step", ["รวมพลังฝ่าย", "ผู้จัดทำคู่มือคือฝ่ายโยธา", "นางสาวสมมติ สอง อบรม"])
def test_a_step_that_only_begins_like_them_goes_on(step):
    found = read("measures", MEASURES, ("I1", "1. ทำคู่มือ", "", "ฝ่ายโยธา"), ("", step, "", ""))
    assert found.aside == ()
