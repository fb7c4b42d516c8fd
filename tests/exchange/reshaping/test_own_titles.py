"""Titles of a framework's items that stand without their codes."""

from decimal import Decimal

import pytest

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.reshaping.shapes import with_codes, with_score_heads
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource
from ita_desktop.frameworks.shipped import load

ITEMS = {item.code: item.title for item in load(2568).items if item.code.startswith("O")}
O1, O6, O8 = (ITEMS[code] for code in ("O1", "O6", "O8"))
OWNER, UNIT = "ผู้รับผิดชอบ", "ฝ่ายโยธา"


def sheet(*rows: tuple[str, ...], of_lines: bool = False) -> DataSheet:
    made = tuple(SheetRow(at, row) for at, row in enumerate(rows, 1))
    return DataSheet("", made, of_lines=of_lines)


def rows(made: DataSheet) -> list[tuple[object, ...]]:
    return [row.values for row in made.rows]


def test_the_titles_of_items_give_a_table_its_codes() -> None:
    given = sheet(
        ("งานที่มอบหมาย", ""), ("ข้อมูล", OWNER), (O6, UNIT), (f" {O8.upper()} ", UNIT), ("อื่น", UNIT)
    )
    made, (remark,) = with_codes(given)
    assert [values[2] for values in rows(made)] == ["", "ข้อ", "O6", "O8", ""]
    assert remark.row == 2


def test_a_link_below_the_title_of_no_item_is_not_of_the_item_above() -> None:
    at = "https://www.example.go.th/1"
    made, _ = with_codes(sheet(("รายการ OIT", "ลิงก์"), (O6, at), ("ภาพกิจกรรม", at), (O8, at)))
    assert [values[2] for values in rows(made)] == ["ข้อ", "O6", "ภาพกิจกรรม", "O8"]


@pytest.mark.parametrize(
    ("head", "numbers", "renamed"),
    [
        (("ที่", "รายการ", OWNER), ("1", "2"), ("ที่", "รายการ", OWNER, "ข้อ")),
        (("ข้อ", "รายการ", OWNER), ("1", "2"), ("ที่", "รายการ", OWNER, "ข้อ")),
        (("ลำดับ", "ข้อ", OWNER), ("1", "2"), ("ลำดับ", "ข้อมูล", OWNER, "ข้อ")),
        (("ข้อ", "รายการ", OWNER), ("๑", "๖"), None),
        (("ข้อ", "รายการ", OWNER), ("O1", "O6"), None),
        (("", "", OWNER), ("1", "2"), None),
        (("ข้อ", "รายการ", "คะแนน"), ("1", "2"), None),
    ],
)
def test_numbers_beside_titles_of_other_items_are_no_codes(
    head: tuple[str, ...], numbers: tuple[str, str], renamed: tuple[str, ...] | None
) -> None:
    given = sheet(head, (numbers[0], O1, UNIT), (numbers[1], O6, UNIT))
    made, remarks = with_codes(given)
    if renamed is None:
        assert (made, remarks) == (given, ())
    else:
        assert rows(made)[0] == renamed
        assert [values[3] for values in rows(made)[1:]] == ["O1", "O6"]


@pytest.mark.parametrize(
    "given",
    [
        sheet(("ข้อมูล", OWNER), (O1, UNIT), ("ก", UNIT), ("ข", UNIT)),
        sheet(("ข้อมูล", OWNER), (O1, UNIT), ("ก", UNIT), (O6, UNIT), ("ข", UNIT)),
        sheet((O1, UNIT), (O6, UNIT)),
        sheet(("ข้อมูล", OWNER), ("ซ่อมถนน", UNIT), ("ลอกท่อ", UNIT)),
        sheet(("ข้อมูล", OWNER), (O1, UNIT), (O6, UNIT), of_lines=True),
        sheet(),
    ],
)
def test_other_tables_stay_as_they_are(given: DataSheet) -> None:
    assert with_codes(given) == (given, ())


def test_the_framework_that_has_most_of_the_titles_gives_the_codes() -> None:
    old = [item for item in load(2565).items if item.code.startswith("O")][:6]
    given = sheet(("ข้อมูล", OWNER), *((item.title, UNIT) for item in old))
    made, _remarks = with_codes(given)
    assert [values[2] for values in rows(made)[1:]] == [item.code for item in old]


def test_the_titles_of_questions_get_their_codes_in_the_same_cell() -> None:
    """Tables of measures have other columns beside; theirs is the column of items."""
    titles = {item.code: item.title for item in load(2568).items}
    head = ("ประเด็นการประเมิน", "มาตรการ", OWNER)
    given = sheet(head, (titles["I3"], "ติดป้าย", UNIT), (titles["E6"], "ทำคิวอาร์", UNIT))
    made, (remark,) = with_codes(given)
    assert [values[0] for values in rows(made)] == [
        head[0],
        *(f"{c} {titles[c]}" for c in ("I3", "E6")),
    ]
    assert rows(made)[0] == head
    assert remark.row == 1


def test_the_row_above_scores_that_names_their_instrument_is_their_heading() -> None:
    items = load(2564).items[:4]
    head = "ประเด็นการประเมิน IIT (การรับรู้ของผู้มีส่วนได้ส่วนเสียภายในหน่วยงาน)"
    below = tuple((f"{item.code} {item.title}", "84.67") for item in items)
    given = sheet((head, "คะแนนที่ได้"), *below)
    assert with_score_heads(given) == (given, ())
    read = read_results(ImportSource("ผล.xlsx", (given,)))
    assert [(figure.node, figure.title, figure.value) for figure in read.figures] == [
        (item.code, item.title, Decimal("84.67")) for item in items
    ]
    assert head in read.heads
    assert (read.skipped, read.aside, read.ignored_columns) == ((), (), ())


@pytest.mark.parametrize("head", ["สำนักงานเขตบางรัก", "น้ำหนัก", "เป้าหมาย", "ปี 2566", "ร้อยละผู้ตอบ", ""])
def test_figures_below_a_heading_that_nobody_knows_are_no_scores(head: str) -> None:
    below = [(item.code, item.title, "84.67") for item in load(2564).items[:4]]
    above = [("ผลการประเมิน ITA", "", ""), *([("ตัวชี้วัด", "ชื่อตัวชี้วัด", head)] if head else [])]
    given = sheet(*above, *below)
    assert (with_score_heads(given) == (given, ())) is bool(head)
