"""Cells with a dash or dotted line for what is not there, or a ditto mark for what stands above."""

import pytest

MEASURES = ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลา")
FIRST = ("I1", "ทำคู่มือ", "ฝ่ายปกครอง", "ทุกเดือน")
COMMUNICATIONS = ("ประเด็นการประเมิน", "มาตรการ/กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ")


def told(plan):
    return [(remark.row, str(remark.why)) for remark in plan.aside]


@pytest.mark.parametrize("dash", ["-", "–", "---", "......", "…", "_____", "- - -"])
@pytest.mark.parametrize(
    ("kind", "head"), [("measures", MEASURES), ("communications", COMMUNICATIONS)]
)
def test_an_item_with_dashes_alone_has_no_measure(take_in, year, kind, head, dash):
    made = take_in(kind, head, FIRST, ("I2", dash, dash, dash), ("I3", "อบรม", dash, dash))
    assert [measure.method for measure in year().measures] == ["ทำคู่มือ", "อบรม"]
    why = "มีแต่ขีดแทนมาตรการ จึงไม่มีมาตรการของแถวนี้ · ถ้ามีมาตรการ พิมพ์แทนขีด แล้วนำเข้าใหม่"
    assert told(made) == [(3, why)]
    assert (made.skipped, made.flaws) == ((), ())


def test_a_dash_in_place_of_a_measure_keeps_what_else_the_row_says(take_in, year):
    take_in("measures", MEASURES, ("I1", "-", "ฝ่ายปกครอง", "-"))
    (measure,) = year().measures
    assert [year().owner_label(owner) for owner in year().owners_of_measure(measure.id)] == [
        "ฝ่ายปกครอง"
    ]


@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [
        ("measures", MEASURES, FIRST),
        ("duties", ("คณะ", "ข้อ", "หน้าที่"), ("คณะทำงาน", "1", "รวบรวม")),
        ("assignments", ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง"), ("O1", "ฝ่ายปกครอง", "31/1/68")),
        ("roster", ("คณะ", "ชื่อ - นามสกุล", "บทบาท"), ("คณะทำงาน", "นายตัวอย่าง หนึ่ง", "คณะทำงาน")),
        ("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), ("O1", "แผน", "https://example.go.th/1")),
    ],
)
def test_a_row_of_dashes_is_no_record(plan, kind, head, row):
    made = plan(kind, head, row, ("-",) * len(head), ("", *["......"] * (len(head) - 1)))
    assert (len(made.changes), made.skipped, made.flaws) == (1, (), ())
    assert told(made) == [(3, "แถวว่าง มีแต่ขีด"), (4, "แถวว่าง มีแต่ขีด")]


@pytest.mark.parametrize("mark", ['"', "”", "〃", '-"-', "- ” -", "''", ",,"])
def test_a_ditto_mark_is_the_cell_above_and_shares_it(take_in, year, mark):
    made = take_in(
        "measures", MEASURES, FIRST, ("I2", mark, mark, mark), ("I3", "อบรม", mark, mark)
    )
    first, second = year().measures
    assert [link.item_code for link in year().items_of_measure(first.id)] == ["I1", "I2"]
    assert (second.method, second.schedule) == ("อบรม", "ทุกเดือน")
    assert [year().owner_label(owner) for owner in year().owners_of_measure(second.id)] == [
        "ฝ่ายปกครอง"
    ]
    assert [warning.row for warning in made.warnings if "บุพสัญญา" in str(warning.why)] == [3]


def test_a_ditto_mark_stands_for_the_unit_above(take_in, year):
    head = ("คณะ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท")
    take_in(
        "roster",
        head,
        ("คณะทำงาน", "นายตัวอย่าง หนึ่ง", "นายช่างโยธา", "ฝ่ายโยธา", "คณะทำงาน"),
        ("〃", "นายตัวอย่าง สอง", "〃", "〃", "〃"),
        ("〃", "นายตัวอย่าง สาม", "〃", "〃", "〃"),
    )
    assert [(member.post, member.role) for member in year().members] == [
        ("นายช่างโยธา", "คณะทำงาน")
    ] * 3
    assert len({person.unit_id for person in year().people}) == 1


def test_a_ditto_mark_with_nothing_above_is_told(plan):
    made = plan("measures", MEASURES, ("I1", "ทำคู่มือ", '"', "ทุกเดือน"))
    assert [flaw.row for flaw in made.flaws] == [2]
