"""Headings of two rows, one of them over several columns, are read and can be mapped by hand."""

from pathlib import Path

import openpyxl
import pytest

from ita_desktop.exchange.source import ImportSource, read_file
from ita_desktop.services.imports.by_hand import mapped_columns, with_field
from tests.services.imports.found.books import parts_of, told
from tests.support.taken_in import plan_source

TITLE = "มาตรการในการสื่อสารสร้างการรับรู้"
UPPER = ("ตัวชี้วัด", "แผนการดำเนินงาน", "", "ผู้รับผิดชอบ")
LOWER = ("", "วิธีการปฏิบัติ", "ระยะเวลา", "")
ROWS = (("I1", "1. ทำคู่มือ", "ทุกเดือน", "ฝ่ายปกครอง"), ("I2", "1. ติดแผนผัง", "ทุกปี", "ทุกฝ่าย"))


def workbook(path: Path, *rows: tuple[str, ...], merged: tuple[str, ...]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    made.save(path)
    return path


@pytest.fixture
def merged_down(tmp_path: Path) -> Path:
    rows = ((TITLE,), UPPER, LOWER, *ROWS)
    return workbook(tmp_path / "ก.xlsx", *rows, merged=("A2:A3", "B2:C2", "D2:D3"))


def test_a_heading_over_others_is_read(merged_down: Path, workspace) -> None:
    (part,) = parts_of(merged_down)
    assert told([part]) == [("communications", None, 2)]
    plan = plan_source(workspace, None, part.kind, part.source)
    assert (plan.skipped, plan.ignored_columns) == ((), ())
    assert [change.cells[0].new for change in plan.changes] == ["I1", "I2"]


def test_unknown_words_below_a_heading_are_no_heading_of_their_own(tmp_path: Path) -> None:
    rows = (
        (TITLE,),
        ("ข้อ", "วิธีการปฏิบัติ", "ข้อมูลประกอบ", "", "ผู้รับผิดชอบ"),
        ("", "", "เป้าหมาย", "แหล่งข้อมูล", ""),
        *((row[0], row[1], "ก", "ข", row[3]) for row in ROWS),
    )
    merged = ("A2:A3", "B2:B3", "C2:D2", "E2:E3")
    assert told(parts_of(workbook(tmp_path / "ก.xlsx", *rows, merged=merged))) == [
        ("communications", None, 2)
    ]


def test_a_row_of_an_item_above_repeated_headings_is_none_of_them(tmp_path: Path) -> None:
    upper, lower = (*UPPER, "ตัวชี้วัดความสำเร็จ", "ข้อ"), (*LOWER, "", "")
    one, two = ((*row, f"เป้า {row[0]}", f"{row[0]} เต็มใจ") for row in ROWS)
    rows = ((TITLE,), upper, lower, ("ตัวชี้วัดที่ 1", *one[1:4], "ตัวชี้วัดความสำเร็จ 1", one[5]))
    rows = (*rows, upper, lower, ("ตัวชี้วัดที่ 1", *two[1:]))
    merged = (
        "A2:A3",
        "B2:C2",
        "D2:D3",
        "E2:E3",
        "F2:F3",
        "A5:A6",
        "B5:C5",
        "D5:D6",
        "E5:E6",
        "F5:F6",
    )
    assert told(parts_of(workbook(tmp_path / "ก.xlsx", *rows, merged=merged))) == [
        ("communications", None, 2)
    ]


def test_the_lower_row_alone_repeats_both(tmp_path: Path) -> None:
    below = ("ตัวชี้วัด", "วิธีการปฏิบัติ", "ระยะเวลา", "ผู้รับผิดชอบ")
    rows = ((TITLE,), UPPER, LOWER, ROWS[0], below, ROWS[1])
    merged = ("A2:A3", "B2:C2", "D2:D3")
    assert told(parts_of(workbook(tmp_path / "ก.xlsx", *rows, merged=merged))) == [
        ("communications", None, 2)
    ]


def test_unknown_words_below_a_heading_can_be_mapped(tmp_path: Path, workspace) -> None:
    lower = ("", "สิ่งที่จะทำ", "ห้วง", "")
    rows = (("หัวข้อ", "แผน", "", "ผู้ทำ"), lower, *ROWS)
    path = workbook(tmp_path / "ก.xlsx", *rows, merged=("A1:A2", "B1:C1", "D1:D2"))
    source: ImportSource = read_file(path)
    for at, field in enumerate(("items", "method", "schedule", "owners")):
        columns = mapped_columns(source, "measures")
        assert [column.heading for column in columns] == ["หัวข้อ", "สิ่งที่จะทำ", "ห้วง", "ผู้ทำ"]
        assert columns[at].examples[0] == ROWS[0][at]
        source = with_field(source, "measures", columns, columns[at], field)
    plan = plan_source(workspace, 2568, "measures", source)
    assert not plan.skipped
    assert [change.cells[2].new for change in plan.changes] == ["1. ทำคู่มือ", "1. ติดแผนผัง"]


def test_an_empty_form_is_offered_by_its_lower_headings(tmp_path: Path) -> None:
    rows = (("หัวข้อ", "แผน", "", "ผู้ทำ"), ("", "สิ่งที่จะทำ", "ห้วง", ""))
    merged = ("A1:A2", "B1:C1", "D1:D2")
    for shown, headings in (
        (rows, ["หัวข้อ", "สิ่งที่จะทำ", "ห้วง", "ผู้ทำ"]),
        (rows[:1], ["หัวข้อ", "แผน", "ผู้ทำ"]),
    ):
        path = workbook(tmp_path / "ก.xlsx", *shown, merged=merged[: 3 * (shown is rows)])
        columns = mapped_columns(read_file(path), "measures")
        assert [column.heading for column in columns] == headings


def test_a_known_heading_over_others_can_be_mapped_otherwise(merged_down: Path) -> None:
    source = read_file(merged_down)
    columns = mapped_columns(source, "measures")
    fields = [column.field for column in columns]
    assert fields == ["indicator", "method", "schedule", "owners"]
    again = with_field(source, "measures", columns, columns[2], "note")
    assert [column.field for column in mapped_columns(again, "measures")][2] == "note"


def test_a_word_above_the_headings_is_no_heading_over_them(tmp_path: Path) -> None:
    """It is one of another kind's, which had fewer columns; the analysis became official scores."""
    rows = [
        ["การวิเคราะห์ผลการประเมิน ประจำปีงบประมาณ พ.ศ. 2568"],
        ["", "รายละเอียด"],
        ["ตัวชี้วัด", "การติดตาม", "มาตรการหรือกิจกรรม", "ข้อ", "รายละเอียดข้อคำถาม",
         "ผู้รับผิดชอบ", "ประเด็นที่ต้องพัฒนา/ปรับปรุง"],
        ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "ทุกสัปดาห์", "ปรับปรุงเว็บไซต์", "I 1",
         "เต็มใจให้บริการ (91.25 คะแนน)", "ฝ่ายโยธา", "ยังรอนานในบางวัน"],
        ["", "ทุกเดือน", "ติดแผนผังขั้นตอน", "I 2",
         "อำนวยความสะดวก (92.25 คะแนน)", "ทุกฝ่าย", "ยังไม่ทราบขั้นตอน"],
    ]  # fmt: skip
    (part,) = parts_of(workbook(tmp_path / "ก.xlsx", *rows, merged=()))
    assert (part.kind, part.rows) == ("analysis", 2)


def test_what_a_form_says_in_brackets_is_no_word_of_a_title(tmp_path: Path) -> None:
    rows = [
        ["ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567"],
        ["ข้อคำถาม", "ประเด็นการประเมิน", "คะแนนที่ได้\n(ถ้ามี)"],
        ["ข้อ i 1", "เต็มใจให้บริการ เท่าเทียม ไม่เลือกปฏิบัติ", "81.64"],
        ["ข้อ i 2", "อำนวยความสะดวกในการให้บริการประชาชน", "95.29"],
    ]
    (part,) = parts_of(workbook(tmp_path / "ก.xlsx", *rows, merged=()))
    assert (part.kind, part.is_taken) == ("results", True)
