"""A tick merged over several columns and rows is one of each, read and left alike."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from ita_desktop.exchange.source import read_file
from ita_desktop.services.imports.importing import plan_import
from ita_desktop.services.imports.ledger.ledger import left_of_plan
from tests.support.known_files import begun_year

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.")
HEADS = ("ข้อ", "มาตรการ", *MONTHS, "แนบ")


def merged_in_excel(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    for row in (
        HEADS,
        ("I1", "ก", "/"),
        ("I2", "ข"),
        ("I3", "ค", "", "", "", "", "/"),
        ("I4", "ง"),
    ):
        sheet.append(row)
    for span in ("C2:E3", "G4:H5"):
        sheet.merge_cells(span)
    book.save(folder / "ก.xlsx")
    return folder / "ก.xlsx"


def merged_in_word(folder: Path) -> Path:
    made = Document()
    table = made.add_table(5, len(HEADS))
    for at, text in enumerate(HEADS):
        table.cell(0, at).text = text
    for at, (code, text) in enumerate((("I1", "ก"), ("I2", "ข"), ("I3", "ค"), ("I4", "ง")), 1):
        table.cell(at, 0).text, table.cell(at, 1).text = code, text
    table.cell(1, 2).merge(table.cell(2, 4)).text = "/"
    table.cell(3, 6).merge(table.cell(4, 7)).text = "/"
    made.save(folder / "ก.docx")
    return folder / "ก.docx"


def merged_in_web_page(folder: Path) -> Path:
    tick = "<td rowspan=2 colspan={}>/</td>"
    rows = (
        "".join(f"<td>{text}</td>" for text in HEADS),
        f"<td>I1</td><td>ก</td>{tick.format(3)}<td></td><td></td><td></td>",
        "<td>I2</td><td>ข</td><td></td><td></td><td></td>",
        f"<td>I3</td><td>ค</td><td></td><td></td><td></td><td></td>{tick.format(2)}",
        "<td>I4</td><td>ง</td><td></td><td></td><td></td><td></td>",
    )
    made = "".join(f"<tr>{row}</tr>" for row in rows)
    (folder / "ก.html").write_text(f"<html><table>{made}</table></html>", "utf-8")
    return folder / "ก.html"


@pytest.mark.parametrize("made", [merged_in_excel, merged_in_word, merged_in_web_page])
def test_a_mark_merged_over_columns_and_rows_is_in_each(made, tmp_path: Path) -> None:
    source = read_file(made(tmp_path), "measures")
    said = [[value for value in row.values[2:] if value] for row in source.sheets[0].rows]
    assert said[1:] == [["ต.ค. - ธ.ค."]] * 2 + [["ก.พ.", "/"]] * 2
    left = left_of_plan(source, plan_import(begun_year(2568), "measures", source))
    assert [(each.origin.row, each.column) for each in left if each.text == "/"] == [(4, 7), (5, 7)]
