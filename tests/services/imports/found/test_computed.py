"""Papers of the program that hold nothing of their own are told and left out; all else stays. They
are known by the mark of their files, since anybody's table may have their titles and headings."""

from dataclasses import replace

import pytest

from ita_desktop.exchange.blocks import Table
from ita_desktop.exchange.heading_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.found.computed import without_computed
from ita_desktop.services.imports.found.part import Part
from tests.services.imports.found.books import MEASURES, RESULTS, Rows, document, titled, workbook

COMPARED: Rows = (
    ("ข้อ", "รายการ", "ปี 2566", "ปี 2567", "เพิ่ม/ลด"),
    ("I1", "เต็มใจ", "90.00", "95.00", "5.00"),
    ("I2", "สะดวก", "91.00", "92.00", "1.00"),
)
BOOK = "measures-book"


def parted(
    source: ImportSource, words: OfficeWords = SHIPPED_WORDS, paper: str = BOOK
) -> tuple[list[str], list[Part]]:
    """The names of the sheets that are left of a paper, and what is told of the others."""
    left, told = without_computed(replace(source, paper=paper), words)
    assert len([block for block in left.blocks if isinstance(block, Table)]) == len(left.sheets)
    return [sheet.name for sheet in left.sheets], told


def test_a_computed_table_is_told_with_its_name_place_and_rows() -> None:
    left, (part,) = parted(workbook(MEASURES, [(), *COMPARED], RESULTS))
    assert left == ["ก", "ค"]
    (doubt,) = part.doubts
    assert (doubt.sheet, doubt.row) == ("ข", 2)
    assert doubt.why.startswith("“เปรียบเทียบคะแนนสองปี” เป็นเอกสารที่โปรแกรมทำจากข้อมูลอื่น")
    assert "นำเข้ารายงานผลการประเมินของแต่ละปีแทน" in doubt.remedy
    assert (part.kind, part.year, part.rows, part.is_taken) == ("", None, 3, False)
    assert [sheet.name for sheet in part.source.sheets] == ["ข"]


def test_a_file_without_such_a_paper_stays_as_it_is() -> None:
    source = replace(workbook(MEASURES, RESULTS), paper=BOOK)
    assert without_computed(source, SHIPPED_WORDS) == (source, [])


def test_without_the_mark_title_and_headings_are_anybodys() -> None:
    rows = titled("เปรียบเทียบคะแนนสองปี", COMPARED)
    source = workbook(rows, (("ตัวชี้วัด", "ปี 2567", "ปี 2568", "เพิ่ม/ลด"), ("ถนน", 1, 2, 1)))
    assert without_computed(source, SHIPPED_WORDS) == (source, [])


def test_a_file_with_the_mark_of_such_a_paper_is_told_as_a_whole() -> None:
    left, (part,) = parted(workbook(MEASURES), paper="score-comparison")
    assert (left, part.kind, part.rows) == ([], "", len(MEASURES))
    assert part.doubts[0].why.startswith("“เปรียบเทียบคะแนนสองปี” เป็นเอกสารที่โปรแกรมทำ")


@pytest.mark.parametrize(
    "rows",
    [
        (COMPARED[0][:-1], ("I1", "เต็มใจ", "90.00", "95.00")),
        ((*COMPARED[0], "หมายเหตุ"), (*COMPARED[1], "")),
        (("ข้อ", "ชื่อ", *COMPARED[0][2:]), COMPARED[1]),
        (("เพิ่ม/ลด",), ("5.00",)),
    ],
)
def test_a_table_with_other_headings_is_not_computed(rows: Rows) -> None:
    assert parted(workbook(rows)) == (["ก"], [])


def test_titles_above_the_headings_do_not_hide_them() -> None:
    left, (part,) = parted(workbook(titled("ปี 2567", COMPARED), MEASURES))
    assert (left, part.rows) == (["ข"], 4)


def test_headings_of_the_office_are_those_that_they_replace() -> None:
    own = OfficeWords(heads={"เปลี่ยนแปลง": ("เพิ่ม/ลด",), "หัวข้อ": ("รายการ",)})
    rows = (("ข้อ", "หัวข้อ", "ปี 2566", "ปี 2567", "เปลี่ยนแปลง"), *COMPARED[1:])
    assert parted(workbook(rows)) == (["ก"], [])
    left, (part,) = parted(workbook(rows), own)
    assert (left, part.rows) == ([], 3)


@pytest.mark.parametrize(
    "title",
    [
        "ใบลงทะเบียนผู้เข้าร่วมประชุม ครั้งที่ ๑/๒๕๖๘",
        "รายชื่อผู้เข้าร่วมประชุมคณะทำงาน ITA",
        "บัญชีลงชื่อผู้เข้าประชุม",
        "แบบลงทะเบียนการอบรม",
    ],
)
@pytest.mark.parametrize("signs", ["ลายมือชื่อ", "ลงชื่อ", "ลายเซ็น"])
def test_a_list_to_be_signed_is_no_list_of_members(title: str, signs: str) -> None:
    rows: Rows = (("ที่", "ชื่อ-สกุล", "ตำแหน่ง", signs), ("1", "นายตัวอย่าง หนึ่ง", "ครู", ""))
    left, (part,) = without_computed(document(title, rows), SHIPPED_WORDS)
    assert (left.sheets, left.blocks, part.kind) == ((), (), "")
    (doubt,) = part.doubts
    assert "โปรแกรม" not in doubt.why, "anybody has such lists"
    # The titles above a table are no rows of it.
    assert (doubt.row, part.rows) == (1, 2)
    other: Rows = tuple(row[:3] for row in rows)
    source = document(title, other)
    assert without_computed(source, SHIPPED_WORDS) == (source, [])
