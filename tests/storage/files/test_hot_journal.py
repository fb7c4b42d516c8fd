"""A file that a crash has left with a rollback journal beside it: who only reads can read it."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ita_desktop.cli.main import main
from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.services import workspaces
from ita_desktop.services.settings import safety_copies
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The sample as a crash has left it: in the middle of a commit that would have changed the
    name of every person, with pages of that in the file already."""
    whole = workspaces.copy_sample(tmp_path / "whole.ita")
    path = tmp_path / "share" / "งาน.ita"
    path.parent.mkdir()
    with closing(sqlite3.connect(whole, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE").fetchall()
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN")
        for table in ("person", "unit", "measure", "finding"):
            raw.execute(f"UPDATE {table} SET row_version=row_version + 77")
        raw.execute("UPDATE person SET name='เปลี่ยนไปแล้ว'")
        shutil.copy(whole, path)
        shutil.copy(f"{whole}-journal", f"{path}-journal")
        raw.execute("ROLLBACK")
    assert path.read_bytes() != whole.read_bytes()
    return path


@pytest.fixture
def left(path: Path) -> Iterator[None]:
    """Neither the file nor its journal is changed by the test."""
    before = [file.read_bytes() for file in sorted(path.parent.iterdir())]
    yield
    assert [file.read_bytes() for file in sorted(path.parent.iterdir())] == before


def _people(path: Path) -> set[str]:
    with Workspace.open(path, read_only=True) as workspace:
        return {person.name for person in workspace.year(2568).people}


@pytest.fixture
def people(tmp_path: Path) -> set[str]:
    return _people(workspaces.copy_sample(tmp_path / "unharmed.ita"))


@pytest.mark.usefixtures("left")
def test_who_only_reads_sees_what_was_stored_before_the_crash(path: Path, people: set[str]) -> None:
    assert _people(path) == people


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "words",
    [
        "score {file}", "history {file}", "check {file}", "plan {file}",
        "export {file} committee-roster --format xlsx --out {folder}",
        "backup {file}",
        "new {folder}/ใหม่.ita --from {file} --year 2570 --framework 2568 --organisation ก",
    ],
)  # fmt: skip
def test_commands_that_read_do_their_work(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    folder = tmp_path / "ผล"
    folder.mkdir()
    code = main([word.format(file=path, folder=folder) for word in words.split()])
    told = capsys.readouterr()
    assert code in {0, 1}, told.err
    assert "สิทธิ์" not in told.err


@pytest.mark.usefixtures("left")
def test_such_a_file_can_be_gone_back_to(path: Path, tmp_path: Path, people: set[str]) -> None:
    safety_copies.restore(path, tmp_path / "กู้คืน.ita")
    assert _people(tmp_path / "กู้คืน.ita") == people


def test_who_writes_takes_the_journal_in(path: Path, people: set[str]) -> None:
    with Workspace.open(path) as workspace:
        assert {person.name for person in workspace.year(2568).people} == people
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_in_a_folder_that_cannot_be_written_it_can_be_read_too(
    path: Path, people: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Workspace.open(path) as workspace:
        assert workspace.read_only
        assert {person.name for person in workspace.year(2568).people} == people


@pytest.mark.in_turn
def test_a_journal_that_is_half_there_is_told_as_damage_or_read_whole(
    path: Path, people: set[str]
) -> None:
    journal = path.with_name(f"{path.name}-journal")
    whole = journal.read_bytes()
    for size in range(0, len(whole), max(len(whole) // 7, 1)):
        journal.write_bytes(whole[:size])
        with contextlib.suppress(WorkspaceError):
            assert _people(path) in (people, {"เปลี่ยนไปแล้ว"})


def test_a_commit_outlasts_a_power_cut_on_a_share_too(path: Path) -> None:
    """With EXTRA the folder is written as well, when the journal has gone from it."""
    engine = sqlite_engines.engine_of(path, read_only=False)
    try:
        assert sqlite_engines.raw_connection(engine).execute("PRAGMA synchronous").fetchone() == (
            3,
        )
    finally:
        engine.dispose()
