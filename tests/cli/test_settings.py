"""settings export and import, as a clerk's script calls them."""

import json
from pathlib import Path

import pytest

from ita_desktop.services import workspaces
from tests.cli.conftest import Run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")


@pytest.mark.in_turn
def test_settings_go_through_a_file_and_a_dry_run_writes_nothing(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    other = workspaces.copy_sample(tmp_path / "อื่น.ita")
    run("wordings", "set", sample, "all.continued", "(ยังมีต่อ)")
    source = tmp_path / "ค่า.json"
    made = run("settings", "export", sample, "--out", source)
    assert made.code == 0
    assert "ไม่มีรายชื่อบุคคล" in made.out

    text = run("settings", "import", other, source, "--dry-run")
    assert text.code == 0
    assert "จะเปลี่ยน 1 รายการ" in text.out
    assert "(ต่อ) → (ยังมีต่อ)" in text.out
    assert run("wordings", "show", other, "all.continued").out == "(ต่อ)\n"

    described = json.loads(run("settings", "import", other, source, "--json").out)
    assert [one["new"] for one in described["changes"]] == ["(ยังมีต่อ)"]
    assert run("wordings", "show", other, "all.continued").out == "(ยังมีต่อ)\n"
    run("undo", other)
    assert run("wordings", "show", other, "all.continued").out == "(ต่อ)\n"


def test_a_foreign_file_ends_with_a_sentence(run: Run, sample: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "package.json"
    foreign.write_text('{"name": "x"}')
    refused = run("settings", "import", sample, foreign)
    assert refused.code == 2
    assert "package.json ไม่ใช่ไฟล์การตั้งค่า" in refused.err
