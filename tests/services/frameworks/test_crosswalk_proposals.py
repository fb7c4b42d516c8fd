"""The cross-walk that is proposed between two frameworks, measured by the one made by hand."""

import pytest

from ita_desktop.domain.framework import Framework, Item, Requirement
from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.frameworks import load
from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.services.frameworks.crosswalk_proposals import Proposals, propose, related


def proposed(before: Framework, after: Framework, instrument: str = "OIT") -> Proposals:
    return propose(
        {instrument: before.items_of(instrument)}, {instrument: after.items_of(instrument)}
    )


@pytest.mark.parametrize(("older", "newer"), [(2564, 2566), (2566, 2567), (2564, 2567)])
def test_the_links_made_by_hand_are_proposed(older: int, newer: int) -> None:
    old, new = load(older), load(newer)
    made = {
        (link.old, link.new)
        for link in crosswalk().between(old.code, new.code, old.item_by_code)
        if link.old.startswith("O")
    }
    found = proposed(old, new)
    all_pairs = {(link.old, link.new) for link in found.links}
    sure = {(link.old, link.new) for link in found.accepted}
    print(  # noqa: T201 - the measure, for who tunes
        f"{older}-{newer}: {len(all_pairs & made)} of {len(made)} proposed; "
        f"{len(sure & made)} of {len(sure)} without doubt are right; {len(found.doubts)} doubts"
    )
    assert len(all_pairs & made) >= 0.9 * len(made)
    assert len(sure & made) >= 0.95 * len(sure)
    assert len(sure) >= 20


@pytest.mark.parametrize("instrument", ["IIT", "EIT", "OIT"])
def test_a_framework_that_stays_has_no_doubts_about_its_titles(instrument: str) -> None:
    framework = load(2567)
    found = proposed(framework, framework, instrument)
    assert {(link.old, link.new) for link in found.accepted} == {
        (item.code, item.code) for item in framework.items_of(instrument)
    }
    assert {link.relation for link in found.accepted} == {Relation.SAME}
    assert not found.dropped
    assert not found.added


def test_what_shares_an_item_with_a_sure_link_is_a_part_of_it() -> None:
    found = proposed(load(2564), load(2567))
    olds = {link.old for link in found.accepted}
    news = {link.new for link in found.accepted}
    expected = {
        (link.old, link.new): Relation.SPLIT
        if link.old in olds
        else Relation.MERGED
        if link.new in news
        else Relation.CHANGED
        for link in found.doubts
    }
    assert {(link.old, link.new): link.relation for link in found.doubts} == expected
    assert len(set(expected.values())) > 1


def item(code: str, title: str, *points: str) -> Item:
    requirements = tuple(Requirement(f"{code}.{at}", text) for at, text in enumerate(points, 1))
    return Item(code, "9.1", title, requirements=requirements)


def test_every_proposal_has_a_score_and_a_reason() -> None:
    found = proposed(load(2566), load(2567))
    assert all(0 < link.score <= 100 and link.reason for link in found.links)
    assert all("แต่" in link.reason for link in found.doubts)


def test_titles_without_a_common_word_are_joined_by_what_is_asked() -> None:
    before = item("O1", "คู่มือ", "แสดงภาษีป้ายของเขต")
    [link] = propose({"OIT": [before]}, {"OIT": [item("O1", "รายงาน", "มีภาษีป้ายรายปี")]}).links
    assert link.reason == "รายละเอียดมีคำร่วมกัน: ป้าย, ภาษี แต่ยังไม่พอจะแน่ใจ"


def test_items_without_details_are_as_alike_as_their_titles() -> None:
    """That nothing is asked of either makes them no more alike."""
    before, after = item("O1", "แผนพัฒนาบุคลากร"), item("O1", "รายงานพัฒนาเครือข่าย")
    asked = (item("O1", before.title, "แสดงภาษีป้าย"), item("O1", after.title, "แสดงเบี้ยยังชีพ"))
    [bare], [told] = (
        propose({"OIT": [old]}, {"OIT": [new]}).links for old, new in ((before, after), asked)
    )
    assert 0 < bare.score < 50
    assert bare.score == told.score
    assert bare.reason == "ชื่อข้อมีคำร่วมกัน: พัฒนา แต่ยังไม่พอจะแน่ใจ"


def test_an_item_with_the_title_of_another_is_in_doubt() -> None:
    before = [item("O1", "นโยบายการบริหารทรัพยากรบุคคล"), item("O2", "หลักเกณฑ์การบริหารทรัพยากรบุคคล")]
    found = propose({"OIT": before}, {"OIT": [item("O1", "หลักเกณฑ์การบริหารทรัพยากรบุคคล")]})
    assert [(link.old, link.new) for link in found.accepted] == [("O2", "O1")]
    assert [(link.old, link.new) for link in found.doubts] == [("O1", "O1")]
    assert "O2" in found.doubts[0].reason


def test_what_has_no_word_in_common_is_dropped_and_new() -> None:
    found = propose({"OIT": [item("O1", "คู่มือ")]}, {"OIT": [item("O1", "ภาษีป้าย")]})
    assert (found.links, found.dropped, found.added) == ((), ("O1",), ("O1",))
    assert propose({"OIT": []}, {"OIT": [item("O1", "คู่มือ")]}).added == ("O1",)


def test_relations_follow_from_the_pairs_that_are_chosen() -> None:
    pairs = [("O1", "O1"), ("O2", "O1"), ("O3", "O2"), ("O3", "O3"), ("O4", "O4"), ("O5", "O5")]
    assert [link.relation.value for link in related(pairs, {("O4", "O4")})] == [
        "merged",
        "merged",
        "split",
        "split",
        "same",
        "changed",
    ]
