"""The answers of an online form, a row for each respondent, are told as what they are."""

import pytest

from ita_desktop.services.imports.found.find import find_parts
from tests.services.imports.found.books import MEASURES, Rows, workbook

ASKED = ("E1 เจ้าหน้าที่ปฏิบัติงานตามขั้นตอน", "ท่านได้รับบริการเท่าเทียมหรือไม่")
WHEN = "1/2/2568, 10:00:00"


@pytest.mark.parametrize("head", ["ประทับเวลา", "Timestamp"])
@pytest.mark.parametrize("more", [("หน่วยงาน", "ฝ่ายโยธา"), ("เพศ", "ชาย")])
def test_raw_answers_are_told_and_not_imported(head: str, more: tuple[str, str]) -> None:
    rows: Rows = ((head, more[0], *ASKED), (WHEN, more[1], "5", "มาก"), (WHEN, more[1], "4", "มาก"))
    raw, measures = sorted(find_parts([workbook(rows, MEASURES)]), key=lambda part: part.kind)
    assert (raw.kind, raw.is_taken, measures.kind) == ("", False, "measures")
    (doubt,) = raw.doubts
    assert "ไม่ใช่คะแนนทางการ" in doubt.why
    assert "รายงานผลการประเมิน" in doubt.why


def test_a_form_that_collects_names_is_a_list() -> None:
    rows: Rows = (("ประทับเวลา", "ชื่อ - นามสกุล", "ตำแหน่ง"), (WHEN, "นายหนึ่ง สมมติ", "ปลัด"))
    (part,) = find_parts([workbook(rows)])
    assert part.kind == "people"
