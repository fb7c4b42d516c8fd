"""Thai and Arabic digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.text import plain_number, to_arabic, to_thai


def test_digits_are_exchanged_and_letters_stay() -> None:
    assert to_thai("O12 ปี 2568 (92.38)") == "O๑๒ ปี ๒๕๖๘ (๙๒.๓๘)"
    assert to_arabic("ข้อ ๙.๑๐ และ 3") == "ข้อ 9.10 และ 3"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("๘๕.๕", "85.5"),
        ("85,5", "85.5"),
        ("-0,125", "-0.125"),
        ("1,234", "1234"),
        ("1,234,567.50", "1234567.50"),
        ("1,23,4", "1,23,4"),
        ("85,", "85,"),
    ],
)
def test_a_comma_separates_thousands_or_decimals_and_is_never_dropped(typed, plain) -> None:
    assert plain_number(typed) == plain


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_number_with_thousands_separators_is_the_same_number(whole: int, part: int) -> None:
    assert plain_number(f"{whole:,}.{part:02}") == f"{whole}.{part:02}"


@given(st.text(max_size=40))
def test_there_and_back_is_the_same(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)
    assert not set(to_thai(text)) & set("0123456789")
    assert not set(to_arabic(text)) & set("๐๑๒๓๔๕๖๗๘๙")
