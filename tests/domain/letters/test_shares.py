"""Which items are whose."""

from dataclasses import replace

import pytest

from ita_desktop.domain.letters import Letter, LetterRecipient, prefix_of
from ita_desktop.domain.records import AssignmentOwner, MeasureOwner, Person
from ita_desktop.domain.tracking.units import (
    codes_of,
    is_asked,
    measures_of,
    not_asked,
    shares,
    shares_of_all,
    shares_of_others,
)
from ita_desktop.domain.year import YearData
from tests.documents.factories.year import year_2566, year_2568


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


LETTER = Letter(id="l", year_id="year", sender_id="admin")


def sent_to(*units: str | None) -> YearData:
    """A year with a letter of ฝ่ายปกครอง to these units."""
    recipients = (
        LetterRecipient(id=str(place), letter_id="l", unit_id=unit, position=place)
        for place, unit in enumerate(units)
    )
    return replace(year_2566(), letters=(LETTER,), letter_recipients=tuple(recipients))


def test_neither_the_sender_nor_the_office_itself_is_written_to() -> None:
    data = sent_to("admin", None, "office", "works")
    assert [unit.id for unit in data.units if not is_asked(unit, "admin")] == ["office", "admin"]
    assert [unit.id for unit in not_asked(data, LETTER)] == ["admin", "office"]
    assert [share.unit.id for share in shares(data, LETTER)] == ["works"]
    assert [share.unit.id for share in shares_of_others(data, "admin")] == [
        "registry", "works", "environment", "finance", "school",
    ]  # fmt: skip
    assert len(shares_of_others(data, None)) == 6


def test_each_recipient_has_its_items_once_also_of_a_group() -> None:
    data = sent_to("finance", "sections", "finance")
    found = {share.unit.id: share.codes for share in shares(data, LETTER)}
    assert list(found) == ["finance", "registry", "works", "environment"]
    assert found["finance"] == codes_of(data, data.unit_by_id["finance"])
    owners = replace(data, assignment_owners=())
    assert [share.codes for share in shares(owners, LETTER)] == [()] * 4


def test_a_group_has_the_measures_that_it_owns_as_such() -> None:
    year, measure = year_2566(), year_2568().measures[0]
    owned = replace(
        year,
        measures=(measure,),
        measure_owners=(MeasureOwner(id="m", measure_id=measure.id, unit_id="schools"),),
    )
    by_unit = {unit.id: measures_of(owned, unit) for unit in owned.units}
    assert [key for key, found in by_unit.items() if found] == ["school", "schools"]


@pytest.mark.parametrize(
    ("numbers", "prefix"),
    [
        ((), ""),
        (("", "5301"), ""),
        (("กท 1/1", "กท 5301/ว/12", ""), "กท 5301/ว/"),
        (("กท 5301/9", "กท 1/1"), "กท 1/"),
    ],
)
def test_the_next_number_begins_as_the_newest_one(numbers, prefix) -> None:
    letters = [
        Letter(id=str(at), year_id="year", number=number, position=at)
        for at, number in enumerate(numbers)
    ]
    assert prefix_of(reversed(letters)) == prefix
