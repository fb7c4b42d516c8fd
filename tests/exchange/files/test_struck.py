"""What is struck through is left out and told, in files of every kind."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from ita_desktop.exchange.blocks import Paragraph, SourceBlocks
from ita_desktop.exchange.source import read_file
from tests.exchange.files.pdf.made import canvas_on, width_of
from tests.exchange.files.test_other_formats import cell, odf, read, row, table
from tests.support.places import FIXTURES

KEPT = [
    ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
    ("O1", "ข้อมูลพื้นฐาน", "ฝ่ายโยธา"),
    ("O2", "ข้อมูลผู้บริหาร", "ฝ่ายรายได้"),
    ("O3", "อำนาจหน้าที่", "ฝ่ายทะเบียน"),
]
LEFT = ["ฝ่ายปกครอง", "ฝ่ายปกครอง", "O4 · ข้อมูลการติดต่อ · ฝ่ายปกครอง"]
"""The owners before those of O1 and O2, and the row of O4."""


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    line = InlineFont(strike=True)
    sheet.append(KEPT[0])
    sheet.append([*KEPT[1][:2], CellRichText(TextBlock(line, "ฝ่ายปกครอง"), "\nฝ่ายโยธา")])
    new = TextBlock(InlineFont(b=True), "ฝ่ายรายได้")
    sheet.append([*KEPT[2][:2], CellRichText(TextBlock(line, "ฝ่ายปกครอง"), ", ", new)])
    sheet.append(KEPT[3])
    sheet.append(["O4", "ข้อมูลการติดต่อ", "ฝ่ายปกครอง"])
    for struck in sheet[5]:
        struck.font = Font(strike=True)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def word() -> bytes:
    document = docx.Document()
    made: Any = document.add_table(0, 3)
    old = "ฝ่ายปกครอง"
    rows = [
        *((each, None) for each in KEPT[:1]),
        ((*KEPT[1][:2], "\nฝ่ายโยธา"), old),
        ((*KEPT[2][:2], ", ฝ่ายรายได้"), old),
        (KEPT[3], None),
    ]
    for texts, before in rows:
        cells = made.add_row().cells
        for at, text in enumerate(texts):
            paragraph = cells[at].paragraphs[0]
            if at == 2 and before:
                paragraph.add_run(before).font.double_strike = True
            paragraph.add_run(text)
    for at, text in enumerate(("O4", "ข้อมูลการติดต่อ", old)):
        if not at:
            cells = made.add_row().cells
        cells[at].paragraphs[0].add_run(text).font.strike = True
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def ods() -> bytes:
    line = 'style:text-line-through-type="single"'
    styles = (
        f'<style:style style:name="S"><style:text-properties {line}/></style:style>'
        f'<style:style style:name="C"><style:text-properties {line}/></style:style>'
    )
    old = '<text:span text:style-name="S">ฝ่ายปกครอง</text:span>'
    struck = 'table:style-name="C"'
    return odf(
        "spreadsheet",
        table(
            row(*map(cell, KEPT[0])),
            row(cell("O1"), cell("ข้อมูลพื้นฐาน"), cell(old, "ฝ่ายโยธา")),
            row(cell("O2"), cell("ข้อมูลผู้บริหาร"), cell(f"{old}, ฝ่ายรายได้")),
            row(*map(cell, KEPT[3])),
            row(*(cell(text, more=struck) for text in ("O4", "ข้อมูลการติดต่อ", "ฝ่ายปกครอง"))),
            more='table:name="งาน"',
        ),
        styles,
    )


def page() -> bytes:
    line = "text-decoration: line-through"
    rows = (
        "".join(f"<td>{text}" for text in KEPT[0]),
        "<td>O1<td>ข้อมูลพื้นฐาน<td><del>ฝ่าย<b>ปกครอง</b></del><br>ฝ่ายโยธา",
        f"<td>O2<td>ข้อมูลผู้บริหาร<td><span style='{line}'>ฝ่ายปกครอง</span>, ฝ่ายรายได้",
        "".join(f"<td>{text}" for text in KEPT[3]),
        "<td class=x1>O4<td class=x1>ข้อมูลการติดต่อ<td><s>ฝ่ายปกครอง</s>",
    )
    made = "".join(f"<tr>{each}" for each in rows)
    return f"<html><head><style>.x0{{}} td.x1{{{line}}}</style><table>{made}</table>".encode()


def old_excel() -> bytes:
    return (FIXTURES / "struck_old_excel.xls").read_bytes()


def drawn() -> bytes:
    """A PDF, whose file says nothing of strikes: a line is drawn through the letters."""
    target = io.BytesIO()
    canvas = canvas_on(target)
    xs, top, high, old = (60, 120, 300, 480), 700, 40, "ฝ่ายปกครอง"
    rows = (
        *((each, "", "") for each in KEPT[:1]),
        (KEPT[1], old, ""), (KEPT[2], old, ","), (KEPT[3], "", ""),
        (("O4", "ข้อมูลการติดต่อ", ""), old, "all"),
    )  # fmt: skip
    for at in range(len(rows) + 1):
        canvas.line(xs[0], top - high * at, xs[-1], top - high * at)
    for x in xs:
        canvas.line(x, top, x, top - high * len(rows))

    def write(x: float, y: float, text: str, *, struck: bool) -> float:
        canvas.drawString(x, y, text)
        if struck:
            canvas.line(x, y + 3.2, x + width_of(text), y + 3.2)
        else:
            canvas.line(x, y - 1.5, x + width_of(text), y - 1.5)
        return x + width_of(text)

    for at, (texts, before, how) in enumerate(rows):
        y = top - high * at - 16
        for x, text in zip(xs, texts[:2], strict=False):
            write(x + 4, y, text, struck=how == "all")
        x = xs[2] + 4
        if before:
            x = write(x, y, before, struck=True)
        if how == ",":
            canvas.drawString(x, y, f", {texts[2]}")
        elif texts[2]:
            write(xs[2] + 4, y - 16 if before else y, texts[2], struck=False)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("made", [drawn, xlsx, word, ods, page, old_excel])
def test_struck_owners_and_rows_are_left_and_told_with_their_place(
    made: Callable[[], bytes],
) -> None:
    found = read(made())
    [sheet] = found.sheets
    rows = [each for each in sheet.rows if each.filled > 1]
    assert [each.values for each in rows] == KEPT
    told = [remark for remark in found.remarks if "ขีดฆ่า" in remark.why]
    assert [remark.fields["text"] for remark in told] == LEFT
    places = [rows[1].number, rows[2].number, rows[3].number + 1]
    assert [(remark.sheet, remark.row) for remark in told] == [
        (sheet.name, number) for number in places
    ]


def test_a_struck_paragraph_is_left_and_a_number_beside_it_too() -> None:
    document = docx.Document()
    document.add_paragraph("ฝ่ายโยธา รับผิดชอบ")
    document.add_paragraph().add_run("ฝ่ายปกครอง รับผิดชอบ").font.strike = True
    paragraph = document.add_paragraph("กำหนดส่ง ")
    paragraph.add_run("มกราคม").font.strike = True
    paragraph.add_run(" มีนาคม")
    made = io.BytesIO()
    document.save(made)
    found = read(made.getvalue())
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == [
        "ฝ่ายโยธา รับผิดชอบ",
        "กำหนดส่ง มีนาคม",
    ]
    [remark] = found.remarks
    assert remark.origin is None
    assert remark.fields["text"] == "ฝ่ายปกครอง รับผิดชอบ · มกราคม"


def test_a_numbered_line_goes_with_its_words_and_a_figure_stays() -> None:
    found = read("<html><table><tr><td>1. <s>ฝ่ายปกครอง</s><br>2. ฝ่ายโยธา<td><s>85</s> 90</table>")
    assert values_of(found) == [("2. ฝ่ายโยธา", "90")]


def test_mended_letters_are_told_once_with_examples(tmp_path: Path) -> None:
    path = tmp_path / "แผน.csv"
    path.write_text("ข้อ,ผู้รับผิดชอบ\nO1,ฝ\uf70aายโยธา\nO2,ฝ่ายรายไดั\u0e49\ufffd\n", encoding="utf-8")
    source = read_file(path)
    assert source.sheets[0].rows[1].values == ("O1", "ฝ่ายโยธา")
    mended, unreadable = source.remarks
    assert mended.fields == {"count": 1, "text": "ฝ่ายโยธา"}
    assert (unreadable.row, unreadable.fields["count"]) == (3, 1)


def values_of(found: SourceBlocks) -> list[tuple[object, ...]]:
    return [each.values for sheet in found.sheets for each in sheet.rows]
