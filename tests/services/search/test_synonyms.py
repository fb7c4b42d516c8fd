"""A title is found by the words that others use for the same thing."""

import pytest

from ita_desktop.services.search.synonyms import subjects_of, synonyms_of
from ita_desktop.services.search.twins import SUBJECTS
from ita_desktop.services.search.vocabulary import ALIKE


@pytest.mark.parametrize("group", ALIKE, ids=lambda group: group[0])
def test_each_word_of_a_group_is_found_by_the_others(group: tuple[str, ...]) -> None:
    for word in group:
        assert " ".join(group) in synonyms_of(f"เปิด {word}…")


def test_a_title_of_its_own_has_no_synonyms() -> None:
    assert synonyms_of("ซ้าย") == ""


@pytest.mark.parametrize("group", SUBJECTS, ids=lambda group: group[0])
def test_an_item_is_found_by_what_offices_call_its_subject(group: tuple[str, ...]) -> None:
    assert " ".join(group[1:]) in subjects_of(f"ประกาศเรื่อง{group[0]}ของสำนักงานเขต")
