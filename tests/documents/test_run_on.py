"""Numbers of steps that run on over several cells."""

import pytest

from ita_desktop.documents.plaintext import marked
from ita_desktop.documents.reports.run_on import run_on


def said(*texts: str, lone: str = "-", again: bool = True) -> list[list[str]]:
    return [[marked(one) for one in part] for part in run_on(texts, lone, again=again)]


def test_steps_are_counted_through_all_texts_whatever_number_they_had() -> None:
    assert said("1. ก\n2. ข", "5. ค", "ง") == [["1. ก", "2. ข"], ["3. ค"], ["4. ง"]]


def test_a_single_step_has_a_hyphen_or_what_the_table_has_instead() -> None:
    assert said("1. ก", "") == [["- ก"], []]
    assert said("ก", lone="") == [["ก"]]


def test_points_stay_below_their_steps_and_their_numbers_begin_anew() -> None:
    assert said("ก:\n- ข\n- ค", "1. ง\n  1. จ") == [["1. ก:", "- ข", "- ค"], ["2. ง", "1. จ"]]
    assert said("ก", "1. ข\n1.1 ค\n1.2 ง") == [["1. ก"], ["2. ข", "2.1 ค", "2.2 ง"]]


def test_a_text_that_only_repeats_steps_keeps_their_numbers() -> None:
    assert said("ก\nข", "ข", "ค") == [["1. ก", "2. ข"], ["2. ข"], ["3. ค"]]
    # One that says more is numbered on, so that numbers rise within a cell.
    assert said("ก\nข", "ค\nข") == [["1. ก", "2. ข"], ["3. ค", "4. ข"]]
    assert said("ก\nข", "ข", again=False) == [["1. ก", "2. ข"], ["3. ข"]]


@pytest.mark.parametrize("text", ["", "\n \n", "- ก\n- ข", "ย่อหน้า\n1. ก\n2. ข"])
def test_any_text_is_told_whole(text: str) -> None:
    [told] = run_on([text])
    assert [one.text for one in told] == [
        line.strip().removeprefix("- ").removeprefix("1. ").removeprefix("2. ")
        for line in text.splitlines()
        if line.strip()
    ]
