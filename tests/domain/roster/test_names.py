"""Names of people as lists write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.roster.names import is_person, split_name


@pytest.mark.parametrize(
    ("text", "prefix", "name"),
    [
        ("นางสาวตัวอย่าง หนึ่ง", "นางสาว", "ตัวอย่าง หนึ่ง"),
        ("นาง สาว ตัวอย่าง  หนึ่ง", "นางสาว", "ตัวอย่าง หนึ่ง"),
        ("นางตัวอย่าง สอง", "นาง", "ตัวอย่าง สอง"),
        ("นาย ตัวอย่าง สาม", "นาย", "ตัวอย่าง สาม"),
        ("น.ส.ตัวอย่าง สี่", "นางสาว", "ตัวอย่าง สี่"),
        ("นส. ตัวอย่าง สี่", "นางสาว", "ตัวอย่าง สี่"),
        ("ว่าที่ร้อยตรีตัวอย่าง ห้า", "ว่าที่ร้อยตรี", "ตัวอย่าง ห้า"),
        ("ว่าที่ ร.ต. ตัวอย่าง ห้า", "ว่าที่ร้อยตรี", "ตัวอย่าง ห้า"),
        ("ว่าที่ ร.ต.หญิง ตัวอย่าง หก", "ว่าที่ร้อยตรีหญิง", "ตัวอย่าง หก"),
        ("ว่าที่ร้อยตรี (หญิง) ตัวอย่าง หก", "ว่าที่ร้อยตรีหญิง", "ตัวอย่าง หก"),
        ("ร.ต.ท.(ญ) ตัวอย่าง หก", "ร้อยตำรวจโทหญิง", "ตัวอย่าง หก"),
        ("ทพ.ญ. ตัวอย่าง หก", "ทันตแพทย์หญิง", "ตัวอย่าง หก"),
        ("พลฯ ตัวอย่าง หก", "พลฯ", "ตัวอย่าง หก"),
        ("ดร.ตัวอย่าง เจ็ด", "ดร.", "ตัวอย่าง เจ็ด"),
        ("ผศ.ดร.ตัวอย่าง แปด", "ผู้ช่วยศาสตราจารย์ ดร.", "ตัวอย่าง แปด"),
        ("พ.ต.ท.ตัวอย่าง เก้า", "พันตำรวจโท", "ตัวอย่าง เก้า"),
        ("จ.ส.อ. ตัวอย่าง สิบ", "จ่าสิบเอก", "ตัวอย่าง สิบ"),
        ("จ.ส.ต. ตัวอย่าง สิบ", "จ.ส.ต.", "ตัวอย่าง สิบ"),
        ("ม.ล.ตัวอย่าง สิบ", "หม่อมหลวง", "ตัวอย่าง สิบ"),
        ("นางตัวอย่าง ณ ตัวอย่าง", "นาง", "ตัวอย่าง ณ ตัวอย่าง"),
        ("นายแพทย์ตัวอย่าง สิบ", "นายแพทย์", "ตัวอย่าง สิบ"),
        ("ทันตแพทย์หญิง ตัวอย่าง สิบ", "ทันตแพทย์หญิง", "ตัวอย่าง สิบ"),
        ("พล.ต.อ.ตัวอย่าง สิบ", "พลตำรวจเอก", "ตัวอย่าง สิบ"),
        ("พ.ต.ตัวอย่าง สิบ", "พันตรี", "ตัวอย่าง สิบ"),
        ("ดร ตัวอย่าง เจ็ด", "ดร.", "ตัวอย่าง เจ็ด"),
        ("ศ.ตัวอย่าง เจ็ด", "ศาสตราจารย์", "ตัวอย่าง เจ็ด"),
    ],
)
def test_a_title_is_told_from_the_name_and_spelled_out(text, prefix, name):
    found = split_name(text)
    assert (found.prefix, found.name) == (prefix, name)


@pytest.mark.parametrize(
    ("text", "prefix", "name"),
    [
        ("นางสาวิตรี ตัวอย่าง", "นาง", "สาวิตรี ตัวอย่าง"),
        ("นาง สาวิตรี ตัวอย่าง", "นาง", "สาวิตรี ตัวอย่าง"),
        ("นายิกา ตัวอย่าง", "", "นายิกา ตัวอย่าง"),
        ("ดรุณี ตัวอย่าง", "", "ดรุณี ตัวอย่าง"),
        ("นาย", "", "นาย"),
        ("ศ ตัวอย่าง", "", "ศ ตัวอย่าง"),
        ("", "", ""),
    ],
)
def test_a_name_is_not_cut_in_its_middle(text, prefix, name):
    found = split_name(text)
    assert (found.prefix, found.name) == (prefix, name)


@pytest.mark.parametrize("text", ["นายช่างโยธาชำนาญงาน", "นายทะเบียน", "หัวหน้าฝ่ายปกครอง", "ครู"])
def test_a_post_is_no_person(text):
    assert not is_person(text)


@pytest.mark.parametrize(
    ("text", "is_one"), [("นายดี", True), ("นางสาวดี มาก", True), ("นาย ก", False), ("ดี มาก", False)]
)
def test_a_person_has_a_title_and_a_name_of_two_letters_or_more(text, is_one):
    assert is_person(text) is is_one


@given(st.text())
def test_any_text_gives_a_name_whose_full_form_reads_the_same_again(text):
    found = split_name(text)
    again = split_name(found.full)
    assert again.full == found.full or not found.prefix
