"""Assignments: owners and days of OIT items."""

from datetime import date

import pytest

from ita_desktop.domain.records import OwnerRole
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.services.imports.importing import apply_import
from tests.support.taken_in import plan_import

HEAD = ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง", "หมายเหตุ")


def owners(year, item):
    return [year.owner_label(owner) for owner in year.owners_of_item(item)]


@pytest.fixture
def o1(take_in):
    take_in("assignments", HEAD, ("O1", "ฝ่ายปกครอง; ทุกฝ่าย", "31/1/68", "ก"))


def test_an_item_gets_its_owners_in_order_and_its_day(o1, year):
    assert owners(year(), "O1") == ["ฝ่ายปกครอง", "ทุกฝ่าย"]
    assert year().assignment_by_item["O1"].due == date(2025, 1, 31)


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ("ฝ่ายการคลัง ฝ่ายเทศกิจ", ["ฝ่ายการคลัง", "ฝ่ายเทศกิจ"]),
        ("ฝ่ายโยธา/ฝ่ายรายได้และฝ่ายรักษาฯ", ["ฝ่ายโยธา", "ฝ่ายรายได้", "ฝ่ายรักษาฯ"]),
        ("ผู้บริหารเขต;ทุกฝ่าย", ["ผู้บริหารเขต", "ทุกฝ่าย"]),
        ("โรงเรียนในสังกัดสำนักงานเขต", ["โรงเรียนในสังกัด"]),
        ("ทุก รร.", ["โรงเรียนในสังกัด"]),
        ("ทุกรร.สังกัด กทม.", ["โรงเรียนในสังกัด"]),
        ("ฝ่ายโยธา และทุก ร.ร. ในพื้นที่", ["ฝ่ายโยธา", "โรงเรียนในสังกัด"]),
        ("นักประชาสัมพันธ์ ฝ่ายปกครอง", ["นักประชาสัมพันธ์ ฝ่ายปกครอง"]),
        ("ผู้อำนวยการเขต", ["ผู้อำนวยการเขต"]),
        ("ฝ่ายปกครอง;ฝ่ายปกครอง", ["ฝ่ายปกครอง"]),
    ],
)
def test_owners_are_units_groups_and_posts(take_in, year, cell, labels):
    take_in("assignments", HEAD, ("O1", cell, "", ""))
    assert owners(year(), "O1") == labels


@pytest.mark.parametrize("lead", ["หลัก", "หน่วยงานหลัก"])
def test_leads_and_supporters_may_be_headed_by_one_word_each(take_in, year, lead):
    made = take_in("assignments", ("ข้อ", lead, "สนับสนุน"), ("O1", "ฝ่ายปกครอง", "ฝ่ายการคลัง"))
    assert (made.added, made.skipped, made.flaws) == (1, (), ())
    assert owners(year(), "O1") == ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]
    roles = [owner.role for owner in year().owners_of_item("O1")]
    assert roles == [OwnerRole.LEAD, OwnerRole.SUPPORT]


def test_a_person_in_the_register_can_own_an_item(take_in, year):
    take_in("people", ("ชื่อ - นามสกุล",), ("นางสาวตัวอย่าง หนึ่ง",))
    take_in("assignments", HEAD, ("O1", "น.ส.ตัวอย่าง หนึ่ง", "", ""))
    assert owners(year(), "O1") == ["นางสาวตัวอย่าง หนึ่ง"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("ฝ่ายเทคนิค", "หมายถึง “ฝ่ายเทศกิจ” หรือไม่"),
        ("ฝ่ายปกครอง;กองช่าง", "“กองช่าง”"),
        ("นางสาวไม่มี ในทะเบียน", "ทะเบียนบุคลากร"),
    ],
)
def test_an_unknown_owner_costs_its_row_nothing_else_and_says_what_was_meant(
    take_in, year, cell, text
):
    made = take_in("assignments", HEAD, ("O1", cell, "31/1/68", "เร่ง"), ("O2", "ทุกฝ่าย", "", ""))
    assert (made.added, made.skipped) == (2, ())
    assert [(flaw.row, flaw.cell.heading) for flaw in made.flaws] == [(2, HEAD[1])]
    assert text in made.flaws[0].why
    taken = year().assignment_by_item["O1"]
    assert (taken.due, taken.note) == (date(2025, 1, 31), "เร่ง")
    assert owners(year(), "O1") == ([] if ";" not in cell else ["ฝ่ายปกครอง"])


def test_only_what_differs_is_changed(o1, take_in, year):
    plan = take_in("assignments", HEAD, ("O1", "ฝ่ายปกครอง; ทุกฝ่าย", "๒๘ ก.พ. ๒๕๖๘", ""))
    (change,) = plan.changes
    assert {c.heading: (c.old, c.new) for c in change.cells if c.old is not None} == {
        "กำหนดส่ง": ("31 ม.ค. 68", "28 ก.พ. 68")
    }
    assert year().assignment_by_item["O1"].note == "ก"


def test_new_owners_take_the_place_of_the_old_ones_of_their_role(o1, take_in, year):
    head = ("ข้อ", "ผู้รับผิดชอบ", "ผู้สนับสนุน")
    plan = take_in("assignments", head, ("O1", "", "ฝ่ายโยธา"))
    (change,) = plan.changes
    assert "ฝ่ายปกครอง; ทุกฝ่าย; ฝ่ายโยธา (สนับสนุน)" in [cell.new for cell in change.cells]
    take_in("assignments", HEAD, ("O1", "ทุกฝ่าย", "", ""))
    assert owners(year(), "O1") == ["ทุกฝ่าย", "ฝ่ายโยธา"]
    assert [owner.role for owner in year().owners_of_item("O1")] == [
        OwnerRole.LEAD,
        OwnerRole.SUPPORT,
    ]


def test_a_row_that_goes_on_over_the_page_is_no_second_row(plan):
    made = plan(
        "assignments",
        ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
        ("O6", "คู่มือการปฏิบัติหน้าที่", "ฝ่ายปกครอง"),
        ("O6", "คู่มือการปฏิบัติหน้าที่ (ต่อ)", ""),
    )
    assert (made.added, len(made.unchanged), made.skipped, made.warnings) == (1, 1, (), ())


DETAILED = ("ข้อ", "ข้อมูล", "รายละเอียดข้อมูลที่เผยแพร่", "ผู้รับผิดชอบ", "หมายเหตุ")


def test_what_a_table_says_of_an_item_is_kept_as_its_details_and_its_note(
    plan, take_in, year, left
):
    rows = (DETAILED, ("O1", "ผังของเขตเรา โครงสร้าง", "- ผังสามระดับ", "ฝ่ายปกครอง", "ด่วน"))
    assert left("assignments", *rows) == ["ผังของเขตเรา"]
    made = take_in("assignments", *rows)
    assert [(one.details, one.note) for one in year().assignments] == [("- ผังสามระดับ", "ด่วน")]
    assert made.warnings == ()
    assert plan("assignments", *rows).changes == ()


def test_details_that_go_on_over_the_page_are_one_text(plan, take_in, year):
    rows = (
        DETAILED,
        ("O6", "ข้อมูลการติดต่อ", "1. แผนที่\n2. ผู้ติดต่อ", "ฝ่ายปกครอง", ""),
        ("O6", "ข้อมูลการติดต่อ (ต่อ)", "3. ช่องทางถามตอบ", "", ""),
        ("O7", "ข่าว", "- ข่าวทุกเดือน", "ทุกฝ่าย", ""),
    )
    made = take_in("assignments", *rows)
    assert (made.added, made.skipped) == (2, ())
    kept = year().assignment_by_item
    assert kept["O6"].details == "1. แผนที่\n2. ผู้ติดต่อ\n3. ช่องทางถามตอบ"
    assert kept["O7"].details == "- ข่าวทุกเดือน"
    assert plan("assignments", *rows).changes == ()


def test_details_in_the_words_of_the_framework_stay_those_of_the_framework(take_in, year):
    item = year().framework.item_by_code["O1"]
    words = "\n".join(f"• {point.text}" for point in item.requirements)
    take_in("assignments", DETAILED, ("O1", item.title, words, "ฝ่ายปกครอง", ""))
    assert year().assignment_by_item["O1"].details == ""


def test_details_that_lack_a_point_of_the_framework_are_kept_as_they_are(take_in, year):
    item = next(one for one in year().framework.items_of("OIT") if len(one.requirements) > 1)
    words = f"• {item.requirements[0].text}"
    take_in("assignments", DETAILED, (item.code, item.title, words, "ฝ่ายปกครอง", ""))
    assert year().assignment_by_item[item.code].details == words


def test_an_item_twice_is_taken_once_and_a_contradiction_is_told(plan):
    made = plan(
        "assignments",
        HEAD,
        ("O1", "ทุกฝ่าย", "31/1/68", ""),
        ("01", "ทุกฝ่าย", "31/1/68", ""),
        ("○1", "ฝ่ายโยธา", "28/2/68", ""),
    )
    assert (made.added, len(made.unchanged), len(made.skipped)) == (1, 1, 1)
    assert "แถว 2" in made.skipped[0].why


def test_codes_of_other_instruments_and_other_years_are_left_out(plan):
    made = plan("assignments", HEAD, ("I1", "ทุกฝ่าย", "", ""), ("O30", "ทุกฝ่าย", "", ""))
    assert ["ไม่ใช่ข้อ OIT" in made.skipped[0].why, "O1 ถึง O22" in made.skipped[1].why] == [
        True,
        True,
    ]


def test_a_line_that_says_nothing_makes_nothing(plan):
    made = plan("assignments", HEAD, ("O1", "", "", ""))
    assert (made.changes, len(made.unchanged)) == ((), 1)


def test_assignments_that_the_file_lacks_go_when_asked(o1, take_in, year):
    plan = take_in("assignments", HEAD, ("O2", "ทุกฝ่าย", "", ""), replace=True)
    assert (plan.added, plan.removed) == (1, 1)
    assert list(year().assignment_by_item) == ["O2"]
    assert len(year().assignment_owners) == 1


def test_a_tick_in_place_of_an_owner_is_told_as_it_is(plan):
    """As in a table that ticks the units, of which the first has the heading of all."""
    made = plan("assignments", HEAD, ("O1", "/", "", ""), ("O2", "ทุกฝ่าย", "", ""))
    assert [flaw.row for flaw in made.flaws] == [2]
    assert "“/” ไม่ใช่ชื่อหน่วย" in made.flaws[0].why


def test_a_repeated_row_is_told_unless_it_goes_on_over_the_page(plan):
    made = plan("assignments", HEAD, ("O1", "ทุกฝ่าย", "", ""), ("O1", "ทุกฝ่าย", "", ""))
    assert [(one.row, one.why) for one in made.warnings] == [(3, "ข้อ O1 ซ้ำกับแถว 2")]


def test_an_indicator_is_known_by_its_name_or_by_its_code(plan, year):
    framework = year().framework
    item = framework.item_by_code["O1"]
    (name,) = (one.name for one in framework.indicators if one.code == item.indicator)
    heads = ("ข้อ", "ตัวชี้วัด", "ผู้รับผิดชอบ")
    for words in (
        name,
        item.indicator,
        f"{item.indicator} {name}",
        item.indicator.partition(".")[0],
    ):
        assert plan("assignments", heads, ("O1", words, "ทุกฝ่าย")).warnings == ()


def test_names_and_indicators_of_other_items_are_told_and_left_out(plan, year):
    title = year().framework.item_by_code["O1"].title
    heads = ("ข้อ", "ข้อมูล", "ตัวชี้วัด", "ผู้รับผิดชอบ")
    made = plan(
        "assignments",
        heads,
        ("O1", title, "9.1", "ทุกฝ่าย"),
        ("O2", "ซซซ", "", "ทุกฝ่าย"),
        ("O3", "", "10.2 การป้องกันการทุจริต", "ทุกฝ่าย"),
        ("O4", "", "ฆฆฆฆ", "ทุกฝ่าย"),
    )
    assert (made.added, made.skipped) == (4, ())
    titles, indicators = made.warnings
    assert (titles.row, "ของ O2 ในไฟล์" in titles.why, "ซซซ" in titles.why) == (3, True, True)
    assert (indicators.row, "ของ O3 O4 ในไฟล์" in indicators.why) == (4, True)
    assert "เช่น “10.2 การป้องกันการทุจริต”" in indicators.why


@pytest.mark.parametrize("title", ["ฝ่ายโยธา", "หน่วยงาน: ฝ่ายโยธา"])
def test_a_list_without_owners_is_of_the_unit_above_it(take_in, year, title):
    take_in("assignments", (title, ""), ("ข้อ", "กำหนดส่ง"), ("O1", "31/1/68"), ("O2", ""))
    assert [owners(year(), item) for item in ("O1", "O2")] == [["ฝ่ายโยธา"], ["ฝ่ายโยธา"]]


def test_a_row_for_each_unit_gives_the_item_to_all_of_them(take_in, year):
    rows = (("O1", "ฝ่ายปกครอง", "31/1/68", ""), ("O1", "ฝ่ายโยธา", "", "ด่วน"), ("O1", "ไม่มี", "", ""))
    made = take_in("assignments", HEAD, *rows)
    assert made.skipped == ()
    assert owners(year(), "O1") == ["ฝ่ายปกครอง", "ฝ่ายโยธา"]
    assert year().assignment_by_item["O1"].note == "ด่วน"
    assert [flaw.row for flaw in made.flaws] == [4], "an unknown owner is told in its own row"
    assert ["แถว 2 3 4" in one.why for one in made.warnings] == [True]


def test_points_beside_the_one_cell_of_an_item_are_all_its_details(workspace, year):
    """Each may be of another unit, which is told; of a row in a cell of its own it is not known."""
    of_item, other = frozenset({0}), ("O1", "ฝ่ายโยธา", "ผังที่ดิน")
    rows = (
        SheetRow(1, ("ข้อ", "ผู้รับผิดชอบ", "รายละเอียด")),
        SheetRow(2, ("O1", "ฝ่ายปกครอง", "โครงสร้าง")),
        SheetRow(3, ("O1", "ฝ่ายการคลัง", "อัตรากำลัง"), of_item),
        SheetRow(4, ("O1", "ฝ่ายการคลัง", "เบอร์ติดต่อ"), of_item | {1}),
        SheetRow(5, other),
        SheetRow(6, ("O2", "ฝ่ายโยธา", "แผน")),
        SheetRow(7, ("O2", "ฝ่ายโยธา", "ตัวชี้วัด"), of_item | {1}),
    )
    made = plan_import(year(), "assignments", [DataSheet("", rows)])
    apply_import(workspace, made)
    assert owners(year(), "O1") == ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]
    assert [owners(year(), "O2"), year().assignment_by_item["O2"].details] == [
        ["ฝ่ายโยธา"], "แผน\nตัวชี้วัด"
    ]  # fmt: skip
    assert year().assignment_by_item["O1"].details == "โครงสร้าง\nอัตรากำลัง\nเบอร์ติดต่อ"
    assert [skipped.row for skipped in made.skipped] == [5]
    assert ["แถว 2 3 4" in one.why for one in made.warnings] == [True]
    again = plan_import(year(), "assignments", [DataSheet("", rows)])
    assert not again.changes


def test_rows_of_other_data_are_not_those_of_one_item(take_in, year):
    head = ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ")
    made = take_in(
        "assignments", head, ("O1", "โครงสร้าง", "ฝ่ายปกครอง"), ("O1", "ผู้บริหาร", "ฝ่ายโยธา")
    )
    assert [skipped.row for skipped in made.skipped] == [3]
    assert owners(year(), "O1") == ["ฝ่ายปกครอง"]


def test_a_list_of_units_names_the_items_of_each(take_in, year):
    heads = ("หน่วยงาน", "ข้อ OIT ที่รับผิดชอบ", "กำหนดส่ง")
    take_in("assignments", heads, ("ฝ่ายปกครอง", "O1, O2", "31/1/68"), ("ฝ่ายโยธา", "O3-O5", ""))
    assert [owners(year(), item) for item in ("O2", "O4")] == [["ฝ่ายปกครอง"], ["ฝ่ายโยธา"]]


def test_items_may_stand_below_the_heading_of_indicators(take_in, year):
    heads = ("ตัวชี้วัด/ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")
    take_in("assignments", heads, ("O1", "ฝ่ายปกครอง", ""), ("O2", "ฝ่ายโยธา", "31/1/68"))
    assert [owners(year(), item) for item in ("O1", "O2")] == [["ฝ่ายปกครอง"], ["ฝ่ายโยธา"]]


def test_an_owner_alone_in_a_row_is_no_group(plan):
    made = plan("assignments", HEAD, ("O1", "ทุกฝ่าย", "", ""), ("", "ฝ่ายโยธา", "", ""))
    assert [skipped.row for skipped in made.skipped] == [3]


def test_numbers_below_the_name_of_a_survey_are_no_items(plan):
    made = plan("assignments", ("IIT", ""), ("ข้อ", "ผู้รับผิดชอบ"), ("1", "ทุกฝ่าย"), ("O2", "ทุกฝ่าย"))
    assert [(one.row, "IIT" in one.why) for one in made.skipped] == [(3, True)]


def test_a_sheet_may_have_the_short_name_of_its_unit(workspace, year):
    rows = (SheetRow(1, ("ข้อ", "กำหนดส่ง")), SheetRow(2, ("O1", "31/1/68")))
    sheets = [DataSheet(name, rows) for name in ("ปกครอง", "โยธา", "OIT")]
    made = plan_import(year(), "assignments", sheets)
    apply_import(workspace, made)
    assert owners(year(), "O1") == ["ฝ่ายปกครอง", "ฝ่ายโยธา"]


@pytest.mark.parametrize("every", ["ทุกข้อ ยกเว้น O9", "ทุกข้อ OIT (ยกเว้น O9)"])
def test_a_unit_may_own_all_items_but_some(take_in, year, every):
    heads = ("หน่วยงาน", "ข้อที่รับผิดชอบ")
    take_in("assignments", heads, ("ฝ่ายโยธา", every), ("ฝ่ายรายได้", "O9"))
    codes = [item.code for item in year().framework.items if item.code.startswith("O")]
    found = {code: owners(year(), code) for code in codes}
    assert found == {code: ["ฝ่ายรายได้" if code == "O9" else "ฝ่ายโยธา"] for code in codes}


def test_in_a_line_the_items_own_title_is_no_owner(take_in, year):
    title = year().framework.item_by_code["O3"].title
    assert title.startswith("โรงเรียน")
    heads = ("ข้อ", "ผู้รับผิดชอบ")
    take_in("assignments", heads, ("O3", f"{title} ฝ่ายการศึกษา"), ("O4", f"{title} ฝ่ายการศึกษา"))
    assert owners(year(), "O3") == ["ฝ่ายการศึกษา"]
    assert owners(year(), "O4") == ["โรงเรียนในสังกัด", "ฝ่ายการศึกษา"]
