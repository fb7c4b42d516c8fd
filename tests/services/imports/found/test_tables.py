"""Which tables of sheets belong together, of which kind and year they are, and where reports of
results begin and end."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ita_desktop.exchange.heading_words import SHIPPED_WORDS
from ita_desktop.exchange.sheets import DataSheet, SheetRow, WorkProgress
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.evidence.seen import Knowledge
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.tables import TableFinder
from tests.services.imports.found.books import (
    ANALYSIS,
    CONTACTS,
    MEASURES,
    RESULTS,
    ROSTER,
    Rows,
    document,
    titled,
    told,
    workbook,
)

Told = list[tuple[str, int | None, int]]
HEADLESS = (("I4", "1. ชี้แจงแผน", "ฝ่ายการคลัง", "ทุกเดือน"), ("I5", "1. อบรม", "ทุกฝ่าย", "ทุกเดือน"))
LINES = (("บันทึก",), ("ก",))
EITHER = (
    ("ข้อ", "ประเด็น", "วิธีการ", "ผู้รับผิดชอบ", "ระยะเวลา"),
    *((code, "-", *row) for code, (_, *row) in zip(("I1", "E1"), MEASURES[1:], strict=True)),
)
"""A table that may be the analysis as well as measures."""

TOGETHER: dict[str, tuple[Sequence[Rows], Told]] = {
    "a table that states no year has its own": (
        (titled("มาตรการ ปี 2567", MEASURES), titled("มาตรการอื่น", MEASURES)),
        [("measures", 2567, 2), ("measures", None, 2)],
    ),
    "codes of surveys with an owner and a day are measures, and no assignments": (
        (
            [
                ("มาตรการปรับปรุง ปี 2568", "", "", ""),
                ("รหัส", "แนวทางการแก้ไข", "หน่วยงาน", "กำหนดแล้วเสร็จ"),
                ("I1", "อบรม", "ฝ่ายปกครอง", "31 มี.ค. 68"),
                ("E1", "จัดทำคู่มือ", "ฝ่ายทะเบียน", "30 เม.ย. 68"),
            ],
            [
                ("มอบหมาย OIT ปี 2568", "", ""),
                ("ที่", "ส่วนราชการ", "ข้อที่รับผิดชอบ"),
                ("1", "ฝ่ายปกครอง", "O1, O2, O4-O6"),
                ("2", "ฝ่ายรายได้", "O9 และ O10"),
            ],
        ),
        [("measures", 2568, 2), ("assignments", 2568, 7)],
    ),
    "a table without a title has that of the one before": (
        (titled("มาตรการ ปี 2567", MEASURES), MEASURES),
        [("measures", 2567, 4)],
    ),
    "the title of the first tells what those without one are": (
        (titled("มาตรการสื่อสารสร้างการรับรู้", MEASURES), MEASURES, titled("มาตรการส่งเสริม", MEASURES)),
        [("communications", None, 4), ("measures", None, 2)],
    ),
    "rows without headings go on behind another table": (
        (MEASURES, CONTACTS, HEADLESS),
        [("measures", None, 4), ("", None, 3)],
    ),
    "rows without headings go on behind lines": (
        (MEASURES, LINES, HEADLESS),
        [("measures", None, 4), ("", None, 2)],
    ),
    "rows without headings that cannot be read do not": (
        (MEASURES, [HEADLESS[0], ("x", "", "", "ก")]),
        [("measures", None, 2), ("", None, 2)],
    ),
    "another table between two empty rows ends none": (
        ((*MEASURES, (), *CONTACTS, (), *HEADLESS),),
        [("measures", None, 4), ("", None, 3)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sheets", "expected"), TOGETHER.values(), ids=TOGETHER)
def test_tables_go_on_with_those_before(sheets: Sequence[Rows], expected: Told) -> None:
    assert told(find_parts([workbook(*sheets)])) == expected


def test_a_row_of_an_item_is_no_heading_whatever_words_it_has() -> None:
    """The name of an item and what it must publish may begin as headings do."""
    rows: Rows = (
        ("ข้อ", "ข้อมูล", "รายละเอียดข้อมูลที่เผยแพร่", "ผู้รับผิดชอบ"),
        ("O26", "แผนพัฒนาประสิทธิภาพ", "- แผน", "- ทุกฝ่าย"),
        ("O27", "แนวทางการปฏิบัติในการใช้ดุลยพินิจ", "รอบ 6 เดือนแรก ของปีงบประมาณ", "- ทุกฝ่าย"),
        ("O28", "แผนปฏิบัติการ และผลการดำเนินการตามแผน", "- แผน", "- ทุกฝ่าย"),
    )
    assert told(find_parts([workbook(rows)])) == [("assignments", None, 3)]


def test_a_table_that_may_be_of_two_kinds_says_of_which_once() -> None:
    (part,) = find_parts([workbook(EITHER, EITHER)])
    assert (part.kind, part.others, part.rows) == ("analysis", ("measures",), 4)
    (doubt,) = part.doubts
    assert (doubt.sheet, doubt.row) == ("ก", 1)
    assert "หัวตารางเป็นได้ทั้งการวิเคราะห์ผลการประเมิน และมาตรการ" in doubt.why


def test_a_table_of_no_known_kind_is_shown_by_its_first_row() -> None:
    """A line above it is no row of it to look at."""
    source = workbook(CONTACTS)
    (sheet,) = source.sheets
    above = replace(sheet, rows=(SheetRow(-1, ("เบอร์โทร",)), *sheet.rows))
    for rows, words in ((sheet, "ห้อง · เบอร์ภายใน · ชั้น"), (above, "เบอร์โทร")):
        (part,) = find_parts([replace(source, sheets=(rows,), blocks=())])
        (doubt,) = part.doubts
        assert (doubt.sheet, doubt.row, f"“{words}”" in doubt.why) == ("ก", 1, True)
        assert not part.is_taken


NOTES: Rows = (("บันทึกช่วยจำ",), ("ส่งภายในวันศุกร์",))
PLACES: dict[str, tuple[Rows, str, str, str]] = {
    "a table below empty rows": ([(), (), *MEASURES], "แผ่น “ก” แถว 3-5", "", ""),
    "a table of no known kind": (
        CONTACTS,
        "แผ่น “ก” แถว 1-3",
        "ไม่ทราบว่าเป็นตารางอะไร แถวแรกคือ “ห้อง · เบอร์ภายใน · ชั้น”",
        "เลือกว่าเป็นรายการใด หรือไม่ต้องนำเข้า",
    ),
    "text": (NOTES, "แผ่น “ก” แถว 1-2", "ไม่มีตาราง มีแต่ข้อความ “บันทึกช่วยจำ”", ""),
}


@pytest.mark.parametrize(("rows", "place", "text", "remedy"), PLACES.values(), ids=PLACES)
def test_a_part_says_where_it_is_and_what_is_not_known_of_it(
    rows: Rows, place: str, text: str, remedy: str
) -> None:
    (part,) = find_parts([workbook(rows)])
    assert part.place == place
    told = [" · ".join(filter(None, (text, remedy)))] if text else []
    assert [doubt.why for doubt in part.doubts] == told
    assert part.is_taken == (not text)


def test_a_table_of_a_file_without_sheets_has_only_rows() -> None:
    source = workbook(MEASURES)
    (sheet,) = source.sheets
    (part,) = find_parts([replace(source, sheets=(replace(sheet, name=""),), blocks=())])
    assert part.place == "แถว 1-3"


def test_parts_of_several_sheets_name_each() -> None:
    (part,) = find_parts([workbook(titled("มาตรการ ปี 2567", MEASURES), MEASURES)])
    assert part.place == "แผ่น “ก” แถว 1-4 · แผ่น “ข” แถว 1-3"


def test_a_table_that_was_lent_its_headings_says_so_at_its_first_row() -> None:
    (part,) = find_parts([workbook(MEASURES, [(), *HEADLESS])])
    (doubt,) = part.doubts
    assert (doubt.sheet, doubt.row) == ("ข", 2)
    assert doubt.why == "ตารางนี้ไม่มีหัวตาราง จึงอ่านด้วยหัวของตารางก่อนหน้า · ตรวจว่าคอลัมน์ตรงกัน"


@pytest.mark.parametrize(
    ("titles", "year"),
    [
        (("แบบกรอก ปีงบประมาณ พ.ศ. 2567",), 2567),
        (("แบบกรอก ปีงบประมาณ 2567", "เทียบกับปีงบประมาณ 2566"), None),
        (("แบบกรอก",), None),
        (("แบบกรอก", "ก", "ข", "ปีงบประมาณ 2567"), None),
    ],
)
def test_a_returned_form_is_one_part_of_the_year_above_its_rows(titles, year) -> None:
    source = workbook([*((title,) for title in titles), *MEASURES], CONTACTS)
    form = replace(source, form="กรอก", blocks=())
    assert told(find_parts([form])) == [("worksheet", year, len(titles) + 6)]


def test_a_word_over_some_columns_hides_no_heading_below_another_table() -> None:
    """As it does not over the first table of a sheet."""
    title = ("มาตรการในการสื่อสารสร้างการรับรู้ ประจำปีงบประมาณ พ.ศ. 2568",)
    head = ("ลำดับ", "รายการประเมิน", "ส่วนงานที่รับผิดชอบ", "การติดตาม", "แนวทาง/มาตรการ")
    row = ("1", "I1 เต็มใจให้บริการ", "ฝ่ายโยธา", "รายงานทุกเดือน", "เผยแพร่คู่มือ")
    second = (title, ("", "", "รายละเอียด"), head, row)
    assert [kind for kind, *_ in told(find_parts([workbook((*MEASURES, (), *second))]))] == [
        "measures", "communications"
    ]  # fmt: skip


# -- reports


SCORED = (
    ("ลำดับ", "ตัวชี้วัด", "คะแนน (เต็ม 100)"),
    ("ตัวชี้วัด 1", "ก", "99.19"),
    ("ตัวชี้วัด 2", "ข", "98.25"),
)
UNSCORED = (("คะแนนตัวชี้วัด",), SCORED[0], *((*row[:2], "") for row in SCORED[1:]))


def report(year: int | None = None) -> Rows:
    """An official report, or a further page of one."""
    cover = [(f"รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}",)] if year else []
    return (*cover, ("คะแนนตัวชี้วัด",), *SCORED)


def lines(rows: Rows) -> list[str]:
    return ["\t".join(map(str, row)) for row in rows]


ROOMS = (("ห้อง", "ผู้รับผิดชอบ", "หน่วยงาน", "ตำแหน่ง"), ("1", "ก", "ข", "ค"))
SHEETS: dict[str, tuple[Sequence[Rows], Told]] = {
    "a page goes on": ((report(2566), report()), [("results", 2566, 9)]),
    "a further report": (
        (report(2566), report(2567)),
        [("results", 2566, 5), ("results", 2567, 5)],
    ),
    "a form without scores goes on": ((report(2566), (*UNSCORED,)), [("results", 2566, 9)]),
    "another table below it": (
        ([*report(2566), (), *ROOMS],),
        [("results", 2566, 5), ("", None, 2)],
    ),
    "rows below it that nobody knows": (([*report(2566), (), *CONTACTS],), [("results", 2566, 8)]),
}  # fmt: skip


@pytest.mark.parametrize(("sheets", "expected"), SHEETS.values(), ids=SHEETS)
def test_a_report_on_sheets(sheets: Sequence[Rows], expected: Told) -> None:
    assert told(find_parts([workbook(*sheets)])) == expected


OTHER = "ผลการประเมิน ปี 2567 อยู่ในเล่มหน้า"
PAGES: dict[str, tuple[Sequence[Sequence[str]], Told, list[str]]] = {
    "one report": ((lines(report(2566)), lines(report())), [("results", 2566, 9)], [""]),
    "two reports": (
        (lines(report(2566)), lines(report()), lines(report(2567)), lines(report())),
        [("results", 2566, 9), ("results", 2567, 9)],
        ["หน้า 1 · หน้า 2", "หน้า 3 · หน้า 4"],
    ),
    "a page that compares years begins none": (
        (lines(report(2566)), ["คะแนน ปี 2567 และผลการประเมิน ปี 2566", *lines(report())]),
        [("results", 2566, 10)],
        [""],
    ),
    "a line with another year begins none": (
        (lines(report(2566)), [OTHER], lines(report())),
        [("results", 2566, 10)],
        [""],
    ),
    "what is above the first is of it": (
        (["คำนำ"], lines(report(2566)), lines(report(2567))),
        [("results", 2566, 6), ("results", 2567, 5)],
        ["หน้า 1 · หน้า 2", "หน้า 3"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("pages", "expected", "places"), PAGES.values(), ids=PAGES)
def test_reports_on_pages(
    pages: Sequence[Sequence[str]], expected: Told, places: list[str]
) -> None:
    sheets = (
        DataSheet(
            str(page),
            tuple(SheetRow(at, tuple(text.split("\t"))) for at, text in enumerate(texts, 1)),
            of_lines=True,
        )
        for page, texts in enumerate(pages, 1)
    )
    parts = find_parts([ImportSource("รายงาน.pdf", tuple(sheets))])
    assert told(parts) == expected
    assert [part.place for part in parts] == places


LATER = "มาตรการ ปีงบประมาณ 2568"
LONG = f"มาตรการ ประจำปีงบประมาณ พ.ศ. 2565 {'ซึ่งสำนักงานดำเนินการ ' * 8}"
DOCUMENTS: dict[str, tuple[Sequence[str | Rows], Told]] = {
    "the title of a list is none of the report": (
        (*lines(report()), LATER, MEASURES),
        [("results", None, 4), ("measures", 2568, 2)],
    ),
    "nor are titles above it": (
        (*lines(report()), LATER, "ของสำนักงาน", "เพิ่มเติม", MEASURES),
        [("results", None, 6), ("measures", 2568, 2)],
    ),
    "a line above these is": (
        (*lines(report()), "คะแนน ปี 2567", "ก", "ข", "ค", MEASURES),
        [("results", 2567, 8), ("measures", 2567, 2)],
    ),
    "scores beside a list, with a report": (
        (LATER, MEASURES, *lines(report(2567))),
        [("results", 2567, 5), ("measures", 2568, 2)],
    ),
    "scores beside a list": (
        (LATER, MEASURES, "คะแนน ปีงบประมาณ 2566", RESULTS),
        [("measures", 2568, 2), ("results", 2566, 3)],
    ),
    "lists alone": (
        (LATER, MEASURES, "รายชื่อ ปีงบประมาณ 2567", ROSTER),
        [("measures", 2568, 2), ("roster", 2567, 2)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_report_beside_lists_of_a_document(content: Sequence[str | Rows], expected: Told) -> None:
    assert told(find_parts([document(*content)])) == expected


def test_a_table_below_the_titles_of_a_report_is_read_as_a_table() -> None:
    (part,) = find_parts([document(*lines(report(2567))[:2], RESULTS)])
    assert (part.kind, part.year, part.place) == ("results", 2567, "แผ่น “ตาราง 1” แถว 1-4")


# -- where tables begin


GAP: Rows = ((),)
TITLE = "มาตรการ"
HALF_KNOWN = (
    ("ข้อ", "จุดด้อย", "ห้อง", "ชั้น"),
    *((code, weak, "5", "2") for code, _, weak, _ in ANALYSIS[1:]),
)
CUPBOARDS = (("ยี่ห้อ", "ตู้", "ห้อง", "ชั้น"), ("1", "เหล็ก", "ธุรการ", "2"), ("2", "ไม้", "โยธา", "1"))
BEGINS: dict[str, tuple[Rows, list[tuple[str, int, int, int, int]]]] = {
    "in the first row": (MEASURES, [("measures", 1, 3, 0, 2)]),
    "below titles, with a gap or without": (
        ((TITLE,), *GAP, ("ของสำนักงาน",), *MEASURES),
        [("measures", 1, 6, 2, 2)],
    ),
    "below titles of two cells": (
        (("หน่วยงาน", "ฝ่ายโยธา"), ("ปีงบประมาณ", "2568"), *MEASURES),
        [("measures", 1, 5, 2, 3)],
    ),
    "below the first, with a title": (
        (*MEASURES, *GAP, (TITLE,), *ANALYSIS),
        [("measures", 1, 3, 0, 2), ("analysis", 5, 8, 1, 2)],
    ),
    "below the first, with two titles": (
        (*MEASURES, *GAP, (TITLE,), ("ของสำนักงาน",), *ANALYSIS),
        [("measures", 1, 3, 0, 2), ("analysis", 5, 9, 2, 2)],
    ),
    "titles above the empty row are of the table above": (
        (*MEASURES, ("หมายเหตุ",), *GAP, (TITLE,), *ANALYSIS),
        [("measures", 1, 4, 0, 2), ("analysis", 6, 9, 1, 2)],
    ),
    "below the first without a gap": (
        (*MEASURES, *ANALYSIS),
        [("measures", 1, 3, 0, 2), ("analysis", 4, 6, 0, 2)],
    ),
    "the same headings again begin none": (
        (*MEASURES, MEASURES[0], ("I3", "1. อบรม", "ทุกฝ่าย", "ทุกเดือน")),
        [("measures", 1, 5, 0, 3)],
    ),
    "below a table that nobody knows": (
        (*CONTACTS, *GAP, (TITLE,), *MEASURES),
        [("", 1, 3, 0, 3), ("measures", 5, 8, 1, 2)],
    ),
    "below the smallest table": (
        (("ก", "1"), ("ข", "2"), *GAP, (TITLE,), *MEASURES),
        [("", 1, 2, 0, 2), ("measures", 4, 7, 1, 2)],
    ),
    "below a title with a word of a heading": (
        (("ผู้รับผิดชอบ",), *MEASURES),
        [("measures", 1, 4, 1, 2)],
    ),
    "some lines below a title with a word of a heading": (
        (("ผู้รับผิดชอบ",), ("ทุกฝ่าย",), ("ของสำนักงาน",), ("ปี 2568",), *MEASURES),
        [("measures", 1, 7, 4, 2)],
    ),
    "at headings half of which are known, below an empty row": (
        (*MEASURES, *GAP, (TITLE,), *HALF_KNOWN),
        [("measures", 1, 3, 0, 2), ("analysis", 5, 8, 1, 2)],
    ),
    "but not without one": ((*MEASURES, *HALF_KNOWN), [("measures", 1, 6, 0, 5)]),
    "at headings that nobody knows, below an empty row": (
        (*MEASURES, *GAP, *CUPBOARDS),
        [("measures", 1, 3, 0, 2), ("", 5, 7, 0, 3)],
    ),
    "nowhere": (CONTACTS, [("", 1, 3, 0, 3)]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), BEGINS.values(), ids=BEGINS)
def test_where_tables_of_a_sheet_begin(
    rows: Rows, expected: list[tuple[str, int, int, int, int]]
) -> None:
    """Kind, first and last row of the sheet, index of the heading, and rows of data."""
    (sheet,) = workbook(rows).sheets
    found = TableFinder(SHIPPED_WORDS, 2568, WorkProgress(), Knowledge({})).tables(sheet)
    assert [
        (
            table.kind.name if table.kind else "",
            table.sheet.rows[0].number,
            table.sheet.rows[-1].number,
            table.at,
            table.rows,
        )
        for table in found
    ] == expected


@pytest.mark.parametrize("last", ["ลิงก์", "หมายเหตุ"])
def test_a_checklist_of_what_there_is_has_no_official_scores(last: str) -> None:
    rows = (
        ("ข้อ", "ข้อมูล", "มี/ไม่มี", last),
        ("O1", "โครงสร้าง", "มี", "https://a.example/1"),
        ("O2", "ผู้บริหาร", "ไม่มี", "https://a.example/2"),
    )
    (part,) = find_parts([workbook(rows)], fiscal_year=2568)
    assert part.kind in {"evidence", "assignments"}


LEGEND: Rows = (
    ("ชื่อ", "สัญลักษณ์", "ความหมาย"),
    ("ดำเนินการแล้ว", "✓", "แล้วเสร็จตามแผน"),
    ("อยู่ระหว่าง ดำเนินการ", "○", "ยังไม่เสร็จ"),
    ("นายทะเบียน", "N", "ผู้รับผิดชอบ"),
)
PEOPLE: Rows = (
    ("ลำดับ", "ชื่อ", "สังกัด"),
    ("1", "นายตัวอย่าง หนึ่ง", "ฝ่ายโยธา"),
    ("2", "นางสาวตัวอย่าง สอง", "ฝ่ายทะเบียน"),
    ("3", "ผู้แทนฝ่ายโยธา", "ฝ่ายโยธา"),
)


def test_names_of_marks_are_no_people() -> None:
    assert told(find_parts([workbook(LEGEND)])) == [("", None, 4)]
    assert [part.kind for part in find_parts([workbook(PEOPLE)])] == ["people"]
    heads = ("ชื่อ-สกุล", *LEGEND[0][1:])
    assert [part.kind for part in find_parts([workbook((heads, *LEGEND[1:]))])] == [""]


def test_sheets_and_titles_may_state_a_year_in_two_digits() -> None:
    rows = {"67": ("98.1", "97"), "ปี ๖๖": ("90.1", "91")}
    made = [
        DataSheet(
            name,
            (
                SheetRow(1, ("รหัส", "ตัวชี้วัด", "คะแนน")),
                *(SheetRow(at, (f"I{at}", "ก", score)) for at, score in enumerate(scores, 2)),
            ),
        )
        for name, scores in rows.items()
    ]
    source = ImportSource("ผล.xlsx", tuple(made))
    assert told(find_parts([source])) == [("results", 2567, 2), ("results", 2566, 2)]
    titled_scores = titled("ผลการประเมิน ITA 66", (("รหัส", "คะแนน"), ("I1", "67.5"), ("I2", "68")))
    assert told(find_parts([workbook(titled_scores)])) == [("results", 2566, 2)]


def test_scores_beside_results_are_of_the_year_before() -> None:
    rows = titled(
        "ผลการดำเนินการตามมาตรการ รอบ 6 เดือน",
        (
            ("ข้อ", "คะแนนปี 67", "มาตรการ", "ผลการดำเนินงาน"),
            ("I1", "97", "ก", "ทำแล้ว"),
            ("I2", "96", "ข", "ทำ"),
        ),
    )
    assert told(find_parts([workbook(rows)])) == [("progress", None, 2)]


def test_scores_on_sheets_of_surveys_are_no_evidence() -> None:
    rows = (("ข้อที่", "คะแนน"), ("1", "90"), ("2", "91"))
    sheets = tuple(
        DataSheet(name, tuple(SheetRow(at, row) for at, row in enumerate(rows, 1)))
        for name in ("IIT", "EIT")
    )
    assert told(find_parts([ImportSource("ผล.xlsx", sheets)])) == [("results", None, 4)]


@pytest.mark.parametrize(
    ("heads", "row", "kind"),
    [
        (("ฝ่าย", "ผู้ประสานงาน", "เบอร์โทร"), ("ฝ่ายโยธา", "นายตัวอย่าง หนึ่ง", "5501"), "people"),
        (
            ("แบบวัด", "ฝ่าย", "เป้าหมาย", "จำนวนผู้ตอบ", "ณ วันที่"),
            ("EIT", "ฝ่ายโยธา", "9", "7", "31/3/68"),
            "answered",
        ),
        (("ข้อ", "ชื่อเอกสาร", "เผยแพร่ที่"), ("O1", "ผัง", "เว็บไซต์เขต"), "evidence"),
    ],
)
def test_other_words_of_headings(heads: tuple[str, ...], row: tuple[str, ...], kind: str) -> None:
    assert [part.kind for part in find_parts([workbook((heads, row))])] == [kind]


@pytest.mark.parametrize(
    ("heads", "row", "kind"),
    [
        (("หน่วยงาน", "IIT", "EIT", "OIT"), ("ฝ่ายโยธา", "12", "5", "3"), "units"),
        (("ผู้รับผิดชอบ", "OIT", "กำหนดส่ง"), ("ฝ่ายโยธา", "O3, O5", "31/1/68"), "assignments"),
        (("เรื่อง", "วันที่"), ("ปิดรับสมัคร", "31/1/68"), ""),
        (("เรื่อง", "วันที่", "สถานที่"), ("ประชุมคณะทำงาน ครั้งที่ 1", "31/1/68", "ชั้น 3"), "meetings"),
    ],
)
def test_words_that_many_tables_have_tell_no_kind_without_their_cells(
    heads: tuple[str, ...], row: tuple[str, ...], kind: str
) -> None:
    assert [part.kind for part in find_parts([workbook((heads, row))])] == [kind]


def test_results_beside_measures_are_not_left_out() -> None:
    rows = (
        ("ข้อ", "มาตรการ", "สถานะ", "ผลการดำเนินงาน"),
        ("I1", "ทำคู่มือ", "ดำเนินการแล้ว", "เผยแพร่ 3 ฉบับ"),
        ("I2", "ติดป้าย", "อยู่ระหว่างดำเนินการ", "ออกแบบแล้ว"),
    )
    assert [part.kind for part in find_parts([workbook(rows)])] == ["progress"]


def test_row_numbers_and_a_total_beside_percentages_are_no_results() -> None:
    rows = (
        ("ลำดับ", "หน่วยงาน", "จำนวนบุคลากร (คน)", "ตอบแล้ว", "ร้อยละ"),
        ("1", "ฝ่ายปกครอง", "๔๕", "๔๐", "88.89"),
        ("2", "ฝ่ายโยธา", "30 คน", "15", "50%"),
        ("รวม", "", "75", "55", "73.33"),
    )
    parts = find_parts([workbook(titled("จำนวนผู้มีสิทธิตอบแบบ IIT ปี 2568", rows))])
    assert [part.kind for part in parts] == ["respondents", "answered"]


def test_results_below_a_title_that_says_so_are_a_report() -> None:
    rows = (
        ("ข้อ", "มาตรการ", "หน่วยงาน", "ผลการดำเนินการ"),
        ("I1", "ทำคู่มือ", "ฝ่ายปกครอง", "ทำแล้ว"),
        ("I2", "ติดป้าย", "ฝ่ายโยธา", "ติดแล้ว"),
    )
    kinds = [
        [part.kind for part in find_parts([workbook(titled(title, rows))])]
        for title in ("รายงานผล รอบ 6 เดือน", "มาตรการส่งเสริมคุณธรรม")
    ]
    assert kinds == [["progress"], ["measures"]]


TWO = (
    ("รายการ OIT ปี 2568", "", "", "", ""),
    ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ", "ลิงก์", "หมายเหตุ"),
    ("O6", "คู่มือการปฏิบัติหน้าที่", "ทุกฝ่าย", "https://www.example.go.th/6", "ปรับแล้ว"),
    ("O7", "คู่มือการให้บริการประชาชน", "ฝ่ายทะเบียน", "https://www.example.go.th/7", ""),
)


def test_a_table_of_owners_and_links_gives_both() -> None:
    source = workbook(TWO)
    found = find_parts([source])
    assert [(part.kind, part.is_taken) for part in found] == [
        ("assignments", True), ("evidence", True)
    ]  # fmt: skip
    seen = [
        {str(value) for sheet in part.source.sheets for row in sheet.rows for value in row.values}
        for part in found
    ]
    assert "ทุกฝ่าย" in seen[0] - seen[1]
    assert "https://www.example.go.th/7" in seen[1] - seen[0]
    # What both could keep is kept once.
    assert sum("ปรับแล้ว" in each for each in seen) == 1


def test_a_table_without_owners_or_links_gives_one_list() -> None:
    for column in (2, 3):
        rows = [
            row if at < 2 else (*row[:column], "", *row[column + 1 :]) for at, row in enumerate(TWO)
        ]
        (part,) = find_parts([workbook(rows)])
        assert part.kind == {2: "evidence", 3: "assignments"}[column]


def test_two_lists_of_a_table_are_as_sure_as_both() -> None:
    """The links tell whose the owners are, too; a day of one, of which year both are."""
    known = Knowledge(office="สำนักงานเขตตัวอย่าง", sites=frozenset({"example.go.th"}))
    links = [(*row[:3], row[3].replace("example.go.th", "bangkok.go.th/other"), "") for row in TWO]
    other = workbook([*TWO[:2], *links[2:]])
    for source, is_ours in ((workbook(TWO), True), (other, False)):
        found = find_parts([source], known=known)
        assert [(part.kind, part.is_taken) for part in found] == [
            ("assignments", is_ours), ("evidence", is_ours)
        ]  # fmt: skip
    due = [
        ("รายการ OIT", "", "", "", ""),
        (*TWO[1][:4], "กำหนดส่ง"),
        *((*row[:4], "31 ม.ค. 2567") for row in TWO[2:]),
    ]
    found = find_parts([workbook(due)], fiscal_year=2568)
    assert [part.is_taken for part in found] == [False, False]


@pytest.mark.parametrize("is_merged", [True, False])
def test_an_item_of_several_links_is_assigned_once(is_merged: bool) -> None:
    rows = [SheetRow(at, row) for at, row in enumerate(TWO[:2], 1)]
    for row in TWO[2:]:
        for more in ("", "-2"):
            merged = frozenset(range(3)) if is_merged and more else frozenset[int]()
            rows.append(SheetRow(len(rows) + 1, (*row[:3], f"{row[3]}{more}", ""), merged))
    found = find_parts([ImportSource("a.xlsx", (DataSheet("ก", tuple(rows), "a.xlsx"),))])
    read = {part.kind: [row.number for row in part.source.sheets[0].rows[2:]] for part in found}
    assert read == {"assignments": [3, 5], "evidence": [3, 4, 5, 6]}
