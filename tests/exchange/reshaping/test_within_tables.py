"""Codes and links in the rows of a known table are values, not the beginning of another one."""

from ita_desktop.exchange.reshaping.shapes import with_link_heads
from ita_desktop.exchange.sheets import DataSheet, SheetRow

HEAD = ("ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท", "คณะ")
PEOPLE = [(str(at), f"นายตัวอย่าง ที่ {at}", "เจ้าพนักงาน", "ฝ่ายปกครอง", "", "") for at in range(1, 9)]
CODED = ("9", "https://district.example/o12", "o12", "ฝ่ายปกครอง", "", "")


def test_a_code_far_below_the_headings_of_a_table_begins_no_other() -> None:
    rows = [SheetRow(at, row) for at, row in enumerate((HEAD, *PEOPLE, CODED), 1)]
    sheet = DataSheet("", tuple(rows))
    assert with_link_heads(sheet) == (sheet, ())


def test_a_list_of_items_below_an_empty_row_gets_headings() -> None:
    rows = [SheetRow(at, row) for at, row in enumerate((HEAD, *PEOPLE), 1)]
    found, remarks = with_link_heads(DataSheet("", (*rows, SheetRow(len(rows) + 2, CODED))))
    assert remarks
    assert found.rows[: len(rows)] == tuple(rows)
