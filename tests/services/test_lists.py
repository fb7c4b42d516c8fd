"""Units and dates: lists that are typed and pasted, each step undone as one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError, UnreadableError
from ita_desktop.domain.records import GroupOf, UnitKind
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import units
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace
from tests.support.cost import growth
from tests.support.known_files import opened_sample


@pytest.fixture
def sample(tmp_path: Path):
    with opened_sample(tmp_path / "sample.ita") as workspace:
        yield workspace


def unit(workspace: Workspace, name: str):
    return next(one for one in workspace.units() if one.name == name)


def test_new_units_and_edits_of_others_are_one_step(sample: Workspace) -> None:
    before = sample.dump()
    first = unit(sample, "ฝ่ายโยธา")
    made = units.add_units(
        sample,
        [{"name": "โรงเรียนบ้านสมมติ"}, {"name": "ฝ่ายใหม่", "short_name": "ใหม่", "aliases": "งานใหม่"}],
        edits=[CellEdit(first.id, "short_name", "โยธา")],
    )
    assert [unit(sample, name).id for name in ("โรงเรียนบ้านสมมติ", "ฝ่ายใหม่")] == made
    assert unit(sample, "โรงเรียนบ้านสมมติ").kind is UnitKind.SCHOOL
    assert unit(sample, "ฝ่ายโยธา").short_name == "โยธา"
    sample.undo()
    assert sample.dump() == before


def test_one_bad_name_among_new_units_leaves_all_as_it_was(sample: Workspace) -> None:
    before = sample.dump()
    with pytest.raises(InputError, match="มีฝ่ายโยธาอยู่แล้ว"):
        units.add_units(sample, [{"name": "ฝ่ายใหม่"}, {"name": "ฝ่ายโยธา"}])
    with pytest.raises(InputError, match="มีฝ่ายใหม่อยู่แล้ว"):
        units.add_units(sample, [{"name": "ฝ่ายใหม่"}, {"name": "ฝ่ายใหม่"}])
    assert sample.dump() == before


@pytest.mark.parametrize("name", ["ฝ่ายปกครองฯ", "ฝ่ายปกคอง", "ปกคอง", "ฝ่ายปกครองและทะเบียน"])
def test_a_name_near_a_units_is_asked_about(sample: Workspace, name: str) -> None:
    row, before = unit(sample, "ฝ่ายโยธา").id, sample.dump()
    with pytest.raises(UnreadableError, match=r"หน่วยใหม่\?.*“ฝ่ายปกครอง”"):
        units.add_units(sample, [{"name": name}])
    with pytest.raises(UnreadableError, match=r"“ฝ่ายปกครอง”.*ใช้เป็นชื่อของหน่วยนี้"):
        units.edit_units(sample, [CellEdit(row, "name", name)])
    assert sample.dump() == before
    units.add_units(sample, [{"name": units.NewUnit(name)}])
    assert unit(sample, name)


def test_only_a_name_near_another_units_is_asked_about_while_it_is_typed(
    sample: Workspace,
) -> None:
    every, office = sample.units(), "สำนักงานเขตตัวอย่าง"
    own = unit(sample, "ฝ่ายปกครอง").id
    assert units.is_asked(every, office, "ฝ่ายปกคอง")
    assert not units.is_asked(every, office, "ฝ่ายปกคอง", own), "its own name is no other one"
    assert not units.is_asked(every, office, "ฝ่ายปกครอง"), "that is the unit itself"
    assert not units.is_asked(every, office, "ศูนย์ทดสอบ")
    units.ask_name(every, office, "ฝ่ายปกคอง", own)
    units.ask_name(every, office, "ศูนย์ทดสอบ")
    with pytest.raises(UnreadableError, match=r"หน่วยใหม่\?"):
        units.ask_name(every, office, "ฝ่ายปกคอง")
    units.ask_name(every, office, units.NewUnit("ฝ่ายปกคอง"))


def test_a_name_that_was_confirmed_is_not_the_same_as_one_that_was_typed() -> None:
    name = units.NewUnit("ฝ่ายใหม่")
    assert name == units.NewUnit("ฝ่ายใหม่")
    assert name != units.NewUnit("ฝ่ายเก่า")
    assert name != "ฝ่ายใหม่"
    assert not name == "ฝ่ายใหม่"  # noqa: SIM201 - both ways of asking
    assert str(name) == "ฝ่ายใหม่"
    assert len({name, units.NewUnit("ฝ่ายใหม่")}) == 1


def test_another_name_of_a_unit_names_no_second_one(sample: Workspace) -> None:
    units.edit_units(sample, [CellEdit(unit(sample, "ฝ่ายโยธา").id, "aliases", "งานโยธาเขต")])
    with pytest.raises(UnreadableError, match="“งานโยธาเขต” หมายถึง “ฝ่ายโยธา”"):
        units.add_units(sample, [{"name": units.NewUnit("งานโยธาเขต")}])


def test_a_unit_may_be_renamed_to_what_is_near_its_own_name(sample: Workspace) -> None:
    units.edit_units(sample, [CellEdit(unit(sample, "ฝ่ายโยธา").id, "name", "ฝ่ายโยธาเขต")])
    assert unit(sample, "ฝ่ายโยธาเขต")


def test_a_name_that_says_what_the_unit_is_changes_its_kind(sample: Workspace) -> None:
    made = units.add_units(sample, [{"name": "หน่วยใหม่"}])[0]
    units.edit_units(sample, [CellEdit(made, "name", "โรงเรียนวัดดาวเรือง")])
    assert unit(sample, "โรงเรียนวัดดาวเรือง").kind is UnitKind.SCHOOL
    units.edit_units(sample, [CellEdit(made, "name", "ศูนย์เด็กเล็ก")])
    assert unit(sample, "ศูนย์เด็กเล็ก").kind is UnitKind.SCHOOL


def test_a_unit_that_is_no_longer_a_group_stands_for_itself(sample: Workspace) -> None:
    group = unit(sample, "ทุกฝ่าย")
    units.edit_units(sample, [CellEdit(group.id, "kind", UnitKind.SECTION)])
    assert unit(sample, "ทุกฝ่าย").group_of is GroupOf.NONE
    units.edit_units(sample, [CellEdit(group.id, "kind", UnitKind.GROUP)])
    assert unit(sample, "ทุกฝ่าย").group_of is GroupOf.SECTIONS


def test_pasted_dates_are_one_step(sample: Workspace) -> None:
    before = sample.dump()
    calendar.add_many(
        sample,
        2568,
        [
            {"title": "ประชุมครั้งที่ 3", "day": date(2025, 6, 2)},
            {"title": "ประชุมครั้งที่ 4", "day": date(2025, 8, 4), "note": "ห้องประชุมชั้น 5"},
        ],
    )
    assert sample.edits.undo_label == "เพิ่มวันสำคัญ 2 รายการ"
    assert {"ประชุมครั้งที่ 3", "ประชุมครั้งที่ 4"} <= {one.title for one in sample.year(2568).calendar}
    sample.undo()
    assert sample.dump() == before


def test_a_date_without_a_day_is_refused(sample: Workspace) -> None:
    before = sample.dump()
    with pytest.raises(InputError, match="ต้องมีวันที่"):
        calendar.add_many(sample, 2568, [{"title": "ประชุม"}])
    assert sample.dump() == before


def _units(count: int) -> list[dict[str, object]]:
    return [{"name": f"โรงเรียนทดสอบที่ {number}"} for number in range(count)]


@pytest.mark.in_turn
def test_a_unit_costs_the_same_among_many_new_ones(tmp_path: Path) -> None:
    def add(count: int) -> Callable[[], object]:
        workspace = workspaces.create(tmp_path / f"{count}.ita", "สำนักงานเขตตัวอย่าง", 2568)
        return lambda: units.add_units(workspace, _units(count))

    unit_key.cache_clear()
    assert growth(add, 100, 1_000) < 1.5


@pytest.mark.in_turn
def test_a_unit_that_is_named_anew_costs_about_the_same_among_many(tmp_path: Path) -> None:
    def rename(count: int) -> Callable[[], object]:
        workspace = workspaces.create(tmp_path / f"n{count}.ita", "สำนักงานเขตตัวอย่าง", 2568)
        made = units.add_units(workspace, _units(count))
        edits = [CellEdit(one, "name", f"โรงเรียนใหม่ที่ {at}") for at, one in enumerate(made)]
        return lambda: units.edit_units(workspace, edits)

    unit_key.cache_clear()
    assert growth(rename, 50, 400) < 3
