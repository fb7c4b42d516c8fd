"""compare-paper: the same, or what differs, with the exit code that says which."""

import json
from pathlib import Path

from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import measures
from tests.cli.conftest import Run

NAME = "measures-by-item"


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
