"""Posts in words, and posts that stand for many."""

import pytest

from ita_desktop.domain.records import GroupOf
from ita_desktop.domain.roster.matching import group_of, is_post


@pytest.mark.parametrize(
    "text",
    [
        "ผู้อำนวยการเขต",
        "ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง",
        "หัวหน้าฝ่ายปกครอง",
        "นักประชาสัมพันธ์ ฝ่ายปกครอง",
        "เจ้าหน้าที่ ผู้ที่ได้รับมอบหมาย ฝ่ายปกครอง",
        "เจ้าหน้าที่ผู้ปฏิบัติงานประจำจุดให้บริการ",
        "นายช่างโยธาชำนาญงาน",
        "ครูผู้ช่วย",
    ],
)
def test_posts_of_orders_and_owner_cells_are_recognised(text):
    assert is_post(text)


@pytest.mark.parametrize(
    "text", ["ฝ่ายปกครอง", "นางสาวตัวอย่าง หนึ่ง", "โรงเรียนวัดตัวอย่าง", "อ่านไม่ออก", ""]
)
def test_units_and_people_are_no_posts(text):
    assert not is_post(text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("หัวหน้าฝ่ายทุกฝ่าย", GroupOf.SECTION_HEADS),
        ("หัวหน้าฝ่าย ทุกฝ่าย", GroupOf.SECTION_HEADS),
        ("ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัดทุกโรงเรียน", GroupOf.SCHOOL_DIRECTORS),
        ("ผู้อำนวยการสถานศึกษา\nโรงเรียนในสังกัดสำนักงานเขตตัวอย่างทุกโรงเรียน", GroupOf.SCHOOL_DIRECTORS),
        ("ทุกฝ่าย", GroupOf.SECTIONS),
        ("โรงเรียนในสังกัด", GroupOf.SCHOOLS),
        ("ผู้บริหารเขต", GroupOf.EXECUTIVES),
        ("หัวหน้าฝ่ายปกครอง", GroupOf.NONE),
        ("ผู้อำนวยการเขต", GroupOf.NONE),
        ("รองผู้อำนวยการสถานศึกษา", GroupOf.NONE),
    ],
)
def test_a_post_that_stands_for_many_says_for_whom(text, group):
    assert group_of(text) is group
