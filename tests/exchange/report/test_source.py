"""What a result may come in: PDF, text, JSON, a table; and what is refused."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files import formats
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.source import read_file
from ita_desktop.paths import resource
from tests.support.places import FIXTURES


def read(path: Path):
    return read_results(read_file(path))


def pdf_of(text: str) -> bytes:
    """A PDF that prints the text's lines, 40 a page."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Thai", next(resource("fonts").glob("**/Sarabun-Regular.ttf"))))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(1800, 842))
    lines = [line for line in text.split("\n") if line.strip() and "<table" not in line]
    for number, line in enumerate(lines):
        if number % 40 == 0:
            if number:
                canvas.showPage()
            canvas.setFont("Thai", 9)
        canvas.drawString(20, 800 - 18 * (number % 40), line.replace("\t", "   "))
    canvas.save()
    return file.getvalue()


def test_a_pdf_gives_the_same_figures_with_page_and_line(tmp_path):
    text = (FIXTURES / "report_2567.txt").read_text(encoding="utf-8")
    path = tmp_path / "รายงาน.pdf"
    path.write_bytes(pdf_of(text))
    results = read(path)
    printed = {figure.node: figure.value for figure in read(FIXTURES / "report_2567.txt").figures}
    assert {figure.node: figure.value for figure in results.figures} == printed
    places = [figure.origin.place for figure in results.figures if figure.node == "I1"]
    assert places[0] == "หน้า 1 บรรทัด 40"
    assert results.answers


def test_marks_that_a_pdf_draws_after_the_word_go_back_to_their_letters(tmp_path):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Thai", next(resource("fonts").glob("**/Sarabun-Regular.ttf"))))
    path = tmp_path / "รายงาน.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Thai", 12)
    before, after = "ตัวชี", "วัด 1 การปฏิบัติหน้าที่ 99.19"
    canvas.drawString(50, 700, before)
    width = pdfmetrics.stringWidth("ตวช", "Thai", 12)
    canvas.drawString(50 + width, 700, after)
    canvas.drawString(50 + width, 702, "้")
    canvas.save()
    assert [(figure.node, figure.value, figure.title) for figure in read(path).figures] == [
        ("1", Decimal("99.19"), "การปฏิบัติหน้าที่")
    ]


def test_json_says_what_the_text_says():
    of_json, of_text = read(FIXTURES / "results_2567.json"), read(FIXTURES / "report_2567.txt")

    def answers(results):
        return {
            (answer.question, answer.option): (answer.label, answer.count)
            for answer in results.answers
        }

    def groups(results):
        return {
            (group.by, group.name, group.node): (group.count, group.value)
            for group in results.groups
        }

    assert answers(of_json) == answers(of_text)
    assert groups(of_json) == groups(of_text)
    assert {figure.node: figure.value for figure in of_json.figures} == {
        figure.node: figure.value for figure in of_text.figures
    }


def test_a_table_with_codes_and_scores_is_read_by_its_headings(tmp_path):
    path = tmp_path / "ผล.csv"
    path.write_text(
        "รหัส,รายการ,คะแนนทางการ,จำนวนตอบ 1,จำนวนตอบ 2,ข้อสังเกตของผู้ตรวจ\n"
        "ITA,,97.38,,,\nI3,,99.52,3,623,\nO5,,0,,,ไม่พบรายงานผล\nตัวชี้วัด 9.1,,๑๐๐.๐๐,,,\n",
        encoding="utf-8",
    )
    results = read(path)
    assert [(figure.node, figure.value) for figure in results.figures] == [
        ("ITA", Decimal("97.38")),
        ("I3", Decimal("99.52")),
        ("O5", Decimal(0)),
        ("9.1", Decimal("100.00")),
    ]
    assert results.figures[2].remark == "ไม่พบรายงานผล"
    assert [(answer.option, answer.count) for answer in results.answers] == [(1, 3), (2, 623)]


@pytest.mark.parametrize(
    "heading",
    [
        "ความเห็นผู้ประเมิน",
        "ความเห็นของผู้ตรวจประเมิน",
        "ข้อเสนอแนะ",
        "ข้อสังเกต/ข้อเสนอแนะ",
        "เหตุผลที่ไม่ให้คะแนน",
    ],
)
def test_an_assessors_remark_without_a_score_is_kept_whatever_its_column_is_called(
    tmp_path, heading
):
    path = tmp_path / "ผล.csv"
    path.write_text(
        f"ข้อ,รายการ,คะแนน,{heading}\nO1,โครงสร้าง,100,\nO2,ผู้บริหาร,,ขาดชื่อผู้บริหาร\n", encoding="utf-8"
    )
    results = read(path)
    assert [(remark.node, remark.text) for remark in results.remarks] == [("O2", "ขาดชื่อผู้บริหาร")]
    assert results.ignored_columns == ()


@pytest.mark.parametrize("head", ["ตัวชี้วัด,รายการ", "ข้อคำถาม,ชื่อ", "ที่,รายการ"])
def test_a_table_with_codes_under_another_heading_loses_no_remark_and_no_score(tmp_path, head):
    path = tmp_path / "ผล.csv"
    first = head.startswith("ที่")
    rows = [
        ("O1", "100", ""),
        ("O2", "", "ขาดชื่อผู้บริหาร"),
        ("O3", "0", "เปิดไม่ได้"),
        ("รวม", "89.89", ""),
    ]
    lines = [
        ",".join([str(number) if first else code, code if first else "", score, remark])
        for number, (code, score, remark) in enumerate(rows, 1)
    ]
    path.write_text("\n".join([f"{head},ผลคะแนน,หมายเหตุ", *lines]), encoding="utf-8")
    results = read(path)
    assert [(figure.node, figure.value, figure.remark) for figure in results.figures] == [
        ("O1", Decimal(100), ""),
        ("O3", Decimal(0), "เปิดไม่ได้"),
    ]
    assert [(remark.node, remark.text) for remark in results.remarks] == [("O2", "ขาดชื่อผู้บริหาร")]
    assert any("ไม่ได้อ่านเป็นคะแนนรวม ITA" in flaw.why for flaw in results.flaws)


def test_the_total_below_the_items_of_an_indicator_is_none_of_ita(tmp_path):
    path = tmp_path / "ผล.csv"
    path.write_text(
        "ข้อ,คำถาม,คะแนน\nตัวชี้วัดที่ 1 การปฏิบัติหน้าที่,,74.42\nI1,ก,90.11\nI2,ข,91.12\nI3,ค,41.73\n"
        "รวม,,74.42\n",
        encoding="utf-8",
    )
    results = read(path)
    assert [figure.node for figure in results.figures] == ["1", "I1", "I2", "I3"]
    assert ["74.42" in flaw.why or "รวม" in flaw.why for flaw in results.flaws] == [True]


@pytest.mark.parametrize("head", ["ที่", "ลำดับ", "ลำดับที่", "ข้อที่", "No."])
@pytest.mark.parametrize("names", ["รายการ", "ตัวชี้วัด", "ข้อ", "ชื่อข้อ"])
@pytest.mark.parametrize("total", ["รวม,", ",รวม", "คะแนนรวม,"])
def test_codes_are_found_beside_an_empty_column_of_names(tmp_path, head, names, total):
    path = tmp_path / "ผล.csv"
    path.write_text(
        f"{head},{names},คะแนน,หมายเหตุ\nO1,,100,\nO2,,,ขาดชื่อผู้บริหาร\nO3,,0,เปิดไม่ได้\n"
        f"I1,,99.3,\n{total},89.89,\n",
        encoding="utf-8",
    )
    results = read(path)
    assert [(figure.node, figure.value, figure.remark) for figure in results.figures] == [
        ("O1", Decimal(100), ""),
        ("O3", Decimal(0), "เปิดไม่ได้"),
        ("I1", Decimal("99.3"), ""),
        ("ITA", Decimal("89.89"), ""),
    ]
    assert [(remark.node, remark.text) for remark in results.remarks] == [("O2", "ขาดชื่อผู้บริหาร")]
    assert results.skipped == ()


def test_numbers_of_rows_are_no_codes(tmp_path):
    path = tmp_path / "ผล.csv"
    path.write_text(
        "ที่,รายการ,คะแนน,หมายเหตุ\n1,O1 ข้อมูลพื้นฐาน,100,\n2,O2 ผู้บริหาร,,ขาดชื่อ\n3,O3 อำนาจหน้าที่,50,\n",
        encoding="utf-8",
    )
    results = read(path)
    assert [figure.node for figure in results.figures] == ["O1", "O3"]
    assert [(remark.node, remark.text) for remark in results.remarks] == [("O2", "ขาดชื่อ")]


def test_a_report_in_a_workbook_is_read_with_its_numbers_as_they_are_shown(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["3.สถิติการตอบ IIT"])
    sheet.append(["I3", "มีการเรียกรับสินบนจากการปฏิบัติหน้าที่", 99.52])
    for row, (label, count, share) in enumerate(
        (("1.มี", 3, 3 / 626), ("2.ไม่มี", 623, 623 / 626)), 3
    ):
        sheet.append(["", label, count, share])
        sheet.cell(row, 4).number_format = "0.00%"
    path = tmp_path / "รายงาน.xlsx"
    book.save(path)
    results = read(path)
    assert results.skipped == ()
    assert [(answer.label, answer.count, answer.percent) for answer in results.answers] == [
        ("มี", 3, Decimal("0.48")),
        ("ไม่มี", 623, Decimal("99.52")),
    ]


def test_a_code_merged_over_the_rows_of_its_answers_stands_once(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["3.สถิติการตอบ IIT"])
    sheet.append(["I3", "มีการเรียกรับสินบนจากการปฏิบัติหน้าที่", "", "", "99.52"])
    sheet.append(["", "1.มี", "3", "0.48%", ""])
    sheet.append(["", "2.ไม่มี", "623", "99.52%", ""])
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("E2:E4")
    path = tmp_path / "รายงาน.xlsx"
    book.save(path)
    results = read(path)
    assert results.skipped == ()
    assert [(figure.node, figure.value) for figure in results.figures] == [("I3", Decimal("99.52"))]
    assert [(answer.question, answer.count) for answer in results.answers] == [
        ("I3", 3),
        ("I3", 623),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", '{"schema": ', "อ่านไม่ได้"),
        ("a.json", "[" * 100_000, "อ่านไม่ได้"),
        ("a.json", '{"schema": "ita-results-2567/1", "totals": {"ita_score": NaN}}', "อ่านไม่ได้"),
        ("a.json", '{"schema": "something"}', "ไม่ใช่ผลการประเมิน"),
        ("a.json", "[1]", "ไม่ใช่ผลการประเมิน"),
        ("a.rtf", "{\\rtf1\\ansi text}", "RTF"),
        ("a.pdf", "%PDF-1.7 ...", "อ่าน PDF"),
        ("a.txt", "สวัสดี\n", "ไม่พบคะแนน"),
        ("a.txt", "", "ว่าง"),
        ("a.txt", "คะแนนตัวชี้วัด\n" + "ก" * (formats.MAX_LINE + 1), "ยาวเกิน"),
        ("a.txt", "คะแนนตัวชี้วัด\n" * (formats.MAX_ROWS + 1), "มากกว่าที่นำเข้าได้"),
    ],
)
def test_what_is_no_result_is_refused_in_one_sentence(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read(path)


def test_a_pdf_of_pictures_says_that_it_has_no_text(tmp_path):
    path = tmp_path / "ภาพ.pdf"
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    canvas.rect(10, 10, 50, 50)
    canvas.save()
    with pytest.raises(InputError, match="เป็นภาพ"):
        read(path)


def test_a_pdf_of_many_pages_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("ita_desktop.exchange.files.formats.MAX_PAGES", 1)
    path = tmp_path / "ยาว.pdf"
    path.write_bytes(pdf_of("ก\n" * 41))
    with pytest.raises(InputError, match="ยาวเกิน"):
        read_file(path, "results")


def test_json_that_brings_more_than_is_known_says_so(tmp_path):
    path = tmp_path / "ผล.json"
    content = {
        "schema": "ita-results-2567/1",
        "fiscal_year_be": 2567,
        "items": [{"code": "I1", "score": 99.3}],
        "narrative_extremes": {"highest_item": "I1", "highest_item_score": 99.3},
        "by_school": [{"name": "โรงเรียน", "score": 90}],
        "not_printed": ["ระดับ"],
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    results = read(path)
    assert [year.value for year in results.years] == [2567]
    assert [(figure.node, figure.summary) for figure in results.figures] == [
        ("I1", False),
        ("I1", True),
    ]
    assert [one.why for one in results.skipped] == [
        "ไม่รู้จัก “by_school” จึงไม่ได้อ่าน · ดูในรายงาน แล้วกรอกเองหลังนำเข้า"
    ]


def told_of(tmp_path, **content):
    """What is read of a JSON file, and what is told of it."""
    given = {"schema": "ita-results-2567/1", "fiscal_year_be": 2567, **content}
    (path := tmp_path / "ผล.json").write_text(json.dumps(given), encoding="utf-8")
    results = read(path)
    return results, [one.why.partition(" · ")[0] for one in results.skipped]


def test_fields_of_json_that_nobody_reads_are_told_once_a_list(tmp_path):
    results, told = told_of(
        tmp_path,
        organisation="สำนักงานเขตตัวอย่าง",
        totals={"ita_score": 97.38, "rank": 5},
        items=[
            {"code": "I1", "score": 99, "note": "ก", "source_lines": {"score": 3}},
            {"code": "I2", "score": 98, "note": "ข", "empty": None},
        ],
        respondents={"by_age": [{"age": "20", "count": 3}], "total": 5},
        respondent_comments={"IIT": ["ดีมาก", {"text": "ควรปรับ"}], "OIT": [{"text": "ค"}]},
    )
    assert told == ["“respondents.total” ไม่ใช่รายการ จึงไม่ได้อ่าน"]
    assert [one.why.partition(" · ")[0] for one in results.doubts] == [
        "ไม่ได้อ่านช่อง “rank” (1 รายการ)",
        "ไม่ได้อ่านช่อง “note” (2 รายการ)",
        "ไม่ได้อ่านช่อง “by_age” (1 รายการ)",
        "ไม่ได้อ่านช่อง “OIT” (1 รายการ)",
    ]
    assert [one.text for one in results.comments] == ["ดีมาก", "ควรปรับ"]
    assert [one.value for one in results.agencies] == ["สำนักงานเขตตัวอย่าง"]


@pytest.mark.parametrize("score", ["N/A", True, [1], {"value": 100}])
def test_one_wrong_field_of_json_takes_no_other_with_it(tmp_path, score):
    shares = [{"option": 1, "label": "มี", "count": 3}]
    items = [{"code": "I3", "score": score, "score_in_analysis": 98.5, "distribution": shares}]
    units = [
        {"name": "ฝ่ายโยธา", "iit_count": 3, "iit_score": score, "eit_count": 4, "eit_score": 90}
    ]
    results, told = told_of(tmp_path, items=items, by_department=units)
    assert [(one.node, one.value) for one in results.figures] == [("I3", Decimal("98.5"))]
    assert [one.count for one in results.answers] == [3]
    assert [(one.node, one.count) for one in results.groups] == [("IIT", 3), ("EIT", 4)]
    written = score if isinstance(score, str) else json.dumps(score)
    assert [why.split("”")[0] for why in told] == [f"“{written}"] * 2


def test_one_wrong_number_of_json_takes_no_other_with_it(tmp_path):
    instruments = [{"code": "IIT", "weight": "สามสิบ", "weighted_score": 29, "respondents": 9}]
    people = {"by_instrument": [{"instrument": "IIT", "male": "ก", "female": 2, "total": 9}]}
    scores = {"E1": 90, "E2": 91}
    services = [{"name": "ทะเบียน", "eit_count": "ก", "eit_score": 92, "item_scores": scores}]
    results, told = told_of(
        tmp_path, instruments=instruments, respondents=people, by_service_type=services
    )
    assert [(one.node, one.name, one.count, one.value) for one in results.groups] == [
        ("IIT", "", 9, None),
        ("EIT", "ทะเบียน", None, Decimal(92)),
        ("E1", "ทะเบียน", None, Decimal(90)),
        ("E2", "ทะเบียน", None, Decimal(91)),
        ("IIT", "หญิง", 2, None),
        ("IIT", "", 9, None),
    ]
    assert told == ["“สามสิบ” ไม่ใช่ตัวเลข", *["“ก” ไม่ใช่ตัวเลข"] * 2]


def test_more_points_than_there_are_in_json_are_told(tmp_path):
    results, told = told_of(tmp_path, totals={"oit_score_of_40": 45, "ita_score": 90})
    assert [one.node for one in results.figures] == ["ITA"]
    assert told == ["คะแนน “45” ไม่ใช่ตัวเลข 0 ถึง 40"]


def test_a_remark_of_json_that_is_no_text_is_told(tmp_path):
    items = [{"code": "O1", "score": 0, "comment": ["ก", "ข"]}]
    results, told = told_of(tmp_path, items=items)
    assert [one.value for one in results.figures] == [Decimal(0)]
    assert told == ['ช่อง “comment” ไม่ใช่ข้อความ: “["ก", "ข"]”']


def test_a_field_that_stands_twice_in_json_is_refused(tmp_path):
    (path := tmp_path / "ผล.json").write_text(
        '{"schema": "ita-results-2567/1", "items": [{"code": "I1", "score": 5, "score": 6}]}',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="“score” สองครั้ง"):
        read(path)


@pytest.mark.parametrize(
    ("schema", "stated", "year", "is_told"),
    [
        ("2567", 2568, 2568, True),
        ("2564", 2565, 2565, True),
        ("2567", "๒๕๖๗", 2567, False),
        ("2567", "พ.ศ. 2567", 2567, False),
        ("2567", 2024, 2567, False),
    ],
)
def test_json_of_a_year_may_have_the_form_of_an_earlier_one(
    tmp_path, schema, stated, year, is_told
):
    content = {
        "schema": f"ita-results-{schema}/1",
        "fiscal_year_be": stated,
        "items": [{"code": "I1", "score": 99.3}],
    }
    (path := tmp_path / "ผล.json").write_text(json.dumps(content), encoding="utf-8")
    results = read(path)
    assert [each.value for each in results.years] == [year]
    assert [str(year) in each.why and schema in each.why for each in results.doubts] == (
        [True] if is_told else []
    )


@pytest.mark.parametrize("score", ["99,3", "๙๙.๓๐", "99.30%", "99.3 คะแนน"])
@pytest.mark.parametrize("code", ["I1", "i 1", "ข้อ I๑", "I-1", "Ｉ1"])
def test_codes_and_scores_of_json_may_be_written_as_people_do(tmp_path, code, score):
    content = {"schema": "ita-results-2567/1", "items": {code: score, "I2": {"score": "-"}}}
    (path := tmp_path / "ผล.json").write_text(json.dumps(content), encoding="utf-8")
    results = read(path)
    assert [(figure.node, figure.value) for figure in results.figures] == [("I1", Decimal("99.3"))]
    assert results.skipped == ()


def test_points_of_the_weight_of_oit_may_be_written_as_printed(tmp_path):
    content = {"schema": "ita-results-2564/1", "totals": {"oit_score_of_40": "๒๕.๒๔/๔๐"}}
    (path := tmp_path / "ผล.json").write_text(json.dumps(content), encoding="utf-8")
    assert [(one.node, one.value) for one in read(path).figures] == [("OIT", Decimal("63.10"))]


@pytest.mark.parametrize(
    "name", ["totals", "respondents", "by_department", "demographics", "respondent_comments"]
)
def test_json_with_something_else_in_place_of_a_list_says_so(tmp_path, name):
    content = {"schema": "ita-results-2567/1", "items": {"I1": 99}, name: "99.3"}
    (path := tmp_path / "ผล.json").write_text(json.dumps(content), encoding="utf-8")
    assert [name in one.why for one in read(path).skipped] == [True]


def test_entries_of_json_that_cannot_be_right_are_listed_one_by_one(tmp_path):
    path = tmp_path / "ผล.json"
    entries = [
        {"code": "I1", "score": 101},
        {"code": "I2", "score": "สูง"},
        5,
        {"code": "X1", "score": 5},
        {"code": "I3", "score": 99.5, "distribution": [{"option": 1, "label": "มี", "count": -1}]},
        {"code": "I4", "score": "98.66"},
    ]
    path.write_text(
        json.dumps({"schema": "ita-results-2567/1", "fiscal_year_be": 2567, "items": entries}),
        encoding="utf-8",
    )
    results = read(path)
    assert [figure.node for figure in results.figures] == ["I3", "I4"]
    assert [one.row for one in results.skipped] == [1, 2, 3, 4, 5]
    assert results.answers == ()


def test_a_wrong_option_of_json_takes_no_other_one_with_it(tmp_path):
    path = tmp_path / "ผล.json"
    options = [
        {"option": 1, "label": "มาก", "count": 5},
        {"option": 2, "label": "น้อย", "count": "x"},
        {"option": 3, "label": "ไม่มี", "count": 7, "percent": 700},
        "หก",
        {"option": 5, "label": "อื่น", "count": 9},
        {"label": "ไม่มีเลข", "count": 1},
    ]
    entries = [
        {"code": "I1", "score": 91, "distribution": options},
        {"code": "I2", "score": 92, "distribution": "5 7 9"},
    ]
    path.write_text(
        json.dumps({"schema": "ita-results-2567/1", "fiscal_year_be": 2567, "items": entries}),
        encoding="utf-8",
    )
    results = read(path)
    assert [(answer.option, answer.count, answer.percent) for answer in results.answers] == [
        (1, 5, None),
        (3, 7, None),
        (5, 9, None),
    ]
    assert [one.row for one in results.skipped] == [1, 1, 1, 1, 2]
    assert [figure.node for figure in results.figures] == ["I1", "I2"]
