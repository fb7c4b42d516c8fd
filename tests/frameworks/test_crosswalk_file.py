"""The shipped crosswalk names items that the shipped frameworks have."""

from dataclasses import replace
from itertools import combinations

import pytest

from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.frameworks import load
from ita_desktop.frameworks.resource_files import crosswalk, links_between

PAIRS = tuple(combinations((2564, 2566, 2567), 2))


@pytest.mark.parametrize(("older", "newer"), PAIRS)
def test_every_link_joins_two_items_that_are_there(older: int, newer: int) -> None:
    old, new = load(older), load(newer)
    links = crosswalk().between(old.code, new.code, old.item_by_code)

    assert links
    assert {link.old for link in links} <= set(old.item_by_code)
    assert {link.new for link in links} <= set(new.item_by_code)
    assert len({(link.old, link.new) for link in links}) == len(links)
    assert {link.old[0] == link.new[0] for link in links} == {True}


@pytest.mark.parametrize(("older", "newer"), PAIRS)
def test_what_goes_on_one_to_one_is_no_others_successor(older: int, newer: int) -> None:
    old, new = load(older), load(newer)
    links = crosswalk().between(old.code, new.code, old.item_by_code)

    kept = [link for link in links if link.relation is Relation.SAME]
    assert len({link.new for link in kept}) == len(kept)
    assert len({link.old for link in kept}) == len(kept)


def test_questions_without_wording_do_not_go_on_as_one_another() -> None:
    old, new = load(2566), replace(load(2566), code="own")

    assert {link.old[0] for link in links_between(old, new)} == {"O"}


def test_known_items_are_followed_over_the_years() -> None:
    old = load(2564)
    links = crosswalk().between("2564", "2567", old.item_by_code)
    found = {(link.old, link.new): link.relation for link in links}

    assert found["I10", "I6"] is Relation.SAME
    assert found["I5", "I3"] is Relation.MERGED
    assert found["O13", "O6"] is Relation.SAME, "operation manuals, over O13 of 2566"
    assert found["O17", "O8"] is Relation.CHANGED, "E-service, over O19 of 2566"
