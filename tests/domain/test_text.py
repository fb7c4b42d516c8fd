"""Text from Excel, Word and scanners, made safe to store and to compare."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.text import clean, key, one_line

ANY = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ฝ่าย\u00a0โยธา\u200b ", "ฝ่าย โยธา"),
        ("\ufeffฝ่ายโยธา", "ฝ่ายโยธา"),
        ("สำนัก\u00adงาน", "สำนักงาน"),
        ("ก\x00ข\x07ค", "กขค"),
        ("ก\ufffeข\uffffค\ufdd0", "กขค"),
        ("ก\ud800ข", "กข"),
        ("ก_x000D_\nข_x0001_", "ก\nข"),
        ("บรรทัด 1\r\nบรรทัด 2\rบรรทัด 3", "บรรทัด 1\nบรรทัด 2\nบรรทัด 3"),
        ("  ก  \t ข  \n   ค   ", "ก ข\nค"),
        ("\n\nก\n\nข\n", "ก\n\nข"),
        ("ก  ข", "ก ข"),
        ("ก\tข", "ก ข"),
        ("เเผน", "แผน"),
        ("ทํางาน", "ทำงาน"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("", ""),
        ("'=SUM(A1)", "'=SUM(A1)"),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_what_office_programs_leave_behind_is_taken_out(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_lines_become_one() -> None:
    assert one_line(" หัวหน้า\nฝ่าย \r\n โยธา ") == "หัวหน้า ฝ่าย โยธา"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ฝ่าย โยธา", "ฝ่ายโยธา"),
        ("O๑๒", "o12"),
        ("ตัวอย่าง  หนึ่ง", "ตัวอย่าง\nหนึ่ง"),
        ("ทํางาน", "ทำงาน"),
    ],
)
def test_spellings_that_mean_the_same_compare_equal(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(ANY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(ANY)
def test_nothing_that_a_database_or_word_file_refuses_is_left(text: str) -> None:
    kept = clean(text)
    kept.encode()
    assert all(unicodedata.category(letter) != "Cc" or letter == "\n" for letter in kept)
    assert unicodedata.normalize("NFC", kept) == kept
    assert kept == kept.strip()


@given(st.text("กขคงจแโเาำิีุู่้๊๋์ฯๆ0123456789abc .,()-", max_size=40))
def test_plain_words_are_kept_as_typed(text: str) -> None:
    typed = unicodedata.normalize("NFC", text).replace("เเ", "แ")
    assert "".join(clean(text).split()) == "".join(typed.split())
