import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.typography.lines import beginning, clusters, fill, may_cut
from ita_desktop.typography.words import WordBreaker

BREAKER = WordBreaker()


def test_lines_are_filled_and_lose_the_spaces_at_their_ends() -> None:
    assert fill(("one ", "two ", "three"), 7, len) == ["one two", "three"]


def test_a_line_break_in_the_text_is_kept() -> None:
    assert fill(BREAKER.pieces("ก\n\nข\n"), 10, len) == ["ก", "", "ข", ""]


def test_an_empty_text_is_one_empty_line() -> None:
    assert fill((), 10, len) == [""]


def test_a_word_wider_than_the_line_is_cut_between_clusters() -> None:
    assert fill(("ab ", "ที่ปู่ญู่น้ำ"), 4, len) == ["ab", "ที่", "ปู่", "ญู่", "น้ำ"]


def test_a_long_name_is_opened_at_its_words_before_it_is_cut_anywhere() -> None:
    name = "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"
    assert fill(BREAKER.pieces(name), 20, len, BREAKER.parts) == [
        "ฝ่ายรักษาความสะอาด",
        "และสวนสาธารณะ",
    ]


def test_an_address_on_the_web_begins_a_line_of_its_own_as_in_other_programs() -> None:
    address = "https://example.go.th/a/folder/with/files.pdf"
    of = BREAKER.pieces(f"ดูที่ {address}")
    assert fill(of, 46, len, BREAKER.parts) == ["ดูที่", address]
    assert fill(of, 30, len, BREAKER.parts) == [
        "ดูที่",
        "https://example.go.th/a/",
        "folder/with/files.pdf",
    ]


def test_a_silenced_letter_stays_with_the_letter_before_it() -> None:
    assert clusters("จันทร์") == ["จั", "น", "ทร์"]
    assert clusters("พันธุ์") == ["พั", "นธุ์"]


@given(
    st.text(alphabet="กขคงทำัี่้์เแๆฯ() \nab-", max_size=120),
    st.integers(min_value=1, max_value=30),
)
def test_no_letter_is_lost_and_no_line_that_can_be_cut_is_too_wide(text: str, width: int) -> None:
    lines = fill(BREAKER.pieces(text), width, len, BREAKER.parts)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert len(line) <= width or not any(may_cut(line, at) for at in range(1, len(line)))


@pytest.mark.parametrize(
    ("most", "words"),
    [(3, "ตั้…"), (4, "ตั้ง…"), (5, "ตั้ง…"), (6, "ตั้ง…"), (7, "ตั้งเกี…"), (99, "ตั้งเกียรติ์")],
)
def test_the_beginning_of_a_text_parts_no_mark_from_its_letter(most: int, words: str) -> None:
    assert beginning("ตั้งเกียรติ์", most) == words
