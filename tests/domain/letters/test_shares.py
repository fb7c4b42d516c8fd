"""Which items are whose."""

from ita_desktop.domain.letters.shares import codes_of, shares_of_all
from tests.documents.year_factory import year_2566


def test_a_unit_has_its_own_items_and_those_of_its_groups() -> None:
    year = year_2566()
    works = codes_of(year, year.unit_by_id["works"])
    assert {"O15", "O17", "O1", "O3"} <= set(works)
    assert not {"O2", "O9"} & set(works)
    assert list(works) == sorted(works, key=lambda code: int(code[1:]))


def test_a_group_has_what_it_owns_as_such() -> None:
    year = year_2566()
    assert codes_of(year, year.unit_by_id["schools"]) == ("O1", "O5")
    assert codes_of(year, year.unit_by_id["school"]) == ("O1", "O5")


def test_who_owns_nothing_has_no_share() -> None:
    year = year_2566()
    assert codes_of(year, year.unit_by_id["office"]) == ()
    assert [share.unit.id for share in shares_of_all(year)] == [
        "admin", "registry", "works", "environment", "finance", "school",
    ]  # fmt: skip
