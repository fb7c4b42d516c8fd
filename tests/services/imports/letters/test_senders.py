"""Whose a letter is, as a file names the unit."""

import pytest

from ita_desktop.services.imports.found.find import find_parts
from tests.services.imports.found.books import workbook

HEAD = ("ชนิดหนังสือ", "ส่วนราชการ", "เรื่อง", "เรียน", "ข้อความ")


def row(sender: str) -> tuple[str, ...]:
    return ("บันทึกข้อความ", sender, "ขอข้อมูล", "ผู้อำนวยการเขต", "ขอให้ส่งข้อมูล")


@pytest.mark.parametrize(
    ("sender", "unit"),
    [
        ("ฝ่ายปกครอง", "ฝ่ายปกครอง"),
        ("ฝ่ายปกครอง สำนักงานเขตตัวอย่าง", "ฝ่ายปกครอง"),
        ("สำนักงานเขตตัวอย่าง (ฝ่ายปกครอง)", "ฝ่ายปกครอง"),
        ("สำนักงานเขตตัวอย่าง ฝ่ายปกครอง", "ฝ่ายปกครอง"),
        ("สำนักงานเขตตัวอย่าง", ""),
        ("", ""),
    ],
)
def test_the_sender_is_a_unit_of_the_office_or_the_office_itself(take_in, year, sender, unit):
    plan = take_in("letters", HEAD, row(sender))
    (letter,) = year().letters
    assert (year().unit_name(letter.sender_id), plan.flaws) == (unit, ())


@pytest.mark.parametrize(("number", "is_ours"), [("กท 5000/1", True), ("ปช 0099/ว 15", False)])
def test_a_letter_with_the_number_of_another_agency_is_one_that_came(number, is_ours):
    head = ("ชนิดหนังสือ", "เลขที่หนังสือ", "เรื่อง", "เรียน", "ข้อความ")
    row = ("หนังสือภายนอก", number, "การประเมิน ITA", "หัวหน้าหน่วยงานภาครัฐ", "ขอให้เตรียมข้อมูล")
    (part,) = find_parts([workbook((head, row))])
    assert (part.kind, part.is_taken) == ("letters", is_ours)


@pytest.mark.parametrize("name", ["ฝ่ายดิจิทัล", "ศูนย์บริการข้อมูล"])
def test_a_unit_that_the_office_lacks_comes_with_its_letter(take_in, year, name):
    plan = take_in("letters", HEAD, row(name))
    (letter,) = year().letters
    assert (year().unit_name(letter.sender_id), plan.flaws) == (name, ())


@pytest.mark.parametrize(
    ("sender", "told"),
    [("/", "“/” ไม่ใช่ชื่อหน่วย"), ("ฝ่ายปกครง", "ไม่รู้จักหน่วย “ฝ่ายปกครง”")],
)
def test_a_sender_that_is_not_known_is_left_empty_and_told(take_in, year, sender, told):
    plan = take_in("letters", HEAD, row(sender))
    assert [(flaw.row, flaw.cell.name, told in flaw.why) for flaw in plan.flaws] == [
        (2, "sender", True)
    ]
    (letter,) = year().letters
    assert (letter.subject, letter.sender_id) == ("ขอข้อมูล", None)
