"""Who does which item until when."""

from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.errors import ConflictError, InputError
from ita_desktop.domain.records import OwnerRole, Person
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.edits import CellEdit, OwnerRef, refs_of
from ita_desktop.services.oit import assignments
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
DUE = date(2024, 1, 31)


def _unit(office: Workspace, name: str) -> str:
    return next(unit.id for unit in office.units() if unit.name == name)


def _owners(office: Workspace, item: str) -> list[str]:
    year = office.year(YEAR)
    return [year.owner_label(owner) for owner in year.owners_of_item(item)]


def test_an_item_gets_owners_a_date_and_a_note(office: Workspace) -> None:
    works, every = _unit(office, "ฝ่ายโยธา"), _unit(office, "ทุกฝ่าย")
    assignments.edit(
        office,
        YEAR,
        [
            CellEdit(
                "O12",
                "owners",
                (
                    OwnerRef(unit_id=works),
                    OwnerRef(unit_id=every, role=OwnerRole.SUPPORT),
                    OwnerRef(post="ผู้อำนวยการเขต"),
                ),
            ),
            CellEdit("O12", "due", DUE),
            CellEdit("O12", "as_of", date(2023, 12, 31)),
            CellEdit("O12", "note", "รอข้อมูล\x07"),
        ],
    )
    year = office.year(YEAR)
    assignment = year.assignment_by_item["O12"]
    assert (assignment.due, assignment.as_of) == (DUE, date(2023, 12, 31))
    assert assignment.note == "รอข้อมูล"
    assert _owners(office, "O12") == ["ฝ่ายโยธา", "ทุกฝ่าย", "ผู้อำนวยการเขต"]
    roles = [owner.role for owner in year.owners_of_item("O12")]
    assert roles == [OwnerRole.LEAD, OwnerRole.SUPPORT, OwnerRole.LEAD]


def test_the_label_tells_what_and_where(office: Workspace) -> None:
    assignments.edit(office, YEAR, [CellEdit("O12", "due", DUE)])
    assert office.edits.undo_label == "แก้กำหนดส่ง O12"
    assignments.edit(office, YEAR, [CellEdit("O1", "due", DUE), CellEdit("O2", "due", DUE)])
    assert office.edits.undo_label == "แก้กำหนดส่ง 2 ข้อ"
    assignments.edit(office, YEAR, [CellEdit("O1", "note", "ก"), CellEdit("O1", "due", None)])
    assert office.edits.undo_label == "แก้การมอบหมาย O1"


def test_many_items_get_the_same_owners_and_date_in_one_step(office: Workspace) -> None:
    works = _unit(office, "ฝ่ายโยธา")
    before = office.dump()
    assignments.assign(office, YEAR, ["O1", "O2", "O3"], [OwnerRef(unit_id=works)], DUE)
    assert [_owners(office, item) for item in ("O1", "O2", "O3")] == [["ฝ่ายโยธา"]] * 3
    assert {assignment.due for assignment in office.year(YEAR).assignments} == {DUE}
    office.undo()
    assert office.dump() == before


def test_what_is_not_given_stays(office: Workspace) -> None:
    works = _unit(office, "ฝ่ายโยธา")
    assignments.assign(office, YEAR, ["O1"], [OwnerRef(unit_id=works)], DUE)
    assignments.assign(office, YEAR, ["O1"], due=date(2024, 2, 29))
    assert _owners(office, "O1") == ["ฝ่ายโยธา"]
    assignments.assign(office, YEAR, ["O1"], [OwnerRef(post="ผู้อำนวยการเขต")])
    assert office.year(YEAR).assignment_by_item["O1"].due == date(2024, 2, 29)
    label = office.edits.undo_label
    assignments.assign(office, YEAR, ["O1"])
    assignments.assign(office, YEAR, [])
    assert office.edits.undo_label == label


def test_no_owners_at_all_takes_them_away(office: Workspace) -> None:
    assignments.assign(office, YEAR, ["O1"], [OwnerRef(post="ผู้อำนวยการเขต")], DUE)
    assignments.assign(office, YEAR, ["O1"], [])
    assert _owners(office, "O1") == []
    assert office.year(YEAR).assignment_by_item["O1"].due == DUE


def test_nothing_typed_into_an_empty_row_makes_no_row(office: Workspace) -> None:
    assignments.edit(
        office,
        YEAR,
        [CellEdit("O1", "note", " "), CellEdit("O1", "due", None), CellEdit("O1", "owners", ())],
    )
    assert office.year(YEAR).assignments == ()


def test_the_same_owners_again_change_nothing(office: Workspace) -> None:
    owners = (OwnerRef(unit_id=_unit(office, "ฝ่ายโยธา")), OwnerRef(post="ผู้อำนวยการเขต"))
    assignments.edit(office, YEAR, [CellEdit("O1", "owners", owners)])
    assert refs_of(office.year(YEAR).owners_of_item("O1")) == owners
    keys = [owner.id for owner in office.year(YEAR).assignment_owners]
    assignments.edit(office, YEAR, [CellEdit("O1", "owners", owners)])
    assert [owner.id for owner in office.year(YEAR).assignment_owners] == keys
    assert len(office.edits.groups()) == 2


def test_an_item_of_another_year_is_refused_whole(office: Workspace) -> None:
    before = office.dump()
    with pytest.raises(InputError, match=r"กรอบปี 2567 ไม่มีข้อ O30 .* เช่น O22$"):
        assignments.edit(office, YEAR, [CellEdit("O1", "due", DUE), CellEdit("O30", "due", DUE)])
    assert office.dump() == before


def test_own_marks_are_written_with_the_edits_or_nothing_is(office: Workspace) -> None:
    marks = [ScoreEdit("O1", Decimal(100))]
    assignments.edit(office, YEAR, [CellEdit("O1", "due", DUE)], marks=marks)
    assert office.edits.undo_label == "แก้กำหนดส่ง O1"
    assert [(one.node, one.source, one.value) for one in office.year(YEAR).scores] == [
        ("O1", ScoreSource.SELF, 100)
    ]
    before = office.dump()
    with pytest.raises(InputError):
        assignments.edit(
            office, YEAR, [CellEdit("O1", "due", None)], marks=[ScoreEdit("O1", Decimal(101))]
        )
    assert office.dump() == before


def test_an_owner_who_is_not_there_is_refused_whole(office: Workspace) -> None:
    before = office.dump()
    with pytest.raises(ConflictError):
        assignments.assign(office, YEAR, ["O1"], [OwnerRef(unit_id="nobody")], DUE)
    assert office.dump() == before


def test_an_owner_may_be_a_person(office: Workspace) -> None:
    with office.change("เพิ่มคน") as change:
        change.insert(Person(id="p", prefix="นาย", name="ตัวอย่าง หนึ่ง"))
    assignments.assign(office, YEAR, ["O1"], [OwnerRef(person_id="p")])
    assert _owners(office, "O1") == ["นายตัวอย่าง หนึ่ง"]
