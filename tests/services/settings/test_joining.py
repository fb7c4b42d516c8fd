"""Two copies of a file that parted are joined again."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.records import (
    Evidence,
    FiscalYear,
    Measure,
    MeasureOwner,
    Person,
    Unit,
    UnitKind,
    new_id,
)
from ita_desktop.services import personal_removal
from ita_desktop.services.personal_removal import Erasable
from ita_desktop.services.settings import joining
from ita_desktop.services.settings.joining import JoinResult
from ita_desktop.storage.tables import history_group
from ita_desktop.storage.workspace import Workspace


def _unit(name: str, position: int = 0) -> Unit:
    return Unit(id=new_id(), name=name, kind=UnitKind.SECTION, position=position)


def _edit(path: Path) -> Workspace:
    return Workspace.open(path, backup_root=path.parent / "b")


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Workspace]:
    """A file with two units, open; :func:`theirs` is its copy."""
    path = tmp_path / "งาน.ita"
    with Workspace.create(path, backup_root=tmp_path / "b") as workspace:
        with workspace.change("เริ่ม") as change:
            change.insert(_unit("ฝ่ายหนึ่ง", 0))
            change.insert(_unit("ฝ่ายสอง", 1))
        workspace.publish()
        shutil.copyfile(path, tmp_path / "สำเนา.ita")
        yield workspace


@pytest.fixture
def theirs(mine: Workspace, tmp_path: Path) -> Path:
    return tmp_path / "สำเนา.ita"


def _rename(workspace: Workspace, old: str, new: str, **fields: object) -> None:
    unit = next(unit for unit in workspace.units() if unit.name == old)
    with workspace.change("เปลี่ยนชื่อเป็น {name}", name=new) as change:
        change.update(unit, name=new, **fields)


def _add(workspace: Workspace, *units: Unit) -> None:
    with workspace.change("เพิ่ม {name}", name=units[0].name) as change:
        for unit in units:
            change.insert(unit)


def _delete(workspace: Workspace, name: str) -> None:
    unit = next(unit for unit in workspace.units() if unit.name == name)
    with workspace.change("เอา {name} ออก", name=name) as change:
        change.delete(unit)


def _names(workspace: Workspace) -> list[str]:
    return [unit.name for unit in workspace.units()]


def _texts(result: JoinResult) -> list[tuple[str, str, str]]:
    return [(str(one.where), one.mine, one.theirs) for one in result.conflicts]


@pytest.mark.in_turn
def test_what_both_have_done_is_in_one_edit(mine: Workspace, theirs: Path) -> None:
    _rename(mine, "ฝ่ายหนึ่ง", "ฝ่ายหนึ่ง", short_name="หนึ่ง")
    _add(mine, _unit("ฝ่ายสาม", 2))
    with _edit(theirs) as other:
        other.edits.who = "สมหญิง"
        _rename(other, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
        _add(other, _unit("ฝ่ายสี่", 2))
        _delete(other, "ฝ่ายสอง")
    before, bytes_before = mine.dump(), theirs.read_bytes()
    seen = joining.preview(mine, theirs)
    assert mine.dump() == before
    result = joining.join(mine, theirs)
    assert seen == result
    assert (result.taken, result.conflicts) == (3, ())
    assert [(edit.label, edit.who) for edit in result.edits] == [
        ("เปลี่ยนชื่อเป็น ฝ่ายเอก", "สมหญิง"),
        ("เพิ่ม ฝ่ายสี่", "สมหญิง"),
        ("เอา ฝ่ายสอง ออก", "สมหญิง"),
    ]
    assert [edit.label for edit in result.own] == ["เปลี่ยนชื่อเป็น ฝ่ายหนึ่ง", "เพิ่ม ฝ่ายสาม"]
    assert [(unit.name, unit.short_name, unit.position) for unit in mine.units()] == [
        ("ฝ่ายเอก", "หนึ่ง", 0),
        ("ฝ่ายสาม", "", 2),
        ("ฝ่ายสี่", "", 3),
    ]
    assert mine.edits.undo_label == "รวมแฟ้ม สำเนา.ita: หน่วยของสำนักงาน 3 แถว"
    notes = [(str(group.label), group.who) for group in mine.edits.groups()]
    assert any("เพิ่ม ฝ่ายสี่" in label and who == "สมหญิง" for label, who in notes)
    assert "รวมแฟ้มครบทุกแห่ง" in dict(notes)
    assert theirs.read_bytes() == bytes_before
    mine.undo()
    assert mine.dump() == before


@pytest.mark.in_turn
def test_a_second_join_changes_nothing_until_the_first_is_undone(
    mine: Workspace, theirs: Path
) -> None:
    with _edit(theirs) as other:
        _add(other, _unit("ฝ่ายสาม", 2))
    joining.join(mine, theirs)
    _delete(mine, "ฝ่ายสาม")
    before, edits = mine.dump(), mine.edits.newest()
    assert joining.join(mine, theirs).is_nothing
    assert (mine.dump(), mine.edits.newest()) == (before, edits)
    mine.undo()
    mine.undo()
    assert joining.join(mine, theirs).taken == 1
    assert _names(mine) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง", "ฝ่ายสาม"]


@pytest.mark.in_turn
def test_what_was_joined_is_known_in_copies_and_after_closing(
    mine: Workspace, theirs: Path, tmp_path: Path
) -> None:
    with _edit(theirs) as other:
        _add(other, _unit("ฝ่ายสาม", 2))
    joining.join(mine, theirs)
    mine.publish()
    copy = Path(shutil.copyfile(tmp_path / "งาน.ita", tmp_path / "อีก.ita"))
    with _edit(copy) as again:
        _delete(again, "ฝ่ายสาม")
    with _edit(copy) as again:
        assert joining.join(again, theirs).is_nothing
    with _edit(theirs) as other:
        _rename(other, "ฝ่ายสอง", "ฝ่ายโท")
    with _edit(copy) as again:
        assert joining.join(again, theirs).taken == 1
        assert _names(again) == ["ฝ่ายหนึ่ง", "ฝ่ายโท"]


@pytest.mark.in_turn
def test_the_other_way_round_both_say_the_same(mine: Workspace, theirs: Path) -> None:
    _add(mine, _unit("ฝ่ายสาม", 2))
    _rename(mine, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
    with _edit(theirs) as other:
        _add(other, _unit("ฝ่ายสี่", 2))
        _rename(other, "ฝ่ายสอง", "ฝ่ายโท")
    joining.join(mine, theirs)
    mine.publish()
    assert mine.path is not None
    with _edit(theirs) as other:
        result = joining.join(other, mine.path)
        assert result.conflicts == ()
        assert other.dump() == mine.dump()
        edits = other.edits.newest()
        assert joining.join(other, mine.path).is_nothing
        assert other.edits.newest() == edits
    before, edits = mine.dump(), mine.edits.newest()
    assert joining.join(mine, theirs).is_nothing
    assert (mine.dump(), mine.edits.newest()) == (before, edits)
    # Nothing comes back as an echo when either of them goes on.
    _rename(mine, "ฝ่ายเอก", "ฝ่ายเอกใหม่")
    assert joining.join(mine, theirs).is_nothing
    with _edit(theirs) as other:
        _rename(other, "ฝ่ายเอก", "ฝ่ายหนึ่ง")
    told = [("หน่วยของสำนักงาน ฝ่ายหนึ่ง (ชื่อ)", "ฝ่ายเอกใหม่", "ฝ่ายหนึ่ง")]
    assert _texts(joining.join(mine, theirs)) == told


@pytest.mark.in_turn
def test_both_at_once_are_joined_with_copies_of_each_other(
    mine: Workspace, theirs: Path, tmp_path: Path
) -> None:
    _rename(mine, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
    with _edit(theirs) as other:
        _rename(other, "ฝ่ายสอง", "ฝ่ายโท")
    mine.publish()
    sent = Path(shutil.copyfile(tmp_path / "งาน.ita", tmp_path / "ส่งไป.ita"))
    joining.join(mine, theirs)
    with _edit(theirs) as other:
        joining.join(other, sent)
        assert other.dump() == mine.dump()
    _rename(mine, "ฝ่ายเอก", "ฝ่ายเอกใหม่")
    assert joining.join(mine, theirs).is_nothing
    mine.publish()
    with _edit(theirs) as other:
        _rename(other, "ฝ่ายโท", "ฝ่ายสอง")
        assert joining.join(other, tmp_path / "งาน.ita").taken == 1
        assert _names(other) == ["ฝ่ายเอกใหม่", "ฝ่ายสอง"]
    joining.join(mine, theirs)
    assert _names(mine) == ["ฝ่ายเอกใหม่", "ฝ่ายสอง"]


@pytest.mark.in_turn
def test_both_texts_of_a_conflict_are_told_until_it_is_decided(
    mine: Workspace, theirs: Path
) -> None:
    _rename(mine, "ฝ่ายหนึ่ง", "ฝ่ายของเรา")
    with _edit(theirs) as other:
        _rename(other, "ฝ่ายหนึ่ง", "ฝ่ายร่าง")
        _rename(other, "ฝ่ายร่าง", "ฝ่ายของเขา")
    told = [("หน่วยของสำนักงาน ฝ่ายของเขา (ชื่อ)", "ฝ่ายของเรา", "ฝ่ายของเขา")]
    result = joining.join(mine, theirs)
    assert _texts(result) == told
    assert result.conflicts[0].who == mine.edits.who
    notes = "\n".join(str(group.label) for group in mine.edits.groups())
    assert "ฝ่ายของเขา" in notes
    edits = mine.edits.newest()
    assert _texts(joining.join(mine, theirs)) == told
    assert mine.edits.newest() == edits
    seen = joining.preview(mine, theirs)
    place = seen.conflicts[0].place
    assert joining.join(mine, theirs, seen=seen, theirs=[place]).conflicts == ()
    assert _names(mine)[0] == "ฝ่ายของเขา"
    mine.undo()
    assert _names(mine)[0] == "ฝ่ายของเรา"
    seen = joining.preview(mine, theirs)
    assert _texts(seen) == told
    assert joining.join(mine, theirs, seen=seen).conflicts == ()
    assert joining.join(mine, theirs).is_nothing
    assert _names(mine)[0] == "ฝ่ายของเรา"


@pytest.mark.in_turn
def test_a_decision_is_known_to_the_other_file(mine: Workspace, theirs: Path) -> None:
    _rename(mine, "ฝ่ายหนึ่ง", "ฝ่ายของเรา")
    _rename(mine, "ฝ่ายสอง", "สองของเรา")
    with _edit(theirs) as other:
        _rename(other, "ฝ่ายหนึ่ง", "ฝ่ายของเขา")
        _rename(other, "ฝ่ายสอง", "สองของเขา")
    seen = joining.preview(mine, theirs)
    place = next(one.place for one in seen.conflicts if one.mine == "สองของเรา")
    joining.join(mine, theirs, seen=seen, theirs=[place])
    mine.publish()
    assert mine.path is not None
    with _edit(theirs) as other:
        assert joining.join(other, mine.path).conflicts == ()
        assert _names(other) == ["ฝ่ายของเรา", "สองของเขา"]


@pytest.mark.in_turn
def test_an_open_conflict_is_one_from_either_side(mine: Workspace, theirs: Path) -> None:
    _rename(mine, "ฝ่ายหนึ่ง", "ฝ่ายของเรา")
    with _edit(theirs) as other:
        _rename(other, "ฝ่ายหนึ่ง", "ฝ่ายของเขา")
    joining.join(mine, theirs)
    mine.publish()
    assert mine.path is not None
    with _edit(theirs) as other:
        result = joining.join(other, mine.path)
        assert [(one.mine, one.theirs) for one in result.conflicts] == [("ฝ่ายของเขา", "ฝ่ายของเรา")]
        assert _names(other)[0] == "ฝ่ายของเขา"
        _rename(other, "ฝ่ายของเขา", "ฝ่ายของเขาใหม่")
    assert [one.theirs for one in joining.join(mine, theirs).conflicts] == ["ฝ่ายของเขาใหม่"]


def _year(workspace: Workspace, year: int = 2567) -> FiscalYear:
    made = FiscalYear(
        id=new_id(), year=year, framework_code="f", framework_title="f", level_set="l"
    )
    with workspace.change("เริ่มปี") as change:
        change.insert(made)
    return made


def _measures(workspace: Workspace) -> dict[str, str]:
    rows = workspace.dump()["measure"]
    return {str(row["id"]): str(row["method"]) for row in rows}


@pytest.fixture
def with_measure(tmp_path: Path) -> Iterator[tuple[Workspace, Path, Measure]]:
    """A file with a year and a measure, open, and a copy of it."""
    path, copy = tmp_path / "ปี.ita", tmp_path / "ปีสำเนา.ita"
    with Workspace.create(path, backup_root=tmp_path / "b") as workspace:
        year = _year(workspace)
        measure = Measure(id="m", year_id=year.id, indicator="1", method="วิธีเดิม")
        with workspace.change("เพิ่มมาตรการ") as change:
            change.insert(measure)
        workspace.publish()
        shutil.copyfile(path, copy)
        yield workspace, copy, measure


@pytest.mark.in_turn
def test_a_deletion_that_this_file_built_on_is_held_and_may_be_chosen(
    with_measure: tuple[Workspace, Path, Measure],
) -> None:
    mine, theirs, measure = with_measure
    with mine.change("แก้มาตรการ") as change:
        change.update(measure, method="วิธีใหม่")
    with _edit(theirs) as other:
        year = other.years()[0]
        with other.change("ลบปี") as change:
            change.delete(year)
        _add(other, _unit("ฝ่ายใหม่"))
    result = joining.join(mine, theirs)
    assert _texts(result) == [("ปีงบประมาณ 2567", "(ยังอยู่)", "(เอาออกแล้ว)")]
    assert (_measures(mine), _names(mine)) == ({"m": "วิธีใหม่"}, ["ฝ่ายใหม่"])
    seen = joining.preview(mine, theirs)
    assert _texts(seen) == _texts(result)
    joining.join(mine, theirs, seen=seen, theirs=[seen.conflicts[0].place])
    assert (mine.years(), _measures(mine)) == ((), {})
    mine.undo()
    assert _measures(mine) == {"m": "วิธีใหม่"}


@pytest.mark.in_turn
def test_what_this_file_deleted_and_the_other_changed_may_come_back(
    with_measure: tuple[Workspace, Path, Measure],
) -> None:
    mine, theirs, measure = with_measure
    with mine.change("ลบปี") as change:
        change.delete(mine.years()[0])
    with _edit(theirs) as other, other.change("แก้มาตรการ") as change:
        change.update(measure, method="วิธีใหม่")
    seen = joining.preview(mine, theirs)
    assert _texts(seen) == [("มาตรการ วิธีใหม่", "(เอาออกแล้ว)", "วิธีใหม่")]
    joining.join(mine, theirs)
    assert (mine.years(), _measures(mine)) == ((), {})
    seen = joining.preview(mine, theirs)
    joining.join(mine, theirs, seen=seen, theirs=[seen.conflicts[0].place])
    assert ([year.year for year in mine.years()], _measures(mine)) == ([2567], {"m": "วิธีใหม่"})


def test_parts_move_before_what_they_were_part_of_goes(mine: Workspace, theirs: Path) -> None:
    with _edit(theirs) as other:
        old = other.units()[0]
        with other.change("เพิ่มคน") as change:
            person = change.insert(Person(id=new_id(), prefix="", name="คนหนึ่ง", unit_id=old.id))
        new = _unit("ฝ่ายใหม่", 2)
        _add(other, new)
        with other.change("ย้าย") as change:
            change.update(person, unit_id=new.id)
            change.delete(old)
        expected = other.dump()
    joining.join(mine, theirs)
    assert mine.dump() == expected


@pytest.mark.in_turn
def test_what_both_began_is_one(mine: Workspace, theirs: Path) -> None:
    own = _year(mine, 2570)
    with _edit(theirs) as other:
        year = _year(other, 2570)
        with other.change("เพิ่มมาตรการ") as change:
            change.insert(Measure(id="m", year_id=year.id, indicator="1", method="วิธี"))
    assert joining.join(mine, theirs).conflicts == ()
    assert [year.id for year in mine.years()] == [own.id]
    assert _measures(mine) == {"m": "วิธี"}
    mine.publish()
    assert mine.path is not None
    with _edit(theirs) as other:
        assert joining.join(other, mine.path).conflicts == ()
        assert len(other.years()) == 1
        with other.change("ปิดปี") as change:
            change.update(other.years()[0], framework_title="g")
    joining.join(mine, theirs)
    assert [year.framework_title for year in mine.years()] == ["g"]


def test_an_undo_in_the_other_file_comes_too(mine: Workspace, theirs: Path) -> None:
    with _edit(theirs) as other:
        _add(other, _unit("ฝ่ายสาม", 2))
        other.undo()
        other.undo()
    result = joining.join(mine, theirs)
    assert (_names(mine), [edit.label for edit in result.edits]) == ([], ["เลิกทำ: เริ่ม"])
    mine.undo()
    assert _names(mine) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง"]


@pytest.mark.in_turn
def test_an_undone_join_of_this_file_takes_nothing_of_it_back(
    mine: Workspace, theirs: Path
) -> None:
    _rename(mine, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
    mine.publish()
    assert mine.path is not None
    with _edit(theirs) as other:
        _rename(other, "ฝ่ายสอง", "ฝ่ายโท")
        joining.join(other, mine.path)
    joining.join(mine, theirs)
    with _edit(theirs) as other:
        other.undo()
        assert _names(other) == ["ฝ่ายหนึ่ง", "ฝ่ายโท"]
    joining.join(mine, theirs)
    assert _names(mine) == ["ฝ่ายเอก", "ฝ่ายโท"]


def test_a_third_file_is_not_joined_twice(mine: Workspace, theirs: Path, tmp_path: Path) -> None:
    third = Path(shutil.copyfile(theirs, tmp_path / "สาม.ita"))
    with _edit(third) as other:
        _rename(other, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
    with _edit(theirs) as other:
        joining.join(other, third)
        _rename(other, "ฝ่ายเอก", "ฝ่ายเอกใหม่")
    joining.join(mine, theirs)
    assert _names(mine)[0] == "ฝ่ายเอกใหม่"
    assert joining.join(mine, third).is_nothing
    assert _names(mine)[0] == "ฝ่ายเอกใหม่"


def test_files_come_with_their_rows(mine: Workspace, theirs: Path) -> None:
    with _edit(theirs) as other, other.change("ใส่ตรา") as change:
        media = change.keep(b"ours")
        change.insert(OfficeFile(id=new_id(), name="logo", file_name="a.png", media=media))
    joining.join(mine, theirs)
    assert mine.media(media) == b"ours"


def _people(workspace: Workspace) -> list[str]:
    return [str(row["name"]) for row in workspace.dump()["person"]]


@pytest.fixture
def with_people(tmp_path: Path) -> Iterator[tuple[Workspace, Path]]:
    """A file with a year and two people, open, and a copy of it."""
    path, copy = tmp_path / "คน.ita", tmp_path / "คนสำเนา.ita"
    with Workspace.create(path, backup_root=tmp_path / "b") as workspace:
        _year(workspace)
        _add_people(workspace, "p", "ถูกลบ")
        _add_people(workspace, "q", "อยู่ต่อ")
        workspace.publish()
        shutil.copyfile(path, copy)
        yield workspace, copy


def _add_people(workspace: Workspace, key: str, name: str) -> None:
    with workspace.change("เพิ่ม {name}", name=f"ตัวอย่าง {name}") as change:
        change.insert(Person(id=key, prefix="นาย", name=f"ตัวอย่าง {name}"))


def _change_people(workspace: Workspace, key: str, **fields: object) -> None:
    person = workspace.year(2567).person_by_id[key]
    with workspace.change("แก้บุคคล") as change:
        change.update(person, **fields)


def _erase(workspace: Workspace, *keys: str) -> None:
    personal_removal.erase(workspace, Erasable.PERSON, keys, in_copies=False)


@pytest.mark.in_turn
def test_who_was_erased_for_good_does_not_come_back(
    with_people: tuple[Workspace, Path],
) -> None:
    mine, theirs = with_people
    with _edit(theirs) as other:
        _change_people(other, "p", phone="0-2000-0000")
        unit = _unit("ฝ่ายใหม่")
        _add(other, unit)
        year = other.years()[0]
        with other.change("เพิ่มผู้รับผิดชอบ") as change:
            measure = change.insert(Measure(id="m", year_id=year.id, indicator="1", method="วิธี"))
            for key in ("p", "q"):
                change.insert(MeasureOwner(id=f"o{key}", measure_id=measure.id, person_id=key))
    _erase(mine, "p")
    seen = joining.preview(mine, theirs)
    assert seen.conflicts == ()
    joining.join(mine, theirs, seen=seen, theirs=[("person", "p", "")])
    assert (_people(mine), _names(mine)) == (["ตัวอย่าง อยู่ต่อ"], ["ฝ่ายใหม่"])
    assert "ตัวอย่าง ถูกลบ" not in str(mine.dump())
    owners = {str(row["id"]): row["person_id"] for row in mine.dump()["measure_owner"]}
    assert owners.get("op") is None
    assert owners["oq"] == "q"


@pytest.mark.in_turn
def test_what_names_somebody_erased_is_told_and_no_label_has_the_name(
    with_people: tuple[Workspace, Path],
) -> None:
    mine, theirs = with_people
    name = "นายตัวอย่าง ถูกลบ"
    with _edit(theirs) as other:
        year = other.years()[0].id
        with other.change("แก้ทะเบียนบุคลากร {which}", which=name) as change:
            change.update(other.year(2567).person_by_id["p"], phone="081-999-4321")
        with other.change("เพิ่มมาตรการ") as change:
            change.insert(Measure(id="m", year_id=year, indicator="1", method=f"ถาม{name}ก่อน"))
            change.insert(Measure(id="n", year_id=year, indicator="1", method="โทร 081 999 4321"))
            change.insert(Measure(id="o", year_id=year, indicator="1", method="นายตัวอย่าง อยู่ต่อ"))
        with other.change("เพิ่มหลักฐาน") as change:
            change.insert(
                Evidence(
                    id="e", year_id=year, item_code="O1", title="ก", location="", placed_by=name
                )
            )
    _erase(mine, "p")
    seen = joining.preview(mine, theirs)
    result = joining.join(mine, theirs)
    assert seen.named == result.named
    assert sorted(one.place for one in result.named) == [
        ("measure", "m", "method"), ("measure", "n", "method")
    ]  # fmt: skip
    told = "\n".join(joining.result_phrases(result, is_trial=False))
    assert f"ถาม{name}ก่อน" in told
    rows = {str(row["id"]): row for row in mine.dump()["measure"]}
    assert rows["m"]["method"] == f"ถาม{name}ก่อน"  # the other's text, to be decided about
    (evidence,) = mine.dump()["evidence"]
    assert evidence["placed_by"] == ""  # it means that person alone
    with mine.connections.read() as connection:
        labels = [str(row.label) for row in connection.execute(select(history_group))]
    assert any("แก้ทะเบียนบุคลากร …" in label for label in labels)
    assert not any("ถูกลบ" in label for label in labels)
    assert "แก้ทะเบียนบุคลากร" in told
    assert name not in told.replace(f"ถาม{name}ก่อน", "")


@pytest.mark.in_turn
def test_who_came_with_a_join_and_was_erased_then_does_not_come_back(
    with_people: tuple[Workspace, Path],
) -> None:
    mine, theirs = with_people
    with _edit(theirs) as other:
        _add_people(other, "r", "มาทีหลัง")
    assert joining.join(mine, theirs).taken == 1
    _erase(mine, "r")
    mine.publish()
    assert mine.path is not None
    assert "มาทีหลัง".encode() not in mine.path.read_bytes()
    assert joining.join(mine, theirs).is_nothing
    with _edit(theirs) as other:
        _change_people(other, "r", phone="0-2000-0000")
    seen = joining.preview(mine, theirs)
    assert seen.is_nothing
    joining.join(mine, theirs)
    assert sorted(_people(mine)) == ["ตัวอย่าง ถูกลบ", "ตัวอย่าง อยู่ต่อ"]


@pytest.mark.in_turn
def test_what_the_other_file_has_erased_is_told(with_people: tuple[Workspace, Path]) -> None:
    mine, theirs = with_people
    with _edit(theirs) as other:
        _erase(other, "p")
        _add(other, _unit("ฝ่ายใหม่"))
    result = joining.join(mine, theirs)
    assert (result.taken, _names(mine)) == (1, ["ฝ่ายใหม่"])
    assert "ลบถาวร: บุคคล 1 รายการ" in [edit.label for edit in result.outside]
    assert "ลบถาวร" in "\n".join(joining.result_phrases(result, is_trial=False))


@pytest.mark.in_turn
@pytest.mark.parametrize("is_open", [False, True])
def test_the_other_file_may_be_read_only_or_open(
    mine: Workspace, theirs: Path, is_open: bool
) -> None:
    with _edit(theirs) as other:
        _add(other, _unit("ฝ่ายสาม", 2))
        other.publish()
        if is_open:
            assert joining.join(mine, theirs).taken == 1
    theirs.chmod(0o400)
    assert joining.join(mine, theirs).taken == (0 if is_open else 1)


def test_a_file_that_cannot_be_joined_is_refused(
    mine: Workspace, theirs: Path, tmp_path: Path
) -> None:
    before = mine.dump()
    assert mine.path is not None
    with pytest.raises(InputError, match="แฟ้มเดียวกับ"):
        joining.join(mine, mine.path)
    Workspace.create(tmp_path / "อื่น.ita").close()
    with pytest.raises(InputError, match="คนละงาน"):
        joining.preview(mine, tmp_path / "อื่น.ita")
    with pytest.raises(WorkspaceError):
        joining.join(mine, tmp_path / "ไม่มี.ita")
    data = bytearray(theirs.read_bytes())
    data[5000:9000] = bytes(4000)
    theirs.write_bytes(data)
    with pytest.raises(WorkspaceError):
        joining.join(mine, theirs)
    assert mine.dump() == before


_CRASH = """
import os, sys
from pathlib import Path
from ita_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
with workspace.change("แก้") as change:
    change.update(workspace.units()[1], name="ฝ่ายโท")
os._exit(0)
"""


@pytest.mark.in_turn
def test_what_a_crash_kept_from_the_other_file_comes_and_stays(
    mine: Workspace, theirs: Path
) -> None:
    _rename(mine, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
    before = theirs.read_bytes()
    subprocess.run([sys.executable, "-c", _CRASH, str(theirs)], check=True)
    assert theirs.read_bytes() == before
    assert joining.join(mine, theirs).taken == 1
    assert _names(mine) == ["ฝ่ายเอก", "ฝ่ายโท"]
    assert theirs.read_bytes() == before
    with _edit(theirs) as other:
        assert _names(other) == ["ฝ่ายหนึ่ง", "ฝ่ายโท"]
