"""What is typed about respondents is stored, named in the history, and taken out again."""

from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.surveys import counts, groups
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
DAY, NEXT = date(2024, 3, 1), date(2024, 3, 2)


@pytest.fixture
def asked(office: Workspace) -> list[str]:
    return groups.add_many(
        office, YEAR, [{"unit": "ฝ่ายโยธา", "kind": "ลูกจ้าง", "note": " มาสาย\n "}, {"kind": "อาสา"}]
    )


def number(office: Workspace, group: str, day: date, answered: int) -> str:
    (key,) = counts.add_many(office, YEAR, [{"group": group, "day": day, "answered": answered}])
    return key


def told(office: Workspace) -> list[tuple[str, date, int]]:
    data = office.year(YEAR)
    names = {group.id: group.kind for group in data.survey_groups}
    return [(names[row.survey_group_id], row.day, row.answered) for row in data.survey_counts]


def test_groups_are_named_when_they_are_changed_and_removed(
    office: Workspace, asked: list[str]
) -> None:
    first, second = asked
    assert [group.note for group in office.year(YEAR).survey_groups] == ["มาสาย", ""]
    groups.edit(office, YEAR, [CellEdit(first, "note", "ก")])
    assert office.edits.undo_label == "แก้กลุ่มผู้ตอบ IIT ฝ่ายโยธา ลูกจ้าง"
    groups.edit(office, YEAR, [CellEdit(second, "instrument", "EIT")])
    assert office.edits.undo_label == "แก้กลุ่มผู้ตอบ IIT อาสา"
    groups.remove(office, YEAR, [second])
    assert office.edits.undo_label == "เอากลุ่มผู้ตอบออก EIT อาสา"
    assert [group.id for group in office.year(YEAR).survey_groups] == [first]
    (third,) = groups.add_many(office, YEAR, [{"kind": "ใหม่"}], edits=[CellEdit(first, "unit", "")])
    assert [(group.id, group.unit_id) for group in office.year(YEAR).survey_groups] == [
        (first, None), (third, None),
    ]  # fmt: skip


def test_an_unknown_unit_is_told_with_the_nearest(office: Workspace) -> None:
    with pytest.raises(InputError) as near:
        groups.add_many(office, YEAR, [{"unit": "ฝ่ายโยทา", "kind": "ก"}])
    assert "หมายถึง ฝ่ายโยธา หรือไม่" in near.value.sentence()
    with pytest.raises(InputError) as far:
        groups.add_many(office, YEAR, [{"unit": "ก" * 70, "kind": "ก"}])
    assert f"“{'ก' * 60}”" in far.value.sentence()
    assert "เพิ่มหน่วยที่หน้าตั้งค่าก่อน" in far.value.sentence()


def test_a_number_goes_to_another_group_or_day_unless_that_has_one(
    office: Workspace, asked: list[str]
) -> None:
    first, second = (number(office, asked[0], day, at) for at, day in enumerate((DAY, NEXT), 1))
    counts.edit(office, YEAR, [CellEdit(first, "group", "อาสา")])
    assert told(office) == [("อาสา", DAY, 1), ("ลูกจ้าง", NEXT, 2)]
    counts.edit(office, YEAR, [CellEdit(second, "day", DAY), CellEdit(second, "answered", "5")])
    assert sorted(told(office)) == [("ลูกจ้าง", DAY, 5), ("อาสา", DAY, 1)]
    assert office.edits.undo_label == "แก้ยอดตอบ 2 ช่อง"
    with pytest.raises(InputError, match="มียอดของวันที่ 1 "):
        counts.edit(office, YEAR, [CellEdit(second, "group", "อาสา")])
    # Both at once change places.
    counts.edit(office, YEAR, [CellEdit(second, "day", NEXT), CellEdit(first, "group", asked[0])])
    assert told(office) == [("ลูกจ้าง", DAY, 1), ("ลูกจ้าง", NEXT, 5)]


def test_a_number_is_removed_by_its_day(office: Workspace, asked: list[str]) -> None:
    first, _second = (number(office, asked[0], day, 3) for day in (DAY, NEXT))
    counts.remove(office, YEAR, [first])
    assert told(office) == [("ลูกจ้าง", NEXT, 3)]
    assert office.edits.undo_label == "เอายอดตอบออก 1 มี.ค. 67"
    (again,) = counts.add_many(
        office, YEAR, [{"group": asked[1], "day": DAY, "answered": 9}],
        edits=[CellEdit(office.year(YEAR).survey_counts[0].id, "answered", 4)],
    )  # fmt: skip
    assert told(office) == [("อาสา", DAY, 9), ("ลูกจ้าง", NEXT, 4)]
    assert again in {row.id for row in office.year(YEAR).survey_counts}


def test_a_number_that_somebody_removed_is_not_changed(office: Workspace, asked: list[str]) -> None:
    first = number(office, asked[0], DAY, 3)
    counts.remove(office, YEAR, [first])
    with pytest.raises(InputError, match="ไม่พบยอดตอบ"):
        counts.edit(office, YEAR, [CellEdit(first, "day", NEXT)])
