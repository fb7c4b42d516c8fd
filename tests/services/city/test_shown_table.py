"""The table that the window shows becomes an Excel file with its figures as numbers."""

from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from ita_desktop.domain.city.districts import City
from ita_desktop.services.city.papers import write_table

HEADINGS = ("เขต", "คะแนน", "อันดับ")
LONG = "ย" * 90


def test_figures_are_numbers_and_what_is_missing_is_empty(tmp_path: Path) -> None:
    rows = [("บางรัก", Decimal("97.5"), 1), (LONG, None, None), ("", Decimal(0), 0)]
    path = write_table("คะแนนของเขต", HEADINGS, rows, tmp_path / "ตาราง.xlsx", City())
    sheet = load_workbook(path).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][0] == "คะแนนของเขต"
    at = next(index for index, row in enumerate(cells) if tuple(row[:3]) == HEADINGS)
    assert [row[:3] for row in cells[at + 1 : at + 4]] == [
        ["บางรัก", 97.5, 1],
        [LONG, None, None],
        [None, 0, 0],
    ]
    assert sheet.page_setup.orientation == "landscape"


def test_a_column_is_as_wide_as_its_texts_but_neither_tiny_nor_endless(tmp_path: Path) -> None:
    rows = [(LONG, "ก", "ก" * 20)]
    sheet = load_workbook(
        write_table("ก", ("ก", "ข", "ค"), rows, tmp_path / "ก.xlsx", City())
    ).active
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert [round(width / widths[1], 2) for width in widths] == [
        round(share / 6, 2) for share in (40, 6, 20)
    ]
