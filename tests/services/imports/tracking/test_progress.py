"""The report of what was done: entries of a round on the measures that it speaks of."""

from datetime import date

import pytest

from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.tracking.entries import EntryState, Round
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS
from ita_desktop.services.imports.importing import apply_import
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file

HEAD = (
    "ประเด็นการประเมิน",
    "ประเด็นที่เป็นที่ต้องปรับปรุง/ยกระดับการพัฒนา",
    "มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน",
    "ผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "ภาพกิจกรรมที่แสดงถึงการปฏิบัติจริงอย่างเป็นรูปธรรม",
)
TITLE = (
    "ของสำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ รอบ ๖ เดือนแรก (ตุลาคม ๒๕๖๗ - มีนาคม ๒๕๖๘)",
    *[""] * 4,
)
INSTRUMENT = ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "", "", "", "")


def group(text):
    return (text, "", "", "", "")


def told(year):
    """Items, steps and what the first round sums up, of each measure."""
    return [
        (
            [link.item_code for link in year.items_of_measure(measure.id)],
            measure.method,
            [entry.text for entry in year.entries_of(measure.id)],
        )
        for measure in year.measures
    ]


def test_the_report_of_a_district_is_taken_in_whole_and_a_second_time_changes_nothing(
    workspace, year
):
    path = FIXTURES / "progress_2568.csv"
    plan = plan_file(workspace, 2568, "progress", path)
    assert (plan.added, plan.skipped) == (12, ())
    apply_import(workspace, plan)
    measures = told(year())
    assert len(measures) == 12
    assert [items for items, *_ in measures][:2] == [["I1", "I2", "I3"], ["I4", "I5", "I6"]]
    assert measures[-1][0] == ["O18", "O19", "O20", "O21", "O22"]
    assert all(len(entries) == 1 for *_, entries in measures)
    # The rows of I2 and I3 repeat a result, which their merged cell holds once.
    assert measures[0][2][0].count("5. ผู้บริหารกำชับติดตาม") == 1
    assert len(year().findings) == 20
    assert [(one.title, one.last) for one in year().rounds] == [
        ("รอบ 6 เดือน", date(2025, 3, 31)),
        ("รอบ 12 เดือน", date(2025, 9, 30)),
    ]
    before = workspace.dump()
    again = plan_file(workspace, 2568, "progress", path)
    assert (again.changes, len(again.unchanged)) == ((), 20)
    apply_import(workspace, again)
    assert workspace.dump() == before


def test_the_official_table_names_its_round_in_the_title_and_codes_in_thai_digits(take_in, year):
    take_in(
        "progress",
        TITLE,
        HEAD,
        INSTRUMENT,
        group("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่"),
        ("I๑ เต็มใจ (๙๗.๒๓ คะแนน)", "- ก", "๑. ม\n๒. น", "๑. ทำ\n๒. ทำแล้ว", ""),
        ("๑๒ สะดวก (๙๗.๖๑ คะแนน)", "- ข", "๓. ย", "๓. ทำอีก", ""),
        HEAD,
        group("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ (ต่อ)"),
        ("", "", "", "๔. ภาพ", ""),
        group("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"),
        ("0๑ - 0๑๗ (๑๐๐ คะแนน)", "ค", "๑. ร", "ประชุม", ""),
    )
    first, second = told(year())
    assert first == (["I1", "I2"], "1. ม\n2. น\n3. ย", ["1. ทำ\n2. ทำแล้ว\n3. ทำอีก\n4. ภาพ"])
    assert second[0] == [f"O{number}" for number in range(1, 18)]
    (entry, _) = year().entries
    assert entry.round_id == year().rounds[0].id
    assert [finding.issue for finding in year().findings] == ["- ก", "- ข", "ค"]


def test_a_scanned_code_means_the_item_of_its_indicator(take_in, year):
    take_in(
        "progress",
        TITLE,
        HEAD,
        group("ตัวชี้วัดที่ 5 การแก้ไขปัญหาการทุจริต"),
        ("๑๑ ให้ความสำคัญ", "", "1. ม", "1. ทำ", ""),
    )
    assert told(year())[0][0] == ["I11"]


@pytest.fixture
def decided(take_in, year):
    """Two measures of one item, and one that two items share."""
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ใช้ร่วมกับข้อ"),
        ("I1", "1. ก\n2. ข", "ทุกฝ่าย", ""),
        ("I2", "3. ค", "", "I1"),
        ("I4", "- ง", "ทุกฝ่าย", ""),
        ("I4", "- จ", "ทุกฝ่าย", ""),
    )
    return year().measures


PLAIN = ("ข้อ", "มาตรการ/กิจกรรม", "ผลการดำเนินการ", "รอบ")


def test_rows_are_recorded_on_the_measures_that_have_their_steps(decided, take_in, year):
    take_in(
        "progress",
        PLAIN,
        ("I1", "1. ก\n2. ข", "ทำ ก", "รอบ 12 เดือน"),
        ("I2", "3. ค", "ทำ ค", "รอบ 12 เดือน"),
        ("I4", "จ", "ทำ จ", "รอบ 12 เดือน"),
    )
    shared, first, second = decided
    assert len(year().measures) == 3
    assert [entry.text for entry in year().entries_of(shared.id)] == ["ทำ ก\nทำ ค"]
    assert year().entries_of(first.id) == ()
    assert [entry.text for entry in year().entries_of(second.id)] == ["ทำ จ"]


def test_a_row_of_other_steps_becomes_a_measure_of_its_own(decided, take_in, year):
    plan = take_in(
        "progress",
        PLAIN,
        ("I1", "1. ก\n2. ข", "ทำ ก แล้ว", "รอบ 6 เดือน"),
        ("I4", "สิ่งใหม่", "ทำแล้ว", "รอบ 6 เดือน"),
    )
    (warning,) = plan.warnings
    assert "ไม่มีในมาตรการของปีนี้ 1 รายการ เช่นของ I4" in warning.why
    *_, new = year().measures
    assert (new.method, new.kind) == ("สิ่งใหม่", MeasureKind.ITEM)
    assert [entry.text for entry in year().entries_of(new.id)] == ["ทำแล้ว"]


def test_without_a_column_of_measures_the_item_tells_the_measure(decided, take_in, year):
    plan = take_in(
        "progress",
        ("ข้อ", "ผลการดำเนินการ", "รอบ"),
        ("I2", "ทำ", "รอบ 6 เดือน"),
        ("I9", "ทำ", "รอบ 6 เดือน"),
    )
    assert [entry.text for entry in year().entries_of(decided[0].id)] == ["ทำ"]
    assert [one.row for one in plan.skipped] == [3]
    assert "ยังไม่มีมาตรการของ I9" in plan.skipped[0].why


def test_another_report_of_the_same_round_changes_what_sums_it_up(decided, take_in, year):
    take_in("progress", PLAIN, ("I1", "1. ก", "ทำ", "รอบ 6 เดือน"))
    plan = take_in("progress", PLAIN, ("I1", "1. ก", "ทำอีก", "รอบ 6 เดือนแรก"))
    assert (plan.added, plan.changed) == (0, 1)
    assert [entry.text for entry in year().entries] == ["ทำอีก"]
    take_in("progress", PLAIN, ("I1", "1. ก", "ทั้งปี", "รอบ 12 เดือน"))
    assert [entry.text for entry in year().entries] == ["ทำอีก", "ทั้งปี"]


def test_with_replace_the_summaries_go_that_the_report_of_the_round_lacks(decided, take_in, year):
    take_in(
        "progress",
        PLAIN,
        ("I1", "1. ก", "ทำ", "รอบ 6 เดือน"),
        ("I4", "- ง", "ทำ", "รอบ 6 เดือน"),
        ("I4", "- ง", "ทั้งปี", "รอบ 12 เดือน"),
    )
    plan = take_in("progress", PLAIN, ("I1", "1. ก", "ทำ", "รอบ 6 เดือน"), replace=True)
    assert plan.removed == 1
    assert [entry.text for entry in year().entries] == ["ทำ", "ทั้งปี"]
    assert len(year().measures) == 3


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("รอบ 9 เดือน (ต.ค. 67 - มิ.ย. 68)", date(2024, 10, 1), date(2025, 6, 30)),
        ("รอบ 6 เดือนหลัง", date(2025, 4, 1), date(2025, 9, 30)),
        ("ไตรมาสที่ 2", date(2025, 1, 1), date(2025, 3, 31)),
        ("รอบ 3 เดือน", date(2024, 10, 1), date(2024, 12, 31)),
        ("ไตรมาสที่ 2 ถึงไตรมาสที่ 4", date(2025, 1, 1), date(2025, 9, 30)),
        ("รอบ 1 เดือนหลัง", date(2025, 9, 1), date(2025, 9, 30)),
    ],
)
def test_a_round_of_the_offices_own_is_made_beside_the_usual_ones(
    decided, take_in, year, words, first, last
):
    take_in("progress", PLAIN, ("I1", "1. ก", "ทำ", words))
    *usual, own = year().rounds
    assert [one.title for one in usual] == ["รอบ 6 เดือน", "รอบ 12 เดือน"]
    assert (own.first, own.last) == (first, last)
    assert year().entries[0].round_id == own.id


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        (
            "ประจำปีงบประมาณ พ.ศ. 2568 (ตุลาคม 2567 - มีนาคม 2568)",
            date(2024, 10, 1),
            date(2025, 3, 31),
        ),
        ("ระหว่างเดือนตุลาคม 2567 - มิถุนายน 2568", date(2024, 10, 1), date(2025, 6, 30)),
        ("รอบการประเมินที่ 1 (1 ต.ค. 67 - 31 มี.ค. 68)", date(2024, 10, 1), date(2025, 3, 31)),
        ("รายงานผลรอบหกเดือนแรก", date(2024, 10, 1), date(2025, 3, 31)),
        ("รายงานผลรอบครึ่งปีแรก", date(2024, 10, 1), date(2025, 3, 31)),
        ("ไตรมาสที่ 1 และ 2", date(2024, 10, 1), date(2025, 3, 31)),
        ("ประจำปีงบประมาณ พ.ศ. 2568 ไตรมาสที่ 3", date(2025, 4, 1), date(2025, 6, 30)),
        ("ไตรมาสที่ 3 (ข้อมูล ณ วันที่ 30 มิ.ย. 68)", date(2025, 4, 1), date(2025, 6, 30)),
    ],
)
def test_a_title_names_its_round_in_many_words(decided, take_in, year, title, first, last):
    take_in("progress", (title, "", ""), PLAIN[:3], ("I1", "1. ก", "ทำ"))
    (entry,) = year().entries
    (found,) = (one for one in year().rounds if one.id == entry.round_id)
    assert (found.first, found.last) == (first, last)


def test_a_round_that_the_year_lacks_is_added_once_behind_the_others(decided, take_in, year):
    nine = "รอบ 9 เดือน (ต.ค. 67 - มิ.ย. 68)"
    rows = (
        ("I1", "1. ก\n2. ข", "ทำ", nine),
        ("I4", "- ง", "ทำ", nine),
        ("I4", "- จ", "ทำ", "รอบ 9 เดือน"),
    )
    take_in("progress", PLAIN, *rows)
    assert [one.title for one in year().rounds] == ["รอบ 6 เดือน", "รอบ 12 เดือน", "รอบ 9 เดือน"]
    assert {entry.round_id for entry in year().entries} == {year().rounds[-1].id}
    assert len(year().entries) == 3


@pytest.mark.parametrize("words", ["ไตรมาสที่ 1 และ 3", "ไตรมาสที่ 3-1", "รอบ 0 เดือน", "รอบ 13 เดือน"])
def test_a_round_that_cannot_be_is_told(decided, take_in, year, words):
    plan = take_in("progress", PLAIN, ("I1", "1. ก", "ทำ", words))
    assert ["ไม่รู้จักรอบ" in skipped.why for skipped in plan.skipped] == [True]
    assert (year().entries, year().rounds) == ((), ())


def test_a_report_of_another_year_is_not_taken_in(decided, take_in, year):
    title = "รอบ 6 เดือนแรก ปี 2567 (ต.ค. 66 - มี.ค. 67)"
    plan = take_in("progress", (title, "", ""), PLAIN[:3], ("I1", "1. ก", "ทำ"))
    assert "ไม่อยู่ในปีงบประมาณ 2568" in plan.skipped[0].why
    assert (year().entries, year().rounds) == ((), ())


def test_a_round_is_known_by_its_own_title(workspace, decided, take_in, year):
    with workspace.change("ทดสอบ") as change:
        change.insert(
            Round(
                id="own",
                year_id=year().fiscal_year.id,
                title="รอบตรวจราชการ",
                first=date(2024, 10, 1),
                last=date(2025, 1, 31),
            )
        )
    take_in("progress", PLAIN, ("I1", "1. ก", "ทำ", "รอบตรวจราชการ"))
    assert [entry.round_id for entry in year().entries] == ["own"]
    assert len(year().rounds) == 1


def test_rows_that_cannot_be_used_are_told_and_nothing_of_them_is_written(decided, take_in, year):
    plan = take_in(
        "progress",
        PLAIN,
        ("I1", "1. ก", "ทำ", ""),
        ("I1", "1. ก", "ทำ", "เมื่อวาน"),
        ("I77", "1. ก", "ทำ", "รอบ 6 เดือน"),
    )
    assert ["ไม่ได้บอกว่าเป็นผลของรอบใด" in plan.skipped[0].why, len(plan.skipped)] == [True, 3]
    assert "เมื่อวาน" in plan.skipped[1].why
    assert "ไม่มีข้อ I77" in plan.skipped[2].why
    assert year().entries == ()
    assert year().rounds == ()


def test_cells_merged_in_excel_are_one_measure_with_one_result(workspace, tmp_path, year):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (
        [TITLE[0]],
        HEAD,
        ["ตัวชี้วัดที่ ๖ คุณภาพการดำเนินงาน"],
        ["E๑ ก (๙๔.๐๑ คะแนน)", "- ก", "- ม", "- ทำ"],
        ["E๒ ข (๙๓.๖๗ คะแนน)", "- ข"],
    ):
        sheet.append(list(row))
    for place in ("A1:E1", "A3:E3", "C4:C5", "D4:D5", "E4:E5"):
        sheet.merge_cells(place)
    book.save(tmp_path / "ก.xlsx")
    for _ in range(2):
        apply_import(workspace, plan_file(workspace, 2568, "progress", tmp_path / "ก.xlsx"))
    assert told(year()) == [(["E1", "E2"], "- ม", ["- ทำ"])]
    assert [finding.issue for finding in year().findings] == ["- ก", "- ข"]


def test_merged_cells_without_text_are_no_finding(workspace, tmp_path, year):
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        [TITLE[0]],
        HEAD,
        ["ตัวชี้วัดที่ ๖ คุณภาพการดำเนินงาน"],
        ["E๑ ก", "", "- ม", "- ทำ"],
        ["E๒ ข", "", "- น", "- ทำ"],
        ["E๓ ค", "- ค", "- ย", "- ทำ"],
    ):
        book.active.append(list(row))
    book.active.merge_cells("B4:B5")
    book.save(tmp_path / "ก.xlsx")
    apply_import(workspace, plan_file(workspace, 2568, "progress", tmp_path / "ก.xlsx"))
    assert [finding.issue for finding in year().findings] == ["- ค"]
    assert len(year().measures) == 3


def test_numbers_that_run_on_join_nothing_where_the_file_tells_which_cells_are_merged(
    workspace, tmp_path, year
):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (
        [TITLE[0]],
        HEAD,
        ["ตัวชี้วัดที่ ๒ การใช้งบประมาณ"],
        ["I๔ ก", "- ก", "๑. ม\n๒. น", "๑. ทำ"],
        ["I๕ ข", "- ข", "๒. (ต่อ) ให้ถูกระเบียบ", "๒. ทำต่อ"],
        ["I๖ ค", "- ค", "๓. ย", "๓. ทำอีก"],
        ["ตัวชี้วัดที่ ๓ การใช้อำนาจ"],
        ["I๗ ง", "- ง", "๑. ร", "๑. ทำ"],
        ["I๘ จ", "- จ", "๒. ล"],
    ):
        sheet.append(list(row))
    for place in ("E4:E6", "D8:D9", "E8:E9"):
        sheet.merge_cells(place)
    book.save(tmp_path / "ก.xlsx")
    for _ in range(2):
        apply_import(workspace, plan_file(workspace, 2568, "progress", tmp_path / "ก.xlsx"))
    assert told(year()) == [
        (["I4", "I5"], "1. ม\n2. น\n2. (ต่อ) ให้ถูกระเบียบ", ["1. ทำ\n2. ทำต่อ"]),
        (["I6"], "3. ย", ["3. ทำอีก"]),
        (["I7"], "1. ร", ["1. ทำ"]),
        (["I8"], "2. ล", ["1. ทำ"]),
    ]


def test_a_finding_that_the_analysis_has_keeps_its_words(take_in, year):
    take_in("analysis", ("ข้อ", "ประเด็นที่ต้องปรับปรุง"), ("I1", "คำของเรา"), ("I3", "คำเดียวกัน"))
    plan = take_in(
        "progress",
        (*PLAIN, "ประเด็นที่ต้องปรับปรุง"),
        ("I1", "1. ม", "ทำ", "รอบ 6 เดือน", "คำของรายงาน"),
        ("I3", "1. น", "ทำ", "รอบ 6 เดือน", "- คำเดียวกัน"),
        ("I4", "1. ย", "ทำ", "รอบ 6 เดือน", "เรื่องใหม่"),
    )
    finding = year().findings[0]
    assert finding.issue == "คำของเรา"
    assert [measure.method for measure in year().measures_of_finding(finding.id)] == ["1. ม"]
    [described] = [warning.why for warning in plan.warnings if "ต่างจากการวิเคราะห์" in warning.why]
    assert "1 เรื่อง เช่นของ I1 จึงคงคำในการวิเคราะห์ไว้" in described


def test_a_report_that_joins_items_says_nothing_twice_that_the_analysis_says_of_each(take_in, year):
    heads = ("ข้อ", "ประเด็นที่ต้องปรับปรุง")
    take_in("analysis", heads, ("I1", "ยังไม่ยิ้มแย้ม"), ("I2", "คิวนาน"))
    report = (*PLAIN, "ประเด็นที่ต้องปรับปรุง")
    plan = take_in("progress", report, ("I1-I2", "1. ม", "ทำ", "รอบ 6 เดือน", "- ยังไม่ยิ้มแย้ม"))
    assert [finding.issue for finding in year().findings] == ["ยังไม่ยิ้มแย้ม", "คิวนาน"]
    assert not any("ต่างจากการวิเคราะห์" in warning.why for warning in plan.warnings)
    plan = take_in("progress", report, ("I1-I2", "1. ม", "ทำ", "รอบ 12 เดือน", "เรื่องอื่น"))
    assert [finding.issue for finding in year().findings] == ["ยังไม่ยิ้มแย้ม", "คิวนาน"]
    assert any("จึงคงคำในการวิเคราะห์ไว้" in warning.why for warning in plan.warnings)
    take_in("progress", report, ("I2-I3", "1. น", "ทำ", "รอบ 6 เดือน", "เรื่องใหม่"))
    assert year().findings[-1].issue == "เรื่องใหม่"


def test_a_cell_of_ten_thousand_lines_is_refused_by_its_place_and_the_rest_is_taken(
    decided, take_in, year
):
    long = "\n".join(f"{number}. ทำ" for number in range(10_000))
    plan = take_in(
        "progress", PLAIN, ("I1", "1. ก", long, "รอบ 6 เดือน"), ("I4", "- ง", "ทำ", "รอบ 6 เดือน")
    )
    assert "ยาวเกินไป" in plan.skipped[0].why
    assert [entry.text for entry in year().entries] == ["ทำ"]


def test_two_rows_of_a_round_about_the_same_both_say_their_issue(take_in, plan, year):
    head = (*PLAIN, "ประเด็นที่ต้องปรับปรุง")
    rows = [
        ("I1", "1. ม", "ทำ", "รอบ 6 เดือน", "- ก"),
        ("I1", "1. น", "ทำ", "รอบ 6 เดือน", "- ข"),
        ("I1", "1. น", "ทำ", "รอบ 6 เดือน", "ข"),
    ]
    take_in("progress", head, *rows)
    assert [finding.issue for finding in year().findings] == ["- ก\n- ข"]
    assert plan("progress", head, *rows).changes == ()


def test_a_row_about_the_whole_indicator_stands_below_it_and_nowhere_else(take_in, year):
    made = take_in(
        "progress",
        TITLE,
        HEAD,
        group("ตัวชี้วัดที่ ๒ การใช้งบประมาณ"),
        ("ทั้งตัวชี้วัด (๙๗.๒๓ คะแนน)", "- ก", "- ม", "- ทำ", ""),
        group("อื่น ๆ"),
        ("ทั้งตัวชี้วัด", "- ข", "- น", "- ทำ", ""),
    )
    assert [(measure.indicator, measure.method) for measure in year().measures] == [("2", "- ม")]
    assert ["ทั้งตัวชี้วัด" in one.why for one in made.skipped] == [True]


def test_two_rounds_of_a_report_are_of_the_same_new_measure_and_finding(take_in, plan, year):
    head = (*PLAIN, "ประเด็นที่ต้องปรับปรุง")
    rows = [
        ("I1", "1. ม", "ครึ่งปี", "รอบ 6 เดือน", "ก"),
        ("I1", "1. ม", "ทั้งปี", "รอบ 12 เดือน", "ก"),
    ]
    take_in("progress", head, *rows)
    assert told(year()) == [(["I1"], "1. ม", ["ครึ่งปี", "ทั้งปี"])]
    assert len(year().findings) == 1
    assert plan("progress", head, *rows).changes == ()


def test_an_issue_in_a_chapter_of_text_is_left(take_in, year, left):
    """The measures of these chapters have no item, so no finding is theirs, whatever others say."""
    heads = (*PLAIN, "ประเด็นที่ต้องปรับปรุง")
    chapter = CHAPTER_WORDS[MeasureKind.IMAGE]
    take_in("texts", ("บท", "มาตรการ/กิจกรรม"), (chapter, "1. จัดที่นั่ง"), (chapter, "2. ทำป้าย"))
    take_in("analysis", ("ข้อ", "ประเด็นที่ต้องปรับปรุง"), ("E2", "รอนาน"))
    rows = (
        heads,
        (chapter, "1. จัดที่นั่ง", "จัดแล้ว", "รอบ 6 เดือน", "ที่นั่งไม่พอ"),
        (chapter, "2. ทำป้าย", "ทำแล้ว", "รอบ 6 เดือน", "รอนาน"),
    )
    assert left("progress", *rows) == ["ที่นั่งไม่พอ", "รอนาน"]
    assert take_in("progress", *rows).warnings == ()
    assert {entry.text for entry in year().entries} == {"จัดแล้ว", "ทำแล้ว"}
    assert len(year().findings) == 1


def test_steps_of_which_a_measure_has_few_are_a_measure_of_their_own(take_in, year):
    chapter = CHAPTER_WORDS[MeasureKind.IMAGE]
    take_in("texts", ("บท", "มาตรการ/กิจกรรม"), (chapter, "1. จัดที่นั่ง"))
    steps = "1. จัดที่นั่ง\n2. ทำป้าย\n3. เพิ่มช่องบริการ"
    take_in("progress", PLAIN, (chapter, steps, "ทำแล้ว", "รอบ 6 เดือน"))
    assert [measure.method for measure in year().measures] == ["1. จัดที่นั่ง", steps]


def by_unit(year):
    """What is recorded of the first measure, by the unit that did it."""
    names = {None: "", **{unit.id: unit.name for unit in year.units}}
    entries = year.entries_of(year.measures[0].id)
    return {names[entry.unit_id]: entry.text for entry in entries}


@pytest.fixture
def shared(take_in, year):
    """A measure that two units do."""
    take_in("measures", ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"),
            ("I1", "ประชุม", "ฝ่ายโยธา; ฝ่ายรายได้"))  # fmt: skip
    return year().measures[0]


def test_results_are_those_of_the_units_that_the_cell_names(shared, take_in, year):
    result = (
        "ทุกคนรับทราบ\nฝ่ายโยธา: ประชุมแล้ว\nฝ่ายรายได้:\n1. ประชุม\n2. เป้าหมาย: ครบ\n"
        "ฝ่ายพัสดุ: ส่งแทน\nยังไม่มีผลของ ฝ่ายโยธา (พ.ย. 67, ธ.ค. 67)"
    )
    plan = take_in("progress", PLAIN, ("I1", "ประชุม", result, "รอบ 6 เดือน"))
    assert by_unit(year()) == {
        "": "ทุกคนรับทราบ\nฝ่ายพัสดุ: ส่งแทน",
        "ฝ่ายโยธา": "ประชุมแล้ว",
        "ฝ่ายรายได้": "1. ประชุม\n2. เป้าหมาย: ครบ",
    }
    told = [(one.fields.get("name"), one.fields.get("words")) for one in plan.warnings]
    assert told == [(None, "ยังไม่มีผลของ ฝ่ายโยธา (พ.ย. 67, ธ.ค. 67)"), ("ฝ่ายพัสดุ", None), (None, None)]
    assert {entry.text: entry.state for entry in year().entries} == {
        "ทุกคนรับทราบ\nฝ่ายพัสดุ: ส่งแทน": EntryState.UNKNOWN,
        "ประชุมแล้ว": EntryState.DONE,
        "1. ประชุม\n2. เป้าหมาย: ครบ": EntryState.UNKNOWN,
    }, "what no word says is done does not count"
    again = take_in("progress", PLAIN, ("I1", "ประชุม", result, "รอบ 6 เดือน"))
    assert again.changes == ()


def test_the_unit_of_a_row_may_have_a_column_of_its_own(shared, take_in, year):
    head = ("ข้อ", "มาตรการ/กิจกรรม", "ผลการดำเนินการ", "รอบ", "หน่วยงานที่รายงาน")
    rows = [
        ("I1", "ประชุม", "ทุกคนรับทราบ", "รอบ 6 เดือน", ""),
        ("I1", "ประชุม", "ประชุมแล้ว", "รอบ 6 เดือน", "ฝ่ายโยธา"),
        ("I1", "ประชุม", "1. ประชุม\n2. สรุป", "รอบ 6 เดือน", "ฝ่ายรายได้"),
        ("I1", "ประชุม", "", "รอบ 6 เดือน", "ฝ่ายพัสดุ"),
    ]
    take_in("progress", head, *rows)
    assert by_unit(year()) == {
        "": "ทุกคนรับทราบ",
        "ฝ่ายโยธา": "ประชุมแล้ว",
        "ฝ่ายรายได้": "1. ประชุม\n2. สรุป",
    }
    assert take_in("progress", head, *rows).changes == ()


RESULTS = ("ข้อ", "มาตรการ", "ผลการดำเนินงาน")
DONE_ROW = [("I1", "ประชุม", "ดำเนินการแล้ว")]
OPEN_ROW = [("I1", "ประชุม", "ยังไม่ดำเนินการ")]
REPORT = ("ข้อ", "มาตรการ", "สถานะ", "วันที่ดำเนินการ", "ผู้เข้าร่วม", "ผลการดำเนินงาน", "เหตุผลที่ไม่แล้วเสร็จ")


def test_the_report_of_one_unit_is_of_that_unit_with_day_people_and_reason(shared, take_in, year):
    title = ("รายงานผลการดำเนินการตามมาตรการ ปี 2568 รอบ 6 เดือนแรก ฝ่ายโยธา",)
    rows = title, REPORT, ("I1", "ประชุม", "แล้วเสร็จ", "12 ธ.ค. 67", "45 คน", "ประชุมแล้ว", "")
    plan = take_in("progress", *rows)
    assert by_unit(year()) == {"ฝ่ายโยธา": "ประชุมแล้ว"}
    (entry,) = year().entries
    assert (entry.state, entry.day, entry.participants) == (
        EntryState.DONE,
        date(2024, 12, 12),
        45,
    )
    assert [one.fields["units"] for one in plan.warnings] == ["ฝ่ายโยธา"]
    assert take_in("progress", *rows).changes == ()
    later = title, REPORT, ("I1", "ประชุม", "ยังไม่ดำเนินการ", "", "", "", "รองบประมาณ")
    (change,) = take_in("progress", *later).changes
    old = {cell.heading: (cell.old, cell.new) for cell in change.cells if cell.old is not None}
    assert old == {"สถานะ": ("ทำแล้ว", "ยังไม่เริ่ม"), "เหตุผลที่ไม่ทำ": ("", "รองบประมาณ")}
    (entry,) = year().entries
    assert (entry.state, entry.reason, entry.text) == (
        EntryState.NOT_STARTED,
        "รองบประมาณ",
        "ประชุมแล้ว",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [("หน่วยงาน : ฝ่ายโยธา",), RESULTS, *DONE_ROW, ("หน่วยงาน : ฝ่ายรายได้",), RESULTS, *OPEN_ROW],
        [("ข้อ", "มาตรการ", "ผลการดำเนินงาน", "หน่วยงาน"),
         (*DONE_ROW[0], "ฝ่ายโยธา"), (*OPEN_ROW[0], "ฝ่ายรายได้")],
        [("ข้อ", "มาตรการ", "ผลการดำเนินงาน", "ผู้รับผิดชอบ"),
         (*DONE_ROW[0], "ฝ่ายโยธา"), (*OPEN_ROW[0], "ฝ่ายรายได้")],
    ],
)  # fmt: skip
def test_what_is_said_of_one_unit_is_never_that_of_all(shared, take_in, year, rows) -> None:
    title = ("รายงานผลการดำเนินการตามมาตรการ รอบ 6 เดือน ของสำนักงานเขตตัวอย่าง",)
    take_in("progress", title, *rows)
    states = {year().unit_name(entry.unit_id): entry.state for entry in year().entries}
    assert states == {"ฝ่ายโยธา": EntryState.DONE, "ฝ่ายรายได้": EntryState.NOT_STARTED}


def test_what_all_of_a_group_do_is_of_all_and_keeps_its_words(shared, take_in, year) -> None:
    title = ("รายงานผลการดำเนินการตามมาตรการ รอบ 6 เดือน ฝ่ายโยธา",)
    head = (*RESULTS, "ผู้รับผิดชอบ")
    take_in("progress", title, head, (*DONE_ROW[0], "ทุกฝ่าย"))
    assert by_unit(year()) == {"": "ดำเนินการแล้ว"}


def test_the_report_of_the_office_is_of_all_whatever_day_it_cannot_tell(shared, take_in, year):
    title = ("รายงานผลการดำเนินการตามมาตรการ รอบ 6 เดือน ของสำนักงานเขตตัวอย่าง",)
    rows = (
        ("I1", "ประชุม", "แล้วเสร็จ", "12 ธ.ค. 67", "45", "ประชุมแล้ว", ""),
        ("I1", "ประชุม", "แล้วเสร็จ", "1-3 ก.พ. 68", "45", "สรุปแล้ว", ""),
        ("I1", "ประชุม", "แล้วเสร็จ", "5 ก.พ. 68", "45", "แจ้งแล้ว", ""),
    )
    plan = take_in("progress", title, REPORT, *rows)
    (entry,) = year().entries
    assert (entry.unit_id, entry.day, entry.participants) == (None, None, 45)
    assert entry.text == "ประชุมแล้ว\nสรุปแล้ว\nแจ้งแล้ว"
    assert [flaw.row for flaw in plan.flaws] == [4]
    assert not any(cell.heading == "วันที่ทำ" for change in plan.changes for cell in change.cells)


def test_a_unit_of_a_measure_that_is_done_as_a_whole_is_told(take_in, year):
    head = ("ข้อ", "มาตรการ/กิจกรรม", "ผลการดำเนินการ", "รอบ", "หน่วยงานที่รายงาน")
    plan = take_in("progress", head, ("I1", "ประชุม", "ทำแล้ว", "รอบ 6 เดือน", "ฝ่ายโยธา"))
    assert by_unit(year()) == {"": "ทำแล้ว"}
    assert [one.fields["name"] for one in plan.warnings] == ["ฝ่ายโยธา"]


def results(year, *measures):
    return [[entry.text for entry in year().entries_of(measure.id)] for measure in measures]


def test_a_cell_of_two_measures_leaves_each_its_own_result(decided, take_in, year):
    """As the year's own report prints measures of the same items."""
    _, first, second = decided
    take_in("progress", PLAIN, ("I4", "- จ", "ทำ จ แล้ว", "รอบ 6 เดือน"))
    both = ("I4", "- ง\n- จ", "ทำ จ แล้ว\nทำ ง แล้ว", "รอบ 6 เดือน")
    plan = take_in("progress", PLAIN, both, replace=True)
    assert (plan.removed, plan.warnings) == (0, ())
    assert results(year, first, second) == [["ทำ ง แล้ว"], ["ทำ จ แล้ว"]]
    again = take_in("progress", PLAIN, both, replace=True)
    assert (again.changes, again.warnings) == ((), ())


def test_another_result_of_two_measures_is_told_and_not_taken(decided, take_in, year):
    _, first, second = decided
    take_in("progress", PLAIN, ("I4", "- จ", "ทำ จ", "รอบ 6 เดือน"))
    both = ("I4", "- ง\n- จ", "ทำอย่างอื่น", "รอบ 6 เดือน")
    plan = take_in("progress", PLAIN, both, replace=True)
    [described] = [one.why for one in plan.warnings]
    assert "ผลของ I4 เป็นของหลายมาตรการในช่องเดียว" in described
    assert (plan.removed, results(year, first, second)) == (0, [[], ["ทำ จ"]])


def test_what_a_report_lacks_goes_by_its_item_or_indicator(decided, take_in, year):
    take_in("measures", ("ตัวชี้วัด", "วิธีการปฏิบัติ"), ("2", "- ทั้งตัวชี้วัด"))
    take_in(
        "progress",
        ("ข้อ", "ตัวชี้วัด", "มาตรการ/กิจกรรม", "ผลการดำเนินการ", "รอบ"),
        ("I1", "", "1. ก", "ทำ ก", "รอบ 6 เดือน"),
        ("I4", "", "- ง", "ทำ ง", "รอบ 6 เดือน"),
        ("", "2", "- ทั้งตัวชี้วัด", "ทำ ทั้งตัวชี้วัด", "รอบ 6 เดือน"),
    )
    plan = take_in("progress", PLAIN, ("I4", "- ง", "ทำ ง", "รอบ 6 เดือน"), replace=True)
    gone = [{cell.heading: cell.new for cell in change.cells} for change in plan.changes]
    assert gone == [
        {"ข้อ": "I1 I2", "ผลการดำเนินการ": "ทำ ก"},
        {"ข้อ": "ตัวชี้วัด 2", "ผลการดำเนินการ": "ทำ ทั้งตัวชี้วัด"},
    ]


def test_a_point_of_another_measure_is_a_finding_of_the_row_that_prints_it(take_in, year):
    heads = ("ข้อ", "วิธีการปฏิบัติ", "ประเด็นที่ต้องปรับปรุง")
    take_in("measures", heads, ("I1", "- ม", "- ก"), ("I2", "- น", ""))
    assert [measure.finding for measure in year().measures] == ["- ก", ""]
    rows = [("I1", "- ม", "ทำ", "รอบ 6 เดือน", ""), ("I2", "- น", "ทำ", "รอบ 6 เดือน", "- ก")]
    take_in("progress", (*PLAIN, "ประเด็นที่ต้องปรับปรุง"), *rows)
    (finding,) = year().findings
    assert (finding.issue, [link.item_code for link in year().items_of_finding(finding.id)]) == (
        "- ก",
        ["I2"],
    )
