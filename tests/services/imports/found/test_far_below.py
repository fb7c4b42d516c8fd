"""Tables that begin far below the top of their sheet are found there, at a cost in line with the
rows."""

from collections.abc import Callable

import pytest

from ita_desktop.exchange.reshaping.shapes import reshaped_sheet
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.services.imports.found.find import find_parts
from tests.services.imports.found.books import Rows, parts_of, told, workbook
from tests.support.cost import growth

LINES = [(f"ย่อหน้าที่ {at} ของหนังสือ",) for at in range(60)]
ROOMS = [("ห้อง", "เบอร์ภายใน", "ชั้น"), *((f"ห้อง {at}", str(at), "2") for at in range(60))]
OWNERS: Rows = (("ข้อ", "ผู้รับผิดชอบ", "หมายเหตุ"), ("O1", "ฝ่ายปกครอง", ""), ("O2", "ฝ่ายการคลัง", "ก"))
TICKED: Rows = (
    ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ต.ค. 67", "พ.ย. 67", "ธ.ค. 67"),
    ("O1", "เผยแพร่", "ฝ่ายปกครอง", "✓", "", "✓"),
    ("O2", "ทบทวน", "ฝ่ายการคลัง", "", "✓", ""),
)
BESIDE: Rows = (
    ("ข้อ", "ผู้รับผิดชอบ", "", "ลำดับ", "ชื่อ", "ตำแหน่ง", "คณะ"),
    ("O1", "ฝ่ายปกครอง", "", "1", "นายหนึ่ง สมมติ", "ผู้อำนวยการเขต", "คณะทำงาน"),
    ("O2", "ฝ่ายการคลัง", "", "2", "นายสอง สมมติ", "ปลัด", "คณะทำงาน"),
)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([*LINES, *OWNERS], [("assignments", 2)]),
        ([*LINES, (), *OWNERS], [("assignments", 2)]),
        ([*ROOMS, (), *OWNERS], [("", 61), ("assignments", 2)]),
        ([*ROOMS, (), ("ผู้รับผิดชอบ OIT",), *OWNERS], [("", 61), ("assignments", 2)]),
        ([*LINES, *TICKED], [("measures", 2)]),
        ([*LINES, (), *BESIDE], [("assignments", 2), ("roster", 2)]),
    ],
)
def test_a_table_far_below_is_found(book, rows: Rows, found: list[tuple[str, int]]) -> None:
    parts = parts_of(book(แผ่น=rows))
    assert [(part.kind, part.rows) for part in parts] == found


def test_the_head_of_a_form_stays_with_its_table() -> None:
    head: Rows = (("หน่วยงาน", "สำนักงานเขตสมมติ"), ("ปีงบประมาณ", "พ.ศ. 2567"), ())
    (part,) = find_parts([workbook([*head, *OWNERS])])
    assert (part.kind, part.year) == ("assignments", 2567)


def test_scores_of_years_in_rows_far_below_are_read() -> None:
    years = [("ปี", "IIT", "EIT", "OIT"), ("2565", "80", "81", "90"), ("2566", "82", "83", "91")]
    rows = tuple(
        SheetRow(at, tuple(map(str, row))) for at, row in enumerate([*ROOMS, (), *years], 1) if row
    )
    sheets, _ = reshaped_sheet(DataSheet("ก", rows))
    assert [len(sheet.rows) for sheet in sheets] == [61, 4]


@pytest.mark.in_turn
def test_looking_for_tables_grows_in_line_with_the_rows() -> None:
    def work(count: int) -> Callable[[], object]:
        rows = [
            (f"ข้อความ {at}", f"ฝ่าย {at}", f"ฝ่ายที่ {at}", "", "" if at % 9 else f"ก {at}")
            for at in range(count)
        ]
        gaps = [row for at, row in enumerate(rows) for row in ((), row)[at % 7 > 0 :]]

        def looked() -> object:
            source = workbook(gaps)
            return [*map(reshaped_sheet, source.sheets), find_parts([source])]

        return looked

    work(100)()
    assert growth(work, 200, 2_000) < 1.6


def test_a_table_of_results_is_found_below_others_whatever_its_codes_are_called() -> None:
    scores = ("ข้อคำถาม", "ผลคะแนน", "แหล่งข้อมูล", "ตัวชี้วัดความสำเร็จ", "ประเด็นการประเมิน")
    rows = [
        ("รายการ", "กำหนดเวลา", "หมายเหตุ"),
        ("ประชุมชี้แจง", "1 ม.ค. 68", ""),
        (),
        ("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",),
        scores,
        ("I1", "82.99", "ก", "ข", "เต็มใจให้บริการ"),
        ("I2", "85.62", "ก", "ข", "อำนวยความสะดวก"),
    ]
    found = find_parts([workbook(rows)], fiscal_year=2568)
    assert told(found) == [("calendar", None, 1), ("results", 2567, 2)]
