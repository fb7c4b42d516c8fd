"""The order of Thai texts, against orders printed in Thai dictionaries and in office lists."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.text import sort_key
from tests.support.cost import calls

DICTIONARY = [
    "กก", "กรรม", "กรรมการ", "กระ", "กะ", "กัก", "กัน", "กา", "กาง", "ก้าง", "กาน", "กำ", "กิน",
    "กี่", "กุ้ง", "กู", "เก", "เก็ง", "เก่ง", "เก้ง", "เก๋ง", "เกม", "เกาะ", "เกิด", "แก", "แก่",
    "แก้", "แก้ว", "โก", "ใกล้", "ไก่", "ขา", "ข่า", "ข้า", "ขาว", "เขต", "ไข่", "คน", "ฤดู", "ลม",
    "เลข", "หมา", "อา", "ฮา",
]  # fmt: skip
OFFICE = [
    "ฝ่ายการคลัง", "ฝ่ายการศึกษา", "ฝ่ายทะเบียน", "ฝ่ายเทศกิจ", "ฝ่ายปกครอง",
    "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม", "ฝ่ายโยธา", "ฝ่ายรักษาความสะอาดและสวนสาธารณะ", "ฝ่ายรายได้",
    "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
]  # fmt: skip


@pytest.mark.parametrize(
    "expected",
    [
        DICTIONARY,
        OFFICE,
        ["กา", "เก", "แก", "ขา"],
        ["O1", "O2", "O9", "O10", "O22"],
        ["9.1", "9.2", "9.10", "10.1"],
        ["I1, I2", "I3", "I11, I12"],
        ["", "–", "5", "๑๐", "100", "E-Service", "ก"],
        ["ตรง", "ตรง ๆ", "ตรงๆ", "ตรงข้าม"],
        ["สม ใจดี", "สมชาย กล้า", "สมหญิง ดีงาม"],
        ["ปก", "ป่ก", "ป้ก", "ปข"],
        ["โรงเรียน ๒", "โรงเรียน 3", "โรงเรียน 12"],
        ["000", "1", "01a", "2"],
        ["ขาเก่า", "ข่าเกา"],
        ["ก่ากาก้า", "ก่าก้ากา"],
    ],
)
def test_texts_come_in_the_order_a_thai_reader_expects(expected: list[str]) -> None:
    mixed = expected[:]
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=sort_key) == expected


def test_digits_case_and_spacing_do_not_part_texts_that_read_the_same() -> None:
    assert sort_key("ข้อ ๑๒  O5")[:2] == sort_key("ข้อ 12 o5")[:2]


def test_a_tone_mark_decides_only_between_words_with_the_same_letters() -> None:
    assert sorted(["ก้าน", "การ", "ก้าง", "กาง"], key=sort_key) == ["กาง", "ก้าง", "ก้าน", "การ"]


@given(st.lists(st.text(), max_size=8))
def test_any_text_can_be_sorted_whatever_the_order_before(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(texts, key=sort_key) == sorted(backwards, key=sort_key)


def test_a_text_that_was_sorted_before_costs_nothing_again() -> None:
    texts = [f"ฝ่ายเก่งที่ {number}" for number in range(500)]
    sort_key.cache_clear()
    first = calls(lambda: sorted(texts, key=sort_key))
    assert calls(lambda: sorted(texts, key=sort_key, reverse=True)) < first / 10
