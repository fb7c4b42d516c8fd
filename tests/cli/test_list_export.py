"""``export FILE list NAME`` writes a list that ``import`` takes back."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ita_desktop.cli.main import main
from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace


@pytest.mark.in_turn
def test_a_list_is_written_edited_and_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "งาน.ita", tmp_path / "รายการ"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2568).close()
    assert main(["export", str(path), "list", "calendar", "--out", str(out), "--json"]) == 0
    (name,) = json.loads(capsys.readouterr().out)["files"]
    book = load_workbook(name)
    book.worksheets[0]["C2"] = "แก้ใน Excel"
    book.save(name)
    assert main(["import", str(path), "auto", name, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [part["changed"] for part in told["found"]] == [1]
    assert main(["import", str(path), "calendar", name, "--json"]) == 0
    with Workspace.open(path, read_only=True) as workspace:
        assert [each.note for each in workspace.year(2568).calendar].count("แก้ใน Excel") == 1


def test_a_list_that_does_not_exist_names_those_that_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "งาน.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2568).close()
    assert main(["export", str(path), "list", "nothing", "--out", str(tmp_path)]) == 2
    assert "evidence" in capsys.readouterr().err
