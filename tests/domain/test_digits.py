"""Thai and Arabic digits."""

from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.digits import to_arabic, to_thai


def test_digits_are_exchanged_and_letters_stay() -> None:
    assert to_thai("O12 ปี 2568 (92.38)") == "O๑๒ ปี ๒๕๖๘ (๙๒.๓๘)"
    assert to_arabic("ข้อ ๙.๑๐ และ 3") == "ข้อ 9.10 และ 3"


@given(st.text(max_size=40))
def test_there_and_back_is_the_same(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)
    assert not set(to_thai(text)) & set("0123456789")
    assert not set(to_arabic(text)) & set("๐๑๒๓๔๕๖๗๘๙")
