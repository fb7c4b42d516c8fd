"""What tests ask of a machine: the programs that they are marked for, and no speed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.places import ROOT
from tests.support.postgresql_server import binaries
from tests.support.programs import MARKS, PROGRAMS, find

WHEN_IMPORTED = {mark for mark in MARKS if find(mark)}


def test_while_tests_are_imported_every_machine_is_bare() -> None:
    assert set() == WHEN_IMPORTED


def test_without_a_mark_a_test_runs_as_on_a_bare_machine() -> None:
    names = {name for programs in PROGRAMS.values() for name in programs}
    assert {name for name in names if shutil.which(name)} == set()
    assert {mark for mark in MARKS if find(mark)} == set()
    assert binaries() is None
    with pytest.raises(FileNotFoundError):
        subprocess.run(["soffice", "--version"], check=True)


def test_every_other_program_is_where_it_was() -> None:
    assert subprocess.run(["sh", "-c", "ls /"], check=True, capture_output=True).stdout


@pytest.mark.needs_poppler
def test_a_mark_brings_its_own_programs_alone() -> None:
    assert subprocess.run(["pdftotext", "-v"], check=True, capture_output=True).stderr
    assert {mark for mark in MARKS if find(mark)} == {"needs_poppler"}


@pytest.mark.in_turn
def test_where_all_are_missing_who_needs_them_skips_and_says_so() -> None:
    words = ("-m", "pytest", "--bare", "-q", "-p", "no:cacheprovider")
    files = ("tests/test_any_machine.py", "tests/site/test_in_browser.py",
             "tests/storage/test_migrations.py", "tests/exchange/reshaping",
             "tests/ui/test_live_bus.py")  # fmt: skip
    done = subprocess.run(
        [sys.executable, *words, *files],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    for programs in PROGRAMS.values():
        assert f"not installed: {programs[0]}" in done.stdout
    assert "passed" not in done.stdout


def test_no_property_has_seconds_to_hold_in() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
    assert HealthCheck.too_slow in settings.default.suppress_health_check
    own = re.compile(r"\b(deadline|suppress_health_check)=")
    files = {path for path in (ROOT / "tests").rglob("*.py") if own.search(path.read_text("utf-8"))}
    assert files <= {ROOT / "tests" / "conftest.py", Path(__file__)}


@pytest.mark.in_turn
def test_a_quick_run_has_a_few_tests_of_each_file_and_one_case_of_each() -> None:
    words = ("-m", "pytest", "--quick", "--collect-only", "-qq", "-o", "addopts=")
    found = subprocess.run(
        [sys.executable, *words, "--import-mode=importlib", "tests/storage/test_undo.py",
         "tests/storage/test_workspace.py", "tests/domain/scores"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    counts = dict(re.findall(r"^(\S+): (\d+)$", found, re.MULTILINE))
    scores = ROOT.glob("tests/domain/scores/**/test_*.py")
    assert counts.keys() >= {path.relative_to(ROOT).as_posix() for path in scores}
    assert set(counts.values()) <= {"1", "2", "3"}
    assert counts["tests/storage/test_workspace.py"] == "3", "each on a file alone"
    assert counts["tests/storage/test_undo.py"] == "1", "all others are properties, or on a server"
