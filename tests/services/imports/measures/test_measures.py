"""Measures: rows that share cells, several measures of one item, owners and frequency."""

from datetime import date

import pytest
from openpyxl import Workbook

from ita_desktop.documents.reports.measures.words import due_of, time_of
from ita_desktop.domain.measure_cells import keys_of
from ita_desktop.domain.records import Frequency, MeasureKind, MeasureStatus
from ita_desktop.domain.schedule import has_time, occurrences
from ita_desktop.exchange.source import read_file
from ita_desktop.services import measures
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.ledger.ledger import left_of_plan
from tests.support.taken_in import plan_file, plan_source

HEAD = ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ")
SHARED = (*HEAD, "ใช้ร่วมกับข้อ")


def items(year, measure):
    return [link.item_code for link in year.items_of_measure(measure.id)]


@pytest.fixture
def shared(take_in):
    return take_in(
        "measures",
        SHARED,
        ("E1", "1. ก", "ทุกฝ่าย", "ทุก 6 เดือน", ""),
        ("E2", "2. ข | 3. ค", "", "", "E1"),
        ("E3", "", "", "", "E2"),
        ("O1", "ง", "ฝ่ายปกครอง", "ทุกเดือน", ""),
    )


def test_rows_that_share_a_measure_form_one_with_the_steps_of_all(shared, year):
    first, second = year().measures
    assert items(year(), first) == ["E1", "E2", "E3"]
    assert first.method == "1. ก\n2. ข\n3. ค"
    assert (first.frequency, first.schedule) == (Frequency.HALF_YEARLY, "ทุก 6 เดือน")
    assert [year().owner_label(owner) for owner in year().owners_of_measure(first.id)] == ["ทุกฝ่าย"]
    assert (first.indicator, second.indicator) == ("6", "9.1")
    assert (shared.added, shared.rows) == (2, 4)


@pytest.mark.parametrize("head", ["ข้อ", "ตัวชี้วัด/ข้อคำถาม", "ตัวชี้วัด"])
def test_each_line_of_a_cell_names_an_item_with_its_own_wording(take_in, year, head):
    cell = "I๗ สั่งการในสิ่ง\nที่ไม่ถูกต้อง (90.10 คะแนน)\nI๘ ใช้อำนาจแสวงหาผลประโยชน์\nI10 - I11"
    take_in("measures", (head, *HEAD[1:]), (cell, "จัดเวทีรับฟัง", "ทุกฝ่าย", "ทุกเดือน"))
    (measure,) = year().measures
    found = {link.item_code: link.title for link in year().items_of_measure(measure.id)}
    assert {**found, "I10": "", "I11": ""} == found
    assert (found["I7"], found["I8"]) == ("สั่งการในสิ่ง ที่ไม่ถูกต้อง", "ใช้อำนาจแสวงหาผลประโยชน์")


def test_the_same_rows_in_another_order_change_nothing(shared, plan):
    made = plan(
        "measures",
        SHARED,
        ("E3", "", "", "", "E1"),
        ("O1", "ง", "ฝ่ายปกครอง", "ทุกเดือน", ""),
        ("E1", "1. ก", "ทุกฝ่าย", "ทุก 6 เดือน", ""),
        ("E2", "2. ข | 3. ค", "", "", "E1"),
    )
    assert (made.changes, len(made.unchanged)) == ((), 4)


def test_a_row_of_several_measures_gives_each_the_time_that_none_of_them_has(take_in, year):
    each, together = (HEAD[:3], ("O1", "ก\nข", "ฝ่ายปกครอง"), ("O2", "ก\nข", "ฝ่ายปกครอง")), SHARED
    take_in("measures", *each)
    row = ("O1", "ก\nข", "ฝ่ายปกครอง", "ทุกเดือน", ""), ("O2", "", "", "", "O1")
    plan = take_in("measures", together, *row)
    assert {measure.schedule for measure in year().measures} == {"ทุกเดือน"}
    assert plan.doubts == ()
    assert take_in("measures", together, *row).changes == ()


def test_a_row_with_empty_owner_and_period_joins_the_one_above_and_is_told(take_in, year):
    plan = take_in(
        "measures",
        HEAD,
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", ""),
        ("I1", "1. ก", "ทุกฝ่าย", "ทุกเดือน"),
        ("I2", "2. ข", "", ""),
        ("I3", "ค", "ทุกฝ่าย", "ทุกเดือน"),
    )
    assert [items(year(), measure) for measure in year().measures] == [["I1", "I2"], ["I3"]]
    assert [warning.row for warning in plan.warnings] == [4]


def test_three_rows_that_share_a_cell_form_one_measure_in_a_table_without_merges(take_in, year):
    plan = take_in(
        "measures",
        HEAD,
        ("ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", "", "", ""),
        ("E1", "1. ก", "ทุกฝ่าย", "ทุก 6 เดือน"),
        ("E2", "", "", ""),
        ("E3", "", "", ""),
    )
    (measure,) = year().measures
    assert items(year(), measure) == ["E1", "E2", "E3"]
    assert [warning.row for warning in plan.warnings] == [4, 5]


def test_rows_without_owners_at_all_are_measures_of_their_own(take_in, year):
    take_in("measures", HEAD, ("I1", "ก", "", ""), ("I2", "ข", "", ""))
    assert [items(year(), measure) for measure in year().measures] == [["I1"], ["I2"]]


def test_only_a_merged_cell_of_steps_makes_one_measure(workspace, tmp_path, year):
    book = Workbook()
    sheet = book.active
    for row in (
        ["ตัวชี้วัด", *HEAD[1:]],
        ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"],
        ["I1 เต็มใจให้บริการ", "1. ก", "ทุกฝ่าย", "ทุกเดือน"],
        ["I2 อำนวยความสะดวก", "2. ข", None, None],
        ["I3 เรียกรับสินบน", "ค", "ทุกฝ่าย", "ทุกเดือน"],
        ["I4 เปิดเผย"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:D2")
    for place in ("C3:C4", "D3:D4", "B5:B6", "C5:C6", "D5:D6"):
        sheet.merge_cells(place)
    book.save(tmp_path / "ก.xlsx")
    plan = plan_file(workspace, 2568, "measures", tmp_path / "ก.xlsx")
    apply_import(workspace, plan)
    assert [items(year(), measure) for measure in year().measures] == [["I1"], ["I2"], ["I3", "I4"]]
    # Numbers that run on are kept as they are typed, and tell nothing where cells are merged.
    assert [measure.method for measure in year().measures] == ["1. ก", "2. ข", "ค"]
    first, second, third = map(keys_of, year().measures)
    assert (list(first), first, third) == (["owners", "schedule"], second, {})
    assert plan.warnings == ()


def test_a_sheet_without_the_headings_is_told_and_the_others_are_read(workspace, tmp_path):
    book = Workbook()
    book.active.title = "ปก"
    book.active.append(["รายงานของสำนักงานเขต"])
    sheet = book.create_sheet("มาตรการ")
    for row in (HEAD, ("I1", "1. ก", "ทุกฝ่าย", "ทุกเดือน")):
        sheet.append(row)
    book.save(tmp_path / "ก.xlsx")
    source = read_file(tmp_path / "ก.xlsx", "measures")
    plan = plan_source(workspace, 2568, "measures", source)
    assert plan.added == 1
    (left,) = left_of_plan(source, plan)
    assert (left.origin.sheet, left.text) == ("ปก", "รายงานของสำนักงานเขต")


def test_cells_merged_over_measures_of_their_own_are_shared(workspace, tmp_path, year):
    def plan(*merged):
        book = Workbook()
        sheet = book.active
        for row in (
            list(HEAD),
            ["I1", "1. ก", "ทุกฝ่าย", "ทุกเดือน"],
            ["I2", "1. ข", None, "ทุก 3 เดือน"],
            ["I3", "1. ค", "ทุกฝ่าย", "ทุกเดือน"],
            ["I4", None, "ฝ่ายโยธา", "ทุกเดือน"],
        ):
            sheet.append(row)
        for place in merged:
            sheet.merge_cells(place)
        book.save(tmp_path / "ก.xlsx")
        return plan_file(workspace, 2568, "measures", tmp_path / "ก.xlsx")

    merges = ("C2:C3", "B4:B5")
    apply_import(workspace, plan(*merges))
    first, second, third, fourth = year().measures
    assert [measure.method for measure in year().measures] == ["1. ก", "1. ข", "1. ค", "1. ค"]
    assert list(keys_of(first)) == ["owners"]
    assert keys_of(first) == keys_of(second)
    assert list(keys_of(third)) == ["method"]
    assert keys_of(third) == keys_of(fourth)
    # The third has the same owner, in a cell of its own.
    owners = [keys_of(measure).get("owners") for measure in year().measures]
    assert owners[2:] == [None, None]
    assert plan(*merges).changes == ()


def test_the_paragraphs_of_an_item_that_excel_made_rows_of_are_one_measure(
    workspace, tmp_path, year
):
    book = Workbook()
    for row in (
        list(HEAD),
        ["E3 งานทะเบียน", "1. ก", "ทุกฝ่าย", "ทุกเดือน"],
        ["E3 งานเทศกิจ", "2. ข"],
        ["E4 เผยแพร่", "3. ค"],
    ):
        book.active.append(row)
    for place in ("C2:C4", "D2:D4"):
        book.active.merge_cells(place)
    book.save(tmp_path / "ก.xlsx")
    apply_import(workspace, plan_file(workspace, 2568, "measures", tmp_path / "ก.xlsx"))
    first, second = year().measures
    assert (items(year(), first), first.method) == (["E3"], "1. ก\n2. ข")
    assert (items(year(), second), second.method) == (["E4"], "3. ค")
    assert {item.title for item in year().measure_items} == {"งานทะเบียน\nงานเทศกิจ", "เผยแพร่"}
    assert keys_of(first)["owners"] == keys_of(second)["owners"]


def test_a_row_without_a_code_goes_on_with_the_row_above(take_in, year):
    take_in(
        "measures",
        ("ตัวชี้วัด", *HEAD[1:]),
        ("ตัวชี้วัดที่ 9", "", "", ""),
        ("O1 ข้อมูลพื้นฐาน", "1. ก", "ทุกฝ่าย", "ทุกเดือน"),
        ("", "2. ข", "", ""),
    )
    (measure,) = year().measures
    assert measure.method == "1. ก\n2. ข"


def test_a_measure_may_belong_to_a_whole_indicator_or_to_a_range_of_items(take_in, year):
    take_in(
        "measures",
        ("ตัวชี้วัด", "ประเด็นที่ต้องปรับปรุง", "มาตรการ"),
        ("2", "แผนใช้จ่าย", "ประชุมชี้แจง"),
        ("O1 - O3", "", "เผยแพร่"),
    )
    whole, some = year().measures
    assert (whole.indicator, items(year(), whole), whole.finding) == ("2", [], "แผนใช้จ่าย")
    assert items(year(), some) == ["O1", "O2", "O3"]


def test_two_measures_of_one_item_are_both_kept(take_in, year, plan):
    rows = (HEAD, ("O1", "ก", "ทุกฝ่าย", "ทุกเดือน"), ("O1", "ข", "ฝ่ายโยธา", "ทุกเดือน"))
    take_in("measures", *rows)
    assert [measure.method for measure in year().measures] == ["ก", "ข"]
    again = plan("measures", *rows)
    assert (again.changes, len(again.unchanged)) == ((), 2)
    swapped = plan("measures", rows[0], rows[2], rows[1])
    assert swapped.changes == ()


def test_what_differs_is_changed_in_place(shared, take_in, year):
    before = year().measures[0].id
    head = (*SHARED, "สถานะ", "การกำกับติดตาม")
    plan = take_in(
        "measures",
        head,
        ("E1", "1. ใหม่", "ฝ่ายทะเบียน", "ทุกเดือน", "", "เสร็จแล้ว", "ติดตามทุกเดือน"),
        ("E2", "", "", "", "E1", "", ""),
        ("E3", "", "", "", "E1", "", ""),
    )
    measure = year().measures[0]
    assert measure.id == before
    assert (measure.method, measure.frequency) == ("1. ใหม่", Frequency.MONTHLY)
    assert (measure.status, measure.monitoring) == (MeasureStatus.DONE, "ติดตามทุกเดือน")
    assert (plan.changed, plan.rows) == (1, 3)


def test_numbers_and_marks_are_taken_in_as_they_are_typed(shared, take_in, plan, year):
    row = ("O1", "(4) ง\n• จ", "ฝ่ายปกครอง", "ทุกเดือน")
    take_in("measures", HEAD, row)
    assert year().measures[1].method == "(4) ง\n• จ"
    assert plan("measures", HEAD, row).changes == ()


def test_measures_stand_in_the_order_of_the_file(take_in, year):
    codes = ("O20", "O18", "O19", "O20", "O22", "O21", "I2", "I1")
    rows = ((code, f"ทำ {n}", "ทุกฝ่าย", "ทุกเดือน") for n, code in enumerate(codes))
    take_in("measures", HEAD, *rows)
    assert [items(year(), measure) for measure in year().measures] == [[code] for code in codes]


def test_the_wording_of_the_table_is_kept_also_where_it_is_the_frameworks(take_in, year):
    official = year().framework.item_by_code["O1"].title
    head = ("ข้อ", "ชื่อข้อ", "วิธีการปฏิบัติ")
    take_in("measures", head, ("O1", official, "ก"), ("O2", "ชื่อสั้น", "ข"))
    titles = {link.item_code: link.title for link in year().measure_items}
    assert titles == {"O1": official, "O2": "ชื่อสั้น"}


def test_a_row_whose_partner_is_left_out_is_left_out_too(plan):
    made = plan(
        "measures",
        SHARED,
        ("I99", "ก", "ฝ่ายปกครอง", "ทุกเดือน", ""),
        ("I2", "ข", "", "", "I99"),
        ("I4", "ค", "", "", "I7"),
    )
    assert made.changes == ()
    assert [one.row for one in made.skipped] == [2, 3, 4]
    assert "I7" in made.skipped[2].why


def test_a_row_that_shares_a_measure_but_is_of_no_item_is_left_out(take_in, year):
    made = take_in(
        "measures",
        SHARED,
        ("E1", "1. ก", "ทุกฝ่าย", "ทุก 6 เดือน", ""),
        ("E99", "2. ข", "", "", "E1"),
        ("E2", "3. ค", "ฝ่ายปกครอง", "", "E1"),
        ("E3", "4. ง", "ทุกฝ่าย", "", "E1"),
    )
    (measure,) = year().measures
    assert (items(year(), measure), measure.method) == (["E1", "E3"], "1. ก\n4. ง")
    assert [one.row for one in made.skipped] == [3, 4]
    assert "E99" in made.skipped[0].why
    assert "ผู้รับผิดชอบไม่ตรง" in made.skipped[1].why


def test_an_overlap_with_a_shared_measure_is_pointed_out(shared, plan):
    made = plan("measures", HEAD, ("E1", "ใหม่", "ทุกฝ่าย", "ทุกเดือน"))
    assert made.added == 1
    assert "E1 E2 E3" in made.warnings[0].why


def test_measures_that_the_file_lacks_go_when_asked(shared, take_in, year):
    plan = take_in("measures", HEAD, ("O1", "ง", "ฝ่ายปกครอง", "ทุกเดือน"), replace=True)
    assert (plan.removed, len(plan.unchanged)) == (1, 1)
    assert [items(year(), measure) for measure in year().measures] == [["O1"]]


def test_the_table_of_analysis_by_indicator_is_read_over_the_end_of_a_page(take_in, year):
    plan = take_in(
        "measures",
        (
            "ตัวชี้วัด",
            "การวิเคราะห์กรอบการประเมินและประเด็นที่ต้องปรับปรุง/ยกระดับ",
            "มาตรการ/กิจกรรม/โครงการ",
            "การกำกับติดตาม",
            "ผู้รับผิดชอบ",
        ),
        ("ตัวชี้วัดที่ 1\nการปฏิบัติหน้าที่ (99.19 คะแนน)", "ควรเผยแพร่คู่มือ", "1. ก", "1. ข", "ทุกฝ่าย"),
        ("", "", "", "2. ค", ""),
    )
    (measure,) = year().measures
    assert plan.skipped == ()
    assert (measure.indicator, measure.finding, measure.method, measure.monitoring) == (
        "1", "ควรเผยแพร่คู่มือ", "1. ก", "1. ข\n2. ค",
    )  # fmt: skip


def test_a_first_row_that_names_nothing_is_left_out_and_told(take_in, year):
    plan = take_in("measures", HEAD, ("", "1. ก", "ทุกฝ่าย", "ทุกเดือน"))
    assert [one.row for one in plan.skipped] == [2]
    assert year().measures == ()


def test_the_score_printed_behind_a_question_is_no_part_of_its_title(take_in, year):
    take_in(
        "measures",
        ("ประเด็นการประเมิน", "มาตรการ/กิจกรรม", "หน่วยงาน รับผิดชอบ", "การกำกับ ติดตาม"),
        ("I1 เต็มใจให้บริการ (99.30 คะแนน)", "ก", "ทุกฝ่าย", "ข"),
        ("O1 – O3, O7, (100 คะแนน)", "ก", "ทุกฝ่าย", "ข"),
    )
    first, second = year().measures
    assert [link.title for link in year().items_of_measure(first.id)] == ["เต็มใจให้บริการ"]
    assert {link.title for link in year().items_of_measure(second.id)} == {""}
    assert items(year(), second) == ["O1", "O2", "O3", "O7"]


# -- schedules, and measures of other kinds


def test_the_dates_of_a_schedule_are_understood(take_in, year):
    take_in(
        "measures", HEAD, ("I1", "ก", "ทุกฝ่าย", "ม.ค. 68 - มี.ค. 68"), ("I3", "ข", "", "15 ธ.ค. 67")
    )
    first, second = year().measures
    assert (first.begins, first.ends) == (date(2025, 1, 1), date(2025, 3, 31))
    assert second.days == "2024-12-15"
    take_in("measures", HEAD, ("I1", "ก", "ทุกฝ่าย", "ทุกเดือน"))
    first = year().measures[0]
    assert (first.frequency, first.begins, first.ends) == (Frequency.MONTHLY, None, None)


def test_a_schedule_that_ends_before_it_begins_is_kept_in_words_and_told(take_in, year):
    plan = take_in("measures", HEAD, ("I1", "ก", "ทุกฝ่าย", "มี.ค. 68 - ต.ค. 67"))
    assert [warning.row for warning in plan.warnings] == [2]
    assert "สิ้นสุดก่อนวันเริ่ม" in plan.warnings[0].sentence()
    (measure,) = year().measures
    assert (measure.schedule, measure.begins, measure.ends) == ("มี.ค. 68 - ต.ค. 67", None, None)


def test_a_measure_of_another_table_for_the_same_item_stays_as_it_is(workspace, take_in, year):
    fields = {"items": ("I1",), "method": "ประชุมชี้แจง", "kind": MeasureKind.COMMUNICATION}
    (other,) = measures.add(workspace, year().year, [fields])
    take_in("measures", HEAD, ("I1", "ก", "ทุกฝ่าย", "ทุกเดือน"), replace=True)
    assert [(measure.kind, measure.method) for measure in year().measures] == [
        (MeasureKind.COMMUNICATION, "ประชุมชี้แจง"),
        (MeasureKind.ITEM, "ก"),
    ]
    assert year().measures[0].id == other


def test_what_the_end_of_a_page_parts_is_one_measure_with_all_its_owners_and_its_whole_schedule(
    take_in, plan, year
):
    head = ("ตัวชี้วัด", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลา", "การกำกับติดตาม")
    rows = (
        head,
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", "", ""),
        ("I1 เต็มใจ", "1. ม", "ฝ่ายปกครอง", "ทุกเดือน", "ผอ. กำชับ"),
        head,
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (ต่อ)", "", "", "", ""),
        ("I1 เต็มใจ (ต่อ)", "2. น", "ฝ่ายการคลัง", "(ต.ค. 67 - มี.ค. 68)", "และติดตาม"),
        ("ให้บริการ (99.30คะแนน )", "3. ย", "", "", ""),
        ("I2 สะดวก", "4. ร", "", "", ""),
    )
    take_in("measures", *rows)
    (measure,) = year().measures
    assert [link.item_code for link in year().items_of_measure(measure.id)] == ["I1", "I2"]
    assert measure.method == "1. ม\n2. น\n3. ย\n4. ร"
    assert measure.schedule == "ทุกเดือน (ต.ค. 67 - มี.ค. 68)"
    assert measure.monitoring == "ผอ. กำชับ\nและติดตาม"
    owners = [year().owner_label(owner) for owner in year().owners_of_measure(measure.id)]
    assert owners == ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]
    assert plan("measures", *rows).changes == ()


@pytest.mark.parametrize("cell", ["O1-O3", "O1, O2 - O3", "ข้อ O๑ ถึง O๓"])
def test_items_that_share_a_measure_are_named_as_a_range_or_a_list(take_in, plan, year, cell):
    """In the row of each of them, of one for all, or in the rows of the others."""
    whole = (SHARED, ("O1", "ก", "ทุกฝ่าย", "ทุกเดือน", cell), ("O2", "", "", "", cell))
    take_in("measures", *whole)
    (measure,) = year().measures
    assert items(year(), measure) == ["O1", "O2", "O3"]
    again = plan("measures", *whole)
    assert (again.changes, again.skipped, again.warnings) == ((), (), ())


def test_an_item_that_the_framework_lacks_does_not_cost_the_row(take_in, year):
    made = take_in("measures", SHARED, ("O1", "ก", "ทุกฝ่าย", "ทุกเดือน", "O1, O2, O77"))
    (measure,) = year().measures
    assert items(year(), measure) == ["O1", "O2"]
    assert "O77" in made.warnings[0].why


def test_the_source_of_a_measure_comes_in_and_a_table_without_it_takes_nothing_away(
    take_in, plan, year
):
    told = "สำนักงานเขตสมมุติ ปีงบประมาณ พ.ศ. 2566"
    row = ("E1", "1. ก", "ทุกฝ่าย", "ทุกเดือน")
    take_in("measures", (*HEAD, "ที่มา"), (*row, told))
    assert [measure.source for measure in year().measures] == [told]
    assert plan("measures", HEAD, row).changes == ()


def test_a_row_that_is_there_twice_is_two_measures_and_told(take_in, plan, year):
    head = ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ")
    row = ("I1", "ทำคู่มือ", "ทุกฝ่าย", "ทุกเดือน")
    made = take_in("measures", head, row, row, (*row[:3], "ทุก 3 เดือน"))
    assert len(year().measures) == 3
    assert [remark.row for remark in made.warnings if "ซ้ำกับแถว 2" in remark.why] == [3]
    assert plan("measures", head, row, row, (*row[:3], "ทุก 3 เดือน")).changes == ()


MONEY = (*HEAD, "เป้าหมาย", "ตัวชี้วัดความสำเร็จ", "งบประมาณ (บาท)")


def test_target_sign_of_success_and_budget_come_in_once(take_in, plan, year):
    rows = (
        ("I1", "ทำคู่มือ", "ทุกฝ่าย", "ทุกเดือน", "3 เล่ม", "เผยแพร่ครบ", "๑๐,๐๐๐ บาท"),
        ("I2", "ติดป้าย", "ทุกฝ่าย", "ทุกเดือน", "", "", "ไม่ใช้งบประมาณ"),
        ("I3", "อบรม", "ทุกฝ่าย", "ทุกเดือน", "", "", "ตามจริง"),
    )
    made = take_in("measures", MONEY, *rows)
    first, second, third = year().measures
    assert (first.target, first.success, first.budget) == ("3 เล่ม", "เผยแพร่ครบ", 10000)
    assert (second.budget, third.budget, made.ignored_columns) == (None, None, ())
    assert [(flaw.row, "ตามจริง" in flaw.why) for flaw in made.flaws] == [(4, True)]
    assert plan("measures", MONEY, *rows).changes == ()
    changed = take_in("measures", MONEY, (*rows[0][:-1], "12000.50"))
    assert (changed.changed, str(year().measures[0].budget)) == (1, "12000.50")


def test_any_row_of_a_measure_may_state_its_budget_and_status(take_in, year):
    head = ("ข้อ", "มาตรการ/กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ", "สถานะ")
    rows = (
        ("I1", "1. ก", "ทุกฝ่าย", "ทุกเดือน", "", ""),
        ("", "2. ข", "", "", "5,000", "เสร็จแล้ว"),
        ("", "3. ค", "", "", "3,000", "เสร็จแล้ว"),
    )
    made = take_in("measures", head, *rows)
    (measure,) = year().measures
    assert (measure.budget, measure.status) == (5000, MeasureStatus.DONE)
    assert [told.row for told in made.warnings if "งบประมาณ" in told.why] == [4]
    assert [told.row for told in made.warnings if "สถานะ" in told.why] == []


def test_another_budget_of_a_measure_that_a_row_repeats_is_told(take_in, year):
    head = ("ข้อ", "มาตรการ/กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ")
    row = ("ทำคู่มือ", "ทุกฝ่าย", "ทุกเดือน")
    take_in("measures", head, ("I1-I2", *row, "5,000"))
    made = take_in("measures", head, ("I1", *row, "5,000"), ("I2", *row, "3,000"))
    assert [told.row for told in made.warnings if "งบประมาณ" in told.why] == [3]
    assert [measure.budget for measure in year().measures] == [5000]


def test_a_list_without_owners_is_of_the_unit_above_it(take_in, year):
    rows = (("ฝ่ายโยธา", ""), ("ข้อ", "วิธีการปฏิบัติ"), ("I1", "ทำคู่มือ"))
    take_in("measures", *rows)
    (measure,) = year().measures
    assert [year().owner_label(owner) for owner in year().owners_of_measure(measure.id)] == [
        "ฝ่ายโยธา"
    ]


def test_a_follow_up_that_states_only_when_is_due_then_and_stands_in_its_own_column_alone(
    take_in, plan, year
):
    when = "เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค.68)"
    rows = (("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "การกำกับติดตาม"), ("I1", "1. ก", "ทุกฝ่าย", when))
    made = take_in("measures", *rows)
    assert ["การกำกับติดตาม" in remark.why for remark in made.warnings] == [True]
    (measure,) = year().measures
    assert (measure.monitoring, measure.schedule, has_time(measure)) == (when, "", False)
    assert (len(occurrences(measure, 2568)), time_of(measure), due_of(measure)) == (6, "", when)
    assert plan("measures", *rows).changes == ()


def test_another_measure_of_the_same_item_does_not_take_the_place_of_one(take_in, year):
    old = "จัดทำป้ายประชาสัมพันธ์ขั้นตอนการให้บริการ ณ จุดบริการประชาชน"
    new = "อบรมเจ้าหน้าที่เรื่องมารยาทการต้อนรับ"
    take_in("measures", HEAD, ("E1", old, "ฝ่ายปกครอง", "ทุกเดือน"))
    plan = take_in("measures", HEAD, ("E1", new, "ฝ่ายปกครอง", "ทุกเดือน"))
    assert [measure.method for measure in year().measures] == [old, new]
    assert (plan.added, plan.changed) == (1, 0)
    assert any("E1 มีมาตรการอื่นอยู่แล้ว" in warning.why for warning in plan.warnings)


def test_other_words_for_a_measure_change_it(take_in, year):
    old = "จัดทำป้ายประชาสัมพันธ์ขั้นตอนการให้บริการ ณ จุดบริการประชาชน"
    new = "จัดทำป้ายและแผ่นพับประชาสัมพันธ์ขั้นตอนการให้บริการประชาชน"
    take_in("measures", HEAD, ("E1", old, "ฝ่ายปกครอง", "ทุกเดือน"))
    plan = take_in("measures", HEAD, ("E1", new, "ฝ่ายปกครอง", "ทุกเดือน"))
    assert [measure.method for measure in year().measures] == [new]
    assert (plan.changed, plan.warnings) == (1, ())


def test_some_of_the_steps_alone_take_the_place_of_all_only_if_that_is_said(take_in, plan):
    steps = "1. จัดทำคู่มือการให้บริการ\n2. เผยแพร่ทางเว็บไซต์"
    take_in("measures", HEAD, ("E1", steps, "ฝ่ายปกครอง", "ทุกเดือน"))
    row = ("E1", "จัดทำคู่มือการให้บริการ", "ฝ่ายปกครอง", "ทุกเดือน")
    made = plan("measures", HEAD, row)
    assert made.accepted == frozenset()
    assert any("E1 มีวิธีการปฏิบัติ 2 ข้อแล้ว แถวนี้มีเพียง 1 ข้อ" in remark.why for remark in made.warnings)


def test_like_steps_with_another_owner_and_time_are_another_measure(take_in, year):
    old = "จัดระบบ E-Service ให้ประชาชนใช้บริการได้สะดวก"
    new = "ปรับปรุงหน้า E-Service และแบบสำรวจความพึงพอใจ"
    take_in("measures", HEAD, ("O8", old, "ฝ่ายโยธา", "ทุก 6 เดือน"))
    take_in("measures", HEAD, ("O8", new, "ฝ่ายทะเบียน", "ทุกเดือน"))
    assert [measure.method for measure in year().measures] == [old, new]
    later = "ปรับปรุงหน้า E-Service และแบบสำรวจความเห็น"
    take_in("measures", HEAD, ("O8", later, "ฝ่ายทะเบียน", "ทุกเดือน"))
    assert [measure.method for measure in year().measures] == [old, later]


def test_a_measure_that_answers_the_same_finding_is_that_one(take_in, year):
    head = (*HEAD, "ประเด็นที่ต้องปรับปรุง")
    finding = "ผู้รับบริการไม่ทราบขั้นตอน"
    for method in ("จัดทำป้ายประชาสัมพันธ์ ณ จุดบริการ", "อบรมเจ้าหน้าที่เรื่องมารยาทการต้อนรับ"):
        take_in("measures", head, ("E1", method, "ฝ่ายปกครอง", "ทุกเดือน", finding))
        assert [measure.method for measure in year().measures] == [method]


@pytest.mark.parametrize("word", ["(ยกเลิกมาตรการ)", "ยกเลิก", "(ไม่เกี่ยวข้อง)", "ไม่มีมาตรการ"])
def test_words_that_there_is_none_are_no_measure(take_in, year, word):
    made = take_in("measures", HEAD, ("I1", "ก", "", ""), ("I2", word, "ฝ่ายปกครอง", ""))
    assert [measure.method for measure in year().measures] == ["ก"]
    assert [(remark.row, word in remark.why) for remark in made.aside] == [(3, True)]
    head = ("ข้อ", "ประเด็นที่ต้องปรับปรุง", *HEAD[1:])
    rows = (("I3", "ข", word, "ฝ่ายปกครอง", ""), ("I4", "ค", "ง", "", ""))
    take_in("analysis", head, *rows, ("I5", "", word, "ฝ่ายปกครอง", ""))
    assert [measure.method for measure in year().measures] == ["ก", "ง"]
    assert [(each.issue, each.note) for each in year().findings] == [("ข", word), ("ค", "")]


def test_a_measure_that_cancels_something_is_one(take_in, year):
    take_in("measures", HEAD, ("I1", "ยกเลิกการใช้สำเนาบัตรประชาชน", "ฝ่ายปกครอง", ""))
    assert [measure.method for measure in year().measures] == ["ยกเลิกการใช้สำเนาบัตรประชาชน"]


@pytest.mark.parametrize("word", ["ยกเว้น", "ไม่รวม", "(ไม่รวม"])
def test_whom_a_note_leaves_out_of_all_is_no_owner(take_in, year, word):
    note = f"{word}ฝ่ายปกครอง{')' if word.startswith('(') else ''}"
    for code, owners, beside in (("I1", "ทุกฝ่าย", note), ("I2", f"ทุกฝ่าย {note}", "")):
        take_in("measures", (*HEAD, "หมายเหตุ"), (code, "ก", owners, "", beside))
    take_in("measures", (*HEAD, "หมายเหตุ"), ("I3", "ก", "ทุกฝ่าย", "", "ไม่รวมวันหยุด"))
    named, beside, whole = (
        {owner.unit_id for owner in year().owners_of_measure(measure.id)}
        for measure in year().measures
    )
    assert named == beside
    assert named.isdisjoint(whole)


STEPS = ("ข้อ", "มาตรการ", "ขั้นตอนการดำเนินงาน", "ผู้รับผิดชอบ", "ระยะเวลา")


def test_steps_beside_what_the_measure_is_called_follow_it(take_in, year):
    take_in(
        "measures",
        STEPS,
        ("I1", "อบรม", "1. จัดอบรม | 2. ประเมินผล", "ฝ่ายโยธา", "ม.ค. 68"),
        ("I2", "อบรมอย่างเดียว", "", "ฝ่ายโยธา", "ม.ค. 68"),
        ("I3", "", "ทำคู่มือ", "ฝ่ายโยธา", "ม.ค. 68"),
    )
    found = [measure.method for measure in year().measures]
    assert found == ["อบรม\n1. จัดอบรม\n2. ประเมินผล", "อบรมอย่างเดียว", "ทำคู่มือ"]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (("", ""), ["อบรม\n1. จัดอบรม\n2. ประเมินผล"]),
        (("ฝ่ายเทศกิจ", "ก.พ. 68"), ["อบรม\n1. จัดอบรม", "อบรม\n2. ประเมินผล"]),
    ],
)
def test_further_steps_are_of_the_measure_over_them(workspace, tmp_path, year, own, expected):
    book = Workbook()
    sheet = book.active
    for row in (
        STEPS,
        ("I1", "อบรม", "1. จัดอบรม", "ฝ่ายโยธา", "ม.ค. 68"),
        ("", "", "2. ประเมินผล", *own),
    ):
        sheet.append(row)
    for column in "ABDE" if own == ("", "") else "AB":
        sheet.merge_cells(f"{column}2:{column}3")
    book.save(tmp_path / "ก.xlsx")
    plan = plan_file(workspace, 2568, "measures", tmp_path / "ก.xlsx")
    left = left_of_plan(read_file(tmp_path / "ก.xlsx", "measures"), plan)
    apply_import(workspace, plan)
    assert [measure.method for measure in year().measures] == expected
    assert not left


def test_numbers_of_columns_do_not_hide_which_one_has_the_codes(take_in, year):
    take_in(
        "measures",
        ("ประเด็น", *STEPS[2:]),
        ("(1)", "(2)", "(3)", "(4)"),
        ("I1", "จัดอบรม", "ฝ่ายโยธา", "ม.ค. 68"),
    )
    assert [items(year(), measure) for measure in year().measures] == [["I1"]]
