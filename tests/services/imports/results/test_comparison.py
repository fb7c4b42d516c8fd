"""Official results: what is stored, into which year, what contradicts, and what is refused."""

import random
import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind as document
from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.domain.records import Organisation
from ita_desktop.domain.scores.progress import official_scores, tree_of
from ita_desktop.domain.scores.results import Answer, Breakdown, GroupFigure, Score, ScoreSource
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.report.lines import read_lines
from ita_desktop.exchange.report.reading import read_report
from ita_desktop.exchange.source import read_pasted
from ita_desktop.services.documents import exporting
from ita_desktop.services.imports.found.find import find_parts, only_list
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.pasted import is_headed
from ita_desktop.services.imports.results.taking import plan_for, plan_results
from ita_desktop.services.imports.templates import write_template
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from tests.support.cost import examples
from tests.support.places import FIXTURES
from tests.support.plain_text import plain_text
from tests.support.taken_in import plan_file, plan_source

REPORT = (FIXTURES / "report_2567.txt").read_text(encoding="utf-8")


@pytest.fixture
def source(tmp_path):
    """Writes a report and gives its path."""

    def write(text: str, name: str = "รายงานผล.txt") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def take(workspace):
    """Plans and applies a file; the plan."""

    def do(path: Path, year: int | None = None, **more):
        plan = plan_file(workspace, year, "results", path, **more)
        apply_import(workspace, plan)
        return plan

    return do


def said(plan) -> str:
    return "\n".join(warning.text for warning in (*plan.skipped, *plan.warnings))


# -- what is stored


@pytest.mark.in_turn
def test_a_report_goes_into_its_own_year_which_is_added_and_one_undo_takes_all_back(
    workspace, take, source
):
    before = workspace.dump()
    plan = take(source(REPORT))
    assert (plan.base.year, plan.adds_year) == (2567, True)
    year = workspace.year(2567)
    assert official_scores(year)["E6"] == Decimal("89.24")
    assert [answer.count for answer in year.answers_of("I5")] == [603, 6, 3, 2, 1, 11]
    assert year.answers_of("I5")[0].label == "ไม่มีเลย"
    (first, *_) = year.figures_by(Breakdown.DEPARTMENT)
    assert (first.name, first.count, first.value) == ("ฝ่ายโยธา", 76, Decimal("98.86"))
    assert len(year.comments) == 18
    tree = tree_of(year)
    assert tree.nodes["IIT"].computed == Decimal("98.88")
    assert tree.total.official == tree.total.computed == Decimal("97.38")
    workspace.undo()
    assert workspace.dump() == before
    workspace.redo()
    assert workspace.year(2567) == year


def test_shares_that_may_be_no_scores_are_told_and_not_ticked(take, source):
    shares = take(source("ข้อ,คะแนน\nI1,0.9725\nI2,1.0\n", "ก.csv"), 2567)
    scores = take(source("ข้อ,คะแนน\nI1,97.25\nO1,0\n", "ข.csv"), 2567)
    told = [any("สัดส่วน" in one.why for one in plan.warnings) for plan in (shares, scores)]
    assert told == [True, False]
    assert (shares.unticked, scores.unticked) == (2, 0)


def test_single_scores_that_may_be_shares_are_named(workspace, source):
    """A total of 0.9738 is none of a hundred, though the scores beside it are."""
    beside = '"iit_score": 98.88, "eit_score": 0, "oit_score": 1'
    for totals, named in (('"ita_score": 0.9738', "ITA 0.9738"), (beside, "OIT 1")):
        text = f'{{"schema": "ita-results-2568/1", "fiscal_year_be": 2568, "totals": {{{totals}}}}}'
        plan = plan_file(workspace, 2568, "results", source(text, "ผล.json"))
        (told,) = [one for one in plan.warnings if "สัดส่วน" in one.why]
        assert named in told.why
        assert "EIT" not in told.why
        assert plan.changes


@pytest.mark.in_turn
def test_the_same_report_twice_changes_nothing_whatever_it_came_as(take, source):
    take(FIXTURES / "results_2567.json")
    again = take(source(REPORT))
    assert (again.added - len(again.base.comments), again.changed) == (18, 0)
    assert take(source(REPORT)).writes() == []


def test_a_name_that_is_broken_otherwise_is_the_same_group(take, source):
    take(source(REPORT))
    again = take(source(REPORT.replace("ฝ่ายสิ่งแวดล้อมและสุขภาพ", "ฝ่ายสิ่งแวดล้อม และสุขภาพ")))
    assert again.writes() == []


def test_what_a_respondent_wrote_is_the_same_wherever_its_lines_break(take, source):
    take(source(REPORT))
    assert take(source(REPORT.replace("ติดป้ายบอกทางให้", "ติดป้ายบอกทาง\nให้"))).writes() == []


def test_a_figure_that_is_not_contradicted_is_not_warned_of(take, source):
    plan = take(source(REPORT))
    assert plan.warnings == ()
    assert plan.skipped == ()


def test_items_stand_beside_what_their_answers_give(workspace, take, source):
    take(source(REPORT))
    items = {one["code"]: one for one in scores.as_json(workspace.year(2567))["items"]}
    shown = {
        code: (items[code]["official"], items[code]["computed"]) for code in ("I5", "E1", "O1")
    }
    assert shown == {"I5": ("97.54", "97.54"), "E1": ("93.45", "95.20"), "O1": ("100.00", None)}


def test_official_and_own_figures_stand_side_by_side(workspace, take, source):
    years.add_year(workspace, 2567)
    scores.set_scores(workspace, 2567, [ScoreEdit("O1", Decimal(0))], ScoreSource.SELF)
    take(source(REPORT))
    figures = {(score.node, score.source): score.value for score in workspace.year(2567).scores}
    assert figures["O1", ScoreSource.SELF] == 0
    assert figures["O1", ScoreSource.OFFICIAL] == 100


def test_a_corrected_report_shows_old_and_new_and_the_line(take, source):
    take(source(REPORT))
    plan = take(source(REPORT.replace("92.46", "92.64", 1)))
    (change,) = plan.changes
    cells = {str(cell.heading): (cell.old, cell.new) for cell in change.cells}
    assert cells["ค่าที่อ่านได้"] == ("92.46", "92.64")
    assert cells["ข้อความในรายงาน"][1] == "E2 อำนวยความสะดวกในการให้บริการประชาชน 92.64"
    assert change.origins[0].place == "บรรทัด 75"


def test_the_assessors_remark_and_the_level_are_kept_with_their_figures(workspace, take, source):
    report = "ผลการประเมินของสำนักงานเขตตัวอย่าง ปีงบประมาณ พ.ศ. 2568\nคะแนน ITA 97.38\nผ่านดี\n"
    take(source(f"{report}O5\tแผนปฏิบัติการประจำปี\t0.00\tไม่พบรายงานผล\n"))
    notes = {score.node: score.note for score in workspace.year(2568).scores}
    assert notes == {"ITA": "ผ่านดี", "O5": "ไม่พบรายงานผล"}


def test_replace_takes_out_what_the_report_lacks(workspace, take, source):
    take(source(REPORT))
    without = "\n".join(line for line in REPORT.split("\n") if not line.startswith("O22"))
    plan = take(source(without), replace=True)
    assert plan.removed == 1
    assert "O22" not in official_scores(workspace.year(2567))


@pytest.mark.in_turn
def test_the_form_of_the_program_brings_back_all_that_is_filled_in(workspace, take, tmp_path):
    from openpyxl import load_workbook

    path = write_template("results", tmp_path / "แบบกรอก.xlsx", years.add_year(workspace, 2567))
    assert take(path).writes() == []
    book = load_workbook(path)
    scores_sheet, respondents = book.worksheets[0], book.worksheets[-1]
    filled = {
        "ITA": ("97.38", None, None, "ผ่านดี"),
        "I3": ("๙๙.๕๒", 3, 623, None),
        "O5": (0, None, None, "ไม่พบรายงานผล"),
    }
    for row in scores_sheet.iter_rows():
        if row[0].value in filled:
            row[2].value, row[3].value, row[4].value, row[9].value = filled[row[0].value]
    tables = {
        "1.IIT": (359, 265, 2, "626"),
        "1.ภาษาไทย (Thai)": (617,),
        "age อายุ": None,
        "2.20 - 30 ปี": (1,),
        "1 ฝ่ายปกครอง": (33, "99.40", 62, "97.85", "98.63"),
        "6 *งานอื่นๆ": (281, *["95.19"] * 7),
        "2.": ("เพิ่มที่จอดรถ 20 คัน",),
    }
    done = set()
    for row in respondents.iter_rows():
        name = row[0].value
        if tables.get(name) and name not in done:
            done.add(name)
            for cell, value in zip(row[1:], tables[name], strict=False):
                cell.value = value
    book.save(path)
    plan = take(path)
    assert (plan.base.year, plan.skipped) == (2567, ())
    year = workspace.year(2567)
    assert official_scores(year) == {"ITA": Decimal("97.38"), "I3": Decimal("99.52"), "O5": 0}
    assert {score.node: score.note for score in year.scores} == {
        "ITA": "ผ่านดี",
        "I3": "",
        "O5": "ไม่พบรายงานผล",
    }
    assert [answer.count for answer in year.answers_of("I3")] == [3, 623]
    assert [
        (answer.option, answer.label, answer.count)
        for answer in year.answers
        if answer.question == "age"
    ] == [(2, "20 - 30 ปี", 1)]
    shown = {
        (figure.breakdown, figure.name, figure.node): (figure.count, figure.value)
        for figure in year.group_figures
    }
    assert shown[Breakdown.SEX, "หญิง", "IIT"] == (265, None)
    assert shown[Breakdown.LANGUAGE, "ภาษาไทย (Thai)", "EIT"] == (617, None)
    assert shown[Breakdown.DEPARTMENT, "ฝ่ายปกครอง", "EIT"] == (62, Decimal("97.85"))
    assert shown[Breakdown.SERVICE, "*งานอื่นๆ", "E6"] == (None, Decimal("95.19"))
    assert [comment.text for comment in year.comments] == ["เพิ่มที่จอดรถ 20 คัน"]
    workspace.undo()
    assert official_scores(workspace.year(2567)) == {}


def test_the_form_of_a_year_goes_into_no_other_year(workspace, take, tmp_path):
    path = write_template("results", tmp_path / "แบบกรอก.xlsx", years.add_year(workspace, 2567))
    with pytest.raises(InputError, match="เป็นผลปี 2567"):
        take(path, 2568)


SERVICES = (
    "งานขออนุมัติ/ อนุญาต", "งานทะเบียน", "งานจัดเก็บรายได้/ ภาษี", "งานเปรียบเทียบปรับ", "งานจัดซื้อจัดจ้าง",
    "*งานอื่นๆ",
)  # fmt: skip


@pytest.mark.in_turn
def test_services_are_kept_and_printed_as_the_report_names_them_and_read_back(
    workspace, take, source, tmp_path
):
    take(source(REPORT))
    year = workspace.year(2567)
    named = dict.fromkeys(figure.name for figure in year.figures_by(Breakdown.SERVICE))
    assert tuple(named) == SERVICES
    done = exporting.export(
        ReportContext(year), "result-report", tmp_path, formats=[Format.XLSX, Format.PDF]
    )
    texts = plain_text(
        document("result-report").build(ReportContext(year), Digits.ARABIC)
    ).splitlines()
    assert [f"{number} {name}" in texts for number, name in enumerate(SERVICES, 1)] == [True] * 6
    questions = texts[texts.index("E3") + 1 : texts.index("E4")]
    assert (
        tuple(question for question in questions if not question.startswith("- "))[:6] == SERVICES
    )
    for file in done.files:
        apply_import(workspace, plan_file(workspace, 2567, "results", file))
        assert workspace.year(2567).group_figures == year.group_figures


def test_a_service_is_the_same_with_and_without_the_star_of_the_form(workspace, take, source):
    take(source(REPORT.replace("*งานอื่นๆ", "งานอื่นๆ")))
    before = workspace.dump()
    again = plan_file(workspace, 2567, "results", source(REPORT, "อีกฉบับ.txt"))
    assert [change.cells for change in again.changes] == []
    assert workspace.dump() == before


def test_the_star_of_a_service_is_none_of_a_sentence(workspace, take, source):
    take(source(REPORT))
    context = ReportContext(workspace.year(2567))
    text = plain_text(document("result-analysis").build(context, Digits.ARABIC))
    assert [line for line in text.splitlines() if "*งาน" in line] == ["*งานอื่นๆ"]
    assert "งานอื่นๆ (ได้" in text


# -- the year


def test_a_file_that_tells_no_year_goes_where_it_is_sent(workspace, take, source):
    table = source("รหัส,คะแนน\nI1,99.30\n", "ผล.csv")
    assert take(table, 2568).warnings == ()
    years.add_year(workspace, 2569)
    plan = take(table)
    assert plan.base.year == 2569
    assert "จะลงในปี 2569" in said(plan)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("text", "year", "words"),
    [
        (REPORT, 2568, "เป็นผลปี 2567"),
        (REPORT + REPORT.replace("2567", "2566"), None, "หลายปี: 2567 .* และ 2566"),
        (REPORT.replace("2567", "2566"), None, "ไม่ได้ใช้กรอบการประเมินปี 2566"),
        (REPORT.replace("2567", "2564"), None, "ไม่ได้ใช้กรอบการประเมินปี 2564"),
        (REPORT.replace("2567", "2564"), None, r"2564: [1-9]\d* \S*(?: · [1-9]\d* \S*)? · ตรวจ"),
        (REPORT.replace("2567", "2559"), None, "ไม่มีกรอบการประเมินของปี 2559"),
        ("วันนี้อากาศดี\n", None, "ไม่พบคะแนน"),
    ],
)
def test_a_report_that_is_not_of_the_year_is_refused_and_nothing_changes(
    workspace, take, source, text, year, words
):
    before = workspace.dump()
    with pytest.raises(InputError, match=words):
        take(source(text), year)
    assert workspace.dump() == before


def test_a_report_of_another_office_is_told(take, source):
    plan = take(source(REPORT.replace("สำนักงานเขตตัวอย่าง", "สำนักงานเขตสมมติ")))
    assert "เป็นของสำนักงานเขตสมมติ" in said(plan)


def test_an_item_that_the_framework_lacks_is_left_out(workspace, take, source):
    plan = take(source("รหัส,คะแนน\nI99,50.00\nI1,99.30\n", "ผล.csv"), 2568)
    assert "ไม่มีรหัส I99" in said(plan)
    assert official_scores(workspace.year(2568)) == {"I1": Decimal("99.30")}


# -- contradictions


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("ประชาชน\t92.46", "ประชาชน\t94.26", "คะแนน E2 พิมพ์ไว้สองค่า คือ 94.26"),
        ("99.19", "91.99", "คะแนน 1 พิมพ์ 91.99 แต่คิดจากคะแนนที่อยู่ใต้ลงไปได้ 99.19"),
        ("E-Service\t100.00", "E-Service\t10.00", "O8 พิมพ์ 10.00 ทั้งที่"),
        ("16\t2.56%", "61\t2.56%", "คำตอบของ I1 รวมกันไม่ลงตัว"),
        ("รวม 626 คน", "รวม 662 คน", "ผู้ตอบ IIT พิมพ์ 662"),
        ("359\t265", "395\t265", "รวมตามเพศได้ 662"),
        ("โยธา\t76", "โยธา\t67", "รวมตามส่วนราชการได้ 617"),
        ("98.86\t62", "89.86\t62", "คะแนนเฉลี่ยของฝ่ายโยธา พิมพ์ 98.97 แต่คิดจากแถวเดียวกันได้ 94.47"),
        ("87.25\t88.00", "87.25\t80.88", "คะแนนเฉลี่ยของงานทะเบียน"),
    ],
)
def test_a_misread_digit_is_told(take, source, old, new, words):
    assert words in said(take(source(REPORT.replace(old, new, 1))))


def between(start: str, end: str) -> str:
    """The lines of the report's tables of answers from one item to the next."""
    whole = REPORT.partition("3.สถิติการตอบ IIT")[2]
    return start + whole.partition(f"\n{start}")[2].partition(f"\n{end}")[0]


def test_answers_to_another_question_about_the_respondents_are_told(take, source):
    asked = "3.สถิติการตอบ IIT\nage อายุ\n1.ชาย 400 63.90%\n2.หญิง 226 36.10%\n"
    plan = take(source(REPORT + asked))
    assert "คำตอบ “ชาย” ของ IIT อยู่ใต้คำถาม age" in said(plan)
    lost = asked.replace("3.สถิติการตอบ IIT\nage อายุ", "4.สถิติการตอบ EIT\nworkyear อายุงาน")
    assert "ของ EIT อยู่ใต้คำถาม workyear" in said(take(source(REPORT + lost)))


def test_answers_that_were_copied_from_another_item_are_told(take, source):
    of_e2 = between("E2\t", "E3\t").partition("\n")[2]
    of_e5 = between("E5\t", "E6\t").partition("\n")[2]
    plan = take(source(REPORT.replace(of_e5, of_e2)))
    assert "คำตอบของ E5 เหมือนกับของ E2 ทุกตัวเลือก แต่คะแนนต่างกัน" in said(plan)


def test_items_that_changed_places_above_their_answers_are_told(take, source):
    eight, nine = between("18\t", "19\t"), between("19\t", "110\t")
    swapped = REPORT.replace(eight, "?").replace(nine, eight).replace("?", nine)
    assert "คำตอบของ I8 อยู่หลัง I9 ผิดลำดับในรายงาน" in said(take(source(swapped)))


def test_a_code_that_was_read_as_another_one_is_not_taken_before_a_yes(workspace, take, source):
    lines = [line for line in REPORT.split("\n") if not line.startswith("I1\t")]
    plan = take(source("\n".join(lines).replace("I10\tมีการนำ", "I1\tมีการนำ")))
    assert "I1 ในไฟล์" in said(plan)
    assert "(ชื่อของ I10)" in said(plan)
    assert "I1" not in official_scores(workspace.year(2567))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("3\t0.48%", "3\t0.49%", "พิมพ์ 0.49% ซึ่งไม่ใช่ร้อยละของจำนวนนี้"),
        ("1.มี\t", "1.ไม่มีเลย\t", "พิมพ์ว่า “ไม่มีเลย” แต่ในแบบสอบถามคือ “มี”"),
    ],
)
def test_a_slip_in_one_answer_is_told(take, source, old, new, words):
    assert words in said(take(source(REPORT.replace(old, new, 1))))


def test_points_of_the_weight_must_be_what_the_score_gives(take, source):
    def cover(points: str, report: str = REPORT) -> str:
        return said(take(source(f"คะแนนเฉลี่ยตามค่าน้ำหนัก\nคะแนน EIT (30%) {points}\n{report}")))

    assert "คะแนนถ่วงน้ำหนัก EIT พิมพ์ 27.17 แต่คิดจากคะแนนได้ 27.71" in cover("27.17")
    assert "ถ่วงน้ำหนัก" not in cover("27.71")
    assert "แต่ไม่พบคะแนนเต็ม 100 จึงไม่ได้เก็บไว้" in cover("27.71", REPORT.partition("2.1")[0])
    # The printed scores of its indicators make it whole, also where an item is missing.
    lacking = re.sub("^E5\tมีการปรับปรุง.*\n", "", REPORT, flags=re.MULTILINE)
    assert "ถ่วงน้ำหนัก" not in cover("27.71", lacking)
    assert "แต่คิดจากคะแนนได้ 27.71" in cover("27.17", lacking)


def test_a_sentence_that_goes_on_behind_the_own_name_is_no_other_office(take, source):
    sentence = "ผลการประเมิน (ITA) เป็นดังนี้ สำนักงานเขตตัวอย่างจึงกำหนดมาตรการ\n"
    assert "ปนกับ" not in said(take(source(REPORT + sentence)))


def test_two_offices_in_one_file_are_told(take, source):
    other = "ผลการประเมินของสำนักงานเขตสมมติ กรุงเทพมหานคร ปีงบประมาณ พ.ศ. 2567\n"
    assert "มีชื่อสำนักงานเขตสมมติ ปนกับสำนักงานเขตตัวอย่าง" in said(take(source(REPORT + other)))


@pytest.mark.in_turn
@pytest.mark.parametrize("is_first", [False, True])
def test_of_the_reports_of_several_offices_the_own_one_is_read(workspace, take, source, is_first):
    other = REPORT.replace("ตัวอย่าง", "สมมติ").replace("99.30", "55.30").replace("97.38", "80.00")
    reports = [other, REPORT] if is_first else [REPORT, other]
    plan = take(source("\n".join(reports)))
    assert "มีผลของสำนักงานเขตสมมติด้วย จึงอ่านเฉพาะส่วนของสำนักงานเขตตัวอย่าง" in said(plan)
    data = workspace.year(2567)
    assert official_scores(data)["I1"] == Decimal("99.30")
    alone = take(source(REPORT))
    assert (alone.changes, alone.same) == ((), plan.added)
    assert len(data.comments) == 18


def test_answers_that_do_not_add_up_are_left_out_whole(workspace, take, source):
    take(source(REPORT.replace("16\t2.56%", "61\t2.56%", 1)))
    assert workspace.year(2567).answers_of("I1") == ()
    assert official_scores(workspace.year(2567))["I1"] == Decimal("99.30")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("16\t2.56%", "16\t256%", "ต้องอยู่ระหว่าง 0 ถึง 100"),
        ("16\t2.56%", "-16\t2.56%", "ติดลบ"),
    ],
)
def test_a_figure_that_cannot_be_is_told_and_left_out(workspace, take, source, old, new, words):
    plan = take(source(REPORT.replace(old, new, 1)))
    assert words in said(plan)
    assert workspace.year(2567).answers_of("I1") == ()


# -- whatever happened to the text


LINES = REPORT.split("\n")


def empty_year() -> YearData:
    framework = years.framework_for(2567)
    record = years.year_record(2567, framework)
    return YearData(Organisation(id="o", name="สำนักงานเขตตัวอย่าง"), record, framework)


BASE = empty_year()
PARENTS = {place.code: place.parent for place in BASE.framework.outline}


def planned(lines):
    return plan_for(BASE, read_report([read_lines("\n".join(lines), "รายงาน.txt")]))


def facts(plan):
    """Everything that would be stored, with where it came from."""
    found = {}
    for change in plan.changes:
        for write in change.writes:
            record = write.record
            if isinstance(record, Score):
                key, value = (record.node,), record.value
            elif isinstance(record, Answer):
                key, value = (record.question, str(record.option)), (record.count, record.percent)
            elif isinstance(record, GroupFigure):
                key = (record.breakdown.value, record.name, record.node)
                value = (record.count, record.value)
            else:
                continue
            found[key] = (value, change.origins[0])
    return found


TRUTH = {key: value for key, (value, _) in facts(planned(LINES)).items()}


def damaged(rng: random.Random) -> list[str]:
    """The report with some lines lost, joined, moved, and with digits that changed places."""
    lines = list(LINES)
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(lines) - 1)
        match rng.choice(("drop", "join", "move", "digits")):
            case "drop":
                del lines[at]
            case "join":
                lines[at : at + 2] = [lines[at] + rng.choice((" ", "", "\t")) + lines[at + 1]]
            case "move":
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                line = lines[at]
                pairs = [
                    place
                    for place in range(len(line) - 1)
                    if line[place : place + 2].isdigit() and line[place] != line[place + 1]
                ]
                if pairs:
                    place = rng.choice(pairs)
                    swapped = line[place + 1] + line[place]
                    lines[at] = line[:place] + swapped + line[place + 2 :]
    return lines


@pytest.mark.in_turn
@settings(max_examples=examples(120))
@given(st.integers(0, 10**9))
def test_a_damaged_report_gives_no_wrong_figure_without_a_word_about_it(seed):
    try:
        plan = planned(damaged(random.Random(seed)))
    except ItaError:
        return  # refused as a whole, in a sentence
    remarks = (*plan.skipped, *plan.warnings)
    for key, (value, origin) in facts(plan).items():
        if TRUTH.get(key) != value:
            names = [rf"(?<![\w.]){re.escape(part)}(?![\w.])" for part in key if len(part) > 1]
            above = PARENTS.get(key[0], "")  # an indicator that does not follow from its items
            assert any(
                remark.origin == origin
                or remark.fields.get("code") == above
                or any(re.search(name, remark.text) for name in names)
                for remark in remarks
            ), (key, value)


@settings(max_examples=examples(60))
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=40))
def test_no_text_at_all_makes_the_reader_fail(lines):
    with suppress(ItaError):  # refused in a sentence
        planned(lines)


def test_a_pasted_table_with_codes_under_numbers_is_one_of_results(workspace):
    """Where names stand empty beside the codes; no remark is lost, and the sum of OIT is none of
    ITA."""
    cells = [["ที่", "ชื่อข้อ", "คะแนน", "หมายเหตุ"], ["O1", "", "100", ""], ["O3", "", "", "ขาดชื่อ"],
             ["", "รวม", "89", ""]]  # fmt: skip
    assert is_headed("results", cells)
    pasted = read_pasted(cells, "ตารางที่วาง")
    only = only_list(find_parts([pasted]))
    assert only is not None
    assert only.kind == "results"
    plan = plan_source(workspace, None, "results", pasted, shown=2568)
    apply_import(workspace, plan)
    data = workspace.year(2568)
    assert {score.node: score.value for score in data.scores} == {"O1": Decimal(100)}
    assert ["“รวม”" in flaw.why for flaw in plan.flaws] == [True]
    assert [(remark.node, remark.text) for remark in data.remarks] == [("O3", "ขาดชื่อ")]


def test_a_second_remark_of_an_item_is_told_unless_it_is_the_same(workspace, take, source):
    rows = "ข้อ,คะแนน,ข้อสังเกต\nO1,100,ครบ\nO1,100,ครบ\nO1,100,ไม่มีชั้นสอง\nO1,100,\n"
    plan = take(source(rows, "ก.csv"), 2568)
    assert [score.note for score in workspace.year(2568).scores] == ["ครบ"]
    assert [origin.row for origin in plan.unchanged] == [3, 5]
    assert [remark.why for remark in plan.warnings] == ["O1 ซ้ำกับแถว 2"] * 2
    assert [(skipped.row, skipped.why.partition(" · ")[0]) for skipped in plan.skipped] == [
        (4, "ข้อสังเกต “ไม่มีชั้นสอง” ของ O1 ไม่ได้นำเข้า เพราะแถว 2 บอกไว้ไม่เหมือนกัน")
    ]


def test_the_year_stated_around_a_table_is_no_guess(workspace):
    source = read_pasted((("เครื่องมือ", "คะแนน"), ("IIT", "97"), ("OIT", "98")), "ก.csv")
    stated = plan_results(workspace, source, stated=2568)
    assert not any("ไม่บอกว่าเป็นผลของปีใด" in warning.why for warning in stated.warnings)
    assert stated.ignored_columns == ()
    guessed = plan_results(workspace, source, shown=2568)
    assert any("ไม่บอกว่าเป็นผลของปีใด" in warning.why for warning in guessed.warnings)


@pytest.mark.parametrize("name", ["ผล.json", "ผล.csv"])
def test_scores_of_more_than_two_decimals_are_rounded_and_told(tmp_path, name, workspace):
    table = "รหัส,คะแนนทางการ\nI1,91.23456\nI2,92.5\n"
    items = '{"code": "I1", "score": 91.23456}, {"code": "I2", "score": 92.5}'
    lists = '{"schema": "ita-results-2568/1", "fiscal_year_be": 2568, "items": [' + items + "]}"
    (path := tmp_path / name).write_text(lists if name.endswith("json") else table, "utf-8")
    for again in (False, True):
        plan = plan_file(workspace, 2568, "results", path)
        assert len(plan.changes) == (0 if again else 2)
        (told,) = (one.why for one in plan.warnings if "ทศนิยม" in one.why)
        assert "I1 91.23456 เป็น 91.23" in told
        apply_import(workspace, plan)
