"""Numbers of steps: those that were typed, and those that run on where the office chose so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.documents.printable import marked
from ita_desktop.documents.reports.measures.lines import numbered_paragraphs, of_form
from ita_desktop.domain.rich import parse, steps, write


def said(*texts: str, running: str = "") -> list[list[str]]:
    return [
        [marked(paragraph) for paragraph in part]
        for part in numbered_paragraphs(texts, running=running)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. ก\n2. ข\n3. ค",
        "๑. ก\n๒. ข",
        "1) ก\n2) ข",
        "(1) ก\n(2) ข",
        "6. ก\n9. ข",
        "1. ก 2. ข 3. ค",
        "ก",
        "- ก",
        "• ก\n• ข",
        "– ก",
        "ก\nข",
        "1.1 ก\n1.2 ข",
    ],
)
def test_a_text_is_printed_as_it_was_typed(text: str) -> None:
    assert said(text) == [text.split("\n")]


def test_steps_of_the_next_cell_keep_their_numbers() -> None:
    assert said("1. ก\n2. ข", "1. ค\n2. ง", "จ") == [["1. ก", "2. ข"], ["1. ค", "2. ง"], ["จ"]]


def test_running_numbers_are_for_steps_without_one_alone() -> None:
    assert said("ก\nข", "ค", running="s") == [["1. ก", "2. ข"], ["3. ค"]]
    assert said("1. ก\n2. ข", "1. ค", "ง\nจ", running="s") == [
        ["1. ก", "2. ข"],
        ["1. ค"],
        ["2. ง", "3. จ"],
    ]
    assert said("ย่อหน้า\n4. ก", "ข", running="s") == [["ย่อหน้า", "4. ก"], ["5. ข"]]
    assert said("- ก\n- ข", "ค:\n- ง", running="s") == [["- ก", "- ข"], ["1. ค:", "- ง"]]


def test_only_numbers_that_are_counted_are_a_list_of_word() -> None:
    typed, counted = numbered_paragraphs(["1. ก", "ข"], running="s")
    assert [
        (paragraph.mark, paragraph.counted, paragraph.hangs) for paragraph in (*typed, *counted)
    ] == [
        ("1.", "", False),
        ("2.", "s", True),
    ]


def test_a_form_counts_where_nobody_typed_a_number() -> None:
    def of(*texts: str) -> list[list[str]]:
        return [[marked(paragraph) for paragraph in part] for part in of_form(texts, "s")]

    assert of("ก", "ข:\n- ค") == [["1. ก"], ["2. ข:", "- ค"]]
    assert of("ก", "7. ข") == [["ก"], ["7. ข"]]
    assert of("ก") == [["ก"]]
    assert of("ก\nข") == [["ก", "ข"]], "paragraphs are no steps"
    assert of("ก", "ข\nค") == [["ก"], ["ข", "ค"]]


@given(st.text("กข 12.()-•–\n", max_size=40))
def test_any_text_is_told_whole_and_reads_as_before(text: str) -> None:
    [parts] = numbered_paragraphs([text])
    kept = [line for line in text.split("\n") if line.strip()]
    assert ["".join(marked(part).split()) for part in parts] == [
        "".join(one.split()) for one in kept
    ]
    assert parse(write(parse(text))) == parse(text)
    assert steps(steps(parse(text))) == steps(parse(text))
