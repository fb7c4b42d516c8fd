"""A row that goes on with the one above is joined where the form shows so; else it is told."""

import pytest

HEAD = ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ")
ABOVE = ("O1 - O5, O10", "- เผยแพร่", "ทุกฝ่าย", "ทุกเดือน")


def items(year):
    return [
        [link.item_code for link in year().items_of_measure(measure.id)]
        for measure in year().measures
    ]


@pytest.mark.parametrize("cell", ["-12", "- 12", "–O12", "- ๑๒", "ถึง O12", "-12 (100 คะแนน)"])
def test_a_list_of_items_that_a_page_broke_off_is_whole_again(take_in, year, cell):
    made = take_in("measures", HEAD, ABOVE, (cell, "", "", ""))
    assert items(year) == [["O1", "O2", "O3", "O4", "O5", "O10", "O11", "O12"]]
    assert made.skipped == ()
    assert [(one.row, "แถว 2" in one.why) for one in made.aside] == [(3, True)]


@pytest.mark.parametrize("kind", ["measures", "analysis", "progress"])
@pytest.mark.parametrize("cell", ["-12 ข้อมูลการจัดซื้อ", "- 12", "–12", ", 12", "-๑๒ การจัดซื้อ"])
def test_what_may_be_the_rest_of_a_list_makes_no_item_of_its_own(take_in, year, kind, cell):
    third = {"progress": "ผลการดำเนินการ", "analysis": "จุดเด่น", "measures": "หมายเหตุ"}[kind]
    head = ("ข้อ", "มาตรการ/กิจกรรม", third)
    group = ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "")
    last = "เผยแพร่แล้ว"
    above = ("O10", "- เผยแพร่", last)
    title = ("รอบ 6 เดือน (ต.ค. 67 - มี.ค. 68)", "", "")
    made = take_in(kind, title, head, group, above, (cell, "- ตรวจ", last))
    assert items(year) == [["O10"]]
    assert [one.row for one in made.skipped] == [5]
    assert "ต่อจากรหัสข้อของแถวบน" in made.skipped[0].why


def test_a_row_without_an_item_but_with_its_own_owner_and_period_is_told(take_in, year):
    made = take_in(
        "measures", HEAD, ("I1", "- ก", "ฝ่ายโยธา", "ทุกเดือน"), ("", "- ข", "ฝ่ายการคลัง", "ทุก 6 เดือน")
    )
    (doubt,) = [warning for warning in made.warnings if "ส่วนต่อ" in warning.why]
    assert doubt.row == 3
    assert "แถว 2" in doubt.why


@pytest.mark.parametrize("row", [("", "- ข", "", ""), ("", "2. ข", "ฝ่ายโยธา", "ทุกเดือน")])
def test_a_row_whose_form_shows_that_it_goes_on_is_joined_without_a_doubt(take_in, year, row):
    made = take_in("measures", HEAD, ("I1", "1. ก", "ฝ่ายโยธา", "ทุกเดือน"), row)
    assert made.warnings == ()
    assert len(year().measures) == 1


def test_a_bullet_before_a_code_with_its_letter_is_no_doubt(take_in, year):
    made = take_in("measures", HEAD, ("- I1 เต็มใจ", "- ก", "ทุกฝ่าย", "ทุกเดือน"))
    assert (items(year), made.skipped) == ([["I1"]], ())


@pytest.mark.parametrize("mark", ["•", "▪", "➢", "■", "\uf0a7"])
def test_any_bullet_before_a_code_is_no_doubt(take_in, year, mark):
    made = take_in("measures", HEAD, (f"{mark} I1 เต็มใจ", f"{mark} ก", "ทุกฝ่าย", "ทุกเดือน"))
    assert (items(year), made.skipped) == ([["I1"]], ())
