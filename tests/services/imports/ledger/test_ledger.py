"""What of a file stands nowhere after an import is listed by the engine, whole and with its
place."""

from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl.comments import Comment
from openpyxl.styles import Font

from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.text import key
from ita_desktop.exchange.sheets import Origin
from ita_desktop.exchange.source import read_pasted
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.ledger.entries import ListedRows
from ita_desktop.services.imports.ledger.known import known_of_program, pieces_of
from ita_desktop.services.imports.ledger.ledger import left_of_plan
from ita_desktop.services.years import years
from tests.services.imports.foreign.test_foreign import foreign_book
from tests.support.known_files import begun_workspace, opened_unread
from tests.support.taken_in import plan_source


@pytest.fixture
def book(tmp_path):
    """Writes rows into a workbook."""

    def written(*rows, name="ก.xlsx"):
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

    return written


def left_in(workspace, path):
    series = plan_parts(workspace, find_in([path], workspace.year(2568)).parts, shown=2568)
    return series.left


def texts(left):
    return [(each.origin.row if each.origin else None, each.text) for each in left]


def left_of_pasted(workspace, kind, *rows):
    source = read_pasted(rows, "ตาราง")
    return left_of_plan(source, plan_source(workspace, 2568, kind, source))


@pytest.mark.parametrize("body", ["คณะทำงานการประเมิน ITA", "คณะกรรมการอำนวยการ"])
def test_the_body_behind_the_title_of_an_agenda_and_who_presents_are_read(
    workspace, tmp_path, body
):
    document = Document()
    document.add_paragraph(f"ระเบียบวาระการประชุม{body} ครั้งที่ ๓/๒๕๖๘")
    document.add_paragraph("วันพุธที่ ๑๕ มกราคม ๒๕๖๘ เวลา ๑๓.๓๐ น. ณ ห้องประชุมชั้น ๒")
    table = document.add_table(0, 3)
    for cells in (
        ("ระเบียบวาระ", "เรื่อง", "ผู้นำเสนอ"),
        ("๑", "เรื่องประธานแจ้งที่ประชุมทราบ", "ประธาน"),
        ("๒", "เรื่องเพื่อพิจารณา", ""),
        ("๒.๑", "ผลการตรวจลิงก์", "ฝ่ายปกครอง"),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(tmp_path / "ก.docx")
    assert texts(left_in(workspace, tmp_path / "ก.docx")) == []


def test_a_decimal_comma_is_that_of_the_score_that_was_read(workspace, book):
    rows = (("I1", "85,5", "10,5"), ("I2", "91,25 คะแนน", ""))
    left = left_in(workspace, book(("ผลการประเมิน ITA ปี 2568",), ("ข้อ", "คะแนน", "ลด"), *rows))
    assert texts([each for each in left if any(map(str.isdigit, each.text))]) == [(3, "10,5")]


@pytest.mark.parametrize(
    "figure", [" คะแนน 91.11", " = 91.11", " (91.11 คะแนน)", "\n(91.11)", "\n[91.11]"]
)
def test_a_figure_in_the_cell_of_an_item_is_left_and_the_item_is_not(workspace, book, figure):
    path = book(
        ("ข้อ", "ประเด็นที่ต้องปรับปรุง", "มาตรการ"),
        (f"I1 เต็มใจให้บริการ เท่าเทียม ไม่เลือกปฏิบัติ{figure}", "ช้า", "เพิ่มช่องบริการ"),
    )
    (left,) = left_in(workspace, path)
    assert (left.text.strip("()[]"), left.origin.row, left.column) == ("91.11", 2, 0)
    assert "เต็มใจให้บริการ" in left.cell


def test_words_for_a_role_or_a_telephone_are_read_as_these(workspace):
    owners = left_of_pasted(
        workspace,
        "assignments",
        ("ข้อ", "หน่วยงานหลัก", "หน่วยงานสนับสนุน"),
        ("O2", "ฝ่ายโยธา (หลัก)", "ฝ่ายการคลัง (ร่วม), ฝ่ายรายได้"),
    )
    begun = left_of_pasted(
        workspace,
        "assignments",
        ("ข้อ", "หน่วยงานหลัก", "หน่วยงานสนับสนุน"),
        ("ตัวชี้วัดย่อยที่ ๙.๓", "", ""),
        ("O14", "ฝ่ายรักษาความสะอาดฯ", "ฝ่ายรายได้"),
        ("O15", "ฝ่ายรายได้", "ฝ่ายรักษาความสะอาด ฯ"),
    )
    people = left_of_pasted(
        workspace,
        "people",
        ("ชื่อ-สกุล", "ตำแหน่ง"),
        ("1.นายสมมุติ เอก โทร.ภายใน 1234", "นายช่างโยธาชำนาญงาน"),
    )
    assert texts(owners) == []
    assert texts(begun) == [], "an indicator above its items, and names that are not written out"
    assert texts(people) == []


def test_what_the_year_says_elsewhere_accounts_for_no_row_that_says_nothing(workspace):
    left = left_of_pasted(
        workspace,
        "assignments",
        ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
        ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", "ทุกฝ่าย"),
        ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต (ต่อ)", ""),
        ("O2 ● ฝ่ายโยธา", "", ""),
    )
    assert texts(left) == [(4, "ฝ่ายโยธา")]


def test_each_number_of_a_cell_is_accounted_for_by_itself(workspace):
    left = left_of_pasted(
        workspace,
        "assignments",
        ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง", "สีแฟ้ม"),
        ("O1", "ฝ่ายปกครอง", "31/1/68", "ร้อยละ 80 ใน 31 วัน"),
    )
    assert texts(left) == [(1, "สีแฟ้ม"), (2, "ร้อยละ 80 ใน 31 วัน")]


def test_a_score_is_not_stored_because_the_preview_shows_its_line(workspace):
    left = left_of_pasted(
        workspace,
        "results",
        ("รหัส", "คะแนน", ""),
        ("O1", "91.50", "ปีก่อน 74.42"),
    )
    assert "74.42" in " ".join(each.text for each in left)


def test_figures_of_units_below_a_heading_of_items_are_left_one_by_one(workspace, book):
    rows = [(f"ฝ่าย{name}", 81.11 + at, 72.22 + at) for at, name in enumerate(("โยธา", "ปกครอง"))]
    left = left_in(workspace, book(("หน่วยงาน", "I1", "I2"), *rows))
    told = {each.text for each in left}
    assert {"81.11", "72.22", "82.11", "73.22"} <= told


def test_a_table_of_nothing_that_is_known_is_one_entry(workspace, book):
    path = book(("พัสดุ", "ราคา"), ("โต๊ะทำงาน", 1200), ("เก้าอี้สำนักงาน", 800))
    (left,) = left_in(workspace, path)
    assert left.why
    assert all(word in left.text for word in ("โต๊ะทำงาน", "1200", "เก้าอี้สำนักงาน", "800"))


def test_text_outside_the_tables_is_left_line_by_line_and_titles_are_told_as_such(
    workspace, tmp_path
):
    made = Document()
    made.add_paragraph("รายงานพิเศษของหน่วยตรวจ")
    table = made.add_table(0, 2)
    for row in (("ข้อ", "ผู้รับผิดชอบ"), ("O5", "ฝ่ายปกครอง")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.add_paragraph("ประชาชนรอนานในวันจันทร์ จึงเพิ่มช่องบริการอีกหนึ่งช่อง")
    made.save(str(tmp_path / "ก.docx"))
    title, line = left_in(workspace, tmp_path / "ก.docx")
    assert (title.text, title.is_aside) == ("รายงานพิเศษของหน่วยตรวจ", True)
    assert (line.text, line.is_aside, line.why) == (
        "ประชาชนรอนานในวันจันทร์ จึงเพิ่มช่องบริการอีกหนึ่งช่อง",
        False,
        "",
    )


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("คำตอบ EIT รายข้อ ร้อยละของผู้ตอบ จากคำตอบที่ได้ 100 คะแนนถึง 0 คะแนน", None),
        ("คำตอบ ของนายแดง รายข้อ ร้อยละของผู้ตอบ จากคำตอบที่ได้ 100 คะแนนถึง 0 คะแนน", "ของนายแดง"),
        ("คะแนนการตรวจสอบภายในของกรม IIT", "ตรวจสอบภายในของกรม"),
        ("70.00 - 84.99", None),
        ("70.00 - 83.99", "83.99"),
    ],
)
def test_a_sentence_of_the_program_is_no_loss_but_for_what_fills_it(
    workspace, tmp_path, said, missing
):
    made = Document()
    table = made.add_table(0, 2)
    for row in (("ข้อ", "ผู้รับผิดชอบ"), ("O5", "ฝ่ายปกครอง")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.add_paragraph(said)
    made.save(str(tmp_path / "ก.docx"))
    left = left_in(workspace, tmp_path / "ก.docx")
    assert [missing in each.cell + each.text for each in left] == [True] * (missing is not None)


def test_figures_of_other_sentences_in_a_report_are_left(workspace, tmp_path):
    said = "คะแนนเฉลี่ยของทั้งกรุงเทพมหานครคือ 88.10 และของเขตที่ได้สูงสุดคือ 99.91" + 5 * " ตามประกาศ"
    path = tmp_path / "รายงานผล.txt"
    path.write_text(f"รายงานผลการประเมิน ITA ปี 2568\nI1 เต็มใจให้บริการ 97.53\n{said}", "utf-8")
    told = " ".join(each.text for each in left_in(workspace, path))
    assert "88.10" in told
    assert "99.91" in told


def test_a_long_text_is_listed_whole(workspace):
    long = " ".join(f"เรื่องที่ {number} ซึ่งยังไม่มีที่เก็บ" for number in range(80))
    left = left_of_pasted(
        workspace, "assignments", ("ข้อ", "ผู้รับผิดชอบ", "จดไว้"), ("O1", "ฝ่ายปกครอง", long)
    )
    assert left[-1].text == long


@pytest.mark.parametrize(
    "cell",
    ["31/1/68", "31 ม.ค. 68", "31 มกราคม 2568", "๓๑ มกราคม ๒๕๖๘", "2025-01-31"],
)
def test_a_day_is_the_same_however_it_is_written(workspace, cell):
    rows = (("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง"), ("O1", "ฝ่ายปกครอง", cell))
    assert left_of_pasted(workspace, "assignments", *rows) == ()


def test_rows_that_are_not_ticked_or_not_read_are_listed_with_their_reason(workspace):
    left = left_of_pasted(
        workspace,
        "assignments",
        ("ข้อ", "ผู้รับผิดชอบ"),
        ("O1", "ฝ่ายปกครอง"),
        ("ข้อใหม่", "ฝ่ายโยธา"),
    )
    (row,) = left
    assert (row.origin.row, row.text, row.column) == (3, "ข้อใหม่ · ฝ่ายโยธา", None)
    assert row.why


@pytest.mark.parametrize(
    ("kind", "rows", "lost"),
    [
        ("roster", (("คณะ", "ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท", "เบอร์โทรศัพท์"),
                    ("คณะทำงาน", "1", "", "ผู้อำนวยการเขต", "ประธานคณะทำงาน", "02-555-5501")),
         "02-555-5501"),
        ("duties", (("คณะ", "ที่", "หน้าที่ความรับผิดชอบ"), ("คณะทำงาน", "ด่วนมากเรื่องนี้", "รวบรวมข้อมูล")),
         "ด่วนมากเรื่องนี้"),
        ("results", (("ปี", "IIT", "EIT", "OIT", "ระดับ"), ("2567", "90", "80", "70", "ดีพอใช้"),
                     ("2568", "91", "81", "71", "ดีขึ้นมาก"), ("เฉลี่ย", "90.51", "80.52", "70.53", "")),
         "90.51"),
        ("measures", (("ข้อ", "มาตรการ", "ผลการวิเคราะห์/ประเด็นที่ต้องปรับปรุง"),
                      ("I1", "ทำป้ายบอกทาง", "ล่าช้ามากในวันจันทร์")),
         "ล่าช้ามากในวันจันทร์"),
    ],
    ids=["telephone of a post", "words for a number", "average of years", "heading with a stroke"],
)  # fmt: skip
def test_what_a_reader_took_and_did_not_store_is_left(workspace, kind, rows, lost):
    source = read_pasted(rows, "ตาราง")
    plan = plan_source(workspace, 2568, kind, source)
    told = " ".join(each.text for each in left_of_plan(source, plan))
    assert (lost in told) != (lost in repr(plan.writes()))


def test_the_address_behind_words_is_left_unless_it_is_stored(workspace, book):
    titles = {item.code: item.title for item in workspace.year(2568).framework.items}
    rows = ((code, titles[code], "คลิกที่นี่") for code in ("O1", "O2"))
    path = book(("รหัส", "ชื่อเอกสาร", "ลิงก์"), *rows)
    made = openpyxl.load_workbook(path)
    made.active["C2"].hyperlink = "https://a.example/1"
    made.active["C3"].hyperlink = "https://a.example/2"
    made.save(path)
    assert left_in(workspace, path) == ()
    made.active["A1"], made.active["C1"] = "ข้อ", "ผู้รับผิดชอบ"
    made.active["C2"], made.active["C3"] = "ฝ่ายปกครอง", "ฝ่ายโยธา"
    made.active["C3"].hyperlink = None
    made.save(path)
    assert "https://a.example/1" in [each.text for each in left_in(workspace, path)]


def test_a_field_behind_its_label_is_no_loss_to_its_last_number(workspace, tmp_path):
    made = Document()
    for line in (
        "บันทึกข้อความ", "ส่วนราชการ ฝ่ายปกครอง", "ที่ กท 5001/45 วันที่ 12 มกราคม 2568",
        "เรื่อง ขอข้อมูลประกอบการประเมิน ITA ปี 68", "เรียน ผู้อำนวยการเขต", "จึงเรียนมาเพื่อโปรดทราบ",
    ):  # fmt: skip
        made.add_paragraph(line)
    made.save(tmp_path / "ก.docx")
    assert texts(left_in(workspace, tmp_path / "ก.docx")) == []


def test_what_leads_to_mail_or_a_disk_is_no_evidence_and_is_left(workspace, tmp_path):
    titles = {item.code: item.title for item in workspace.year(2568).framework.items}
    leads_to = {
        "O1": ("https://a.example/1", "คลิก"), "O2": ("mailto:a@a.example", "ติดต่อ"),
        "O3": ("file:///D:/3.pdf", "แฟ้ม"), "O4": ("/4.pdf", "คลิก"), "O5": ("#top", "คลิก"),
    }  # fmt: skip
    rows = "".join(
        f"<tr><td>{code}</td><td>{titles[code]}</td><td><a href='{to}'>{words}</a></td></tr>"
        for code, (to, words) in leads_to.items()
    )
    head = "<tr><th>ข้อ</th><th>รายการ</th><th>ลิงก์</th></tr>"
    above = "<h1>หลักฐาน OIT</h1><p>ถาม <a href='tel:000'>เบอร์</a> a@a.example</p>"
    path = tmp_path / "ก.html"
    path.write_text(f"<html><body>{above}<table>{head}{rows}</table></body></html>", "utf-8")
    series = plan_parts(workspace, find_in([path], workspace.year(2568)).parts, shown=2568)
    (only,) = (each.plan.changes for each in series.parts if each.plan)
    assert [change.cells[2].new for change in only] == ["https://a.example/1"]
    told = "\n".join(f"{each.text} {each.why} {each.note}" for each in series.left)
    for address in ("mailto:a@a.example", "file:///D:/3.pdf", "/4.pdf", "tel:000"):
        assert address in told
    assert "#top" not in told


def test_the_numbers_of_lines_are_no_figures_and_others_are(workspace, tmp_path):
    made = Document()
    for line in (
        "คำสั่งสำนักงานเขตตัวอย่าง",
        "ที่ ๑๒๓/๒๕๖๗",
        "เรื่อง แต่งตั้งคณะทำงานการประเมินคุณธรรมและความโปร่งใส ปี ๒๕๖๘",
        "เพื่อให้การประเมินเป็นไปด้วยความเรียบร้อย จึงแต่งตั้งคณะทำงาน ดังนี้",
        "๑ ผู้อำนวยการเขต..........ประธานคณะทำงาน",
        "๒ หัวหน้าฝ่ายปกครอง..........คณะทำงาน",
        "๙๗ หัวหน้าฝ่ายทะเบียน..........คณะทำงาน",
    ):
        made.add_paragraph(line)
    made.save(tmp_path / "ก.docx")
    left = left_in(workspace, tmp_path / "ก.docx")
    numbers = [each.text for each in left if each.text.isdecimal()]
    assert numbers == ["97"]


def test_the_points_below_a_number_are_numbered_and_scores_are_not(workspace, tmp_path):
    made = Document()
    for line in (
        "คำสั่งสำนักงานเขตตัวอย่าง",
        "เรื่อง แต่งตั้งคณะทำงานการประเมินคุณธรรมและความโปร่งใส",
        "๒. คณะทำงาน ประกอบด้วย",
        *(f"๒.{at} หัวหน้าฝ่าย{name}..........คณะทำงาน" for at, name in enumerate(SECTIONS, 1)),
        "๒.๑๕ หัวหน้าฝ่ายเทศกิจ..........คณะทำงาน",
        "๙๗.๑ หัวหน้าฝ่ายรายได้..........คณะทำงาน",
    ):
        made.add_paragraph(line)
    made.save(str(tmp_path / "ก.docx"))
    left = left_in(workspace, tmp_path / "ก.docx")
    numbers = [each.text for each in left if each.text.replace(".", "").isdecimal()]
    assert numbers == ["2.15", "97.1"]


def test_a_score_before_a_title_is_no_number_of_it(workspace, book):
    titles = ("[93.33] ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",), ("(1.12) ผลการประเมิน ITA ปี 2568",)
    path = book(*titles, ("ข้อ", "คะแนน"), ("I1", "93.00"), ("I2", "94.00"))
    assert [each.text for each in left_in(workspace, path)] == ["93.33"]


@pytest.mark.parametrize("total", ["97.38", "95.00", "85", "30"])
def test_a_total_above_the_scores_is_left_whatever_the_framework_says(workspace, book, total):
    titles = ("ผลการประเมิน ITA ปี 2568",), (f"คะแนนรวม {total}",)
    scores = ("IIT", "93.2"), ("EIT", "88.1"), ("OIT", "93.6")
    left = left_in(workspace, book(*titles, ("เครื่องมือ", "คะแนน"), *scores))
    assert total in [each.text for each in left if not each.is_aside]


SECTIONS = ("ปกครอง", "ทะเบียน", "โยธา", "การศึกษา", "การคลัง", "สิ่งแวดล้อมและสุขาภิบาล")


def test_a_memo_is_whole_with_its_telephone_and_those_who_endorsed_it(workspace, tmp_path):
    made = Document()
    for line in (
        "บันทึกข้อความ",
        "ส่วนราชการ ฝ่ายปกครอง สำนักงานเขตตัวอย่าง โทร. ๐ ๒๐๐๐ ๐๐๐๐",
        "ที่ กท ๙๙๐๑/๑๒ วันที่ ๑๐ ธันวาคม ๒๕๖๗",
        "เรื่อง ขอข้อมูลประกอบการประเมิน ITA",
        "เรียน หัวหน้าฝ่ายทุกฝ่าย",
        "ขอให้ทุกฝ่ายส่งข้อมูลตามแบบ OIT",
        "(นายสมมุติ หนึ่ง)",
        "หัวหน้าฝ่ายปกครอง",
        "เรียน ผู้อำนวยการเขต",
        "- เห็นควรแจ้งทุกฝ่าย",
        "(นางสาวสมมุติดี สองสกุล)",
        "ผู้ช่วยผู้อำนวยการเขต",
    ):
        made.add_paragraph(line)
    made.save(str(tmp_path / "ก.docx"))
    assert texts(left_in(workspace, tmp_path / "ก.docx")) == []


def test_a_title_that_is_spelled_out_is_no_loss(workspace):
    rows = (("ชื่อ - นามสกุล", "ตำแหน่ง", "คณะ"), ("น.ส.สมมุติ หนึ่ง", "ครู", "คณะทำงาน"))
    assert texts(left_of_pasted(workspace, "roster", *rows)) == []


def test_an_order_with_its_members_in_a_table_is_whole(workspace, tmp_path):
    made = Document()
    for line in (
        "คำสั่งสำนักงานเขตตัวอย่าง",
        "ที่ ๑๒๓/๒๕๖๗",
        "เรื่อง แต่งตั้งคณะทำงานการประเมินคุณธรรมและความโปร่งใส",
        "เพื่อให้การประเมินเป็นไปด้วยความเรียบร้อย จึงแต่งตั้งคณะทำงาน ดังนี้",
    ):
        made.add_paragraph(line)
    table = made.add_table(0, 2)
    members = (("๑. ผู้อำนวยการเขต", "ประธานคณะทำงาน"), ("๒. หัวหน้าฝ่ายปกครอง", "คณะทำงาน"))
    for row in members:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for line in (
        "โดยให้คณะทำงานมีหน้าที่และอำนาจ ดังนี้",
        "๑. รวบรวมข้อมูล",
        "สั่ง ณ วันที่ ๕ พฤศจิกายน พ.ศ. ๒๕๖๗",
    ):
        made.add_paragraph(line)
    made.save(str(tmp_path / "ก.docx"))
    series = plan_parts(workspace, find_in([tmp_path / "ก.docx"], workspace.year(2568)).parts)
    assert {planned.part.kind for planned in series.parts if planned.writes} >= {"roster", "orders"}
    assert [each.text for each in series.left if not each.is_aside] == []


def test_rows_of_other_offices_are_told_as_such_and_ours_is_read(workspace, book):
    own = workspace.year(2568).organisation.name
    head = ("หน่วยงาน", "IIT", "EIT", "OIT", "คะแนนรวม")
    rows = ((own, 98.1, 93.2, 97.3, 96.27), ("สำนักงานเขตสมมุติ", 88.1, 83.2, 87.3, 86.32))
    path = book(("ผลการประเมิน ITA ปีงบประมาณ 2568",), head, *rows)
    (row,) = left_in(workspace, path)
    assert (row.origin.row, row.column, row.is_aside) == (4, None, True)
    assert row.text.startswith("สำนักงานเขตสมมุติ · 88.1")


def test_weights_and_the_points_that_follow_from_a_score_are_no_loss(workspace):
    rows = [("เครื่องมือ", "น้ำหนัก", "คะแนน", "คะแนนถ่วงน้ำหนัก")]
    rows += [("IIT", "30", "91.03", "27.31"), ("EIT", "30", "86.40", "25.99")]
    left = left_of_pasted(workspace, "results", *rows)
    assert [each.text for each in left] == ["25.99"], "27.31 is 30 per cent of 91.03"


@pytest.mark.parametrize(
    ("column", "text"),
    [(0, "O10 · ข้อมูลสถิติการจัดเก็บรายได้ · ฝ่ายรายได้"), (2, "ฝ่ายรายได้")],
    ids=["row", "words that another row has"],
)
def test_what_is_struck_through_is_left_with_its_reason(workspace, book, column, text):
    path = book(
        ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
        ("O9", "ข้อมูลสถิติการจัดเก็บภาษี", "ฝ่ายรายได้"),
        ("O10", "ข้อมูลสถิติการจัดเก็บรายได้", "ฝ่ายรายได้"),
    )
    made = openpyxl.load_workbook(path)
    for cell in made.active[3][column:]:
        cell.font = Font(strike=True)
    made.save(path)
    (left,) = left_in(workspace, path)
    assert (left.origin.row, left.text) == (3, text)
    assert "ขีดฆ่า" in left.why
    assert not left.is_aside


def test_what_a_workbook_hides_or_has_beside_its_cells_is_left_word_for_word(workspace, book):
    path = book(("ข้อ", "ผู้รับผิดชอบ", "ข้อมูล"), ("O9", "ฝ่ายรายได้", "ข้อมูลสถิติการจัดเก็บภาษี"))
    made = openpyxl.load_workbook(path)
    made.active["B2"].comment = Comment("หัวหน้าให้แก้เป็น 14 ครั้ง", "ก")
    made.create_sheet("เก่า").append(("O9", "ฝ่ายการคลัง", 27.63))
    made["เก่า"].sheet_state = "hidden"
    made.save(path)
    hidden, comment = left_in(workspace, path)
    assert (hidden.origin, hidden.text) == (Origin("เก่า", 1), "O9 · ฝ่ายการคลัง · 27.63")
    assert (comment.origin, comment.column) == (Origin("Sheet", 2), 1)
    assert comment.text == "หัวหน้าให้แก้เป็น 14 ครั้ง"
    assert hidden.why
    assert comment.why


def test_what_word_does_not_show_is_left_word_for_word(workspace, tmp_path):
    made = Document()
    table = made.add_table(0, 2)
    for row in (("ข้อ", "ผู้รับผิดชอบ"), ("O5", "ฝ่ายปกครอง")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    line = made.add_paragraph()
    for text in ("งบประมาณ ", "50,000 บาท"):
        line.add_run(text).font.hidden = True
    taken_away = made.add_paragraph().add_run("เฉพาะข้าราชการ")._r
    change = taken_away.makeelement(qn("w:del"), {qn("w:id"): "1"})
    taken_away.getparent().replace(taken_away, change)
    change.append(taken_away)
    taken_away[0].tag = qn("w:delText")
    made.add_comment(made.add_paragraph("คะแนน").runs, "ขอให้ตรวจอีกครั้ง", "ก")
    made.save(str(tmp_path / "ก.docx"))
    told = {each.text for each in left_in(workspace, tmp_path / "ก.docx")}
    assert {"งบประมาณ 50,000 บาท", "เฉพาะข้าราชการ", "ขอให้ตรวจอีกครั้ง"} <= told


def test_a_file_that_is_read_again_leaves_the_same(workspace, book):
    path = book(
        ("รายงานผลตามมาตรการ ITA ปี 2568 รอบ 6 เดือน",),
        ("ข้อ", "มาตรการ", "ฝ่าย", "ผลการดำเนินงาน", "สีแฟ้ม"),
        ("I1", "ทำป้ายบอกทาง", "ฝ่ายปกครอง", "ติดป้ายครบทุกจุดแล้ว", "ฟ้า"),
    )
    series = plan_parts(workspace, find_in([path], workspace.year(2568)).parts, shown=2568)
    apply_series(workspace, series)
    assert [(each.text, each.note) for each in series.left if each.column == 4] == [
        ("สีแฟ้ม", "ไม่มีช่องรับคอลัมน์นี้"),
        ("ฟ้า", "ไม่มีช่องรับคอลัมน์นี้"),
    ]
    assert left_in(workspace, path) == series.left


def test_what_is_made_of_lines_and_is_not_imported_is_told_once(workspace, tmp_path):
    made = Document()
    for line in (
        "รายงานการประชุมคณะกรรมการสถานศึกษา โรงเรียนวัดตัวอย่างเหนือ",
        "ครั้งที่ 1/2568",
        "วันที่ 20 พฤษภาคม 2568 ณ ห้องประชุมโรงเรียน",
        "ผู้มาประชุม",
        "1. นายผู้ปกครอง สมมุติ\tกรรมการ",
        "เริ่มประชุมเวลา 09.00 น.",
        "ระเบียบวาระที่ 1 เรื่องประธานแจ้งที่ประชุมทราบ",
        "เรื่องการรับนักเรียนใหม่",
        "เลิกประชุมเวลา 11.00 น.",
    ):
        made.add_paragraph(line)
    made.save(str(tmp_path / "ก.docx"))
    left = left_in(workspace, tmp_path / "ก.docx")
    told = "\n".join(each.text for each in left)
    for word in ("พฤษภาคม", "ผู้ปกครอง", "รับนักเรียนใหม่", "09.00", "11.00"):
        assert told.count(word) == 1, told
    assert all(each.why for each in left)


def test_tables_and_lines_of_a_file_of_nothing_are_told_at_their_places(workspace, tmp_path):
    made = Document()
    for title in ("ทะเบียนรถ", "ทะเบียนพัสดุ"):
        made.add_paragraph(title)
        table = made.add_table(0, 2)
        for row in (("ของ", "ราคา"), (f"{title} ก", "1200")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    made.save(str(tmp_path / "ก.docx"))
    left = left_in(workspace, tmp_path / "ก.docx")
    assert [(each.origin and each.origin.sheet, each.text.split("\n")[0]) for each in left] == [
        (None, "ทะเบียนรถ"),
        ("ตาราง 1", "ของ · ราคา"),
        (None, "ทะเบียนพัสดุ"),
        ("ตาราง 2", "ของ · ราคา"),
    ]
    assert all(each.why for each in left)


def test_a_day_within_a_text_that_is_stored_is_no_loss(workspace):
    rows = (("ข้อ", "ชื่อหลักฐาน", "ลิงก์"), ("O1", "ผู้บริหาร ปรับปรุง 2 ก.พ. 69", "https://a.th/1"))
    assert left_of_pasted(workspace, "evidence", *rows) == ()


def test_a_typed_score_that_differs_is_left_with_that_reason(workspace, take_in, book):
    take_in("results", ("ข้อ", "คะแนน"), ("I1", "99.30"))
    (left,) = left_of_pasted(
        workspace,
        "analysis",
        ("ข้อ", "คะแนน", "ประเด็นที่ต้องปรับปรุง"),
        ("I1", "61.37", "ล่าช้า"),
    )
    assert (left.text, left.note) == ("61.37", "ต่างจากผลทางการ 99.30 · ตรวจกับรายงานผล")
    assert left.as_json()["why"] == left.note


@pytest.mark.parametrize(("typed", "lost"), [("91.20", []), ("91.02", ["91.02"])])
def test_the_official_score_behind_the_name_of_an_indicator_is_no_loss(
    workspace, take_in, typed, lost
):
    """As the table of communication of the usual book prints those of the year before."""
    year_id = years.add_year(workspace, 2567).fiscal_year.id
    with workspace.change("ก") as change:
        score = {"node": "1", "value": Decimal("91.20"), "source": ScoreSource.OFFICIAL}
        change.insert(Score(id="s", year_id=year_id, **score))
    heads = ("ตัวชี้วัด", "กิจกรรม", "ผู้รับผิดชอบ")
    row = (f"ตัวชี้วัดที่ 1\nการปฏิบัติหน้าที่ ({typed} คะแนน)", "ประชาสัมพันธ์", "ฝ่ายปกครอง")
    left = left_of_pasted(workspace, "communications", heads, row)
    assert [each.text for each in left] == lost


def test_a_state_that_is_stored_is_no_loss_and_another_text_is(workspace, take_in):
    take_in("measures", ("ข้อ", "มาตรการ"), ("I1", "1. ทำป้ายบอกทาง"), ("I2", "1. จัดอบรม"))
    rows = [
        ("รายงานผลตามมาตรการ รอบ 6 เดือน", "", "", ""),
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน", "สถานะ"),
        ("I1", "1. ทำป้ายบอกทาง", "ติดป้ายครบทุกจุดแล้ว", "ดำเนินการแล้ว"),
        ("I2", "1. จัดอบรม", "จัดอบรมครบทุกฝ่ายแล้ว", "รอผู้ว่าฯ"),
    ]
    assert [each.text for each in left_of_pasted(workspace, "progress", *rows)][-1:] == ["รอผู้ว่าฯ"]


def test_a_table_that_is_not_ticked_says_why_and_what_takes_it(workspace, book):
    (left,) = left_in(workspace, book(("ข้อ", "ผู้รับผิดชอบ", "กอง"), ("O1", "ฝ่ายปกครอง", "ก")))
    assert left.why.startswith("ไม่ได้เลือกไว้")
    assert left.needs == ("--unticked",)


@pytest.mark.in_turn
@pytest.mark.parametrize("seed", [101, 110, 2080, 4130])
def test_every_word_and_number_of_a_foreign_book_is_stored_or_listed(seed, tmp_path):
    path, _ = foreign_book(seed, tmp_path)
    with opened_unread(begun_workspace(2568), tmp_path / "ก.ita") as workspace:
        found = find_in([path], workspace.year(2568))
        series = plan_parts(workspace, found.parts, shown=2568)
        left = " ".join(f"{each.text} {each.cell}" for each in series.left)
        apply_series(workspace, series)
        years = [workspace.year(record.year) for record in workspace.years()]
        again = left_in(workspace, path)
    assert again == series.left, "what is stored already excuses nothing more"
    heads = [planned.plan.heads for planned in series.parts if planned.plan]
    known = key(f"{years!r} {left} {heads!r} {known_of_program().texts!r}")
    (source,) = found.sources
    cells = [
        str(value)
        for block in source.given
        if hasattr(block, "sheet") and hasattr(block.sheet, "rows")
        for row in block.sheet.rows
        for value in row.values
        if isinstance(value, str)
    ]
    long = {
        piece.key
        for text in cells
        for piece in pieces_of(text)
        if not piece.is_number and len(piece.key) > 20
    }
    assert long
    assert {word for word in long if word not in known} == set()


@pytest.mark.parametrize(
    ("kind", "rows", "left"),
    [
        (
            "people",
            (("ชื่อ - นามสกุล", "ตำแหน่ง"), ("นายตัวอย่าง สอง\n(ลาศึกษาต่อ)", "ครู")),
            [(2, "(ลาศึกษาต่อ)")],
        ),
        (
            "progress",
            (
                ("ข้อ", "ประเด็นที่ต้องปรับปรุง", "มาตรการ", "รอบ", "ผลการดำเนินการ"),
                ("การเตรียมการ", "ขั้นตอนยังล่าช้า", "ประชุมชี้แจง", "รอบ 6 เดือน", "ประชุมแล้ว"),
            ),
            [(2, "ขั้นตอนยังล่าช้า")],
        ),
        (
            "progress",
            (
                ("ข้อ", "มาตรการ", "รอบ", "ผลการดำเนินการ", "จำนวนผู้เข้าร่วม", "คนละกี่บาท"),
                ("I1", "ประชุมชี้แจง", "รอบ 6 เดือน", "ประชุมแล้ว", "๔๕ คน", "45 คนละ"),
            ),
            [(1, "คนละกี่บาท"), (2, "45 คนละ")],
        ),
        (
            "assignments",
            (
                ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
                ("O1", "ข้อมูลพื้นฐานของสำนักงานเขตและแขวง", "ทุกฝ่าย"),
            ),
            [(2, "ข้อมูลพื้นฐานของสำนักงานเขตและแขวง")],
        ),
        (
            "analysis",
            (
                ("ข้อ", "ประเด็นที่ต้องปรับปรุง"),
                ("I1", "ขั้นตอนล่าช้า"),
                ("ส่วนท้ายของชื่อ (ต่อ)", "ป้ายไม่ชัด"),
            ),
            [(3, "ส่วนท้ายของชื่อ (ต่อ)")],
        ),
    ],
)
def test_words_that_a_kind_has_no_field_for_are_told_once(workspace, kind, rows, left):
    source = read_pasted(rows, "ตาราง")
    plan = plan_source(workspace, 2568, kind, source)
    assert texts(left_of_plan(source, plan)) == left, plan.skipped
    words = left[0][1].strip("()")
    assert [one.why for one in (*plan.warnings, *plan.flaws) if words in one.why] == []


def test_what_another_part_of_the_file_takes_is_not_left_by_a_part(workspace, tmp_path):
    made = Document()
    for line in (
        "คำสั่งสำนักงานเขตตัวอย่าง",
        "ที่ 12/2568",
        "เรื่อง แต่งตั้งคณะทำงานขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส (ITA)",
        "เพื่อให้การประเมิน ITA เป็นไปด้วยความเรียบร้อย จึงแต่งตั้งคณะทำงาน ดังนี้",
        "1. คณะทำงาน ITA ประกอบด้วย",
        "1.1 หัวหน้าฝ่ายโยธา ประธานคณะทำงาน",
        "1.2 หัวหน้าฝ่ายปกครอง คณะทำงานและเลขานุการ",
        "ให้คณะทำงานมีหน้าที่",
        "1) จัดทำแผน ITA",
        "2) รายงานผลต่อผู้บริหาร",
        "ห้องประชุมเปิดทุกวันพุธ ยกเว้นสัปดาห์ที่สี่",
        "สั่ง ณ วันที่ 15 พฤศจิกายน พ.ศ. 2567",
    ):
        made.add_paragraph(line)
    made.save(str(tmp_path / "คำสั่ง.docx"))
    parts = find_in([tmp_path / "คำสั่ง.docx"], workspace.year(2568)).parts
    series = plan_parts(workspace, parts, shown=2568)
    assert {planned.part.kind for planned in series.parts} == {"roster", "duties", "orders"}
    for planned in series.parts:
        left = series.left_by(planned.part.key, planned.part.source, planned.plan)
        assert texts(left) == [(None, "ห้องประชุมเปิดทุกวันพุธ ยกเว้นสัปดาห์ที่สี่")]
        nothing = planned.plan.accept(())
        assert len(series.left_by(planned.part.key, planned.part.source, nothing)) > 1


def test_a_part_lists_what_its_own_rows_leave_and_not_those_of_others(workspace, book):
    first = (("ข้อ", "ผู้รับผิดชอบ", "สีแฟ้ม"), ("O1", "ฝ่ายโยธา", "ฟ้าอ่อนปกแข็ง"))
    second = (("ข้อ", "มาตรการ", "ผู้บันทึก"), ("I1", "ทำคู่มือ", "เจ้าหน้าที่ธุรการ"))
    path = book(("ITA 2568",), *first, (), ("มาตรการ ITA 2568",), *second)
    series = plan_parts(workspace, find_in([path], workspace.year(2568)).parts, shown=2568)
    told = {
        planned.part.kind: [
            text
            for _, text in texts(
                series.left_by(planned.part.key, planned.part.source, planned.plan)
            )
        ]
        for planned in series.parts
    }
    assert "ฟ้าอ่อนปกแข็ง" in told["assignments"]
    assert "ฟ้าอ่อนปกแข็ง" not in told["measures"]
    assert "เจ้าหน้าที่ธุรการ" in told["measures"]


def test_marks_below_two_rows_of_headings_that_are_not_read_are_left(workspace):
    left = left_of_pasted(
        workspace,
        "measures",
        ("ข้อ", "มาตรการ", "ปี 2567", "", "ปี 2568"),
        ("", "", "ต.ค.", "พ.ย.", "ม.ค."),
        ("I1", "ทำคู่มือ", "←", "→", ""),
        ("I2", "ติดป้าย", "", "/", "/"),
    )
    assert [text for row, text in texts(left) if row > 2] == ["←", "→", "/", "/"]


def test_the_address_behind_the_words_of_a_line_is_left(workspace, tmp_path):
    items = "".join(
        f'<h3>{code} เรื่อง</h3><p><a href="https://a.example/{code}">แผน</a></p>'
        for code in ("O1", "O2", "O3")
    )
    page = f'<html><h1>OIT 2568</h1>{items}<p><a href="https://b.example/end">รายงาน</a></p></html>'
    (tmp_path / "หน้า.html").write_text(page, encoding="utf-8")
    series = plan_parts(
        workspace, find_in([tmp_path / "หน้า.html"], workspace.year(2568)).parts, shown=2568
    )
    written = {row.location for row in map(_record, series.writes) if hasattr(row, "location")}
    said = written | {each.text for each in series.left}
    assert any("https://b.example/end" in each for each in said)


def test_the_address_behind_the_words_of_a_page_of_nothing_is_left(workspace, tmp_path):
    page = '<html><h1>ข่าวของเขต</h1><p><a href="https://a.example/news">อ่านต่อ</a></p></html>'
    (tmp_path / "ข่าว.html").write_text(page, encoding="utf-8")
    (left,) = left_in(workspace, tmp_path / "ข่าว.html")
    assert left.text == "ข่าวของเขต\nอ่านต่อ\nhttps://a.example/news"


def _record(write):
    return write.record


def test_the_number_below_full_marks_and_what_was_got_is_a_score(workspace):
    source = read_pasted(
        (
            ("ข้อ", "ข้อมูล", "คะแนน", "", "ข้อสังเกต"),
            ("", "", "เต็ม", "ได้", ""),
            ("O1", "", "100", "100", ""),
            ("O5", "", "100", "0", "ไม่มีรายงาน"),
        ),
        "ตาราง",
    )
    plan = plan_source(workspace, 2568, "results", source)
    scores = {
        write.record.node: write.record.value
        for write in plan.accept(change.key for change in plan.changes).writes()
        if hasattr(write.record, "node")
    }
    assert scores == {"O1": 100, "O5": 0}


@pytest.mark.parametrize(
    ("kind", "head", "cells", "field"),
    [
        ("measures", "มาตรการ,หมายเหตุ", "ประชุมชี้แจง,ดี", "budget"),
        ("measures", "มาตรการ,หมายเหตุ", "ประชุมชี้แจง,ดี", "note"),
        ("progress", "มาตรการ,ผลการดำเนินการ,รอบ", "ประชุม,ประชุมแล้ว 2 ครั้ง,รอบ 6 เดือน", "budget"),
        ("progress", "มาตรการ,ผลการดำเนินการ,รอบ", "ประชุม,ประชุมแล้ว 2 ครั้ง,รอบ 6 เดือน", "result"),
    ],
)
def test_what_was_put_into_a_field_is_left_no_more_until_that_is_undone(
    workspace, tmp_path, kind, head, cells, field
):
    path = tmp_path / "ก.csv"
    rows = f"ข้อ,{head},งบที่ใช้\nI1,{cells},12500 บาท\nI2,{cells} ด้วย,12500 บาท\n"
    path.write_text(rows, encoding="utf-8")

    def planned(parts=()):
        found = parts or find_in([path], workspace.year(2568), kind=kind).parts
        return plan_parts(workspace, found, shown=2568)

    series = planned()
    amount = (2, "12500 บาท"), (3, "12500 บาท")
    assert set(texts(series.left)) >= {*amount}
    listed = ListedRows([(each.part.kind, each.part.source) for each in series.parts])
    entry = next(each for each in series.left if each.text == amount[0][1])
    (part,) = (each.part for each in series.parts)
    source = listed.with_text(listed.nearest(entry), field, entry)
    series = planned([replace(part, source=source)])
    assert amount[0] not in texts(series.left)
    assert amount[1] in texts(series.left), "the same text of another row stays"
    apply_series(workspace, series)
    again = planned()
    assert again.writes == (), "what was put there stands, once"
    assert texts(again.left) == texts(series.left)
    workspace.undo()
    assert set(texts(planned().left)) >= {*amount}


@pytest.mark.parametrize(
    ("kind", "head", "cells", "field", "text"),
    [
        ("assignments", "ผู้รับผิดชอบ", "ฝ่ายปกครอง", "title", "O7"),
        ("assignments", "ผู้รับผิดชอบ", "ฝ่ายปกครอง", "title", "17/3/68"),
        ("assignments", "ผู้รับผิดชอบ", "ฝ่ายปกครอง", "indicator", "I3"),
        ("assignments", "ผู้รับผิดชอบ", "ฝ่ายปกครอง", "indicator", "ต.ค. 67 - ธ.ค. 67"),
        ("assignments", "ผู้รับผิดชอบ", "ฝ่ายปกครอง", "owners", "O7"),
        ("measures", "มาตรการ,ระยะเวลา", "ประชุมชี้แจง,ม.ค. 68", "begins", "O7"),
        ("measures", "มาตรการ,ระยะเวลา", "ประชุมชี้แจง,ม.ค. 68", "ends", "I3"),
    ],
)
def test_what_a_field_does_not_store_stays_left_and_is_not_remembered(
    workspace, tmp_path, kind, head, cells, field, text
):
    path = tmp_path / "ก.csv"
    path.write_text(f"ข้อ,{head},ทวนสอบ\nO5,{cells},{text}\n", encoding="utf-8")
    parts = find_in([path], workspace.year(2568), kind=kind).parts
    series = plan_parts(workspace, parts, shown=2568)
    listed = ListedRows([(each.part.kind, each.part.source) for each in series.parts])
    (entry,) = (each for each in series.left if each.text == text)
    source = listed.with_text(listed.nearest(entry), field, entry)
    series = plan_parts(workspace, [replace(parts[0], source=source)], shown=2568)
    assert [each for each in series.left if each.text == text] == [entry]
    apply_series(workspace, series)
    assert workspace.year(2568).import_answers == ()


def test_a_line_of_a_paper_without_pages_tells_where_it_stands(workspace, tmp_path):
    made = Document()
    made.add_paragraph("บันทึกช่วยจำเรื่องรถยนต์")
    made.add_heading("ยานพาหนะ", 1)
    made.add_paragraph("ทะเบียนรถกำลังต่ออายุ")
    made.add_paragraph("ตรวจสภาพรถปีละครั้ง")
    made.add_heading("ผู้รับผิดชอบ OIT ปี 2568", 1)
    table = made.add_table(3, 2)
    rows = (("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง"), ("O2", "ฝ่ายปกครอง"))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    made.save(tmp_path / "ก.docx")
    places = {each.text: str(each.place) for each in left_in(workspace, tmp_path / "ก.docx")}
    assert places["บันทึกช่วยจำเรื่องรถยนต์"] == "บรรทัด 1"
    assert places["ยานพาหนะ"] == "หัวข้อ “ยานพาหนะ”"
    assert places["ตรวจสภาพรถปีละครั้ง"] == "ใต้หัวข้อ “ยานพาหนะ” บรรทัด 2"


@pytest.mark.parametrize("code", ["โอ 1", "โอ๑", "O-1", "O 1", "ข้อโอ 1", "O1 (ต่อ)"])
def test_a_code_is_the_same_however_it_is_written(left, code) -> None:
    assert left("assignments", ("ข้อ", "ผู้รับผิดชอบ"), (code, "ฝ่ายปกครอง")) == []


def test_points_are_those_of_the_score_that_was_worked_out_of_them(workspace, book):
    rows = (("IIT", "", "29.69/30"), ("OIT", "", "38.00 จาก 40"), ("ITA", "คะแนนรวม", "95.6"))
    named = (("รหัส", "รายการ", "คะแนน"), *rows)
    assert left_in(workspace, book(("ผลการประเมิน ITA ปี 2568",), *named)) == ()


def test_words_for_items_that_were_read_are_accounted_for(workspace, book):
    rows = (("O10 - O22 ยกเว้น O12", "ฝ่ายโยธา"), ("ทุกข้อ ยกเว้น O9", "ฝ่ายปกครอง"))
    title = ("การมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ 2568",)
    left = left_in(workspace, book(title, ("ข้อ", "ผู้รับผิดชอบ"), *rows))
    assert [each for each in left if not each.is_aside] == []
