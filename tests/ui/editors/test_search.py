"""Which entries of a list are offered for what is typed."""

import difflib

from ita_desktop.ui.editors.listing import EntrySearch
from ita_desktop.ui.table.values import ListChoice

UNITS = ("ฝ่ายปกครอง", "ฝ่ายการคลัง", "ฝ่ายโยธา", "ฝ่ายการศึกษา", "โยธาธิการ")


def found(text: str) -> list[str]:
    search = EntrySearch([ListChoice(name, name, also=(f"{name[4:6]}.",)) for name in UNITS])
    return [choice.text for choice in search.find(text)]


def test_an_empty_search_offers_everything_in_order() -> None:
    assert found("") == list(UNITS)


def test_what_begins_with_the_text_comes_before_what_holds_it() -> None:
    assert found("โยธา") == ["โยธาธิการ", "ฝ่ายโยธา"]


def test_spaces_and_kind_of_digits_do_not_matter() -> None:
    search = EntrySearch([ListChoice(1, "ชั้น 5"), ListChoice(2, "ชั้น 6")])
    assert [choice.value for choice in search.find("ชั้น๕")] == [1]


def test_other_names_are_found_too() -> None:
    search = EntrySearch([ListChoice(1, "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", also=("สวล.",))])
    assert [choice.value for choice in search.find("สวล")] == [1]


def test_a_mistyped_name_offers_the_most_similar() -> None:
    assert found("ฝ่ายปกคอง")[0] == "ฝ่ายปกครอง"
    assert found("zzz") == []


def test_a_text_much_longer_than_every_name_is_compared_with_none(monkeypatch) -> None:
    """Comparing takes the longer the longer both are, and what is pasted may be a page."""
    compared = []
    monkeypatch.setattr(difflib.SequenceMatcher, "quick_ratio", compared.append)
    assert found("ก" * 400) == []
    assert compared == []
