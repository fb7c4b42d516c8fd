"""Which items are whose."""

from dataclasses import replace

from ita_desktop.domain.letters.shares import codes_of, measures_of, shares_of_all
from ita_desktop.domain.records import AssignmentOwner, MeasureOwner, Person
from tests.documents.year_factory import year_2566, year_2568


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


def test_what_a_person_or_a_post_of_a_unit_owns_is_the_units() -> None:
    year = year_2566()
    item, measure = year.assignments[0], year_2568().measures[0]
    clerk = Person(id="clerk", prefix="นาย", name="ทดสอบ งาน", unit_id="finance")
    of_clerk = {"person_id": clerk.id}
    of_head = {"post": f"หัวหน้า{year.unit_by_id['works'].name}"}
    for owner, unit_id in ((of_clerk, "finance"), (of_head, "works")):
        changed = replace(
            year,
            measures=(measure,),
            people=(*year.people, clerk),
            assignment_owners=(AssignmentOwner(id="a", assignment_id=item.id, **owner),),
            measure_owners=(MeasureOwner(id="m", measure_id=measure.id, **owner),),
        )
        units = [share.unit for share in shares_of_all(changed)]
        assert [unit.id for unit in units] == [unit_id]
        assert codes_of(changed, units[0]) == (item.item_code,)
        assert measures_of(changed, units[0]) == (measure,)


def test_who_owns_nothing_has_no_share() -> None:
    year = year_2566()
    assert codes_of(year, year.unit_by_id["office"]) == ()
    assert [share.unit.id for share in shares_of_all(year)] == [
        "admin", "registry", "works", "environment", "finance", "school",
    ]  # fmt: skip
