"""site."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_page_is_written_and_then_only_what_changed(
    run: Run, path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "เว็บ"
    told = json.loads(run("site", path, "--out", out, "--json", "--zip").out)
    assert str(out / "2567" / "index.html") in told["files"]
    assert told["changed"]
    assert set(told["changed"]) == set(told["files"])
    assert Path(told["zip"]).is_file()
    again = json.loads(run("site", path, "--out", out, "--year", "2567", "--json").out)
    assert (again["files"], again["changed"], again["removed"]) == (told["files"], [], [])
    assert str(out / "index.html") in run("site", path, "--out", out).out


def test_a_file_in_the_way_is_one_line(run: Run, path: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("theirs", encoding="utf-8")
    refused = run("site", path, "--out", tmp_path)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    blocked = run("site", path, "--out", path)
    assert (blocked.code, blocked.out, blocked.err.count("\n")) == (2, "", 1)
