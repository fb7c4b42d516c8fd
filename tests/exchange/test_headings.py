"""Tables are recognised by what their headings mean."""

from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import OwnerRole
from ita_desktop.exchange.kinds.registry import KINDS, kind_named
from ita_desktop.exchange.parsing import parse
from tests.support.taken_in import read_text


def read(kind, *rows, **more):
    text = "\n".join("\t".join(f'"{cell}"' for cell in row) for row in rows)
    return parse(kind_named(kind), read_text(text), fiscal_year=2568, **more)


def test_columns_may_stand_in_any_order_and_unknown_ones_are_listed():
    found = read(
        "assignments",
        ["หมายเหตุ", "รายละเอียดข้อมูลที่เผยแพร่", "ผู้รับผิดชอบ", "ข้อ", "ลำดับแฟ้ม"],
        ["ก", "ยาว", "ฝ่ายปกครอง", "O1", "7"],
    )
    (row,) = found.rows
    assert (row.item, row.note, row.owners[0].text) == ("O1", "ก", "ฝ่ายปกครอง")
    assert (row.details, found.ignored_columns) == ("ยาว", ("ลำดับแฟ้ม",))


@pytest.mark.parametrize(
    ("heading", "is_doubted"),
    [
        ("ผลการวิเคราะห์/ประเด็นที่ต้องปรับปรุง", False),  # both are known
        ("ผลการวิจัย/ประเด็นที่ต้องปรับปรุง", True),
        ("ผลการวิเคราะห์ และประเด็นที่ต้องพัฒนา/แก้ไข", True),
        ("ข้อสังเกต/ข้อค้นพบ", True),
    ],
)
def test_a_heading_of_two_words_is_known_by_the_one_that_is_known(heading, is_doubted):
    found = read(
        "analysis",
        ["ประเด็นการประเมิน", heading, "มาตรการ/กิจกรรม", "ผู้รับผิดชอบ"],
        ["I1 เต็มใจ", "ล่าช้ามาก", "1. คู่มือ", "ทุกฝ่าย"],
    )
    (row,) = found.rows
    assert (row.issue, row.measure.method) == ("ล่าช้ามาก", "1. คู่มือ")
    assert [one.fields["heading"] for one in found.doubts] == [heading] * is_doubted


@pytest.mark.parametrize(
    ("kind", "headings", "cells"),
    [
        ("roster", ["ตำแหน่ง", "ชื่อเดิม", "ชื่อใหม่"], ["นายช่าง", "นางสมมติ ก", "นายสมมติ ข"]),
        ("roster", ["ชื่อ - สกุล (ใหม่)", "ชื่อ - สกุล (เดิม)"], ["นายสมมติ ข", "นางสมมติ ก"]),
        ("roster", ["ผู้ดำรงตำแหน่งเดิม", "ผู้ดำรงตำแหน่งใหม่"], ["นางสมมติ ก", "นายสมมติ ข"]),
        ("assignments", ["ข้อ", "ผู้รับผิดชอบเดิม", "ผู้รับผิดชอบใหม่"], ["O1", "นางสมมติ ก", "นายสมมติ ข"]),
        ("assignments", ["ข้อ", "ผู้รับผิดชอบปัจจุบัน", "ผู้รับผิดชอบเก่า"], ["O1", "นายสมมติ ข", "นางสมมติ ก"]),
    ],
)  # fmt: skip
def test_of_who_was_and_who_is_in_two_columns_who_is_is_taken(kind, headings, cells):
    more = ["คณะ", "บทบาท"] if kind == "roster" else []
    found = read(kind, [*headings, *more], [*cells, *["คณะทำงาน"] * len(more)])
    (row,) = found.rows
    taken = row.owners[0].text if kind == "assignments" else row.who.name
    assert taken.endswith("ข")
    assert found.ignored_columns == (headings[cells.index("นางสมมติ ก")],)


@pytest.mark.parametrize(
    ("kind", "headings", "slips"),
    [
        ("progress", ["ข้อ", "มาตรการ", "ความก้วหน้า"], ["ความก้วหน้า"]),  # it alone tells the kind
        ("measures", ["ข้อ", "มาตรการ", "ฝ่าย/หหน่วยงานที่รับผิดชอบ"], ["ฝ่าย/หหน่วยงานที่รับผิดชอบ"]),
        ("measures", ["ข้อ", "มาตรการ", "หน่วยงานทีั่รบผิดชอบ"], ["หน่วยงานทีั่รบผิดชอบ"]),
        ("calendar", ["กิจกรรม", "วัน/เดดือน/ปี", "หมายเหต"], ["วัน/เดดือน/ปี", "หมายเหต"]),
        ("roster", ["ชื่อ - นามสกุล", "ตำหแน่งหลัก", "สถาะในคณะทำงาน"], ["ตำหแน่งหลัก", "สถาะในคณะทำงาน"]),
    ],
)  # fmt: skip
def test_a_slip_is_known_in_a_heading_that_tells_the_kind_and_in_one_of_several_words(
    kind, headings, slips
):
    found = read(kind, headings, ["I1", "จัดประชุม", "ฝ่ายปกครอง"])
    assert found.ignored_columns == ()
    assert [one.fields["heading"] for one in found.doubts] == slips


@pytest.mark.parametrize("name", ["รายชื่อ (ถ้ามี)", "ชื่อ นามสกุล\n(โปรดระบุ)"])
def test_of_two_columns_of_names_the_more_usual_word_has_it(name):
    head = ["ผู้ประสานงาน", "ตำแหน่ง", name, "หน้าที่"]
    (row,) = read("roster", head, ["งานสารบรรณ", "ครู", "นายตัวอย่าง หนึ่ง", "คณะทำงาน"]).rows
    assert row.who.name == "ตัวอย่าง หนึ่ง"


def test_a_heading_of_two_known_words_that_are_no_column_of_the_table_is_left_and_named():
    found = read(
        "measures",
        ["ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา/การกำกับติดตาม", "ยอด/จำนวน"],
        ["I1", "1. คู่มือ", "ทุกฝ่าย", "ทุกเดือน", "5"],
    )
    assert found.ignored_columns == ("ระยะเวลา/การกำกับติดตาม", "ยอด/จำนวน")


@pytest.mark.parametrize(
    "headings",
    [
        ["ข้อ", "หน่วยงานที่\nรับผิดชอบ", "กำหนดส่ง"],
        ["รหัสข้อ", "ผู้รับผิดชอบ *", "กำหนดส่ง (วว/ดด/ปป)"],
        ["ITEM", "Owners", "due"],
        [" ข้อ  ที่ ", "ฝ่ายที่รับผิดชอบ:", "ส่งภายใน"],
        ["รหัส", "ฝ่ายรับผิดชอบ", "กำหนดส่งข้อมูล"],
        ["ข้อ OIT", "ผู้รับผิดชอบข้อมูล", "ส่งภายในวันที่"],
        ["ข้อ", "ผู้จัดทำข้อมูล", "กำหนดส่ง"],
    ],
)
def test_headings_are_understood_in_many_words_and_spellings(headings):
    (row,) = read("assignments", headings, ["O1", "ฝ่ายปกครอง", "31/1/68"]).rows
    assert row.owners[0].text == "ฝ่ายปกครอง"
    assert row.due is not None


def test_the_official_headings_of_the_measures_table_are_understood():
    found = read(
        "measures",
        ["6. มาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"],
        [
            "ตัวชี้วัด",
            "วิธีการปฏิบัติ\nตามมาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใส ภายในหน่วยงาน",
            "หน่วยงานที่\nรับผิดชอบ",
            "ระยะเวลา\nดำเนินการ",
        ],
        ["ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่"],
        ["๑๓ เรียกรับสินบน", "1. ประกาศนโยบาย", "ทุกฝ่าย", "ปีงบประมาณ 2568"],
        ["I4 เปิดเผย โปร่งใส", "เผยแพร่แผน", "ทุกฝ่าย", "ทุก ๖ เดือน"],
    )
    assert [(row.items, row.title) for row in found.rows] == [
        (("I3",), "เรียกรับสินบน"),
        (("I4",), "เปิดเผย โปร่งใส"),
    ]
    assert found.rows[1].schedule == "ทุก 6 เดือน"


def test_the_heading_is_found_below_titles_and_over_two_rows():
    found = read(
        "assignments",
        ["ตารางมอบหมายงาน OIT ประจำปีงบประมาณ 2568"],
        ["ข้อ", "ผู้รับผิดชอบ", ""],
        ["", "หลัก", "ร่วม"],
        ["O1", "ฝ่ายปกครอง", "ทุกฝ่าย"],
        ["ข้อ", "ผู้รับผิดชอบ", ""],
        ["", "หลัก", "ร่วม"],
        ["O2", "ฝ่ายทะเบียน", ""],
    )
    assert [[owner.role for owner in row.owners] for row in found.rows] == [
        [OwnerRole.LEAD, OwnerRole.SUPPORT],
        [OwnerRole.LEAD],
    ]
    assert not found.skipped


def test_headings_repeated_on_later_pages_are_no_rows_and_may_change_the_order():
    found = read(
        "assignments",
        ["ข้อ", "ผู้รับผิดชอบ"],
        ["O1", "ฝ่ายปกครอง"],
        ["ข้อ", "ผู้รับผิดชอบ"],
        ["O2", "ฝ่ายทะเบียน"],
        ["ผู้รับผิดชอบ", "ข้อ"],
        ["ฝ่ายโยธา", "O3"],
    )
    assert [(row.item, row.owners[0].text) for row in found.rows] == [
        ("O1", "ฝ่ายปกครอง"),
        ("O2", "ฝ่ายทะเบียน"),
        ("O3", "ฝ่ายโยธา"),
    ]
    assert not found.skipped


def test_pasted_rows_without_headings_are_read_by_the_columns_named():
    found = read(
        "roster",
        ["นายตัวอย่าง หนึ่ง", "ครู", "โรงเรียนวัดตัวอย่าง", "คณะทำงาน"],
        columns=("name", "position", "department", "role"),
        given={"body": "คณะทำงาน"},
    )
    (row,) = found.rows
    assert (row.body, row.who.name, row.unit) == ("คณะทำงาน", "ตัวอย่าง หนึ่ง", "โรงเรียนวัดตัวอย่าง")


def test_a_table_of_another_kind_is_refused_with_the_headings_that_are_missed():
    with pytest.raises(InputError, match="“ผู้รับผิดชอบ”"):
        read("assignments", ["ข้อ", "ชื่อ"], ["O1", "ก"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_column_is_known_by_its_name_its_heading_and_all_its_other_names(kind):
    for column in kind.columns:
        for name in (column.name, column.heading, *column.also):
            heading = name.removesuffix("*")
            others = [
                one.heading
                for group in kind.required
                for one in [kind.column(group[0])]
                if column.name not in group
            ]
            headings = [heading, *others]
            found = read(kind.name, headings, columns=())
            assert found.rows == ()


def test_an_unknown_kind_is_refused_with_the_kinds_there_are():
    with pytest.raises(InputError, match="roster"):
        kind_named("ไม่มี")


@pytest.mark.parametrize("heading", ["สังกัด/หน่วยงาน", "หน่วยงาน / สังกัด", "สังกัด"])
def test_where_somebody_works_has_two_names_in_one_heading(heading):
    headings = ["คณะ", "ชื่อ - นามสกุล", "ตำแหน่ง", heading, "บทบาท"]
    cells = ["คณะทำงาน", "นายตัวอย่าง ทดสอบ", "นักวิชาการ", "ฝ่ายปกครอง", "กรรมการ"]
    found = read("roster", headings, cells)
    assert [row.unit for row in found.rows] == ["ฝ่ายปกครอง"]
    assert found.ignored_columns == ()


@pytest.mark.parametrize("code", ["รหัส", "รหัสข้อ"])
@pytest.mark.parametrize("kind", ["measures", "analysis"])
def test_a_table_of_codes_and_issues_is_understood(kind, code):
    found = read(kind, [code, "ประเด็น", "มาตรการ"], ["I1", "คนไม่รู้ขั้นตอน", "ทำคู่มือ"])
    (row,) = found.rows
    assert "I1" in str(row)
    assert "คนไม่รู้ขั้นตอน" in str(row)
    assert found.ignored_columns == ()


@pytest.mark.parametrize("former", ["ผู้รับผิดชอบ (เดิม)", "ผู้รับผิดชอบ (ปีก่อน)"])
@pytest.mark.parametrize("present", ["ผู้รับผิดชอบ", "ผู้รับผิดชอบ (ใหม่)"])
def test_of_two_columns_the_one_of_today_is_read(former, present):
    found = read("assignments", ["ข้อ", former, present], ["O1", "ฝ่ายเทศกิจ", "ฝ่ายปกครอง"])
    assert [owner.text for owner in found.rows[0].owners] == ["ฝ่ายปกครอง"]
    assert found.ignored_columns == (former,)


@pytest.mark.parametrize("former", ["คะแนนปีก่อน", "คะแนน ปีที่ผ่านมา", "คะแนนครั้งก่อน", "คะแนน (เดิม)"])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_scores_of_the_year_before_are_not_those_of_the_year(former, is_first):
    figures = {former: "88", "คะแนน": "90.5"}
    heads = sorted(figures, key=lambda head: (head == former) is not is_first)
    found = read("results", ["ข้อ", *heads], ["I1", *(figures[head] for head in heads)])
    assert [str(row.figures["score"]) for row in found.rows] == ["90.5"]


def test_words_of_one_meaning_are_one_heading():
    found = read("measures", ["ข้อ", "แนวทาง/วิธีการดำเนินงาน"], ["I1", "ทำคู่มือ"])
    assert [row.method for row in found.rows] == ["ทำคู่มือ"]


def test_a_note_below_a_repeated_heading_is_no_part_of_it():
    head = ["", "ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"]
    found = read(
        "measures", head, ["", "I1", "ก", "ทุกฝ่าย"], head, ["หมายเหตุ ส่งภายในมีนาคม", "", "", ""]
    )
    told = [(remark.row, remark.why) for remark in found.aside]
    assert told == [(3, "หัวตารางที่พิมพ์ซ้ำ"), (4, "หมายเหตุใต้ตาราง")]


def test_beginning_and_end_in_one_column_are_the_period():
    found = read("measures", ["ข้อ", "มาตรการ", "เริ่มต้น - สิ้นสุด"], ["I1", "ก", "ต.ค. 67 - มี.ค. 68"])
    assert [row.schedule for row in found.rows] == ["ต.ค. 67 - มี.ค. 68"]


@pytest.mark.parametrize(
    ("kind", "heads", "cell"),
    [
        ("progress", ("ประเด็น", "กิจกรรม", "ผลการดำเนินงาน"), "I4"),
        ("measures", ("ประเด็น", "กิจกรรม", "ผู้รับผิดชอบ"), "I4 ปฏิบัติงานเต็มเวลา"),
    ],
)
def test_a_column_of_codes_is_that_of_the_items_whatever_it_is_called(kind, heads, cell):
    found = read(kind, heads, (cell, "ติดป้าย", "ฝ่ายปกครอง"))
    (row,) = found.rows
    assert row.items == (cell[:2],)
    assert [one.fields["heading"] for one in found.doubts] == [heads[0]]


def test_a_column_of_codes_is_known_above_repeated_headings_and_a_signature():
    heads = ["ข้อสังเกต", "กิจกรรม", "ผลการดำเนินงาน"]
    rows = [heads, ["I1", "อบรม", "ทำแล้ว"], heads, ["I2", "ประกาศ", "ทำแล้ว"]]
    rows += [["ลงชื่อ ........"], ["(นายตัวอย่าง หนึ่งเขต)"], ["หัวหน้าฝ่ายปกครอง"]]
    assert [row.items for row in read("progress", *rows).rows] == [("I1",), ("I2",)]


def test_an_issue_beside_items_that_begins_with_a_code_stays_an_issue():
    found = read("analysis", ["ข้อ", "ประเด็น"], ["I1", "I1 กับ I2 ต่ำ"], ["I2", "I2 ต่ำกว่าเดิม"])
    assert [row.issue for row in found.rows] == ["I1 กับ I2 ต่ำ", "I2 ต่ำกว่าเดิม"]


def test_a_heading_below_another_that_is_known_by_itself_keeps_its_meaning():
    found = read(
        "assignments",
        ["ข้อ", "ผู้รับผิดชอบ", "หมายเหตุ", "รายละเอียด", ""],
        ["", "", "", "ณ วันที่", "ชื่อข้อมูล"],
        ["O1", "ฝ่ายปกครอง", "ก", "31 ธันวาคม 2567", "ข"],
    )
    (row,) = found.rows
    assert (row.note, row.as_of, row.title) == ("ก", date(2024, 12, 31), "ข")


def test_a_sub_heading_says_what_it_is_of_before_or_behind_the_one_above():
    """``วิธีการ`` below ``การติดตาม`` is ``วิธีการติดตาม``, and no method of the measure."""
    found = read(
        "analysis",
        ["หัวข้อการประเมิน", "จุดเด่น/จุดด้อย", "การปรับปรุงในการดำเนินงาน", "การติดตาม", ""],
        ["", "", "", "ระยะเวลา", "วิธีการ"],
        ["O1 ข้อมูลพื้นฐาน", "ไม่เป็นปัจจุบัน", "ปรับปรุงทุก 7 วัน", "ต.ค. 67", "สุ่มตรวจ"],
    )
    measure = found.rows[0].measure
    assert (measure.method, measure.monitoring) == ("ปรับปรุงทุก 7 วัน", "สุ่มตรวจ")


def test_names_below_a_body_are_those_of_its_people():
    heads = ["ลำดับ", "คณะ", "", "บทบาท"], ["", "ชื่อ", "ตำแหน่ง", ""]
    cells = ["1", "นายสมมติ ก", "นายช่าง", "ประธาน"]
    (row,) = read("roster", *heads, cells, given={"body": "คณะทำงาน"}).rows
    assert row.who.full == "นายสมมติ ก"


def test_number_and_name_below_one_heading_are_of_what_it_names():
    found = read(
        "results",
        ["เครื่องมือ", "ตัวชี้วัด", "", "คะแนน", "หมายเหตุ"],
        ["", "ที่", "ชื่อ", "เต็ม 100", ""],
        ["IIT", "1", "การปฏิบัติหน้าที่", "95.11", ""],
        ["", "2", "การใช้งบประมาณ", "94.22", "สูงขึ้น"],
    )
    assert [(row.node, row.title, str(row.figures["score"])) for row in found.rows] == [
        ("1", "การปฏิบัติหน้าที่", "95.11"),
        ("2", "การใช้งบประมาณ", "94.22"),
    ]


def test_names_of_people_are_those_below_whatever_heading_has_them():
    found = read(
        "roster",
        ["คณะ", "ชื่อ-ชื่อกสุล", "บทบาท", "ผู้ประสานงาน", "ตำแหน่ง"],
        ["คณะทำงาน", "นางทดลอง สามเขต", "ประธาน", "ชุดที่ 1", "หัวหน้าฝ่าย"],
        ["คณะทำงาน", "นายสมมติ หกเขต", "กรรมการ", "ชุดที่ 2", "หัวหน้าฝ่าย"],
    )
    assert [row.who.name for row in found.rows] == ["ทดลอง สามเขต", "สมมติ หกเขต"]
    assert found.ignored_columns == ("ผู้ประสานงาน",)


def test_the_name_of_an_item_is_no_day_of_its_evidence():
    """ข้อมูล is the official heading of names, and no ข้อมูล ณ with a letter left out."""
    found = read(
        "evidence",
        ["ข้อ", "ข้อมูล", "ลิงก์"],
        ["O1", "โครงสร้าง", "https://example.go.th/1"],
        ["O2", "ข้อมูลผู้บริหาร", "https://example.go.th/2"],
    )
    assert [row.data for row in found.rows] == ["โครงสร้าง", "ข้อมูลผู้บริหาร"]
    assert (found.flaws, found.ignored_columns) == ((), ())


def test_a_heading_with_another_number_is_another_one():
    found = read(
        "results",
        ["ข้อ", "คะแนน", *(f"จำนวนตอบ {number}" for number in (1, 2, 3, 4, 5, 7))],
        ["I1", "98", "1", "2", "3", "4", "5", "6"],
    )
    assert [row.counts for row in found.rows] == [(1, 2, 3, 4, 5, None)]
    assert found.ignored_columns == ("จำนวนตอบ 7",)


def test_a_short_heading_without_its_tone_mark_is_known():
    found = read(
        "roster",
        ["ชื่อ - นามสกุล", "ตำแหนง", "คณะ", "บทบาท"],
        ["นายตัวอย่าง หนึ่ง", "นายช่าง", "คณะทำงาน", "กรรมการ"],
    )
    assert found.ignored_columns == ()


@pytest.mark.parametrize(
    "heads",
    [
        [["หน่วยงาน", "IIT", "", "EIT", ""], ["", *("จำนวนบุคลากร", "ตอบแล้ว") * 2]],
        [["หน่วยงาน", "IIT", "", "EIT", ""], ["", *("กลุ่มเป้าหมาย", "ตอบแล้ว") * 2]],
        [["หน่วยงาน", "จำนวนบุคลากร IIT", "ตอบแล้ว IIT", "จำนวนบุคลากร EIT", "ตอบแล้ว EIT"]],
    ],
)
def test_surveys_beside_each_other_have_their_own_numbers(heads):
    rows = (["ฝ่ายโยธา", "20", "12", "300", "45"], ["ฝ่ายปกครอง", "10", "", "", "7"])
    found = read("answered", *heads, *rows).rows
    answered = [(row.unit, row.instrument, row.answered) for row in found]
    assert {each for each in answered if each[2] is not None} == {
        ("ฝ่ายโยธา", "IIT", 12), ("ฝ่ายโยธา", "EIT", 45), ("ฝ่ายปกครอง", "EIT", 7),
    }  # fmt: skip
    asked = read("respondents", *heads, *rows)
    assert {(row.unit, row.instrument, row.population) for row in asked.rows} == {
        ("ฝ่ายโยธา", "IIT", 20), ("ฝ่ายโยธา", "EIT", 300), ("ฝ่ายปกครอง", "IIT", 10),
    }  # fmt: skip
    assert "ไม่มีจำนวนคนของ EIT" in " ".join(remark.why for remark in asked.aside)


def test_rows_that_begin_with_codes_are_no_headings():
    """Though their words together are one: ผ่าน over ไม่ผ่าน."""
    rows = (["O1", "ก", "ผ่าน"], ["O2", "ข", "ไม่ผ่าน"], ["O3", "ค", "100"])
    with pytest.raises(InputError):
        read("results", ["ข้อ", "ข้อมูล", "ผล"], *rows)
    found = read("results", ["ข้อ", "ข้อมูล", "ผ่าน/ไม่ผ่าน"], *rows)
    assert [row.node for row in found.rows] == ["O1", "O2", "O3"]


def test_codes_may_stand_before_the_names_in_one_column():
    heads = ["ข้อมูล", "หน่วยงานที่รับผิดชอบ", "กำหนดแล้วเสร็จ"]
    rows = ["O1 โครงสร้าง", "ฝ่ายปกครอง", "๓๑ ม.ค. ๖๘"], ["O2 ผู้บริหาร", "ฝ่ายโยธา", ""]
    first, second = read("assignments", heads, *rows).rows
    assert (first.item, first.title, second.item) == ("O1", "โครงสร้าง", "O2")
    assert second.owners[0].text == "ฝ่ายโยธา"


@pytest.mark.parametrize(
    "cell", ["สิ้นเดือนมกราคม 2568", "ภายในสิ้นเดือน ม.ค. 68", "ภายในเดือนมกราคม ๒๕๖๘", "ภายใน ม.ค. 68"]
)
def test_a_month_by_whose_end_something_is_due_is_its_last_day(cell):
    (row,) = read("assignments", ["ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง"], ["O1", "ทุกฝ่าย", cell]).rows
    assert row.due == date(2025, 1, 31)


def test_a_month_alone_may_be_any_day_of_it():
    made = read("assignments", ["ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง"], ["O1", "ทุกฝ่าย", "ม.ค. 68"])
    assert [flaw.row for flaw in made.flaws] == [2]


@pytest.mark.parametrize(
    "cell", ["ร้อยละ 95.50", "ร้อยละ ๙๕.๕๐", "95.50 %", "95.50 คะแนน", "คิดเป็นร้อยละ 95.5"]
)
def test_a_score_may_have_the_words_of_one(cell):
    (row,) = read("results", ["ข้อ", "คะแนน"], ["I1", cell]).rows
    assert row.figures == {"score": Decimal("95.5")}


def test_what_stands_below_an_empty_row_says_nothing_of_a_heading():
    found = read(
        "roster",
        ["ชื่อ-กุล", "หน่วยงาน", "ชื่อตำแหน่ง", "ตำแหน่งในคณะ"],
        ["นายสมมติ หนึ่ง", "ฝ่ายโยธา", "นายช่างโยธา", "กรรมการ"],
        ["", "", "", ""],
        ["ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"],
        ["I1", "อบรม", "ทุกฝ่าย", "ม.ค. 68"],
    )
    assert (found.rows[0].who.name, found.rows[0].post) == ("สมมติ หนึ่ง", "นายช่างโยธา")
