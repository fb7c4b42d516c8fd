"""What a pasted block of cells is: a list with or without headings, or a line naming a group."""

import pytest

from ita_desktop.exchange.source import read_page
from ita_desktop.paths import resource
from ita_desktop.services.imports.pasted import (
    is_headed,
    list_kind,
    names_group,
    shown_headings,
    unheaded,
)

ITEMS = ("O1", "โครงสร้าง", "ฝ่ายปกครอง", "31 มี.ค.")
HEADS = ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ", "กำหนดส่ง")
REPORT = (("ลำดับ", "ตัวชี้วัด", "คะแนน (เต็ม 100)"), ("ตัวชี้วัด 1", "ก", "99.19"))
REPORT_LINES = (
    ("รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",),
    ("คะแนนตัวชี้วัด",),
    *REPORT,
)


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("assignments", (HEADS, ITEMS), True),
        ("assignments", (HEADS,), False),
        ("assignments", (ITEMS, ITEMS), False),
        ("people", (("ชื่อ - นามสกุล", "สังกัด"), ("นายตัวอย่าง หนึ่ง", "ฝ่ายโยธา")), True),
        ("results", REPORT, True),
        ("results", REPORT_LINES, True),
        ("assignments", REPORT_LINES, False),
        ("results", (("ก", "ข"), ("ค", "ง")), False),
        ("assignments", (("O1 ฝ่ายปกครอง",), ("O2 ฝ่ายโยธา",)), True),
        ("evidence", (("O1 https://a.example/1",), ("O2 https://a.example/2",)), True),
        ("calendar", (("15/12/2567 ประชุม",), ("20/1/2568 เปิดระบบ",)), True),
        ("roster", (("คณะทำงาน ITA",), ("ประธาน นายก ข",), ("กรรมการ นางค ง",)), True),
        ("assignments", (("โครงสร้าง",), ("ฝ่ายโยธา",)), False),
    ],
)
def test_headings_with_rows_below_make_a_list(kind, cells, expected, year) -> None:
    assert is_headed(kind, cells) is expected
    assert is_headed(kind, cells, year()) is expected


def test_the_whole_report_is_itself_wherever_it_is_pasted_and_a_heading_of_it_is_not() -> None:
    text = resource("sample", "results_2567.txt").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines()]
    assert list_kind("analysis", lines) == "results"
    assert list_kind("roster", lines) == "results"
    measures = (HEADS, ("I1", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน", "ฝ่ายปกครอง", "31 มี.ค."))
    assert list_kind("measures", measures) == "measures"
    assert list_kind("assignments", REPORT_LINES) == "assignments"
    scores = (("ตัวชี้วัดที่ 1", "การปฏิบัติหน้าที่", "98.10"), ("ตัวชี้วัดที่ 2", "การใช้งบประมาณ", "96.45"))
    heads = (("ผลคะแนน ITA ปี 2568",), ("ตัวชี้วัด", "ชื่อตัวชี้วัด", "คะแนน"))
    assert list_kind("roster", (*heads, *scores)) == "results"
    assert list_kind("measures", (*heads, *scores)) == "results"


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("assignments", (ITEMS,), {"assignments": ("item", "", "owners", "due")}),
        ("assignments", (ITEMS[:3],), {"assignments": ("item", "", "owners")}),
        ("assignments", (("O1", "31 มี.ค."),), {"assignments": ("item", "due")}),
        ("assignments", (("O1", "ผู้ไม่รู้จัก"),), {}),
        ("assignments", (("ก", "ฝ่ายปกครอง"),), {}),
        ("measures", (ITEMS,), {}),
    ],
)
def test_items_with_owners_or_dates_need_no_headings(kind, cells, expected, year) -> None:
    assert unheaded(kind, cells, year()) == expected


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        ("measures", ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",), True),
        ("measures", ("", "ตัวชี้วัดที่ 1", " การปฏิบัติหน้าที่ "), True),
        ("measures", ("ตัวชี้วัดที่ 1", "การปฏิบัติหน้าที่", "ก"), False),
        ("measures", ("ทำคู่มือ",), False),
        ("measures", ("", ""), False),
        ("assignments", ("ฝ่ายโยธา",), False),
        ("people", ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",), False),
    ],
)
def test_a_row_of_one_or_two_cells_may_name_the_group_below(kind, row, expected) -> None:
    assert names_group(kind, row) is expected


@pytest.mark.parametrize("kind", ["roster", "measures", "results", "analysis", "respondents"])
def test_a_list_with_the_headings_of_another_kind_is_of_that_wherever_it_is_pasted(
    kind, year
) -> None:
    rows = [["O1", "ข้อมูลพื้นฐาน", "ฝ่ายปกครอง"], ["O9", "ข้อมูลสถิติ", "ฝ่ายรายได้"]]
    assert list_kind(kind, [["ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"], *rows], year()) == "assignments"
    assert list_kind(kind, rows, year()) == kind, "cells without headings go where they are pasted"


PAGE = """<html><head><style>.a{text-decoration:line-through}</style></head><body>
%s<table><tr><td>ข้อ</td><td>ผู้รับผิดชอบ</td></tr>
<tr><td>O9</td><td>%s</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("above", "cell", "is_more"),
    [
        ("", "ฝ่ายรายได้", False),
        ("", "<s>ฝ่ายโยธา</s> ฝ่ายรายได้", True),
        ("", "<span class=a>ฝ่ายโยธา</span> ฝ่ายรายได้", True),
        ("", '<a href="https://district.example/o9">ฝ่ายรายได้</a>', True),
        ("<p>คำสั่งสำนักงานเขตตัวอย่าง</p>", "ฝ่ายรายได้", True),
        ("<table><tr><td>ก</td></tr></table><p>ข</p>", "ฝ่ายรายได้", True),
    ],
)
def test_a_copied_page_is_read_as_one_where_it_says_more_than_its_cells(above, cell, is_more):
    source = read_page(PAGE % (above, cell), "ตารางที่วาง")
    assert (source is not None) is is_more
    if source is not None:
        assert source.pasted
        assert str(source.sheets[-1].rows[-1].values[1]) == "ฝ่ายรายได้"


def test_columns_of_members_show_by_what_stands_in_them() -> None:
    rows = (
        ("1", "นายตัวอย่าง หนึ่ง", "นักวิชาการ", "ฝ่ายโยธา", "ประธานกรรมการ"),
        ("2", "นางตัวอย่าง สอง", "นิติกร", "ฝ่ายปกครอง", "กรรมการ"),
    )
    heads = shown_headings("roster", rows)
    assert [heads[at] for at in range(5)] == ["ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท"]
