"""frameworks list, show, validate."""

import json
from pathlib import Path

import pytest

from ita_desktop.paths import resource
from tests.cli.conftest import Run


def test_the_frameworks_are_listed_with_their_years(run: Run) -> None:
    text = run("frameworks")
    assert (text.code, text.err) == (0, "")
    assert [line.split()[0] for line in text.out.splitlines()] == ["2564", "2566", "2567"]
    assert run("frameworks", "list").out == text.out
    described = json.loads(run("frameworks", "list", "--json").out)["frameworks"]
    assert [one["fiscal_years"] for one in described] == [[2564, 2565], [2566], [2567, 2568]]
    assert run("frameworks", "--json").out == run("frameworks", "--json", "list").out


def test_a_framework_is_shown_to_the_last_item(run: Run) -> None:
    text = run("frameworks", "show", "2566")
    assert text.code == 0
    assert sum(line.strip().startswith("O") for line in text.out.splitlines()) >= 30
    described = json.loads(run("frameworks", "show", "2568", "--json").out)
    assert described["code"] == "2567"
    assert len(described["items"]) == 40


@pytest.mark.parametrize("year", ["2560", "2024", "99999", "-1"])
def test_a_year_without_a_framework_is_told(run: Run, year: str) -> None:
    text = run("frameworks", "show", year)
    assert (text.code, text.out) == (2, "")
    assert text.err.count("\n") == 1


def test_a_valid_file_is_called_valid(run: Run) -> None:
    file = resource("frameworks", "2567.yaml")
    assert run("frameworks", "validate", file).out == f"{file} ถูกต้อง\n"
    described = json.loads(run("frameworks", "validate", file, "--json").out)
    assert (described["valid"], described["problems"]) == (True, [])


def test_every_fault_of_a_file_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "เขต.yaml"
    text = resource("frameworks", "2567.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("code: O12", "code: O12\n    colour: red"), encoding="utf-8")
    message = run("frameworks", "validate", file)
    assert message.code == 1
    assert "เขต.yaml:" in message.out
    assert "colour" in message.out
    described = json.loads(run("frameworks", "validate", file, "--json").out)
    assert described["valid"] is False
    assert {"line", "key", "message_th"} == set(described["problems"][0])


def test_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    text = run("frameworks", "validate", tmp_path / "ไม่มี.yaml")
    assert (text.code, text.out) == (2, "")
    assert "ไม่พบไฟล์" in text.err
    assert text.err.count("\n") == 1


def test_a_years_own_framework_is_written_as_a_file_that_another_workspace_uses(
    run: Run, tmp_path: Path
) -> None:
    path, file, other = tmp_path / "a.ita", tmp_path / "กรอบ.yaml", tmp_path / "b.ita"
    run("sample", path)
    text = run("frameworks", "export", path, "--year", 2568, "--out", file)
    assert (text.code, text.out) == (0, f"บันทึกกรอบปี 2568 ไว้ที่ {file} แล้ว\n")
    assert run("frameworks", "validate", file).code == 0
    made = run("new", other, "--year", 2570, "--organisation", "เขต", "--framework", file)
    assert (made.code, made.err) == (0, "")
    assert json.loads(run("score", other, "--json").out)["framework"] == "2567"
    described = json.loads(run("frameworks", "export", path, "--out", file, "--json").out)
    assert described == {"files": [str(file)], "warnings": []}


def test_a_workspace_is_not_made_from_a_file_with_faults(run: Run, tmp_path: Path) -> None:
    file, path = tmp_path / "กรอบ.yaml", tmp_path / "a.ita"
    text = resource("frameworks", "2567.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("weight: 30", "weight: 20", 1), encoding="utf-8")
    message = run("new", path, "--year", 2570, "--organisation", "เขต", "--framework", file)
    assert message.code == 2
    assert "กรอบ.yaml" in message.err
    assert "รวมกันได้ 90 ไม่ใช่ 100" in message.err
    assert not path.exists()


def test_a_year_that_no_source_prints_is_shown_as_a_draft(run: Run) -> None:
    text = run("frameworks", "show", "2570")
    assert "ร่างจากกรอบ 2567" in text.out
    described = json.loads(run("frameworks", "show", "2570", "--json").out)
    assert (described["framework_status"], described["drafted_from"]) == ("draft", "2567")
    printed = json.loads(run("frameworks", "show", "2568", "--json").out)
    assert (printed["framework_status"], printed["drafted_from"]) == ("printed", "")
