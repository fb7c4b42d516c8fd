"""A column of who does something and when is two columns."""

import pytest

from ita_desktop.exchange.reshaping.plans import who_and_when, with_two_facts
from ita_desktop.exchange.sheets import DataSheet, SheetRow


@pytest.mark.parametrize(
    ("cell", "who", "when"),
    [
        ("ฝ่ายโยธา\nม.ค. 68", "ฝ่ายโยธา", "ม.ค. 68"),
        ("ทุกฝ่าย ภายใน 31 มีนาคม 2568", "ทุกฝ่าย", "ภายใน 31 มีนาคม 2568"),
        ("ฝ่ายโยธา (ทุกเดือน)", "ฝ่ายโยธา", "ทุกเดือน"),
        ("ตลอดปีงบประมาณ 2568", "", "ตลอดปีงบประมาณ 2568"),
        ("31 ม.ค. 68 ฝ่ายปกครอง", "ฝ่ายปกครอง", "31 ม.ค. 68"),
        ("ฝ่ายโยธา ม.ค. 68 ฝ่ายรายได้ ก.พ. 68", "ฝ่ายโยธา ม.ค. 68 ฝ่ายรายได้ ก.พ. 68", ""),
        ("ฝ่ายปกครองและทีมงานบริการร่วม", "ฝ่ายปกครองและทีมงานบริการร่วม", ""),
    ],
)
def test_a_cell_is_parted_where_its_time_surely_begins(cell, who, when):
    assert who_and_when(cell) == (who, when)


@pytest.mark.parametrize(
    "head", ["ผู้รับผิดชอบ/ระยะเวลา", "ระยะเวลา / ผู้รับผิดชอบ", "ผู้รับผิดชอบและระยะเวลา", "ฝ่าย\nกำหนดส่ง"]
)
def test_the_column_becomes_two(head):
    rows = (SheetRow(1, ("ข้อ", head)), SheetRow(2, ("I1", "ฝ่ายโยธา ม.ค. 68")))
    sheet, (told,) = with_two_facts(DataSheet("ก", rows))
    heads, row = (tuple(map(str, each.values)) for each in sheet.rows)
    assert (row[1], row[2]) == ("ฝ่ายโยธา", "ม.ค. 68")
    assert heads[2] in {"ระยะเวลา", "กำหนดส่ง"}
    assert "1 แถว" in told.why


@pytest.mark.parametrize("head", ["ผู้รับผิดชอบ", "ฝ่าย/หน่วยงาน", "ผู้รับผิดชอบ/ผู้สนับสนุน", "ระยะเวลา/งบ"])
def test_other_columns_stay(head):
    sheet = DataSheet("ก", (SheetRow(1, ("ข้อ", head)), SheetRow(2, ("I1", "ฝ่ายโยธา ม.ค. 68"))))
    assert with_two_facts(sheet) == (sheet, ())


def of_measures(*rows):
    made = (SheetRow(at, row) for at, row in enumerate(rows, 1))
    sheet, _ = with_two_facts(DataSheet("ก", tuple(made)))
    return [row.values for row in sheet.rows]


def test_codes_before_all_measures_are_a_column():
    heads, title = ("มาตรการ", "สถานะ"), ("รายงานผลตามมาตรการ",)
    rows = [("I๑ ติดป้าย\n2 จุด", "แล้วเสร็จ"), ("", "x"), ("E4, E5 ลงข่าว", "")]
    assert of_measures(title, heads, *rows) == [
        title,
        (*heads, "ข้อ"),
        ("ติดป้าย\n2 จุด", "แล้วเสร็จ", "I1"),
        ("", "x"),
        ("ลงข่าว", "", "E4, E5"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("มาตรการ", "สถานะ"), ("I1 ติดป้าย", ""), ("ลงข่าว", "")],
        [("มาตรการ", "สถานะ"), ("I1 ติดป้าย", "")],
        [("มาตรการ", "สถานะ"), ("I1", ""), ("I2", "")],
        [("มาตรการ", "สถานะ", "ข้อ"), ("I1 ติดป้าย", "", "I1"), ("I2 ลงข่าว", "", "I2")],
    ],
)
def test_other_measures_stay_in_one_column(rows):
    assert of_measures(*rows) == rows
