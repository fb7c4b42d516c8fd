"""Cells with several duties or links, and rows that name the unit of those below."""

import pytest

DUTIES = ("คณะ", "หน้าที่และอำนาจ")


@pytest.mark.parametrize(
    "cell",
    [
        "๑. กำหนดนโยบาย\n๒. กำกับ\n๒.๑ รายเดือน\n- ทุกสิ้นเดือน\n๓. รายงาน",
        "(1) กำหนดนโยบาย\n(2) กำกับ\n2.1 รายเดือน\n- ทุกสิ้นเดือน\n(3) รายงาน",
        "ก. กำหนดนโยบาย\nข. กำกับ\n2.1 รายเดือน\n- ทุกสิ้นเดือน\nค. รายงาน",
    ],
)
def test_numbered_duties_of_one_cell_are_a_duty_each(take_in, year, cell):
    made = take_in("duties", DUTIES, ("คณะทำงาน", cell), ("คณะกรรมการอำนวยการ", "1. เดียว\nต่อ"))
    steering, working = (body.id for body in year().bodies)
    duties = [(duty.body_id, duty.text) for duty in year().duties]
    assert sorted(duties, key=lambda duty: duty[0] != working) == [
        (working, "กำหนดนโยบาย"),
        (working, "กำกับ\n2.1 รายเดือน\n- ทุกสิ้นเดือน"),
        (working, "รายงาน"),
        (steering, "เดียว\nต่อ"),
    ]
    assert ["3 ข้อ" in str(warning.why) for warning in made.warnings] == [True]


def test_a_paragraph_between_the_numbers_or_before_them_is_no_list_of_duties(take_in, year):
    cell = "ดำเนินการดังนี้\n1. รวบรวม\n2. รายงาน"
    take_in("duties", DUTIES, ("คณะทำงาน", cell))
    assert [duty.text for duty in year().duties] == [cell]


def test_points_in_rows_below_a_duty_stay_with_it(take_in, year):
    head = ("คณะ", "ที่", "หน้าที่")
    rows = (("๑", "รวบรวม"), ("๑.๑", "หลักฐาน"), ("๑.๒", "ภาพ"), ("๒", "รายงาน"))
    take_in("duties", head, *(("คณะทำงาน", *row) for row in rows))
    assert [duty.text for duty in year().duties] == ["รวบรวม\n1.1 หลักฐาน\n1.2 ภาพ", "รายงาน"]


def test_duties_numbered_with_their_body_are_duties(take_in, year):
    head = ("คณะ", "ที่", "หน้าที่")
    rows = (("1.1", "รวบรวม"), ("1.2", "ตรวจ"), ("1.10", "รายงาน"))
    take_in("duties", head, *(("คณะทำงาน", *row) for row in rows))
    assert [duty.text for duty in year().duties] == ["รวบรวม", "ตรวจ", "รายงาน"]


def test_links_with_words_behind_them_are_evidence_each(take_in, year):
    links = "https://example.go.th/1 (ภาษาไทย)\nhttps://example.go.th/2 (English)"
    take_in("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), ("O1", "ข้อมูลผู้บริหาร", links))
    assert {(each.title, each.location) for each in year().evidence} == {
        ("ข้อมูลผู้บริหาร ภาษาไทย", "https://example.go.th/1"),
        ("ข้อมูลผู้บริหาร English", "https://example.go.th/2"),
    }


@pytest.mark.parametrize(
    "cell",
    [
        "{old} (ลิงก์เดิม) เปลี่ยนเป็น {new}",
        "ลิงก์เดิม: {old}\nลิงก์ใหม่: {new}",
        "{old} → {new}",
        "{new} {old} (ยกเลิก)",
        "คู่มือเก่า {old} (เก่า)\n{new}",
    ],
)
def test_a_link_that_another_one_replaces_is_no_evidence(take_in, year, cell):
    links = cell.format(old="https://example.go.th/1", new="https://example.go.th/2")
    take_in("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), ("O1", "แผน", links))
    assert [(each.title, each.location) for each in year().evidence] == [
        ("แผน", "https://example.go.th/2")
    ]


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        (
            "ไทย https://example.go.th/1\nEnglish https://example.go.th/2",
            ("แผน ไทย", "แผน English"),
        ),
        ("- https://example.go.th/1\n- https://example.go.th/2", ("แผน", "แผน")),
        ("https://example.go.th/1 และ https://example.go.th/2", ("แผน", "แผน")),
    ],
)
def test_words_before_links_are_those_of_each(take_in, year, cell, titles):
    take_in("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), ("O1", "แผน", cell))
    assert [(each.title, each.location) for each in year().evidence] == [
        (title, f"https://example.go.th/{at}") for at, title in enumerate(titles, 1)
    ]


@pytest.mark.parametrize("kind", ["people", "roster"])
def test_a_row_that_names_a_unit_is_the_unit_of_the_rows_below(take_in, year, kind):
    made = take_in(
        kind,
        ("คณะทำงาน", "", "", "", ""),
        ("ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท", "โทรศัพท์"),
        ("1. ฝ่ายโยธา", "", "", "", ""),
        ("นายตัวอย่าง หนึ่ง", "นายช่างโยธา", "", "คณะทำงาน", ""),
        ("นายตัวอย่าง สอง", "นิติกร", "ฝ่ายปกครอง", "คณะทำงาน", ""),
        ("โรงเรียนวัดตัวอย่าง", "", "", "", ""),
        ("นายตัวอย่าง สาม", "ครู", "", "คณะทำงาน", ""),
    )
    assert (made.skipped, made.flaws) == ((), ())
    assert [(person.name, year().unit_by_id[person.unit_id].name) for person in year().people] == [
        ("ตัวอย่าง หนึ่ง", "ฝ่ายโยธา"),
        ("ตัวอย่าง สอง", "ฝ่ายปกครอง"),
        ("ตัวอย่าง สาม", "โรงเรียนวัดตัวอย่าง"),
    ]


@pytest.mark.parametrize(
    ("cell", "title", "location"),
    [
        ("ดูได้ที่ https://example.go.th/1", "แผน", "https://example.go.th/1"),
        ("เว็บไซต์เขต: www.example.go.th/1", "แผน เว็บไซต์เขต", "www.example.go.th/1"),
        ("https://example.go.th/แผน 2568.pdf", "แผน", "https://example.go.th/แผน%202568.pdf"),
    ],
)
def test_words_before_a_link_are_no_part_of_its_address(take_in, year, cell, title, location):
    take_in("evidence", ("ข้อ", "ข้อมูลที่เผยแพร่", "หลักฐาน/ลิงก์"), ("O1", "แผน", cell))
    assert [(each.title, each.location) for each in year().evidence] == [(title, location)]
