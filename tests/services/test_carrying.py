"""A new fiscal year begins as the one before it was."""

from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import MeasureStatus
from ita_desktop.services import workspaces
from ita_desktop.services.carrying import add_year_from, moved_years
from ita_desktop.storage.workspace import Workspace


@pytest.fixture
def sample(tmp_path: Path):
    with Workspace.open(workspaces.copy_sample(tmp_path / "sample.ita")) as workspace:
        yield workspace


def posts(data) -> list[tuple[str, str, str]]:
    """Body, post and role of every member, in order."""
    return [
        (body.name, one.post or data.person_by_id[one.person_id].full_name, one.role)
        for body in data.bodies
        for one in data.members_of(body.id)
    ]


def owners(data) -> dict[str, list[str]]:
    return {
        item.code: [data.owner_label(one) for one in data.owners_of_item(item.code)]
        for item in data.framework.items_of("OIT")
    }


def test_roster_and_owners_stand_in_the_new_year_as_they_stood(sample: Workspace) -> None:
    before = sample.year(2568)
    after = add_year_from(sample, 2569, 2568)
    assert posts(after) == posts(before)
    assert owners(after) == owners(before)
    assert not any(one.due or one.as_of for one in after.assignments)
    assert after.measures == ()
    assert sample.year(2568) == before


def test_one_undo_takes_the_whole_year_back(sample: Workspace) -> None:
    before = sample.dump()
    add_year_from(sample, 2569, 2568, due=True, measures=True)
    assert sample.undo_label == "เพิ่มปีงบประมาณ 2569 จากปี 2568"
    sample.undo()
    assert sample.dump() == before


def test_due_dates_move_by_the_years_between(sample: Workspace) -> None:
    before = sample.year(2568)
    after = add_year_from(sample, 2570, 2568, due=True)
    due = before.assignment_by_item["O12"].due
    assert due is not None
    assert after.assignment_by_item["O12"].due == due.replace(year=due.year + 2)


def test_measures_begin_anew_with_the_years_of_their_schedule_moved(sample: Workspace) -> None:
    before = sample.year(2568)
    after = add_year_from(sample, 2569, 2568, measures=True)
    assert [one.method for one in after.measures] == [one.method for one in before.measures]
    assert {one.status for one in after.measures} == {MeasureStatus.NOT_STARTED}
    assert len(after.measure_items) == len(before.measure_items)
    schedules = {one.schedule for one in after.measures}
    assert "ปีงบประมาณ 2569" in schedules
    assert "ปีงบประมาณ 2568" not in schedules


def test_items_of_another_framework_are_other_items(sample: Workspace) -> None:
    after = add_year_from(sample, 2569, 2566, framework_year=2567, due=True, measures=True)
    assert len(after.members) == 20
    assert after.assignments == ()
    assert after.measures == ()


def test_without_a_roster_the_new_year_has_the_two_usual_bodies(sample: Workspace) -> None:
    after = add_year_from(sample, 2569, 2568, roster=False)
    assert [body.name for body in after.bodies] == ["คณะกรรมการอำนวยการ", "คณะทำงาน"]
    assert after.members == ()


def test_a_year_that_is_there_already_is_refused(sample: Workspace) -> None:
    before = sample.dump()
    with pytest.raises(InputError, match="มีปีงบประมาณ 2567 อยู่แล้ว"):
        add_year_from(sample, 2567, 2568)
    assert sample.dump() == before


@pytest.mark.parametrize(
    ("printed", "moved"),
    [
        ("ต.ค. 67 - มี.ค. 68", "ต.ค. 68 - มี.ค. 69"),
        ("ตุลาคม 2567 - กันยายน 2568", "ตุลาคม 2568 - กันยายน 2569"),
        ("ทุก 6 เดือน", "ทุก 6 เดือน"),
        ("วันที่ 12 ของทุกเดือน", "วันที่ 12 ของทุกเดือน"),
        ("", ""),
    ],
)
def test_only_years_move_in_the_words_of_a_schedule(printed: str, moved: str) -> None:
    assert moved_years(printed, 1) == moved
