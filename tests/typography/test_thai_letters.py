"""Broken Thai letters are mended, and right text is left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.text import clean
from ita_desktop.paths import resource
from ita_desktop.typography.thai_letters import is_torn, mended

WORDS = [
    word
    for word in resource("thai", "terms.txt").read_text(encoding="utf-8").splitlines()
    if word and not word.startswith("#")
]
LISTED = [
    word
    for word in resource("thai", "words_th.txt").read_text(encoding="utf-8").splitlines()
    if re.fullmatch("[ก-ฺเ-๎]{3,}", word) and not is_torn(word)
]
SENTENCES = st.lists(st.sampled_from(WORDS) | st.sampled_from(LISTED), min_size=1, max_size=8)
"""Real words; a few of the list's 62,000 are mistyped themselves, as อาวุูธ."""
_MARKS = "[ัิ-ฺ็-์]"


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("ให\uf70bคำแนะนำแก\uf70aผู\uf70bมาติดต\uf70aอ", "ให้คำแนะนำแก่ผู้มาติดต่อ"),
        ("ป\uf701ป\uf702ป\uf703ป\uf704ป\uf710ป\uf712น\uf700าน \uf70fา", "ปิปีปึปืปัป็นฐาน ญา"),
        ("ฝ\uf88bายทะเบ\uf886ยน", "ฝ่ายทะเบียน"),
        ("หน้าท่ี พันธ์ุ ให้้ ที่่", "หน้าที่ พันธุ์ ให้ ที่"),
        ("หนา้ที่ คะ่", "หน้าที่ ค่ะ"),
        ("ตั้ง้ ผ้ืน ตัง้ พื้น้ที่", "ตั้ง ผื้น ตั้ง พื้นที่"),
        ("จำานวน สาํหรับ นํ้า นำ้ นํ าไป", "จำนวน สำหรับ น้ำ น้ำ นำไป"),
        ("\uf0b7 ข้อหนึ่ง \uf0a7 ข้อสอง \uf0d8 ข้อสาม \uf0fc", "• ข้อหนึ่ง ▪ ข้อสอง ➢ ข้อสาม ✓"),
        ("ป ก ค ร อ ง", "ปกครอง"),
        ("ตำแหน่งหลั\nก ตัวชี้วั\nด เดื\nอน เ\nขต", "ตำแหน่งหลัก ตัวชี้วัด เดือน เขต"),
        ("ก\nำหนด ที\n่ดิน น\n้ำ", "กำหนด ที่ดิน น้ำ"),
    ],
)
def test_letters_are_mended_wherever_they_are(broken: str, right: str) -> None:
    assert mended(clean(broken), torn=False) == right


@pytest.mark.parametrize(
    ("torn", "right"),
    [
        ("สาํ นกั งาน", "สำนักงาน"),
        ("ด าเนินการตามค าสั่ง ประจ าปี", "ดำเนินการตามคำสั่ง ประจำปี"),
        ("อ านวยความสะดวก หน้าส านักงาน", "อำนวยความสะดวก หน้าสำนักงาน"),
        ("จัดท าแผน น้ าประปา ค่ าใช้จ่าย ก ารประเมิน", "จัดทำแผน น้ำประปา ค่าใช้จ่าย การประเมิน"),
        ("ป ร ะ ก า ศ", "ประกาศ"),
        ("เจา้ หนา้ ที่ ขอ้ มูล ผอู้ ำนวยการ", "เจ้าหน้าที่ ข้อมูล ผู้อำนวยการ"),
        ("ปฏิบตั ิ งาน ใหม้ ี ทีป่ ระชุม ทงั้ หมด", "ปฏิบัติงาน ให้มี ที่ประชุม ทั้งหมด"),
        ("ต ัวช ี้ว ัด แ ละ โ ครงการ ก ารประชุม", "ตัวชี้วัด และ โครงการ การประชุม"),
        ("ค ำ ส ั ่ ง", "คำสั่ง"),
        ("นางตัวอย่าง สอง วนั ที่ 5", "นางตัวอย่าง สอง วันที่ 5"),
    ],
)
def test_torn_syllables_are_put_together_by_the_words_that_they_make(torn: str, right: str) -> None:
    assert is_torn(clean(torn))
    assert mended(clean(torn), torn=True) == right


@pytest.mark.parametrize(
    "right",
    [
        "ข้อ ก ข ค และ ง", "นาย ก. ข", "ณ วันที่ 5 ม.ค. 2568", "ก็ ได้ ที่ นี่", "หัวหน้า ฝ่าย",
        "นางสาวปิยะณัฐ แก้วตา", "ข้อ ก\nเขต", "ตำแหน่/\nระดับ",
        "พ.ศ. 2568", "กท 0401/ว 1234", "สิทธิ์ ฤๅษี ๆ ฯลฯ", "O1 – O9",
    ],
)  # fmt: skip
def test_what_looks_like_it_and_is_right_stays(right: str) -> None:
    assert not is_torn(right)
    assert mended(right, torn=True) == mended(right, torn=False) == right


@given(SENTENCES)
def test_right_words_stay_as_they_are_in_any_source(words: list[str]) -> None:
    for text in ("".join(words), " ".join(words)):
        assert mended(text, torn=False) == text
    assert not is_torn(" ".join(words))
    assert [mended(word, torn=True) for word in words] == words


@given(SENTENCES, st.randoms(use_true_random=False))
def test_words_come_back_from_spaces_before_their_marks(words: list[str], draw: object) -> None:
    text = " ".join(words)
    broken = re.sub(f"(?<=[ก-ฮ])({_MARKS})", lambda mark: f" {mark[0]}", text)
    assert mended(broken, torn=True).replace(" ", "") == text.replace(" ", "")


@given(SENTENCES)
def test_words_come_back_from_swapped_doubled_and_private_marks(words: list[str]) -> None:
    text = " ".join(words)
    swapped = re.sub("([ัิ-ฺ็])([่-์])", r"\2\1", text)
    doubled = re.sub(f"({_MARKS})", r"\1\1", text)
    private = text.translate(dict(zip(map(ord, "่้ัุ"), "\uf70a\uf714\uf710\uf718", strict=True)))
    late = re.sub("([ัื])([่-๋])([ก-ฮ])", r"\1\3\2", text)
    again = re.sub("([ัื])([่-๋])([ก-ฮ])", r"\1\2\3\2", text)
    for broken in (swapped, doubled, private, late, again):
        assert mended(broken, torn=False) == text
