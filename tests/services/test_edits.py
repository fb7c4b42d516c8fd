"""What is common to everything that is typed."""

from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.text import MAX_TEXT
from ita_desktop.services.edits import day_or_none, last_position, line, names, text


def test_one_thing_is_named_and_many_are_counted() -> None:
    assert names(["O12"], "{count} ข้อ") == "O12"
    assert names(["O12", "O12"], "{count} ข้อ") == "O12"
    assert names(["O1", "O2"], "{count} ข้อ") == "2 ข้อ"


def test_typed_text_is_cleaned_and_bounded() -> None:
    assert text(" ก\x00\u200b\r\nข ") == "ก\nข"
    assert line(" ก\r\n\n ข ") == "ก ข"
    assert len(text("ก" * MAX_TEXT)) == MAX_TEXT
    with pytest.raises(InputError, match="20,001 ตัวอักษร ใส่ได้ไม่เกิน 20,000"):
        text("ก" * (MAX_TEXT + 1))


def test_a_day_is_refused_with_an_example_of_one() -> None:
    assert day_or_none(date(2024, 11, 1), "1/11/67") == date(2024, 11, 1)
    assert day_or_none(None, "1/11/67") is None
    with pytest.raises(InputError, match="ต้องเป็นวันที่ · พิมพ์วันที่ เช่น 1/11/67"):
        day_or_none("พรุ่งนี้", "1/11/67")


def test_a_new_row_comes_behind_all_whatever_gaps_there_are() -> None:
    rows = [
        Evidence(id=str(at), year_id="y", item_code="O1", title="", location="", position=at)
        for at in (0, 7, 3)
    ]
    assert last_position(rows) == 8
    assert last_position([]) == 0
