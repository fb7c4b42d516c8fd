"""Official reports as text: whatever was made of them on the way, the figures are the same."""

import json
import re
from decimal import Decimal

import pytest

from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.domain.text import to_thai
from ita_desktop.exchange.report.statements import compared_years
from tests.support.places import FIXTURES

TRUTH = json.loads(
    (FIXTURES / "results_2567.json").read_text(encoding="utf-8"),
    parse_float=Decimal,
)


def figures(results) -> dict[str, Decimal]:
    return {figure.node: figure.value for figure in results.figures if not figure.summary}


def answers(results) -> dict[tuple[str, int], int]:
    return {(answer.question, answer.option): answer.count for answer in results.answers}


def groups(results):
    return {
        (group.by, group.name, group.node): (group.count, group.value)
        for group in results.groups
        if group.by != Breakdown.ALL
    }


def by_pages(text: str) -> str:
    """A page's number and heading stand again every 25 lines, in the middle of tables."""
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(line)
        if number % 25 == 0:
            lines += [f"หน้า {number // 25} / 14", "รายงานผลการประเมินคุณธรรมและความโปร่งใส"]
            lines.append("ข้อ\tคำถาม\tคะแนน (เต็ม 100)")
    return "\n".join(lines)


VARIANTS = {
    "as it is": lambda text: text,
    "Thai digits": to_thai,
    "no tabs": lambda text: text.replace("\t", " "),
    "a pipe table": lambda text: text.replace("\t", " | "),
    "pages": by_pages,
    "I read as 1": lambda text: re.sub(r"(?m)^I(?=\d)", "1", text),
    "I read as l": lambda text: re.sub(r"(?m)^I(?=\d)", "l", text),
    "O read as 0": lambda text: re.sub(r"(?m)^O(?=\d)", "0", text),
    "O read as a circle": lambda text: re.sub(r"(?m)^O(?=\d)", "○", text),
    "Windows lines": lambda text: text.replace("\n", "\r\n"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
}


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_every_figure_is_read_however_the_text_was_saved(read, report, variant):
    results = read(variant(report))
    assert results.skipped == ()
    assert [year.value for year in results.years] == [2567]
    assert results.level is not None
    assert results.level.value == "ผ่านดี"
    assert figures(results) == {
        one["code"]: one["score"] for one in (*TRUTH["items"], *TRUTH["indicators"])
    }
    assert answers(results) == {
        (item["code"], option["option"]): option["count"]
        for item in TRUTH["items"]
        for option in item.get("distribution") or ()
    }
    whole = groups(read(report))
    assert len(whole) == 88
    assert groups(results) == whole


def test_respondents_departments_and_services_are_told_by_name(read, report):
    found = groups(read(report))
    assert found["sex", "หญิง", "EIT"] == (380, None)
    assert found["language", "ภาษาไทย (Thai)", "EIT"] == (617, None)
    assert found["department", "ฝ่ายโยธา", "IIT"] == (76, Decimal("98.86"))
    assert found["department", "ฝ่ายโยธา", "ITA"] == (None, Decimal("98.97"))
    assert found["service", "งานทะเบียน", "EIT"] == (80, Decimal("87.25"))
    assert found["service", "*งานอื่นๆ", "E4"] == (None, Decimal("92.31"))


def test_every_figure_knows_its_line(read, report):
    results = read(report)
    (figure,) = [figure for figure in results.figures if figure.node == "O12"]
    assert figure.origin.place == "บรรทัด 105"
    assert results.line(figure.origin).startswith("O12 ระบบติดตาม")


def test_the_words_of_respondents_are_kept_whole_and_are_no_figures(read, report):
    comments = read(report).comments
    assert [comment.instrument for comment in comments].count("IIT") == 5
    assert [comment.instrument for comment in comments].count("EIT") == 13
    assert comments[2].text == "ติดป้ายบอกทางให้ชัดเจน และควรทำต่อเนื่องทุกปี"


def test_the_cover_tells_total_instruments_and_level(read):
    results = read(
        "รายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
        "ของหน่วยงานภาครัฐระดับต่ำกว่ากรม ประจำปี พ.ศ.2568",
        "500001 เขตตัวอย่าง",
        "คะแนน ITA",
        "97.38",
        "ผ่านดี",
        "คะแนนเฉลี่ยตามค่าน้ำหนัก",
        "คะแนน IIT (30%) 29.66",
        "คะแนนเฉลี่ย(เต็ม) 100%",
        "คะแนน IIT 98.88",
        "คะแนน EIT\t92.38",
        "คะแนน OIT 100.0",
        "ระดับ (ผ่านดีเยี่ยม) ค่าคะแนน (95-100)",
    )
    assert results.years[0].value == 2568
    assert figures(results) == {
        "ITA": Decimal("97.38"),
        "IIT": Decimal("98.88"),
        "EIT": Decimal("92.38"),
        "OIT": Decimal("100.0"),
    }
    assert results.level is not None
    assert results.level.value == "ผ่านดี"


def test_an_assessors_remark_goes_with_its_item(read):
    (figure,) = read("O5\tแผนปฏิบัติการประจำปี\t0.00\tไม่พบรายงานผล รอบ 6 เดือน").figures
    assert (figure.node, figure.value) == ("O5", Decimal("0.00"))
    assert figure.remark == "ไม่พบรายงานผล รอบ 6 เดือน"


def test_a_title_broken_over_lines_gets_the_score_at_its_end(read):
    results = read(
        "2.2 คะแนนแบบวัดการรับรู้ของผู้มีส่วนได้เสียภายใน(IIT)",
        "I9 การมอบหมายงาน การแต่งตั้งโยกย้าย เลื่อนตำแหน่ง",
        "หรือการพิจารณาความดีความชอบ 99.11",
        "I10 มีการนำทรัพย์สินของราชการไปใช้ 99.49",
    )
    assert figures(results) == {"I9": Decimal("99.11"), "I10": Decimal("99.49")}
    assert [figure.joined for figure in results.figures] == [True, False]
    assert results.line(results.figures[0].origin).endswith("หรือการพิจารณาความดีความชอบ 99.11")


def test_demographic_questions_are_answers_of_their_own(read):
    results = read(
        "3.สถิติการตอบ IIT",
        "age อายุ",
        "ตัวเลือก จำนวนตอบ %",
        "1.ต่ำกว่า 20 ปี 0 0.00%",
        "2.20 - 30 ปี 1,120 100.00%",
    )
    assert results.skipped == ()
    first, second = results.answers
    assert (first.question, first.title, first.label) == ("age", "อายุ", "ต่ำกว่า 20 ปี")
    assert (second.label, second.count) == ("20 - 30 ปี", 1120)


def test_the_form_of_2564_gives_points_of_the_weight(read):
    results = read(
        "ประเด็นการประเมิน OIT (การเปิดเผยข้อมูลสาธารณะ)\tคะแนนที่ได้",
        "O1-O43 ข้อมูลพื้นฐาน\t25.24/40",
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ คะแนนเฉลี่ย 91.25",
    )
    assert figures(results) == {"OIT": Decimal("63.10"), "1": Decimal("91.25")}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("I1 เต็มใจให้บริการ 199.30", "0 ถึง 100"),
        ("I1 เต็มใจให้บริการ -9.30", "0 ถึง 100"),
        ("I1 เต็มใจให้บริการ 99.30 98.75", "มากกว่าหนึ่งค่า"),
        ("I1 เต็มใจให้บริการ 99,30", "ไม่พบคะแนนของ I1"),
        ("ฝ่ายโยธา 76 98.86 62 99.08", "อ่านตัวเลข"),
        ("76 98.86 62 99.08 98.97", "ไม่มีชื่อฝ่าย"),
        ("1.IIT 359 265 626", "คอลัมน์"),
        ("1.มาก 5 0.80%", "ของข้อใด"),
    ],
)
def test_a_line_that_cannot_be_right_is_listed_with_its_reason(read, line, words):
    results = read("2.2 คะแนนแบบวัดการรับรู้(IIT)", line)
    assert figures(results) == {}
    assert results.groups == results.answers == ()
    (skipped,) = results.skipped
    assert skipped.row == 2
    assert words in skipped.why


@pytest.mark.parametrize("line", ["1.ไม่มีเลย -3 0.48%", "1.ไม่มีเลย 3 100.48%"])
def test_an_answer_that_cannot_be_right_is_listed(read, line):
    results = read("I1 เต็มใจให้บริการ 99.30", line)
    assert results.answers == ()
    assert len(results.skipped) == 1


def test_two_rows_on_one_line_are_read_as_two(read):
    results = read("I1 เต็มใจให้บริการ 99.30 I2 อำนวยความสะดวก 98.75")
    assert figures(results) == {"I1": Decimal("99.30"), "I2": Decimal("98.75")}


def test_answers_below_an_item_without_its_code_are_nobodys(read):
    results = read(
        "3.สถิติการตอบ IIT",
        "I4 โปร่งใส ตรวจสอบได้ 98.66",
        "1.ไม่มีเลย 3 0.48%",
        "การจัดซื้อจัดจ้างมีการเอื้อประโยชน์ 97.54",
        "1.ไม่มีเลย 603 96.33%",
    )
    assert [(answer.question, answer.count) for answer in results.answers] == [("I4", 3)]
    assert [one.row for one in results.skipped] == [4, 5]


def test_scores_of_years_side_by_side_are_told_and_not_taken_for_one_years(read, report):
    """A comparison would give last year's scores as this year's."""
    comparison = (
        "คะแนนรายข้อ",
        "ข้อ รายการ ปี 2567 ปี 2568 เพิ่ม/ลด",
        "I1 เต็มใจให้บริการ 99.30 - -",
        "9.1 ข้อมูลพื้นฐาน 100.00 50.00 -50.00",
        "O1 ข้อมูลพื้นฐาน - 100.00 -",
    )
    alone = read("รายงานผลการประเมิน ITA ปี 2568", *comparison)
    assert alone.figures == ()
    assert len(alone.skipped) == 3
    assert all("2567 2568 ข้างกัน" in skipped.sentence() for skipped in alone.skipped)
    behind = read(*report.splitlines(), *comparison)
    assert figures(behind) == figures(read(report))
    before = read(*comparison, *report.splitlines())
    assert figures(before) == figures(read(report))


@pytest.mark.parametrize(
    "line", ["ปี 2567 97.38 คะแนน และปี 2568 40.00 คะแนน", "ปีงบประมาณ พ.ศ. 2568", "พ.ศ. 2567 - 2568"]
)
def test_years_in_a_sentence_are_no_columns(line):
    assert compared_years(line) == ()
