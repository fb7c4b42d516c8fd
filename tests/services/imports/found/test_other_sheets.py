"""What is told of two rows in different sheets names the sheet of the other one."""

import pytest

from ita_desktop.storage.workspace import Workspace
from tests.services.imports.found.books import Rows, workbook
from tests.support.taken_in import plan_source

ASSIGNED = ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")
HELD = ("ครั้งที่", "วันที่", "สถานที่")


def told(workspace: Workspace, kind: str, *sheets: Rows) -> list[str]:
    plan = plan_source(workspace, 2568, kind, workbook(*sheets))
    return [remark.why for remark in (*plan.skipped, *plan.warnings)]


@pytest.mark.parametrize(
    ("kind", "head", "first", "second", "words"),
    [
        (
            "assignments",
            ASSIGNED,
            ("O1", "ฝ่ายปกครอง", "31/1/68"),
            ("O1", "ฝ่ายปกครอง", "28/2/68"),
            "ข้อ O1 มีอยู่แล้วในแถว 2 ของแผ่น “ก”",
        ),
        (
            "assignments",
            ASSIGNED,
            ("O1", "ฝ่ายปกครอง", ""),
            ("O1", "ฝ่ายโยธา", ""),
            "คือแถว 2 ของแผ่น “ก” · แถว 2 ของแผ่น “ข”",
        ),
        (
            "meetings",
            HELD,
            ("1", "8 พ.ย. 67", "ห้อง 1"),
            ("1", "8 พ.ย. 67", "ห้อง 2"),
            "มีอยู่แล้วในแถว 2 ของแผ่น “ก”",
        ),
        (
            "progress",
            ("ข้อ", "มาตรการ", "ผลการดำเนินการ", "รอบ"),
            ("I1", "ก", "ทำ", "รอบ 6 เดือน"),
            ("I1", "ก", "ทำ", "รอบ 6 เดือน"),
            "ซ้ำกับแถว 2 ของแผ่น “ก”",
        ),
    ],
)
def test_a_row_of_another_sheet_is_named_with_it(
    workspace: Workspace,
    kind: str,
    head: tuple[str, ...],
    first: tuple[str, ...],
    second: tuple[str, ...],
    words: str,
) -> None:
    assert any(words in why for why in told(workspace, kind, (head, first), (head, second)))
    in_one = told(workspace, kind, (head, first, second))
    assert in_one
    assert not any("แผ่น" in why for why in in_one), "one sheet needs no name"
