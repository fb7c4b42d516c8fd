"""compare, as text and as JSON."""

import json
from pathlib import Path

import pytest

from ita_desktop.services import workspaces
from tests.cli.conftest import Run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")


def test_the_json_has_each_place_beside_what_it_was(run: Run, sample: Path) -> None:
    text = run("compare", sample, "--year", "2567", "--with", "2566", "--json")

    assert (text.code, text.err) == (0, "")
    described = json.loads(text.out)
    assert (described["fiscal_year"], described["with"]) == (2567, 2566)
    assert described["total"] == {
        "code": "ITA", "was": "ITA", "relation": "same", "before": None, "now": "97.38",
        "change": None,
    }  # fmt: skip
    assert {
        "code": "O8", "was": "O19", "relation": "changed", "before": "0.00", "now": "100.00",
        "change": "100.00",
    } in described["items"]  # fmt: skip
    assert described["risen"] == ["O8"]
    assert "O10" in described["not_comparable"]


def test_the_text_says_what_rose_and_what_an_item_was(run: Run, sample: Path) -> None:
    lines = run("compare", sample, "--year", "2567", "--with", "2566").out.splitlines()

    assert "  O8      0.00 → 100.00  +100.00 (เดิม O19)" in lines
    assert "เพิ่มมากที่สุด: O8 +100.00" in lines
    assert "  O1    100.00 → 100.00" in lines, "of merged items there is no difference"


def test_a_year_that_is_not_there_is_told(run: Run, sample: Path) -> None:
    text = run("compare", sample, "--with", "2560")

    assert text.code == 2
    assert "2560" in text.err
    assert "2566 2567 2568" in text.err
