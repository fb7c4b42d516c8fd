from datetime import date

import pytest

from ita_desktop.domain.tracking.worksheet import (
    ITEM_COLUMNS,
    KEY_COLUMN,
    MEASURE_COLUMNS,
    PEOPLE_COLUMNS,
    QUESTION_COLUMNS,
    ItemPlace,
    MeasurePlace,
    item_key,
    measure_key,
    place_of,
    span,
)


def test_the_key_of_a_row_tells_the_measure_and_the_time_that_it_was_due():
    last = date(2025, 3, 31)
    assert place_of(measure_key("ab12", last)) == MeasurePlace("ab12", last)
    assert place_of(measure_key("ab12", None)) == MeasurePlace("ab12", None)
    assert place_of(measure_key("ab12", last, "ef56")) == MeasurePlace("ab12", last, "ef56")
    assert place_of(measure_key("ab12", None, "ef56")) == MeasurePlace("ab12", None, "ef56")


def test_the_key_of_a_row_tells_the_item_with_its_year_and_the_evidence():
    assert place_of(item_key(2568, "O12", "cd34")) == ItemPlace(2568, "O12", "cd34")
    assert place_of(f" {item_key(2568, 'O12')} ") == ItemPlace(2568, "O12", "")


@pytest.mark.parametrize("text", ["", "O12", "M//", "M/ab/2025-02-31", "O/68/O12/", "M/ab/x"])
def test_what_is_no_key_is_no_place(text):
    assert place_of(text) is None


def test_both_sheets_end_with_the_key_and_name_each_column_once():
    for columns in (MEASURE_COLUMNS, ITEM_COLUMNS):
        assert columns[-1] is KEY_COLUMN
        assert len({column.heading for column in columns}) == len(
            {column.name for column in columns}
        )


@pytest.mark.parametrize(
    ("columns", "filled"),
    [
        (MEASURE_COLUMNS, "state day text participants result links reason"),
        (ITEM_COLUMNS, "title location published note"),
        (QUESTION_COLUMNS, "answer"),
        (PEOPLE_COLUMNS, "name job_title phone email gone"),
    ],
)
def test_a_unit_fills_in_what_it_knows_and_nothing_else(columns, filled):
    assert [column.name for column in columns if column.fills] == filled.split()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 10, 1), date(2024, 10, 31), "ต.ค. 67"),
        (date(2024, 10, 1), date(2025, 3, 31), "ต.ค. 67 - มี.ค. 68"),
        (date(2024, 10, 1), date(2024, 10, 15), "1 ต.ค. 67 - 15 ต.ค. 67"),
        (date(2024, 10, 16), date(2024, 10, 31), "16 ต.ค. 67 - 31 ต.ค. 67"),
        (date(2024, 10, 16), date(2024, 10, 16), "16 ต.ค. 67"),
    ],
)
def test_a_time_is_told_by_months_where_these_are_whole(first, last, words):
    assert span(first, last) == words
