"""Every row of a file is read or left out with a reason; none is lost."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.records import GroupOf, MeasureStatus, OwnerRole, UnitKind
from ita_desktop.exchange.kinds.registry import KINDS, kind_named
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from tests.support.cost import examples
from tests.support.places import FIXTURES
from tests.support.taken_in import read_tables, read_text


def read(kind, *rows):
    text = "\n".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return parse(kind_named(kind), read_text(text), fiscal_year=2568)


@pytest.mark.parametrize(
    ("file", "kind", "count"),
    [
        ("roster_2566", "roster", 20),
        ("roster_2568", "roster", 42),
        ("assignments_2566", "assignments", 30),
        ("measures_2568", "measures", 40),
        ("analysis_2568", "measures", 10),
        ("analysis_2568", "analysis", 10),
        ("progress_2568", "progress", 20),
    ],
)
def test_the_lists_of_a_district_are_read_without_leaving_a_row_out(file, kind, count):
    found = parse(kind_named(kind), read_tables(FIXTURES / f"{file}.csv"))
    assert (len(found.rows), found.skipped) == (count, ())


def test_a_cell_that_cannot_be_read_costs_its_row_only_where_the_row_is_known_by_it():
    found = read(
        "assignments",
        ["ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง"],
        ["O1", "ฝ่ายปกครอง", "31/2/68"],
        ["O2", "ฝ่ายปกครอง", "31 ม.ค. 68"],
        ["", "ฝ่ายปกครอง", ""],
    )
    assert [(row.item, row.due) for row in found.rows] == [("O1", None), ("O2", date(2025, 1, 31))]
    (day,), (code_row,) = found.flaws, found.skipped
    assert (day.row, day.sheet) == (2, "")
    assert (day.cell.name, day.cell.index, day.cell.heading) == ("due", 2, "กำหนดส่ง")
    assert "คอลัมน์ C “กำหนดส่ง”" in day.why
    assert "กุมภาพันธ์" in day.why
    assert code_row.row == 4
    assert "O12" in code_row.why
    assert (code_row.cell.name, code_row.cell.index) == ("item", 0)


@pytest.mark.parametrize(
    "typed", ["31/1/68", "31-01-2568", "๓๑ ม.ค. ๒๕๖๘", "2025-01-31", "31 มกราคม"]
)
def test_days_are_read_in_either_era(typed):
    (row,) = read("assignments", ["ข้อ", "กำหนดส่ง"], ["O1", typed]).rows
    assert row.due == date(2025, 1, 31)


@pytest.mark.parametrize("typed", ["31/1/1968", "31/1/25", "๓๑/๑/๒๕", "31 ม.ค. 25", "31-1-1968"])
def test_days_that_read_as_the_last_century_are_of_this_one(typed):
    (row,) = read("assignments", ["ข้อ", "กำหนดส่ง"], ["O1", typed]).rows
    assert row.due == date(2025, 1, 31)


def test_a_day_written_out_in_an_early_year_stays_as_it_is():
    (row,) = read("assignments", ["ข้อ", "กำหนดส่ง"], ["O1", "31/1/2525"]).rows
    assert row.due == date(1982, 1, 31)


@pytest.mark.parametrize(
    ("kind", "head", "typed"),
    [
        ("measures", ["ตัวชี้วัด", "วิธีการปฏิบัติ"], ["ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "ทำคู่มือ"]),
        ("measures", ["ตัวชี้วัด", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"], ["ตัวชี้วัดที่ 9", "", "ทุกฝ่าย"]),
        ("assignments", ["ข้อ", "ผู้รับผิดชอบ"], ["ตัวชี้วัดที่ 9.1", "ทุกฝ่าย"]),
        ("roster", ["คณะ", "ชื่อ", "บทบาท"], ["คณะทำงาน", "นายตัวอย่าง หนึ่ง", ""]),
        ("roster", ["คณะ", "ชื่อ", "บทบาท"], ["คณะทำงาน", "", "กรรมการ"]),
    ],
)
def test_a_row_that_says_little_beside_its_group_is_read_or_told_of(kind, head, typed):
    found = read(kind, head, typed)
    assert len(found.rows) + len(found.skipped) == 1


@pytest.mark.parametrize("typed", [["๒.", "คณะทำงาน ประกอบด้วย", ""], ["๒. คณะทำงาน", "", ""]])
def test_a_body_may_be_named_beside_its_number(typed):
    found = read("roster", ["ลำดับ", "ชื่อ", "บทบาท"], typed, ["๒.๑", "นายตัวอย่าง หนึ่ง", "คณะทำงาน"])
    assert [row.body for row in found.rows] == ["คณะทำงาน"]


def test_a_row_that_holds_a_word_of_the_heading_is_no_heading():
    found = read("units", ["ชื่อหน่วยงาน", "ชื่อย่อ", "ชื่ออื่น"], ["ฝ่ายใหม่", "ใหม่", "ชื่อหน่วยงาน"])
    assert [row.name for row in found.rows] == ["ฝ่ายใหม่"]


@pytest.mark.parametrize("heading", ["ตำแหน่ง/สังกัด", "ตำแหน่งและสังกัด", "ตำแหน่ง / ฝ่าย"])
def test_position_and_unit_may_share_a_column(heading):
    (row,) = read(
        "roster",
        ["คณะ", "ชื่อ-สกุล", heading, "บทบาท"],
        ["คณะทำงาน", "นายตัวอย่าง หนึ่ง", "นักวิชาการศึกษา ฝ่ายการศึกษา", "กรรมการ"],
    ).rows
    assert (row.post, row.unit) == ("นักวิชาการศึกษา", "ฝ่ายการศึกษา")


def test_an_indicator_may_be_named_beside_its_number():
    found = read(
        "assignments",
        ["ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"],
        ["ตัวชี้วัดที่ 9.1", "ข้อมูลพื้นฐาน", ""],
        ["O1", "โครงสร้าง", "ทุกฝ่าย"],
    )
    assert ([row.item for row in found.rows], found.skipped) == (["O1"], ())


def test_a_group_in_every_cell_is_one_too():
    """As merged cells are copied into single ones."""
    found = read(
        "measures",
        ["ข้อ", "มาตรการ", "ผู้รับผิดชอบ"],
        ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร"] * 3,
        ["E4", "ทำสื่อ", "ฝ่ายปกครอง"],
    )
    assert [(row.indicator, row.method) for row in found.rows] == [("7", "ทำสื่อ")]


def test_group_rows_name_the_indicator_of_the_rows_below():
    found = read(
        "measures",
        ["ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"],
        ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", ""],
        ["๑๑", "ก", "ทุกฝ่าย", "ทุกเดือน"],
        ["ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล (Open Data)", "", "", ""],
        ["11", "ข", "ทุกฝ่าย", "ทุกเดือน"],
    )
    assert [row.items for row in found.rows] == [("I1",), ("O11",)]
    assert [row.indicator for row in found.rows] == ["1", "9"]


def test_steps_of_one_cell_become_lines():
    (row,) = read("measures", ["ข้อ", "วิธีการปฏิบัติ"], ["O1", "1. ก | 2. ข\n3. ค"]).rows
    assert row.method == "1. ก\n2. ข\n3. ค"


def test_owner_cells_are_kept_as_typed_each_with_the_role_of_its_column():
    (row,) = read(
        "assignments",
        ["ข้อ", "ผู้รับผิดชอบ", "ผู้สนับสนุน"],
        ["O1", "- ฝ่ายปกครอง\n- ทุกฝ่าย; ฝ่ายรายได้ (สนับสนุน)", "ฝ่ายโยธา, ฝ่ายเทศกิจ"],
    ).rows
    assert [(owner.text, owner.role) for owner in row.owners] == [
        ("- ฝ่ายปกครอง\n- ทุกฝ่าย; ฝ่ายรายได้ (สนับสนุน)", OwnerRole.LEAD),
        ("ฝ่ายโยธา, ฝ่ายเทศกิจ", OwnerRole.SUPPORT),
    ]


def test_a_roster_in_the_form_of_an_order_is_read_with_bodies_posts_and_wrapped_roles():
    found = read(
        "roster",
        ["ลำดับ", "ชื่อ-ตำแหน่ง", "บทบาท"],
        ["1. คณะกรรมการอำนวยการ ประกอบด้วย", "", ""],
        ["๑.๑", "ผู้อำนวยการเขต", "ประธานกรรมการ"],
        ["๑.๓", "หัวหน้าฝ่ายทุกฝ่าย", "กรรมการ"],
        ["๑.๕", "หัวหน้าฝ่ายปกครอง", "กรรมการและ\nเลขานุการ"],
        ["๒", "คณะทำงาน ประกอบด้วย", ""],
        ["๒.๑๙", "นายตัวอย่าง ยี่สิบเก้า\nนายช่างโยธาชำนาญงาน ฝ่ายโยธา", "คณะทำงาน"],
        ["๒.๒๐", "- ว่าง -", "คณะทำงาน"],
    )
    director, heads, secretary, member = found.rows
    assert (director.body, director.order, director.post) == (
        "คณะกรรมการอำนวยการ",
        1,
        "ผู้อำนวยการเขต",
    )
    assert heads.group is GroupOf.SECTION_HEADS
    assert (secretary.role, secretary.unit) == ("กรรมการและเลขานุการ", "ฝ่ายปกครอง")
    assert (member.body, member.order) == ("คณะทำงาน", 19)
    assert (member.who.full, member.post, member.unit) == (
        "นายตัวอย่าง ยี่สิบเก้า",
        "นายช่างโยธาชำนาญงาน",
        "ฝ่ายโยธา",
    )
    assert [skipped.row for skipped in found.skipped] == [8]


def test_a_number_that_excel_took_for_a_day_is_no_number():
    kind = kind_named("roster")
    rows = (
        SheetRow(1, ("คณะ", "ลำดับ", "ชื่อ", "บทบาท")),
        SheetRow(2, ("คณะทำงาน", date(2025, 10, 2), "นายตัวอย่าง หนึ่ง", "คณะทำงาน")),
    )
    assert parse(kind, [DataSheet("", rows)]).rows[0].order is None


def test_a_body_written_once_holds_for_the_rows_below():
    found = read(
        "roster",
        ["คณะ", "ชื่อ - นามสกุล", "บทบาท"],
        ["คณะทำงาน", "นายตัวอย่าง หนึ่ง", "คณะทำงาน"],
        ["", "นายตัวอย่าง สอง", "คณะทำงาน"],
    )
    assert [row.body for row in found.rows] == ["คณะทำงาน", "คณะทำงาน"]


def test_names_in_several_columns_are_put_together():
    (row,) = read(
        "people",
        ["คำนำหน้า", "ชื่อ", "นามสกุล", "ตำแหน่ง", "ระดับ", "สังกัด", "โทรศัพท์"],
        ["น.ส.", "ตัวอย่าง", "หนึ่ง", "นักจัดการงานทั่วไป", "ปฏิบัติการ", "ฝ่ายปกครอง", "20000000"],
    ).rows
    assert row.phone == "20000000"
    assert row.who.full == "นางสาวตัวอย่าง หนึ่ง"
    assert row.job_title == "นักจัดการงานทั่วไปปฏิบัติการ"


def test_evidence_is_read_with_its_points_and_its_mark():
    found = read(
        "evidence",
        ["ข้อ", "ลิงก์หรือชื่อไฟล์", "ข้อกำหนดที่ครบ", "คะแนนประเมินตนเอง"],
        ["O6", "https://district.example/o6", "O6.1; 3", "๑๐๐"],
        ["O7", "แผน.pdf", "ครบ", ""],
        ["O8", "javascript:alert(1)", "", ""],
        ["O9", "ก.pdf", "O8.1", ""],
        ["O10", "ก.pdf", "", "101"],
    )
    first, second, *others = found.rows
    assert (first.met, first.mark) == (("O6.1", "O6.3"), Decimal(100))
    assert second.all_met
    assert [skipped.row for skipped in found.skipped] == [4]
    assert [(flaw.row, flaw.cell.name) for flaw in found.flaws] == [(5, "met"), (6, "mark")]
    assert [(other.met, other.mark, other.location) for other in others] == [
        ((), None, "ก.pdf")
    ] * 2


def test_words_for_kind_and_status_are_read_and_others_are_refused_with_the_list():
    units = read("units", ["ชื่อหน่วยงาน", "ประเภท"], ["รร.วัดตัวอย่าง", ""], ["งานพัสดุ", "แผนก"])
    assert units.rows[0].kind is UnitKind.SCHOOL
    assert "สำนักงานเขต กลุ่ม" in units.skipped[0].why
    measures = read(
        "measures",
        ["ข้อ", "วิธีการปฏิบัติ", "สถานะ"],
        ["O1", "ก", "อยู่ระหว่างดำเนินการ"],
        ["O2", "ก", "ไม่แน่ใจ"],
    )
    assert measures.rows[0].status is MeasureStatus.DOING
    assert measures.rows[1].status is None
    assert "กำลังทำ" in measures.flaws[0].why


def test_remarks_below_a_table_are_no_rows():
    found = read("assignments", ["ข้อ", "ผู้รับผิดชอบ"], ["O1", "ทุกฝ่าย"], ["หมายเหตุ: ร่าง", ""])
    assert (len(found.rows), found.skipped) == (1, ())


def test_who_signs_below_a_table_is_no_member_of_it():
    found = read(
        "roster",
        ["คณะทำงาน", "", "", ""],
        ["ลำดับ", "ชื่อ", "ตำแหน่ง", "บทบาท"],
        ["1", "นายตัวอย่าง หนึ่ง", "ผู้อำนวยการเขต", "ประธาน"],
        ["", "", "ลงชื่อ ........................ ผู้จัดทำ", ""],
        ["", "", "(นายตัวอย่าง สอง)", ""],
        ["", "", "เจ้าพนักงานธุรการ", ""],
        ["", "", "5 มกราคม 2568", ""],
        ["2", "นายตัวอย่าง สาม", "หัวหน้าฝ่ายปกครอง", "กรรมการ"],
        ["3", "นายตัวอย่าง สี่", "", ""],
    )
    assert [row.who.name for row in found.rows] == ["ตัวอย่าง หนึ่ง", "ตัวอย่าง สาม", "ตัวอย่าง สี่"]
    assert found.skipped == ()


def test_a_remark_that_somebody_has_signed_is_a_remark():
    found = read("assignments", ["ข้อ", "ผู้รับผิดชอบ", "หมายเหตุ"], ["O1", "", "ลงชื่อแล้ว"])
    assert [row.item for row in found.rows] == ["O1"]


def test_the_sheets_with_the_table_are_named_and_read():
    kind = kind_named("assignments")
    rows = (SheetRow(1, ("ข้อ", "ผู้รับผิดชอบ")), SheetRow(2, ("O1", "ทุกฝ่าย")))
    sheets = [DataSheet("ปก", (SheetRow(1, ("รายงาน",)),)), DataSheet("งาน", rows)]
    found = parse(kind, sheets)
    assert found.sheets == ("งาน",)
    assert found.rows[0].origin.place == "แผ่น “งาน” แถว 2"


CELLS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["O1", "I1", "ทุกฝ่าย", "31/1/68", "2.10", "ตัวชี้วัดที่ 9", "คณะทำงาน", "ครบ", "-"]),
    st.dates(),
)


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=examples(60))
@given(data=st.data())
def test_arbitrary_cells_raise_nothing_else_and_lose_no_row(kind, data):
    width = len(kind.columns)
    cells = st.lists(CELLS, min_size=width, max_size=width)
    body = data.draw(st.lists(cells, max_size=6))
    rows = [SheetRow(1, tuple(column.heading for column in kind.columns))]
    rows += [SheetRow(number, tuple(values)) for number, values in enumerate(body, 2)]
    texts = {row.number for row in rows[1:] if any(value != "" for value in row.values)}
    try:
        found = parse(kind, [DataSheet("ก", tuple(rows))], fiscal_year=2568)
    except ItaError:
        pytest.fail("a table with its headings is always read")
    read_rows = {row.origin.row for row in found.rows} | {skipped.row for skipped in found.skipped}
    missing = texts - read_rows
    assert missing <= {remark.row for remark in found.aside}
    for number in missing:
        filled = [value for value in rows[number - 1].values if value != ""]
        # Only rows that name a group, repeat a heading, are remarks or say nothing are no data.
        is_remark = len(filled) <= 2 or str(filled[0]).startswith("ตัวอย่าง:")
        assert is_remark or "-" in filled


@pytest.mark.parametrize(
    ("kind", "file", "head", "row", "said"),
    [
        ("roster", "รายชื่อคณะทำงาน ITA 2568.xlsx", ("ชื่อ", "หน้าที่"), ("นายก ข", "กรรมการ"), "body"),
        (
            "roster",
            "คณะทำงาน ITA 2568 - Copy (2).xlsx",
            ("ชื่อ", "หน้าที่"),
            ("นายก ข", "กรรมการ"),
            "body",
        ),
        ("progress", "รายงานรอบ 6 เดือน (1).csv", ("ข้อ", "ผลการดำเนินงาน"), ("I1", "ทำ"), "round"),
    ],
)
def test_the_name_of_a_file_says_what_nothing_in_it_says(kind, file, head, row, said):
    rows = (SheetRow(1, head), SheetRow(2, row))
    (read_row,) = parse(kind_named(kind), [DataSheet("", rows, file)]).rows
    assert getattr(read_row, said) in {"คณะทำงาน ITA 2568", "รอบ 6 เดือน"}


def test_whose_a_file_is_its_name_alone_does_not_say():
    rows = (SheetRow(1, ("ข้อ", "กำหนดส่ง")), SheetRow(2, ("O1", "31/1/68")))
    (row,) = parse(kind_named("assignments"), [DataSheet("", rows, "ฝ่ายโยธา.xlsx")]).rows
    assert row.owners == ()


TABLES = {
    "assignments": (["ข้อ", "ข้อมูล", "หน่วยงาน"], ["O1", "ผัง", "ฝ่ายปกครอง"]),
    "evidence": (["ข้อ", "ชื่อเอกสาร", "ลิงก์"], ["O1", "ผัง", "https://d.example/1"]),
    "measures": (["ข้อ", "มาตรการ", "ผู้รับผิดชอบ"], ["I1", "ทำคู่มือ", "ฝ่ายปกครอง"]),
    "roster": (["คณะ", "ชื่อ - นามสกุล", "บทบาท"], ["คณะทำงาน", "นายตัวอย่าง หนึ่ง", "ประธาน"]),
}


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize(
    "numbers",
    [
        ["(1)", "(2)", "(3)"],
        ["1", "2", "3"],
        ["-1", "-2", "-3"],
        ["", "(1)", "(2)"],
        ["(ก)", "(ข)", "(ค)"],
        ["(1)", "(2)", "(3)=(1)+(2)"],
    ],
)
def test_numbers_of_columns_are_no_row(kind, numbers):
    head, data = TABLES[kind]
    found = read(kind, head, numbers, data)
    assert [(one.row, one.why) for one in found.aside] == [(2, "เลขที่ของคอลัมน์")]
    assert ([row.origin.row for row in found.rows], found.skipped) == ([3], ())


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize(
    "signed",
    [
        [["ผู้จัดทำ", "ผู้ตรวจสอบ", "ผู้อนุมัติ"], ["(นายหนึ่ง)", "(นายสอง)", "(นายสาม)"]],
        [["", "ลงชื่อ.......ผู้รายงาน", ""], ["", "(นายตัวอย่าง สอง)", ""]],
        [["", "(นายตัวอย่าง สอง)", ""], ["", "ผู้อำนวยการเขต", ""]],
        [["(นายตัวอย่าง สอง)", "", "(นางตัวอย่าง สาม)"], ["ปลัด", "", "หัวหน้าฝ่ายปกครอง"]],
        [["", "", "(นายตัวอย่าง สอง) หัวหน้าฝ่ายปกครอง"], ["", "", "15 พ.ย. 67"]],
    ],
)
def test_those_who_sign_are_no_rows(kind, signed):
    head, data = TABLES[kind]
    found = read(kind, head, data, *signed)
    assert [(one.row, one.why) for one in found.aside] == [(3, "ส่วนที่ลงชื่อ"), (4, "ส่วนที่ลงชื่อ")]
    assert ([row.origin.row for row in found.rows], found.skipped) == ([2], ())


def test_who_has_signed_with_the_post_beside_the_name_is_no_member():
    head, data = TABLES["roster"]
    found = read("roster", head, data, ["", "(ลงชื่อ) นายตัวอย่าง สอง", "ผู้อำนวยการเขต"])
    assert ([row.origin.row for row in found.rows], found.skipped) == ([2], ())


def test_a_name_in_brackets_above_other_rows_is_no_signature():
    head, data = TABLES["roster"]
    found = read("roster", head, data, ["", "(นายตัวอย่าง สอง)", ""], data)
    assert [row.origin.row for row in found.rows] == [2, 3, 4]


def test_a_row_of_columns_that_the_kind_does_not_have_says_that_and_misses_no_code():
    """What came of a measure, below it, where measures alone are asked for."""
    found = read(
        "measures",
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ผล"),
        ("I1", "จัดทำคู่มือ", "ฝ่ายปกครอง", ""),
        ("", "", "", "จัดทำเสร็จ 3 เล่ม"),
        ("", "เผยแพร่แผน", "", "เผยแพร่แล้ว"),
    )
    assert [row.items for row in found.rows] == [("I1",), ()]
    assert [(skipped.row, skipped.template) for skipped in found.skipped] == [
        (3, "แถวนี้มีข้อความเฉพาะในคอลัมน์ที่ “{kind}” ไม่มีช่องรับ")
    ]
