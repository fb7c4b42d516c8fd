"""Short rich text: read from what is stored, written back, and never less than what was typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ita_desktop.domain.rich import (
    RichLine,
    Span,
    first_words,
    numbered_on,
    parse,
    plain,
    steps,
    tidy,
    write,
)
from ita_desktop.domain.text import clean

PARTS = st.sampled_from(
    [
        "ทำ",
        "น้ำ",
        "**",
        "*",
        "- ",
        "-",
        "•",
        "1. ",
        "2)",
        "๑.",
        "1.2 ",
        "  ",
        "\t",
        "\n",
        " ",
        "5",
        ".",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PARTS, max_size=30).map("".join))


def test_paragraphs_lists_and_bold_are_read() -> None:
    assert parse("เผยแพร่**คู่มือ**\n1. ทำ\n  - ย่อย\n\n2) แจ้ง") == (
        RichLine((Span("เผยแพร่"), Span("คู่มือ", bold=True))),
        RichLine((Span("ทำ"),), "1."),
        RichLine((Span("ย่อย"),), "-", 1),
        RichLine(),
        RichLine((Span("แจ้ง"),), "2)"),
    )


@pytest.mark.parametrize(
    ("text", "mark", "words"),
    [
        ("1.ประชุม", "1.", "ประชุม"),
        ("๑. ประชุม", "๑.", "ประชุม"),
        ("1.1 ประชุม", "1.1", "ประชุม"),
        ("1.1. ประชุม", "1.1.", "ประชุม"),
        ("• ประชุม", "•", "ประชุม"),
        ("–ประชุม", "–", "ประชุม"),
        ("2567. ประชุม", "", "2567. ประชุม"),
        ("97.23คะแนน", "", "97.23คะแนน"),
        ("-5 องศา", "", "-5 องศา"),
        ("(1) ประชุม", "(1)", "ประชุม"),
    ],
)
def test_a_mark_is_only_what_begins_a_list(text: str, mark: str, words: str) -> None:
    [line] = parse(text)
    assert (line.mark, line.text) == (mark, words)


def test_blank_lines_are_kept_and_nothing_has_no_paragraph() -> None:
    assert parse("") == parse("  ") == ()
    assert parse("\n") == (RichLine(), RichLine())


@pytest.mark.parametrize("text", ["ก ** ข", "**", "****", "** ก**", "ก**", "5 * 3 * 2"])
def test_asterisks_that_enclose_nothing_are_plain_text(text: str) -> None:
    assert parse(text) == (RichLine((Span(text),)),)
    assert plain(text) == text


@given(TEXTS)
@example("**0****0**")
@example("*********b**")
@example("**ก *****ข**")
def test_what_is_written_reads_as_the_same(text: str) -> None:
    lines = parse(text)
    assert parse(write(lines)) == parse(text)
    assert write(parse(write(lines))) == write(lines)


def _words(text: str) -> str:
    kept = "".join(text.split())
    for sign in "*-–•":
        kept = kept.replace(sign, "")
    return kept


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    assert _words(plain(text)) == _words(text)
    assert _words(write(parse(text))) == _words(text)


@given(TEXTS)
def test_a_tidy_text_is_clean_and_stays_as_it_is(text: str) -> None:
    made = tidy(text)
    assert tidy(made) == made
    assert _words(clean(made)) == _words(clean(text))


def test_tidying_keeps_the_lists_within_lists_that_cleaning_would_flatten() -> None:
    assert tidy("\r\n1.\u00a0ทำ \n\t• ย่อย\n   ปกติ\n\n") == "1. ทำ\n  • ย่อย\nปกติ"


def test_looks_from_an_editor_are_joined_and_kept_off_blanks() -> None:
    spans = (Span("ก", bold=True), Span(" ข ", bold=True), Span(""), Span("ค\nง"))
    assert write([RichLine(spans)]) == "**ก ข** ค ง"
    assert write([RichLine((Span(" ", bold=True), Span("ก")))]) == "ก"


def test_steps_have_the_marks_that_were_typed_and_points_belong_to_the_step_above() -> None:
    made = steps(parse("ทำ\n\n- ย่อย\nแจ้ง"))
    assert [(line.mark, line.level) for line in made] == [("", 0), ("-", 1), ("", 0)]
    assert [line.mark for line in steps(parse("หัวเรื่อง\n1. ทำ"))] == ["", "1."]
    assert [(line.mark, line.level) for line in steps(parse("- ก\n• ข"))] == [("-", 0), ("•", 0)]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("1. ทำ\n- จุด\n  - จุดย่อย\n- จุด", [0, 1, 2, 1]),
        ("1. ทำ\n  - จุด\n  - จุด\n2. แจ้ง\n- จุด\n  • จุดย่อย", [0, 1, 1, 0, 1, 2]),
        ("1. ทำ\n  1) ข้อย่อย\n  - จุดของข้อย่อย", [0, 1, 2]),
        ("1. ทำ\n  1) ข้อย่อย\n- จุด", [0, 1, 1]),
        ("- จุด\n  - จุดย่อย", [0, 1]),
        ("1. ทำ\n  1) ข้อ\n    (1) ย่อย\n    - จุด\n      - จุด", [0, 1, 2, 3, 3]),
    ],
)
def test_points_below_a_point_are_deeper_than_it_as_typed(text: str, levels: list[int]) -> None:
    assert [line.level for line in steps(parse(text))] == levels


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("1. ก\n  1) ข\n    - ค\n  2) ง", "1. ก\n  1) ข\n    - ค\n  2) ง"),
        # Wherever it comes from, each list is as deep as it is nested.
        ("1. ก\n    - ข\n        - ค\n    - ง\n2. จ", "1. ก\n  - ข\n    - ค\n  - ง\n2. จ"),
        ("1. ก\n\t- ข\n\t\t- ค\n\t- ง", "1. ก\n  - ข\n    - ค\n  - ง"),
        ("    - ก\n        - ข\n- ค", "  - ก\n    - ข\n- ค"),
        ("- ก\n   ต่อ\n   - ข", "- ก\nต่อ\n  - ข"),
        (" - ก\n - ข", "- ก\n- ข"),
        # There are three levels.
        ("- ก\n  - ข\n    - ค\n      - ง\n    - จ", "- ก\n  - ข\n    - ค\n    - ง\n    - จ"),
    ],
)
def test_three_levels_of_a_list_stand_as_typed(text: str, stored: str) -> None:
    assert tidy(text) == tidy(stored) == write(parse(text)) == stored


@pytest.mark.parametrize("mark", ["1.", "๑.", "2)", "(3)", "(๓)", "1.2", "-", "–", "•"])
def test_a_mark_is_kept_as_it_was_typed(mark: str) -> None:
    [line] = parse(f"{mark} ทำ")
    assert (line.mark, line.text, write([line])) == (mark, "ทำ", f"{mark} ทำ")


def test_numbers_run_on_over_steps_without_one() -> None:
    first, last = numbered_on(parse("ก\n- จุด\nข"))
    assert [line.mark for line in first] == ["1.", "-", "2."]
    second, last = numbered_on(parse("คำนำ\n๗) ค\n1.1 ย่อย"), last)
    assert ([line.mark for line in second], last) == (["", "๗)", "1.1"], 7)
    third, last = numbered_on(parse("ง"), last)
    assert ([line.mark for line in third], last) == (["8."], 8)


def test_the_first_words_have_neither_mark_nor_bold() -> None:
    assert first_words("\n- **สรุป**ผล\n- เผยแพร่") == "สรุปผล"
    assert first_words("1. ") == first_words("") == ""
