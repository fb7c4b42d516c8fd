"""Headings, days and tables as other offices write them."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kinds.registry import kind_named
from tests.services.imports.found.books import ASSIGNMENTS, MEASURES, Book, Rows, parts_of, told


def columns(kind: str, *headings: str) -> dict[str, int]:
    return dict(HeadingFinder(kind_named(kind)).partly(headings).columns)


@pytest.mark.parametrize(
    ("kind", "heading", "column"),
    [
        ("measures", "ฝ่าย/หน่วยงานที่รับผิดชอบ", "owners"),
        ("measures", "แนวทาง/มาตรการ\n(ถ้ามี)", "method"),
        ("analysis", "การกำกับ / ติดตาม", "monitoring"),
        ("progress", "สรุปผลการดำเนินการ", "result"),
        ("assignments", "ให้ส่งภายใน", "due"),
        ("calendar", "หมายเหตุ/ข้อสังเกต", "note"),
    ],
)
def test_other_words_of_a_column_are_known(kind: str, heading: str, column: str) -> None:
    assert columns(kind, heading) == {column: 0}


def test_words_of_two_columns_are_not_one() -> None:
    assert columns("measures", "ผู้รับผิดชอบ/ระยะเวลา") == {}


def test_a_heading_of_two_meanings_has_the_one_that_is_left() -> None:
    assert columns("roster", "ชื่อตำแหน่ง", "ชื่อ - นามสกุล") == {"position": 0, "name": 1}


def test_a_mistyped_heading_of_two_meanings_has_the_one_that_is_left() -> None:
    found = columns("roster", "ชื่อตำแห่นง", "ชื่อ - นามสกุล", "บทบาท")
    assert found == {"position": 0, "name": 1, "role": 2}


@pytest.mark.parametrize("typed", ["ผู้รับผิดชบ", "ผูร้ับผิดชอบ", "ผู้รับผิดชออบ", "ผู้รับพิดชอบ"])
def test_one_wrong_letter_in_a_heading_is_read_and_told(plan, typed: str) -> None:
    made = plan("measures", ("ข้อ", "วิธีการปฏิบัติ", typed), ("I1", "1. ทำคู่มือ", "ฝ่ายปกครอง"))
    assert made.added == 1
    assert any(typed in remark.why and "ผู้รับผิดชอบ" in remark.why for remark in made.warnings)


def test_another_word_is_no_slip_of_the_pen() -> None:
    found = columns("measures", "ข้อ", "วิธีการปฏิบัติ", "ผู้รับรอง", "ระยะทาง")
    assert found == {"items": 0, "method": 1}


@pytest.mark.parametrize(
    "typed", ["ภายใน 31 มี.ค. 2568", "ภายในวันที่ 31 มีนาคม ๒๕๖๘", "ไม่เกิน 31/3/68", "วันจันทร์ที่ 31 มี.ค. 68"]
)
def test_words_before_a_day_leave_it_as_it_is(take_in, year, typed: str) -> None:
    take_in("assignments", ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง"), ("O1", "ฝ่ายปกครอง", typed))
    assert [each.due for each in year().assignments] == [date(2025, 3, 31)]


def _word(path: Path, *content: str | Rows) -> Path:
    made = Document()
    for block in content:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(0, len(block[0]))
        for row in block:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value)
    made.save(str(path))
    return path


def test_a_table_without_title_goes_on_as_what_the_one_before_is(tmp_path: Path) -> None:
    title = "มาตรการในการสื่อสารสร้างการรับรู้ ประจำปีงบประมาณ พ.ศ. 2568"
    path = _word(tmp_path / "ก.docx", title, MEASURES[:2], "", (MEASURES[0], MEASURES[2]))
    assert told(parts_of(path)) == [("communications", 2568, 2)]


def test_the_title_of_a_list_is_no_year_of_the_scores(tmp_path: Path) -> None:
    scores = (("ลำดับ", "รหัส", "คะแนน"), ("1", "ข้อ I1", "98.50"), ("2", "ข้อ O1", "100"))
    path = _word(
        tmp_path / "ก.docx",
        "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",
        scores,
        "มาตรการ ประจำปีงบประมาณ พ.ศ. 2568",
        MEASURES,
    )
    assert told(parts_of(path)) == [("results", 2567, 2), ("measures", 2568, 2)]


def test_a_table_with_a_heading_of_its_own_does_not_go_on(book: Book) -> None:
    other = (("ห้อง", "เบอร์", "ผู้ดูแล", "ชั้น"), ("O1", "101", "ก", "1"), ("O2", "102", "ข", "2"))
    parts = parts_of(book(ข้อ=ASSIGNMENTS, ห้อง=(*other, ("O3", "103", "ค", "3"))))
    assert [part.kind for part in parts] == ["assignments", ""]


def test_a_report_goes_on_in_its_round(tmp_path: Path, workspace) -> None:
    from tests.support.taken_in import plan_file

    head = ("ข้อ", "มาตรการ/กิจกรรม", "ผลการดำเนินการ")
    path = _word(
        tmp_path / "ก.docx",
        "รายงานผล ประจำปีงบประมาณ พ.ศ. 2568",
        "รอบ 6 เดือน (ตุลาคม 2567 - มีนาคม 2568)",
        (head, ("I1", "ทำคู่มือ", "ทำแล้ว")),
        "",
        (head, ("I3", "ติดแผนผัง", "ติดแล้ว")),
    )
    made = plan_file(workspace, 2568, "progress", path)
    assert not made.skipped
    assert made.added == 2
