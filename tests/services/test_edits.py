"""What is common to everything that is typed."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import Assignment, Evidence, MeasureItem
from ita_desktop.domain.text import MAX_LONG_TEXT, MAX_TEXT
from ita_desktop.services.edits import (
    CellEdit,
    day_or_none,
    edited_field,
    item_links,
    last_position,
    line,
    long_rich,
    names,
    own_titles,
    rich,
    short,
    text,
    write_links,
)


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


def test_the_only_field_is_named_and_several_are_not() -> None:
    due, note = CellEdit("a", "due", 1), CellEdit("a", "note", "ก")
    assert edited_field([due], Assignment, "ข้อ") == "กำหนดส่ง"
    assert edited_field([note, note], Assignment, "ข้อ") == "หมายเหตุ"
    assert edited_field([due, note], Assignment, "ข้อ") == "ข้อ"
    assert edited_field([due, note], Assignment) == ""
    owners = [CellEdit("a", "owners", ())]
    assert edited_field(owners, Assignment, owners=Phrase("ผู้รับผิดชอบ")) == "ผู้รับผิดชอบ"


def test_a_long_text_is_cut_for_a_label() -> None:
    assert [short("ก" * 40), short("ก" * 41), short("ก\nข")] == ["ก" * 40, f"{'ก' * 40}…", "ก"]


def test_rich_text_keeps_its_lists_and_a_long_one_may_be_longer() -> None:
    given = "**ก**\n- ข\n  - ค"
    assert rich(given) == long_rich(given) == given
    longer = "ก" * (MAX_TEXT + 1)
    assert long_rich(longer) == longer
    with pytest.raises(InputError):
        rich(longer)
    with pytest.raises(InputError):
        long_rich("ก" * (MAX_LONG_TEXT + 1))


# -- links


class Written:
    """Notes what a change would do."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def insert(self, row: MeasureItem) -> MeasureItem:
        self.done.append(f"+{row.item_code}{row.position}")
        return row

    def update(self, row: MeasureItem, *, position: int) -> MeasureItem:
        self.done.append(f"{row.item_code}{position}")
        return replace(row, position=position)

    def delete(self, row: MeasureItem) -> None:
        self.done.append(f"-{row.item_code}")


def item_row(code: str, position: int) -> MeasureItem:
    return MeasureItem(id=code, measure_id="m", item_code=code, position=position)


def test_links_are_replaced_by_others_in_their_order() -> None:
    change = Written()
    present = {code: item_row(code, at) for at, code in enumerate(("O1", "O2", "O3"))}
    found = write_links(change, present, ["O3", "O4", "O1", "O3"], item_row)  # type: ignore[arg-type]
    assert change.done == ["-O2", "O30", "+O41", "O12"]
    assert {code: row.position for code, row in found.items()} == {"O3": 0, "O4": 1, "O1": 2}


def test_links_to_items_have_the_wordings_of_their_own() -> None:
    titles = {"O1": "ก", "O2": ""}
    rows = item_links(MeasureItem, titles, measure_id="m")
    assert [(row.item_code, row.title, row.position, row.measure_id) for row in rows] == [
        ("O1", "ก", 0, "m"), ("O2", "", 1, "m"),
    ]  # fmt: skip
    assert len({row.id for row in rows}) == 2
    given = {"O1": "O1 ก\n\nO1. ข O1", "O2": "O22 ค", "O3": " O3:ง "}
    assert own_titles(given) == {"O1": "ก\nข O1", "O2": "O22 ค", "O3": "ง"}
