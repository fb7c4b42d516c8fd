"""The three documents of a year's official result."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.content import (
    Block,
    Cell,
    ChartFigure,
    Document,
    KeepTogether,
    Paragraph,
    Table,
)
from ita_desktop.documents.export import render
from ita_desktop.documents.kinds import ALL_FORMATS, Format, Profile, ReportContext
from ita_desktop.documents.layout.fonts import bundled, letter
from ita_desktop.documents.printable import marked
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.meetings.parts import last_result
from ita_desktop.documents.styles import MM
from ita_desktop.domain.documents import DocumentChoices, DocumentOption, Wording
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.records import Organisation
from ita_desktop.domain.scores.results import (
    AssessorRemark,
    Breakdown,
    GroupFigure,
    Score,
    ScoreSource,
)
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import draw
from ita_desktop.pictures.shapes import Drawing, TextLabel
from tests.documents.any_data.years import read_back
from tests.documents.factories.results import bare_year, without, year_2564, year_2566, year_2567
from tests.documents.readers.files import squeezed
from tests.support.cost import examples
from tests.support.known_files import opened_sample
from tests.support.plain_text import plain_text

REPORT, ANALYSIS, COMPARISON = NAMES = ("result-report", "result-analysis", "score-comparison")


def made(
    name: str,
    *years: YearData,
    profile: Profile = Profile.PUBLIC,
    notes: bool | None = None,
) -> Document:
    one = kind(name)
    return one.build(ReportContext(*years, profile=profile, notes=notes), one.digits)


def text_of(
    name: str,
    *years: YearData,
    profile: Profile = Profile.PUBLIC,
    notes: bool | None = None,
) -> str:
    return plain_text(made(name, *years, profile=profile, notes=notes))


def lacks(name: str, *years: YearData) -> list[str]:
    return [str(missing_data) for missing_data in kind(name).missing(ReportContext(*years))]


def headings(document: Document) -> list[str]:
    styles = {"heading", "subheading"}
    return [
        marked(block)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.style in styles
    ]


def table_after(document: Document, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, with those of its own heading."""
    blocks = iter(document.blocks)
    for block in blocks:
        if isinstance(block, Paragraph) and marked(block) == heading:
            break
    table = next(block for block in blocks if isinstance(block, Table))
    return [[plain(cell) for cell in row.cells] for row in (*table.heading, *table.rows)]


def plain(cell: Cell) -> str:
    return "\n".join(part.text for part in cell.paragraphs)


def scored(year: YearData, node: str, value: str, note: str = "") -> YearData:
    """The year with one official figure more, or another one."""
    score = Score(
        id=f"x-{node}",
        year_id=year.fiscal_year.id,
        node=node,
        source=ScoreSource.OFFICIAL,
        value=Decimal(value),
        note=note,
    )
    return replace(year, scores=(*(score for score in year.scores if score.node != node), score))


@pytest.mark.parametrize("name", NAMES)
def test_each_document_reads_as_it_was_approved(name: str, golden: Any) -> None:
    golden(f"{name}.txt", text_of(name, year_2567(), year_2566(), profile=Profile.INTERNAL) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_result_lacks_nothing(name: str) -> None:
    assert lacks(name, year_2567(), year_2566()) == []


# -- the report


def test_the_report_has_the_tables_of_the_official_one_in_their_order() -> None:
    assert headings(made(REPORT, year_2567())) == [
        "หมายเหตุ: เกณฑ์การประเมิน",
        "1. ภาพรวมการตอบแบบประเมิน",
        "1.1 จำนวนผู้ตอบแบบประเมินตามแบบประเมิน",
        "1.2 จำนวนผู้ตอบแบบประเมินตามภาษา",
        "2. คะแนนเฉลี่ยจำแนกตามตัวชี้วัด",
        "2.1 คะแนนตัวชี้วัด",
        "2.2 คะแนนแบบวัดการรับรู้ของผู้มีส่วนได้เสียภายใน(IIT)",
        "2.3 คะแนนแบบวัดการรับรู้ของผู้มีส่วนได้เสียภายนอก EIT",
        "2.4 คะแนนแบบตรวจการเปิดเผยข้อมูลสาธารณะ OIT",
        "3. สถิติการตอบ IIT",
        "จำนวนการตอบ IIT รวม 626 คน",
        "age อายุ",
        "4. สถิติการตอบ EIT",
        "จำนวนการตอบ EIT รวม 617 คน",
        "5. คะแนนตามส่วนราชการ",
        "6. คะแนนตามส่วนประเภทบริการ",
    ]


def test_counts_have_a_comma_and_scores_two_decimals() -> None:
    document = made(REPORT, year_2567())
    rows = table_after(document, "1.1 จำนวนผู้ตอบแบบประเมินตามแบบประเมิน")
    assert rows == [
        ["แบบประเมิน", "ชาย", "หญิง", "ไม่ระบุ", "รวม"],
        ["1.IIT", "359", "265", "2", "626"],
        ["2.EIT", "236", "380", "1", "617"],
        ["รวม", "595", "645", "3", "1,243"],
    ]
    answers = table_after(document, "จำนวนการตอบ IIT รวม 626 คน")
    assert answers[9:11] == [["I2", "อำนวยความสะดวกในการให้บริการประชาชน", "98.75"],
                             ["ตัวเลือก", "จำนวนตอบ", "%"]]  # fmt: skip
    assert answers[11] == ["1.ไม่มีเลย", "3", "0.48%"]


def test_departments_and_services_stand_as_in_the_official_report() -> None:
    document = made(REPORT, year_2567())
    departments = table_after(document, "5. คะแนนตามส่วนราชการ")
    assert departments[0] == ["No.ส่วนราชการ", "จำนวน", "คะแนน", "จำนวน", "คะแนน", "คะแนนเฉลี่ย"]
    assert departments[2] == ["1 ฝ่ายโยธา", "76", "98.86", "62", "99.08", "98.97"]
    services = table_after(document, "6. คะแนนตามส่วนประเภทบริการ")
    assert services[0] == ["No.ประเภทบริการ", "ตอบ", "EIT", "E1", "E2", "E3", "E4", "E5", "E6"]
    assert services[5][:3] == ["5 งานจัดซื้อจัดจ้าง", "26", "79.85"]


def test_services_judged_by_more_items_than_fit_beside_one_another_stand_in_parts() -> None:
    year = bare_year(2564)
    codes = [item.code for item in year.framework.items_of("EIT")]
    figures = [
        GroupFigure(
            id=f"{name}{code}",
            year_id=year.fiscal_year.id,
            breakdown=Breakdown.SERVICE,
            name=name,
            node=code,
            value=Decimal(number + 80) + Decimal("0.25"),
            position=number,
        )
        for name in ("งานทะเบียน", "งานอื่นๆ")
        for number, code in enumerate(codes)
    ]
    document = made(REPORT, replace(year, group_figures=tuple(figures)), notes=True)
    blocks = list(document.blocks)
    heading = next(
        number
        for number, block in enumerate(blocks)
        if isinstance(block, Paragraph) and marked(block) == "6. คะแนนตามส่วนประเภทบริการ"
    )
    tables = [block for block in blocks[heading:] if isinstance(block, Table)]
    shown = [[cell.paragraphs[0].text for cell in table.heading[0].cells] for table in tables]
    assert shown[0] == ["No.ประเภทบริการ", "ตอบ", "EIT", *codes[:6]]
    assert [heads[1:] for heads in shown[1:]] == [codes[6:12], codes[12:]]
    first = tables[0].rows[0].cells
    assert [cell.paragraphs[0].text for cell in first[:4]] == [
        "1 งานทะเบียน",
        "-",
        "87.25*",
        "80.25",
    ]
    with ZipFile(BytesIO(render(document, Format.XLSX))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall("<f>ROUND[(]AVERAGE[(]", sheet)) == 2, "means over all parts"
    for form in (Format.DOCX, Format.PDF):
        assert render(document, form)


def test_what_the_report_did_not_print_is_computed_and_marked() -> None:
    text = text_of(REPORT, year_2567(), notes=True)
    assert "97.38\n" in text
    assert "98.88*" in text  # the report prints no score of an instrument
    printed = text_of(REPORT, scored(year_2567(), "IIT", "98.88"), notes=True)
    assert "98.88*" not in printed
    assert "98.88\n" in printed


DOUBTS = (
    "ไม่ใช่คะแนนทางการ",
    "ไม่เท่ากับ",
    "ควรตรวจกับรายงาน",
    "คิดจากที่อยู่ใต้",
    "คิดตามสัดส่วน",
    "98.88*",
)


def doubts_in(of: ReportContext, name: str) -> list[set[str]]:
    """What of the program's own doubts each format of a document says."""
    read = read_back(kind(name), of)
    return [
        {doubt for doubt in DOUBTS if squeezed(doubt) in read[form].text} for form in ALL_FORMATS
    ]


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("name", [REPORT, ANALYSIS])
def test_no_doubt_of_ours_is_on_paper_unless_internal_notes_are_chosen(
    name: str, profile: Profile
) -> None:
    year = scored(scored(year_2567(), "2", "61.51"), "OIT", "63.10")
    of = ReportContext(year, year_2566(), profile=profile)
    assert doubts_in(of, name) == [set(), set(), set()]
    remembered = DocumentChoices(id="c", name=name, chosen=DocumentOption.INTERNAL_NOTES)
    with_box = replace(of, year=replace(year, document_choices=(remembered,)))
    described = doubts_in(with_box, name)
    assert all(described)
    assert described == doubts_in(replace(of, notes=True), name)
    assert doubts_in(replace(with_box, notes=False), name) == [set(), set(), set()]


def test_a_level_that_is_printed_without_a_total_is_the_reports() -> None:
    level = AssessorRemark(id="l", year_id="y", node=TOTAL, text="ผ่านดีเยี่ยม")
    year = replace(scored(bare_year(2567), "IIT", "98.88"), remarks=(level,))
    assert "\n-\nผ่านดีเยี่ยม\n" in text_of(REPORT, year)
    assert "อยู่ในระดับ “ผ่านดีเยี่ยม” โดยได้คะแนน IIT 98.88" in text_of(ANALYSIS, year)
    assert "ระดับผลการประเมิน : ผ่านดีเยี่ยม" in text_of("score-summary", year)
    assert "ระดับผ่านดีเยี่ยม" in text_of(COMPARISON, year, year_2566())


@pytest.mark.parametrize("total", [False, True])
def test_no_paper_speaks_of_another_level_than_the_report_prints(*, total: bool) -> None:
    year = year_2567() if total else scored(bare_year(2567), "IIT", "98.88")
    for level, better, met in (("ผ่านดีเยี่ยม", "", False), ("ผ่านดี", "ผ่านดีเยี่ยม", False),
                               ("ผ่าน", "ผ่านดี", True)):  # fmt: skip
        kept = AssessorRemark(id="l", year_id="y", node=TOTAL, text=level)
        of = scored(year, TOTAL, "97.38", level) if total else replace(year, remarks=(kept,))
        summary, analysis = text_of("score-summary", of), text_of(ANALYSIS, of)
        assert f"ระดับผลการประเมิน : {level}\n" in summary
        assert (f"ให้ถึงระดับ{better}" in summary) is (bool(better) and total and not met)
        assert "ยังสรุประดับผลการประเมินไม่ได้" not in analysis
        assert (f"จากระดับ{level} เป็นระดับ{better}" in analysis) is (
            bool(better) and total and not met
        )
        assert ("ซึ่งเป็นระดับสูงสุดแล้ว" in analysis) is (not better)
        told = plain_text(Document("", (*last_result(of, of, 0.0),)))
        assert f"{'97.38 คะแนน ' if total else ''}อยู่ในระดับ{level} " in told


def test_the_criteria_are_those_of_the_years_own_levels() -> None:
    names, letters = text_of(REPORT, year_2567()), text_of(REPORT, year_2566())
    assert "• ระดับ ผ่านดี ค่าคะแนน 85.00 - 94.99" in names
    assert "• ระดับ ผ่าน ค่าคะแนน 85.00 ขึ้นไป" in names
    assert "• ระดับ AA ค่าคะแนน 95.00 - 100.00" in letters
    assert "เงื่อนไข" not in letters


def test_the_level_is_the_printed_one_even_where_another_one_follows() -> None:
    year = scored(year_2567(), TOTAL, "97.38", "ผ่าน")
    assert "97.38\nผ่าน\n" in text_of(REPORT, year)


def test_official_scores_that_do_not_follow_from_the_answers_are_told_with_both_figures() -> None:
    text = text_of(REPORT, year_2567(), notes=True)
    assert "E1 93.45 (เฉลี่ยจากคำตอบ 95.20)" in text
    assert text.count("ไม่เท่ากับค่าเฉลี่ยของคำตอบ") == 1  # of IIT every score follows


def test_sections_without_data_say_so_and_questions_about_respondents_are_left_out() -> None:
    year = without(year_2567(), "answers", "group_figures")
    text = text_of(REPORT, year)
    for message in ("ไม่มีจำนวนผู้ตอบ", "ไม่มีจำนวนผู้ตอบตามภาษา", "ไม่มีสถิติการตอบรายข้อของ IIT",
                 "ไม่มีคะแนนตามส่วนราชการ", "ไม่มีคะแนนตามประเภทบริการ"):  # fmt: skip
        assert message.replace("ไม่มี", "ไม่มีข้อมูล", 1) in text
    assert "age อายุ" not in text
    assert lacks(REPORT, year) == [
        "ผลที่นำเข้าไม่มีจำนวนผู้ตอบ",
        "ผลที่นำเข้าไม่มีสถิติการตอบ IIT EIT",
        "ผลที่นำเข้าไม่มีคะแนนตามส่วนราชการ",
        "ผลที่นำเข้าไม่มีคะแนนตามประเภทบริการ",
    ]


def test_a_total_of_respondents_that_was_not_printed_is_summed_and_marked() -> None:
    year = year_2567()
    parts = tuple(figure for figure in year.group_figures if figure.breakdown is not Breakdown.ALL)
    text = text_of(REPORT, replace(year, group_figures=parts), notes=True)
    assert "1,243*" in text


@pytest.mark.in_turn
@pytest.mark.parametrize("year", [year_2564, year_2566])
@pytest.mark.parametrize("name", NAMES)
def test_years_of_other_frameworks_make_whole_documents(
    name: str, year: Callable[[], YearData]
) -> None:
    document = made(name, year(), year_2564())
    assert plain_text(document)
    for form in ALL_FORMATS:
        assert render(document, form)


@pytest.mark.in_turn
@pytest.mark.parametrize("form", ALL_FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_long_names_and_a_year_without_anything_make_a_file(name: str, form: Format) -> None:
    office = Organisation(id="org", name="สำนักงานเขต" + "ตัวอย่างที่มีชื่อยาวมาก" * 12)
    year = year_2567()
    long = replace(
        year,
        organisation=office,
        group_figures=tuple(
            replace(figure, name=figure.name and figure.name + "และงานที่ได้รับมอบหมายอื่น" * 8)
            for figure in year.group_figures
        ),
    )
    for data in (long, bare_year(2567, office)):
        assert render(made(name, data), form)


def test_thai_digits_are_printed_where_wanted_and_codes_keep_theirs() -> None:
    document = kind(REPORT).build(ReportContext(year_2567()), Digits.THAI)
    text = plain_text(document)
    assert "๑,๒๔๓" in text
    assert "๙๖.๖๕%" in text
    assert "\nI12\n" in text
    assert not set("0123456789") & set(text.partition("1.1")[2].partition("2. ")[0])


# -- the analysis


def test_highest_and_lowest_are_named_with_ties_and_questions_only_of_the_surveys() -> None:
    text = text_of(ANALYSIS, year_2567())
    assert (
        "ตัวชี้วัดที่มีคะแนนสูงสุด คือ ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล และตัวชี้วัดที่ 10 การป้องกันการทุจริต 100.00 คะแนน"
        in text
    )
    assert "ข้อคำถามที่มีคะแนนสูงสุด คือ ข้อ I3" in text
    assert "ข้อคำถามที่มีคะแนนต่ำสุด คือ ข้อ E6" in text


def test_what_was_lost_and_the_total_are_a_hundred_together() -> None:
    rows = table_after(made(ANALYSIS, year_2567()), "4.1 จำแนกตามตัวชี้วัด")
    lost = [Decimal(row[3]) for row in rows[1:-1]]
    assert rows[-1] == ["รวม", "97.38", "2.62"]
    assert sum(lost) == Decimal("2.62")
    assert rows[8][3] == "1.02", "indicator 8 cost most"


def test_what_keeps_from_the_next_level_and_what_would_lift_it_are_told() -> None:
    text = text_of(ANALYSIS, year_2567())
    assert "คะแนน EIT ต้องไม่น้อยกว่า 95.00 ขณะนี้ได้ 92.38 ขาดอีก 2.62 คะแนน" in text
    assert "ให้ได้ข้อละไม่น้อยกว่า 94.87 คะแนน" in text


def test_oit_items_that_failed_are_named_and_for_the_office_with_the_assessors_remark() -> None:
    year = scored(year_2567(), "O6", "0", "ไม่พบคู่มือปีปัจจุบัน")
    for profile in Profile:
        text = text_of(ANALYSIS, year, profile=profile)
        assert "OIT ไม่ได้คะแนนเต็ม 1 ข้อ ได้แก่ O6" in text
        is_told = "ผู้ตรวจมีข้อสังเกตว่า ไม่พบคู่มือปีปัจจุบัน" in text
        assert is_told is (profile is Profile.INTERNAL)


def test_the_best_level_has_no_way_up() -> None:
    year = bare_year(2567)
    for item in year.framework.items:
        year = scored(year, item.code, "99.00" if item.code[0] != "O" else "100")
    assert "ซึ่งเป็นระดับสูงสุดแล้ว" in text_of(ANALYSIS, year)


def test_indicators_that_all_have_the_same_low_score_are_no_strength() -> None:
    year = bare_year(2567)
    for item in year.framework.items_of("OIT"):
        year = scored(year, item.code, "0")
    text = text_of(ANALYSIS, year)
    assert "ได้คะแนนสูงสุด 0.00 คะแนน ควรรักษา" not in text
    for item in year.framework.items_of("OIT"):
        year = scored(year, item.code, "100")
    text = text_of(ANALYSIS, year)
    assert "ทุกตัวชี้วัด" not in text, "IIT and EIT have no scores yet"
    assert "ได้คะแนนเต็ม 100.00 คะแนน ควรรักษา" in text


def test_a_perfect_result_has_no_weakness_and_ties_are_told_as_such() -> None:
    year = bare_year(2567)
    for item in year.framework.items:
        year = scored(year, item.code, "100")
    text = text_of(ANALYSIS, year)
    assert "ทุกตัวชี้วัด ได้คะแนนเต็ม 100.00 คะแนน" in text
    assert "IIT ทุกข้อที่มีคะแนนได้เท่ากัน 100.00 คะแนน" in text
    assert "ไม่มีตัวชี้วัดหรือข้อใดได้คะแนนต่ำกว่าที่อื่น" in text
    assert "ยังสรุปไม่ได้" not in text


def test_of_more_questions_that_tie_than_are_named_it_is_told_how_many_more() -> None:
    year = bare_year(2567)
    for item in year.framework.items_of("IIT"):
        year = scored(year, item.code, "90" if item.code == "I1" else "99")
    text = text_of(ANALYSIS, year)
    assert "และอีก 8 ข้อ ได้คะแนนสูงสุด 99.00 คะแนน" in text
    assert "IIT ข้อ I1 (" in text


def test_a_total_known_in_part_says_how_much_and_what_it_can_become() -> None:
    text = text_of(ANALYSIS, scored(bare_year(2567), "OIT", "40"), notes=True)
    assert "มีคะแนนแล้วร้อยละ 40.00 ของน้ำหนักทั้งหมด เฉลี่ยจากส่วนที่มี 40.00 คะแนน" in text
    assert "คะแนนรวมที่เป็นไปได้อยู่ระหว่าง 16.00 ถึง 76.00 คะแนน" in text
    assert "ร้อยละ" not in text_of(ANALYSIS, year_2567(), notes=True).partition("2. ")[0]


def test_indicators_are_planned_and_named_where_items_are_not_known() -> None:
    year = bare_year(2567)
    figures = {"1": 99, "2": 98, "3": 98, "4": 99, "5": 99, "6": 95, "7": 89, "8": 90, "OIT": 100}
    for code, value in figures.items():
        year = scored(year, code, str(value))
    text = text_of(ANALYSIS, year)
    assert "โดยยกตัวชี้วัดที่ 7 และตัวชี้วัดที่ 8 ให้ได้" in text


def test_printed_sums_that_do_not_follow_are_told_with_both_figures() -> None:
    year = scored(scored(year_2564(), "2", "98.61"), "OIT", "63.10")
    text = text_of(REPORT, year, notes=True)
    assert "ตัวชี้วัด 2 98.61 (คิดจากที่อยู่ใต้ 87.75)" in text
    assert "OIT 63.10 (คิดจากที่อยู่ใต้ 88.94)" in text
    assert "ควรตรวจกับรายงานต้นฉบับ" not in text_of(REPORT, year_2567(), notes=True)


def test_without_scores_the_analysis_says_what_it_cannot_tell() -> None:
    text = text_of(ANALYSIS, bare_year(2567))
    assert "เพราะยังไม่มีคะแนน IIT EIT OIT" in text
    assert "ไม่มีผลของปีก่อนให้เปรียบเทียบ" in text
    assert lacks(ANALYSIS, bare_year(2567)) == ["ยังไม่มีคะแนน IIT EIT OIT กรอกที่หน้าคะแนน"]


def test_a_report_without_scores_has_no_empty_chart() -> None:
    chart = "คะแนนบนเกณฑ์ระดับผลการประเมิน"
    assert chart not in text_of(REPORT, bare_year(2567))
    assert chart in text_of(REPORT, scored(bare_year(2567), "OIT", "72.50"))


COMMENT = "ขยายเวลาให้บริการช่วงพักกลางวัน"


@pytest.mark.in_turn
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ALL_FORMATS)
def test_what_respondents_wrote_is_in_no_public_document(name: str, form: Format) -> None:
    secret = "ความเห็นที่ห้ามเผยแพร่"
    year = year_2567()
    comments = tuple(replace(comment, text=secret) for comment in year.comments)
    noted = replace(year, comments=comments)
    public = made(name, noted, year_2566())
    assert secret not in plain_text(public)
    assert render(public, form) == render(made(name, without(noted, "comments"), year_2566()), form)


def test_the_internal_analysis_prints_comments_and_says_that_it_must_not_be_published() -> None:
    document = made(ANALYSIS, year_2567(), profile=Profile.INTERNAL)
    text = plain_text(document)
    assert f"2. {COMMENT}" in text
    assert "ห้ามเผยแพร่" in text
    assert "ใช้ภายใน" in document.title
    assert document.footer is not None
    assert "ห้ามเผยแพร่" in document.footer.text
    bare = made(ANALYSIS, without(year_2567(), "comments"), profile=Profile.INTERNAL)
    assert "ห้ามเผยแพร่" not in plain_text(bare), "nothing in it is secret"


# -- levels that are letters


@pytest.mark.parametrize("value", [None, "100.00"])
def test_no_letter_of_a_level_touches_the_word_behind_it(value: str | None) -> None:
    year = year_2566()
    if value is not None:
        full = tuple(replace(score, value=Decimal(value)) for score in year.scores)
        year = replace(year, scores=full)
    text = text_of(ANALYSIS, year)
    assert "ระดับ AA " in text
    assert not re.search("[A-Z][ก-์]", text)


# -- questions without a known wording


def test_a_question_without_known_wording_is_printed_by_its_code() -> None:
    year = year_2566()

    analysis = text_of(ANALYSIS, year)
    assert "ข้อคำถามที่มีคะแนนต่ำสุด คือ ข้อ I19 78.25 คะแนน" in analysis
    assert "ข้อ I19 ได้ 78.25 คะแนน หากได้เต็มจะเพิ่ม" in analysis
    cells = text_of(REPORT, year).splitlines()
    at = cells.index("I19")
    assert cells[at + 1 : at + 3] == ["", "78.25"]
    assert "ไม่มีถ้อยคำ" not in analysis + text_of(REPORT, year)


# -- the comparison


def test_items_are_compared_where_their_meaning_goes_on_and_differences_have_signs() -> None:
    document = made(COMPARISON, year_2567(), year_2566())
    whole = table_after(document, "1. คะแนนรวมและคะแนนรายเครื่องมือ")
    assert whole[0] == ["เครื่องมือ", "รายการ", "ปี 2566", "ปี 2567", "เพิ่ม/ลด"]
    assert whole[1][2:] == ["89.70", "97.38", "+7.68"]
    codes = [row[0] for row in table_after(document, "4. คะแนนรายข้อที่เนื้อหาต่อเนื่องกัน")]
    assert any("(เดิม O" in code for code in codes)


def charts(document: Document) -> list[Drawing]:
    parts = [part for block in document.blocks for part in getattr(block, "blocks", ())]
    width = document.text_width * MM
    return [draw(part.chart, width) for part in parts if isinstance(part, ChartFigure)]


def test_charts_have_room_for_what_they_call_the_instruments() -> None:
    whole = scored(year_2567(), "6", "10.00")  # that of EIT does not follow from its indicators
    [compared, *_] = charts(made(COMPARISON, year_2567(), year_2566()))
    [*_, lost] = charts(made(ANALYSIS, whole, year_2566()))
    file = bundled()
    for chart in (compared, lost):
        names = [shape for shape in chart.shapes if isinstance(shape, TextLabel) and shape.room]
        assert "EIT" in {name.text.split(" ")[0] for name in names}
        size = names[0].size * file.ratio / 1000
        assert all(letter(file.regular).advance(name.text) * size <= name.room for name in names)


def test_without_a_year_before_there_is_nothing_to_compare() -> None:
    assert "ไม่มีคะแนนของปีก่อนให้เปรียบเทียบ" in text_of(COMPARISON, year_2567())
    assert lacks(COMPARISON, year_2567())[0].startswith("ไม่มีปีก่อนหน้าในแฟ้ม")
    assert lacks(COMPARISON, year_2567(), bare_year(2566)) == [
        "ยังไม่มีคะแนนของปี 2566 กรอกหรือนำเข้าที่หน้าคะแนน"
    ]


# -- any figures


@pytest.mark.in_turn
@settings(max_examples=examples(25))
@given(st.data())
def test_any_result_makes_documents(data: st.DataObject) -> None:
    year = bare_year(2567)
    places = [place.code for place in year.framework.outline]
    chosen = data.draw(st.lists(st.sampled_from(places), unique=True, max_size=20))
    for code in chosen:
        figure = data.draw(st.decimals(0, 100, places=2))
        year = scored(year, code, f"{figure}")
    for name in NAMES:
        assert render(made(name, year, year_2566()), Format.XLSX)


def test_a_year_that_is_not_assessed_yet_has_lost_nothing(tmp_path: Path) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        data, before = workspace.year(2568), workspace.year(2567)
        of = ReportContext(data, before, day=workspace.shown_day)
    for name in NAMES:
        text = plain_text(kind(name).build(of, kind(name).digits))
        assert "100.00 คะแนน)" not in text
        assert "ไม่ได้คะแนนเต็ม" not in text
    assert "ได้คะแนนเต็ม 9 ข้อ จาก 9 ข้อที่มีคะแนน" in plain_text(kind(ANALYSIS).build(of, Digits.ARABIC))
    tables = [
        block for block in kind(REPORT).build(of, Digits.ARABIC).blocks if isinstance(block, Table)
    ]
    shown = {plain(row.cells[0]): plain(row.cells[-1]) for table in tables for row in table.rows}
    assert (shown["O1"], shown["O3"], shown["ตัวชี้วัด 9"]) == ("100.00", "-", "-")


def test_what_is_not_assessed_yet_is_a_dash_in_the_summary_and_zero_among_internal_notes(
    tmp_path: Path,
) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        of = ReportContext(workspace.year(2568), None, day=workspace.shown_day)
    noted = replace(of, profile=Profile.INTERNAL, notes=True)
    shown = [
        {
            plain(row.cells[0]): plain(row.cells[-1])
            for block in kind("score-summary").build(context, Digits.ARABIC).blocks
            if isinstance(block, Table)
            for row in block.rows
        }
        for context in (of, noted)
    ]
    assert [(each["O1"], each["O3"]) for each in shown] == [("100.00", "-"), ("100.00", "0.00")]
    assert (shown[0]["OIT"], shown[0]["9"], shown[0]["9.4"]) == ("-", "-", "100.00")
    lacks = [*kind("score-summary").missing(of)]
    assert lacks == [*kind(ANALYSIS).missing(of)]
    assert not any(lack.is_all for lack in lacks)
    assert [str(lack) for lack in lacks] == [
        "ยังไม่มีคะแนน IIT EIT กรอกที่หน้าคะแนน",
        "ยังไม่มีคะแนนรายข้อของ OIT ครบทุกข้อ กรอกที่หน้าคะแนน",
    ]
    for name in ("score-summary", ANALYSIS):
        text = plain_text(kind(name).build(of, Digits.ARABIC))
        assert "เพราะยังไม่มีคะแนน IIT EIT และคะแนน OIT ยังไม่ครบทุกข้อ" in text


def test_a_chart_has_the_caption_that_the_office_typed_and_no_other() -> None:
    def charts(data: YearData) -> list[tuple[Block, ...]]:
        blocks = made("result-report", data).blocks
        kept = [one.blocks for one in blocks if isinstance(one, KeepTogether)]
        return [one for one in kept if isinstance(one[-1], ChartFigure)]

    usual = charts(year_2567())
    names = ("all.bars", "all.scale")
    own = tuple(Wording(id=name, name=name, text="แผนภูมิของเรา") for name in names)
    typed = charts(replace(year_2567(), wordings=own))
    emptied = charts(replace(year_2567(), wordings=tuple(replace(one, text="") for one in own)))
    assert [len(chart) for chart in usual[:2]] == [1, 1]
    assert [len(chart) for chart in typed[:2]] == [2, 2]
    assert [len(chart) for chart in emptied[:2]] == [1, 1]
