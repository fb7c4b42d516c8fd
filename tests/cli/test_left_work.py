"""The command line tells of work that is on this machine and not in its file."""

import json
import shutil
from pathlib import Path

from ita_desktop.services import workspaces
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.oit import assignments
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run

YEAR = 2568


def _edited(workspace: Workspace) -> None:
    unit = workspace.units()[0]
    assignments.assign(workspace, YEAR, ["O1"], [OwnerRef(unit.id)])


def test_work_left_by_a_file_that_is_gone_is_told_by_doctor(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "แฟลชไดรฟ์" / "งาน.ita"
    path.parent.mkdir()
    workspace = workspaces.create(path, "สำนักงานเขตตัวอย่าง", YEAR)
    _edited(workspace)
    shutil.rmtree(path.parent)
    workspace.close()
    text = run("doctor", "--json")
    described = json.loads(text.out)
    assert text.code == 1
    (left,) = described["left_work"]
    assert left["file"] == str(path)
    assert left["edits"] == 1
    assert Path(left["path"]).exists()
    assert "งาน.ita" in run("doctor").out


def test_check_tells_of_a_newer_copy_beside_the_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "งาน.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", YEAR).close()
    copy = Path(shutil.copy(path, tmp_path / "งาน-PC2.ita"))
    with Workspace.open(copy) as workspace:
        _edited(workspace)
    found = json.loads(run("check", path, "--json").out)["findings"]
    told = {finding["code"]: finding for finding in found}
    assert told["conflict-copy"]["where"] == str(copy)
    assert "1 รายการ" in told["conflict-copy"]["message_th"]
    assert told.keys().isdisjoint({"left-work", "not-last-saved"})
