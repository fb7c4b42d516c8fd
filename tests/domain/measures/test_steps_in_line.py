"""Steps in one paragraph are recognised; what only looks like them is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.rich import has_several, in_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. ก 2. ข 3. ค", ["1. ก", "2. ข", "3. ค"]),
        ("๑. ก ๒. ข", ["๑. ก", "๒. ข"]),
        ("(1) ก (2) ข", ["(1) ก", "(2) ข"]),
        ("1) ก 2) ข", ["1) ก", "2) ข"]),
        ("1.ก 2.ข", ["1.ก", "2.ข"]),
        ("4. ก 5. ข", ["4. ก", "5. ข"]),
        ("1. ก ตามข้อ 3. ของระเบียบ 2. ข", ["1. ก ตามข้อ 3. ของระเบียบ", "2. ข"]),
        ("คำนำ\n1. ก 2. ข\nท้าย", ["คำนำ", "1. ก", "2. ข", "ท้าย"]),
    ],
)
def test_steps_that_count_on_are_lines(text: str, lines: list[str]) -> None:
    assert in_lines(text) == "\n".join(lines)
    assert has_several(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. ก",
        "1. ก\n2. ข",
        "ตามข้อ 1. และ 2. ของระเบียบ",
        "1. ภายในวันที่ 5. ก.ย.",
        "1. คะแนน 97.23 ปี 2.5",
        "1. ก (2) ข",
        "",
    ],
)
def test_what_is_no_list_stays(text: str) -> None:
    assert in_lines(text) == text
    assert not has_several(text)


@given(st.text("กข 123๑๒.()\n", max_size=60))
def test_no_letter_is_lost_and_lines_are_found_once(text: str) -> None:
    made = in_lines(text)
    assert "".join(made.split()) == "".join(text.split())
    assert in_lines(made) == made
