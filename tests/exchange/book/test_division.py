"""A book is divided at its headings, and at nothing else."""

from time import process_time

import pytest

from ita_desktop.exchange.blocks import Block, Heading, Paragraph, TextRun
from ita_desktop.exchange.book import divided, head_of, is_listed


def text(line: str, *, bold: bool = False, label: str = "") -> Paragraph:
    return Paragraph((TextRun(line, bold),), label)


def titles(*blocks: Block) -> list[str]:
    division = divided(blocks)
    return [chapter.head.title for chapter in division.chapters] if division else []


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("คำสั่งแต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน", "order"),
        ("๑. ความสำคัญของ ITA", "importance"),
        ("หลักการและเหตุผล", "importance"),
        ("2. เกณฑ์การประเมิน", "criteria"),
        ("3. คะแนนและระดับผลการประเมิน", "levels"),
        ("4. ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน", "result"),
        ("5. การศึกษาและวิเคราะห์กรอบการประเมินคุณธรรม", "analysis"),
        ("6. มาตรการ/กิจกรรมส่งเสริมคุณธรรมและความโปร่งใส", "measures"),
        ("7. มาตรการ/กิจกรรมในการสื่อสารสร้างการรับรู้ต่อผู้มีส่วนได้ส่วนเสีย", "communication"),
        ("8. มาตรการ/กิจกรรมในการสื่อสารสร้างภาพลักษณ์การให้บริการ", "image"),
        ("9. มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาต", "one-stop"),
        ("4. มาตรการยกระดับคุณธรรม เพื่อเตรียมความพร้อมรับการประเมิน", "preparation"),
        ("การกำกับติดตามโดยผู้อำนวยการเขต", "monitoring"),
        ("การรายงานผลการดำเนินการตามมาตรการ", "progress"),
        ("ช่องทางร้องเรียน", ""),
    ],
)
def test_parts_are_known_by_their_words(line: str, part: str) -> None:
    assert head_of(line).part == part


def test_numbered_points_in_a_chapter_begin_none() -> None:
    assert titles(
        text("1. หลักการและเหตุผล", bold=True),
        text("1. ข้อแรก", bold=True),
        text("2. ข้อสอง", bold=True),
        text("ข้อความ"),
        text("2. มาตรการส่งเสริมคุณธรรม", bold=True),
        text("1. จัดทำคู่มือ"),
        text("3. มาตรการสื่อสารภาพลักษณ์", bold=True),
        text("ข้อความ"),
        text("4. เรื่องอื่นของสำนักงานเขต", bold=True),
    ) == ["หลักการและเหตุผล", "มาตรการส่งเสริมคุณธรรม", "มาตรการสื่อสารภาพลักษณ์", "เรื่องอื่นของสำนักงานเขต"]


def test_a_heading_of_several_lines_is_one() -> None:
    division = divided(
        [
            Heading(1, "ผลการประเมินคุณธรรม", "1."),
            text("ประจำปีงบประมาณ พ.ศ. 2567", bold=True),
            text("สำนักงานเขตตัวอย่าง", bold=True),
            text("ข้อความ"),
            Heading(1, "การวิเคราะห์ผล", "2."),
            Heading(1, "มาตรการส่งเสริม", "3."),
        ]
    )
    assert division is not None
    first = division.chapters[0]
    assert first.head.title == "ผลการประเมินคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567 สำนักงานเขตตัวอย่าง"
    assert first.head.mark == "1."
    assert first.blocks == (text("ข้อความ"),)


@pytest.mark.parametrize("page", ["", " 3", "7", "\t3", " ..... 12"])
def test_the_table_of_contents_and_repeated_titles_begin_no_chapters(page: str) -> None:
    lines = ["1. ความสำคัญ", "2. มาตรการส่งเสริม", "3. มาตรการสื่อสารภาพลักษณ์"]
    listed = [text(f"{line}{page}") for line in lines]
    chapters = [block for line in lines for block in (text(line, bold=True), text("ข้อความ"))]
    again = text(lines[2], bold=True)
    assert titles(text("สารบัญ", bold=True), *listed, *chapters, again, text("หน้าภาพ")) == [
        "สารบัญ",
        "ความสำคัญ",
        "มาตรการส่งเสริม",
        "มาตรการสื่อสารภาพลักษณ์",
    ]


def test_titles_with_pages_begin_no_chapters_without_a_heading_of_contents() -> None:
    lines = ["1. ความสำคัญ", "2. มาตรการส่งเสริม", "3. มาตรการสื่อสารภาพลักษณ์"]
    listed = [text(f"{line} {number}") for number, line in enumerate(lines, 3)]
    chapters = [block for line in lines for block in (text(line), text("ข้อความ"))]
    assert titles(*listed, *chapters) == ["ความสำคัญ", "มาตรการส่งเสริม", "มาตรการสื่อสารภาพลักษณ์"]


def test_a_report_or_a_letter_is_no_book() -> None:
    assert titles(Heading(1, "ผลการประเมิน"), text("ข้อความ"), Heading(1, "เกณฑ์การประเมิน")) == []
    assert titles(text("เรียน ผู้อำนวยการเขต"), text("1. เรื่องเดิม", bold=True)) == []


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("บทที่ 1 ความสำคัญ\t12", True),
        ("บทที่ 1 ความสำคัญ......... ๑๒ ", True),
        ("บทที่ 1 ความสำคัญ … 3", True),
        ("บทที่ 1 ความสำคัญ .. 3", False),
        ("บทที่ 1 ความสำคัญ...12345", False),
        ("คะแนน\t12 คะแนน", False),
        ("มาตรา 12", False),
    ],
)
def test_a_line_of_a_table_of_contents_ends_in_its_page(line: str, is_one: bool) -> None:
    assert is_listed(line) == is_one


@pytest.mark.parametrize("sign", [".", "\t", "1", ". "])
def test_a_row_of_dots_without_end_is_looked_through_once(sign: str) -> None:
    started = process_time()
    assert not is_listed(f"ก{sign * 30_000}ก")
    assert process_time() - started < 2
