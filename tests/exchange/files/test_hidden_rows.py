"""Rows and columns that a workbook does not show are read, and told."""

from pathlib import Path
from time import process_time

import pytest
from openpyxl import Workbook

from ita_desktop.exchange.files.reader_remarks import Hidden, without_former
from ita_desktop.exchange.remarks import Remark, UnreadText
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import read_file
from tests.exchange.files.test_other_formats import cell, odf, read, row, table

HEADS = ("ข้อ", "ผู้รับผิดชอบ", "หมายเหตุ")


def told(remarks: tuple[Remark, ...]) -> list[tuple[int | None, str]]:
    return [(remark.row, remark.why) for remark in remarks]


@pytest.fixture
def book(tmp_path: Path):
    made = Workbook()
    sheet = made.active
    for values in (HEADS, ("O1", "ฝ่ายปกครอง", "ก"), ("O2", "ฝ่ายโยธา", "ข"), ("O3", "ฝ่ายคลัง", "ค")):
        sheet.append(values)

    def saved():
        made.save(tmp_path / "ก.xlsx")
        return read_file(tmp_path / "ก.xlsx", "assignments")

    return sheet, saved


def test_a_sheet_that_shows_everything_has_nothing_to_tell(book) -> None:
    assert book[1]().remarks == ()


def test_hidden_rows_are_read_and_told_with_their_numbers(book) -> None:
    sheet, saved = book
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[9].hidden = True  # there is nothing in it
    source = saved()
    assert [line.values[0] for line in source.sheets[0].rows] == ["ข้อ", "O1", "O2", "O3"]
    [(number, why)] = told(source.remarks)
    assert number == 3
    assert "แถว 3 4" in why


def test_filtered_rows_are_told_as_hidden_ones(book) -> None:
    sheet, saved = book
    sheet.auto_filter.ref = "A1:C4"
    sheet.auto_filter.add_filter_column(1, ["ฝ่ายโยธา"])
    sheet.row_dimensions[2].hidden = True
    [(number, why)] = told(saved().remarks)
    assert (number, "กรอง" in why) == (2, True)


def test_a_hidden_row_of_another_number_is_no_former_one(book) -> None:
    sheet, saved = book
    for values in (("1", "ฝ่ายปกครอง", "ก"), ("2", "ฝ่ายปกครอง", "ก")):
        sheet.append(values)
    sheet.row_dimensions[5].hidden = True
    assert [line.values[0] for line in saved().sheets[0].rows][-2:] == ["1", "2"]


def test_a_long_list_of_which_half_is_filtered_is_read_at_once() -> None:
    rows = tuple(SheetRow(number, (f"O{number}", f"เรื่อง {number}")) for number in range(1, 4001))
    sheet = DataSheet("ก", rows, "ก.xlsx")
    begun = process_time()
    read, _ = without_former(sheet, Hidden(rows=range(1, 4001, 2)))
    assert (len(read.rows), process_time() - begun < 2) == (4000, True)


def test_hidden_columns_are_read_and_told_with_their_letters(book) -> None:
    sheet, saved = book
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["F"].hidden = True  # there is nothing in it
    source = saved()
    assert source.sheets[0].rows[1].values == ("O1", "ฝ่ายปกครอง", "ก")
    [(_, why)] = told(source.remarks)
    assert "คอลัมน์ B" in why
    assert "F" not in why


def test_hidden_rows_and_columns_of_open_document_are_told() -> None:
    sheet = table(
        "<table:table-column/><table:table-column table:visibility='collapse'/>",
        row(cell("ข้อ"), cell("ผู้รับผิดชอบ")),
        row(cell("O1"), cell("ก"), more='table:visibility="filter"'),
        row(cell("O2"), cell("ข")),
        more='table:name="มอบหมาย"',
    )
    source = read(odf("spreadsheet", sheet))
    assert [len(found.rows) for found in source.sheets] == [3]
    (of_rows, why), (_, of_columns) = told(source.remarks)
    assert (of_rows, "แถว 2" in why, "คอลัมน์ B" in of_columns) == (2, True, True)


def values_of(source) -> list[tuple[object, ...]]:
    return [line.values for sheet in source.sheets for line in sheet.rows]


def left(remarks: tuple[Remark, ...]) -> list[str]:
    return [part.text for each in remarks if isinstance(each, UnreadText) for part in each.texts]


@pytest.mark.parametrize("hidden", [2, 3])
def test_a_hidden_figure_that_a_visible_row_has_anew_is_told_and_not_read(
    tmp_path: Path, hidden: int
) -> None:
    made = Workbook()
    sheet = made.active
    rows = (("เครื่องมือ", "คะแนน"), ("IIT", 71), ("IIT", 92), ("EIT", 90))
    for values in rows:
        sheet.append(values)
    sheet.row_dimensions[hidden].hidden = True
    made.save(tmp_path / "ก.xlsx")
    source = read_file(tmp_path / "ก.xlsx", "results")
    assert [row[1] for row in values_of(source)[1:]] == [str(rows[5 - hidden - 1][1]), "90"]
    assert left(source.remarks) == [f"IIT · {rows[hidden - 1][1]}"]


def test_a_hidden_row_of_an_item_with_another_text_is_former_unless_a_filter_hides_it(book) -> None:
    """Of links, members and owners as of scores: one cell is another."""
    sheet, saved = book
    sheet.append(("O1", "ฝ่ายโยธา", "ก"))
    sheet.append(("O2", "ฝ่ายโยธา", "ค"))
    sheet.append(("O3", "ฝ่ายโยธา", "ง"))
    for number in (2, 4):
        sheet.row_dimensions[number].hidden = True
    source = saved()
    assert [row[0] for row in values_of(source)[1:]] == ["O2", "O3", "O1", "O2", "O3"]
    assert left(source.remarks) == ["O1 · ฝ่ายปกครอง · ก"]
    sheet.auto_filter.ref = "A1:C7"
    sheet.auto_filter.add_filter_column(1, ["ฝ่ายโยธา"])
    assert len(values_of(saved())) == 7


def test_a_hidden_column_with_the_heading_of_a_visible_one_is_told_and_not_read(book) -> None:
    sheet, saved = book
    sheet["C1"] = HEADS[1]
    sheet.column_dimensions["B"].hidden = True
    source = saved()
    assert [row[1] for row in values_of(source)] == [""] * 4
    assert left(source.remarks) == [HEADS[1], "ฝ่ายปกครอง", "ฝ่ายโยธา", "ฝ่ายคลัง"]
