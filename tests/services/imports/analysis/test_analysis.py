"""The analysis in its official forms: findings, and the measures that answer them."""

from datetime import date

import pytest

from ita_desktop.domain.measure_cells import keys_of
from ita_desktop.domain.records import Frequency, MeasureKind
from ita_desktop.domain.schedule import occurrences, time_said
from ita_desktop.services import findings, measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import Action
from tests.support.taken_in import plan_file

FIVE = (
    "ประเด็นการประเมิน",
    "ประเด็นที่ต้องปรับปรุง/ ยกระดับการพัฒนา",
    "มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน ในประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา",
    "หน่วยงาน รับผิดชอบ",
    "การกำกับ ติดตาม",
)
BY_INDICATOR = (
    "ตัวชี้วัด",
    "การวิเคราะห์กรอบการประเมินและประเด็นที่ต้องปรับปรุง/ยกระดับ",
    "มาตรการ/กิจกรรม/โครงการ",
    "การกำกับติดตาม",
    "ผู้รับผิดชอบ",
)
SEVEN = (
    "หัวข้อการประเมิน",
    "การวิเคราะห์การดำเนินงาน",
    "จุดเด่น/จุดด้อย/ประเด็นที่จะต้องแก้ไข",
    "การปรับปรุงในการดำเนินงานในปีงบประมาณ พ.ศ. 2568",
    "ผู้รับผิดชอบ",
    "ระยะเวลาการติดตาม",
    "วิธีการติดตาม",
)
INSTRUMENT = ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "", "", "", "")
FIRST = ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "", "", "", "")


def told(year):
    """Items and issue of each finding, with the items of the measures that answer it."""
    return [
        (
            [link.item_code for link in year.items_of_finding(finding.id)],
            finding.issue,
            [
                [link.item_code for link in year.items_of_measure(measure.id)]
                for measure in year.measures_of_finding(finding.id)
            ],
        )
        for finding in year.findings
    ]


@pytest.fixture
def by_question(take_in):
    return take_in(
        "analysis",
        FIVE,
        INSTRUMENT,
        FIRST,
        ("I๑ เต็มใจให้บริการ (๙๙.๓๐ คะแนน)", "- ก", "1. ม\n2. น", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
        ("I๒ อำนวยความสะดวก (๙๘.๗๕ คะแนน)", "- ข", "3. ย", "", ""),
        ("I๓ เรียกรับสินบน (๙๙.๕๒ คะแนน)", "ค", "1. ร", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
    )


def test_questions_that_share_measures_have_findings_of_their_own(by_question, year):
    assert told(year()) == [
        (["I1"], "- ก", [["I1", "I2"]]),
        (["I2"], "- ข", [["I1", "I2"]]),
        (["I3"], "ค", [["I3"]]),
    ]
    shared, own = year().measures
    assert (shared.method, shared.monitoring) == ("1. ม\n2. น\n3. ย", "เดือนละ 1 ครั้ง")
    assert (shared.kind, own.kind) == (MeasureKind.ITEM, MeasureKind.ITEM)
    assert shared.finding == ""


def test_the_same_analysis_a_second_time_changes_nothing(workspace, by_question, plan):
    before = workspace.dump()
    again = plan(
        "analysis",
        FIVE,
        FIRST,
        ("I1 เต็มใจให้บริการ (99.30 คะแนน)", "- ก", "1. ม\n2. น", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
        ("I2 อำนวยความสะดวก (98.75 คะแนน)", "- ข", "3. ย", "", ""),
        ("I3 เรียกรับสินบน (99.52 คะแนน)", "ค", "1. ร", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
    )
    assert (again.changes, len(again.unchanged), again.same) == ((), 3, 3)
    apply_import(workspace, again)
    assert workspace.dump() == before


def test_what_shares_a_measure_is_taken_or_left_together(by_question, year):
    assert [len(change.origins) for change in by_question.changes] == [2, 1]
    assert [change.records for change in by_question.changes] == [2, 1]
    assert (by_question.added, len(year().findings)) == (3, 3)


def test_one_step_of_undo_takes_findings_and_measures_back(workspace, by_question, year):
    workspace.undo()
    assert (year().findings, year().measures, year().measure_findings) == ((), (), ())


def test_ranges_and_lists_of_codes_stand_for_all_their_items(take_in, year):
    take_in(
        "analysis",
        FIVE,
        ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", "", ""),
        ("O1 – O5, O7-O9, O12-O17, (100 คะแนน)", "ก", "- ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
        ("O6, O10 (0 คะแนน)", "ข", "- น", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
    )
    first, second = told(year())
    assert first[0] == [f"O{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 14, 15, 16, 17)]
    assert second[0] == ["O6", "O10"]


def test_a_row_cut_by_the_end_of_a_page_goes_on_with_its_measures_and_title(take_in, year):
    take_in(
        "analysis",
        FIVE,
        FIRST,
        ("I1 เต็มใจให้บริการ", "ก", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
        FIVE,
        ("", "", "2. น", "", ""),
        ("ไม่เลือกปฏิบัติ (99.30 คะแนน)", "ข", "", "", ""),
    )
    assert told(year()) == [(["I1"], "ก\nข", [["I1"]])]
    assert year().measures[0].method == "1. ม\n2. น"


def test_only_the_same_question_again_goes_on_with_the_row_above(take_in, year):
    take_in(
        "analysis",
        FIVE,
        FIRST,
        ("I1 เต็มใจให้บริการ", "ก", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
        ("I1 (ต่อ)", "ข", "2. น", "", ""),
        ("I2 (ต่อ)", "ค", "1. ร", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
    )
    assert told(year()) == [(["I1"], "ก\nข", [["I1"]]), (["I2"], "ค", [["I2"]])]
    assert [measure.method for measure in year().measures] == ["1. ม\n2. น", "1. ร"]


def test_a_follow_up_that_tells_only_when_says_when_a_measure_without_a_time_is_due(
    take_in, plan, year
):
    rows = (
        ("I1 ก", "ก", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค.68)"),
        ("I2 ข", "ข", "1. น", "ทุกฝ่าย", "ผอ. ติดตามทุกเดือน"),
        ("I3 ค", "ค", "1. ร", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
    )
    take_in("measures", ("ข้อ", "วิธีการปฏิบัติ", "ระยะเวลา"), ("I3", "1. ร", "ทุก 6 เดือน"))
    made = take_in("analysis", FIVE, *rows)
    third, first, second = year().measures
    assert [time_said(measure) for measure in (first, second, third)] == [
        rows[0][-1],
        "",
        "ทุก 6 เดือน",
    ]
    assert (first.schedule, first.monitoring) == ("", rows[0][-1]), "it is printed once"
    assert occurrences(first, 2568)[-1].last == date(2025, 3, 31)
    assert ["1 มาตรการไม่มีระยะเวลา" in warning.why for warning in made.warnings] == [True]
    assert plan("analysis", FIVE, *rows).changes == ()


@pytest.mark.parametrize("words", ["คิวยาว\nรอนาน", "รอนานกว่าเดิม"])
def test_a_point_that_a_measure_tells_itself_stays_with_it(workspace, take_in, year, words):
    own = {"items": ("I1",), "method": "1. ม", "finding": "รอนาน"}
    measures.add(workspace, 2568, [own])
    take_in("analysis", FIVE, ("I1 ก", words, "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"))
    (measure,) = year().measures
    assert (year().findings, measure.finding) == ((), words)


def test_a_point_beside_a_strength_is_a_finding_whatever_its_measure_tells(
    workspace, take_in, year
):
    own = {"items": ("I1",), "method": "1. ม", "finding": "รอนาน"}
    measures.add(workspace, 2568, [own])
    take_in("analysis", (*FIVE, "จุดเด่น"), ("I1 ก", "รอนานกว่าเดิม", "1. ม", "ทุกฝ่าย", "", "บริการดี"))
    (finding,) = year().findings
    (measure,) = year().measures
    assert (finding.strength, finding.issue) == ("บริการดี", "รอนานกว่าเดิม")
    assert measure.finding == "รอนาน"


def test_a_follow_up_leaves_a_frequency_that_was_chosen(workspace, take_in, year):
    chosen = measures.add(
        workspace, 2568, [{"items": ("I1",), "method": "1. ม", "frequency": Frequency.HALF_YEARLY}]
    )
    take_in("analysis", FIVE, ("I1 ก", "ก", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"))
    (measure,) = year().measures
    assert (measure.id, measure.monitoring) == (chosen[0], "เดือนละ 1 ครั้ง")
    assert (measure.frequency, measure.schedule) == (Frequency.HALF_YEARLY, "")


def test_cells_merged_in_excel_make_shared_findings_and_measures(workspace, tmp_path, year):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (
        FIVE,
        ["ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน"],
        ["E5 ก (90.29 คะแนน)", "- ร่วม", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"],
        ["E6 ข (89.24 คะแนน)"],
    ):
        sheet.append(list(row))
    sheet.merge_cells("A2:E2")
    for column in "BCDE":
        sheet.merge_cells(f"{column}3:{column}4")
    book.save(tmp_path / "ก.xlsx")
    for _ in range(2):
        apply_import(workspace, plan_file(workspace, 2568, "analysis", tmp_path / "ก.xlsx"))
    assert told(year()) == [(["E5", "E6"], "- ร่วม", [["E5", "E6"]])]


def test_steps_in_cells_of_their_own_are_measures_of_their_own(workspace, tmp_path, year):
    from openpyxl import Workbook

    def imported(*merged):
        book = Workbook()
        sheet = book.active
        for row in (
            FIVE,
            ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"],
            ["I1 ก", "- ก", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"],
            ["I2 ข", "- ข", "2. น"],
            ["ตัวชี้วัดที่ 2 การใช้งบประมาณ"],
            ["I4 ค", "- ค", "1. ร\n2. ล", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"],
            ["I5 ง", "- ง"],
        ):
            sheet.append(list(row))
        for place in merged:
            sheet.merge_cells(place)
        book.save(tmp_path / "ก.xlsx")
        apply_import(workspace, plan_file(workspace, 2568, "analysis", tmp_path / "ก.xlsx"))
        found = [
            ([link.item_code for link in year().items_of_measure(measure.id)], measure.method)
            for measure in year().measures
        ]
        owned = [year().owners_of_measure(measure.id) != () for measure in year().measures]
        assert all(owned)
        return found

    below = ("D6:D7", "E6:E7")
    assert imported("D3:D4", "E3:E4", "C6:C7", *below) == [
        (["I1"], "1. ม"),
        (["I2"], "2. น"),
        (["I4", "I5"], "1. ร\n2. ล"),
    ]
    first, second, third = map(keys_of, year().measures)
    assert (list(first), first, third) == (["owners", "monitoring"], second, {})
    workspace.undo()
    # So they are where no cell of steps is merged anywhere, however their numbers run on.
    assert imported("D3:D4", "E3:E4", *below) == [
        (["I1"], "1. ม"),
        (["I2"], "2. น"),
        (["I4", "I5"], "1. ร\n2. ล"),
    ]


def test_a_question_with_empty_cells_shares_the_measure_above_within_its_indicator(take_in, year):
    plan = take_in(
        "analysis",
        FIVE,
        FIRST,
        ("I1 เต็มใจ", "ก", "1. ม", "", ""),
        ("I2 สะดวก", "ข", "", "", ""),
        ("I3 สินบน", "ค", "1. น", "ทุกฝ่าย", ""),
        ("I4 งบ", "ง", "", "", ""),
        ("I5 คุ้มค่า", "จ", "", "", ""),
        ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", "", "", "", ""),
        ("I6 เบิก", "ฉ", "", "", ""),
    )
    # The steps of I1 have no owner or time that an empty cell could stand for.
    shared = ["I3", "I4", "I5"]
    assert told(year()) == [
        (["I1"], "ก", [["I1"]]),
        (["I2"], "ข", []),
        (["I3"], "ค", [shared]),
        (["I4"], "ง", [shared]),
        (["I5"], "จ", [shared]),
        (["I6"], "ฉ", []),
    ]
    assert [(one.row, "จึงรวมเป็นมาตรการเดียวกับ I" in one.why) for one in plan.warnings] == [
        (6, True),
        (7, True),
    ]


def test_empty_cells_are_no_measure_in_a_table_that_names_what_is_shared(take_in, year):
    take_in(
        "analysis",
        (*FIVE, "ใช้ร่วมกับข้อ"),
        FIRST,
        ("I1 เต็มใจ", "ก", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง", ""),
        ("I2 สะดวก", "ข", "", "", "", "I1"),
        ("I3 สินบน", "ค", "", "", "", ""),
    )
    assert told(year()) == [
        (["I1"], "ก", [["I1", "I2"]]),
        (["I2"], "ข", [["I1", "I2"]]),
        (["I3"], "ค", []),
    ]


def test_a_question_without_improvement_has_no_measure_in_the_table_of_seven_columns(take_in, year):
    take_in(
        "analysis",
        SEVEN,
        ("-I1 เต็มใจ", "", "- ก", "- ทำคู่มือใหม่", "- ทุกฝ่าย", "ต.ค. 67", ""),
        ("-I2 สะดวก", "", "- ข", "", "", "", ""),
    )
    assert told(year()) == [(["I1"], "- ก", [["I1"]]), (["I2"], "- ข", [])]


def test_an_owner_beside_merged_steps_is_kept(workspace, tmp_path, year):
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        FIVE,
        ["I1 ก", "- ก", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"],
        ["I2 ข", "- ข", None, "ผู้อำนวยการเขต", None],
    ):
        book.active.append(list(row))
    for place in ("C2:C3", "E2:E3"):
        book.active.merge_cells(place)
    book.save(tmp_path / "ก.xlsx")
    apply_import(workspace, plan_file(workspace, 2568, "analysis", tmp_path / "ก.xlsx"))
    owners = [
        [year().owner_label(owner) for owner in year().owners_of_measure(measure.id)]
        for measure in year().measures
    ]
    assert owners == [["ทุกฝ่าย"], ["ผู้อำนวยการเขต"]]
    assert [measure.method for measure in year().measures] == ["1. ม", "1. ม"]
    first, second = map(keys_of, year().measures)
    assert (list(first), first) == (["method", "monitoring"], second)


def test_the_table_by_indicator_goes_on_over_the_page(take_in, year):
    take_in(
        "analysis",
        BY_INDICATOR,
        ("ตัวชี้วัดที่ 1\nการปฏิบัติหน้าที่ (99.19 คะแนน)", "ก", "1. ม", "1. ผอ. กำชับ", "ทุกฝ่าย"),
        ("", "", "", "2. ผอ. มอบหมาย", ""),
        ("ตัวชี้วัดที่ 2\nการใช้งบประมาณ (98.25 คะแนน)", "ข", "- น", "- ผอ.", "ฝ่ายการคลัง"),
    )
    assert [(finding.indicator, finding.issue) for finding in year().findings] == [
        ("1", "ก"),
        ("2", "ข"),
    ]
    first, second = year().measures
    assert first.kind is second.kind is MeasureKind.INDICATOR
    assert first.monitoring == "1. ผอ. กำชับ\n2. ผอ. มอบหมาย"


def test_the_table_of_seven_columns_keeps_each_part_in_its_place(take_in, year):
    take_in(
        "analysis",
        SEVEN,
        (
            "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ คะแนนเฉลี่ย 91.25\n-I1 เต็มใจ (คะแนนเฉลี่ย 84.67)",
            "- ทำตามคู่มือ",
            "จุดเด่น: บริการดี\nจุดด้อย: ช้า\nประเด็นที่จะต้องแก้ไข\n- ลดเวลา",
            "- ทำคู่มือใหม่",
            "- ฝ่ายปกครอง /ทุกฝ่าย",
            "ต.ค. 64 – มิ.ย. 65",
            "ไม่มีเรื่องร้องเรียน",
        ),
        ("-I2 สะดวก (คะแนนเฉลี่ย 90.00)", "- ก", "- ข", "- ค", "- ทุกฝ่าย", "", ""),
        ("-I3 ไม่เรียกรับ (คะแนนเฉลี่ย 90.00)", "- ก", "- จุดเด่น คือ บริการดี", "- ค", "", "", ""),
    )
    first, second, third = year().findings
    assert third.strength == "- จุดเด่น คือ บริการดี"
    assert (first.practice, first.strength, first.weakness) == ("- ทำตามคู่มือ", "บริการดี", "ช้า")
    assert (first.issue, first.improvement, second.issue) == ("- ลดเวลา", "", "- ข")
    measure, other, _third = year().measures
    assert (measure.method, measure.monitoring) == ("- ทำคู่มือใหม่", "ไม่มีเรื่องร้องเรียน")
    assert measure.schedule == "ต.ค. 64 – มิ.ย. 65"
    assert [year().owner_label(owner) for owner in year().owners_of_measure(measure.id)] == [
        "ฝ่ายปกครอง",
        "ทุกฝ่าย",
    ]
    assert [link.item_code for link in year().items_of_measure(other.id)] == ["I2"]


def test_a_row_without_an_item_of_the_year_is_left_out_with_a_sentence(take_in, year):
    plan = take_in(
        "analysis",
        FIVE,
        ("I99 ก", "ข", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
        ("", "ต่อ", "2. น", "", ""),
        ("เรื่องอื่น", "ค", "1. ม", "ทุกฝ่าย", ""),
        ("I1 ก", "ง", "1. ม", "ฝ่ายปกครองไม่มีจริง", ""),
        ("I2 ก", "จ", "1. ม", "ทุกฝ่าย", ""),
    )
    assert [one.row for one in plan.skipped] == [2, 3, 4]
    assert "ไม่มีข้อ I99" in plan.skipped[0].why
    assert [(flaw.row, "ฝ่ายปกครองไม่มีจริง" in flaw.why) for flaw in plan.flaws] == [(5, True)]
    assert told(year()) == [(["I1"], "ง", [["I1"]]), (["I2"], "จ", [["I2"]])]
    assert plan.rows == 5


def test_the_same_row_twice_counts_once_and_is_told(take_in, year):
    row = ("I1 ก", "ข", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง")
    plan = take_in("analysis", FIVE, row, row)
    assert told(year()) == [(["I1"], "ข", [["I1"]])]
    assert (plan.added, len(plan.unchanged), plan.warnings[0].row) == (1, 1, 3)


def test_changed_words_change_the_finding_and_an_empty_cell_clears_nothing(
    workspace, by_question, take_in, year
):
    (_, second, _) = year().findings
    findings.edit(workspace, 2568, [CellEdit(second.id, "practice", "ของเรา")])
    changed = take_in("analysis", ("ข้อ", "ประเด็นที่ต้องปรับปรุง"), ("I2", "ข ใหม่"), ("I3", ""))
    assert (changed.changed, len(changed.unchanged)) == (1, 1)
    assert [finding.issue for finding in year().findings] == ["- ก", "ข ใหม่", "ค"]
    assert [finding.practice for finding in year().findings] == ["", "ของเรา", ""]
    assert len(year().measures) == 2


def test_a_measure_of_an_indicator_in_the_list_of_measures_is_that_of_the_analysis(take_in, year):
    name = "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"
    take_in("measures", ("ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ"), (name, "1. ม", "ทุกฝ่าย"))
    (known,) = year().measures
    take_in("analysis", BY_INDICATOR, (name, "ก", "1. ม ใหม่", "", ""))
    (finding,) = year().findings
    assert [measure.id for measure in year().measures_of_finding(finding.id)] == [known.id]
    assert len(year().measures) == 1


def test_changed_words_of_an_indicator_change_its_finding_alone(take_in, year):
    def rows(second):
        return (
            ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "ก", "", "", ""),
            ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", second, "", "", ""),
        )

    take_in("analysis", BY_INDICATOR, *rows("ข"))
    assert take_in("analysis", BY_INDICATOR, rows("ข ใหม่")[1]).changed == 1
    assert [finding.issue for finding in year().findings] == ["ก", "ข ใหม่"]


@pytest.mark.parametrize(
    ("known", "rows", "expected"),
    [
        ((("ก",), ("ข",)), (("ข",), ("ก ใหม่",)), (("ก ใหม่",), ("ข",))),
        # One cell with the texts of both: what is new goes to the finding that says nothing else.
        ((("ก",), ("ข",)), (("ก ใหม่\nข",),), (("ก ใหม่",), ("ข",))),
        ((("ก",), ("ข",)), (("ก\nข ใหม่",),), (("ก",), ("ข ใหม่",))),
        ((("ก",), ("ข",)), (("ก\nข\nค",),), (("ก",), ("ข\nค",))),
        ((("ก",), ("ข",)), (("ค\nก\nข",),), (("ค\nก",), ("ข",))),
        ((("ก",), ("ข",)), (("ค\nง",),), (("ค\nง",), ("ข",))),
        (
            (("", "ดี", "ช้า"), ("ข", "", "")),
            (("ดี\nช้า\nข\nค", "", ""),),
            (("", "ดี", "ช้า"), ("ข\nค", "", "")),
        ),
        (
            (("ก", "ดี", ""), ("ข", "เร็ว", "")),
            (("", "เร็ว\nดีมาก", ""),),
            (("ก", "ดีมาก", ""), ("ข", "เร็ว", "")),
        ),
    ],
)
def test_texts_of_one_question_go_to_that_of_its_findings_which_they_are_like(
    workspace, take_in, year, known, rows, expected
):
    names = ("issue", "strength", "weakness")
    made = [{"items": ("I1",)} | dict(zip(names, texts, strict=False)) for texts in known]
    ids = findings.add(workspace, 2568, made)
    heads = ("ประเด็นที่ต้องปรับปรุง", "จุดเด่น", "จุดด้อย")[: len(rows[0])]
    take_in("analysis", ("ข้อ", *heads), *(("I1", *row) for row in rows))
    assert [finding.id for finding in year().findings] == ids
    found = [tuple(getattr(each, name) for name in names) for each in year().findings]
    assert [texts[: len(heads)] for texts in found] == list(expected)


def test_with_replace_only_findings_and_measures_that_answer_them_go(
    workspace, by_question, take_in, year
):
    take_in("measures", ("ข้อ", "วิธีการปฏิบัติ"), ("I5", "ของตารางมาตรการ"))
    findings.add(workspace, 2568, [{"indicator": "2", "issue": "ง"}])
    plan = take_in(
        "analysis",
        FIVE,
        ("I3 เรียกรับสินบน", "ค", "1. ร", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
        replace=True,
    )
    assert told(year()) == [(["I3"], "ค", [["I3"]])]
    assert [measure.method for measure in year().measures] == ["1. ร", "ของตารางมาตรการ"]
    gone = [change.cells for change in plan.changes if change.action is Action.REMOVE]
    assert [cells[0].new for cells in gone] == ["I1", "I2", "ตัวชี้วัด 2", "I1 I2"]
    assert plan.removed == 4


def test_a_table_of_findings_alone_makes_no_measures(take_in, year):
    take_in("analysis", ("ข้อ", "จุดเด่น", "จุดด้อย"), ("I1", "ดี", ""), ("I2", "", "ช้า"))
    assert [(finding.strength, finding.weakness) for finding in year().findings] == [
        ("ดี", ""),
        ("", "ช้า"),
    ]
    assert year().measures == ()


BY_SERVICE = "E3 งานขออนุมัติ/อนุญาต\nE3 งานทะเบียน\nE3 งานอื่นๆ"


@pytest.mark.parametrize(
    ("cell", "wording"),
    [
        (f"{BY_SERVICE} (99.45 คะแนน)", "งานขออนุมัติ/อนุญาต\nงานทะเบียน\nงานอื่นๆ"),
        (f"{BY_SERVICE}\n(99.45 คะแนน)", "งานขออนุมัติ/อนุญาต\nงานทะเบียน\nงานอื่นๆ"),
        ("E๓ งานขออนุมัติ/\nอนุญาต\nE3 งานทะเบียน", "งานขออนุมัติ/ อนุญาต\nงานทะเบียน"),
        ("E3 คำถามเฉพาะ\nแต่ละงาน\n(99.45 คะแนน)", "คำถามเฉพาะ แต่ละงาน"),
        ("E3\nคำถามเฉพาะ\n3 งาน", "คำถามเฉพาะ 3 งาน"),
    ],
)
def test_a_wording_has_lines_only_where_each_begins_with_the_items_code(
    take_in, plan, year, cell, wording
):
    rows = (FIVE, (cell, "ก", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"))
    take_in("analysis", *rows)
    assert [item.title for item in year().finding_items] == [wording]
    assert [item.title for item in year().measure_items] == [wording]
    assert plan("analysis", *rows).changes == ()


NUMBERED = "เรียกรับสินบน ในกระบวนการ ดังนี้\n1. งานขออนุมัติ/ อนุญาต\n2. งานทะเบียน\n3. *งานอื่น ๆ"


@pytest.mark.parametrize(
    ("cell", "wording"),
    [
        (f"E3 {NUMBERED}", NUMBERED),
        (f"-E3 {NUMBERED} (99.45 คะแนน)", NUMBERED),
        (f"E3 {NUMBERED}\n(99.45 คะแนน)".replace("1.", "๑."), NUMBERED),
        (
            "E3 งานทะเบียน\n- มีการเรียกรับสินบน\nในการให้บริการ",
            "งานทะเบียน\n- มีการเรียกรับสินบน ในการให้บริการ",
        ),
        ("E3 งานทะเบียน\nE3 *งานอื่น ๆ", "งานทะเบียน\n*งานอื่น ๆ"),
        ("E3 งานทะเบียน\n*งานอื่น ๆ", "งานทะเบียน *งานอื่น ๆ"),
        ("- E3 งานทะเบียน\n- E3 *งานอื่นๆ", "งานทะเบียน\n*งานอื่นๆ"),
    ],
)
def test_a_wording_keeps_its_list_and_every_mark_within_it(take_in, plan, year, cell, wording):
    rows = (FIVE[:3], ("ตัวชี้วัดที่ 6 คุณภาพ", "", ""), (cell, "ก", "1. ม"))
    take_in("analysis", *rows)
    assert [item.title for item in year().finding_items] == [wording]
    assert [item.title for item in year().measure_items] == [wording]
    assert plan("analysis", *rows).changes == ()


def test_the_paragraphs_of_a_question_that_excel_made_rows_of_are_the_lines_of_its_wording(
    workspace, tmp_path, year
):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (
        FIVE,
        ["ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน"],
        ["E3 งานขออนุมัติ/อนุญาต", "- ข", "1. ม\n2. น", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"],
        ["E3 งานทะเบียน"],
        ["E3 งานอื่นๆ (99.45 คะแนน)"],
        ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร"],
        ["E4 ค (89.24 คะแนน)", "- ค", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"],
    ):
        sheet.append(list(row))
    for column in "BCDE":
        sheet.merge_cells(f"{column}3:{column}5")
    book.save(tmp_path / "ก.xlsx")
    for _ in range(2):
        apply_import(workspace, plan_file(workspace, 2568, "analysis", tmp_path / "ก.xlsx"))
    assert told(year()) == [(["E3"], "- ข", [["E3"]]), (["E4"], "- ค", [["E4"]])]
    services = "งานขออนุมัติ/อนุญาต\nงานทะเบียน\nงานอื่นๆ"
    for links in (year().finding_items, year().measure_items):
        assert {link.item_code: link.title for link in links} == {"E3": services, "E4": "ค"}


def test_a_row_with_an_owner_and_no_steps_is_told(take_in, plan, year):
    head = ("ข้อ", "ประเด็นที่ต้องปรับปรุง", "มาตรการ/กิจกรรม", "ผู้รับผิดชอบ")
    rows = head, ("I1", "ควรปรับ", "", "ฝ่ายปกครอง"), ("I2", "ควรเพิ่ม", "1. ก", "ฝ่ายโยธา")
    taken = take_in("analysis", *rows)
    assert [(told.row, "ไม่มีวิธีการปฏิบัติ" in told.why) for told in taken.warnings] == [(2, True)]
    assert sorted(measure.method for measure in year().measures) == ["", "1. ก"]
    assert plan("analysis", *rows).warnings == (), "once, where it is new"


@pytest.mark.parametrize("head", ["จุดอ่อน/ข้อบกพร่อง", "จุดด้อย/ข้อจำกัด", "จุดอ่อน"])
def test_a_weakness_is_one_by_whatever_word_stands_beside(take_in, year, head):
    take_in("analysis", ("ตัวชี้วัด", "จุดแข็ง", head), ("ตัวชี้วัดที่ 1", "เต็มใจบริการ", "ล่าช้า"))
    (finding,) = year().findings
    assert (finding.strength, finding.weakness) == ("เต็มใจบริการ", "ล่าช้า")


def test_strengths_and_weaknesses_in_one_cell_are_told_apart_by_either_word(take_in, year):
    cell = "จุดแข็ง: เต็มใจบริการ\nจุดอ่อน: ล่าช้า"
    take_in("analysis", ("ตัวชี้วัด", "จุดแข็ง/จุดอ่อน"), ("ตัวชี้วัดที่ 1", cell))
    (finding,) = year().findings
    assert (finding.strength, finding.weakness, finding.issue) == ("เต็มใจบริการ", "ล่าช้า", "")
