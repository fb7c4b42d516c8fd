"""A fiscal year as one value."""

from dataclasses import FrozenInstanceError, replace

import pytest

from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    Evidence,
    MeasureItem,
    MeasureOwner,
    Member,
    MemberKind,
    Owner,
    Person,
    Unit,
    UnitKind,
)
from ita_desktop.domain.year import YearData
from tests.domain.scores.test_progress import EMPTY

YEAR = replace(
    EMPTY,
    units=(
        Unit(id="works", name="ฝ่ายโยธา", kind=UnitKind.SECTION),
        Unit(
            id="clean",
            name="ฝ่ายรักษาความสะอาดและสวนสาธารณะ",
            kind=UnitKind.SECTION,
            short_name="ฝ่ายรักษาฯ",
        ),
    ),
    people=(Person(id="p", prefix="นาย", name="ตัวอย่าง หนึ่ง"),),
    members=(
        Member(id="m1", body_id="b1", kind=MemberKind.POST),
        Member(id="m2", body_id="b2", kind=MemberKind.POST),
        Member(id="m3", body_id="b1", kind=MemberKind.POST),
    ),
    assignments=(Assignment(id="a1", year_id="y", item_code="O1"),),
    assignment_owners=(
        AssignmentOwner(id="o1", assignment_id="a1", unit_id="works"),
        AssignmentOwner(id="o2", assignment_id="a1", person_id="p"),
    ),
    evidence=(Evidence(id="e", year_id="y", item_code="O1", title="", location="x"),),
    measure_items=(MeasureItem(id="mi", measure_id="me", item_code="O1"),),
    measure_owners=(MeasureOwner(id="mo", measure_id="me", post="ทุกคน"),),
)


def test_rows_are_found_by_what_they_belong_to() -> None:
    assert YEAR.year == 2568
    assert [member.id for member in YEAR.members_of("b1")] == ["m1", "m3"]
    assert [owner.id for owner in YEAR.owners_of_item("O1")] == ["o1", "o2"]
    assert [evidence.id for evidence in YEAR.evidence_of("O1")] == ["e"]
    assert [item.id for item in YEAR.items_of_measure("me")] == ["mi"]
    assert [owner.id for owner in YEAR.owners_of_measure("me")] == ["mo"]


def test_what_has_nothing_has_nothing() -> None:
    assert YEAR.members_of("b9") == ()
    assert YEAR.owners_of_item("O2") == ()
    assert YEAR.evidence_of("O2") == ()
    assert YEAR.items_of_measure("x") == ()
    assert YEAR.owners_of_measure("x") == ()
    assert EMPTY.met_requirements == frozenset()


@pytest.mark.parametrize(
    ("owner", "label"),
    [
        (Owner(id="1", unit_id="works"), "ฝ่ายโยธา"),
        (Owner(id="2", unit_id="clean"), "ฝ่ายรักษาฯ"),
        (Owner(id="3", person_id="p"), "นายตัวอย่าง หนึ่ง"),
        (Owner(id="4", post="ผู้อำนวยการเขต"), "ผู้อำนวยการเขต"),
        (Owner(id="5", unit_id="gone", post="ฝ่ายที่ยุบ"), "ฝ่ายที่ยุบ"),
    ],
)
def test_an_owner_is_named_as_tables_print_it(owner: Owner, label: str) -> None:
    assert YEAR.owner_label(owner) == label


def test_a_units_full_name_is_told_where_there_is_one() -> None:
    assert YEAR.unit_name("clean") == "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"
    assert YEAR.unit_name(None) == YEAR.unit_name("gone") == ""


def test_a_year_is_a_value() -> None:
    assert replace(YEAR) == YEAR
    assert replace(YEAR, people=()) != YEAR
    with pytest.raises(FrozenInstanceError):
        YEAR.people = ()  # type: ignore[misc]
    assert isinstance(YEAR, YearData)
