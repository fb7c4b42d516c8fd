"""A test has the programs that it is marked for, and no other ones (tests/support/programs.py)."""

import shutil
import subprocess
import sys

import pytest

from tests.support.places import ROOT
from tests.support.postgresql_server import binaries
from tests.support.programs import MARKS, PROGRAMS, find


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


def test_where_all_are_missing_who_needs_them_skips_and_says_so() -> None:
    words = ("-m", "pytest", "--bare", "-q", "-p", "no:cacheprovider", "-m", " or ".join(MARKS))
    files = ("tests/test_programs.py", "tests/site", "tests/storage/test_migrations.py",
             "tests/ui/table/editing/test_spreadsheets.py")  # fmt: skip
    done = subprocess.run(
        [sys.executable, *words, *files],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    for programs in PROGRAMS.values():
        assert f"not installed: {programs[0]}" in done.stdout
    assert "passed" not in done.stdout
