"""Rows of a form that are no data, and headings in two rows: nothing of them is taken for something
else, and every one is told."""

from datetime import date

import pytest
from openpyxl import Workbook

from ita_desktop.domain.records import OwnerRole, UnitKind
from ita_desktop.services.imports.importing import apply_import
from tests.support.taken_in import plan_file

ASSIGNED = ("ข้อ", "รายการ", "ผู้รับผิดชอบ", "กำหนดส่ง")
FIRST = ("O2", "", "ฝ่ายปกครอง", "31/1/68")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("๑ หมายถึง ฝ่ายรายได้รวบรวมข้อมูล", "", "", ""), "หมายเหตุใต้ตาราง"),
        (("¹ จากความเห็นของผู้ตอบ 3 ราย", "", "", ""), "หมายเหตุใต้ตาราง"),
        (("ด้านที่ ๑ ข้อมูลพื้นฐาน (๔ ข้อ)", "", "", ""), "หัวกลุ่มของแถวที่อยู่ถัดไป"),
    ],
)
def test_a_footnote_or_group_names_no_item(plan, row, why):
    made = plan("assignments", ASSIGNED, FIRST, row)
    assert (len(made.changes), made.skipped) == (1, ())
    assert [str(remark.why) for remark in made.aside] == [why]


def test_rows_of_a_form_with_their_number_alone_are_empty(plan):
    head = ("ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท")
    rows = (("1", "นายตัวอย่าง หนึ่ง", "นายช่างโยธา", "คณะทำงาน"), ("2", "", "", ""), ("๓.", "", "", ""))
    made = plan("roster", ("คณะทำงาน", "", "", ""), head, *rows)
    assert (len(made.changes), made.skipped) == (1, ())
    assert [str(remark.why) for remark in made.aside][1:] == ["แถวว่าง มีแต่ลำดับที่"] * 2


def test_a_note_beside_its_word_is_nobody(plan):
    head = ("ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท")
    rows = (("1", "นายตัวอย่าง หนึ่ง", "นายช่างโยธา", "คณะทำงาน"), ("หมายเหตุ :", "ลำดับ ๑ แทนผู้ที่ย้าย"))
    made = plan("roster", ("คณะทำงาน", "", "", ""), head, *rows)
    assert (len(made.changes), made.skipped) == (1, ())
    assert [str(remark.why) for remark in made.aside][1:] == ["หมายเหตุใต้ตาราง"]


def test_a_group_with_figures_beside_its_name_is_no_measure(take_in, year):
    take_in(
        "measures",
        ("ข้อ", "ปี 2566", "ปี 2567", "มาตรการ"),
        ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "๙๗,๒๓", "98.10%", ""),
        ("I1", "97.00", "98.00", "อบรม"),
    )
    assert [measure.method for measure in year().measures] == ["อบรม"]


def test_leads_and_supporters_may_have_a_heading_over_both(workspace, tmp_path, year):
    book = Workbook()
    for row in (
        ("ข้อมูลที่ต้องเปิดเผย", None, "หน่วยรับผิดชอบ", None),
        ("รหัส", "รายละเอียด", "หลัก", "สนับสนุน"),
        ("โอ ๑", "ข้อมูลพื้นฐาน", "ฝ่ายปกครอง", "ฝ่ายทะเบียน, ฝ่ายการคลัง"),
    ):
        book.active.append(row)
    for cells in ("A1:B1", "C1:D1"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "ก.xlsx")
    apply_import(workspace, plan_file(workspace, 2568, "assignments", tmp_path / "ก.xlsx"))
    owners = year().owners_of_item("O1")
    assert [(year().owner_label(owner), owner.role is OwnerRole.LEAD) for owner in owners] == [
        ("ฝ่ายปกครอง", True),
        ("ฝ่ายทะเบียน", False),
        ("ฝ่ายการคลัง", False),
    ]


def test_a_list_of_members_is_of_the_body_in_its_title(take_in, year):
    title = ("รายชื่อคณะทำงาน ITA ประจำปี 2568", "", "")
    row = ("นายตัวอย่าง หนึ่ง*", "นายช่างโยธา/ฝ่ายโยธา", "คณะทำงาน")
    take_in("roster", title, ("ชื่อ-สกุล", "ตำแหน่ง/ฝ่าย", "หน้าที่"), row)
    (member,) = year().members
    (person,) = year().people
    assert year().body_by_id[member.body_id].name == "คณะทำงาน ITA"
    assert (person.name, member.post) == ("ตัวอย่าง หนึ่ง", "นายช่างโยธา")
    assert [unit.name for unit in year().units if unit.id == person.unit_id] == ["ฝ่ายโยธา"]


def test_a_body_is_named_before_its_duties(take_in, year):
    head = ("ลำดับ", "รายละเอียดหน้าที่")
    take_in("duties", ("คณะทำงาน มีหน้าที่และอำนาจ ดังนี้", ""), head, ("๑", "รวบรวมข้อมูล"))
    assert [duty.text for duty in year().duties] == ["รวบรวมข้อมูล"]


def test_a_dash_says_that_there_is_no_measure_and_shares_none(take_in, year):
    head = ("ข้อ", "ประเด็นที่ต้องปรับปรุง", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา")
    made = take_in(
        "analysis",
        head,
        ("I1", "ช้า", "ทำคู่มือ", "ฝ่ายปกครอง", "ทุกเดือน"),
        ("I2", "ไม่มีประเด็น", "-", "-", "-"),
    )
    (measure,) = year().measures
    assert [link.item_code for link in year().items_of_measure(measure.id)] == ["I1"]
    assert made.warnings == ()


@pytest.mark.parametrize(
    ("cell", "owners", "told"),
    [
        ("ฝ่ายปกครอง (นางสาวตัวอย่าง หนึ่ง)", ["ฝ่ายปกครอง"], "นางสาวตัวอย่าง หนึ่ง"),
        ("ฝ่ายปกครอง - นางสาวตัวอย่าง หนึ่ง", ["ฝ่ายปกครอง"], "นางสาวตัวอย่าง หนึ่ง"),
        ("ฝ่ายปกครอง นางสาวตัวอย่าง หนึ่ง", ["ฝ่ายปกครอง"], "นางสาวตัวอย่าง หนึ่ง"),
        ("ฝ่ายปกครอง (โทร. 0 2222 3333 ต่อ 5501)", ["ฝ่ายปกครอง"], "0 2222 3333 ต่อ 5501"),
        ("ฝ่ายปกครอง โทร 5501", ["ฝ่ายปกครอง"], "5501"),
        ("ฝ่ายปกครองร่วมกับหน่วยที่เกี่ยวข้อง", [], "ฝ่ายปกครอง"),
        ("ฝ่ายรายได้๑", [], "ฝ่ายรายได้"),
        ("หน.ฝ่ายปกครอง", ["หน.ฝ่ายปกครอง"], ""),
    ],
)
def test_what_stands_behind_a_units_name_makes_no_new_unit(take_in, year, cell, owners, told):
    before = len(year().units)
    made = take_in("assignments", ASSIGNED, ("O1", "", cell, "31/1/68"))
    assert len(year().units) == before
    assert [year().owner_label(owner) for owner in year().owners_of_item("O1")] == owners
    assert [told in flaw.why for flaw in made.flaws] == ([True] if told else [])


PHRASES = [
    "ทุกฝ่าย ยกเว้น ฝ่ายกีฬา", "ฝ่ายกีฬา ชั้น 2", "ฝ่ายกีฬา (ยกเลิก)", "โรงเรียนที่เข้าร่วม", "ฝ่ายละ 2 คน",
    "ทุกฝ่ายส่งให้ฝ่ายกีฬา", "ฝ่ายกีฬา → ใครก็ได้",
]  # fmt: skip


@pytest.mark.in_turn
@pytest.mark.parametrize("cell", PHRASES)
@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [
        ("assignments", ASSIGNED, ("O1", "", "{}", "31/1/68")),
        ("measures", ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I1", "ทำ", "{}")),
        ("communications", ("ข้อ", "วิธีการปฏิบัติ", "ผู้สนับสนุน"), ("I1", "ทำ", "{}")),
        ("people", ("ชื่อ - นามสกุล", "สังกัด"), ("นายตัวอย่าง หนึ่ง", "{}")),
    ],
)
def test_a_phrase_becomes_no_unit_and_is_asked(take_in, year, kind, head, row, cell):
    before = year().units
    made = take_in(kind, head, tuple(value.format(cell) for value in row))
    assert year().units == before
    assert [question.answer for question in made.questions] == [None]
    assert [cell in flaw.why for flaw in made.flaws] == [True]


def test_who_is_left_out_of_a_group_is_told_and_the_others_are_the_owners(take_in, year):
    made = take_in("assignments", ASSIGNED, ("O1", "", "ทุกฝ่าย ยกเว้น ฝ่ายเทศกิจ", "31/1/68"))
    owners = {year().owner_label(owner) for owner in year().owners_of_item("O1")}
    sections = {unit.label for unit in year().units if unit.kind is UnitKind.SECTION}
    assert owners == sections - {"ฝ่ายเทศกิจ"}
    assert ["ไม่ใช่ ฝ่ายเทศกิจ" in remark.why for remark in made.warnings] == [True]


def test_a_number_behind_a_person_is_no_part_of_the_name(take_in, year):
    take_in("people", ("ชื่อ - นามสกุล",), ("นางสาวตัวอย่าง หนึ่ง",))
    cell = "ฝ่ายปกครอง (นางสาวตัวอย่าง หนึ่ง โทร. 5501)"
    made = take_in("assignments", ASSIGNED, ("O1", "", cell, "31/1/68"))
    owners = [year().owner_label(owner) for owner in year().owners_of_item("O1")]
    assert owners == ["ฝ่ายปกครอง", "นางสาวตัวอย่าง หนึ่ง"]
    assert ["5501" in flaw.why for flaw in made.flaws] == [True]


def test_each_link_of_a_cell_is_evidence_of_its_own(take_in, year):
    links = ("https://example.go.th/1", "www.example.go.th/2")
    take_in("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), ("O1", "โครงสร้าง", "\n".join(links)))
    assert {(each.title, each.location) for each in year().evidence} == {
        ("โครงสร้าง", link) for link in links
    }


def test_links_with_words_need_no_cell_of_the_title_behind_them(take_in, year):
    cell = "ประกาศ https://example.go.th/1 แผน https://example.go.th/2"
    take_in("evidence", ("ข้อ", "ลิงก์", "ชื่อเอกสาร"), ("O1", cell))
    assert [evidence.title for evidence in year().evidence_of("O1")] == ["ประกาศ", "แผน"]


@pytest.mark.parametrize("day", ["พุธที่ ๒๐ พ.ย. ๒๕๖๗", "พฤหัสบดีที่ 21 พฤศจิกายน 2567"])
def test_a_day_of_the_week_may_stand_before_a_date(take_in, year, day):
    made = take_in("meetings", ("ครั้งที่", "วันที่"), ("1/2568", day))
    assert made.flaws == ()
    assert [meeting.day.month for meeting in year().meetings] == [11]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("แบบรายงานผลการดำเนินการ รอบที่ 2 (เม.ย. - ก.ย. 2568)", "ผลการดำเนินงาน"),
        ("แบบรายงานผล", "ผลการดำเนินการ รอบ 6 เดือนหลัง"),
    ],
)
def test_the_round_is_known_by_the_title_or_the_heading(take_in, year, title, heading):
    take_in("progress", (title, "", ""), ("ข้อ", "มาตรการที่กำหนด", heading), ("I1", "ทำคู่มือ", "ทำแล้ว"))
    (measure,) = year().measures
    (entry,) = year().entries_of(measure.id)
    assert entry.text == "ทำแล้ว"


def test_a_period_may_have_columns_for_its_beginning_and_its_end(take_in, year):
    head = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "เริ่มต้น", "สิ้นสุด")
    first = ("I1", "ทำ", "ฝ่ายปกครอง", "ต.ค. 67", "มี.ค. 68")
    take_in("measures", head, first, ("I2", "อบรม", "ฝ่ายโยธา", "", "30 เม.ย. 68"))
    assert [(measure.schedule, measure.ends) for measure in year().measures] == [
        ("ต.ค. 67 - มี.ค. 68", date(2025, 3, 31)),
        ("ภายใน 30 เม.ย. 68", date(2025, 4, 30)),
    ]


def test_two_people_in_one_cell_are_told(plan):
    head = ("คณะ", "ชื่อ - นามสกุล", "บทบาท")
    made = plan("roster", head, ("คณะทำงาน", "นายตัวอย่าง หนึ่ง และ นางตัวอย่าง สอง", "คณะทำงาน"))
    assert (made.changes, ["หลายคน" in one.why for one in made.skipped]) == ((), [True])
