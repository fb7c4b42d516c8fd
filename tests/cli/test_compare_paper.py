"""compare-paper: the same, or what differs, with the exit code that says which."""

import json
from pathlib import Path

import pytest

from ita_desktop.services import measures, workspaces
from ita_desktop.services.edits import CellEdit
from tests.cli.conftest import Run

NAME = "measures-by-item"


@pytest.mark.in_turn
def test_a_printed_paper_is_compared_with_the_data(run: Run, tmp_path: Path) -> None:
    file = workspaces.copy_sample(tmp_path / "work.ita")
    year = ("--year", "2568")
    run("export", file, NAME, "--out", tmp_path, "--format", "docx,pdf", *year)
    [word] = tmp_path.glob("*.docx")
    [pdf] = tmp_path.glob("*.pdf")
    for paper in (word, pdf):
        same = run("compare-paper", file, NAME, paper, *year, "--json")
        assert same.code == 0
        told = json.loads(same.out)
        assert (told["document"], told["same"], told["differences"]) == (NAME, True, [])
    with workspaces.open_workspace(file) as workspace:
        measure = workspace.year(2568).measures[0]
        text = f"{measure.method}\nฝ่ายใหม่ที่ตั้งขึ้น"
        measures.edit(workspace, 2568, [CellEdit(measure.id, "method", text)])
    for paper in (word, pdf):
        differs = run("compare-paper", file, NAME, paper, *year)
        assert differs.code == 1
        assert "ฝ่ายใหม่ที่ตั้งขึ้น" in differs.out
        assert "แห่ง" in differs.out.splitlines()[-1]
    [first, *_] = json.loads(run("compare-paper", file, NAME, word, *year, "--json").out)[
        "differences"
    ]
    assert {"kind", "part", "where", "page", "table", "row", "column", "paper", "ours"} <= set(
        first
    )
    unreadable = run("compare-paper", file, NAME, file, *year)
    assert unreadable.code == 2
    assert file.name in unreadable.err


@pytest.mark.in_turn
def test_a_paper_is_compared_with_the_order_or_meeting_that_it_is_of(
    run: Run, tmp_path: Path
) -> None:
    file = workspaces.copy_sample(tmp_path / "work.ita")
    for number in ("1", "2"):
        folder = tmp_path / number
        run("export", file, "agenda", "--meeting", number, "--out", folder, "--format", "docx")
        [word] = folder.glob("*.docx")
        told = run("compare-paper", file, "agenda", word)
        assert told.code == 0
        assert f"{number}/2568" in told.out.splitlines()[0]
        described = json.loads(run("compare-paper", file, "agenda", word, "--json").out)
        assert (described["same"], f"{number}/2568" in described["about"]) == (True, True)
    named = json.loads(run("compare-paper", file, "agenda", word, "--meeting", "1", "--json").out)
    assert (named["same"], named["about"]) == (False, None)
