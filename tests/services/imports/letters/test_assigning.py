"""A letter that says which items of the OIT units have assigns none of them, and that is told."""

import pytest

from ita_desktop.exchange.papers.finding import with_papers
from tests.exchange.files.word.made import p, read, word


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("1. ฝ่ายปกครอง รับผิดชอบ O1, O3, O7", True),
        ("ให้ฝ่ายโยธา เป็นผู้รับผิดชอบข้อ O13", True),
        ("ฝ่ายปกครอง รับผิดชอบการประชุม", False),
    ],
)
def test_items_that_a_letter_gives_to_units_are_told(line, is_told) -> None:
    memo = (
        p("บันทึกข้อความ")
        + p("ส่วนราชการ ฝ่ายปกครอง สำนักงานเขตตัวอย่าง")
        + p("ที่ กท 1234/568 วันที่ 10 มกราคม 2568")
        + p("เรื่อง มอบหมายผู้รับผิดชอบ")
        + p("เรียน หัวหน้าฝ่ายทุกฝ่าย")
        + p("ขอมอบหมายดังนี้")
        + p(line)
        + p("จึงเรียนมาเพื่อโปรดดำเนินการ")
    )
    told = [remark.why for remark in with_papers(read(word(memo)), "ก.docx").remarks]
    assert any("ไม่ได้มอบหมายให้" in why for why in told) is is_told
