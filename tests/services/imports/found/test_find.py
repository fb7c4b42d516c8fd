"""What is in a file is found: kind, year, place and rows of each table; nothing is left out."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.scores.results import Score
from ita_desktop.exchange.files.delimited import read_delimited
from ita_desktop.exchange.kinds.registry import KIND_NAMES
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.years_stated import stated_years
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, WorkProgress
from ita_desktop.exchange.source import ImportSource, read_file
from ita_desktop.services.imports.found.find import find_parts, only_list
from ita_desktop.services.imports.found.series import plan_parts
from ita_desktop.services.imports.plan import Insert
from ita_desktop.services.imports.templates import write_template
from tests.services.imports.found.books import (
    ANALYSIS,
    ASSIGNMENTS,
    CONTACTS,
    MEASURES,
    RESULTS,
    ROSTER,
    UNITS,
    Book,
    Rows,
    parts_of,
    titled,
    told,
    workbook,
)
from tests.support.cost import examples
from tests.support.places import FIXTURES


def test_each_sheet_of_a_book_is_found_as_what_it_is(book: Book) -> None:
    path = book(
        คณะ=ROSTER, ข้อ=ASSIGNMENTS, มาตรการ=MEASURES, วิเคราะห์=ANALYSIS, โรงเรียน=UNITS, ห้อง=CONTACTS
    )
    assert told(parts_of(path)) == [
        ("roster", None, 2),
        ("assignments", None, 3),
        ("measures", None, 2),
        ("analysis", None, 2),
        ("units", None, 2),
        ("", None, 3),
    ]
    last = parts_of(path)[-1]
    assert "ห้อง · เบอร์ภายใน · ชั้น" in last.doubts[0].why
    assert last.place == "แผ่น “ห้อง” แถว 1-3"


@pytest.mark.parametrize(
    ("numbers", "year"),
    [
        (("1/2566", "๒/๒๕๖๖"), 2566),
        (("ครั้งที่ 1/2566", "2"), 2566),
        (("4/2566", "1/2567"), None),
        (("1", "2"), None),
    ],
)
def test_the_numbers_of_meetings_state_their_year(
    numbers: tuple[str, str], year: int | None
) -> None:
    head = ("ลำดับ", "ประธาน", "ครั้งที่", "วันประชุม", "สถานที่", "ผู้มา (คน)", "มติ")
    rows = [("1", "นายหนึ่ง", number, "8 พ.ย.", "ห้อง 1", "9", "ชอบ") for number in numbers]
    (part,) = find_parts([workbook((head, *rows))], fiscal_year=2568)
    assert (part.kind, part.year) == ("meetings", year)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("มาตรการสื่อสารสร้างการรับรู้ ประจำปีงบประมาณ พ.ศ. 2568", ""),
        ("แผนการสื่อสารภายในหน่วยงาน ปี 2568", ""),
        ("มาตรการยกระดับคุณธรรมและความโปร่งใส", ""),
        ("ปฏิทินการดำเนินงานตามมาตรการ ปี 2568", "calendar"),
        ("แผนการดำเนินงาน ITA ปี 2568", "calendar"),
    ],
)
def test_a_table_of_measures_without_codes_is_no_calendar(title: str, kind: str) -> None:
    head = ("ที่", "กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลา")
    rows = [
        ("1", "ประชาสัมพันธ์ทางเพจ", "ฝ่ายปกครอง", "ม.ค. - มี.ค. 68"),
        ("2", "ทำวิดีโอแนะนำบริการ", "ฝ่ายปกครอง", "ก.พ. 68"),
    ]
    (part,) = find_parts([workbook(((title,), head, *rows))], fiscal_year=2568)
    assert part.kind == kind
    assert part.is_taken == ("ITA" in title), (
        "what is of no kind, or not surely ours, is asked about"
    )
    assert bool(part.doubts) == (not part.is_taken)


def test_several_tables_below_one_another_are_parts_of_their_own(book: Book) -> None:
    rows = [
        ("มาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",),
        *MEASURES,
        (),
        ("รายชื่อ ประจำปีงบประมาณ พ.ศ. 2568",),
        *ROSTER,
        (),
        *CONTACTS,
        (),
        *ASSIGNMENTS,
    ]
    parts = parts_of(book(รวม=rows))
    assert told(parts) == [
        ("measures", 2567, 2),
        ("roster", 2568, 2),
        ("", None, 3),
        ("assignments", None, 3),
    ]
    assert [part.place for part in parts] == [
        "แผ่น “รวม” แถว 1-4",
        "แผ่น “รวม” แถว 6-9",
        "แผ่น “รวม” แถว 11-13",
        "แผ่น “รวม” แถว 15-18",
    ]


def test_a_table_that_goes_on_is_one_part(book: Book) -> None:
    again = [*MEASURES, MEASURES[0], ("I3", "1. ประกาศนโยบาย", "ทุกฝ่าย", "ทุกเดือน")]
    more = (("I4", "1. ชี้แจงแผน", "ฝ่ายการคลัง", "ทุกเดือน"), ("I5", "1. อบรม", "ทุกฝ่าย", "ทุกเดือน"))
    parts = parts_of(book(หน้า1=again, หน้า2=[MEASURES[0], more[0]], หน้า3=[more[1]]))
    assert told(parts) == [("measures", None, 5)]
    assert any("ไม่มีหัวตาราง" in doubt.why for doubt in parts[0].doubts)


def test_results_of_several_years_go_to_their_years(book: Book) -> None:
    path = book(
        ก=titled("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566", RESULTS),
        ข=titled("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567", RESULTS),
    )
    assert told(parts_of(path)) == [("results", 2566, 3), ("results", 2567, 3)]


@pytest.mark.parametrize(
    ("name", "sheet", "title", "year"),
    [
        ("เล่ม.xlsx", "แผน 2567", "มาตรการ", 2567),
        ("มาตรการ 2567.xlsx", "แผน", "มาตรการ", 2567),
        ("มาตรการ 2567.xlsx", "แผน", "มาตรการ ประจำปี 2568", 2568),
        ("มาตรการ ณ 1-10-2567.xlsx", "แผน", "มาตรการ", None),
        ("มาตรการ.xlsx", "ณ 31 ต.ค. 2567", "มาตรการ", None),
    ],
)
def test_the_year_is_the_nearest_that_is_stated(
    book: Book, name: str, sheet: str, title: str, year: int | None
) -> None:
    (part,) = parts_of(book(name, **{sheet: titled(title, MEASURES)}))
    assert part.year == year


def test_scores_beside_strengths_and_weaknesses_explain_the_analysis() -> None:
    """Its suggestions are no remarks of assessors on a result."""
    head = ("ข้อ", "คำถาม", "คะแนน ปี 2567", "จุดแข็ง", "จุดอ่อน/ประเด็นที่ต้องพัฒนา", "ข้อเสนอแนะ")
    rows = [(code, "ก", "95", "ดี", "ช้า", "เพิ่มคน") for code in ("I1", "I2")]
    (part,) = find_parts([workbook((head, *rows))], fiscal_year=2568)
    assert (part.kind, part.year) == ("analysis", None)


@pytest.mark.parametrize(
    ("days", "is_taken"),
    [
        (("31 ม.ค. 70", "15 ก.พ. 2570"), False),
        (("31 ม.ค. 70", "15 ก.พ. 68"), True),
        (("31 ม.ค. 68", ""), True),
        (("31 ม.ค.", "15 ก.พ."), True),
        (("", ""), True),
    ],
)
def test_a_list_without_a_year_that_is_due_in_another_one_is_not_taken(
    days: tuple[str, str], is_taken: bool
) -> None:
    head, *rows = ASSIGNMENTS
    dated = [(*row[:3], day) for row, day in zip(rows, (*days, ""), strict=True)]
    (part,) = find_parts([workbook([head, *dated])], fiscal_year=2568)
    assert part.is_taken == is_taken
    other = "กำหนดส่งทั้งหมดอยู่ในปีงบประมาณ 2570 ไม่ใช่ 2568"
    assert [other in doubt.why for doubt in part.doubts] == ([] if is_taken else [True])


def test_two_years_in_the_titles_are_told(book: Book) -> None:
    title = "การวิเคราะห์ผล ประจำปีงบประมาณ พ.ศ. 2567 และประเด็นที่ต้องปรับปรุง ปีงบประมาณ พ.ศ. 2568"
    (part,) = parts_of(book(ก=titled(title, ANALYSIS)))
    assert part.year == 2568
    assert "หลายปี: 2567 2568" in part.doubts[0].why
    (part,) = parts_of(book(ก=titled("คณะทำงาน ปี 2567 แทนคณะทำงาน ปี 2566", ROSTER)))
    assert part.year == 2567  # what is not about the year after the result: the first
    assert "หลายปี: 2567 2566" in part.doubts[0].why


def test_words_of_headings_in_data_begin_no_table(book: Book) -> None:
    rows = [*MEASURES, ("I3", "หน่วยงาน", "ทุกฝ่าย", "ทุกเดือน"), ("ชื่อ",), ("I4", "ข้อ", "ทุกฝ่าย", "")]
    (part,) = parts_of(book(ก=rows))
    assert part.kind == "measures"


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_template_is_found_as_its_kind(tmp_path: Path, kind: str) -> None:
    path = write_template(kind, tmp_path / "แบบ.xlsx")
    parts = [part for part in find_parts([read_file(path)]) if not part.is_text]
    assert [part.kind for part in parts] == [kind]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("analysis_2568.csv", "analysis"),
        ("assignments_2566.csv", "assignments"),
        ("duties_2568.csv", "duties"),
        ("measures_2568.csv", "measures"),
        ("progress_2568.csv", "progress"),
        ("roster_2568.csv", "roster"),
        ("results_2567.json", "results"),
        ("report_2567.txt", "results"),
    ],
)
def test_a_districts_list_is_one_part_of_its_kind(file: str, kind: str) -> None:
    parts = parts_of(FIXTURES / file)
    assert [part.kind for part in parts] == [kind]
    only = only_list(parts, parts[0].year or 2568)
    assert only is not None
    assert only.kind == kind


def test_what_a_reader_tells_of_a_row_is_with_the_list_of_that_row(book: Book) -> None:
    source = read_file(book(ก=MEASURES, ข=ROSTER))
    whole, row = Remark(None, "ก"), Remark(Origin("ข", 2), "ข")
    parts = list(find_parts([replace(source, remarks=(whole, row))]))
    assert [(part.kind, part.source.remarks, part.doubts) for part in parts] == [
        ("measures", (whole,), ()),
        ("roster", (row,), ()),
    ]


def test_what_a_reader_tells_of_a_file_of_no_known_kind_is_told_all_the_same() -> None:
    remark = Remark(None, "ก")
    (part,) = find_parts([replace(workbook(CONTACTS), remarks=(remark,))])
    assert (part.kind, part.rows, remark in part.doubts) == ("", 3, True)
    (part,) = find_parts([ImportSource("ว่าง.docx", (), remarks=(remark,))])
    assert (part.kind, part.is_taken, part.doubts) == ("", False, (remark,))


def test_years_are_read_from_titles_alone() -> None:
    assert stated_years(["ณ วันที่ 1 ตุลาคม 2567"]) == ()
    assert stated_years(["ประจำปีงบประมาณ พ.ศ.๒๕๖๘"]) == (2568,)
    assert stated_years(["ประจำปี 2567", "ปีงบประมาณ 2567"]) == (2567,)
    assert stated_years(["แผน 2567 ณ 31 ต.ค. 2566"], bare=True) == (2567,)
    assert stated_years(["ITA FY2024"]) == (2567,)
    assert stated_years(["แผน ITA 2024"]) == (2567,)
    assert stated_years(["EIT 2566", "EIT 65 คน"]) == (2566,)
    assert stated_years(["ITA สำนักงานเขตตัวอย่าง ๒๕๗๐"]) == (2570,)
    assert stated_years(["ผลการประเมินคุณธรรมและความโปร่งใส เขตตัวอย่าง (2569)"]) == (2569,)
    assert stated_years(["ITA ปี 2568 เทียบกับ 2567"]) == (2568,)
    for not_a_year in (
        "ประชุม ITA วันที่ 10 มกราคม 2570",
        "ITA ครั้งที่ 1/2570",
        "ITA มีผู้ตอบ 2570 คน",
        "DIGITAL 2570",
    ):
        assert stated_years([not_a_year]) == ()


CELLS = st.sampled_from(
    ["", "ข้อ", "I1", "O2", "ผู้รับผิดชอบ", "ทุกฝ่าย", "คะแนน", "98.5", "ชื่อ", "หน่วยงาน", "ก ข",
     "วิธีการปฏิบัติ", "1. ทำ", "ปีงบประมาณ 2567", "ลงชื่อ ....", "รวม"]
)  # fmt: skip


def cells_of(rows: Iterable[SheetRow]) -> list[tuple[int, int, str]]:
    """The filled cells, by row and column."""
    return [
        (row.number, at, str(value))
        for row in rows
        for at, value in enumerate(row.values)
        if value != ""
    ]


@settings(max_examples=examples(150))
@given(st.lists(st.tuples(st.integers(1, 3), st.lists(CELLS, max_size=5)), max_size=25))
@example([(1, ["ข้อ", "ผู้รับผิดชอบ", "", "ข้อ"])])
def test_every_cell_is_in_exactly_one_part(rows: list[tuple[int, list[str]]]) -> None:
    """Tables may stand side by side, so that parts share their rows."""
    number, made = 0, []
    for step, cells in rows:
        number += step
        if any(cells):
            made.append(SheetRow(number, tuple(cells)))
    sheet = DataSheet("ก", tuple(made), "ก.xlsx")
    parts = find_parts([ImportSource("ก.xlsx", (sheet,))]) if made else ()
    cut = [row for part in parts for sheet in part.source.sheets for row in sheet.rows]
    assert sorted(cells_of(row for row in cut if row.number > 0)) == sorted(cells_of(made))


def test_text_without_a_table_is_told(tmp_path: Path) -> None:
    sheet = read_delimited("หนังสือนำส่ง\nเรียน ผู้อำนวยการ\n", "ก.csv", WorkProgress())
    (part,) = find_parts([ImportSource("ก.csv", (sheet,))])
    assert (part.kind, part.is_text) == ("", True)
    assert "หนังสือนำส่ง" in part.doubts[0].why


def _document(path: Path, *content: str | Rows) -> Path:
    """A Word file of paragraphs and tables in order."""
    from docx import Document

    made = Document()
    for block in content:
        if isinstance(block, str) and block.startswith("# "):
            made.add_heading(block.removeprefix("# "), 1)
            continue
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(0, len(block[0]))
        for row in block:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value)
    made.save(str(path))
    return path


@pytest.mark.parametrize(
    "line",
    ["คะแนน {} : {}", "{}: {} คะแนน", "- แบบวัด {} ได้ {} คะแนน", "3. ผลคะแนนเฉลี่ย {} เท่ากับ {}"],
)
def test_lines_that_tell_the_scores_of_instruments_are_a_result(tmp_path: Path, line: str) -> None:
    title = "ผลการประเมิน ITA ปี 2568"
    pairs = {"IIT": "92.10", "EIT": "85.20", "OIT": "96.00"}
    lines = [line.format(*pair) for pair in pairs.items()]
    (part,) = parts_of(_document(tmp_path / "ก.docx", title, *lines))
    assert (part.kind, part.year, part.is_taken) == ("results", 2568, True)
    assert {each.node: str(each.value) for each in read_results(part.source).figures} == pairs
    (part,) = parts_of(_document(tmp_path / "ข.docx", title, "เป้าหมาย", *lines))
    assert (part.kind, part.is_taken) == ("results", False)
    points = [line.format(f"{node} (30%)", value) for node, value in pairs.items()]
    (part,) = parts_of(_document(tmp_path / "ค.docx", title, *points))
    assert part.kind == "", "points of weights alone are no scores"


@pytest.mark.parametrize("title", ["ปีงบประมาณ พ.ศ. 2568 สำนักงานเขตตัวอย่าง", "ประจำปี 2568"])
@pytest.mark.parametrize("total", ["คะแนนรวม 92.33 คะแนน", ""])
def test_the_plain_tables_of_a_report_are_read_beside_its_sentences(
    tmp_path: Path, title: str, total: str
) -> None:
    scores = {"IIT": "96.33", "EIT": "92.77", "OIT": "89.00"}
    indicators = {"1": "96.33", "6": "92.77", "9": "90.00", "10": "88.00"}
    names = ("การปฏิบัติหน้าที่", "คุณภาพการดำเนินงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต")
    numbered = zip(indicators, names, indicators.values(), strict=True)
    path = _document(
        tmp_path / "รายงาน.docx",
        "รายงานผลการประเมินคุณธรรมและความโปร่งใส",
        title,
        f"1. ภาพรวม {total}",
        [("แบบวัด", "คะแนน", "ค่าน้ำหนัก"), *zip(scores, scores.values(), "343", strict=True)],
        "2. รายตัวชี้วัด",
        [("ที่", "ตัวชี้วัด", "คะแนนที่ได้"), *numbered],
    )
    parts = parts_of(path)
    assert {(part.kind, part.is_taken) for part in parts} == {("results", True)}
    results = [read_results(part.source) for part in parts]
    years = {part.year for part in parts} | {year.value for each in results for year in each.years}
    assert years - {None} == {2568}
    read = [figure for each in results for figure in each.figures]
    told = {"ITA": "92.33"} if total else {}
    assert {each.node: str(each.value) for each in read} == scores | indicators | told
    assert len(read) == len(scores | indicators | told), "each is read once"


@pytest.mark.parametrize("table", [True, False])
@pytest.mark.parametrize(
    ("line", "total"),
    [
        ("คะแนนภาพรวม 97.38 คะแนน", "97.38"),
        ("ผลคะแนนภาพรวม ๙๗.๓๘", "97.38"),
        ("คะแนนในภาพรวมเท่ากับ 97.38 คะแนน", "97.38"),
        ("ค่าคะแนนภาพรวม : 97.38", "97.38"),
        ("ปี 2567 ได้คะแนนภาพรวม 97.38 คะแนน", "97.38"),
        ("ปี 2566 ได้คะแนนภาพรวม 97.38 คะแนน", None),
        ("ปี 2566 ได้คะแนนรวม 97.38 คะแนน", None),
        ("คะแนนภาพรวมกรุงเทพมหานคร 97.38 คะแนน", None),
        ("คะแนนภาพรวม 50 เขต", None),
        ("คะแนนภาพรวมเพิ่มขึ้น 2.10 คะแนน", None),
        ("คะแนนภาพรวม 97.38 คะแนน เพิ่มขึ้นจากปี 2566 ซึ่งได้ 95.00", "97.38"),
        ("เมื่อเทียบกับปีที่ผ่านมา คะแนนภาพรวม 97.38 คะแนน สูงขึ้น", "97.38"),
        ("ปีที่ผ่านมาได้คะแนนภาพรวม 97.38 คะแนน", None),
        ("กรุงเทพมหานครมีคะแนนภาพรวม 97.38 คะแนน", None),
        ("สำนักงานเขตบางรักได้คะแนนภาพรวม 97.38 คะแนน", None),
        ("ทั้งนี้ ตั้งเป้าหมายคะแนนภาพรวม 97.38 คะแนน ในปี 2571", None),
        ("คาดว่าจะได้คะแนนภาพรวม 97.38 คะแนน", None),
        ("คะแนนภาพรวม 97.38 คะแนน สูงกว่าเป้าหมาย", "97.38"),
    ],
)
def test_a_line_of_a_report_tells_the_total_of_its_year_alone(
    tmp_path: Path, line: str, total: str | None, *, table: bool
) -> None:
    titles = (
        "รายงานผลการประเมินคุณธรรมและความโปร่งใส (ITA)",
        "สำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2567",
    )
    scores = [("เครื่องมือ", "คะแนน"), ("IIT", "98.88"), ("EIT", "92.38"), ("OIT", "100.00")]
    path = _document(tmp_path / "รายงาน.docx", *titles, line, *([scores] if table else []))
    if total is None:
        with suppress(InputError):
            results = [read_results(part.source) for part in parts_of(path) if part.kind]
            assert "ITA" not in {each.node for one in results for each in one.figures}
        return
    (part,) = parts_of(path)
    results = read_results(part.source)
    assert {part.year, *(year.value for year in results.years)} - {None} == {2567}
    assert [str(each.value) for each in results.figures if each.node == "ITA"] == [total]


@pytest.mark.parametrize("note", ["หมายเหตุ คะแนนนี้ยังไม่เป็นทางการ", "คะแนนนี้เป็นคะแนนประมาณการ", ""])
def test_a_sentence_at_the_end_of_a_report_says_that_its_scores_are_none(
    tmp_path: Path, note: str
) -> None:
    titles = ("รายงานผลการประเมิน (ITA)", "สำนักงานเขตตัวอย่าง", "ประจำปีงบประมาณ พ.ศ. 2567")
    scores = ("คะแนนภาพรวม 97.38 คะแนน", "แบบวัด IIT 98.88 คะแนน", "แบบวัด EIT 92.38 คะแนน")
    (part,) = parts_of(_document(tmp_path / "รายงาน.docx", *titles, *scores, note))
    assert (part.kind, part.is_taken) == ("results", not note)


@pytest.mark.parametrize("name", ["รายงาน.docx", "ผลปี 2566.docx"])
def test_a_sentence_with_a_score_dates_no_report_that_has_a_year(tmp_path: Path, name: str) -> None:
    titles = ("รายงานผลการประเมิน (ITA)", "สำนักงานเขตตัวอย่าง", "ประจำปีงบประมาณ พ.ศ. 2567")
    scores = ("แบบวัด IIT 98.88 คะแนน", "แบบวัด EIT 92.38 คะแนน")
    note = "ทั้งนี้ มุ่งให้ได้คะแนนไม่น้อยกว่า 97.38 คะแนน ในปี 2568"
    (part,) = parts_of(_document(tmp_path / name, *titles, *scores, note))
    assert part.year != 2568
    assert {year.value for year in read_results(part.source).years} == {2567}


def test_a_book_in_word_holds_its_lists_and_the_results(tmp_path: Path) -> None:
    path = _document(
        tmp_path / "เล่ม.docx",
        "คำนำ",
        "มาตรการ ประจำปีงบประมาณ พ.ศ. 2568",
        MEASURES,
        "รายชื่อคณะทำงาน ประจำปีงบประมาณ พ.ศ. 2567",
        ROSTER,
        "ห้องประชุม",
        CONTACTS,
    )
    assert told(parts_of(path)) == [("measures", 2568, 2), ("roster", 2567, 2), ("", None, 4)]


def test_a_report_beside_lists_in_word_is_a_part_of_its_own(tmp_path: Path) -> None:
    report = (FIXTURES / "report_2567.txt").read_text(encoding="utf-8").split("\n")
    former = "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2565 ได้ 90.00 คะแนน"
    plan = ("# 3. มาตรการ", "มาตรการ ปีงบประมาณ 2568", MEASURES)
    path = _document(tmp_path / "เล่ม.docx", "# 1. ที่มา", former, "# 2. ผล", *report, *plan)
    alone = parts_of(FIXTURES / "report_2567.txt")
    found = parts_of(path)
    assert [(part.kind, part.year) for part in found] == [("results", 2567), ("measures", 2568)]
    wanted, read = (read_results(part.source) for part in (alone[0], found[0]))
    values = lambda results: [(each.node, each.value) for each in results.figures]  # noqa: E731
    assert values(read) == values(wanted) != []


def test_in_a_document_the_year_above_holds_until_another_is_stated(tmp_path: Path) -> None:
    """A PDF has a heading of the first level where Word has one of the second, and repeats titles
    without their year: none of it is of the year that is shown."""
    duties = [("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"), ("O1", "โครงสร้าง", "ฝ่ายปกครอง")]
    more = [("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"), ("O8", "แผนงาน", "ฝ่ายโยธา")]
    items = [("ข้อ", "คำถาม", "คะแนน"), ("I1", "ให้บริการตามขั้นตอน", "91.20"), ("I2", "ทำดี", "88")]
    path = _document(
        tmp_path / "สองปี.docx",
        "# รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",
        RESULTS,
        "# คะแนนแบบวัดการรับรู้ของผู้มีส่วนได้เสียภายใน (IIT)",
        items,
        "# ตารางมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ 2566",
        "ตัวชี้วัดที่ 9.1",
        duties,
        "ตัวชี้วัดที่ 9.2",
        more,
        "# ตารางมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ 2568",
        "ตัวชี้วัดที่ 9.1",
        duties,
    )
    found = [(part.kind, part.year) for part in parts_of(path)]
    assert found == [("results", 2567), ("assignments", 2566), ("assignments", 2568)]


def test_scores_without_a_year_are_of_the_year_of_those_before(book: Book) -> None:
    """The tables of an official result name their instrument, and the first of them the year."""
    path = book(
        ภายใน=[("ผลการประเมิน ประจำปีงบประมาณ พ.ศ. 2566",), (), *RESULTS],
        เปิดเผย=[
            ("ตารางที่ 2 คะแนนการเปิดเผยข้อมูล",),
            ("ข้อ", "ข้อมูล", "คะแนน"),
            ("O1", "โครงสร้าง", "100"),
            ("O2", "ข้อมูลผู้บริหาร", "0"),
        ],
    )
    assert told(parts_of(path)) == [("results", 2566, 5)]


@pytest.mark.parametrize(
    "heading", ["คะแนน 2567", "คะแนน ปี ๒๕๖๗", "คะแนนที่ได้ ปี 2567", "คะแนน ITA ปีงบประมาณ 2567"]
)
def test_a_column_of_scores_names_its_year(book: Book, heading: str) -> None:
    rows = [("ข้อ", "ชื่อข้อ", heading), *RESULTS[1:]]
    assert told(parts_of(book(คะแนน=rows))) == [("results", 2567, 3)]


def test_of_the_scores_of_two_years_one_has_to_be_chosen(book: Book) -> None:
    rows = [("ข้อ", "ชื่อข้อ", "คะแนน 2566", "คะแนน 2567")]
    rows += [(*row, "90.00") for row in RESULTS[1:]]
    parts = parts_of(book(คะแนน=rows))
    assert [(part.year, part.is_taken) for part in parts] == [(2566, False), (2567, False)]
    assert all("2566 2567" in part.doubts[0].why for part in parts)
    assert [only_list(parts, shown) is not None for shown in (2567, 2568)] == [True, False]


def test_of_several_years_that_of_the_year_shown_is_taken(book: Book) -> None:
    rows = [("ผลการประเมิน ITA",), ("ข้อ", "ชื่อข้อ", "คะแนน 2567", "คะแนน 2568")]
    rows += [(*row, "90.00") for row in RESULTS[1:]]
    parts = find_parts([read_file(book(คะแนน=rows), "")], fiscal_year=2568)
    assert [(part.year, part.is_taken) for part in parts] == [(2567, False), (2568, True)]


def test_each_of_the_years_in_a_table_brings_its_own_scores(book: Book, workspace) -> None:
    rows = [("ข้อ", "ชื่อข้อ", "คะแนน 2566", "คะแนน 2567")]
    rows += [(*row, "90.00") for row in RESULTS[1:]]
    chosen = [replace(part, is_taken=True) for part in parts_of(book(คะแนน=rows))]
    series = plan_parts(workspace, chosen, shown=2568)
    scores = {
        planned.plan.base.year: {
            write.record.value
            for write in planned.writes
            if isinstance(write, Insert) and isinstance(write.record, Score)
        }
        for planned in series.parts
        if planned.plan is not None
    }
    own = {Decimal(str(row[-1])) for row in RESULTS[1:]}
    assert scores == {2566: own, 2567: {Decimal("90.00")}}


def test_questions_beside_their_scores_are_a_result_and_no_findings(book: Book) -> None:
    """A column ประเด็น makes an analysis only of a table that says what is done, too."""
    rows = [("ผลคะแนน ITA ปีงบ 67",), ("เครื่องมือ", "ตัวชี้วัด", "ข้อ", "ประเด็น", "คะแนน")]
    rows += [("IIT", "1", "I1", "เต็มใจ", "97.25"), ("IIT", "1", "I2", "สะดวก", "96.00")]
    assert told(parts_of(book(ผล=rows))) == [("results", 2567, 2)]
    bare = [row[2:] for row in rows[1:]]
    # Codes that run on are those of any examination, and no analysis either.
    assert [part.kind for part in parts_of(book(ผล=bare))] == [""]
    apart = [bare[0], ("I3", *bare[1][1:]), ("I7", *bare[2][1:])]
    assert [part.kind for part in parts_of(book(ผล=apart))] == ["results"]
    done = [
        (*row, *more) for row, more in zip(rows[1:], (("มาตรการ",), ("ทำ",), ("ทำ",)), strict=True)
    ]
    assert [part.kind for part in parts_of(book(ผล=done))] == ["analysis"]


def test_an_analysis_for_the_measures_of_a_year_is_of_that_year(book: Book) -> None:
    rows = [
        ("การวิเคราะห์ผลการประเมิน ปี 2567 เพื่อจัดทำมาตรการปี 2568",),
        ("ข้อ", "ประเด็นที่ต้องปรับปรุง", "มาตรการ"),
        ("I1", "ช้า", "ทำคู่มือ"),
    ]
    assert told(parts_of(book(วิเคราะห์=rows))) == [("analysis", 2568, 1)]


def test_an_indicator_is_known_by_number_and_name_in_its_column(book: Book) -> None:
    rows = [
        ("ตัวชี้วัด", "จุดเด่น/จุดด้อย", "แนวทางแก้ไข", "ผู้รับผิดชอบ"),
        ("๑. การปฏิบัติหน้าที่", "เต็มใจ", "1. ทำคู่มือ", "ทุกฝ่าย"),
        ("9.1 ข้อมูลพื้นฐาน", "ไม่ครบ", "1. เผยแพร่", "ฝ่ายปกครอง"),
    ]
    assert [part.kind for part in parts_of(book(วิเคราะห์=rows))] == ["analysis"]


@pytest.mark.parametrize("title", ["ผลคะแนน ITA FY2024", "ผลคะแนน ITA ประจำปีงบประมาณ ค.ศ. 2024"])
def test_a_year_of_the_christian_era_is_the_buddhist_one(book: Book, title: str) -> None:
    assert told(parts_of(book(คะแนน=[(title,), *RESULTS]))) == [("results", 2567, 3)]


def test_members_may_have_name_and_post_in_one_column(book: Book) -> None:
    rows = [
        ("คณะ", "ลำดับ", "ชื่อ - สกุล / ตำแหน่ง", "สังกัด", "ตำแหน่งในคณะทำงาน"),
        ("คณะทำงาน", "2.1", "นายตัวอย่าง หนึ่ง\nนายช่างโยธา", "ฝ่ายโยธา", "คณะทำงาน"),
        ("คณะทำงาน", "2.2", "(ว่าง)\nนักประชาสัมพันธ์", "ฝ่ายปกครอง", "คณะทำงาน"),
    ]
    assert told(parts_of(book(คณะ=rows))) == [("roster", None, 2)]


def test_the_steps_of_measures_may_be_headed_by_one_word(book: Book) -> None:
    rows = [
        ("ข้อ", "ประเด็น", "วิธีการ", "ผู้รับผิดชอบ", "ระยะเวลา"),
        *((c, "-", *r) for c, *r in MEASURES[1:]),
    ]
    (part,) = parts_of(book(มาตรการ=rows))
    assert part.kind in {"measures", "analysis"}
    assert not any("วิธีการ" in remark.why for remark in part.doubts)


def test_a_file_is_of_one_kind_with_one_table_of_the_year_that_is_shown(book: Book) -> None:
    """Each is of its own year, whichever is shown."""
    of_2567 = titled("มาตรการ ประจำปีงบประมาณ พ.ศ. 2567", MEASURES)
    results = titled("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567", RESULTS)
    for tables, shown, kind in (
        ((MEASURES,), 2568, "measures"),
        ((of_2567,), 2568, "measures"),
        ((of_2567,), 2567, "measures"),
        ((of_2567,), None, "measures"),
        ((results,), 2568, "results"),
        ((MEASURES, ROSTER), 2568, ""),
        ((CONTACTS,), 2568, ""),
    ):
        path = book(**{f"ก{number}": table for number, table in enumerate(tables)})
        only = only_list(parts_of(path), shown)
        assert (only.kind if only is not None else "") == kind


def test_an_analysis_by_names_of_indicators_is_one_though_it_has_scores(book: Book) -> None:
    rows = [
        ("ผลการวิเคราะห์ ปีงบประมาณ พ.ศ. 2568",),
        ("ที่", "ตัวชี้วัด", "คะแนนปี 2566", "คะแนนปี 2567", "ประเด็นที่ควรพัฒนา", "แนวทางแก้ไข"),
        ("1", "การปฏิบัติหน้าที่", "95", "98", "บริการช้า", "อบรม"),
        ("2", "การใช้งบประมาณ", "94", "97", "ไม่เปิดเผย", "เผยแพร่แผน"),
    ]
    assert told(parts_of(book(วิเคราะห์=rows))) == [("analysis", 2568, 2)]
