"""Item codes as people and scanners write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.text import one_line
from ita_desktop.exchange.cells.codes import (
    Codes,
    codes_of_cell,
    instrument_of,
    read_codes,
    read_indicator,
    read_numbered_indicator,
    without_continued,
)


@pytest.mark.parametrize(
    ("text", "instrument", "code"),
    [
        ("O12", "", "O12"),
        ("o 12", "", "O12"),
        ("O 1 2", "", "O12"),
        ("O01", "", "O1"),
        ("01", "", "O1"),
        ("0๑", "", "O1"),
        ("○10", "", "O10"),
        ("0๑๗", "", "O17"),
        ("๕", "O", "O5"),
        ("11", "I", "I1"),
        ("๑๑", "I", "I1"),
        ("19", "I", "I9"),
        ("10", "I", "I10"),
        ("110", "I", "I10"),
        ("112", "I", "I12"),
        ("1๔", "I", "I4"),
        ("๗", "I", "I7"),
        ("l5", "", "I5"),
        ("E3", "", "E3"),
        ("3", "E", "E3"),
        ("โอ๑", "", "O1"),
        ("โอ 12", "", "O12"),
        ("โอ-๓", "", "O3"),
        ("ข้อโอ๒", "", "O2"),
        ("ไอ๔", "", "I4"),
        ("อี 6", "", "E6"),
    ],
)
def test_a_code_is_read_whatever_the_scanner_made_of_it(text, instrument, code):
    assert read_codes(text, instrument).codes == (code,)


@pytest.mark.parametrize("text", ["O1 4", "O2 ๓", "I4 95", "O12. 3"])
def test_a_code_with_a_number_alone_is_not_sure(text: str) -> None:
    assert codes_of_cell(text) == Codes((), one_line(text))
    assert read_codes(text).codes


@pytest.mark.parametrize("text", ["O1 100", "O1 4 ข้อ", "O1-4", "O1, 4", "O 1 4", "I11.1"])
def test_a_code_with_more_than_a_number_is(text: str) -> None:
    assert codes_of_cell(text) == read_codes(text) != Codes((), text)


@pytest.mark.parametrize("text", ["๑-๓", "ข้อ ๑ ถึง ๓", "ข้อ 1, 2 และข้อ 3", "O1 ถึง 3"])
def test_numbers_alone_are_codes_where_it_is_known_whose(text):
    assert read_codes(text, "O").codes == ("O1", "O2", "O3")


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("I4 เปิดเผย โปร่งใส", ("I4",), "เปิดเผย โปร่งใส"),
        ("O22\nมาตรการยกระดับ", ("O22",), "มาตรการยกระดับ"),
        ("I1, I2 และ I3", ("I1", "I2", "I3"), ""),
        ("O1 - O3", ("O1", "O2", "O3"), ""),
        ("โอ๑ - โอ๓ วิดีโอ ๒", ("O1", "O2", "O3"), "วิดีโอ ๒"),
        ("O1-O9", tuple(f"O{number}" for number in range(1, 10)), ""),
        ("O1, O3 - O5", ("O1", "O3", "O4", "O5"), ""),
        ("ข้อ O1 ถึง O3", ("O1", "O2", "O3"), ""),
        ("ข้อ O๑ ถึง ข้อ O๓", ("O1", "O2", "O3"), ""),
        ("ตั้งแต่ข้อ O1 จนถึงข้อ O3", ("O1", "O2", "O3"), ""),
        ("ข้อ O1, ข้อ O2 และข้อ O5", ("O1", "O2", "O5"), ""),
        ("O1..O3 กับ O5, และ O7", ("O1", "O2", "O3", "O5", "O7"), ""),
        ("o1 to o3", ("O1", "O2", "O3"), ""),
        ("O18-O22 ยกเว้น O21", ("O18", "O19", "O20", "O22"), ""),
        ("O1 – O5 (ยกเว้นข้อ ๓, ๔) ข้อมูล", ("O1", "O2", "O5"), "ข้อมูล"),
        ("I1-I4 ไม่รวม I2, I3", ("I1", "I4"), ""),
        ("O6 เว้นภาษี", ("O6",), "เว้นภาษี"),
        ("O1 - O4 ยกเว้น O3, O16-O18", ("O1", "O2", "O4", "O16", "O17", "O18"), ""),
        ("O1-O4 ยกเว้น O3 และ O16-O18 ยกเว้น O17", ("O1", "O2", "O4", "O16", "O18"), ""),
        ("O11, O12 (เว้น O20)", ("O11", "O12"), "(เว้น O20)"),
        ("O1-O4 (ยกเว้น O3, O16) ข้อมูล", ("O1", "O2", "O4"), "(ยกเว้น O3, O16) ข้อมูล"),
        ("O1-O4 ยกเว้น O16, O3", ("O1", "O2", "O4"), "ยกเว้น O16, O3"),
        ("O13 (ยกเลิก), O14", ("O14",), "O13 (ยกเลิก)"),
        ("O12, O13(ยกเลิก) สรุปผล", ("O12",), "O13 (ยกเลิก) สรุปผล"),
        ("O13 (ยกเลิก)", (), "O13 (ยกเลิก)"),
        ("O1 - O5 (ยกเลิก), O7", (), "O1 - O5 (ยกเลิก), O7"),
        ("O8 E-Service", ("O8",), "E-Service"),
        ("E3 คำถามเฉพาะ ๖ งาน", ("E3",), "คำถามเฉพาะ ๖ งาน"),
        ("ข้อที่ I1. เต็มใจ", ("I1",), "เต็มใจ"),
        ("(I1) เต็มใจ (99 คะแนน)", ("I1",), "เต็มใจ (99 คะแนน)"),
        ("I-1 เต็มใจ", ("I1",), "เต็มใจ"),
        ("O1\u2011O3, O5\u2212O6", ("O1", "O2", "O3", "O5", "O6"), ""),
        ("O1. – O3., O5.", ("O1", "O2", "O3", "O5"), ""),
        ("O1 - 3, 5 (100 คะแนน)", ("O1", "O2", "O3", "O5"), "(100 คะแนน)"),
        ("O3 – O1", ("O3", "O1"), ""),
        ("O14 - 16 เรื่อง", ("O14",), "16 เรื่อง"),
        ("O3 - 2568", ("O3",), "2568"),
        ("O2 1", ("O2",), "1"),
        ("- O1 ข้อมูล", ("O1",), "ข้อมูล"),
        ("* ข้อ O1 ข้อมูล", ("O1",), "ข้อมูล"),
        ("3. O1 ข้อมูล", ("O1",), "ข้อมูล"),
    ],
)
def test_several_codes_and_the_title_behind_them_are_told_apart(text, codes, rest):
    found = read_codes(text)
    assert (found.codes, found.remainder) == (codes, rest)


@pytest.mark.parametrize("text", ["", "12", "٣", "2566", "O0", "O123", "9.1", "ฝ่ายปกครอง"])
def test_what_is_no_code_gives_none(text):
    assert read_codes(text).codes == ()


@pytest.mark.parametrize(
    ("text", "indicator", "instrument"),
    [
        ("ตัวชี้วัดที่ ๙.๑ ข้อมูลพื้นฐาน จำนวน 7 ข้อมูล", "9.1", "O"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "1", "I"),
        ("8", "8", "E"),
        ("10.2", "10.2", "O"),
        ("ตัวชี้วัด", "", ""),
        ("11", "11", ""),
    ],
)
def test_an_indicator_says_which_questions_stand_under_it(text, indicator, instrument):
    assert read_indicator(text) == indicator
    assert instrument_of(indicator) == instrument


def test_a_continued_row_is_known_by_its_title():
    assert without_continued("ข้อมูลการติดต่อ (ต่อ)") == ("ข้อมูลการติดต่อ", True)
    assert without_continued("ข้อมูลการติดต่อ") == ("ข้อมูลการติดต่อ", False)


@given(st.text(), st.sampled_from(["", "I", "E", "O"]))
def test_codes_are_always_a_letter_and_a_number(text, instrument):
    for code in read_codes(text, instrument).codes:
        assert code[0] in "IEO"
        assert code[1:] == str(int(code[1:]))


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("การปฏิบัติหน้าที่", "1"),
        ("ตัวชี้วัด การใช้ทรัพย์สินของราชการ", "4"),
        ("ด้านการป้องกันการทุจริต", "10"),
        ("คุณภาพ\nการดำเนินงาน", "6"),
        ("การปฏิบัติหน้าที่ของเวร", ""),
        ("แผนการใช้งบประมาณ", ""),
    ],
)
def test_an_indicator_is_known_by_its_name_alone(text, indicator):
    assert read_numbered_indicator(text) == indicator
