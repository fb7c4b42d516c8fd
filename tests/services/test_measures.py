"""Writing measures: where new ones go and what they are about."""

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Frequency, MeasureStatus
from ita_desktop.services import measures, workspaces
from ita_desktop.services.edits import CellEdit

YEAR = 2568


@pytest.fixture
def workspace(tmp_path):
    with workspaces.open_workspace(workspaces.copy_sample(tmp_path / "a.ita")) as opened:
        yield opened


def test_a_new_measure_stands_behind_the_one_it_was_added_to(workspace):
    before = [one.id for one in workspace.year(YEAR).measures]
    made = measures.add(workspace, YEAR, [{"method": "ใหม่"}, {"items": ("E4",)}], after=before[3])
    after = workspace.year(YEAR).measures
    assert [one.id for one in after] == [*before[:4], *made, *before[4:]]
    assert after[4].indicator == after[3].indicator
    assert after[5].indicator == "7"


def test_items_tell_the_indicator_of_a_measure_whatever_group_it_is_typed_in(workspace):
    (made,) = measures.add(workspace, YEAR, [{"indicator": "1", "items": ("I5",)}])
    assert next(one for one in workspace.year(YEAR).measures if one.id == made).indicator == "2"


def test_a_measure_about_nothing_is_refused_and_nothing_is_written(workspace):
    before = workspace.dump()
    with pytest.raises(InputError, match="ยังไม่ได้บอกข้อ"):
        measures.add(workspace, YEAR, [{"items": ("I1",)}, {"method": "ก"}])
    assert workspace.dump() == before


def test_a_typed_schedule_tells_how_often(workspace):
    key = workspace.year(YEAR).measures[0].id
    measures.edit(workspace, YEAR, [CellEdit(key, "schedule", "ทุก 3 เดือน")])
    assert workspace.year(YEAR).measures[0].frequency is Frequency.QUARTERLY


def test_states_of_many_are_set_in_one_step(workspace):
    keys = [one.id for one in workspace.year(YEAR).measures]
    done = MeasureStatus.DONE
    measures.edit(workspace, YEAR, [CellEdit(key, "status", done) for key in keys])
    assert {one.status for one in workspace.year(YEAR).measures} == {done}
    workspace.undo()
    assert len({one.status for one in workspace.year(YEAR).measures}) > 1
