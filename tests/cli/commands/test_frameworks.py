"""frameworks list, show, validate."""

import json
from pathlib import Path

import pytest

from ita_desktop.paths import resource
from tests.cli.conftest import Run


def test_the_frameworks_are_listed_with_their_years(run: Run) -> None:
    said = run("frameworks")
    assert (said.code, said.err) == (0, "")
    assert [line.split()[0] for line in said.out.splitlines()] == ["2564", "2566", "2567"]
    assert run("frameworks", "list").out == said.out
    told = json.loads(run("frameworks", "list", "--json").out)["frameworks"]
    assert [one["fiscal_years"] for one in told] == [[2564, 2565], [2566], [2567, 2568]]
    assert run("frameworks", "--json").out == run("frameworks", "--json", "list").out


def test_a_framework_is_shown_to_the_last_item(run: Run) -> None:
    said = run("frameworks", "show", "2566")
    assert said.code == 0
    assert sum(line.strip().startswith("O") for line in said.out.splitlines()) >= 30
    told = json.loads(run("frameworks", "show", "2568", "--json").out)
    assert told["code"] == "2567"
    assert len(told["items"]) == 40


@pytest.mark.parametrize("year", ["2560", "2024", "99999", "-1"])
def test_a_year_without_a_framework_is_told(run: Run, year: str) -> None:
    said = run("frameworks", "show", year)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_a_valid_file_is_called_valid(run: Run) -> None:
    file = resource("frameworks", "2567.yaml")
    assert run("frameworks", "validate", file).out == f"{file} ถูกต้อง\n"
    told = json.loads(run("frameworks", "validate", file, "--json").out)
    assert (told["valid"], told["problems"]) == (True, [])


def test_every_fault_of_a_file_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "เขต.yaml"
    text = resource("frameworks", "2567.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("code: O12", "code: O12\n    colour: red"), encoding="utf-8")
    said = run("frameworks", "validate", file)
    assert said.code == 1
    assert "เขต.yaml:" in said.out
    assert "colour" in said.out
    told = json.loads(run("frameworks", "validate", file, "--json").out)
    assert told["valid"] is False
    assert {"line", "key", "message_th"} == set(told["problems"][0])


def test_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    said = run("frameworks", "validate", tmp_path / "ไม่มี.yaml")
    assert (said.code, said.out) == (2, "")
    assert "ไม่พบไฟล์" in said.err
    assert said.err.count("\n") == 1


def test_a_years_own_framework_is_written_as_a_file_that_another_workspace_uses(
    run: Run, tmp_path: Path
) -> None:
    path, file, other = tmp_path / "a.ita", tmp_path / "กรอบ.yaml", tmp_path / "b.ita"
    run("sample", path)
    said = run("frameworks", "export", path, "--year", 2568, "--out", file)
    assert (said.code, said.out) == (0, f"บันทึกกรอบปี 2568 ไว้ที่ {file} แล้ว\n")
    assert run("frameworks", "validate", file).code == 0
    made = run("new", other, "--year", 2570, "--organisation", "เขต", "--framework", file)
    assert (made.code, made.err) == (0, "")
    assert json.loads(run("score", other, "--json").out)["framework"] == "2567"
    told = json.loads(run("frameworks", "export", path, "--out", file, "--json").out)
    assert told == {"files": [str(file)], "warnings": []}


def test_a_workspace_is_not_made_from_a_file_with_faults(run: Run, tmp_path: Path) -> None:
    file, path = tmp_path / "กรอบ.yaml", tmp_path / "a.ita"
    text = resource("frameworks", "2567.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("weight: 30", "weight: 20", 1), encoding="utf-8")
    said = run("new", path, "--year", 2570, "--organisation", "เขต", "--framework", file)
    assert said.code == 2
    assert "กรอบ.yaml" in said.err
    assert "รวมกันได้ 90 ไม่ใช่ 100" in said.err
    assert not path.exists()
