"""export, brief, site and check where texts hold personal data."""

import json
from pathlib import Path

import pytest

from ita_desktop.services import measures, workspaces
from ita_desktop.services.edits import CellEdit
from tests.cli.conftest import Run

PHONE = "081-234-5678"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = workspaces.copy_sample(tmp_path / "office.ita")
    with workspaces.open_workspace(path) as workspace:
        measure = workspace.year(2568).measures[3]
        edit = CellEdit(measure.id, "method", f"{measure.method}\nโทร {PHONE}")
        measures.edit(workspace, 2568, [edit])
    return path


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "words",
    [("export", "all", "--format", "docx"), ("export", "measures-by-item"), ("site",)],
    ids=" ".join,
)
def test_nothing_public_is_written_and_each_place_is_listed(
    run: Run, office: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    command, *rest = words
    out = tmp_path / "out"
    refused = run(command, office, *rest, "--out", out)
    assert refused.code == 1
    assert refused.out.splitlines() == [line for line in refused.out.splitlines() if PHONE in line]
    assert refused.err.count("\n") == 1
    assert "--as-typed" in refused.err
    listed = json.loads(run(command, office, *rest, "--out", out, "--json").out)
    assert [place["code"] for place in listed["undecided"]] == ["personal-in-text"]
    assert listed["files"] == []
    assert not out.exists()


@pytest.mark.in_turn
def test_as_typed_publishes_as_typed(run: Run, office: Path, tmp_path: Path) -> None:
    page = run("site", office, "--out", tmp_path / "web", "--as-typed", "--json")
    assert page.code == 0
    texts = [Path(name).read_bytes() for name in json.loads(page.out)["files"]]
    assert any(PHONE.encode() in text for text in texts)
    words = ("export", office, "measures-by-item", "--format", "docx", "--out", tmp_path / "out")
    assert run(*words, "--as-typed").code == 0
    assert run(*words, "--profile", "internal").code == 0


@pytest.mark.in_turn
def test_what_does_not_print_it_is_written(run: Run, office: Path, tmp_path: Path) -> None:
    assert run("export", office, "committee-roster", "--out", tmp_path).code == 0
    assert run("brief", office, "--out", tmp_path, "--format", "pdf").code == 0


@pytest.mark.in_turn
def test_check_lists_the_place_with_its_code(run: Run, office: Path) -> None:
    found = json.loads(run("check", office, "--json").out)["findings"]
    (issue,) = (issue for issue in found if issue["code"] == "personal-in-text")
    assert issue["severity"] == "warning"
    assert PHONE in issue["message_th"]
    assert issue["where"].startswith("มาตรการ")
