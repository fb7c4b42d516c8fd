"""Items are followed from one framework to another, over those between and backwards."""

from ita_desktop.domain.scores.crosswalk import Crosswalk, ItemLink, Relation

SAME, CHANGED, MERGED, SPLIT = Relation

LINKS = Crosswalk(
    {
        ("a", "b"): [
            ItemLink("O1", "O2", SAME),
            ItemLink("O2", "O3", CHANGED),
            ItemLink("O3", "O4", MERGED),
            ItemLink("O5", "O4", MERGED),
        ],
        ("b", "c"): [
            ItemLink("O2", "O9", CHANGED),
            ItemLink("O3", "O8", SAME),
            ItemLink("O4", "O7", SAME),
            ItemLink("O4", "O6", SPLIT),
        ],
        ("a", "c"): [ItemLink("I1", "I4", SAME)],
    }
)
ITEMS = ("O1", "O2", "O3", "O5", "I1")


def test_a_framework_is_the_same_as_itself() -> None:
    assert LINKS.between("a", "a", ["O1", "O2"]) == (
        ItemLink("O1", "O1", SAME),
        ItemLink("O2", "O2", SAME),
    )


def test_direct_links_are_taken_and_items_that_are_not_there_left_out() -> None:
    assert LINKS.between("a", "b", ["O1"]) == (ItemLink("O1", "O2", SAME),)


def test_items_without_a_direct_link_go_over_the_framework_between() -> None:
    found = {(link.old, link.new): link.relation for link in LINKS.between("a", "c", ITEMS)}

    assert found == {
        ("I1", "I4"): SAME,
        ("O1", "O9"): CHANGED,
        ("O2", "O8"): CHANGED,
        ("O3", "O7"): MERGED,
        ("O5", "O7"): MERGED,
        ("O3", "O6"): MERGED,
        ("O5", "O6"): MERGED,
    }


def test_what_a_framework_between_renames_goes_over_it_beside_items_of_another_instrument() -> None:
    links = Crosswalk(
        {
            ("a", "b"): [ItemLink("O1", "O2", SAME), ItemLink("O3", "O4", SAME)],
            ("b", "c"): [ItemLink("O2", "O5", SAME), ItemLink("O4", "O6", SAME)],
            ("a", "c"): [ItemLink("O1", "O9", SAME)],
        }
    )
    assert links.between("a", "c", ("O1", "O3")) == (ItemLink("O1", "O9", SAME),)


def test_backwards_what_was_merged_is_split() -> None:
    assert LINKS.between("b", "a", ["O4", "O2"]) == (
        ItemLink("O2", "O1", SAME),
        ItemLink("O4", "O3", SPLIT),
        ItemLink("O4", "O5", SPLIT),
    )


def test_frameworks_that_nothing_links_share_no_item() -> None:
    assert LINKS.between("a", "z", ITEMS) == ()


def test_only_scores_of_one_item_can_be_compared() -> None:
    assert [ItemLink("O1", "O1", relation).goes_on for relation in Relation] == [
        True,
        True,
        False,
        False,
    ]
