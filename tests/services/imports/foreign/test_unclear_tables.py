"""Tables whose headings or edges are unclear: what is in them is known, or told."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.sheets import SheetRow
from ita_desktop.services.imports.found.series import plan_parts
from tests.services.imports.found.books import MEASURES, RESULTS, Book, Rows, parts_of


def columns(kind: str, *rows: Sequence[str]) -> dict[str, int]:
    found = HeadingFinder(kind_named(kind)).find(
        [SheetRow(number, tuple(row)) for number, row in enumerate(rows, 1)]
    )
    return dict(found[1].columns) if found else {}


PEOPLE: Rows = (
    ("นายตัวอย่าง หนึ่ง", "นายช่างโยธาชำนาญงาน", "ประธานคณะทำงาน"),
    ("นางสาวสมมติ สอง", "เจ้าพนักงานธุรการชำนาญงาน", "คณะทำงาน"),
)
CALENDAR: Rows = (
    ("ลำดับ", "กิจกรรม", "ผู้ประสานงาน", "วันทีี่กำหดน"),
    ("1", "ประชุมชี้แจง", "ก", "28 ส.ค. 2568"),
    ("2", "เปิดระบบ", "ข", "4 ม.ค. 2568"),
)


def test_names_are_known_by_their_cells_where_the_heading_is_not() -> None:
    heads = ("ชื่อ - านม\nสกุล", "ชื่อตำแหน่ง", "ตำแหน่งในคำสั่ง")
    assert columns("roster", heads, *PEOPLE) == {"name": 0, "position": 1, "role": 2}


def test_a_name_column_that_is_known_by_its_cells_is_told(plan) -> None:
    heads = ("ชื่อ - านม\nสกุล", "ชื่อตำแหน่ง", "ตำแหน่งในคำสั่ง")
    made = plan("roster", ("รายชื่อคณะทำงาน", "", ""), ("คณะทำงาน", "", ""), heads, *PEOPLE)
    assert made.added == 2
    assert any("านม" in remark.why and "ชื่อ - นามสกุล" in remark.why for remark in made.warnings)


def test_a_name_column_with_posts_stays_where_no_other_has_names() -> None:
    rows = (("ผู้อำนวยการเขต", "ประธาน"), ("หัวหน้าฝ่ายทะเบียน", "กรรมการ"))
    assert columns("roster", ("รายชื่อ", "บทบาท"), *rows) == {"name": 0, "role": 1}


def test_codes_are_known_by_their_cells_where_the_heading_is_not() -> None:
    heads = ("ตัวชี้วัด", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "หขู้อ")
    row = ("ตัวชี้วัดที่ 1", "ทำคู่มือ", "ทุกฝ่าย", "ข้อที่ I๑.")
    known = {"indicator": 0, "method": 1, "owners": 2, "items": 3}
    assert columns("measures", heads, row, row) == known


@pytest.mark.parametrize("kind", ["measures", "analysis"])
def test_a_table_without_owners_and_period_keeps_its_measures_apart(plan, kind: str) -> None:
    heads = ("ข้อ", "ประเด็นที่ต้องปรับปรุง", "มาตรการ", "การกำกับติดตาม")
    made = plan(
        kind,
        heads,
        ("I1", "ช้า", "ทำคู่มือ", "รายงานทุกเดือน"),
        ("I2", "ไกล", "ติดแผนผัง", "ตรวจทุกสัปดาห์"),
    )
    assert [change.cells[0].new for change in made.changes] == ["I1", "I2"]


def test_an_empty_follow_up_goes_on_where_there_are_no_owners(plan) -> None:
    made = plan(
        "measures",
        ("ข้อ", "มาตรการ", "การกำกับติดตาม"),
        ("I1", "ทำคู่มือ", "รายงานทุกเดือน"),
        ("I2", "ติดแผนผัง", ""),
    )
    assert [change.cells[0].new for change in made.changes] == ["I1 I2"]
    assert any("I2" in remark.why for remark in made.warnings)


REPORT: Rows = (("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",), *RESULTS)
OFFICIAL: Rows = (
    ("รายงานผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2567",),
    ("คะแนนแบบวัด IIT",),
    ("ประเด็นการประเมิน", "คะแนน"),
    ("I1 เต็มใจให้บริการ", "98.50"),
    ("I2 อำนวยความสะดวก", "97.25"),
)
NUMBERED: Rows = tuple((number, *row) for number, row in enumerate(PEOPLE, 1))
MEMBERS: Rows = (
    ("คณะทำงาน",),
    ("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน้าที่"),
    *NUMBERED,
)


@pytest.mark.parametrize(
    "above",
    [RESULTS, REPORT, OFFICIAL, MEASURES, MEMBERS],
    ids=["results", "titled", "official", "measures", "roster"],
)
def test_a_table_of_unknown_words_below_another_is_a_part_of_its_own(
    book: Book, workspace, above: Rows
) -> None:
    title = ("ปฏิทินการประเมิน",)
    path: Path = book(รวม=(*above, ("รวม", "", "96.92"), (), title, *CALENDAR))
    series = plan_parts(workspace, parts_of(path), shown=2568)
    assert [planned.part.kind for planned in series.parts][1:] == [""]
    told = [row.values for row in series.parts[1].part.source.sheets[0].rows]
    assert told[-2:] == [("1", *CALENDAR[1][1:]), ("2", *CALENDAR[2][1:])]
