"""Long texts of the office: paragraphs, lists, tables and pages, and the same back as text."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ita_desktop.documents.content import Document, PageBreak, Paragraph, Table
from ita_desktop.documents.export import render
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.documents.rich import blocks_of, text_of
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.rich import tidy
from ita_desktop.domain.text import Digits
from ita_desktop.exchange.files.long_text import read
from tests.documents.factories.year import year_2568
from tests.documents.readers.files import pdf_text, squeezed

TEXT = """ความเป็นมา
1. ข้อแรก **สำคัญ** มาก
  - ข้อย่อย
| ตัวชี้วัด | ความหมาย |
|---|---|
| 1 | การปฏิบัติหน้าที่<br>ของเจ้าหน้าที่ |
| 2 | การใช้งบประมาณ |
---
หน้าที่สอง"""


def test_a_long_text_has_paragraphs_lists_tables_and_pages() -> None:
    first, step, point, table, page, last = blocks_of(TEXT)
    assert isinstance(first, Paragraph)
    assert isinstance(step, Paragraph)
    assert isinstance(point, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(last, Paragraph)
    assert (first.text, first.style) == ("ความเป็นมา", "body")
    assert (step.mark, step.style, [run.bold for run in step.runs]) == (
        "1.",
        "line",
        [False, True, False],
    )
    assert (point.mark, point.level) == ("-", 1)
    assert [cell.paragraphs[0].text for cell in table.heading[0].cells] == ["ตัวชี้วัด", "ความหมาย"]
    assert [paragraph.text for paragraph in table.rows[0].cells[1].paragraphs] == [
        "การปฏิบัติหน้าที่",
        "ของเจ้าหน้าที่",
    ]
    assert page == PageBreak()
    assert last.text == "หน้าที่สอง"


def test_three_levels_of_a_list_are_three_in_word_and_excel() -> None:
    made = Document("บท", tuple(blocks_of("1. ก\n  1) ข\n    - ค\n    - ง\n2. จ")))
    assert [block.level for block in made.blocks if isinstance(block, Paragraph)] == [0, 1, 2, 2, 0]
    word = docx.Document(io.BytesIO(render(made, Format.DOCX)))
    first, second, third, fourth, last = word.paragraphs
    lefts = [line.paragraph_format.left_indent.mm for line in (first, second, last)]
    assert lefts[0] == lefts[2] < lefts[1]
    depths = [line._p.find(".//{*}numPr/{*}ilvl").values() for line in (third, fourth)]
    assert depths == [["2"], ["2"]]
    sheet = openpyxl.load_workbook(io.BytesIO(render(made, Format.XLSX))).active
    shown = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert shown == ["1. ก", "    1) ข", "        - ค", "        - ง", "2. จ"]


def test_three_levels_come_back_from_word(tmp_path: Path) -> None:
    text = "- ก\n  - ข\n    - ค\n- ง"
    path = tmp_path / "บท.docx"
    path.write_bytes(render(Document("บท", tuple(blocks_of(text))), Format.DOCX))
    assert read(path).text == text


def test_it_is_stored_and_written_back_as_it_was_typed() -> None:
    assert tidy(TEXT) == TEXT
    again = text_of(blocks_of(TEXT))
    assert list(blocks_of(again)) == list(blocks_of(TEXT))


@given(st.text(alphabet="กข1.- |*\n", max_size=80))
@example("|-|")  # the line below the headings of a table, and no table
def test_any_text_can_be_laid_out_and_read_again(text: str) -> None:
    blocks = list(blocks_of(text))
    again = list(blocks_of(text_of(blocks)))
    assert [type(one) for one in again] == [type(block) for block in blocks]


@pytest.mark.needs_poppler
def test_an_own_text_replaces_a_generated_list_whole(tmp_path: Path) -> None:
    data = year_2568()
    summary = kind("framework-summary")
    usual = pdf_text(
        render(summary.build(ReportContext(data), Digits.ARABIC), Format.PDF), tmp_path
    )
    assert squeezed("น้ำหนักร้อยละ 30") in usual
    own = Wording(id="w", name="framework-summary.criteria-list", text=TEXT)
    made = summary.build(ReportContext(replace(data, wordings=(own,))), Digits.ARABIC)
    text = pdf_text(render(made, Format.PDF), tmp_path)
    assert squeezed("น้ำหนักร้อยละ 30") not in text
    for words in ("ความเป็นมา", "ของเจ้าหน้าที่", "หน้าที่สอง", "{", "|"):
        assert (squeezed(words) in text) == (words not in "{|")


def test_word_files_are_read_with_bold_lists_tables_and_pages(tmp_path: Path) -> None:
    from docx import Document
    from docx.enum.text import WD_BREAK

    from ita_desktop.exchange.files.long_text import read

    document = Document()
    line = document.add_paragraph("เป็นตัวชี้วัดที่ ")
    line.add_run("สำคัญ").bold = True
    for words in ("หนึ่ง", "สอง"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("ย่อย", style="List Bullet")
    table = document.add_table(2, 2)
    for at, words in enumerate(("ก", "ข", "ค", "ง")):
        table.cell(at // 2, at % 2).text = words
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("หน้าใหม่")
    path = tmp_path / "บทที่ 1.docx"
    document.save(str(path))
    assert read(path).text.splitlines() == [
        "เป็นตัวชี้วัดที่ **สำคัญ**", "1. หนึ่ง", "2. สอง", "- ย่อย",
        "| ก | ข |", "|---|---|", "| ค | ง |", "---", "หน้าใหม่",
    ]  # fmt: skip


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("form", "shape", "start", "read_as"),
    [
        ("decimal", "%1.", "1", ["1. หนึ่ง", "2. สอง"]),
        ("thaiNumbers", "(%1)", "6", ["(6) หนึ่ง", "(7) สอง"]),
        ("decimal", "%1)", "3", ["3) หนึ่ง", "4) สอง"]),
        ("thaiLetters", "%1.", "2", ["ข. หนึ่ง", "ค. สอง"]),
        ("upperRoman", "%1", "4", ["IV หนึ่ง", "V สอง"]),
        ("lowerLetter", "%1)", "26", ["z) หนึ่ง", "aa) สอง"]),
        ("bullet", "•", "1", ["- หนึ่ง", "- สอง"]),
    ],
)
def test_the_numbers_of_words_lists_are_those_that_word_shows(
    tmp_path: Path, form: str, shape: str, start: str, read_as: list[str]
) -> None:
    from docx import Document
    from docx.oxml.ns import qn

    from ita_desktop.exchange.files.long_text import read

    document = Document()
    for words in ("หนึ่ง", "สอง"):
        document.add_paragraph(words, style="List Number")
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        for name, value in (("numFmt", form), ("lvlText", shape), ("start", start)):
            level.find(qn(f"w:{name}")).set(qn("w:val"), value)
    document.save(str(tmp_path / "ก.docx"))
    assert read(tmp_path / "ก.docx").text.splitlines() == read_as


def test_headings_are_bold_as_word_shows_them_and_pictures_left_out_are_counted(
    tmp_path: Path,
) -> None:
    from docx import Document
    from PIL import Image

    from ita_desktop.exchange.files.long_text import read

    Image.new("RGB", (9, 9)).save(tmp_path / "ภาพ.png")
    document = Document()
    document.add_heading("ความเป็นมา", 1).add_run(" ธรรมดา").bold = False
    line = document.add_paragraph("คำ")
    line.add_run("หนัก").style = document.styles["Strong"]
    document.add_picture(str(tmp_path / "ภาพ.png"))
    document.save(str(tmp_path / "ก.docx"))
    said = read(tmp_path / "ก.docx")
    assert said.text.splitlines() == ["**ความเป็นมา** ธรรมดา", "คำ**หนัก**"]
    assert said.pictures == 1


def test_merged_cells_and_strokes_of_a_word_table_are_counted_to_be_told(tmp_path: Path) -> None:
    from docx import Document

    from ita_desktop.exchange.files.long_text import read

    document = Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "หัว"
    table.cell(1, 2).text = "ก|ข|ค"
    document.save(str(tmp_path / "ก.docx"))
    said = read(tmp_path / "ก.docx")
    assert (said.merged, said.strokes, said.pictures) == (1, 2, 0)
    assert "ก/ข/ค" in said.text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_file_that_is_no_word_file_is_told(tmp_path: Path, content: bytes) -> None:
    from ita_desktop.domain.errors import InputError
    from ita_desktop.exchange.files.long_text import read

    path = tmp_path / "เสีย.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="เปิดเป็นไฟล์ Word ไม่ได้"):
        read(path)


def test_text_files_of_old_programs_are_read(tmp_path: Path) -> None:
    from ita_desktop.exchange.files.long_text import read

    path = tmp_path / "บท.txt"
    path.write_bytes("ความสำคัญ".encode("cp874"))
    assert read(path).text == "ความสำคัญ"
    path.write_bytes("ความสำคัญ".encode("utf-8-sig"))
    assert read(path).text == "ความสำคัญ"
