"""Items are followed from one framework to another, over those between and backwards."""

from ita_desktop.domain.scores.crosswalk import Crosswalk, Link, Relation

SAME, CHANGED, MERGED, SPLIT = Relation

LINKS = Crosswalk(
    {
        ("a", "b"): [
            Link("O1", "O2", SAME),
            Link("O2", "O3", CHANGED),
            Link("O3", "O4", MERGED),
            Link("O5", "O4", MERGED),
        ],
        ("b", "c"): [
            Link("O2", "O9", CHANGED),
            Link("O3", "O8", SAME),
            Link("O4", "O7", SAME),
            Link("O4", "O6", SPLIT),
        ],
        ("a", "c"): [Link("I1", "I4", SAME)],
    }
)
ITEMS = ("O1", "O2", "O3", "O5", "I1")


def test_a_framework_is_the_same_as_itself() -> None:
    assert LINKS.between("a", "a", ["O1", "O2"]) == (
        Link("O1", "O1", SAME),
        Link("O2", "O2", SAME),
    )


def test_direct_links_are_taken_and_items_that_are_not_there_left_out() -> None:
    assert LINKS.between("a", "b", ["O1"]) == (Link("O1", "O2", SAME),)


def test_items_without_a_direct_link_go_over_the_framework_between() -> None:
    found = {(one.old, one.new): one.relation for one in LINKS.between("a", "c", ITEMS)}

    assert found == {
        ("I1", "I4"): SAME,
        ("O1", "O9"): CHANGED,
        ("O2", "O8"): CHANGED,
        ("O3", "O7"): MERGED,
        ("O5", "O7"): MERGED,
        ("O3", "O6"): MERGED,
        ("O5", "O6"): MERGED,
    }


def test_backwards_what_was_merged_is_split() -> None:
    assert LINKS.between("b", "a", ["O4", "O2"]) == (
        Link("O2", "O1", SAME),
        Link("O4", "O3", SPLIT),
        Link("O4", "O5", SPLIT),
    )


def test_frameworks_that_nothing_links_share_no_item() -> None:
    assert LINKS.between("a", "z", ITEMS) == ()


def test_only_scores_of_one_item_can_be_compared() -> None:
    assert [Link("O1", "O1", one).goes_on for one in Relation] == [True, True, False, False]
