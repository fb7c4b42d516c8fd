"""Long work says on a terminal how far it is, and nothing elsewhere."""

import sys
from pathlib import Path

import pytest

from ita_desktop.cli import output
from tests.cli.conftest import Run
from tests.support.places import FIXTURES


@pytest.fixture
def work(run: Run, tmp_path: Path) -> tuple[object, ...]:
    path = tmp_path / "งาน.ita"
    run("new", path, "--year", 2566, "--organisation", "เขต")
    return ("import", path, "roster", FIXTURES / "roster_2566.csv", "--dry-run")


def test_long_work_tells_how_far_it_is_and_takes_its_line_away(
    run: Run, work: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "WAIT", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    text = run(*work)
    assert text.code == 1, "page numbers of the source are left, and listed"
    assert "\r0/" in text.err
    assert text.err.endswith("\r\x1b[K")


def test_short_work_tells_nothing(
    run: Run, work: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run(*work).err == ""


def test_nothing_is_told_where_no_terminal_is(
    run: Run, work: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "WAIT", 0.0)
    assert run(*work).err == ""
