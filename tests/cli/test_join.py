"""join."""

import json
import shutil
from pathlib import Path

import pytest

from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace

_OLD = min((Path(__file__).parents[1] / "workspaces").glob("schema-*.ita"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a file, in both of which one unit was changed, and another in each."""
    mine, theirs = tmp_path / "งาน.ita", tmp_path / "สำเนา.ita"
    workspaces.create(mine, "สำนักงานเขตตัวอย่าง", 2567).close()
    with Workspace.open(mine) as workspace, workspace.change("เริ่ม") as change:
        for name in ("ก", "ข", "ค"):
            change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))
    shutil.copyfile(mine, theirs)
    for path, word, other in ((mine, "เรา", "ข"), (theirs, "เขา", "ค")):
        with Workspace.open(path) as workspace, workspace.change("แก้ชื่อ") as change:
            for unit in workspace.units():
                if unit.id in {"ก", other}:
                    change.update(unit, short_name=f"{unit.id}{word}")
    return mine, theirs


def _short_names(path: Path) -> dict[str, str]:
    with Workspace.open(path, read_only=True) as workspace:
        return {unit.id: unit.short_name for unit in workspace.units() if unit.id in "กขค"}


_CONFLICT = {"where": "หน่วยของสำนักงาน ก (ชื่อย่อ)", "mine": "กเรา", "theirs": "กเขา"}


@pytest.mark.in_turn
def test_two_files_are_joined_and_conflicts_told(run, files: tuple[Path, Path]) -> None:
    mine, theirs = files
    before = theirs.read_bytes()
    tried = run("join", mine, theirs, "--dry-run", "--json")
    assert tried.code == 1
    assert _short_names(mine) == {"ก": "กเรา", "ข": "ขเรา", "ค": ""}
    done = run("join", mine, theirs, "--json")
    assert (done.code, done.out) == (1, tried.out)
    told = json.loads(done.out)
    assert (told["taken"], told["same"], told["conflicts"]) == (1, 0, [_CONFLICT])
    assert [edit["label"] for edit in told["edits"]] == ["แก้ชื่อ"]
    assert _short_names(mine) == {"ก": "กเรา", "ข": "ขเรา", "ค": "คเขา"}
    assert theirs.read_bytes() == before
    again = json.loads(run("join", mine, theirs, "--json").out)
    assert (again["taken"], again["conflicts"]) == (0, [_CONFLICT])
    said = run("join", mine, theirs)
    assert "กเรา" in said.out
    assert "กเขา" in said.out
    assert run("undo", mine).code == 0
    assert _short_names(mine) == {"ก": "กเรา", "ข": "ขเรา", "ค": ""}
    assert "กเขา" in run("history", mine).out


@pytest.mark.in_turn
def test_files_without_a_conflict_are_done(run, files: tuple[Path, Path], tmp_path: Path) -> None:
    copy = Path(shutil.copyfile(files[0], tmp_path / "อีก.ita"))
    same = run("join", files[0], copy, "--json")
    assert (same.code, json.loads(same.out)["taken"]) == (0, 0)
    with Workspace.open(copy) as workspace, workspace.change("แก้") as change:
        change.update(workspace.units()[0], aliases="ชื่ออื่น")
    assert run("join", files[0], copy).code == 0


@pytest.mark.in_turn
def test_what_cannot_be_joined_is_one_sentence(
    run, files: tuple[Path, Path], tmp_path: Path
) -> None:
    workspaces.create(tmp_path / "อื่น.ita", "เขตอื่น", 2567).close()
    said = run("join", files[0], tmp_path / "อื่น.ita")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "คนละงาน" in said.err
    assert run("join", files[0], files[0]).code == 2
    assert run("join", files[0], tmp_path / "ไม่มี.ita").code == 3
    assert run("join", "postgresql://a@b/c", files[0]).code == 2
    cut = tmp_path / "ขาด.ita"
    cut.write_bytes(files[1].read_bytes()[:50_000])
    said = run("join", files[0], cut)
    assert (said.code, said.err.count("\n")) == (3, 1)
    assert said.err.startswith("ขาด.ita: แฟ้มเสียหาย")


@pytest.mark.in_turn
@pytest.mark.posix("rights of files")
def test_a_file_that_cannot_be_written_takes_nothing(run, files: tuple[Path, Path]) -> None:
    mine, theirs = files
    with Workspace.open(mine):
        said = run("join", mine, theirs)
        assert (said.code, run("join", mine, theirs, "--dry-run").code) == (3, 1)


def test_an_older_schema_is_joined(run, tmp_path: Path) -> None:
    old, new = tmp_path / "เก่า.ita", tmp_path / "ใหม่.ita"
    shutil.copyfile(_OLD, old)
    shutil.copyfile(_OLD, new)
    with (
        Workspace.open(new, backup_root=tmp_path / "b") as workspace,
        workspace.change("แก้") as change,
    ):
        change.update(workspace.units()[0], short_name="ใหม่")
    before = old.read_bytes()
    said = run("join", new, old, "--json")
    assert (said.code, json.loads(said.out)["taken"]) == (0, 0)
    assert old.read_bytes() == before
