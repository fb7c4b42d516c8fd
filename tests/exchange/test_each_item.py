"""Rows that name several items are one of each; a list's line without a number is a duty."""

import pytest

from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.sheets import DataSheet, SheetRow


def read(kind, *rows, year=2568):
    numbered = tuple(SheetRow(number, row) for number, row in enumerate(rows, 1))
    return parse(kind_named(kind), [DataSheet("ก", numbered, "ก.xlsx")], fiscal_year=year)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("O1, O3", ["O1", "O3"]),
        ("O1-O3", ["O1", "O2", "O3"]),
        ("O๑ ถึง O๓", ["O1", "O2", "O3"]),
        ("ข้อ O1 - 2 และ O9", ["O1", "O2", "O9"]),
        ("O7", ["O7"]),
    ],
)
@pytest.mark.parametrize(
    ("kind", "head", "text"),
    [
        ("assignments", ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง"), ("ทุกฝ่าย", "31/1/68")),
        ("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), ("ประกาศ", "https://a.example")),
    ],
)
def test_each_item_that_a_row_names_gets_what_it_says(kind, head, text, cell, items):
    found = read(kind, head, (cell, *text))
    assert [row.item for row in found.rows] == items
    assert not found.skipped
    assert len({str(row).replace(row.item, "") for row in found.rows}) == 1
    texts = [doubt for doubt in found.doubts if "ข้อละแถว" in doubt.why]
    assert [one.row for one in texts] == ([2] if len(items) > 1 else [])


def test_a_cell_of_such_a_row_that_cannot_be_read_is_told_once():
    found = read("assignments", ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง"), ("O1-O3", "ทุกฝ่าย", "31/2/68"))
    assert len(found.rows) == 3
    assert len(found.flaws) == 1


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (("คณะ", "หน้าที่"), ("- ข", "")),
        (("คณะ", "หน้าที่"), ("", "- ข")),
        (("คณะ", "ข้อ", "หน้าที่"), ("", "- ข", "")),
    ],
)
def test_a_duty_with_a_dash_for_its_number_stays_in_its_body(head, row):
    first = ("คณะทำงาน", *[""] * (len(head) - 2), "ก")
    last = ("", *[""] * (len(head) - 2), "ค")
    found = read("duties", head, first, row, last)
    assert [(one.body, one.text) for one in found.rows] == [
        ("คณะทำงาน", "ก"),
        ("คณะทำงาน", "- ข"),
        ("คณะทำงาน", "ค"),
    ]
    assert not found.skipped


@pytest.mark.parametrize(
    ("cell", "links"),
    [
        ("https://a.th/x,https://b.th/y", ["https://a.th/x", "https://b.th/y"]),
        ("https://a.th/x;www.b.th/y", ["https://a.th/x", "www.b.th/y"]),
        ("https://a.th/x,y?z=1,2", ["https://a.th/x,y?z=1,2"]),
        ("https://a.th/go?to=https://b.th/y", ["https://a.th/go?to=https://b.th/y"]),
    ],
)
def test_links_joined_by_a_comma_alone_are_several(cell, links):
    found = read("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), ("O1", "ประกาศ", cell))
    assert [row.location for row in found.rows] == links
